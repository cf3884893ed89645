//! What every site keeps to, whatever is in it: documents fit their schemas, links lead somewhere, ids are permanent
//! and unique, pages are sound HTML. Run over the golden sites and over the site that this repository is.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod kit;

use std::collections::{BTreeMap, BTreeSet};

use kit::document::urls_below;
use kit::html::Page;
use kit::schemas::misfits;
use kit::{Project, Site};
use serde_json::Value as Json;
use url::Url;

/// Runs a check over all sites, and fails with everything that it found.
fn every_site(check: impl Fn(&Site) -> Vec<String>) {
    let mut problems = Vec::new();
    for (name, project) in Project::all() {
        problems.extend(check(&project.site()).into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_document_of_the_api_fits_the_schema_that_it_names() {
    every_site(misfits);
}

/// The ids of each page, for fragments.
struct Targets<'a> {
    site: &'a Site,
    base: Url,
    ids: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Targets<'a> {
    fn new(site: &'a Site) -> Self {
        let ids = |path| (path, Page::new(site.text(path)).ids().into_iter().map(str::to_owned).collect());
        Targets { site, base: Url::parse(site.base_url()).unwrap(), ids: site.ending(".html").map(ids).collect() }
    }

    /// Why a URL leads to nothing, if it is one of the site.
    fn problem(&self, url: &Url) -> Option<String> {
        if url.origin() != self.base.origin() || !["http", "https"].contains(&url.scheme()) {
            return None;
        }
        let Some(path) = url.path().strip_prefix(self.base.path()) else {
            return Some(format!("`{url}` leaves the site's folder"));
        };
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if !self.site.files.contains_key(&file) {
            return Some(format!("`{url}` is not on the site"));
        }
        let fragment = url.fragment()?;
        let has = self.ids.get(file.as_str()).is_some_and(|ids| ids.contains(fragment));
        (!has).then(|| format!("`{url}`: the page has no such id"))
    }

    fn problem_of(&self, text: &str, from: &Url) -> Option<String> {
        match from.join(text) {
            Ok(url) => self.problem(&url),
            Err(error) => Some(format!("`{text}` is no URL: {error}")),
        }
    }
}

#[test]
fn every_link_of_a_page_leads_to_a_path_and_an_id_of_the_site() {
    every_site(|site| {
        let targets = Targets::new(site);
        let mut problems = Vec::new();
        for path in site.ending(".html") {
            let from = targets.base.join(path.strip_suffix("index.html").unwrap_or(path)).unwrap();
            for link in Page::new(site.text(path)).links() {
                problems.extend(targets.problem_of(&link, &from).map(|problem| format!("{path}: {problem}")));
                // A server sends this page for any path that it has not.
                let is_relative = !link.starts_with(['/', '#']) && !link.contains(':');
                if path == "404.html" && is_relative {
                    problems.push(format!("{path}: `{link}` depends on where the page is shown"));
                }
            }
        }
        problems
    });
}

#[test]
fn every_url_in_feeds_and_data_leads_to_a_path_and_an_id_of_the_site() {
    every_site(|site| {
        let targets = Targets::new(site);
        let mut problems = Vec::new();
        let ends = [".xml", ".atom", ".json", ".opml", ".txt"];
        for path in ends.iter().flat_map(|end| site.ending(end)) {
            let urls = urls_below(site.text(path), site.base_url());
            // `{id}` stands in the templates of the API's index and description.
            for url in urls.into_iter().filter(|url| !url.contains('{')) {
                problems.extend(targets.problem_of(url, &targets.base).map(|problem| format!("{path}: {problem}")));
            }
        }
        problems
    });
}

#[test]
fn texts_in_feeds_hold_whole_urls_only() {
    every_site(|site| {
        let mut problems = Vec::new();
        for (path, item) in items(site) {
            let html = item["content_html"].as_str().unwrap_or_default();
            let relative = Page::new(html).links().into_iter().filter(|link| Url::parse(link).is_err());
            problems.extend(relative.map(|link| format!("{path}: `{link}` in {}", item["id"])));
        }
        problems
    });
}

/// The items of all JSON feeds, with the path of their feed.
fn items(site: &Site) -> Vec<(&str, Json)> {
    let mut items = Vec::new();
    for path in site.ending("feed.json") {
        let mut feed: Json = serde_json::from_str(site.text(path)).unwrap();
        let all = feed["items"].as_array_mut().map(std::mem::take).unwrap_or_default();
        items.extend(all.into_iter().map(|item| (path, item)));
    }
    items
}

fn item_ids(site: &Site, feed: &str) -> Vec<String> {
    let all = items(site).into_iter().filter(|(path, _)| *path == feed);
    all.map(|(_, item)| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn feeds_hold_each_id_once_and_the_same_in_every_format() {
    every_site(|site| {
        let mut problems = Vec::new();
        for json in site.ending("feed.json") {
            let ids = item_ids(site, json);
            if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
                problems.push(format!("{json}: an id stands twice"));
            }
            for (end, before) in [("xml", "<guid isPermaLink=\"false\">"), ("atom", "    <id>")] {
                let path = json.replace("json", end);
                let found: Vec<&str> = site.text(&path).split(before).skip(1).map(up_to_tag).collect();
                if found != ids {
                    problems.push(format!("{path}: other ids than {json}"));
                }
            }
        }
        problems
    });
}

fn up_to_tag(text: &str) -> &str {
    text.split('<').next().unwrap_or(text)
}

#[test]
fn ids_are_made_of_the_oldest_id_and_the_event() {
    let ids = item_ids(&Project::golden("small").site(), "deprecations/feed.json");
    let expected = [
        "first-api:brownout-second-cancelled",
        "first-api:brownout-first",
        "first-api:brownout-second",
        "first-api:closed-to-new-2026-06-01",
        "first-api:revision-1",
        "cli-yaml:sunset-2026-03-02",
        "cli-yaml-removed",
        "first-api:deprecated-2026-02-09",
        "first-api:updated-2026-02-05",
        "first-api",
        "cli-yaml:reminder-30-2026-03-02",
        "cli-yaml",
    ];
    let expected = expected.map(|id| format!("tag:example.com,2026:small:{id}"));
    assert_eq!(ids, expected);
}

#[test]
fn ids_of_items_yet_to_come_are_known_before() {
    let mut project = Project::golden("small");
    let early: Json = serde_json::from_str(project.site().text("api/v1/ids.json")).unwrap();
    project.today = "2027-06-15".to_owned();
    let late = item_ids(&project.site(), "deprecations/feed.json");
    let known = early["ids"]["feed_items"].as_array().unwrap();
    for event in ["brownout-first-held", "end-of-support-2026-10-01", "reminder-30-2026-12-01", "sunset-2026-12-01"] {
        let id = format!("tag:example.com,2026:small:first-api:{event}");
        assert!(known.contains(&id.as_str().into()) && late.contains(&id), "{id}");
    }
}

#[test]
fn another_base_url_changes_no_id() {
    let here = Project::golden("small").site();
    let mut project = Project::golden("small");
    project.base_url = Some("https://elsewhere.example.org/log/".to_owned());
    let there = project.site();
    assert!(there.text("index.html").contains("https://elsewhere.example.org/log/"));
    for feed in here.ending("feed.json") {
        assert_eq!(item_ids(&here, feed), item_ids(&there, feed), "{feed}");
    }
    let atom_ids = |site: &Site| -> Vec<String> {
        site.text("feed.atom").split("<id>").skip(1).map(|rest| up_to_tag(rest).to_owned()).collect()
    };
    assert_eq!(atom_ids(&here), atom_ids(&there));
    let ids = |site: &Site| serde_json::from_str::<Json>(site.text("api/v1/ids.json")).unwrap()["ids"].clone();
    assert_eq!(ids(&here), ids(&there));
}

#[test]
fn nothing_of_the_future_and_no_draft_is_published() {
    let site = Project::golden("small").site();
    for path in site.files.keys() {
        assert!(!path.contains("api-next") && !path.contains("cli-draft") && !path.contains("later"), "{path}");
    }
    for (path, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["api-next", "Not before July", "Readers must not see", "cli-draft", "Nobody may read"] {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
}

#[test]
fn every_page_is_sound_html() {
    every_site(|site| {
        let problems = |path| page_problems(site, path).into_iter().map(move |problem| format!("{path}: {problem}"));
        site.ending(".html").flat_map(problems).collect()
    });
}

fn page_problems(site: &Site, path: &str) -> Vec<String> {
    let page = Page::new(site.text(path));
    let mut problems = Vec::new();
    let mut hold = |is_so: bool, problem: &str| {
        if !is_so {
            problems.push(problem.to_owned());
        }
    };
    hold(page.select("h1").len() == 1, "not exactly one h1");
    hold(page.select("html[lang]").len() == 1, "no language");
    let titles: Vec<String> = page.select("head > title").iter().map(|title| title.text().collect()).collect();
    hold(titles.len() == 1 && !titles[0].trim().is_empty(), "no title");
    for media_type in ["application/rss+xml", "application/atom+xml", "application/feed+json"] {
        let links = page.select(&format!("link[rel=alternate][type='{media_type}'][title][href]"));
        hold(!links.is_empty(), &format!("names no feed of type {media_type}"));
    }
    hold(page.select("[style], style").is_empty(), "an inline style");
    hold(page.select("script:not([src])").is_empty(), "an inline script");
    let handler = |name: &str| name.starts_with("on");
    let handlers = page.select("*").iter().any(|element| element.value().attrs().any(|(name, _)| handler(name)));
    hold(!handlers, "an event handler in an attribute");
    hold(page.ids().len() == page.attributes("id").len(), "an id stands twice");
    hold(page.select("img:not([alt])").is_empty(), "an image without a text");
    problems.extend(canonical_problem(site, path, &page));
    problems
}

/// A page's canonical URL is its own; a page that leads on has its target's.
fn canonical_problem(site: &Site, path: &str, page: &Page) -> Option<String> {
    let links = page.select("link[rel=canonical]");
    let [link] = links.as_slice() else { return Some(format!("{} canonical links", links.len())) };
    let found = link.value().attr("href").unwrap_or_default();
    if let [refresh] = page.select("meta[http-equiv=refresh]").as_slice() {
        let target = refresh.value().attr("content").and_then(|content| content.split_once("url="));
        let target = target.map(|(_, target)| Url::parse(site.base_url()).unwrap().join(target).unwrap().to_string());
        return (target.as_deref() != Some(found)).then(|| format!("canonical is `{found}`, not its target"));
    }
    let own = format!("{}{}", site.base_url(), path.strip_suffix("index.html").unwrap_or(path));
    (own != found).then(|| format!("canonical is `{found}`, not `{own}`"))
}

#[test]
fn the_sitemap_lists_every_page_that_may_be_found() {
    every_site(|site| {
        let listed: BTreeSet<&str> = urls_below(site.text("sitemap.xml"), site.base_url()).into_iter().collect();
        let mut problems = Vec::new();
        for path in site.ending(".html") {
            let url = format!("{}{}", site.base_url(), path.strip_suffix("index.html").unwrap_or(path));
            let may_be_found = Page::new(site.text(path)).select("meta[name=robots][content*=noindex]").is_empty();
            if listed.contains(url.as_str()) != may_be_found {
                problems.push(format!("{path}: listed or not against its own word"));
            }
        }
        problems
    });
}
