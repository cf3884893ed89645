//! A body → what it says about itself: its summary, headings, links, its weight, and what is wrong with it.

use pulldown_cmark::Tag;

use super::filter::filter;
use super::parse::parse;
use super::problem::Found;
use super::raw_html::Element;
use super::target::Target;
use super::token::{Placed, Token, plain};
use super::weight::Weight;
use super::{heading, problem};
use crate::base::{Source, Span};
use crate::diag::Diagnostic;

/// What a body says about itself, found in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The first paragraph as plain text, at most 240 characters, cut at a word with `…`; empty if there is none.
    pub summary: String,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub weight: Weight,
}

/// A heading, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As written, 1 to 6; `render` shifts it.
    pub level: u8,
    /// Unique in the body: the anchor under which it is found.
    pub id: String,
    /// Plain text.
    pub text: String,
    pub span: Span,
}

/// A link or an image, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub target: Target,
    pub span: Span,
    pub image: bool,
}

impl Outline {
    /// Whether `#id` leads somewhere in this body.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.headings.iter().any(|heading| heading.id == id)
    }
}

const SUMMARY_CHARACTERS: usize = 240;

/// Reads the Markdown at `body` inside `source`; all places are places in `source`.
pub fn outline(source: &Source, body: Span) -> (Outline, Vec<Diagnostic>) {
    let text = source.text.get(body.range()).unwrap_or_default();
    let (pieces, unparsable) = parse(text);
    let (tokens, problems) = filter(text, pieces);
    let headings = heading::plan(&tokens).into_iter().map(|heading| Heading {
        level: heading.level,
        id: heading.id,
        text: heading.text,
        span: Span::from(heading.range).shift(body.start),
    });
    let mut outline = Outline {
        summary: summary(&tokens),
        headings: headings.collect(),
        links: links(&tokens, body.start),
        weight: Weight::of(&tokens, &source.path),
    };
    // It is kept for as long as the entry is.
    outline.headings.shrink_to_fit();
    outline.links.shrink_to_fit();
    let mut findings = problem::characters(source, body);
    findings.extend(problem::split(source, body));
    findings.extend(unparsable.map(|_| problem::unparsable(&source.path, body)));
    findings.extend(problems.iter().map(|found| problem::word(found, source, body.start)));
    (outline, findings)
}

/// Reads one line of inline Markdown that stands somewhere in `source` in another notation (a TOML string): every
/// place is `span` as a whole.
pub fn line_outline(source: &Source, span: Span, text: &str) -> (Vec<Link>, Vec<Diagnostic>) {
    let line = as_heading(text);
    let (tokens, problems) = filter(&line, parse(&line).0);
    let links = links(&tokens, 0).into_iter().map(|link| Link { span, ..link }).collect();
    let findings = problems.into_iter().map(|found| {
        let mut finding = problem::word(&Found { range: span.range(), ..found }, source, 0);
        finding.help.iter_mut().for_each(|help| help.edit = None);
        finding
    });
    (links, findings.collect())
}

/// A line whose text is never read as a block. The comment keeps a `#` at the end from being the heading's fence.
pub(super) fn as_heading(text: &str) -> String {
    format!("# {}<!-- -->", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn links(tokens: &[Placed<'_>], offset: usize) -> Vec<Link> {
    let link = |placed: &Placed<'_>| {
        let (target, image) = match &placed.token {
            Token::Link { target, .. } => (target, false),
            Token::Image { target, .. } => (target, true),
            _ => return None,
        };
        Some(Link { target: target.clone(), span: Span::from(placed.range.clone()).shift(offset), image })
    };
    tokens.iter().filter_map(link).collect()
}

/// The first paragraph that has text and stands in nothing else.
fn summary(tokens: &[Placed<'_>]) -> String {
    let (mut depth, mut start) = (0usize, 0);
    for (at, placed) in tokens.iter().enumerate() {
        match &placed.token {
            Token::Open(Element::Br) => {}
            Token::Start(_) | Token::Open(_) | Token::Link { .. } | Token::Image { .. } => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            Token::End(_) | Token::Close(_) | Token::LinkEnd | Token::ImageEnd => {
                depth -= 1;
                if depth == 0 && matches!(tokens[start].token, Token::Start(Tag::Paragraph)) {
                    let text = plain(&tokens[start..at]);
                    if !text.is_empty() {
                        return shorten(&text);
                    }
                }
            }
            _ => {}
        }
    }
    String::new()
}

/// At most [`SUMMARY_CHARACTERS`], cut after a word.
fn shorten(text: &str) -> String {
    if text.chars().count() <= SUMMARY_CHARACTERS {
        return text.to_owned();
    }
    let end = text.char_indices().nth(SUMMARY_CHARACTERS - 1).map_or(text.len(), |(at, _)| at);
    let whole = if text[end..].starts_with(' ') { end } else { text[..end].rfind(' ').unwrap_or(end) };
    format!("{}…", text[..whole].trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—']))
}
