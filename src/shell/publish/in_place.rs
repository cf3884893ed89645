//! The way where trees cannot be exchanged: everything is rendered into a stage inside the output folder, then a
//! journal says what is to be done, then it is done file by file, deletions last. Before the journal stands, the old
//! site is whole; from then on the next build completes the new one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::exchange::sync;
use super::journal::{Journal, Replacement};
use super::live::Live;
use super::render::{self, Fate, Rendered, not_written};
use super::scan::{MANIFEST, STAGE, above, folders, rel_path};
use super::{How, Output, Progress, Published};
use crate::base::RelPath;
use crate::shell::Failure;

pub fn publish(live: &Live, output: &dyn Output, progress: Progress) -> Result<Published, Failure> {
    let stage = Stage { dir: live.dir.join(STAGE), ready: OnceLock::new() };
    let rendered = render::all(output, live, &|index| stage.draft(index), progress).inspect_err(|_| stage.clear())?;
    if !rendered.differs(live) {
        return Ok(rendered.summary(live, How::Untouched));
    }
    stage.ready()?;
    rendered.manifest(live).write(&stage.dir.join(MANIFEST))?;
    let journal = plan(live, &rendered);
    sync(live.dir).and_then(|()| journal.write(live.dir)).map_err(|e| not_written(live.dir, &e))?;
    journal.apply(live.dir)?;
    Ok(rendered.summary(live, How::FileByFile))
}

/// Drafts by number, in a folder of the output's own file system.
struct Stage {
    dir: PathBuf,
    ready: OnceLock<Result<(), Failure>>,
}

impl Stage {
    fn draft(&self, index: usize) -> Result<PathBuf, Failure> {
        self.ready()?;
        Ok(self.dir.join(index.to_string()))
    }

    fn ready(&self) -> Result<(), Failure> {
        self.ready.get_or_init(|| fs::create_dir_all(&self.dir).map_err(|e| not_written(&self.dir, &e))).clone()
    }

    /// Drafts of a build that failed. If they stay, the next build clears them.
    fn clear(&self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Stale files whose place the new site needs for something else go first, all others last.
fn plan(live: &Live, rendered: &Rendered) -> Journal {
    let drafted = (0..live.paths.len()).filter(|index| matches!(rendered.fates[*index], Fate::Drafted(_)));
    let replace = drafted.map(|draft| Replacement { path: live.paths[draft].as_str().to_owned(), draft }).collect();
    let folders = folders(live.paths.iter().map(|path| Path::new(path.as_str())));
    let obstructs = |stale: &RelPath| {
        let stale = Path::new(stale.as_str());
        folders.contains(stale) || above(stale).filter_map(rel_path).any(|folder| live.is_planned(&folder))
    };
    let (first, last): (Vec<&RelPath>, Vec<&RelPath>) = live.stale.iter().partition(|stale| obstructs(stale));
    let names = |paths: Vec<&RelPath>| paths.into_iter().map(|path| path.as_str().to_owned()).collect();
    Journal { version: 1, first: names(first), replace, last: names(last) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostic;
    use crate::shell::publish::{Content, journal};

    struct Fixed(Vec<RelPath>, &'static str);

    impl Output for Fixed {
        fn paths(&self) -> &[RelPath] {
            &self.0
        }

        fn render(&self, index: usize) -> Result<Content, Diagnostic> {
            Ok(Content::Bytes(format!("{} {}", self.0[index], self.1).into_bytes()))
        }
    }

    fn site(paths: &[&str], text: &'static str) -> Fixed {
        Fixed(paths.iter().map(|path| RelPath::new(*path).unwrap()).collect(), text)
    }

    fn build(dir: &Path, site: &Fixed) -> Result<Published, Failure> {
        journal::recover(dir)?;
        publish(&Live::read(dir, &site.0)?, site, &|_| {})
    }

    fn names(dir: &Path) -> Vec<String> {
        let found = walkdir::WalkDir::new(dir).min_depth(1).sort_by_file_name().into_iter();
        found.map(|entry| entry.unwrap().path().strip_prefix(dir).unwrap().display().to_string()).collect()
    }

    #[test]
    fn a_site_is_replaced_file_by_file_and_leaves_no_bookkeeping() {
        let dir = tempfile::tempdir().unwrap();
        build(dir.path(), &site(&["a", "b/c", "d"], "1")).unwrap();
        fs::write(dir.path().join("foreign"), "x").unwrap();
        let done = build(dir.path(), &site(&["a/b", "b", "d"], "1")).unwrap();
        assert_eq!((done.written, done.unchanged, done.removed, done.how), (2, 1, 2, How::FileByFile));
        assert_eq!(names(dir.path()), [".forewarn.json", "a", "a/b", "b", "d", "foreign"]);
        assert_eq!(build(dir.path(), &site(&["a/b", "b", "d"], "1")).unwrap().how, How::Untouched);
    }

    #[test]
    fn an_interruption_before_the_journal_leaves_the_old_site() {
        let dir = tempfile::tempdir().unwrap();
        build(dir.path(), &site(&["a"], "1")).unwrap();
        fs::create_dir(dir.path().join(STAGE)).unwrap();
        fs::write(dir.path().join(STAGE).join("0"), "half").unwrap();
        assert_eq!(build(dir.path(), &site(&["a"], "1")).unwrap().how, How::Untouched);
        assert_eq!(names(dir.path()), [".forewarn.json", "a"]);
    }

    #[test]
    fn an_interruption_after_the_journal_is_completed_by_the_next_build() {
        for done_before in 0..3 {
            let dir = tempfile::tempdir().unwrap();
            let new = site(&["b", "c/d"], "2");
            build(dir.path(), &site(&["a", "b"], "1")).unwrap();
            stop_after(dir.path(), &new, done_before);
            assert_eq!(build(dir.path(), &new).unwrap().how, How::Untouched);
            assert_eq!(names(dir.path()), [".forewarn.json", "b", "c", "c/d"]);
            assert_eq!(fs::read_to_string(dir.path().join("b")).unwrap(), "b 2");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_that_cannot_be_looked_at_is_not_taken_for_one_that_was_moved() {
        let dir = tempfile::tempdir().unwrap();
        let new = site(&["a"], "2");
        build(dir.path(), &site(&["a"], "1")).unwrap();
        stop_after(dir.path(), &new, 0);
        let (stage, away) = (dir.path().join(STAGE), dir.path().join("away"));
        fs::rename(&stage, &away).unwrap();
        fs::write(&stage, "not a folder").unwrap();
        assert!(journal::recover(dir.path()).unwrap_err().hint.contains("nothing is lost"));
        fs::remove_file(&stage).unwrap();
        fs::rename(&away, &stage).unwrap();
        assert_eq!(build(dir.path(), &new).unwrap().how, How::Untouched);
        assert_eq!(fs::read_to_string(dir.path().join("a")).unwrap(), "a 2");
    }

    /// A build that ends when its journal and so many of its replacements are in place.
    fn stop_after(dir: &Path, new: &Fixed, replacements: usize) {
        let live = Live::read(dir, &new.0).unwrap();
        let stage = Stage { dir: dir.join(STAGE), ready: OnceLock::new() };
        let rendered = render::all(new, &live, &|index| stage.draft(index), &|_| {}).unwrap();
        rendered.manifest(&live).write(&stage.dir.join(MANIFEST)).unwrap();
        let journal = plan(&live, &rendered);
        journal.write(dir).unwrap();
        for Replacement { path, draft } in journal.replace.iter().take(replacements) {
            let place = dir.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::rename(stage.dir.join(draft.to_string()), place).unwrap();
        }
    }
}
