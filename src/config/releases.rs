//! Text of releases.toml → its rows and findings. Components are names here; `catalog` resolves them.

use crate::base::{At, Date, RelPath, Slug, Source, Span, Version};
use crate::diag::Diagnostic;
use crate::form::{self, Keys, Places, read};

const PLACES: Places =
    &[("", &["release"]), ("release", &["component", "version", "date", "planned", "notes", "yanked"])];

/// A release that entries do not date, or one that is planned.
#[derive(Clone, Debug)]
pub struct ReleaseRow {
    pub path: RelPath,
    /// The row's header.
    pub span: Span,
    pub component: At<Slug>,
    pub version: At<Version>,
    pub date: Option<At<Date>>,
    /// Its date is expected, and makes no state, header or reminder.
    pub planned: bool,
    /// One line of Markdown, or a URL.
    pub notes: Option<String>,
    /// Why nobody should use it.
    pub yanked: Option<String>,
}

/// Reads releases.toml; rows that could not be read are left out.
pub fn parse_releases(source: &Source) -> (Vec<ReleaseRow>, Vec<Diagnostic>) {
    let start = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (table, mut form) = form::parse(source, Span::new(start, source.text.len()));
    let mut keys = Keys::root(&mut form, &table, PLACES, Span::point(start));
    let rows = keys.tables("release", "release", |keys| row(keys, &source.path));
    (rows, form.into_findings())
}

fn row(keys: &mut Keys<'_, '_>, path: &RelPath) -> Option<ReleaseRow> {
    let span = keys.span();
    let component = keys.require("component", "component = \"deploy-api\"", read::slug);
    let version = keys.require("version", "version = \"3.4.0\"", read::version);
    let date = keys.take("date", read::day);
    let planned = keys.take("planned", read::flag).is_some_and(|planned| planned.value);
    let notes = keys.take("notes", read::line).map(|notes| notes.value);
    let yanked = keys.take("yanked", read::line).map(|yanked| yanked.value);
    Some(ReleaseRow {
        path: path.clone(),
        span,
        component: component?,
        version: version?,
        date,
        planned,
        notes,
        yanked,
    })
}
