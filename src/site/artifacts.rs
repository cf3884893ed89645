//! All paths of a site with what stands there, sorted, in blocks: a plan after an edit shares the blocks in which nothing
//! came, went or changed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::plan::Artifact;
use crate::base::RelPath;

/// A path and what stands there.
pub type Placed = (RelPath, Artifact);

/// How many paths a block has at first; one of twice as many is parted.
const BLOCK: usize = 512;

#[derive(Clone, Debug, Default)]
pub struct Artifacts {
    /// None is empty.
    blocks: Vec<Arc<Vec<Placed>>>,
    /// How many paths stand before each block.
    starts: Vec<usize>,
    len: usize,
}

impl Artifacts {
    /// Of paths that are sorted, each once.
    pub fn of_sorted(placed: Vec<Placed>) -> Self {
        let mut blocks = Vec::with_capacity(placed.len().div_ceil(BLOCK));
        let mut placed = placed.into_iter();
        while placed.len() > 0 {
            blocks.push(Arc::new(placed.by_ref().take(BLOCK).collect()));
        }
        Artifacts::of_blocks(blocks)
    }

    fn of_blocks(blocks: Vec<Arc<Vec<Placed>>>) -> Self {
        let mut len = 0;
        let mut starts = Vec::with_capacity(blocks.len());
        for block in &blocks {
            starts.push(len);
            len += block.len();
        }
        Artifacts { blocks, starts, len }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn iter(&self) -> impl Iterator<Item = &Placed> {
        self.blocks.iter().flat_map(|block| block.iter())
    }

    pub fn at(&self, place: usize) -> &Placed {
        let block = self.starts.partition_point(|start| *start <= place) - 1;
        &self.blocks[block][place - self.starts[block]]
    }

    /// The place of a path.
    pub fn find(&self, path: &str) -> Option<usize> {
        let block = self.block_of(path);
        let at = self.blocks.get(block)?.binary_search_by(|(held, _)| held.as_str().cmp(path)).ok()?;
        Some(self.starts[block] + at)
    }

    /// The block in which a path stands, or would.
    fn block_of(&self, path: &str) -> usize {
        self.blocks.partition_point(|block| block[0].0.as_str() <= path).saturating_sub(1)
    }

    /// The same with something else, or nothing any more, at some paths.
    #[must_use]
    pub fn with(&self, edits: BTreeMap<RelPath, Option<Artifact>>) -> Self {
        let mut blocks = Vec::with_capacity(self.blocks.len() + 1);
        let mut edits = edits.into_iter().peekable();
        let mut shared: Range<usize> = 0..0;
        while let Some((path, _)) = edits.peek() {
            let block = self.block_of(path.as_str());
            shared.end = block;
            blocks.extend_from_slice(&self.blocks[shared.clone()]);
            let end = self.blocks.get(block + 1).map(|next| next[0].0.clone());
            let mut own = Vec::new();
            while let Some(edit) = edits.next_if(|(path, _)| end.as_ref().is_none_or(|end| path < end)) {
                own.push(edit);
            }
            blocks.extend(edited(self.blocks.get(block).map_or(&[], |block| block.as_slice()), own));
            shared = block + 1..block + 1;
        }
        blocks.extend_from_slice(self.blocks.get(shared.start..).unwrap_or_default());
        Artifacts::of_blocks(blocks)
    }
}

/// A block with its edits, which are sorted too: parted if it has become too long, and nothing if it is empty.
fn edited(block: &[Placed], edits: Vec<(RelPath, Option<Artifact>)>) -> impl Iterator<Item = Arc<Vec<Placed>>> {
    let mut placed = Vec::with_capacity(block.len() + edits.len());
    let mut rest = block;
    for (path, artifact) in edits {
        let before = rest.partition_point(|(held, _)| *held < path);
        placed.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        if let Some(((held, _), after)) = rest.split_first().filter(|((held, _), _)| *held == path) {
            placed.extend(artifact.map(|artifact| (held.clone(), artifact)));
            rest = after;
        } else {
            placed.extend(artifact.map(|artifact| (path, artifact)));
        }
    }
    placed.extend_from_slice(rest);
    let size = if placed.len() > 2 * BLOCK { BLOCK } else { 2 * BLOCK };
    let mut placed = placed.into_iter();
    std::iter::from_fn(move || (placed.len() > 0).then(|| Arc::new(placed.by_ref().take(size).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(number: usize) -> RelPath {
        RelPath::new(format!("{number:05}")).unwrap()
    }

    #[test]
    fn blocks_with_edits_are_what_a_map_would_be() {
        let mut map: BTreeMap<RelPath, Artifact> =
            (0..3000).map(|number| (path(number * 3), Artifact::Changes(number))).collect();
        let mut artifacts = Artifacts::of_sorted(map.clone().into_iter().collect());
        for (round, edited) in [0..1, 2000..2600, 8990..9100, 0..9500, 20..21, 4000..7000].into_iter().enumerate() {
            let edit = |number: usize| {
                let artifact = !(number + round).is_multiple_of(4);
                (path(number), artifact.then_some(Artifact::Changes(round)))
            };
            let edits: BTreeMap<_, _> = edited.map(edit).collect();
            for (path, artifact) in &edits {
                match artifact {
                    Some(artifact) => drop(map.insert(path.clone(), artifact.clone())),
                    None => drop(map.remove(path)),
                }
            }
            artifacts = artifacts.with(edits);
            assert!(artifacts.iter().map(|(path, artifact)| (path, artifact)).eq(&map));
            assert_eq!(artifacts.len(), map.len());
            assert!(artifacts.blocks.iter().all(|block| !block.is_empty() && block.len() <= 2 * BLOCK));
            for (place, path) in map.keys().enumerate() {
                assert_eq!((artifacts.find(path.as_str()), &artifacts.at(place).0), (Some(place), path));
            }
            assert_eq!(artifacts.find("x"), None);
        }
        assert_eq!(Artifacts::default().with([(path(1), Some(Artifact::Home))].into()).len(), 1);
    }
}
