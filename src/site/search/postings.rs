//! Words with the numbers of the entries that have them → short text: per entry the step from the one before it, for
//! names with two bits of where the word stands, five bits a character of base64, the lowest first; a character of 32
//! or more goes on (the variable-length quantities of source maps, without a sign).

use std::collections::HashMap;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Where in the names of an entry a word stands, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a surface that goes away, or in the warning of a log.
    Surface,
    /// In the title, an id or an advisory.
    Title,
    /// In a tag, the component, the owner, the version, or in what takes a surface's place.
    About,
}

/// The entries that have a word.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    /// The number of the last entry and one; 0 for none.
    last: u32,
    count: u32,
    text: Vec<u8>,
}

impl Postings {
    /// Adds an entry; entries come in the order of their numbers. One that is there already stays as it is, so that the
    /// first place counts.
    pub fn add(&mut self, entry: u32, place: Option<Place>) {
        let number = entry + 1;
        if number <= self.last {
            return;
        }
        let step = number - self.last;
        let value = place.map_or(step, |place| step << 2 | place as u32);
        write(value, &mut self.text);
        self.last = number;
        self.count += 1;
    }

    pub fn into_text(self) -> String {
        String::from_utf8(self.text).expect("digits are ASCII")
    }
}

fn write(mut value: u32, text: &mut Vec<u8>) {
    loop {
        let rest = value >> 5;
        let digit = (value & 31) | if rest == 0 { 0 } else { 32 };
        text.push(DIGITS[digit as usize]);
        if rest == 0 {
            return;
        }
        value = rest;
    }
}

/// Every word with its entries.
#[derive(Debug, Default)]
pub struct Vocabulary(HashMap<Box<str>, Postings>);

/// Stands for the postings of a word that tells no entries apart.
const COMMON: &str = "*";
/// Fewer entries than this are cheap to list for every word.
const FEW: usize = 200;

impl Vocabulary {
    pub fn add(&mut self, word: &str, entry: u32, place: Option<Place>) {
        match self.0.get_mut(word) {
            Some(postings) => postings.add(entry, place),
            None => {
                let mut postings = Postings::default();
                postings.add(entry, place);
                self.0.insert(word.into(), postings);
            }
        }
    }

    /// Without the entries of words that a third of them have: such a word is known, and narrows nothing.
    pub fn without_common(mut self, entries: usize) -> Self {
        for postings in self.0.values_mut() {
            if entries > FEW && postings.count as usize > entries / 3 {
                postings.text = COMMON.into();
            }
        }
        self
    }

    /// In the order in which JavaScript compares strings: by units of UTF-16.
    pub fn into_sorted(self) -> Vec<(Box<str>, String)> {
        let mut words: Vec<(Box<str>, String)> =
            self.0.into_iter().map(|(word, postings)| (word, postings.into_text())).collect();
        words.sort_unstable_by(|(a, _), (b, _)| match a.is_ascii() && b.is_ascii() {
            true => a.cmp(b),
            false => a.encode_utf16().cmp(b.encode_utf16()),
        });
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_written_in_five_bits_a_character() {
        let mut postings = Postings::default();
        for entry in [0, 1, 40, 2_000] {
            postings.add(entry, None);
        }
        // 1, 1, 39 = 7 + 1·32, 1960 = 8 + 29·32 + 1·1024
        assert_eq!(postings.into_text(), "BBnBo9B");
    }

    #[test]
    fn the_first_place_of_a_word_counts() {
        let mut postings = Postings::default();
        postings.add(2, Some(Place::Title));
        postings.add(2, Some(Place::About));
        assert_eq!(postings.into_text(), "N", "3 << 2 | 1");
    }

    #[test]
    fn a_word_of_every_third_entry_narrows_nothing() {
        let mut words = Vocabulary::default();
        for entry in 0..300 {
            words.add("the", entry, None);
        }
        words.add("gateway", 7, None);
        let sorted = words.without_common(300).into_sorted();
        assert_eq!(sorted, [("gateway".into(), "I".to_owned()), ("the".into(), "*".to_owned())]);
    }

    #[test]
    fn words_stand_in_the_order_of_javascript() {
        let mut words = Vocabulary::default();
        for word in ["\u{ff5e}", "\u{1f600}", "z"] {
            words.add(word, 0, None);
        }
        let sorted: Vec<Box<str>> = words.into_sorted().into_iter().map(|(word, _)| word).collect();
        assert_eq!(sorted, ["z".into(), "\u{1f600}".into(), "\u{ff5e}".into()]);
    }
}
