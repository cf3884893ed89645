//! A theme with nothing forgiven: a name that is not there is found in a condition too, where it is silently false. That is
//! what is left of a field that a newer version no longer has. What book.toml and entries hold freely may be missing.

use std::sync::Arc;

use minijinja::value::{Object, Serde, merge_maps};
use minijinja::{UndefinedBehavior, Value};

use crate::base::RelPath;
use crate::diag::Diagnostic;
use crate::site::context::Site;
use crate::site::theme::{Theme, UserTheme, gallery};

/// What the user's templates ask for that is never there.
pub(super) fn findings(user: &UserTheme, site: &Site, pages: &[gallery::Page]) -> Vec<Diagnostic> {
    let (mut theme, _) = Theme::new(Some(user), site);
    theme.env.set_undefined_behavior(UndefinedBehavior::Strict);
    let options = Value::from(Serde(&site.options));
    theme.env.add_global("site", with(Value::from(Serde(site)), "options", options));
    let is_theirs = |path: &RelPath| path.strip_prefix(user.dir.as_str()).is_some();
    let mut found = Vec::new();
    for page in pages {
        let extra = page.context.get_attr("extra").ok().filter(|extra| !extra.is_undefined());
        let context = match extra {
            Some(extra) => with(page.context.clone(), "extra", extra),
            None => page.context.clone(),
        };
        let Err(problem) = theme.render_value(page.template, context) else { continue };
        if is_theirs(&problem.primary.path) {
            found.push(
                problem.note(
                    "in a condition it is never true; ask `is defined`, or give a `default`, if it may be missing",
                ),
            );
        }
    }
    found
}

/// A map with one of its values as a free table.
fn with(map: Value, key: &'static str, table: Value) -> Value {
    merge_maps([map, Value::from_pairs([(key, Value::from_object(Free(table)))])])
}

/// A table whose keys may be missing.
#[derive(Debug)]
struct Free(Value);

impl Object for Free {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = self.0.get_item(key).ok().filter(|value| !value.is_undefined());
        Some(value.unwrap_or(Value::from(())))
    }
}
