//! What the filter makes of the parser's events: everything in it is safe to write.

use std::ops::Range;

use pulldown_cmark::{CowStr, Tag, TagEnd};

use super::raw_html::Element;
use super::target::Target;

/// A part of a body. Whatever opens closes, in order; there is no raw HTML left.
#[derive(Clone, Debug)]
pub(super) enum Token<'a> {
    /// Never a link, an image or raw HTML.
    Start(Tag<'a>),
    End(TagEnd),
    Link {
        target: Target,
        title: CowStr<'a>,
    },
    LinkEnd,
    Image {
        target: Target,
        title: CowStr<'a>,
    },
    ImageEnd,
    Open(Element),
    Close(Element),
    Text(CowStr<'a>),
    Code(CowStr<'a>),
    /// The label of a footnote.
    Note(CowStr<'a>),
    Task(bool),
    SoftBreak,
    HardBreak,
    Rule,
}

/// A token with its bytes of the body.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    pub token: Token<'a>,
    pub range: Range<usize>,
}

/// The text of some tokens without any markup: white space runs are one space, alternative texts and footnote marks
/// are left out.
pub(super) fn plain(tokens: &[Placed<'_>]) -> String {
    let mut text = String::new();
    let mut images = 0;
    for placed in tokens {
        match &placed.token {
            Token::Image { .. } => images += 1,
            Token::ImageEnd => images -= 1,
            _ if images > 0 => {}
            Token::Text(part) | Token::Code(part) => text.push_str(part),
            Token::SoftBreak | Token::HardBreak | Token::Open(Element::Br) => text.push(' '),
            _ => {}
        }
    }
    crate::base::permitted(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}
