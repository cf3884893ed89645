//! What nobody means to publish and somebody will: texts that break markup, enormous ones, too many events, two things at
//! one instant. Every feed, every document of the API and the list of feeds are valid with it and say it in full, read back
//! by programs that are not ours; or a finding says why not.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use forewarn::diag::Rule;
use forewarn::pipeline::{Compiled, compile};
use forewarn::policy::Scope;
use forewarn::report::{self, Styled};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kit::feeds::{followed, is_document, read, told};
use kit::{Project, Site, schemas, sources};

const BASE: &str = "https://changes.example.com/";
const TODAY: Date = date(2026, 11, 22);

const BOOK: &str = r#"[book]
title = "Road ]]> & <b>'s \"own\""
id = "tag:example.com,2026:road"
[build]
base-url = "https://changes.example.com/"
[[owner]]
id = "team"
name = "Team ]]> & <i>"
contact = "https://chat.example.com/team"
[[component]]
id = "api"
name = "API ]]> & שלום"
owner = "team"
"#;

/// Texts that an author may write in any key.
const TEXTS: &[&str] = &[
    "]]>",
    "]]]]><![CDATA[>",
    "Vec<T> & HashMap<K, V> &amp; &nbsp; &#60;",
    "<script>alert(1)</script><!-- --> <?xml?>",
    "שלום עולם, مرحبا بالعالم",
    "👩\u{200D}🚀 🇩🇪 e\u{301} 𝒳 漢字",
    "it's \"quoted\", back\\slash, %20 and {{ braces }}",
    "a soft\u{AD}hyphen",
];

/// A text as a TOML string.
fn toml(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// An entry that says a text wherever it can, of a promise with all sorts of events.
fn entry_saying(text: &str, number: usize) -> (String, String) {
    let said = toml(text);
    let entry = format!(
        "+++\ntitle = {title}\nsummary = {said}\naction = {said}\ntags = [\"hostile\"]\n\
         updated = {{ date = 2026-10-02, note = {said} }}\n\
         [extra]\nanything = {said}\n\
         [deprecation]\nsunset = 2026-11-01\nreason = {said}\neffect = {said}\nwarning = {said}\n\
         [[deprecation.surface]]\nkind = \"other\"\nname = {said}\nreplacement = {new}\n\
         [[deprecation.brownout]]\nid = \"b\"\nstart = 2026-10-06T09:00:00Z\nend = 2026-10-06T10:00:00Z\neffect = {said}\n\
         [[deprecation.revision]]\ndate = 2026-09-10\nfrom = 2026-10-20\nreason = {said}\n+++\n{text}\n\n- {text}\n\n`{text}`\n",
        title = toml(&format!("T{number} {text}")),
        new = toml(&format!("new {text}")),
    );
    (format!("content/changes/api/2026-03-{:02}-n{number}.md", number + 1), entry)
}

fn site(entries: &[(String, String)]) -> Site {
    Site::new(Path::new(""), compile(sources(BOOK, entries, TODAY)))
}

/// What `check` says of a site.
fn checked(book: &str, entries: &[(String, String)]) -> Compiled {
    let mut input = sources(book, entries, TODAY);
    input.policy = Scope::All;
    compile(input)
}

fn findings(compiled: &Compiled, rule: Rule) -> Vec<String> {
    let of_rule = compiled.findings.iter().filter(|finding| finding.diagnostic.rule == rule);
    of_rule.map(|finding| report::human(std::slice::from_ref(finding), &compiled.sources, Styled::Plain, 120)).collect()
}

/// Every document that programs read is valid.
fn assert_sound(site: &Site) {
    let mut items: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in site.files.keys().filter(|path| is_document(path)) {
        let document = read(path, &site.files[path]);
        let folder = path.rsplit_once('.').unwrap().0.to_owned();
        let ids: Vec<String> = document.items.iter().map(|item| item.id.clone()).collect();
        let same = items.entry(folder).or_insert_with(|| ids.clone());
        assert_eq!(*same, ids, "{path}: other items than in another format");
    }
    let misfits = schemas::misfits(site);
    assert!(misfits.is_empty(), "{misfits:#?}");
    assert_well_formed(site);
}

/// By libxml2, where it is installed.
fn assert_well_formed(site: &Site) {
    let folder = tempfile::tempdir().unwrap();
    let is_xml = |path: &&String| [".xml", ".atom", ".opml"].iter().any(|end| path.ends_with(end));
    let mut files = Vec::new();
    for (number, path) in site.files.keys().filter(is_xml).enumerate() {
        let file = folder.path().join(number.to_string());
        std::fs::write(&file, &site.files[path]).unwrap();
        files.push(file);
    }
    let Ok(done) = Command::new("xmllint").args(["--noout", "--nonet", "--huge"]).args(files).output() else { return };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn markup_scripts_of_all_directions_and_emoji_come_out_in_every_format() {
    let entries: Vec<_> = TEXTS.iter().enumerate().map(|(number, text)| entry_saying(text, number)).collect();
    let site = site(&entries);
    assert_sound(&site);
    for path in ["feed.xml", "feed.atom", "feed.json", "deprecations/feed.atom", "tags/hostile/feed.json"] {
        let told = told(&followed(&site.files, BASE, path));
        // The entry, its correction, a revision, a brownout that was held, reminders, the sunset.
        assert!(told.len() >= 8 * TEXTS.len(), "{path}: {}", told.len());
        for (number, text) in TEXTS.iter().enumerate() {
            let title = format!("T{number} {}", text);
            let id = format!("tag:example.com,2026:road:api-n{number}");
            assert_eq!(told[&id].title, title, "{path}");
            assert_eq!(told[&format!("{id}:sunset-2026-11-01")].title, format!("Sunset on 1 Nov 2026: {title}"));
        }
    }
}

#[test]
fn control_characters_are_found_in_front_matter_and_in_texts() {
    for (place, text) in [
        ("a title", "+++\ntitle = \"bell \\u0007\"\nkind = \"added\"\n+++\nText.\n"),
        ("a title, raw", "+++\ntitle = \"esc \u{1b}[31m\"\nkind = \"added\"\n+++\nText.\n"),
        ("a text", "+++\ntitle = \"Log\"\nkind = \"added\"\n+++\nesc \u{1b}[31m red, back\u{8}\n"),
        ("no character", "+++\ntitle = \"Log\"\nkind = \"added\"\n+++\nnothing \u{FFFE}\n"),
        ("an override", "+++\ntitle = \"Log\"\nkind = \"added\"\n+++\nremove \u{202E}gpj.exe\n"),
    ] {
        let entries = [("content/changes/api/2026-03-02-a.md".to_owned(), text.to_owned())];
        let compiled = checked(BOOK, &entries);
        let found = findings(&compiled, Rule::ControlCharacter);
        assert!(!found.is_empty() && found[0].contains("2026-03-02-a.md"), "{place}: {:#?}", compiled.findings);
        assert!(compiled.is_broken(), "{place} is published");
    }
}

#[test]
fn a_title_of_300_characters_is_told_in_full() {
    let title = "A long title, 日本語 and 👩\u{200D}🚀 in it, ".chars().cycle().take(299).collect::<String>() + ".";
    assert_eq!(title.chars().count(), 300);
    let (path, text) = entry_saying("short", 1);
    let site = site(&[(path, text.replace("T1 short", &title))]);
    assert_sound(&site);
    for path in ["feed.xml", "feed.atom", "feed.json"] {
        let told = told(&followed(&site.files, BASE, path));
        assert!(told["tag:example.com,2026:road:api-n1"].title.ends_with(&title), "{path}");
    }
}

#[test]
fn an_entry_of_5_mb_is_refused_or_if_it_is_allowed_found_to_be_too_long_for_feeds() {
    let text = "A line of a log that somebody pasted, with <T> & more, up to here.\n\n".repeat(5_000_000 / 68);
    let text = format!("+++\ntitle = \"The log\"\nkind = \"added\"\n+++\n{text}");
    let entries = [("content/changes/api/2026-11-02-log.md".to_owned(), text)];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("book.toml"), BOOK).unwrap();
    std::fs::create_dir_all(folder.path().join("content/changes/api")).unwrap();
    std::fs::write(folder.path().join(&entries[0].0), &entries[0].1).unwrap();
    let project = Project { root: folder.path().to_owned(), today: TODAY.to_string(), base_url: None };
    let refused = compile(project.input());
    let found = findings(&refused, Rule::TooLarge);
    assert!(refused.is_broken() && found[0].contains("entry-bytes"), "{found:?}");

    let book = format!("{BOOK}[limits]\nentry-bytes = 8388608\n");
    let allowed = checked(&book, &entries);
    let found = findings(&allowed, Rule::FeedSize);
    assert!(found.len() == 1 && found[0].starts_with("error") && found[0].contains("this entry takes"), "{found:?}");
    let site = Site::new(Path::new(""), compile(sources(&book, &entries, TODAY)));
    assert_sound(&site);
    assert!(site.files["feed.atom"].len() > 5_000_000);
}

#[test]
fn a_long_entry_in_a_closed_month_is_found_in_its_archive() {
    let long = "A line of a log that somebody pasted.\n\n".repeat(40_000);
    let entry = |number: i32, text: &str| {
        let day = date(2026, 3, 2).checked_add(number.days()).unwrap();
        let text = format!("+++\ntitle = \"News {number}\"\nkind = \"added\"\n+++\n{text}");
        (format!("content/changes/api/{day}-news-{number}.md"), text)
    };
    let entries: Vec<_> = (0..70).map(|number| entry(number, if number == 0 { &long } else { "Short." })).collect();
    let found = findings(&checked(BOOK, &entries), Rule::FeedSize);
    assert!(found.len() == 1 && found[0].contains("feed/2026-03/2.") && found[0].contains("news-0.md"), "{found:?}");
}

#[test]
fn ten_thousand_events_in_one_component_are_all_reachable_in_documents_of_a_bearable_size() {
    let reminders: Vec<u32> = (1..=49).collect();
    let book = format!("{BOOK}[feeds]\nreminders = {reminders:?}\n");
    let promise = |number: usize| {
        let text = format!(
            "+++\ntitle = \"Surface {number} goes\"\n[deprecation]\nsunset = 2026-11-02\n\
             [[deprecation.surface]]\nkind = \"other\"\nname = \"s{number}\"\nreplacement = \"n{number}\"\n+++\n"
        );
        (format!("content/changes/api/2026-03-02-s{number}.md"), text)
    };
    let entries: Vec<_> = (0..200).map(promise).collect();
    let site = Site::new(Path::new(""), compile(sources(&book, &entries, TODAY)));
    for path in ["components/api/feed.xml", "components/api/feed.atom", "feed.json", "deprecations/feed.json"] {
        let documents = followed(&site.files, BASE, path);
        // An entry, 49 reminders and the sunset of each.
        assert_eq!(told(&documents).len(), 200 * 51, "{path}");
        for document in &documents {
            let bytes = site.files[&document.path].len();
            assert!(bytes < 1 << 20, "{} has {bytes} bytes", document.path);
        }
    }
    assert_sound(&site);
}

#[test]
fn two_entries_of_one_instant_are_two_items_in_a_fixed_order() {
    let entry = |name: &str| {
        let text = format!("+++\ntitle = \"{name}\"\ndate = 2026-11-02T09:00:00+01:00\nkind = \"added\"\n+++\nText.\n");
        (format!("content/changes/api/2026-11-02-{name}.md"), text)
    };
    let site = site(&[entry("b"), entry("a"), entry("c")]);
    assert_sound(&site);
    for path in ["feed.xml", "feed.atom", "feed.json"] {
        let document = read(path, &site.files[path]);
        let titles: Vec<&str> = document.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["a", "b", "c"], "{path}");
        assert!(document.items.iter().all(|item| item.published == "2026-11-02T08:00:00+00:00"));
    }
}

#[test]
fn a_promise_moved_four_times_cancelled_and_reinstated_is_valid_everywhere() {
    let revision =
        |(date, what): (&str, &str)| format!("[[deprecation.revision]]\ndate = {date}\n{what}\nreason = \"]]>\"\n");
    let revisions = [
        ("2026-02-10", "from = 2026-06-01"),
        ("2026-03-20", "from = 2026-07-01"),
        ("2026-04-28", "from = 2026-08-03\nchange = \"pulled-in\""),
        ("2026-06-23", "from = 2026-07-20"),
        ("2026-07-08", "change = \"cancelled\""),
        ("2026-08-05", "change = \"reinstated\""),
    ];
    let text = format!(
        "+++\ntitle = \"Goes & stays\"\n[deprecation]\nsunset = 2026-12-01\n\
         [[deprecation.surface]]\nkind = \"other\"\nname = \"old\"\nreplacement = \"new\"\n{}+++\n",
        revisions.map(revision).concat()
    );
    let site = site(&[("content/changes/api/2026-01-12-old.md".to_owned(), text)]);
    assert_sound(&site);
    let ids: Vec<String> = told(&followed(&site.files, BASE, "feed.atom")).into_keys().collect();
    for number in 1..=6 {
        assert!(ids.contains(&format!("tag:example.com,2026:road:api-old:revision-{number}")), "{ids:?}");
    }
    let schedule: serde_json::Value = serde_json::from_str(site.text("api/v1/schedule.json")).unwrap();
    assert_eq!(schedule["deprecations"][0]["revisions"].as_array().unwrap().len(), 6);
}
