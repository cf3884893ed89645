//! detect/no-samples

use super::patterns::detections;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NoSamples, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A detection pattern has no `should-match` sample.",
    why: "Nobody knows that the pattern finds anything. A sample is its test, run by every `check`, and shows the reader what a use looks like.",
    example: r#"
```toml
[[deprecation.detect]]
pattern = '\bconfkit\.MustGet\('
```
"#,
    remedy: "Copy a line from a consumer's code: `should-match = ['port := confkit.MustGet(\"http.port\")']`. A line that looks alike and is fine makes `should-not-match`.",
    settings: "",
    source: "Rules of code search that carry their own tests, as Semgrep's and OpenRewrite's do.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let untested = detections(context).filter(|detection| detection.detect.should_match.is_empty());
    let finding = untested.map(|detection| {
        detection
            .finding(Rule::NoSamples, detection.detect.pattern.span, "no sample shows that the pattern finds anything")
            .help("add `should-match = ['…']` with a line from a consumer's code")
    });
    finding.collect()
}
