//! Publications into a store in memory that writes down what it is asked, and can die at any request.

use std::collections::BTreeMap;
use std::fmt;
use std::future::pending;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    Attribute, CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use proptest::prelude::*;

use super::*;
use crate::diag::{Diagnostic, Rule};
use crate::shell::publish::{Content, Why};

/// When the network ends, seen from the publisher.
#[derive(Clone, Copy, Debug)]
enum Dies {
    Never,
    /// From this request on, nothing arrives.
    Before(usize),
    /// This request arrives, and its answer does not; from then on, nothing.
    After(usize),
}

#[derive(Debug)]
struct Recorder {
    store: Arc<InMemory>,
    dies: Dies,
    asked: Mutex<Vec<String>>,
}

impl Recorder {
    fn lost() -> Error {
        Error::Generic { store: "test", source: "the network is gone".into() }
    }

    /// Whether a request arrives, and whether its answer does.
    fn ask(&self, what: &str, key: &Path) -> Result<bool> {
        let mut asked = self.asked.lock().unwrap();
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
        let put = self.store.put_opts(key, payload, options).await?;
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
            Ok(true) => self.store.list(prefix),
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

/// A site in memory; a file whose text is `fail` cannot be rendered.
struct Site {
    paths: Vec<RelPath>,
    texts: Vec<String>,
}

impl Output for Site {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> std::result::Result<Content, Diagnostic> {
        match self.texts[index].as_str() {
            "fail" => Err(Diagnostic::file(Rule::Template, &self.paths[index], "it does not render")),
            text => Ok(Content::Bytes(text.as_bytes().to_vec())),
        }
    }
}

fn site<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Site {
    let files: BTreeMap<RelPath, String> =
        files.into_iter().map(|(path, text)| (RelPath::new(path).unwrap(), text.to_owned())).collect();
    let (paths, texts) = files.into_iter().unzip();
    Site { paths, texts }
}

/// A bucket with a site below `site`.
struct World {
    store: Arc<InMemory>,
}

type Outcome = std::result::Result<Sent, Failure>;

fn block<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

impl World {
    fn new() -> Self {
        World { store: Arc::new(InMemory::new()) }
    }

    fn bucket(&self, dies: Dies) -> (Bucket, Arc<Recorder>) {
        let recorder = Arc::new(Recorder { store: self.store.clone(), dies, asked: Mutex::default() });
        (Bucket::new(Address::parse("s3://b/site").unwrap().unwrap(), recorder.clone()), recorder)
    }

    fn attempt(&self, site: &Site, wish: Wish, dies: Dies) -> (Outcome, Vec<String>) {
        let (bucket, recorder) = self.bucket(dies);
        let done = block(run(&bucket, site, wish, &|_, _, _| {}, pending()));
        let asked = recorder.asked.lock().unwrap().clone();
        (done, asked)
    }

    fn publish(&self, site: &Site) -> Outcome {
        self.attempt(site, Wish::Publish(OnHeld::Refuse), Dies::Never).0
    }

    fn put(&self, key: &str, text: &str) {
        block(self.store.put(&Path::parse(key).unwrap(), text.to_owned().into())).unwrap();
    }

    fn remove(&self, key: &str) {
        block(self.store.delete(&Path::parse(key).unwrap())).unwrap();
    }

    fn text(&self, key: &str) -> String {
        let bytes = block(async { self.store.get(&Path::parse(key).unwrap()).await.unwrap().bytes().await.unwrap() });
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// All objects but our bookkeeping.
    fn objects(&self) -> BTreeMap<String, String> {
        let keys: Vec<String> =
            block(self.store.list(None).map(|object| object.unwrap().location.to_string()).collect());
        let keys = keys.into_iter().filter(|key| !key.contains(".forewarn"));
        keys.map(|key| (key.clone(), self.text(&key))).collect()
    }

    fn holds(&self, site: &Site) -> bool {
        let wanted = site.paths.iter().map(|path| format!("site/{path}")).zip(site.texts.iter().cloned());
        self.objects() == wanted.collect()
    }
}

fn changed(sent: &Sent) -> Vec<(Act, &str)> {
    sent.acts.iter().map(|(act, path)| (*act, path.as_str())).collect()
}

fn first() -> Site {
    site([
        ("changes/a/index.html", "a1"),
        ("feed.xml", "f1"),
        ("gone/index.html", "g"),
        ("index.html", "i1"),
        ("theme/s.css", "s"),
    ])
}

fn second() -> Site {
    site([
        ("changes/a/index.html", "a2"),
        ("changes/b/index.html", "b"),
        ("feed.xml", "f2"),
        ("index.html", "i2"),
        ("theme/s.css", "s"),
    ])
}

#[test]
fn only_what_differs_is_sent_in_an_order_that_breaks_no_link() {
    let world = World::new();
    assert_eq!(world.publish(&first()).unwrap().acts.len(), 5);
    let (done, asked) = world.attempt(&second(), Wish::Publish(OnHeld::Refuse), Dies::Never);
    let done = done.unwrap();
    assert_eq!((done.unchanged, done.bytes), (1, 7));
    assert!(world.holds(&second()));
    let writes: Vec<&str> =
        asked.iter().filter(|ask| ask.starts_with("put") || ask.starts_with("delete")).map(String::as_str).collect();
    assert_eq!(
        writes,
        [
            "put site/.forewarn-lock.json",
            "put site/.forewarn.json",
            "put site/changes/b/index.html",
            "put site/changes/a/index.html",
            "put site/index.html",
            "put site/feed.xml",
            "put site/.forewarn.json",
            "delete ",
            "put site/.forewarn.json",
            "delete ",
        ]
    );
}

#[test]
fn publishing_the_same_again_writes_nothing_at_all() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let (done, asked) = world.attempt(&first(), Wish::Publish(OnHeld::Refuse), Dies::Never);
    assert_eq!(
        (done.unwrap().unchanged, asked),
        (5, vec!["get site/.forewarn.json".to_owned(), "list site".to_owned()])
    );
}

#[test]
fn every_object_has_its_headers() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let found = block(world.store.get(&Path::from("site/feed.xml"))).unwrap();
    let header = |name| found.attributes.get(&name).unwrap().to_string();
    assert_eq!(header(Attribute::ContentType), "application/rss+xml; charset=utf-8");
    assert_eq!(header(Attribute::CacheControl), "public, max-age=300");
    let found = block(world.store.get(&Path::from("site/.forewarn.json"))).unwrap();
    assert_eq!(found.attributes.get(&Attribute::CacheControl).unwrap().to_string(), "no-store");
}

#[test]
fn a_publication_that_is_killed_at_any_request_is_completed_by_the_next() {
    let (_, asked) = {
        let world = World::new();
        world.publish(&first()).unwrap();
        world.attempt(&second(), Wish::Publish(OnHeld::Refuse), Dies::Never)
    };
    for last in 0..=asked.len() {
        for dies in [Dies::Before(last), Dies::After(last)] {
            let world = World::new();
            world.put("site/theirs.txt", "theirs");
            world.put("elsewhere", "theirs");
            world.publish(&first()).unwrap();
            let (killed, _) = world.attempt(&second(), Wish::Publish(OnHeld::Refuse), dies);
            // Only the release of the lock may be lost without a failure.
            assert!(killed.is_err() || last >= asked.len() - 2, "{dies:?}");
            if let Err(failure) = killed {
                assert!(!failure.hint.is_empty() && failure.message.contains("s3://b/site"), "{dies:?}: {failure}");
            }
            let done = world.attempt(&second(), Wish::Publish(OnHeld::TakeOver), Dies::Never).0.unwrap();
            assert_eq!(done.kept.len(), 1, "{dies:?}: {:?}", done.kept);
            assert_eq!((world.text("site/theirs.txt"), world.text("elsewhere")), ("theirs".into(), "theirs".into()));
            world.remove("site/theirs.txt");
            world.remove("elsewhere");
            assert!(world.holds(&second()), "{dies:?}: {:?}", world.objects());
            assert_eq!(changed(&world.attempt(&second(), Wish::Rehearse, Dies::Never).0.unwrap()), []);
        }
    }
}

#[test]
fn while_somebody_publishes_another_is_refused_and_told_who() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let (bucket, _) = world.bucket(Dies::Never);
    let holder = Holder { holder: "ada@ci, process 7".to_owned(), since: "2026-11-22T10:00:00Z".to_owned() };
    let lease = block(Lease::take(&bucket, &holder, OnHeld::Refuse)).unwrap();
    let before = world.objects();
    let refused = world.publish(&second()).unwrap_err();
    assert!(refused.message.contains("ada@ci, process 7, since 2026-11-22T10:00:00Z"), "{refused}");
    assert!(refused.hint.starts_with("nothing was sent") && refused.hint.contains("--take-over"), "{}", refused.hint);
    assert_eq!(world.objects(), before);

    let taken = world.attempt(&second(), Wish::Publish(OnHeld::TakeOver), Dies::Never).0;
    assert!(taken.is_ok() && world.holds(&second()));
    let lost = block(lease.check("x")).unwrap_err();
    assert!(lost.message.contains("took over"), "{lost}");
}

#[test]
fn a_lock_is_given_back_after_a_failure_and_an_interruption() {
    let world = World::new();
    let (bucket, recorder) = world.bucket(Dies::Never);
    let wish = Wish::Publish(OnHeld::Refuse);
    let stopped = block(run(&bucket, &first(), wish, &|_, _, _| {}, std::future::ready(())));
    // Whichever is polled first: it either ended or was stopped, and the lock is gone.
    drop(stopped);
    assert!(recorder.asked.lock().unwrap().iter().any(|ask| ask == "put site/.forewarn-lock.json"));
    world.publish(&first()).unwrap();
    assert!(world.holds(&first()));
}

#[test]
fn a_publication_by_which_the_manifest_changed_meanwhile_sends_nothing() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let (bucket, recorder) = world.bucket(Dies::Never);
    let (_, stale) = block(read_manifest(&bucket)).unwrap();
    world.publish(&second()).unwrap();
    let lease = block(Lease::take(&bucket, &Holder::this(), OnHeld::Refuse)).unwrap();
    let site = first();
    let made: Vec<Made> =
        site.paths.iter().zip(&site.texts).map(|(path, text)| Made::of(path, text.as_bytes())).collect();
    let steps = Steps { fates: vec![Fate::New; 5], stale: Vec::new(), kept: Vec::new(), held: BTreeMap::new() };
    let work = Work { bucket: &bucket, lease: &lease, output: &site, made: &made, steps: &steps, told: &|_, _, _| {} };
    let failure = block(work.publish(stale)).unwrap_err();
    assert!(failure.message.contains("somebody else published"), "{failure}");
    assert!(!recorder.asked.lock().unwrap().iter().any(|ask| ask.starts_with("put site/changes")));
    assert!(world.holds(&second()));
}

#[test]
fn what_is_not_ours_or_was_edited_is_kept_and_named() {
    let world = World::new();
    world.publish(&first()).unwrap();
    world.put("site/theirs", "x");
    world.put("site/index.html", "by hand");
    world.put("site/gone/index.html", "by hand too");
    let done = world.publish(&second()).unwrap();
    let kept: Vec<_> = done.kept.iter().map(|kept| (kept.path.to_str().unwrap(), kept.why)).collect();
    assert_eq!(kept, [("gone/index.html", Why::Edited), ("index.html", Why::Edited), ("theirs", Why::Foreign)]);
    assert_eq!(
        (world.text("site/index.html"), world.text("site/gone/index.html")),
        ("by hand".into(), "by hand too".into())
    );
    world.put("site/gone/index.html", "g");
    world.remove("site/index.html");
    let done = world.publish(&second()).unwrap();
    assert_eq!(changed(&done), [(Act::Add, "index.html"), (Act::Delete, "gone/index.html")]);
}

#[test]
fn a_first_site_is_not_laid_over_files_of_others() {
    let world = World::new();
    world.put("site/index.html", "another site");
    let refused = world.publish(&first()).unwrap_err();
    assert!(refused.cause.unwrap().contains("`index.html`"));
    assert_eq!(world.objects().len(), 1);
    // The same bytes are nobody's loss.
    world.put("site/index.html", "i1");
    assert_eq!(world.publish(&first()).unwrap().acts.len(), 5);
}

#[test]
fn a_site_that_does_not_render_and_a_rehearsal_ask_for_nothing_to_be_written() {
    let world = World::new();
    let (failed, asked) = world.attempt(&site([("a", "fail")]), Wish::Publish(OnHeld::Refuse), Dies::Never);
    assert_eq!((failed.unwrap_err().findings.len(), asked.len()), (1, 0));
    let (told, asked) = world.attempt(&first(), Wish::Rehearse, Dies::Never);
    assert_eq!(changed(&told.unwrap())[0], (Act::Add, "changes/a/index.html"));
    assert_eq!(asked, ["get site/.forewarn.json", "list site"]);
}

fn sites() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map("(a|b|c ~%20)(/(d|e))?(/index\\.html|\\.json|)", "[xyz]{1,2}", 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Sites after each other, with edits and deaths between: nothing of others is lost, and the last site is there.
    #[test]
    fn publishing_is_idempotent_and_never_changes_what_is_not_ours(
        history in prop::collection::vec((sites(), 0..30usize), 1..5),
        theirs in prop::collection::btree_map("t/(f|g)", "[xyz]{1,2}", 0..3),
    ) {
        let world = World::new();
        for (path, text) in &theirs {
            world.put(&format!("site/{path}"), text);
        }
        let mut last = None;
        for (files, dies) in &history {
            let site = site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
            let _ = world.attempt(&site, Wish::Publish(OnHeld::TakeOver), Dies::Before(*dies));
            last = Some(site);
        }
        let site = last.unwrap();
        world.attempt(&site, Wish::Publish(OnHeld::TakeOver), Dies::Never).0.unwrap();
        for (path, text) in &theirs {
            prop_assert_eq!(&world.text(&format!("site/{path}")), text);
            world.remove(&format!("site/{path}"));
        }
        prop_assert!(world.holds(&site), "{:?}", world.objects());
        prop_assert!(world.publish(&site).unwrap().acts.is_empty());
    }
}
