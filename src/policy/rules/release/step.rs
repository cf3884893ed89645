//! Which versions may break or remove something, and the next that may. In 0.x a minor counts as a major.

use crate::base::Version;
use crate::config::RemovalNeeds;

/// Whether a version may break or remove something. A pre-release counts as the version that it leads to.
pub fn may_break(needs: RemovalNeeds, version: &Version) -> bool {
    match needs {
        RemovalNeeds::Major => version.patch == 0 && (version.minor == 0 || version.major == 0),
        RemovalNeeds::Minor => version.patch == 0,
        RemovalNeeds::Any => true,
    }
}

/// The first version after this one that may.
pub fn next(needs: RemovalNeeds, version: &Version) -> Version {
    match needs {
        RemovalNeeds::Major if version.major > 0 => Version::new(version.major.saturating_add(1), 0, 0),
        RemovalNeeds::Any => Version::new(version.major, version.minor, version.patch.saturating_add(1)),
        _ => Version::new(version.major, version.minor.saturating_add(1), 0),
    }
}

/// What such a version is called.
pub fn name(needs: RemovalNeeds, version: &Version) -> &'static str {
    match needs {
        RemovalNeeds::Major if version.major > 0 => "a major version",
        RemovalNeeds::Any => "a version",
        _ => "a minor version",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_0_x_a_minor_is_a_major() {
        let may = |needs, text: &str| may_break(needs, &text.parse().unwrap());
        for (text, major, minor) in [
            ("2.0.0", true, true),
            ("2.0.0-rc.1", true, true),
            ("2.1.0", false, true),
            ("2.0.1", false, false),
            ("0.4.0", true, true),
            ("0.4.1", false, false),
        ] {
            assert_eq!((may(RemovalNeeds::Major, text), may(RemovalNeeds::Minor, text)), (major, minor), "{text}");
            assert!(may(RemovalNeeds::Any, text));
        }
    }

    #[test]
    fn the_next_version_is_one_that_may() {
        for needs in [RemovalNeeds::Major, RemovalNeeds::Minor, RemovalNeeds::Any] {
            for text in ["1.2.3", "0.4.1", "2.0.0-rc.1", "3.0.0"] {
                let version: Version = text.parse().unwrap();
                let next = next(needs, &version);
                assert!(may_break(needs, &next) && next > version, "{needs:?} {text}");
            }
        }
    }
}
