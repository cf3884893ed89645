//! Publications into a store in memory that writes down what it is asked, and can die at any request.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::future::{Future, pending};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures_util::FutureExt;
use futures_util::stream::{self, BoxStream, StreamExt};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    Attribute, CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use proptest::prelude::*;
use tokio::sync::Notify;

use super::lease::{Holder, Lease};
use super::*;
use crate::diag::{Diagnostic, Rule};
use crate::shell::publish::{Content, Why};

/// When the network ends, seen from the publisher.
#[derive(Clone, Copy, Debug, Default)]
enum Dies {
    #[default]
    Never,
    /// From this request on, nothing arrives.
    Before(usize),
    /// This request arrives, and its answer does not; from then on, nothing.
    After(usize),
}

#[derive(Debug, Default)]
struct Recorder {
    store: Arc<InMemory>,
    dies: Dies,
    asked: Mutex<Vec<String>>,
    /// Objects that are on their way. One that nobody waits for any more arrives all the same.
    under_way: Arc<AtomicUsize>,
    /// Writes whatever the condition.
    careless: bool,
    /// Keys that the library has no path for are listed too: markers of folders, and worse.
    strange: Vec<&'static str>,
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

/// A site in memory; a file whose text is `fail` cannot be rendered, and one whose text is `fail again` only once.
struct Site {
    paths: Vec<RelPath>,
    texts: Vec<String>,
    rendered: AtomicUsize,
}

impl Output for Site {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> std::result::Result<Content, Diagnostic> {
        let is_again = self.rendered.fetch_add(1, Ordering::Relaxed) >= self.paths.len();
        match self.texts[index].as_str() {
            text if text == "fail" || (text == "fail again" && is_again) => {
                Err(Diagnostic::file(Rule::Template, &self.paths[index], "it does not render"))
            }
            text => Ok(Content::Bytes(text.as_bytes().to_vec())),
        }
    }
}

fn site<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Site {
    let files: BTreeMap<RelPath, String> =
        files.into_iter().map(|(path, text)| (RelPath::new(path).unwrap(), text.to_owned())).collect();
    let (paths, texts) = files.into_iter().unzip();
    Site { paths, texts, rendered: AtomicUsize::new(0) }
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
        self.through(Recorder { dies, ..Recorder::default() })
    }

    fn through(&self, recorder: Recorder) -> (Bucket, Arc<Recorder>) {
        let recorder = Arc::new(Recorder { store: self.store.clone(), ..recorder });
        (Bucket::new(Address::parse("s3://b/site").unwrap().unwrap(), recorder.clone()), recorder)
    }

    fn attempt(&self, site: &Site, wish: Wish, dies: Dies) -> (Outcome, Vec<String>) {
        let (bucket, recorder) = self.bucket(dies);
        let done = block(run(&bucket, site, wish, &|_, _, _| {}, never));
        let asked = recorder.asked.lock().unwrap().clone();
        (done, asked)
    }

    /// Publishes, and does something else when so many objects were sent.
    fn publish_while(&self, site: &Site, sent: usize, meanwhile: impl Fn() + Sync) -> Outcome {
        let told = |stage, count, _| {
            if (stage, count) == (Stage::Sent, sent) {
                meanwhile();
            }
        };
        block(run(&self.bucket(Dies::Never).0, site, Wish::Publish(OnHeld::Refuse), &told, never))
    }

    fn publish(&self, site: &Site) -> Outcome {
        self.attempt(site, Wish::Publish(OnHeld::Refuse), Dies::Never).0
    }

    fn put(&self, key: &str, text: &str) {
        let key = Path::parse(key).unwrap();
        self.store.put(&key, text.to_owned().into()).now_or_never().unwrap().unwrap();
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

/// Nobody wants it to stop.
async fn never() -> io::Result<()> {
    pending().await
}

/// More pages than are sent at once, or between two looks at the lock.
fn large() -> Site {
    let pages: Vec<(String, String)> =
        (0..200).map(|number| (format!("changes/{number:03}/index.html"), number.to_string())).collect();
    site(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())))
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
            // Two that the store must refuse.
            "put site/.forewarn-lock.json",
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
    let holder = Holder { holder: "publication 7, run 8".to_owned(), since: "2026-11-22T10:00:00Z".to_owned() };
    let lease = block(Lease::take(&bucket, &holder, OnHeld::Refuse)).unwrap();
    let before = world.objects();
    let refused = world.publish(&second()).unwrap_err();
    assert!(refused.message.contains("publication 7, run 8, since 2026-11-22T10:00:00Z"), "{refused}");
    assert!(refused.hint.starts_with("nothing was sent") && refused.hint.contains("--take-over"), "{}", refused.hint);
    assert_eq!(world.objects(), before);

    let taken = world.attempt(&second(), Wish::Publish(OnHeld::TakeOver), Dies::Never).0;
    assert!(taken.is_ok() && world.holds(&second()));
    let lost = block(lease.check("x")).unwrap_err();
    assert!(lost.message.contains("took over"), "{lost}");
}

#[test]
fn an_interruption_lets_what_is_under_way_arrive_and_gives_the_lock_back() {
    let world = World::new();
    let (bucket, recorder) = world.bucket(Dies::Never);
    let (stop, stopped) = (Notify::new(), Cell::new(false));
    let told = |stage, count, _| {
        if (stage, count) == (Stage::Sent, 20) {
            assert!(recorder.under_way.load(Ordering::Relaxed) > 1);
            stop.notify_one();
        }
    };
    let once = async || {
        if stopped.replace(true) {
            return pending().await;
        }
        stop.notified().await;
        Ok(())
    };
    let failure = block(run(&bucket, &large(), Wish::Publish(OnHeld::Refuse), &told, once)).unwrap_err();
    assert!(failure.message.contains("interrupted") && failure.hint.contains("publish again"), "{failure}");
    // That the lock goes last, with nothing under way, is asserted by the recorder.
    assert_eq!(recorder.asked.lock().unwrap().last().unwrap(), "delete ");
    let there = world.objects().len();
    assert!((20..20 + 2 * bucket::AT_ONCE).contains(&there), "{there}");
    assert_eq!(world.publish(&large()).unwrap().unchanged, there);
    assert!(world.holds(&large()));
}

#[test]
fn a_second_interruption_waits_for_nothing_and_leaves_the_lock() {
    let world = World::new();
    let (bucket, _) = world.bucket(Dies::Never);
    let (stop, wish) = (Notify::new(), Wish::Publish(OnHeld::Refuse));
    let told = |stage, count, _| {
        if (stage, count) == (Stage::Sent, 20) {
            stop.notify_one();
        }
    };
    let again = Cell::new(false);
    let at_once = async || {
        if !again.replace(true) {
            stop.notified().await;
        }
        Ok(())
    };
    let failure = block(run(&bucket, &large(), wish, &told, at_once)).unwrap_err();
    assert!(failure.hint.contains("--take-over"), "{}", failure.hint);
    world.text("site/.forewarn-lock.json");
    world.attempt(&large(), Wish::Publish(OnHeld::TakeOver), Dies::Never).0.unwrap();
    assert!(world.holds(&large()));
}

#[test]
fn a_file_that_fails_while_others_are_sent_is_told_as_that_and_the_lock_given_back() {
    let world = World::new();
    let files = large();
    let (bucket, recorder) = world.bucket(Dies::Never);
    let mut changing = large();
    changing.texts[100] = "fail again".to_owned();
    let failure = block(run(&bucket, &changing, Wish::Publish(OnHeld::Refuse), &|_, _, _| {}, never)).unwrap_err();
    // As a finding, it would be told as if nothing had been sent.
    assert!(failure.findings.is_empty() && failure.cause.unwrap().contains("does not render"));
    assert!(failure.message.contains("changes/100/index.html"), "{}", failure.message);
    assert!(failure.hint.contains("some may be new and some old"), "{}", failure.hint);
    assert_eq!(recorder.asked.lock().unwrap().last().unwrap(), "delete ");
    assert!(world.publish(&files).unwrap().unchanged > 0 && world.holds(&files));
}

#[test]
fn whoever_is_taken_over_soon_sends_no_more() {
    let world = World::new();
    let lock = r#"{"holder":"another","since":"2026-11-22T10:00:00Z"}"#;
    let failure = world.publish_while(&large(), 20, || world.put("site/.forewarn-lock.json", lock)).unwrap_err();
    assert!(failure.message.contains("took over"), "{failure}");
    assert!(world.objects().len() < 100, "{}", world.objects().len());
    assert_eq!(world.text("site/.forewarn-lock.json"), lock);
}

/// A publication that lives is taken over: what it had under way arrives when the other has judged, or has ended.
#[test]
fn what_a_publication_that_was_taken_over_still_sends_is_known_to_be_ours() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let killed = world.attempt(&second(), Wish::Publish(OnHeld::Refuse), Dies::Before(8)).0;
    assert!(killed.is_err() && !world.objects().contains_key("site/changes/b/index.html"));
    let third = site([("feed.xml", "f3"), ("index.html", "i1")]);
    world.attempt(&third, Wish::Publish(OnHeld::TakeOver), Dies::Never).0.unwrap();
    // One that the third site does not have, and one that it left alone.
    world.put("site/changes/b/index.html", "b");
    world.put("site/index.html", "i2");
    let done = world.publish(&third).unwrap();
    assert_eq!(changed(&done), [(Act::Replace, "index.html"), (Act::Delete, "changes/b/index.html")]);
    assert!(world.holds(&third));
    let (done, asked) = world.attempt(&third, Wish::Publish(OnHeld::Refuse), Dies::Never);
    assert_eq!((done.unwrap().unchanged, asked.len()), (2, 2), "and it is forgotten then");
}

#[test]
fn what_is_edited_while_others_are_sent_is_not_deleted() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let done = world.publish_while(&second(), 1, || world.put("site/gone/index.html", "by hand")).unwrap();
    let kept: Vec<_> = done.kept.iter().map(|kept| (kept.path.to_str().unwrap(), kept.why)).collect();
    assert_eq!(kept, [("gone/index.html", Why::Edited)]);
    assert!(!changed(&done).contains(&(Act::Delete, "gone/index.html")));
    assert_eq!(world.text("site/gone/index.html"), "by hand");
    assert_eq!(world.publish(&second()).unwrap().kept, done.kept);
}

#[test]
fn a_store_that_passes_over_conditions_is_refused_before_anything_is_sent() {
    let world = World::new();
    let (bucket, _) = world.through(Recorder { careless: true, ..Recorder::default() });
    let refused = block(run(&bucket, &first(), Wish::Publish(OnHeld::Refuse), &|_, _, _| {}, never)).unwrap_err();
    assert!(refused.message.contains("passes over conditions") && refused.hint.contains("If-None-Match"), "{refused}");
    assert_eq!(block(world.store.list(None).collect::<Vec<_>>()).len(), 0);
}

#[test]
fn markers_of_folders_are_no_news_and_a_key_that_cannot_be_listed_is_named() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let publish = |strange: &[&'static str]| {
        let (bucket, _) = world.through(Recorder { strange: strange.to_vec(), ..Recorder::default() });
        block(run(&bucket, &first(), Wish::Publish(OnHeld::Refuse), &|_, _, _| {}, never))
    };
    let done = publish(&["site/", "site/changes/", "site/index.html/"]).unwrap();
    assert_eq!((done.acts, done.kept), (Vec::new(), Vec::new()));
    assert_eq!(publish(&["site/empty/"]).unwrap().kept.len(), 1);
    for key in ["site/a//b", "site/../x", "site/a\nb"] {
        let failure = publish(&[key]).unwrap_err();
        assert!(failure.message.contains(&format!("`{key}`")), "{failure}");
        assert!(failure.hint.starts_with("nothing was sent") && failure.hint.contains("another prefix"));
    }
}

#[test]
fn a_publication_by_which_the_manifest_changed_meanwhile_sends_nothing() {
    let world = World::new();
    world.publish(&first()).unwrap();
    let (bucket, recorder) = world.bucket(Dies::Never);
    let stale = block(read_manifest(&bucket)).unwrap();
    world.publish(&second()).unwrap();
    let lease = block(Lease::take(&bucket, &Holder::this(), OnHeld::Refuse)).unwrap();
    let site = first();
    let made: Vec<Made> =
        site.paths.iter().zip(&site.texts).map(|(path, text)| Made::of(path, text.as_bytes())).collect();
    let steps = Steps { fates: vec![Fate::New; 5], stale: Vec::new(), kept: Vec::new(), held: BTreeMap::new() };
    let (halt, manifest) = (Halt::default(), stale.as_ref());
    let work =
        Work { bucket: &bucket, output: &site, made: &made, manifest, steps: &steps, halt: &halt, told: &|_, _, _| {} };
    let failure = block(work.publish(&lease)).unwrap_err();
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
    prop::collection::btree_map(PATHS, "[xyz]{1,2}", 0..6)
}

const PATHS: &str = "(a|b|c ~%20)(/(d|e))?(/index\\.html|\\.json|)";

#[derive(Clone, Debug)]
enum Step {
    /// A publication that dies before this request.
    Publish(BTreeMap<String, String>, usize),
    /// Somebody else writes what no site says.
    Put(String, String),
    Remove(String),
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (sites(), 0..40usize).prop_map(|(site, dies)| Step::Publish(site, dies)),
        1 => (PATHS, "[uvw]{1,2}").prop_map(|(path, text)| Step::Put(path, text)),
        1 => PATHS.prop_map(Step::Remove),
    ]
}

/// A stranger's objects, which only he writes and removes.
#[derive(Default)]
struct Stranger(BTreeMap<String, String>);

impl Stranger {
    fn acts(&mut self, world: &World, step: &Step) {
        match step {
            Step::Put(path, text) => {
                world.put(&format!("site/{path}"), text);
                self.0.insert(path.clone(), text.clone());
            }
            Step::Remove(path) if world.objects().contains_key(&format!("site/{path}")) => {
                world.remove(&format!("site/{path}"));
                self.0.remove(path);
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Sites after each other at the paths at which a stranger writes too, with deaths between: no byte of his is ever
    /// changed, and the last site is there around it.
    #[test]
    fn publishing_is_idempotent_and_never_changes_what_is_not_ours(
        history in prop::collection::vec(steps(), 1..8),
        last in sites(),
    ) {
        let (world, mut stranger) = (World::new(), Stranger::default());
        let taking_over = Wish::Publish(OnHeld::TakeOver);
        let made = |files: &BTreeMap<String, String>| site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        for step in &history {
            if let Step::Publish(files, dies) = step {
                let _ = world.attempt(&made(files), taking_over, Dies::Before(*dies));
            }
            stranger.acts(&world, step);
            let there = world.objects();
            for (path, text) in &stranger.0 {
                prop_assert_eq!(there.get(&format!("site/{path}")), Some(text), "{}", path);
            }
        }
        let done = world.attempt(&made(&last), taking_over, Dies::Never).0;
        let mut wanted: BTreeMap<String, String> =
            last.iter().chain(&stranger.0).map(|(path, text)| (format!("site/{path}"), text.clone())).collect();
        if let Err(failure) = done {
            // Nobody published here before, and the stranger's are in the way.
            prop_assert!(failure.message.contains("are in the way"), "{}", failure);
            prop_assert!(stranger.0.keys().any(|path| last.contains_key(path)));
            wanted = stranger.0.iter().map(|(path, text)| (format!("site/{path}"), text.clone())).collect();
            prop_assert_eq!(world.objects(), wanted);
            return Ok(());
        }
        prop_assert_eq!(world.objects(), wanted);
        prop_assert!(world.publish(&made(&last)).unwrap().acts.is_empty());
    }
}
