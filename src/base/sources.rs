//! All texts of a run, by path: what findings point into.

use std::collections::BTreeMap;

use super::{RelPath, Source};

/// The sources of a run. Files that could not be read as text are not among them.
#[derive(Clone, Debug, Default)]
pub struct Sources(BTreeMap<RelPath, Source>);

impl Sources {
    pub fn get(&self, path: &RelPath) -> Option<&Source> {
        self.0.get(path)
    }

    /// Every source, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.values()
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        Sources(sources.into_iter().map(|source| (source.path.clone(), source)).collect())
    }
}
