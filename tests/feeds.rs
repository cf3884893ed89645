//! What readers of feeds were told once they find for ever: from the document to subscribe to, archive by archive, back to
//! the first item. A site is built day by day while its authors move dates, as they would, and is read back each day.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::collections::{BTreeMap, BTreeSet};

use forewarn::config::Feeds;
use forewarn::diag::{Level, Rule};
use forewarn::pipeline::{Compiled, Input, compile};
use forewarn::policy::Scope;
use forewarn::site::Content;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kit::feeds::{Shown, followed, is_archive, is_document, read, told};
use kit::{Project, sources};

type Files = BTreeMap<String, Vec<u8>>;

const BASE: &str = "https://changes.example.com/";
const LIMIT: usize = 4;

const BOOK: &str = r#"[book]
title = "Road"
id = "tag:example.com,2026:road"
[build]
base-url = "https://changes.example.com/"
[[component]]
id = "api"
name = "API"
[feeds]
limit = 4
reminders = [30, 7, 1]
"#;

/// The feed documents of a day.
fn documents(input: Input) -> Files {
    let compiled: Compiled = compile(input);
    assert!(!compiled.is_broken(), "{:#?}", compiled.findings);
    let paths = compiled.paths();
    let documents = paths.iter().enumerate().filter(|(_, path)| is_document(path.as_str()));
    let bytes = |index| match compiled.render(index).unwrap() {
        Content::Bytes(bytes) => bytes,
        Content::Copy(path) => panic!("{path} is copied"),
    };
    documents.map(|(index, path)| (path.to_string(), bytes(index))).collect()
}

/// What the author of the promise writes on which day: the value of `sunset` from then on, and the revision.
const MOVES: &[(&str, &str, &str)] = &[
    ("2026-01-12", "2026-06-01", ""),
    ("2026-02-10", "2026-07-01", "from = 2026-06-01\nreason = \"Billing is late\""),
    ("2026-03-20", "2026-08-03", "from = 2026-07-01\nreason = \"So is everybody\""),
    ("2026-04-28", "2026-07-20", "from = 2026-08-03\nreason = \"A leak\"\nchange = \"pulled-in\""),
    ("2026-06-23", "2026-09-01", "from = 2026-07-20\nreason = \"The leak is mended\""),
    ("2026-07-08", "2026-09-01", "change = \"cancelled\"\nreason = \"It is too useful\""),
    ("2026-08-05", "2026-09-01", "change = \"reinstated\"\nreason = \"It is not\""),
];

/// The entry of the promise as it stands on a day.
fn promise(today: Date) -> String {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let made = MOVES.iter().filter(|(on, ..)| day(on) <= today);
    let sunset = made.clone().next_back().map_or("", |(_, sunset, _)| sunset);
    let revisions: String = made
        .filter(|(.., revision)| !revision.is_empty())
        .map(|(on, _, revision)| format!("[[deprecation.revision]]\ndate = {on}\n{revision}\n"))
        .collect();
    let brownout = match today < date(2026, 5, 20) {
        true => "",
        false => {
            "[[deprecation.brownout]]\nid = \"first\"\nannounced = 2026-05-20\nstart = 2026-06-09T09:00:00Z\n\
             end = 2026-06-09T10:00:00Z\neffect = \"503\"\n"
        }
    };
    let updated = match today < date(2026, 2, 20) {
        true => "",
        false => "updated = { date = 2026-02-20, note = \"The example was wrong\" }\n",
    };
    format!(
        "+++\ntitle = \"Version 1 goes\"\naction = \"Call version 2.\"\n{updated}[deprecation]\nsunset = {sunset}\n\
         [[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1\"\n{brownout}{revisions}+++\nText.\n"
    )
}

/// All entries of a day: the promise, an entry every ninth day, and in the end the removal.
fn entries(today: Date) -> Vec<(String, String)> {
    let path = |day: Date, name: &str| format!("content/changes/api/{day}-{name}.md");
    let first = date(2026, 1, 12);
    let mut entries = Vec::new();
    if today >= first {
        entries.push((path(first, "v1"), promise(today)));
    }
    for number in 0..40 {
        let day = date(2026, 1, 5).checked_add((9 * number).days()).unwrap();
        if day <= today {
            let text = format!("+++\ntitle = \"News {number}\"\nkind = \"added\"\ntags = [\"news\"]\n+++\nText.\n");
            entries.push((path(day, &format!("news-{number}")), text));
        }
    }
    if today >= date(2026, 10, 12) {
        let text = "+++\ntitle = \"Version 1 is gone\"\ncompletes = [\"api-v1\"]\n+++\nGone.\n";
        entries.push((path(date(2026, 10, 12), "v1-removed"), text.to_owned()));
    }
    entries
}

#[test]
fn what_was_told_once_stays_and_closed_months_change_only_with_their_entries() {
    let mut before: Files = Files::new();
    let mut known: BTreeMap<String, BTreeMap<String, Shown>> = BTreeMap::new();
    let mut today = date(2026, 1, 5);
    while today < date(2026, 11, 10) {
        let files = documents(sources(BOOK, &entries(today), today));
        // Only the JSON feeds of the whole platform have archives.
        for path in files.keys().filter(|path| !is_archive(path) && *path != "tags/news/feed.json") {
            let chain = followed(&files, BASE, path);
            let told = told(&chain);
            let known = known.entry(path.clone()).or_default();
            for (id, shown) in known.iter() {
                assert_eq!(told.get(id), Some(shown), "{today}: {path}");
            }
            let ids = chain[0].items.iter().map(|item| item.id.as_str()).collect();
            holds_the_newest(&told, &ids, today, path);
            *known = told;
        }
        nothing_is_lost_or_changed(&before, &files, today);
        before = files;
        today = today.tomorrow().unwrap();
    }
    let archives = before.keys().filter(|path| is_archive(path) && path.ends_with(".atom")).count();
    assert!(archives > 20, "only {archives} archives");
}

/// The document to subscribe to holds the newest, and all of the current month.
fn holds_the_newest(told: &BTreeMap<String, Shown>, ids: &BTreeSet<&str>, today: Date, path: &str) {
    let mut items: Vec<&Shown> = told.values().collect();
    items.sort_by(|a, b| b.published.cmp(&a.published));
    let month = today.strftime("%Y-%m").to_string();
    for (place, item) in items.iter().enumerate() {
        let is_new = place < LIMIT || item.published.starts_with(&month);
        assert_eq!(ids.contains(item.id.as_str()), is_new, "{today}: {path}: {item:?}");
    }
}

/// Archives stay, none is of the current month, and one changes only if an entry of its month was written or edited.
fn nothing_is_lost_or_changed(before: &Files, after: &Files, today: Date) {
    let edits = MOVES.iter().map(|(on, ..)| *on).chain(["2026-02-20", "2026-05-20"]);
    let is_edited = edits.into_iter().any(|on| on == today.to_string());
    for (path, bytes) in before.iter().filter(|(path, _)| is_archive(path)) {
        let now = after.get(path).unwrap_or_else(|| panic!("{today}: {path} is gone"));
        let holds_the_promise = path.contains("feed/2026-01.");
        assert!(now == bytes || (is_edited && holds_the_promise), "{today}: {path} has changed");
    }
    let current = format!("feed/{}.", today.strftime("%Y-%m"));
    assert!(!after.keys().any(|path| path.contains(&current)), "{today}: the month is not over");
}

#[test]
fn a_promise_moved_four_times_cancelled_and_reinstated_is_told_item_by_item() {
    let today = date(2026, 11, 10);
    let files = documents(sources(BOOK, &entries(today), today));
    let mut items: Vec<Shown> = told(&followed(&files, BASE, "deprecations/feed.atom")).into_values().collect();
    items.sort_by(|a, b| a.published.cmp(&b.published));
    let expected = [
        ("2026-01-12 api-v1", "Version 1 goes"),
        ("2026-02-10 api-v1:revision-1", "Sunset extended from 1 Jun 2026 to 1 Jul 2026: Version 1 goes"),
        ("2026-02-20 api-v1:updated-2026-02-20", "Updated: Version 1 goes"),
        ("2026-03-20 api-v1:revision-2", "Sunset extended from 1 Jul 2026 to 3 Aug 2026: Version 1 goes"),
        ("2026-04-28 api-v1:revision-3", "Sunset pulled in from 3 Aug 2026 to 20 Jul 2026: Version 1 goes"),
        ("2026-05-20 api-v1:brownout-first", "Brownout announced for 9 Jun 2026, 09:00 to 10:00 UTC: Version 1 goes"),
        ("2026-06-09 api-v1:brownout-first-held", "Brownout on 9 Jun 2026, 09:00 to 10:00 UTC: Version 1 goes"),
        ("2026-06-20 api-v1:reminder-30-2026-07-20", "30 days until the sunset on 20 Jul 2026: Version 1 goes"),
        ("2026-06-23 api-v1:revision-4", "Sunset extended from 20 Jul 2026 to 1 Sep 2026: Version 1 goes"),
        ("2026-07-08 api-v1:revision-5", "Deprecation cancelled: Version 1 goes"),
        ("2026-08-05 api-v1:revision-6", "Deprecation reinstated: Version 1 goes"),
        ("2026-08-25 api-v1:reminder-7-2026-09-01", "7 days until the sunset on 1 Sep 2026: Version 1 goes"),
        ("2026-08-31 api-v1:reminder-1-2026-09-01", "1 day until the sunset on 1 Sep 2026: Version 1 goes"),
        ("2026-09-01 api-v1:sunset-2026-09-01", "Sunset on 1 Sep 2026: Version 1 goes"),
        ("2026-10-12 api-v1-removed", "Version 1 is gone"),
    ];
    let short = |item: &Shown| format!("{} {}", &item.published[..10], &item.id["tag:example.com,2026:road:".len()..]);
    let found: Vec<(String, &str)> = items.iter().map(|item| (short(item), item.title.as_str())).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(short, title)| (short.as_str(), *title)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_first_line_of_an_event_says_what_happened_to_what_and_what_to_do_by_when() {
    let today = date(2026, 11, 10);
    let files = documents(sources(BOOK, &entries(today), today));
    let mut first_lines: BTreeMap<String, String> = BTreeMap::new();
    for (_, bytes) in files.iter().filter(|(path, _)| path.starts_with("deprecations/") && path.ends_with(".json")) {
        let feed: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        for item in feed["items"].as_array().unwrap() {
            let text = item["content_html"].as_str().unwrap().replace("</p>", "\n");
            let line = kit::html::Page::new(text.lines().next().unwrap()).select("body")[0].text().collect::<String>();
            first_lines.insert(item["id"].as_str().unwrap().rsplit(':').next().unwrap().to_owned(), line);
        }
    }
    let expected = [
        ("revision-1", "Sunset extended from 1 Jun 2026 to 1 Jul 2026: GET /v1. By 30 Jun 2026: Call version 2."),
        ("revision-3", "Sunset pulled in from 3 Aug 2026 to 20 Jul 2026: GET /v1. By 19 Jul 2026: Call version 2."),
        (
            "brownout-first",
            "Brownout announced for 9 Jun 2026, 09:00 to 10:00 UTC: GET /v1. By 19 Jul 2026: Call version 2.",
        ),
        ("revision-5", "Deprecation cancelled: GET /v1. There is nothing to do."),
        (
            "updated-2026-02-20",
            "Updated: The example was wrong. Sunset 1 Jul 2026 (last safe day 30 Jun 2026). Call version 2.",
        ),
        ("reminder-7-2026-09-01", "7 days until the sunset on 1 Sep 2026: GET /v1. By 31 Aug 2026: Call version 2."),
        ("sunset-2026-09-01", "Sunset on 1 Sep 2026: GET /v1. Now: Call version 2."),
    ];
    for (id, line) in expected {
        assert_eq!(first_lines.get(id).map(String::as_str), Some(line), "{id}");
    }
}

#[test]
fn a_promise_that_is_called_off_or_only_planned_asks_for_nothing_and_names_no_date_to_programs() {
    let entry = |name: &str, rest: &str| {
        let path = format!("content/changes/api/2026-03-02-{name}.md");
        let surface = "[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1\"\nreplacement = \"GET /v2\"\n";
        (
            path,
            format!("+++\ntitle = \"Version 1 goes\"\n[deprecation]\nsunset = 2026-12-01\n{rest}{surface}+++\nText.\n"),
        )
    };
    let revision = "[[deprecation.revision]]\ndate = 2026-04-02\nchange = \"cancelled\"\nreason = \"It stays\"\n";
    let entries = [entry("off", revision), entry("plan", "estimated = true\n"), entry("firm", "")];
    let files = documents(sources(BOOK, &entries, date(2026, 5, 1)));
    let feed: serde_json::Value = serde_json::from_slice(&files["feed.json"]).unwrap();
    let told = |id: &str| {
        let of = |item: &&serde_json::Value| item["id"].as_str().unwrap().ends_with(id);
        let item = feed["items"].as_array().unwrap().iter().find(of).unwrap();
        let line = item["content_html"].as_str().unwrap().lines().next().unwrap().to_owned();
        (line, item["_forewarn"]["sunset"].clone())
    };
    assert_eq!(
        told(":api-off"),
        ("<p><strong>Cancelled.</strong> There is nothing to do.</p>".into(), None::<&str>.into())
    );
    assert_eq!(told(":api-off:revision-1").1, serde_json::Value::Null);
    assert_eq!(told(":api-plan").1, serde_json::Value::Null);
    assert_eq!(told(":api-firm").1, "2026-12-01");
}

#[test]
fn a_month_that_would_make_too_large_a_document_has_several() {
    let text = format!("{}\n\n", "0123456789 ".repeat(20)).repeat(400);
    let entry = |number: usize| {
        let path = format!("content/changes/api/2026-03-{:02}-long-{number}.md", number + 1);
        (path, format!("+++\ntitle = \"Long {number}\"\nkind = \"added\"\n+++\n{text}"))
    };
    let entries: Vec<_> = (0..28).map(entry).collect();
    let files = documents(sources(BOOK, &entries, date(2026, 5, 1)));
    for (format, archived) in [("xml", "atom"), ("atom", "atom"), ("json", "json")] {
        let chain = followed(&files, BASE, &format!("feed.{format}"));
        let paths: Vec<&str> = chain.iter().map(|document| document.path.as_str()).collect();
        assert_eq!(paths[1], format!("feed/2026-03.{archived}"));
        assert_eq!(paths[2], format!("feed/2026-03/2.{archived}"));
        assert_eq!(told(&chain).len(), 28);
        for path in &paths[1..] {
            assert!(files[*path].len() < 1 << 20, "{path} has {} bytes", files[*path].len());
        }
    }
}

#[test]
fn a_feed_stays_below_250_kib_while_its_archives_have_the_rest() {
    let text = format!("| a | b |\n|---|---|\n{}", "| *\"one\"* & <two> | `three` |\n".repeat(150));
    let entry = |number: usize| {
        let path = format!("content/changes/api/2026-02-{:02}-long-{number}.md", number % 28 + 1);
        (path, format!("+++\ntitle = \"Long {number}\"\nkind = \"added\"\n+++\n{text}"))
    };
    let entries: Vec<_> = (0..40).map(entry).collect();
    let files = documents(sources(&BOOK.replace("limit = 4", "limit = 50"), &entries, date(2026, 5, 1)));
    for path in ["feed.xml", "feed.atom", "feed.json"] {
        let (bytes, items) = (files[path].len(), read(path, &files[path]).items.len());
        assert!(bytes < 250 << 10 && items >= 10, "{path} has {bytes} bytes, {items} items");
        assert_eq!(told(&followed(&files, BASE, path)).len(), 40);
    }
}

#[test]
fn a_site_without_archives_is_the_rule_while_it_is_small() {
    let site = Project::golden("small").site();
    assert!(!site.files.keys().any(|path| is_archive(path)));
}

#[test]
fn archives_of_a_tag_carry_summaries_and_those_of_its_component_the_whole_text() {
    let entry = |number: usize| {
        let tags = if number > 1 { "tags = [\"news\"]\n" } else { "" };
        let text = format!("+++\ntitle = \"No {number}\"\nkind = \"added\"\n{tags}+++\nThe first.\n\nThe second.\n");
        (format!("content/changes/api/2026-0{number}-05-no-{number}.md"), text)
    };
    let entries: Vec<_> = (1..=7).map(entry).collect();
    let files = documents(sources(BOOK, &entries, date(2026, 8, 1)));
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let (whole, of_tag) = (text("feed/2026-02.atom"), text("tags/news/feed/2026-02.atom"));
    assert!(whole.contains("The first.") && whole.contains("The second."), "{whole}");
    assert!(of_tag.contains("The first.") && !of_tag.contains("The second."), "{of_tag}");
    assert!(text("tags/news/feed.atom").contains("The second."));
}

/// Texts that grow when they become HTML: a feed is as large as what is written, not as what was typed.
#[test]
fn a_feed_that_is_too_large_is_told_of_whatever_makes_it_so() {
    let wide = |rows| format!("|{}\n|{}\n{}", " a |".repeat(100), "-|".repeat(100), "| a |\n".repeat(rows));
    for body in [
        "www.a.b ".repeat(29_500),
        "See [the guide](/pages/guide/) and https://docs.example.com/a. ".repeat(8_000),
        "x[^1] ".repeat(6_000) + "\n\n[^1]: A note.\n",
        wide(1_500),
    ] {
        let entry = format!("+++\ntitle = \"Long\"\nkind = \"added\"\n+++\n{body}");
        let entries = [("content/changes/api/2026-03-02-long.md".to_owned(), entry)];
        let input = || Input { policy: Scope::All, ..sources(BOOK, &entries, date(2026, 5, 1)) };
        let bytes = documents(input())["feed.xml"].len();
        assert!(bytes > Feeds::TOO_LARGE, "{bytes}");
        let findings = compile(input()).findings;
        let found = findings.iter().find(|finding| finding.diagnostic.rule == Rule::FeedSize);
        assert_eq!(found.map(|finding| finding.level), Some(Level::Deny), "{bytes}: {}", &body[..20]);
    }
}
