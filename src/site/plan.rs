//! Every path of the site with what stands there, before anything is rendered: collisions and dead links are found here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::archives::{self, Shelf};
use super::artifacts::{Artifacts, Placed};
use super::feed::Item;
use super::gateway::Server;
use super::hosting::Host;
use super::layout::{self, Chosen};
use super::links::Known;
use super::listed::{self, Listed};
use super::months::Months;
use super::paths;
use super::scope::{Scope, scopes};
use super::search::{self, Search};
use super::sitemap;
use super::stream::{Month, Told, stream};
use crate::base::{RelPath, Version};
use crate::catalog::{Change, ChangeIx, ComponentIx, View};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::schedule;
use crate::schedule::record::Slice;
use crate::site::theme::Theme;

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    Home,
    /// A page of the list of changes, from 1.
    Changes(usize),
    Entry(ChangeIx),
    /// A page of the list of promises, from 1.
    Deprecations(usize),
    Components,
    /// A page of a component, from 1.
    Component(ComponentIx, usize),
    /// The place of a release in [`Plan::releases`].
    Release(ComponentIx, usize),
    /// A page, from 1, of a tag, owner or audience, by its place in [`Plan::scopes`].
    List(usize, usize),
    Feeds,
    Record,
    /// The promises behind the numbers of the track record.
    RecordSlice(Slice),
    SearchPage,
    /// A file that the search reads.
    Search(search::File),
    /// The reference of the API.
    Api,
    /// A plain page, by its place in the catalog.
    Plain(usize),
    NotFound,
    Redirect(ChangeIx),
    Feed(usize, Format),
    /// An archive of a feed: the place of its subject, and its own place on the shelf.
    Archive(usize, usize, Format),
    /// The calendar of a subject, by its place in [`Plan::scopes`].
    Calendar(usize),
    /// The calendar of one promise.
    EntryCalendar(ChangeIx),
    Opml,
    /// What a move between two versions of a component means.
    Upgrade,
    /// How gateways and servers say what is announced.
    GatewayPage,
    /// Configuration of a gateway, for all components or one.
    Gateway(Option<ComponentIx>, Server),
    /// An OpenAPI Overlay, for all components or one.
    Overlay(Option<ComponentIx>),
    /// How a server answers for the site itself.
    Hosting(Host),
    /// A file of the sitemap, by its place.
    Sitemap(usize),
    Robots,
    /// What tells programs that there is an API (RFC 9727).
    ApiCatalog,
    ApiIndex,
    ApiDescription,
    ApiSchedule,
    ApiEvents,
    ApiIds,
    ApiRecord,
    ApiDeprecation(ChangeIx),
    ApiChange(ChangeIx),
    ApiChanges(usize),
    ApiComponents,
    ApiComponent(ComponentIx),
    ApiReleases(ComponentIx),
    ApiRelease(ComponentIx, usize),
    ApiUpgrade(ComponentIx),
    /// A schema, by its place.
    ApiSchema(usize),
    /// A file of the theme, by its place.
    Theme(usize),
    /// A file of the sources, copied.
    File(RelPath),
}

/// The formats of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Rss,
    Atom,
    Json,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

    /// What its file names end in.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Rss => "xml",
            Format::Atom => "atom",
            Format::Json => "json",
        }
    }
}

/// All paths, and what was computed once for many of them. What an edit leaves as it is, is shared with the plan before it
/// ([`super::replaced`]).
#[derive(Debug)]
pub struct Plan {
    pub(super) artifacts: Artifacts,
    /// Those of them that belong to no entry and no release ([`layout::of_frame`]).
    pub(super) frame: Arc<Vec<Placed>>,
    pub(super) listed: Listed,
    pub(super) scopes: Arc<Vec<Scope>>,
    /// Per component the releases that readers may see, the highest first, by their places.
    pub(super) releases: Arc<Vec<Vec<usize>>>,
    /// How many entries make a promise.
    pub(super) promises: usize,
    /// Promises by the version that removes their surface.
    pub(super) removals: Arc<Removals>,
    /// Per entry the older and the newer one of its component.
    pub(super) neighbours: Arc<Vec<Neighbours>>,
    /// What is on the files of the sitemap, once one is asked for.
    sitemap: OnceLock<(Vec<sitemap::Page>, Vec<sitemap::File>)>,
    pub(super) schemas: Arc<Vec<(&'static str, serde_json::Value)>>,
    pub(super) search: Search,
    /// Promises by what is to be done about them, as the list of promises shows them.
    pub(super) pressing: OnceLock<[Vec<ChangeIx>; 4]>,
    /// What readers have been told, newest first.
    pub(super) stream: Vec<Told>,
    /// What is written of it.
    pub(super) months: Months,
    /// Per scope its items on their documents.
    pub(super) shelves: Arc<Vec<Shelf>>,
    /// Per scope the items of the document to subscribe to, made once for all formats.
    pub(super) items: Vec<OnceLock<Vec<Item>>>,
}

/// What is planned of a view, before there are paths.
#[derive(Debug)]
pub(super) struct Gathered {
    pub scopes: Vec<Scope>,
    pub releases: Vec<Vec<usize>>,
    pub promises: usize,
    pub removals: Arc<Removals>,
    pub neighbours: Vec<Neighbours>,
    pub schemas: Arc<Vec<(&'static str, serde_json::Value)>>,
    pub search: Search,
    pub stream: Vec<Told>,
}

/// Promises, newest first, by the version of a component that removes their surface.
pub(super) type Removals = BTreeMap<(ComponentIx, Version), Vec<ChangeIx>>;

/// The older and the newer entry of the same component.
pub(super) type Neighbours = (Option<ChangeIx>, Option<ChangeIx>);

/// Plans the site of a view. `files` are the files beside entries and pages.
pub fn plan(view: View<'_>, config: &Config, theme: &Theme, files: &BTreeSet<RelPath>) -> (Plan, Vec<Diagnostic>) {
    let mut plan = Plan::of(view, config, gather(view, config));
    plan.frame = Arc::new(layout::of_frame(view, &plan, theme));
    let own = own_paths(view, &plan);
    let mut chosen = Chosen::beside(&own);
    // A file that takes the place of a page of an author is the file's fault: entries come first.
    for (_, change) in view.changes() {
        chosen.files_of_change(change, files);
    }
    for (place, page) in view.catalog().pages().iter().enumerate() {
        chosen.page(place, page, files);
    }
    let Chosen { placed, mut findings, .. } = chosen;
    let placed = placed.into_iter().map(|(path, artifact)| (path, Some(artifact))).collect();
    plan.artifacts = Artifacts::of_sorted(own).with(placed);
    plan.listed = Listed::of(plan.artifacts.iter());
    let sitemap = listed::names(plan.listed, config).unwrap_or_else(|| {
        let files = sitemap::files(&listed::pages(view, config, &plan));
        files.into_iter().map(|file| file.name).collect()
    });
    let sitemap = sitemap.iter().enumerate().map(|(place, name)| layout::sitemap(place, name));
    plan.artifacts = plan.artifacts.with(sitemap.map(|(path, artifact)| (path, Some(artifact))).collect());
    findings.extend(dead_links(view, &plan));
    (plan, findings)
}

fn gather(view: View<'_>, config: &Config) -> Gathered {
    let ((stream, scopes), (removals, search)) = rayon::join(
        || rayon::join(|| stream(view, config), || scopes(view, config)),
        || rayon::join(|| removals(view), || Search::of(view)),
    );
    Gathered {
        releases: view.components().map(|(_, component)| view.release_places(component)).collect(),
        promises: view.changes().filter(|(_, change)| change.promise.is_some()).count(),
        removals: Arc::new(removals),
        neighbours: neighbours(view),
        schemas: Arc::new(schedule::schemas(&config.base_url)),
        search,
        stream,
        scopes,
    }
}

/// The paths of entries, of releases, and all others that only we can take, sorted.
fn own_paths(view: View<'_>, plan: &Plan) -> Vec<Placed> {
    let changes: Vec<(ChangeIx, &Change)> = view.changes().collect();
    let components: Vec<ComponentIx> = view.components().map(|(index, _)| index).collect();
    let entries = changes.into_par_iter().flat_map_iter(|(index, change)| layout::of_entry(view, index, change));
    let releases = components.into_par_iter().flat_map_iter(|index| layout::of_releases(view, plan, index));
    let mut own: Vec<Placed> = entries.chain(releases).collect();
    own.extend(plan.frame.iter().cloned());
    layout::sort(&mut own);
    own
}

impl Plan {
    /// The plan of what is gathered, without any path yet.
    pub(super) fn of(view: View<'_>, config: &Config, gathered: Gathered) -> Plan {
        let Gathered { scopes, releases, promises, removals, neighbours, schemas, search, stream } = gathered;
        let places = view.catalog().places();
        Plan {
            artifacts: Artifacts::default(),
            frame: Arc::default(),
            listed: Listed::default(),
            releases: Arc::new(releases),
            promises,
            removals,
            neighbours: Arc::new(neighbours),
            sitemap: OnceLock::new(),
            schemas,
            search,
            pressing: OnceLock::new(),
            months: Months::new(&stream, places),
            shelves: Arc::new(shelves(view, config, &scopes, &stream)),
            stream,
            items: scopes.iter().map(|_| OnceLock::new()).collect(),
            scopes: Arc::new(scopes),
        }
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.artifacts.iter().map(|(path, _)| path)
    }

    pub fn len(&self) -> usize {
        self.artifacts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands at the n-th path.
    pub fn artifact(&self, index: usize) -> &Artifact {
        &self.artifacts.at(index).1
    }

    pub fn path(&self, index: usize) -> &RelPath {
        &self.artifacts.at(index).0
    }

    /// The order in which rendering everything costs least: the longest documents while little else is in memory, and
    /// what is made of the same month together.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_cached_key(|index| match self.artifact(*index) {
            Artifact::ApiEvents | Artifact::ApiIds | Artifact::ApiSchedule => (0, None),
            Artifact::Archive(place, archive, _) => (2, Some(self.shelves[*place].archives[*archive].month)),
            Artifact::ApiChange(index) => (2, self.months.of_entry(&self.stream, *index)),
            _ => (1, None),
        });
        order
    }

    /// The place of a path.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.artifacts.find(path)
    }

    /// Whether anything stands at a path.
    fn holds(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// The path of the calendar of what stands at a path, if it has one.
    pub(super) fn calendar_path(&self, of: &str) -> Option<String> {
        Some(paths::calendar(of)).filter(|path| self.holds(path))
    }

    /// The bytes of a file of the sitemap, by its place.
    pub(super) fn sitemap(&self, view: View<'_>, config: &Config, place: usize) -> Vec<u8> {
        let (pages, files) = self.sitemap.get_or_init(|| {
            let pages = listed::pages(view, config, self);
            let files = sitemap::files(&pages);
            (pages, files)
        });
        sitemap::render(&files[place].content, pages, config.base_url.as_str())
    }

    pub(super) fn everything(&self) -> &Scope {
        &self.scopes[0]
    }

    pub(super) fn deprecations(&self) -> &Scope {
        &self.scopes[1]
    }

    pub(super) fn component(&self, index: ComponentIx) -> &Scope {
        &self.scopes[2 + index.0 as usize]
    }

    /// The older and the newer entry of the same component.
    pub(super) fn neighbours(&self, index: ChangeIx) -> Neighbours {
        self.neighbours[index.0 as usize]
    }
}

/// The items of every scope on their documents.
fn shelves(view: View<'_>, config: &Config, scopes: &[Scope], stream: &[Told]) -> Vec<Shelf> {
    // The places of the scopes of each entry, one entry after the other.
    let mut ends = vec![0_u32; view.catalog().places() + 1];
    for change in scopes.iter().flat_map(|scope| &scope.changes) {
        ends[change.0 as usize + 1] += 1;
    }
    for place in 1..ends.len() {
        ends[place] += ends[place - 1];
    }
    let mut of_entries = vec![0_u32; ends.last().copied().unwrap_or_default() as usize];
    let mut filled = ends.clone();
    for (place, scope) in scopes.iter().enumerate() {
        for change in &scope.changes {
            let next = &mut filled[change.0 as usize];
            of_entries[*next as usize] = place as u32;
            *next += 1;
        }
    }
    let mut items: Vec<Vec<u32>> = scopes.iter().map(|scope| Vec::with_capacity(scope.changes.len())).collect();
    for (item, told) in stream.iter().enumerate() {
        let change = told.change.0 as usize;
        for place in &of_entries[ends[change] as usize..ends[change + 1] as usize] {
            items[*place as usize].push(item as u32);
        }
    }
    archives::shelves(items, stream, Month::of(view.today().0), &config.feeds)
}

fn removals(view: View<'_>) -> Removals {
    let mut removals = Removals::new();
    for (index, change) in view.changes() {
        if let Some(key) = removal(view, change) {
            removals.entry(key).or_default().push(index);
        }
    }
    removals
}

/// The version that removes the surface of a promise, as readers know it.
pub(super) fn removal(view: View<'_>, change: &Change) -> Option<(ComponentIx, Version)> {
    let version = change.promise.as_ref()?.life.removal.on(view.today().0)?;
    Some((change.component, version.clone()))
}

fn neighbours(view: View<'_>) -> Vec<Neighbours> {
    let mut neighbours = vec![(None, None); view.catalog().places()];
    for (index, _) in view.components() {
        neighbours_in(view, index, &mut neighbours);
    }
    neighbours
}

/// Tells the entries of a component what is beside them.
pub(super) fn neighbours_in(view: View<'_>, index: ComponentIx, neighbours: &mut [Neighbours]) {
    let mut newer: Option<ChangeIx> = None;
    for (index, _) in view.among(&view.catalog().component(index).changes) {
        if let Some(newer) = newer {
            neighbours[newer.0 as usize].0 = Some(index);
        }
        neighbours[index.0 as usize] = (None, newer);
        newer = Some(index);
    }
}

pub(super) fn dead_links(view: View<'_>, plan: &Plan) -> Vec<Diagnostic> {
    let known = Known { view, plan };
    let changes: Vec<&Change> = view.changes().map(|(_, change)| change).collect();
    let mut findings: Vec<Diagnostic> =
        changes.into_par_iter().flat_map_iter(|change| known.dead_links_of_change(change)).collect();
    findings.extend(view.catalog().pages().iter().flat_map(|page| known.dead_links_of_page(page)));
    findings
}
