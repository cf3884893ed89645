//! What a move between two versions means, by the smallest books that show it.

use super::*;
use crate::base::Version;
use crate::schedule::wire::{Upgrade, UpgradeItem};

/// Versions 1.0.0 of January 2026 to 5.0.0 of May, a pre-release, and 6.0.0, which is planned.
const RELEASES: &str = r#"
release = [
  { component = "api", version = "1.0.0", date = 2026-01-10 },
  { component = "api", version = "2.0.0", date = 2026-02-10 },
  { component = "api", version = "3.0.0", date = 2026-03-10, yanked = "It lost data" },
  { component = "api", version = "4.0.0-rc.1", date = 2026-04-01 },
  { component = "api", version = "4.0.0", date = 2026-04-10 },
  { component = "api", version = "5.0.0", date = 2026-05-10 },
  { component = "api", version = "6.0.0", date = 2027-01-10, planned = true },
]
"#;

fn book(files: &[(&str, &str)]) -> Book {
    let sources = files
        .iter()
        .map(|(path, front)| source(&format!("content/changes/{path}.md"), &format!("+++\n{front}\n+++\n")));
    Book::read(BOOK, &sources.collect::<Vec<_>>(), RELEASES)
}

impl Book {
    fn upgrade(&self, from: &str, to: &str) -> Result<Upgrade, NoUpgrade> {
        let view = self.catalog.as_of(today("2026-06-15"));
        let (api, _) = self.catalog.component_named("api").unwrap();
        let schedule = self.schedule("2026-06-15", None);
        slice(&upgrade_document(view, &self.config, &schedule, api), from, to)
    }

    /// The lists of the answer that are not empty, with the ids in them.
    fn told(&self, from: &str, to: &str) -> String {
        let Upgrade { removed, breaking, security, still_affected, action, deprecated, standing, left_behind, .. } =
            self.upgrade(from, to).unwrap();
        let lists = [
            ("removed", removed),
            ("breaking", breaking),
            ("security", security),
            ("still affected", still_affected),
            ("action", action),
            ("deprecated", deprecated),
            ("standing", standing),
            ("left behind", left_behind),
        ];
        let ids = |items: &[UpgradeItem]| items.iter().map(|item| item.id.clone()).collect::<Vec<_>>().join(" ");
        let lists = lists.iter().filter(|(_, items)| !items.is_empty());
        lists.map(|(name, items)| format!("{name}: {}", ids(items))).collect::<Vec<_>>().join("; ")
    }
}

fn deprecated(version: &str, keys: &str) -> String {
    format!("version = \"{version}\"\n{}", promise(keys))
}

#[test]
fn a_change_lies_in_the_moves_that_go_over_its_version() {
    let book = book(&[("api/2026-02-10-b", "title = \"B\"\nkind = \"changed\"\nbreaking = true\nversion = \"2.0.0\"")]);
    assert_eq!(book.told("1.0.0", "2.0.0"), "breaking: api-b");
    assert_eq!(book.told("1.0.0", "5.0.0"), "breaking: api-b");
    assert_eq!(book.told("2.0.0", "5.0.0"), "");
    assert_eq!(book.told("1.0.0", "1.0.0"), "");
}

#[test]
fn a_promise_is_new_then_stands_then_ends_with_its_removal_version() {
    let front = deprecated("2.0.0", "removal = \"4.0.0\"");
    let book = book(&[("api/2026-02-10-v1", &front)]);
    assert_eq!(book.told("1.0.0", "2.0.0"), "deprecated: api-v1");
    assert_eq!(book.told("2.0.0", "3.0.0"), "standing: api-v1");
    assert_eq!(book.told("3.0.0", "4.0.0"), "removed: api-v1");
    assert_eq!(book.told("1.0.0", "5.0.0"), "removed: api-v1", "new and gone in one move");
    assert_eq!(book.told("4.0.0", "5.0.0"), "standing: api-v1", "overdue: nothing says that it is gone");
}

#[test]
fn a_pre_release_is_below_its_release() {
    let front = deprecated("2.0.0", "removal = \"4.0.0\"");
    let book = book(&[("api/2026-02-10-v1", &front)]);
    assert_eq!(book.told("3.0.0", "4.0.0-rc.1"), "standing: api-v1");
    assert_eq!(book.told("4.0.0-rc.1", "4.0.0"), "removed: api-v1");
    let between = book.upgrade("3.0.0", "4.0.0").unwrap().releases;
    assert_eq!(between.iter().map(|release| release.version.to_string()).collect::<Vec<_>>(), ["4.0.0-rc.1", "4.0.0"]);
}

#[test]
fn the_entry_that_removes_stands_for_the_promises_that_it_completes() {
    let front = deprecated("2.0.0", "removal = \"4.0.0\"\nno-replacement = \"Unused\"");
    let front = front.replace("no-replacement", "effect = \"410\"\nno-replacement");
    let removal = "title = \"v1 is gone\"\ncompletes = [\"api-v1\"]\nversion = \"4.0.0\"";
    let book = book(&[("api/2026-02-10-v1", &front), ("api/2026-04-10-gone", removal)]);
    assert_eq!(book.told("2.0.0", "3.0.0"), "standing: api-v1");
    assert_eq!(book.told("2.0.0", "5.0.0"), "removed: api-gone");
    assert_eq!(book.told("4.0.0", "5.0.0"), "");
    let gone = book.upgrade("2.0.0", "5.0.0").unwrap().removed.remove(0);
    assert_eq!(
        (gone.completes, gone.surfaces.len(), gone.surfaces[0].name.as_str()),
        (vec!["api-v1".to_owned()], 1, "GET /v1")
    );
}

#[test]
fn a_moved_promise_counts_as_it_stands_now_and_a_cancelled_one_not_at_all() {
    let revision = |change: &str| format!("\n[[deprecation.revision]]\ndate = 2026-03-01\nreason = \"R\"\n{change}");
    let moved = deprecated("2.0.0", "removal = \"5.0.0\"") + &revision("field = \"removal\"\nfrom = \"4.0.0\"");
    let book_of = |front: &str| book(&[("api/2026-02-10-v1", front)]);
    assert_eq!(book_of(&moved).told("3.0.0", "4.0.0"), "standing: api-v1");
    assert_eq!(book_of(&moved).told("3.0.0", "5.0.0"), "removed: api-v1");
    let cancelled = deprecated("2.0.0", "removal = \"4.0.0\"") + &revision("change = \"cancelled\"");
    assert_eq!(book_of(&cancelled).told("1.0.0", "5.0.0"), "");
}

#[test]
fn a_plan_to_remove_removes_nothing() {
    let front = deprecated("2.0.0", "removal = \"4.0.0\"\nestimated = true");
    assert_eq!(book(&[("api/2026-02-10-v1", &front)]).told("3.0.0", "5.0.0"), "standing: api-v1");
}

#[test]
fn surfaces_of_some_versions_are_met_there_only() {
    let front = "title = \"Old\"\nversion = \"2.0.0\"\n[deprecation]\nsunset = 2027-01-01\nno-replacement = \"-\"\nsurface = [\
        { kind = \"package\", name = \"pkg:npm/api\", versions = \"<4.0.0\" }]";
    let own = book(&[("api/2026-02-10-old", front)]);
    assert_eq!(own.told("2.0.0", "3.0.0"), "standing: api-old");
    assert_eq!(own.told("2.0.0", "4.0.0"), "left behind: api-old");
    assert_eq!(own.told("1.0.0", "5.0.0"), "left behind: api-old");
    assert_eq!(own.told("4.0.0", "5.0.0"), "", "it was never met");
    let other = book(&[("api/2026-02-10-old", &front.replace("<4.0.0", ">=77.0.0"))]);
    assert_eq!(other.told("4.0.0", "5.0.0"), "standing: api-old", "a range of other versions says nothing of ours");
}

#[test]
fn entries_without_a_version_count_by_their_day() {
    let loose = "title = \"L\"\nkind = \"changed\"\nbreaking = true";
    let loose = book(&[("api/2026-03-10-l", loose)]);
    assert_eq!(loose.told("2.0.0", "3.0.0"), "", "a change of the day of a release is not in it");
    assert_eq!(loose.told("3.0.0", "4.0.0"), "breaking: api-l");
    assert_eq!(loose.told("4.0.0", "5.0.0"), "");
    let unreleased = book(&[("api/2026-06-01-u", "title = \"U\"\nkind = \"removed\"")]);
    assert_eq!(unreleased.told("4.0.0", "5.0.0"), "");
    assert_eq!(unreleased.told("5.0.0", "6.0.0"), "removed: api-u", "what is unreleased comes with what is planned");
}

#[test]
fn another_components_change_counts_by_its_day_and_tells_no_version() {
    let front = "title = \"C\"\nkind = \"changed\"\nbreaking = true\nversion = \"9.0.0\"\nalso = [\"api\"]";
    let book = book(&[("cli/2026-03-20-c", front)]);
    assert_eq!(book.told("3.0.0", "4.0.0"), "breaking: cli-c");
    assert_eq!(book.told("4.0.0", "5.0.0"), "");
    let item = book.upgrade("3.0.0", "4.0.0").unwrap().breaking.remove(0);
    assert_eq!((item.component.as_str(), item.version), ("cli", None));
}

#[test]
fn holes_are_closed_by_the_move_or_still_there() {
    let front = "title = \"S\"\nkind = \"security\"\nversion = \"4.0.0\"\naffected = \">=2.0.0, <4.0.0\"\nadvisories = [\"CVE-2026-1\"]";
    let front = front.replace("CVE-2026-1", "CVE-2026-1234");
    let book = book(&[("api/2026-04-10-s", &front)]);
    assert_eq!(book.told("3.0.0", "4.0.0"), "security: api-s");
    assert_eq!(book.told("2.0.0", "3.0.0"), "still affected: api-s");
    assert_eq!(book.told("1.0.0", "1.0.0"), "");
    assert_eq!(book.told("4.0.0", "5.0.0"), "");
}

#[test]
fn what_only_adds_is_of_no_consequence_unless_it_asks_for_something() {
    let added = "title = \"A\"\nkind = \"added\"\nversion = \"2.0.0\"";
    let asks = format!("{added}\naction = \"Turn it on.\"");
    let book = book(&[("api/2026-02-10-a", added), ("api/2026-02-10-asks", &asks)]);
    assert_eq!(book.told("1.0.0", "2.0.0"), "action: api-asks");
}

#[test]
fn withdrawn_and_planned_versions_are_told_as_such() {
    let book = book(&[("api/2026-02-10-a", "title = \"A\"\nkind = \"added\"\nversion = \"2.0.0\"")]);
    let answer = book.upgrade("3.0.0", "6.0.0").unwrap();
    assert_eq!(answer.from.yanked.as_deref(), Some("It lost data"));
    assert!(answer.to.planned && answer.to.date.is_some());
}

#[test]
fn versions_that_are_none_are_refused_with_those_that_may_be_meant() {
    let book = book(&[("api/2026-02-10-a", "title = \"A\"\nkind = \"added\"\nversion = \"2.0.0\"")]);
    let help = |from, to| book.upgrade(from, to).unwrap_err().help();
    assert_eq!(help("v1.0.0", "2.0.0"), "did you mean `1.0.0`?");
    assert_eq!(help("1", "2.0.0"), "did you mean `1.0.0`?");
    assert_eq!(help("9.9", "2.0.0"), "write a version such as `1.2.0`");
    assert_eq!(help("1.0.0", "4.0.1"), "did you mean `4.0.0` or `5.0.0`?");
    assert_eq!(help("5.0.0", "2.0.0"), "name the lower version first: `2.0.0 5.0.0`");
    assert!(book.upgrade("1.0.0+build.7", "2.0.0").is_ok(), "build metadata tells no versions apart");
    let unknown = book.upgrade("1.0.0", "7.0.0").unwrap_err();
    assert_eq!(unknown.to_string(), "`api` has no release 7.0.0");
}

#[test]
fn zero_versions_are_versions() {
    let front = |version: &str| format!("title = \"B\"\nkind = \"changed\"\nbreaking = true\nversion = \"{version}\"");
    let (a, b) = (front("0.1.0"), front("0.2.0"));
    let book = Book::of(&[("api/2026-02-10-a", &a), ("api/2026-03-10-b", &b)]);
    assert_eq!(book.told("0.1.0", "0.2.0"), "breaking: api-b");
}

/// A move in two steps breaks and fixes exactly what the move at once does.
#[test]
fn two_steps_are_one_move() {
    let book = super::example::example();
    let view = book.catalog.as_of(today("2026-11-22"));
    let schedule = book.schedule("2026-11-22", None);
    for (index, _) in view.components() {
        let document = upgrade_document(view, &book.config, &schedule, index);
        let versions: Vec<&Version> = document.releases.iter().map(|release| &release.version).collect();
        let carried = |from: &Version, to: &Version| {
            let answer = slice(&document, &from.to_string(), &to.to_string()).unwrap();
            let lists = [answer.breaking, answer.security, answer.action];
            let mut ids: Vec<String> = lists.into_iter().flatten().map(|item| item.id).collect();
            ids.sort();
            ids
        };
        for window in versions.windows(3) {
            let mut steps = [carried(window[0], window[1]), carried(window[1], window[2])].concat();
            steps.sort();
            assert_eq!(steps, carried(window[0], window[2]), "{}: {window:?}", document.component);
        }
    }
}

#[test]
fn in_a_list_what_is_due_first_comes_first_and_a_plan_comes_last() {
    let sunset = |day: &str| deprecated("2.0.0", &format!("sunset = {day}"));
    let plan = deprecated("2.0.0", "sunset = 2026-12-01\nestimated = true");
    let book = book(&[
        ("api/2026-02-10-a-plan", plan.as_str()),
        ("api/2026-02-10-b-late", &sunset("2028-01-01")),
        ("api/2026-02-10-c-soon", &sunset("2027-01-01")),
    ]);
    assert_eq!(book.told("1.0.0", "2.0.0"), "deprecated: api-c-soon api-b-late api-a-plan");
}

#[test]
fn the_document_says_which_releases_each_of_its_ranges_holds() {
    let front = deprecated("2.0.0", "removal = \"9.0.0\"")
        .replace("name = \"GET /v1\"", "name = \"lib\", versions = \"<3.0.0\"");
    let front = front.replace("kind = \"http\"", "kind = \"library\"");
    let book = book(&[("api/2026-02-10-lib", &front)]);
    let (api, _) = book.catalog.component_named("api").unwrap();
    let view = book.catalog.as_of(today("2026-06-15"));
    let document = upgrade_document(view, &book.config, &book.schedule("2026-06-15", None), api);
    let told: Vec<String> = document
        .ranges
        .iter()
        .flat_map(|range| range.holds.iter().map(|run| format!("{}: {} to {}", range.range, run.first, run.last)))
        .collect();
    assert_eq!(told, ["<3.0.0: 1.0.0 to 2.0.0"]);
}
