//! The pages of promises, on the days on which they are hard to word: with a version and no day, called off, gone.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::path::Path;

use forewarn::base::{RelPath, Source};
use forewarn::pipeline::compile;
use kit::html::Page;
use kit::{Site, sources};

const BOOK: &str = "[book]\ntitle = \"Road\"\nid = \"tag:example.com,2026:road\"\n\
                    [build]\nbase-url = \"https://x.example/\"\n[[component]]\nid = \"api\"\nname = \"API\"\n";
const RELEASES: &str = "[[release]]\ncomponent = \"api\"\nversion = \"2.0.0\"\ndate = 2027-03-09\nplanned = true\n";

fn promise(id: &str, dates: &str, more: &str) -> (String, String) {
    let surface =
        format!("[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /{id}\"\nreplacement = \"GET /new\"\n");
    let text =
        format!("+++\nid = \"{id}\"\ntitle = \"Route {id} goes\"\n[deprecation]\n{dates}{surface}{more}+++\nText\n");
    (format!("content/changes/api/2026-10-05-{id}.md"), text)
}

fn site(entries: &[(String, String)], today: &str) -> Site {
    let releases = Source::new(RelPath::new("content/releases.toml").unwrap(), RELEASES.to_owned());
    let input =
        forewarn::pipeline::Input { releases: Some(releases), ..sources(BOOK, entries, today.parse().unwrap()) };
    Site::new(Path::new("."), compile(input))
}

/// The texts of elements, each on one line.
fn texts(site: &Site, path: &str, selector: &str) -> Vec<String> {
    let page = Page::new(site.text(path));
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(selector).into_iter().map(text).collect()
}

fn by_version() -> [(String, String); 3] {
    [
        promise("later", "sunset = 2027-06-01\n", ""),
        promise("version", "removal = \"2.0.0\"\n", ""),
        promise("sooner", "sunset = 2027-02-02\n", ""),
    ]
}

#[test]
fn a_version_whose_day_is_expected_stands_among_the_days_and_says_so() {
    let site = site(&by_version(), "2026-11-23");
    let expected = "with 2.0.0, expected 9 Mar 2027";
    assert_eq!(texts(&site, "index.html", "#action .left"), ["in 71 days", expected, "in 190 days"]);
    assert_eq!(texts(&site, "deprecations/index.html", "tr .left"), ["in 71 days", expected, "in 190 days"]);
    assert!(texts(&site, "index.html", ".tl-wide .tl-end").contains(&expected.to_owned()));
    let told = texts(&site, "changes/version/index.html", ".panel .deadline").join(" ");
    assert!(told.contains("expected on 9 Mar 2027: a plan, not a promise of that day"), "{told}");
    assert_eq!(texts(&site, "changes/version/index.html", ".dates .sunset"), [""; 0]);
    let document = site.text("api/v1/deprecations/version.json");
    assert!(document.contains("2.0.0") && !document.contains("2027-03-09"), "{document}");
}

#[test]
fn an_expected_day_that_has_passed_was_expected() {
    let site = site(&by_version(), "2027-03-10");
    let lines = texts(&site, "index.html", "#action .left");
    assert!(lines.contains(&"with 2.0.0, was expected 9 Mar 2027".to_owned()), "{lines:?}");
    let told = texts(&site, "changes/version/index.html", ".panel .deadline").join(" ");
    assert!(told.contains("was expected on 9 Mar 2027"), "{told}");
}

#[test]
fn nobody_counts_down_to_a_day_that_was_called_off() {
    let off = "[[deprecation.brownout]]\nid = \"one\"\nstart = 2027-02-02T10:00:00Z\nend = 2027-02-02T11:00:00Z\n\
               [[deprecation.revision]]\ndate = 2026-12-07\nchange = \"cancelled\"\nreason = \"It stays\"\n";
    let site = site(&[promise("v1", "sunset = 2027-03-02\nclosed-to-new = 2026-12-01\n", off)], "2026-12-20");
    let dates = texts(&site, "changes/v1/index.html", ".dates .ahead .fact");
    assert_eq!(dates.len(), 2, "{dates:?}");
    assert!(dates.iter().all(|date| date.starts_with("called off")), "{dates:?}");
    assert!(!dates.iter().any(|date| date.contains("notice")), "{dates:?}");
    let came = texts(&site, "changes/v1/index.html", ".dates .closed-to-new .fact");
    assert!(came[0].starts_with("19 days ago"), "what came before, came: {came:?}");
    assert_eq!(texts(&site, "changes/v1/index.html", "#brownout-one .badge"), ["Called off"]);
}

#[test]
fn the_notice_of_a_brownout_is_counted_as_that_of_every_date() {
    let entry = |more: &str| promise("v1", "sunset = 2027-06-01\n", more);
    let before = site(&[entry("")], "2026-12-01").baseline();
    let brownout = "[[deprecation.brownout]]\nid = \"one\"\nannounced = 2026-12-01\nstart = 2027-05-04T10:00:00Z\nend = 2027-05-04T11:00:00Z\n";
    let input = forewarn::pipeline::Input {
        baseline: Some(before),
        ..sources(BOOK, &[entry(brownout)], "2027-03-02".parse().unwrap())
    };
    let site = Site::new(Path::new("."), compile(input));
    let told = texts(&site, "changes/v1/index.html", ".dates .brownout .fact");
    assert!(told[0].ends_with("told 2 Mar 2027, 63 days of notice"), "{told:?}");
    let announced = texts(&site, "changes/v1/index.html", ".dates .sunset .fact");
    assert!(announced[0].contains("told 5 Oct 2026"), "{announced:?}");
}

#[test]
fn a_brownout_is_shown_as_readers_know_it_on_the_day() {
    let brownouts = "[[deprecation.brownout]]\nid = \"secret\"\nstart = 2026-12-20T09:00:00Z\nend = 2026-12-20T10:00:00Z\nannounced = 2026-12-05\n\
                     [[deprecation.brownout]]\nid = \"open\"\nstart = 2026-12-27T09:00:00Z\nend = 2026-12-27T10:00:00Z\ncancelled = { date = 2026-12-10, reason = \"Too near the holidays\" }\n";
    let entries = [promise("v1", "sunset = 2027-06-01\n", brownouts)];
    let told = |today: &str| site(&entries, today).text("changes/v1/index.html").to_owned();
    let before = told("2026-11-22");
    assert!(
        !before.contains("20 Dec 2026") && before.contains("27 Dec 2026") && !before.contains("Called off"),
        "{before}"
    );
    let after = told("2026-12-11");
    assert!(after.contains("20 Dec 2026") && after.contains("Too near the holidays"), "{after}");
}

#[test]
fn an_entry_that_says_only_that_something_is_gone_says_what_to_use_instead() {
    let gone = |more: &str| {
        let text = format!(
            "+++\ntitle = \"Route v1 is gone\"\nid = \"gone\"\nkind = \"removed\"\ncompletes = [\"v1\"]\n{more}+++\n"
        );
        ("content/changes/api/2026-11-20-gone.md".to_owned(), text)
    };
    let v1 = promise("v1", "sunset = 2026-11-17\n", "");
    let alone = site(&[v1.clone(), gone("")], "2026-11-23");
    let way_out = texts(&alone, "changes/gone/index.html", ".panel");
    assert!(way_out[0].contains("Use GET /new instead of GET /v1"), "{way_out:?}");
    let feed = alone.text("feed.json");
    assert!(feed.matches("Use GET /new instead of GET /v1").count() >= 2, "{feed}");
    let own = site(&[v1, gone("action = \"Ask us.\"\n")], "2026-11-23");
    assert_eq!(texts(&own, "changes/gone/index.html", ".panel .todo"), ["Ask us."]);
}

#[test]
fn what_nothing_replaces_is_not_something_to_use() {
    let (path, text) = promise("v1", "sunset = 2027-03-02\n", "");
    let text = text.replace("replacement = \"GET /new\"", "no-replacement = \"It is the default\"");
    let site = site(&[(path, text)], "2026-11-23");
    let cells = texts(&site, "changes/v1/index.html", "td[data-label='Use instead']");
    assert_eq!(cells, ["Nothing takes its place: It is the default"]);
}
