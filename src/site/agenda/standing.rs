//! The history of a promise → how its sunset and its brownouts stand in the calendar: on which date, whether still, and
//! how often that changed. A replay of what readers were told, in order, and of nothing dated later; never words.

use crate::base::{Date, When};
use crate::catalog::View;
use crate::entry::{Brownout, Change, FieldName, FieldValue, Revision};
use crate::schedule::Published;

/// A thing that was put into the calendar once, and so stays there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub at: When,
    pub status: Status,
    /// How often its date or its status changed since it was put there.
    pub sequence: u32,
    /// The day on which it was put there.
    pub created: Date,
    /// The day of the last of these changes.
    pub revised: Date,
}

/// Whether it still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Planned,
    CalledOff,
    /// The surface is gone.
    Removed,
}

/// Something that readers were told on a day.
#[derive(Clone, Copy, Debug)]
enum Step {
    Announced,
    Moved(Option<When>),
    /// Whether its dates are an estimate.
    Estimated(bool),
    /// The promise as a whole.
    CalledOff,
    Reinstated,
    /// The brownout alone is called off.
    Dropped,
    Removed,
}

/// What readers know at some point of the history.
#[derive(Clone, Copy, Debug)]
struct Told {
    announced: bool,
    at: Option<When>,
    estimated: bool,
    called_off: bool,
    dropped: bool,
    removed: bool,
}

/// How the sunset stands. `None` if no firm one was ever told.
pub fn sunset(view: View<'_>, published: &Published<'_>) -> Option<Standing> {
    let current = published.deprecation.sunset.as_ref().map(|at| at.value);
    let mut steps = vec![(published.change.date().day(), Step::Announced)];
    steps.extend(of_revisions(published, &FieldName::Sunset));
    steps.extend(removal(view, published));
    let told = Told::before(published, &FieldName::Sunset, current);
    replay(told, sorted(published, steps), |_, _| false).map(|standing| standing.as_written(current))
}

/// How the start of a brownout stands. `None` while the promise is a plan.
pub fn brownout(view: View<'_>, published: &Published<'_>, brownout: &Brownout) -> Option<Standing> {
    let current = Some(When::Instant(brownout.start.value));
    let field = FieldName::Brownout(brownout.id.value.clone());
    let announced = brownout.announced.as_ref().map_or(published.change.date().day(), |day| day.value);
    let mut steps = vec![(announced, Step::Announced)];
    steps.extend(of_revisions(published, &field));
    steps.extend(brownout.cancelled.iter().map(|cancelled| (cancelled.date, Step::Dropped)));
    steps.extend(removal(view, published));
    let told = Told::before(published, &field, current);
    // What was held stays so, whatever becomes of the promise.
    let is_past = |told: &Told, day: Date| told.at.is_some_and(|start| start.day() < day);
    replay(told, sorted(published, steps), is_past).map(|standing| standing.as_written(current))
}

/// By day; of one day in the order given. Nothing was told before the entry.
fn sorted(published: &Published<'_>, mut steps: Vec<(Date, Step)>) -> Vec<(Date, Step)> {
    let announced = published.change.date().day();
    for (day, _) in &mut steps {
        *day = announced.max(*day);
    }
    steps.sort_by_key(|(day, _)| *day);
    steps
}

/// `is_past` says whether a thing is over on a day: then only a new date changes how it stands.
fn replay(mut told: Told, steps: Vec<(Date, Step)>, is_past: impl Fn(&Told, Date) -> bool) -> Option<Standing> {
    let mut standing: Option<Standing> = None;
    for (day, step) in steps {
        let settled = is_past(&told, day) && !matches!(step, Step::Moved(_));
        told.take(step);
        if settled && standing.is_some() {
            continue;
        }
        standing = match (standing, told.shown()) {
            (None, None) => None,
            (None, Some((at, status))) => Some(Standing { at, status, sequence: 0, created: day, revised: day }),
            (Some(before), Some((at, status))) => Some(before.then(at, status, day)),
            // No longer firm: what stands in calendars already is taken back.
            (Some(before), None) => Some(before.then(before.at, Status::CalledOff, day)),
        };
    }
    standing
}

impl Standing {
    fn then(self, at: When, status: Status, day: Date) -> Self {
        if (at, status) == (self.at, self.status) {
            return self;
        }
        Standing { at, status, sequence: self.sequence + 1, created: self.created, revised: day }
    }

    /// What the file says now holds, even where the last revision says otherwise (`check` reports that).
    fn as_written(self, current: Option<When>) -> Self {
        match (self.status, current) {
            (Status::CalledOff, _) | (_, None) => self,
            (_, Some(at)) => Standing { at, ..self },
        }
    }
}

impl Told {
    /// What was announced, before any revision.
    fn before(published: &Published<'_>, field: &FieldName, current: Option<When>) -> Self {
        let first = |field: &FieldName| {
            let revisions = published.deprecation.revisions.iter().filter(|revision| is_of(revision, field));
            revisions.min_by_key(|revision| revision.date)
        };
        let estimated = match first(&FieldName::Estimated) {
            // A plan made firm need not say that it was a plan.
            Some(revision) => revision.from != Some(FieldValue::Flag(false)) && flag(&revision.to) != Some(true),
            None => published.deprecation.is_estimated(),
        };
        let at = match first(field) {
            Some(revision) => when(&revision.from),
            None => current,
        };
        Told { announced: false, at, estimated, called_off: false, dropped: false, removed: false }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Announced => self.announced = true,
            Step::Moved(at) => self.at = at,
            Step::Estimated(estimated) => self.estimated = estimated,
            Step::CalledOff => self.called_off = true,
            Step::Reinstated => self.called_off = false,
            Step::Dropped => self.dropped = true,
            Step::Removed => self.removed = true,
        }
    }

    /// What a calendar shows: only what is announced and firm.
    fn shown(&self) -> Option<(When, Status)> {
        let at = self.at.filter(|_| self.announced && !self.estimated)?;
        let status = match self {
            Told { removed: true, .. } => Status::Removed,
            Told { called_off: true, .. } | Told { dropped: true, .. } => Status::CalledOff,
            _ => Status::Planned,
        };
        Some((at, status))
    }
}

/// What the revisions say of a field, of whether it is a plan, and of the promise as a whole.
fn of_revisions(published: &Published<'_>, field: &FieldName) -> Vec<(Date, Step)> {
    let step = |revision: &Revision| match revision.change {
        Change::Cancelled => Some(Step::CalledOff),
        Change::Reinstated => Some(Step::Reinstated),
        _ if revision.field == *field => Some(Step::Moved(when(&revision.to))),
        _ if revision.field == FieldName::Estimated => flag(&revision.to).map(Step::Estimated),
        _ => None,
    };
    published.deprecation.revisions.iter().filter_map(|revision| Some((revision.date, step(revision)?))).collect()
}

fn removal(view: View<'_>, published: &Published<'_>) -> Option<(Date, Step)> {
    let by = published.completed_by?;
    Some((view.catalog().change(by).date().day(), Step::Removed))
}

fn is_of(revision: &Revision, field: &FieldName) -> bool {
    revision.field == *field && !revision.is_call()
}

fn when(value: &Option<FieldValue>) -> Option<When> {
    match value {
        Some(FieldValue::When(when)) => Some(*when),
        _ => None,
    }
}

fn flag(value: &Option<FieldValue>) -> Option<bool> {
    match value {
        Some(FieldValue::Flag(flag)) => Some(*flag),
        _ => None,
    }
}
