//! All texts of a run, by path: what findings point into.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{RelPath, Source};

/// The sources of a run. Files that could not be read as text are not among them.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Shared by all runs since they were read together.
    all: Arc<BTreeMap<RelPath, Source>>,
    /// Some of them as they are now.
    newer: BTreeMap<RelPath, Source>,
}

impl Sources {
    pub fn get(&self, path: &RelPath) -> Option<&Source> {
        self.newer.get(path).or_else(|| self.all.get(path))
    }

    /// Every source, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.all.values().map(|source| self.newer.get(&source.path).unwrap_or(source))
    }

    /// The same with other texts for some of them.
    #[must_use]
    pub fn with(&self, changed: impl IntoIterator<Item = Source>) -> Self {
        let mut sources = self.clone();
        let known = changed.into_iter().filter(|source| self.all.contains_key(&source.path));
        sources.newer.extend(known.map(|source| (source.path.clone(), source)));
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
    fn a_newer_text_stands_in_the_place_of_the_older() {
        let source = |path: &str, text: &str| Source::new(RelPath::new(path).unwrap(), text);
        let before: Sources = [source("a", "1"), source("b", "1")].into_iter().collect();
        let after = before.with([source("a", "2")]);
        let texts = |sources: &Sources| sources.iter().map(|source| source.text.to_string()).collect::<Vec<_>>();
        assert_eq!((texts(&before), texts(&after)), (vec!["1".into(), "1".into()], vec!["2".into(), "1".into()]));
        assert_eq!(&*after.get(&RelPath::new("a").unwrap()).unwrap().text, "2");
    }
}
