//! detect/too-costly

use super::patterns::detections;
use crate::base::InvalidPattern;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::TooCostly, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A detection pattern is larger than consumers can be asked to run.",
    why: "It runs over every file of every consumer. The engine's time grows with the size of the pattern, so that has bounds: 4 KiB of text, 50 groups and repetitions inside each other, and 1 MiB once compiled. `audit` refuses what is larger, so nobody would be warned.",
    example: r#"
```toml
[[deprecation.detect]]
pattern = '\w{1000}'
```
"#,
    remedy: "Count less: `\\w+` instead of `\\w{1,1000}`. Use `[A-Za-z0-9_]` for `\\w`, which knows all letters of Unicode. Make two detections of a pattern that lists many names.",
    settings: "",
    source: "The `regex` crate's documentation on untrusted patterns: bound the size of what is compiled.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let costly = detections(context).filter_map(|detection| {
        let Err(InvalidPattern::TooCostly { reason }) = detection.pattern() else { return None };
        let span = detection.detect.pattern.span;
        let finding = detection.finding(Rule::TooCostly, span, format!("the pattern is too costly: {reason}"));
        Some(
            finding
                .note("it would run over every file of every consumer")
                .help("count less (`+` instead of `{1,1000}`), write `[a-z]` for `\\w`, or make two detections of it"),
        )
    });
    costly.collect()
}
