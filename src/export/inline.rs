//! Text → inline Markdown that shows exactly that text, whatever stands in it.

use crate::base::is_forbidden;
use crate::markdown::{TitlePart, title_parts};

/// A line of an author, in which inline code is the only markup.
pub fn line(text: &str) -> String {
    let parts = title_parts(text).into_iter().map(|part| match part {
        TitlePart::Text(text) => plain(text),
        TitlePart::Code(code) => fenced(code),
    });
    let line: String = parts.collect();
    not_a_block(line)
}

/// Plain text.
pub fn text(text: &str) -> String {
    not_a_block(plain(text))
}

/// A link; `label` is a line of an author.
pub fn link(label: &str, url: &str) -> String {
    let label = line(label);
    format!("[{}]({})", if label.is_empty() { "…" } else { &label }, destination(url))
}

/// A URL between parentheses.
pub fn destination(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace(' ', "%20").replace('<', "%3C").replace('>', "%3E")
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match c {
            '\n' | '\t' => out.push(' '),
            c if is_forbidden(c) => {}
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => out.extend(['\\', c]),
            '_' if !(before.is_alphanumeric() && after.is_alphanumeric()) => out.push_str("\\_"),
            '&' if is_entity(&text[at..]) => out.push_str("\\&"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Whether what begins with `&` would be read as another character.
fn is_entity(text: &str) -> bool {
    let name = text[1..].split_once(';').map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c == '#' || c.is_ascii_alphanumeric()))
}

/// What would begin a heading, a list or a quote is text.
fn not_a_block(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']);
    match line.chars().next() {
        Some('#' | '+' | '-' | '=' | '>') => format!("\\{line}"),
        _ if numbered => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line,
    }
}

/// A code span with a fence that does not stand in it.
fn fenced(code: &str) -> String {
    let code: String = code.chars().map(|c| if c == '\n' { ' ' } else { c }).filter(|c| !is_forbidden(*c)).collect();
    let mut longest = 0;
    for run in code.split(|c| c != '`') {
        longest = longest.max(run.len());
    }
    let fence = "`".repeat(longest + 1);
    let padded = !code.trim().is_empty() && (code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']));
    let space = if padded { " " } else { "" };
    format!("{fence}{space}{code}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader sees of a paragraph: its text, and its code between backticks.
    fn shown(markdown: &str) -> String {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let dialect = Options::ENABLE_GFM | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
        let parts = Parser::new_ext(markdown, dialect).map(|event| match event {
            Event::Text(text) => text.to_string(),
            Event::Code(code) => format!("`{code}`"),
            Event::Start(Tag::Paragraph | Tag::Link { .. }) | Event::End(_) => String::new(),
            other => format!("{other:?}"),
        });
        parts.collect()
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::with_cases(2000) })]
        #[test]
        fn any_text_is_shown_as_it_is(
            words in r"[a-z0-9*_`~<>|&;#+=.)(!\[\]\\:-]{1,12}( [a-z*_`~<>&\[\]\\-]{1,8}){0,3}"
        ) {
            proptest::prop_assert_eq!(shown(&text(&words)), words.as_str());
            let parts = title_parts(&words).into_iter().map(|part| match part {
                TitlePart::Text(text) => text.to_owned(),
                TitlePart::Code(code) => format!("`{code}`"),
            });
            let expected: String = parts.collect();
            proptest::prop_assert_eq!(shown(&link(&words, "https://a.example/")), expected);
        }
    }

    #[test]
    fn authors_have_inline_code_and_nothing_else() {
        for (title, expected) in [
            ("Use `Vec<T>` & *more*", r"Use `Vec<T>` & \*more\*"),
            ("``a`b`` [x](y) ]]> <b>", r"``a`b`` \[x\](y) \]\]> \<b>"),
            ("snake_case and _this_ &amp; |", r"snake_case and \_this\_ \&amp; \|"),
            ("# no", r"\# no"),
            ("1. no", r"1\. no"),
            ("a\u{202e}b", "ab"),
        ] {
            assert_eq!(line(title), expected);
        }
        assert_eq!(link("a]b", "https://a.example/(x)"), r"[a\]b](https://a.example/%28x%29)");
    }
}
