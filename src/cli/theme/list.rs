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
        Some("css") => {
            text.trim_start().strip_prefix("/*").unwrap_or(text).split("*/").next().unwrap_or_default().to_owned()
        }
        Some("js") => script_comment(text),
        _ => "a picture".to_owned(),
    };
    let words = comment.split_whitespace().collect::<Vec<_>>().join(" ");
    let takes = words.find(". Takes ").map(|at| at + 2);
    let end = words[takes.unwrap_or(0)..].find(". ").map_or(words.len(), |at| takes.unwrap_or(0) + at);
    words[..end].trim_end_matches('.').to_owned()
}

/// The first sentence of a script's first comment, without the marks of its lines, nor what it says in brackets at the end to
/// whoever reads the code.
fn script_comment(text: &str) -> String {
    let text = text.trim_start();
    let comment = match text.strip_prefix("/*") {
        Some(block) => block.split("*/").next().unwrap_or_default().trim_start_matches('*').to_owned(),
        None => {
            let lines = text.lines().map_while(|line| line.trim_start().strip_prefix("//"));
            lines.collect::<Vec<_>>().join(" ")
        }
    };
    let sentence = comment.split_once(". ").map_or(comment.as_str(), |(first, _)| first).trim_end();
    let aside = sentence.strip_suffix(')').and_then(|sentence| sentence.rfind(" ("));
    aside.map_or(sentence, |at| &sentence[..at]).to_owned()
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
            assert!(!about.contains("//") && !about.contains("src/"), "{name}: {about}");
        }
    }
}
