//! A published document that is no page → the URLs in it.

/// The URLs below `base` in any text: XML, JSON, or HTML within them.
pub fn urls_below<'a>(text: &'a str, base: &str) -> Vec<&'a str> {
    let ends = |c: char| c.is_whitespace() || "\"'<>&\\)`".contains(c);
    let from = text.match_indices(base).map(|(at, _)| &text[at..]);
    from.map(|rest| rest.split(ends).next().unwrap_or(rest)).collect()
}
