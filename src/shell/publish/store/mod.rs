//! A plan of files → objects in a store (S3, or what speaks it), in an order in which no reader meets a link to something
//! that is not there, and with the headers of each. Only what differs is sent. Never changes or deletes an object that the
//! manifest does not own, and never publishes beside somebody else who does.
//!
//! A store has no exchange of folders, so readers see single pages turn new one after the other. The steps are: judge
//! (nothing is written) · take the lock · say in the manifest what will be sent · send · the new manifest · delete what is
//! no longer made · the manifest without it. Wherever that ends, the next publication knows what is ours and completes it.
//! Objects are put on conditions only; one that is edited in the very moment before it is deleted is lost, since stores do not
//! delete on conditions.

mod address;
mod bucket;
mod client;
mod halt;
mod lease;
mod manifest;
mod order;
mod send;
mod steps;
#[cfg(test)]
mod tests;
mod work;

use std::io;
use std::path::Path;

pub use address::Address;
use bucket::Bucket;
use halt::{Halt, until};
pub use lease::OnHeld;
use manifest::{Made, Manifest};
use steps::{Before, Fate, Steps, decide, doubts};
use work::Work;

use super::scan::MANIFEST;
use super::{Act, Kept, Output, render};
use crate::base::RelPath;
use crate::shell::{Failure, signal};

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
    /// Somebody wants it to end; what is under way is let arrive.
    Stopping,
}

/// Told of a stage how many are done, and of how many; from any thread. Nothing is counted while it stops.
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

impl Sent {
    /// What was to be deleted and was edited meanwhile was left alone.
    fn leave(&mut self, edited: Vec<Kept>) {
        let is_left = |path: &RelPath| edited.iter().any(|kept| kept.path == Path::new(path.as_str()));
        self.acts.retain(|(act, path)| *act != Act::Delete || !is_left(path));
        self.kept.extend(edited);
        self.kept.sort();
    }
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
    let done = runtime.block_on(run(&bucket, output, wish, told, signal::ended));
    // Whoever asked twice for the end does not wait for what is under way.
    runtime.shutdown_background();
    done
}

/// `stop` resolves whenever somebody wants it to end.
async fn run(
    bucket: &Bucket,
    output: &dyn Output,
    wish: Wish,
    told: Told<'_>,
    stop: impl AsyncFn() -> io::Result<()>,
) -> Result<Sent, Failure> {
    let paths = output.paths();
    let made = render::each(output, &|count| told(Stage::Made, count, paths.len()), |index, bytes| {
        Ok(Made::of(&paths[index], &bytes))
    })?;
    let manifest = read_manifest(bucket).await?;
    let listing = bucket.list().await?;
    let known = manifest.as_ref().map(|(manifest, _)| manifest);
    let before = Before { paths, wanted: &made, manifest: known, listing: &listing };
    let read = bucket.hashes(doubts(&before)).await?;
    let steps = decide(&before, &read);
    refuse_conflicts(bucket, paths, known, &steps)?;
    let mut sent = summary(paths, &made, &steps);
    let knows = known.is_some_and(|manifest| manifest.sending.is_empty() && manifest.files == steps.held);
    let Wish::Publish(on_held) = wish else { return Ok(sent) };
    if knows && sent.acts.is_empty() {
        return Ok(sent);
    }
    let halt = Halt::default();
    let work = Work { bucket, output, made: &made, manifest: manifest.as_ref(), steps: &steps, halt: &halt, told };
    let halted = || {
        halt.call();
        told(Stage::Stopping, 0, 0);
    };
    sent.leave(until(stop, halted, &bucket.address, work.alone(on_held)).await?);
    Ok(sent)
}

/// What is there, with its ETag.
async fn read_manifest(bucket: &Bucket) -> Result<Option<(Manifest, Option<String>)>, Failure> {
    let read = bucket.read(&own(MANIFEST)).await.map_err(|e| bucket.failure("read", MANIFEST, &e, UNTOUCHED))?;
    let Some((bytes, etag)) = read else { return Ok(None) };
    let manifest = Manifest::parse(&bytes).map_err(|Refused(why)| {
        let hint = "nothing was sent; without a manifest nobody knows which objects are ours: restore it, or publish to \
                    another prefix";
        let message = format!("the manifest `{}/{MANIFEST}` is not one that this version can read", bucket.address);
        Failure::new(message, hint).because(why)
    })?;
    Ok(Some((manifest, etag)))
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

/// A name of our bookkeeping as a path.
fn own(name: &str) -> RelPath {
    RelPath::new(name).expect("a plain name is a path")
}
