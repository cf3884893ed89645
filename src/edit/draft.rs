//! What a new entry says → the text of its file.

use toml_edit::{Array, Datetime, Value};

use crate::base::{Date, Slug, Version, When};
use crate::entry::{Effort, Kind, SurfaceKind};
use crate::markdown::{TitlePart, title_parts};

/// A new entry. What its file's place says is left out.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: String,
    pub date: Option<Date>,
    pub kind: Kind,
    pub component: Option<Slug>,
    pub version: Option<Version>,
    pub id: Slug,
    /// Said where it is not what the kind makes it.
    pub breaking: bool,
    pub tags: Vec<Slug>,
    pub audiences: Vec<Slug>,
    pub action: Option<String>,
    pub effort: Option<Effort>,
    pub owner: Option<Slug>,
    pub completes: Vec<Slug>,
    pub advisories: Vec<String>,
    pub promise: Option<DraftPromise>,
    pub body: Option<String>,
}

/// The promise of a new entry.
#[derive(Clone, Debug)]
pub struct DraftPromise {
    pub sunset: Option<When>,
    pub removal: Option<Version>,
    pub reason: Option<String>,
    pub no_replacement: Option<String>,
    pub surfaces: Vec<DraftSurface>,
}

/// One thing that goes away.
#[derive(Clone, Debug)]
pub struct DraftSurface {
    pub kind: SurfaceKind,
    pub name: String,
    pub replacement: Option<String>,
}

impl Draft {
    /// The whole file: front matter and body.
    pub fn text(&self) -> String {
        let mut out = Lines(String::from("+++\n"));
        out.pair("title", self.title.as_str());
        out.maybe("date", self.date.map(|date| datetime(When::Day(date))));
        out.pair("kind", self.kind.name());
        out.maybe("component", self.component.as_ref().map(Slug::as_str));
        out.maybe("version", self.version.as_ref().map(Version::to_string));
        out.pair("id", self.id.as_str());
        out.maybe("breaking", Some(self.breaking).filter(|breaking| *breaking != (self.kind == Kind::Removed)));
        out.list("tags", self.tags.iter().map(Slug::as_str));
        out.list("audiences", self.audiences.iter().map(Slug::as_str));
        out.maybe("action", self.action.as_deref());
        out.maybe("effort", self.effort.map(Effort::name));
        out.maybe("owner", self.owner.as_ref().map(Slug::as_str));
        out.list("completes", self.completes.iter().map(Slug::as_str));
        out.list("advisories", self.advisories.iter().map(String::as_str));
        if let Some(promise) = &self.promise {
            out.promise(promise);
        }
        out.0.push_str("+++\n");
        if let Some(body) = self.body.clone().or_else(|| self.promise.as_ref().and_then(migration)) {
            out.0.push_str(body.trim_end());
            out.0.push('\n');
        }
        out.0
    }
}

/// What the front matter says already, as the beginning of a body.
fn migration(promise: &DraftPromise) -> Option<String> {
    let line = |surface: &DraftSurface| {
        let replacement = surface.replacement.as_ref()?;
        Some(format!("Use {} instead of {}.\n", code(replacement), code(&surface.name)))
    };
    let lines: Vec<String> = promise.surfaces.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A code span of Markdown; a text that holds a backtick is left as it is.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { text.to_owned() } else { format!("`{text}`") }
}

/// A title as the text of a link: its code stays code, and all else is text.
pub(super) fn link_text(title: &str) -> String {
    let mut out = String::new();
    for part in title_parts(title) {
        match part {
            TitlePart::Code(inside) => out.push_str(&code(inside)),
            TitlePart::Text(text) => {
                for c in text.chars() {
                    match c {
                        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '&' => out.extend(['\\', c]),
                        c => out.push(c),
                    }
                }
            }
        }
    }
    out
}

/// TOML, line by line.
struct Lines(String);

impl Lines {
    fn pair(&mut self, key: &str, value: impl Into<Value>) {
        self.0.push_str(&format!("{key} = {}\n", value.into()));
    }

    fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.pair(key, value);
        }
    }

    fn list<'t>(&mut self, key: &str, items: impl Iterator<Item = &'t str>) {
        let items: Array = items.collect();
        if !items.is_empty() {
            self.pair(key, items);
        }
    }

    fn promise(&mut self, promise: &DraftPromise) {
        self.0.push_str("\n[deprecation]\n");
        self.maybe("sunset", promise.sunset.map(datetime));
        self.maybe("removal", promise.removal.as_ref().map(Version::to_string));
        self.maybe("reason", promise.reason.as_deref());
        self.maybe("no-replacement", promise.no_replacement.as_deref());
        for surface in &promise.surfaces {
            self.0.push_str("\n[[deprecation.surface]]\n");
            self.pair("kind", surface.kind.to_string());
            self.pair("name", surface.name.as_str());
            self.maybe("replacement", surface.replacement.as_deref());
        }
    }
}

fn datetime(when: When) -> Datetime {
    when.to_string().parse().expect("RFC 3339 is the form of dates in TOML")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{RelPath, Source};
    use crate::config::Limits;
    use crate::entry::parse_entry;
    use proptest::prelude::*;

    fn draft(title: &str, name: &str) -> Draft {
        let surface = DraftSurface { kind: SurfaceKind::Cli, name: name.into(), replacement: Some("tool new".into()) };
        let promise = DraftPromise {
            sunset: Some(When::Day(jiff::civil::date(2027, 3, 10))),
            removal: Some(Version::new(2, 0, 0)),
            reason: Some("It is slow".into()),
            no_replacement: None,
            surfaces: vec![surface],
        };
        Draft {
            title: title.into(),
            date: None,
            kind: Kind::Deprecated,
            component: None,
            version: None,
            id: Slug::new("api-old").unwrap(),
            breaking: true,
            tags: vec![Slug::new("cli").unwrap()],
            audiences: Vec::new(),
            action: None,
            effort: Some(Effort::Hours),
            owner: None,
            completes: Vec::new(),
            advisories: Vec::new(),
            promise: Some(promise),
            body: None,
        }
    }

    #[test]
    fn a_draft_reads_as_somebody_would_write_it() {
        let want = "+++\ntitle = \"Old goes\"\nkind = \"deprecated\"\nid = \"api-old\"\nbreaking = true\ntags = [\"cli\"]\neffort = \"hours\"\n\n[deprecation]\nsunset = 2027-03-10\nremoval = \"2.0.0\"\nreason = \"It is slow\"\n\n[[deprecation.surface]]\nkind = \"cli\"\nname = \"tool old\"\nreplacement = \"tool new\"\n+++\nUse `tool new` instead of `tool old`.\n";
        assert_eq!(draft("Old goes", "tool old").text(), want);
    }

    proptest! {
        #[test]
        fn any_words_survive_the_file(title in "[ -~äß\"'\\\\]{1,40}", name in "[a-z\"'\\\\#=]{1,20}") {
            prop_assume!(!title.trim().is_empty());
            let path = RelPath::new("content/changes/2026-11-22-old.md").unwrap();
            let source = Source::new(path, draft(&title, &name).text());
            let (entry, _) = parse_entry(&source, "content/changes", Limits::default());
            let entry = entry.expect("a draft can be read");
            prop_assert_eq!(entry.title.value, title.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert_eq!(&entry.deprecation.unwrap().surfaces[0].name.value, &name);
        }
    }

    #[test]
    fn a_title_in_a_link_is_text_and_code() {
        assert_eq!(link_text("`a_b` [x] *is* gone"), "`a_b` \\[x\\] \\*is\\* gone");
    }
}
