//! An event in words: a title that says what happened to what, and a text that is complete without opening the site.

use super::Site;
use super::items::escape;
use super::paths;
use crate::catalog::{Change, Event, Promise};
use crate::markdown;
use crate::words::{deadline, headline, is_over, sentence};

/// An event as readers are told of it.
#[derive(Debug)]
pub struct Told {
    pub title: String,
    /// What happened and what to do, plain text.
    pub summary: String,
    pub content_html: String,
}

pub fn told(site: &Site<'_>, change: &Change, promise: &Promise, event: &Event) -> Told {
    let subject = markdown::title_plain(&change.entry.title.value);
    let (headline, why) = headline(change, event);
    let action = promise.action.clone().filter(|_| !is_over(&event.kind));
    let deadline = deadline(promise, site.view.today().0).filter(|_| !is_over(&event.kind));
    let sentences: Vec<String> = [why, deadline, action].into_iter().flatten().map(sentence).collect();
    let url = site.config.base_url.join(&paths::change(&change.id));
    let paragraphs: String =
        sentences.iter().map(|sentence| format!("<p>{}</p>\n", markdown::title_html(sentence))).collect();
    Told {
        title: format!("{headline}: {subject}"),
        summary: markdown::title_plain(&sentences.join(" ")),
        content_html: format!("{paragraphs}<p><a href=\"{url}\">{}</a></p>", escape(&subject)),
    }
}
