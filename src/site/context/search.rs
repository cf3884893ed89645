//! The search.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Head, Link};

/// `/search/`. Template: `search.html`. The script of the theme reads `search/index.json`, and what that names.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct SearchPage {
    /// The head.
    pub page: Head,
    /// How many entries there are.
    pub total: usize,
    /// Where to look without a script: lists of what there is.
    pub lists: Vec<Link>,
}
