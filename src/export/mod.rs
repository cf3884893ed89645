//! The published view → other people's formats: a Keep a Changelog file, the notes of a release, a digest of a period.
//!
//! One file per format. Every link is absolute, since what is exported is read elsewhere. Pure: the text is returned, and
//! whoever asked writes it.

mod bullet;
mod digest;
mod inline;
mod keep_a_changelog;
mod release_notes;

pub use digest::{Digest, Format, Item, Period, Scope, Section, Words, digest, write};
pub use keep_a_changelog::{Extent, keep_a_changelog};
pub use release_notes::{LIMIT as RELEASE_NOTES_LIMIT, release_notes};

use crate::catalog::{Change, View};
use crate::config::Config;
use crate::markdown::{Resolved, Target};
use crate::schedule::{links, migration_guide, paths};

/// What is exported: what readers may see, and under which address.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    pub view: View<'a>,
    pub config: &'a Config,
}

impl Book<'_> {
    fn url(self, path: &str) -> String {
        self.config.base_url.join(path)
    }

    fn url_of(self, change: &Change) -> String {
        self.url(&paths::change_page(&change.id))
    }

    /// Where a link in the body of an entry leads, for those who read it elsewhere.
    fn resolve(self, change: &Change, target: &Target) -> Option<String> {
        let page = paths::change_page(&change.id);
        match target {
            Target::Fragment(fragment) => Some(self.url(&format!("{page}#{fragment}"))),
            Target::Web(url) => Some(url.clone()),
            other => self.absolute(links::resolve(self.view, &change.entry.path, &page, other)),
        }
    }

    fn absolute(self, resolved: Resolved) -> Option<String> {
        match resolved {
            Resolved::Site(path) => Some(self.url(&path)),
            Resolved::Url(url) => Some(url),
            Resolved::Text => None,
        }
    }

    /// Where the way out is described, unless it is the entry itself.
    fn migration(self, change: &Change) -> Option<String> {
        migration_guide(self.config, change).map(|url| url.0)
    }
}
