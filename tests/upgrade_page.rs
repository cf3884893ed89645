//! The page of upgrades as it is sent: its size, and what is told without a script.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::fmt::Write;
use std::path::Path;

use forewarn::pipeline::compile;
use kit::{Site, sources};

const BOOK: &str = r#"
[book]
title = "Many"
id = "tag:example.com,2026:many"
[build]
base-url = "https://x.example/log/"
"#;

/// Components whose every release breaks something.
fn site(components: usize, releases: usize) -> Site {
    let mut book = BOOK.to_owned();
    let mut entries = Vec::new();
    for component in 0..components {
        write!(book, "[[component]]\nid = \"part-{component}\"\nname = \"Part {component}\"\n").unwrap();
        for release in 0..releases {
            let text = format!(
                "+++\ntitle = \"Change {release} of a part works in another way\"\ndate = 2026-01-05\nkind = \"changed\"\n\
                 breaking = true\nversion = \"{release}.0.0\"\naction = \"Call `the other one`.\"\neffort = \"hours\"\n+++\n"
            );
            entries.push((format!("content/changes/part-{component}/2026-01-05-c{release}.md"), text));
        }
    }
    let input = sources(&book, &entries, "2026-06-15".parse().unwrap());
    Site::new(Path::new("."), compile(input))
}

#[test]
fn the_page_stays_small_however_many_releases_there_are() {
    let (few, many) = (site(1, 30), site(30, 20));
    for (site, rows) in [(&few, 8), (&many, 30 * 8)] {
        let page = site.text("upgrade/index.html");
        assert_eq!(page.matches("<span class=\"fact\">").count(), rows, "the newest releases of each component");
        assert!(page.len() < 200_000, "{} bytes", page.len());
        assert!(page.contains("Older releases"));
    }
    assert!(site(3, 2).text("upgrade/index.html").matches("Older releases").count() == 0, "all are told");
}

#[test]
fn each_release_below_the_newest_leads_to_what_changes_up_to_it() {
    let site = site(1, 3);
    let link = |version: &str| format!("/log/upgrade/?component=part-0&amp;from={version}#component-part-0");
    let page = |version: &str| site.text(&format!("components/part-0/{version}/index.html")).to_owned();
    assert!(page("0.0.0").contains(&link("0.0.0")) && page("1.0.0").contains(&link("1.0.0")));
    assert!(!page("2.0.0").contains("What changes from here"));
    assert!(site.text("components/part-0/index.html").contains("/log/upgrade/?component=part-0#component-part-0"));
    assert!(site.text("upgrade/index.html").contains("data-json=\"/log/api/v1/upgrade/\""));
}
