//! The environment of a CI service → what it tells about the run. Judges nothing.

use std::env::{self, current_dir};
use std::path::{Path, PathBuf};

use crate::base::RelPath;

/// Whether GitHub Actions runs this, and will read what is printed.
pub fn is_github() -> bool {
    env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// The run that this is part of, if its service says so: by a number that tells strangers nothing.
pub fn job() -> Option<String> {
    let known = |name| env::var(name).ok().filter(|number| !number.is_empty());
    let services = [("GITHUB_RUN_ID", "run", "GitHub Actions"), ("CI_JOB_ID", "job", "GitLab")];
    services.into_iter().find_map(|(name, what, service)| Some(format!("{what} {} of {service}", known(name)?)))
}

/// The file to which a step of GitHub Actions appends its summary.
pub fn step_summary() -> Option<PathBuf> {
    env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The folder of the repository in which `root` lies: seen from the checkout of GitHub or GitLab, else from the current
/// folder. `None` if it is that folder itself, or outside.
pub fn folder_in_repository(root: &Path) -> Option<RelPath> {
    let root = root.canonicalize().ok()?;
    let named = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().filter_map(env::var_os).map(PathBuf::from);
    let checkouts = named.chain(current_dir().ok()).filter_map(|checkout| checkout.canonicalize().ok());
    let folder = checkouts.into_iter().find_map(|checkout| Some(root.strip_prefix(checkout).ok()?.to_owned()))?;
    RelPath::new(folder.to_str()?).ok()
}
