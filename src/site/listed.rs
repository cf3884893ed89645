//! A plan → the pages that search engines may list, and on how many files of the sitemap. Which these are is told by what
//! stands at a path, so that nothing of it is kept for each page.

use super::artifacts::Placed;
use super::plan::{Artifact, Plan};
use super::sitemap::{self, Page};
use crate::base::When;
use crate::catalog::View;
use crate::config::Config;

/// How many pages are listed, and how long the longest of their paths is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub pages: usize,
    pub longest: usize,
}

impl Listed {
    pub fn of<'p>(placed: impl Iterator<Item = &'p Placed>) -> Self {
        placed.filter(|(_, artifact)| is_listed(artifact)).fold(Listed::default(), |all, (path, _)| Listed {
            pages: all.pages + 1,
            longest: all.longest.max(path.as_str().len()),
        })
    }

    /// The same, after some pages have come and some have gone. One that is gone may have been the longest.
    #[must_use]
    pub fn after(self, come: Listed, gone: Listed) -> Self {
        Listed { pages: self.pages + come.pages - gone.pages, longest: self.longest.max(come.longest) }
    }
}

fn is_listed(artifact: &Artifact) -> bool {
    matches!(
        artifact,
        Artifact::Home
            | Artifact::Changes(_)
            | Artifact::Entry(_)
            | Artifact::Deprecations(_)
            | Artifact::Components
            | Artifact::Component(..)
            | Artifact::Release(..)
            | Artifact::List(..)
            | Artifact::Feeds
            | Artifact::Record
            | Artifact::RecordSlice(_)
            | Artifact::SearchPage
            | Artifact::Api
            | Artifact::Plain(_)
            | Artifact::Upgrade
            | Artifact::GatewayPage
    )
}

/// All of them, in the order of their paths.
pub fn pages(view: View<'_>, config: &Config, plan: &Plan) -> Vec<Page> {
    let listed = plan.artifacts.iter().filter(|(_, artifact)| is_listed(artifact));
    let page = |(path, artifact): &Placed| {
        let path = path.as_str().strip_suffix("index.html").unwrap_or(path.as_str());
        Page { url: config.base_url.join(path), changed: changed(view, plan, artifact) }
    };
    listed.map(page).collect()
}

/// When the content of a page last changed, where one date says it.
fn changed(view: View<'_>, plan: &Plan, artifact: &Artifact) -> Option<When> {
    let catalog = view.catalog();
    match artifact {
        Artifact::Home => plan.everything().changes.first().map(|index| catalog.change(*index).date()),
        Artifact::Entry(index) => {
            let change = catalog.change(*index);
            Some(change.update(view.today()).map_or(change.date(), |updated| updated.date.value))
        }
        Artifact::Release(index, position) => {
            let place = plan.releases[index.0 as usize][*position];
            catalog.component(*index).releases.at(place).date.map(When::Day)
        }
        _ => None,
    }
}

/// The files of the sitemap, by their names; `None` if that depends on more than the numbers.
pub fn names(listed: Listed, config: &Config) -> Option<Vec<String>> {
    sitemap::part_count(listed.pages, config.base_url.as_str().len() + listed.longest).map(sitemap::names)
}
