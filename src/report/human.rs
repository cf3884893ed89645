//! Findings → text for people, in rustc's manner: what is wrong, the place in its lines, why, and what to write instead.

use std::collections::BTreeSet;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Origin, Patch, Renderer, Snippet};

use super::excerpt::{Excerpt, fits, underlined};
use super::lines::{Lines, Texts};
use super::{Styled, reported, visible};
use crate::base::{Sources, Span};
use crate::diag::{Diagnostic, Edit, Finding, Label, Level, Rule};

/// Lines between two places of a file that are still shown as one snippet.
const NEAR_LINES: usize = 20;
/// Bytes into a line beyond which a place gets a snippet of its own, so that it can be scrolled to.
const NEAR_BYTES: usize = 120;
const NARROWEST: usize = 40;

/// Every finding, each followed by an empty line; the gravest come last, nearest to the prompt. `width` is that of the terminal, in columns.
pub fn human(findings: &[Finding], sources: &Sources, styled: Styled, width: usize) -> String {
    let texts = Texts::of(findings, sources);
    let renderer = match styled {
        Styled::Plain => Renderer::plain(),
        Styled::Coloured => Renderer::styled(),
    };
    let renderer = renderer.term_width(width.max(NARROWEST));
    let mut explained = BTreeSet::new();
    let mut out = String::new();
    let mut findings: Vec<&Finding> = reported(findings).collect();
    findings.sort_by_key(|finding| finding.level);
    for finding in findings {
        let first_of_its_rule = explained.insert(finding.diagnostic.rule.name());
        let silence = if first_of_its_rule { how_to_silence(&finding.diagnostic) } else { None };
        out.push_str(&renderer.render(&groups(finding, &texts, silence)));
        out.push_str("\n\n");
    }
    out
}

/// Form findings cannot be silenced, nor can a vanished promise; an `[[allow]]` stands in entries only, and a stray file, or code, is none.
fn how_to_silence(found: &Diagnostic) -> Option<String> {
    let rule = found.rule;
    if rule.is_fixed() {
        return None;
    }
    Some(match found.primary.path.extension() {
        Some("md")
            if rule.family() != "allow"
                && !rule.is_of_repository()
                && rule != Rule::StrayFile
                && !found.primary.path.as_str().contains("/pages/") =>
        {
            format!("allow with `[[allow]]`, `rule = \"{rule}\"` and a `reason`")
        }
        _ => format!("allow with `\"{rule}\" = \"allow\"` in `[policy.levels]`"),
    })
}

fn groups<'a>(finding: &Finding, texts: &Texts<'_>, silence: Option<String>) -> Vec<Group<'a>> {
    let found = &finding.diagnostic;
    let title = level(finding.level).primary_title(visible::one_line(&found.message)).id(found.rule.name());
    let notes = found.notes.iter().map(|note| message(annotate_snippets::Level::NOTE, note));
    let mut main: Vec<Element<'_>> = places(found, texts).into_iter().chain(notes).collect();

    let mut suggestions = Vec::new();
    for help in &found.help {
        let shown = help.edit.as_ref().zip(texts.get(&found.primary.path));
        match shown.and_then(|(edit, lines)| patch(edit, lines, &found.primary)) {
            Some(patch) => {
                let title = annotate_snippets::Level::HELP.secondary_title(visible::paragraph(&help.text));
                suggestions.push(title.element(patch));
            }
            None => main.push(message(annotate_snippets::Level::HELP, &help.text)),
        }
    }
    main.extend(silence.map(|how| message(annotate_snippets::Level::NOTE, &how)));
    std::iter::once(title.elements(main)).chain(suggestions).collect()
}

fn level(level: Level) -> annotate_snippets::Level<'static> {
    match level {
        Level::Deny => annotate_snippets::Level::ERROR,
        Level::Warn => annotate_snippets::Level::WARNING,
        Level::Note | Level::Allow => annotate_snippets::Level::NOTE,
    }
}

fn message<'a>(level: annotate_snippets::Level<'a>, text: &str) -> Element<'a> {
    level.message(visible::paragraph(text)).into()
}

/// The primary place with all that is near it, then the other places, each in a snippet of its own.
fn places<'a>(found: &Diagnostic, texts: &Texts<'_>) -> Vec<Element<'a>> {
    let Some(primary) = Mark::of(&found.primary, texts) else {
        let others = found.labels.iter().flat_map(|label| lone(label, texts));
        return unmarked(&found.primary, texts).into_iter().chain(others).collect();
    };
    let mut near = vec![];
    let mut far = vec![];
    for label in &found.labels {
        match Mark::of(label, texts).filter(|mark| mark.is_near(&primary)) {
            Some(mark) => near.push(mark),
            None => far.extend(lone(label, texts)),
        }
    }
    std::iter::once(snippet(&primary, &near)).chain(far).collect()
}

/// A label by itself.
fn lone<'a>(label: &Label, texts: &Texts<'_>) -> Vec<Element<'a>> {
    match Mark::of(label, texts) {
        Some(mark) => vec![snippet(&mark, &[])],
        None => unmarked(label, texts),
    }
}

/// A label whose bytes can be shown.
struct Mark<'a> {
    label: &'a Label,
    lines: &'a Lines<'a>,
    /// Within one line.
    span: Span,
}

impl<'a> Mark<'a> {
    fn of(label: &'a Label, texts: &'a Texts<'a>) -> Option<Self> {
        let lines = texts.get(&label.path)?;
        Some(Mark { label, lines, span: underlined(lines, label.span?)? })
    }

    fn is_near(&self, other: &Mark<'_>) -> bool {
        let line = |mark: &Mark<'_>| mark.lines.line_at(mark.span.start);
        let begins_early = |mark: &Mark<'_>| mark.span.start - mark.lines.line(line(mark)).start <= NEAR_BYTES;
        self.label.path == other.label.path
            && line(self).abs_diff(line(other)) <= NEAR_LINES
            && (begins_early(self) && begins_early(other))
    }
}

fn snippet<'a>(first: &Mark<'_>, near: &[Mark<'_>]) -> Element<'a> {
    let start = near.iter().map(|mark| mark.span.start).fold(first.span.start, usize::min);
    let end = near.iter().map(|mark| mark.span.end).fold(first.span.end, usize::max);
    let excerpt = Excerpt::around(first.lines, Span::new(start, end));
    let annotation = |kind: AnnotationKind, mark: &Mark<'_>| -> Annotation<'a> {
        let text = Some(visible::one_line(&mark.label.text)).filter(|text| !text.is_empty());
        kind.span(excerpt.locate(mark.lines, mark.span)).label(text)
    };
    let primary = annotation(AnnotationKind::Primary, first);
    let others: Vec<_> = near.iter().map(|mark| annotation(AnnotationKind::Context, mark)).collect();
    Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .path(visible::one_line(first.label.path.as_str()))
        .annotation(primary)
        .annotations(others)
        .into()
}

/// A place that cannot be shown: a file as a whole, one that is no text, or far in a very long line.
fn unmarked<'a>(label: &Label, texts: &Texts<'_>) -> Vec<Element<'a>> {
    let mut origin = Origin::path(visible::one_line(label.path.as_str()));
    let mut said = Vec::new();
    if let (Some(span), Some(lines)) = (label.span, texts.get(&label.path)) {
        let place = lines.place(span.start);
        origin = origin.line(place.line).char_column(place.column);
        said.push(message(annotate_snippets::Level::NOTE, &quote(lines, span)));
    }
    if !label.text.is_empty() {
        said.push(message(annotate_snippets::Level::NOTE, &label.text));
    }
    std::iter::once(origin.into()).chain(said).collect()
}

/// The first characters of a place in a line that is too long to be shown.
fn quote(lines: &Lines<'_>, span: Span) -> String {
    let start = lines.snap(span.start);
    let rest = &lines.text[start..lines.line(lines.line_at(start)).end.max(start)];
    let shown: String = rest.chars().take(40).collect();
    let more = if shown.len() < rest.len() { "…" } else { "" };
    format!("the line is too long to show; here it reads `{}{more}`", visible::one_line(&shown))
}

/// A change of the primary file, as its old and new lines.
fn patch<'a>(edit: &Edit, lines: &Lines<'_>, primary: &Label) -> Option<Snippet<'a, Patch<'a>>> {
    let span = Span::new(lines.snap(edit.span.start), lines.snap(edit.span.end.max(edit.span.start)));
    if !fits(lines, span) {
        return None;
    }
    let excerpt = Excerpt::around(lines, span);
    let patch = Patch::new(excerpt.locate(lines, span), visible::paragraph(&edit.text));
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line);
    Some(snippet.path(visible::one_line(primary.path.as_str())).patch(patch))
}
