//! A diagnostic with the level that the settings of a run give it.

use super::{Diagnostic, Level};

/// What a run says about its content, ready to be worded. Only `pipeline` makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub level: Level,
    pub diagnostic: Diagnostic,
}
