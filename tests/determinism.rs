//! Same inputs give the same bytes: any number of threads, order of files, place, time zone and locale. What changes with
//! the day alone is for people; the API's documents and the feeds change only with content.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests start programs and write files, and may fail"
)]

mod kit;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use forewarn::base::{RelPath, Source};
use forewarn::pipeline::{Input, compile};
use kit::{Project, Site, read_folder, render};

type Files = BTreeMap<String, Vec<u8>>;

fn assert_same(expected: &Files, actual: &Files) {
    let differing = differing(expected, actual);
    assert!(differing.is_empty(), "these differ: {differing:?}");
}

fn differing<'a>(expected: &'a Files, actual: &'a Files) -> Vec<&'a str> {
    let paths: std::collections::BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    paths.into_iter().filter(|path| expected.get(*path) != actual.get(*path)).map(String::as_str).collect()
}

fn with_threads(count: usize, project: &Project) -> Files {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
    pool.install(|| project.site().files)
}

#[test]
fn one_thread_and_many_make_the_same_site() {
    let project = Project::example();
    assert_same(&with_threads(1, &project), &with_threads(7, &project));
}

#[test]
fn the_order_of_the_sources_changes_nothing() {
    let project = Project::example();
    let expected = project.site().files;
    for turn in [1, 17, 40] {
        let mut input = project.input();
        input.entries.reverse();
        let turn = turn % input.entries.len();
        input.entries.rotate_left(turn);
        input.pages.reverse();
        input.files.reverse();
        assert_same(&expected, &Site::new(&project.root, compile(input)).files);
    }
}

#[test]
fn rendering_again_and_in_another_order_gives_the_same_bytes() {
    let project = Project::golden("small");
    let site = project.site();
    assert_same(&site.files, &render(&project.root, &site.compiled));
    assert_same(&site.files, &project.site().files);
    let backwards = compile(project.input());
    let paths = backwards.paths();
    for (index, path) in paths.iter().enumerate().rev() {
        if let forewarn::site::Content::Bytes(bytes) = backwards.render(index).unwrap() {
            assert_eq!(site.files[path.as_str()], bytes, "{path}");
        }
    }
}

/// Builds with the binary, somewhere in the world.
fn build(root: &Path, place: [&str; 2]) -> Files {
    let [zone, locale] = place;
    let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .args(["build", "--today", kit::TODAY, "--root"])
        .arg(root)
        .env("TZ", zone)
        .env("LANG", locale)
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read_folder(&root.join("public"))
}

#[test]
fn place_time_zone_and_locale_change_nothing() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deeper = there.path().join("some where/ünder");
    copy(&kit::golden_folder("small"), here.path());
    copy(&kit::golden_folder("small"), &deeper);
    let first = build(here.path(), ["Pacific/Kiritimati", "C"]);
    let second = build(&deeper, ["America/Los_Angeles", "tr_TR.UTF-8"]);
    assert!(first.len() > 80);
    assert_same(&first, &second);
}

/// Copies the sources of a site.
fn copy(from: &Path, to: &Path) {
    for (path, bytes) in read_folder(from).into_iter().filter(|(path, _)| !path.starts_with("expected/")) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// The site of a day, built on what was published before.
fn next(project: &mut Project, today: &str, before: &Site) -> Site {
    project.today = today.to_owned();
    let mut input = project.input();
    input.baseline = Some(before.baseline());
    Site::new(&project.root, compile(input))
}

#[test]
fn a_day_on_which_nothing_happens_changes_only_pages() {
    for mut project in [Project::golden("small"), Project::golden("library"), Project::golden("empty")] {
        let first = project.site();
        let second = next(&mut project, "2026-06-16", &first);
        let changed = differing(&first.files, &second.files);
        assert!(changed.contains(&"index.html"), "a page names its day: {changed:?}");
        let data: Vec<_> = changed.into_iter().filter(|path| !path.ends_with(".html")).collect();
        assert!(data.is_empty(), "these are not pages: {data:?}");
    }
}

#[test]
fn a_page_without_a_promise_stays_as_it_is_from_day_to_day() {
    let mut project = Project::golden("small");
    let first = project.site();
    let second = next(&mut project, "2026-06-16", &first);
    let settled: Vec<_> = first
        .compiled
        .catalog
        .as_of(first.compiled.today)
        .changes()
        .filter(|(_, change)| change.promise.is_none())
        .map(|(_, change)| format!("changes/{}/index.html", change.id))
        .chain(["404.html", "feeds/index.html", "api/index.html"].map(str::to_owned))
        .collect();
    assert!(settled.len() > 3, "{settled:?}");
    for path in &settled {
        assert_eq!(first.text(path), second.text(path), "{path}");
    }
}

#[test]
fn a_day_on_which_a_date_comes_changes_feeds_and_no_schedule() {
    let mut project = Project::golden("small");
    let first = project.site();
    let second = next(&mut project, "2026-10-01", &first);
    let third = next(&mut project, "2026-12-01", &second);
    assert!(third.text("feed.atom").contains("first-api:sunset-2026-12-01</id>"));
    for path in ["api/v1/deprecations/api-v1.json", "api/v1/changes/api-v1.json", "api/v1/schedule.json"] {
        assert_eq!(second.text(path), third.text(path), "{path}");
    }
}

#[test]
fn building_again_on_what_was_published_changes_nothing() {
    let mut project = Project::example();
    let first = project.site();
    let again = next(&mut project, "2026-11-22", &first);
    assert_same(&first.files, &again.files);
    let third = next(&mut project, "2026-11-22", &again);
    assert_same(&first.files, &third.files);
}

type Change = fn(&mut Input);

/// Everything that could make another site, changed one by one.
fn changes() -> Vec<(&'static str, Change)> {
    fn retold(source: &mut Source) {
        *source = Source::new(source.path.clone(), format!("{}\nMore.\n", source.text));
    }
    vec![
        ("book.toml", |input| retold(&mut input.sources[0])),
        ("an entry", |input| retold(&mut input.entries[0])),
        ("a page", |input| {
            let path = RelPath::new("content/pages/more.md").unwrap();
            input.pages.push(Source::new(path, "+++\ntitle = \"More\"\n+++\n"));
        }),
        ("releases.toml", |input| {
            let path = RelPath::new("content/releases.toml").unwrap();
            input.releases = Some(Source::new(path, "# none\n"));
        }),
        ("an entry more", |input| {
            let path = RelPath::new("content/changes/2026-05-05-again.md").unwrap();
            input.entries.push(Source::new(path, input.entries[0].text.clone()));
        }),
        ("a template", |input| retold(&mut input.theme.as_mut().unwrap().templates[0])),
        ("a file of the theme", |input| {
            input.theme.as_mut().unwrap().files.pop().unwrap();
        }),
        ("the day", |input| input.today = "2026-06-16".parse().unwrap()),
        ("the baseline", |input| {
            let mut earlier = Project::golden("theme");
            earlier.today = "2026-06-01".to_owned();
            input.baseline = Some(earlier.site().baseline());
        }),
    ]
}

#[test]
fn whatever_makes_another_site_makes_another_digest() {
    let project = Project::golden("theme");
    let digest = |input| compile(input).digest();
    let expected = digest(project.input());
    assert_eq!(digest(project.input()), expected);
    for (name, change) in changes() {
        let mut input = project.input();
        change(&mut input);
        assert_ne!(digest(input), expected, "{name}");
    }
}
