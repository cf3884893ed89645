//! What an entry says of finding uses → command lines with ripgrep that a reader can copy. Never runs anything, and never
//! says that nothing is found: a name can be put together at run time.

use crate::catalog::{Promised, SurfaceOf};
use crate::entry::SurfaceKind;
use crate::site::context::Detect;

/// The rules that the author wrote; without any, a search for the names of the surfaces that stand in code as they are.
pub fn detect(promised: Promised<'_>) -> Vec<Detect> {
    let rules = promised.change.entry.deprecation.as_ref().map_or(&[][..], |entry| &entry.detect);
    if !rules.is_empty() {
        return rules.iter().map(rule).collect();
    }
    let mut texts: Vec<&str> = promised.promise.surfaces.iter().filter_map(text).collect();
    texts.dedup();
    if texts.is_empty() {
        return Vec::new();
    }
    let patterns: String = texts.iter().map(|text| format!(" -e {}", quoted(text))).collect();
    vec![Detect { surface: None, message: None, command: format!("rg -n --fixed-strings{patterns}"), is_rule: false }]
}

/// A rule is searched for in whole files, in multi-line mode.
fn rule(rule: &crate::entry::Detect) -> Detect {
    let mut command = "rg -n --multiline".to_owned();
    for glob in &rule.files {
        command.push_str(&format!(" -g {}", quoted(&glob.value)));
    }
    for glob in &rule.exclude {
        command.push_str(&format!(" -g {}", quoted(&format!("!{}", glob.value))));
    }
    command.push_str(&format!(" -e {}", quoted(&rule.pattern.value)));
    Detect {
        surface: rule.surface.as_ref().map(|surface| surface.value.clone()),
        message: rule.message.clone(),
        command,
        is_rule: true,
    }
}

/// What of a surface's name stands in code: of a route the path before its first placeholder.
fn text(of: &SurfaceOf) -> Option<&str> {
    let name = of.surface.name.value.as_str();
    let text = match &of.surface.kind.value {
        SurfaceKind::Http => {
            let path = name.split_once(' ').map_or(name, |(_, path)| path);
            path.split(['{', '*']).next().unwrap_or(path).trim_end_matches('/')
        }
        SurfaceKind::Component | SurfaceKind::Feature | SurfaceKind::Other => return None,
        _ => name,
    };
    (text.len() > 2).then_some(text)
}

/// One word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_cannot_end_the_word() {
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("$(rm -r x)"), "'$(rm -r x)'");
    }
}
