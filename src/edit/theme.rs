//! The text of book.toml + a folder → the text that names it as `[theme] dir`, for a book that names none.

use toml_edit::{Document, Item, Table};

use super::Refusal;
use super::splice::{self, Splice};
use crate::base::RelPath;

/// Writes `dir` into `[theme]`, which is made at the end if there is none.
///
/// # Errors
/// If the text is not TOML, names a folder already, or has `theme` in a form other than a table with a header.
pub fn with_theme_dir(path: &RelPath, text: &str, dir: &RelPath) -> Result<String, Refusal> {
    let line = format!("dir = {}", toml_edit::Value::from(dir.as_str()));
    let refusal = || Refusal::new(format!("`{path}` cannot be edited"), format!("write `{line}` into its `[theme]`"));
    let toml = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mark = &text[..text.len() - toml.len()];
    let document = Document::parse(toml).map_err(|_| refusal())?;
    let splice = match document.as_table().get("theme") {
        None => at_end(toml, &line),
        Some(Item::Table(theme)) if theme.contains_key("dir") || theme.is_dotted() => return Err(refusal()),
        // `[theme.options]` alone: the header of `[theme]` may follow it.
        Some(Item::Table(theme)) if theme.is_implicit() => at_end(toml, &line),
        Some(Item::Table(theme)) => below_header(toml, theme, &line).ok_or_else(refusal)?,
        Some(_) => return Err(refusal()),
    };
    Ok(format!("{mark}{}", splice::apply(toml, vec![splice])))
}

fn at_end(toml: &str, line: &str) -> Splice {
    let gap = if toml.is_empty() || toml.ends_with("\n\n") {
        ""
    } else if toml.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    Splice::insert(toml.len(), format!("{gap}[theme]\n{line}\n").replace('\n', splice::line_end(toml)))
}

fn below_header(toml: &str, theme: &Table, line: &str) -> Option<Splice> {
    let header = theme.span()?;
    // The span of a table begins with its header, which is one line.
    let below = splice::lines_around(toml, header.start..header.start + 1).end;
    let (end, start) = (splice::line_end(toml), if toml[..below].ends_with('\n') { "" } else { "\n" });
    Some(Splice::insert(below, format!("{start}{line}{end}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str) -> Result<String, Refusal> {
        with_theme_dir(&RelPath::new("book.toml").unwrap(), text, &RelPath::new("themes/ours").unwrap())
    }

    #[test]
    fn a_book_without_a_theme_gets_one_at_its_end() {
        assert_eq!(edit("[book]\ntitle = 'x'\n").unwrap(), "[book]\ntitle = 'x'\n\n[theme]\ndir = \"themes/ours\"\n");
        assert_eq!(edit("[book] # b\r\n").unwrap(), "[book] # b\r\n\r\n[theme]\r\ndir = \"themes/ours\"\r\n");
        let options = "[theme.options]\naccent = '#0a7'\n";
        let text = edit(options).unwrap();
        assert_eq!(text, format!("{options}\n[theme]\ndir = \"themes/ours\"\n"));
        assert_eq!(text.parse::<toml_edit::DocumentMut>().unwrap()["theme"]["dir"].as_str(), Some("themes/ours"));
    }

    #[test]
    fn a_theme_that_is_there_gets_the_line_below_its_header() {
        let text = "[theme] # looks\n# ours\n[theme.options]\naccent = '#0a7'\n[build]\n";
        let want = "[theme] # looks\ndir = \"themes/ours\"\n# ours\n[theme.options]\naccent = '#0a7'\n[build]\n";
        assert_eq!(edit(text).unwrap(), want);
        assert_eq!(edit("[theme]").unwrap(), "[theme]\ndir = \"themes/ours\"\n");
    }

    #[test]
    fn what_names_a_folder_or_is_written_another_way_is_refused_with_the_line_to_write() {
        for text in
            ["[theme]\ndir = 'x'\n", "theme = { options = {} }\n", "theme.options.accent = '#fff'\n", "theme = ["]
        {
            assert!(edit(text).unwrap_err().hint.contains("`dir = \"themes/ours\"`"), "{text}");
        }
    }
}
