//! What a move between two versions of a component means.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Head, Kind, Link, ReleaseRow};

/// `/upgrade/`. Template: `upgrade.html`. The page cuts the upgrade documents of the API in the browser
/// (`static/upgrade-rule.js`); without JavaScript it tells what the newest releases of each component ask for.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct UpgradePage {
    /// The head.
    pub page: Head,
    /// The components that have a release, in the order of `book.toml`.
    pub components: Vec<UpgradeComponent>,
}

/// A component that one can move.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct UpgradeComponent {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its page.
    pub path: String,
    /// Its upgrade document in the API, which the browser fetches.
    pub json: String,
    /// How many releases it has.
    pub count: usize,
    /// Whether its releases are told. Of many components only those that released last are; of the others name the page.
    pub told: bool,
    /// Its newest releases that hold something that matters to whoever moves; the newest first.
    pub releases: Vec<UpgradeRow>,
    /// Whether all releases that matter are among them.
    pub complete: bool,
}

/// What a release asks of whoever moves over it.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct UpgradeRow {
    /// The release; its counts are those of all its entries.
    pub release: ReleaseRow,
    /// The entries that matter: they break, remove, deprecate, close a hole or ask for something.
    pub entries: Vec<UpgradeEntry>,
}

/// An entry that matters to whoever moves.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct UpgradeEntry {
    /// Its kind.
    pub kind: Kind,
    /// Whether consumers break without doing something.
    pub breaking: bool,
    /// Its page; the text is its title.
    pub link: Link,
    /// What to do, in one sentence with code between backticks.
    pub action: Option<String>,
    /// What moving costs one typical consumer: `minutes`, `hours`, `days` or `weeks`.
    pub effort: Option<String>,
}
