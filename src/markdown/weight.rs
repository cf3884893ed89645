//! Tokens → how many bytes their HTML takes in a feed at most, without writing it: with absolute links, without ids of headings
//! and without colours, as a JSON string, which is its longest form. That no body takes more is tested on hostile ones.

use pulldown_cmark::Tag;

use super::target::Target;
use super::token::{Placed, Token};
use crate::base::{RelPath, Slug};

/// What the HTML of a body takes at most. What it takes of the site and of its entry is not known where it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Of its texts and markup.
    bytes: u32,
    /// How often it holds an address of the site, of an entry's folder or below it.
    addresses: u32,
    /// How often it holds the id of its entry elsewhere.
    ids: u32,
}

impl Weight {
    /// With the length of a folder's address, and of the entry's id.
    pub fn with(self, address: usize, id: usize) -> usize {
        self.bytes as usize + self.addresses as usize * address + self.ids as usize * id
    }

    pub(super) fn of(tokens: &[Placed<'_>], file: &RelPath) -> Self {
        let folder = file.as_str().split('/').map(str::len).max().unwrap_or_default();
        let mut weight = Weight::default();
        for placed in tokens {
            weight.token(&placed.token, folder);
        }
        weight
    }

    fn token(&mut self, token: &Token<'_>, folder: usize) {
        let bytes = match token {
            Token::Start(tag) => return self.start(tag),
            Token::Link { target, title } => A + title_of(title) + self.target(target, folder),
            Token::Image { target, title } => IMG + title_of(title) + self.target(target, folder),
            Token::Open(element) => element.name().len() + "<>".len(),
            Token::Close(element) => element.name().len() + r"</>\n".len(),
            Token::Text(text) => of_text(text),
            Token::Code(code) => "<code></code>".len() + of_text(code),
            Token::Note(label) => {
                self.addresses = self.addresses.saturating_add(2);
                self.ids = self.ids.saturating_add(3);
                MARK_AND_WAY_BACK + of_text(label)
            }
            Token::Task(_) => TASK,
            Token::SoftBreak => r"\n".len(),
            Token::HardBreak => r"<br>\n".len(),
            Token::Rule => r"<hr>\n".len(),
            Token::End(_) | Token::LinkEnd | Token::ImageEnd => 0,
        };
        self.add(bytes);
    }

    /// With what stands at its end.
    fn start(&mut self, tag: &Tag<'_>) {
        let bytes = match tag {
            Tag::Paragraph => r"<p></p>\n".len(),
            Tag::Heading { .. } => r"<h3></h3>\n".len(),
            Tag::BlockQuote(None) => r"<blockquote>\n</blockquote>\n".len(),
            Tag::BlockQuote(Some(_)) => ALERT,
            Tag::CodeBlock(_) => PRE,
            Tag::List(_) => LIST,
            Tag::Item => r"<li></li>\n".len(),
            Tag::FootnoteDefinition(_) => {
                self.ids = self.ids.saturating_add(1);
                NOTE
            }
            Tag::DefinitionList => r"<dl>\n</dl>\n".len(),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => r"<dt></dt>\n".len(),
            Tag::Table(_) => TABLE,
            Tag::TableHead | Tag::TableRow => ROW,
            Tag::TableCell => CELL,
            Tag::Emphasis => "<em></em>".len(),
            Tag::Strong => "<strong></strong>".len(),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => "<del></del>".len(),
            _ => 0,
        };
        self.add(bytes);
    }

    /// Where a link leads, as far as it is written there.
    fn target(&mut self, target: &Target, folder: usize) -> usize {
        let of_fragment = |fragment: &Option<String>| fragment.as_ref().map_or(0, |fragment| 1 + of_url(fragment));
        let is_here = matches!(target, Target::Entry { .. } | Target::Path { .. } | Target::Fragment(_));
        self.addresses = self.addresses.saturating_add(u32::from(is_here));
        match target {
            Target::Web(url) => of_url(url),
            Target::Mail(address) => "mailto:".len() + of_url(address),
            Target::Fragment(fragment) => 1 + of_url(fragment),
            // A former id leads to one of any length.
            Target::Entry { fragment, .. } => Slug::MAX + of_fragment(fragment),
            // `..` leads to a folder that has a name.
            Target::Path { path, fragment } => of_url(path) + URL_BYTE * folder + of_fragment(fragment),
            Target::Refused(_) => 0,
        }
    }

    fn add(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX));
    }
}

// Each in its longest form, and in numbers of up to seven digits.
const A: usize = r#"<a href=\"\"></a>"#.len();
const IMG: usize = r#"<img src=\"\" alt=\"\" loading=\"lazy\">"#.len();
const ALERT: usize =
    r#"<div class=\"alert alert-important\" role=\"note\">\n<p class=\"alert-title\">Important</p>\n</div>\n"#.len();
const PRE: usize = r#"<pre tabindex=\"0\"><code class=\"language-\"></code></pre>\n"#.len() + LANGUAGE;
/// As many characters of a language are written.
const LANGUAGE: usize = 32;
const LIST: usize = r#"<ol start=\"18446744073709551615\" class=\"task-list\">\n</ol>\n"#.len();
/// With the class of its item.
const TASK: usize = r#" class=\"task\"<input type=\"checkbox\" disabled checked aria-label=\"to do\"> "#.len();
const TABLE: usize =
    r#"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 7777777\"><table>\n</table></div>\n"#
        .len();
const ROW: usize = r"<thead>\n<tr></tr>\n</thead>\n".len();
const CELL: usize = r#"<th scope=\"col\" class=\"align-center\"></th>"#.len();
/// With the section that the first of them opens.
const NOTE: usize =
    r#"<li id=\"fn--7777777\"></li>\n<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n</ol>\n</section>\n"#
        .len();
const MARK_AND_WAY_BACK: usize = MARK + WAY_BACK;
const MARK: usize =
    r##"<sup class=\"footnote-ref\" id=\"fnref--7777777.7777777\"><a href=\"#fn--7777777\" aria-label=\"Footnote 7777777\">7777777</a></sup>"##
        .len();
const WAY_BACK: usize =
    r##" <a class=\"footnote-back\" href=\"#fnref--7777777.7777777\" aria-label=\"Back to reference 7777777, use 7777777\">↩--</a>"##
        .len();

fn title_of(title: &str) -> usize {
    if title.is_empty() { 0 } else { r#" title=\"\""#.len() + of_text(title) }
}

/// All bytes of a block at once: every comparison is made for each of them.
fn of_text(text: &str) -> usize {
    const BLOCK: usize = 512; // as many of the heaviest bytes fit into the sum
    let block = |block: &[u8]| block.iter().map(|byte| text_byte(*byte)).sum::<u16>();
    text.as_bytes().chunks(BLOCK).map(|bytes| usize::from(block(bytes))).sum()
}

/// A byte as HTML, and that as a JSON string.
fn text_byte(byte: u8) -> u16 {
    let more = |is: bool, weight: u16| u16::from(is) * (weight - 1);
    let quote = more(byte == b'"', 6);
    let entity = more(byte == b'&', 5) + more((byte == b'<') | (byte == b'>'), 4);
    1 + quote + entity + more((byte == b'\\') | (byte == b'\n') | (byte == b'\t'), 2)
}

/// The most that a byte takes in a URL.
const URL_BYTE: usize = 5;

/// What is encoded may be decoded first, and then be more than it was: `%27`, and in HTML `&#39;`.
fn of_url(url: &str) -> usize {
    let byte = |byte: u8| match byte {
        b'&' | b'\'' => URL_BYTE,
        byte if byte.is_ascii_alphanumeric() || b"-_.~:/?@!$()*+,;=".contains(&byte) => 1,
        _ => 3,
    };
    url.bytes().map(byte).sum()
}
