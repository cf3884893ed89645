//! Publications that do not come to their end, or not alone: killed, interrupted, failing, refused, taken over.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::pending;
use std::sync::atomic::Ordering;

use tokio::sync::Notify;

use super::super::lease::{Holder, Lease};
use super::*;

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

/// The other has some of what is stale again, and finds it unchanged: what is deleted after that would be missing in its site.
#[test]
fn whoever_is_taken_over_while_it_deletes_deletes_no_more() {
    let world = World::new();
    world.publish(&large()).unwrap();
    let lock = r#"{"holder":"another","since":"2026-11-22T10:00:00Z"}"#;
    let told = |stage, count, _| {
        if (stage, count) == (Stage::Deleted, 20) {
            world.put("site/.forewarn-lock.json", lock);
        }
    };
    let bucket = world.bucket(Dies::Never).0;
    let one = site([("index.html", "i")]);
    let failure = block(run(&bucket, &one, Wish::Publish(OnHeld::Refuse), &told, never)).unwrap_err();
    assert!(failure.message.contains("took over") && failure.hint.contains("some of what is stale"), "{failure}");
    assert_eq!(world.objects().len(), 1 + 200 - super::super::work::DELETED_AT_ONCE);
    assert_eq!(world.text("site/.forewarn-lock.json"), lock);
    world.attempt(&large(), Wish::Publish(OnHeld::TakeOver), Dies::Never).0.unwrap();
    assert!(world.holds(&large()));
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
