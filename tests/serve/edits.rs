//! A save → an event → the new bytes; and what is wrong, over the last good page.

use std::fs;

use crate::kit::{ENTRY, Preview, entry, site, write};

const PAGE: &str = "/docs/changes/first/";

/// How an editor saves a text.
type Save<'a> = &'a dyn Fn(&str);

#[test]
fn an_edit_is_on_the_page_when_the_event_comes() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    let before = listener.next()["pages"].clone();
    assert!(preview.get(PAGE).body.contains(&format!("data-pages={before}")), "an open page knows its number");
    write(&preview.folder, ENTRY, &entry("Quite another title"));
    listener.until(|event| event["pages"] != before);
    for path in [PAGE, "/docs/", "/docs/feed.xml", "/docs/api/v1/changes/first.json"] {
        assert!(preview.get(path).body.contains("Quite another title"), "{path}");
    }
}

#[test]
fn an_editor_may_rename_truncate_or_write_twice() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    let path = preview.folder.path().join(ENTRY);
    let beside = path.with_file_name(".first.md.swp");
    let saves: [(&str, Save<'_>); 4] = [
        ("renames over it", &|text| {
            fs::write(&beside, text).unwrap();
            fs::rename(&beside, &path).unwrap();
        }),
        ("renames it away first", &|text| {
            let backup = path.with_file_name("2026-03-02-first.md~");
            fs::rename(&path, &backup).unwrap();
            fs::write(&path, text).unwrap();
        }),
        ("truncates", &|text| {
            fs::write(&path, "").unwrap();
            fs::write(&path, text).unwrap();
        }),
        ("writes twice", &|text| {
            fs::write(&path, &text[..text.len() / 2]).unwrap();
            fs::write(&path, text).unwrap();
        }),
    ];
    for (place, (name, save)) in saves.iter().enumerate() {
        let title = format!("Title number {place}");
        save(&entry(&title));
        listener.until(|event| event["report"].is_null() && preview.get(PAGE).body.contains(&title));
        assert!(preview.get(PAGE).body.contains(&title), "an editor that {name}");
    }
}

#[test]
fn a_broken_entry_shows_the_report_of_check_over_the_last_good_page() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    let before = listener.next()["pages"].clone();
    write(&preview.folder, ENTRY, &entry("Broken").replace("changed", "chnaged"));
    let event = listener.until(|event| event["report"]["open"] == true);
    let text = event["report"]["text"].as_str().unwrap();
    assert_eq!(event["pages"], before, "the page is not reloaded");
    assert!(preview.get(PAGE).body.contains("The first change"), "the last good page is still there");
    // Word for word what `check` says, as far as the terminal is as wide.
    let check = std::process::Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .args(["check", "--color", "never", "--today", "2026-06-15", "--root"])
        .arg(preview.folder.path())
        .output()
        .unwrap();
    let check = String::from_utf8(check.stdout).unwrap();
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("error[form/"), "{text}");
    assert!(check.contains(first), "{first}\nis not in\n{check}");
    write(&preview.folder, ENTRY, &entry("Mended"));
    listener.until(|event| event["pages"] != before && event["report"].is_null());
    assert!(preview.get(PAGE).body.contains("Mended"));
}

#[test]
fn broken_settings_keep_the_last_good_site_until_they_are_mended() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    listener.next();
    let book = preview.folder.path().join("book.toml");
    let sound = fs::read_to_string(&book).unwrap();
    fs::write(&book, "[book\n").unwrap();
    listener.until(|event| event["report"]["open"] == true);
    assert_eq!(preview.get(PAGE).status, 200);
    fs::write(&book, sound.replace("Paved Road", "Gravel Road")).unwrap();
    listener.until(|event| event["report"].is_null());
    assert!(preview.get("/docs/").body.contains("Gravel Road"));
}

#[test]
fn files_and_folders_come_and_go() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    let second = entry("The second change").replace("\"first\"", "\"second\"");
    write(&preview.folder, "content/changes/deploy-api/deeper/2026-03-03-second.md", &second);
    listener.until(|_| preview.get("/docs/changes/second/").status == 200);
    // The new folder is listened to as well.
    write(
        &preview.folder,
        "content/changes/deploy-api/deeper/2026-03-03-second.md",
        &second.replace("The second change", "Of a new folder"),
    );
    listener.until(|_| preview.get("/docs/changes/second/").body.contains("Of a new folder"));
    fs::remove_dir_all(preview.folder.path().join("content/changes/deploy-api")).unwrap();
    listener.until(|_| preview.get("/docs/changes/second/").status == 404);
    write(
        &preview.folder,
        "content/releases.toml",
        "[[release]]\ncomponent = \"deploy-api\"\nversion = \"9.8.7\"\ndate = 2026-04-01\n",
    );
    listener.until(|_| preview.get("/docs/components/deploy-api/9.8.7/").status == 200);
}

#[test]
fn a_file_turns_into_a_stray_and_back_and_other_entries_are_edited_beside_it() {
    let folder = site();
    let book = fs::read_to_string(folder.path().join("book.toml")).unwrap();
    write(&folder, "book.toml", &format!("{book}\n[policy.levels]\n\"entry/stray-file\" = \"deny\"\n"));
    let notes = "content/changes/notes.txt";
    write(&folder, notes, "1 2 3\n");
    let preview = Preview::of(folder, &[]);
    let mut listener = preview.listen();
    let is_told = |event: &serde_json::Value| event["report"].to_string().contains("entry/stray-file");
    assert!(!is_told(&listener.next()));
    write(&preview.folder, notes, &entry("An entry by another name"));
    listener.until(is_told);
    write(&preview.folder, ENTRY, &entry("Quite another title"));
    listener.until(|event| is_told(event) && preview.get(PAGE).body.contains("Quite another title"));
    write(&preview.folder, notes, "1 2 3\n");
    listener.until(|event| event["report"].is_null());
}

#[test]
fn a_style_sheet_is_swapped_without_a_reload() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    let before = listener.next();
    write(&preview.folder, "theme/static/style.css", "body { color: rebeccapurple }");
    let event = listener.until(|event| event["styles"] != before["styles"]);
    assert_eq!(event["pages"], before["pages"]);
    assert!(preview.get("/docs/theme/style.css").body.contains("rebeccapurple"));
}

#[test]
fn a_template_shows_at_once_and_a_broken_one_says_where() {
    let preview = Preview::start();
    let mut listener = preview.listen();
    write(&preview.folder, "theme/templates/home.html", "<body>my own home</body>");
    listener.until(|_| preview.get("/docs/").body.contains("my own home"));
    write(&preview.folder, "theme/templates/home.html", "<body>{{ 1 + }}</body>");
    let event = listener.until(|event| event["report"]["open"] == true);
    assert!(event["report"]["text"].as_str().unwrap().contains("theme/templates/home.html:1"), "{event}");
    assert!(preview.get("/docs/").body.contains("my own home"));
}
