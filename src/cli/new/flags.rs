//! The words of flags → values.

use jiff::Timestamp;

use crate::base::{Slug, Today, Version, When, parse_version, why_no_day};
use crate::entry::{Effort, Kind};

pub const KINDS: [&str; 6] = ["added", "changed", "deprecated", "removed", "fixed", "security"];
pub const EFFORTS: [&str; 4] = ["minutes", "hours", "days", "weeks"];

/// A surface as the command line says it. Whether its kind is declared, and its name fits it, is known later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceFlag {
    pub kind: Slug,
    pub name: String,
}

/// A kind by a name of [`KINDS`].
pub fn kind(name: &str) -> Kind {
    Kind::ALL.into_iter().find(|kind| kind.name() == name).expect("the parser lets only names of kinds pass")
}

/// An effort by a name of [`EFFORTS`].
pub fn effort(name: &str) -> Effort {
    let all = [Effort::Minutes, Effort::Hours, Effort::Days, Effort::Weeks];
    all.into_iter().find(|effort| effort.name() == name).expect("the parser lets only names of efforts pass")
}

pub fn surface(text: &str) -> Result<SurfaceFlag, String> {
    let form = "write KIND=NAME, such as `http=GET /v1/x`";
    let (kind, name) = text.split_once('=').ok_or(form)?;
    let kind = Slug::new(kind.trim()).map_err(|_| form)?;
    match name.trim() {
        "" => Err(form.to_owned()),
        name => Ok(SurfaceFlag { kind, name: name.to_owned() }),
    }
}

pub fn version(text: &str) -> Result<Version, String> {
    parse_version(text).map_err(|error| match &error.suggestion {
        Some(meant) => format!("{error}; did you mean `{meant}`?"),
        None => error.to_string(),
    })
}

pub fn when(text: &str) -> Result<When, String> {
    if let Ok(day) = text.parse::<Today>() {
        return Ok(When::Day(day.0));
    }
    let instant = text.parse::<Timestamp>().ok().filter(|_| text.contains(['T', ' ']));
    let form = || "write a date, YYYY-MM-DD, or an instant, YYYY-MM-DDThh:mm:ssZ".to_owned();
    instant.map(When::Instant).ok_or_else(|| why_no_day(text).unwrap_or_else(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surface_is_split_at_the_first_sign() {
        let flag = surface("http=GET /v1/x?a=b").unwrap();
        assert_eq!((flag.kind.as_str(), flag.name.as_str()), ("http", "GET /v1/x?a=b"));
        for text in ["GET /v1/x", "http=", "HTTP=GET /", "=x"] {
            assert!(surface(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_and_instants_are_told_apart() {
        assert_eq!(when("2027-03-10").unwrap().to_string(), "2027-03-10");
        assert_eq!(when("2027-03-10T09:00:00+01:00").unwrap().to_string(), "2027-03-10T08:00:00Z");
        assert_eq!(when("2027-02-30"), Err("February 2027 has 28 days".into()));
        assert_eq!(when("2027-13-01"), Err("there is no month 13".into()));
        for text in ["2027-02-00", "20270310", "soon", "2027-03-10T09:00:00"] {
            assert!(when(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_name_has_its_meaning() {
        assert!(KINDS.iter().all(|name| kind(name).name() == *name));
        assert!(EFFORTS.iter().all(|name| effort(name).name() == *name));
    }
}
