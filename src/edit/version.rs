//! An entry's text + the version that carries it → the text with `version = "…"` in its front matter.

use toml_edit::{Document, Item};

use super::Refusal;
use super::splice::{self, Splice};
use crate::base::{Source, Version};
use crate::entry;

/// The keys below which the version belongs: below the last of them that is there.
const ABOVE: [&str; 4] = ["title", "date", "kind", "component"];

/// Writes the version into the front matter of an entry that has none.
///
/// # Errors
/// If the front matter cannot be read, or has a version.
pub fn with_version(source: &Source, version: &Version) -> Result<String, Refusal> {
    let unreadable = || Refusal::new(format!("`{}` cannot be edited", source.path), "`forewarn check` says why");
    let parts = entry::split(source, usize::MAX).0.ok_or_else(unreadable)?;
    let front = &source.text[parts.front.range()];
    let document = Document::parse(front).map_err(|_| unreadable())?;
    if document.as_table().contains_key("version") {
        return Err(Refusal::new(format!("`{}` has a version", source.path), "take it out first"));
    }
    let value_end = |key: &&str| document.as_table().get(key).filter(|item| item.is_value()).and_then(Item::span);
    let last = ABOVE.iter().filter_map(value_end).map(|span| span.end).max();
    let end = splice::line_end(&source.text);
    let line = format!("version = \"{version}\"{end}");
    let at = last.map_or(0, |last| splice::lines_around(front, last..last).end);
    Ok(splice::apply(&source.text, vec![Splice::insert(parts.front.start + at, line)]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::RelPath;

    fn edit(text: &str) -> Result<String, Refusal> {
        let source = Source::new(RelPath::new("content/changes/api/2026-03-02-v1.md").unwrap(), text);
        with_version(&source, &Version::new(1, 2, 3))
    }

    #[test]
    fn the_version_goes_below_the_opening_keys_and_above_the_first_table() {
        let text = "+++\n# why\ntitle = \"A\" # the title\nkind   = \"added\"\ntags = [\n  \"x\",\n]\n[extra]\na = 1\n+++\nBody\n";
        let line = "kind   = \"added\"\n";
        assert_eq!(edit(text).unwrap(), text.replace(line, &format!("{line}version = \"1.2.3\"\n")));
    }

    #[test]
    fn a_value_of_several_lines_is_not_cut() {
        let text = "+++\ntitle = \"\"\"\nA \\\n  b\"\"\" # end\nid = \"a\"\n+++\n";
        assert_eq!(edit(text).unwrap(), text.replace("# end\n", "# end\nversion = \"1.2.3\"\n"));
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_stay() {
        let text = "\u{FEFF}+++\r\ntitle = \"A\"\r\nlinks = { a = \"https://a.example/\" } # x\r\n+++\r\nBody\r\n";
        let line = "title = \"A\"\r\n";
        assert_eq!(edit(text).unwrap(), text.replace(line, &format!("{line}version = \"1.2.3\"\r\n")));
    }

    #[test]
    fn a_version_is_never_written_over() {
        assert!(edit("+++\ntitle = \"A\"\nversion = \"1.0.0\"\n+++\n").is_err());
        assert!(edit("+++\ntitle = \n+++\n").is_err());
        assert!(edit("no front matter").is_err());
    }

    proptest! {
        #[test]
        fn everything_but_the_new_line_stays(
            keys in proptest::sample::subsequence(vec!["date = 2026-03-02", "kind = 'added' # k", "component=\"api\"", "tags = [ \"a\",\n\n \"b\" ]", "# note", "", "  draft = false"], 0..7).prop_shuffle(),
            table in proptest::sample::select(vec!["", "[extra]\nversion = 'mine'\n", "[[allow]]\nrule = 'x' # y\n"]),
            body in "(?s).{0,40}",
            crlf: bool,
            bom: bool,
        ) {
            let keys = keys.iter().map(|key| format!("{key}\n")).collect::<String>();
            let text = format!("+++\n{keys}title = \"T\"\n{table}+++\n");
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            let text = format!("{}{text}{body}", if bom { "\u{FEFF}" } else { "" });
            let new = edit(&text).unwrap();
            let line = if crlf { "version = \"1.2.3\"\r\n" } else { "version = \"1.2.3\"\n" };
            let at = new.find(line).unwrap();
            prop_assert_eq!(format!("{}{}", &new[..at], &new[at + line.len()..]), text);
            let source = Source::new(RelPath::new("content/changes/2026-03-02-a.md").unwrap(), new.as_str());
            let parts = entry::split(&source, usize::MAX).0.unwrap();
            let document = Document::parse(&new[parts.front.range()]).unwrap();
            prop_assert_eq!(document.as_table().get("version").and_then(Item::as_str), Some("1.2.3"));
        }
    }
}
