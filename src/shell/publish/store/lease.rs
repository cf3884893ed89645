//! One publication at a time for one place: an object that can be made only where there is none. It stays when its holder is
//! killed, says who that was and since when, and is then taken over by whoever is told to.

use std::hash::{BuildHasher, RandomState};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::bucket::{Bucket, CONDITIONS, If, NotPut};
use super::manifest::Made;
use super::{LOCK, UNTOUCHED, own};
use crate::shell::{Failure, ci};

/// That of an object without bytes, as S3 has it; a lock has some.
const ETAG_OF_NOTHING: &str = "\"d41d8cd98f00b204e9800998ecf8427e\"";

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
    /// Somebody held it, who may live.
    pub took_over: bool,
}

impl Holder {
    /// This publication. No two are alike, so that nobody takes another's lock for its own. The lock lies among files for the
    /// world, so that it names a job, and never a user or a machine.
    pub fn this() -> Self {
        let since = Timestamp::now().to_string();
        let id = RandomState::new().hash_one(&since);
        let job = ci::job().map_or(String::new(), |job| format!(", {job}"));
        Holder { holder: format!("publication {id:016x}{job}"), since }
    }

    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("two texts are JSON")
    }
}

impl<'a> Lease<'a> {
    /// # Errors
    /// If somebody else holds it and may keep it, or the store cannot do conditional writes.
    pub async fn take(bucket: &'a Bucket, me: &Holder, on_held: OnHeld) -> Result<Self, Failure> {
        let lease = match put(bucket, me, If::Absent).await {
            Ok(etag) => Lease { bucket, etag, took_over: false },
            Err(NotPut::Otherwise) => Lease::take_held(bucket, me, on_held).await?,
            Err(NotPut::Failed(error)) => return Err(bucket.failure("write", LOCK, &error, UNTOUCHED)),
        };
        match lease.prove(me).await {
            Ok(()) => Ok(lease),
            Err(failure) => {
                lease.release().await;
                Err(failure)
            }
        }
    }

    /// Where there was a lock just now.
    async fn take_held(bucket: &'a Bucket, me: &Holder, on_held: OnHeld) -> Result<Self, Failure> {
        let read = bucket.read(&own(LOCK)).await.map_err(|e| bucket.failure("read", LOCK, &e, UNTOUCHED))?;
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
            Ok(etag) => Ok(Lease { bucket, etag, took_over: held.is_some() }),
            Err(NotPut::Otherwise) => Err(refused()),
            Err(NotPut::Failed(error)) => Err(bucket.failure("write", LOCK, &error, UNTOUCHED)),
        }
    }

    /// A store that passes over conditions would let two publish at once, and would overwrite what is not ours. So two writes
    /// that must be refused are tried, in the lock's place.
    async fn prove(&self, me: &Holder) -> Result<(), Failure> {
        let nobody = Holder { holder: "nobody".to_owned(), since: me.since.clone() };
        for when in [If::Absent, If::Still(Some(ETAG_OF_NOTHING.to_owned()))] {
            match put(self.bucket, &nobody, when).await {
                Err(NotPut::Otherwise) => {}
                Err(NotPut::Failed(error)) => return Err(self.bucket.failure("write", LOCK, &error, UNTOUCHED)),
                Ok(_) => {
                    // It is nobody's lock now, and locks nothing.
                    let _ = self.bucket.delete(&[own(LOCK)], &|_| {}).await;
                    let message = format!("the store of `{}` passes over conditions of a write", self.bucket.address);
                    return Err(Failure::new(message, format!("{UNTOUCHED}; {CONDITIONS}")));
                }
            }
        }
        Ok(())
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
    let made = Made::bookkeeping(&own(LOCK), &bytes);
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
