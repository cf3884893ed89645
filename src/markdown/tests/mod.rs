//! What a body becomes, by example; and what holds for any body.

mod findings;
mod output;
mod properties;

use super::{Code, Ids, Options, Outline, Resolved, Target, outline, render};
use crate::base::{RelPath, Source, Span};
use crate::diag::Diagnostic;

const PAGE: Options<'static> =
    Options { id_prefix: "x", page: "changes/x/", top_heading: 2, code: Code::Plain, ids: Ids::Kept };

/// Knows one entry and one picture.
fn resolve(target: &Target) -> Resolved {
    match target {
        Target::Entry { id, .. } if id == "v1" => Resolved::Site("changes/v1/".to_owned()),
        Target::Path { path, .. } if path == "plan.png" => Resolved::Site("changes/x/plan.png".to_owned()),
        Target::Path { path, .. } if path == "evil" => Resolved::Url("javascript:alert(1)".to_owned()),
        _ => Resolved::Text,
    }
}

fn html(text: &str) -> String {
    render(text, &PAGE, &resolve).to_string_with("/")
}

fn source(text: &str) -> Source {
    Source::new(RelPath::new("a.md").unwrap(), text)
}

/// The body stands behind a front matter, so that places are known to be places of the file.
const FRONT: &str = "+++\n+++\n";

fn read(body: &str) -> (Source, Outline, Vec<Diagnostic>) {
    let source = source(&format!("{FRONT}{body}"));
    let (outline, findings) = outline(&source, Span::new(FRONT.len(), source.text.len()));
    (source, outline, findings)
}

/// The text that a finding points at, and its message.
fn findings(body: &str) -> Vec<(String, String)> {
    let (source, _, findings) = read(body);
    let place = |finding: &Diagnostic| source.text[finding.primary.span.unwrap().range()].to_owned();
    findings.iter().map(|finding| (place(finding), finding.message.clone())).collect()
}
