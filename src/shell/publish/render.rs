//! First pass: every content is made, compared with the published file, and drafted elsewhere if it differs. The
//! published tree is only read. Contents are dropped as they are drafted, so that a site need not fit in memory.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::live::Live;
use super::manifest::{Manifest, Record};
use super::scan::{Kind, rel_path};
use super::{Act, Content, How, Kept, Output, Progress, Published, Why};
use crate::base::RelPath;
use crate::diag::{self, Diagnostic};
use crate::shell::Failure;

/// Where the draft of a planned path goes; asked only when there is one.
pub type DraftPath<'a> = &'a (dyn Fn(usize) -> Result<PathBuf, Failure> + Sync);

/// What the first pass found of one planned path.
#[derive(Debug)]
pub enum Fate {
    Unchanged(Record),
    Drafted(Record),
    /// Somebody changed the published file: it stays as it is.
    Edited,
}

/// The fates of all planned paths, in the order of the plan.
#[derive(Debug)]
pub struct Rendered {
    pub fates: Vec<Fate>,
}

enum Stop {
    Finding(Diagnostic),
    Failure(Failure),
}

/// # Errors
/// All findings of all contents, or the first failure.
pub fn all(output: &dyn Output, live: &Live, draft: DraftPath, progress: Progress) -> Result<Rendered, Failure> {
    let fates = each(output, progress, |index, bytes| {
        let fate = judge(live, index, &bytes)?;
        if matches!(fate, Fate::Drafted(_)) {
            let file = draft(index)?;
            write_new(&file, &bytes).map_err(|e| not_written(&file, &e))?;
        }
        Ok(fate)
    })?;
    Ok(Rendered { fates })
}

/// As [`all`], and writes nothing.
pub fn rehearsed(output: &dyn Output, live: &Live, progress: Progress) -> Result<Rendered, Failure> {
    Ok(Rendered { fates: each(output, progress, |index, bytes| judge(live, index, &bytes))? })
}

/// Makes every content and hands it on, on every core. The results are in the order of the plan.
pub fn each<T: Send>(
    output: &dyn Output,
    progress: Progress,
    take: impl Fn(usize, Vec<u8>) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    let (done, total) = (AtomicUsize::new(0), output.paths().len());
    let failed = |failure| Box::new(Stop::Failure(failure));
    let one = |index| {
        let content = output.render(index).map_err(|finding| Box::new(Stop::Finding(finding)));
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        take(index, bytes_of(content?).map_err(failed)?).map_err(failed)
    };
    // What rarely comes is boxed: there are as many results as files.
    let mut results: Vec<(usize, Result<T, Box<Stop>>)> =
        output.order().into_par_iter().map(|index| (index, one(index))).collect();
    results.sort_unstable_by_key(|(index, _)| *index);
    let mut made = Vec::with_capacity(results.len());
    let (mut findings, mut failure) = (Vec::new(), None);
    for (_, result) in results {
        match result.map_err(|stop| *stop) {
            Ok(value) => made.push(value),
            Err(Stop::Finding(finding)) => findings.push(finding),
            Err(Stop::Failure(stop)) => failure = failure.or(Some(stop)),
        }
    }
    if !findings.is_empty() {
        return Err(unrendered(findings, total));
    }
    failure.map_or(Ok(made), Err)
}

/// Makes one content.
pub fn one(output: &dyn Output, index: usize) -> Result<Vec<u8>, Failure> {
    bytes_of(output.render(index).map_err(|finding| unrendered(vec![finding], output.paths().len()))?)
}

fn unrendered(mut findings: Vec<Diagnostic>, total: usize) -> Failure {
    diag::sort(&mut findings);
    Failure::new(
        format!("{} of {total} files could not be rendered", findings.len()),
        "the site published before is intact; correct the findings and build again",
    )
    .with_findings(findings)
}

fn bytes_of(content: Content) -> Result<Vec<u8>, Failure> {
    match content {
        Content::Bytes(bytes) => Ok(bytes),
        Content::Copy(file) => fs::read(&file).map_err(|e| {
            let hint = "the site published before is intact; make the file readable, or remove what refers to it";
            Failure::io("read", &file, &e, hint)
        }),
    }
}

/// What is to become of a content: `Drafted` is still to be written.
fn judge(live: &Live, index: usize, bytes: &[u8]) -> Result<Fate, Failure> {
    let path = &live.paths[index];
    let record = Record::of(bytes);
    match live.kind(path) {
        Some(Kind::Other) => return Ok(Fate::Edited),
        Some(Kind::File) => {
            let file = live.dir.join(path);
            let published = fs::read(&file).map_err(|e| {
                Failure::io("read", &file, &e, "the site published before is intact; make the file readable")
            })?;
            if published == bytes {
                return Ok(Fate::Unchanged(record));
            }
            if live.record(path) != Some(&Record::of(&published)) {
                return Ok(Fate::Edited);
            }
        }
        None => {}
    }
    Ok(Fate::Drafted(record))
}

/// Writes a file of its own: one that is there may be shared with the published tree and is never written into.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_new(path)?.write_all(bytes)
}

/// An empty file of its own; what stood there under this name is only unlinked.
pub fn create_new(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            create()
        }
        file => file,
    }
}

pub fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::io("write", path, error, "the site published before is intact; make room or give access, and build again")
}

impl Rendered {
    /// As if everything had been rendered and found unchanged.
    pub fn unchanged(live: &Live) -> Self {
        let records = live.paths.iter().filter_map(|path| live.record(path));
        Rendered { fates: records.map(|record| Fate::Unchanged(*record)).collect() }
    }

    pub fn manifest(&self, live: &Live) -> Manifest {
        let mut manifest = Manifest::default();
        for (path, fate) in live.paths.iter().zip(&self.fates) {
            let record = match fate {
                Fate::Unchanged(record) | Fate::Drafted(record) => Some(record),
                Fate::Edited => live.record(path),
            };
            manifest.files.extend(record.map(|record| (path.clone(), *record)));
        }
        // An edited file stays in the manifest as we wrote it, so that it is ours again once the edit is undone.
        for path in live.kept.iter().filter_map(|kept| rel_path(&kept.path)) {
            if let Some(record) = live.record(&path) {
                manifest.files.insert(path, *record);
            }
        }
        manifest
    }

    /// Whether publishing would change anything.
    pub fn differs(&self, live: &Live) -> bool {
        self.fates.iter().any(|fate| matches!(fate, Fate::Drafted(_)))
            || !live.stale.is_empty()
            || live.manifest.as_ref() != Some(&self.manifest(live))
    }

    /// What publishing does, in the order of the plan; deletions last.
    pub fn acts(&self, live: &Live) -> Vec<(Act, RelPath)> {
        let drafted = live.paths.iter().zip(&self.fates).filter(|(_, fate)| matches!(fate, Fate::Drafted(_)));
        let act = |path: &RelPath| if live.kind(path).is_some() { Act::Replace } else { Act::Add };
        let written = drafted.map(|(path, _)| (act(path), path.clone()));
        written.chain(live.stale.iter().map(|path| (Act::Delete, path.clone()))).collect()
    }

    pub fn summary(&self, live: &Live, how: How) -> Published {
        let removed = live.stale.len();
        let kept = live.kept.clone();
        let mut published = Published { written: 0, unchanged: 0, removed, kept, bytes: 0, how };
        for (path, fate) in live.paths.iter().zip(&self.fates) {
            match fate {
                Fate::Unchanged(record) => {
                    published.unchanged += 1;
                    published.bytes += record.size;
                }
                Fate::Drafted(record) => {
                    published.written += 1;
                    published.bytes += record.size;
                }
                Fate::Edited => published.kept.push(Kept { path: path.as_str().into(), why: Why::Edited }),
            }
        }
        published.kept.sort();
        published
    }
}
