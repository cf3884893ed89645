//! promise/no-baseline

use crate::diag::{Diagnostic, Rule};
use crate::policy::fields::book;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NoBaseline, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The site makes promises, and book.toml does not name the schedule that was published last.",
    why: "Without it nobody can tell whether a promise was kept: a date that moved, an entry that vanished and an announcement that was dated back all pass. Notice is counted from what entries say of themselves.",
    example: r#"
A book.toml without:

```toml
[promise]
baseline = "https://changes.example.com/api/v1/schedule.json"
```
"#,
    remedy: "Name the published schedule: its URL, a file, or `git:main` to judge a change against a branch without any network. For the first publication say `--no-baseline`.",
    settings: "`baseline` in `[promise]`; `--against` on the command line.",
    source: "What was promised is what was published; everything else can be edited.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let named = context.baseline.is_some() || context.config.baseline.is_some();
    if named || context.promises().next().is_none() {
        return Vec::new();
    }
    let url = context.config.base_url.join(crate::schedule::paths::SCHEDULE);
    let message = "promises are compared with nothing: no published schedule is named";
    let finding = Diagnostic::file(Rule::NoBaseline, &book(), message)
        .note("a date that moves and an entry that vanishes pass unseen")
        .help(format!("add `[promise]` with `baseline = \"{url}\"`, or `baseline = \"git:main\"`"));
    vec![finding]
}
