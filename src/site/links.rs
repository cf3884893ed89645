//! Where a link in a body leads on the site, and which links lead nowhere.

use super::paths;
use crate::base::RelPath;
use crate::catalog::{Change, View};
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Link, Page};
use crate::form::read::nearest;
use crate::markdown::{Outline, Resolved, Target};

/// Resolves a target that stands in `file`; `change` is the entry whose body it is. An entry that is not published yet
/// is shown as text until its day.
pub fn resolve(view: View<'_>, file: &RelPath, change: Option<&Change>, target: &Target) -> Resolved {
    match target {
        Target::Entry { id, fragment } => match view.catalog().find(id).filter(|index| view.shows(*index)) {
            Some(index) => {
                Resolved::Site(with_fragment(paths::change(&view.catalog().change(index).id), fragment.as_deref()))
            }
            None => Resolved::Text,
        },
        Target::Path { path, fragment } => match place(file, change, path) {
            Some(path) => Resolved::Site(with_fragment(path, fragment.as_deref())),
            None => Resolved::Text,
        },
        Target::Web(url) => Resolved::Url(url.clone()),
        Target::Mail(address) => Resolved::Url(format!("mailto:{address}")),
        Target::Fragment(_) | Target::Refused(_) => Resolved::Text,
    }
}

fn with_fragment(path: String, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("{path}#{fragment}"),
        None => path,
    }
}

/// The site path of a path as written: from the root of the site, or a file beside the entry.
fn place(file: &RelPath, change: Option<&Change>, path: &str) -> Option<String> {
    if let Some(absolute) = path.strip_prefix('/') {
        return Some(absolute.to_owned());
    }
    let asset = file.resolve(path)?;
    Some(asset_path(change.map(|change| paths::change(&change.id)).as_deref(), file, &asset))
}

/// Where a file beside an entry or page is published: `/changes/<id>/<file>`, `/pages/<file>`.
pub fn asset_path(page: Option<&str>, file: &RelPath, asset: &RelPath) -> String {
    let folder = file.parent().unwrap_or("");
    let below = asset.strip_prefix(folder).unwrap_or(asset.file_name());
    match page {
        Some(page) => format!("{page}{below}"),
        None => format!("pages/{below}"),
    }
}

/// The files beside an entry or page that its body uses, with their paths as written.
pub fn local_files<'a>(
    file: &'a RelPath,
    outline: &'a Outline,
) -> impl Iterator<Item = (&'a crate::markdown::Link, RelPath)> {
    outline.links.iter().filter_map(move |link| match &link.target {
        Target::Path { path, .. } if !path.starts_with('/') => Some((link, file.resolve(path)?)),
        _ => None,
    })
}

/// What a link is judged by: everything that the site holds.
#[derive(Debug)]
pub struct Known<'a> {
    pub view: View<'a>,
    /// Every planned file, sorted.
    pub files: Vec<&'a str>,
}

impl Known<'_> {
    /// Links of an entry that lead to nothing on the site.
    pub fn dead_links_of_change(&self, change: &Change) -> Vec<Diagnostic> {
        let mut findings = self.dead_links(&change.entry.path, &change.entry.outline, Some(change));
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
        self.dead_links(&page.path, &page.outline, None)
    }

    fn dead_links(&self, file: &RelPath, outline: &Outline, change: Option<&Change>) -> Vec<Diagnostic> {
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
                Target::Path { path, .. } if !self.has_path(file, change, path) => {
                    let help = "link an entry as `entry:<id>`, a page of this site as `/pages/<name>/`, a file by its path from this file";
                    findings.push(dead(link, format!("`{path}` is not on this site"), help));
                }
                _ => {}
            }
        }
        findings
    }

    fn has_path(&self, file: &RelPath, change: Option<&Change>, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or(path);
        place(file, change, path).is_some_and(|path| self.has_page(path.trim_end_matches('/')) || self.has_file(&path))
    }

    fn has_page(&self, path: &str) -> bool {
        let index = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
        self.has_file(&index)
    }

    fn has_file(&self, path: &str) -> bool {
        self.files.binary_search(&path).is_ok()
    }
}
