//! A published promise → its form in the schedule.

use super::first_published::FirstDays;
use super::published::Published;
use super::{Baseline, parts, paths, wire};
use crate::base::{At, Date, When};
use crate::catalog::{self, ChangeIx, ReplacementOf, SurfaceOf, View};
use crate::config::Config;
use crate::entry::{Brownout, Change, Detect, FieldValue, Revision};
use crate::markdown::title_plain;

/// What every promise of a build is projected with.
#[derive(Clone, Copy)]
pub struct Build<'a> {
    pub view: View<'a>,
    pub config: &'a Config,
    pub baseline: Option<&'a Baseline>,
}

impl Build<'_> {
    /// The promise of one entry, if it makes one.
    pub fn deprecation(self, change: &catalog::Change) -> Option<wire::Deprecation> {
        let catalog = self.view.catalog();
        let published = Published::of(catalog, change, self.view.today())?;
        let FirstDays { fields, brownouts } = FirstDays::of(&published, self.baseline, self.view.today());
        let promise = &published.deprecation;
        let (entry, config) = (&change.entry, self.config);
        let component = &catalog.component(change.component).config;
        Some(wire::Deprecation {
            id: change.id.to_string(),
            url: parts::uri(config, &paths::change_page(&change.id)),
            api_url: parts::uri(config, &paths::deprecation(&change.id)),
            title: title_plain(&entry.title.value),
            component: component.id.value.to_string(),
            component_name: component.name.clone(),
            also: parts::also(catalog, change),
            owner: parts::owner(config, change.owner.as_ref()),
            audiences: parts::texts(&entry.audiences),
            tags: parts::texts(&entry.tags),
            kind: entry.kind.value.to_string(),
            breaking: entry.breaking,
            announced: change.date().into(),
            action: published.promise.action.clone(),
            migration: parts::migration(config, change),
            effort: entry.effort.map(|effort| effort.name().to_owned()),
            effect: promise.effect.clone(),
            reason: promise.reason.clone(),
            warning: promise.warning.clone(),
            deprecated: published.deprecated().into(),
            closed_to_new: moment(&promise.closed_to_new),
            end_of_support: moment(&promise.end_of_support),
            sunset: moment(&promise.sunset),
            removal: promise.removal.as_ref().map(|at| at.value.clone()),
            not_before: promise.not_before.as_ref().map(|at| parts::floor(&at.value)),
            estimated: promise.is_estimated(),
            first_published: fields,
            emergency: promise.emergency.as_ref().map(|at| at.value.clone()),
            surfaces: published.promise.surfaces.iter().map(|surface| self.surface(surface)).collect(),
            revisions: promise.revisions.iter().map(revision).collect(),
            brownouts: promise
                .brownouts
                .iter()
                .zip(brownouts)
                .map(|(planned, first)| brownout(planned, change.date().day(), first))
                .collect(),
            detect: promise.detect.iter().map(detect).collect(),
            removed: published.completed_by.and_then(|by| self.removed(by)),
            cancelled: published.cancelled().map(|call| cancelled(call.date, &call.reason)),
            former_ids: parts::former_ids(change),
            advisories: parts::texts(&entry.advisories),
            links: parts::links(&entry.links),
        })
    }

    fn surface(self, of: &SurfaceOf) -> wire::Surface {
        let (replacement, no_replacement) = match &of.replacement {
            ReplacementOf::Unsaid => (None, None),
            ReplacementOf::Nothing { reason } => (None, Some(reason.clone())),
            ReplacementOf::Named { name, component, available_since, link, entry } => {
                // An entry whose day has not come is not spoken of yet.
                let entry = entry.filter(|index| self.view.shows(*index));
                let id = entry.map(|index| &self.view.catalog().change(index).id);
                let page = id.map(|id| parts::uri(self.config, &paths::change_page(id)));
                let replacement = wire::Replacement {
                    name: name.clone(),
                    component: parts::component_id(self.view.catalog(), *component),
                    available_since: available_since.as_ref().map(parts::floor),
                    url: link.as_ref().map(parts::web).or(page),
                    entry: id.map(ToString::to_string),
                };
                (Some(replacement), None)
            }
        };
        wire::Surface {
            kind: of.surface.kind.value.to_string(),
            name: of.surface.name.value.clone(),
            versions: of.surface.versions.as_ref().map(|at| at.value.to_string()),
            replacement,
            no_replacement,
        }
    }

    fn removed(self, by: ChangeIx) -> Option<wire::Removed> {
        let entry = self.view.catalog().change(by);
        self.view.shows(by).then(|| wire::Removed {
            date: entry.date().into(),
            version: entry.entry.version.as_ref().map(|at| at.value.clone()),
            entry: entry.id.to_string(),
        })
    }
}

fn moment(at: &Option<At<When>>) -> Option<wire::Moment> {
    at.as_ref().map(|at| wire::Moment(at.value))
}

pub fn value(value: &FieldValue) -> wire::Value {
    match value {
        FieldValue::When(when) => wire::Value::When(wire::Moment(*when)),
        FieldValue::Version(version) => wire::Value::Version(version.clone()),
        FieldValue::Flag(flag) => wire::Value::Flag(*flag),
    }
}

pub fn revision(revision: &Revision) -> wire::Revision {
    // Cancelled and reinstated speak of the promise, and of no field.
    let whole = matches!(revision.change, Change::Cancelled | Change::Reinstated);
    wire::Revision {
        date: wire::Day(revision.date),
        field: (!whole).then(|| revision.field.to_string()),
        from: revision.from.as_ref().map(value),
        to: revision.to.as_ref().map(value),
        change: revision.change.name().to_owned(),
        reason: revision.reason.clone(),
        emergency: revision.emergency.clone(),
    }
}

fn cancelled(date: Date, reason: &str) -> wire::Cancelled {
    wire::Cancelled { date: wire::Day(date), reason: reason.to_owned() }
}

/// `announced` is the default: the day of the entry.
fn brownout(brownout: &Brownout, announced: Date, first: Date) -> wire::Brownout {
    wire::Brownout {
        id: brownout.id.value.to_string(),
        announced: wire::Day(brownout.announced.as_ref().map_or(announced, |day| day.value)),
        start: wire::Instant(brownout.start.value),
        end: wire::Instant(brownout.end.value),
        effect: brownout.effect.clone(),
        cancelled: brownout.cancelled.as_ref().map(|call| cancelled(call.date, &call.reason)),
        first_published: Some(wire::Day(first)),
    }
}

fn detect(detect: &Detect) -> wire::Detect {
    wire::Detect {
        surface: detect.surface.as_ref().map(|at| at.value.clone()),
        files: parts::texts(&detect.files),
        exclude: parts::texts(&detect.exclude),
        pattern: detect.pattern.value.clone(),
        should_match: parts::texts(&detect.should_match),
        should_not_match: parts::texts(&detect.should_not_match),
        message: detect.message.clone(),
    }
}
