//! Reading a source tree: every file is a source, an asset or a finding, and one bad file never hides the others.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use forewarn::base::{RelPath, Source};
use forewarn::diag::Rule;
use forewarn::shell::tree::{Limits, Tree, read, read_source};
use forewarn::site::theme::Stamp;

struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Project { folder: tempfile::tempdir().unwrap() };
        project.put("site/content/changes/api/good.md", "good");
        project
    }

    /// The project is a folder in the folder, so that there is an outside.
    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    #[cfg(unix)]
    fn link(&self, target: impl AsRef<Path>, path: &str) {
        std::os::unix::fs::symlink(target, self.folder.path().join(path)).unwrap();
    }

    fn read(&self) -> Tree {
        read(&self.root(), &rel("content"), None, &Limits { source_bytes: 100 }).unwrap()
    }

    /// The findings as rule and path; the good entry must be there whatever else is.
    fn findings(&self) -> Vec<(Rule, String)> {
        let tree = self.read();
        assert!(paths(&tree.entries).contains(&"content/changes/api/good.md"), "{:?}", tree.findings);
        assert!(tree.findings.iter().all(|finding| !finding.help.is_empty()));
        tree.findings.iter().map(|finding| (finding.rule, finding.primary.path.to_string())).collect()
    }
}

fn rel(path: &str) -> RelPath {
    RelPath::new(path).unwrap()
}

fn paths(sources: &[Source]) -> Vec<&str> {
    sources.iter().map(|source| source.path.as_str()).collect()
}

fn names(paths: &[RelPath]) -> Vec<&str> {
    paths.iter().map(RelPath::as_str).collect()
}

#[test]
fn files_are_sorted_into_what_they_are() {
    let project = Project::new();
    project.put("site/content/changes/a.md", "first");
    project.put("site/content/changes/api/plan.png", [0, 159, 146, 150]);
    project.put("site/content/pages/policy.md", "policy");
    project.put("site/content/pages/logo.svg", "<svg/>");
    project.put("site/content/releases.toml", "");
    project.put("site/ours/templates/page/base.html", "html");
    project.put("site/ours/static/style.css", "css");
    let tree = read(&project.root(), &rel("content"), Some(&rel("ours")), &Limits::default()).unwrap();
    assert_eq!(paths(&tree.entries), ["content/changes/a.md", "content/changes/api/good.md"]);
    assert_eq!(&*tree.entries[0].text, "first");
    assert_eq!(paths(&tree.pages), ["content/pages/policy.md"]);
    assert_eq!(names(&tree.assets), ["content/changes/api/plan.png", "content/pages/logo.svg"]);
    assert_eq!(tree.releases.unwrap().path.as_str(), "content/releases.toml");
    assert_eq!(paths(&tree.templates), ["ours/templates/page/base.html"]);
    let theme_files: Vec<_> = tree.theme_files.iter().map(|file| (file.path.as_str(), file.stamp)).collect();
    assert_eq!(theme_files, [("ours/static/style.css", Stamp::of(b"css"))]);
    assert_eq!(tree.findings, []);
}

#[test]
fn hidden_files_and_what_editors_leave_are_passed_over() {
    let project = Project::new();
    for name in [".draft.md", "a.md~", ".#a.md", "#a.md#", ".git/config", ".hidden/b.md"] {
        project.put(&format!("site/content/changes/{name}"), [0xff]);
    }
    assert_eq!(project.findings(), []);
    assert_eq!(project.read().assets, []);
}

#[test]
fn a_site_without_changes_is_empty() {
    let project = Project::new();
    fs::remove_dir_all(project.root().join("content/changes")).unwrap();
    let tree = project.read();
    assert!(tree.entries.is_empty() && tree.releases.is_none() && tree.findings.is_empty());
}

#[test]
fn a_missing_source_folder_is_a_failure_with_a_way_out() {
    let project = Project::new();
    let failure = read(&project.root(), &rel("nowhere"), None, &Limits::default()).unwrap_err();
    assert!(failure.message.contains("nowhere") && failure.hint.contains("forewarn init"), "{failure:?}");
    project.put("site/file", "");
    assert!(read(&project.root(), &rel("file"), None, &Limits::default()).is_err());
    assert!(read(&project.root(), &rel("content"), Some(&rel("theme")), &Limits::default()).is_err());
}

#[test]
fn text_that_is_not_utf8_is_shown_at_its_first_bad_byte() {
    let project = Project::new();
    project.put("site/content/changes/bad.md", b"one\nt\xC3\xA4\xE9 more");
    let tree = project.read();
    let finding = &tree.findings[0];
    assert_eq!(finding.rule, Rule::NotUtf8);
    assert_eq!(finding.message, "the byte 0xE9 is not UTF-8");
    let span = finding.primary.span.unwrap();
    assert_eq!(&tree.broken[0].text[span.range()], "\u{FFFD}");
    assert_eq!(tree.broken[0].path, finding.primary.path);
    assert_eq!(paths(&tree.entries), ["content/changes/api/good.md"]);
}

#[test]
fn a_source_over_the_limit_is_a_finding_and_an_asset_is_not() {
    let project = Project::new();
    project.put("site/content/changes/exact.md", [b'x'; 100]);
    project.put("site/content/changes/large.md", [b'x'; 101]);
    project.put("site/content/changes/large.png", [b'x'; 101]);
    assert_eq!(project.findings(), [(Rule::TooLarge, "content/changes/large.md".to_owned())]);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_a_finding() {
    let project = Project::new();
    project.put("site/content/pages", "");
    assert_eq!(project.findings(), [(Rule::NotAFile, "content/pages".to_owned())]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let project = Project::new();
    for name in ["pipe.md", "pipe.png"] {
        let path = project.root().join("content/changes").join(name);
        mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).unwrap();
    }
    project.link("pipe.md", "site/content/changes/to-pipe.md");
    let expected =
        ["pipe.md", "pipe.png", "to-pipe.md"].map(|name| (Rule::NotAFile, format!("content/changes/{name}")));
    assert_eq!(project.findings(), expected);
    assert!(read_source(&project.root(), &rel("content/changes/pipe.md"), 9).is_err());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_to_nowhere_or_in_a_loop_are_findings() {
    let project = Project::new();
    project.put("outside/secret.md", "secret");
    let outside = project.folder.path().join("outside");
    project.link(outside.join("secret.md"), "site/content/changes/file.md");
    project.link("../../../outside", "site/content/changes/folder");
    project.link("missing.md", "site/content/changes/lost.md");
    project.link("loop.md", "site/content/changes/loop.md");
    project.link("..", "site/content/changes/api/up");
    let expected = ["api/up", "file.md", "folder", "loop.md", "lost.md"];
    let expected = expected.map(|name| (Rule::OutsideRoot, format!("content/changes/{name}")));
    assert_eq!(project.findings(), expected);
    assert_eq!(project.read().entries.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_inside_the_project_are_followed() {
    let project = Project::new();
    project.put("site/shared/note.md", "note");
    project.link("../../shared/note.md", "site/content/changes/one.md");
    project.link("../../shared", "site/content/changes/all");
    assert_eq!(project.findings(), []);
    let tree = project.read();
    let expected = ["content/changes/all/note.md", "content/changes/api/good.md", "content/changes/one.md"];
    assert_eq!(paths(&tree.entries), expected);
}

#[cfg(unix)]
#[test]
fn folders_that_link_out_of_the_project_are_refused() {
    let project = Project::new();
    project.put("outside/changes/secret.md", "secret");
    project.link("../outside", "site/linked");
    let failure = read(&project.root(), &rel("linked"), None, &Limits::default()).unwrap_err();
    assert!(failure.message.contains("leads out"), "{failure}");
    project.link("../../outside/changes", "site/content/pages");
    assert_eq!(project.findings(), [(Rule::OutsideRoot, "content/pages".to_owned())]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_no_path_of_a_site_can_hold_are_findings() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    for name in [&b"a\xFF.md"[..], b"b\n.md", b"c\\d.md"] {
        fs::write(project.root().join("content/changes").join(OsStr::from_bytes(name)), "x").unwrap();
    }
    let place = |name: &str| format!("content/changes/{name}");
    let expected = [
        (Rule::Unreadable, place("a\u{FFFD}.md")),
        (Rule::ControlCharacter, place("b\u{FFFD}.md")),
        (Rule::Unreadable, place("c\u{FFFD}d.md")),
    ];
    assert_eq!(project.findings(), expected);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.put("site/content/changes/closed.md", "x");
    project.put("site/content/changes/folder/x.md", "x");
    let close = |name: &str, mode| {
        fs::set_permissions(project.root().join("content/changes").join(name), fs::Permissions::from_mode(mode))
            .unwrap();
    };
    close("closed.md", 0);
    close("folder", 0);
    let root_reads_everything = fs::read(project.root().join("content/changes/closed.md")).is_ok();
    let findings = project.findings();
    close("folder", 0o755);
    let expected = ["closed.md", "folder"].map(|name| (Rule::Unreadable, format!("content/changes/{name}")));
    assert_eq!(findings, if root_reads_everything { vec![] } else { expected.to_vec() });
}

#[test]
fn one_source_is_read_by_its_path() {
    let project = Project::new();
    project.put("site/book.toml", "[book]");
    let book = read_source(&project.root(), &rel("book.toml"), 100).unwrap().unwrap();
    assert_eq!((&*book.text, book.path.as_str()), ("[book]", "book.toml"));
    assert!(read_source(&project.root(), &rel("other.toml"), 100).unwrap().is_none());
    assert_eq!(read_source(&project.root(), &rel("book.toml"), 5).unwrap_err().finding.rule, Rule::TooLarge);
}
