//! A promise in full, as its own page shows it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ComponentRef, Html, Link, State, Urgency};

/// Everything about a promise.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Promise {
    /// Its state today.
    pub state: State,
    /// How pressing it is.
    pub urgency: Urgency,
    /// A plan, not a promise: the dates are not firm.
    pub estimated: bool,
    /// The day from which it may be gone.
    pub sunset: Option<String>,
    /// The day before the sunset.
    pub last_safe_day: Option<String>,
    /// Whole days from today to the sunset; negative when overdue.
    pub days_left: Option<i64>,
    /// The same in words: `in 9 days`, `due since 12 days`, `removed`, `no date yet`.
    pub phrase: String,
    /// Every date, in the order of the lifecycle, with brownouts that were not called off among them; announced is the first.
    pub dates: Vec<PromiseDate>,
    /// The version without it.
    pub removal: Option<Removal>,
    /// A version before which it is not removed, while no sunset is known.
    pub not_before_version: Option<String>,
    /// What the reader must do, plain text.
    pub action: Option<String>,
    /// Where the way out is described: this site, or elsewhere.
    pub migration: Option<Link>,
    /// What one typical consumer needs: `minutes`, `hours`, `days`, `weeks`.
    pub effort: Option<String>,
    /// Why it goes, plain text.
    pub reason: Option<String>,
    /// What a caller meets afterwards, plain text.
    pub effect: Option<String>,
    /// The text that consumers see in logs.
    pub warning: Option<String>,
    /// Why there is no replacement, for all surfaces.
    pub no_replacement: Option<String>,
    /// The advisory that lifted the minimum notice.
    pub emergency: Option<String>,
    /// What goes away.
    pub surfaces: Vec<Surface>,
    /// How a consumer finds its own uses.
    pub detect: Vec<Detect>,
    /// What a gateway says of it in answers; none for what has no HTTP route, and once it is over.
    pub headers: Vec<RouteHeaders>,
    /// The path of its document in the API.
    pub api: String,
    /// Planned, short, announced failures, by start.
    pub brownouts: Vec<Brownout>,
    /// Every recorded change of the promise, oldest first.
    pub moves: Vec<Move>,
    /// How it was fulfilled.
    pub removed: Option<Removed>,
    /// How it was called off.
    pub cancelled: Option<Cancelled>,
}

/// Which value of a promise.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Announced,
    Deprecated,
    ClosedToNew,
    EndOfSupport,
    NotBefore,
    Sunset,
    Removal,
    Estimated,
    Brownout,
    Removed,
    Cancelled,
}

/// One date of a promise.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct PromiseDate {
    /// Which date it is.
    pub field: Field,
    /// The day.
    pub date: String,
    /// How long it lasts, in words; of a brownout only.
    pub lasts: Option<String>,
    /// What the date was before it was moved, the oldest first; plans too.
    pub moved_from: Vec<String>,
    /// The day on which it became this date; none if it was never moved.
    pub since: Option<String>,
    /// Whether the day has come.
    pub passed: bool,
    /// False for a plan and for a floor (`not-before`).
    pub firm: bool,
    /// How far off, in words: `in 9 days`, `today`, `12 days ago`; `called off` of a day that no longer comes.
    pub phrase: String,
    /// When readers were first told of this step. A step that moved later keeps that day, although `date` was not known
    /// then: see `since`.
    pub first_published: Option<String>,
    /// Days from then to the date; 0 where readers were told later.
    pub notice_days: Option<i64>,
}

/// The version without the surface.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Removal {
    /// The version.
    pub version: String,
    /// Its component.
    pub component: ComponentRef,
    /// The release's page, if that version or its plan is known.
    pub path: Option<String>,
    /// When it is expected; never a promise.
    pub expected: Option<String>,
    /// Whether it, or a later one, was released.
    pub released: bool,
    /// When this version was first told to readers.
    pub first_published: Option<String>,
}

/// A way to find uses.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Detect {
    /// The name of the surface that it finds; none for all.
    pub surface: Option<String>,
    /// What a use of it means, plain text.
    pub message: Option<String>,
    /// A command line with ripgrep, to be run at the root of a repository; `--` and quotes for a POSIX shell.
    pub command: String,
    /// Written by an author who tried it on samples; otherwise only the name is searched.
    pub is_rule: bool,
}

/// What the answers of some routes say.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct RouteHeaders {
    /// The routes, as they are written.
    pub names: Vec<String>,
    /// The header fields, in order.
    pub fields: Vec<Header>,
}

/// A header field.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name: `Sunset`.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// One thing that goes away.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Surface {
    /// Its kind: `http`, `cli`, …
    pub kind: String,
    /// Its name: `GET /v1/deployments/{id}`.
    pub name: String,
    /// Only these versions: a SemVer range.
    pub versions: Option<String>,
    /// What to use instead.
    pub replacement: Option<Replacement>,
    /// Why there is nothing to use instead.
    pub no_replacement: Option<String>,
}

/// What to use instead.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Replacement {
    /// Its name: `GET /v2/deployments/{id}`.
    pub name: String,
    /// Where it is described.
    pub href: Option<String>,
    /// The component that offers it, where it is another one.
    pub component: Option<ComponentRef>,
    /// A version or a day.
    pub available_since: Option<String>,
}

/// A planned, short, announced failure.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Brownout {
    /// Its id in the entry.
    pub id: String,
    /// Whether it is to come, is over, or was called off.
    pub state: BrownoutState,
    /// The instant it begins.
    pub start: String,
    /// The instant it ends.
    pub end: String,
    /// How long it is, in words: `1 hour`.
    pub duration: String,
    /// The day it was announced.
    pub announced: String,
    /// What a caller meets, plain text.
    pub effect: Option<String>,
    /// Why and when it was called off.
    pub cancelled: Option<Cancelled>,
}

/// Whether a brownout is to come, is over, or was called off.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum BrownoutState {
    Planned,
    Held,
    Cancelled,
}

/// How a promise changed.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Extended,
    PulledIn,
    Dated,
    Cancelled,
    Reinstated,
    Corrected,
}

/// One recorded change of a promise.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Move {
    /// Its number, from 1; the anchor is `revision-<n>`.
    pub number: usize,
    /// The day of the change.
    pub date: String,
    /// How it changed.
    pub change: Change,
    /// What changed; none for cancelled and reinstated.
    pub field: Option<Field>,
    /// The brownout that was moved.
    pub brownout: Option<String>,
    /// The value before: a day, a version, or none for a first date.
    pub from: Option<String>,
    /// The value after.
    pub to: Option<String>,
    /// Why, plain text.
    pub reason: String,
    /// The advisory that lifted the minimum notice for this move.
    pub emergency: Option<String>,
}

/// How a promise was fulfilled.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Removed {
    /// Since when it is gone.
    pub date: String,
    /// The version without it.
    pub version: Option<String>,
    /// The entry that says so.
    pub entry_path: String,
    /// That entry's title.
    pub entry_title_html: Html,
}

/// When and why something was called off.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Cancelled {
    /// The day.
    pub date: String,
    /// Why, plain text.
    pub reason: String,
}
