//! An entry's text + moves and revisions → the text with the new values in place of the old ones, and the revisions below
//! those that are there. It takes tables as they are written: with headers, inline, or dotted.

use std::ops::Range;

use toml_edit::{Array, Document, InlineTable, Item, Table, TableLike, Value};

use crate::base::{Date, Source, When};
use crate::edit::Refusal;
use crate::edit::splice::{self, Splice};
use crate::entry::{self, Change, FieldName, FieldValue};

/// What becomes of a promise.
#[derive(Clone, Debug)]
pub struct Revised {
    pub moves: Vec<(FieldName, FieldValue)>,
    pub records: Vec<Record>,
}

/// A revision as it is to be written: what it does not need is left out.
#[derive(Clone, Debug)]
pub struct Record {
    pub date: Date,
    /// `None`: the sunset.
    pub field: Option<FieldName>,
    pub from: Option<FieldValue>,
    pub change: Option<Change>,
    pub reason: String,
    pub emergency: Option<String>,
}

/// Writes moves and revisions into the front matter of an entry.
///
/// # Errors
/// If the front matter cannot be read, or a value that is to move is not there.
pub fn with_revisions(source: &Source, revised: &Revised) -> Result<String, Refusal> {
    let unreadable = || Refusal::new(format!("`{}` cannot be edited", source.path), "`forewarn check` says why");
    let parts = entry::split(source, usize::MAX).0.ok_or_else(unreadable)?;
    let front = &source.text[parts.front.range()];
    let document = Document::parse(front).map_err(|_| unreadable())?;
    let promise = document.as_table().get("deprecation").ok_or_else(unreadable)?;
    let mut splices = Vec::new();
    for (field, value) in &revised.moves {
        splices.extend(replace(promise.as_table_like().ok_or_else(unreadable)?, field, value).ok_or_else(unreadable)?);
    }
    splices.extend(append(front, promise, &revised.records).ok_or_else(unreadable)?);
    let end = splice::line_end(&source.text);
    let shift = |splice: Splice| Splice {
        range: splice.range.start + parts.front.start..splice.range.end + parts.front.start,
        text: splice.text.replace('\n', end),
    };
    Ok(splice::apply(&source.text, splices.into_iter().map(shift).collect()))
}

/// The new value of a field in place of the old one. A brownout keeps its length.
fn replace(promise: &dyn TableLike, field: &FieldName, value: &FieldValue) -> Option<Vec<Splice>> {
    let FieldName::Brownout(id) = field else {
        return Some(vec![Splice::replace(promise.get(&field.to_string())?.span()?, toml(value).to_string())]);
    };
    let FieldValue::When(When::Instant(start)) = value else { return None };
    let brownout = tables(promise.get("brownout")?)
        .into_iter()
        .find(|table| table.get("id").and_then(Item::as_str).is_some_and(|known| known == id.as_str()))?;
    let instant = |key: &str| Some(brownout.get(key)?.as_datetime()?.to_string().replace(' ', "T").parse().ok());
    let (old_start, old_end): (jiff::Timestamp, jiff::Timestamp) = (instant("start")??, instant("end")??);
    let end = *start + old_end.duration_since(old_start);
    let put = |key: &str, instant: jiff::Timestamp| {
        Some(Splice::replace(brownout.get(key)?.span()?, toml(&FieldValue::When(When::Instant(instant))).to_string()))
    };
    Some(vec![put("start", *start)?, put("end", end)?])
}

/// The tables of a list, whichever way it is written.
fn tables(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| -> &dyn TableLike { table }).collect(),
        Item::Value(Value::Array(array)) => {
            array.iter().filter_map(Value::as_inline_table).map(|table| -> &dyn TableLike { table }).collect()
        }
        _ => Vec::new(),
    }
}

/// The revisions where they belong: below those that are there, else below all of the promise.
fn append(front: &str, promise: &Item, records: &[Record]) -> Option<Vec<Splice>> {
    match (promise, promise.get("revision")) {
        (_, Some(Item::Value(Value::Array(list)))) => push(front, list, records),
        (Item::Table(_), Some(list @ Item::ArrayOfTables(_))) => Some(vec![below(front, last_byte(list)?, records)]),
        (Item::Table(table), None) => {
            // Dotted keys stand among those of the entry itself: no header may come between them.
            let end = if table.is_dotted() { front.len() } else { last_byte(promise)? };
            Some(vec![below(front, end, records)])
        }
        (Item::Value(Value::InlineTable(table)), None) => {
            let last = table.iter().filter_map(|(_, value)| value.span()).map(|span| span.end).max()?;
            let list: Array = records.iter().map(Record::inline).collect();
            Some(vec![Splice::insert(last, format!(", revision = {list}"))])
        }
        _ => None,
    }
}

/// Tables with headers below the line in which `end` lies.
fn below(front: &str, end: usize, records: &[Record]) -> Splice {
    let at = splice::lines_around(front, end..end).end;
    // At the very end there may be no line to stand below.
    let at = if end == front.len() { end } else { at };
    let tables: String = records.iter().map(|record| format!("\n{}", record.table())).collect();
    Splice::insert(at, tables)
}

/// Inline tables at the end of a list, laid out as the one before them.
fn push(front: &str, list: &Array, records: &[Record]) -> Option<Vec<Splice>> {
    let span = list.span()?;
    let Some(last) = list.iter().last().and_then(Value::span) else {
        let list: Array = records.iter().map(Record::inline).collect();
        return Some(vec![Splice::replace(span, list.to_string())]);
    };
    let tail = &front[last.end..span.end];
    if !tail.contains('\n') {
        let more: String = records.iter().map(|record| format!(", {}", record.inline())).collect();
        return Some(vec![Splice::insert(last.end, more)]);
    }
    // A comment beside the last one stays beside it.
    let line = splice::lines_around(front, last.clone());
    let first_line = &front[splice::lines_around(front, last.start..last.start)];
    let indent: String = first_line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let has_comma = tail.trim_start().starts_with(',');
    let more: String = records.iter().map(|record| format!("{indent}{},\n", record.inline())).collect();
    let mut splices = vec![Splice::insert(line.end, more)];
    splices.extend((!has_comma).then(|| Splice::insert(last.end, ",")));
    Some(splices)
}

/// The last byte that something takes, with all that is in it.
fn last_byte(item: &Item) -> Option<usize> {
    let within: Option<usize> = match item {
        Item::Table(table) => last_of(table),
        Item::ArrayOfTables(tables) => tables.iter().filter_map(|table| last_of(table).max(end_of(table.span()))).max(),
        Item::Value(_) | Item::None => None,
    };
    within.max(end_of(item.span()))
}

fn last_of(table: &Table) -> Option<usize> {
    table.iter().filter_map(|(_, item)| last_byte(item)).max().max(end_of(table.span()))
}

fn end_of(span: Option<Range<usize>>) -> Option<usize> {
    span.map(|span| span.end)
}

impl Record {
    /// Its keys and values, in the order of the reference.
    fn pairs(&self) -> Vec<(&'static str, Value)> {
        let mut pairs = vec![("date", toml(&FieldValue::When(When::Day(self.date))))];
        pairs.extend(self.field.as_ref().map(|field| ("field", field.to_string().into())));
        pairs.extend(self.from.as_ref().map(|from| ("from", toml(from))));
        pairs.extend(self.change.map(|change| ("change", change.name().into())));
        pairs.push(("reason", self.reason.as_str().into()));
        pairs.extend(self.emergency.as_ref().map(|advisory| ("emergency", advisory.as_str().into())));
        pairs
    }

    fn table(&self) -> String {
        let lines = self.pairs().into_iter().map(|(key, value)| format!("{key} = {value}\n"));
        format!("[[deprecation.revision]]\n{}", lines.collect::<String>())
    }

    fn inline(&self) -> Value {
        Value::InlineTable(self.pairs().into_iter().collect::<InlineTable>())
    }
}

fn toml(value: &FieldValue) -> Value {
    match value {
        FieldValue::When(when) => {
            let datetime: toml_edit::Datetime =
                when.to_string().parse().expect("RFC 3339 is the form of dates in TOML");
            datetime.into()
        }
        FieldValue::Version(version) => version.to_string().into(),
        FieldValue::Flag(flag) => (*flag).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{RelPath, Slug};
    use crate::config::Limits;
    use crate::entry::parse_entry;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TABLE: &str = "\n[[deprecation.revision]]\ndate = 2026-11-22\nfrom = 2027-03-10\nreason = \"Late\"\n";
    const INLINE: &str = "{ date = 2026-11-22, from = 2027-03-10, reason = \"Late\" }";

    fn extended() -> Revised {
        let day = |day| FieldValue::When(When::Day(day));
        let record = Record {
            date: date(2026, 11, 22),
            field: None,
            from: Some(day(date(2027, 3, 10))),
            change: None,
            reason: "Late".into(),
            emergency: None,
        };
        Revised { moves: vec![(FieldName::Sunset, day(date(2027, 4, 1)))], records: vec![record] }
    }

    /// Edits, and reads what came out.
    fn edit(text: &str, revised: &Revised) -> String {
        let path = RelPath::new("content/changes/api/2026-03-02-v1.md").unwrap();
        let new = with_revisions(&Source::new(path.clone(), text), revised).unwrap();
        let (entry, findings) = parse_entry(&Source::new(path, new.as_str()), "content/changes", Limits::default());
        assert!(findings.is_empty(), "{findings:#?}\n{new}");
        let promise = entry.unwrap().deprecation.unwrap();
        assert!(promise.revisions.iter().any(|revision| revision.reason == "Late"), "{new}");
        new
    }

    fn moved(text: &str) -> String {
        text.replace("2027-03-10", "2027-04-01")
    }

    const ENTRY: &str = "+++\ntitle = \"A\" # a\n[deprecation] # d\nsunset   =  2027-03-10 # s\n[[deprecation.surface]]\nkind = 'cli'\nname = \"a b\" # n\n";

    #[test]
    fn a_first_revision_goes_below_the_promise_and_above_what_follows() {
        let text = format!("{ENTRY}# x\n\n[extra]\na = 1\n+++\nBody\n");
        assert_eq!(edit(&text, &extended()), format!("{}{TABLE}# x\n\n[extra]\na = 1\n+++\nBody\n", moved(ENTRY)));
        assert_eq!(edit(&format!("{ENTRY}+++\n"), &extended()), format!("{}{TABLE}+++\n", moved(ENTRY)));
    }

    #[test]
    fn a_further_revision_goes_below_the_last_one() {
        let first = "[[deprecation.revision]]\ndate = 2026-10-01\nfrom = 2027-01-01\nto = 2027-03-11\nreason = \"\"\"\nOf \\\n several lines\"\"\" # r\n";
        let rest = "\n[[deprecation.detect]]\npattern = 'x'\nshould-match = [\n 'x',\n]\n+++\n";
        let text = format!("{ENTRY}{first}{rest}");
        assert_eq!(edit(&text, &extended()), format!("{}{first}{TABLE}{rest}", moved(ENTRY)));
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_stay() {
        let crlf = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        let text = crlf(&format!("{ENTRY}+++\nBody"));
        assert_eq!(edit(&text, &extended()), crlf(&format!("{}{TABLE}+++\nBody", moved(ENTRY))));
    }

    #[test]
    fn what_is_inline_stays_inline() {
        let text = "+++\ntitle = \"A\"\ndeprecation = { sunset = 2027-03-10, surface = [{ kind = \"cli\", name = \"a\" }] } # d\ntags = [\"x\"]\n+++\n";
        let want = moved(text).replace("}] }", &format!("}}], revision = [{INLINE}] }}"));
        assert_eq!(edit(text, &extended()), want);
        let head =
            "+++\ntitle = \"A\"\n[deprecation]\nsunset = 2027-03-10\nsurface = [{ kind = \"cli\", name = \"a\" }]\n";
        let old = "{ date = 2026-10-01, from = 2027-01-01, to = 2027-03-11, reason = \"Ill\" }";
        let text = format!("{head}revision = [ {old} ] # r\nreason = \"x\"\n+++\n");
        let want = format!("{}revision = [ {old}, {INLINE} ] # r\nreason = \"x\"\n+++\n", moved(head));
        assert_eq!(edit(&text, &extended()), want);
        for comma in [",", ""] {
            let text = format!("{head}revision = [\n  {old}{comma} # first\n  # end\n]\n+++\n");
            let want = format!("{}revision = [\n  {old}, # first\n  {INLINE},\n  # end\n]\n+++\n", moved(head));
            assert_eq!(edit(&text, &extended()), want);
        }
        let text = format!("{head}revision = []\n+++\n");
        assert_eq!(edit(&text, &extended()), format!("{}revision = [{INLINE}]\n+++\n", moved(head)));
    }

    #[test]
    fn dotted_keys_are_not_torn_from_those_around_them() {
        let text = "+++\ndeprecation.sunset = 2027-03-10\ndeprecation.surface = [{ kind = \"cli\", name = \"a\" }]\ntitle = \"A\"\n[extra]\na = 1\n+++\n";
        let want = moved(text).replace("a = 1\n", &format!("a = 1\n{TABLE}"));
        assert_eq!(edit(text, &extended()), want);
    }

    #[test]
    fn a_brownout_keeps_its_length() {
        let brownout = "[[deprecation.brownout]]\nid = \"first\"\nstart = 2027-01-11T10:00:00+01:00 # s\nend = 2027-01-11 09:30:00Z\n";
        let text = format!("{ENTRY}{brownout}+++\n");
        let start = "2027-01-12T09:00:00Z".parse().unwrap();
        let field = FieldName::Brownout(Slug::new("first").unwrap());
        let mut revised = extended();
        revised.records[0].field = Some(field.clone());
        revised.records[0].from = Some(FieldValue::When(When::Instant("2027-01-11T09:00:00Z".parse().unwrap())));
        revised.moves = vec![(field, FieldValue::When(When::Instant(start)))];
        let new = edit(&text, &revised);
        assert!(new.contains("start = 2027-01-12T09:00:00Z # s\nend = 2027-01-12T09:30:00Z\n"), "{new}");
        assert!(new.contains("field = \"brownout:first\"\nfrom = 2027-01-11T09:00:00Z\nreason"), "{new}");
    }

    proptest! {
        #[test]
        fn everything_but_the_move_and_the_new_table_stays(
            keys in proptest::sample::subsequence(vec!["reason = 'r' # k", "effect=\"410\"", "# note", "", "  warning = \"\"\"\n a\"\"\""], 0..6).prop_shuffle(),
            old in proptest::sample::select(vec!["", "[[deprecation.revision]]\ndate = 2026-10-01\nfrom = 2027-01-01\nreason = 'o' # o\n\n"]),
            tables in proptest::sample::subsequence(vec!["[extra]\na = 1 # sunset\n", "# c\n[[allow]]\nrule = 'x/y'\nreason = 'z'\n"], 0..3),
            crlf: bool,
            bom: bool,
        ) {
            let keys: String = keys.iter().map(|key| format!("{key}\n")).collect();
            let text = format!("+++\ntitle = \"A\"\n[deprecation]\n{keys}sunset = 2027-03-10\n[[deprecation.surface]]\nkind = \"cli\"\nname = \"a\"\n{old}{}+++\nBody\n", tables.concat());
            let written = |text: &str| {
                let text = if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
                format!("{}{text}", if bom { "\u{FEFF}" } else { "" })
            };
            let source = Source::new(RelPath::new("content/changes/2026-03-02-a.md").unwrap(), written(&text));
            let new = with_revisions(&source, &extended()).unwrap();
            let table = if crlf { TABLE.replace('\n', "\r\n") } else { TABLE.to_owned() };
            prop_assert_eq!(new.matches(&table).count(), 1);
            prop_assert_eq!(new.replacen(&table, "", 1), written(&moved(&text)));
        }
    }
}
