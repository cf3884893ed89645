//! Sorted words → so many files of about the same size.

use super::postings::Vocabulary;

/// Stands above every word: where a shard that was left empty would begin.
const BEYOND: &str = "\u{ffff}\u{ffff}";

/// A file of words, and the first of them.
#[derive(Debug)]
pub struct Shard {
    pub first: String,
    /// A list in JSON: word, postings, word, postings, …
    pub bytes: Vec<u8>,
}

/// Splits all words among `count` files. A word whose postings fill more than a file still stands in one.
pub fn split(words: Vocabulary, count: usize) -> Vec<Shard> {
    let words = words.into_sorted();
    let size = |(word, postings): &(Box<str>, String)| word.len() + postings.len() + r#""","","#.len();
    let mut left: usize = words.iter().map(size).sum();
    let mut words = words.into_iter().peekable();
    let mut shards = Vec::with_capacity(count);
    for files in (1..=count).rev() {
        let wanted = left.div_ceil(files);
        let (mut taken, mut held) = (0, Vec::new());
        while let Some(next) = words.next_if(|next| files == 1 || taken == 0 || taken + size(next) / 2 <= wanted) {
            taken += size(&next);
            held.push(next);
        }
        left -= taken;
        shards.push(shard(&held));
    }
    shards
}

fn shard(words: &[(Box<str>, String)]) -> Shard {
    let flat: Vec<&str> = words.iter().flat_map(|(word, postings)| [&**word, postings.as_str()]).collect();
    Shard {
        first: words.first().map_or(BEYOND, |(word, _)| word).to_owned(),
        bytes: serde_json::to_vec(&flat).expect("writing to memory does not fail"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in words {
            vocabulary.add(word, 0, None);
        }
        vocabulary
    }

    #[test]
    fn there_are_as_many_files_as_planned_whatever_the_words() {
        for count in 1..6 {
            for words in [&[][..], &["a"], &["a", "b", "c"], &["long-word-that-fills-a-file", "a", "b"]] {
                let shards = split(vocabulary(words), count);
                assert_eq!(shards.len(), count);
                let held: usize =
                    shards.iter().map(|shard| serde_json::from_slice::<Vec<String>>(&shard.bytes).unwrap().len()).sum();
                assert_eq!(held, words.len() * 2);
                assert!(shards.windows(2).all(|pair| pair[0].first <= pair[1].first));
            }
        }
    }

    #[test]
    fn files_are_of_about_the_same_size() {
        let words: Vec<String> = (0..1000).map(|n| format!("word{n}")).collect();
        let shards = split(vocabulary(&words.iter().map(String::as_str).collect::<Vec<_>>()), 7);
        let sizes: Vec<usize> = shards.iter().map(|shard| shard.bytes.len()).collect();
        let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
        assert!(most - least < 60, "{sizes:?}");
    }
}
