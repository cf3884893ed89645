//! A place in a store: reads, lists, puts and deletes objects by their paths, and says of each failure which object it was,
//! what is intact and what to do. Never tells a secret.

use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use object_store::aws::AmazonS3Builder;
use object_store::path::Error as BadKey;
use object_store::{
    Attribute, Attributes, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig, UpdateVersion,
};

use super::super::hash::Hash;
use super::super::scan::MANIFEST;
use super::address::Address;
use super::client::Connector;
use super::manifest::Made;
use super::steps::{Found, Listing};
use super::{LOCK, UNTOUCHED};
use crate::base::RelPath;
use crate::shell::Failure;

/// Requests under way at once.
pub const AT_ONCE: usize = 16;
const NOT_DELETED: &str = "the new site is whole; what it no longer has is there still";
/// A cause is a line, not a page of XML.
const LONGEST_CAUSE: usize = 400;
/// Where a machine of AWS asks for the role that it has: asked last, where the environment names nobody.
const METADATA: &str = "169.254.169.254";
pub const CONDITIONS: &str =
    "the store must know conditional writes (If-Match and If-None-Match); update it or take another";
const SIGN_IN: &str = "set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, if there is one, AWS_SESSION_TOKEN, of somebody \
                       who may list, read, write and delete there";

#[derive(Clone, Debug)]
pub struct Bucket {
    pub address: Address,
    store: Arc<dyn ObjectStore>,
}

/// What has to be there for an object to be put.
#[derive(Clone, Debug)]
pub enum If {
    Absent,
    /// The object with this ETag.
    Still(Option<String>),
}

/// Why an object was not put.
#[derive(Debug)]
pub enum NotPut {
    /// Something else is there.
    Otherwise,
    Failed(Error),
}

impl Bucket {
    /// A place in S3, or a store that speaks it, as the environment says (AWS_*).
    pub fn from_env(address: &Address) -> Result<Self, Failure> {
        let retry = RetryConfig { max_retries: 5, retry_timeout: Duration::from_secs(120), ..RetryConfig::default() };
        let builder = AmazonS3Builder::from_env()
            .with_bucket_name(&address.bucket)
            .with_retry(retry)
            .with_http_connector(Connector);
        let store = builder.build().map_err(|e| {
            let hint = "nothing was sent; check the AWS_* variables of the environment";
            Failure::new(format!("cannot use the store of `{address}`"), hint).because(cause(&e))
        })?;
        Ok(Bucket::new(address.clone(), Arc::new(store)))
    }

    pub fn new(address: Address, store: Arc<dyn ObjectStore>) -> Self {
        Bucket { address, store }
    }

    /// The bytes at a path with their ETag, if there is an object.
    pub async fn read(&self, path: &RelPath) -> Result<Option<(Vec<u8>, Option<String>)>, Error> {
        let found = match self.store.get(&self.address.key(path)).await {
            Err(Error::NotFound { .. }) => return Ok(None),
            found => found?,
        };
        let etag = found.meta.e_tag.clone();
        Ok(Some((found.bytes().await?.to_vec(), etag)))
    }

    /// The ETag of what lies at a path, if there is an object.
    pub async fn etag(&self, path: &RelPath) -> Result<Option<String>, Error> {
        match self.store.head(&self.address.key(path)).await {
            Err(Error::NotFound { .. }) => Ok(None),
            found => Ok(found?.e_tag),
        }
    }

    /// The ETags of those of the objects that are there.
    pub async fn etags(&self, paths: &[RelPath]) -> Result<BTreeMap<RelPath, Option<String>>, Failure> {
        let asked = stream::iter(paths).map(|path| async move {
            match self.store.head(&self.address.key(path)).await {
                Err(Error::NotFound { .. }) => Ok(None),
                Ok(found) => Ok(Some((path.clone(), found.e_tag))),
                Err(error) => Err(self.failure("read", path.as_str(), &error, NOT_DELETED)),
            }
        });
        let asked: Vec<_> = asked.buffer_unordered(AT_ONCE).collect().await;
        asked.into_iter().filter_map(Result::transpose).collect()
    }

    /// The hashes of objects; one that is gone meanwhile is left out.
    pub async fn hashes(&self, paths: Vec<RelPath>) -> Result<BTreeMap<RelPath, Hash>, Failure> {
        let read = stream::iter(paths).map(|path| async move {
            match self.read(&path).await {
                Ok(found) => Ok(found.map(|(bytes, _)| (path, Hash::of(&bytes)))),
                Err(error) => Err(self.failure("read", path.as_str(), &error, "nothing was sent")),
            }
        });
        let read: Vec<_> = read.buffer_unordered(AT_ONCE).collect().await;
        read.into_iter().filter_map(Result::transpose).collect()
    }

    pub async fn list(&self) -> Result<Listing, Failure> {
        let mut listing = Listing::default();
        let mut found = self.store.list(self.address.prefix());
        while let Some(object) = found.next().await {
            let object = object.map_err(|e| self.unlisted(&e))?;
            let found = Found { etag: object.e_tag, size: object.size };
            match self.address.path(&object.location) {
                Some(path) if [MANIFEST, LOCK].contains(&path.as_str()) => {}
                // `a/`, a marker of the folder, is told as `a`, after `a` itself.
                Some(path) if found.size == 0 => {
                    listing.objects.entry(path).or_insert(found);
                }
                Some(path) => {
                    listing.objects.insert(path, found);
                }
                None if found.size == 0 && self.address.prefix() == Some(&object.location) => {}
                None => listing.foreign.push(object.location.to_string()),
            }
        }
        Ok(listing)
    }

    /// The library lists nothing at all where it cannot take a key for a path.
    fn unlisted(&self, error: &Error) -> Failure {
        let Error::InvalidPath { source: BadKey::EmptySegment { path: key } | BadKey::BadSegment { path: key, .. } } =
            error
        else {
            return self.failure("list", "", error, UNTOUCHED);
        };
        let hint =
            format!("{UNTOUCHED}; delete that object, which no site could have made, or publish to another prefix");
        let message = format!("the object `{key}` in the bucket `{}` is in the way of a listing", self.address.bucket);
        Failure::new(message, hint).because("a part of its key is empty, `.` or `..`, or holds a control character")
    }

    /// Puts an object with its headers and tells its ETag.
    pub async fn put(&self, path: &RelPath, made: &Made, bytes: Vec<u8>, when: If) -> Result<Option<String>, NotPut> {
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, made.media_type.clone().into_owned()),
            (Attribute::CacheControl, made.cache_control.clone().into_owned()),
        ]);
        let mode = match when {
            If::Absent => PutMode::Create,
            If::Still(e_tag) => PutMode::Update(UpdateVersion { e_tag, version: None }),
        };
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        match self.store.put_opts(&self.address.key(path), bytes.into(), options).await {
            Ok(put) => Ok(put.e_tag),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. } | Error::NotFound { .. }) => {
                // An answer that was lost may have been a yes; the next attempt then finds our own object.
                match self.read(path).await {
                    Ok(Some((there, etag))) if Hash::of(&there) == made.sha256 => Ok(etag),
                    Ok(_) => Err(NotPut::Otherwise),
                    Err(error) => Err(NotPut::Failed(error)),
                }
            }
            Err(error) => Err(NotPut::Failed(error)),
        }
    }

    /// Deletes objects; one that is gone already is fine. Tells after each how many are done.
    pub async fn delete(&self, paths: &[RelPath], told: &(dyn Fn(usize) + Sync)) -> Result<(), Failure> {
        let keys: Vec<_> = paths.iter().map(|path| Ok(self.address.key(path))).collect();
        let mut done = self.store.delete_stream(stream::iter(keys).boxed());
        let mut count = 0;
        while let Some(deleted) = done.next().await {
            match deleted {
                Ok(_) | Err(Error::NotFound { .. }) => count += 1,
                Err(error) => {
                    let path = paths.get(count).map_or("", RelPath::as_str);
                    return Err(self.failure("delete", path, &error, NOT_DELETED));
                }
            }
            told(count);
        }
        Ok(())
    }

    /// ``cannot {doing} `s3://…/path` ``, with what is intact, and what to do about this error.
    pub fn failure(&self, doing: &str, path: &str, error: &Error, intact: &str) -> Failure {
        let what = if path.is_empty() { self.address.to_string() } else { format!("{}/{path}", self.address) };
        let cause = cause(error);
        let help = if cause.contains(METADATA) { SIGN_IN } else { advice(error) };
        Failure::new(format!("cannot {doing} `{what}`"), format!("{intact}; {help}")).because(cause)
    }
}

fn advice(error: &Error) -> &'static str {
    match error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => SIGN_IN,
        Error::NotFound { .. } => "check the name of the bucket, AWS_REGION and AWS_ENDPOINT_URL",
        Error::NotImplemented { .. } | Error::NotSupported { .. } => CONDITIONS,
        _ => {
            "check the network, AWS_REGION, AWS_ENDPOINT_URL (and AWS_ALLOW_HTTP=true for one without TLS), and publish again"
        }
    }
}

/// What the store said, in a line; or the error and what is behind it.
fn cause(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let more = inner.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = inner.source();
    }
    without_secrets(&in_short(&text))
}

/// Stores answer in XML, of which the code and the message are for people.
fn in_short(text: &str) -> String {
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>")).map(|(inner, _)| inner)
    };
    let said = match (element("Code"), element("Message")) {
        (Some(code), Some(message)) => format!("{message} ({code})"),
        (Some(code), None) => code.to_owned(),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    match said.char_indices().nth(LONGEST_CAUSE) {
        Some((end, _)) => format!("{}…", &said[..end]),
        None => said,
    }
}

/// An answer may repeat what was sent to it.
fn without_secrets(text: &str) -> String {
    let names = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_TOKEN", "AWS_ACCESS_KEY_ID"];
    let secrets = names.iter().filter_map(|name| env::var(name).ok()).filter(|secret| secret.len() >= 8);
    secrets.fold(text.to_owned(), |text, secret| text.replace(&secret, "…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_store_says_is_told_in_a_line() {
        let xml = "response error \"<?xml?><Error><Code>AccessDenied</Code><Message>Access Denied</Message><Key>k</Key></Error>\"";
        assert_eq!(in_short(xml), "Access Denied (AccessDenied)");
        assert_eq!(in_short("a\n  b"), "a b");
        assert_eq!(in_short(&"ä".repeat(500)).chars().count(), LONGEST_CAUSE + 1);
    }
}
