//! What templates are given. The types are the contract with theme authors: a field is added freely, renamed or taken
//! away only with a major version of forewarn.
//!
//! Plain data: text, numbers, flags, lists and enums with lower-case names. Nothing here knows the catalog, computes
//! anything, or depends on the day; a builder fills it. The conventions:
//!
//! - A **path** (`path`, `href`) is relative to the root of the site and has no leading slash: `changes/x/`. Templates
//!   write `{{ url(path) }}`. An `href` may also be an absolute URL; `url` leaves those as they are.
//! - A **day** is RFC 3339 text: `2026-12-01`, or `2026-12-01T09:00:00Z`. Templates write `{{ day|date }}`.
//! - [`Html`] is markup that was made safe; all other text is escaped when it is printed.
//! - Every page has `page` (its head); every template sees the global `site`.

mod api;
mod card;
mod component;
mod entry;
mod gateway;
mod lists;
mod page;
mod promise;
mod record;
pub mod schema;
mod search;
mod site;
mod upgrade;

pub use api::{ApiDocument, ApiField, ApiPage, ApiType, ApiWord};
pub use card::{Badge, Card, Kind, KindGroup, MonthGroup, Pager, PromiseRow, RowSurface, State, Urgency};
pub use component::{ComponentCard, ComponentPage, ComponentsPage, ReleasePage, ReleaseRow};
pub use entry::{Completed, EntryPage, EntryRef, Updated};
pub use gateway::{Announced, GatewayPage, GatewayServer};
pub use lists::{
    ChangesPage, Choice, Choices, Counts, DeprecationsPage, ExtensionKey, FeedsPage, HomePage, ListKind, ListPage,
    NotFoundPage, PlainPage, RedirectPage,
};
pub use page::{Feed, FeedSet, Head};
pub use promise::{
    Brownout, BrownoutState, Cancelled, Change, Detect, Field, Header, Move, Promise, PromiseDate, Removal, Removed,
    Replacement, RouteHeaders, Surface,
};
pub use record::{RecordCell, RecordCount, RecordPage, RecordPromise, RecordRow, RecordSection, RecordSlicePage};
pub use search::SearchPage;
pub use site::{ComponentRef, Generator, Link, Owner, Site, SiteComponent};
pub use upgrade::{UpgradeComponent, UpgradeEntry, UpgradePage, UpgradeRow};

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// Markup that was made safe where it was made; templates print it unescaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

/// The template engine recognises its own values inside of what it serializes; any other format sees a string.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        minijinja::Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

/// In the reference it is told apart from plain text by its name.
impl JsonSchema for Html {
    fn schema_name() -> Cow<'static, str> {
        "Html".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "html" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_html_is_printed_unescaped() {
        let mut env = minijinja::Environment::new();
        env.add_template("x.html", "{{ a }} {{ b }}").unwrap();
        let context = std::collections::BTreeMap::from([("a", Html("<b>".to_owned()))]);
        let value = minijinja::context! { b => "<i>", ..minijinja::Value::from(minijinja::value::Serde(context)) };
        assert_eq!(env.get_template("x.html").unwrap().render(value).unwrap(), "<b> &lt;i&gt;");
        assert_eq!(serde_json::to_string(&Html("<b>".to_owned())).unwrap(), "\"<b>\"");
    }
}
