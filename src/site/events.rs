//! An event in words: a title and a first line that say what happened, to what, and what to do by when, and a text that is
//! complete without opening the site. All of it holds for the day of the event, and so stays true.

use super::items::escape;
use super::{Site, paths};
use crate::base::{Date, is_forbidden};
use crate::catalog::{Change, Event, EventKind, Lifecycle, Promise, State};
use crate::markdown;
use crate::schedule::migration_guide;
use crate::words::{NOTHING_TO_DO, date, deadline, headline, is_cancelled, is_over, sentence};

/// An event as readers are told of it.
#[derive(Debug)]
pub struct Words {
    pub title: String,
    /// What happened and what to do, plain text.
    pub summary: String,
    pub content_html: String,
}

pub fn words(site: &Site<'_>, change: &Change, promise: &Promise, event: &Event) -> Words {
    let subject = markdown::title_plain(&change.entry.title.value);
    let (headline, why) = headline(change, promise, event);
    let is_over = is_over(&event.kind);
    let to_do = match is_over {
        true => is_cancelled(&event.kind).then(|| NOTHING_TO_DO.to_owned()),
        false => to_do(site, change, promise, event).map(sentence),
    };
    let deadline = deadline(promise, event.when.day()).filter(|_| !is_over);
    let rest: Vec<String> = [why, deadline].into_iter().flatten().map(sentence).collect();
    let surfaces = Surfaces(promise);
    let first = format!("{headline}: {}.", surfaces.plain());
    let summary: Vec<String> = to_do.iter().chain(&rest).map(|text| markdown::title_plain(text)).collect();
    let html = |text: &String| markdown::title_html(text);
    let to_do_html = to_do.as_ref().map(|text| format!(" {}", html(text))).unwrap_or_default();
    let paragraphs: String = rest.iter().map(|text| format!("<p>{}</p>\n", html(text))).collect();
    let (headline_html, surfaces_html, subject_html) = (escape(&headline), surfaces.html(), escape(&subject));
    let url = site.config.base_url.join(&paths::change(&change.id));
    let guide = if is_over { String::new() } else { guide(site, change) };
    Words {
        title: format!("{headline}: {subject}"),
        summary: std::iter::once(first).chain(summary).collect::<Vec<_>>().join(" "),
        content_html: format!(
            "<p><strong>{headline_html}</strong>: {surfaces_html}.{to_do_html}</p>\n{paragraphs}{guide}\
             <p><a href=\"{url}\">{subject_html}</a></p>"
        ),
    }
}

/// A paragraph that leads to where the entry says how to move; empty if it does not say.
pub fn guide(site: &Site<'_>, change: &Change) -> String {
    migration_guide(site.config, change)
        .map_or_else(String::new, |guide| format!("<p><a href=\"{}\">Migration guide</a></p>\n", escape(&guide.0)))
}

/// What a promise is about, in a line: the first few of its surfaces.
struct Surfaces<'p>(&'p Promise);

impl Surfaces<'_> {
    fn plain(&self) -> String {
        self.listed(str::to_owned)
    }

    fn html(&self) -> String {
        self.listed(|name| format!("<code>{}</code>", escape(name)))
    }

    fn listed(&self, name: impl Fn(&str) -> String) -> String {
        const SHOWN: usize = 3;
        let shows = |text: &String| -> String { text.chars().filter(|c| !is_forbidden(*c)).collect() };
        let names = self.0.surfaces.iter().map(|surface| name(&shows(&surface.surface.name.value)));
        let shown = names.take(SHOWN).collect::<Vec<_>>().join(", ");
        match self.0.surfaces.len().saturating_sub(SHOWN) {
            0 => shown,
            more => format!("{shown} and {more} more"),
        }
    }
}

/// What the reader must do, and by when: `By 30 Nov 2026: Call /v2/deployments.`
fn to_do(site: &Site<'_>, change: &Change, promise: &Promise, event: &Event) -> Option<String> {
    let releases = &site.view.catalog().component(change.component).releases;
    let day = event.when.day();
    let is_due = promise.life.state_on(day, releases) == State::Due;
    let by = if is_due { Some("Now".to_owned()) } else { by_when(&promise.life, &event.kind, day) };
    match (by, &promise.action) {
        (Some(by), Some(action)) => Some(format!("{by}: {action}")),
        (by, action) => action.clone().or(by),
    }
}

/// The last day, or the version, before which something must be done, as of a day.
fn by_when(life: &Lifecycle, kind: &EventKind, day: Date) -> Option<String> {
    // A reminder on the very day of a move is about the date that it names.
    let sunset = match kind {
        EventKind::Reminder { sunset, .. } => Some(sunset),
        _ => life.sunset.on(day),
    };
    let by_version = || life.removal.on(day).map(|removal| format!("Before version {removal}"));
    match sunset {
        Some(sunset) if life.is_estimated_on(day) => Some(format!("Planned for {}", date::when(*sunset))),
        Some(sunset) if sunset.day() <= day => by_version().or_else(|| Some("Now".to_owned())),
        Some(sunset) => Some(match sunset.last_safe_day() {
            Some(last) => format!("By {}", date::day(last)),
            None => format!("Before {}", date::when(*sunset)),
        }),
        None => by_version(),
    }
}
