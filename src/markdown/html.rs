//! HTML with open slots, and the escaping that all of it goes through.

use crate::base::{first_byte, is_forbidden};

/// HTML in which the places are known where a URL begins that lies inside the site. What comes before such a URL (a
/// base path, or an absolute base URL) is given when it is written: a page and a feed show the same HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    text: String,
    /// Byte offsets in `text`, ascending.
    slots: Vec<usize>,
}

impl Html {
    /// Empty, with room for the HTML of a text of this length.
    pub(super) fn for_text(length: usize) -> Self {
        Html { text: String::with_capacity(length * 2), slots: Vec::new() }
    }

    /// Writes it with `prefix` (unescaped) in every slot.
    pub fn write(&self, prefix: &str, out: &mut String) {
        let prefix = escape(prefix);
        let mut written = 0;
        for slot in &self.slots {
            out.push_str(&self.text[written..*slot]);
            out.push_str(&prefix);
            written = *slot;
        }
        out.push_str(&self.text[written..]);
    }

    pub fn to_string_with(&self, prefix: &str) -> String {
        let mut out = String::with_capacity(self.text.len() + self.slots.len() * prefix.len());
        self.write(prefix, &mut out);
        out
    }

    /// Length in bytes, with empty slots.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends markup that is safe as it stands.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Appends text, escaped for content and for double-quoted attribute values.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape_into(text, &mut self.text);
        self
    }

    /// Appends a URL inside a double-quoted attribute value.
    pub(super) fn url(&mut self, url: &str) -> &mut Self {
        escape_url_into(url, &mut self.text);
        self
    }

    /// Marks that a URL inside the site begins here.
    pub(super) fn slot(&mut self) -> &mut Self {
        self.slots.push(self.text.len());
        self
    }
}

/// Text as HTML, for content and for double-quoted attribute values.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// Forbidden characters are left out.
fn escape_into(text: &str, out: &mut String) {
    // Every forbidden character is a control character or begins with a byte beyond ASCII.
    let is_special = |byte| !matches!(byte, b' '..=b'~' | b'\t' | b'\n') || matches!(byte, b'&' | b'<' | b'>' | b'"');
    let mut rest = text;
    while let Some(at) = first_byte(rest.as_bytes(), is_special) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut from = from.chars();
        match from.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some(c) if !is_forbidden(c) => out.push(c),
            _ => {}
        }
        rest = from.as_str();
    }
    out.push_str(rest);
}

/// Percent-encodes what may not stand in a URL; what is encoded already stays.
fn escape_url_into(url: &str, out: &mut String) {
    // Brackets may only stand around an IPv6 address, and only one `#` begins a fragment.
    let authority = url.find("://").map_or(0, |at| at + 3);
    let path = authority + url[authority..].find(['/', '?', '#']).unwrap_or(url.len() - authority);
    let fragment = url.find('#').unwrap_or(url.len());
    for (at, c) in url.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            '[' | ']' if authority > 0 && at < path => out.push(c),
            '#' if at == fragment => out.push(c),
            c if c.is_ascii_alphanumeric() || "-_.~:/?@!$()*+,;=%".contains(c) => out.push(c),
            c if is_forbidden(c) => {}
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_take_the_prefix_escaped() {
        let mut html = Html::default();
        html.raw("<a href=\"").slot().url("changes/x/").raw("\">").text("x & y").raw("</a>");
        assert_eq!(html.to_string_with("/a&b/"), "<a href=\"/a&amp;b/changes/x/\">x &amp; y</a>");
        assert_eq!(html.len(), html.to_string_with("").len());
    }

    #[test]
    fn control_characters_are_stripped() {
        assert_eq!(escape("a\u{8}\u{202e}b\r\n<"), "ab\n&lt;");
    }

    #[test]
    fn urls_are_percent_encoded_once() {
        for (url, expected) in [
            ("a b%20\"ü&'", "a%20b%20%22%C3%BC&amp;&#39;"),
            ("https://[::1]:80/?a=[1]#b#c", "https://[::1]:80/?a=%5B1%5D#b%23c"),
            ("a/[b]", "a/%5Bb%5D"),
        ] {
            let mut html = Html::default();
            html.url(url);
            assert_eq!(html.to_string_with(""), expected);
        }
    }
}
