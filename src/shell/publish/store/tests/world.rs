//! A bucket with a site below `site`, and sites to publish there.

use std::collections::BTreeMap;
use std::future::{Future, pending};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{FutureExt, StreamExt};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use super::super::{Act, Address, Bucket, OnHeld, Sent, Stage, Wish, run};
use super::recorder::{Dies, Recorder};
use crate::base::RelPath;
use crate::diag::{Diagnostic, Rule};
use crate::shell::Failure;
use crate::shell::publish::{Content, Output};

/// A site in memory; a file whose text is `fail` cannot be rendered, and one whose text is `fail again` only once.
pub struct Site {
    pub paths: Vec<RelPath>,
    pub texts: Vec<String>,
    rendered: AtomicUsize,
}

impl Output for Site {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> Result<Content, Diagnostic> {
        let is_again = self.rendered.fetch_add(1, Ordering::Relaxed) >= self.paths.len();
        match self.texts[index].as_str() {
            text if text == "fail" || (text == "fail again" && is_again) => {
                Err(Diagnostic::file(Rule::Template, &self.paths[index], "it does not render"))
            }
            text => Ok(Content::Bytes(text.as_bytes().to_vec())),
        }
    }
}

pub fn site<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Site {
    let files: BTreeMap<RelPath, String> =
        files.into_iter().map(|(path, text)| (RelPath::new(path).unwrap(), text.to_owned())).collect();
    let (paths, texts) = files.into_iter().unzip();
    Site { paths, texts, rendered: AtomicUsize::new(0) }
}

/// A bucket with a site below `site`.
pub struct World {
    pub store: Arc<InMemory>,
}

pub type Outcome = Result<Sent, Failure>;

pub fn block<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

impl World {
    pub fn new() -> Self {
        World { store: Arc::new(InMemory::new()) }
    }

    pub fn bucket(&self, dies: Dies) -> (Bucket, Arc<Recorder>) {
        self.through(Recorder { dies, ..Recorder::default() })
    }

    pub fn through(&self, recorder: Recorder) -> (Bucket, Arc<Recorder>) {
        let recorder = Arc::new(Recorder { store: self.store.clone(), ..recorder });
        (Bucket::new(Address::parse("s3://b/site").unwrap().unwrap(), recorder.clone()), recorder)
    }

    pub fn attempt(&self, site: &Site, wish: Wish, dies: Dies) -> (Outcome, Vec<String>) {
        let (bucket, recorder) = self.bucket(dies);
        let done = block(run(&bucket, site, wish, &|_, _, _| {}, never));
        let asked = recorder.asked.lock().unwrap().clone();
        (done, asked)
    }

    /// Publishes, and does something else when so many objects were sent.
    pub fn publish_while(&self, site: &Site, sent: usize, meanwhile: impl Fn() + Sync) -> Outcome {
        let told = |stage, count, _| {
            if (stage, count) == (Stage::Sent, sent) {
                meanwhile();
            }
        };
        block(run(&self.bucket(Dies::Never).0, site, Wish::Publish(OnHeld::Refuse), &told, never))
    }

    pub fn publish(&self, site: &Site) -> Outcome {
        self.attempt(site, Wish::Publish(OnHeld::Refuse), Dies::Never).0
    }

    pub fn put(&self, key: &str, text: &str) {
        let key = Path::parse(key).unwrap();
        self.store.put(&key, text.to_owned().into()).now_or_never().unwrap().unwrap();
    }

    pub fn remove(&self, key: &str) {
        block(self.store.delete(&Path::parse(key).unwrap())).unwrap();
    }

    pub fn text(&self, key: &str) -> String {
        let bytes = block(async { self.store.get(&Path::parse(key).unwrap()).await.unwrap().bytes().await.unwrap() });
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// All objects but our bookkeeping.
    pub fn objects(&self) -> BTreeMap<String, String> {
        let keys: Vec<String> =
            block(self.store.list(None).map(|object| object.unwrap().location.to_string()).collect());
        let keys = keys.into_iter().filter(|key| !key.contains(".forewarn"));
        keys.map(|key| (key.clone(), self.text(&key))).collect()
    }

    pub fn holds(&self, site: &Site) -> bool {
        let wanted = site.paths.iter().map(|path| format!("site/{path}")).zip(site.texts.iter().cloned());
        self.objects() == wanted.collect()
    }
}

/// Nobody wants it to stop.
pub async fn never() -> io::Result<()> {
    pending().await
}

/// More pages than are sent at once, or between two looks at the lock.
pub fn large() -> Site {
    let pages: Vec<(String, String)> =
        (0..200).map(|number| (format!("changes/{number:03}/index.html"), number.to_string())).collect();
    site(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

pub fn changed(sent: &Sent) -> Vec<(Act, &str)> {
    sent.acts.iter().map(|(act, path)| (*act, path.as_str())).collect()
}

pub fn first() -> Site {
    site([
        ("changes/a/index.html", "a1"),
        ("feed.xml", "f1"),
        ("gone/index.html", "g"),
        ("index.html", "i1"),
        ("theme/s.css", "s"),
    ])
}

pub fn second() -> Site {
    site([
        ("changes/a/index.html", "a2"),
        ("changes/b/index.html", "b"),
        ("feed.xml", "f2"),
        ("index.html", "i2"),
        ("theme/s.css", "s"),
    ])
}
