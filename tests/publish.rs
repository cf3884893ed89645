//! Publishing an output tree: the whole old site or the whole new one, and nothing that is not ours is touched.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use forewarn::base::RelPath;
use forewarn::diag::{Diagnostic, Rule};
use forewarn::shell::Failure;
use forewarn::shell::publish::{Content, How, Output, Published, Target, Why, publish};
use proptest::prelude::*;

/// A site in memory; a file whose text is `fail` cannot be rendered.
struct Site {
    paths: Vec<RelPath>,
    texts: Vec<String>,
}

impl Output for Site {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> Result<Content, Diagnostic> {
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

/// A folder for one test; the output is `public` in it.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        World { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn public(&self, name: &str) -> PathBuf {
        self.path("public").join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.public(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // As an editor does: a new file under the old name.
        let _ = fs::remove_file(&path);
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.public(name)).unwrap()
    }

    fn publish(&self, site: &Site) -> Result<Published, Failure> {
        publish(&Target { dir: &self.path("public"), sources: &[] }, site, &|_| {})
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        snapshot(&self.path("public"))
    }
}

/// Every file with its bytes; folders end in `/`.
fn snapshot(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(dir).min_depth(1).into_iter().map(Result::unwrap);
    let name = |path: &Path| path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
    entries
        .map(|entry| match entry.file_type().is_dir() {
            true => (name(entry.path()) + "/", Vec::new()),
            false => (name(entry.path()), fs::read(entry.path()).unwrap_or_default()),
        })
        .collect()
}

#[test]
fn a_first_build_writes_all_files_and_a_manifest() {
    let world = World::new();
    let done = world.publish(&site([("index.html", "home"), ("a/b/c.html", "deep")])).unwrap();
    assert_eq!((done.written, done.unchanged, done.removed, done.bytes), (2, 0, 0, 8));
    assert_eq!(done.how, How::AtOnce);
    assert_eq!(world.read("a/b/c.html"), "deep");
    let names: Vec<String> = world.files().into_keys().collect();
    assert_eq!(names, [".forewarn.json", "a/", "a/b/", "a/b/c.html", "index.html"]);
}

#[test]
fn an_empty_output_folder_is_taken() {
    let world = World::new();
    fs::create_dir_all(world.path("public")).unwrap();
    assert_eq!(world.publish(&site([("a", "1")])).unwrap().written, 1);
    assert_eq!(world.read("a"), "1");
}

#[cfg(unix)]
#[test]
fn a_build_without_a_change_touches_nothing() {
    use std::os::unix::fs::MetadataExt;
    let world = World::new();
    let same = site([("a", "1"), ("b/c", "2")]);
    world.publish(&same).unwrap();
    let state = || {
        let paths = ["", "a", "b", "b/c", ".forewarn.json"];
        paths.map(|path| world.public(path).metadata().map(|m| (m.ino(), m.mtime_nsec(), m.ctime_nsec())).unwrap())
    };
    let before = state();
    let done = world.publish(&same).unwrap();
    assert_eq!((done.written, done.unchanged, done.how), (0, 2, How::Untouched));
    assert_eq!(state(), before);
    assert!(!world.path(".public.forewarn-spare").exists());
}

#[cfg(unix)]
#[test]
fn a_changed_file_is_new_and_the_others_keep_their_times() {
    use std::os::unix::fs::MetadataExt;
    let world = World::new();
    let stamp = |name: &str| world.public(name).metadata().map(|m| (m.ino(), m.mtime(), m.mtime_nsec())).unwrap();
    world.publish(&site([("a", "1"), ("b", "1")])).unwrap();
    let unchanged = stamp("b");
    for text in ["2", "3", "4"] {
        let done = world.publish(&site([("a", text), ("b", "1")])).unwrap();
        assert_eq!((done.written, done.unchanged, done.how), (1, 1, How::AtOnce));
        assert_eq!(world.read("a"), text);
        assert_eq!(stamp("b"), unchanged);
    }
}

#[test]
fn readers_of_the_old_tree_keep_seeing_it_whole() {
    let world = World::new();
    world.publish(&site([("a", "1")])).unwrap();
    world.publish(&site([("a", "2")])).unwrap();
    assert_eq!(fs::read_to_string(world.path(".public.forewarn-spare/a")).unwrap(), "1");
}

#[test]
fn a_file_that_is_no_longer_made_goes_with_its_empty_folders() {
    let world = World::new();
    world.publish(&site([("a/b/c", "1"), ("d", "1")])).unwrap();
    assert_eq!(world.publish(&site([("d", "1")])).unwrap().removed, 1);
    let names: Vec<String> = world.files().into_keys().collect();
    assert_eq!(names, [".forewarn.json", "d"]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let world = World::new();
    world.publish(&site([("a", "1"), ("b/c", "1")])).unwrap();
    for _ in 0..2 {
        world.publish(&site([("a/x", "2"), ("b", "2")])).unwrap();
        assert_eq!((world.read("a/x"), world.read("b")), ("2".into(), "2".into()));
        world.publish(&site([("a", "1"), ("b/c", "1")])).unwrap();
        assert_eq!((world.read("a"), world.read("b/c")), ("1".into(), "1".into()));
    }
}

#[test]
fn foreign_files_and_folders_are_carried_and_named() {
    let world = World::new();
    world.publish(&site([("a", "1")])).unwrap();
    world.put("CNAME", "example.com");
    fs::create_dir_all(world.public("uploads/empty")).unwrap();
    for text in ["2", "3", "4"] {
        let done = world.publish(&site([("a", text)])).unwrap();
        let kept: Vec<(&str, Why)> = done.kept.iter().map(|kept| (kept.path.to_str().unwrap(), kept.why)).collect();
        assert_eq!(kept, [("CNAME", Why::Foreign)]);
        assert_eq!(world.read("CNAME"), "example.com");
        assert!(world.public("uploads/empty").is_dir());
    }
}

#[test]
fn an_edited_file_is_kept_planned_or_not_until_the_edit_is_undone() {
    let world = World::new();
    world.publish(&site([("a", "1"), ("b", "1")])).unwrap();
    world.put("a", "by hand");
    let done = world.publish(&site([("a", "2"), ("b", "2")])).unwrap();
    assert_eq!((done.kept.len(), done.kept[0].why, done.written), (1, Why::Edited, 1));
    assert_eq!((world.read("a"), world.read("b")), ("by hand".into(), "2".into()));
    assert_eq!(world.publish(&site([("b", "3")])).unwrap().kept[0].why, Why::Edited);
    assert_eq!(world.read("a"), "by hand");
    world.put("a", "1");
    assert_eq!(world.publish(&site([("b", "3")])).unwrap().removed, 1);
    assert!(!world.public("a").exists());
}

#[test]
fn an_edit_that_the_sources_catch_up_with_is_ours_again() {
    let world = World::new();
    world.publish(&site([("a", "teh")])).unwrap();
    world.put("a", "the");
    assert!(world.publish(&site([("a", "the")])).unwrap().kept.is_empty());
    assert_eq!(world.publish(&site([("a", "then")])).unwrap().written, 1);
    assert_eq!(world.read("a"), "then");
}

#[test]
fn a_deleted_file_comes_back() {
    let world = World::new();
    let same = site([("a", "1"), ("b", "1")]);
    world.publish(&same).unwrap();
    fs::remove_file(world.public("a")).unwrap();
    assert_eq!(world.publish(&same).unwrap().written, 1);
    assert_eq!(world.read("a"), "1");
}

#[test]
fn a_foreign_file_in_the_way_is_a_failure_that_names_both() {
    let world = World::new();
    world.publish(&site([("a", "1")])).unwrap();
    world.put("x", "mine");
    world.put("y/z", "mine");
    for (path, other) in [("x", "x"), ("x/index.html", "x"), ("y", "y/z")] {
        let before = world.files();
        let failure = world.publish(&site([("a", "2"), (path, "2")])).unwrap_err();
        assert!(failure.message.contains(&format!("`{other}`")), "{failure}");
        assert_eq!(world.files(), before);
    }
}

#[test]
fn a_folder_that_we_did_not_make_is_refused() {
    let world = World::new();
    world.put("precious", "x");
    let failure = world.publish(&site([("a", "1")])).unwrap_err();
    assert!(failure.message.contains("did not make it"), "{failure}");
    assert_eq!(world.files().len(), 1);
}

#[test]
fn a_corrupt_manifest_is_refused() {
    let world = World::new();
    world.publish(&site([("a", "1")])).unwrap();
    for text in ["", "{", r#"{"generator":"other","version":1,"files":{}}"#] {
        world.put(".forewarn.json", text);
        let before = world.files();
        assert!(world.publish(&site([("a", "2")])).unwrap_err().message.contains(".forewarn.json"));
        assert_eq!(world.files(), before);
    }
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let world = World::new();
    fs::write(world.path("public"), "x").unwrap();
    assert!(world.publish(&site([("a", "1")])).unwrap_err().message.contains("not a folder"));
}

#[test]
fn the_output_may_not_be_hold_or_lie_inside_the_sources() {
    let world = World::new();
    let content = world.path("project/content");
    fs::create_dir_all(&content).unwrap();
    for (dir, relation) in [("project/content", "is"), ("project/content/out", "lies inside"), ("project", "holds")] {
        let target = Target { dir: &world.path(dir), sources: std::slice::from_ref(&content) };
        let failure = publish(&target, &site([("a", "1")]), &|_| {}).unwrap_err();
        assert!(failure.message.contains(relation), "{failure}");
    }
    assert_eq!(snapshot(&content).len(), 0);
    let beside = Target { dir: &world.path("project/public"), sources: &[content] };
    assert!(publish(&beside, &site([("a", "1")]), &|_| {}).is_ok());
}

#[test]
fn errors_in_rendering_all_come_out_and_the_old_site_stays() {
    let world = World::new();
    world.publish(&site([("a", "1"), ("b", "1"), ("c", "1")])).unwrap();
    let before = world.files();
    let failure = world.publish(&site([("a", "2"), ("b", "fail"), ("d", "fail")])).unwrap_err();
    assert_eq!(failure.findings.len(), 2);
    assert_eq!(world.files(), before);
    world.publish(&site([("a", "2"), ("b", "2")])).unwrap();
    assert_eq!((world.read("a"), world.read("b")), ("2".into(), "2".into()));
}

#[test]
fn what_an_interrupted_build_left_does_not_reach_the_site() {
    let world = World::new();
    let spare = world.path(".public.forewarn-spare");
    let litter = || {
        fs::create_dir_all(spare.join("a")).unwrap();
        fs::create_dir_all(spare.join("old/deep")).unwrap();
        fs::write(spare.join("a/garbage"), "x").unwrap();
        fs::write(spare.join("b"), "half").unwrap();
        fs::write(spare.join("c"), "half").unwrap();
    };
    litter();
    world.publish(&site([("a", "1"), ("b", "1"), ("c", "1")])).unwrap();
    litter();
    world.publish(&site([("a", "2"), ("b", "1"), ("c", "2")])).unwrap();
    let fresh = World::new();
    fresh.publish(&site([("a", "2"), ("b", "1"), ("c", "2")])).unwrap();
    assert_eq!(world.files(), fresh.files());
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let world = World::new();
    world.publish(&site([("a", "1")])).unwrap();
    let lock = fs::File::options().write(true).open(world.path(".public.forewarn-lock")).unwrap();
    lock.lock().unwrap();
    let failure = world.publish(&site([("a", "2")])).unwrap_err();
    assert!(failure.message.contains("another build"), "{failure}");
    assert_eq!(world.read("a"), "1");
    drop(lock);
    world.publish(&site([("a", "2")])).unwrap();
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_carried_and_never_followed() {
    use std::os::unix::fs::symlink;
    let world = World::new();
    world.publish(&site([("a", "1"), ("dir/file", "1")])).unwrap();
    fs::create_dir(world.path("elsewhere")).unwrap();
    fs::write(world.path("elsewhere/file"), "1").unwrap();
    fs::remove_dir_all(world.public("dir")).unwrap();
    symlink(world.path("elsewhere"), world.public("dir")).unwrap();
    assert!(world.publish(&site([("a", "2"), ("dir/file", "2")])).is_err());
    let done = world.publish(&site([("a", "2")])).unwrap();
    assert_eq!((done.removed, done.kept[0].why), (0, Why::Foreign));
    assert_eq!(fs::read_link(world.public("dir")).unwrap(), world.path("elsewhere"));
    assert_eq!(fs::read_to_string(world.path("elsewhere/file")).unwrap(), "1");
}

#[cfg(unix)]
#[test]
fn an_output_behind_a_symbolic_link_is_published_where_it_leads() {
    let world = World::new();
    fs::create_dir_all(world.path("srv/www")).unwrap();
    std::os::unix::fs::symlink(world.path("srv/www"), world.path("public")).unwrap();
    world.publish(&site([("a", "1")])).unwrap();
    world.publish(&site([("a", "2")])).unwrap();
    assert!(world.path("public").is_symlink());
    assert_eq!(fs::read_to_string(world.path("srv/www/a")).unwrap(), "2");
}

#[cfg(unix)]
#[test]
fn under_a_parent_that_cannot_be_written_files_are_replaced_one_by_one() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.publish(&site([("a", "1")])).unwrap();
    let mode = |mode| fs::set_permissions(world.folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    // Root may write anyway, and then the exchange is the right way.
    let closed = fs::write(world.path("probe"), "").is_err();
    let done = world.publish(&site([("a", "2"), ("b/c", "2")]));
    mode(0o755);
    assert_eq!(done.unwrap().how, if closed { How::FileByFile } else { How::AtOnce });
    assert_eq!((world.read("a"), world.read("b/c")), ("2".into(), "2".into()));
}

#[test]
fn progress_counts_every_file() {
    let world = World::new();
    let seen = std::sync::Mutex::new(Vec::new());
    let target = Target { dir: &world.path("public"), sources: &[] };
    publish(&target, &site([("a", "1"), ("b", "1"), ("c", "1")]), &|n| seen.lock().unwrap().push(n)).unwrap();
    let mut seen = seen.into_inner().unwrap();
    seen.sort_unstable();
    assert_eq!(seen, [1, 2, 3]);
}

/// Small trees in which names meet: files and folders of the same names in different trees.
fn trees() -> impl Strategy<Value = BTreeMap<String, String>> {
    let name = prop::sample::select(vec!["a", "b", "a/x", "a/y", "b/x", "b/x/z", "c/d/e", "c/f"]);
    let text = prop::sample::select(vec!["", "1", "22"]);
    prop::collection::btree_map(name.prop_map(str::to_owned), text.prop_map(str::to_owned), 0..6).prop_map(|tree| {
        let names: Vec<String> = tree.keys().cloned().collect();
        let is_folder = |name: &str| names.iter().any(|other| other.starts_with(&format!("{name}/")));
        tree.into_iter().filter(|(name, _)| !is_folder(name)).collect()
    })
}

fn of(tree: &BTreeMap<String, String>) -> Site {
    site(tree.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_history_the_site_is_as_if_published_afresh(history in prop::collection::vec(trees(), 1..5)) {
        let world = World::new();
        for tree in &history {
            world.publish(&of(tree)).unwrap();
            let fresh = World::new();
            fresh.publish(&of(tree)).unwrap();
            prop_assert_eq!(world.files(), fresh.files());
            prop_assert_eq!(world.publish(&of(tree)).unwrap().how, How::Untouched);
        }
    }

    #[test]
    fn what_is_not_ours_outlives_every_build(
        history in prop::collection::vec(trees(), 1..4),
        foreign in prop::sample::select(vec!["a", "a/x", "a/own", "own", "c/own/deep", "b/x"]),
    ) {
        let world = World::new();
        world.publish(&site([("first", "1")])).unwrap();
        world.put(foreign, "mine");
        for tree in &history {
            let before = world.files();
            if world.publish(&of(tree)).is_err() {
                prop_assert_eq!(&world.files(), &before);
            }
            prop_assert_eq!(world.read(foreign), "mine");
        }
    }
}

/// A site that says what it is made of, and counts how often it is asked for a file.
struct Told {
    site: Site,
    made_of: [u8; 32],
    rendered: AtomicUsize,
}

impl Told {
    fn new(site: Site, made_of: u8) -> Self {
        Told { site, made_of: [made_of; 32], rendered: AtomicUsize::new(0) }
    }

    /// What a build does, and how many files it rendered.
    fn publish(&self, world: &World) -> (How, usize) {
        self.rendered.store(0, Ordering::Relaxed);
        let done = publish(&Target { dir: &world.path("public"), sources: &[] }, self, &|_| {}).unwrap();
        (done.how, self.rendered.load(Ordering::Relaxed))
    }
}

impl Output for Told {
    fn paths(&self) -> &[RelPath] {
        self.site.paths()
    }

    fn render(&self, index: usize) -> Result<Content, Diagnostic> {
        self.rendered.fetch_add(1, Ordering::Relaxed);
        self.site.render(index)
    }

    fn made_of(&self) -> Option<[u8; 32]> {
        Some(self.made_of)
    }
}

#[test]
fn nothing_is_rendered_again_of_the_same_inputs() {
    let world = World::new();
    let one = Told::new(site([("a", "1"), ("b/c", "2")]), 1);
    assert_eq!(one.publish(&world), (How::AtOnce, 2));
    let before = world.files();
    assert_eq!(one.publish(&world), (How::Untouched, 0));
    assert_eq!(world.files(), before);
}

#[test]
fn other_inputs_are_rendered_also_where_they_give_the_same_files() {
    let world = World::new();
    Told::new(site([("a", "1")]), 1).publish(&world);
    let other = Told::new(site([("a", "1")]), 2);
    assert_eq!(other.publish(&world), (How::Untouched, 1));
    assert_eq!(other.publish(&world), (How::Untouched, 0));
}

#[test]
fn a_published_file_that_is_not_as_it_was_is_rendered_whatever_the_inputs() {
    let world = World::new();
    let one = Told::new(site([("a", "1"), ("b", "2")]), 1);
    one.publish(&world);
    fs::remove_file(world.public("b")).unwrap();
    assert_eq!(one.publish(&world), (How::AtOnce, 2));
    assert_eq!(world.read("b"), "2");
    world.put("b", "by hand");
    assert_eq!(one.publish(&world).1, 2);
    assert_eq!(world.read("b"), "by hand");
}

#[test]
fn a_memory_of_another_publication_is_not_believed() {
    let world = World::new();
    let one = Told::new(site([("a", "1")]), 1);
    one.publish(&world);
    // Published without a memory, as by a build that was killed before it wrote one.
    world.publish(&site([("a", "2")])).unwrap();
    assert_eq!(one.publish(&world), (How::AtOnce, 1));
    assert_eq!(world.read("a"), "1");
}
