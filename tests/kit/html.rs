//! A published page → its elements, parsed as browsers do.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// A page or a fragment of one.
#[derive(Debug)]
pub struct Page {
    document: Html,
}

impl Page {
    pub fn new(text: &str) -> Self {
        Page { document: Html::parse_document(text) }
    }

    /// Elements by a CSS selector, in the order of the page.
    pub fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.document.select(&selector).collect()
    }

    /// The values of an attribute, on whatever elements.
    pub fn attributes(&self, name: &str) -> Vec<&str> {
        self.select(&format!("[{name}]")).iter().filter_map(|element| element.value().attr(name)).collect()
    }

    pub fn ids(&self) -> BTreeSet<&str> {
        self.attributes("id").into_iter().collect()
    }

    /// Everything that the page leads to or loads, as written.
    pub fn links(&self) -> Vec<String> {
        let mut links = Vec::new();
        for name in ["href", "src", "action", "poster", "cite"] {
            links.extend(self.attributes(name).into_iter().map(str::to_owned));
        }
        for refresh in self.select("meta[http-equiv=refresh]") {
            let content = refresh.value().attr("content").unwrap_or_default();
            links.extend(content.split_once("url=").map(|(_, url)| url.to_owned()));
        }
        links
    }
}
