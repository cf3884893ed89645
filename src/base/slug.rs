//! The ids of entries, components, owners, tags and audiences.

use std::fmt;
use std::sync::Arc;

/// An id: one to 128 characters of `[a-z0-9-]`. It is a part of URLs and feed ids, and so permanent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

/// Text that is no [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidSlug;

impl fmt::Display for InvalidSlug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an id is one to {} of the characters a-z, 0-9 and -", Slug::MAX)
    }
}

impl std::error::Error for InvalidSlug {}

impl Slug {
    pub const MAX: usize = 128;

    pub fn new(text: &str) -> Result<Self, InvalidSlug> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if text.is_empty() || text.len() > Slug::MAX || !text.bytes().all(fits) {
            return Err(InvalidSlug);
        }
        Ok(Slug(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lower_case_ascii_is_an_id() {
        assert!(Slug::new("deploy-api-v1").is_ok());
        for text in ["", "Deploy", "a b", "ä", "a/b", "a_b"] {
            assert_eq!(Slug::new(text), Err(InvalidSlug), "{text:?}");
        }
    }
}
