//! The tables of book.toml, one function each.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use toml::de::DeValue;

use super::{BaseUrl, BookId, Component, Config, Feeds, Freeze, Gate, Limits, Owner, Policy, PolicyKeys, RemovalNeeds};
use crate::base::{At, RelPath, Slug, Source, Span};
use crate::diag::{Diagnostic, Level, Rule};
use crate::form::{self, Field, Form, Keys, Places, read};

/// What may be said for the platform, and for one component.
const POLICY_KEYS: &[&str] = &[
    "min-notice-days",
    "grace-days",
    "removal-needs",
    "closed-weekdays",
    "freeze",
    "max-revisions",
    "brownout-notice-days",
    "brownout-required",
    "page",
];

/// Every table of book.toml with its keys.
const PLACES: Places = &[
    ("", &["book", "build", "theme", "owner", "component", "policy", "gate", "promise", "feeds", "limits"]),
    ("book", &["title", "id", "description", "authors", "language", "src", "audiences", "surface-kinds"]),
    ("build", &["build-dir", "base-url"]),
    ("theme", &["dir", "options"]),
    ("owner", &["id", "name", "contact"]),
    ("component", &["id", "name", "description", "owner", "repository", "paths"]),
    (
        "policy",
        &[
            "min-notice-days",
            "grace-days",
            "removal-needs",
            "closed-weekdays",
            "freeze",
            "max-revisions",
            "brownout-notice-days",
            "brownout-required",
            "page",
            "component",
            "levels",
        ],
    ),
    ("policy.component", POLICY_KEYS),
    ("policy.freeze", &["from", "to", "reason"]),
    ("gate", &["skip-label", "skip-paths"]),
    ("promise", &["baseline"]),
    ("feeds", &["limit", "reminders"]),
    ("limits", &["front-matter-bytes", "entry-bytes"]),
];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// What no site can be without, with a key that its table has.
const TABLES: [(&str, &str, &str); 3] = [
    ("book", "[book]", "title = \"…\""),
    ("build", "[build]", "base-url = \"https://changes.example.com/\""),
    ("component", "[[component]]", "id = \"deploy-api\""),
];

/// Reads book.toml. There is a config only if what everything else stands on could be read.
pub fn parse(source: &Source) -> (Option<Config>, Vec<Diagnostic>) {
    let start = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (table, mut form) = form::parse(source, Span::new(start, source.text.len()));
    let mut keys = Keys::root(&mut form, &table, PLACES, Span::point(start));
    let config = config(&mut keys);
    if let Some(config) = &config {
        check_references(config, &mut form);
    }
    (config, form.into_findings())
}

fn config(keys: &mut Keys<'_, '_>) -> Option<Config> {
    for (table, header, example) in TABLES {
        if !keys.has(table) && !keys.form().may_hide(table) {
            let span = keys.span();
            let finding = keys.form().finding(Rule::MissingKey, span, format!("`{header}` is missing"));
            keys.form().report(finding.help(format!("add `{header}` with `{example}`")));
        }
    }
    let book = keys.table("book", "book", book);
    let build = keys.table("build", "build", build);
    let (theme, theme_options) = keys
        .table("theme", "theme", |keys| Some((keys.take("dir", rel_path), keys.free("options"))))
        .unwrap_or_default();
    let owners = keys.tables("owner", "owner", owner);
    let components = keys.tables("component", "component", component);
    let (policy, component_policies, levels) =
        keys.table("policy", "policy", |keys| policy(keys, &components)).unwrap_or_default();
    let gate = keys.table("gate", "gate", gate).unwrap_or_default();
    let baseline = keys.table("promise", "promise", |keys| keys.take("baseline", read::line));
    let feeds = keys.table("feeds", "feeds", feeds).unwrap_or(Feeds {
        limit: 50,
        limit_at: None,
        reminders: vec![90, 30, 7, 1],
    });
    let limits = keys.table("limits", "limits", limits).unwrap_or_default();
    let (book, build) = (book?, build?);
    if build.dir.value == book.src
        || build.dir.value.strip_prefix(book.src.as_str()).is_some()
        || book.src.strip_prefix(build.dir.value.as_str()).is_some()
    {
        let finding =
            keys.form().finding(Rule::PathCollision, build.dir.span, "`build-dir` and `src` lie inside each other");
        keys.form().report(finding.help("choose a folder beside the sources: `build-dir = \"public\"`"));
    }
    Some(Config {
        title: book.title,
        id: book.id,
        description: book.description,
        authors: book.authors,
        language: book.language,
        src: book.src,
        audiences: book.audiences,
        surface_kinds: book.surface_kinds,
        build_dir: build.dir.value,
        base_url: build.base_url,
        theme: theme.map(|dir| dir.value),
        theme_options,
        owners,
        components,
        policy,
        component_policies,
        levels,
        gate,
        baseline,
        feeds,
        limits,
    })
}

struct Book {
    title: String,
    id: BookId,
    description: String,
    authors: Vec<String>,
    language: String,
    src: RelPath,
    audiences: Vec<Slug>,
    surface_kinds: Vec<Slug>,
}

fn book(keys: &mut Keys<'_, '_>) -> Option<Book> {
    let title = keys.require("title", "title = \"…\"", read::line);
    let id = keys.require("id", "id = \"tag:example.com,2026:paved-road\"", book_id);
    let description = keys.take("description", read::line);
    let authors = values(keys.list("authors", read::line));
    let language = keys.take("language", language);
    let src = keys.take("src", rel_path);
    let audiences = values(keys.list("audiences", read::slug));
    let surface_kinds = values(keys.list("surface-kinds", read::slug));
    Some(Book {
        title: title?.value,
        id: id?.value,
        description: description.map(|text| text.value).unwrap_or_default(),
        authors,
        language: language.map_or_else(|| "en".to_owned(), |language| language.value),
        src: src.map_or_else(|| default_path("content"), |src| src.value),
        audiences,
        surface_kinds,
    })
}

struct Build {
    dir: At<RelPath>,
    base_url: BaseUrl,
}

fn build(keys: &mut Keys<'_, '_>) -> Option<Build> {
    let place = keys.span();
    let dir = keys.take("build-dir", rel_path).unwrap_or_else(|| At::new(default_path("public"), place));
    let base_url = keys.require("base-url", "base-url = \"https://changes.example.com/\"", base_url)?;
    Some(Build { dir, base_url: base_url.value })
}

fn owner(keys: &mut Keys<'_, '_>) -> Option<Owner> {
    let id = keys.require("id", "id = \"delivery\"", read::slug);
    let name = keys.take("name", read::line);
    let contact = keys.take("contact", read::link);
    let id = id?;
    let name = name.map_or_else(|| id.value.to_string(), |name| name.value);
    Some(Owner { id, name, contact: contact.map(|contact| contact.value) })
}

fn component(keys: &mut Keys<'_, '_>) -> Option<Component> {
    let id = keys.require("id", "id = \"deploy-api\"", read::slug);
    let name = keys.take("name", read::line);
    let description = keys.take("description", read::line);
    let owner = keys.take("owner", read::slug);
    let repository = keys.take("repository", read::link);
    let paths = values(keys.list("paths", read::glob));
    let id = id?;
    Some(Component {
        name: name.map_or_else(|| id.value.to_string(), |name| name.value),
        id,
        description: description.map(|text| text.value).unwrap_or_default(),
        owner,
        repository: repository.map(|url| url.value),
        paths,
    })
}

type Policies = (Policy, BTreeMap<Slug, Policy>, Vec<(At<Rule>, Level)>);

fn policy(keys: &mut Keys<'_, '_>, components: &[Component]) -> Option<Policies> {
    let policy = Policy::default().with(policy_keys(keys));
    let mut of_components = BTreeMap::new();
    for (id, table) in keys.named_tables("component", "policy.component", |keys| Some(policy_keys(keys))) {
        match components.iter().find(|component| component.id.value.as_str() == id.value) {
            Some(component) => {
                of_components.insert(component.id.value.clone(), policy.with(table));
            }
            None => {
                let finding = no_component(keys.form(), &id, components);
                keys.form().report(finding);
            }
        }
    }
    let levels =
        keys.each("levels", read::one_of(&[("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)]));
    let levels =
        levels.into_iter().filter_map(|(name, level)| Some((rule(keys.form(), &name)?, level.value))).collect();
    Some((policy, of_components, levels))
}

fn no_component(form: &Form<'_>, id: &At<String>, components: &[Component]) -> Diagnostic {
    let finding = form.finding(Rule::UnresolvedReference, id.span, format!("there is no component `{}`", id.value));
    let names = || components.iter().map(|component| component.id.value.as_str());
    match form::nearest(&id.value, names()) {
        Some(near) => finding.fix(format!("did you mean `{near}`?"), id.span, near),
        None => finding.help(format!("components of this site: {}", read::listing(names()))),
    }
}

/// A rule by its name; of some the level is fixed.
fn rule(form: &mut Form<'_>, name: &At<String>) -> Option<At<Rule>> {
    match Rule::find(&name.value) {
        Ok(rule) if !rule.is_fixed() => Some(At::new(rule, name.span)),
        Ok(rule) => {
            let finding = form.finding(Rule::UnknownKey, name.span, format!("the level of `{rule}` cannot be set"));
            form.report(finding.note("it is always an error").help("delete the line"));
            None
        }
        Err(near) => {
            let finding = form.finding(Rule::UnknownKey, name.span, format!("there is no rule `{}`", name.value));
            form.report(match near {
                Some(near) => finding.fix(format!("did you mean `{near}`?"), name.span, format!("\"{near}\"")),
                None => finding.help("delete the line"),
            });
            None
        }
    }
}

fn policy_keys(keys: &mut Keys<'_, '_>) -> PolicyKeys {
    let needs =
        read::one_of(&[("major", RemovalNeeds::Major), ("minor", RemovalNeeds::Minor), ("any", RemovalNeeds::Any)]);
    let value = |at: Option<At<u32>>| at.map(|at| at.value);
    PolicyKeys {
        written: POLICY_KEYS.iter().filter_map(|key| Some((*key, keys.key_span(key)?))).collect(),
        min_notice_days: value(keys.take("min-notice-days", read::count)),
        grace_days: value(keys.take("grace-days", read::count)),
        removal_needs: keys.take("removal-needs", needs).map(|needs| needs.value),
        closed_weekdays: keys.has("closed-weekdays").then(|| values(keys.list("closed-weekdays", weekday))),
        freeze: keys.has("freeze").then(|| keys.tables("freeze", "policy.freeze", freeze)),
        max_revisions: value(keys.take("max-revisions", read::count)),
        brownout_notice_days: value(keys.take("brownout-notice-days", read::count)),
        brownout_required: keys.take("brownout-required", read::flag).map(|required| required.value),
        page: keys.take("page", read::line).map(|page| page.value.trim_matches('/').to_owned()),
    }
}

/// A day by its first three letters.
fn weekday(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Weekday> {
    if let DeValue::String(written) = field.value {
        let whole = written.to_lowercase();
        let meant = WEEKDAYS.iter().find(|(short, _)| whole.starts_with(short) && whole.ends_with("day"));
        if let Some((short, day)) = meant {
            let message = format!("`{}` cannot be `{written}`", field.key);
            let finding = form.finding(Rule::WrongType, field.span, message);
            form.report(finding.fix(format!("did you mean `{short}`?"), field.span, format!("\"{short}\"")));
            return Some(*day);
        }
    }
    read::one_of(WEEKDAYS)(form, field)
}

fn freeze(keys: &mut Keys<'_, '_>) -> Option<Freeze> {
    let span = keys.span();
    let from = keys.require("from", "from = 2026-12-15", read::day);
    let to = keys.require("to", "to = 2027-01-05", read::day);
    let reason = keys.take("reason", read::line).map(|reason| reason.value).unwrap_or_default();
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        let message = format!("the freeze ends on {}, before it begins: no day is in it", to.value);
        let form = keys.form();
        let finding = form.finding(Rule::InvalidDate, to.span, message);
        form.report(finding.help(format!("write the last day, {} or later", from.value)));
    }
    Some(Freeze { from: from?.value, to: to?.value, reason, span })
}

fn gate(keys: &mut Keys<'_, '_>) -> Option<Gate> {
    let skip_label = keys.take("skip-label", read::line).map(|label| label.value);
    Some(Gate { skip_label, skip_paths: values(keys.list("skip-paths", read::glob)) })
}

fn feeds(keys: &mut Keys<'_, '_>) -> Option<Feeds> {
    let limit = keys.take("limit", read::count);
    let limit_at = limit.as_ref().map(|limit| limit.span);
    let limit = limit.map_or(50, |limit| limit.value.max(1) as usize);
    let mut reminders =
        if keys.has("reminders") { values(keys.list("reminders", read::count)) } else { vec![90, 30, 7, 1] };
    reminders.sort_unstable_by(|a, b| b.cmp(a));
    reminders.dedup();
    Some(Feeds { limit, limit_at, reminders })
}

fn limits(keys: &mut Keys<'_, '_>) -> Option<Limits> {
    let default = Limits::default();
    let front_matter =
        keys.take("front-matter-bytes", read::count).map_or(default.front_matter, |count| count.value as usize);
    let entry = keys.take("entry-bytes", read::count).map_or(default.entry, |count| count.value as usize);
    Some(Limits { front_matter, entry })
}

fn values<T>(list: Vec<At<T>>) -> Vec<T> {
    list.into_iter().map(|item| item.value).collect()
}

fn default_path(text: &str) -> RelPath {
    RelPath::new(text).expect("a default path is valid")
}

fn book_id(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<BookId> {
    let text = read::line(form, field)?;
    let id = BookId::new(&text);
    if id.is_none() {
        let finding = form.finding(Rule::InvalidId, field.span, format!("`{text}` is no tag URI"));
        let finding = finding.note("it is the root of all feed and calendar ids and never changes (RFC 4151)");
        form.report(
            finding.help("write `tag:`, a domain of yours, the year, and a name: \"tag:example.com,2026:paved-road\""),
        );
    }
    id
}

fn base_url(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<BaseUrl> {
    let url = read::link(form, field)?;
    let base = BaseUrl::new(url);
    if base.is_none() {
        let finding = form.finding(Rule::WrongType, field.span, "`base-url` is the address of the site's first page");
        form.report(finding.help("write it without `?` and `#`: \"https://changes.example.com/\""));
    }
    base
}

fn rel_path(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<RelPath> {
    let text = read::line(form, field)?;
    let path = text.strip_prefix("./").unwrap_or(&text).trim_end_matches('/');
    match RelPath::new(path) {
        Ok(path) => Some(path),
        Err(error) => {
            let finding =
                form.finding(Rule::OutsideRoot, field.span, format!("`{text}` does not lie inside the project"));
            form.report(
                finding.note(error.to_string()).help("write a path relative to book.toml, such as \"content\""),
            );
            None
        }
    }
}

fn language(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<String> {
    let text = read::line(form, field)?;
    let fits = text
        .split('-')
        .all(|part| !part.is_empty() && part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if fits {
        return Some(text);
    }
    let finding = form.finding(Rule::WrongType, field.span, format!("`{text}` is no language tag"));
    form.report(finding.help("write a tag of BCP 47, such as \"en\" or \"pt-BR\""));
    None
}

/// Ids are unique, and owners and components that are named exist.
fn check_references(config: &Config, form: &mut Form<'_>) {
    report_duplicates(form, "component", config.components.iter().map(|component| &component.id));
    report_duplicates(form, "owner", config.owners.iter().map(|owner| &owner.id));
    for owner in config.components.iter().filter_map(|component| component.owner.as_ref()) {
        if config.owner(&owner.value).is_none() {
            let finding =
                form.finding(Rule::UnresolvedReference, owner.span, format!("there is no owner `{}`", owner.value));
            let names = || config.owners.iter().map(|owner| owner.id.value.as_str());
            form.report(match form::nearest(owner.value.as_str(), names()) {
                Some(near) => finding.fix(format!("did you mean `{near}`?"), owner.span, format!("\"{near}\"")),
                None => finding
                    .help(format!("known here: {}", read::listing(names())))
                    .help(format!("or add `[[owner]]` with `id = \"{}\"`", owner.value)),
            });
        }
    }
}

fn report_duplicates<'a>(form: &mut Form<'_>, what: &str, ids: impl Iterator<Item = &'a At<Slug>>) {
    let mut seen: BTreeMap<&Slug, Span> = BTreeMap::new();
    for id in ids {
        if let Some(first) = seen.insert(&id.value, id.span) {
            let finding = form.finding(Rule::DuplicateId, id.span, format!("two {what}s have the id `{}`", id.value));
            let path = form.path().clone();
            form.report(finding.label(&path, first, "first given here").help("give one of them another id"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_reference() {
        let reference = include_str!("../../content/pages/writing-entries.md");
        for (table, keys) in PLACES {
            // The reasons of a freeze are shown where it is used.
            for key in keys.iter().filter(|_| *table != "policy.freeze") {
                let named =
                    ["`", "`[", "`[[", "[policy."].iter().any(|open| reference.contains(&format!("{open}{key}")));
                assert!(named, "`{key}` of `[{table}]` is missing in the reference");
            }
        }
    }
}
