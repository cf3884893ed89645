//! The site as it was at a commit, as the baseline.

use crate::kit::{Project, V1};

const ENTRY: &str = "content/changes/api/2026-03-02-v1.md";

fn committed(below: &'static str) -> Project {
    let project = Project::below(below);
    project.write(ENTRY, V1);
    project.commit("first");
    project
}

#[test]
fn a_change_is_judged_against_a_branch() {
    for below in ["", "docs/change log"] {
        let project = committed(below);
        let check = ["check", "--against", "git:main"];
        project.run(&check).passes();
        project.write(ENTRY, V1.replace("2026-12-01", "2026-11-30"));
        project.run(&check).finds("promise/moved-earlier");
        project.commit("second");
        project.run(&check).passes();
        project.run(&["check", "--against", "git:main~1"]).finds("promise/moved-earlier");
        project.remove(ENTRY);
        project.run(&check).finds("promise/vanished");
    }
}

#[test]
fn book_toml_may_name_the_branch() {
    let project = committed("");
    project.append("book.toml", "\n[promise]\nbaseline = \"git:main\"\n");
    project.write(ENTRY, V1.replace("2026-12-01", "2026-11-30"));
    project.run(&["check"]).finds("promise/moved-earlier");
    project.run(&["build"]).finds("promise/moved-earlier");
    project.run(&["check", "--no-baseline"]).passes();
}

#[test]
fn a_new_promise_is_told_today_whatever_its_entry_says() {
    let project = committed("");
    project.write("content/changes/api/2026-03-02-v0.md", V1.replace("2026-12-01", "2026-08-01"));
    project.run(&["check", "--against", "git:main"]).finds("notice/too-short");
    project.run(&["check", "--no-baseline"]).passes();
}

#[test]
fn an_entry_of_a_later_day_was_not_published_yet() {
    let project = Project::new();
    let entry = "content/changes/api/2026-06-02-v1.md";
    project.write(entry, V1);
    project.commit("first");
    project.remove(entry);
    let check = ["check", "--against", "git:main"];
    project.run(&check).passes();
    project.run(&["check", "--against", "git:main", "--today", "2026-06-02"]).finds("promise/vanished");
}

#[test]
fn another_folder_of_sources_is_that_of_its_own_time() {
    let project = committed("");
    project.git(&["mv", "content", "entries"]);
    project.write("book.toml", project.read("book.toml").replace("[build]", "src = \"entries\"\n\n[build]"));
    project.run(&["check", "--against", "git:main"]).passes();
}

#[test]
fn many_entries_are_read_without_waiting_for_each_other() {
    let project = Project::new();
    let body = "How to move. ".repeat(1000);
    for number in 0..300 {
        let entry = format!("{}{body}\n", V1.replace("/v1/", &format!("/v1/{number}/")));
        project.write(&format!("content/changes/api/2026-03-02-e{number}.md"), entry);
    }
    project.commit("first");
    project.remove("content/changes/api/2026-03-02-e7.md");
    project.run(&["check", "--against", "git:main"]).finds("`api-e7`");
}

#[test]
fn a_hook_does_not_lead_git_astray() {
    let project = committed("docs");
    std::fs::create_dir(project.path("../.git/hooks")).ok();
    let hook = format!(
        "#!/bin/sh\nexec '{}' --root docs check --against git:main --today 2026-06-01\n",
        env!("CARGO_BIN_EXE_forewarn")
    );
    let place = project.path("../.git/hooks/pre-commit");
    std::fs::write(&place, hook).unwrap();
    std::fs::set_permissions(&place, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    project.commit("second");
}

#[test]
fn the_file_that_is_gone_is_named_beside_one_that_is_broken() {
    let other = "content/changes/api/2026-03-03-other.md";
    let project = Project::below("docs");
    project.write(ENTRY, V1);
    project.write(other, V1.replace("/v1/", "/v0/"));
    project.commit("first");
    project.remove(ENTRY);
    let check = ["check", "--against", "git:main", "--format", "short"];
    for broken in ["sunset = 2026-13-01", "nonsense", "sunset = \"2026"] {
        project.write(other, V1.replace("sunset = 2026-12-01", broken));
        let ran = project.run(&check);
        ran.finds("content/changes/api/2026-03-02-v1.md: error[promise/vanished]");
        ran.finds(other);
        ran.says_once("promise/vanished");
    }
}

#[test]
fn what_may_stand_in_a_broken_file_has_not_vanished() {
    let project = committed("");
    let check = ["check", "--against", "git:main", "--format", "short"];
    let broken = |text: String| {
        project.write(ENTRY, text);
        let ran = project.run(&check);
        ran.finds("form/");
        ran.says_not("promise/vanished");
        ran.says_not("promise/url-lost");
    };
    broken(V1.replace("sunset = ", "sunset "));
    broken(V1.replace("[deprecation]", "deprecation = 2026-12-01"));
    broken(V1.replace("+++", "##"));
    project.remove(ENTRY);
    project.write("content/changes/api/2026-03-04-moved.md", V1.replace("title", "id = api-v1\ntitle"));
    let ran = project.run(&check);
    ran.finds("form/syntax");
    ran.says_not("promise/vanished");
}
