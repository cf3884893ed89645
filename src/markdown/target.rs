//! Where a link leads, judged as a browser would judge it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::{ParseError, Url};

use crate::base::is_forbidden;

/// A link's destination by its kind. Nothing else than these is ever written as a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// `entry:ID` or `entry:ID#fragment`; whether there is such an entry is not known here.
    Entry { id: String, fragment: Option<String> },
    /// An http or https URL, as written.
    Web(String),
    /// What follows `mailto:`.
    Mail(String),
    /// `#fragment`: a place on the same page, percent-decoded, without the `#`.
    Fragment(String),
    /// A path relative to the file, or from the root of the site if it begins with `/`, as written; with its query, if any.
    Path { path: String, fragment: Option<String> },
    /// No link: the scheme is not allowed, or it is no URL. Holds the destination without forbidden characters.
    Refused(String),
}

impl Target {
    /// Judges a destination as it comes from the Markdown parser, entities and escapes resolved.
    pub fn of(destination: &str) -> Target {
        let text = clean(destination);
        if let Some(rest) = text.get(..6).filter(|head| head.eq_ignore_ascii_case("entry:")).map(|_| &text[6..]) {
            let (id, fragment) = split_fragment(rest);
            return Target::Entry { id: id.to_owned(), fragment };
        }
        match Url::parse(&text) {
            Ok(url) => match url.scheme() {
                "http" | "https" => Target::Web(text),
                "mailto" if url.path().is_empty() && url.query().is_none() => Target::Refused(text),
                "mailto" => Target::Mail(text["mailto:".len()..].to_owned()),
                _ => Target::Refused(text),
            },
            Err(ParseError::RelativeUrlWithoutBase) => relative(text),
            Err(_) => Target::Refused(text),
        }
    }

    /// The scheme of a refused destination, in lower case.
    pub(super) fn scheme(destination: &str) -> Option<String> {
        let (scheme, _) = destination.split_once(':')?;
        let fits = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
        let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
        (begins && scheme.chars().all(fits)).then(|| scheme.to_ascii_lowercase())
    }
}

/// Without the characters that browsers leave out of URLs before they read the scheme.
fn clean(destination: &str) -> String {
    let kept = destination.chars().filter(|c| !is_forbidden(*c) && !matches!(c, '\t' | '\n'));
    kept.collect::<String>().trim().to_owned()
}

fn relative(text: String) -> Target {
    // Browsers read `//host`, `/\host` and their like as another host.
    if text.starts_with(['/', '\\']) && text[1..].starts_with(['/', '\\']) {
        return Target::Refused(text);
    }
    match split_fragment(&text) {
        ("", Some(fragment)) => Target::Fragment(fragment),
        (path, fragment) => Target::Path { path: path.to_owned(), fragment },
    }
}

/// Percent-encoded characters as themselves; what is no UTF-8 then stays as it is.
fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

fn split_fragment(text: &str) -> (&str, Option<String>) {
    match text.split_once('#') {
        Some((before, fragment)) => (before, Some(decoded(fragment).into_owned())),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> Target {
        Target::Path { path: path.to_owned(), fragment: None }
    }

    #[test]
    fn destinations_by_kind() {
        for (text, expected) in [
            ("https://example.com/a?b#c", Target::Web("https://example.com/a?b#c".to_owned())),
            (" HTTP://example.com", Target::Web("HTTP://example.com".to_owned())),
            ("mailto:a@example.com", Target::Mail("a@example.com".to_owned())),
            ("entry:v1", Target::Entry { id: "v1".to_owned(), fragment: None }),
            ("entry:v1#how", Target::Entry { id: "v1".to_owned(), fragment: Some("how".to_owned()) }),
            ("#%C3%BCber", Target::Fragment("über".to_owned())),
            ("#100%", Target::Fragment("100%".to_owned())),
            ("plan.png", path("plan.png")),
            ("/pages/policy", path("/pages/policy")),
            ("../a.md#x", Target::Path { path: "../a.md".to_owned(), fragment: Some("x".to_owned()) }),
            ("", path("")),
            ("/time/12:30", path("/time/12:30")),
        ] {
            assert_eq!(Target::of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn other_schemes_are_refused_however_they_are_spelt() {
        for text in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "java\u{0}script:alert(1)",
            "\u{202e}javascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:https://x",
            "r://work",
            "//example.com/x",
            "/\\example.com",
            "\\\\example.com",
            "https://",
        ] {
            assert!(matches!(Target::of(text), Target::Refused(_)), "{text:?}: {:?}", Target::of(text));
        }
    }
}
