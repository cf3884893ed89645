//! detect/sample-fails

use super::patterns::{Detection, detections};
use crate::base::Pattern;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::SampleFails, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A detection pattern misses one of its `should-match` samples, or finds one of `should-not-match`.",
    why: "A pattern is code that runs in other people's repositories. What it misses breaks there on the day of the sunset; what it finds wrongly costs somebody an hour each.",
    example: r#"
```toml
[[deprecation.detect]]
pattern = '^FROM base/debian11'
should-match = ["FROM --platform=linux/amd64 base/debian11:7"]
```
"#,
    remedy: "Mend the pattern, or the sample if it is not what consumers write. The pattern runs over the whole text; `^` and `$` are at the lines.",
    settings: "",
    source: "Rules of code search that carry their own tests, as Semgrep's and OpenRewrite's do.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for detection in detections(context) {
        if let Ok(pattern) = detection.pattern() {
            findings.extend(failing(&detection, &pattern));
        }
    }
    findings
}

fn failing(detection: &Detection<'_>, pattern: &Pattern) -> Vec<Diagnostic> {
    let detect = detection.detect;
    let path = &detection.promised.change.entry.path;
    let missed = detect.should_match.iter().filter(|sample| pattern.find(&sample.value).is_none()).map(|sample| {
        detection
            .finding(Rule::SampleFails, sample.span, "the pattern does not find this sample")
            .label(path, detect.pattern.span, "the pattern")
            .help("mend the pattern so that it matches, or the sample if nobody writes that")
    });
    let wrong = detect.should_not_match.iter().filter_map(|sample| {
        let found = pattern.find(&sample.value)?;
        let finding = detection.finding(Rule::SampleFails, sample.span, "the pattern finds what it should not");
        Some(
            finding
                .here(format!("it matches `{}`", &sample.value[found]))
                .label(path, detect.pattern.span, "the pattern")
                .help("make the pattern narrower, such as with `\\b` at its ends"),
        )
    });
    missed.chain(wrong).collect()
}
