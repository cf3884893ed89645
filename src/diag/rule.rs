//! The names of all rules. A name is permanent: it stands in configurations, in SARIF and in URLs.

use std::fmt;

/// What a finding of a rule does to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; says nothing about right or wrong.
    Note,
    /// Reported; the run passes.
    Warn,
    /// Reported; the run fails.
    Deny,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }
}

macro_rules! rules {
    ($($variant:ident = $name:literal $level:ident),* $(,)?) => {
        /// A rule by its name, `family/defect`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($variant),* }

        impl Rule {
            pub const ALL: &[Rule] = &[$(Rule::$variant),*];

            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name),* }
            }

            /// The level where no setting changes it. Findings of the family `form` have no other.
            pub fn default_level(self) -> Level {
                match self { $(Rule::$variant => Level::$level),* }
            }
        }
    };
}

rules! {
    NoFrontMatter = "form/no-front-matter" Deny,
    Syntax = "form/syntax" Deny,
    UnknownKey = "form/unknown-key" Deny,
    MissingKey = "form/missing-key" Deny,
    WrongType = "form/wrong-type" Deny,
    InvalidDate = "form/invalid-date" Deny,
    InvalidVersion = "form/invalid-version" Deny,
    InvalidId = "form/invalid-id" Deny,
    DuplicateId = "form/duplicate-id" Deny,
    UnresolvedReference = "form/unresolved-reference" Deny,
    NotUtf8 = "form/not-utf8" Deny,
    MisplacedTable = "form/misplaced-table" Deny,
    NoSchedule = "form/no-schedule" Deny,
    InvalidSurface = "form/invalid-surface" Deny,
    PathCollision = "form/path-collision" Deny,
    ControlCharacter = "form/control-character" Deny,
    TooLarge = "form/too-large" Deny,
    NotAFile = "form/not-a-file" Deny,
    Unreadable = "form/unreadable" Deny,
    Template = "form/template" Deny,
    OutsideRoot = "form/outside-root" Deny,

    BreakingOutsideMajor = "release/breaking-outside-major" Deny,
    RemovalNotMajor = "release/removal-not-major" Deny,
    RemovalNotAfterDeprecation = "release/removal-not-after-deprecation" Deny,
    RemovalAlreadyReleased = "release/removal-already-released" Warn,
    RemovedWithoutDeprecation = "release/removed-without-deprecation" Deny,
    RemovedBeforeSunset = "release/removed-before-sunset" Deny,
    DeprecatedInPatch = "release/deprecated-in-patch" Warn,
    ReleaseOrder = "release/order" Warn,
    UnknownVersion = "release/unknown-version" Warn,

    UnknownFolder = "entry/unknown-folder" Warn,
    StrayFile = "entry/stray-file" Warn,

    SunsetBeforeDeprecated = "date/sunset-before-deprecated" Deny,
    OutOfOrder = "date/out-of-order" Deny,
    ClosedDay = "date/closed-day" Warn,
    VersionDisagrees = "date/version-disagrees" Warn,
    FileName = "date/file-name" Warn,
    InFuture = "date/in-future" Note,
    TitleHasDate = "date/title-has-date" Warn,

    NoticeTooShort = "notice/too-short" Deny,
    EmergencyWithoutAdvisory = "notice/emergency-without-advisory" Deny,
    BackDated = "notice/back-dated" Warn,
    BrownoutTooSoon = "notice/brownout-too-soon" Deny,

    Vanished = "promise/vanished" Deny,
    MovedEarlier = "promise/moved-earlier" Deny,
    DroppedDate = "promise/dropped-date" Deny,
    RemovalLowered = "promise/removal-lowered" Deny,
    MovedWithoutRevision = "promise/moved-without-revision" Deny,
    RevisionRewritten = "promise/revision-rewritten" Deny,
    RevisionMismatch = "promise/revision-mismatch" Deny,
    SurfaceAdded = "promise/surface-added" Deny,
    ReplacementWithdrawn = "promise/replacement-withdrawn" Deny,
    UrlLost = "promise/url-lost" Deny,
    TooManyRevisions = "promise/too-many-revisions" Warn,
    NoBaseline = "promise/no-baseline" Warn,
    StaleBaseline = "promise/stale-baseline" Warn,

    ReplacementMissing = "replacement/missing" Warn,
    ReplacementNotAvailable = "replacement/not-available" Deny,
    ReplacementDeprecated = "replacement/deprecated" Deny,
    ReplacementCycle = "replacement/cycle" Deny,

    ActionMissing = "reader/action-missing" Warn,
    Contradiction = "reader/contradiction" Warn,
    MigrationMissing = "reader/migration-missing" Warn,
    OwnerMissing = "reader/owner-missing" Warn,
    DeadLink = "reader/dead-link" Deny,
    PlaceholderText = "reader/placeholder-text" Deny,
    FeedSize = "reader/feed-size" Warn,
    UnsafeHtml = "reader/unsafe-html" Warn,
    UnmatchedRoute = "reader/unmatched-route" Warn,

    BrownoutOutsideLife = "brownout/outside-life" Deny,
    BrownoutOverlap = "brownout/overlap" Warn,
    BrownoutMissing = "brownout/missing" Warn,

    BadPattern = "detect/bad-pattern" Deny,
    SampleFails = "detect/sample-fails" Deny,
    NoSamples = "detect/no-samples" Warn,
    TooWide = "detect/too-wide" Warn,
    TooCostly = "detect/too-costly" Deny,

    Overdue = "due/overdue" Warn,
    PlannedOverdue = "due/planned-overdue" Warn,
    Soon = "due/soon" Note,
    EstimatedTooLong = "due/estimated-too-long" Warn,

    OpenapiNoDescription = "openapi/no-description" Deny,
    OpenapiNoOperation = "openapi/no-operation" Deny,
    OpenapiNoPromise = "openapi/no-promise" Deny,
    OpenapiNotMarked = "openapi/not-marked" Warn,
    OpenapiDateDiffers = "openapi/date-differs" Deny,

    NoEntry = "gate/no-entry" Deny,

    AllowUnused = "allow/unused" Warn,
    AllowExpired = "allow/expired" Warn,
}

impl Rule {
    /// The rule of this name, or the nearest name there is.
    pub fn find(name: &str) -> Result<Rule, Option<&'static str>> {
        if let Some(rule) = Rule::ALL.iter().find(|rule| rule.name() == name) {
            return Ok(*rule);
        }
        let names = Rule::ALL.iter().map(|rule| rule.name());
        let near = names.map(|known| (strsim::damerau_levenshtein(known, name), known)).min();
        Err(near.filter(|(distance, known)| *distance <= 1 + known.len() / 4).map(|(_, known)| known))
    }

    pub fn family(self) -> &'static str {
        self.name().split('/').next().unwrap_or_default()
    }

    /// Nobody can set its level or allow it: a broken file, and a promise that vanished.
    pub fn is_fixed(self) -> bool {
        self.is_form() || self == Rule::Vanished
    }

    /// Whether its places are paths of the repository: what is changed beside the site has none in it.
    pub fn is_of_repository(self) -> bool {
        self.family() == "gate"
    }

    /// A broken file: always an error, since nothing sound can be built on it.
    pub fn is_form(self) -> bool {
        self.family() == "form"
    }
}

impl Rule {
    /// Whether a finding can come and go with the day alone, without a change of content.
    pub fn depends_on_today(self) -> bool {
        let timed = [Rule::RemovalAlreadyReleased, Rule::InFuture, Rule::AllowExpired];
        self.family() == "due" || timed.contains(&self)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_offered() {
        assert_eq!(Rule::find("notice/too-short"), Ok(Rule::NoticeTooShort));
        assert_eq!(Rule::find("notice/to-short"), Err(Some("notice/too-short")));
        assert_eq!(Rule::find("quite/different-thing"), Err(None));
    }
}
