//! The links of a site → those that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::Site;
use super::html::Page;

/// The ids of each page, for fragments.
#[derive(Debug)]
pub struct Targets<'a> {
    site: &'a Site,
    pub base: Url,
    ids: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Targets<'a> {
    pub fn new(site: &'a Site) -> Self {
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

    pub fn problem_of(&self, text: &str, from: &Url) -> Option<String> {
        match from.join(text) {
            Ok(url) => self.problem(&url),
            Err(error) => Some(format!("`{text}` is no URL: {error}")),
        }
    }
}

/// What is wrong with the links of all pages.
pub fn dead_links(site: &Site) -> Vec<String> {
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
}
