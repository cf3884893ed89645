//! The text of one file below `pages/` → a plain [`Page`], such as the support policy.

use std::sync::Arc;

use super::{front, places};
use crate::base::{RelPath, Source, Span};
use crate::config::Limits;
use crate::diag::Diagnostic;
use crate::form::{self, Keys, read};
use crate::markdown::{self, Outline};

/// A plain page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: RelPath,
    pub text: Arc<str>,
    pub body: Span,
    /// Its path in the site, without slashes at its ends: `pages/support-policy`.
    pub slug: String,
    pub title: String,
    /// Whether the navigation of every page links to it.
    pub nav: bool,
    pub outline: Outline,
}

/// Reads a page. `folder` is the path of `pages/`.
pub fn parse_page(source: &Source, folder: &str, limits: Limits) -> (Option<Page>, Vec<Diagnostic>) {
    let (parts, fences) = front::split(source, limits.front_matter);
    let Some(parts) = parts else { return (None, fences.into_iter().collect()) };
    let (table, mut form) = form::parse(source, parts.front);
    let mut keys = Keys::root(&mut form, &table, places::PAGE, parts.fence);
    let title = keys.require("title", "title = \"Support policy\"", read::line);
    let nav = keys.take("nav", read::flag).is_some_and(|nav| nav.value);
    let mut findings: Vec<Diagnostic> = fences.into_iter().chain(form.into_findings()).collect();
    let (outline, body_findings) = markdown::outline(source, parts.body);
    findings.extend(body_findings);
    let below = source.path.strip_prefix(folder).unwrap_or(source.path.as_str());
    let slug = format!("pages/{}", below.strip_suffix(".md").unwrap_or(below));
    let page = title.map(|title| Page {
        path: source.path.clone(),
        text: source.text.clone(),
        body: parts.body,
        slug: slug.strip_suffix("/index").map_or(slug.clone(), str::to_owned),
        title: title.value,
        nav,
        outline,
    });
    (page, findings)
}
