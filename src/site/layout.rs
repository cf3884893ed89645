//! What was gathered of a view → the paths of the site, part by part: those of an entry, those of a component's releases,
//! all others, and those that authors choose. After an edit only the parts that it concerns are laid out again.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::agenda;
use super::artifacts::Placed;
use super::gateway::{self, Server};
use super::hosting::Host;
use super::links;
use super::pages::{lists, pages_of};
use super::paths;
use super::plan::{Artifact, Format, Plan};
use super::scope::Subject;
use crate::base::{RelPath, Slug, Span};
use crate::catalog::{Change, ChangeIx, ComponentIx, View};
use crate::diag::{Diagnostic, Rule};
use crate::entry::Page;
use crate::form::read::suggest_slug;
use crate::markdown::Outline;
use crate::schedule::record::Slice;
use crate::schedule::{self, paths as api};
use crate::site::theme::Theme;

/// Paths of our own, which only we can take.
#[derive(Debug, Default)]
struct Layout {
    placed: Vec<Placed>,
}

/// The paths of a published entry, but for the files that it uses.
pub fn of_entry(view: View<'_>, index: ChangeIx, change: &Change) -> Vec<Placed> {
    let mut layout = Layout::default();
    layout.page(&paths::change(&change.id), Artifact::Entry(index));
    for id in change.former_ids() {
        layout.page(&paths::change(id), Artifact::Redirect(index));
    }
    let is_dated = agenda::has_events(view, change);
    for id in change.former_ids().chain([&change.id]) {
        layout.put(&api::change(id), Artifact::ApiChange(index));
        if is_dated {
            layout.put(&paths::calendar(&paths::change(id)), Artifact::EntryCalendar(index));
        }
        if change.promise.is_some() {
            layout.page(&paths::deprecation(id), Artifact::Redirect(index));
            layout.put(&api::deprecation(id), Artifact::ApiDeprecation(index));
        }
    }
    layout.placed
}

/// The paths of the releases of a component.
pub fn of_releases(view: View<'_>, plan: &Plan, index: ComponentIx) -> Vec<Placed> {
    let mut layout = Layout::default();
    let component = view.catalog().component(index);
    for (position, place) in plan.releases[index.0 as usize].iter().enumerate() {
        let version = &component.releases.at(*place).version;
        layout.page(&paths::release(component.id(), version), Artifact::Release(index, position));
        layout.put(&api::release(component.id(), version), Artifact::ApiRelease(index, position));
    }
    layout.placed
}

/// All other paths of our own, sorted: lists, subjects, the API, the search, the theme.
pub fn of_frame(view: View<'_>, plan: &Plan, theme: &Theme) -> Vec<Placed> {
    let mut layout = Layout::default();
    layout.pages(view, plan);
    layout.feeds(plan);
    layout.calendars(view, plan);
    layout.api(view, plan);
    layout.gateway(view);
    layout.record(view);
    layout.page(paths::SEARCH, Artifact::SearchPage);
    for file in plan.search.files() {
        layout.put(&file.path(), Artifact::Search(file));
    }
    for (place, asset) in theme.assets().iter().enumerate() {
        layout.placed.push((asset.path.clone(), Artifact::Theme(place)));
    }
    sort(&mut layout.placed);
    layout.placed
}

/// A file of the sitemap, by its place.
pub fn sitemap(place: usize, name: &str) -> Placed {
    (RelPath::new(name).expect("our own paths are valid"), Artifact::Sitemap(place))
}

/// Sorts paths; of those that are placed twice the first counts.
pub fn sort(placed: &mut Vec<Placed>) {
    placed.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    placed.dedup_by(|(second, _), (first, _)| first == second);
}

impl Layout {
    fn put(&mut self, path: &str, artifact: Artifact) {
        self.placed.push((RelPath::new(path).expect("our own paths are valid"), artifact));
    }

    fn page(&mut self, path: &str, artifact: Artifact) {
        self.put(&paths::file(path), artifact);
    }

    fn pages(&mut self, view: View<'_>, plan: &Plan) {
        self.page("", Artifact::Home);
        for number in 1..=lists::page_count(plan.everything().changes.len()) {
            self.page(&paths::changes_page(number), Artifact::Changes(number));
        }
        for number in 1..=pages_of::count(plan.promises, pages_of::PROMISES) {
            self.page(&paths::nth(paths::DEPRECATIONS, number), Artifact::Deprecations(number));
        }
        self.page(paths::COMPONENTS, Artifact::Components);
        for (index, component) in view.components() {
            let releases = plan.releases[index.0 as usize].len();
            for number in 1..=pages_of::count(releases, pages_of::RELEASES) {
                let path = paths::nth(&paths::component(component.id()), number);
                self.page(&path, Artifact::Component(index, number));
            }
        }
        for (place, scope) in plan.scopes.iter().enumerate() {
            if matches!(scope.subject, Subject::Tag(_) | Subject::Owner(_) | Subject::Audience(_)) {
                for number in 1..=pages_of::count(scope.changes.len(), pages_of::LISTED) {
                    self.page(&paths::nth(&scope.path, number), Artifact::List(place, number));
                }
            }
        }
        self.page(paths::UPGRADE, Artifact::Upgrade);
        self.page(paths::FEEDS, Artifact::Feeds);
        self.page(paths::API, Artifact::Api);
        self.put(paths::NOT_FOUND, Artifact::NotFound);
        self.put(paths::ROBOTS, Artifact::Robots);
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

    /// A calendar without events is none: only subjects that have a dated promise get one.
    fn calendars(&mut self, view: View<'_>, plan: &Plan) {
        for (place, scope) in plan.scopes.iter().enumerate() {
            if scope.changes.iter().any(|index| agenda::has_events(view, view.catalog().change(*index))) {
                self.put(&paths::calendar(&scope.path), Artifact::Calendar(place));
            }
        }
    }

    /// Files only where there is something to say; the page says so otherwise.
    fn gateway(&mut self, view: View<'_>) {
        self.page(paths::GATEWAY, Artifact::GatewayPage);
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
        self.page(paths::RECORD, Artifact::Record);
        self.put(api::RECORD, Artifact::ApiRecord);
        let oldest = view.changes().rev().find(|(_, change)| change.promise.is_some());
        let first = oldest.map(|(_, change)| change.date().day().year());
        let years = first.into_iter().flat_map(|first| first..=view.today().0.year()).map(Slice::Year);
        let components = view.components().map(|(index, _)| Slice::Component(index));
        for slice in [Slice::Everything].into_iter().chain(components).chain(years) {
            self.page(&paths::record(view.catalog(), slice), Artifact::RecordSlice(slice));
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
        for number in 1..=schedule::changes_pages(plan.everything().changes.len()) {
            self.put(&api::changes_page(number), Artifact::ApiChanges(number));
        }
        for (index, component) in view.components() {
            self.put(&api::component(component.id()), Artifact::ApiComponent(index));
            self.put(&api::releases(component.id()), Artifact::ApiReleases(index));
            self.put(&api::upgrade(component.id()), Artifact::ApiUpgrade(index));
        }
        for (place, (name, _)) in plan.schemas.iter().enumerate() {
            self.put(&api::schema(name), Artifact::ApiSchema(place));
        }
    }
}

/// Paths that authors choose, given those of our own: one that is taken already is a finding.
#[derive(Debug)]
pub struct Chosen<'a> {
    own: &'a dyn Own,
    pub placed: BTreeMap<RelPath, Artifact>,
    pub findings: Vec<Diagnostic>,
}

/// What stands at our own paths.
pub trait Own: std::fmt::Debug {
    fn at(&self, path: &RelPath) -> Option<&Artifact>;
}

impl Own for Vec<Placed> {
    fn at(&self, path: &RelPath) -> Option<&Artifact> {
        let place = self.binary_search_by(|(held, _)| held.cmp(path)).ok()?;
        Some(&self[place].1)
    }
}

impl<'a> Chosen<'a> {
    pub fn beside(own: &'a dyn Own) -> Self {
        Chosen { own, placed: BTreeMap::new(), findings: Vec::new() }
    }

    /// The files that the body of an entry uses.
    pub fn files_of_change(&mut self, change: &Change, files: &BTreeSet<RelPath>) {
        self.files(&change.entry.path, &change.entry.outline, || links::folder_of_change(change), files);
    }

    /// A plain page, by its place, and the files that it uses.
    pub fn page(&mut self, place: usize, page: &Page, files: &BTreeSet<RelPath>) {
        if let Some(finding) = bad_page_name(page) {
            self.findings.push(finding);
            return;
        }
        self.put(&paths::file(&paths::page(&page.slug)), Artifact::Plain(place), (&page.path, None));
        self.files(&page.path, &page.outline, || links::folder_of_page(page), files);
    }

    fn files(&mut self, path: &RelPath, outline: &Outline, folder: impl Fn() -> String, files: &BTreeSet<RelPath>) {
        for (link, file) in links::local_files(path, outline) {
            if files.contains(&file) {
                let place = links::asset_path(&folder(), path, &file);
                self.put(&place, Artifact::File(file), (path, Some(link.span)));
            }
        }
    }

    fn put(&mut self, path: &str, artifact: Artifact, place: (&RelPath, Option<Span>)) {
        let problem = match RelPath::new(path) {
            Ok(path) => match self.placed.get(&path).or_else(|| self.own.at(&path)) {
                Some(Artifact::File(other)) if artifact != Artifact::File(other.clone()) => {
                    format!("`{other}` is published as `{path}` already")
                }
                Some(other) if *other != artifact => format!("another page is published as `{path}` already"),
                _ => {
                    self.placed.insert(path, artifact);
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
}

/// The path of a page is a part of its URL, and permanent.
fn bad_page_name(page: &Page) -> Option<Diagnostic> {
    let part = page.slug.split('/').find(|part| Slug::new(part).is_err())?;
    let finding = Diagnostic::file(Rule::InvalidId, &page.path, format!("the name `{part}` cannot be a part of a URL"));
    let near = suggest_slug(part).map_or_else(String::new, |near| format!(": `{near}`"));
    Some(finding.help(format!("use only a-z, 0-9 and - in the names of pages{near}")))
}
