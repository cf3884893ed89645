//! What a site is to be, what the manifest says and what a listing shows → what to send, to leave and to delete. Pure: what
//! is in doubt is asked for first ([`doubts`]), and read by whoever can.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::hash::Hash;
use super::super::{Kept, Why};
use super::manifest::{Held, Made, Manifest};
use crate::base::RelPath;

/// What a listing tells of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub etag: Option<String>,
    pub size: u64,
}

/// Everything below the prefix, without our bookkeeping.
#[derive(Debug, Default)]
pub struct Listing {
    pub objects: BTreeMap<RelPath, Found>,
    /// Keys that no site could have.
    pub foreign: Vec<String>,
}

/// What becomes of a path of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Unchanged,
    /// Nothing lies there.
    New,
    /// Ours lies there, or the very bytes that are to be; the ETag is of what is there.
    Replaced(Option<String>),
    /// Somebody else's lies there, and stays.
    Kept(Why),
}

#[derive(Debug)]
pub struct Steps {
    /// In the order of the plan.
    pub fates: Vec<Fate>,
    /// Ours, and no longer planned.
    pub stale: Vec<RelPath>,
    /// What is left alone. Sorted.
    pub kept: Vec<Kept>,
    /// What is ours of what is there now.
    pub held: BTreeMap<RelPath, Held>,
}

/// What is known before anything is sent.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    pub paths: &'a [RelPath],
    /// In the order of `paths`.
    pub wanted: &'a [Made],
    /// `None`: nothing was published here before.
    pub manifest: Option<&'a Manifest>,
    pub listing: &'a Listing,
}

impl<'a> Before<'a> {
    fn wanted(&self, path: &RelPath) -> Option<&'a Made> {
        self.paths.binary_search(path).ok().map(|index| &self.wanted[index])
    }

    fn held(&self, path: &RelPath) -> Option<&'a Held> {
        self.manifest?.files.get(path)
    }

    /// What may lie there of ours, beside what did when the last publication ended.
    fn sending(&self, path: &RelPath) -> &'a [Made] {
        self.manifest.and_then(|manifest| manifest.sending.get(path)).map_or(&[], Vec::as_slice)
    }

    /// An empty object that something lies below, or will: consoles make such markers, and they are nobody's loss or news.
    fn is_folder(&self, path: &RelPath, found: &Found) -> bool {
        let is_below =
            |below: &RelPath| below.as_str().strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let planned = &self.paths[self.paths.partition_point(|other| other <= path)..];
        let next = self.listing.objects.range(path.clone()..).skip(1).map(|(path, _)| path);
        // Between `a` and `a/b` only paths such as `a-b` and `a.b` can lie.
        let is_near = |other: &&RelPath| other.as_str().starts_with(path.as_str());
        found.size == 0 && planned.iter().take_while(is_near).chain(next.take_while(is_near)).any(is_below)
    }

    /// The record of an object that the store says nobody touched.
    fn untouched(&self, path: &RelPath, found: &Found) -> Option<&'a Held> {
        self.held(path).filter(|held| held.etag.is_some() && held.etag == found.etag)
    }
}

/// Objects that may have our bytes although their ETag is not the one that the manifest knows: sent by a publication that
/// was killed, or by hand with the same bytes.
pub fn doubts(before: &Before) -> Vec<RelPath> {
    let is_doubtful = |(path, found): &(&RelPath, &Found)| {
        let known = [before.held(path).map(|held| &held.made), before.wanted(path)].into_iter().flatten();
        let mut ours = before.sending(path).iter().chain(known);
        before.untouched(path, found).is_none() && ours.any(|made| made.size == found.size)
    };
    before.listing.objects.iter().filter(is_doubtful).map(|(path, _)| path.clone()).collect()
}

/// Decides for every path of the plan and every object. `read` are the hashes of what was in doubt.
pub fn decide(before: &Before, read: &BTreeMap<RelPath, Hash>) -> Steps {
    let mut steps = Steps { fates: Vec::with_capacity(before.paths.len()), ..Steps::beyond(before, read) };
    for (path, wanted) in before.paths.iter().zip(before.wanted) {
        let fate = match before.listing.objects.get(path) {
            None => Fate::New,
            Some(found) => match ours(before, path, found, read.get(path)) {
                Some(made) if made == *wanted => Fate::Unchanged,
                Some(_) => Fate::Replaced(found.etag.clone()),
                None if read.get(path) == Some(&wanted.sha256) => Fate::Replaced(found.etag.clone()),
                None => Fate::Kept(why(before, path)),
            },
        };
        if let Fate::Kept(why) = fate {
            steps.kept.push(Kept { path: path.as_str().into(), why });
        }
        steps.fates.push(fate);
    }
    steps.kept.sort();
    steps
}

impl Steps {
    /// What is there, beside what is planned; and what of everything is ours.
    fn beyond(before: &Before, read: &BTreeMap<RelPath, Hash>) -> Steps {
        let foreign = before.listing.foreign.iter().map(|key| Kept { path: PathBuf::from(key), why: Why::Foreign });
        let mut steps = Steps { fates: Vec::new(), stale: Vec::new(), kept: foreign.collect(), held: BTreeMap::new() };
        for (path, found) in &before.listing.objects {
            let planned = before.wanted(path).is_some();
            match ours(before, path, found, read.get(path)) {
                Some(made) => {
                    steps.held.insert(path.clone(), Held { made, etag: found.etag.clone() });
                    if !planned {
                        steps.stale.push(path.clone());
                    }
                }
                None => {
                    steps.held.extend(before.held(path).map(|held| (path.clone(), held.clone())));
                    if !planned && !before.is_folder(path, found) {
                        steps.kept.push(Kept { path: path.as_str().into(), why: why(before, path) });
                    }
                }
            }
        }
        steps
    }

    pub fn sends(&self) -> bool {
        self.fates.iter().any(|fate| matches!(fate, Fate::New | Fate::Replaced(_)))
    }
}

/// What we made of an object, if it is still that.
fn ours(before: &Before, path: &RelPath, found: &Found, read: Option<&Hash>) -> Option<Made> {
    if let Some(held) = before.untouched(path, found) {
        return Some(held.made.clone());
    }
    let mut made = before.sending(path).iter().chain(before.held(path).map(|held| &held.made));
    made.find(|made| Some(&made.sha256) == read && made.size == found.size).cloned()
}

fn why(before: &Before, path: &RelPath) -> Why {
    let known = before.held(path).is_some() || !before.sending(path).is_empty();
    if known { Why::Edited } else { Why::Foreign }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn held(name: &str, bytes: &[u8], etag: &str) -> (RelPath, Held) {
        (path(name), Held { made: Made::of(&path(name), bytes), etag: Some(etag.to_owned()) })
    }

    fn found(name: &str, bytes: &[u8], etag: &str) -> (RelPath, Found) {
        (path(name), Found { etag: Some(etag.to_owned()), size: bytes.len() as u64 })
    }

    #[test]
    fn every_object_has_its_fate() {
        let paths = ["edited", "killed", "new", "replaced", "same", "theirs"].map(path);
        let wanted: Vec<Made> = paths.iter().map(|path| Made::of(path, b"new")).collect();
        let manifest = Manifest {
            files: [
                held("edited", b"old", "1"),
                held("gone", b"old", "1"),
                held("gone-but-edited", b"old", "1"),
                held("missing", b"old", "1"),
                held("replaced", b"old", "1"),
                held("same", b"new", "1"),
            ]
            .into(),
            sending: [(path("killed"), vec![Made::of(&path("killed"), b"new")])].into(),
        };
        let listing = Listing {
            objects: [
                found("edited", b"xxx", "2"),
                found("gone", b"old", "1"),
                found("gone-but-edited", b"longer", "2"),
                found("killed", b"new", "7"),
                found("replaced", b"old", "1"),
                found("same", b"new", "1"),
                found("theirs", b"theirs", "1"),
                found("theirs-too", b"xxx", "1"),
            ]
            .into(),
            foreign: Vec::new(),
        };
        let before = Before { paths: &paths, wanted: &wanted, manifest: Some(&manifest), listing: &listing };
        assert_eq!(doubts(&before), ["edited", "killed"].map(path));
        let read = [(path("edited"), Hash::of(b"xxx")), (path("killed"), Hash::of(b"new"))].into();
        let steps = decide(&before, &read);
        let replaced = Fate::Replaced(Some("1".to_owned()));
        let fates =
            [Fate::Kept(Why::Edited), Fate::Unchanged, Fate::New, replaced, Fate::Unchanged, Fate::Kept(Why::Foreign)];
        assert_eq!(steps.fates, fates);
        assert_eq!(steps.stale, [path("gone")]);
        let kept: Vec<_> = steps.kept.iter().map(|kept| (kept.path.to_str().unwrap(), kept.why)).collect();
        assert_eq!(
            kept,
            [
                ("edited", Why::Edited),
                ("gone-but-edited", Why::Edited),
                ("theirs", Why::Foreign),
                ("theirs-too", Why::Foreign)
            ]
        );
        let ours: Vec<&str> = steps.held.keys().map(RelPath::as_str).collect();
        assert_eq!(ours, ["edited", "gone", "gone-but-edited", "killed", "replaced", "same"]);
        assert_eq!(steps.held[&path("killed")].etag.as_deref(), Some("7"));
    }

    #[test]
    fn the_same_bytes_put_there_by_hand_are_taken_over_with_our_headers() {
        let (paths, wanted) = ([path("a")], [Made::of(&path("a"), b"new")]);
        let listing = Listing { objects: [found("a", b"new", "1")].into(), foreign: Vec::new() };
        let before = Before { paths: &paths, wanted: &wanted, manifest: None, listing: &listing };
        let steps = decide(&before, &[(path("a"), Hash::of(b"new"))].into());
        assert_eq!(steps.fates, [Fate::Replaced(Some("1".to_owned()))]);
    }

    #[test]
    fn other_headers_are_a_change() {
        let (paths, wanted) = ([path("a.html")], [Made::of(&path("a.html"), b"new")]);
        let mut manifest = Manifest { files: [held("a.html", b"new", "1")].into(), ..Manifest::default() };
        let listing = Listing { objects: [found("a.html", b"new", "1")].into(), foreign: Vec::new() };
        let fates = |manifest: &Manifest| {
            let before = Before { paths: &paths, wanted: &wanted, manifest: Some(manifest), listing: &listing };
            decide(&before, &BTreeMap::new()).fates
        };
        assert_eq!(fates(&manifest), [Fate::Unchanged]);
        manifest.files.get_mut(&path("a.html")).unwrap().made.cache_control = "no-store".into();
        assert_eq!(fates(&manifest), [Fate::Replaced(Some("1".to_owned()))]);
    }
}
