//! Every path of the site with what stands there, before anything is rendered: collisions and dead links are found here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::agenda;
use super::archives::{self, Shelf};
use super::feed::Item;
use super::gateway::{self, Server};
use super::hosting::Host;
use super::links::{self, Known};
use super::months::Months;
use super::pages::{lists, pages_of};
use super::paths;
use super::scope::{Scope, Subject, scopes};
use super::search::{self, Search};
use super::sitemap;
use super::stream::{Month, Told, stream};
use crate::base::{RelPath, Slug, Span, Version, When};
use crate::catalog::{Change, ChangeIx, ComponentIx, View};
use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::form::read::suggest_slug;
use crate::schedule::record::Slice;
use crate::schedule::{self, paths as api};
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

/// All paths, and what was computed once for many of them. What other words of an entry leave as it is, is shared with the
/// plan before it ([`super::reworded`]).
#[derive(Debug)]
pub struct Plan {
    /// By path.
    pub(super) artifacts: Arc<Vec<(RelPath, Artifact)>>,
    pub(super) scopes: Arc<Vec<Scope>>,
    /// Per component the releases that readers may see, the highest first, by their places.
    pub(super) releases: Arc<Vec<Vec<usize>>>,
    /// Promises by the version that removes their surface.
    pub(super) removals: Arc<BTreeMap<(ComponentIx, Version), Vec<ChangeIx>>>,
    /// Per entry the older and the newer one of its component.
    pub(super) neighbours: Arc<Vec<Neighbours>>,
    pub(super) sitemap: Arc<(Vec<sitemap::Page>, Vec<sitemap::File>)>,
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

/// The older and the newer entry of the same component.
pub(super) type Neighbours = (Option<ChangeIx>, Option<ChangeIx>);

/// Plans the site of a view. `files` are the files beside entries and pages.
pub fn plan(view: View<'_>, config: &Config, theme: &Theme, files: &BTreeSet<RelPath>) -> (Plan, Vec<Diagnostic>) {
    let scopes = scopes(view, config);
    let releases = view.components().map(|(_, component)| view.release_places(component)).collect();
    let stream = stream(view, config);
    let mut plan = Plan {
        artifacts: Arc::default(),
        removals: Arc::new(removals(view)),
        neighbours: Arc::new(neighbours(view)),
        sitemap: Arc::default(),
        schemas: Arc::new(schedule::schemas(&config.base_url)),
        search: Search::of(view),
        pressing: OnceLock::new(),
        items: scopes.iter().map(|_| OnceLock::new()).collect(),
        shelves: Arc::new(shelves(view, config, &scopes, &stream)),
        months: Months::new(&stream, view.catalog().changes().len()),
        stream,
        scopes: Arc::new(scopes),
        releases: Arc::new(releases),
    };
    let mut layout = Layout::default();
    layout.pages(view, &plan);
    let dated = layout.entry_calendars(view);
    layout.entries(view, files);
    layout.feeds(&plan);
    layout.calendars(&plan, &dated);
    layout.api(view, &plan);
    layout.gateway(view);
    layout.record(view);
    layout.search(&plan.search);
    for (place, asset) in theme.assets().iter().enumerate() {
        layout.put(asset.path.as_str(), Artifact::Theme(place));
    }
    let listed = std::mem::take(&mut layout.listed).into_iter();
    let sitemap_pages: Vec<sitemap::Page> =
        listed.map(|(path, changed)| sitemap::Page { url: config.base_url.join(&path), changed }).collect();
    let sitemap_files = sitemap::files(&sitemap_pages);
    for (place, file) in sitemap_files.iter().enumerate() {
        layout.put(&file.name, Artifact::Sitemap(place));
    }
    plan.sitemap = Arc::new((sitemap_pages, sitemap_files));
    let mut findings = std::mem::take(&mut layout.findings);
    plan.artifacts = Arc::new(layout.artifacts.into_iter().collect());
    findings.extend(dead_links(view, &plan));
    (plan, findings)
}

impl Plan {
    /// All paths, sorted.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &RelPath> {
        self.artifacts.iter().map(|(path, _)| path)
    }

    pub fn len(&self) -> usize {
        self.artifacts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.artifacts.is_empty()
    }

    /// What stands at the n-th path.
    pub fn artifact(&self, index: usize) -> &Artifact {
        &self.artifacts[index].1
    }

    pub fn path(&self, index: usize) -> &RelPath {
        &self.artifacts[index].0
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
        self.artifacts.binary_search_by(|(held, _)| held.as_str().cmp(path)).ok()
    }

    /// Whether anything stands at a path.
    fn holds(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// The path of the calendar of what stands at a path, if it has one.
    pub(super) fn calendar_path(&self, of: &str) -> Option<String> {
        Some(paths::calendar(of)).filter(|path| self.holds(path))
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
    let mut scopes_of: Vec<Vec<usize>> = vec![Vec::new(); view.catalog().changes().len()];
    for (place, scope) in scopes.iter().enumerate() {
        for change in &scope.changes {
            scopes_of[change.0 as usize].push(place);
        }
    }
    let mut items: Vec<Vec<u32>> = vec![Vec::new(); scopes.len()];
    for (item, told) in stream.iter().enumerate() {
        for place in &scopes_of[told.change.0 as usize] {
            items[*place].push(item as u32);
        }
    }
    let current = Month::of(view.today().0);
    archives::shelves(items, stream, current, &config.feeds)
}

fn removals(view: View<'_>) -> BTreeMap<(ComponentIx, Version), Vec<ChangeIx>> {
    let mut removals: BTreeMap<_, Vec<ChangeIx>> = BTreeMap::new();
    for promised in view.promises() {
        if let Some(version) = promised.promise.life.removal.on(view.today().0) {
            removals.entry((promised.change.component, version.clone())).or_default().push(promised.index);
        }
    }
    removals
}

fn neighbours(view: View<'_>) -> Vec<Neighbours> {
    let mut neighbours = vec![(None, None); view.catalog().changes().len()];
    for (_, component) in view.components() {
        let mut newer: Option<ChangeIx> = None;
        for (index, _) in view.among(&component.changes) {
            if let Some(newer) = newer {
                neighbours[newer.0 as usize].0 = Some(index);
            }
            neighbours[index.0 as usize].1 = newer;
            newer = Some(index);
        }
    }
    neighbours
}

fn dead_links(view: View<'_>, plan: &Plan) -> Vec<Diagnostic> {
    let known = Known { view, plan };
    let mut findings: Vec<Diagnostic> =
        view.changes().flat_map(|(_, change)| known.dead_links_of_change(change)).collect();
    findings.extend(view.catalog().pages().iter().flat_map(|page| known.dead_links_of_page(page)));
    findings
}

/// The paths while they are gathered.
#[derive(Default)]
struct Layout {
    artifacts: BTreeMap<RelPath, Artifact>,
    /// Pages for the sitemap, in its order.
    listed: Vec<(String, Option<When>)>,
    findings: Vec<Diagnostic>,
}

impl Layout {
    /// Puts something of our own at a path that only we can take.
    fn put(&mut self, path: &str, artifact: Artifact) {
        let path = RelPath::new(path).expect("our own paths are valid");
        self.artifacts.entry(path).or_insert(artifact);
    }

    /// Puts something at a path that an author chose; one that is taken already is a finding.
    fn put_chosen(&mut self, path: &str, artifact: Artifact, place: (&RelPath, Option<Span>)) {
        let problem = match RelPath::new(path) {
            Ok(path) => match self.artifacts.get(&path) {
                Some(Artifact::File(other)) if artifact != Artifact::File(other.clone()) => {
                    format!("`{other}` is published as `{path}` already")
                }
                Some(other) if *other != artifact => format!("another page is published as `{path}` already"),
                _ => {
                    self.artifacts.insert(path, artifact);
                    return;
                }
            },
            Err(error) => format!("`{path}` is no path: {error}"),
        };
        let finding = match place.1 {
            Some(span) => Diagnostic::new(Rule::PathCollision, place.0, span, problem),
            None => Diagnostic::file(Rule::PathCollision, place.0, problem),
        };
        self.findings.push(finding.help("rename the file"));
    }

    /// A page that search engines may list.
    fn page(&mut self, path: String, changed: Option<When>, artifact: Artifact) {
        self.put(&paths::file(&path), artifact);
        self.listed.push((path, changed));
    }

    fn pages(&mut self, view: View<'_>, plan: &Plan) {
        let newest = plan.everything().changes.first().map(|index| view.catalog().change(*index).date());
        self.page(String::new(), newest, Artifact::Home);
        for number in 1..=lists::page_count(plan.everything().changes.len()) {
            self.page(paths::changes_page(number), None, Artifact::Changes(number));
        }
        for number in 1..=pages_of::count(view.promises().count(), pages_of::PROMISES) {
            self.page(paths::nth(paths::DEPRECATIONS, number), None, Artifact::Deprecations(number));
        }
        self.page(paths::COMPONENTS.to_owned(), None, Artifact::Components);
        for (index, component) in view.components() {
            let releases = &plan.releases[index.0 as usize];
            for number in 1..=pages_of::count(releases.len(), pages_of::RELEASES) {
                let path = paths::nth(&paths::component(component.id()), number);
                self.page(path, None, Artifact::Component(index, number));
            }
            for (position, place) in releases.iter().enumerate() {
                let release = component.releases.at(*place);
                self.page(
                    paths::release(component.id(), &release.version),
                    release.date.map(When::Day),
                    Artifact::Release(index, position),
                );
            }
        }
        for (place, scope) in plan.scopes.iter().enumerate() {
            if matches!(scope.subject, Subject::Tag(_) | Subject::Owner(_) | Subject::Audience(_)) {
                for number in 1..=pages_of::count(scope.changes.len(), pages_of::LISTED) {
                    self.page(paths::nth(&scope.path, number), None, Artifact::List(place, number));
                }
            }
        }
        self.page(paths::UPGRADE.to_owned(), None, Artifact::Upgrade);
        self.page(paths::FEEDS.to_owned(), None, Artifact::Feeds);
        self.page(paths::API.to_owned(), None, Artifact::Api);
        self.put(paths::NOT_FOUND, Artifact::NotFound);
        self.put(paths::ROBOTS, Artifact::Robots);
    }

    fn entries(&mut self, view: View<'_>, files: &BTreeSet<RelPath>) {
        for (index, change) in view.changes() {
            let changed = change
                .entry
                .updated
                .as_ref()
                .map(|updated| updated.date.value)
                .filter(|when| when.has_come(view.today()));
            self.page(paths::change(&change.id), changed.or(Some(change.date())), Artifact::Entry(index));
            self.redirects(index, change);
        }
        // Files come after all pages: a file that takes a page's place is the file's fault.
        for (_, change) in view.changes() {
            self.files(&change.entry.path, &change.entry.outline, &links::folder_of_change(change), files);
        }
        for (place, page) in view.catalog().pages().iter().enumerate() {
            if let Some(finding) = bad_page_name(page) {
                self.findings.push(finding);
                continue;
            }
            let path = paths::page(&page.slug);
            self.put_chosen(&paths::file(&path), Artifact::Plain(place), (&page.path, None));
            self.listed.push((path, None));
            self.files(&page.path, &page.outline, &links::folder_of_page(page), files);
        }
    }

    fn redirects(&mut self, index: ChangeIx, change: &Change) {
        let former: Vec<&Slug> = change.former_ids().collect();
        for id in &former {
            self.put(&paths::file(&paths::change(id)), Artifact::Redirect(index));
        }
        if change.promise.is_some() {
            for id in former.into_iter().chain([&change.id]) {
                self.put(&paths::file(&paths::deprecation(id)), Artifact::Redirect(index));
            }
        }
    }

    /// The files that a body uses, beside its page.
    fn files(&mut self, path: &RelPath, outline: &crate::markdown::Outline, folder: &str, files: &BTreeSet<RelPath>) {
        for (link, file) in links::local_files(path, outline) {
            if files.contains(&file) {
                self.put_chosen(&links::asset_path(folder, path, &file), Artifact::File(file), (path, Some(link.span)));
            }
        }
    }

    fn feeds(&mut self, plan: &Plan) {
        for (place, scope) in plan.scopes.iter().enumerate() {
            for format in Format::ALL {
                self.put(&paths::feed(&scope.path, format), Artifact::Feed(place, format));
            }
            for (at, archive) in plan.shelves[place].archives.iter().enumerate() {
                for format in scope.archive_formats() {
                    self.put(&paths::archive(&scope.path, archive, *format), Artifact::Archive(place, at, *format));
                }
            }
        }
        self.put(paths::OPML, Artifact::Opml);
    }

    /// The calendars of promises, also under their former ids; the promises that have one.
    fn entry_calendars(&mut self, view: View<'_>) -> BTreeSet<ChangeIx> {
        let mut dated = BTreeSet::new();
        for (index, change) in view.changes().filter(|(_, change)| agenda::has_events(view, change)) {
            for id in change.former_ids().chain([&change.id]) {
                self.put(&paths::calendar(&paths::change(id)), Artifact::EntryCalendar(index));
            }
            dated.insert(index);
        }
        dated
    }

    /// A calendar without events is none: only subjects that have a dated promise get one.
    fn calendars(&mut self, plan: &Plan, dated: &BTreeSet<ChangeIx>) {
        for (place, scope) in plan.scopes.iter().enumerate() {
            if scope.changes.iter().any(|index| dated.contains(index)) {
                self.put(&paths::calendar(&scope.path), Artifact::Calendar(place));
            }
        }
    }

    /// Files only where there is something to say; the page says so otherwise.
    fn gateway(&mut self, view: View<'_>) {
        self.page(paths::GATEWAY.to_owned(), None, Artifact::GatewayPage);
        for host in Host::ALL {
            self.put(host.path(), Artifact::Hosting(host));
        }
        let marked = schedule::routes::components_with_routes(view, schedule::routes::names_one_path);
        let all = (!marked.is_empty()).then_some(None);
        for of in all.into_iter().chain(marked.into_iter().map(Some)) {
            let id = of.map(|index| view.catalog().component(index).id());
            self.put(&paths::gateway_file(id, gateway::OVERLAY), Artifact::Overlay(of));
        }
        let components = schedule::routes::components_with_routes(view, |_| true);
        let all = (!components.is_empty()).then_some(None);
        for of in all.into_iter().chain(components.into_iter().map(Some)) {
            let id = of.map(|index| view.catalog().component(index).id());
            for server in Server::ALL {
                self.put(&paths::gateway_file(id, server.file()), Artifact::Gateway(of, server));
            }
        }
    }

    /// The years are those from the first promise to today, whether anything happened in them or not.
    fn record(&mut self, view: View<'_>) {
        self.page(paths::RECORD.to_owned(), None, Artifact::Record);
        self.put(api::RECORD, Artifact::ApiRecord);
        let first = view.promises().map(|promised| promised.change.date().day().year()).min();
        let years = first.into_iter().flat_map(|first| first..=view.today().0.year()).map(Slice::Year);
        let components = view.components().map(|(index, _)| Slice::Component(index));
        for slice in [Slice::Everything].into_iter().chain(components).chain(years) {
            self.page(paths::record(view.catalog(), slice), None, Artifact::RecordSlice(slice));
        }
    }

    fn search(&mut self, search: &Search) {
        self.page(paths::SEARCH.to_owned(), None, Artifact::SearchPage);
        for file in search.files() {
            self.put(&file.path(), Artifact::Search(file));
        }
    }

    fn api(&mut self, view: View<'_>, plan: &Plan) {
        self.put(paths::API_CATALOG, Artifact::ApiCatalog);
        self.put(api::INDEX, Artifact::ApiIndex);
        self.put(api::OPENAPI, Artifact::ApiDescription);
        self.put(api::SCHEDULE, Artifact::ApiSchedule);
        self.put(api::EVENTS, Artifact::ApiEvents);
        self.put(api::IDS, Artifact::ApiIds);
        self.put(api::COMPONENTS, Artifact::ApiComponents);
        for number in 1..=schedule::changes_pages(view) {
            self.put(&api::changes_page(number), Artifact::ApiChanges(number));
        }
        for (index, change) in view.changes() {
            for id in change.former_ids().chain([&change.id]) {
                self.put(&api::change(id), Artifact::ApiChange(index));
                if change.promise.is_some() {
                    self.put(&api::deprecation(id), Artifact::ApiDeprecation(index));
                }
            }
        }
        for (index, component) in view.components() {
            self.put(&api::component(component.id()), Artifact::ApiComponent(index));
            self.put(&api::releases(component.id()), Artifact::ApiReleases(index));
            self.put(&api::upgrade(component.id()), Artifact::ApiUpgrade(index));
            for (position, place) in plan.releases[index.0 as usize].iter().enumerate() {
                self.put(
                    &api::release(component.id(), &component.releases.at(*place).version),
                    Artifact::ApiRelease(index, position),
                );
            }
        }
        for (place, (name, _)) in plan.schemas.iter().enumerate() {
            self.put(&api::schema(name), Artifact::ApiSchema(place));
        }
    }
}

/// The path of a page is a part of its URL, and permanent.
fn bad_page_name(page: &crate::entry::Page) -> Option<Diagnostic> {
    let part = page.slug.split('/').find(|part| Slug::new(part).is_err())?;
    let finding = Diagnostic::file(Rule::InvalidId, &page.path, format!("the name `{part}` cannot be a part of a URL"));
    let near = suggest_slug(part).map_or_else(String::new, |near| format!(": `{near}`"));
    Some(finding.help(format!("use only a-z, 0-9 and - in the names of pages{near}")))
}
