//! Tokens → HTML.

mod block;
mod link;
mod note;
mod table;

use std::ops::Range;

use pulldown_cmark::{Alignment, Tag, TagEnd};

use self::table::{Row, Table};
use super::filter::filter;
use super::footnote::{self, Notes};
use super::heading::{self, Levels, Planned};
use super::html::Html;
use super::outline::as_heading;
use super::parse::parse;
use super::target::Target;
use super::token::{Placed, Token};

/// How a body is shown.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Makes footnote ids unique on a page: the entry's id.
    pub id_prefix: &'a str,
    /// The site path of the body's own page, such as `changes/x/`: `#fragment` links lead there from wherever the
    /// body is shown, and so work in feeds and lists.
    pub page: &'a str,
    /// What the first level of heading in the body becomes; no level below it is skipped.
    pub top_heading: u8,
    pub code: Code,
    pub ids: Ids,
}

/// How code blocks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Tokens in `<span class="hl-…">`.
    Highlighted,
    Plain,
}

/// Whether headings carry their ids and anchor links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// On the body's own page.
    Kept,
    /// Elsewhere, where several bodies are shown and their ids would collide.
    Omitted,
}

/// Where an `entry:` link or a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A path from the root of the site, without a leading `/`; it gets a slot.
    Site(String),
    Url(String),
    /// Nowhere: the text is shown without a link.
    Text,
}

/// Renders a body. `resolve` is asked about [`Target::Entry`] and [`Target::Path`] only.
pub fn render(text: &str, options: &Options<'_>, resolve: &dyn Fn(&Target) -> Resolved) -> Html {
    let (tokens, _) = filter(text, parse(text).0);
    let mut writer = Writer::new(&tokens, *options, resolve);
    writer.html = Html::for_text(text.len());
    writer.run(0..tokens.len());
    writer.footnotes();
    writer.html
}

/// Renders one line of inline Markdown (code, emphasis, links); whatever looks like a block is text, and images show
/// their alternative text.
pub fn line_html(text: &str, resolve: &dyn Fn(&Target) -> Resolved) -> Html {
    let line = as_heading(text);
    let (mut tokens, _) = filter(&line, parse(&line).0);
    tokens.retain(|placed| !matches!(placed.token, Token::Start(Tag::Heading { .. }) | Token::End(TagEnd::Heading(_))));
    for placed in &mut tokens {
        match &mut placed.token {
            Token::Image { target, .. } | Token::Link { target: target @ Target::Fragment(_), .. } => {
                *target = Target::Refused(String::new());
            }
            _ => {}
        }
    }
    let options = Options { id_prefix: "", page: "", top_heading: 2, code: Code::Plain, ids: Ids::Omitted };
    let mut writer = Writer::new(&tokens, options, resolve);
    writer.run(0..tokens.len());
    writer.html
}

struct Writer<'t> {
    tokens: &'t [Placed<'t>],
    options: Options<'t>,
    resolve: &'t dyn Fn(&Target) -> Resolved,
    html: Html,
    headings: Vec<Planned>,
    levels: Levels,
    notes: Notes,
    /// How often each footnote was referred to so far.
    referred: Vec<usize>,
    /// Whether each open link is written. The parser finds autolinks in the text of links; in HTML they do not nest.
    links: Vec<bool>,
    /// Level and id of the open heading.
    open_heading: Option<(u8, Option<String>)>,
    table: Table,
    /// How many tables were begun: assistive technology tells them apart by their number.
    tables: usize,
}

impl<'t> Writer<'t> {
    fn new(tokens: &'t [Placed<'t>], options: Options<'t>, resolve: &'t dyn Fn(&Target) -> Resolved) -> Self {
        let notes = footnote::plan(tokens);
        Writer {
            tokens,
            options,
            resolve,
            html: Html::default(),
            headings: heading::plan(tokens),
            levels: Levels::below(options.top_heading),
            referred: vec![0; notes.order.len()],
            notes,
            links: Vec::new(),
            open_heading: None,
            table: Table::default(),
            tables: 0,
        }
    }

    fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.token(at);
        }
    }

    /// Writes the token at an index; returns the index that comes next.
    fn token(&mut self, at: usize) -> usize {
        match &self.tokens[at].token {
            Token::Start(Tag::CodeBlock(kind)) => return self.code_block(at, kind),
            Token::Start(Tag::FootnoteDefinition(_)) => return self.notes.end(at).map_or(at, |end| end + 1),
            Token::Image { target, title } => return self.image(at, target, title),
            Token::Start(tag) => self.start(at, tag),
            Token::End(end) => self.end(*end),
            Token::Link { target, title } => self.link(target, title),
            Token::LinkEnd => {
                if self.links.pop() == Some(true) {
                    self.html.raw("</a>");
                }
            }
            Token::ImageEnd => {}
            Token::Open(element) => {
                self.html.raw("<").raw(element.name()).raw(">");
            }
            Token::Close(element) => {
                let line_end = if element.is_block() { "\n" } else { "" };
                self.html.raw("</").raw(element.name()).raw(">").raw(line_end);
            }
            Token::Text(text) => {
                self.html.text(text);
            }
            Token::Code(code) => {
                self.html.raw("<code>").text(code).raw("</code>");
            }
            Token::Note(label) => self.note(label),
            Token::Task(done) => self.task(*done),
            Token::SoftBreak => {
                self.html.raw("\n");
            }
            Token::HardBreak => {
                self.html.raw("<br>\n");
            }
            Token::Rule => {
                self.html.raw("<hr>\n");
            }
        }
        at + 1
    }

    fn table(&mut self, alignments: &[Alignment]) {
        self.table = Table::new(alignments);
        self.tables += 1;
        let number = if self.tables > 1 { format!(" {}", self.tables) } else { String::new() };
        self.html.raw(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table{number}\"><table>\n"
        ));
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>) {
        let markup = match tag {
            Tag::Heading { level, .. } => return self.heading(at, *level as u8),
            Tag::BlockQuote(Some(kind)) => return self.alert(*kind),
            Tag::List(start) => return self.list(at, *start),
            Tag::Item if self.is_task(at) => "<li class=\"task\">",
            Tag::Table(alignments) => {
                return self.table(alignments);
            }
            Tag::TableHead => {
                self.table.begin(Row::Head);
                "<thead>\n<tr>"
            }
            Tag::TableRow if self.table.begin(Row::Body) => "<tbody>\n<tr>",
            Tag::TableRow => "<tr>",
            Tag::TableCell => self.table.open_cell(),
            tag => wrapper(&tag.to_end()).0,
        };
        self.html.raw(markup);
    }

    fn end(&mut self, end: TagEnd) {
        let markup = match end {
            TagEnd::Heading(_) => return self.heading_end(),
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Table if self.table.has_body() => "</tbody>\n</table></div>\n",
            TagEnd::Table => "</table></div>\n",
            TagEnd::TableHead => "</tr>\n</thead>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => self.table.close_cell(),
            end => wrapper(&end).1,
        };
        self.html.raw(markup);
    }
}

/// The markup around what needs nothing more.
fn wrapper(end: &TagEnd) -> (&'static str, &'static str) {
    match end {
        TagEnd::Paragraph => ("<p>", "</p>\n"),
        TagEnd::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
        TagEnd::Item => ("<li>", "</li>\n"),
        TagEnd::DefinitionList => ("<dl>\n", "</dl>\n"),
        TagEnd::DefinitionListTitle => ("<dt>", "</dt>\n"),
        TagEnd::DefinitionListDefinition => ("<dd>", "</dd>\n"),
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        TagEnd::Superscript => ("<sup>", "</sup>"),
        TagEnd::Subscript => ("<sub>", "</sub>"),
        _ => ("", ""),
    }
}
