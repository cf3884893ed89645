//! Footnotes: which are used, in what order, and how often.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::token::{Placed, Token};

/// A footnote that is used.
pub(super) struct Note {
    /// Its tokens.
    pub body: Range<usize>,
    /// How many references lead to it.
    pub uses: usize,
}

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Notes {
    /// In the order of first use, notes inside notes last.
    pub order: Vec<Note>,
    /// Index in `order` by label.
    numbers: HashMap<String, usize>,
    /// Every definition, used or not: index of its start → that of its end.
    ends: HashMap<usize, usize>,
}

impl Notes {
    pub(super) fn index(&self, label: &str) -> Option<usize> {
        self.numbers.get(label).copied()
    }

    /// Where the definition ends that starts at this token.
    pub(super) fn end(&self, start: usize) -> Option<usize> {
        self.ends.get(&start).copied()
    }
}

pub(super) fn plan(tokens: &[Placed<'_>]) -> Notes {
    let mut notes = Notes::default();
    let mut bodies: HashMap<&str, Range<usize>> = HashMap::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, placed) in tokens.iter().enumerate() {
        match &placed.token {
            Token::Start(Tag::FootnoteDefinition(label)) => open.push((at, label)),
            Token::End(TagEnd::FootnoteDefinition) => {
                if let Some((start, label)) = open.pop() {
                    notes.ends.insert(start, at);
                    bodies.entry(label).or_insert(start + 1..at);
                }
            }
            _ => {}
        }
    }
    count(tokens, 0..tokens.len(), &bodies, &mut notes);
    let mut next = 0;
    while let Some(body) = notes.order.get(next).map(|note| note.body.clone()) {
        count(tokens, body, &bodies, &mut notes);
        next += 1;
    }
    notes
}

/// Counts the references of some tokens, outside of images and of definitions.
fn count(tokens: &[Placed<'_>], range: Range<usize>, bodies: &HashMap<&str, Range<usize>>, notes: &mut Notes) {
    let (mut at, mut images) = (range.start, 0usize);
    while at < range.end {
        match &tokens[at].token {
            Token::Start(Tag::FootnoteDefinition(_)) => at = notes.end(at).unwrap_or(at),
            Token::Image { .. } => images += 1,
            Token::ImageEnd => images -= 1,
            Token::Note(label) if images == 0 => {
                if let Some(body) = bodies.get(label.as_ref()) {
                    let next = notes.order.len();
                    let index = *notes.numbers.entry(label.to_string()).or_insert(next);
                    if index == next {
                        notes.order.push(Note { body: body.clone(), uses: 0 });
                    }
                    notes.order[index].uses += 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
}
