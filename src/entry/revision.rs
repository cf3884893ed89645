//! A recorded change of a promise: what, from, to, why, when.

use std::fmt;

use crate::base::{Date, Slug, Span, Version, When};

/// One line of a promise's history. Append only.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The day on which readers were told.
    pub date: Date,
    pub field: FieldName,
    pub from: Option<FieldValue>,
    pub to: Option<FieldValue>,
    pub change: Change,
    pub reason: String,
    /// The advisory that lifts the minimum notice for this move.
    pub emergency: Option<String>,
    /// The header `[[deprecation.revision]]`.
    pub span: Span,
    pub written: Written,
}

/// Where the keys of a revision are written; most may be left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    pub date: Option<Span>,
    pub from: Option<Span>,
    pub to: Option<Span>,
    pub change: Option<Span>,
    pub emergency: Option<Span>,
}

impl Revision {
    /// Whether it speaks of the promise as a whole, and of no field.
    pub fn is_call(&self) -> bool {
        matches!(self.change, Change::Cancelled | Change::Reinstated)
    }

    /// Whether it speaks of the same field, or of the promise as a whole as the other does.
    pub fn has_subject_of(&self, other: &Revision) -> bool {
        match (self.is_call(), other.is_call()) {
            (false, false) => self.field == other.field,
            (mine, theirs) => mine && theirs,
        }
    }
}

/// What a revision did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Moved later.
    Extended,
    /// Moved earlier.
    PulledIn,
    /// A first date, or a plan made firm.
    Dated,
    Cancelled,
    Reinstated,
    /// A mistake mended; never of sunset, removal or not-before.
    Corrected,
}

impl Change {
    pub const NAMES: &[(&str, Change)] = &[
        ("extended", Change::Extended),
        ("pulled-in", Change::PulledIn),
        ("dated", Change::Dated),
        ("cancelled", Change::Cancelled),
        ("reinstated", Change::Reinstated),
        ("corrected", Change::Corrected),
    ];

    pub fn name(self) -> &'static str {
        Change::NAMES.iter().find(|(_, change)| *change == self).map_or("", |(name, _)| name)
    }
}

/// The fields of a promise that can move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    Deprecated,
    ClosedToNew,
    EndOfSupport,
    Sunset,
    Removal,
    NotBefore,
    Estimated,
    /// The start of a brownout, by the brownout's id.
    Brownout(Slug),
}

impl FieldName {
    /// The fields that have a fixed name.
    pub const FIXED: [(&'static str, FieldName); 7] = [
        ("deprecated", FieldName::Deprecated),
        ("closed-to-new", FieldName::ClosedToNew),
        ("end-of-support", FieldName::EndOfSupport),
        ("sunset", FieldName::Sunset),
        ("removal", FieldName::Removal),
        ("not-before", FieldName::NotBefore),
        ("estimated", FieldName::Estimated),
    ];
}

impl fmt::Display for FieldName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldName::Brownout(id) => write!(out, "brownout:{id}"),
            fixed => {
                let name = FieldName::FIXED.iter().find(|(_, field)| field == fixed).map_or("", |(name, _)| name);
                out.write_str(name)
            }
        }
    }
}

/// A value of such a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    When(When),
    Version(Version),
    Flag(bool),
}

impl fmt::Display for FieldValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::When(when) => when.fmt(out),
            FieldValue::Version(version) => version.fmt(out),
            FieldValue::Flag(flag) => flag.fmt(out),
        }
    }
}
