//! Any text → a text that a terminal shows and does not obey: control characters and bidirectional overrides become
//! pictures. One character stays one character, so that columns stay true.

use crate::base::is_forbidden;

/// A text of one line: line ends and tabs become spaces.
pub fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { picture(c) }).collect()
}

/// A text whose line ends are kept, as line feeds.
pub(super) fn paragraph(text: &str) -> String {
    with_tabs(&text.replace("\r\n", "\n")).replace('\t', "    ")
}

/// A line of a source: tabs are kept, since whoever draws it has to count their width.
pub(super) fn with_tabs(text: &str) -> String {
    text.chars().map(picture).collect()
}

fn picture(c: char) -> char {
    match c {
        c if !is_forbidden(c) => c,
        '\u{7f}' => '\u{2421}',
        // The block of control pictures mirrors the first 32 code points.
        c if c < ' ' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_pictures() {
        assert_eq!(one_line("a\u{1b}[0m\tb\r\nc\u{85}\u{202e}\u{7f}"), "a␛[0m b c\u{fffd}\u{fffd}␡");
        assert_eq!(paragraph("a\r\n\tb\r"), "a\n    b␍");
    }
}
