//! The published tree as it is, judged against its manifest and the plan: what is ours, what is not, and whether the
//! plan finds its places free. Reads, never writes.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{Manifest, Record};
use super::scan::{Kind, Listing, RESERVED, above, folders, rel_path, scan};
use super::{Kept, Why};
use crate::base::RelPath;
use crate::shell::Failure;

#[derive(Debug)]
pub struct Live<'a> {
    pub dir: &'a Path,
    /// The paths of the plan.
    pub paths: &'a [RelPath],
    /// `None`: nothing was published here before.
    pub manifest: Option<Manifest>,
    /// Not ours, and to be left alone. A planned file that was edited is not here: only rendering shows it.
    pub kept: Vec<Kept>,
    /// Folders in which nothing is ours; empty ones too.
    pub foreign_dirs: Vec<PathBuf>,
    /// Ours, as we wrote it, and no longer planned.
    pub stale: Vec<RelPath>,
    listing: Listing,
}

/// What becomes of a file that the plan does not claim.
enum Lot {
    Planned,
    Stale(RelPath),
    Kept(Kept),
}

impl<'a> Live<'a> {
    /// # Errors
    /// If the folder is not empty and has no manifest, cannot be read, or holds something in the way of the plan.
    pub fn read(dir: &'a Path, paths: &'a [RelPath]) -> Result<Self, Failure> {
        let listing = scan(dir).map_err(|e| unreadable(dir, &e))?;
        let manifest = Manifest::read(dir)?;
        if manifest.is_none() && !(listing.files.is_empty() && listing.dirs.is_empty()) {
            return Err(Failure::new(
                format!("the folder `{}` is not empty and forewarn did not make it", dir.display()),
                "nothing was written; set `build-dir` to a new folder, or empty this one",
            ));
        }
        let foreign_dirs = foreign_dirs(&listing, manifest.as_ref());
        let mut live = Live { dir, paths, manifest, kept: Vec::new(), foreign_dirs, stale: Vec::new(), listing };
        live.sort_files()?;
        live.refuse_conflicts()?;
        Ok(live)
    }

    pub fn exists(&self) -> bool {
        self.dir.is_dir()
    }

    /// What lies at a path, unless it is a folder.
    pub fn kind(&self, path: &RelPath) -> Option<Kind> {
        self.listing.files.get(Path::new(path.as_str())).copied()
    }

    /// What the last build wrote at a path.
    pub fn record(&self, path: &RelPath) -> Option<&Record> {
        self.manifest.as_ref()?.files.get(path)
    }

    pub fn is_planned(&self, path: &RelPath) -> bool {
        self.paths.binary_search(path).is_ok()
    }

    /// Whether every planned file, and nothing else of ours, lies there with the bytes of its record.
    pub fn is_whole(&self) -> bool {
        let is_ours = |path: &RelPath| {
            let file = self.kind(path) == Some(Kind::File);
            file && self.record(path).is_some_and(|record| record.matches(&self.dir.join(path)).unwrap_or(false))
        };
        self.stale.is_empty() && self.paths.par_iter().all(is_ours)
    }

    fn sort_files(&mut self) -> Result<(), Failure> {
        let lots: Vec<Lot> =
            self.listing.files.par_iter().map(|(path, kind)| self.lot(path, *kind)).collect::<Result<_, _>>()?;
        for lot in lots {
            match lot {
                Lot::Planned => {}
                Lot::Stale(path) => self.stale.push(path),
                Lot::Kept(kept) => self.kept.push(kept),
            }
        }
        self.stale.sort();
        self.kept.sort();
        Ok(())
    }

    fn lot(&self, path: &Path, kind: Kind) -> Result<Lot, Failure> {
        let kept = |why| Ok(Lot::Kept(Kept { path: path.to_owned(), why }));
        let Some(rel) = rel_path(path) else { return kept(Why::Foreign) };
        let Some(record) = self.record(&rel) else { return kept(Why::Foreign) };
        if self.is_planned(&rel) {
            return Ok(Lot::Planned);
        }
        let file = self.dir.join(path);
        let ours = kind == Kind::File && record.matches(&file).map_err(|e| unreadable(&file, &e))?;
        if ours { Ok(Lot::Stale(rel)) } else { kept(Why::Edited) }
    }

    /// Refuses a plan that needs a place where something lies that is not ours.
    fn refuse_conflicts(&self) -> Result<(), Failure> {
        let folders = folders(self.paths.iter().map(|path| Path::new(path.as_str())));
        for path in self.paths {
            let path = Path::new(path.as_str());
            if folders.contains(path) {
                return Err(in_the_way(self.dir, path, "it would be a file and a folder at once"));
            }
            if RESERVED.iter().any(|name| path.starts_with(name)) {
                return Err(in_the_way(self.dir, path, "the name is reserved for bookkeeping"));
            }
        }
        let planned = |path: &Path| rel_path(path).is_some_and(|rel| self.is_planned(&rel));
        let kept = self.kept.iter().map(|kept| kept.path.as_path());
        if let Some(path) = kept.clone().find(|path| folders.contains(path)) {
            return Err(in_the_way(self.dir, path, "the new site needs a folder there, and the file is not ours"));
        }
        for path in kept.chain(self.foreign_dirs.iter().map(PathBuf::as_path)) {
            if let Some(place) = std::iter::once(path).chain(above(path)).find(|place| planned(place)) {
                let why = format!("the new site needs a file at `{}`, and this is not ours", place.display());
                return Err(in_the_way(self.dir, path, &why));
            }
        }
        Ok(())
    }
}

fn foreign_dirs(listing: &Listing, manifest: Option<&Manifest>) -> Vec<PathBuf> {
    let files = manifest.iter().flat_map(|manifest| manifest.files.keys());
    let ours = folders(files.map(|path| Path::new(path.as_str())));
    let mut dirs: Vec<PathBuf> = listing.dirs.iter().filter(|dir| !ours.contains(dir.as_path())).cloned().collect();
    dirs.sort();
    dirs
}

fn in_the_way(dir: &Path, path: &Path, why: &str) -> Failure {
    Failure::new(
        format!("`{}` in the output `{}` is in the way", path.display(), dir.display()),
        "the site is intact and nothing was written; move the file away or rename what needs its place",
    )
    .because(why)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::io("read", path, error, "the site is intact and nothing was written; make the output readable")
}
