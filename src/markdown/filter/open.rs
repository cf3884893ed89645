//! What is open, and the closing of it: an element never outlives the container in which it was opened.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::{Filter, Frame};
use crate::markdown::problem::Problem;
use crate::markdown::raw_html::Element;
use crate::markdown::token::Token;

impl Filter<'_> {
    /// The elements that are open in the innermost container, from the inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element> + '_ {
        self.frames.iter().rev().map_while(|frame| match frame {
            Frame::Element(element, _) => Some(*element),
            Frame::Markdown | Frame::Loose => None,
        })
    }

    /// Whether text may stand here: in a loose paragraph, or in a line of it.
    pub(super) fn in_phrase(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Loose)) || self.elements().any(|element| element != Element::Details)
    }

    /// Begins a loose paragraph, unless text may stand here.
    pub(super) fn phrase(&mut self, place: &Range<usize>) {
        if !self.in_phrase() {
            self.frames.push(Frame::Loose);
            self.push(Token::Start(Tag::Paragraph), place.clone());
        }
    }

    /// Ends a loose paragraph and the elements in it.
    pub(super) fn close_loose(&mut self) {
        let is_block = |frame: &Frame| matches!(frame, Frame::Element(element, _) if element.is_block());
        while let Some(frame) = self.frames.pop_if(|frame| !matches!(frame, Frame::Markdown) && !is_block(frame)) {
            self.close_frame(frame);
        }
    }

    /// Ends whatever cannot hold a block: all that is open in the innermost container, save `details`.
    pub(super) fn close_inline(&mut self) {
        let holds_blocks = |frame: &Frame| matches!(frame, Frame::Markdown | Frame::Element(Element::Details, _));
        while let Some(frame) = self.frames.pop_if(|frame| !holds_blocks(frame)) {
            self.close_frame(frame);
        }
    }

    pub(super) fn close_frame(&mut self, frame: Frame) {
        let end = self.tokens.last().map_or(0, |placed| placed.range.end);
        match frame {
            Frame::Markdown => {}
            Frame::Loose => self.push(Token::End(TagEnd::Paragraph), end..end),
            Frame::Element(element, opened) => {
                self.problem(Problem::Unclosed(element), opened);
                self.push(Token::Close(element), end..end);
            }
        }
    }
}
