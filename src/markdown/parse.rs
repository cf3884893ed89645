//! Text → Markdown events with their places. The only file that knows which dialect of Markdown we read.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// One event of the parser. Neighbouring texts are joined.
pub(super) struct Piece<'a> {
    pub event: Event<'a>,
    /// Bytes of the body.
    pub range: Range<usize>,
    /// For a reference link: where its destination is defined.
    pub defined: Option<Range<usize>>,
}

/// The body could not be parsed; it is one paragraph of plain text then.
pub(super) struct Unparsable;

/// Smart punctuation is off since it turns `--flag` into a dash, heading attributes since they swallow the end of
/// `GET /v1/items/{id}`.
fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The parser has panicked on odd input before (pulldown-cmark#1129), so a panic of it costs one body its form, no more.
pub(super) fn parse(text: &str) -> (Vec<Piece<'_>>, Option<Unparsable>) {
    match catch_unwind(AssertUnwindSafe(|| events(text))) {
        Ok(pieces) => (pieces, None),
        Err(_) => (as_text(text), Some(Unparsable)),
    }
}

/// Where the destinations of reference links are defined, used or not.
pub(super) fn definitions(text: &str) -> Vec<Range<usize>> {
    let find = || {
        let parser = Parser::new_ext(text, dialect());
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect()
    };
    catch_unwind(AssertUnwindSafe(find)).unwrap_or_default()
}

fn events(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut events = Parser::new_ext(text, dialect()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let defined = reference(&event).and_then(|label| events.reference_definitions().get(label));
        let defined = defined.map(|definition| definition.span.clone());
        pieces.push(Piece { event, range, defined });
    }
    join_texts(pieces)
}

fn reference<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
            let by_label = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
            by_label.then_some(id)
        }
        _ => None,
    }
}

/// The parser splits text at every character that might have been markup.
fn join_texts(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut joined: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut run = String::new();
    for piece in pieces {
        if let (Event::Text(next), Some(Piece { event: Event::Text(_), range, .. })) = (&piece.event, joined.last_mut())
        {
            run.push_str(next);
            range.end = piece.range.end;
            continue;
        }
        finish(&mut run, &mut joined);
        if let Event::Text(first) = &piece.event {
            run.push_str(first);
        }
        joined.push(piece);
    }
    finish(&mut run, &mut joined);
    joined
}

/// Puts the joined text in its place, unless it is the one that stands there already.
fn finish(run: &mut String, joined: &mut [Piece<'_>]) {
    if let Some(Piece { event: Event::Text(text), .. }) = joined.last_mut()
        && text.len() != run.len()
    {
        *text = CowStr::from(std::mem::take(run));
    }
    run.clear();
}

fn as_text(text: &str) -> Vec<Piece<'_>> {
    let piece = |event| Piece { event, range: 0..text.len(), defined: None };
    vec![
        piece(Event::Start(Tag::Paragraph)),
        piece(Event::Text(CowStr::from(text))),
        piece(Event::End(TagEnd::Paragraph)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_and_keep_their_place() {
        let (pieces, _) = parse("a_b_c [d] *e*");
        let texts: Vec<_> = pieces
            .iter()
            .filter_map(|piece| match &piece.event {
                Event::Text(text) => Some((text.as_ref(), piece.range.clone())),
                _ => None,
            })
            .collect();
        assert_eq!(texts, [("a_b_c [d] ", 0..10), ("e", 11..12)]);
    }

    #[test]
    fn reference_links_know_their_definition() {
        let text = "[a][1]\n\n[1]: r://x\n";
        let (pieces, _) = parse(text);
        let defined = pieces.iter().find_map(|piece| piece.defined.clone()).unwrap();
        assert!(text[defined].starts_with("[1]: r://x"));
    }
}
