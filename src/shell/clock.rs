//! Which day it is: what the user says, else what the build environment says, else the clock. Always a UTC day.

use std::env;
use std::ffi::OsStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Failure;
use crate::base::Today;

/// The environment variable by which builds are reproducible (reproducible-builds.org/specs/source-date-epoch).
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The day for which everything is computed; `flag` is what `--today` says.
pub fn today(flag: Option<Today>) -> Result<Today, Failure> {
    choose(flag, env::var_os(SOURCE_DATE_EPOCH).as_deref(), Timestamp::now)
}

fn choose(flag: Option<Today>, epoch: Option<&OsStr>, clock: fn() -> Timestamp) -> Result<Today, Failure> {
    if let Some(today) = flag {
        return Ok(today);
    }
    let instant = match epoch {
        Some(text) => from_epoch(text)?,
        None => clock(),
    };
    Ok(Today(instant.to_zoned(TimeZone::UTC).date()))
}

fn from_epoch(text: &OsStr) -> Result<Timestamp, Failure> {
    let digits = text.to_str().filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let seconds = digits.and_then(|digits| digits.parse().ok());
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(|| {
        Failure::new(
            format!("`{SOURCE_DATE_EPOCH}` is `{}`, which is not a number of seconds", text.to_string_lossy()),
            "set it to whole seconds since 1970-01-01T00:00:00Z, unset it, or say `--today YYYY-MM-DD`",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(flag: Option<&str>, epoch: Option<&str>) -> Result<String, Failure> {
        let clock = || "2026-11-22T23:30:00-01:00".parse().unwrap();
        let flag = flag.map(|flag| flag.parse().unwrap());
        choose(flag, epoch.map(OsStr::new), clock).map(|today| today.0.to_string())
    }

    #[test]
    fn the_flag_goes_before_the_environment_and_that_before_the_clock() {
        assert_eq!(day(Some("2026-01-02"), Some("oops")).unwrap(), "2026-01-02");
        assert_eq!(day(None, Some("86400")).unwrap(), "1970-01-02");
        assert_eq!(day(None, None).unwrap(), "2026-11-23");
    }

    #[test]
    fn a_malformed_epoch_is_not_passed_over() {
        for text in ["", "soon", "1.5", "-1", "+1", " 1", "99999999999999999999", "999999999999999"] {
            assert!(day(None, Some(text)).unwrap_err().message.contains(SOURCE_DATE_EPOCH), "{text:?}");
        }
    }
}
