//! The body of an entry: as HTML on its page and elsewhere, as an outline, as Markdown for others, and as one line.

use forewarn::base::{RelPath, Source, Span};
use forewarn::markdown::{
    Code, Elsewhere, Ids, Options, Resolved, Target, elsewhere, line_html, outline, prose, render, title_html,
    title_plain,
};

use super::{html, places, text};

/// The body stands behind a front matter, so that places are known to be places of the file.
const FRONT: &str = "+++\n+++\n";
const SUMMARY: usize = 240;
/// No text of n bytes becomes more than this many times n, and a bit: headings of one letter with their anchors, and
/// cells of tables, are the worst.
const GROWTH: usize = 400;

pub fn check(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    for (ids, code) in [(Ids::Kept, Code::Highlighted), (Ids::Omitted, Code::Plain)] {
        let options = Options { id_prefix: "x", page: "changes/x/", top_heading: 2, code, ids };
        let page = render(text, &options, &resolve).to_string_with("/");
        html::is_safe(&page);
        assert!(page.len() <= GROWTH * (text.len() + 10), "{} bytes of {}: {text:?}", page.len(), text.len());
    }
    html::is_safe(&line_html(text, &resolve).to_string_with("/"));
    html::is_safe(&title_html(text));
    title_plain(text);
    outlined(text);
    for range in prose(text) {
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    }
    let absolute = |_: &Target| Some("https://a.example/".to_owned());
    let moved = elsewhere(text, Elsewhere { name: "x", top_heading: 3 }, &absolute);
    outlined(&moved);
}

fn outlined(body: &str) {
    let source = Source::new(RelPath::new("a.md").unwrap(), format!("{FRONT}{body}"));
    let (outline, findings) = outline(&source, Span::new(FRONT.len(), source.text.len()));
    places::of(&source, &findings);
    let links = outline.links.iter().map(|link| link.span);
    for span in links.chain(outline.headings.iter().map(|heading| heading.span)) {
        places::is_within(&source.text, span);
        assert!(span.start >= FRONT.len(), "{span:?} {body:?}");
    }
    assert!(outline.summary.chars().count() <= SUMMARY, "{body:?}");
}

/// Knows entries and pictures, and is deceived by one of them.
fn resolve(target: &Target) -> Resolved {
    match target {
        Target::Entry { id, .. } if id.len() % 2 == 0 => Resolved::Site(format!("changes/{id}/")),
        Target::Path { path, .. } if path.len() % 3 == 0 => Resolved::Site(path.clone()),
        Target::Path { path, .. } => Resolved::Url(path.clone()),
        _ => Resolved::Text,
    }
}
