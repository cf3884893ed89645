//! The embedded theme, overridden file by file, as a template environment with limits.
//!
//! Templates lie under `templates/`, everything that is published as it is under `static/` (as `theme/…` on the site).
//! A user's template takes the place of the embedded one of the same name, which stays at hand as `default/<name>`.
//! Templates print escaped text, cannot touch files, and run under bounds of instructions, output and depth.
//! Nothing here reads a file: a user's templates are handed in as sources, other files as paths to copy.

mod accent;
pub mod anatomy;
mod assets;
pub mod check;
mod embedded;
mod findings;
pub mod gallery;
mod output;
pub mod style;
mod words;

pub use accent::OPTIONS;
pub use assets::{Asset, AssetContent, Stamp};
pub use embedded::{File, SHIPPED, shipped};
pub use words::{FILTERS, FUNCTIONS, Word};

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::context::Site;
use crate::base::{RelPath, Source};
use crate::diag::Diagnostic;

/// More than the page of ten thousand promises needs; an endless loop stops within seconds.
const FUEL: u64 = 20_000_000;
/// Includes, macros and blocks in each other.
const DEPTH: usize = 64;

/// What a user's theme folder holds. All paths are relative to the root of the project and lie below `dir`.
#[derive(Clone, Debug)]
pub struct UserTheme {
    /// `[theme] dir`.
    pub dir: RelPath,
    /// The files under `templates/` that end in `.html` or `.xml`.
    pub templates: Vec<Source>,
    /// The files under `static/`.
    pub files: Vec<ThemeFile>,
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    pub path: RelPath,
    /// Of its bytes, so that a link to it changes with them.
    pub stamp: Stamp,
}

/// A theme that is ready to render the pages of one site, from any number of threads.
#[derive(Debug)]
pub struct Theme {
    env: Environment<'static>,
    assets: Vec<Asset>,
    /// Names of the user's templates, and where they come from.
    users: BTreeMap<String, RelPath>,
}

impl Theme {
    /// Compiles every template. A user's template with an error is a finding, and the embedded one stands in for it.
    pub fn new(user: Option<&UserTheme>, site: &Site) -> (Theme, Vec<Diagnostic>) {
        let (assets, mut problems) = assets::collect(user, &site.options);
        let mut env = environment();
        words::add(&mut env, site, &assets);
        env.add_global("site", Value::from(Serde(site)));
        let mut theme = Theme { env, assets, users: BTreeMap::new() };
        for (name, text) in embedded::templates() {
            problems.extend(theme.add(name.to_owned(), text));
            problems.extend(theme.add(format!("default/{name}"), text));
        }
        for (name, source) in user.into_iter().flat_map(named_templates) {
            problems.extend(theme.add_user(name, source));
        }
        (theme, problems)
    }

    /// A page from the template of this name.
    pub fn render(&self, template: &str, context: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        self.render_value(template, Value::from(Serde(context)))
    }

    /// A page of the gallery, with nothing of the site itself but its settings.
    pub fn render_made_up(&self, page: &gallery::Page) -> Result<String, Box<Diagnostic>> {
        self.render_value(page.template, page.context.clone())
    }

    fn render_value(&self, template: &str, context: Value) -> Result<String, Box<Diagnostic>> {
        let mut page = output::Bounded::empty();
        let rendered = self
            .env
            .get_template(template)
            .and_then(|found| found.render_captured_to(context.clone(), &mut page).map(drop));
        match rendered {
            Ok(()) => Ok(page.into_text()),
            Err(error) => Err(Box::new(self.finding(&error, template, &context))),
        }
    }

    /// What is published beside the pages, sorted by path.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    fn add(&mut self, name: String, text: &'static str) -> Option<Diagnostic> {
        let error = self.env.add_template_owned(name.clone(), text).err()?;
        Some(self.finding(&error, &name, &Value::UNDEFINED))
    }

    fn add_user(&mut self, name: &str, source: &Source) -> Option<Diagnostic> {
        self.users.insert(name.to_owned(), source.path.clone());
        let error = self.env.add_template_owned(name.to_owned(), source.text.to_string()).err()?;
        let finding = self.finding(&error, name, &Value::UNDEFINED);
        self.users.remove(name);
        Some(finding)
    }

    fn finding(&self, error: &minijinja::Error, template: &str, context: &Value) -> Diagnostic {
        findings::Rendering { env: &self.env, users: &self.users, template, context }.finding(error)
    }
}

/// A user's templates by the names under which others extend and include them.
fn named_templates(user: &UserTheme) -> impl Iterator<Item = (&str, &Source)> {
    let folder = format!("{}/templates", user.dir);
    user.templates.iter().filter_map(move |source| {
        let name = source.path.strip_prefix(&folder)?;
        Some((name, source))
    })
}

fn environment() -> Environment<'static> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    let syntax = syntax.expect("the usual delimiters are not ambiguous");
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_formatter(output::print);
    env.set_syntax(syntax);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    env.set_debug(true); // costs nothing, and findings get their exact bytes
    env
}

#[cfg(test)]
mod tests;
