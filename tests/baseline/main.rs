//! Baselines through the real binary: whatever cannot be one is a failure that says so, with exit status 2, and never a pass;
//! a promise is judged against the file, or the commit, that is named.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may write files, start programs, and fail

mod authority;
mod commits;
mod failures;
mod kit;
mod unread;

use kit::{Project, V1};

/// A project whose one promise is published into `public/`, and the schedule's text.
fn published() -> (Project, String) {
    let project = Project::new();
    project.write("content/changes/api/2026-03-02-v1.md", V1);
    project.run(&["build", "--today", "2026-03-03"]).passes();
    let schedule = project.read("public/api/v1/schedule.json");
    (project, schedule)
}

/// What `check` says against these bytes.
fn against(bytes: &[u8]) -> kit::Ran {
    let (project, _) = published();
    project.write("public/api/v1/baseline.json", bytes);
    project.run(&["check", "--against", "public/api/v1/baseline.json"])
}

#[test]
fn a_promise_is_kept_or_not() {
    let (project, _) = published();
    let check = ["check", "--against", "public/api/v1/schedule.json"];
    project.run(&check).passes();
    project.write("content/changes/api/2026-03-02-v1.md", V1.replace("2026-12-01", "2026-11-30"));
    project.run(&check).finds("promise/moved-earlier");
    project.remove("content/changes/api/2026-03-02-v1.md");
    project.run(&check).finds("promise/vanished");
}

#[test]
fn a_broken_promise_is_not_published() {
    let (project, schedule) = published();
    project.write("content/changes/api/2026-03-02-v1.md", V1.replace("2026-12-01", "2026-11-30"));
    project.run(&["build", "--against", "public/api/v1/schedule.json"]).finds("promise/moved-earlier");
    assert_eq!(project.read("public/api/v1/schedule.json"), schedule);
}

#[test]
fn a_file_that_is_not_there_fails() {
    let (project, _) = published();
    project.run(&["check", "--against", "nowhere.json"]).fails("nowhere.json");
}

#[test]
fn a_folder_of_a_site_is_told_where_its_schedule_lies() {
    let (project, _) = published();
    let against = |place: &str| project.run(&["check", "--against", place]);
    against("public").fails("`public` is a folder");
    against("public").fails("did you mean `public/api/v1/schedule.json`?");
    against("content/").fails("it is `content/api/v1/schedule.json`");
}

#[test]
fn an_empty_file_fails() {
    against(b"").fails("is empty");
    against(b"\n  \n").fails("is empty");
}

#[test]
fn a_truncated_file_fails() {
    let (_, schedule) = published();
    against(&schedule.as_bytes()[..schedule.len() / 2]).fails("ends too early");
}

#[test]
fn a_web_page_fails() {
    against(b"<!DOCTYPE html>\n<title>Sign in</title>").fails("is a web page");
}

#[test]
fn what_is_no_json_or_some_other_fails() {
    against(b"version: 1\n").fails("is not JSON");
    against(b"{\"name\": \"left-pad\"}").fails("JSON of some other kind");
    against(&[0xFF, 0xFE, 0x00]).fails("is not JSON");
}

#[test]
fn another_platforms_schedule_fails() {
    let (_, schedule) = published();
    against(schedule.replace("tag:example.com,2026:example", "tag:example.com,2026:other").as_bytes())
        .fails("that of `tag:example.com,2026:other`");
}

#[test]
fn a_newer_api_fails() {
    let (_, schedule) = published();
    against(schedule.replace("api/v1/schema", "api/v2/schema").as_bytes()).fails("version 2 of the API");
}

#[test]
fn a_schedule_of_a_later_day_fails() {
    let (project, _) = published();
    project
        .run(&["check", "--against", "public/api/v1/schedule.json", "--today", "2026-03-02"])
        .fails("after 2026-03-02");
}

#[test]
fn a_file_of_200_megabytes_fails_unread() {
    let (project, _) = published();
    project.write("baseline.json", b"{");
    let file = std::fs::OpenOptions::new().write(true).open(project.path("baseline.json")).unwrap();
    file.set_len(200 << 20).unwrap();
    project.run(&["check", "--against", "baseline.json"]).fails("larger than");
}

#[test]
fn nesting_100_000_deep_fails() {
    let (_, schedule) = published();
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    against(open.as_bytes()).fails("nested more than 64 deep");
    against(format!("{{\"$schema\": {open}{close}}}").as_bytes()).fails("nested more than 64 deep");
    against(schedule.replace("\"deprecations\": [", &format!("\"deprecations\": [{open}{close},")).as_bytes())
        .fails("nested more than 64 deep");
    against(schedule.replace("\"updated\"", &format!("\"later\": {open}{close}, \"updated\"")).as_bytes())
        .fails("nested more than 64 deep");
}

#[test]
fn a_broken_list_of_ids_beside_it_fails() {
    let (project, _) = published();
    project.write("public/api/v1/ids.json", "{");
    project.run(&["check", "--against", "public/api/v1/schedule.json"]).fails("ids.json ends too early");
}

#[test]
fn a_schedule_without_ids_beside_it_fails() {
    let (project, _) = published();
    project.remove("public/api/v1/ids.json");
    for command in ["check", "build"] {
        let ran = project.run(&[command, "--against", "public/api/v1/schedule.json"]);
        ran.fails("public/api/v1/ids.json");
        ran.fails("without it, entries that vanished cannot be seen");
        ran.fails("--no-baseline");
    }
}

#[test]
fn an_entry_without_a_promise_cannot_vanish_unseen() {
    let (project, _) = published();
    let fixed = "+++\ntitle = \"Mended\"\nkind = \"fixed\"\n+++\n";
    project.write("content/changes/api/2026-03-04-mended.md", fixed);
    project.run(&["build", "--today", "2026-03-05"]).passes();
    std::fs::rename(project.path("public/api/v1/schedule.json"), project.path("public/api/v1/march.json")).unwrap();
    let check = ["check", "--against", "public/api/v1/march.json"];
    project.run(&check).passes();
    project.remove("content/changes/api/2026-03-04-mended.md");
    project.run(&check).finds("promise/vanished");
}

#[test]
fn a_configured_baseline_that_cannot_be_had_fails_unless_none_is_said_to_exist() {
    let project = Project::new();
    project.write("content/changes/api/2026-03-02-v1.md", V1);
    project.append("book.toml", "\n[promise]\nbaseline = \"published/schedule.json\"\n");
    for command in ["check", "build"] {
        project.run(&[command]).fails("--no-baseline");
        project.run(&[command, "--no-baseline"]).passes();
    }
}
