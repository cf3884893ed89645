//! The text of one file below `changes/` → an [`Entry`].

use jiff::civil;

use super::front::{self, Parts};
use super::{Allow, Deprecation, Effort, Entry, Kind, Link, Updated, places, read_deprecation};
use crate::base::{At, Date, InvalidPath, RelPath, Source, Span, When};
use crate::config::Limits;
use crate::diag::{Diagnostic, Rule};
use crate::form::{self, Field, Form, Keys, read};
use crate::markdown;

const SUMMARY_MAX: usize = 240;

const KINDS: &[(&str, Kind)] = &[
    ("added", Kind::Added),
    ("changed", Kind::Changed),
    ("deprecated", Kind::Deprecated),
    ("removed", Kind::Removed),
    ("fixed", Kind::Fixed),
    ("security", Kind::Security),
];

const EFFORTS: &[(&str, Effort)] =
    &[("minutes", Effort::Minutes), ("hours", Effort::Hours), ("days", Effort::Days), ("weeks", Effort::Weeks)];

/// Reads an entry. `folder` is the path of `changes/`. There is an entry only if it is known when and where it belongs, and
/// what it is; the name of its file stands in for a title that could not be read.
pub fn parse_entry(source: &Source, folder: &str, limits: Limits) -> (Option<Entry>, Vec<Diagnostic>) {
    let (parts, fences) = front::split(source, limits.front_matter);
    let Some(parts) = parts else { return (None, fences.into_iter().collect()) };
    let (table, mut form) = form::parse(source, parts.front);
    let mut keys = Keys::root(&mut form, &table, places::ENTRY, parts.fence);
    let entry = entry(&mut keys, source, folder, parts);
    let mut findings: Vec<Diagnostic> = fences.into_iter().chain(form.into_findings()).collect();
    let (outline, body_findings) = markdown::outline(source, parts.body);
    findings.extend(body_findings);
    if let Some(misplaced) = table_in_body(source, parts.body) {
        // What the table says is missing only above it.
        findings.retain(|finding| finding.rule != Rule::NoSchedule);
        findings.push(misplaced);
    }
    (entry.map(|entry| Entry { outline, ..entry }), findings)
}

fn entry(keys: &mut Keys<'_, '_>, source: &Source, folder: &str, parts: Parts) -> Option<Entry> {
    let name = FileName::of(&source.path, folder);
    let title = keys.require("title", "title = \"…\"", read::line);
    let date = date(keys, &name);
    let component = keys.take("component", read::slug);
    let also = keys.list("also", read::slug);
    let version = keys.take("version", read::version);
    let id = keys.take("id", read::own_id);
    let former_ids = keys.list("former-ids", read::slug);
    let summary = keys.take("summary", summary);
    let breaking = keys.take("breaking", read::flag);
    let tags = keys.list("tags", read::slug);
    let audiences = keys.list("audiences", read::slug);
    let action = keys.take("action", read::line);
    let migration = keys.take("migration", link_or_page);
    let effort = keys.take("effort", read::one_of(EFFORTS));
    let owner = keys.take("owner", read::slug);
    let links = keys.each("links", read::link);
    let related = keys.list("related", read::slug);
    let completes = keys.list("completes", read::slug);
    let advisories = keys.list("advisories", advisory);
    let affected = keys.take("affected", read::requirement);
    let updated = keys.table("updated", "updated", updated);
    let draft = keys.take("draft", read::flag);
    let extra = keys.free("extra");
    let allow = keys.tables("allow", "allow", allow);
    let deprecation = keys.table("deprecation", "deprecation", read_deprecation::deprecation);
    let kind = kind(keys, deprecation.as_ref());
    check_kind(keys, kind.as_ref());
    // What does not fit the kind is reported, and fulfils nothing.
    let completes = if kind.as_ref().is_some_and(|kind| kind.value == Kind::Removed) { completes } else { Vec::new() };
    if (keys.has("component") && component.is_none()) || (keys.has("id") && id.is_none()) {
        return None;
    }
    let (date, kind) = (date?, kind?);
    let title = title.unwrap_or_else(|| At::new(name.stem.clone(), parts.fence));
    Some(Entry {
        path: source.path.clone(),
        text: source.text.clone(),
        body: parts.body,
        fence: parts.fence,
        folders: name.folders,
        stem: name.stem,
        file_date: name.date,
        breaking: breaking.map_or(kind.value == Kind::Removed, |breaking| breaking.value),
        title,
        date,
        kind,
        component,
        also,
        version,
        id,
        former_ids,
        summary,
        tags,
        audiences,
        action,
        migration,
        effort: effort.map(|effort| effort.value),
        owner,
        links: links.into_iter().map(|(name, url)| (name.value, url.value)).collect(),
        related,
        completes,
        advisories,
        affected,
        updated,
        draft: draft.as_ref().is_some_and(|draft| draft.value),
        draft_at: draft.map(|draft| draft.span),
        extra,
        allow,
        deprecation: deprecation.map(Box::new),
        outline: markdown::Outline::default(),
    })
}

/// A table of the promise below the front matter, where it would be published as text and change nothing.
fn table_in_body(source: &Source, body: Span) -> Option<Diagnostic> {
    let mut fenced = false;
    let mut start = body.start;
    for line in source.text[body.range()].split_inclusive('\n') {
        let text = line.trim_end();
        fenced ^= text.trim_start().starts_with("```");
        if !fenced && ["[deprecation]", "[[deprecation."].iter().any(|table| text.starts_with(table)) {
            let span = Span::new(start, start + text.len());
            let finding = Diagnostic::new(
                Rule::MisplacedTable,
                &source.path,
                span,
                format!("`{text}` stands below the front matter"),
            );
            return Some(
                finding.note("there it is text and changes nothing").help("move the table above the closing `+++`"),
            );
        }
        start += line.len();
    }
    None
}

/// The beginning of a file's name, if it has the shape `YYYY-MM-DD`.
fn shaped_like_a_date(stem: &str) -> Option<String> {
    let head = stem.get(..10)?;
    let fits = |(at, c): (usize, char)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
    head.char_indices().all(fits).then(|| head.to_owned())
}

/// What a file's path says about its entry.
pub(super) struct FileName {
    pub(super) folders: Vec<String>,
    pub(super) stem: String,
    date: Option<Date>,
    /// What begins the name in the shape of a date, but is none.
    no_date: Option<String>,
}

impl FileName {
    pub(super) fn of(path: &RelPath, folder: &str) -> Self {
        let below = path.strip_prefix(folder).unwrap_or(path.as_str());
        let mut folders: Vec<String> = below.split('/').map(str::to_owned).collect();
        folders.pop();
        let stem = path.stem();
        let date =
            stem.get(..10).filter(|text| text.parse::<civil::Date>().is_ok_and(|date| date.to_string() == *text));
        let rest = date.map(|date| &stem[date.len()..]);
        match (date, rest.map(|rest| rest.strip_prefix('-').unwrap_or(rest))) {
            (Some(date), Some(rest)) => {
                FileName { folders, stem: rest.to_owned(), date: date.parse().ok(), no_date: None }
            }
            _ => FileName { folders, stem: stem.to_owned(), date: None, no_date: shaped_like_a_date(stem) },
        }
    }
}

fn date(keys: &mut Keys<'_, '_>, name: &FileName) -> Option<At<When>> {
    let of_file = name.date.map(|date| At::new(When::Day(date), keys.span()));
    if keys.has("date") {
        return keys.take("date", read::when).or(of_file);
    }
    if of_file.is_some() {
        return of_file;
    }
    if let Some(text) = &name.no_date {
        let span = keys.span();
        let finding = keys.form().finding(
            Rule::InvalidDate,
            span,
            format!("the file's name begins with `{text}`, which is no day"),
        );
        keys.form()
            .report(finding.help("rename the file to begin with a day that exists, or write `date = YYYY-MM-DD`"));
        return None;
    }
    keys.report_missing("date", "date = YYYY-MM-DD` or begin the file's name with the date, `YYYY-MM-DD-….md");
    None
}

/// The kind as written, or what the rest of the entry makes it.
fn kind(keys: &mut Keys<'_, '_>, deprecation: Option<&Deprecation>) -> Option<At<Kind>> {
    if keys.has("kind") {
        return keys.take("kind", read::one_of(KINDS));
    }
    if let Some(deprecation) = deprecation {
        return Some(At::new(Kind::Deprecated, deprecation.span));
    }
    if keys.has("deprecation") {
        return Some(At::new(Kind::Deprecated, keys.span()));
    }
    if let Some(span) = keys.key_span("completes") {
        return Some(At::new(Kind::Removed, span));
    }
    keys.report_missing(
        "kind",
        "kind = \"changed\"` or another of `added`, `deprecated`, `removed`, `fixed`, `security",
    );
    None
}

/// Tables and keys that only some kinds have.
fn check_kind(keys: &mut Keys<'_, '_>, kind: Option<&At<Kind>>) {
    let Some(kind) = kind else { return };
    if kind.value == Kind::Deprecated && !keys.has("deprecation") && !keys.may_hide("deprecation") {
        let message = "the entry says that something is deprecated, and promises nothing";
        let finding = keys.form().finding(Rule::NoSchedule, kind.span, message);
        let finding = finding.note("a deprecation is a promise: its readers plan by its date");
        keys.form().report(finding.help(
            "add `[deprecation]` with `sunset = YYYY-MM-DD` and what stops working, `surface = [{ kind = \"http\", name = \"GET /v1/deployments\" }]`; `estimated = true` if no date is known yet",
        ));
    }
    let misplaced = [
        ("deprecation", kind.value.may_deprecate(), "`deprecated`, `changed` or `security`"),
        ("completes", kind.value == Kind::Removed, "`removed`"),
        ("affected", kind.value == Kind::Security, "`security`"),
    ];
    for (key, fits, kinds) in misplaced {
        let Some(span) = keys.key_span(key).filter(|_| !fits) else { continue };
        let message = format!("`{key}` does not fit an entry of kind `{}`", kind.value);
        let form = keys.form();
        let finding =
            form.finding(Rule::MisplacedTable, span, message).label(form.path(), kind.span, "the kind is given here");
        form.report(finding.help(format!("make it an entry of kind {kinds}, or take `{key}` out")));
    }
}

fn summary(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<String> {
    let text = read::line(form, field)?;
    let length = text.chars().count();
    if length > SUMMARY_MAX {
        let finding = form.finding(
            Rule::TooLarge,
            field.span,
            format!("the summary has {length} characters, more than {SUMMARY_MAX}"),
        );
        form.report(finding.help("say it shorter; details belong into the body"));
    }
    Some(text)
}

/// A URL, or a page of this site.
fn link_or_page(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Link> {
    let text = read::line(form, field)?;
    if text.contains("://") || text.starts_with("mailto:") {
        return read::link(form, field).map(Link::Web);
    }
    let page = text.trim_matches('/');
    if RelPath::new(page) == Err(InvalidPath::Climbs) {
        let finding = form.finding(Rule::OutsideRoot, field.span, format!("`{text}` leads out of the site"));
        form.report(
            finding.help("write the path of a page from the root of the site, such as \"pages/support-policy\""),
        );
        return None;
    }
    Some(Link::Page(page.to_owned()))
}

/// The id of an advisory, or a link to one.
fn advisory(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<String> {
    let text = read::line(form, field)?;
    if ["CVE-", "GHSA-"].iter().any(|prefix| text.starts_with(prefix)) && !text.contains(' ') {
        return Some(text);
    }
    if text.contains("://") {
        return read::link(form, field).map(String::from);
    }
    let finding = form.finding(Rule::WrongType, field.span, format!("`{text}` is no advisory"));
    form.report(finding.help("write a `CVE-…` or `GHSA-…` id, or a link"));
    None
}

fn updated(keys: &mut Keys<'_, '_>) -> Option<Updated> {
    let date = keys.require("date", "date = 2026-03-05", read::when);
    let note = keys.require("note", "note = \"Corrected the example\"", read::line);
    Some(Updated { date: date?, note: note?.value })
}

fn allow(keys: &mut Keys<'_, '_>) -> Option<Allow> {
    let rule = keys.require("rule", "rule = \"notice/too-short\"", rule);
    let reason = keys.require("reason", "reason = \"Agreed with the only user\"", read::line);
    let until = keys.take("until", read::day);
    Some(Allow { rule: rule?, reason: reason?.value, until })
}

fn rule(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Rule> {
    let name = read::line(form, field)?;
    let finding = match Rule::find(&name) {
        Ok(rule) if !rule.is_fixed() => return Some(rule),
        Ok(rule) => form
            .finding(Rule::UnknownKey, field.span, format!("`{rule}` cannot be allowed"))
            .note("it is always an error")
            .help("mend what it flags, and delete this `[[allow]]`"),
        Err(Some(near)) => form.finding(Rule::UnknownKey, field.span, format!("there is no rule `{name}`")).fix(
            format!("did you mean `{near}`?"),
            field.span,
            format!("\"{near}\""),
        ),
        Err(None) => form
            .finding(Rule::UnknownKey, field.span, format!("there is no rule `{name}`"))
            .help("delete this `[[allow]]`"),
    };
    form.report(finding);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_says_date_and_stem() {
        let name = |path: &str| {
            let name = FileName::of(&RelPath::new(path).unwrap(), "content/changes");
            (name.folders.join("/"), name.stem, name.date.map(|date| date.to_string()))
        };
        let date = Some("2026-03-02".to_owned());
        assert_eq!(name("content/changes/api/2026-03-02-v1.md"), ("api".into(), "v1".into(), date.clone()));
        assert_eq!(name("content/changes/2026-03-02.md"), (String::new(), String::new(), date));
        assert_eq!(name("content/changes/a/b/2026-02-30-x.md"), ("a/b".into(), "2026-02-30-x".into(), None));
    }

    #[test]
    fn a_missing_title_points_at_the_fence() {
        let source =
            Source::new(RelPath::new("content/changes/2026-03-02-x.md").unwrap(), "+++\nkind = \"added\"\n+++\n");
        let (entry, findings) = parse_entry(&source, "content/changes", Limits::default());
        assert_eq!(entry.unwrap().title.value, "x");
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].rule, findings[0].primary.span), (Rule::MissingKey, Some(Span::new(0, 3))));
    }
}
