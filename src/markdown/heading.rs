//! Headings: their ids and their levels.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::token::{Placed, Token, plain};

/// A heading among the tokens.
pub(super) struct Planned {
    /// Index of its start among the tokens.
    pub at: usize,
    pub level: u8,
    pub id: String,
    pub text: String,
    pub range: Range<usize>,
}

/// All headings, in order, each with an id of its own: the one that it was given (`{#id}`), or one made from its
/// text in the manner of GitHub.
pub(super) fn plan(tokens: &[Placed<'_>]) -> Vec<Planned> {
    let starts = tokens.iter().enumerate().filter_map(|(at, placed)| match &placed.token {
        Token::Start(Tag::Heading { level, id, .. }) => Some((at, *level as u8, id.as_deref(), &placed.range)),
        _ => None,
    });
    let starts: Vec<_> = starts.collect();
    let mut ids = Ids::default();
    // Given ids come first, so that a made one never takes theirs.
    let given: Vec<_> = starts.iter().map(|(_, _, id, _)| id.map(|id| ids.unique(id.to_owned()))).collect();
    let planned = starts.into_iter().zip(given).map(|((at, level, _, range), given)| {
        let is_end = |placed: &Placed<'_>| matches!(placed.token, Token::End(TagEnd::Heading(_)));
        let text = plain(&tokens[at..at + tokens[at..].iter().position(is_end).unwrap_or(0)]);
        let id = given.unwrap_or_else(|| ids.unique(slug(&text)));
        Planned { at, level, id, text, range: range.clone() }
    });
    planned.collect()
}

/// Lower case; spaces become hyphens; of the rest, letters, digits, `-` and `_` stay.
fn slug(text: &str) -> String {
    let kept = text.chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c => c.is_alphanumeric().then_some(c),
    });
    let slug: String = kept.collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[derive(Default)]
struct Ids {
    /// Each id taken, and the number to try next for another of its kind.
    taken: HashMap<String, usize>,
}

impl Ids {
    fn unique(&mut self, wanted: String) -> String {
        // These belong to the footnotes.
        let wanted = if wanted.starts_with("fn-") || wanted.starts_with("fnref-") {
            format!("section-{wanted}")
        } else {
            wanted
        };
        let Some(next) = self.taken.get(&wanted).copied() else {
            self.taken.insert(wanted.clone(), 1);
            return wanted;
        };
        let free = (next..).find(|n| !self.taken.contains_key(&format!("{wanted}-{n}"))).unwrap_or(next);
        self.taken.insert(wanted.clone(), free + 1);
        let id = format!("{wanted}-{free}");
        self.taken.insert(id.clone(), 1);
        id
    }
}

/// Turns the levels of a body into those of a page, on which no level is skipped.
pub(super) struct Levels {
    top: u8,
    /// The levels of the body that the current heading stands under, outermost first.
    above: Vec<u8>,
}

impl Levels {
    pub(super) fn below(top: u8) -> Self {
        Levels { top: top.clamp(1, 6), above: Vec::new() }
    }

    pub(super) fn next(&mut self, level: u8) -> u8 {
        self.above.retain(|above| *above < level);
        let depth = self.above.len() as u8;
        self.above.push(level);
        (self.top + depth).min(6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_in_the_manner_of_github() {
        for (text, id) in [
            ("What's new?", "whats-new"),
            ("GET /v1/items/{id}", "get-v1itemsid"),
            ("Über `snake_case`", "über-snake_case"),
            ("!", "section"),
        ] {
            assert_eq!(slug(text), id);
        }
    }

    #[test]
    fn equal_ids_are_numbered_and_never_collide() {
        let mut ids = Ids::default();
        let made = ["a", "a-1", "a", "a", "a-1", "fn-x-1"].map(|id| ids.unique(id.to_owned()));
        assert_eq!(made, ["a", "a-1", "a-2", "a-3", "a-1-1", "section-fn-x-1"]);
    }

    #[test]
    fn levels_begin_at_the_top_and_skip_none() {
        let mut levels = Levels::below(2);
        assert_eq!([3, 5, 6, 3, 1, 4].map(|level| levels.next(level)), [2, 3, 4, 2, 2, 3]);
        let mut levels = Levels::below(5);
        assert_eq!([1, 2, 3].map(|level| levels.next(level)), [5, 6, 6]);
    }
}
