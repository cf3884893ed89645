//! A published promise whose file is broken: the report says what to mend, and nothing of what only seems to be missing as
//! long as it is not. The run fails all the same.

use crate::kit::Project;

const ENTRY: &str = "content/changes/api/2026-03-02-v1.md";
const OLD: &str = "content/changes/api/2026-01-02-old.md";
const GONE: &str = "content/changes/api/2026-05-03-old-gone.md";
const RELEASES: &str = "content/releases.toml";
const AGAINST: [&str; 5] = ["check", "--format", "short", "--against", "published/schedule.json"];

const PROMISE: &str = r#"+++
title = "Deploy API v1 is deprecated, move to v2"
former-ids = ["deploy-v1"]
owner = "delivery"
action = "Call v2."
[deprecation]
deprecated = 2026-03-10
closed-to-new = 2026-06-10
sunset = 2026-12-01
removal = "4.0.0"
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments"
replacement = "GET /v2/deployments"
[[deprecation.surface]]
kind = "package"
name = "confkit"
versions = "<2.0.0"
no-replacement = "It goes."
[[deprecation.brownout]]
id = "first"
start = 2026-10-06T09:00:00Z
end = 2026-10-06T10:00:00Z
[[deprecation.revision]]
date = 2026-05-01
from = 2026-11-02
reason = "Billing needs a month."
[[deprecation.detect]]
pattern = 'deploy-v1'
should-match = ['deploy-v1']
+++
How to move.
"#;

const OLD_PROMISE: &str = r#"+++
title = "The old path is deprecated"
[deprecation]
sunset = 2026-05-01
[[deprecation.surface]]
kind = "http"
name = "GET /v0/deployments"
replacement = "GET /v2/deployments"
+++
How to move.
"#;

const REMOVAL: &str = r#"+++
title = "The old path is gone"
completes = ["api-old"]
+++
It answers 410.
"#;

const PLANNED: &str = "[[release]]\ncomponent = \"api\"\nversion = \"3.0.0\"\ndate = 2026-02-01\n[[release]]\ncomponent = \"api\"\nversion = \"4.0.0\"\ndate = 2026-12-01\nplanned = true\n";

/// A site that is as it was published.
fn published() -> Project {
    let project = Project::new();
    project.append("book.toml", "[policy]\nbrownout-required = true\n");
    for (path, text) in [(ENTRY, PROMISE), (OLD, OLD_PROMISE), (GONE, REMOVAL), (RELEASES, PLANNED)] {
        project.write(path, text);
    }
    project.run(&["build", "--no-baseline", "--today", "2026-05-04"]).passes();
    for file in ["schedule.json", "ids.json"] {
        project.write(&format!("published/{file}"), project.read(&format!("public/api/v1/{file}")));
    }
    project.run(&AGAINST).passes();
    project
}

/// Edits of one file, each of which breaks it, and what would seem to be missing.
const EDITS: &[(&str, &str, &str)] = &[
    (ENTRY, "sunset = 2026-12-01", "sunset = 2026-02-30"),
    (ENTRY, "sunset = 2026-12-01", "sunst = 2026-12-01"),
    (ENTRY, "sunset = 2026-12-01\nremoval = \"4.0.0\"\n", ""),
    (ENTRY, "deprecated = 2026-03-10", "deprecated = \"soon\""),
    (ENTRY, "closed-to-new = 2026-06-10", "closed-to-new = = 2"),
    (ENTRY, "removal = \"4.0.0\"", "removal = 4"),
    (ENTRY, "[deprecation]", "[deprecaton]"),
    (ENTRY, "kind = \"http\"", "kind = \"htp\""),
    (ENTRY, "GET /v1/deployments", "v1/deployments"),
    (ENTRY, "versions = \"<2.0.0\"", "versions = \"<2.x.y\""),
    (ENTRY, "replacement = \"GET /v2/deployments\"", "replacement = 5"),
    (ENTRY, "end = 2026-10-06T10:00:00Z\n", ""),
    (ENTRY, "id = \"first\"", "id = \"first-held\""),
    (ENTRY, "reason = \"Billing needs a month.\"", "reason = \"\""),
    (ENTRY, "from = 2026-11-02", "from = 2026-02-30"),
    (ENTRY, "[[deprecation.revision]]", "+++\n[[deprecation.revision]]"),
    (ENTRY, "former-ids = [\"deploy-v1\"]", "former-ids = [\"Deploy v1\"]"),
    (ENTRY, "owner = \"delivery\"", "owner = \"nobody\""),
    (ENTRY, "action = \"Call v2.\"", "id = \"api-old\""),
    (ENTRY, "should-match = ['deploy-v1']", "should-match = 5"),
    (ENTRY, "+++\ntitle", "title"),
    (GONE, "completes = [\"api-old\"]", "completes = [\"api-odl\"]"),
    (GONE, "completes", "completed"),
    (RELEASES, "version = \"3.0.0\"", "version = \"3.0\""),
    (RELEASES, "planned = true", "planned = \"yes\""),
    ("book.toml", "brownout-required = true", "min-notice-days = \"30\""),
    ("book.toml", "[[owner]]\nid = \"delivery\"", "[[owner]]\nid = \"De livery\""),
];

#[test]
fn what_only_seems_to_be_missing_waits_until_the_file_is_mended() {
    let project = published();
    let mut wrong = Vec::new();
    for (path, old, new) in EDITS {
        let whole = project.read(path);
        assert!(whole.contains(old), "{path}: {old}");
        project.write(path, whole.replacen(old, new, 1));
        let ran = project.run(&AGAINST);
        ran.finds("form/");
        ran.says_once("waits to be judged, such as whether promises were kept");
        let out = ran.out();
        let others = out.lines().filter(|line| !line.contains("[form/"));
        wrong.extend(others.map(|line| format!("{new}\n    {line}")));
        project.write(path, whole);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    project.run(&AGAINST).passes();
}

#[test]
fn nothing_is_published_meanwhile_and_the_mended_file_is_judged() {
    let project = published();
    let schedule = project.read("public/api/v1/schedule.json");
    project.write(ENTRY, PROMISE.replace("sunset = 2026-12-01", "sunset = 2026-11-31"));
    project.run(&["build", "--against", "published/schedule.json"]).finds("form/invalid-date");
    assert_eq!(project.read("public/api/v1/schedule.json"), schedule);
    project.write(ENTRY, PROMISE.replace("sunset = 2026-12-01", "sunset = 2026-11-30"));
    project.run(&AGAINST).finds("promise/moved-earlier");
}

#[test]
fn what_stands_in_other_files_is_told_at_once() {
    let project = published();
    project.write(ENTRY, PROMISE.replace("sunset = 2026-12-01", "sunset = 2026-02-30"));
    project.write(OLD, OLD_PROMISE.replace("2026-05-01", "2026-04-30"));
    let ran = project.run(&AGAINST);
    ran.finds("form/invalid-date");
    ran.finds("promise/moved-earlier");
}

#[test]
fn a_description_is_not_compared_with_half_a_promise() {
    let project = published();
    let description = "openapi: 3.1.0\ninfo: { title: API, version: \"1\" }\npaths:\n  /v1/deployments:\n    get:\n      deprecated: true\n      x-sunset: \"2026-12-01\"\n";
    project.write("openapi.yaml", description);
    let check = ["check", "--format", "short", "--no-baseline", "--openapi", "api=openapi.yaml"];
    for broken in ["sunset = 2026-02-30", "sunset = \"\"", "surface = 5\nsunset = 2026-12-01"] {
        project.write(ENTRY, PROMISE.replace("sunset = 2026-12-01", broken));
        let ran = project.run(&check);
        ran.finds("form/");
        assert!(!ran.out().contains("[openapi/"), "{}", ran.out());
    }
}

#[test]
fn a_permission_is_not_idle_because_what_it_permits_waits() {
    let project = published();
    let allow = "[[allow]]\nrule = \"promise/moved-earlier\"\nreason = \"agreed with all users\"\n[deprecation]";
    let moved = PROMISE.replace("sunset = 2026-12-01", "sunset = 2026-11-30").replace("[deprecation]", allow);
    project.write(ENTRY, &moved);
    project.run(&AGAINST).passes();
    project.write(ENTRY, moved.replace("action = ", "actoin = "));
    let ran = project.run(&AGAINST);
    ran.finds("form/unknown-key");
    assert!(!ran.out().contains("allow/unused"), "{}", ran.out());
}
