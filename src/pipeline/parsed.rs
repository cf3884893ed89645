//! Texts → entries and pages, anew or from memory: what stands in a file depends on that file alone, so that after an
//! edit only the changed files are parsed.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{RelPath, Source};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::entry::{Entry, Page, parse_entry, parse_page};

/// What was read of one file, and what is wrong with it.
pub type Read<T> = (Option<T>, Vec<Diagnostic>);

/// What the files of a site say, in their order.
#[derive(Debug)]
pub struct Parsed {
    pub entries: Vec<Read<Arc<Entry>>>,
    pub pages: Vec<Read<Page>>,
}

/// Whether entries that are drafts are shown, in a site that nobody publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    Hidden,
    Shown,
}

/// Files as they were last parsed.
#[derive(Debug)]
pub struct Memory {
    /// What parsing depends on besides the file: other settings, and all is parsed anew.
    settings: String,
    entries: Kept<Arc<Entry>>,
    pages: Kept<Page>,
}

/// By path, each with the text that it was parsed from.
type Kept<T> = HashMap<RelPath, (Arc<str>, Read<T>)>;

impl Parsed {
    /// Parses every file.
    pub fn anew(config: &Config, entries: &[Source], pages: &[Source]) -> Parsed {
        let parser = Parser::of(config);
        Parsed {
            entries: entries.par_iter().map(|source| parser.entry(source)).collect(),
            pages: pages.par_iter().map(|source| parser.page(source)).collect(),
        }
    }

    /// The same with every draft as if it were none.
    pub fn with_drafts(mut self) -> Parsed {
        for entry in self.entries.iter_mut().filter_map(|(entry, _)| entry.as_mut()).filter(|entry| entry.draft) {
            Arc::make_mut(entry).draft = false;
        }
        self
    }
}

impl Memory {
    /// A memory of nothing.
    pub fn empty() -> Memory {
        Memory { settings: String::new(), entries: HashMap::new(), pages: HashMap::new() }
    }

    /// Parses what is new or changed, and remembers it. What is gone is forgotten.
    pub fn parse(&mut self, config: &Config, entries: &[Source], pages: &[Source]) -> Parsed {
        let settings = format!("{} {:?}", config.src, config.limits);
        if self.settings != settings {
            *self = Memory { settings, ..Memory::empty() };
        }
        let parser = Parser::of(config);
        Parsed {
            entries: recall(&mut self.entries, entries, |source| parser.entry(source)),
            pages: recall(&mut self.pages, pages, |source| parser.page(source)),
        }
    }
}

fn recall<T: Clone + Send + Sync>(
    kept: &mut Kept<T>,
    sources: &[Source],
    parse: impl Fn(&Source) -> Read<T> + Sync,
) -> Vec<Read<T>> {
    let known = |source: &Source| {
        let (text, read) = kept.get(&source.path)?;
        (Arc::ptr_eq(text, &source.text) || *text == source.text).then(|| read.clone())
    };
    let results: Vec<(Read<T>, bool)> = sources
        .par_iter()
        .map(|source| known(source).map_or_else(|| (parse(source), true), |read| (read, false)))
        .collect();
    let mut reads = Vec::with_capacity(results.len());
    for ((read, is_new), source) in results.into_iter().zip(sources) {
        if is_new {
            kept.insert(source.path.clone(), (source.text.clone(), read.clone()));
        }
        reads.push(read);
    }
    if kept.len() > sources.len() {
        let there: std::collections::HashSet<&RelPath> = sources.iter().map(|source| &source.path).collect();
        kept.retain(|path, _| there.contains(path));
    }
    reads
}

struct Parser<'a> {
    config: &'a Config,
    changes: String,
    pages: String,
}

impl<'a> Parser<'a> {
    fn of(config: &'a Config) -> Self {
        Parser { config, changes: format!("{}/changes", config.src), pages: format!("{}/pages", config.src) }
    }

    fn entry(&self, source: &Source) -> Read<Arc<Entry>> {
        let (entry, findings) = parse_entry(source, &self.changes, self.config.limits);
        (entry.map(Arc::new), findings)
    }

    fn page(&self, source: &Source) -> Read<Page> {
        parse_page(source, &self.pages, self.config.limits)
    }
}
