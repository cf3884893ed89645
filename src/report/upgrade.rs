//! What a move between two versions means → the table of the `diff` command, or a checklist in Markdown. Only lists that
//! hold something are shown. The texts may be those of somebody else's site: nothing in them reaches a terminal as a
//! command, or a page as markup.

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableComponent, Width};

use super::{Styled, visible};
use crate::schedule::wire::{Floor, Surface, Upgrade, UpgradeItem, UpgradePromise, UpgradeRelease};

struct List<'a> {
    name: &'static str,
    colour: Style,
    items: &'a [UpgradeItem],
    is_work: bool,
    /// Where an item takes place, as the first column tells it.
    carrier: fn(&UpgradeItem) -> String,
}

fn lists(upgrade: &Upgrade) -> Vec<List<'_>> {
    let (red, yellow) = (AnsiColor::BrightRed.on_default(), AnsiColor::Yellow.on_default());
    let plain = Style::new();
    let work = |name, colour, items| List { name, colour, items, is_work: true, carrier };
    let lists = [
        List { carrier: end, ..work("Gone or free to go", red, &upgrade.removed) },
        work("Breaking", red, &upgrade.breaking),
        work("Still affected", red, &upgrade.still_affected),
        work("Security fixes", yellow, &upgrade.security),
        work("Asks for something", yellow, &upgrade.action),
        work("Newly deprecated", yellow, &upgrade.deprecated),
        work("Deprecated before, still there", plain, &upgrade.standing),
        List { is_work: false, ..work("Left behind by this move", plain, &upgrade.left_behind) },
    ];
    lists.into_iter().filter(|list| !list.items.is_empty()).collect()
}

/// `Deploy API from 3.5.0 to 4.3.0: 4 releases`
fn headline(upgrade: &Upgrade) -> String {
    let (from, to) = (&upgrade.from.version, &upgrade.to.version);
    let name = visible::one_line(&upgrade.component_name);
    match upgrade.releases.len() {
        0 => format!("{name} at {to}"),
        1 => format!("{name} from {from} to {to}: 1 release"),
        count => format!("{name} from {from} to {to}: {count} releases"),
    }
}

/// What is to be known of the two versions themselves.
fn remarks(upgrade: &Upgrade) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut remark = |release: &UpgradeRelease| {
        if release.planned {
            let expected = release.date.map_or_else(String::new, |day| format!(", and expected on {day}"));
            remarks.push(format!("{} is planned{expected}: what it brings may change", release.version));
        }
        if let Some(why) = &release.yanked {
            remarks.push(format!("{} was withdrawn: {}", release.version, visible::one_line(why)));
        }
    };
    remark(&upgrade.from);
    if upgrade.from != upgrade.to {
        remark(&upgrade.to);
    }
    remarks
}

const EFFORTS: [&str; 4] = ["weeks", "days", "hours", "minutes"];

/// `effort: days for 1, hours for 2, not said for 3`: how often each is named, the largest first; none if nothing names one.
fn effort(lists: &[List<'_>]) -> Option<String> {
    let work = lists.iter().filter(|list| list.is_work).flat_map(|list| list.items);
    let efforts: Vec<Option<&str>> = work.map(|item| item.effort.as_deref()).collect();
    let count = |wanted: &str| efforts.iter().filter(|effort| **effort == Some(wanted)).count();
    let mut counts: Vec<(&str, usize)> = EFFORTS.iter().map(|name| (*name, count(name))).collect();
    let said: usize = counts.iter().map(|(_, count)| count).sum();
    counts.push(("not said", efforts.len() - said));
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counts.map(|(name, count)| format!("{name} for {count}")).collect();
    (said > 0).then(|| format!("effort: {}", parts.join(", ")))
}

const NOTHING: &str = "nothing is known that asks for anything";
const HEADER: [&str; 3] = ["IN", "WHAT", "WHAT TO DO"];
/// Between two columns.
const GAP: u16 = 2;
const NARROWEST: usize = 60;
/// From this width on there is room for whole links.
const ROOMY: u16 = 120;

/// How much a row tells.
#[derive(Clone, Copy)]
enum Detail {
    Brief,
    /// Also the link.
    Full,
}

/// All lists, one below the other, their columns aligned. No line of a table is wider than `width` columns (at least 60).
pub fn upgrade_table(upgrade: &Upgrade, width: usize, styled: Styled) -> String {
    let mut text = headline(upgrade) + "\n";
    text.extend(remarks(upgrade).into_iter().map(|remark| format!("note: {remark}\n")));
    let lists = lists(upgrade);
    if lists.is_empty() {
        return text + NOTHING + "\n";
    }
    text.extend(effort(&lists).map(|sum| sum + "\n"));
    let width = u16::try_from(width.max(NARROWEST)).unwrap_or(u16::MAX);
    let detail = if width < ROOMY { Detail::Brief } else { Detail::Full };
    let columns = columns(&lists, width, detail);
    for list in &lists {
        text.push_str(&format!("\n{}{}", heading(list, styled), body(list, &columns, detail)));
    }
    text
}

fn heading(list: &List<'_>, styled: Styled) -> String {
    let (style, count) = (list.colour.effects(Effects::BOLD), list.items.len());
    match styled {
        Styled::Plain => format!("{}: {count}\n", list.name),
        Styled::Coloured => format!("{style}{}: {count}{style:#}\n", list.name),
    }
}

fn body(list: &List<'_>, columns: &[u16; 3], detail: Detail) -> String {
    let mut table = bare(rows(list), detail);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns.iter().map(|width| width + GAP).sum());
    table.set_constraints(columns.map(|width| ColumnConstraint::Absolute(Width::Fixed(width + GAP))));
    table.set_style(TableComponent::HorizontalLines, ' ');
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn rows<'a>(list: &'a List<'a>) -> impl Iterator<Item = (&'a List<'a>, &'a UpgradeItem)> {
    list.items.iter().map(move |item| (list, item))
}

/// The cells, without widths and lines.
fn bare<'a>(items: impl IntoIterator<Item = (&'a List<'a>, &'a UpgradeItem)>, detail: Detail) -> Table {
    let mut table = Table::new();
    table.load_preset(comfy_table::presets::NOTHING).set_header(HEADER);
    for (list, item) in items {
        let link = match detail {
            Detail::Brief => None,
            Detail::Full => Some(&item.url.0),
        };
        let what = [Some(&item.title), Some(&item.id), link];
        table.add_row([
            visible::one_line(&(list.carrier)(item)),
            stacked(what.into_iter().flatten()),
            stacked(&to_do(item)),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP));
    }
    table
}

/// The same widths for all lists: versions take what they need up to a cap, the texts share the rest.
fn columns(lists: &[List<'_>], width: u16, detail: Detail) -> [u16; 3] {
    let needed = bare(lists.iter().flat_map(rows), detail).column_max_content_widths();
    let needed = |index: usize| needed.get(index).copied().unwrap_or_default();
    let carrier = needed(0).min(width / 5);
    let rest = width.saturating_sub(carrier + GAP * 2);
    // What one of the texts does not need, the other has.
    let to_do = needed(2).min((rest / 2).max(rest.saturating_sub(needed(1))));
    [carrier, needed(1).min(rest - to_do), to_do]
}

fn stacked<'a>(lines: impl IntoIterator<Item = &'a String>) -> String {
    lines.into_iter().map(|line| visible::one_line(line)).collect::<Vec<_>>().join("\n")
}

/// The version that carries it, else its day.
fn carrier(item: &UpgradeItem) -> String {
    item.version.as_ref().map_or_else(|| item.date.0.day().to_string(), ToString::to_string)
}

/// The version that no longer has it, else that which says so.
fn end(item: &UpgradeItem) -> String {
    let promise = item.promise.as_ref();
    let removed = promise.and_then(|promise| promise.removed.as_ref()?.version.as_ref());
    let removal = removed.or_else(|| promise.and_then(|promise| promise.removal.as_ref()));
    removal.map_or_else(|| carrier(item), ToString::to_string)
}

/// What to do, by when, and what it costs, each on a line of its own.
fn to_do(item: &UpgradeItem) -> Vec<String> {
    let mut lines: Vec<String> = item.action.iter().cloned().collect();
    if lines.is_empty() {
        lines = item.surfaces.iter().map(surface).collect();
    }
    lines.extend(item.promise.as_ref().and_then(deadline));
    lines.extend(item.affected.as_ref().map(|range| format!("affected: {range}")));
    lines.extend(item.effort.as_ref().map(|effort| format!("effort: {effort}")));
    if lines.is_empty() { vec!["-".to_owned()] } else { lines }
}

fn surface(surface: &Surface) -> String {
    let range = surface.versions.as_ref().map_or_else(String::new, |range| format!(" {range}"));
    match &surface.replacement {
        Some(replacement) => format!("{}{range}: use {}", surface.name, replacement.name),
        None => format!("{}{range}: nothing takes its place", surface.name),
    }
}

/// `may be gone from 2026-12-01 on and with 4.0.0`
fn deadline(promise: &UpgradePromise) -> Option<String> {
    if let Some(removed) = &promise.removed {
        return Some(format!("gone since {}", removed.date));
    }
    let sunset = promise.sunset.map(|sunset| format!("from {sunset} on"));
    let removal = promise.removal.as_ref().map(|version| format!("with {version}"));
    let known: Vec<String> = [sunset, removal].into_iter().flatten().collect();
    let plan = if promise.estimated { " (a plan)" } else { "" };
    match &promise.not_before {
        _ if !known.is_empty() => Some(format!("may be gone {}{plan}", known.join(" and "))),
        Some(Floor::When(when)) => Some(format!("not gone before {when}")),
        Some(Floor::Version(version)) => Some(format!("not gone before {version}")),
        None => None,
    }
}

/// A checklist for an issue or a change request.
pub fn upgrade_checklist(upgrade: &Upgrade) -> String {
    let mut text = format!("## {}\n", prose(&headline(upgrade)));
    text.extend(remarks(upgrade).into_iter().map(|remark| format!("\n> {}\n", prose(&remark))));
    let lists = lists(upgrade);
    text.extend(effort(&lists).map(|sum| format!("\n{}\n", prose(&sum))));
    if lists.is_empty() {
        text.push_str(&format!("\n{NOTHING}\n"));
    }
    for list in lists {
        text.push_str(&format!("\n### {}\n\n", list.name));
        let point = if list.is_work { "- [ ]" } else { "-" };
        text.extend(rows(&list).map(|(list, item)| format!("{point} {}\n", checked(list, item))));
    }
    text
}

/// `**4.0.0** [Title](url): what to do. …`
fn checked(list: &List<'_>, item: &UpgradeItem) -> String {
    let title = prose(&item.title);
    let title = if is_plain_url(&item.url.0) { format!("[{title}]({})", item.url) } else { title };
    let mut text = format!("**{}** {title}", prose(&(list.carrier)(item)));
    text.push(':');
    for line in to_do(item) {
        let end = if text.ends_with([':', '.', '!', '?']) { " " } else { "; " };
        text.extend([end, &prose(&line)]);
    }
    if item.action.is_some() && !item.surfaces.is_empty() {
        let names: Vec<String> = item.surfaces.iter().map(|surface| code(&surface.name)).collect();
        text.push_str(&format!(" ({})", names.join(", ")));
    }
    if let Some(url) = item.migration.as_ref().filter(|url| **url != item.url && is_plain_url(&url.0)) {
        text.push_str(&format!(" [How to move]({url})"));
    }
    text
}

/// Whether a URL can stand in Markdown as it is, and leads to a page.
fn is_plain_url(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '\\'))
}

/// A text for Markdown: code between backticks stays code, nothing else is markup. A backtick without a partner is one.
fn prose(text: &str) -> String {
    let text = visible::one_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    let paired = parts.len() - (parts.len() + 1) % 2;
    let part = |(index, part): (usize, &&str)| match index {
        index if index >= paired => format!("\\`{}", escaped(part)),
        index if index % 2 == 1 => code(part),
        _ => escaped(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// A code span. A backtick inside would end it.
fn code(text: &str) -> String {
    let text = visible::one_line(text).replace('`', "'");
    if text.trim().is_empty() { text } else { format!("`{text}`") }
}

/// Only what could begin markup in the middle of a line, so that the text is read as well without a renderer.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '*' | '_' | '[' | ']' | '~' | '|' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_code_and_nothing_else_is_markup() {
        assert_eq!(prose("Call `a_b(<T>)` of *2.0.0* [x](y)"), "Call `a_b(<T>)` of \\*2.0.0\\* \\[x\\](y)");
        assert_eq!(prose("one ` alone <b>"), "one \\` alone &lt;b>");
        assert_eq!(prose("a\u{1b}[2J"), "a␛\\[2J");
    }
}
