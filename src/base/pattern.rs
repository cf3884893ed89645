//! Patterns with which consumers find their uses: regexes of bounded cost.
//!
//! A pattern runs over other people's files, and may come from a schedule of the network. The engine's time is linear in the
//! text whatever the pattern, so its size is the only cost there is to bound.

use std::fmt;
use std::ops::Range;

use regex::{Regex, RegexBuilder};
use regex_syntax::ast;

/// A Rust regex in multi-line mode (`^` and `$` are at lines), of bounded size.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// Why a text is no [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidPattern {
    /// What is wrong, in the words of the regex parser, and its bytes of the pattern.
    Syntax { reason: String, place: Range<usize> },
    /// Longer than [`Pattern::MAX_LENGTH`], deeper than [`Pattern::MAX_DEPTH`], or compiled larger than [`Pattern::MAX_SIZE`].
    TooCostly { reason: String },
}

impl Pattern {
    /// Bytes of the text of a pattern.
    pub const MAX_LENGTH: usize = 4 << 10;
    /// Groups and repetitions inside each other.
    pub const MAX_DEPTH: u32 = 50;
    /// Bytes of the compiled program: about a dozen `\w`, which know all letters of Unicode, or some thousand plain
    /// characters.
    pub const MAX_SIZE: usize = 1 << 20;

    pub fn new(text: &str) -> Result<Self, InvalidPattern> {
        if text.len() > Pattern::MAX_LENGTH {
            let reason = format!("it has {} bytes, more than {}", text.len(), Pattern::MAX_LENGTH);
            return Err(InvalidPattern::TooCostly { reason });
        }
        let mut parser = regex_syntax::ParserBuilder::new().multi_line(true).nest_limit(Pattern::MAX_DEPTH).build();
        parser.parse(text).map_err(|error| explain(&error))?;
        let built = RegexBuilder::new(text)
            .multi_line(true)
            .nest_limit(Pattern::MAX_DEPTH)
            .size_limit(Pattern::MAX_SIZE)
            .build();
        built.map(Pattern).map_err(|error| InvalidPattern::TooCostly {
            reason: match error {
                regex::Error::CompiledTooBig(_) => {
                    format!("compiled it takes more than {} KiB", Pattern::MAX_SIZE >> 10)
                }
                other => other.to_string(),
            },
        })
    }

    /// Where it matches first, as bytes of the text.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.0.find(text).map(|found| found.range())
    }

    /// Everywhere it matches, in order.
    pub fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        self.0.find_iter(text).map(|found| found.range())
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

fn explain(error: &regex_syntax::Error) -> InvalidPattern {
    let syntax =
        |reason: String, span: &ast::Span| InvalidPattern::Syntax { reason, place: span.start.offset..span.end.offset };
    match error {
        regex_syntax::Error::Parse(error) => match error.kind() {
            ast::ErrorKind::NestLimitExceeded(limit) => {
                let reason = format!("groups and repetitions lie more than {limit} deep inside each other");
                InvalidPattern::TooCostly { reason }
            }
            kind => syntax(kind.to_string(), error.span()),
        },
        regex_syntax::Error::Translate(error) => syntax(error.kind().to_string(), error.span()),
        other => InvalidPattern::Syntax { reason: other.to_string(), place: 0..0 },
    }
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (InvalidPattern::Syntax { reason, .. } | InvalidPattern::TooCostly { reason }) = self;
        out.write_str(reason)
    }
}

impl std::error::Error for InvalidPattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_begin_and_end_where_the_pattern_says() {
        let pattern = Pattern::new(r"^FROM \w+$").unwrap();
        assert_eq!(pattern.find("# x\nFROM debian\n"), Some(4..15));
        assert_eq!(pattern.find_all("FROM a\nFROM b\n").count(), 2);
    }

    #[test]
    fn a_mistake_has_its_place() {
        let Err(InvalidPattern::Syntax { place, .. }) = Pattern::new("a(?=b)") else {
            panic!("look-ahead is no syntax")
        };
        assert_eq!(place, 1..4);
    }

    #[test]
    fn patterns_that_would_cost_too_much_are_refused() {
        let nested = format!("{}a{}", "(".repeat(60), ")".repeat(60));
        for text in ["a".repeat(5000), r"\w{1000}".to_owned(), "(a{100}){100}{100}".to_owned(), nested] {
            assert!(matches!(Pattern::new(&text), Err(InvalidPattern::TooCostly { .. })), "{text}");
        }
    }

    #[test]
    fn ordinary_patterns_are_cheap_enough() {
        for text in [
            r"\bconfkit\.MustGet\(",
            r"^\s*FROM\s+(--platform=\S+\s+)?images\.example\.com/\w+/\w+\b",
            r"(?i)\w+\s*=\s*\w+",
        ] {
            assert!(Pattern::new(text).is_ok(), "{text}");
        }
    }
}
