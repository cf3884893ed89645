//! Links and images.

use super::{Resolved, Writer};
use crate::markdown::target::Target;
use crate::markdown::token::{Placed, Token, plain};

/// A URL ready to be written.
pub(super) enum Address {
    /// Inside the site.
    Site(String),
    Url(String),
}

impl Writer<'_> {
    /// Where a target leads; `None`: nowhere.
    pub(super) fn address(&self, target: &Target) -> Option<Address> {
        match target {
            Target::Web(url) => Some(Address::Url(url.clone())),
            Target::Mail(address) => Some(Address::Url(format!("mailto:{address}"))),
            Target::Fragment(fragment) => Some(Address::Site(self.on_page(fragment))),
            Target::Refused(_) => None,
            Target::Entry { .. } | Target::Path { .. } => match (self.resolve)(target) {
                Resolved::Site(path) => Some(Address::Site(path)),
                Resolved::Url(url) => {
                    matches!(Target::of(&url), Target::Web(_) | Target::Mail(_)).then_some(Address::Url(url))
                }
                Resolved::Text => None,
            },
        }
    }

    /// The site path of an id in this body.
    pub(super) fn on_page(&self, id: &str) -> String {
        format!("{}#{id}", self.options.page)
    }

    pub(super) fn href(&mut self, address: &Address) {
        self.html.raw(" href=\"");
        self.url(address);
        self.html.raw("\"");
    }

    pub(super) fn url(&mut self, address: &Address) {
        match address {
            // A slash here would make a slot without a prefix another host's name.
            Address::Site(path) => self.html.slot().url(path.trim_start_matches(['/', '\\'])),
            Address::Url(url) => self.html.url(url),
        };
    }

    pub(super) fn link(&mut self, target: &Target, title: &str) {
        let address = self.address(target).filter(|_| !self.links.contains(&true));
        self.links.push(address.is_some());
        let Some(address) = address else { return };
        self.html.raw("<a");
        self.href(&address);
        self.title(title);
        self.html.raw(">");
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.raw(" title=\"").text(title).raw("\"");
        }
    }

    /// Writes an image, or its alternative text where there is nothing to show.
    pub(super) fn image(&mut self, at: usize, target: &Target, title: &str) -> usize {
        let end = image_end(self.tokens, at);
        let alt = plain(&self.tokens[at + 1..end]);
        match self.address(target) {
            Some(address) => {
                self.html.raw("<img src=\"");
                self.url(&address);
                self.html.raw("\" alt=\"").text(&alt).raw("\"");
                self.title(title);
                self.html.raw(" loading=\"lazy\">");
            }
            None => {
                self.html.text(&alt);
            }
        }
        end + 1
    }
}

fn image_end(tokens: &[Placed<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, placed) in tokens.iter().enumerate().skip(start) {
        match placed.token {
            Token::Image { .. } => depth += 1,
            Token::ImageEnd => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len().saturating_sub(1)
}
