//! Properties → content lines (RFC 5545, sections 3.1 and 3.3.11): escaped, folded, ended by CRLF. Any text may be given.

use std::borrow::Cow;

use crate::site::xml::clean;

/// The most octets of a line, without its end.
pub const MOST: usize = 75;

/// Content lines in the making.
#[derive(Debug)]
pub struct Lines(String);

impl Lines {
    /// `capacity` is the expected length in bytes.
    pub fn new(capacity: usize) -> Self {
        Lines(String::with_capacity(capacity))
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// A property whose value is written as it is: no text, but a word, a number, a date, a duration or a URL. A URL
    /// holds neither white space nor control characters.
    pub fn put(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A property that holds a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{}", escaped(value)));
    }

    /// A property that holds a list of texts.
    pub fn texts(&mut self, name: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        self.folded(&format!("{name}:{}", values.join(",")));
    }

    /// The line, broken where it grows too long, but never inside a character. The space that a continuation begins
    /// with is not a part of the value.
    fn folded(&mut self, line: &str) {
        let mut rest = line;
        let mut room = MOST;
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            self.0.push_str(head);
            self.0.push_str("\r\n ");
            rest = tail;
            room = MOST - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// Text without what a content line cannot carry: control characters go, line ends and separators of any kind become
/// `\n`, and what would end a value is escaped. A colon is not.
pub fn escaped(text: &str) -> String {
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n")),
        false => Cow::Borrowed(text),
    };
    let clean = clean(&text);
    let mut out = String::with_capacity(clean.len() + 16);
    for c in clean.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            // Some parsers end a line at a separator of lines or paragraphs.
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}
