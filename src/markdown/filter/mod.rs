//! Events → tokens: raw HTML becomes one of a few bare elements or text, links get a judged target, bare URLs become
//! links, and what opens closes. What had to be changed is returned as problems.

mod open;
mod raw;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use self::raw::Lines;
use super::autolink;
use super::parse::Piece;
use super::problem::{Found, Problem};
use super::raw_html::Element;
use super::target::Target;
use super::token::{Placed, Token};

/// More problems than these are not recorded: nobody reads them, and a binary file has millions.
const MAX_PROBLEMS: usize = 100;

/// Elements nested deeper than this are text.
const MAX_ELEMENTS: usize = 16;

/// The tokens of a body and what had to be changed to make them safe.
pub(super) fn filter<'a>(body: &'a str, pieces: Vec<Piece<'a>>) -> (Vec<Placed<'a>>, Vec<Found>) {
    let mut filter = Filter::new(body);
    for piece in pieces {
        filter.piece(piece);
    }
    while let Some(frame) = filter.frames.pop() {
        filter.close_frame(frame);
    }
    (filter.tokens, filter.problems)
}

/// Something that is open.
enum Frame {
    Markdown,
    /// A paragraph that gathers the loose text of an HTML block.
    Loose,
    Element(Element, Range<usize>),
}

struct Filter<'a> {
    body: &'a str,
    tokens: Vec<Placed<'a>>,
    problems: Vec<Found>,
    frames: Vec<Frame>,
    /// The HTML block that is being read: its text, and where its lines come from.
    block: Option<Lines>,
    /// How often a refused tag stands open, by name: its end is not another problem.
    refused: HashMap<String, usize>,
    /// Definitions of reference links that were found wanting already.
    definitions: BTreeSet<usize>,
    /// Depth of links and images, inside which no bare URL becomes a link.
    links: usize,
    code: bool,
    /// Index of the last heading's start.
    heading: usize,
    /// The open link is one like `<tool:sub>`, a placeholder rather than a link: it keeps its brackets.
    placeholder: bool,
}

impl<'a> Filter<'a> {
    fn new(body: &'a str) -> Self {
        Filter {
            body,
            tokens: Vec::new(),
            problems: Vec::new(),
            frames: Vec::new(),
            block: None,
            refused: HashMap::new(),
            definitions: BTreeSet::new(),
            links: 0,
            code: false,
            heading: 0,
            placeholder: false,
        }
    }

    fn piece(&mut self, piece: Piece<'a>) {
        let Piece { event, range, defined } = piece;
        match event {
            Event::Start(tag) => self.start(tag, range, defined),
            Event::End(end) => self.end(end, range),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.push(Token::Code(code), range),
            Event::Html(html) => match &mut self.block {
                Some(lines) => lines.add(&html, range.start),
                None => self.inline_html(&html, range),
            },
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(label) => self.push(Token::Note(label), range),
            Event::SoftBreak => self.push(Token::SoftBreak, range),
            Event::HardBreak => self.push(Token::HardBreak, range),
            Event::Rule => self.push(Token::Rule, range),
            Event::TaskListMarker(done) => self.push(Token::Task(done), range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(Token::Text(text), range),
        }
    }

    fn push(&mut self, token: Token<'a>, range: Range<usize>) {
        let after_details = matches!(self.tokens.last(), Some(Placed { token: Token::Open(Element::Details), .. }));
        if after_details && !matches!(token, Token::Open(Element::Summary)) {
            let label = Token::Text(CowStr::Borrowed("Details"));
            for token in [Token::Open(Element::Summary), label, Token::Close(Element::Summary)] {
                self.tokens.push(Placed { token, range: range.clone() });
            }
        }
        self.tokens.push(Placed { token, range });
    }

    fn problem(&mut self, problem: Problem, range: Range<usize>) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Found { problem, range });
        }
    }
}

/// Markdown's own containers and text.
impl<'a> Filter<'a> {
    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, defined: Option<Range<usize>>) {
        if matches!(tag, Tag::HtmlBlock) {
            self.block = Some(Lines::default());
            return;
        }
        if !is_inline(&tag) {
            self.close_inline();
        }
        self.frames.push(Frame::Markdown);
        let token = match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                self.links += 1;
                let target = self.target(link_type, &dest_url, &range, defined);
                Token::Link { target, title }
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.links += 1;
                let target = self.target(link_type, &dest_url, &range, defined);
                Token::Image { target: self.picture(target, &range), title }
            }
            tag => {
                self.code = matches!(tag, Tag::CodeBlock(_));
                Token::Start(tag)
            }
        };
        let (heading, refused) = match &token {
            Token::Start(Tag::Heading { .. }) => (true, false),
            Token::Link { target: Target::Refused(_), .. } => (false, true),
            _ => (false, false),
        };
        self.push(token, range.clone());
        if heading {
            self.heading = self.tokens.len() - 1;
        }
        if refused && self.body.get(range.clone()).is_some_and(|source| source.starts_with('<')) {
            self.placeholder = true;
            self.push(Token::Text(CowStr::Borrowed("<")), range);
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        if matches!(end, TagEnd::HtmlBlock) {
            let lines = self.block.take().unwrap_or_default();
            return self.html_block(&lines);
        }
        self.code = false;
        if matches!(end, TagEnd::Heading(_)) {
            self.heading_id();
        }
        while let Some(frame @ (Frame::Element(..) | Frame::Loose)) = self.frames.pop() {
            self.close_frame(frame);
        }
        let token = match end {
            TagEnd::Link => {
                self.links -= 1;
                Token::LinkEnd
            }
            TagEnd::Image => {
                self.links -= 1;
                Token::ImageEnd
            }
            end => Token::End(end),
        };
        if matches!(token, Token::LinkEnd) && std::mem::take(&mut self.placeholder) {
            self.push(Token::Text(CowStr::Borrowed(">")), range.clone());
        }
        self.push(token, range);
    }

    /// Takes `{#id}` off the end of a heading.
    fn heading_id(&mut self) {
        let Some(Placed { token: Token::Text(text), .. }) = self.tokens.last_mut() else { return };
        let Some((before, id)) = text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once("{#")) else {
            return;
        };
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || !id.chars().all(fits) {
            return;
        }
        let (before, explicit) = (before.trim_end().to_owned(), CowStr::from(id.to_owned()));
        *text = CowStr::from(before);
        if let Some(Placed { token: Token::Start(Tag::Heading { id, .. }), .. }) = self.tokens.get_mut(self.heading) {
            *id = Some(explicit);
        }
    }

    fn target(&mut self, kind: LinkType, to: &str, range: &Range<usize>, defined: Option<Range<usize>>) -> Target {
        if kind == LinkType::Email {
            return Target::Mail(to.to_owned());
        }
        let target = Target::of(to);
        if let Target::Refused(destination) = &target {
            let place = defined.clone().unwrap_or_else(|| range.clone());
            if defined.is_none() || self.definitions.insert(place.start) {
                let place = narrow(self.body, place, to);
                self.problem(Problem::Destination(destination.clone()), place);
            }
        }
        target
    }

    /// Only files and http URLs can be pictures.
    fn picture(&mut self, target: Target, range: &Range<usize>) -> Target {
        match target {
            Target::Web(_) | Target::Path { .. } | Target::Refused(_) => target,
            Target::Entry { .. } | Target::Mail(_) | Target::Fragment(_) => {
                self.problem(Problem::Picture, range.clone());
                Target::Refused(String::new())
            }
        }
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let source = self.body.get(range.clone()).unwrap_or_default();
        // A character that is there as it is was found before; one that an entity makes is found here.
        if let Some((_, c)) = crate::base::forbidden(&text).next()
            && crate::base::forbidden(source).next().is_none()
        {
            self.problem(Problem::Character(c), range.clone());
        }
        let urls = if self.links > 0 || self.code { Vec::new() } else { autolink::find(&text) };
        let exact = source == text.as_ref();
        let place =
            |part: Range<usize>| if exact { range.start + part.start..range.start + part.end } else { range.clone() };
        let mut done = 0;
        for bare in urls {
            let target @ Target::Web(_) = Target::of(&bare.url) else { continue };
            if done < bare.range.start {
                self.push(part_of(&text, done..bare.range.start), place(done..bare.range.start));
            }
            let at = place(bare.range.clone());
            self.push(Token::Link { target, title: CowStr::Borrowed("") }, at.clone());
            self.push(part_of(&text, bare.range.clone()), at.clone());
            self.push(Token::LinkEnd, at);
            done = bare.range.end;
        }
        if done == 0 {
            self.push(Token::Text(text), range);
        } else if done < text.len() {
            self.push(part_of(&text, done..text.len()), place(done..text.len()));
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn owned<'t>(text: &str) -> Token<'t> {
    Token::Text(CowStr::from(text.to_owned()))
}

fn part_of<'a>(text: &CowStr<'a>, range: Range<usize>) -> Token<'a> {
    match text {
        CowStr::Borrowed(text) => Token::Text(CowStr::Borrowed(&text[range])),
        text => owned(&text[range]),
    }
}

/// The place of `needle` in a place, where it stands there as it is.
fn narrow(body: &str, place: Range<usize>, needle: &str) -> Range<usize> {
    match body.get(place.clone()).filter(|_| !needle.is_empty()).and_then(|source| source.rfind(needle)) {
        Some(at) => place.start + at..place.start + at + needle.len(),
        None => place,
    }
}
