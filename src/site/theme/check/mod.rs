//! A user's theme → what is wrong with it, found by trying it: every template with made-up data that covers every case, then
//! once more with nothing forgiven, then by what the templates say of each other.
//!
//! Pure: which files lie in the theme's folder is handed in. The pages of the site itself are tried by `pipeline`.

mod family;
mod strict;

use super::{Theme, UserTheme, gallery};
use crate::base::RelPath;
use crate::diag::{self, Diagnostic, Rule};
use crate::form::nearest;
use crate::site::context::Site;

/// What is wrong with a theme.
#[derive(Debug, Default)]
pub struct Found {
    /// Pages cannot be made, or lose what they hold.
    pub broken: Vec<Diagnostic>,
    /// Probably a mistake, or left over from an older version of the default theme.
    pub doubtful: Vec<Diagnostic>,
}

/// Tries a theme; `others` are the files of its folder that lie neither in `templates/` nor in `static/`.
pub fn check(user: Option<&UserTheme>, others: &[RelPath], site: &Site) -> Found {
    let (theme, mut broken) = Theme::new(user, site);
    let pages = gallery::pages();
    broken.extend(pages.iter().filter_map(|page| theme.render_made_up(page).err()).map(|problem| made_up(*problem)));
    let Some(user) = user else { return Found { broken: diag::merge(broken), doubtful: Vec::new() } };
    let mut doubtful = others.iter().filter_map(|file| stray(user, file)).collect::<Vec<_>>();
    let family = family::Family::new(user);
    broken.extend(family.lost_blocks());
    doubtful.extend(family.unused());
    let broken = diag::merge(broken);
    let known = |found: &Diagnostic| broken.iter().any(|other| other.primary == found.primary);
    doubtful.extend(strict::findings(user, site, &pages).into_iter().filter(|found| !known(found)));
    Found { broken, doubtful: diag::merge(doubtful) }
}

fn made_up(problem: Diagnostic) -> Diagnostic {
    problem.note("the data is made up, to try what your own pages may not show yet")
}

/// A file that no page and no template can reach.
fn stray(user: &UserTheme, file: &RelPath) -> Option<Diagnostic> {
    let name = file.strip_prefix(user.dir.as_str())?;
    let is_about = ["README", "LICENSE", "CHANGELOG"].iter().any(|word| name.to_uppercase().starts_with(word));
    if is_about {
        return None;
    }
    let message = format!("`{name}` is in no folder of the theme, so nothing uses it");
    let found = Diagnostic::file(Rule::Template, file, message);
    let last = name.rsplit('/').next().unwrap_or(name);
    let ours = super::shipped("default").map(|(name, _)| name).find(|known| known.rsplit('/').next() == Some(last));
    Some(match ours {
        Some(ours) => found.help(format!("move it to `{}/{ours}`", user.dir)),
        None => found.help("templates lie in `templates/`, files that are published as they are in `static/`"),
    })
}

/// The name that was probably meant, for a help.
fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests;
