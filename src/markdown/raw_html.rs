//! Raw HTML → its parts: the few elements that are allowed, other tags, comments and text.

use std::ops::Range;

/// The elements that may be used, without attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Br,
    Kbd,
    Sub,
    Sup,
    Mark,
    Ins,
    Del,
    Abbr,
    Details,
    Summary,
}

impl Element {
    pub(super) const NAMES: &str = "`br`, `kbd`, `sub`, `sup`, `mark`, `ins`, `del`, `abbr`, `details` and `summary`";

    pub(super) fn named(name: &str) -> Option<Element> {
        Some(match name.to_ascii_lowercase().as_str() {
            "br" => Element::Br,
            "kbd" => Element::Kbd,
            "sub" => Element::Sub,
            "sup" => Element::Sup,
            "mark" => Element::Mark,
            "ins" => Element::Ins,
            "del" => Element::Del,
            "abbr" => Element::Abbr,
            "details" => Element::Details,
            "summary" => Element::Summary,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Element::Br => "br",
            Element::Kbd => "kbd",
            Element::Sub => "sub",
            Element::Sup => "sup",
            Element::Mark => "mark",
            Element::Ins => "ins",
            Element::Del => "del",
            Element::Abbr => "abbr",
            Element::Details => "details",
            Element::Summary => "summary",
        }
    }

    /// Stands among blocks, not in a line of text.
    pub(super) fn is_block(self) -> bool {
        matches!(self, Element::Details | Element::Summary)
    }
}

/// A part of raw HTML, with its bytes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub kind: Kind<'a>,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Text,
    Comment,
    Open {
        name: &'a str,
        bare: Bare,
    },
    Close {
        name: &'a str,
    },
    /// `<!DOCTYPE …>`, `<?…?>`, `<![CDATA[…]]>`.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    Yes,
    /// It has attributes.
    No,
}

/// Splits raw HTML. Every byte is in exactly one part; a `<` that begins no tag is text.
pub(super) fn split(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut text, mut at) = (0, 0);
    // A terminator that is not found once is not looked for again, or many openings would cost their square.
    let mut unclosed = Unclosed::default();
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let Some((kind, length)) = part(&html[start..], &mut unclosed) else {
            at = start + 1;
            continue;
        };
        if text < start {
            parts.push(Part { kind: Kind::Text, range: text..start });
        }
        at = start + length;
        text = at;
        parts.push(Part { kind, range: start..at });
    }
    if text < html.len() {
        parts.push(Part { kind: Kind::Text, range: text..html.len() });
    }
    parts
}

#[derive(Default)]
struct Unclosed {
    comment: bool,
    tag: bool,
}

/// What begins at the `<` that `html` begins with, and its length.
fn part<'a>(html: &'a str, unclosed: &mut Unclosed) -> Option<(Kind<'a>, usize)> {
    if let Some(rest) = html.strip_prefix("<!--") {
        return comment(rest, unclosed).map(|length| (Kind::Comment, 4 + length));
    }
    if unclosed.tag {
        return None;
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return html.find('>').map(|end| (Kind::Other, end + 1));
    }
    let closing = html.starts_with("</");
    let after = if closing { &html[2..] } else { &html[1..] };
    let name =
        &after[..after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(after.len())];
    // `<ACCESS_TOKEN>` is no tag to CommonMark either.
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.contains('_') {
        return None;
    }
    let rest = &after[name.len()..];
    let Some(end) = tag_end(rest) else {
        unclosed.tag = true;
        return None;
    };
    let length = html.len() - rest.len() + end + 1;
    if closing {
        return Some((Kind::Close { name }, length));
    }
    let attributes = rest[..end].trim().trim_end_matches('/').trim();
    let bare = if attributes.is_empty() { Bare::Yes } else { Bare::No };
    Some((Kind::Open { name, bare }, length))
}

/// The length of a comment behind its `<!--`, with its end. `<!-->` and `<!--->` are comments too.
fn comment(rest: &str, unclosed: &mut Unclosed) -> Option<usize> {
    for short in [">", "->"] {
        if rest.starts_with(short) {
            return Some(short.len());
        }
    }
    if unclosed.comment {
        return None;
    }
    let end = rest.find("-->").map(|end| end + 3);
    unclosed.comment = end.is_none();
    end
}

/// Where the `>` of a tag is; one between quotes does not count.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that is never closed is none.
    rest.find('>')
}

/// Text of raw HTML with its character references resolved: the numeric ones, and the few names that people write.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest of them is 10 bytes; without a bound, many a `&` would cost their square.
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "copy" => '©',
        "rarr" => '→',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(html: &str) -> Vec<(Kind<'_>, &str)> {
        split(html).into_iter().map(|part| (part.kind, &html[part.range])).collect()
    }

    #[test]
    fn parts_of_raw_html() {
        let bare = |name| Kind::Open { name, bare: Bare::Yes };
        assert_eq!(
            kinds("<!-- a > --><details><br />x < y</details>"),
            [
                (Kind::Comment, "<!-- a > -->"),
                (bare("details"), "<details>"),
                (bare("br"), "<br />"),
                (Kind::Text, "x < y"),
                (Kind::Close { name: "details" }, "</details>"),
            ]
        );
    }

    #[test]
    fn quotes_hide_the_end_of_a_tag() {
        let html = "<a href=\"x>y\" onclick='>'>z";
        assert_eq!(
            kinds(html),
            [(Kind::Open { name: "a", bare: Bare::No }, &html[..html.len() - 1]), (Kind::Text, "z")]
        );
    }

    #[test]
    fn character_references_are_resolved_once() {
        assert_eq!(decode("a &amp;amp; &#60;&#x3E; &nope; &"), "a &amp; <> &nope; &");
        assert_eq!(decode("&ä; &#99999999999;"), "&ä; &#99999999999;");
    }

    #[test]
    fn what_never_ends_is_text() {
        for html in ["<!-- x", "<b", "< b>", "<b <i <u", "<1>", "<A_B>"] {
            assert_eq!(kinds(html), [(Kind::Text, html)]);
        }
        assert_eq!(split(&"<!-- <a ".repeat(50_000)).len(), 1);
    }
}
