//! The words of flags → fields of promises and their values.

use crate::base::{Slug, parse_version, why_no_day};
pub use crate::cli::new::{version, when};
use crate::entry::{FieldName, FieldValue};
use crate::form::nearest;
use crate::form::read::listing;

/// A date, an instant or a version.
pub fn target(text: &str) -> Result<FieldValue, String> {
    if let Ok(when) = when(text) {
        return Ok(FieldValue::When(when));
    }
    parse_version(text).map(FieldValue::Version).map_err(|error| match (&error.suggestion, why_no_day(text)) {
        (Some(meant), _) if !text.contains('-') => format!("{error}; did you mean `{meant}`?"),
        (_, Some(why)) => why,
        _ => "write a date, YYYY-MM-DD, an instant, YYYY-MM-DDThh:mm:ssZ, or a version such as 4.0.0".to_owned(),
    })
}

/// A field that moves: all but `estimated`.
pub fn field(text: &str) -> Result<FieldName, String> {
    let movable = || FieldName::FIXED.iter().filter(|(_, field)| *field != FieldName::Estimated);
    if let Some((_, field)) = movable().find(|(name, _)| *name == text) {
        return Ok(field.clone());
    }
    if let Some(id) = text.strip_prefix("brownout:") {
        return Slug::new(id).map(FieldName::Brownout).map_err(|_| format!("`{id}` is no id of a brownout"));
    }
    let names = || movable().map(|(name, _)| *name);
    Err(match nearest(text, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}, or `brownout:<id>`", listing(names())),
    })
}

/// One line of text that says something.
pub fn line(text: &str) -> Result<String, String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { Err("readers are shown it: say something".to_owned()) } else { Ok(line) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::When;

    #[test]
    fn dates_and_versions_are_told_apart() {
        assert!(matches!(target("2027-03-10"), Ok(FieldValue::When(When::Day(_)))));
        assert!(matches!(target("2027-03-10T09:00:00Z"), Ok(FieldValue::When(When::Instant(_)))));
        assert!(matches!(target("4.0.0-rc.1"), Ok(FieldValue::Version(_))));
        assert!(target("v4").unwrap_err().contains("did you mean `4.0.0`?"));
        assert!(target("2027-02-30").unwrap_err().contains("February 2027 has 28 days"));
        assert!(target("soon").unwrap_err().contains("4.0.0"));
    }

    #[test]
    fn fields_have_the_names_of_their_keys() {
        assert_eq!(field("end-of-support"), Ok(FieldName::EndOfSupport));
        assert_eq!(field("brownout:first").unwrap().to_string(), "brownout:first");
        assert!(field("sunsset").unwrap_err().contains("`sunset`"));
        assert!(field("estimated").unwrap_err().contains("`brownout:<id>`"));
        assert_eq!(line(" a\n b "), Ok("a b".into()));
        assert!(line(" ").is_err());
    }
}
