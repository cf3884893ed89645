//! Sends what is to be sent, wave by wave: within a wave many objects at once, and never more in memory than are under way.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt;
use futures_util::stream;
use rayon::prelude::*;

use super::super::{Output, render};
use super::bucket::{AT_ONCE, Bucket, If, NotPut};
use super::manifest::{Held, Made};
use super::steps::Fate;
use super::{Stage, Told};
use crate::base::RelPath;
use crate::shell::Failure;

/// Rendered at once, since that is quicker than sending.
const BATCH: usize = 4 * AT_ONCE;

const HALFWAY: &str = "every page there is whole, some are new and some old; nothing is lost";

pub struct Sending<'a> {
    pub bucket: &'a Bucket,
    pub output: &'a dyn Output,
    pub made: &'a [Made],
    pub fates: &'a [Fate],
    pub told: Told<'a>,
}

impl Sending<'_> {
    /// Sends the waves, each once the one before is there, and tells what the store made of them.
    pub async fn waves(&self, waves: &[Vec<usize>]) -> Result<BTreeMap<RelPath, Held>, Failure> {
        let total = waves.iter().map(Vec::len).sum();
        let (done, mut held) = (AtomicUsize::new(0), BTreeMap::new());
        for batch in waves.iter().flat_map(|wave| wave.chunks(BATCH)) {
            let contents = batch.par_iter().map(|index| self.content(*index)).collect::<Result<Vec<_>, _>>()?;
            let objects = batch.iter().zip(contents).map(|(index, bytes)| {
                let done = &done;
                async move {
                    let sent = self.object(*index, bytes).await?;
                    (self.told)(Stage::Sent, done.fetch_add(1, Ordering::Relaxed) + 1, total);
                    Ok::<_, Failure>(sent)
                }
            });
            let mut sent = stream::iter(objects).buffer_unordered(AT_ONCE);
            while let Some(object) = sent.next().await {
                held.extend([object?]);
            }
        }
        Ok(held)
    }

    /// Made anew, so that a site need not fit in memory; it must be what was judged.
    fn content(&self, index: usize) -> Result<Vec<u8>, Failure> {
        let path = &self.output.paths()[index];
        let bytes = render::one(self.output, index)?;
        if Made::of(path, &bytes) == self.made[index] {
            return Ok(bytes);
        }
        let hint = format!("{HALFWAY}; publish again, and leave the sources alone meanwhile");
        Err(Failure::new(format!("the sources of `{path}` changed while the site was published"), hint))
    }

    async fn object(&self, index: usize, bytes: Vec<u8>) -> Result<(RelPath, Held), Failure> {
        let (path, made) = (&self.output.paths()[index], &self.made[index]);
        let when = match &self.fates[index] {
            Fate::Replaced(etag) => If::Still(etag.clone()),
            _ => If::Absent,
        };
        match self.bucket.put(path, made, bytes, when).await {
            Ok(etag) => Ok((path.clone(), Held { made: made.clone(), etag })),
            Err(NotPut::Otherwise) => {
                let message = format!("somebody else changed `{}/{path}` meanwhile", self.bucket.address);
                Err(Failure::new(message, format!("{HALFWAY}; publish again, which completes it")))
            }
            Err(NotPut::Failed(error)) => {
                let intact = format!("{HALFWAY}, and publishing again completes it");
                Err(self.bucket.failure("write", path.as_str(), &error, &intact))
            }
        }
    }
}
