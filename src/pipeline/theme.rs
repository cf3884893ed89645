//! A compiled site and a user's theme → what `theme check` says: the theme tried with made-up data, and on every page of
//! the site.

use rayon::prelude::*;

use super::Compiled;
use crate::base::RelPath;
use crate::diag::{self, Diagnostic, Finding, Level};
use crate::site;
use crate::site::theme::{UserTheme, check};

impl Compiled {
    /// What is wrong with the theme, sorted by file and place; `others` are the files of its folder that lie neither in
    /// `templates/` nor in `static/`.
    pub fn try_theme(&self, user: Option<&UserTheme>, others: &[RelPath]) -> Vec<Finding> {
        let settings = site::global(&self.config, &self.catalog, self.today);
        let found = check::check(user, others, &settings);
        // A page of the site says more than a made-up one.
        let mut broken = self.broken_pages();
        let known = |problem: &Diagnostic| broken.iter().any(|other| other.primary == problem.primary);
        let more: Vec<Diagnostic> = found.broken.into_iter().filter(|problem| !known(problem)).collect();
        broken.extend(more);
        let denied = diag::merge(broken).into_iter().map(|diagnostic| Finding { level: Level::Deny, diagnostic });
        let warned = found.doubtful.into_iter().map(|diagnostic| Finding { level: Level::Warn, diagnostic });
        let mut findings: Vec<Finding> = denied.chain(warned).collect();
        findings.sort_by(|a, b| diag::order(&a.diagnostic, &b.diagnostic));
        findings
    }

    fn broken_pages(&self) -> Vec<Diagnostic> {
        let pages: Vec<usize> = self
            .plan
            .paths()
            .enumerate()
            .filter(|(_, path)| path.extension() == Some("html"))
            .map(|(at, _)| at)
            .collect();
        let problems: Vec<Diagnostic> =
            pages.into_par_iter().filter_map(|page| self.render(page).err()).map(|problem| *problem).collect();
        diag::merge(problems)
    }
}
