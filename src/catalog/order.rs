//! Which entry is newer than which. Kept apart from their places, so that one that moves takes no other with it.

use super::ChangeIx;

/// The entries of a catalog, newest first.
#[derive(Clone, Debug)]
pub struct Order {
    entries: Vec<ChangeIx>,
    /// By place. What is gone has the rank that it last had, and nobody asks for it.
    ranks: Vec<u32>,
}

impl Order {
    /// Of so many entries whose places are in their order.
    pub(super) fn of_places(count: usize) -> Self {
        let count = count as u32;
        Order { entries: (0..count).map(ChangeIx).collect(), ranks: (0..count).collect() }
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = ChangeIx> + DoubleEndedIterator + Clone {
        self.entries.iter().copied()
    }

    /// Whether an entry is still there.
    pub fn holds(&self, index: ChangeIx) -> bool {
        let rank = self.ranks.get(index.0 as usize);
        rank.is_some_and(|rank| self.entries.get(*rank as usize) == Some(&index))
    }

    /// How many entries are newer.
    pub fn rank(&self, index: ChangeIx) -> u32 {
        self.ranks[index.0 as usize]
    }

    /// Puts an entry into a list that is in this order.
    pub fn insert(&self, list: &mut Vec<ChangeIx>, index: ChangeIx) {
        let rank = self.rank(index);
        list.insert(list.partition_point(|other| self.rank(*other) < rank), index);
    }

    /// The same order with one entry elsewhere: `newer` says which come before it; at no place if there is no `newer`.
    #[must_use]
    pub(super) fn with(&self, index: ChangeIx, newer: Option<impl Fn(ChangeIx) -> bool>) -> Self {
        let mut order = self.clone();
        order.entries.retain(|other| *other != index);
        if let Some(newer) = newer {
            order.entries.insert(order.entries.partition_point(|other| newer(*other)), index);
            order.ranks.resize(order.ranks.len().max(index.0 as usize + 1), 0);
        }
        for (rank, index) in order.entries.iter().enumerate() {
            order.ranks[index.0 as usize] = rank as u32;
        }
        order
    }
}
