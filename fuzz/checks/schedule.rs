//! A schedule, its ids, or an upgrade document, as the network gives them.

use forewarn::base::Pattern;
use forewarn::schedule::compare::{Pair, compare, moves, surface_changes};
use forewarn::schedule::{self, Baseline, read_schedule, read_upgrade, slice, wire};

pub fn check(bytes: &[u8]) {
    if let Ok(document) = read_schedule(bytes) {
        assert_eq!(read_schedule(&schedule::bytes(&document)), Ok(document.clone()), "read as it is written");
        document.deprecations.iter().flat_map(|promise| &promise.detect).for_each(|detect| run(&detect.pattern));
        if let Ok(baseline) = Baseline::parse(bytes, None) {
            is_as_itself(&baseline);
        }
    }
    if let Ok(document) = read_upgrade(bytes) {
        assert_eq!(read_upgrade(&schedule::bytes(&document)), Ok(document.clone()), "read as it is written");
        every_move(&document);
    }
    // As the `ids.json` beside a schedule that is right.
    let _ = Baseline::parse(EMPTY, Some(bytes)).map_err(|error| error.to_string());
}

const EMPTY: &[u8] = include_bytes!("empty-schedule.json");

fn run(pattern: &str) {
    if let Ok(pattern) = Pattern::new(pattern) {
        pattern.find_all("kind: Deployment\n\tconfkit.MustGet(\"a\")\n").count();
    }
}

fn is_as_itself(baseline: &Baseline) {
    let compared = compare(baseline, baseline.schedule());
    assert!(compared.gone.is_empty() && compared.new.is_empty(), "{compared:?}");
    for Pair { before, after } in compared.kept {
        assert_eq!(before, after);
        assert!(moves(Pair { before, after }).is_empty(), "{before:?}");
        surface_changes(Pair { before, after });
    }
}

fn every_move(document: &wire::UpgradeDocument) {
    let versions: Vec<String> = document.releases.iter().map(|release| release.version.to_string()).collect();
    let (Some(first), Some(last)) = (versions.first(), versions.last()) else { return };
    for (from, to) in [(first, last), (last, first), (first, first)] {
        let _ = slice(document, from, to).map_err(|refused| format!("{refused} {}", refused.help()));
    }
    let _ = slice(document, "1", "").map_err(|refused| format!("{refused} {}", refused.help()));
}
