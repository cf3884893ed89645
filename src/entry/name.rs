//! What can be known of the name of an entry, even where the rest of its file cannot be read: those who refer to it are
//! right, and its own findings are enough.

use super::parse::FileName;
use super::{Entry, front, places};
use crate::base::{RelPath, Slug, Source};
use crate::config::Limits;
use crate::form::{self, Keys, read};

/// The parts of an entry's name.
#[derive(Clone, Debug)]
pub struct Name {
    /// The folders between `changes/` and the file.
    pub folders: Vec<String>,
    /// The file's name without date and extension.
    pub stem: String,
    pub component: Option<Slug>,
    pub id: Option<Slug>,
    pub former_ids: Vec<Slug>,
    /// Whether these are all: nothing that names the entry stands where it could not be read.
    pub is_whole: bool,
}

impl Name {
    /// Of a file that cannot even be opened. `folder` is the path of `changes/`.
    pub fn of_path(path: &RelPath, folder: &str) -> Self {
        let FileName { folders, stem, .. } = FileName::of(path, folder);
        Name { folders, stem, component: None, id: None, former_ids: Vec::new(), is_whole: false }
    }

    /// Of a file that is no entry. What is wrong with it has been found before.
    pub fn of_source(source: &Source, folder: &str, limits: Limits) -> Self {
        let name = Name::of_path(&source.path, folder);
        let (Some(parts), _) = front::split(source, limits.front_matter) else { return name };
        let (table, mut form) = form::parse(source, parts.front);
        let mut keys = Keys::root(&mut form, &table, places::ENTRY, parts.fence);
        let component = keys.take("component", read::own_id).map(|id| id.value);
        let id = keys.take("id", read::own_id).map(|id| id.value);
        let former_ids = keys.list("former-ids", read::own_id).into_iter().map(|id| id.value).collect();
        let known = |key: &str, is_read: bool| is_read || !(keys.has(key) || keys.may_hide(key));
        let is_whole = known("component", component.is_some())
            && known("id", id.is_some())
            && known("former-ids", keys.has("former-ids"));
        Name { component, id, former_ids, is_whole, ..name }
    }
}

impl From<&Entry> for Name {
    fn from(entry: &Entry) -> Self {
        Name {
            folders: entry.folders.clone(),
            stem: entry.stem.clone(),
            component: entry.component.as_ref().map(|id| id.value.clone()),
            id: entry.id.as_ref().map(|id| id.value.clone()),
            former_ids: entry.former_ids.iter().map(|id| id.value.clone()).collect(),
            is_whole: true,
        }
    }
}
