//! Sends what is to be sent, wave by wave: within a wave many objects at once, and never more in memory than are under way.
//! Whatever fails, what was begun has ended when this has.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::ready;

use futures_util::StreamExt;
use futures_util::stream;

use super::super::{Output, render};
use super::bucket::{AT_ONCE, Bucket, If, NotPut};
use super::halt::Halt;
use super::lease::Lease;
use super::manifest::{Held, Made};
use super::steps::Fate;
use super::{Stage, Told};
use crate::base::RelPath;
use crate::shell::Failure;

/// So often the lock is looked at: whoever is taken over sends no more than these.
const PER_CHECK: usize = 4 * AT_ONCE;

pub const HALFWAY: &str = "every page there is whole, some may be new and some old, and nothing is lost";

pub struct Sending<'a> {
    pub bucket: &'a Bucket,
    pub lease: &'a Lease<'a>,
    pub halt: &'a Halt,
    pub output: &'a dyn Output,
    pub made: &'a [Made],
    pub fates: &'a [Fate],
    pub told: Told<'a>,
}

impl Sending<'_> {
    /// Sends the waves, each once the one before is there, and tells what the store made of them.
    pub async fn waves(&self, waves: &[Vec<usize>]) -> Result<BTreeMap<RelPath, Held>, Failure> {
        let total = waves.iter().map(Vec::len).sum();
        let (begun, mut held) = (Cell::new(0), BTreeMap::new());
        for wave in waves {
            let objects = stream::iter(wave).take_while(|_| ready(!self.halt.is_called()));
            let mut sent = objects.map(|index| self.object(*index, &begun)).buffer_unordered(AT_ONCE);
            let mut failure = None;
            while let Some(object) = sent.next().await {
                match object {
                    Ok(object) => {
                        held.extend([object]);
                        (self.told)(Stage::Sent, held.len(), total);
                    }
                    Err(first) => {
                        self.halt.call();
                        failure.get_or_insert(first);
                    }
                }
            }
            failure.map_or(Ok(()), Err)?;
            self.halt.check(&self.bucket.address)?;
        }
        Ok(held)
    }

    async fn object(&self, index: usize, begun: &Cell<usize>) -> Result<(RelPath, Held), Failure> {
        if begun.replace(begun.get() + 1) % PER_CHECK == PER_CHECK - 1 {
            self.lease.check(HALFWAY).await?;
        }
        let (path, made) = (&self.output.paths()[index], &self.made[index]);
        // Made here while others are under way on threads of their own: it takes far less than to send it.
        let bytes = self.content(index)?;
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

    /// Made anew, so that a site need not fit in memory; it must be what was judged.
    fn content(&self, index: usize) -> Result<Vec<u8>, Failure> {
        let path = &self.output.paths()[index];
        let changed = || {
            let hint = format!("{HALFWAY}; publish again, and leave the sources alone meanwhile");
            Failure::new(format!("the sources of `{path}` changed while the site was published"), hint)
        };
        // It could be made a moment ago. As a finding, it would be told that nothing was published.
        let bytes = render::one(self.output, index).map_err(|failure| {
            let finding = failure.findings.first().map(|finding| finding.message.clone());
            changed().because(finding.unwrap_or_else(|| failure.to_string()))
        })?;
        if Made::of(path, &bytes) == self.made[index] { Ok(bytes) } else { Err(changed()) }
    }
}
