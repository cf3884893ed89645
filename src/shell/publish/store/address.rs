//! `s3://bucket/prefix` → the bucket and the place in it, and the keys of our objects there.

use std::fmt;

use object_store::path::Path;

use crate::base::RelPath;
use crate::shell::Failure;

const SCHEME: &str = "s3://";

/// A place in a bucket. The site's root lies at the prefix; the prefix may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub bucket: String,
    prefix: Path,
}

impl Address {
    /// `None`: the text has no scheme, and so names a folder.
    ///
    /// # Errors
    /// If the scheme is another, or the bucket or the prefix cannot be one.
    pub fn parse(text: &str) -> Option<Result<Self, Failure>> {
        let (scheme, _) = text.split_once("://")?;
        let wrong = |cause: &dyn fmt::Display| {
            let hint = "nothing was sent; name a place as `s3://bucket/prefix`, or a folder";
            Failure::new(format!("`{text}` is no place to publish to"), hint).because(cause)
        };
        let Some(rest) = text.strip_prefix(SCHEME) else {
            return Some(Err(wrong(&format!(
                "`{scheme}` is not known; stores that speak S3 are named by `s3://`, and where they are by AWS_ENDPOINT_URL"
            ))));
        };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if bucket.is_empty() || !bucket.chars().all(allowed) {
            return Some(Err(wrong(&"a bucket's name has letters, digits, `.`, `-` and `_`")));
        }
        if prefix.starts_with('/') {
            return Some(Err(wrong(&"the prefix begins with an empty part")));
        }
        let parsed = Path::parse(prefix).map_err(|e| wrong(&e));
        Some(parsed.map(|prefix| Address { bucket: bucket.to_owned(), prefix }))
    }

    /// Where everything of ours lies; `None` is the whole bucket.
    pub fn prefix(&self) -> Option<&Path> {
        Some(&self.prefix).filter(|prefix| !prefix.as_ref().is_empty())
    }

    /// The key of a path of the site, character by character, so that it is what readers ask for.
    pub fn key(&self, path: &RelPath) -> Path {
        let key = match self.prefix() {
            Some(prefix) => format!("{prefix}/{path}"),
            None => path.as_str().to_owned(),
        };
        Path::parse(key).expect("the parts of both are not empty, no dots, and hold no control character")
    }

    /// The path of a site that a key could have; `None` if no site has such a path.
    pub fn path(&self, key: &Path) -> Option<RelPath> {
        let key = key.as_ref();
        let below = match self.prefix() {
            Some(prefix) => key.strip_prefix(prefix.as_ref())?.strip_prefix('/')?,
            None => key,
        };
        RelPath::new(below).ok()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{SCHEME}{}", self.bucket)?;
        self.prefix().map_or(Ok(()), |prefix| write!(out, "/{prefix}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Result<String, String>> {
        Address::parse(text).map(|parsed| parsed.map(|address| address.to_string()).map_err(|e| e.cause.unwrap()))
    }

    #[test]
    fn a_place_is_a_bucket_with_or_without_a_prefix_and_a_folder_has_no_scheme() {
        assert_eq!(parsed("s3://b"), Some(Ok("s3://b".to_owned())));
        assert_eq!(parsed("s3://b/"), Some(Ok("s3://b".to_owned())));
        assert_eq!(parsed("s3://b/x/y z/"), Some(Ok("s3://b/x/y z".to_owned())));
        for folder in ["public", "./a:b", "/srv/site", "C:\\site"] {
            assert_eq!(parsed(folder), None, "{folder}");
        }
    }

    #[test]
    fn what_cannot_be_a_place_is_refused_with_a_reason() {
        for (text, why) in [
            ("gs://b/x", "`gs` is not known"),
            ("file:///srv", "`file` is not known"),
            ("s3://", "a bucket's name"),
            ("s3:///x", "a bucket's name"),
            ("s3://key:secret@b/x", "a bucket's name"),
            ("s3://b//x", "begins with an empty part"),
            ("s3://b/x//y", "empty path segment"),
            ("s3://b/../y", ".."),
        ] {
            let cause = parsed(text).unwrap().unwrap_err();
            assert!(cause.contains(why), "{text}: {cause}");
        }
    }

    #[test]
    fn a_key_leads_back_to_its_path() {
        for place in ["s3://b", "s3://b/x/y"] {
            let address = Address::parse(place).unwrap().unwrap();
            for path in ["index.html", ".well-known/api-catalog", "changes/a/Grüße ~1+1=2%20 [a&b]'.png"] {
                let key = address.key(&RelPath::new(path).unwrap());
                assert!(key.as_ref().ends_with(path), "{key}");
                assert_eq!(address.path(&key).unwrap().as_str(), path, "{place}");
            }
            assert_eq!(address.path(&Path::from("elsewhere")).is_some(), place == "s3://b");
        }
    }
}
