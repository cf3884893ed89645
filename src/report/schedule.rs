//! Rows of the schedule → the table of the `schedule` command: what is due, what comes soon, what comes later.
//!
//! Everything is said in words; colour only repeats it. Decides nothing: states and days left are handed in.

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableComponent, Width};

use super::{Styled, visible};

/// A promise as the table shows it. Dates are RFC 3339.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub component: String,
    pub owner: Option<String>,
    /// The name of its state (DESIGN, section 1): `deprecated`, `due`, …
    pub state: String,
    /// The sunset.
    pub date: Option<String>,
    pub last_safe_day: Option<String>,
    /// To the sunset, counted from today; negative once it has passed.
    pub days_left: Option<i64>,
    /// The version without it.
    pub removal: Option<String>,
    /// When the release of that version is expected, and how many days from today: no promise, and it may have passed.
    pub expected: Option<(String, i64)>,
    pub replacement: Option<String>,
    pub action: Option<String>,
    pub url: String,
}

impl Row {
    /// Days to the sunset, else to the day on which the release is expected that it waits for.
    pub fn days_ahead(&self) -> Option<i64> {
        self.days_left.or(self.expected.as_ref().map(|(_, days)| *days))
    }
}

/// The rows by how soon they matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    pub due: Vec<Row>,
    pub next_90_days: Vec<Row>,
    pub later: Vec<Row>,
    pub no_date: Vec<Row>,
    /// Set if rows were left out, for whatever reason: an empty group does not say that there is nothing then.
    pub hidden: Option<Hidden>,
}

/// Rows that were left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    pub count: usize,
    /// The option that hides them, as it was given.
    pub by: String,
}

impl Groups {
    /// Sorts rows into their groups, each by date and then by id. Where there is a version only, the day on which its
    /// release is expected tells where to look for it.
    pub fn of(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut rows: Vec<Row> = rows.into_iter().collect();
        rows.sort_by(|a, b| (a.days_ahead(), &a.date, &a.id).cmp(&(b.days_ahead(), &b.date, &b.id)));
        let mut groups = Groups::default();
        for row in rows {
            let group = match row.days_ahead() {
                _ if row.state == "due" => &mut groups.due,
                Some(..=90) => &mut groups.next_90_days,
                Some(_) => &mut groups.later,
                None => &mut groups.no_date,
            };
            group.push(row);
        }
        groups
    }

    fn named(&self) -> [Group<'_>; 4] {
        let red = AnsiColor::BrightRed.on_default();
        let yellow = AnsiColor::Yellow.on_default();
        let plain = Style::new();
        [
            Group { name: "Due now", colour: red, rows: &self.due },
            Group { name: "Next 90 days", colour: yellow, rows: &self.next_90_days },
            Group { name: "Later", colour: plain, rows: &self.later },
            Group { name: "No date yet", colour: plain, rows: &self.no_date },
        ]
    }
}

struct Group<'a> {
    name: &'static str,
    colour: Style,
    rows: &'a [Row],
}

const HEADER: [&str; 4] = ["WHEN", "WHAT", "COMPONENT, OWNER", "USE INSTEAD"];
/// Between two columns.
const GAP: u16 = 2;
const NARROWEST: usize = 60;
/// From this width on there is room for the last safe day beside the sunset.
const WIDE: u16 = 100;
/// From this width on there is room for whole links.
const ROOMY: u16 = 120;

/// How much a row tells.
#[derive(Clone, Copy)]
enum Detail {
    Brief,
    /// Also the last safe day.
    Dated,
    /// Also the link.
    Full,
}

/// All groups, one below the other, their columns aligned. No line is wider than `width` columns (at least 60).
pub fn table(groups: &Groups, width: usize, styled: Styled) -> String {
    let hidden = groups.hidden.as_ref();
    let groups = groups.named();
    let width = u16::try_from(width.max(NARROWEST)).unwrap_or(u16::MAX);
    let detail = match width {
        ROOMY.. => Detail::Full,
        WIDE.. => Detail::Dated,
        _ => Detail::Brief,
    };
    let columns = columns(&groups, width, detail);
    let shown = groups.iter().filter(|group| hidden.is_none() || !group.rows.is_empty());
    let sections = shown.map(|group| match group.rows.len() {
        0 => heading(group, "nothing", styled),
        count => heading(group, &count.to_string(), styled) + &body(group.rows, &columns, detail),
    });
    let more = hidden.map(|Hidden { count, by }| format!("{count} more, hidden by `{by}`\n"));
    sections.chain(more).collect::<Vec<_>>().join("\n")
}

fn heading(group: &Group<'_>, count: &str, styled: Styled) -> String {
    let style = group.colour.effects(Effects::BOLD);
    match styled {
        Styled::Plain => format!("{}: {count}\n", group.name),
        Styled::Coloured => format!("{style}{}: {count}{style:#}\n", group.name),
    }
}

fn body(rows: &[Row], columns: &[u16; 4], detail: Detail) -> String {
    let fold = |row: &Row| {
        let [when, what, component, instead] = cells(row, detail);
        let [a, b, c, d] = columns.map(usize::from);
        [folded(&when, a), folded(&what, b), folded(&component, c), folded(&instead, d)]
    };
    let mut table = filled(rows.iter().map(fold));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns.iter().map(|width| width + GAP).sum());
    table.set_constraints(columns.map(|width| ColumnConstraint::Absolute(Width::Fixed(width + GAP))));
    // An empty line between rows: most rows take several lines.
    table.set_style(TableComponent::HorizontalLines, ' ');
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// The cells, without widths and lines.
fn filled(rows: impl Iterator<Item = [String; 4]>) -> Table {
    let mut table = Table::new();
    table.load_preset(comfy_table::presets::NOTHING).set_header(HEADER);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP));
    }
    table
}

/// A cell whose names are cut where their parts end, `POST /v2/deployments/` and `{id}/cancel`, and not in the middle of a
/// word; what is longer still is left to the table.
fn folded(cell: &str, width: usize) -> String {
    cell.lines().map(|line| folded_line(line, width)).collect::<Vec<_>>().join("\n")
}

fn folded_line(line: &str, width: usize) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for word in line.split(' ') {
        let parts: Vec<&str> = match columns_of(word) > width {
            true => word.split_inclusive(['/', '-', '.', '_', ':']).collect(),
            false => vec![word],
        };
        for (at, part) in parts.into_iter().enumerate() {
            let gap = usize::from(at == 0 && used > 0);
            match used > 0 && used + gap + columns_of(part) > width {
                true => {
                    out.push('\n');
                    used = 0;
                }
                false if gap == 1 => {
                    out.push(' ');
                    used += 1;
                }
                false => {}
            }
            out.push_str(part);
            used += columns_of(part);
        }
    }
    out
}

/// How wide a text is on a terminal, near enough: the table itself measures what has to fit.
fn columns_of(text: &str) -> usize {
    text.chars().count()
}

fn cells(row: &Row, detail: Detail) -> [String; 4] {
    let link = match detail {
        Detail::Brief | Detail::Dated => None,
        Detail::Full => Some(&row.url),
    };
    let instead = row.replacement.as_ref().or(row.action.as_ref());
    [
        when(row, detail),
        stacked([Some(&row.title), Some(&row.id), link]),
        stacked([Some(&row.component), row.owner.as_ref()]),
        instead.map_or_else(|| "-".to_owned(), |text| visible::one_line(text)),
    ]
}

/// `2026-12-01`, `in 16 days`, `with 4.0.0`, `expected 2027-03-09`, as far as known.
fn when(row: &Row, detail: Detail) -> String {
    let distance = row.days_left.map(distance);
    let removal = row.removal.as_deref().map(|version| match row.expected {
        Some(_) => format!("with {version},"),
        None => format!("with {version}"),
    });
    let expected = row.expected.as_ref().map(|(day, days)| match days {
        ..0 => format!("was expected {day}"),
        _ => format!("expected {day}"),
    });
    let last_safe_day = match detail {
        Detail::Brief => None,
        Detail::Dated | Detail::Full => row.last_safe_day.as_deref().map(|day| format!("last safe {day}")),
    };
    let known =
        stacked([row.date.as_ref(), distance.as_ref(), removal.as_ref(), expected.as_ref(), last_safe_day.as_ref()]);
    if known.is_empty() { "open".to_owned() } else { known }
}

/// What is known, each on a line of its own.
fn stacked<const N: usize>(parts: [Option<&String>; N]) -> String {
    parts.into_iter().flatten().map(|part| visible::one_line(part)).collect::<Vec<_>>().join("\n")
}

fn distance(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {days} days"),
        _ => format!("{} days ago", days.unsigned_abs()),
    }
}

/// The same widths for all groups: the small columns take what they need up to a cap, the texts share the rest.
fn columns(groups: &[Group<'_>; 4], width: u16, detail: Detail) -> [u16; 4] {
    let rows = groups.iter().flat_map(|group| group.rows);
    let needed = filled(rows.map(|row| cells(row, detail))).column_max_content_widths();
    let needed = |index: usize| needed.get(index).copied().unwrap_or_default();
    let (when, component) = (needed(0).min(width / 5), needed(2).min(width / 4));
    let rest = width.saturating_sub(when + component + GAP * 3);
    // What one of the texts does not need, the other has.
    let instead = needed(3).min((rest * 2 / 5).max(rest.saturating_sub(needed(1))));
    [when, needed(1).min(rest - instead), component, instead]
}
