//! The page of the track record: its numbers add up.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::path::Path;

use forewarn::base::{RelPath, Source};
use forewarn::pipeline::compile;
use kit::{Site, sources};

const BOOK: &str = "[book]\ntitle = \"Record\"\nid = \"tag:example.com,2026:record\"\n\
                    [build]\nbase-url = \"https://x.example/\"\n[[component]]\nid = \"api\"\nname = \"API\"\n";

fn entry(id: &str, sunset: &str, more: &str) -> (String, String) {
    let surface =
        format!("[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /{id}\"\nreplacement = \"GET /new\"\n");
    let text = format!(
        "+++\nid = \"{id}\"\ntitle = \"The route {id} is deprecated\"\n[deprecation]\nsunset = {sunset}\n{more}{surface}+++\nText\n"
    );
    (format!("content/changes/api/2026-01-05-{id}.md"), text)
}

/// Four promises: one kept, one called off, one overdue, one that is still open and was moved.
fn site() -> Site {
    let off = "[[deprecation.revision]]\ndate = 2026-02-02\nchange = \"cancelled\"\nreason = \"It stays\"\n";
    let moved = "[[deprecation.revision]]\ndate = 2026-03-02\nchange = \"extended\"\nfield = \"sunset\"\nfrom = 2026-10-05\n\
                 to = 2026-11-02\nreason = \"More time\"\n";
    let gone = "+++\ntitle = \"The route kept is gone\"\nkind = \"removed\"\ncompletes = [\"kept\"]\n+++\nText\n";
    let entries = [
        entry("kept", "2026-05-04", ""),
        entry("off", "2026-09-07", off),
        entry("late", "2026-05-04", ""),
        entry("open", "2026-11-02", moved),
        ("content/changes/api/2026-05-05-kept-gone.md".to_owned(), gone.to_owned()),
    ];
    Site::new(Path::new("."), compile(sources(BOOK, &entries, "2026-06-15".parse().unwrap())))
}

#[test]
fn what_became_of_promises_and_what_is_still_open_is_all_that_was_promised() {
    let site = site();
    let page = site.text("record/index.html");
    assert!(page.contains("4 promised = 1 kept + 1 called off + 1 overdue + 1 still open"), "{page}");
    let open = site.text("record/all/index.html");
    let (_, section) = open.split_once("id=\"open\"").unwrap();
    assert!(section.contains("The route open is deprecated"), "{section}");
}

#[test]
fn a_moved_date_says_what_it_was_and_since_when_it_is() {
    let site = site();
    let page = site.text("changes/open/index.html");
    let told = "moved from <del><time datetime=\"2026-10-05\">5 Oct 2026</time></del>; first told 5 Jan 2026, this date since 2 Mar 2026";
    assert!(page.contains(told), "{page}");
    assert!(site.text("changes/kept/index.html").contains("told 5 Jan 2026, 119 days of notice"));
}

#[test]
fn a_promise_is_called_kept_only_where_the_record_counts_it_so() {
    let version = |id: &str, day: &str, more: &str| {
        let (path, text) = entry(id, "REMOVAL", "");
        let gone = format!(
            "+++\ntitle = \"The route {id} is gone\"\nid = \"{id}-gone\"\ncompletes = [\"{id}\"]\n{more}+++\nText\n"
        );
        let text = text.replace("sunset = REMOVAL", "removal = \"2.0.0\"");
        [(path, text), (format!("content/changes/api/{day}-{id}-gone.md"), gone)]
    };
    let mut entries: Vec<(String, String)> = version("early", "2026-05-05", "").into();
    entries.extend(version("in-time", "2026-06-09", ""));
    entries.extend(version("carried", "2026-05-05", "version = \"2.0.0\"\n"));
    entries.push(entry("sudden", "2026-09-07", ""));
    let gone = "+++\ntitle = \"Sudden is gone\"\nid = \"sudden-gone\"\ncompletes = [\"sudden\"]\n+++\nText\n";
    entries.push(("content/changes/api/2026-05-05-sudden-gone.md".to_owned(), gone.to_owned()));
    let mut sources = sources(BOOK, &entries, "2026-06-15".parse().unwrap());
    let row = "[[release]]\ncomponent = \"api\"\nversion = \"2.0.0\"\ndate = 2026-06-08\n";
    sources.releases = Some(Source::new(RelPath::new("content/releases.toml").unwrap(), row));
    let site = Site::new(Path::new("."), compile(sources));
    let page = |id: &str| site.text(&format!("changes/{id}-gone/index.html"));
    for kept in ["in-time", "carried"] {
        assert!(page(kept).contains("A promise kept."), "{kept}");
    }
    for (early, why) in [("early", ", before its promised version 2.0.0."), ("sudden", ", before its sunset, <time")] {
        assert!(!page(early).contains("promise kept") && page(early).contains(why), "{early}: {}", page(early));
    }
    let record = site.text("record/index.html");
    assert!(record.contains("4 promised = 2 kept + 2 gone early"), "{record}");
}
