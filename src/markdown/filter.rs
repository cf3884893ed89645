//! Events → tokens: raw HTML becomes one of a few bare elements or text, links get a judged target, bare URLs become
//! links, and what opens closes. What had to be changed is returned as problems.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::autolink;
use super::parse::Piece;
use super::problem::{Found, Problem};
use super::raw_html::{Bare, Element, Kind, split};
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

/// Markdown's own containers.
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
                let target = match self.target(link_type, &dest_url, &range, defined) {
                    target @ (Target::Web(_) | Target::Path { .. }) => target,
                    _ => Target::Refused(dest_url.to_string()),
                };
                Token::Image { target, title }
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

/// Raw HTML.
impl<'a> Filter<'a> {
    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        for part in split(html) {
            let text = &html[part.range.clone()];
            let exact = range.len() == html.len();
            let place =
                if exact { range.start + part.range.start..range.start + part.range.end } else { range.clone() };
            match part.kind {
                Kind::Comment => {}
                Kind::Text => self.push(owned(text), place),
                Kind::Other => self.refuse(text, Problem::Declaration, place),
                Kind::Open { name, bare } => match Element::named(name) {
                    Some(element) if bare == Bare::Yes && !element.is_block() => self.open(element, text, place),
                    _ => self.refuse_open(name, bare, text, place),
                },
                Kind::Close { name } => match Element::named(name) {
                    Some(element) if !element.is_block() => self.close(element, text, place),
                    _ => self.refuse_close(name, text, place),
                },
            }
        }
    }

    /// An HTML block holds elements, and loose text between them that needs a paragraph.
    fn html_block(&mut self, lines: &Lines) {
        self.close_inline();
        for part in split(&lines.text) {
            let text = &lines.text[part.range.clone()];
            let place = lines.place(part.range);
            match part.kind {
                Kind::Comment => {}
                Kind::Text if text.trim().is_empty() && !self.in_phrase() => {}
                Kind::Text => {
                    self.phrase(&place);
                    self.push(owned(text), place);
                }
                Kind::Other => {
                    self.phrase(&place);
                    self.refuse(text, Problem::Declaration, place);
                }
                Kind::Open { name, bare } => self.block_open(name, bare, text, place),
                Kind::Close { name } => match Element::named(name) {
                    Some(element) => self.block_close(element, text, place),
                    None => {
                        self.phrase(&place);
                        self.refuse_close(name, text, place);
                    }
                },
            }
        }
        self.close_inline();
    }

    fn block_open(&mut self, name: &str, bare: Bare, text: &str, place: Range<usize>) {
        let element = Element::named(name).filter(|_| bare == Bare::Yes);
        let first = matches!(self.tokens.last(), Some(Placed { token: Token::Open(Element::Details), .. }));
        match element {
            Some(Element::Details) => {
                self.close_inline();
                self.open(Element::Details, text, place);
            }
            Some(Element::Summary) if first => self.open(Element::Summary, text, place),
            Some(element) if !element.is_block() => {
                self.phrase(&place);
                self.open(element, text, place);
            }
            _ => {
                self.phrase(&place);
                self.refuse_open(name, bare, text, place);
            }
        }
    }

    fn block_close(&mut self, element: Element, text: &str, place: Range<usize>) {
        if element.is_block() {
            self.close_loose();
        }
        if !self.elements().any(|open| open == element) {
            self.phrase(&place);
        }
        self.close(element, text, place);
    }

    fn open(&mut self, element: Element, text: &str, place: Range<usize>) {
        if element == Element::Br {
            return self.push(Token::Open(Element::Br), place);
        }
        if self.elements().count() >= MAX_ELEMENTS {
            return self.push(owned(text), place);
        }
        self.frames.push(Frame::Element(element, place.clone()));
        self.push(Token::Open(element), place);
    }

    /// Closes an element of the innermost container, and those inside it. Another end tag is text.
    fn close(&mut self, element: Element, text: &str, place: Range<usize>) {
        if !self.elements().any(|open| open == element) {
            return self.refuse_close(element.name(), text, place);
        }
        while let Some(Frame::Element(open, at)) = self.frames.pop() {
            if open == element {
                return self.push(Token::Close(element), place);
            }
            self.close_frame(Frame::Element(open, at));
        }
    }

    fn refuse_open(&mut self, name: &str, bare: Bare, text: &str, place: Range<usize>) {
        *self.refused.entry(name.to_ascii_lowercase()).or_default() += 1;
        self.refuse(text, Problem::Tag { name: name.to_owned(), bare }, place);
    }

    fn refuse_close(&mut self, name: &str, text: &str, place: Range<usize>) {
        match self.refused.get_mut(&name.to_ascii_lowercase()) {
            Some(open) if *open > 0 => {
                *open -= 1;
                self.push(owned(text), place);
            }
            _ => self.refuse(text, Problem::Stray { name: name.to_owned() }, place),
        }
    }

    fn refuse(&mut self, text: &str, problem: Problem, place: Range<usize>) {
        self.problem(problem, place.clone());
        self.push(owned(text), place);
    }
}

/// What is open.
impl Filter<'_> {
    /// The elements that are open in the innermost container, from the inside.
    fn elements(&self) -> impl Iterator<Item = Element> + '_ {
        self.frames.iter().rev().map_while(|frame| match frame {
            Frame::Element(element, _) => Some(*element),
            Frame::Markdown | Frame::Loose => None,
        })
    }

    /// Whether text may stand here: in a loose paragraph, or in a line of it.
    fn in_phrase(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Loose)) || self.elements().any(|element| element != Element::Details)
    }

    /// Begins a loose paragraph, unless text may stand here.
    fn phrase(&mut self, place: &Range<usize>) {
        if !self.in_phrase() {
            self.frames.push(Frame::Loose);
            self.push(Token::Start(Tag::Paragraph), place.clone());
        }
    }

    /// Ends a loose paragraph and the elements in it.
    fn close_loose(&mut self) {
        let is_block = |frame: &Frame| matches!(frame, Frame::Element(element, _) if element.is_block());
        while let Some(frame) = self.frames.pop_if(|frame| !matches!(frame, Frame::Markdown) && !is_block(frame)) {
            self.close_frame(frame);
        }
    }

    /// Ends whatever cannot hold a block: all that is open in the innermost container, save `details`.
    fn close_inline(&mut self) {
        let holds_blocks = |frame: &Frame| matches!(frame, Frame::Markdown | Frame::Element(Element::Details, _));
        while let Some(frame) = self.frames.pop_if(|frame| !holds_blocks(frame)) {
            self.close_frame(frame);
        }
    }

    fn close_frame(&mut self, frame: Frame) {
        let end = self.tokens.last().map_or(0, |placed| placed.range.end);
        match frame {
            Frame::Markdown => {}
            Frame::Loose => self.push(Token::End(TagEnd::Paragraph), end..end),
            Frame::Element(element, opened) => {
                self.problem(Problem::Unclosed(element), opened);
                self.push(Token::Close(element), end..end);
            }
        }
    }
}

/// The text of an HTML block, and where each of its lines stands in the body: containers take a prefix off them.
#[derive(Default)]
struct Lines {
    text: String,
    /// Offset in `text`, offset in the body.
    starts: Vec<(usize, usize)>,
}

impl Lines {
    fn add(&mut self, line: &str, at: usize) {
        self.starts.push((self.text.len(), at));
        self.text.push_str(line);
    }

    fn place(&self, part: Range<usize>) -> Range<usize> {
        let start = self.offset(part.start);
        // The end is looked up from the last byte, or it would be the start of the next line.
        start..self.offset(part.end.saturating_sub(1)).max(start) + usize::from(part.end > part.start)
    }

    fn offset(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.starts.get(line).map_or(0, |(start, source)| source + (at - start))
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
