//! Text → the words by which it is found. `static/search.js` folds and cuts what is typed in the same way, character for
//! character; a change here is one there.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer run of letters and digits is a digest or a key: nobody types it.
const LONGEST_WORD: usize = 40;
/// The longest name that is kept in one piece; what is typed beyond is not looked at.
const LONGEST_WHOLE: usize = 120;

/// Without case, accents and other marks; compatible forms as one (NFKD).
pub fn fold(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
        return Cow::Owned(bare.to_lowercase());
    }
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

/// Runs of letters and digits of a folded text. Of scripts that write no spaces each character is a word.
pub fn words(folded: &str, mut found: impl FnMut(&str)) {
    let mut visit = |word: &str| {
        if !word.is_empty() && word.len() <= LONGEST_WORD {
            found(word);
        }
    };
    let mut start = 0;
    for (at, c) in folded.char_indices() {
        let alone = stands_alone(c);
        if alone || !is_part(c) {
            visit(&folded[start..at]);
            start = at + c.len_utf8();
        }
        if alone {
            visit(&folded[at..start]);
        }
    }
    visit(&folded[start..]);
}

/// What a folded name is called in one piece: the name as a whole, and its [`pieces`].
pub fn wholes(folded: &str, mut found: impl FnMut(&str)) {
    let whole = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.contains(' ') && whole.len() <= LONGEST_WHOLE {
        found(&whole);
    }
    pieces(&whole, found);
}

/// The parts between spaces that are more than a word, such as `/v1/deployments/{id}`, `--force` or `deploy_token`.
pub fn pieces(folded: &str, mut found: impl FnMut(&str)) {
    for piece in folded.split_whitespace().map(|piece| piece.trim_matches(is_around)) {
        let is_word = piece.chars().all(|c| is_part(c) && !stands_alone(c));
        if !is_word && piece.len() <= LONGEST_WHOLE && piece.chars().any(is_part) {
            found(piece);
        }
    }
}

fn is_part(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric(),
        false => c.is_alphanumeric(),
    }
}

/// Punctuation of the sentence around a name.
fn is_around(c: char) -> bool {
    matches!(c, '`' | '"' | '\'' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.' | '!' | '?')
}

/// Han, Hiragana and Katakana, after folding.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0x20000..=0x2fa1f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(&fold(text), |word| found.push(word.to_owned()));
        found
    }

    fn kept(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        wholes(&fold(text), |whole| found.push(whole.to_owned()));
        found
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("Überprüfung ﬁnal ＡＢＣ Ǆ"), "uberprufung final abc dz");
        assert_eq!(fold("Read-Only"), "read-only");
        assert_eq!(fold("ΟΔΟΣ"), "οδος", "the sigma at the end, as JavaScript writes it");
    }

    #[test]
    fn a_name_is_cut_at_everything_but_letters_and_digits() {
        assert_eq!(cut("GET /v1/deployments/{id}"), ["get", "v1", "deployments", "id"]);
        assert_eq!(cut("deploy.yaml: spec.targets[0]"), ["deploy", "yaml", "spec", "targets", "0"]);
        assert_eq!(cut(&"f".repeat(41)), [""; 0]);
        assert_eq!(cut("部署 API を"), ["部", "署", "api", "を"]);
    }

    #[test]
    fn routes_flags_and_packages_are_kept_whole() {
        assert_eq!(kept("GET /v1/deployments/{id}"), ["get /v1/deployments/{id}", "/v1/deployments/{id}"]);
        assert_eq!(kept("deployctl rollback --force"), ["deployctl rollback --force", "--force"]);
        assert_eq!(kept("deploy.yaml: spec.targets"), ["deploy.yaml: spec.targets", "deploy.yaml", "spec.targets"]);
        assert_eq!(kept("pkg:npm/left-pad"), ["pkg:npm/left-pad"]);
        assert_eq!(kept("DEPLOY_TOKEN"), ["deploy_token"]);
        assert_eq!(kept("Tracing"), [""; 0], "a word alone is found as a word");
    }
}
