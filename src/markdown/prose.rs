//! A body or a title → what in it is prose: text that people read, and no code.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::filter::filter;
use super::parse::parse;
use super::token::Token;

pub use super::title::prose as title_prose;

/// The bytes of a body's prose, in order. Inline code, code blocks and the destinations of links are none.
pub fn prose(body: &str) -> Vec<Range<usize>> {
    let (tokens, _) = filter(body, parse(body).0);
    let mut in_code = false;
    let mut places = Vec::new();
    for placed in tokens {
        match placed.token {
            Token::Start(Tag::CodeBlock(_)) => in_code = true,
            Token::End(TagEnd::CodeBlock) => in_code = false,
            Token::Text(_) if !in_code => places.push(placed.range),
            _ => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_no_prose() {
        let body = "One `two` [three](four.md)\n\n```\nfive\n```\n\n    six\n";
        let words: Vec<&str> = prose(body).into_iter().map(|place| body[place].trim()).collect();
        assert_eq!(words, ["One", "", "three"]);
        assert_eq!(title_prose("Use `new` for `old`").collect::<Vec<_>>(), ["Use ", " for ", ""]);
    }
}
