//! detect/bad-pattern

use super::patterns::{Detection, detections};
use crate::base::InvalidPattern;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::BadPattern, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The `pattern` of a `[[deprecation.detect]]` is no regular expression.",
    why: "Consumers run it over their code to find what they must change. One that cannot be read finds nothing, and they believe that there is nothing.",
    example: r#"
```toml
[[deprecation.detect]]
pattern = 'confkit\.MustGet(?!All)'
```
"#,
    remedy: "Patterns are Rust regexes. They have no look-around (`(?=…)`, `(?!…)`) and no backreferences (`\\1`): that is why they are fast on any text. Say what follows instead, `MustGet\\(` or `MustGet\\b`. Write the pattern in single quotes, in which TOML knows no escapes.",
    settings: "",
    source: "The syntax of the `regex` crate, which runs it.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let broken = detections(context).filter_map(|detection| match detection.pattern() {
        Err(InvalidPattern::Syntax { reason, place }) => Some(finding(&detection, &reason, place)),
        _ => None,
    });
    broken.collect()
}

fn finding(detection: &Detection<'_>, reason: &str, place: std::ops::Range<usize>) -> Diagnostic {
    let span = detection.place_in(&detection.detect.pattern, place);
    let finding = detection.finding(Rule::BadPattern, span, format!("the pattern cannot be read: {reason}"));
    let pattern = &detection.detect.pattern.value;
    if ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look)) {
        finding.help("patterns have no look-around; say what follows, such as `\\b` or `\\(`, and show it with samples")
    } else {
        finding.help("write it as a Rust regex, in single quotes: `pattern = '\\bconfkit\\.MustGet\\('`")
    }
}
