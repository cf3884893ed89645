//! The engine's errors → findings with a place, a cause and a remedy.

use std::collections::BTreeMap;
use std::error::Error as _;

use minijinja::{Environment, Error, ErrorKind, Value};

use super::{output, words};
use crate::base::{RelPath, Span};
use crate::diag::{Diagnostic, Rule};

/// What was being rendered when something went wrong.
pub(super) struct Rendering<'a> {
    pub(super) env: &'a Environment<'static>,
    pub(super) users: &'a BTreeMap<String, RelPath>,
    pub(super) template: &'a str,
    pub(super) context: &'a Value,
}

impl Rendering<'_> {
    /// The finding for an error of the engine.
    pub(super) fn finding(&self, error: &Error) -> Diagnostic {
        let error = innermost(error);
        let name = error.name().unwrap_or(self.template);
        let (path, ours) = self.place(name);
        let message = message(error);
        let found = match span(error) {
            Some(span) => Diagnostic::new(Rule::Template, &path, span, message),
            None => Diagnostic::file(Rule::Template, &path, message),
        };
        let found = self.remedies(error).into_iter().fold(found, Diagnostic::help);
        let found = match self.page() {
            Some(page) => found.note(format!("while rendering `{page}` with the template `{}`", self.template)),
            None => found,
        };
        if !ours {
            return found;
        }
        found.note("this template is a part of forewarn: unless a template of yours changed what it relies on, this is a bug of forewarn")
    }

    /// The file of a template, and whether it is embedded.
    fn place(&self, name: &str) -> (RelPath, bool) {
        if let Some(path) = self.users.get(name) {
            return (path.clone(), false);
        }
        let name = name.strip_prefix("default/").unwrap_or(name);
        let file = RelPath::new(format!("themes/default/templates/{name}"));
        (file.unwrap_or_else(|_| RelPath::new("themes/default").expect("a plain name is a path")), true)
    }

    fn page(&self) -> Option<String> {
        let path = self.context.get_attr("page").ok()?.get_attr("path").ok()?;
        Some(format!("/{}", path.as_str()?))
    }

    fn remedies(&self, error: &Error) -> Vec<String> {
        match error.kind() {
            ErrorKind::SyntaxError => vec!["mend the template, or delete it to use the embedded one".to_owned()],
            ErrorKind::UndefinedError => self.known_names(error),
            ErrorKind::TemplateNotFound => {
                let names = self.env.templates().map(|(name, _)| name).filter(|name| !name.starts_with("default/"));
                vec![format!("there are {}", list(names))]
            }
            ErrorKind::UnknownFilter => {
                vec![format!(
                    "beyond the filters of MiniJinja there are {}",
                    list(words::FILTERS.iter().map(|word| word.name))
                )]
            }
            ErrorKind::UnknownFunction => {
                vec![format!(
                    "beyond the functions of MiniJinja there are {}",
                    list(words::FUNCTIONS.iter().map(|word| word.name))
                )]
            }
            ErrorKind::OutOfFuel => vec!["look for a loop or a macro that does not end".to_owned()],
            ErrorKind::WriteFailure => vec!["print less on one page".to_owned()],
            _ => vec!["mend the template, or delete it to use the embedded one".to_owned()],
        }
    }

    /// What could have been meant: the names beside the one that is not there.
    fn known_names(&self, error: &Error) -> Vec<String> {
        let expression = error.range().and_then(|range| error.template_source()?.get(range)).unwrap_or_default();
        let (owner, wanted) = expression.rsplit_once('.').unwrap_or(("", expression));
        let (scope, place) = match self.look_up(owner) {
            Some(value) => (keys(&value), format!("`{owner}` has")),
            None => (keys(self.context), "the page has, beside `site` and the template's own variables,".to_owned()),
        };
        let near = scope.iter().map(|key| (strsim::damerau_levenshtein(key, wanted), key)).min();
        let mut remedies = Vec::new();
        if let Some((distance, key)) = near
            && distance <= 1 + key.len() / 4
        {
            remedies.push(format!("did you mean `{key}`?"));
        }
        remedies.push(format!("{place} {}", list(scope.iter().map(String::as_str))));
        remedies
    }

    /// The value of a dotted name, from the page or from `site`; `None` for anything else.
    fn look_up(&self, dotted: &str) -> Option<Value> {
        let mut parts = dotted.split('.');
        let first = parts.next().filter(|name| !name.is_empty())?;
        let globals = || self.env.globals().find(|(name, _)| *name == first).map(|(_, value)| value);
        let start = self.context.get_attr(first).ok().filter(|value| !value.is_undefined()).or_else(globals)?;
        parts.try_fold(start, |value, part| value.get_attr(part).ok().filter(|value| !value.is_undefined()))
    }
}

/// The error that started it: the engine wraps errors of included templates and macros.
fn innermost(error: &Error) -> &Error {
    let mut found = error;
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<Error>() {
            found = inner;
        }
        source = inner.source();
    }
    found
}

fn message(error: &Error) -> String {
    let what = match error.kind() {
        ErrorKind::WriteFailure => return format!("the page is larger than {} MiB", output::MOST_BYTES >> 20),
        ErrorKind::SyntaxError => "the template has a syntax error".to_owned(),
        ErrorKind::UndefinedError => "the template uses a value that is not there".to_owned(),
        ErrorKind::OutOfFuel => "the template does not come to an end".to_owned(),
        kind => kind.to_string(),
    };
    let cause = error.detail().map(str::to_owned).or_else(|| error.source().map(ToString::to_string));
    match cause {
        Some(cause) => format!("{what}: {}", cause.replace('\n', " ")),
        None => what,
    }
}

/// The bytes of the error; without them the line.
fn span(error: &Error) -> Option<Span> {
    if let Some(range) = error.range() {
        return Some(range.into());
    }
    let text = error.template_source()?;
    let line = text.split_inclusive('\n').nth(error.line()?.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(start, start + line.trim_end().len()))
}

fn keys(value: &Value) -> Vec<String> {
    let mut keys: Vec<String> =
        value.try_iter().map(|keys| keys.map(|key| key.to_string()).collect()).unwrap_or_default();
    keys.sort();
    keys
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    quoted.sort();
    if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(", ") }
}
