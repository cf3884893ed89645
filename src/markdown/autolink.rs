//! Bare URLs in text (GFM, "Autolinks (extension)"): `https://…`, `http://…` and `www.…`.

use std::ops::Range;

/// A bare URL in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub range: Range<usize>,
    /// With `http://` before a bare `www.`.
    pub url: String,
}

/// The bare URLs of a text, in order.
pub(super) fn find(text: &str) -> Vec<Bare> {
    let mut found = Vec::new();
    if !["://", "w.", "W."].iter().any(|part| text.contains(part)) {
        return found; // nearly every text
    }
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        at = start + 1;
        if let Some(length) = length(&text[start..]) {
            let range = start..start + length;
            let scheme = if text[start..].starts_with(['w', 'W']) { "http://" } else { "" };
            at = range.end;
            found.push(Bare { url: format!("{scheme}{}", &text[range.clone()]), range });
        }
    }
    found
}

const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// Where a URL might begin: after white space, or one of `*_~(`, or at the very start.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|at| {
        matches!(bytes[*at], b'h' | b'H' | b'w' | b'W') && begins(&bytes[*at..]).is_some() && {
            let before = text[..*at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || "*_~(\"'".contains(c))
        }
    })
}

fn begins(bytes: &[u8]) -> Option<&'static str> {
    STARTS.into_iter().find(|start| bytes.get(..start.len()).is_some_and(|b| b.eq_ignore_ascii_case(start.as_bytes())))
}

/// The length of the URL that `text` begins with, if its domain is one.
fn length(text: &str) -> Option<usize> {
    let start = begins(text.as_bytes())?;
    let domain_from = if start == "www." { 0 } else { start.len() };
    let domain = &text[domain_from..];
    let domain = &domain[..domain.find(|c: char| !c.is_alphanumeric() && !"-_.".contains(c)).unwrap_or(domain.len())];
    if !is_domain(domain.trim_end_matches(['.', '_', '-'])) {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(text.len());
    Some(trim(&text[..end]).len()).filter(|length| *length > start.len())
}

/// At least one period, no empty part, no underscore in the last two parts.
fn is_domain(domain: &str) -> bool {
    let parts: Vec<&str> = domain.split('.').collect();
    parts.len() > 1 && parts.iter().all(|part| !part.is_empty()) && !parts.iter().rev().take(2).any(|p| p.contains('_'))
}

/// Without the punctuation that belongs to the sentence: a closing parenthesis only stays if it was opened inside.
fn trim(url: &str) -> &str {
    let mut url = url;
    let mut surplus = url.matches(')').count().saturating_sub(url.matches('(').count());
    loop {
        let shorter = url.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"']);
        let shorter = match shorter.strip_suffix(')') {
            Some(rest) if surplus > 0 => {
                surplus -= 1;
                rest
            }
            _ => shorter.strip_suffix(';').map_or(shorter, |rest| entity_start(rest).map_or(rest, |at| &rest[..at])),
        };
        if shorter.len() == url.len() {
            return url;
        }
        url = shorter;
    }
}

/// Where `&name` begins at the end of a text.
fn entity_start(text: &str) -> Option<usize> {
    let at = text.rfind('&')?;
    let name = &text[at + 1..];
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_urls_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("see https://example.com/a_b.", "https://example.com/a_b"),
            ("(https://example.com/x_(y))", "https://example.com/x_(y)"),
            ("https://example.com/a?b=c&d;", "https://example.com/a?b=c"),
            ("https://example.com/x?!:", "https://example.com/x"),
            ("www.example.com, and", "http://www.example.com"),
            ("\"https://example.com\"", "https://example.com"),
            ("HTTPS://EXAMPLE.COM:8080/", "HTTPS://EXAMPLE.COM:8080/"),
            ("https://bücher.example/ü", "https://bücher.example/ü"),
        ] {
            let urls: Vec<_> = find(text).into_iter().map(|bare| bare.url).collect();
            assert_eq!(urls, [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_domain_is_no_link() {
        for text in [
            "http://",
            "https://localhost:3000/",
            "xhttps://example.com",
            "www.",
            "www..x",
            "https://a_b.c_d",
            "http://.",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn several_in_one_text() {
        assert_eq!(find("https://a.example https://b.example").len(), 2);
        assert_eq!(find(&"https://a.b ".repeat(5_000)).len(), 5_000);
        assert_eq!(find(&"www.(".repeat(20_000)).len(), 0);
    }
}
