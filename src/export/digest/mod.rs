//! A period → a [`Digest`]: what falls due soon after it, what happened to promises in it, and what changed. Plain data,
//! which [`markdown`], [`slack`] and [`html`] write, each within the limits of those who show it.

mod due;
mod html;
mod markdown;
mod past;
mod slack;

use std::ops::RangeInclusive;

use super::Book;
use crate::base::{Date, Slug};
use crate::catalog::{Change, ComponentIx};
use crate::words::day;

/// The days that a digest tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The last day of what falls due after it.
    pub ahead: Date,
}

impl Period {
    fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The days to come, as seen from the end of the period.
    fn soon(self) -> RangeInclusive<Date> {
        self.to.tomorrow().unwrap_or(self.to)..=self.ahead
    }

    /// `16 to 22 Nov 2026`
    fn words(self) -> String {
        if self.from == self.to { day(self.to) } else { format!("{} to {}", day(self.from), day(self.to)) }
    }
}

/// Whose changes it tells of; what is `None` does not narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub component: Option<ComponentIx>,
    pub owner: Option<Slug>,
}

impl Scope {
    fn holds(&self, change: &Change) -> bool {
        self.component.is_none_or(|wanted| change.component == wanted || change.also.contains(&wanted))
            && self.owner.as_ref().is_none_or(|wanted| change.owner.as_ref() == Some(wanted))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Markdown,
    /// One message of Block Kit, as JSON.
    Slack,
    /// A document for a mail.
    Html,
}

/// What is told of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// The platform, and whose part of it.
    pub title: String,
    /// The period in words.
    pub period: String,
    pub language: String,
    /// Those that have items.
    pub sections: Vec<Section>,
    /// What is told where no section has items.
    pub nothing: String,
    /// How many promises are past their day and not fulfilled yet, in words.
    pub overdue: Option<String>,
    /// Where all of it is.
    pub url: String,
    /// Where every promise is.
    pub promises_url: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: String,
    /// The most pressing first.
    pub items: Vec<Item>,
    /// Where the rest is, if there is no room for all.
    pub url: String,
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is: `Removed`, `Sunset on 1 Dec 2026`.
    pub label: String,
    /// Whether readers must act on it; the label says so too.
    pub breaking: bool,
    /// The entry's title, a line of its author with inline code.
    pub title: String,
    pub url: String,
    pub component: String,
    /// Its day, unless the label says it.
    pub day: Option<Date>,
    pub sentences: Vec<Words>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// With inline code.
    Line(String),
    Plain(String),
}

/// Gathers what is to be told. The view is that of the last day of the period.
pub fn digest(book: Book<'_>, period: Period, scope: &Scope) -> Digest {
    let promises = book.url("deprecations/");
    let section = |title: String, items: Vec<Item>, url: &str| Section { title, items, url: url.to_owned() };
    let sections = [
        section(format!("Falls due by {}", day(period.ahead)), due::due(book, period, scope), &promises),
        section("What happened to deprecations".to_owned(), past::events(book, period, scope), &promises),
        section("Changes".to_owned(), past::changes(book, period, scope), &book.url("changes/")),
    ];
    let words = period.words();
    Digest {
        title: title(book, scope),
        nothing: format!("Nothing changed ({words}), and nothing falls due by {}.", day(period.ahead)),
        period: words,
        language: book.config.language.clone(),
        sections: sections.into_iter().filter(|section| !section.items.is_empty()).collect(),
        overdue: due::overdue(book, scope),
        url: book.url(""),
        promises_url: promises,
    }
}

/// Writes a digest in a format.
pub fn write(digest: &Digest, format: Format) -> String {
    match format {
        Format::Markdown => markdown::write(digest),
        Format::Slack => slack::write(digest),
        Format::Html => html::write(digest),
    }
}

fn title(book: Book<'_>, scope: &Scope) -> String {
    let component = scope.component.map(|index| book.view.catalog().component(index).config.name.clone());
    let owner = scope.owner.as_ref().and_then(|id| book.config.owner(id)).map(|owner| owner.name.clone());
    let narrowed: Vec<String> = component.into_iter().chain(owner).collect();
    match narrowed.is_empty() {
        true => book.config.title.clone(),
        false => format!("{}: {}", book.config.title, narrowed.join(", ")),
    }
}

/// An entry as an item of which only the label is still open.
fn item(book: Book<'_>, change: &Change, day: impl Into<Option<Date>>, label: String) -> Item {
    Item {
        label,
        breaking: false,
        title: change.entry.title.value.clone(),
        url: book.url_of(change),
        component: book.view.catalog().component(change.component).config.name.clone(),
        day: day.into(),
        sentences: Vec::new(),
    }
}

impl Item {
    /// Whose it is, and of which day.
    fn place(&self) -> String {
        let day = self.day.map(|date| format!(", {}", day(date))).unwrap_or_default();
        format!("{}{day}", self.component)
    }
}

/// `and 12 more`
fn more(count: usize) -> String {
    format!("and {count} more")
}
