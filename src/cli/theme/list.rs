//! The files of an embedded theme, a line each.

use crate::site::theme::anatomy::anatomy;
use crate::site::theme::shipped;

/// Names, and what each file is.
pub fn list(theme: &str) -> String {
    let files: Vec<_> = shipped(theme).collect();
    let longest = files.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    files.iter().map(|(name, bytes)| format!("{name:<longest$}  {}\n", about(name, bytes))).collect()
}

/// What the file's first comment says, in one sentence.
fn about(name: &str, bytes: &[u8]) -> String {
    let text = str::from_utf8(bytes).unwrap_or_default();
    let comment = match name.rsplit('.').next() {
        Some("html" | "xml") => anatomy(text).about,
        Some("css" | "js") => {
            text.trim_start().strip_prefix("/*").unwrap_or(text).split("*/").next().unwrap_or_default().to_owned()
        }
        _ => "a picture".to_owned(),
    };
    let words = comment.trim_start_matches("//").split_whitespace().collect::<Vec<_>>().join(" ");
    let takes = words.find(". Takes ").map(|at| at + 2);
    let end = words[takes.unwrap_or(0)..].find(". ").map_or(words.len(), |at| takes.unwrap_or(0) + at);
    words[..end].trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_says_what_it_is() {
        let list = list("default");
        assert!(list.contains("templates/_card.html"), "{list}");
        for line in list.lines() {
            let (name, about) = line.split_once("  ").unwrap();
            assert!(!about.trim().is_empty() && about.len() < 160, "{name}: {about}");
        }
    }
}
