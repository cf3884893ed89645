//! Characters that no text of ours may hold: control characters, which XML cannot carry and terminals obey, and
//! bidirectional overrides, which show readers another text than the one that is there.

use std::borrow::Cow;

use super::first_byte;

/// The forbidden characters of a text with their byte offsets. Tabs, line feeds and the carriage return of a CRLF
/// are allowed.
pub fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let follows = |at: usize, next: u8| text.as_bytes().get(at + 1) == Some(&next);
    // Most text is plain ASCII, which needs no look at each character.
    let suspect = if first_byte(text.as_bytes(), |byte| !is_plain(byte)).is_none() { "" } else { text };
    suspect.char_indices().filter(move |(at, c)| is_forbidden(*c) && !(*c == '\r' && follows(*at, b'\n')))
}

/// The text without its forbidden characters; nearly every text is returned as it is.
pub fn permitted(text: &str) -> Cow<'_, str> {
    match first_byte(text.as_bytes(), |byte| !is_plain(byte)) {
        Some(at) if text[at..].contains(is_forbidden) => {
            Cow::Owned(text.chars().filter(|c| !is_forbidden(*c)).collect())
        }
        _ => Cow::Borrowed(text),
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n')
}

/// Whether a character has no place in any text. A carriage return is one: only [`forbidden`] sees what follows it.
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_override_characters_are_found_at_their_place() {
        let found: Vec<_> = forbidden("ä\u{1b}[0m \u{202e}x\u{85}\u{feff}").collect();
        assert_eq!(found, [(2, '\u{1b}'), (7, '\u{202e}'), (11, '\u{85}'), (13, '\u{feff}')]);
    }

    #[test]
    fn permitted_text_stays_as_it_is() {
        assert!(matches!(permitted("tab\tschön שלום\n"), Cow::Borrowed(_)));
        assert_eq!(permitted("ä\u{1b}[0m\u{202e}x"), "ä[0mx");
    }

    #[test]
    fn line_ends_and_tabs_are_allowed() {
        assert_eq!(forbidden("a\tb\r\nc\n\u{200e}\u{200b}").count(), 0);
        assert_eq!(forbidden("a\rb").count(), 1);
    }
}
