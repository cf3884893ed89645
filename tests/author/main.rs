//! The author's commands, by the real binary: a first site, new entries, releases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod entries;
mod kit;
mod publishing;
mod releases;

use std::fs;
use std::process::Command;

use kit::{World, words};

#[test]
fn a_first_site_builds_and_checks_without_a_finding() {
    const HOOK: &str = ".pre-commit-config.yaml";
    let github = ".github/workflows/changelog.yml";
    let choices: [(&str, &[&str]); 5] = [
        ("github", &[github]),
        ("gitlab", &[".gitlab-ci.yml"]),
        ("pre-commit", &[HOOK]),
        ("pre-commit,github,github", &[github, HOOK]),
        ("none", &[]),
    ];
    for (ci, workflows) in choices {
        let world = World::empty();
        let init = world.run(&["init", "paved-road", "--no-input", "--ci", ci]).passes();
        assert!(init.err.contains("example address"), "{}", init.err);
        let files: Vec<String> = world.files().into_keys().collect();
        let mut expected = vec![
            "book.toml",
            ".gitignore",
            "content/releases.toml",
            "content/pages/support-policy.md",
            "content/changes/platform/2026-11-22-hello.md",
            "content/changes/platform/2026-11-22-example.md",
        ];
        expected.extend(workflows);
        let mut expected: Vec<String> = expected.into_iter().map(|name| format!("paved-road/{name}")).collect();
        expected.sort();
        assert_eq!(files, expected);
        let book = world.read("paved-road/book.toml");
        assert!(
            book.contains("title = \"Paved Road\"\n")
                && book.contains("id = \"tag:changes.example.com,2026:paved-road\"\n"),
            "{book}"
        );
        world.run(&["check", "--deny-warnings", "--root", "paved-road"]).passes();
        world.run(&["build", "--check", "--root", "paved-road"]).passes();
        assert!(world.path("paved-road/public/changes/platform-hello/index.html").is_file());
        // An example is no promise to anybody.
        assert!(!world.path("paved-road/public/changes/platform-example").exists());
    }
}

#[test]
fn the_example_passes_when_it_is_published_too() {
    let world = World::site();
    let path = "content/changes/api/2026-11-22-example.md";
    world.put(path, &world.read(path).replace("draft = true\n", ""));
    world.is_clean();
    assert!(world.say("schedule").passes().out.contains("GET /v2/widgets"));
}

#[test]
fn the_workflows_are_yaml_with_least_permissions() {
    let world = World::empty();
    world.say("init --no-input --ci github").passes();
    let workflow = world.read(".github/workflows/changelog.yml");
    assert!(workflow.contains("\npermissions:\n  contents: read\n"));
    assert!(workflow.contains("cron:") && workflow.contains("NOT YET published"));
    assert_eq!(workflow.matches("FOREWARN_INSTALL: cargo install forewarn --locked --version").count(), 1);
    assert_eq!(workflow.matches("bash -c \"$FOREWARN_INSTALL\"").count(), 3, "one line says where it comes from");
    assert_eq!(workflow.matches("fetch-depth: 0").count(), 1, "the change alone needs what was before");
    assert!(workflow.contains("|| published=--no-baseline\n") && workflow.contains("--needs-entry --changed"));
    assert!(workflow.contains("- run: forewarn check --strict-time\n"));
    assert!(!workflow.contains("needs:"), "nothing stops the publication");
    for line in workflow.lines().filter(|line| line.contains("github.base_ref") || line.contains("github.event.pull")) {
        let key = line.trim_start().split(':').next().unwrap();
        assert!(["BASE", "LABELS"].contains(&key), "only the environment takes what others named: {line}");
    }
    for line in workflow.lines().filter(|line| line.trim_start().trim_start_matches("- ").starts_with("uses:")) {
        let commit = line.split_once('@').and_then(|(_, pin)| pin.split_once(" # v")).map(|(commit, _)| commit);
        let pinned =
            commit.is_some_and(|commit| commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(pinned, "{line}");
    }
    assert!(!workflow.contains('\t'));
    assert!(world.read(".gitignore").contains("/public/\n.*.forewarn-*\n"));
}

#[test]
fn the_pipeline_and_the_hook_check_what_the_workflow_checks() {
    let world = World::empty();
    world.say("init --no-input --ci gitlab --ci pre-commit").passes();
    let pipeline = world.read(".gitlab-ci.yml");
    assert!(pipeline.contains("GIT_DEPTH: \"0\"") && pipeline.contains("|| published=--no-baseline\n"));
    assert!(pipeline.contains("- forewarn check --strict-time\n") && !pipeline.contains('\t'));
    let hook = world.read(".pre-commit-config.yaml");
    assert!(hook.contains("entry: forewarn check\n") && hook.contains("pass_filenames: false"), "{hook}");
    World::empty().say("init --no-input --ci none,github").refuses(2, &["exclude each other"]);
    world.put("book.toml", "");
    world.say("init --no-input --ci pre-commit").refuses(2, &["`.pre-commit-config.yaml`", "nothing was written"]);
}

/// The script of the step `Check`, run as GitHub runs it, in a clone of a repository. It is written for the bash of Linux.
#[cfg(target_os = "linux")]
#[test]
fn the_check_of_a_change_passes_when_it_brings_the_site_and_fails_when_a_promise_is_broken() {
    let world = World::empty();
    world.say("init site --no-input").passes();
    let workflow = world.read("site/.github/workflows/changelog.yml");
    let script: Vec<&str> = workflow
        .lines()
        .skip_while(|line| !line.ends_with("run: |"))
        .skip(1)
        .map_while(|line| line.strip_prefix("          "))
        .collect();
    assert_eq!(script.len(), 5, "{script:?}");
    world.put("script.sh", &script.join("\n"));
    let bash = |command: &str| {
        let bin = std::path::Path::new(env!("CARGO_BIN_EXE_forewarn")).parent().unwrap();
        let output = Command::new("bash")
            .args(["-e", "-c", command])
            .current_dir(world.path("site"))
            .env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap()))
            .envs([("BASE", "main"), ("LABELS", r#"["it's $(touch ../stolen)", "two words"]"#)])
            .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")])
            .envs([("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.com")])
            .envs([("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@example.com")])
            .env("SOURCE_DATE_EPOCH", "1795305600") // 2026-11-22
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    };
    let passes = |command: &str| {
        let (code, said) = bash(command);
        assert_eq!(code, Some(0), "{command}: {said}");
    };
    passes(
        "git init -q -b main && git commit -q --allow-empty -m empty && git update-ref refs/remotes/origin/main HEAD",
    );
    passes("git add -A && git commit -q -m site && bash -e ../script.sh");
    world.put(
        "site/content/changes/platform/2026-06-01-old.md",
        &world.read("site/content/changes/platform/2026-11-22-example.md").replace("draft = true\n", ""),
    );
    passes(
        "git rm -q --cached content/changes/platform/2026-11-22-example.md && rm content/changes/platform/2026-11-22-example.md",
    );
    passes("git add -A && git commit -q -m promise && git update-ref refs/remotes/origin/main HEAD");
    passes("bash -e ../script.sh");
    passes("git rm -q content/changes/platform/2026-06-01-old.md && git commit -q -m vanish");
    let (code, said) = bash("bash -e ../script.sh");
    assert!(code == Some(1) && said.contains("promise/vanished"), "{code:?} {said}");
    assert!(!world.path("stolen").exists());
}

#[test]
fn a_site_that_is_there_is_not_touched() {
    let world = World::empty();
    world.put("book.toml", "mine\n");
    world.put("content/releases.toml", "");
    let before = world.files();
    world.say("init --no-input").refuses(2, &["`book.toml`", "`content/releases.toml`", "nothing was written"]);
    assert_eq!(world.files(), before);
}

#[test]
fn a_gitignore_that_is_there_is_kept() {
    let world = World::empty();
    world.put(".gitignore", "mine\n");
    world.say("init --no-input").passes();
    assert_eq!(world.read(".gitignore"), "mine\n");
}

#[test]
fn any_title_makes_a_site() {
    for title in ["\"Quoted\" \\ 'title'", "@ID@", "日本語", "a = 1 # no comment", "[book]"] {
        let world = World::empty();
        world.run(&["init", "--no-input", "--title", title]).passes();
        world.is_clean();
    }
    World::empty().run(&["init", "--no-input", "--base-url", "ftp://a.example"]).refuses(2, &["https"]);
    World::empty()
        .run(&["init", "--no-input", "--component", "Deploy API"])
        .refuses(2, &["did you mean `deploy-api`?"]);
}

#[test]
fn every_kind_of_entry_passes_check() {
    let world = World::site();
    for kind in ["added", "changed", "fixed", "security"] {
        world
            .run(&["new", "--no-input", "--kind", kind, "--component", "api", &format!("Something was {kind}")])
            .passes();
        world.is_clean();
    }
    let deprecated = [
        words("new --no-input --component api --surface"),
        vec![
            "http=GET /v1/x",
            "--surface",
            "http=GET /v1/y",
            "--replacement",
            "GET /v2/x",
            "--title",
            "`GET /v1/x` goes",
        ],
        words("--sunset 2027-03-08 --removal 3.0.0 --effort hours --tag http --breaking --version 2.0.0 --reason"),
        vec!["v2 is \"faster\""],
    ];
    let ran = world.run(&deprecated.concat()).passes();
    assert_eq!(ran.out, "content/changes/api/2026-11-22-get-v1-x-goes.md\n");
    let told: Vec<&str> =
        ran.err.lines().filter(|line| !line.starts_with("note: ") && !line.starts_with("  help: ")).collect();
    assert_eq!(told, ["its id is `api-get-v1-x-goes`, for good once it is published", "next: `forewarn check`"]);
    let text = r#"+++
title = "`GET /v1/x` goes"
kind = "deprecated"
version = "2.0.0"
id = "api-get-v1-x-goes"
breaking = true
tags = ["http"]
effort = "hours"

[deprecation]
sunset = 2027-03-08
removal = "3.0.0"
reason = 'v2 is "faster"'

[[deprecation.surface]]
kind = "http"
name = "GET /v1/x"
replacement = "GET /v2/x"

[[deprecation.surface]]
kind = "http"
name = "GET /v1/y"
replacement = "GET /v2/x"
+++
Use `GET /v2/x` instead of `GET /v1/x`.

Use `GET /v2/x` instead of `GET /v1/y`.
"#;
    assert_eq!(world.read("content/changes/api/2026-11-22-get-v1-x-goes.md"), text);
    world.say("check").passes();
}

#[test]
fn a_removal_fulfils_a_promise_that_is_due() {
    let world = World::site();
    world.say("new --no-input Old --component api --surface cli=old --replacement new --sunset 2027-03-08").passes();
    let gone = words("new --no-input Gone --completes api-old --component api");
    world.run_on("2027-03-09", &gone).passes();
    assert!(world.read("content/changes/api/2027-03-09-gone.md").contains("kind = \"removed\"\n"));
    assert!(world.run_on("2027-03-09", &["schedule"]).passes().out.lines().all(|line| !line.contains("api-old")));
}

#[test]
fn nothing_stands_in_for_what_has_no_replacement() {
    let world = World::site();
    let start = words("new --no-input Old --component api --surface cli=old --sunset 2027-03-08 --no-replacement");
    world.run(&[start, vec!["Nobody uses it"]].concat()).passes();
    let text = world.read("content/changes/api/2026-11-22-old.md");
    assert!(text.contains("no-replacement = \"Nobody uses it\"\n") && text.ends_with("+++\n"), "{text}");
    world.say("check").passes();
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let world = World::site();
    let before = world.files();
    world.say("new --no-input").refuses(2, &["`TITLE`, `--kind`, `--component` (one of `api` and `cli`)"]);
    world.say("new --kind deprecated").refuses(
        2,
        &[
            "`TITLE`",
            "`--component`",
            "`--surface KIND=NAME`",
            "`--replacement`",
            "`--sunset DATE` (2027-03-08 keeps to the policy)",
        ],
    );
    assert_eq!(world.files(), before);
}

#[test]
fn nothing_is_written_by_standards_that_cannot_be_read() {
    let world = World::site();
    fs::write(
        world.path("content/releases.toml"),
        "[[release]]\ncomponent = \"api\"\nversion = \"1.0\"\ndate = 2026-01-05\n",
    )
    .unwrap();
    let before = world.files();
    world
        .say("new --no-input Faster --kind added --component api")
        .refuses(1, &["form/invalid-version", "mend these files first"]);
    assert_eq!(world.files(), before);
}

#[test]
fn a_sunset_that_breaks_the_policy_is_refused_with_one_that_does_not() {
    let world = World::site();
    let before = world.files();
    let new = |sunset: &str| {
        let start = words("new --no-input --component api --replacement new --surface cli=old T --sunset");
        world.run(&[start, vec![sunset]].concat())
    };
    new("2027-02-19").refuses(
        2,
        &["gives 89 days of notice; the policy asks for 90", "earliest date with 90 days' notice: 2027-02-22"],
    );
    new("2027-02-27").refuses(2, &["falls on a Saturday", "the next open day is 2027-03-01"]);
    new("2027-02-30").refuses(2, &["February 2027 has 28 days"]);
    assert_eq!(world.files(), before);
    new("2027-02-22").passes();
}

#[test]
fn mistakes_in_flags_are_explained() {
    let world = World::site();
    let before = world.files();
    let new = |args: &[&str]| world.run(&[&["new", "--no-input", "T"], args].concat());
    new(&["--kind", "added", "--component", "aip"]).refuses(2, &["there is no component `aip`", "did you mean `api`?"]);
    new(&["--kind", "add", "--component", "api"]).refuses(2, &["possible values", "added"]);
    new(&["--kind", "added", "--component", "api", "--version", "v1.2"]).refuses(2, &["did you mean `1.2.0`?"]);
    new(&["--kind", "added", "--component", "api", "--sunset", "2027-03-08"])
        .refuses(2, &["`--sunset` does not fit", "`added`"]);
    new(&["--kind", "fixed", "--component", "api", "--completes", "x"]).refuses(2, &["`--completes` does not fit"]);
    new(&["--kind", "removed", "--component", "api", "--completes", "nope"])
        .refuses(2, &["there is no promise `nope`", "`api` has no promise yet"]);
    new(&["--kind", "removed", "--component", "api", "--completes", "api-hello"])
        .refuses(2, &["there is no promise `api-hello`"]);
    let unasked = world.run(&["new", "T"]);
    assert!(unasked.err.contains("run it on a terminal") && !unasked.err.contains("--no-input"), "{}", unasked.err);
    new(&["--kind", "added", "--component", "api", "--id", "api-hello"])
        .refuses(2, &["`content/changes/api/2026-11-22-hello.md`"]);
    new(&["--kind", "added", "--component", "api", "--output", "notes/x.md"]).refuses(2, &["below `content/changes`"]);
    new(&["--kind", "added", "--component", "api", "--output", "content/changes/../../x.md"]).refuses(2, &["no place"]);
    new(&["--kind", "added", "--component", "api", "--output", "content/changes/api/2026-11-22-hello.md"])
        .refuses(2, &["exists"]);
    let promise = ["--component", "api", "--replacement", "b", "--sunset", "2027-03-08", "--surface"];
    new(&[&promise[..], &["http=/v1/x"]].concat()).refuses(2, &["a method in capitals and a path"]);
    new(&[&promise[..], &["htpp=GET /v1/x"]].concat()).refuses(2, &["did you mean `http`?"]);
    assert_eq!(world.files(), before);
}

#[test]
fn an_entry_with_findings_is_shown_and_not_written() {
    let world = World::site();
    let before = world.files();
    let new = ["new", "--no-input", "T", "--kind", "added", "--component", "api", "--audience", "nobody"];
    world.run(&new).refuses(1, &["nobody", "nothing was written"]);
    assert_eq!(world.files(), before);
}

#[test]
fn ids_are_never_used_twice() {
    let world = World::site();
    for expected in ["api-same", "api-same-2", "api-same-3"] {
        let ran = world.say("new --no-input Same --kind added --component api").passes();
        assert!(world.read(ran.out.trim()).contains(&format!("id = \"{expected}\"\n")));
        assert!(ran.err.contains(&format!("its id is `{expected}`")), "{}", ran.err);
        assert_eq!(ran.err.contains("; `api-same` is that of `content/changes/api/"), expected != "api-same");
    }
    world.is_clean();
}

#[test]
fn a_file_elsewhere_says_what_its_place_does_not() {
    let world = World::site();
    world.say("new --no-input Same --kind added --component api --output content/changes/more/same.md").passes();
    let text = world.read("content/changes/more/same.md");
    assert_eq!(
        text,
        "+++\ntitle = \"Same\"\ndate = 2026-11-22\nkind = \"added\"\ncomponent = \"api\"\nid = \"api-same\"\n+++\n"
    );
    world.is_clean();
}

#[test]
fn a_release_stamps_the_unreleased_entries_of_its_component() {
    let world = World::site();
    world.put("content/changes/api/2026-11-20-a.md", "\u{FEFF}+++\r\n# first\r\ntitle = \"A\" # a\r\nkind='added'\r\ntags = [\r\n  \"x\", # y\r\n]\r\n+++\r\nText\r\n");
    world.put("content/changes/api/2026-11-21-b.md", "+++\ntitle = \"B\"\nlinks = { docs = \"https://a.example/\" }\nkind = \"fixed\"\n\n[extra] # free\na = 1\n+++\n");
    world.put("content/changes/api/2026-11-23-later.md", "+++\ntitle = \"C\"\nkind = \"fixed\"\n+++\n");
    world.put("content/changes/cli/2026-11-21-other.md", "+++\ntitle = \"D\"\nkind = \"fixed\"\n+++\n");
    let before = world.files();
    let dry = world.say("release api 0.1.0 --dry-run").passes();
    assert_eq!(world.files(), before);
    let ran = world.run(&["release", "api", "0.1.0", "--notes", "The *first* one"]).passes();
    assert!(ran.err.contains("api 0.1.0 gathers 3 entries"), "{}", ran.err);
    assert!(
        dry.out.contains("+++ b/content/changes/api/2026-11-20-a.md\n") && dry.out.contains("\n+version = \"0.1.0\"\n"),
        "{}",
        dry.out
    );
    let mut expected = before;
    let mut edit = |path: &str, old: &str, new: &str| {
        let text = String::from_utf8(expected[path].clone()).unwrap();
        assert_eq!(text.matches(old).count(), 1);
        expected.insert(path.to_owned(), text.replace(old, new).into_bytes());
    };
    edit("content/changes/api/2026-11-20-a.md", "kind='added'\r\n", "kind='added'\r\nversion = \"0.1.0\"\r\n");
    edit("content/changes/api/2026-11-21-b.md", "kind = \"fixed\"\n", "kind = \"fixed\"\nversion = \"0.1.0\"\n");
    edit(
        "content/changes/api/2026-11-22-hello.md",
        "component = \"api\"\n",
        "component = \"api\"\nversion = \"0.1.0\"\n",
    );
    edit(
        "content/releases.toml",
        "# planned = true\n",
        "# planned = true\n\n[[release]]\ncomponent = \"api\"\nversion = \"0.1.0\"\ndate = 2026-11-22\nnotes = \"The *first* one\"\n",
    );
    assert_eq!(world.files(), expected);
    world.is_clean();
    world.say("build --check").passes();
    assert!(world.path("public/components/api/0.1.0/index.html").is_file());
}

#[test]
fn a_planned_release_that_comes_is_planned_no_more() {
    let world = World::site();
    let planned =
        "# mine\n[[release]]\ncomponent = \"api\" # api\nversion = \"1.0.0\"\ndate = 2027-01-01\nplanned = true\n";
    world.put("content/releases.toml", planned);
    world.say("release api 1.0.0 --date 2026-11-22").passes();
    let released = "# mine\n[[release]]\ncomponent = \"api\" # api\nversion = \"1.0.0\"\ndate = 2026-11-22\n";
    assert_eq!(world.read("content/releases.toml"), released);
}

const OLD: &str = "+++\ntitle = \"Old goes\"\n[deprecation]\nDATES\n[[deprecation.surface]]\nkind = \"cli\"\nname = \"tool old\"\nreplacement = \"tool new\"\n+++\nText\n";

#[test]
fn a_release_before_its_planned_day_names_the_promises_that_wait_for_it() {
    let world = World::site();
    world.put("content/changes/api/2026-08-01-old.md", &OLD.replace("DATES", "removal = \"2.0.0\""));
    world.put("content/changes/api/2026-08-02-older.md", &OLD.replace("DATES", "removal = \"3.0.0\""));
    world.say("release api 1.0.0 --date 2026-09-01").passes();
    world.put("content/changes/api/2026-11-01-more.md", "+++\ntitle = \"More\"\nkind = \"added\"\n+++\nText\n");
    let row = "[[release]]\ncomponent = \"api\"\nversion = \"2.0.0\"\nplanned = true\ndate = 2027-03-09\n";
    world.put("content/releases.toml", row);
    let early = world.say("release api 2.0.0 --dry-run").passes().err;
    let words =
        "warning: api 2.0.0 was planned for 2027-03-09, 107 days later\n  help: what `api-old` promised may be gone";
    assert!(early.contains(words) && !early.contains("api-older"), "{early}");
    let late = world.run_on("2027-03-09", &["release", "api", "2.0.0"]).passes().err;
    assert!(!late.contains("was planned"), "{late}");
}

#[test]
fn a_release_that_is_the_first_to_tell_of_a_deprecation_leaves_its_end_to_the_next() {
    let world = World::site();
    world.put("content/changes/api/2026-08-01-old.md", &OLD.replace("DATES", "sunset = 2026-11-20"));
    world.say("release api 1.0.0 --date 2026-07-01 --allow-empty").passes();
    world.say("promise complete api-old").passes();
    let removal = "content/changes/api/2026-11-22-tool-old-was-removed.md";
    let written = world.read(removal);
    let said = world.say("release api 2.0.0").passes().err;
    assert!(said.contains("`api-tool-old-was-removed` stays unreleased: it completes `api-old`"), "{said}");
    assert!(world.read("content/changes/api/2026-08-01-old.md").contains("version = \"2.0.0\""));
    assert_eq!(world.read(removal), written);
    world.is_clean();
    world.say("release api 3.0.0").passes();
    assert!(world.read(removal).contains("version = \"3.0.0\""));
    world.is_clean();
}

#[test]
fn a_release_that_may_be_the_first_and_the_last_gathers_both() {
    let world = World::site();
    world.put("content/changes/api/2026-08-01-old.md", &OLD.replace("DATES", "sunset = 2026-11-20"));
    let allow = "[[allow]]\nrule = \"release/removal-not-after-deprecation\"\nreason = \"One user, who agreed.\"\n";
    let gone = format!("+++\ntitle = \"Old is gone\"\ncompletes = [\"api-old\"]\n{allow}+++\nText\n");
    world.put("content/changes/api/2026-11-21-gone.md", &gone);
    world.say("release api 2.0.0").passes();
    assert!(world.read("content/changes/api/2026-11-21-gone.md").contains("version = \"2.0.0\""));
}

#[test]
fn releases_that_cannot_be_are_refused() {
    let world = World::site();
    world.say("release api 1.1.0").passes();
    world.say("new --no-input More --kind fixed --component api").passes();
    let before = world.files();
    world.say("release aip 1.2.0").refuses(2, &["there is no component `aip`", "did you mean `api`?"]);
    world.say("release api v1.2").refuses(2, &["`v1.2` is no version", "did you mean `1.2.0`?"]);
    world.say("release api 1.1.0").refuses(2, &["`api` 1.1.0 is released already, on 2026-11-22"]);
    world.say("release api 1.0.0").refuses(2, &["1.0.0 is lower than the latest release of `api`, 1.1.0", "backport"]);
    world.say("release api 1.2.0 --date 2026-11-23").refuses(2, &["yet to come", "planned = true"]);
    world.say("release api 1.2.0 --date 2026-11-20").refuses(2, &["no unreleased entries", "later `--date`"]);
    world.put("content/changes/cli/2026-11-22-broken.md", "+++\ntitle = \n+++\n");
    world.say("release api 1.2.0").refuses(1, &["mend these files first"]);
    fs::remove_file(world.path("content/changes/cli/2026-11-22-broken.md")).unwrap();
    assert_eq!(world.files(), before);
    world.say("release cli 1.0.0").refuses(2, &["`cli` has no unreleased entries", "--allow-empty"]);
    world.say("release cli 1.0.0 --allow-empty").passes();
}

#[test]
fn a_version_that_says_too_little_is_warned_of() {
    let world = World::site();
    world.say("release api 1.1.0").passes();
    world.say("new --no-input More --kind added --component api").passes();
    let ran = world.say("release api 1.1.1 --dry-run").passes();
    let warning = "warning: 1.1.1 is a patch step after 1.1.0, and `api-more` needs a minor one\n  help: 1.2.0 would tell readers what to expect\n";
    assert!(ran.err.starts_with(warning), "{}", ran.err);
    assert!(!world.say("release api 1.2.0 --dry-run").passes().err.contains("warning"));
}

#[test]
fn shells_get_their_completions() {
    let world = World::empty();
    for shell in ["bash", "zsh", "fish"] {
        assert!(world.say(&format!("completions {shell}")).passes().out.contains("release"), "{shell}");
    }
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let world = World::empty();
    assert!(world.say("man").passes().out.contains(".SH SUBCOMMANDS"));
    world.say("man pages").passes();
    for page in ["forewarn.1", "forewarn-build.1", "forewarn-promise-extend.1"] {
        assert!(
            fs::read_to_string(world.folder.path().join("pages").join(page)).unwrap().contains(".SH NAME"),
            "{page}"
        );
    }
}
