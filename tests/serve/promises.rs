//! What was published last, while the site is edited: a promise that is broken shows before anything is published.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::kit::{Preview, site, write};

const PROMISE: &str = "content/changes/2026-03-02-old.md";

fn promise(sunset: &str) -> String {
    format!(
        "+++\ntitle = \"Old goes\"\n[deprecation]\nsunset = {sunset}\n[[deprecation.surface]]\nkind = \"cli\"\nname = \"old\"\nreplacement = \"new\"\n+++\nMove.\n"
    )
}

/// A site that was published into `last`, with the promise of a sunset in a year.
fn published() -> TempDir {
    let folder = site();
    write(&folder, PROMISE, &promise("2027-06-15"));
    let book = folder.path().join("book.toml");
    let build = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .args(["build", "--output", "last", "--today", "2026-06-14", "--root"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    let text = fs::read_to_string(&book).unwrap();
    fs::write(&book, text + "[promise]\nbaseline = \"last/api/v1/schedule.json\"\n").unwrap();
    folder
}

#[test]
fn a_promise_that_moves_earlier_or_vanishes_shows_on_the_page_and_in_the_terminal_until_it_is_mended() {
    let preview = Preview::of(published(), &[]);
    let mut listener = preview.listen();
    listener.next();
    write(&preview.folder, PROMISE, &promise("2026-12-15"));
    let says = |event: &serde_json::Value, rule: &str| {
        event["report"]["text"].as_str().is_some_and(|text| text.contains(&format!("error[{rule}]")))
    };
    listener.until(|event| says(event, "promise/moved-earlier"));
    preview.says(|line| line.starts_with("1 error") && line.ends_with("`forewarn check` show them"));
    write(&preview.folder, PROMISE, &promise("2027-06-15"));
    listener.until(|event| event["report"].is_null());
    preview.says(|line| line == "all is well again: `forewarn check` finds no error");
    fs::remove_file(preview.folder.path().join(PROMISE)).unwrap();
    listener.until(|event| says(event, "promise/vanished"));
}

#[test]
fn a_baseline_that_cannot_be_had_is_told_once_and_stops_nothing() {
    let folder = published();
    fs::remove_dir_all(folder.path().join("last")).unwrap();
    let preview = Preview::of(folder, &[]);
    preview.says(|line| line.starts_with("promises are not compared with what was published: "));
    let mut listener = preview.listen();
    let before = listener.next()["pages"].clone();
    write(&preview.folder, PROMISE, &promise("2026-12-15"));
    listener.until(|event| event["pages"] != before && event["report"].is_null());
}

#[test]
fn the_terminal_says_when_a_broken_file_is_mended() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    listener.next();
    let text = promise("2026-12-15");
    write(&preview.folder, PROMISE, &text.replace("sunset", "sunse"));
    listener.until(|event| event["report"]["open"] == true);
    preview.says(|line| line.contains("form/"));
    write(&preview.folder, PROMISE, &text);
    listener.until(|event| event["report"].is_null());
    preview.says(|line| line.starts_with("all is well again"));
}
