//! Paths inside a tree: of the sources, or of the output.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A relative path with `/` between its parts that cannot leave its root: no part is empty, `.` or `..`,
/// none holds a backslash or a control character. Plans, manifests and findings share its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(Arc<str>);

/// Why a text is no [`RelPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidPath {
    Empty,
    Absolute,
    Climbs,
    Character(char),
}

impl fmt::Display for InvalidPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidPath::Empty => out.write_str("the path, or a part of it, is empty"),
            InvalidPath::Absolute => out.write_str("the path is absolute"),
            InvalidPath::Climbs => out.write_str("the path has a `.` or `..` part"),
            InvalidPath::Character(c) => write!(out, "the path holds {:?}", c),
        }
    }
}

impl std::error::Error for InvalidPath {}

impl RelPath {
    pub fn new(text: impl Into<Arc<str>>) -> Result<Self, InvalidPath> {
        let text = text.into();
        if text.starts_with('/') {
            return Err(InvalidPath::Absolute);
        }
        if let Some(c) = text.chars().find(|c| c.is_control() || *c == '\\') {
            return Err(InvalidPath::Character(c));
        }
        for part in text.split('/') {
            match part {
                "" => return Err(InvalidPath::Empty),
                "." | ".." => return Err(InvalidPath::Climbs),
                _ => {}
            }
        }
        Ok(RelPath(text))
    }

    /// A path below this one.
    pub fn join(&self, rest: &str) -> Result<Self, InvalidPath> {
        RelPath::new(format!("{}/{rest}", self.0))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// The extension of the last part, without its dot.
    pub fn extension(&self) -> Option<&str> {
        let name = self.file_name();
        name.rfind('.').filter(|dot| *dot > 0).map(|dot| &name[dot + 1..])
    }

    /// Everything before the last part; `None` at the root.
    pub fn parent(&self) -> Option<&str> {
        self.0.rfind('/').map(|slash| &self.0[..slash])
    }

    /// The path relative to `root`, if it lies below it.
    pub fn strip_prefix(&self, root: &str) -> Option<&str> {
        self.0.strip_prefix(root)?.strip_prefix('/')
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Serialize for RelPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl AsRef<std::path::Path> for RelPath {
    fn as_ref(&self) -> &std::path::Path {
        std::path::Path::new(&*self.0)
    }
}

impl RelPath {
    /// What `reference` means when it is written in this file. It may use `.` and `..` but not leave the root;
    /// `None` if it would, or if nothing is left of it.
    pub fn resolve(&self, reference: &str) -> Option<RelPath> {
        let folder = self.parent().unwrap_or("");
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in reference.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        RelPath::new(parts.join("/")).ok()
    }

    /// Whether `reference`, written in this file, leaves the root.
    pub fn climbs_out(&self, reference: &str) -> bool {
        let mut depth = self.0.matches('/').count();
        for part in reference.split('/').filter(|_| !reference.starts_with('/')) {
            match part {
                "" | "." => {}
                ".." if depth == 0 => return true,
                ".." => depth -= 1,
                _ => depth += 1,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_climb_are_refused() {
        assert_eq!(RelPath::new("a/../b"), Err(InvalidPath::Climbs));
        assert_eq!(RelPath::new("/etc"), Err(InvalidPath::Absolute));
        assert_eq!(RelPath::new("a//b"), Err(InvalidPath::Empty));
        assert_eq!(RelPath::new("a\\b"), Err(InvalidPath::Character('\\')));
    }

    #[test]
    fn references_resolve_against_the_folder_of_their_file() {
        let file = RelPath::new("changes/api/v1.md").unwrap();
        assert_eq!(file.resolve("./plan.png").unwrap().as_str(), "changes/api/plan.png");
        assert_eq!(file.resolve("../x.png").unwrap().as_str(), "changes/x.png");
        assert_eq!(file.resolve("../../../x.png"), None);
        assert!(file.climbs_out("../../../x.png") && file.climbs_out("../../../changes/x.png"));
        assert!(!file.climbs_out("../../x.png") && !file.climbs_out("/../x"));
    }

    #[test]
    fn the_parts_of_a_name() {
        let path = RelPath::new("a/b.tar.gz").unwrap();
        assert_eq!((path.stem(), path.extension(), path.parent()), ("b.tar", Some("gz"), Some("a")));
    }
}
