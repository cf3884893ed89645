//! `components.json`, `components/<id>.json`, its releases, and each release.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Day, Owner, Uri};
use crate::base::Version;

/// All components, in the order of the platform's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Components {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// In the order of the platform's settings.
    pub components: Vec<Component>,
}

/// A part of the platform with its own stream of versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Component {
    /// Of the characters a-z, 0-9 and `-`. Permanent.
    #[schemars(regex(pattern = "^[a-z0-9-]{1,128}$"))]
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is, in a sentence; possibly empty.
    pub description: String,
    /// The page for people.
    pub url: Uri,
    /// This component with what belongs to it, as JSON.
    pub api_url: Uri,
    /// Its releases, as JSON.
    pub releases_url: Uri,
    /// The team that answers for it.
    pub owner: Option<Owner>,
    /// Where its sources are.
    pub repository: Option<Uri>,
}

/// One component with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ComponentDocument {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    #[serde(flatten)]
    pub component: Component,
    /// The ids of its promises, and of those of other components that concern it; newest first.
    pub deprecations: Vec<String>,
    /// The ids of its changes, and of those of other components that concern it; newest first.
    pub changes: Vec<String>,
    /// The ids of its own changes that no release carries; newest first.
    pub unreleased: Vec<String>,
}

/// All releases of a component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Releases {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The id of the component.
    pub component: String,
    /// The highest version first.
    pub releases: Vec<Release>,
}

/// A component at a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Release {
    /// SemVer 2.0.0.
    pub version: Version,
    /// The page for people.
    pub url: Uri,
    /// This release with its changes, as JSON.
    pub api_url: Uri,
    /// The day of the release; of a planned one, when it is expected.
    pub date: Option<Day>,
    /// Whether it is a plan: its date then makes nothing due.
    pub planned: bool,
    /// One line of Markdown, or a URL.
    pub notes: Option<String>,
    /// Why nobody should use it; null if it was not withdrawn.
    pub yanked: Option<String>,
    /// The ids of the changes that it carries, newest first.
    pub changes: Vec<String>,
}

/// One release with its changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseDocument {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The id of the component.
    pub component: String,
    /// SemVer 2.0.0.
    pub version: Version,
    /// The page for people.
    pub url: Uri,
    /// The day of the release; of a planned one, when it is expected.
    pub date: Option<Day>,
    /// Whether it is a plan: its date then makes nothing due.
    pub planned: bool,
    /// One line of Markdown, or a URL.
    pub notes: Option<String>,
    /// Why nobody should use it; null if it was not withdrawn.
    pub yanked: Option<String>,
    /// Newest first, without their texts.
    pub changes: Vec<Change>,
}
