//! A title → the id and the file name that an author would choose.

use unicode_normalization::UnicodeNormalization;

use crate::base::Slug;

/// What a file is called whose title has no letters a-z and no digits.
pub const FREE_STEM: &str = "entry";
/// Long enough to tell entries apart, short enough to read in a URL.
const STEM_MAX: usize = 60;

/// A title in the characters of an id, cut at a word; without a leading component name, which folder and id have anyway.
pub fn stem(title: &str, component: &str) -> String {
    let plain: String = title.nfkd().filter(|c| c.is_ascii() || !is_mark(*c)).collect();
    let words: Vec<String> = plain
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let whole = words.join("-");
    let rest = whole.strip_prefix(component).and_then(|rest| rest.strip_prefix('-')).unwrap_or(&whole);
    let mut stem = String::new();
    for word in rest.split('-') {
        if !stem.is_empty() && stem.len() + 1 + word.len() > STEM_MAX {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.extend(word.chars().take(STEM_MAX));
    }
    if stem.is_empty() { FREE_STEM.to_owned() } else { stem }
}

/// Combining marks, which decomposition splits off: `é` is `e` and a mark.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The first of `wanted`, `wanted-2`, `wanted-3`, … that is no id yet; `None` if none of them can be one.
pub fn free_id(wanted: &str, is_taken: impl Fn(&str) -> bool) -> Option<Slug> {
    let candidates = std::iter::once(wanted.to_owned()).chain((2..10_000).map(|number| format!("{wanted}-{number}")));
    let free = candidates.into_iter().find(|candidate| !is_taken(candidate))?;
    Slug::new(&free).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_stem() {
        assert_eq!(stem("Deploy API: v1 is deprecated!", "deploy-api"), "v1-is-deprecated");
        assert_eq!(stem("`GET /v1/x` démissionne — bald", "api"), "get-v1-x-demissionne-bald");
        assert_eq!(stem("Deploy API", "deploy-api"), "deploy-api");
        assert_eq!(stem("日本語", "api"), "entry");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = stem(&"word ".repeat(40), "api");
        assert!(long.len() <= STEM_MAX && long.ends_with("word"), "{long}");
        assert_eq!(stem(&"x".repeat(200), "api").len(), STEM_MAX);
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let taken = ["api-v1", "api-v1-2"];
        let free = |wanted| free_id(wanted, |id| taken.contains(&id)).map(|id| id.to_string());
        assert_eq!(free("api-v1").as_deref(), Some("api-v1-3"));
        assert_eq!(free("api-v2").as_deref(), Some("api-v2"));
        assert_eq!(free("No Id"), None);
    }
}
