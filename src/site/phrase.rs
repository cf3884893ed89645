//! Dates in words, and how pages show the state of a promise on the day of the build.

use super::context::{State as Shown, Urgency};
use crate::base::{Today, When};
use crate::catalog::State;

pub use crate::words::date::*;

/// How pressing a promise is.
pub fn urgency(state: State, sunset: Option<When>, estimated: bool, today: Today) -> Urgency {
    match (state, sunset) {
        (State::Removed | State::Cancelled, _) => Urgency::Done,
        (State::Due, _) => Urgency::Overdue,
        (_, None) => Urgency::Undated,
        (_, Some(_)) if estimated => Urgency::Undated,
        (_, Some(sunset)) => match today.days_until(sunset.day()) {
            ..=30 => Urgency::Soon,
            31..=90 => Urgency::Near,
            _ => Urgency::Later,
        },
    }
}

pub fn state(state: State) -> Shown {
    match state {
        State::Announced => Shown::Announced,
        State::Deprecated => Shown::Deprecated,
        State::ClosedToNew => Shown::ClosedToNew,
        State::Unsupported => Shown::Unsupported,
        State::Due => Shown::Due,
        State::Removed => Shown::Removed,
        State::Cancelled => Shown::Cancelled,
    }
}
