//! Headings, alerts, lists and code.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Tag, TagEnd};

use super::link::Address;
use super::{Code, Ids, Writer};
use crate::base::permitted;
use crate::markdown::heading::Planned;
use crate::markdown::highlight;
use crate::markdown::token::{Placed, Token};

impl Writer<'_> {
    pub(super) fn planned(&self, at: usize) -> Option<&Planned> {
        self.headings.binary_search_by_key(&at, |heading| heading.at).ok().map(|index| &self.headings[index])
    }

    pub(super) fn heading(&mut self, at: usize, level: u8) {
        let id = self.planned(at).filter(|_| self.options.ids == Ids::Kept).map(|heading| heading.id.clone());
        let level = self.levels.next(level);
        self.html.raw(&format!("<h{level}"));
        if let Some(id) = &id {
            self.html.raw(" id=\"").text(id).raw("\"");
        }
        self.html.raw(">");
        self.open_heading = Some((level, id));
    }

    pub(super) fn heading_end(&mut self) {
        let Some((level, id)) = self.open_heading.take() else { return };
        if let Some(id) = id {
            self.html.raw(" <a class=\"anchor\"");
            self.href(&Address::Site(self.on_page(&id)));
            self.html.raw(" aria-label=\"Link to this section\">#</a>");
        }
        self.html.raw(&format!("</h{level}>\n"));
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        let markup =
            format!("<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n");
        self.html.raw(&markup);
    }

    pub(super) fn list(&mut self, at: usize, start: Option<u64>) {
        let class = if self.is_task(at + 1) { " class=\"task-list\"" } else { "" };
        match start {
            None => self.html.raw("<ul").raw(class),
            Some(1) => self.html.raw("<ol").raw(class),
            Some(start) => self.html.raw(&format!("<ol start=\"{start}\"")).raw(class),
        };
        self.html.raw(">\n");
    }

    /// Whether the item that starts here begins with a task's box: in itself, or in its first paragraph.
    pub(super) fn is_task(&self, item: usize) -> bool {
        let mut inside = self.tokens.iter().skip(item + 1).map(|placed| &placed.token);
        match inside.next() {
            Some(Token::Start(Tag::Paragraph)) => matches!(inside.next(), Some(Token::Task(_))),
            first => matches!(first, Some(Token::Task(_))),
        }
    }

    pub(super) fn task(&mut self, done: bool) {
        let state = if done { " checked aria-label=\"done\"" } else { " aria-label=\"to do\"" };
        self.html.raw("<input type=\"checkbox\" disabled").raw(state).raw("> ");
    }

    pub(super) fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let is_end = |placed: &Placed<'_>| matches!(placed.token, Token::End(TagEnd::CodeBlock));
        let end = self.tokens[at..].iter().position(is_end).map_or(self.tokens.len(), |length| at + length);
        let mut code = String::new();
        for placed in &self.tokens[at..end] {
            if let Token::Text(text) = &placed.token {
                code.push_str(&permitted(text));
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => highlight::language(info),
            CodeBlockKind::Indented => String::new(),
        };
        self.html.raw("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.html.raw(" class=\"language-").text(&language).raw("\"");
        }
        self.html.raw(">");
        let coloured =
            (self.options.code == Code::Highlighted).then(|| highlight::highlight(&language, &code)).flatten();
        match coloured {
            Some(coloured) => self.html.raw(&coloured),
            None => self.html.text(code.trim_end_matches('\n')),
        };
        self.html.raw("</code></pre>\n");
        end + 1
    }
}
