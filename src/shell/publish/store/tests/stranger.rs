//! Sites after each other where a stranger writes too.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

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
