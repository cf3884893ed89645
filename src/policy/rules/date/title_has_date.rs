//! date/title-has-date

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::TitleHasDate, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A date of the promise stands in the title.",
    why: "A title is what feed readers keep. When the date moves, the old title goes on saying the old date wherever it was read, and readers plan by it.",
    example: r#"
```toml
title = "Deploy API v1 ends on 2026-12-01"
```
"#,
    remedy: "Take the date out of the title. The page, the feeds and the calendar show it beside the title, and follow it when it moves.",
    settings: "",
    source: "Feed readers do not show an edited item again: a moved date in an edited title is never seen (RFC 4287, section 4.1.1, leaves it to them).",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let with_date = context.promises().filter_map(|promised| {
        let title = &promised.change.entry.title;
        let date = date_in(&title.value)?;
        let finding = Diagnostic::new(
            Rule::TitleHasDate,
            &promised.change.entry.path,
            title.span,
            format!("the title names the date `{date}`"),
        );
        Some(
            finding
                .note("a title outlives the date: readers keep it when the date moves")
                .help("take the date out of the title; it is shown beside it"),
        )
    });
    with_date.collect()
}

/// A day in the form `YYYY-MM-DD` somewhere in a text.
fn date_in(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '-')
        .find(|word| word.len() == 10 && word.parse::<crate::base::Date>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_between_words() {
        assert_eq!(date_in("v1 ends on 2026-12-01."), Some("2026-12-01"));
        assert_eq!(date_in("build 2026-13-01 and 20261201"), None);
    }
}
