//! CommonMark and GFM text → an outline (summary, headings, links, findings) and safe HTML.
//!
//! One line of steps serves both: [`parse`] makes events, [`filter`] makes tokens of them in which raw HTML is either
//! one of a few bare elements or plain text, every link has a judged [`Target`], and everything that opens closes;
//! [`outline`] reads the tokens, [`render`] writes them; [`elsewhere`] edits the text where they stand.
//!
//! Invariants: knows nothing of entries or sites (the caller says where links lead), reads no file, and never panics
//! or writes unsafe HTML, whatever the text.

mod autolink;
mod elsewhere;
mod filter;
mod footnote;
mod heading;
mod highlight;
mod html;
mod outline;
mod parse;
mod problem;
mod prose;
mod raw_html;
mod render;
mod target;
mod title;
mod token;
mod weight;

#[cfg(test)]
mod tests;

pub use elsewhere::{Elsewhere, elsewhere, line_elsewhere};
pub use html::{Html, escape as text_html};
pub use outline::{Heading, Link, Outline, line_outline, outline};
pub use prose::{prose, title_prose};
pub use render::{Code, Ids, Options, Resolved, line_html, render};
pub use target::Target;
pub use title::{TitlePart, title_html, title_parts, title_plain};
pub use weight::Weight;
