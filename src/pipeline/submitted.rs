//! A change that somebody submits → findings beside those of the site: what of it is told by no entry.

use super::Compiled;
use super::levels::{self, Strictness};
use crate::diag::{self, Finding, Level};
use crate::policy::Unread;
use crate::policy::gate::{self, Lacking, Submitted, Verdict};
use crate::policy::rules::gate::no_entry;

impl Compiled {
    /// Judges a change, and adds what it lacks to the findings.
    ///
    /// # Errors
    /// If patterns of book.toml are too large to be matched.
    pub fn submit(&mut self, submitted: &Submitted<'_>, strict: Strictness) -> Result<Verdict, globset::Error> {
        let verdict = gate::judge(&self.config, &self.catalog, submitted)?;
        if let Verdict::Refused(lacking) = &verdict
            && !self.may_tell(submitted)
        {
            self.add(lacking, submitted, strict);
        }
        Ok(verdict)
    }

    fn add(&mut self, lacking: &[Lacking], submitted: &Submitted<'_>, strict: Strictness) {
        for lacking in lacking {
            let diagnostic = no_entry::finding(lacking, submitted, self.config.gate.skip_label.as_deref());
            let level = levels::level(&diagnostic, &self.config, strict);
            if level != Level::Allow {
                self.findings.push(Finding { level, diagnostic });
            }
        }
        self.findings.sort_by(|a, b| diag::order(&a.diagnostic, &b.diagnostic));
    }

    /// Whether what is missing may stand in a changed file that could not be read: that fails the run as it is.
    fn may_tell(&self, submitted: &Submitted<'_>) -> bool {
        let unread = Unread::of(&self.found, &self.config, &self.catalog);
        let changed = submitted.files.iter().filter_map(|file| file.strip_prefix(submitted.prefix));
        unread.hides_standards() || changed.into_iter().any(|file| unread.holds(file))
    }
}
