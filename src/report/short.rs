//! Findings → one line each, which editors and `grep` read: `path:line:column: error[rule]: message`.

use std::fmt::Write;

use super::lines::Texts;
use super::{reported, severity, visible};
use crate::base::Sources;
use crate::diag::Finding;

/// A line per finding. A finding about a file as a whole has no line and column.
pub fn short(findings: &[Finding], sources: &Sources) -> String {
    let texts = Texts::of(findings, sources);
    let mut out = String::new();
    for finding in reported(findings) {
        let found = &finding.diagnostic;
        out.push_str(&visible::one_line(found.primary.path.as_str()));
        if let (Some(span), Some(lines)) = (found.primary.span, texts.get(&found.primary.path)) {
            let place = lines.place(span.start);
            write!(out, ":{}:{}", place.line, place.column).expect("a string takes all text");
        }
        let (severity, message) = (severity(finding.level), visible::one_line(&found.message));
        writeln!(out, ": {severity}[{}]: {message}", found.rule).expect("a string takes all text");
    }
    out
}
