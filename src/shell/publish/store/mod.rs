//! A plan of files → objects in a store (S3, or what speaks it), in an order in which no reader meets a link to something
//! that is not there, and with the headers of each. Only what differs is sent. Never changes or deletes an object that the
//! manifest does not own, and never publishes beside somebody else who does.
//!
//! A store has no exchange of folders, so readers see single pages turn new one after the other. The steps are: judge
//! (nothing is written) · take the lock · say in the manifest what will be sent · send · the new manifest · delete what is
//! no longer made · the manifest without it. Wherever that ends, the next publication knows what is ours and completes it.

mod address;
mod bucket;
mod client;
mod lease;
mod manifest;
mod order;
mod send;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::future::Future;

pub use address::Address;
use bucket::{Bucket, If, NotPut};
pub use lease::OnHeld;
use lease::{Holder, Lease};
use manifest::{Made, Manifest};
use send::Sending;
use steps::{Before, Fate, Steps, decide, doubts};

use super::scan::MANIFEST;
use super::{Act, Kept, Output, render};
use crate::base::RelPath;
use crate::shell::Failure;

/// The lock lies beside the manifest.
const LOCK: &str = ".forewarn-lock.json";
const UNTOUCHED: &str = "nothing was sent";
/// How many objects in the way are named.
const NAMED: usize = 3;

/// What a publication does at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Made,
    Sent,
    Deleted,
}

/// Told of a stage how many are done, and of how many; from any thread.
pub type Told<'a> = &'a (dyn Fn(Stage, usize, usize) + Sync);

/// Whether to publish, or to say what would be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Publish(OnHeld),
    Rehearse,
}

/// What a publication did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Sent, then deleted objects; both sorted.
    pub acts: Vec<(Act, RelPath)>,
    pub unchanged: usize,
    /// What was left alone since it is not, or no longer, ours. Sorted.
    pub kept: Vec<Kept>,
    /// The size of what was sent.
    pub bytes: u64,
}

/// Why a text is no manifest.
#[derive(Debug)]
pub struct Refused(String);

/// Publishes `output` at `address`, with the credentials and the endpoint of the environment.
///
/// # Errors
/// If a content cannot be rendered, somebody else publishes, or the store refuses. The failure says what is intact.
pub fn publish(address: &Address, output: &dyn Output, wish: Wish, told: Told) -> Result<Sent, Failure> {
    let bucket = Bucket::from_env(address)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| {
        Failure::new("cannot start what waits for the store", format!("{UNTOUCHED}; try again")).because(e)
    })?;
    runtime.block_on(run(&bucket, output, wish, told, interrupted()))
}

/// `stop` is what ends it early; the lock is given back then too.
async fn run(
    bucket: &Bucket,
    output: &dyn Output,
    wish: Wish,
    told: Told<'_>,
    stop: impl Future<Output = ()>,
) -> Result<Sent, Failure> {
    let paths = output.paths();
    let made = render::each(output, &|count| told(Stage::Made, count, paths.len()), |index, bytes| {
        Ok(Made::of(&paths[index], &bytes))
    })?;
    let (manifest, etag) = read_manifest(bucket).await?;
    let listing = bucket.list().await?;
    let before = Before { paths, wanted: &made, manifest: manifest.as_ref(), listing: &listing };
    let read = bucket.hashes(doubts(&before)).await?;
    let steps = decide(&before, &read);
    refuse_conflicts(bucket, paths, manifest.as_ref(), &steps)?;
    let sent = summary(paths, &made, &steps);
    let knows = manifest.is_some_and(|manifest| manifest.sending.is_empty() && manifest.files == steps.held);
    if wish == Wish::Rehearse || (knows && sent.acts.is_empty()) {
        return Ok(sent);
    }
    let Wish::Publish(on_held) = wish else { return Ok(sent) };
    let lease = Lease::take(bucket, &Holder::this(), on_held).await?;
    let work = Work { bucket, lease: &lease, output, made: &made, steps: &steps, told };
    let done = tokio::select! {
        done = work.publish(etag) => done,
        () = stop => Err(Failure::new(
            format!("interrupted while publishing to `{}`", bucket.address),
            "every page there is whole, some may be new and some old; publish again, which completes it",
        )),
    };
    lease.release().await;
    done.map(|()| sent)
}

async fn read_manifest(bucket: &Bucket) -> Result<(Option<Manifest>, Option<String>), Failure> {
    let read = bucket.read(&own(MANIFEST)).await.map_err(|e| bucket.failure("read", MANIFEST, &e, UNTOUCHED))?;
    let Some((bytes, etag)) = read else { return Ok((None, None)) };
    let manifest = Manifest::parse(&bytes).map_err(|Refused(why)| {
        let hint = "nothing was sent; without a manifest nobody knows which objects are ours: restore it, or publish to \
                    another prefix";
        let message = format!("the manifest `{}/{MANIFEST}` is not one that this version can read", bucket.address);
        Failure::new(message, hint).because(why)
    })?;
    Ok((Some(manifest), etag))
}

/// A first site is not laid between files of somebody else's: half of its pages would be theirs.
fn refuse_conflicts(
    bucket: &Bucket,
    paths: &[RelPath],
    manifest: Option<&Manifest>,
    steps: &Steps,
) -> Result<(), Failure> {
    let planned = paths.iter().zip(&steps.fates).filter(|(_, fate)| matches!(fate, Fate::Kept(_)));
    let named: Vec<String> = planned.take(NAMED).map(|(path, _)| format!("`{path}`")).collect();
    if manifest.is_some() || named.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("objects that forewarn did not put there are in the way in `{}`", bucket.address),
        "nothing was sent; publish to an empty prefix, or delete what this site is to replace",
    )
    .because(format!("there is {}", named.join(", "))))
}

fn summary(paths: &[RelPath], made: &[Made], steps: &Steps) -> Sent {
    let mut sent = Sent { kept: steps.kept.clone(), ..Sent::default() };
    for ((path, made), fate) in paths.iter().zip(made).zip(&steps.fates) {
        let act = match fate {
            Fate::New => Act::Add,
            Fate::Replaced(_) => Act::Replace,
            Fate::Unchanged => {
                sent.unchanged += 1;
                continue;
            }
            Fate::Kept(_) => continue,
        };
        sent.bytes += made.size;
        sent.acts.push((act, path.clone()));
    }
    sent.acts.extend(steps.stale.iter().map(|path| (Act::Delete, path.clone())));
    sent
}

/// A publication that holds the lock.
struct Work<'a> {
    bucket: &'a Bucket,
    lease: &'a Lease<'a>,
    output: &'a dyn Output,
    made: &'a [Made],
    steps: &'a Steps,
    told: Told<'a>,
}

impl Work<'_> {
    /// `etag` is that of the manifest by which everything was judged: if it changed since, so did what it lists.
    async fn publish(&self, etag: Option<String>) -> Result<(), Failure> {
        let Work { bucket, lease, output, made, steps, told } = *self;
        let paths = output.paths();
        let mut manifest = Manifest { files: steps.held.clone(), sending: BTreeMap::new() };
        let mut etag = etag;
        if steps.sends() {
            let waves = order::waves(paths, steps);
            let sending = waves.iter().flatten().map(|index| (paths[*index].clone(), made[*index].clone()));
            manifest.sending = sending.collect();
            etag = self.write(&manifest, etag, UNTOUCHED).await?;
            let sending = Sending { bucket, output, made, fates: &steps.fates, told };
            manifest.files.extend(sending.waves(&waves).await?);
            manifest.sending.clear();
        }
        lease.check("the new pages are there, and nothing was deleted").await?;
        etag = self.write(&manifest, etag, "the new pages are there, and nothing was deleted").await?;
        if steps.stale.is_empty() {
            return Ok(());
        }
        bucket.delete(&steps.stale, &|count| told(Stage::Deleted, count, steps.stale.len())).await?;
        manifest.files.retain(|path, _| steps.stale.binary_search(path).is_err());
        self.write(&manifest, etag, "the new site is whole").await.map(|_| ())
    }

    /// Puts the manifest in the place of the one with this ETag.
    async fn write(&self, manifest: &Manifest, etag: Option<String>, intact: &str) -> Result<Option<String>, Failure> {
        let bytes = manifest.bytes();
        let made = Made { cache_control: "no-store".to_owned(), ..Made::of(&own(MANIFEST), &bytes) };
        let when = if etag.is_some() { If::Still(etag) } else { If::Absent };
        match self.bucket.put(&own(MANIFEST), &made, bytes, when).await {
            Ok(etag) => Ok(etag),
            Err(NotPut::Otherwise) => Err(Failure::new(
                format!("somebody else published to `{}` meanwhile", self.bucket.address),
                format!("{intact}; publish again"),
            )),
            Err(NotPut::Failed(error)) => Err(self.bucket.failure("write", MANIFEST, &error, intact)),
        }
    }
}

/// A name of our bookkeeping as a path.
fn own(name: &str) -> RelPath {
    RelPath::new(name).expect("a plain name is a path")
}

/// Ends when somebody wants this process to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
