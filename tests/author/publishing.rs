//! What `build` says of findings that do not stop it.

use crate::kit::{World, words};

/// A site with a promise of 15 days of notice.
fn too_short() -> World {
    let world = World::site();
    let text = "+++\ntitle = \"The export is deprecated\"\n[deprecation]\nsunset = 2026-12-07\n\
        [[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1/export\"\nreplacement = \"GET /v2/export\"\n+++\nMove.\n";
    world.put("content/changes/api/2026-11-22-export.md", text);
    world
}

#[test]
fn what_check_refuses_is_counted_by_a_build_that_publishes_it() {
    let world = too_short();
    let checked = world.say("check");
    assert_eq!(checked.code, 1);
    let counts = checked.err.lines().last().unwrap();
    assert!(counts.starts_with("1 error"), "{counts}");
    for line in ["build", "publish elsewhere"] {
        let built = world.say(line).passes();
        let told = format!(
            "{counts} did not stop this: `forewarn check` shows them, and with `--check` no error would be published"
        );
        assert_eq!(built.err.lines().last().unwrap(), told);
    }
    assert!(world.path("public/index.html").exists());
}

#[test]
fn a_build_that_checks_publishes_no_error() {
    let world = too_short();
    world.say("build --check").refuses(1, &["notice/too-short", "nothing was published"]);
    assert!(!world.path("public").exists());
}

#[test]
fn warnings_alone_are_counted_as_check_counts_them() {
    let world = World::site();
    let text = "+++\ntitle = \"x\"\nkind = \"added\"\nversion = \"1.0.0\"\ndate = 2026-11-01\n+++\nText.\n";
    world.put("content/changes/api/2026-11-20-x.md", text);
    let checked = world.say("check").passes();
    let counts = checked.err.lines().last().unwrap();
    let built = world.run(&words("build")).passes();
    assert_eq!(built.err.lines().last().unwrap(), format!("{counts}; `forewarn check` shows them"));
}
