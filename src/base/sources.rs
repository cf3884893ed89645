//! All texts of a run, by path: what findings point into.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{RelPath, Source};

/// The sources of a run. Files that could not be read as text are not among them.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Shared by all runs since they were read together.
    all: Arc<BTreeMap<RelPath, Source>>,
    /// What has changed since: a text that is other or new, or a file that is gone.
    newer: BTreeMap<RelPath, Option<Source>>,
}

impl Sources {
    pub fn get(&self, path: &RelPath) -> Option<&Source> {
        match self.newer.get(path) {
            Some(newer) => newer.as_ref(),
            None => self.all.get(path),
        }
    }

    /// Every source, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        let paths: BTreeSet<&RelPath> = self.all.keys().chain(self.newer.keys()).collect();
        paths.into_iter().filter_map(|path| self.get(path))
    }

    /// The same with another text at a path, or none.
    #[must_use]
    pub fn with(&self, path: &RelPath, text: Option<Source>) -> Self {
        let mut sources = self.clone();
        sources.newer.insert(path.clone(), text);
        sources
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        let all = sources.into_iter().map(|source| (source.path.clone(), source)).collect();
        Sources { all: Arc::new(all), newer: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_text_stands_in_the_place_of_the_older_and_what_is_gone_is_gone() {
        let source = |path: &str, text: &str| Source::new(RelPath::new(path).unwrap(), text);
        let path = |path: &str| RelPath::new(path).unwrap();
        let before: Sources = [source("a", "1"), source("c", "1")].into_iter().collect();
        let after = before.with(&path("a"), Some(source("a", "2"))).with(&path("b"), Some(source("b", "2")));
        let last = after.with(&path("c"), None);
        let texts = |sources: &Sources| sources.iter().map(|source| source.text.to_string()).collect::<Vec<_>>();
        assert_eq!(
            (texts(&before), texts(&after)),
            (vec!["1".into(), "1".into()], vec!["2".into(), "2".into(), "1".into()])
        );
        assert_eq!((texts(&last), last.get(&path("c")).is_none()), (vec!["2".into(), "2".into()], true));
    }
}
