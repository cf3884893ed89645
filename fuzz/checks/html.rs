//! Our HTML, parsed as browsers do: it holds the elements, attributes and addresses that we mean to write, and no others.

use forewarn::base::forbidden;
use scraper::{Html, Node};

/// Elements, and the attributes that each may have.
const ALLOWED: &[(&str, &[&str])] = &[
    ("a", &["aria-label", "class", "href", "title"]),
    ("abbr", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &[]),
    ("div", &["aria-label", "class", "role", "tabindex"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["alt", "loading", "src", "title"]),
    ("input", &["aria-label", "checked", "disabled", "type"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &["class", "id"]),
    ("mark", &[]),
    ("ol", &["class", "start"]),
    ("p", &["class"]),
    ("pre", &["tabindex"]),
    ("s", &[]),
    ("section", &["aria-label", "class"]),
    ("span", &["class"]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &["class", "id"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &["class"]),
];

pub fn is_safe(html: &str) {
    assert_eq!(forbidden(html).count(), 0, "{html:?}");
    let page = Html::parse_fragment(html);
    let mut ids = Vec::new();
    for node in page.root_element().descendants() {
        match node.value() {
            Node::Comment(_) | Node::ProcessingInstruction(_) | Node::Doctype(_) => {
                panic!("markup of others: {html:?}")
            }
            // The parser wraps a fragment.
            Node::Element(element) if element.name() == "html" => {}
            Node::Element(element) => {
                let allowed = ALLOWED.iter().find(|(name, _)| *name == element.name());
                let (_, attributes) = allowed.unwrap_or_else(|| panic!("<{}>: {html:?}", element.name()));
                for (name, value) in element.attrs() {
                    assert!(attributes.contains(&name), "<{} {name}>: {html:?}", element.name());
                    if ["href", "src"].contains(&name) {
                        leads_where_it_may(value, html);
                    }
                }
                ids.extend(element.attr("id"));
            }
            _ => {}
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice: {html:?}");
}

/// Within the site, whose address is `/`, or to a web page or a mailbox.
fn leads_where_it_may(address: &str, html: &str) {
    let lower = address.trim().to_ascii_lowercase();
    let elsewhere = ["http:", "https:", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let here = lower.starts_with('/') && !lower[1..].starts_with(['/', '\\']);
    assert!(elsewhere || here, "{address:?} in {html:?}");
}
