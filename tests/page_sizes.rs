//! No list grows without bound: each page of a site with thousands of entries stays small, and what is cut from one page is
//! on another that links lead to.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use forewarn::pipeline::compile;
use forewarn::site::Content;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kit::html::Page;
use kit::sources;

const LARGEST: usize = 200 * 1024;
const ENTRIES: usize = 3000;
const COMPONENTS: usize = 500;
const TODAY: Date = date(2026, 11, 22);

const BOOK: &str = r#"[book]
title = "Road"
id = "tag:example.com,2026:road"
audiences = ["service-teams"]
[build]
base-url = "https://changes.example.com/"
[[owner]]
id = "delivery"
name = "Delivery"
[[owner]]
id = "cloud"
name = "Cloud Foundations"
[[component]]
id = "library"
name = "Library"
owner = "delivery"
[[component]]
id = "service"
name = "Service"
owner = "cloud"
"#;

/// Half of all entries are releases of one component, half stand beside no release of another; every fourth is a promise,
/// and most of these are still open.
fn entry(n: usize) -> (String, String) {
    let day = TODAY.checked_sub((n as i64 / 2).days()).unwrap();
    let component = if n.is_multiple_of(2) { "library" } else { "service" };
    let mut text =
        format!("+++\nid = \"entry-{n}\"\ntitle = \"Change number {n}, with a title of the usual length\"\n");
    if component == "library" {
        writeln!(text, "version = \"{}.0.0\"", ENTRIES - n).unwrap();
    }
    text.push_str("tags = [\"http\", \"grpc\"]\naudiences = [\"service-teams\"]\n");
    text.push_str("summary = \"What it says in one sentence, which tells readers enough to go on, or not.\"\n");
    text.push_str(if n % 4 < 2 { "kind = \"deprecated\"\n" } else { "kind = \"added\"\n" });
    if n % 4 < 2 {
        let sunset = TODAY.checked_add((n as i64 - 400).days()).unwrap();
        write!(text, "action = \"Call the `/v2` routes.\"\n[deprecation]\nsunset = {}\n", sunset.max(day)).unwrap();
        for method in ["GET", "POST", "DELETE"] {
            write!(
                text,
                "[[deprecation.surface]]\nkind = \"http\"\nname = \"{method} /v1/things-{n}\"\nreplacement = \"{method} /v2/things-{n}\"\n"
            )
            .unwrap();
        }
    }
    (format!("content/changes/{component}/{day}-entry-{n}.md"), format!("{text}+++\nIt changed.\n"))
}

/// The pages with lists, by path: all but those of entries, redirects and releases.
fn lists() -> BTreeMap<String, String> {
    let entries: Vec<_> = (0..ENTRIES).map(entry).collect();
    lists_of(BOOK, &entries, &["library", "service"])
}

fn lists_of(book: &str, entries: &[(String, String)], components: &[&str]) -> BTreeMap<String, String> {
    let compiled = compile(sources(book, entries, TODAY));
    let findings: BTreeSet<_> = compiled.findings.iter().map(|finding| finding.diagnostic.rule.name()).collect();
    assert!(!compiled.is_broken(), "{findings:?}");
    let is_list = |path: &str| {
        let is_of_subject = ["tags/", "owners/", "audiences/"].iter().any(|folder| path.starts_with(folder));
        let is_page = path.contains("/page/") || path.matches('/').count() < 2;
        path.ends_with(".html") && (is_of_subject || is_page)
    };
    let paths = compiled.paths();
    let wanted = paths.iter().enumerate().filter(|(_, path)| is_list(path.as_str()));
    let text = |index| match compiled.render(index).unwrap() {
        Content::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Content::Copy(path) => panic!("{path} is copied"),
    };
    let mut pages: BTreeMap<String, String> = wanted.map(|(index, path)| (path.to_string(), text(index))).collect();
    for id in components {
        let path = format!("components/{id}/index.html");
        let index = paths.iter().position(|held| held.as_str() == path).unwrap();
        pages.insert(path, text(index));
    }
    pages
}

/// As many components as a large company has, each with releases and open promises of its own.
fn many_components() -> (String, Vec<(String, String)>) {
    let mut book = BOOK.split("[[component]]").next().unwrap().to_owned();
    let mut entries = Vec::new();
    for n in 0..COMPONENTS {
        let owner = ["delivery", "cloud"][n % 2];
        writeln!(
            book,
            "[[component]]\nid = \"component-{n}\"\nname = \"Component number {n}\"\nowner = \"{owner}\"\n\
             description = \"Does what component number {n} is there for, and nothing else\""
        )
        .unwrap();
        for release in 0..4 {
            let day = TODAY.checked_sub(((n + 90 * release) as i64).days()).unwrap();
            let promise = "[deprecation]\nsunset = 2027-05-03\n[[deprecation.surface]]\nkind = \"http\"\n\
                           name = \"GET /things\"\nreplacement = \"GET /other-things\"\n";
            let text = format!(
                "+++\nid = \"entry-{n}-{release}\"\ntitle = \"Change number {release} of component number {n}\"\n\
                 kind = \"deprecated\"\nversion = \"{}.0.0\"\naction = \"Call the other routes.\"\n{promise}+++\nIt changed.\n",
                9 - release
            );
            entries.push((format!("content/changes/component-{n}/{day}-entry-{n}-{release}.md"), text));
        }
    }
    (book, entries)
}

#[test]
fn no_page_is_large_where_there_are_many_components() {
    let (book, entries) = many_components();
    let pages = lists_of(&book, &entries, &["component-0"]);
    let sizes: Vec<_> = pages.iter().map(|(path, html)| (path, html.len())).collect();
    let large: Vec<_> = sizes.iter().filter(|(_, size)| *size > LARGEST).collect();
    assert!(large.is_empty(), "{large:?}");
}

/// What a selector finds on the pages of a list.
fn found<'a>(pages: &'a BTreeMap<String, String>, list: &str, selector: &str) -> Vec<String> {
    let of_list =
        |path: &&'a String| path.starts_with(&format!("{list}page/")) || **path == format!("{list}index.html");
    pages
        .keys()
        .filter(of_list)
        .flat_map(|path| {
            Page::new(&pages[path])
                .select(selector)
                .iter()
                .filter_map(|link| link.attr("href").map(str::to_owned))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn no_page_is_large_and_nothing_is_lost_between_pages() {
    let pages = lists();
    let large: Vec<_> =
        pages.iter().filter(|(_, html)| html.len() > LARGEST).map(|(path, html)| (path, html.len())).collect();
    assert!(large.is_empty(), "{large:?}");

    for list in ["changes/", "tags/http/", "audiences/service-teams/"] {
        let links = found(&pages, list, ".card h3 a");
        assert_eq!((links.len(), BTreeSet::from_iter(&links).len()), (ENTRIES, ENTRIES), "{list}");
    }
    let promises = found(&pages, "deprecations/", "table.promises th > a");
    assert_eq!((promises.len(), BTreeSet::from_iter(&promises).len()), (ENTRIES / 2, ENTRIES / 2));
    let releases = found(&pages, "components/library/", ".releases a.version");
    assert_eq!((releases.len(), BTreeSet::from_iter(&releases).len()), (ENTRIES / 2, ENTRIES / 2));
}

#[test]
fn every_page_of_a_list_leads_to_the_next() {
    let pages = lists();
    for list in ["changes/", "deprecations/", "tags/http/", "owners/delivery/", "components/library/"] {
        let mut path = format!("{list}index.html");
        let mut visited = BTreeSet::new();
        while visited.insert(path.clone()) {
            let page = Page::new(&pages[&path]);
            let Some(next) =
                page.select(".pager a[rel=next]").first().and_then(|link| link.attr("href").map(str::to_owned))
            else {
                break;
            };
            path = format!("{}index.html", next.trim_start_matches('/'));
        }
        let all = pages.keys().filter(|path| path.starts_with(&format!("{list}page/"))).count() + 1;
        assert!(all > 1, "{list}");
        assert_eq!(visited.len(), all, "{list}");
    }
}
