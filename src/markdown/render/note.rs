//! Footnotes: the marks in the text, and the notes below it with links back.

use pulldown_cmark::TagEnd;

use super::Writer;
use super::link::Address;
use crate::markdown::token::Token;

impl Writer<'_> {
    /// An id of the n-th note; of its reference that many times before, if `kind` is `fnref`.
    pub(super) fn note_id(&self, kind: &str, index: usize, before: usize) -> String {
        let dash = if self.options.id_prefix.is_empty() { "" } else { "-" };
        // A period, since a dash could be another prefix's.
        let again = if before == 0 { String::new() } else { format!(".{}", before + 1) };
        format!("{kind}-{}{dash}{}{again}", self.options.id_prefix, index + 1)
    }

    pub(super) fn note(&mut self, label: &str) {
        let Some(index) = self.notes.index(label) else {
            self.html.text(&format!("[^{label}]"));
            return;
        };
        let id = self.note_id("fnref", index, self.referred[index]);
        self.referred[index] += 1;
        let number = index + 1;
        self.html.raw("<sup class=\"footnote-ref\" id=\"").text(&id).raw("\">");
        if self.links.contains(&true) {
            self.html.raw(&number.to_string());
        } else {
            self.html.raw("<a");
            self.href(&Address::Site(self.on_page(&self.note_id("fn", index, 0))));
            self.html.raw(&format!(" aria-label=\"Footnote {number}\">{number}</a>"));
        }
        self.html.raw("</sup>");
    }

    pub(super) fn footnotes(&mut self) {
        if self.notes.order.is_empty() {
            return;
        }
        self.html.raw("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        for index in 0..self.notes.order.len() {
            self.footnote(index);
        }
        self.html.raw("</ol>\n</section>\n");
    }

    /// The links back stand in the note's last paragraph, if it ends with one.
    pub(super) fn footnote(&mut self, index: usize) {
        let body = self.notes.order[index].body.clone();
        let id = self.note_id("fn", index, 0);
        self.html.raw("<li id=\"").text(&id).raw("\">");
        let last = self.tokens[body.clone()].last().map(|placed| &placed.token);
        if matches!(last, Some(Token::End(TagEnd::Paragraph))) {
            self.run(body.start..body.end - 1);
            self.back_links(index);
            self.run(body.end - 1..body.end);
        } else {
            self.run(body);
            self.back_links(index);
        }
        self.html.raw("</li>\n");
    }

    pub(super) fn back_links(&mut self, index: usize) {
        for before in 0..self.notes.order[index].uses {
            let again = if before == 0 { String::new() } else { format!(", use {}", before + 1) };
            self.html.raw(" <a class=\"footnote-back\"");
            self.href(&Address::Site(self.on_page(&self.note_id("fnref", index, before))));
            self.html.raw(&format!(" aria-label=\"Back to reference {}{again}\">↩\u{fe0e}</a>", index + 1));
        }
    }
}
