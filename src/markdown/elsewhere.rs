//! A body → the same Markdown for a reader elsewhere, joined with others in one document: links absolute, headings at the
//! levels of that document, footnotes under names of their own, refused HTML as text. What needs no change stays as written.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::filter::filter;
use super::heading::Levels;
use super::parse::{definitions, parse};
use super::raw_html::{self, Bare, Element};
use super::target::Target;
use super::token::{Placed, Token};

/// Where a body is going to stand.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere<'a> {
    /// Makes the names of footnotes unique in the document: the entry's id.
    pub name: &'a str,
    /// What the first level of heading in the body becomes; no level below it is skipped.
    pub top_heading: u8,
}

/// Rewrites a body. `resolve` makes an absolute URL of a target; without one, the text is left without a link.
pub fn elsewhere(text: &str, place: Elsewhere<'_>, resolve: &dyn Fn(&Target) -> Option<String>) -> String {
    let text = text.trim_end();
    let (tokens, _) = filter(text, parse(text).0);
    let mut edits = Edits { text, list: Vec::new() };
    refused_html(text, &mut edits);
    for definition in definitions(text) {
        edits.put(definition, "");
    }
    let mut levels = Levels::below(place.top_heading);
    let mut depth = 0usize;
    for (at, placed) in tokens.iter().enumerate() {
        let Range { start, end } = placed.range;
        match &placed.token {
            Token::Link { target, title } => edits.link(&tokens, at, "[", resolve(target), title),
            Token::Image { target, title } => edits.link(&tokens, at, "![", resolve(target), title),
            Token::Start(Tag::Heading { level, id, .. }) => {
                edits.heading(&tokens, at, levels.next(*level as u8));
                if id.is_some() {
                    edits.remove_id(start..end);
                }
            }
            Token::Note(_) | Token::Start(Tag::FootnoteDefinition(_)) if text[start..end].starts_with("[^") => {
                edits.put(start + 2..start + 2, &format!("{}-", place.name));
            }
            // In a list or a quote, it ends with them.
            Token::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) if depth == 0 && end >= text.len() => {
                edits.close_fence(start);
            }
            _ => {}
        }
        match &placed.token {
            Token::Start(_) => depth += 1,
            Token::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    edits.close_details();
    edits.apply()
}

/// Rewrites one line of inline Markdown.
pub fn line_elsewhere(text: &str, resolve: &dyn Fn(&Target) -> Option<String>) -> String {
    // A line that would begin a block does not once a word stands before it.
    let line = format!("x {}", text.split_whitespace().collect::<Vec<_>>().join(" "));
    elsewhere(&line, Elsewhere { name: "line", top_heading: 6 }, resolve)[2..].to_owned()
}

/// Changes of a text, each of bytes of its own.
struct Edits<'t> {
    text: &'t str,
    list: Vec<(Range<usize>, String)>,
}

impl Edits<'_> {
    fn put(&mut self, range: Range<usize>, new: &str) {
        self.list.push((range, new.to_owned()));
    }

    /// A link or image: its destination is replaced, or its brackets go. Reference links become inline ones, since the
    /// labels of two bodies may be the same.
    fn link(&mut self, tokens: &[Placed<'_>], at: usize, opening: &str, url: Option<String>, title: &str) {
        let (text, Range { start, end }) = (self.text, tokens[at].range.clone());
        if !text[start..end].starts_with(opening) {
            // `<https://…>` and bare URLs are absolute already; `<tool:sub>` was no link, and shall not become one.
            if url.is_none() && text[start..end].starts_with('<') {
                self.put(start..start + 1, "&lt;");
            }
            return;
        }
        let inner = inner_end(tokens, at).unwrap_or(start + opening.len());
        let Some(bracket) = text.get(inner..end).and_then(|rest| rest.find(']')) else { return };
        let close = inner + bracket;
        match url {
            Some(url) => {
                let title = if title.is_empty() { String::new() } else { format!(" \"{}\"", quoted(title)) };
                self.put(close..end, &format!("]({}{title})", destination(&url)));
            }
            None => {
                self.put(start..start + opening.len(), "");
                self.put(close..end, "");
            }
        }
    }

    /// Both forms of headings become the one that has six levels.
    fn heading(&mut self, tokens: &[Placed<'_>], at: usize, level: u8) {
        let (text, Range { start, end }) = (self.text, tokens[at].range.clone());
        let hashes = "#".repeat(level.into());
        let written = text[start..end].bytes().take_while(|byte| *byte == b'#').count();
        let underline = tokens[at..].iter().take_while(|placed| !is_heading_end(placed)).skip(1);
        let inner = underline.map(|placed| placed.range.end).max().unwrap_or(start);
        let is_underlined = text.get(inner..end).is_some_and(|rest| rest.trim_end().contains('\n'));
        if !is_underlined {
            return self.put(start..start + written, &hashes);
        }
        self.put(start..start, &format!("{hashes} "));
        for placed in tokens[at..].iter().take_while(|placed| !is_heading_end(placed)) {
            if matches!(placed.token, Token::SoftBreak | Token::HardBreak) {
                self.put(placed.range.clone(), " ");
            }
        }
        let after = inner + text[inner..end].trim_end().len();
        self.put(inner..after, "");
    }

    /// `{#id}` is our notation; elsewhere it would be read.
    fn remove_id(&mut self, heading: Range<usize>) {
        let source = &self.text[heading.clone()];
        if let Some(open) = source.rfind("{#")
            && let Some(close) = source[open..].find('}')
        {
            self.put(heading.start + open..heading.start + open + close + 1, "");
        }
    }

    /// A block of code that ends with the body must not go on behind it.
    fn close_fence(&mut self, start: usize) {
        let source = &self.text[start..];
        let Some(fence) = source.chars().next() else { return };
        let length = source.chars().take_while(|c| *c == fence).count();
        let last = source.lines().skip(1).last().unwrap_or_default();
        // A fence that is indented further is code (CommonMark 0.31.2, section 4.5).
        let is_indented = last.starts_with("    ") || last.trim_start_matches(' ').starts_with('\t');
        let last = last.trim();
        if is_indented || last.len() < length || last.chars().any(|c| c != fence) {
            let end = self.text.len();
            self.put(end..end, &format!("\n{}", fence.to_string().repeat(length)));
        }
    }

    /// Nor must what unfolds.
    fn close_details(&mut self) {
        let open = html_ranges(self.text).into_iter().flat_map(|range| raw_html::split(&self.text[range])).fold(
            0usize,
            |open, part| match part.kind {
                raw_html::Kind::Open { name, bare: Bare::Yes } if is_details(name) => open + 1,
                raw_html::Kind::Close { name } if is_details(name) => open.saturating_sub(1),
                _ => open,
            },
        );
        let end = self.text.len();
        for _ in 0..open {
            self.put(end..end, "\n\n</details>");
        }
    }

    fn apply(mut self) -> String {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(self.text.len() * 2);
        let mut done = 0;
        for (range, new) in self.list {
            // What lies within an edit is gone with it.
            if range.start < done {
                continue;
            }
            out.push_str(&self.text[done..range.start]);
            out.push_str(&new);
            done = range.end;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

fn is_details(name: &str) -> bool {
    Element::named(name) == Some(Element::Details)
}

fn is_heading_end(placed: &Placed<'_>) -> bool {
    matches!(placed.token, Token::End(TagEnd::Heading(_)))
}

/// Where the text of a link or image ends; `None` if it has none.
fn inner_end(tokens: &[Placed<'_>], at: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut end = None;
    for placed in &tokens[at + 1..] {
        match placed.token {
            Token::Link { .. } | Token::Image { .. } => depth += 1,
            Token::LinkEnd | Token::ImageEnd if depth == 0 => break,
            Token::LinkEnd | Token::ImageEnd => depth -= 1,
            _ => {}
        }
        end = end.max(Some(placed.range.end));
    }
    end
}

/// The bytes of raw HTML: whole blocks, and what stands in lines of text.
fn html_ranges(text: &str) -> Vec<Range<usize>> {
    let pieces = parse(text).0.into_iter();
    let ranges = pieces.filter_map(|piece| match piece.event {
        Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Some(piece.range),
        _ => None,
    });
    ranges.collect()
}

/// What we show as text must not become HTML elsewhere; nor Markdown, where it stood in a block of HTML.
fn refused_html(text: &str, edits: &mut Edits<'_>) {
    for range in html_ranges(text) {
        let parts = raw_html::split(&text[range.clone()]);
        let is_refused = |part: &&raw_html::Part<'_>| !is_kept(&part.kind);
        if !parts.iter().any(|part| is_refused(&part) && text[range.start + part.range.start..].starts_with('<')) {
            continue;
        }
        // A comment beside it goes: once it no longer stands in the block, a line of it may begin one.
        for part in parts.iter().filter(|part| matches!(part.kind, raw_html::Kind::Comment)) {
            edits.put(range.start + part.range.start..range.start + part.range.end, "");
        }
        for part in parts.iter().filter(is_refused) {
            let start = range.start + part.range.start;
            for (at, c) in text[start..range.start + part.range.end].char_indices() {
                let place = start + at;
                match c {
                    '<' => edits.put(place..place + 1, "&lt;"),
                    // These make character references.
                    '&' | ';' | '#' => {}
                    c if c.is_ascii_punctuation() => edits.put(place..place, "\\"),
                    _ => {}
                }
            }
        }
    }
}

fn is_kept(kind: &raw_html::Kind<'_>) -> bool {
    match kind {
        raw_html::Kind::Open { name, bare: Bare::Yes } | raw_html::Kind::Close { name } => {
            Element::named(name).is_some()
        }
        raw_html::Kind::Comment => true,
        _ => false,
    }
}

/// A URL between the parentheses of a link.
fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

fn quoted(title: &str) -> String {
    title.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(text: &str) -> String {
        let resolve = |target: &Target| match target {
            Target::Entry { id, .. } if id == "gone" => None,
            Target::Entry { id, .. } => Some(format!("https://e.example/{id}/")),
            Target::Path { path, .. } => Some(format!("https://e.example/x/{path}")),
            Target::Fragment(fragment) => Some(format!("https://e.example/x/#{fragment}")),
            Target::Web(url) => Some(url.clone()),
            Target::Mail(_) | Target::Refused(_) => None,
        };
        elsewhere(text, Elsewhere { name: "x", top_heading: 4 }, &resolve)
    }

    #[test]
    fn links_become_absolute_and_their_text_stays_as_written() {
        for (text, expected) in [
            ("a [*b* `]`](entry:c) d", "a [*b* `]`](https://e.example/c/) d"),
            ("[b](entry:gone \"t\")", "b"),
            ("[b](#how)", "[b](https://e.example/x/#how)"),
            ("[![alt](a%20b.png)](entry:c)", "[![alt](https://e.example/x/a%20b.png)](https://e.example/c/)"),
            ("[](entry:c)", "[](https://e.example/c/)"),
            ("[b](c.png \"say \\\"x\\\"\")", "[b](https://e.example/x/c.png \"say \\\"x\\\"\")"),
            ("[b](<c (d).png>)", "[b](https://e.example/x/c%20%28d%29.png)"),
            ("<https://a.example> https://b.example", "<https://a.example> https://b.example"),
            ("[b](javascript:x)", "b"),
            ("`[b](entry:c)`", "`[b](entry:c)`"),
        ] {
            assert_eq!(moved(text), expected, "{text}");
        }
    }

    #[test]
    fn references_and_footnotes_cannot_meet_those_of_another_body() {
        assert_eq!(
            moved("[b][1] and [1] [^1]\n\n[1]: https://a.example/?x&y\n\n[^1]: Note."),
            "[b](https://a.example/?x&amp;y) and [1](https://a.example/?x&amp;y) [^x-1]\n\n\n\n[^x-1]: Note."
        );
    }

    #[test]
    fn headings_stand_below_those_of_the_document() {
        assert_eq!(moved("# A {#a}\n\ntext\n\n### B #\n"), "#### A \n\ntext\n\n##### B #");
        assert_eq!(moved("A\nb\n===\n\n- - -\n\n```\n# no\n```"), "#### A b\n\n- - -\n\n```\n# no\n```");
    }

    #[test]
    fn nothing_that_is_open_goes_on_behind_the_body() {
        assert_eq!(moved("````md\n```\n"), "````md\n```\n````");
        assert_eq!(moved("~~~"), "~~~\n~~~");
        assert_eq!(moved("<details>\n\nx"), "<details>\n\nx\n\n</details>");
        assert_eq!(moved("x <!-- y"), "x <!-- y");
        assert_eq!(moved("<!-- y\nz"), "&lt;\\!\\-\\- y\nz");
    }

    const FRAGMENTS: [&str; 28] = [
        "a",
        "b c",
        "\n",
        "\n\n",
        "```",
        "~~~",
        "`",
        "> ",
        "- ",
        "1. ",
        "    ",
        "# ",
        "===",
        "---",
        "<details>",
        "</details>",
        "<!--",
        "-->",
        "<script>",
        "<pre>",
        "<b>",
        "[a](entry:b)",
        "[^1]",
        "[^1]: ",
        "[a]: /b",
        "![",
        "](",
        "| a |\n|---|\n",
    ];

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::with_cases(2000) })]
        /// Whatever stands in a body: what follows it in the document is read as what it is.
        #[test]
        fn what_follows_a_body_is_not_swallowed(
            parts in proptest::collection::vec(proptest::sample::select(&FRAGMENTS[..]), 0..14)
        ) {
            let body = moved(&parts.concat());
            let document = format!("{body}\n\n## After\n\nThe end.\n");
            let (tokens, _) = filter(&document, parse(&document).0);
            let found = crate::markdown::heading::plan(&tokens);
            proptest::prop_assert!(found.last().is_some_and(|last| last.level == 2 && last.text == "After"), "{}", document);
        }
    }

    #[test]
    fn a_fence_that_is_indented_like_code_closes_nothing() {
        assert_eq!(moved("~~~\n    ~~~"), "~~~\n    ~~~\n~~~");
        assert_eq!(moved("~~~\n   ~~~"), "~~~\n   ~~~");
    }

    #[test]
    fn a_fence_in_a_list_ends_with_the_list() {
        assert_eq!(moved("- ```\n  x"), "- ```\n  x");
    }

    #[test]
    fn refused_html_is_text_and_allowed_html_stays() {
        assert_eq!(moved("a <kbd>b</kbd> <img src=x> <b>"), r"a <kbd>b</kbd> &lt;img src\=x\> &lt;b\>");
        assert_eq!(moved("<script><!--\n<script>-->"), r"&lt;script\>");
        assert_eq!(moved("<script>\nx\n</script>"), "&lt;script\\>\nx\n&lt;\\/script\\>");
    }

    #[test]
    fn a_line_stays_one() {
        let none = |_: &Target| None;
        assert_eq!(line_elsewhere("# a [b](entry:c)\nd", &none), "# a b d");
    }
}
