//! What the filter had to change, and the words for it.

use std::ops::Range;

use super::prose::prose;
use super::raw_html::{Bare, Element};
use super::target::Target;
use crate::base::{RelPath, Source, Span, forbidden};
use crate::diag::{Diagnostic, Rule};

/// A problem with its bytes of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub problem: Problem,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// A tag that is no allowed element, has attributes, or stands where it cannot.
    Tag {
        name: String,
        bare: Bare,
    },
    /// An end tag without its beginning.
    Stray {
        name: String,
    },
    Unclosed(Element),
    Declaration,
    /// A link or an image leads where none may.
    Destination(String),
    /// What an image shows can be no picture.
    Picture,
    /// A forbidden character that an entity makes.
    Character(char),
}

/// The finding for a problem of the body that begins at `offset`.
pub(super) fn word(found: &Found, source: &Source, offset: usize) -> Diagnostic {
    let span = Span::from(found.range.clone()).shift(offset);
    match &found.problem {
        Problem::Tag { name, bare } => tag(name, *bare, source, span),
        Problem::Stray { name } => {
            unsafe_html(&source.path, span, format!("`</{name}>` closes nothing and is shown as text"))
                .help("remove it, or put it in backticks if it is meant as text")
        }
        Problem::Unclosed(element) => {
            let name = element.name();
            let end = if element.is_block() { "after what it holds" } else { "before its paragraph or cell ends" };
            unsafe_html(&source.path, span, format!("`<{name}>` is not closed where it was opened"))
                .help(format!("write `</{name}>` {end}"))
        }
        Problem::Declaration => unsafe_html(&source.path, span, "raw HTML is shown as text")
            .help("put it in backticks if it is meant as text, or remove it"),
        Problem::Destination(destination) => self::destination(destination, &source.path, span),
        Problem::Picture => {
            unsafe_html(&source.path, span, "this leads to no picture, so its alternative text is shown")
                .help("write the path of a file beside the entry, or an `https:` URL")
        }
        Problem::Character(c) => {
            let entity = entity_in(source, span, *c);
            let finding = character(*c, &source.path, entity.unwrap_or(span));
            match entity {
                Some(entity) => finding.fix("remove the entity", entity, ""),
                None => finding.help("remove the entity"),
            }
        }
    }
}

/// The numeric entity that makes a character.
fn entity_in(source: &Source, span: Span, c: char) -> Option<Span> {
    let text = source.text.get(span.range())?;
    text.match_indices("&#").find_map(|(at, _)| {
        let end = at + text[at..].find(';')?;
        let digits = &text[at + 2..end];
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        (code.ok()? == u32::from(c)).then(|| Span::new(at, end + 1).shift(span.start))
    })
}

/// A finding for each forbidden character that stands in the body as it is; neighbours share one.
pub(super) fn characters(source: &Source, body: Span) -> Vec<Diagnostic> {
    const MAX: usize = 20;
    let mut runs: Vec<(char, Span)> = Vec::new();
    for (at, c) in forbidden(source.text.get(body.range()).unwrap_or_default()) {
        let span = Span::new(at, at + c.len_utf8()).shift(body.start);
        if let Some((_, run)) = runs.last_mut()
            && run.end == span.start
        {
            run.end = span.end;
        } else if runs.len() < MAX {
            runs.push((c, span));
        } else {
            break;
        }
    }
    let finding = |(c, span): (char, Span)| character(c, &source.path, span).fix("remove it", span, "");
    runs.into_iter().map(finding).collect()
}

/// Links that are none, since their destinations hold spaces: the brackets are shown as text.
pub(super) fn split(source: &Source, body: Span) -> Vec<Diagnostic> {
    let text = source.text.get(body.range()).unwrap_or_default();
    let candidates: Vec<Range<usize>> = text
        .match_indices(']')
        .filter(|(at, _)| text[at + 1..].starts_with('('))
        .filter_map(|(at, _)| spaced(text, at + 2))
        .collect();
    if candidates.is_empty() {
        return Vec::new(); // most bodies, which need not be parsed again
    }
    let prose = prose(text);
    let is_text = |place: &Range<usize>| prose.iter().any(|part| part.contains(&(place.start - 1)));
    let finding = |place: Range<usize>| {
        let message = format!("`{}` holds a space, so this is shown as text and not as a link", &text[place.clone()]);
        unsafe_html(&source.path, Span::from(place).shift(body.start), message)
            .help("write `%20` for each space of the link; or backticks, if it is meant as text")
    };
    candidates.into_iter().filter(is_text).map(finding).collect()
}

/// A destination with a scheme and a space in it, on one line.
fn spaced(text: &str, start: usize) -> Option<Range<usize>> {
    let end = start + text[start..].find([')', '\n'])?;
    let destination = &text[start..end];
    let web = ["http://", "https://", "mailto:", "entry:"].iter().any(|scheme| destination.starts_with(scheme));
    (web && text[end..].starts_with(')') && destination.trim_end().contains(' ')).then_some(start..end)
}

/// The body is shown as it is, since the parser gave up on it.
pub(super) fn unparsable(path: &RelPath, body: Span) -> Diagnostic {
    Diagnostic::new(Rule::Syntax, path, Span::point(body.start), "the Markdown parser cannot read this text")
        .help("remove the last thing that was added, and report the text as a bug of forewarn")
}

fn unsafe_html(path: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Rule::UnsafeHtml, path, span, message)
}

fn tag(name: &str, bare: Bare, source: &Source, span: Span) -> Diagnostic {
    let finding = unsafe_html(&source.path, span, format!("the tag `<{name}>` is shown as text"));
    match Element::named(name) {
        Some(_) if bare == Bare::No => {
            finding.fix(format!("write `<{name}>` without attributes"), span, format!("<{name}>"))
        }
        Some(Element::Summary) => finding.help("write `<summary>` directly after `<details>`"),
        Some(_) => finding.help(format!("begin a line with `<{name}>`, with an empty line before it")),
        None if is_active(name) => finding.help("remove it; entries carry neither scripts, styles nor other pages"),
        None => match markdown_for(name) {
            Some(markdown) => finding.help(format!("write {markdown} instead")),
            None => in_backticks(finding, source, span)
                .note(format!("only {} may be used, without attributes", Element::NAMES)),
        },
    }
}

/// A placeholder or a type such as `Vec<T>`: the whole word is meant as code.
fn in_backticks(finding: Diagnostic, source: &Source, span: Span) -> Diagnostic {
    let text = &source.text;
    let edge = |c: char| c.is_whitespace() || "`()[]|*\"'".contains(c);
    let word = text.get(..span.start).zip(text.get(span.end..)).map(|(before, after)| {
        let start = before.rfind(edge).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let end = span.end + after.find(edge).unwrap_or(after.len());
        let end = end
            - (text[span.end..end].len() - text[span.end..end].trim_end_matches(['.', ',', ':', ';', '!', '?']).len());
        Span::new(start, end)
    });
    match word.and_then(|word| Some((word, text.get(word.range())?))) {
        Some((word, code)) if code.len() <= 80 && !code.contains(['`', '\n']) => {
            finding.fix("write it as code if it is meant as text", word, format!("`{code}`"))
        }
        _ => finding.help("put it in backticks if it is meant as text"),
    }
}

/// Elements that do something, and are never meant as a placeholder.
fn is_active(name: &str) -> bool {
    let active = ["script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "svg"];
    active.contains(&name.to_ascii_lowercase().as_str())
}

/// What Markdown has for an element.
fn markdown_for(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "a" => "`[text](url)`",
        "b" | "strong" => "`**text**`",
        "i" | "em" => "`*text*`",
        "s" | "strike" => "`~~text~~`",
        "code" | "tt" | "samp" | "var" => "backticks around the text",
        "pre" => "a fenced code block",
        "img" | "picture" => "`![what it shows](file.png)`",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "a heading with `#`",
        "p" | "div" | "section" | "center" => "empty lines between paragraphs",
        "ul" | "li" | "ol" => "a list with `-` or `1.`",
        "dl" | "dt" | "dd" => "a term and, below it, `: its definition`",
        "hr" => "`---` on a line of its own",
        "blockquote" => "`> text`",
        "table" | "thead" | "tbody" | "tr" | "td" | "th" => "a table with `|`",
        _ => return None,
    })
}

fn destination(destination: &str, path: &RelPath, span: Span) -> Diagnostic {
    let (message, help) = match Target::scheme(destination) {
        Some(scheme) if scheme == "http" || scheme == "https" => {
            (format!("`{destination}` is no valid URL, so its text is shown without a link"), "write the whole URL")
        }
        Some(scheme) if scheme == "mailto" => (
            format!("`{destination}` names no address, so its text is shown without a link"),
            "write the address behind it",
        ),
        Some(scheme) => (
            format!("links with the scheme `{scheme}:` are not allowed, so its text is shown without a link"),
            "use an `https:`, `http:` or `mailto:` link, `entry:ID`, a path or `#heading`; or backticks, if it is meant as text",
        ),
        None => (
            format!(
                "`{destination}` leads to another host without naming a scheme, so its text is shown without a link"
            ),
            "write `https:` before it",
        ),
    };
    unsafe_html(path, span, message).help(help)
}

fn character(c: char, path: &RelPath, span: Span) -> Diagnostic {
    let code = u32::from(c);
    let (what, why) = match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            ("bidirectional override", "it shows readers another text than the one that is there")
        }
        '\u{FEFF}' => ("byte order mark inside the text", "it is invisible, and readers' programs stumble over it"),
        _ => ("control character", "feeds cannot carry it"),
    };
    Diagnostic::new(Rule::ControlCharacter, path, span, format!("{what} `U+{code:04X}`")).note(why)
}
