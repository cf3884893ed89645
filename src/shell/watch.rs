//! Folders and files → a ring whenever something in them may have changed, with the paths that it may be about.
//! A doorbell and no more: systems merge, reorder and lose such events, so that whoever hears it looks for himself.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{EventKind, Flag};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Failure;
use super::tree::is_ignored;

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ring {
    /// Something about these paths, and no others.
    At(Vec<PathBuf>),
    /// Anything may have changed.
    Anywhere,
}

/// Rings until it is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Listens to a root itself, for its files and whether its folders come and go, and to all below some of its folders.
///
/// # Errors
/// If the system has no room for another watch.
pub fn watch(root: &Path, folders: &[PathBuf], bell: Sender<Ring>) -> Result<Watch, Failure> {
    let ring = move |event: notify::Result<Event>| {
        if let Some(ring) = heard(event) {
            // Nobody listens any more when the program is about to end.
            let _ = bell.send(ring);
        }
    };
    let cannot = |path: &Path, cause: notify::Error| {
        let hint = "the system limits how many folders are watched; on Linux, raise fs.inotify.max_user_watches and max_user_instances";
        Failure::new(format!("cannot watch `{}`", path.display()), hint).because(cause)
    };
    let mut watcher = notify::recommended_watcher(ring).map_err(|cause| cannot(root, cause))?;
    watcher.watch(root, RecursiveMode::NonRecursive).map_err(|cause| cannot(root, cause))?;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|cause| cannot(folder, cause))?;
    }
    Ok(Watch { _watcher: watcher })
}

/// An access is no change: reading what changed would ring again, for ever.
fn heard(event: notify::Result<Event>) -> Option<Ring> {
    let Ok(event) = event else { return Some(Ring::Anywhere) };
    match event.kind {
        EventKind::Access(_) => None,
        _ if event.attrs.flag() == Some(Flag::Rescan) || event.paths.is_empty() => Some(Ring::Anywhere),
        _ => {
            let said = |path: &PathBuf| !path.file_name().is_some_and(is_ignored);
            let paths: Vec<PathBuf> = event.paths.into_iter().filter(said).collect();
            (!paths.is_empty()).then_some(Ring::At(paths))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind};

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(PathBuf::from(path)))
    }

    #[test]
    fn only_what_may_be_a_change_rings() {
        assert_eq!(heard(event(EventKind::Access(AccessKind::Any), "/a/b.md")), None);
        assert_eq!(heard(event(EventKind::Create(CreateKind::File), "/a/.b.md.swp")), None);
        let made = heard(event(EventKind::Create(CreateKind::File), "/a/b.md"));
        assert_eq!(made, Some(Ring::At(vec![PathBuf::from("/a/b.md")])));
        assert_eq!(heard(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))), Some(Ring::Anywhere));
        assert_eq!(heard(Err(notify::Error::generic("lost"))), Some(Ring::Anywhere));
    }
}
