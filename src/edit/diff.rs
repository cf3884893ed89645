//! Two texts of a file → a unified diff, as `git diff` shows it.

use similar::TextDiff;

use crate::base::RelPath;

/// The diff of a file; empty if nothing changed. A file that is new has no text before.
pub fn unified(path: &RelPath, before: Option<&str>, after: &str) -> String {
    let old_name = before.map_or("/dev/null".to_owned(), |_| format!("a/{path}"));
    let new_name = format!("b/{path}");
    let diff = TextDiff::from_lines(before.unwrap_or_default(), after);
    diff.unified_diff().header(&old_name, &new_name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_lines_and_their_surroundings() {
        let path = RelPath::new("a.toml").unwrap();
        assert_eq!(
            unified(&path, Some("x\ny\n"), "x\nz\n"),
            "--- a/a.toml\n+++ b/a.toml\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n"
        );
        assert_eq!(unified(&path, None, "x\n"), "--- /dev/null\n+++ b/a.toml\n@@ -0,0 +1 @@\n+x\n");
        assert_eq!(unified(&path, Some("x"), "x"), "");
    }
}
