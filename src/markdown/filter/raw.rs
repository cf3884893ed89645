//! Raw HTML: a few bare elements stay, the rest becomes text.

use std::ops::Range;

use super::{Filter, Frame, MAX_ELEMENTS, owned};
use crate::markdown::problem::Problem;
use crate::markdown::raw_html::{Bare, Element, Kind, decode, split};
use crate::markdown::token::{Placed, Token};

impl Filter<'_> {
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        for part in split(html) {
            let text = &html[part.range.clone()];
            let exact = range.len() == html.len();
            let place =
                if exact { range.start + part.range.start..range.start + part.range.end } else { range.clone() };
            match part.kind {
                Kind::Comment => {}
                Kind::Text => self.push(owned(text), place),
                Kind::Other => self.refuse(text, Problem::Declaration, place),
                Kind::Open { name, bare } => match Element::named(name) {
                    Some(element) if bare == Bare::Yes && !element.is_block() => self.open(element, text, place),
                    _ => self.refuse_open(name, bare, text, place),
                },
                Kind::Close { name } => match Element::named(name) {
                    Some(element) if !element.is_block() => self.close(element, text, place),
                    _ => self.refuse_close(name, text, place),
                },
            }
        }
    }

    /// An HTML block holds elements, and loose text between them that needs a paragraph.
    pub(super) fn html_block(&mut self, lines: &Lines) {
        self.close_inline();
        for part in split(&lines.text) {
            let text = &lines.text[part.range.clone()];
            let place = lines.place(part.range);
            match part.kind {
                Kind::Comment => {}
                Kind::Text if text.trim().is_empty() && !self.in_phrase() => {}
                Kind::Text => {
                    self.phrase(&place);
                    self.push(owned(&decode(text)), place);
                }
                Kind::Other => {
                    self.phrase(&place);
                    self.refuse(text, Problem::Declaration, place);
                }
                Kind::Open { name, bare } => self.block_open(name, bare, text, place),
                Kind::Close { name } => match Element::named(name) {
                    Some(element) => self.block_close(element, text, place),
                    None => {
                        self.phrase(&place);
                        self.refuse_close(name, text, place);
                    }
                },
            }
        }
        self.close_inline();
    }

    pub(super) fn block_open(&mut self, name: &str, bare: Bare, text: &str, place: Range<usize>) {
        let element = Element::named(name).filter(|_| bare == Bare::Yes);
        let first = matches!(self.tokens.last(), Some(Placed { token: Token::Open(Element::Details), .. }));
        match element {
            Some(Element::Details) => {
                self.close_inline();
                self.open(Element::Details, text, place);
            }
            Some(Element::Summary) if first => self.open(Element::Summary, text, place),
            Some(element) if !element.is_block() => {
                self.phrase(&place);
                self.open(element, text, place);
            }
            _ => {
                self.phrase(&place);
                self.refuse_open(name, bare, text, place);
            }
        }
    }

    pub(super) fn block_close(&mut self, element: Element, text: &str, place: Range<usize>) {
        if element.is_block() {
            self.close_loose();
        }
        if !self.elements().any(|open| open == element) {
            self.phrase(&place);
        }
        self.close(element, text, place);
    }

    pub(super) fn open(&mut self, element: Element, text: &str, place: Range<usize>) {
        if element == Element::Br {
            return self.push(Token::Open(Element::Br), place);
        }
        if self.elements().count() >= MAX_ELEMENTS {
            return self.push(owned(text), place);
        }
        self.frames.push(Frame::Element(element, place.clone()));
        self.push(Token::Open(element), place);
    }

    /// Closes an element of the innermost container, and those inside it. Another end tag is text.
    pub(super) fn close(&mut self, element: Element, text: &str, place: Range<usize>) {
        if !self.elements().any(|open| open == element) {
            return self.refuse_close(element.name(), text, place);
        }
        while let Some(Frame::Element(open, at)) = self.frames.pop() {
            if open == element {
                return self.push(Token::Close(element), place);
            }
            self.close_frame(Frame::Element(open, at));
        }
    }

    pub(super) fn refuse_open(&mut self, name: &str, bare: Bare, text: &str, place: Range<usize>) {
        *self.refused.entry(name.to_ascii_lowercase()).or_default() += 1;
        self.refuse(text, Problem::Tag { name: name.to_owned(), bare }, place);
    }

    pub(super) fn refuse_close(&mut self, name: &str, text: &str, place: Range<usize>) {
        match self.refused.get_mut(&name.to_ascii_lowercase()) {
            Some(open) if *open > 0 => {
                *open -= 1;
                self.push(owned(text), place);
            }
            _ => self.refuse(text, Problem::Stray { name: name.to_owned() }, place),
        }
    }

    pub(super) fn refuse(&mut self, text: &str, problem: Problem, place: Range<usize>) {
        self.problem(problem, place.clone());
        self.push(owned(text), place);
    }
}

/// The text of an HTML block, and where each of its lines stands in the body: containers take a prefix off them.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    /// Offset in `text`, offset in the body.
    starts: Vec<(usize, usize)>,
}

impl Lines {
    pub(super) fn add(&mut self, line: &str, at: usize) {
        self.starts.push((self.text.len(), at));
        self.text.push_str(line);
    }

    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        let start = self.offset(part.start);
        // The end is looked up from the last byte, or it would be the start of the next line.
        start..self.offset(part.end.saturating_sub(1)).max(start) + usize::from(part.end > part.start)
    }

    pub(super) fn offset(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.starts.get(line).map_or(0, |(start, source)| source + (at - start))
    }
}
