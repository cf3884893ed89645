//! Where a link in a body leads on the site, and which links lead nowhere.

use super::{Plan, paths};
use crate::base::RelPath;
use crate::catalog::{Change, View};
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Link, Page};
use crate::form::nearest;
use crate::markdown::{Outline, Target};
use crate::schedule::links::{on_disk, place};

pub use crate::schedule::links::{asset_path, resolve};

/// The folder of the site where files beside an entry are published.
pub fn folder_of_change(change: &Change) -> String {
    paths::change(&change.id)
}

/// The folder of the site where files beside a plain page are published.
pub fn folder_of_page(page: &Page) -> String {
    page.slug.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default()
}

/// The files beside an entry or page that its body uses, with their paths as written.
pub fn local_files<'a>(
    file: &'a RelPath,
    outline: &'a Outline,
) -> impl Iterator<Item = (&'a crate::markdown::Link, RelPath)> {
    outline.links.iter().filter_map(move |link| match &link.target {
        Target::Path { path, .. } if !path.starts_with('/') => Some((link, file.resolve(&on_disk(path))?)),
        _ => None,
    })
}

/// What a link is judged by: everything that the site holds.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub view: View<'a>,
    pub plan: &'a Plan,
}

impl Known<'_> {
    /// Links of an entry that lead to nothing on the site.
    pub fn dead_links_of_change(&self, change: &Change) -> Vec<Diagnostic> {
        let entry = &change.entry;
        let mut findings = self.dead_links(&entry.path, &entry.outline, || folder_of_change(change));
        if let Some(migration) = &change.entry.migration
            && let Link::Page(page) = &migration.value
            && !self.has_page(page)
        {
            let finding = Diagnostic::new(
                Rule::DeadLink,
                &change.entry.path,
                migration.span,
                format!("this site has no page `{page}`"),
            );
            let pages = self.view.catalog().pages().iter().map(|page| page.slug.as_str());
            findings.push(match nearest(page, pages) {
                Some(near) => finding.fix(format!("did you mean `{near}`?"), migration.span, format!("\"{near}\"")),
                None => finding.help("write the path of a page below `pages/`, or a whole URL from `https://` on"),
            });
        }
        findings
    }

    /// Links of a plain page that lead to nothing on the site.
    pub fn dead_links_of_page(&self, page: &Page) -> Vec<Diagnostic> {
        self.dead_links(&page.path, &page.outline, || folder_of_page(page))
    }

    fn dead_links(&self, file: &RelPath, outline: &Outline, folder: impl Fn() -> String) -> Vec<Diagnostic> {
        let dead = |link: &crate::markdown::Link, message: String, help: &str| {
            Diagnostic::new(Rule::DeadLink, file, link.span, message).help(help)
        };
        let mut findings = Vec::new();
        for link in &outline.links {
            match &link.target {
                Target::Fragment(fragment) if !outline.has_anchor(fragment) => {
                    findings.push(dead(
                        link,
                        format!("there is no heading `#{fragment}` here"),
                        "write the anchor of a heading of this file",
                    ));
                }
                Target::Entry { id, fragment: Some(fragment) } => {
                    let target = self.view.catalog().find(id).map(|index| self.view.catalog().change(index));
                    if target.is_some_and(|target| !target.entry.outline.has_anchor(fragment)) {
                        findings.push(dead(
                            link,
                            format!("the entry `{id}` has no heading `#{fragment}`"),
                            "write the anchor of one of its headings",
                        ));
                    }
                }
                Target::Path { path, .. } if file.climbs_out(path) => {
                    let message = format!("`{path}` leads out of the project");
                    let finding = Diagnostic::new(Rule::OutsideRoot, file, link.span, message);
                    let help = "put the file beside this one, and write its name; a path from the root of the site begins with `/`";
                    findings.push(finding.help(help));
                }
                Target::Path { path, .. } if !self.has_path(file, &folder(), path) => {
                    let help = "link an entry as `entry:<id>`, a page of this site as `/pages/<name>/`, a file by its path from this file";
                    findings.push(dead(link, format!("`{path}` is not on this site"), help));
                }
                _ => {}
            }
        }
        findings
    }

    fn has_path(&self, file: &RelPath, folder: &str, path: &str) -> bool {
        place(file, folder, path).is_some_and(|path| self.has_page(path.trim_end_matches('/')) || self.has_file(&path))
    }

    fn has_page(&self, path: &str) -> bool {
        let index = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
        self.has_file(&index)
    }

    fn has_file(&self, path: &str) -> bool {
        self.plan.find(path).is_some()
    }
}
