//! A row of days that should never fall → the few places that are out of order, so that one wrong date is one finding.

/// The places outside of the longest row that never falls. Of rows equally long, the one that keeps the first places.
pub fn outliers<T: Ord + Copy>(row: &[T]) -> Vec<usize> {
    // Backwards, with the usual piles: the top of the n-th pile ends the best row of that length seen so far.
    let mut tops: Vec<usize> = Vec::new();
    let mut after: Vec<Option<usize>> = vec![None; row.len()];
    for index in (0..row.len()).rev() {
        let pile = tops.partition_point(|top| row[*top] >= row[index]);
        after[index] = pile.checked_sub(1).map(|before| tops[before]);
        match tops.get_mut(pile) {
            Some(top) => *top = index,
            None => tops.push(index),
        }
    }
    let mut in_order = vec![false; row.len()];
    let mut at = tops.last().copied();
    while let Some(index) = at {
        in_order[index] = true;
        at = after[index];
    }
    (0..row.len()).filter(|index| !in_order[*index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_date_is_one_outlier() {
        assert_eq!(outliers(&[1, 2, 2, 3]), Vec::<usize>::new());
        assert_eq!(outliers(&[1, 9, 2, 3, 4]), [1]);
        assert_eq!(outliers(&[3, 4, 5, 1, 6]), [3]);
        assert_eq!(outliers(&[2, 1]), [1]);
    }
}
