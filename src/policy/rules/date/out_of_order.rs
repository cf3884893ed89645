//! date/out-of-order

use crate::base::{At, When};
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::OutOfOrder, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The dates of a promise do not follow one another: deprecated, closed to new users, end of support, sunset; or a brownout ends before it starts.",
    why: "Each of these dates takes something away. A later step that comes first makes the ones between meaningless, and the page of the promise shows a state that never was.",
    example: r#"
```toml
[deprecation]
closed-to-new = 2026-10-01
end-of-support = 2026-09-01
sunset = 2026-12-01
```
"#,
    remedy: "Put them in order, or leave out the step that does not matter to readers. Two may fall on the same day. A sunset before the deprecation itself is a matter of `date/sunset-before-deprecated`.",
    settings: "",
    source: "The phases of support lifecycles everywhere: deprecated, no longer offered, no longer supported, gone.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_cancelled());
    standing.flat_map(|promised| steps(&promised).into_iter().chain(brownouts(&promised))).collect()
}

/// A step that stands before the one that it follows.
fn steps(promised: &Promised<'_>) -> Vec<Diagnostic> {
    let deprecation = promised.deprecation;
    let deprecated = promised.deprecated();
    let steps = [
        ("deprecated", Some(&deprecated)),
        ("closed-to-new", deprecation.closed_to_new.as_ref()),
        ("end-of-support", deprecation.end_of_support.as_ref()),
        ("sunset", deprecation.sunset.as_ref()),
    ];
    let given: Vec<(&str, &At<When>)> = steps.into_iter().filter_map(|(name, at)| Some((name, at?))).collect();
    let pairs = given.windows(2).filter(|pair| pair[0].0 != "deprecated" || pair[1].0 != "sunset");
    let wrong = pairs.filter(|pair| is_before(pair[1].1.value, pair[0].1.value));
    wrong.map(|pair| step(promised, pair[0], pair[1])).collect()
}

fn step(promised: &Promised<'_>, before: (&str, &At<When>), after: (&str, &At<When>)) -> Diagnostic {
    let message = format!("`{}` {} comes before `{}` {}", after.0, after.1.value, before.0, before.1.value);
    let finding = promised.finding(Rule::OutOfOrder, after.1.span, message);
    let finding = match before.0 {
        "deprecated" => promised.label_deprecated(finding),
        name => finding.label(promised.path(), before.1.span, format!("`{name}` is here")),
    };
    finding.help(format!("write {} or later here, or an earlier day for `{}`", before.1.value, before.0))
}

/// Two that fall on one day are in order, unless both name their hour.
fn is_before(a: When, b: When) -> bool {
    match (a, b) {
        (When::Instant(a), When::Instant(b)) => a < b,
        _ => a.day() < b.day(),
    }
}

fn brownouts(promised: &Promised<'_>) -> Vec<Diagnostic> {
    let backwards = promised.deprecation.brownouts.iter().filter(|brownout| brownout.end.value <= brownout.start.value);
    let findings = backwards.map(|brownout| {
        let message =
            format!("the brownout `{}` ends at {}, before it has lasted at all", brownout.id.value, brownout.end.value);
        promised
            .finding(Rule::OutOfOrder, brownout.end.span, message)
            .label(promised.path(), brownout.start.span, "it starts here")
            .help("write an `end` after its `start`")
    });
    findings.collect()
}
