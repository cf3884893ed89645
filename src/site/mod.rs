//! View of the catalog + schedule + config + theme → a [`Plan`] of every output path, known before anything is rendered,
//! and each artifact on demand. Never touches a file: what is copied is named for the shell.

mod agenda;
mod api_catalog;
mod archives;
mod artifacts;
mod bodies;
pub mod calendar;
pub mod context;
mod events;
pub mod feed;
mod feed_sizes;
mod feeds;
pub mod gateway;
pub mod hosting;
mod items;
mod layout;
mod links;
mod listed;
mod months;
mod pages;
mod paths;
mod phrase;
mod plan;
pub mod record_chart;
mod render;
mod replaced;
mod scope;
mod search;
pub mod sitemap;
mod stream;
pub mod theme;
pub mod timeline;
mod weight;
pub(crate) mod xml;

pub use feed_sizes::{FeedDocument, large_feeds};
pub use pages::schema_words;
pub use plan::{Artifact, Format, Plan, plan};
pub use render::{Content, global, render};
pub use replaced::Surroundings;

use std::sync::OnceLock;

use crate::catalog::View;
use crate::config::Config;
use crate::schedule::{self, Api, Baseline, wire};
use theme::Theme;

/// Everything that an artifact is made of.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    pub view: View<'a>,
    pub config: &'a Config,
    pub schedule: &'a wire::Schedule,
    /// What was published before.
    pub baseline: Option<&'a Baseline>,
    /// Every id, gathered when it is asked for.
    pub ids: &'a OnceLock<wire::Ids>,
    pub theme: &'a Theme,
    pub plan: &'a Plan,
}

impl<'a> Site<'a> {
    /// What the documents of the API are made of.
    fn api(&self) -> Api<'a> {
        let calendar = self.plan.calendar_path("").map(|_| "calendar.ics");
        Api { view: self.view, config: self.config, schedule: self.schedule, ids: self.ids(), calendar }
    }

    /// Every id that was ever published. Few ask, and many entries have many.
    pub fn ids(&self) -> &'a wire::Ids {
        let (view, config) = (self.view, self.config);
        self.ids.get_or_init(|| schedule::ids(view, config, &schedule::Events::of_all(view, config), self.baseline))
    }
}
