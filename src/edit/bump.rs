//! Two versions and what lies between them → whether the step is large enough (SemVer 2.0.0, items 6 to 8).

use super::Refusal;
use crate::base::{Slug, Version};
use crate::catalog::Change;
use crate::config::RemovalNeeds;
use crate::entry::Kind;

/// How large a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    Patch,
    Minor,
    Major,
}

impl Bump {
    pub fn name(self) -> &'static str {
        match self {
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The step between two versions.
    fn between(from: &Version, to: &Version) -> Bump {
        match (to.major == from.major, to.minor == from.minor) {
            (false, _) => Bump::Major,
            (true, false) => Bump::Minor,
            (true, true) => Bump::Patch,
        }
    }

    /// In 0.x a minor counts as a major (SemVer 2.0.0, item 4).
    fn before_one(self) -> Bump {
        match self {
            Bump::Major => Bump::Minor,
            _ => Bump::Patch,
        }
    }

    fn after(self, version: &Version) -> Version {
        match self {
            Bump::Major => Version::new(version.major + 1, 0, 0),
            Bump::Minor => Version::new(version.major, version.minor + 1, 0),
            Bump::Patch => Version::new(version.major, version.minor, version.patch + 1),
        }
    }
}

/// A version that promises less change than it brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub taken: Bump,
    pub needed: Bump,
    /// The entry that needs it.
    pub because: Slug,
    /// The version that would say so.
    pub instead: Version,
}

/// Whether `next` says enough about the changes since `previous`, the last release that is no pre-release.
pub fn advise<'c>(
    previous: &Version,
    next: &Version,
    needs: RemovalNeeds,
    changes: impl Iterator<Item = &'c Change>,
) -> Option<Advice> {
    let step = |change: &Change| {
        let step = need(change.entry.kind.value, change.entry.breaking, needs);
        (if previous.major == 0 { step.before_one() } else { step }, change.id.clone())
    };
    let (needed, because) = changes.map(step).max_by_key(|(step, _)| *step)?;
    let taken = Bump::between(previous, next);
    (taken < needed).then(|| Advice { taken, needed, because, instead: needed.after(previous) })
}

fn need(kind: Kind, breaking: bool, needs: RemovalNeeds) -> Bump {
    match kind {
        Kind::Removed => match needs {
            RemovalNeeds::Major => Bump::Major,
            RemovalNeeds::Minor => Bump::Minor,
            RemovalNeeds::Any => Bump::Patch,
        },
        _ if breaking => Bump::Major,
        Kind::Added | Kind::Deprecated => Bump::Minor,
        Kind::Changed | Kind::Fixed | Kind::Security => Bump::Patch,
    }
}

impl Advice {
    pub fn words(&self, previous: &Version, next: &Version) -> Refusal {
        Refusal::new(
            format!(
                "{next} is a {} step after {previous}, and `{}` needs a {} one",
                self.taken.name(),
                self.because,
                self.needed.name()
            ),
            format!("{} would tell readers what to expect", self.instead),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_need_their_step() {
        let need = |kind, breaking| need(kind, breaking, RemovalNeeds::Major);
        assert_eq!(need(Kind::Removed, true), Bump::Major);
        assert_eq!(need(Kind::Fixed, true), Bump::Major);
        assert_eq!(need(Kind::Added, false), Bump::Minor);
        assert_eq!(need(Kind::Deprecated, false), Bump::Minor);
        assert_eq!(need(Kind::Security, false), Bump::Patch);
    }

    #[test]
    fn steps_and_what_follows_them() {
        let version = |text: &str| text.parse::<Version>().unwrap();
        for (from, to, step) in
            [("1.2.3", "2.0.0", "major"), ("1.2.3", "1.3.0-rc.1", "minor"), ("1.2.3", "1.2.4", "patch")]
        {
            assert_eq!(Bump::between(&version(from), &version(to)).name(), step, "{from} {to}");
        }
        assert_eq!(Bump::Major.before_one().after(&version("0.4.2")), version("0.5.0"));
        assert_eq!(Bump::Minor.before_one(), Bump::Patch);
    }
}
