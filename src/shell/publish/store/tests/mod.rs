//! Publications into a store in memory: what is asked of it, and what is there afterwards.

mod endings;
mod recorder;
mod stranger;
mod world;

use futures_util::StreamExt;
use object_store::path::Path;
use object_store::{Attribute, ObjectStore, ObjectStoreExt};
use recorder::{Dies, Recorder};
use world::{World, block, changed, first, large, never, second, site};

use super::*;
use crate::shell::publish::Why;

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
