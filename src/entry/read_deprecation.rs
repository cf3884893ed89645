//! The table `[deprecation]` → a [`Deprecation`].

use std::collections::BTreeMap;

use super::read_revision::{self, RawRevision};
use super::{
    Brownout, Cancelled, Deprecation, Detect, FieldName, FieldValue, Floor, NoReplacement, Replacement, Surface,
    SurfaceKind, SurfaceReplacement,
};
use crate::base::{At, Slug, Span, parse_version};
use crate::diag::Rule;
use crate::form::{self, Field, Form, Keys, read};

pub fn deprecation(keys: &mut Keys<'_, '_>) -> Option<Deprecation> {
    let mut promise = Deprecation {
        span: keys.span(),
        deprecated: keys.take("deprecated", read::when),
        closed_to_new: keys.take("closed-to-new", read::when),
        end_of_support: keys.take("end-of-support", read::when),
        sunset: keys.take("sunset", read::when),
        removal: keys.take("removal", read::version),
        not_before: keys.take("not-before", floor),
        estimated: keys.take("estimated", read::flag),
        reason: text(keys, "reason"),
        effect: text(keys, "effect"),
        warning: text(keys, "warning"),
        no_replacement: no_replacement(keys),
        emergency: keys.take("emergency", read::line),
        surfaces: keys.tables("surface", "deprecation.surface", surface),
        replacements: keys.tables("replacement", "deprecation.replacement", replacement),
        brownouts: keys.tables("brownout", "deprecation.brownout", brownout),
        revisions: Vec::new(),
        detect: keys.tables("detect", "deprecation.detect", detect),
    };
    let raw = keys.tables("revision", "deprecation.revision", read_revision::revision);
    check_brownout_ids(keys, &promise.brownouts);
    check_revised_brownouts(keys, &raw, &promise.brownouts);
    check_schedule(keys, promise.is_estimated());
    check_surfaces(keys, &promise);
    promise.revisions = read_revision::resolve(raw, |field| current(&promise, field));
    Some(promise)
}

/// The value that a field has now.
fn current(promise: &Deprecation, field: &FieldName) -> Option<FieldValue> {
    let when = |at: &Option<At<crate::base::When>>| at.as_ref().map(|at| FieldValue::When(at.value));
    match field {
        FieldName::Deprecated => when(&promise.deprecated),
        FieldName::ClosedToNew => when(&promise.closed_to_new),
        FieldName::EndOfSupport => when(&promise.end_of_support),
        FieldName::Sunset => when(&promise.sunset),
        FieldName::Removal => promise.removal.as_ref().map(|at| FieldValue::Version(at.value.clone())),
        FieldName::NotBefore => promise.not_before.as_ref().map(|at| match &at.value {
            Floor::When(when) => FieldValue::When(*when),
            Floor::Version(version) => FieldValue::Version(version.clone()),
        }),
        FieldName::Estimated => Some(FieldValue::Flag(promise.is_estimated())),
        FieldName::Brownout(id) => {
            let brownout = promise.brownouts.iter().find(|brownout| brownout.id.value == *id)?;
            Some(FieldValue::When(crate::base::When::Instant(brownout.start.value)))
        }
    }
}

fn text(keys: &mut Keys<'_, '_>, key: &'static str) -> Option<String> {
    keys.take(key, read::line).map(|text| text.value)
}

fn no_replacement(keys: &mut Keys<'_, '_>) -> Option<NoReplacement> {
    keys.take("no-replacement", read::line).map(|reason| NoReplacement { reason: reason.value, span: reason.span })
}

/// A date, a date-time, or a version.
fn floor(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Floor> {
    match field.value {
        toml::de::DeValue::String(text) if parse_version(text).is_ok() || !text.contains('-') => {
            read::version(form, field).map(Floor::Version)
        }
        _ => read::when(form, field).map(Floor::When),
    }
}

fn surface(keys: &mut Keys<'_, '_>) -> Option<Surface> {
    let kind = keys.require("kind", "kind = \"http\"", read::slug);
    let name = keys.require("name", "name = \"GET /v1/deployments\"", read::line);
    let versions = keys.take("versions", read::requirement);
    let replacement = keys.take("replacement", read::line);
    let none = no_replacement(keys);
    if let (Some(replacement), Some(none)) = (&replacement, &none) {
        report_both(keys, replacement.span, none.span);
    }
    let (at, name) = (kind?.map(|kind| SurfaceKind::named(&kind)), name?);
    let kind = &at.value;
    if let Some(form) = kind.misfit(&name.value) {
        let finding = keys.form().finding(
            Rule::InvalidSurface,
            name.span,
            format!("`{}` is no name of kind `{kind}`", name.value),
        );
        keys.form().report(finding.help(format!("write {form}")));
    }
    if let Some(versions) =
        versions.as_ref().filter(|_| !kind.has_versions() && !matches!(kind, SurfaceKind::Declared(_)))
    {
        let finding = keys.form().finding(
            Rule::InvalidSurface,
            versions.span,
            format!("a surface of kind `{kind}` has no versions of its own"),
        );
        keys.form().report(finding.help("take `versions` out; `package`, `image`, `module` and `library` have it"));
    }
    let replacement = match (replacement, none) {
        (Some(name), _) => Some(SurfaceReplacement::Name(name)),
        (None, Some(none)) => Some(SurfaceReplacement::None(none)),
        (None, None) => None,
    };
    Some(Surface { kind: at, name, versions, replacement })
}

fn report_both(keys: &mut Keys<'_, '_>, replacement: Span, none: Span) {
    let form = keys.form();
    let finding = form.finding(Rule::MisplacedTable, none, "`no-replacement` and a replacement exclude each other");
    let path = form.path();
    form.report(finding.label(path, replacement, "the replacement is given here").help("keep one of the two"));
}

fn replacement(keys: &mut Keys<'_, '_>) -> Option<Replacement> {
    let name = keys.require("name", "name = \"GET /v2/deployments\"", read::line);
    let component = keys.take("component", read::slug);
    let available_since = keys.take("available-since", floor);
    let link = keys.take("link", read::link);
    let entry = keys.take("entry", read::slug);
    if let (Some(link), Some(entry)) = (&link, &entry) {
        let form = keys.form();
        let finding = form.finding(Rule::MisplacedTable, entry.span, "`link` and `entry` exclude each other");
        let path = form.path();
        form.report(finding.label(path, link.span, "the link is given here").help("keep one of the two"));
    }
    Some(Replacement { name: name?, component, available_since, link: link.map(|link| link.value), entry })
}

fn brownout(keys: &mut Keys<'_, '_>) -> Option<Brownout> {
    let id = keys.require("id", "id = \"first\"", read::slug);
    let announced = keys.take("announced", read::day);
    let start = keys.require("start", "start = 2026-10-06T09:00:00Z", read::instant);
    let end = keys.require("end", "end = 2026-10-06T10:00:00Z", read::instant);
    let effect = text(keys, "effect");
    let cancelled = keys.table("cancelled", "deprecation.brownout.cancelled", |keys| {
        let date = keys.require("date", "date = 2026-10-01", read::day);
        let reason = keys.require("reason", "reason = \"Two teams are late\"", read::line);
        Some(Cancelled { date: date?.value, reason: reason?.value })
    });
    Some(Brownout { id: id?, announced, start: start?, end: end?, effect, cancelled })
}

fn detect(keys: &mut Keys<'_, '_>) -> Option<Detect> {
    let surface = keys.take("surface", read::line);
    let files = keys.list("files", read::glob);
    let exclude = keys.list("exclude", read::glob);
    let pattern = keys.require("pattern", "pattern = 'source\\s*=\\s*\".*//deploy-v1\"'", read::text);
    let should_match = keys.list("should-match", read::text);
    let should_not_match = keys.list("should-not-match", read::text);
    let message = text(keys, "message");
    Some(Detect { surface, files, exclude, pattern: pattern?, should_match, should_not_match, message })
}

/// Ends of the feed ids of a brownout that was held or cancelled; an id with such an end could make the feed id of another.
const BROWNOUT_ENDS: [&str; 2] = ["-held", "-cancelled"];

fn check_brownout_ids(keys: &mut Keys<'_, '_>, brownouts: &[Brownout]) {
    for brownout in brownouts {
        let id = brownout.id.value.as_str();
        if let Some(end) = BROWNOUT_ENDS.iter().find(|end| id.ends_with(**end)) {
            let span = brownout.id.span;
            let finding = keys.form().finding(Rule::InvalidId, span, format!("a brownout's id cannot end in `{end}`"));
            keys.form().report(
                finding
                    .note(format!(
                        "its feed items are `brownout-{id}`, `brownout-{id}-held` and `brownout-{id}-cancelled`"
                    ))
                    .help("name it by its place in the row: `id = \"first\"`"),
            );
        }
    }
    let mut seen: BTreeMap<&Slug, Span> = BTreeMap::new();
    for brownout in brownouts {
        if let Some(first) = seen.insert(&brownout.id.value, brownout.id.span) {
            let form = keys.form();
            let finding = form.finding(
                Rule::DuplicateId,
                brownout.id.span,
                format!("two brownouts have the id `{}`", brownout.id.value),
            );
            let path = form.path();
            form.report(
                finding
                    .label(path, first, "first given here")
                    .help("give one of them another id; it is a part of feed ids"),
            );
        }
    }
}

fn check_revised_brownouts(keys: &mut Keys<'_, '_>, revisions: &[RawRevision], brownouts: &[Brownout]) {
    for revision in revisions {
        let FieldName::Brownout(id) = &revision.field.value else { continue };
        if brownouts.iter().any(|brownout| brownout.id.value == *id) {
            continue;
        }
        let finding =
            keys.form().finding(Rule::UnresolvedReference, revision.field.span, format!("there is no brownout `{id}`"));
        let ids = || brownouts.iter().map(|brownout| brownout.id.value.as_str());
        keys.form().report(match brownouts {
            [] => {
                finding.help(format!("this entry has no brownout: add `[[deprecation.brownout]]` with `id = \"{id}\"`"))
            }
            _ => finding.help(format!("brownouts of this entry: {}", read::listing(ids()))),
        });
    }
}

/// At least one of the four keys that say when.
fn check_schedule(keys: &mut Keys<'_, '_>, estimated: bool) {
    let is_said = estimated || ["sunset", "removal", "not-before"].iter().any(|key| keys.has(key));
    if is_said || ["sunset", "removal", "not-before", "estimated"].iter().any(|key| keys.may_hide(key)) {
        return;
    }
    let span = keys.span();
    let finding = keys.form().finding(Rule::NoSchedule, span, "the deprecation does not say when it ends");
    let finding = finding.note("a deprecation is a promise: its readers plan by its date");
    keys.form().report(finding.help(
        "add `sunset = YYYY-MM-DD` or `removal = \"4.0.0\"`; if neither is known, `not-before` or `estimated = true`",
    ));
}

fn check_surfaces(keys: &mut Keys<'_, '_>, promise: &Deprecation) {
    let is_none = keys.is_empty_list("surface") || !keys.has("surface");
    if is_none && !keys.may_hide("surface") {
        let span = keys.key_span("surface").unwrap_or(keys.span());
        let finding = keys.form().finding(Rule::MissingKey, span, "the deprecation names no surface");
        keys.form().report(finding.help("say what stops working: `[[deprecation.surface]]` with `kind = \"http\"` and `name = \"GET /v1/deployments\"`"));
    }
    if let (Some(none), Some(replacement)) = (&promise.no_replacement, promise.replacements.first()) {
        report_both(keys, replacement.name.span, none.span);
    } else if let Some(none) = &promise.no_replacement {
        let named = promise.surfaces.iter().find_map(|surface| match &surface.replacement {
            Some(SurfaceReplacement::Name(name)) => Some(name.span),
            _ => None,
        });
        if let Some(span) = named.filter(|_| promise.surfaces.len() == 1) {
            report_both(keys, span, none.span);
        }
    }
    for detect in &promise.detect {
        let Some(surface) = &detect.surface else { continue };
        if !promise.surfaces.iter().any(|known| known.name.value == surface.value) {
            let finding = keys.form().finding(
                Rule::UnresolvedReference,
                surface.span,
                format!("there is no surface `{}` in this entry", surface.value),
            );
            let names = || promise.surfaces.iter().map(|known| known.name.value.as_str());
            keys.form().report(match form::nearest(&surface.value, names()) {
                Some(near) => finding.fix(format!("did you mean `{near}`?"), surface.span, format!("\"{near}\"")),
                None => finding.help(format!("write the `name` of a surface: {}", read::listing(names()))),
            });
        }
    }
}
