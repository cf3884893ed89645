//! A store in memory that writes down what it is asked, and can die at any request.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

/// When the network ends, seen from the publisher.
#[derive(Clone, Copy, Debug, Default)]
pub enum Dies {
    #[default]
    Never,
    /// From this request on, nothing arrives.
    Before(usize),
    /// This request arrives, and its answer does not; from then on, nothing.
    After(usize),
}

#[derive(Debug, Default)]
pub struct Recorder {
    pub store: Arc<InMemory>,
    pub dies: Dies,
    pub asked: Mutex<Vec<String>>,
    /// Objects that are on their way. One that nobody waits for any more arrives all the same.
    pub under_way: Arc<AtomicUsize>,
    /// Writes whatever the condition.
    pub careless: bool,
    /// Keys that the library has no path for are listed too: markers of folders, and worse.
    pub strange: Vec<&'static str>,
}

impl Recorder {
    fn lost() -> Error {
        Error::Generic { store: "test", source: "the network is gone".into() }
    }

    /// Whether a request arrives, and whether its answer does.
    fn ask(&self, what: &str, key: &Path) -> Result<bool> {
        let mut asked = self.asked.lock().unwrap();
        if what == "delete" {
            assert_eq!(self.under_way.load(Ordering::Relaxed), 0, "deleting while objects are under way");
        }
        asked.push(format!("{what} {key}"));
        match self.dies {
            Dies::Never => Ok(true),
            Dies::Before(last) => {
                if asked.len() > last {
                    Err(Self::lost())
                } else {
                    Ok(true)
                }
            }
            Dies::After(last) => {
                if asked.len() > last {
                    Err(Self::lost())
                } else {
                    Ok(asked.len() < last)
                }
            }
        }
    }
}

impl fmt::Display for Recorder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("recorder")
    }
}

#[async_trait]
impl ObjectStore for Recorder {
    async fn put_opts(&self, key: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let answered = self.ask("put", key)?;
        let options = if self.careless { PutOptions::default() } else { options };
        let (store, key, under_way) = (self.store.clone(), key.clone(), self.under_way.clone());
        under_way.fetch_add(1, Ordering::Relaxed);
        let put = tokio::spawn(async move {
            let far = key.as_ref().bytes().map(usize::from).sum::<usize>() % 23;
            for _ in 0..far {
                tokio::task::yield_now().await;
            }
            let put = store.put_opts(&key, payload, options).await;
            under_way.fetch_sub(1, Ordering::Relaxed);
            put
        });
        let put = put.await.unwrap()?;
        if answered { Ok(put) } else { Err(Self::lost()) }
    }

    async fn put_multipart_opts(&self, _: &Path, _: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        unreachable!("objects are put whole")
    }

    async fn get_opts(&self, key: &Path, options: GetOptions) -> Result<GetResult> {
        if self.ask(if options.head { "head" } else { "get" }, key)? {
            self.store.get_opts(key, options).await
        } else {
            Err(Self::lost())
        }
    }

    fn delete_stream(&self, keys: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        // Asked when the stream is made, since it outlives the borrow; one request for all, as S3 has it.
        let asked = self.ask("delete", &Path::default());
        let store = self.store.clone();
        match asked {
            Ok(answered) => keys
                .then(move |key| {
                    let store = store.clone();
                    async move {
                        let key = key?;
                        store.delete(&key).await?;
                        if answered { Ok(key) } else { Err(Self::lost()) }
                    }
                })
                .boxed(),
            Err(error) => stream::iter([Err(error)]).boxed(),
        }
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        match self.ask("list", prefix.unwrap_or(&Path::default())) {
            Ok(true) => {
                let strange = self.strange.clone().into_iter().map(|key| {
                    let (location, last_modified) = (Path::parse(key)?, Default::default());
                    Ok(ObjectMeta { location, last_modified, size: 0, e_tag: Some("strange".into()), version: None })
                });
                self.store.list(prefix).chain(stream::iter(strange.collect::<Vec<_>>())).boxed()
            }
            _ => stream::iter([Err(Self::lost())]).boxed(),
        }
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.store.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.store.copy_opts(from, to, options).await
    }
}
