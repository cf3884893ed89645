//! A word that is not known → the known one that was probably meant.

/// The nearest of some known words, if one is near enough to be meant.
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let folded = word.to_lowercase().replace('_', "-");
    let allowed = |known: &str| (1 + known.len() / 4).min(known.len().saturating_sub(1));
    // Most words are told apart without a look at the order of their letters.
    let like = known.filter(|known| at_least_apart(&folded, known) <= allowed(known));
    let distances = like.map(|known| (strsim::damerau_levenshtein(&folded, known), known));
    distances
        .filter(|(distance, known)| *distance <= allowed(known))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// A lower bound of the distance: an edit takes at most one letter away, and adds at most one.
fn at_least_apart(a: &str, b: &str) -> usize {
    if !(a.is_ascii() && b.is_ascii()) {
        return 0; // a letter may be many bytes
    }
    let mut surplus = [0i32; 128];
    a.bytes().for_each(|letter| surplus[usize::from(letter)] += 1);
    b.bytes().for_each(|letter| surplus[usize::from(letter)] -= 1);
    let only = |sign: i32| surplus.iter().map(|count| (count * sign).max(0).unsigned_abs() as usize).sum::<usize>();
    only(1).max(only(-1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slip_of_the_pen_is_found_and_another_word_is_not() {
        let known = ["deprecation", "releases", "sunset"];
        let near = |word| nearest(word, known.into_iter());
        assert_eq!((near("Sun_set"), near("relaeses"), near("owner")), (Some("sunset"), Some("releases"), None));
    }

    proptest! {
        #[test]
        fn the_bound_is_never_above_the_distance(a in "[a-cä]{0,8}", b in "[a-cä]{0,8}") {
            prop_assert!(at_least_apart(&a, &b) <= strsim::damerau_levenshtein(&a, &b));
        }
    }
}
