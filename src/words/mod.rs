//! Dates, promises and their events → the words that readers are told, the same in feeds, pages and exports. Plain text;
//! what authors wrote keeps its inline code. Knows no format, and escapes nothing.

pub mod date;
mod event;

pub use date::{day, sunset_words, when};
pub use event::{NOTHING_TO_DO, deadline, headline, is_cancelled, is_over, sentence, window};
