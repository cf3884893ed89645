//! A pattern of a detection rule, and a text in which it is sought: the first line, and the rest.

use forewarn::base::{InvalidPattern, Pattern};

use super::text;

pub fn check(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (written, sample) = text.split_once('\n').unwrap_or((text, text));
    match Pattern::new(written) {
        Ok(pattern) => {
            assert_eq!(pattern.as_str(), written);
            let mut last = 0;
            for found in pattern.find_all(sample) {
                assert!(sample.get(found.clone()).is_some() && found.start >= last, "{found:?} {text:?}");
                last = found.end;
            }
            assert_eq!(pattern.find(sample), pattern.find_all(sample).next());
        }
        Err(error) => {
            assert!(!error.to_string().is_empty(), "{text:?}");
            if let InvalidPattern::Syntax { place, .. } = error {
                assert!(written.get(place.clone()).is_some(), "{place:?} is no place of {written:?}");
            }
        }
    }
}
