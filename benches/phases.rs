//! `cargo bench --bench phases`: what each phase of a build of 2,000 entries costs.
//!
//! Every phase starts from what the phase before it made anew: texts that are rendered once for many documents would
//! be free otherwise.

mod corpus;

use std::sync::Arc;

use corpus::{config, input, today};
use divan::Bencher;
use forewarn::base::{RelPath, Source};
use forewarn::catalog;
use forewarn::config::Config;
use forewarn::entry::{Entry, parse_entry};
use forewarn::pipeline::{Compiled, Drafts, Preview, compile};
use forewarn::schedule;
use forewarn::shell::publish::{self, Output, Target};
use forewarn::site::{self, Artifact, Content, theme::Theme};

const ENTRIES: usize = 2_000;

fn main() {
    divan::main();
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let (config, sources) = (config(), corpus::entries(ENTRIES));
    let one = |source| parse_entry(source, "content/changes", config.limits);
    bencher.bench_local(|| sources.iter().map(one).collect::<Vec<_>>());
}

#[divan::bench]
fn assemble(bencher: Bencher<'_, '_>) {
    let config = config();
    let input =
        || catalog::Input { entries: parsed(&config), pages: Vec::new(), releases: Vec::new(), unread: Vec::new() };
    bencher.with_inputs(input).bench_local_values(|input| catalog::assemble(input, &config));
}

/// What lies between a save and the next site in `serve`, if only words changed.
#[divan::bench]
fn preview_other_words(bencher: Bencher<'_, '_>) {
    let (mut input, mut preview) = (input(ENTRIES), Preview::new(Drafts::Hidden));
    preview.show(&input);
    bencher.bench_local(|| {
        let last = input.entries.last_mut().expect("there are entries");
        *last = Source::new(last.path.clone(), format!("{}\nMore words.\n", last.text));
        preview.show(&input)
    });
}

#[divan::bench]
fn plan(bencher: Bencher<'_, '_>) {
    let (config, today) = (config(), today());
    let input =
        catalog::Input { entries: parsed(&config), pages: Vec::new(), releases: Vec::new(), unread: Vec::new() };
    let (catalog, _) = catalog::assemble(input, &config);
    let (theme, _) = Theme::new(None, &site::global(&config, &catalog, today));
    bencher.bench_local(|| site::plan(catalog.as_of(today), &config, &theme, &Default::default()));
}

#[divan::bench]
fn the_schedule(bencher: Bencher<'_, '_>) {
    let (config, compiled) = (config(), compile(input(ENTRIES)));
    bencher.bench_local(|| schedule::schedule(compiled.catalog.as_of(today()), &config, None));
}

#[divan::bench]
fn render_entries(bencher: Bencher<'_, '_>) {
    render(bencher, |artifact| matches!(artifact, Artifact::Entry(_)));
}

#[divan::bench]
fn render_releases(bencher: Bencher<'_, '_>) {
    render(bencher, |artifact| matches!(artifact, Artifact::Release(..)));
}

#[divan::bench]
fn render_lists(bencher: Bencher<'_, '_>) {
    render(bencher, |artifact| {
        matches!(
            artifact,
            Artifact::Home
                | Artifact::Changes(_)
                | Artifact::Deprecations(_)
                | Artifact::Components
                | Artifact::Component(..)
                | Artifact::List(..)
        )
    });
}

/// Every file of the search: its words are read when the first of them is rendered.
#[divan::bench]
fn search_index(bencher: Bencher<'_, '_>) {
    render(bencher, |artifact| matches!(artifact, Artifact::Search(_)));
}

#[divan::bench]
fn render_feeds(bencher: Bencher<'_, '_>) {
    render(bencher, |artifact| matches!(artifact, Artifact::Feed(..) | Artifact::Archive(..)));
}

#[divan::bench]
fn render_api(bencher: Bencher<'_, '_>) {
    render(bencher, |artifact| {
        matches!(
            artifact,
            Artifact::ApiSchedule
                | Artifact::ApiEvents
                | Artifact::ApiIds
                | Artifact::ApiDeprecation(_)
                | Artifact::ApiChange(_)
                | Artifact::ApiChanges(_)
                | Artifact::ApiRelease(..)
        )
    });
}

#[divan::bench(sample_count = 10)]
fn compile_and_render(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| input(ENTRIES)).bench_local_values(|input| {
        let compiled = compile(input);
        (0..compiled.plan().len()).filter_map(|index| compiled.render(index).ok()).map(size).sum::<usize>()
    });
}

/// On every core, into a folder of its own each time.
#[divan::bench(sample_count = 5)]
fn publish(bencher: Bencher<'_, '_>) {
    let fresh = || (Site::of(compile(input(ENTRIES))), tempfile::tempdir().expect("a temporary folder"));
    bencher.with_inputs(fresh).bench_local_values(|(site, folder)| {
        let dir = folder.path().join("public");
        let published = publish::publish(&Target { dir: &dir, sources: &[] }, &site, &|_| {});
        (published.expect("an empty folder takes any site"), folder)
    });
}

fn render(bencher: Bencher<'_, '_>, wanted: fn(&Artifact) -> bool) {
    bencher.with_inputs(|| compile(input(ENTRIES))).bench_local_values(|compiled| {
        let plan = compiled.plan();
        let chosen = (0..plan.len()).filter(|index| wanted(plan.artifact(*index)));
        chosen.filter_map(|index| compiled.render(index).ok()).map(size).sum::<usize>()
    });
}

fn size(content: Content) -> usize {
    match content {
        Content::Bytes(bytes) => bytes.len(),
        Content::Copy(_) => 0,
    }
}

fn parsed(config: &Config) -> Vec<Arc<Entry>> {
    let entries = corpus::entries(ENTRIES);
    entries.iter().filter_map(|source| parse_entry(source, "content/changes", config.limits).0).map(Arc::new).collect()
}

struct Site {
    compiled: Compiled,
    paths: Vec<RelPath>,
}

impl Site {
    fn of(compiled: Compiled) -> Self {
        Site { paths: compiled.paths(), compiled }
    }
}

impl Output for Site {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> Result<publish::Content, forewarn::diag::Diagnostic> {
        match self.compiled.render(index) {
            Ok(Content::Bytes(bytes)) => Ok(publish::Content::Bytes(bytes)),
            Ok(Content::Copy(path)) => Ok(publish::Content::Copy(path.as_str().into())),
            Err(finding) => Err(*finding),
        }
    }
}
