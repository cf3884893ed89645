//! Versions and ranges of SemVer 2.0.0, and why a text is none.

use std::fmt;

pub use semver::{Version, VersionReq as Requirement};

/// Why a text is no version, and what its author meant, where that is clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidVersion {
    pub reason: String,
    /// The nearest text that is a version.
    pub suggestion: Option<String>,
}

impl fmt::Display for InvalidVersion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.reason)
    }
}

impl std::error::Error for InvalidVersion {}

/// Reads a version as SemVer 2.0.0 wants it: three numbers without leading zeros, no `v`.
pub fn parse_version(text: &str) -> Result<Version, InvalidVersion> {
    text.parse()
        .map_err(|error: semver::Error| InvalidVersion { reason: reason(text, &error), suggestion: suggest(text) })
}

/// Reads a range in the syntax of Cargo: `>=3.0.0, <3.4.1`.
pub fn parse_requirement(text: &str) -> Result<Requirement, InvalidVersion> {
    text.parse().map_err(|error: semver::Error| InvalidVersion { reason: error.to_string(), suggestion: None })
}

fn reason(text: &str, error: &semver::Error) -> String {
    let core = text.split(['-', '+']).next().unwrap_or(text);
    if text.starts_with(['v', 'V']) {
        "a version has no `v` before it".to_owned()
    } else if core.split('.').any(|part| part.len() > 1 && part.starts_with('0')) {
        "a version's numbers have no leading zeros".to_owned()
    } else if core.split('.').count() != 3 {
        "a version has three numbers: major, minor and patch".to_owned()
    } else {
        error.to_string()
    }
}

/// What was probably meant: without a `v`, leading zeros gone, missing numbers as 0.
fn suggest(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['v', 'V']);
    let (core, rest) = match text.find(['-', '+']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut numbers: Vec<u64> = core.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if numbers.len() > 3 {
        return None;
    }
    numbers.resize(3, 0);
    let version = format!("{}.{}.{}{rest}", numbers[0], numbers[1], numbers[2]);
    version.parse::<Version>().is_ok().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_get_the_version_that_was_meant() {
        for (text, meant) in
            [("1.2", "1.2.0"), ("v1.2.3", "1.2.3"), ("1.02.0", "1.2.0"), ("2", "2.0.0"), ("v1-rc.1", "1.0.0-rc.1")]
        {
            assert_eq!(parse_version(text).unwrap_err().suggestion.as_deref(), Some(meant), "{text}");
        }
        assert_eq!(parse_version("1.2.3.4").unwrap_err().suggestion, None);
        assert_eq!(parse_version("next").unwrap_err().suggestion, None);
    }
}
