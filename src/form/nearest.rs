//! A word that is not known → the known one that was probably meant.

/// The nearest of some known words, if one is near enough to be meant.
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let folded = word.to_lowercase().replace('_', "-");
    let allowed = |known: &str| (1 + known.len() / 4).min(known.len().saturating_sub(1));
    let mut nearest: Option<(usize, &'w str)> = None;
    for known in known {
        let most = nearest.map_or(usize::MAX, |(distance, _)| distance - 1).min(allowed(known));
        // Most words are told apart without a look at the order of their letters.
        if at_least_apart(&folded, known) <= most {
            let distance = apart(&folded, known);
            nearest = if distance <= most { Some((distance, known)) } else { nearest };
        }
        if nearest.is_some_and(|(distance, _)| distance == 0) {
            break;
        }
    }
    nearest.map(|(_, known)| known)
}

/// How many edits lie between two words. Ids share their beginnings and ends, which cost time and no edit.
fn apart(a: &str, b: &str) -> usize {
    if !(a.is_ascii() && b.is_ascii()) {
        return strsim::osa_distance(a, b);
    }
    let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let start = same(&mut a.bytes().zip(b.bytes()));
    let (a, b) = (&a[start..], &b[start..]);
    let end = same(&mut a.bytes().rev().zip(b.bytes().rev()));
    strsim::osa_distance(&a[..a.len() - end], &b[..b.len() - end])
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
            prop_assert!(at_least_apart(&a, &b) <= strsim::osa_distance(&a, &b));
        }

        #[test]
        fn what_words_share_at_their_ends_is_no_edit(a in "[a-c]{0,8}", b in "[a-cä]{0,8}") {
            prop_assert_eq!(apart(&a, &b), strsim::osa_distance(&a, &b));
        }

        #[test]
        fn the_first_of_the_nearest_is_found(word in "[ab]{1,6}", known in prop::collection::vec("[ab]{1,6}", 0..6)) {
            let near = |known: &&String| strsim::osa_distance(&word, known);
            let allowed = |known: &&String| near(known) <= (1 + known.len() / 4).min(known.len() - 1);
            let expected = known.iter().filter(allowed).min_by_key(near).map(String::as_str);
            prop_assert_eq!(nearest(&word, known.iter().map(String::as_str)), expected);
        }
    }
}
