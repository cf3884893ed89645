//! A text in YAML 1.2, or in JSON, which is YAML → its tree with the bytes of each node. Texts stay texts: what a plain scalar
//! means is for its reader to say. An alias is the node that it names, so that nothing is ever copied.

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::base::Span;

/// The first document of a text.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<(Span, Kind)>,
}

#[derive(Clone, Debug)]
enum Kind {
    Scalar {
        text: String,
        is_plain: bool,
    },
    List(Vec<usize>),
    /// Keys and values, in order.
    Map(Vec<(usize, usize)>),
}

/// A node of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree,
    at: usize,
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub message: String,
    pub at: Span,
}

/// A list or map that is not yet closed; of a map the key that has no value yet.
struct Open {
    node: usize,
    key: Option<usize>,
}

/// Reads a text. What is empty, or only comments, is malformed here.
pub fn parse(text: &str) -> Result<Tree, Malformed> {
    let bytes = Bytes::of(text);
    let mut tree = Tree { nodes: Vec::new() };
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: Vec<(usize, usize)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Malformed {
            message: error.info().to_owned(),
            at: Span::point(bytes.offset(error.marker().index())),
        })?;
        let span = Span::new(bytes.offset(span.start.index()), bytes.offset(span.end.index()));
        let (kind, anchor, opens) = match event {
            Event::Scalar(text, style, anchor, _) => {
                (Kind::Scalar { text: text.into_owned(), is_plain: style == ScalarStyle::Plain }, anchor, false)
            }
            Event::SequenceStart(anchor, _) => (Kind::List(Vec::new()), anchor, true),
            Event::MappingStart(anchor, _) => (Kind::Map(Vec::new()), anchor, true),
            Event::Alias(anchor) => {
                let known = anchors.iter().rfind(|(id, _)| *id == anchor).map(|(_, node)| *node);
                let node = known
                    .ok_or_else(|| Malformed { message: "an alias names no anchor above it".to_owned(), at: span })?;
                tree.put(&mut open, node);
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(closed) = open.pop() {
                    tree.nodes[closed.node].0.end = span.end;
                }
                continue;
            }
            Event::DocumentEnd if !tree.nodes.is_empty() => return Ok(tree),
            _ => continue,
        };
        let node = tree.nodes.len();
        tree.nodes.push((span, kind));
        if anchor > 0 {
            anchors.push((anchor, node));
        }
        tree.put(&mut open, node);
        if opens {
            open.push(Open { node, key: None });
        }
    }
    Err(Malformed { message: "there is nothing in it".to_owned(), at: Span::point(0) })
}

impl Tree {
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }

    /// Puts a node into the list or map that is open.
    fn put(&mut self, open: &mut [Open], node: usize) {
        let Some(parent) = open.last_mut() else { return };
        match &mut self.nodes[parent.node].1 {
            Kind::List(items) => items.push(node),
            Kind::Map(pairs) => match parent.key.take() {
                None => parent.key = Some(node),
                Some(key) => pairs.push((key, node)),
            },
            Kind::Scalar { .. } => {}
        }
    }
}

impl<'t> Node<'t> {
    pub fn span(self) -> Span {
        self.tree.nodes[self.at].0
    }

    /// The value of a key; of two of one name the last.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.pairs().filter(|(known, _)| known.text() == Some(key)).last().map(|(_, value)| value)
    }

    /// The keys and values of a map.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let pairs: &[(usize, usize)] = match &self.tree.nodes[self.at].1 {
            Kind::Map(pairs) => pairs,
            _ => &[],
        };
        let node = move |at: usize| Node { tree: self.tree, at };
        pairs.iter().map(move |(key, value)| (node(*key), node(*value)))
    }

    /// The items of a list.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        let items: &[usize] = match &self.tree.nodes[self.at].1 {
            Kind::List(items) => items,
            _ => &[],
        };
        items.iter().map(move |at| Node { tree: self.tree, at: *at })
    }

    /// The text of a scalar, also of one that means a number or a flag.
    pub fn text(self) -> Option<&'t str> {
        match &self.tree.nodes[self.at].1 {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it is the flag `true`, and not the text.
    pub fn is_true(self) -> bool {
        matches!(&self.tree.nodes[self.at].1, Kind::Scalar { text, is_plain: true } if ["true", "True", "TRUE"].contains(&text.as_str()))
    }
}

/// Where each character begins: the parser counts characters.
struct Bytes {
    /// `None`: every character is a byte.
    starts: Option<Vec<usize>>,
    length: usize,
}

impl Bytes {
    fn of(text: &str) -> Self {
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Bytes { starts, length: text.len() }
    }

    fn offset(&self, character: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.get(character).copied().unwrap_or(self.length),
            None => character.min(self.length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at<'t>(text: &'t str, node: Node<'_>) -> &'t str {
        &text[node.span().range()]
    }

    #[test]
    fn yaml_and_json_are_read_alike_with_their_places() {
        let texts = [
            "# ä\npaths:\n  /ä/x:\n    get: {deprecated: true, x-sunset: 2026-12-01}\n",
            "{\n\t\"paths\": {\"/ä/x\": {\"get\": {\"deprecated\": true, \"x-sunset\": \"2026-12-01\"}}}\n}\n",
        ];
        for text in texts {
            let tree = parse(text).unwrap();
            let (key, item) = tree.root().get("paths").unwrap().pairs().next().unwrap();
            assert_eq!(at(text, key).trim_matches('"'), "/ä/x");
            let get = item.get("get").unwrap();
            assert!(get.get("deprecated").unwrap().is_true());
            assert_eq!(get.get("x-sunset").unwrap().text(), Some("2026-12-01"));
        }
    }

    #[test]
    fn an_alias_is_what_it_names_and_copies_nothing() {
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n";
        let tree = parse(bomb).unwrap();
        assert_eq!(tree.root().get("d").unwrap().items().count(), 2);
        assert!(tree.nodes.len() < 20);
        assert!(!parse("x: 'true'").unwrap().root().get("x").unwrap().is_true());
    }

    #[test]
    fn a_mistake_has_a_place() {
        let malformed = parse("paths:\n  a: [1\nb: 2\n").unwrap_err();
        assert!(malformed.at.start > 0, "{malformed:?}");
        assert!(parse("# nothing\n").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-\\[\\]{}:,&*!|>'\"#a \\n\\tä]{0,60}") {
            match parse(&text) {
                Ok(tree) => for (span, _) in &tree.nodes {
                    prop_assert!(span.start <= text.len() && span.end <= text.len());
                },
                Err(malformed) => prop_assert!(malformed.at.start <= text.len()),
            }
        }
    }
}
