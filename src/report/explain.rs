//! A rule's documentation → text for a terminal, and pages of a site.
//!
//! The documentation is Markdown of a few shapes: paragraphs, `##` headings, fenced code. Nothing else is made readable here.

use std::fmt::Write;

use super::Styled;
use crate::diag::Rule;
use crate::policy::{self, Definition};

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// The whole documentation of a rule.
pub fn explained(definition: &Definition, styled: Styled, width: usize) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let mut out = heading(definition.rule.name(), styled);
    out.push_str("\n\n");
    let mut fence: Option<String> = None;
    for line in definition.markdown().lines() {
        if let Some(open) = &fence {
            if line == open {
                fence = None;
            } else {
                out.push_str(format!("    {line}").trim_end());
                out.push('\n');
            }
        } else if line.starts_with("```") {
            fence = Some(line.chars().take_while(|c| *c == '`').collect());
        } else if let Some(title) = line.strip_prefix("## ") {
            out.push_str(&heading(title, styled));
            out.push('\n');
        } else {
            wrap(line, "", width, &mut out);
        }
    }
    without_double_blanks(&out)
}

/// Some rules by family, each with its level and one line.
pub fn list(rules: &[Rule], styled: Styled, width: usize) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let mut out = String::new();
    let longest = rules.iter().map(|rule| rule.name().len()).max().unwrap_or_default();
    let mut family = "";
    for rule in rules {
        if rule.family() != family {
            if !family.is_empty() {
                out.push('\n');
            }
            family = rule.family();
            out.push_str(&heading(family, styled));
            out.push('\n');
        }
        let head = format!("  {:<longest$}  {:<5}  ", rule.name(), rule.default_level().name());
        let flags = policy::definition(*rule).map_or("", |definition| definition.docs.flags);
        let mut lines = String::new();
        wrap(flags, &" ".repeat(head.len()), width.max(head.len() + NARROWEST), &mut lines);
        writeln!(out, "{}", format!("{head}{}", lines.trim()).trim_end()).expect("a string takes all text");
    }
    out
}

/// The page of a rule, as a file below `pages/rules/`.
pub fn page(definition: &Definition) -> String {
    format!("+++\ntitle = \"{}\"\n+++\n\n{}", definition.rule, definition.markdown())
}

/// The page that leads to all others.
pub fn index_page() -> String {
    let mut out = String::from(INDEX);
    let mut family = "";
    for rule in Rule::ALL {
        let Some(definition) = policy::definition(*rule) else { continue };
        if rule.family() != family {
            family = rule.family();
            write!(out, "\n## {family}\n\n| rule | level | what it flags |\n|---|---|---|\n")
                .expect("a string takes all text");
        }
        let flags = definition.docs.flags.replace('|', "\\|");
        writeln!(out, "| [{rule}](/pages/rules/{rule}/) | {} | {flags} |", rule.default_level().name())
            .expect("a string takes all text");
    }
    out
}

const INDEX: &str = r#"+++
title = "Rules of check"
+++

What `forewarn check` says of the entries, by family. `forewarn explain RULE` prints the same in a terminal.

A level is `deny` (the run fails), `warn`, `note` or `allow` (not reported). It is the default, unless `[policy.levels]` of book.toml sets another;
an entry's `[[allow]]`, with a `reason`, silences a rule there. What is broken in form is always an error,
and such a file is judged by the other rules once it is mended.
"#;

fn heading(text: &str, styled: Styled) -> String {
    match styled {
        Styled::Plain => text.to_owned(),
        Styled::Coloured => format!("\u{1b}[1m{text}\u{1b}[0m"),
    }
}

/// Writes a paragraph in lines of at most `width` columns. What stands in backticks is not broken.
fn wrap(text: &str, indent: &str, width: usize, out: &mut String) {
    let mut column = indent.chars().count();
    out.push_str(indent);
    let mut first = true;
    for word in words(text) {
        let length = word.chars().count();
        if !first && column + 1 + length > width {
            out.push('\n');
            out.push_str(indent);
            column = indent.chars().count();
        } else if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        first = false;
    }
    out.push('\n');
}

/// Words, and code in backticks with its spaces.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    text.split(move |c: char| {
        in_code ^= c == '`';
        c == ' ' && !in_code
    })
    .filter(|word| !word.is_empty())
}

fn without_double_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_indented_and_paragraphs_are_wrapped() {
        let definition = policy::definition(Rule::Soon).unwrap();
        let text = explained(definition, Styled::Plain, 60);
        assert!(text.starts_with("due/soon\n\nA sunset comes within 30 days.\n\nWhy\n\n"), "{text}");
        assert!(text.contains("\n    [deprecation]\n    sunset = 2026-12-01\n"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
        assert!(explained(definition, Styled::Coloured, 60).contains("\u{1b}[1mWhy\u{1b}[0m"));
    }

    #[test]
    fn code_between_backticks_is_one_word() {
        assert_eq!(words("write `a = 1` or  b").collect::<Vec<_>>(), ["write", "`a = 1`", "or", "b"]);
    }
}
