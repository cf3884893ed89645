//! Where a link in a body leads: paths of the site, as [`super::paths`] lays them out.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::paths;
use crate::base::RelPath;
use crate::catalog::View;
use crate::markdown::{Resolved, Target};

/// Resolves a target that stands in `file`; files beside it are published in `folder`. An entry that is not published yet
/// is shown as text until its day.
pub fn resolve(view: View<'_>, file: &RelPath, folder: &str, target: &Target) -> Resolved {
    match target {
        Target::Entry { id, fragment } => match view.catalog().find(id).filter(|index| view.shows(*index)) {
            Some(index) => {
                Resolved::Site(with_fragment(paths::change_page(&view.catalog().change(index).id), fragment.as_deref()))
            }
            None => Resolved::Text,
        },
        Target::Path { path, fragment } => match place(file, folder, path) {
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
pub fn place(file: &RelPath, folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        // More than one slash would name another host once the site's own address stands before it.
        return Some(on_disk(path).trim_start_matches('/').to_owned());
    }
    Some(asset_path(folder, file, &file.resolve(&on_disk(path))?))
}

/// A path as written in a link, without its query, as files are named.
pub fn on_disk(path: &str) -> Cow<'_, str> {
    let path = path.split('?').next().unwrap_or(path);
    percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path))
}

/// Where a file beside an entry or page is published: `/changes/<id>/<file>`, `/pages/<folder>/<file>`.
pub fn asset_path(folder: &str, file: &RelPath, asset: &RelPath) -> String {
    let beside = file.parent().unwrap_or("");
    format!("{folder}{}", asset.strip_prefix(beside).unwrap_or(asset.file_name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_on_the_site_and_files_keep_their_names() {
        let file = RelPath::new("content/changes/api/a.md").unwrap();
        let place = |path: &str| place(&file, "changes/api-a/", path);
        assert_eq!(place("my%20plan.svg").as_deref(), Some("changes/api-a/my plan.svg"));
        assert_eq!(place("./img/x.png?raw").as_deref(), Some("changes/api-a/img/x.png"));
        assert_eq!(place("/pages/support-policy/").as_deref(), Some("pages/support-policy/"));
        assert_eq!(place("/%2F%2Fevil.example/").as_deref(), Some("evil.example/"));
        assert_eq!(place("../../../../x.png"), None);
        assert_eq!(place("%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.png"), None);
    }
}
