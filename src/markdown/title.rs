//! One line of text in which only inline code is markup: a title.

use super::html::Html;

/// A part of such a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitlePart<'a> {
    Text(&'a str),
    /// What stands between the backticks.
    Code(&'a str),
}

/// A title as HTML: inline code becomes `<code>`, all else is text.
pub fn title_html(text: &str) -> String {
    let mut html = Html::default();
    for part in title_parts(text) {
        match part {
            TitlePart::Text(text) => html.text(text),
            TitlePart::Code(code) => html.raw("<code>").text(code).raw("</code>"),
        };
    }
    html.to_string_with("")
}

/// A title as plain text, for feeds, window titles and terminals: without the backticks, and without forbidden
/// characters.
pub fn title_plain(text: &str) -> String {
    let plain: String =
        title_parts(text).into_iter().map(|(TitlePart::Text(text) | TitlePart::Code(text))| text).collect();
    crate::base::permitted(&plain).into_owned()
}

/// The parts of a title that are no code.
pub fn prose(text: &str) -> impl Iterator<Item = &str> {
    title_parts(text).into_iter().filter_map(|part| match part {
        TitlePart::Text(text) => Some(text),
        TitlePart::Code(_) => None,
    })
}

/// Code spans as CommonMark has them: as many backticks close as opened.
pub fn title_parts(text: &str) -> Vec<TitlePart<'_>> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text[at..].find('`') {
        let open = at + found;
        let inside = open + ticks(&text[open..]);
        match closing(text, inside, inside - open) {
            Some(close) => {
                parts.push(TitlePart::Text(&text[done..open]));
                parts.push(TitlePart::Code(trim_code(&text[inside..close])));
                at = close + (inside - open);
                done = at;
            }
            None => at = inside,
        }
    }
    parts.push(TitlePart::Text(&text[done..]));
    parts
}

fn ticks(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// Where the next run of exactly `count` backticks begins.
fn closing(text: &str, from: usize, count: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = text[at..].find('`') {
        let run = ticks(&text[at + found..]);
        if run == count {
            return Some(at + found);
        }
        at += found + run;
    }
    None
}

/// One space on each side may keep a backtick off the fence.
fn trim_code(code: &str) -> &str {
    let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
    inner.filter(|inner| !inner.trim().is_empty()).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_code_is_markup() {
        for (text, html, plain) in [
            ("Use `Vec<T>` & *more*", "Use <code>Vec&lt;T&gt;</code> &amp; *more*", "Use Vec<T> & *more*"),
            ("``a`b`` c", "<code>a`b</code> c", "a`b c"),
            ("`` `x` ``", "<code>`x`</code>", "`x`"),
            ("a ` b", "a ` b", "a ` b"),
            ("a `b ``c", "a `b ``c", "a `b ``c"),
            ("<b>\u{8}", "&lt;b&gt;", "<b>"),
            ("", "", ""),
        ] {
            assert_eq!(title_html(text), html);
            assert_eq!(title_plain(text), plain);
        }
    }
}
