//! What a release gathers, and what it passes by.

use crate::kit::{World, words};

/// A site whose component `api` has the release 1.0.0 of 2026-11-24.
fn released() -> World {
    let world = World::site();
    world.run_on("2026-11-24", &words("release api 1.0.0")).passes();
    world
}

fn put(world: &World, day: &str, stem: &str) {
    let text = format!("+++\ntitle = \"{stem}\"\nkind = \"fixed\"\n+++\nText.\n");
    world.put(&format!("content/changes/api/{day}-{stem}.md"), &text);
}

#[test]
fn an_entry_that_came_after_a_release_and_is_dated_before_it_is_named_with_both_ways_out() {
    let world = released();
    put(&world, "2026-11-23", "late");
    let release = |args: &str| world.run_on("2026-11-25", &words(args));
    let named =
        "1 entry without a version is dated before 1.0.0, out on 2026-11-24: `content/changes/api/2026-11-23-late.md`";
    let ways = "`version = \"1.1.0\"`, or a `date` of 2026-11-24 or later";
    release("release api 1.1.0").refuses(2, &["`api` has no unreleased entries", named, ways]);
    put(&world, "2026-11-25", "timely");
    let ran = release("release api 1.1.0").passes();
    assert!(ran.err.contains(&format!("note: {named}\n  help: ")) && ran.err.contains(ways), "{}", ran.err);
    assert!(!world.read("content/changes/api/2026-11-23-late.md").contains("1.1.0"));
    // It was passed by once, and is no news at the releases that follow.
    put(&world, "2026-11-26", "next");
    let ran = world.run_on("2026-11-26", &words("release api 1.2.0")).passes();
    assert!(!ran.err.contains("late"), "{}", ran.err);
}

#[test]
fn the_ways_out_lead_into_the_release() {
    for (old, new) in
        [("+++\ntitle", "+++\nversion = \"1.1.0\"\ntitle"), ("+++\ntitle", "+++\ndate = 2026-11-24\ntitle")]
    {
        let world = released();
        put(&world, "2026-11-23", "late");
        let path = "content/changes/api/2026-11-23-late.md";
        world.put(path, &world.read(path).replacen(old, new, 1));
        let ran = world.run_on("2026-11-25", &words("release api 1.1.0")).passes();
        assert!(ran.err.contains("api 1.1.0 gathers 1 entry"), "{}", ran.err);
        let built = world.run_on("2026-11-25", &words("check --format short")).passes();
        assert!(!built.out.contains("warning[release/"), "{}", built.out);
    }
}

/// A promise to be kept with 2.0.0.
const PROMISE: &str = "+++\ntitle = \"Old goes\"\nversion = \"1.0.0\"\n[deprecation]\nremoval = \"2.0.0\"\n\
    [[deprecation.surface]]\nkind = \"cli\"\nname = \"old\"\nreplacement = \"new\"\n+++\nMove.\n";

#[test]
fn a_version_that_entries_carry_is_completed_by_its_release() {
    let world = released();
    let new = "new --no-input Early --kind fixed --component api --version 1.1.0";
    let told = world.run_on("2026-11-25", &words(new)).passes();
    let note =
        "note: 1.1.0 has no row in `content/releases.toml`: with this entry it counts as released, on 2026-11-25";
    assert!(told.err.contains(note), "{}", told.err);
    put(&world, "2026-11-24", "between");
    let ran = world.run_on("2026-11-26", &words("release api 1.1.0")).passes();
    assert!(ran.err.contains("api 1.1.0 gathers 2 entries"), "{}", ran.err);
    assert!(world.read("content/changes/api/2026-11-24-between.md").contains("version = \"1.1.0\""));
    assert!(world.read("content/releases.toml").contains("version = \"1.1.0\"\ndate = 2026-11-26\n"));
    world
        .run_on("2026-11-26", &words("release api 1.1.0"))
        .refuses(2, &["`api` 1.1.0 is released already, on 2026-11-26", "next version"]);
}

#[test]
fn what_fell_due_with_a_version_stays_so_when_it_is_completed() {
    let world = released();
    world.put("content/changes/api/2026-11-24-old.md", PROMISE);
    world.run_on("2026-11-25", &words("new --no-input Two --kind changed --component api --version 2.0.0")).passes();
    let release = |args: &str| world.run_on("2026-11-26", &words(args));
    release("release api 2.0.0").refuses(
        2,
        &[
            "`api` 2.0.0 is released already, on 2026-11-25",
            "`api-old` is due with it; `--date 2026-11-25` writes its row",
        ],
    );
    release("release api 2.0.0 --date 2026-11-25").passes();
}
