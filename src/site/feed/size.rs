//! How many bytes an item takes, without writing it.

use super::{Category, Item};

/// At least as many bytes as the item takes in any format, and not many more.
pub fn at_most(item: &Item) -> usize {
    const TAGS: usize = 900;
    let texts = [&item.title, &item.url, &item.id, &item.summary];
    // RSS has the summary as HTML, and so escapes it twice.
    let texts = texts.into_iter().chain([&item.summary]).chain(&item.owner).chain(&item.extension.replacement);
    let categories: usize = item.categories.iter().map(of_category).sum();
    let body = if item.content_html.is_empty() { 10 * (item.summary.len() + item.title.len()) } else { 0 };
    TAGS + body + within_string(&item.content_html) + texts.map(|text| escaped(text)).sum::<usize>() + categories
}

fn of_category(category: &Category) -> usize {
    const TAGS: usize = 64;
    let scheme = category.scheme.as_deref().map_or(0, escaped);
    TAGS + escaped(&category.term) + escaped(&category.label) + scheme
}

/// The bytes of a text as an XML text or attribute, or a JSON string.
pub fn escaped(text: &str) -> usize {
    let is_longer = |byte: &&u8| matches!(**byte, b'<' | b'>' | b'&' | b'"' | b'\'' | b'\n' | b'\r' | b'\t' | b'\\');
    text.len() + 5 * text.as_bytes().iter().filter(is_longer).count()
}

/// The bytes of HTML as a JSON string, or as CDATA, which is shorter but for each `]]>`.
pub fn within_string(html: &str) -> usize {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 2,
        _ => 1,
    };
    html.bytes().map(byte).sum::<usize>() + 12 * html.matches("]]>").count()
}
