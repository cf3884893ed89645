//! The bytes of the last published schedule → a [`Baseline`], or why they are none. The bytes may come from anywhere:
//! their size and depth are bounded, and whatever is not a schedule of ours is refused by name.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{paths, wire};
use crate::base::{Date, RelPath, Slug, Today};
use crate::catalog::{Catalog, Change};
use crate::config::Config;

/// The most that is read of one document, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// How deep a document may be nested; ours are six deep.
const MAX_DEPTH: usize = 64;

/// The last published schedule, and the ids published beside it.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Its promises are sorted by id, each id once.
    schedule: wire::Schedule,
    ids: Option<wire::Ids>,
    /// The file of each entry, by all its ids, where that is known.
    files: BTreeMap<Slug, RelPath>,
}

/// Why a baseline cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError {
    /// The file's name: `schedule.json` or `ids.json`.
    pub document: &'static str,
    pub problem: Problem,
}

/// What is wrong with a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Empty,
    TooLarge {
        bytes: usize,
    },
    TooDeep,
    /// HTML: probably a login or an error page.
    WebPage,
    Truncated,
    /// No JSON at all, and where it stops being any.
    NotJson(String),
    /// JSON, but without the `$schema` of a document of ours.
    NotOurs,
    /// Of a version of the API that we do not read.
    OtherApi {
        version: u64,
    },
    /// Of API v1, but some part of it has the wrong shape.
    WrongShape(String),
    /// A promise is listed twice.
    Twice {
        id: String,
    },
    OtherBook {
        ours: String,
        theirs: String,
    },
    /// It was published on a later day than today.
    FromTheFuture {
        updated: Date,
        today: Date,
    },
}

impl Problem {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Problem::Empty | Problem::Truncated => "fetch it again, and check that it was published as a whole",
            Problem::TooLarge { .. }
            | Problem::TooDeep
            | Problem::NotJson(_)
            | Problem::NotOurs
            | Problem::WrongShape(_) => {
                "name the schedule that forewarn has published: `api/v1/schedule.json` of the site"
            }
            Problem::WebPage => "check its URL, and whether it can be read without signing in",
            Problem::OtherApi { .. } => "update forewarn",
            Problem::Twice { .. } => "publish the schedule anew with `forewarn build`; do not edit it by hand",
            Problem::OtherBook { .. } => "name this platform's own schedule; the `id` of book.toml never changes",
            Problem::FromTheFuture { .. } => "check the clock, `--today` and SOURCE_DATE_EPOCH",
        }
    }
}

impl fmt::Display for BaselineError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the baseline's {} {}", self.document, self.problem)
    }
}

/// What is said of the document.
impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Empty => out.write_str("is empty"),
            Problem::TooLarge { bytes } => write!(out, "has {bytes} bytes, more than {MAX_BYTES}"),
            Problem::TooDeep => write!(out, "is nested more than {MAX_DEPTH} deep"),
            Problem::WebPage => out.write_str("is a web page"),
            Problem::Truncated => out.write_str("ends too early"),
            Problem::NotJson(why) => write!(out, "is not JSON: {why}"),
            Problem::NotOurs => out.write_str("is JSON of some other kind"),
            Problem::OtherApi { version } => {
                write!(out, "is of version {version} of the API; this forewarn reads version 1")
            }
            Problem::WrongShape(why) => write!(out, "does not have its shape: {why}"),
            Problem::Twice { id } => write!(out, "lists `{id}` twice"),
            Problem::OtherBook { ours, theirs } => write!(out, "is that of `{theirs}`, and this is `{ours}`"),
            Problem::FromTheFuture { updated, today } => {
                write!(out, "was updated on {updated}, which is after {today}")
            }
        }
    }
}

impl std::error::Error for BaselineError {}

impl Baseline {
    /// Reads what was published: the schedule, and ids.json if it is there.
    pub fn parse(schedule: &[u8], ids: Option<&[u8]>) -> Result<Self, BaselineError> {
        let schedule = document(schedule, SCHEDULE)?;
        let ids = ids.map(|ids| document(ids, IDS)).transpose()?;
        Baseline::new(schedule, ids)
    }

    /// Takes what was published, or is about to be.
    pub fn new(mut schedule: wire::Schedule, ids: Option<wire::Ids>) -> Result<Self, BaselineError> {
        schedule.deprecations.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(twice) = schedule.deprecations.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(SCHEDULE.error(Problem::Twice { id: twice[0].id.clone() }));
        }
        Ok(Baseline { schedule, ids, files: BTreeMap::new() })
    }

    /// The same with the files that it was made of.
    #[must_use]
    pub fn made_of(self, catalog: &Catalog) -> Self {
        let files = catalog.ids().map(|(id, index)| (id.clone(), catalog.change(index).entry.path.clone()));
        Baseline { files: files.collect(), ..self }
    }

    /// The file in which an entry was, if the baseline is a commit.
    pub fn file(&self, id: &str) -> Option<&RelPath> {
        self.files.get(id)
    }

    pub fn schedule(&self) -> &wire::Schedule {
        &self.schedule
    }

    pub fn ids(&self) -> Option<&wire::Ids> {
        self.ids.as_ref()
    }

    /// The promise of an entry as it was published: under its id, or any former one, the latest first.
    pub fn promise(&self, change: &Change) -> Option<&wire::Deprecation> {
        let former = change.entry.former_ids.iter().rev().map(|id| &id.value);
        std::iter::once(&change.id).chain(former).find_map(|id| self.schedule.find(id.as_str()))
    }
}

/// Whether a baseline is this platform's, and not of a later day than today.
pub fn check_baseline(baseline: &Baseline, config: &Config, today: Today) -> Result<(), BaselineError> {
    let ours = config.id.to_string();
    let ids = baseline.ids.as_ref().map(|ids| (IDS, &ids.id));
    for (document, theirs) in std::iter::once((SCHEDULE, &baseline.schedule.id)).chain(ids) {
        if theirs.as_str() != ours {
            return Err(document.error(Problem::OtherBook { ours, theirs: theirs.to_string() }));
        }
    }
    let updated = baseline.schedule.updated.0;
    if updated > today.0 {
        return Err(SCHEDULE.error(Problem::FromTheFuture { updated, today: today.0 }));
    }
    Ok(())
}

/// A document of the baseline: its file's name, and its schema's.
#[derive(Clone, Copy)]
struct Document {
    file: &'static str,
    schema: &'static str,
}

const SCHEDULE: Document = Document { file: "schedule.json", schema: "schedule" };
const UPGRADE: Document = Document { file: "upgrade document", schema: "upgrade" };
const IDS: Document = Document { file: "ids.json", schema: "ids" };

impl Document {
    fn error(self, problem: Problem) -> BaselineError {
        BaselineError { document: self.file, problem }
    }
}

/// What every document of ours begins with, whatever its version.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "$schema")]
    schema: Option<String>,
}

/// A schedule that somebody published, for whoever only looks at it.
pub fn read_schedule(bytes: &[u8]) -> Result<wire::Schedule, Problem> {
    read(bytes, SCHEDULE)
}

/// An upgrade document that somebody published.
pub fn read_upgrade(bytes: &[u8]) -> Result<wire::UpgradeDocument, Problem> {
    read(bytes, UPGRADE)
}

fn document<T: DeserializeOwned>(bytes: &[u8], document: Document) -> Result<T, BaselineError> {
    read(bytes, document).map_err(|problem| document.error(problem))
}

fn read<T: DeserializeOwned>(bytes: &[u8], document: Document) -> Result<T, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::TooLarge { bytes: bytes.len() });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    match bytes.first() {
        None => return Err(Problem::Empty),
        Some(b'<') => return Err(Problem::WebPage),
        Some(_) => {}
    }
    if is_too_deep(bytes) {
        return Err(Problem::TooDeep);
    }
    let head: Head = serde_json::from_slice(bytes).map_err(|error| problem(&error, Problem::NotOurs))?;
    match head.schema.as_deref().and_then(|schema| api_version(schema, document.schema)) {
        Some(1) => {}
        Some(version) => return Err(Problem::OtherApi { version }),
        None => return Err(Problem::NotOurs),
    }
    serde_json::from_slice(bytes).map_err(|error| {
        let why = Problem::WrongShape(error.to_string());
        problem(&error, why)
    })
}

/// Counts brackets outside of strings, before anything is parsed: a parser that recurses might not come back.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// What an error of reading means; `shape` if the bytes are sound JSON.
fn problem(error: &serde_json::Error, shape: Problem) -> Problem {
    match error.classify() {
        serde_json::error::Category::Eof => Problem::Truncated,
        serde_json::error::Category::Data => shape,
        _ => Problem::NotJson(error.to_string()),
    }
}

/// The version of the API in the URL of a schema: `…/api/v1/schema/schedule.json`.
fn api_version(url: &str, name: &str) -> Option<u64> {
    let (_, after) = url.rsplit_once("/api/v")?;
    let (version, rest) = after.split_once('/')?;
    let version: u64 = version.parse().ok()?;
    let ours = paths::schema(name);
    let expected = ours.strip_prefix(paths::ROOT)?;
    (rest == expected).then_some(version)
}
