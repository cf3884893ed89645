//! The keys of one table: each is taken by name; what is left over is a finding.

use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Field, Form, Need, read};
use crate::base::{At, Span};
use crate::diag::Rule;

/// All tables of a kind of file with the keys that each knows: `("deprecation", &["sunset", …])`. The file's own top level is `""`.
pub type Places = &'static [(&'static str, &'static [&'static str])];

/// The keys of one table while it is being read.
#[derive(Debug)]
pub struct Keys<'f, 's> {
    form: &'f mut Form<'s>,
    table: &'f DeTable<'s>,
    /// The top level of its file.
    root: &'f DeTable<'s>,
    /// Its name in `places`.
    name: &'static str,
    places: Places,
    /// Where a missing key is reported.
    span: Span,
    /// Known keys that are there under a misspelt name, which has been reported: they are read, and not missing.
    meant: Vec<(&'static str, String)>,
}

impl<'f, 's> Keys<'f, 's> {
    /// The top level of a file; a missing key is reported at `span`.
    pub fn root(form: &'f mut Form<'s>, table: &'f DeTable<'s>, places: Places, span: Span) -> Self {
        let mut keys = Keys { form, table, root: table, name: "", places, span, meant: Vec::new() };
        keys.report_unknown();
        keys
    }

    pub fn form(&mut self) -> &mut Form<'s> {
        self.form
    }

    /// The place of the table: its header, or where it is written inline.
    pub fn span(&self) -> Span {
        self.span
    }

    pub fn has(&self, key: &str) -> bool {
        self.written(key).is_some()
    }

    /// Whether a list is written, with nothing in it.
    pub fn is_empty_list(&self, key: &str) -> bool {
        self.value(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(array) if array.is_empty()))
    }

    /// Whether a key may stand in what could not be read, or stands in another table, which has been reported.
    pub fn may_hide(&self, key: &str) -> bool {
        let astray = || astray(self.places, "", self.root, self.form.text);
        self.form.may_hide(key) || astray().iter().any(|(home, name)| *home == self.name && name == key)
    }

    /// A key as it is written, and its value.
    fn written(&self, key: &str) -> Option<(&'f Spanned<DeString<'s>>, &'f Spanned<DeValue<'s>>)> {
        let meant = || self.meant.iter().find(|(known, _)| *known == key).map(|(_, name)| name.as_str());
        self.table.get_key_value(key).or_else(|| self.table.get_key_value(meant()?))
    }

    fn value(&self, key: &str) -> Option<&'f Spanned<DeValue<'s>>> {
        self.written(key).map(|(_, value)| value)
    }

    /// The place of a key's name.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        let (name, _) = self.written(key)?;
        Some(self.form.span(name.span()))
    }

    /// Reads an optional key. A value that does not fit is a finding and counts as absent.
    pub fn take<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Form<'s>, &Field<'_, 's>) -> Option<T>,
    ) -> Option<At<T>> {
        self.take_as(key, Need::Optional, read)
    }

    fn take_as<T>(
        &mut self,
        key: &'static str,
        need: Need,
        read: impl FnOnce(&mut Form<'s>, &Field<'_, 's>) -> Option<T>,
    ) -> Option<At<T>> {
        debug_assert!(self.known().contains(&key), "`{key}` is not listed for `{}`", self.name);
        let value = self.value(key)?;
        let span = self.form.span(value.span());
        let field = Field { key, value: value.get_ref(), span, need };
        read(self.form, &field).map(|value| At::new(value, span))
    }

    /// Reads a key that must be there; `example` is shown where it is not.
    pub fn require<T>(
        &mut self,
        key: &'static str,
        example: &str,
        read: impl FnOnce(&mut Form<'s>, &Field<'_, 's>) -> Option<T>,
    ) -> Option<At<T>> {
        if !self.has(key) {
            self.report_missing(key, example);
        }
        self.take_as(key, Need::Required, read)
    }

    pub fn report_missing(&mut self, key: &str, example: &str) {
        if self.may_hide(key) {
            return;
        }
        let finding = self.form.finding(Rule::MissingKey, self.span, format!("`{key}` is missing{}", self.place()));
        self.form.report(finding.help(format!("add `{example}`")));
    }

    /// Reads a list; elements that do not fit are findings and left out.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Form<'s>, &Field<'_, 's>) -> Option<T>,
    ) -> Vec<At<T>> {
        let items = |form: &mut Form<'s>, field: &Field<'_, 's>| match field.value {
            DeValue::Array(array) => {
                let mut items = Vec::with_capacity(array.len());
                for value in array.iter() {
                    let item = Field {
                        key: field.key,
                        value: value.get_ref(),
                        span: form.span(value.span()),
                        need: Need::Optional,
                    };
                    items.extend(read(form, &item).map(|value| At::new(value, item.span)));
                }
                Some(items)
            }
            _ => {
                read::wrong_type(form, field, "a list", |finding, written| {
                    finding.fix("put it in brackets", field.span, format!("[{written}]"))
                });
                // The one value is read too, so that its own mistakes come out in the same run.
                Some(read(form, field).map(|value| At::new(value, field.span)).into_iter().collect())
            }
        };
        self.take(key, items).map(|list| list.value).unwrap_or_default()
    }

    /// Reads a table that may be absent. `[[name]]` for `[name]` is a finding; its first table is read.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        name: &'static str,
        read: impl FnOnce(&mut Keys<'_, 's>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let header = self.header_span(key, value.span());
        match value.get_ref() {
            DeValue::Table(table) => read(&mut self.inner(table, name, header)),
            DeValue::Array(array)
                if !array.is_empty() && array.iter().all(|item| matches!(item.get_ref(), DeValue::Table(_))) =>
            {
                let first = array.iter().next()?;
                let span = self.form.span(first.span());
                let finding =
                    self.form.finding(Rule::WrongType, span, format!("`{name}` is one table, not a list of tables"));
                self.form.report(finding.fix("use single brackets", span, format!("[{name}]")));
                let DeValue::Table(table) = first.get_ref() else { return None };
                read(&mut self.inner(table, name, span))
            }
            other => {
                let field = Field { key, value: other, span: header, need: Need::Optional };
                read::wrong_type(self.form, &field, "a table", |finding, _| {
                    finding.help(format!("write `[{name}]` on a line of its own, and its keys below it"))
                });
                None
            }
        }
    }

    /// Reads a list of tables. `[name]` for `[[name]]` is a finding; its table is read.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        name: &'static str,
        read: impl Fn(&mut Keys<'_, 's>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let mut read_all = self.list_of_tables(key, name, value, &read);
        for misspelt in self.more_of(key) {
            read_all.extend(self.list_of_tables(key, name, misspelt, &read));
        }
        read_all
    }

    /// Further tables of a list whose headers are misspelt, which has been reported.
    fn more_of(&self, key: &str) -> Vec<&'f Spanned<DeValue<'s>>> {
        let first = self.value(key).map(|value| value.span());
        let meant = self.meant.iter().filter(|(known, _)| *known == key);
        let values = meant.filter_map(|(_, name)| self.table.get(name.as_str()));
        values.filter(|value| Some(value.span()) != first).collect()
    }

    fn list_of_tables<T>(
        &mut self,
        key: &'static str,
        name: &'static str,
        value: &'f Spanned<DeValue<'s>>,
        read: &impl Fn(&mut Keys<'_, 's>) -> Option<T>,
    ) -> Vec<T> {
        match value.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(|item| self.element(item, name, read)).collect(),
            DeValue::Table(table) => {
                let span = self.header_span(key, value.span());
                let finding = self.form.finding(Rule::WrongType, span, format!("`{name}` is a list of tables"));
                let finding = if self.form.written(span).starts_with('[') {
                    finding.fix("use double brackets", span, format!("[[{name}]]"))
                } else {
                    finding.help(format!("write `[[{name}]]` above each, or put the tables in brackets: `[{{ … }}]`"))
                };
                self.form.report(finding);
                read(&mut self.inner(table, name, span)).into_iter().collect()
            }
            other => {
                let field = Field { key, value: other, span: self.form.span(value.span()), need: Need::Optional };
                read::wrong_type(self.form, &field, "a list of tables", |finding, _| {
                    finding.help(format!("write `[[{name}]]` above each of them"))
                });
                Vec::new()
            }
        }
    }

    fn element<T>(
        &mut self,
        item: &toml::Spanned<DeValue<'s>>,
        name: &'static str,
        read: &impl Fn(&mut Keys<'_, 's>) -> Option<T>,
    ) -> Option<T> {
        let span = self.form.span(item.span());
        match item.get_ref() {
            DeValue::Table(table) => read(&mut self.inner(table, name, span)),
            other => {
                let field = Field { key: name, value: other, span, need: Need::Optional };
                read::wrong_type(self.form, &field, "a table", |finding, _| {
                    finding.help("write it as `{ key = \"value\" }`")
                });
                None
            }
        }
    }

    /// A table with any keys, as JSON. Dates become RFC 3339 strings.
    pub fn free(&mut self, key: &'static str) -> Map<String, Json> {
        self.take(key, |form, field| match field.value {
            DeValue::Table(table) => Some(read::json_table(table)),
            _ => {
                read::wrong_type(form, field, "a table", |finding, _| {
                    finding.help(format!("write `[{}]` on a line of its own, and its keys below it", field.key))
                });
                None
            }
        })
        .map(|table| table.value)
        .unwrap_or_default()
    }

    /// The names and values of a table whose keys are free, each value read by `read`.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Form<'s>, &Field<'_, 's>) -> Option<T>,
    ) -> Vec<(At<String>, At<T>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            let field = Field { key, value: value.get_ref(), span: self.form.span(value.span()), need: Need::Optional };
            read::wrong_type(self.form, &field, "a table", |finding, _| {
                finding.help(format!("write it as `{key} = {{ name = … }}`, or `[{key}]` and its keys below it"))
            });
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table.iter() {
            let span = self.form.span(value.span());
            let name = At::new(name.get_ref().to_string(), self.form.span(name.span()));
            let field = Field { key: &name.value, value: value.get_ref(), span, need: Need::Optional };
            let read = read(self.form, &field);
            pairs.extend(read.map(|value| (name.clone(), At::new(value, span))));
        }
        pairs
    }

    /// The tables of a table whose keys are free: `[policy.component.<id>]`.
    pub fn named_tables<T>(
        &mut self,
        key: &'static str,
        name: &'static str,
        read: impl Fn(&mut Keys<'_, 's>) -> Option<T>,
    ) -> Vec<(At<String>, T)> {
        let Some(DeValue::Table(outer)) = self.value(key).map(|value| value.get_ref()) else { return Vec::new() };
        let mut tables = Vec::new();
        for (id, value) in outer.iter() {
            let id = At::new(id.get_ref().to_string(), self.form.span(id.span()));
            tables.extend(self.element(value, name, &read).map(|table| (id, table)));
        }
        tables
    }

    fn inner<'k>(&'k mut self, table: &'k DeTable<'s>, name: &'static str, span: Span) -> Keys<'k, 's> {
        let mut keys =
            Keys { form: self.form, table, root: self.root, name, places: self.places, span, meant: Vec::new() };
        keys.report_unknown();
        keys
    }

    /// Where a table is announced: the span of `[name]` is the header's; an inline table's key says more than its braces.
    fn header_span(&self, key: &str, value: std::ops::Range<usize>) -> Span {
        let span = self.form.span(value);
        match self.form.written(span).starts_with('[') {
            true => span,
            false => self.key_span(key).unwrap_or(span),
        }
    }

    fn known(&self) -> &'static [&'static str] {
        known(self.places, self.name)
    }

    fn report_unknown(&mut self) {
        let known = self.known();
        let table = self.table;
        let strangers = table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref()));
        for (key, value) in strangers {
            let name = key.get_ref().as_ref();
            let span = self.form.span(key.span());
            let finding = self.form.finding(Rule::UnknownKey, span, format!("unknown key `{name}`{}", self.place()));
            let finding = if name == "deprecated" && matches!(value.get_ref(), DeValue::Boolean(_)) {
                let note = "the state of a deprecation is derived from its dates and never written";
                finding.note(note).help("write `[deprecation]` with a `sunset` instead")
            } else if let Some(home) = home_of(self.places, self.name, name, self.form.text) {
                finding.help(belongs(name, home, self.name))
            } else if let Some(near) = super::nearest(name, self.absent()) {
                self.meant.push((near, name.to_owned()));
                let written = self.form.written(span);
                let table =
                    matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_)) && written.starts_with('[');
                if table {
                    finding.help(format!("did you mean `{near}`?"))
                } else {
                    finding.fix(format!("did you mean `{near}`?"), span, near)
                }
            } else if let Some(near) = super::nearest(name, known.iter().copied()) {
                match self.beside(near, value.get_ref()) {
                    Beside::OneList => {
                        self.meant.push((near, name.to_owned()));
                        finding.help(format!("did you mean `[[{}]]`?", self.path_of(near)))
                    }
                    Beside::TwoTables => finding.help(format!("`{near}` is given already: bring these keys into it")),
                    Beside::TwoValues => finding.help(format!("`{near}` is given already: delete this one")),
                }
            } else {
                finding.help(format!("known here: {}", read::listing(known.iter().copied())))
            };
            self.form.report(finding);
        }
    }

    /// What a misspelt key is beside the one that was meant, which is there as well.
    fn beside(&self, near: &str, value: &DeValue<'_>) -> Beside {
        match self.value(near).map(Spanned::get_ref) {
            Some(there) if are_tables(there) && (are_tables(value) || value.is_table()) => Beside::OneList,
            Some(there) if there.is_table() && (are_tables(value) || value.is_table()) => Beside::TwoTables,
            _ => Beside::TwoValues,
        }
    }

    /// A key as it stands in a header: `deprecation.surface`.
    fn path_of(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// The known keys that are not there: what is there already was not meant to be there twice.
    fn absent(&self) -> impl Iterator<Item = &'static str> {
        self.known().iter().copied().filter(|key| !self.has(key))
    }

    /// Where the keys stand, for messages: nothing at the top level.
    fn place(&self) -> String {
        match self.form.written(self.span).starts_with("[[") {
            _ if self.name.is_empty() => String::new(),
            true => format!(" in `[[{}]]`", self.name),
            false => format!(" in `[{}]`", self.name),
        }
    }
}

/// Two keys of one meaning. Only of two values one can be deleted without losing what its author wrote.
enum Beside {
    /// Tables of one list: all of them are read.
    OneList,
    TwoTables,
    TwoValues,
}

/// Whether a value is a list of tables, with at least one.
fn are_tables(value: &DeValue<'_>) -> bool {
    let DeValue::Array(array) = value else { return false };
    !array.is_empty() && array.iter().all(|item| item.get_ref().is_table())
}

fn known(places: Places, table: &str) -> &'static [&'static str] {
    places.iter().find(|(name, _)| *name == table).map_or(&[], |(_, keys)| keys)
}

/// The table that a key of another table belongs to.
fn home_of(places: Places, here: &str, key: &str, text: &str) -> Option<&'static str> {
    let homes = places.iter().filter(|(name, keys)| *name != here && keys.contains(&key));
    let homes: Vec<&'static str> = homes.map(|(name, _)| *name).collect();
    // A table that the file has is the likelier home.
    let there = homes.iter().find(|home| home.is_empty() || text.contains(&format!("[{home}]")));
    there.or(homes.first()).copied()
}

/// The keys of a table, and of those in it, that belong to another, with that other.
fn astray(places: Places, here: &str, table: &DeTable<'_>, text: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for (key, value) in table.iter() {
        let key = key.get_ref().as_ref();
        if !known(places, here).contains(&key) {
            found.extend(home_of(places, here, key, text).map(|home| (home, key.to_owned())));
            continue;
        }
        let name = if here.is_empty() { key.to_owned() } else { format!("{here}.{key}") };
        let tables: Vec<&DeTable<'_>> = match value.get_ref() {
            DeValue::Table(inner) => vec![inner],
            DeValue::Array(array) => array.iter().filter_map(|value| value.get_ref().as_table()).collect(),
            _ => continue,
        };
        if !known(places, &name).is_empty() {
            found.extend(tables.into_iter().flat_map(|inner| astray(places, &name, inner, text)));
        }
    }
    found
}

fn belongs(key: &str, home: &str, here: &str) -> String {
    let above = |table: &str| table.split('.').next().unwrap_or(table).to_owned();
    if home.is_empty() {
        format!("`{key}` belongs above `[{}]`, to the keys of the file itself", above(here))
    } else {
        format!("`{key}` belongs to `[{home}]`")
    }
}
