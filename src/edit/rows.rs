//! The text of releases.toml + a release → the text with its row: a new one at the end, or a planned one that has come.

use std::ops::Range;

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, Table, Value};

use super::Refusal;
use super::splice::{self, Splice};
use crate::base::{Date, RelPath, Slug, Version};

/// A release that is out.
#[derive(Clone, Debug)]
pub struct Row {
    pub component: Slug,
    pub version: Version,
    pub date: Date,
    /// One line of Markdown, or a URL.
    pub notes: Option<String>,
}

const BOM: char = '\u{FEFF}';

/// Writes the row of a release into releases.toml; `text` is empty if there is none yet. A row of that version, planned
/// or without a date, becomes that of a release that is out.
///
/// # Errors
/// If the file is not TOML, or `release` in it is no list.
pub fn with_row(path: &RelPath, text: &str, row: &Row) -> Result<String, Refusal> {
    let unreadable = || Refusal::new(format!("`{path}` cannot be edited"), "`forewarn check` says why");
    let (mark, toml) = text.strip_prefix(BOM).map_or(("", text), |toml| (&text[..BOM.len_utf8()], toml));
    let document = Document::parse(toml).map_err(|_| unreadable())?;
    let splices = match document.as_table().get("release") {
        None => vec![append(toml, row)],
        Some(Item::ArrayOfTables(tables)) => {
            match tables.iter().find(|table| names(row, |key| table.get(key)?.as_str())) {
                Some(table) => settle(toml, table, row).ok_or_else(unreadable)?,
                None => vec![append(toml, row)],
            }
        }
        Some(item @ Item::Value(Value::Array(_))) => {
            let place = item.span().ok_or_else(unreadable)?;
            vec![Splice::replace(place, inline(toml, row).ok_or_else(unreadable)?)]
        }
        Some(_) => return Err(unreadable()),
    };
    Ok(format!("{mark}{}", splice::apply(toml, splices)))
}

fn names<'t>(row: &Row, get: impl Fn(&str) -> Option<&'t str>) -> bool {
    get("component") == Some(row.component.as_str())
        && get("version").and_then(|text| text.parse().ok()) == Some(row.version.clone())
}

/// A new `[[release]]` at the end.
fn append(toml: &str, row: &Row) -> Splice {
    let mut text = String::new();
    if !toml.is_empty() {
        text.push_str(if toml.ends_with('\n') { "\n" } else { "\n\n" });
    }
    text.push_str("[[release]]\n");
    text.push_str(&line("component", row.component.as_str()));
    text.push_str(&line("version", row.version.to_string()));
    text.push_str(&line("date", toml_date(row.date)));
    text.extend(row.notes.as_ref().map(|notes| line("notes", notes)));
    Splice::insert(toml.len(), text.replace('\n', splice::line_end(toml)))
}

/// `key = value`, as a line.
fn line(key: &str, content: impl Into<Value>) -> String {
    format!("{key} = {}\n", content.into())
}

/// Turns a row that is there into that of a release that is out.
fn settle(toml: &str, table: &Table, row: &Row) -> Option<Vec<Splice>> {
    let end = splice::line_end(toml);
    let pair = |key: &str| -> Option<Range<usize>> { Some(table.key(key)?.span()?.start..table.get(key)?.span()?.end) };
    let set = |key: &str, content: Value| match table.get(key).and_then(Item::span) {
        Some(span) => Some(Splice::replace(span, content.to_string())),
        None => {
            let below = splice::lines_around(toml, pair("version")?).end;
            let start = if toml[..below].ends_with('\n') { "" } else { end };
            Some(Splice::insert(below, format!("{start}{}", line(key, content).replace('\n', end))))
        }
    };
    let mut splices = vec![set("date", toml_date(row.date).into())?];
    if let Some(notes) = &row.notes {
        splices.push(set("notes", notes.into())?);
    }
    if table.contains_key("planned") {
        splices.push(Splice::replace(splice::lines_around(toml, pair("planned")?), ""));
    }
    Some(splices)
}

/// The list `release = [{ … }]` with the row in it.
fn inline(toml: &str, row: &Row) -> Option<String> {
    let mut document: DocumentMut = toml.parse().ok()?;
    let list = document.get_mut("release")?.as_array_mut()?;
    let found =
        list.iter_mut().filter_map(Value::as_inline_table_mut).find(|table| names(row, |key| table.get(key)?.as_str()));
    match found {
        Some(table) => {
            table.remove("planned");
            fill(table, row);
        }
        None => push(list, row),
    }
    list.decor_mut().clear();
    Some(list.to_string())
}

fn fill(table: &mut InlineTable, row: &Row) {
    table.insert("date", toml_date(row.date).into());
    if let Some(notes) = &row.notes {
        table.insert("notes", notes.into());
    }
}

/// A row at the end of the list, laid out as the one before it.
fn push(list: &mut Array, row: &Row) {
    let mut table = InlineTable::new();
    table.insert("component", row.component.as_str().into());
    table.insert("version", row.version.to_string().into());
    fill(&mut table, row);
    let mut table = Value::from(table);
    if let Some(last) = list.iter().last() {
        let prefix = last.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
        // What stands before the first of several on one line is not what stands between them.
        let prefix = if prefix.contains('\n') { prefix } else { " " };
        table.decor_mut().set_prefix(prefix.to_owned());
    }
    list.push_formatted(table);
}

fn toml_date(date: Date) -> toml_edit::Datetime {
    date.to_string().parse().expect("a civil date is a date of TOML")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn edit(text: &str, notes: Option<&str>) -> String {
        let row = Row {
            component: Slug::new("api").unwrap(),
            version: Version::new(1, 2, 0),
            date: date(2026, 11, 22),
            notes: notes.map(str::to_owned),
        };
        with_row(&RelPath::new("content/releases.toml").unwrap(), text, &row).unwrap()
    }

    #[test]
    fn a_new_row_goes_to_the_end() {
        let row = "[[release]]\ncomponent = \"api\"\nversion = \"1.2.0\"\ndate = 2026-11-22\n";
        assert_eq!(edit("", None), row);
        assert_eq!(edit("# Releases\n", Some("See \"docs\"")), format!("# Releases\n\n{row}notes = 'See \"docs\"'\n"));
        let other = "\u{FEFF}# x\r\n[[release]] # y\r\ncomponent = \"web\"\r\nversion = \"1.2.0\"\r\ndate = 2026-01-01";
        assert_eq!(edit(other, None), format!("{other}\r\n\r\n{}", row.replace('\n', "\r\n")));
    }

    #[test]
    fn a_planned_row_becomes_a_release() {
        let text = "[[release]]\ncomponent = \"api\" # c\nversion='1.2.0'\ndate   = 2027-03-09 # hoped\nplanned = true # gone\nnotes = \"n\"\n\n# end\n";
        let want = "[[release]]\ncomponent = \"api\" # c\nversion='1.2.0'\ndate   = 2026-11-22 # hoped\nnotes = \"n\"\n\n# end\n";
        assert_eq!(edit(text, None), want);
        let text = "[[release]]\r\nplanned = true\r\nversion = \"1.2.0\"\r\ncomponent = \"api\"\r\n";
        let want =
            "[[release]]\r\nversion = \"1.2.0\"\r\ndate = 2026-11-22\r\nnotes = \"new\"\r\ncomponent = \"api\"\r\n";
        assert_eq!(edit(text, Some("new")), want);
        assert_eq!(
            edit("[[release]]\ncomponent = \"api\"\nversion = \"1.2.0\"", None),
            "[[release]]\ncomponent = \"api\"\nversion = \"1.2.0\"\ndate = 2026-11-22\n"
        );
    }

    #[test]
    fn rows_written_inline_stay_inline() {
        let text = "# r\nrelease = [\n  # first\n  { component = \"web\", version = \"1.2.0\", date = 2026-01-01 }, # w\n]  # end\n";
        let row = "  { component = \"api\", version = \"1.2.0\", date = 2026-11-22 }";
        let new = edit(text, None);
        assert!(new.contains(row) && new.contains("# first") && new.ends_with("]  # end\n"), "{new}");
        let text = "release = [{ component = \"api\", version = \"1.2.0\", planned = true }] # end\n";
        assert_eq!(
            edit(text, None),
            "release = [{ component = \"api\", version = \"1.2.0\", date = 2026-11-22 }] # end\n"
        );
        let text = "release = [{ component = \"web\", version = \"1.2.0\", date = 2026-01-01 }]\n";
        assert_eq!(
            edit(text, None),
            "release = [{ component = \"web\", version = \"1.2.0\", date = 2026-01-01 }, { component = \"api\", version = \"1.2.0\", date = 2026-11-22 }]\n"
        );
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let path = RelPath::new("content/releases.toml").unwrap();
        let row = Row {
            component: Slug::new("api").unwrap(),
            version: Version::new(1, 2, 0),
            date: date(2026, 11, 22),
            notes: None,
        };
        for text in ["release = 1", "[release]\na = 1", "release = ["] {
            assert!(with_row(&path, text, &row).is_err(), "{text}");
        }
    }
}
