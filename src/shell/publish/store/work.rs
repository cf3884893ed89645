//! A publication that was judged → carried out, alone, in steps of which each leaves a manifest that tells the next publication
//! what is ours.

use std::collections::BTreeMap;

use super::bucket::{Bucket, If, NotPut};
use super::halt::Halt;
use super::lease::{Holder, Lease, OnHeld};
use super::manifest::{Made, Manifest};
use super::send::Sending;
use super::steps::Steps;
use super::{Stage, Told, UNTOUCHED, order, own};
use crate::base::RelPath;
use crate::shell::Failure;
use crate::shell::publish::scan::MANIFEST;
use crate::shell::publish::{Kept, Output, Why};

const NOT_DELETED: &str = "the new pages are there, and nothing was deleted";
const DELETED_IN_PART: &str = "the new pages are there, and some of what is stale was deleted";
/// Looked at, the lock and then each, and deleted at once: the fewer, the less is lost where another takes over in between.
pub(super) const DELETED_AT_ONCE: usize = 100;

pub struct Work<'a> {
    pub bucket: &'a Bucket,
    pub output: &'a dyn Output,
    pub made: &'a [Made],
    /// By which it was judged, with its ETag: if that changed since, so did what it lists.
    pub manifest: Option<&'a (Manifest, Option<String>)>,
    pub steps: &'a Steps,
    pub halt: &'a Halt,
    pub told: Told<'a>,
}

impl Work<'_> {
    /// Publishes while it holds the lock, and tells what was left alone beside what [`Steps`] say.
    pub async fn alone(&self, on_held: OnHeld) -> Result<Vec<Kept>, Failure> {
        let lease = Lease::take(self.bucket, &Holder::this(), on_held).await?;
        let done = self.publish(&lease).await;
        lease.release().await;
        done
    }

    pub async fn publish(&self, lease: &Lease<'_>) -> Result<Vec<Kept>, Failure> {
        let steps = self.steps;
        let mut manifest = Manifest { files: steps.held.clone(), sending: self.adrift(lease) };
        let mut etag = self.manifest.and_then(|(_, etag)| etag.clone());
        if steps.sends() {
            etag = self.send(lease, &mut manifest, etag).await?;
        }
        lease.check(NOT_DELETED).await?;
        etag = self.write(&manifest, etag, NOT_DELETED).await?;
        if steps.stale.is_empty() {
            return Ok(Vec::new());
        }
        let kept = self.delete(lease, &mut manifest).await?;
        self.write(&manifest, etag, "the new site is whole").await?;
        Ok(kept)
    }

    /// What the publication that was taken over was to send, and is not there. If it lives after all, that may come yet, and is
    /// ours then.
    fn adrift(&self, lease: &Lease) -> BTreeMap<RelPath, Vec<Made>> {
        let Some((manifest, _)) = self.manifest.filter(|_| lease.took_over) else { return BTreeMap::new() };
        let is_there = |path: &RelPath, made: &Made| self.steps.held.get(path).is_some_and(|held| held.made == *made);
        let mut adrift = manifest.sending.clone();
        adrift.retain(|path, made| {
            made.retain(|made| !is_there(path, made));
            !made.is_empty()
        });
        adrift
    }

    /// Says in the manifest what will be sent, and sends it; `manifest` is then that of what is there.
    async fn send(
        &self,
        lease: &Lease<'_>,
        manifest: &mut Manifest,
        etag: Option<String>,
    ) -> Result<Option<String>, Failure> {
        let Work { bucket, output, made, steps, halt, told, .. } = *self;
        let waves = order::waves(output.paths(), steps);
        for index in waves.iter().flatten() {
            manifest.sending.entry(output.paths()[*index].clone()).or_default().push(made[*index].clone());
        }
        let etag = self.write(manifest, etag, UNTOUCHED).await?;
        let sent = Sending { bucket, lease, halt, output, made, fates: &steps.fates, told }.waves(&waves).await?;
        // Whoever else sends one of these finds that it is no longer what he knows.
        manifest.sending.retain(|path, _| !sent.contains_key(path));
        manifest.files.extend(sent);
        Ok(etag)
    }

    /// Deletes what is no longer made, and tells what was not since somebody changed it. The listing is as old as the sending
    /// took, so each is looked at once more; what is changed in the moment after that is lost, since stores delete without a
    /// condition. Whoever took over may want again what is stale here, and finds it as it was: so the lock is looked at too.
    async fn delete(&self, lease: &Lease<'_>, manifest: &mut Manifest) -> Result<Vec<Kept>, Failure> {
        let (mut kept, mut done) = (Vec::new(), 0);
        for stale in self.steps.stale.chunks(DELETED_AT_ONCE) {
            self.halt.check(&self.bucket.address)?;
            let there = self.bucket.etags(stale).await?;
            lease.check(DELETED_IN_PART).await?;
            let is_ours = |path: &&RelPath| there.get(path).is_none_or(|etag| *etag == self.steps.held[path].etag);
            let (ours, edited): (Vec<&RelPath>, Vec<&RelPath>) = stale.iter().partition(is_ours);
            let ours: Vec<RelPath> = ours.into_iter().cloned().collect();
            kept.extend(edited.iter().map(|path| Kept { path: path.as_str().into(), why: Why::Edited }));
            let told = |count| (self.told)(Stage::Deleted, done + count, self.steps.stale.len());
            self.bucket.delete(&ours, &told).await?;
            done += ours.len();
            ours.iter().for_each(|path| drop(manifest.files.remove(path)));
        }
        Ok(kept)
    }

    /// Puts the manifest in the place of the one with this ETag.
    async fn write(&self, manifest: &Manifest, etag: Option<String>, intact: &str) -> Result<Option<String>, Failure> {
        let bytes = manifest.bytes();
        let made = Made::bookkeeping(&own(MANIFEST), &bytes);
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
