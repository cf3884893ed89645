//! Open promises and a day → the numbers of a picture: one row per promise on a common scale of months. Pure geometry; the template
//! `timeline.svg.html` draws it. Never words a date beyond its label, and never decides what is open.
//!
//! All lengths are units of the picture's view box. The same promises are drawn in three shapes: for wide pages and paper names
//! stand in a column at the left and dates right of the bars, for tablets and phones both stand above the bars.

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::{State, Urgency};
use super::phrase;
use crate::base::{Date, Today};

/// The most rows a picture has; more could not be read.
pub const MOST_ROWS: usize = 40;

/// With more rows tablets get the picture of phones: each shape more makes pages larger for everybody.
const MOST_IN_THE_MIDDLE: usize = 16;

/// Where things stand in a picture.
struct Shape {
    width: f64,
    /// Where the scale begins and ends.
    left: f64,
    right: f64,
    /// Above the first row: the months' names.
    head: f64,
    /// The height of a row, and where in it the middle of the bar is.
    row: f64,
    bar_middle: f64,
    /// The line with the name of a group.
    group: f64,
    /// The longest name that is not cut.
    name_characters: usize,
    /// How much of a line a name and a date have together, where they share one.
    line_characters: Option<usize>,
}

const WIDE: Shape = Shape {
    width: 1080.0,
    left: 320.0,
    right: 960.0,
    head: 48.0,
    row: 34.0,
    bar_middle: 17.0,
    group: 32.0,
    name_characters: 42,
    line_characters: None,
};
/// Between the two: a name and a date fit beside each other above the bar.
const MIDDLE: Shape = Shape {
    width: 640.0,
    left: 12.0,
    right: 628.0,
    head: 48.0,
    row: 48.0,
    bar_middle: 32.0,
    group: 34.0,
    name_characters: 58,
    line_characters: Some(72),
};
/// Fits a page of 320 pixels without scrolling.
const NARROW: Shape = Shape {
    width: 320.0,
    left: 12.0,
    right: 308.0,
    head: 48.0,
    row: 66.0,
    bar_middle: 46.0,
    group: 36.0,
    name_characters: 40,
    line_characters: None,
};
const BAR: f64 = 10.0;
/// Between a bar and its date; twice that where an arrow stands between them.
const LABEL_GAP: f64 = 9.0;
/// What a letter of a date takes, at most on average.
const LETTER: f64 = 7.4;
/// The longest version in a picture that is not cut; `3.12.0-rc.1` has eleven.
const VERSION_CHARACTERS: usize = 11;
const FOOT: f64 = 10.0;
const MONTHS_BACK: i32 = 12;
const MONTHS_AHEAD: i32 = 24;
/// Bounds the grid where the calendar itself ends.
const MOST_MONTHS: i32 = MONTHS_BACK + MONTHS_AHEAD + 2;
const LEAST_MONTHS_AHEAD: i32 = 3;
const LEAST_LABEL_WIDTH: f64 = 44.0;

impl Shape {
    /// Wide, with as much room right of the bars as their dates need.
    fn wide(promises: &[&Drawn], today: Date) -> Shape {
        let longest =
            promises.iter().map(|promise| end_label(promise, today).chars().count()).max().unwrap_or_default();
        let room = 2.0 * LABEL_GAP + longest as f64 * LETTER;
        Shape { right: WIDE.right.min(round(WIDE.width - room)), ..WIDE }
    }

    fn name(&self, name: &str, label: &str) -> String {
        let room = self.line_characters.map_or(usize::MAX, |line| line.saturating_sub(label.chars().count()));
        cut(name, self.name_characters.min(room))
    }
}

/// What is drawn of one promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The entry's title, plain text.
    pub name: String,
    /// The entry's page.
    pub path: String,
    /// The name of its component.
    pub component: String,
    /// Ids of all components that it concerns.
    pub components: Vec<String>,
    /// The name of the team that answers for it.
    pub owner: Option<String>,
    pub state: State,
    pub urgency: Urgency,
    pub estimated: bool,
    pub announced: Date,
    pub closed_to_new: Option<Date>,
    pub end_of_support: Option<Date>,
    pub sunset: Option<Date>,
    /// The version without it, shown where there is no sunset.
    pub removal: Option<String>,
    /// When the release of that version is expected, while it is not out.
    pub expected: Option<Date>,
    /// Sunsets that were promised before.
    pub moved_from: Vec<Date>,
    /// Days of brownouts that were not called off.
    pub brownouts: Vec<Date>,
}

impl Drawn {
    /// Where it is looked for among the others: its sunset, else the day on which its version is expected.
    fn day(&self) -> Option<Date> {
        self.sunset.or(self.expected)
    }
}

/// What the rows of a picture are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// One group without a name.
    Nothing,
    Component,
    Owner,
}

/// Open promises as a picture, in three shapes.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The first day of the scale.
    pub from: String,
    /// The last day of the scale.
    pub to: String,
    /// Today.
    pub today: String,
    /// What the rows are grouped by: `nothing`, `component`, `owner`.
    pub by: By,
    /// How many promises are shown.
    pub shown: usize,
    /// How many promises were left out.
    pub more: usize,
    /// For wide pages and paper: names in a column at the left, dates right of the bars.
    pub wide: Picture,
    /// For tablets: a name and a date in one line above each bar, 640 units wide; none of so many promises that a page would
    /// grow too large by it.
    pub middle: Option<Picture>,
    /// For phones: a name and a date above each bar, 320 units wide.
    pub narrow: Picture,
}

/// The geometry of a picture of open promises, in units of its view box.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Picture {
    /// The width of the view box.
    pub width: f64,
    /// The height of the view box.
    pub height: f64,
    /// Where the scale begins.
    pub left: f64,
    /// Where the scale ends.
    pub right: f64,
    /// Where the first row begins; the months' names stand above.
    pub top: f64,
    /// Where the last row ends.
    pub bottom: f64,
    /// Where today is.
    pub today_x: f64,
    /// A line for the first day of each month.
    pub months: Vec<Month>,
    /// The groups, that with the nearest sunset first.
    pub groups: Vec<Group>,
}

/// The first day of a month.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Month {
    /// Where it is.
    pub x: f64,
    /// Its name, where there is room for it: `Mar`, or `2026` for January.
    pub label: Option<String>,
    /// Whether a year begins.
    pub year: bool,
}

/// Promises of a component or an owner.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Group {
    /// The name of the component or owner; none where there is one group only.
    pub name: Option<String>,
    /// Where the line with its name begins.
    pub y: f64,
    /// The middle of that line.
    pub middle: f64,
    /// How high that line is; 0 without a name.
    pub height: f64,
    /// One row per promise, the nearest sunset first, those without a date last.
    pub rows: Vec<Row>,
}

/// One promise.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Row {
    /// Its title, cut to the room it has.
    pub name: String,
    /// Its title.
    pub full_name: String,
    /// Its page.
    pub path: String,
    /// The name of its component.
    pub component: String,
    /// Ids of all components that it concerns, for filters.
    pub components: Vec<String>,
    /// The name of the team that answers for it.
    pub owner: Option<String>,
    /// The day it was announced.
    pub announced: String,
    /// The day from which it takes no new users.
    pub closed_to_new: Option<String>,
    /// The day from which it is not supported.
    pub end_of_support: Option<String>,
    /// The day from which it may be gone.
    pub sunset: Option<String>,
    /// The version without it.
    pub removal: Option<String>,
    /// When the release of that version is expected, while it is not out; never a promise, and it may have passed.
    pub expected: Option<String>,
    /// Sunsets that were promised before.
    pub moved_from: Vec<String>,
    /// Days of brownouts that were not called off.
    pub brownouts: Vec<String>,
    /// Its state today.
    pub state: State,
    /// How pressing it is.
    pub urgency: Urgency,
    /// A plan, not a promise.
    pub estimated: bool,
    /// Where the row begins.
    pub y: f64,
    /// How high it is.
    pub height: f64,
    /// The middle of the bar.
    pub middle: f64,
    /// The top of the bar.
    pub bar_y: f64,
    /// How high the bar is.
    pub bar_height: f64,
    /// From the announcement to the sunset, to the day on which its version is expected, or to the end of the scale.
    pub bar: Stretch,
    /// From the sunset to today, where it is overdue.
    pub overdue: Option<Stretch>,
    /// The announcement lies before the scale.
    pub starts_before: bool,
    /// The sunset, or what is expected, lies after the scale, or there is none to come.
    pub goes_on: bool,
    /// The sunset, if it is on the scale.
    pub sunset_x: Option<f64>,
    /// What to write at the end of the bar: a day, a version, or `no date yet`.
    pub end_label: String,
    /// Where to write it.
    pub end_label_x: f64,
    /// Other dates on the scale.
    pub marks: Vec<Mark>,
    /// Its dates as one plain sentence, for those who do not see the picture.
    pub description: String,
}

/// A part of a row.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub x: f64,
    /// How wide it is.
    pub width: f64,
}

/// A date on a row.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Mark {
    /// What the date is.
    pub kind: MarkKind,
    /// Where it is.
    pub x: f64,
    /// What it is, in words: `closed to new users on 1 Jun 2026`.
    pub title: String,
}

/// What a marked date is.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    ClosedToNew,
    EndOfSupport,
    Brownout,
    MovedFrom,
}

/// What lies nearest to today, before or after it, is what a reader can still act on: without a sunset, days from it, announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nearness(bool, Option<u32>, Date);

impl Nearness {
    pub fn of(sunset: Option<Date>, announced: Date, today: Today) -> Self {
        let distance = |sunset: Date| (sunset - today.0).get_days().unsigned_abs();
        Nearness(sunset.is_none(), sunset.map(distance), announced)
    }
}

/// The picture of the `limit` nearest of these open promises (at most [`MOST_ROWS`]); none without promises.
pub fn timeline(promises: &[Drawn], today: Today, limit: usize, by: By) -> Option<Timeline> {
    let mut sorted: Vec<&Drawn> = promises.iter().collect();
    sorted.sort_by_key(|promise| (Nearness::of(promise.day(), promise.announced, today), &promise.path));
    let (shown, hidden) = sorted.split_at_mut(promises.len().min(limit).min(MOST_ROWS));
    shown.sort_by_key(|promise| (promise.day().is_none(), promise.day(), promise.announced, &promise.path));
    let shown: &[&Drawn] = shown;
    let span = Span::around(shown, today)?;
    Some(Timeline {
        from: span.from.to_string(),
        to: span.to.to_string(),
        today: today.0.to_string(),
        by,
        shown: shown.len(),
        more: hidden.len(),
        wide: picture(shown, by, &Scale { span, shape: &Shape::wide(shown, today.0) }),
        middle: (shown.len() <= MOST_IN_THE_MIDDLE).then(|| picture(shown, by, &Scale { span, shape: &MIDDLE })),
        narrow: picture(shown, by, &Scale { span, shape: &NARROW }),
    })
}

fn picture(promises: &[&Drawn], by: By, scale: &Scale<'_>) -> Picture {
    let shape = scale.shape;
    let groups = groups(promises, by, scale);
    let lines: f64 = groups.iter().map(|group| group.height + shape.row * group.rows.len() as f64).sum();
    let bottom = shape.head + lines;
    Picture {
        width: shape.width,
        height: bottom + FOOT,
        left: shape.left,
        right: shape.right,
        top: shape.head,
        bottom,
        today_x: scale.x(scale.span.today),
        months: scale.months(),
        groups,
    }
}

/// The promises, which are sorted, in groups below each other.
fn groups(promises: &[&Drawn], by: By, scale: &Scale<'_>) -> Vec<Group> {
    let name = |promise: &Drawn| match by {
        By::Nothing => None,
        By::Component => Some(promise.component.clone()),
        By::Owner => Some(promise.owner.clone().unwrap_or_else(|| "No owner".to_owned())),
    };
    let mut gathered: Vec<(Option<String>, Vec<&Drawn>)> = Vec::new();
    for promise in promises {
        let name = name(promise);
        match gathered.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(promise),
            None => gathered.push((name, vec![promise])),
        }
    }
    let mut y = scale.shape.head;
    let mut group = |(name, promises): (Option<String>, Vec<&Drawn>)| {
        let (top, height) = (y, if name.is_some() { scale.shape.group } else { 0.0 });
        y += height;
        let mut rows = Vec::with_capacity(promises.len());
        for promise in promises {
            rows.push(row(promise, y, scale));
            y += scale.shape.row;
        }
        let name = name.map(|name| cut(&name, scale.shape.name_characters));
        Group { name, y: top, middle: top + height / 2.0, height, rows }
    };
    gathered.into_iter().map(&mut group).collect()
}

/// From the first day of a month to the first day of a later one.
#[derive(Clone, Copy)]
struct Span {
    from: Date,
    to: Date,
    today: Date,
}

impl Span {
    /// Holds every date of the promises, as long as they are not too far from today for the rest to be read.
    fn around(promises: &[&Drawn], Today(today): Today) -> Option<Span> {
        let first = promises.iter().map(|promise| promise.announced).min()?;
        let last = promises.iter().filter_map(|promise| promise.day()).max().unwrap_or(today);
        let from = first.max(today.saturating_sub(MONTHS_BACK.months())).min(today.saturating_sub(1.month()));
        let to =
            last.clamp(today.saturating_add(LEAST_MONTHS_AHEAD.months()), today.saturating_add(MONTHS_AHEAD.months()));
        Some(Span { from: from.first_of_month(), to: to.last_of_month().saturating_add(1.day()), today })
    }

    fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A stretch of days on a picture.
struct Scale<'s> {
    span: Span,
    shape: &'s Shape,
}

impl Scale<'_> {
    /// Where a day is; days off the scale are at its ends.
    fn x(&self, day: Date) -> f64 {
        let Span { from, to, .. } = self.span;
        let share = f64::from(days(from, day)) / f64::from(days(from, to).max(1));
        round(self.shape.left + share.clamp(0.0, 1.0) * (self.shape.right - self.shape.left))
    }

    fn stretch(&self, from: Date, to: Date) -> Stretch {
        let x = self.x(from);
        Stretch { x, width: round((self.x(to) - x).max(1.0)) }
    }

    fn months(&self) -> Vec<Month> {
        let Span { from, to, .. } = self.span;
        let firsts: Vec<Date> =
            (0..MOST_MONTHS).map(|n| from.saturating_add(n.months())).take_while(|day| *day <= to).collect();
        let width = (self.shape.right - self.shape.left) / firsts.len().max(1) as f64;
        let every = [1, 2, 3, 6, 12].into_iter().find(|n| width * f64::from(*n) >= LEAST_LABEL_WIDTH).unwrap_or(12);
        let month = |day: &Date| {
            let year = day.month() == 1;
            // No label at the very end: it would name a month that the scale does not show.
            let labelled = i32::from(day.month() - 1) % every == 0 && *day < to;
            let text = if year { day.year().to_string() } else { day.strftime("%b").to_string() };
            Month { x: self.x(*day), label: labelled.then_some(text), year }
        };
        firsts.iter().map(month).collect()
    }
}

fn row(promise: &Drawn, y: f64, scale: &Scale<'_>) -> Row {
    let (shape, span) = (scale.shape, &scale.span);
    let middle = y + shape.bar_middle;
    let days = |days: &[Date]| days.iter().map(ToString::to_string).collect();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let expected = promise.expected.filter(|day| *day > span.today);
    let end = promise.sunset.or(expected).unwrap_or(span.to);
    let end_label = end_label(promise, span.today);
    let bar = scale.stretch(promise.announced, end);
    let overdue = promise.sunset.filter(|sunset| *sunset < span.today).map(|sunset| scale.stretch(sunset, span.today));
    let last = overdue.unwrap_or(bar);
    let goes_on = promise.sunset.or(expected).is_none_or(|end| end > span.to);
    let label_gap = if goes_on { 2.0 * LABEL_GAP } else { LABEL_GAP };
    Row {
        name: shape.name(&promise.name, &end_label),
        full_name: promise.name.clone(),
        path: promise.path.clone(),
        component: promise.component.clone(),
        components: promise.components.clone(),
        owner: promise.owner.clone(),
        announced: promise.announced.to_string(),
        closed_to_new: day(promise.closed_to_new),
        end_of_support: day(promise.end_of_support),
        sunset: day(promise.sunset),
        removal: promise.removal.clone(),
        expected: day(promise.expected),
        moved_from: days(&promise.moved_from),
        brownouts: days(&promise.brownouts),
        state: promise.state,
        urgency: promise.urgency,
        estimated: promise.estimated,
        y,
        height: shape.row,
        middle,
        bar_y: middle - BAR / 2.0,
        bar_height: BAR,
        bar,
        overdue,
        starts_before: promise.announced < span.from,
        goes_on,
        sunset_x: promise.sunset.filter(|sunset| span.holds(*sunset)).map(|sunset| scale.x(sunset)),
        end_label,
        end_label_x: round(last.x + last.width + label_gap),
        marks: marks(promise, scale),
        description: describe(promise, span.today),
    }
}

fn marks(promise: &Drawn, scale: &Scale<'_>) -> Vec<Mark> {
    all_marks(promise)
        .filter(|(_, day, _)| scale.span.holds(*day))
        .map(|(kind, day, words)| Mark { kind, x: scale.x(day), title: format!("{words} {}", long(day)) })
        .collect()
}

/// The dates between announcement and sunset, also those off the scale.
fn all_marks(promise: &Drawn) -> impl Iterator<Item = (MarkKind, Date, &'static str)> {
    let closed = promise.closed_to_new.map(|day| (MarkKind::ClosedToNew, day, "closed to new users on"));
    let support = promise.end_of_support.map(|day| (MarkKind::EndOfSupport, day, "end of support on"));
    let brownouts = promise.brownouts.iter().map(|day| (MarkKind::Brownout, *day, "brownout on"));
    let moved = promise.moved_from.iter().map(|day| (MarkKind::MovedFrom, *day, "sunset moved from"));
    closed.into_iter().chain(support).chain(brownouts).chain(moved)
}

fn end_label(promise: &Drawn, today: Date) -> String {
    match (promise.sunset, &promise.removal) {
        (Some(sunset), _) if promise.estimated => format!("~ {}", long(sunset)),
        (Some(sunset), _) => long(sunset),
        (None, Some(version)) => {
            phrase::with_version(&cut(version, VERSION_CHARACTERS), promise.expected, Today(today))
        }
        (None, None) => "no date yet".to_owned(),
    }
}

/// Everything that the row shows.
fn describe(promise: &Drawn, today: Date) -> String {
    let mut announced = format!("{}: announced on {}", promise.name, long(promise.announced));
    for (_, day, words) in all_marks(promise) {
        announced.push_str(&format!(", {words} {}", long(day)));
    }
    let plan = if promise.estimated { "planned sunset on" } else { "sunset on" };
    match (promise.sunset, &promise.removal) {
        (Some(sunset), _) => format!("{announced}, {plan} {}", long(sunset)),
        (None, Some(version)) => {
            format!("{announced}, removed {}", phrase::with_version(version, promise.expected, Today(today)))
        }
        (None, None) => format!("{announced}, no date yet"),
    }
}

fn long(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// A tenth of a unit is finer than a pixel.
fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests;
