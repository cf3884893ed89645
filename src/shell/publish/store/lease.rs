//! One publication at a time for one place: an object that can be made only where there is none. It stays when its holder is
//! killed, says who that was and since when, and is then taken over by whoever is told to.

use std::env;
use std::fs;
use std::process;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::bucket::{Bucket, If, NotPut};
use super::manifest::Made;
use super::{LOCK, own};
use crate::shell::Failure;

/// What to do where somebody else publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnHeld {
    Refuse,
    TakeOver,
}

/// Who publishes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Holder {
    pub holder: String,
    /// RFC 3339, UTC.
    pub since: String,
}

#[derive(Debug)]
pub struct Lease<'a> {
    bucket: &'a Bucket,
    etag: Option<String>,
}

impl Holder {
    /// This process, now. No two are alike, so that nobody takes another's lock for its own.
    pub fn this() -> Self {
        let known = |names: &[&str]| names.iter().find_map(|name| env::var(name).ok()).filter(|name| !name.is_empty());
        let user = known(&["USER", "LOGNAME", "USERNAME"]);
        let host = fs::read_to_string("/proc/sys/kernel/hostname").ok().map(|host| host.trim().to_owned());
        let host = host.or_else(|| known(&["HOSTNAME", "COMPUTERNAME"]));
        let who = match (user, host) {
            (Some(user), Some(host)) => format!("{user}@{host}, "),
            (Some(only), None) | (None, Some(only)) => format!("{only}, "),
            (None, None) => String::new(),
        };
        Holder { holder: format!("{who}process {}", process::id()), since: Timestamp::now().to_string() }
    }

    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("two texts are JSON")
    }
}

impl<'a> Lease<'a> {
    /// # Errors
    /// If somebody else holds it and may keep it, or the store cannot do conditional writes.
    pub async fn take(bucket: &'a Bucket, me: &Holder, on_held: OnHeld) -> Result<Self, Failure> {
        match put(bucket, me, If::Absent).await {
            Ok(etag) => return Ok(Lease { bucket, etag }),
            Err(NotPut::Otherwise) => {}
            Err(NotPut::Failed(error)) => return Err(bucket.failure("write", LOCK, &error, "nothing was sent")),
        }
        let read = bucket.read(&own(LOCK)).await.map_err(|e| bucket.failure("read", LOCK, &e, "nothing was sent"))?;
        let (held, when) = match read {
            Some((bytes, etag)) => (Some(bytes), If::Still(etag)),
            // It ended just now.
            None => (None, If::Absent),
        };
        let refused = || busy(bucket, held.as_deref());
        if on_held == OnHeld::Refuse && held.is_some() {
            return Err(refused());
        }
        match put(bucket, me, when).await {
            Ok(etag) => Ok(Lease { bucket, etag }),
            Err(NotPut::Otherwise) => Err(refused()),
            Err(NotPut::Failed(error)) => Err(bucket.failure("write", LOCK, &error, "nothing was sent")),
        }
    }

    /// # Errors
    /// If another publication took over.
    pub async fn check(&self, intact: &str) -> Result<(), Failure> {
        let etag = self.bucket.etag(&own(LOCK)).await.map_err(|e| self.bucket.failure("read", LOCK, &e, intact))?;
        if etag == self.etag {
            return Ok(());
        }
        Err(Failure::new(
            format!("another publication took over `{}`", self.bucket.address),
            format!("{intact}; that one completes the site, and this one has ended"),
        ))
    }

    /// Gives it back, unless it is another's by now. One that stays is a nuisance, and is told of by whoever meets it.
    pub async fn release(self) {
        if self.check("").await.is_ok() {
            let _ = self.bucket.delete(&[own(LOCK)], &|_| {}).await;
        }
    }
}

async fn put(bucket: &Bucket, me: &Holder, when: If) -> Result<Option<String>, NotPut> {
    let bytes = me.bytes();
    let made = Made { cache_control: "no-store".to_owned(), ..Made::of(&own(LOCK), &bytes) };
    bucket.put(&own(LOCK), &made, bytes, when).await
}

fn busy(bucket: &Bucket, held: Option<&[u8]>) -> Failure {
    let message = match held.and_then(|bytes| serde_json::from_slice::<Holder>(bytes).ok()) {
        Some(Holder { holder, since }) => {
            format!("somebody else publishes to `{}`: {holder}, since {since}", bucket.address)
        }
        None => format!("somebody else publishes to `{}`", bucket.address),
    };
    let hint =
        "nothing was sent; wait for it to end, or, if it was killed, say `--take-over`, which completes what it began";
    Failure::new(message, hint)
}
