//! What no author means to hand in, given to the real program: it says what is wrong and where, says the rest too, fails, and
//! leaves what was published before as it is.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may write files, start programs, and fail

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BOOK: &str = r#"[book]
title = "Example"
id = "tag:example.com,2026:example"

[build]
base-url = "https://changes.example.com/"

[[component]]
id = "api"
"#;

const GOOD: &str = "+++\ntitle = \"The list has a filter\"\nkind = \"added\"\n+++\nText.\n";
/// It has a mistake of its own, which must come out in every run.
const OTHER: &str = "+++\ntitle = \"The list has pages\"\nkind = \"added\"\nverison = \"1.2.0\"\n+++\nText.\n";
const BAD: &str = "content/changes/api/2026-03-04-bad.md";

/// A site that was published once.
struct Site {
    folder: tempfile::TempDir,
    published: BTreeMap<PathBuf, Vec<u8>>,
}

impl Site {
    fn published() -> Self {
        let mut site = Site { folder: tempfile::tempdir().unwrap(), published: BTreeMap::new() };
        site.put("book.toml", BOOK);
        site.put("content/changes/api/2026-03-02-good.md", GOOD);
        let done = site.run("build");
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        site.published = site.output();
        assert!(site.published.contains_key(Path::new("changes/api-good/index.html")));
        site
    }

    /// With a second entry that has a mistake of its own.
    fn with_another_mistake() -> Self {
        let site = Site::published();
        site.put("content/changes/api/2026-03-03-other.md", OTHER);
        site
    }

    /// The project is a folder in the folder, so that there is an outside.
    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn link(&self, target: &str, path: &str) {
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
    }

    fn run(&self, command: &str) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_forewarn"));
        program.args(["--today", "2026-06-01", "--color", "never", command, "--no-baseline", "--root"]);
        program.arg(self.path("")).output().unwrap()
    }

    fn output(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.path("public");
        let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
        files.map(|e| (e.path().strip_prefix(&root).unwrap().to_owned(), fs::read(e.path()).unwrap())).collect()
    }

    /// Builds in vain, and says all of `expected`. What was published stays.
    #[track_caller]
    fn refuses(&self, expected: &[&str]) {
        let done = self.run("build");
        let said = said(&done);
        assert_eq!(done.status.code(), Some(1), "{said}");
        for expected in expected {
            assert!(said.contains(expected), "{expected:?} is not in\n{said}");
        }
        assert!(said.contains("nothing was published"), "{said}");
        assert!(said.contains("help"), "{said}");
        assert!(self.output() == self.published, "what was published has changed");
    }

    /// As [`Site::refuses`], with the other entry's mistake in the same run.
    #[track_caller]
    fn refuses_with_the_rest(&self, expected: &[&str]) {
        self.refuses(expected);
        self.refuses(&["2026-03-03-other.md:4:1", "did you mean `version`?"]);
        assert_eq!(self.run("check").status.code(), Some(1));
    }
}

fn said(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}

#[test]
fn files_that_are_no_entries() {
    let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
    let cases: [(&[u8], &str, &str); 8] = [
        (b"+++\ntitle = \"f\xFCr\"\n+++\n", "bad.md:2:11", "form/not-utf8"),
        (b"\xFF\xFE+\0+\0+\0", "bad.md:1:1", "the file is UTF-16"),
        (&binary, "bad.md:", "form/not-utf8"),
        (b"", "bad.md:1:1", "the file is empty"),
        (b"\xEF\xBB\xBF", "bad.md:1:", "the file is empty"),
        (b"# A title\n", "bad.md:1:1", "does not begin with front matter"),
        (b"+++\ntitle = \"x\"\n", "bad.md:1:1", "the front matter is not closed"),
        (b"+++\ntitle = \"a\0b\"\nkind = \"added\"\n+++\n", "bad.md:2:11", "U+0000"),
    ];
    let site = Site::with_another_mistake();
    for (bytes, place, what) in cases {
        site.put(BAD, bytes);
        site.refuses_with_the_rest(&[place, what]);
    }
}

#[test]
fn values_that_cannot_be() {
    let cases = [
        ("date = 2026-02-30", "bad.md:4:8", "`2026-02-30` is no date"),
        ("version = \"1.2\"", "bad.md:4:11", "+ version = \"1.2.0\""),
        ("migration = \"../../../etc/passwd\"", "bad.md:4:13", "form/outside-root"),
        ("related = [\"api-nothing\"]", "bad.md:4:12", "form/unresolved-reference"),
        ("id = \"API-Good\"", "bad.md:4:6", "the id `api-good` is taken"),
        ("id = \"API-Good\"", "bad.md:4:6", "`API-Good` is no valid id"),
    ];
    let site = Site::with_another_mistake();
    for (line, place, what) in cases {
        site.put(BAD, format!("+++\ntitle = \"x\"\nkind = \"added\"\n{line}\n+++\nText.\n"));
        site.refuses_with_the_rest(&[place, what.trim_start_matches("+ ")]);
    }
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_are_no_mistake() {
    let site = Site::published();
    site.put("content/changes/api/2026-03-02-good.md", format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n")));
    let done = site.run("build");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let pages = |output: BTreeMap<PathBuf, Vec<u8>>| output.get(Path::new("changes/api-good/index.html")).cloned();
    assert_eq!(pages(site.output()), pages(site.published.clone()));
}

/// The file has no blocks on the disk; reading it would take seconds and its size in memory.
#[test]
fn a_large_file_is_not_read() {
    let site = Site::with_another_mistake();
    site.put(BAD, "+++\n");
    fs::File::options().write(true).open(site.path(BAD)).unwrap().set_len(1 << 40).unwrap();
    site.refuses_with_the_rest(&["bad.md", "form/too-large", "entry-bytes"]);
    site.put("book.toml", "");
    fs::File::options().write(true).open(site.path("book.toml")).unwrap().set_len(1 << 40).unwrap();
    let done = site.run("build");
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
}

#[test]
fn links_that_lead_elsewhere() {
    let site = Site::with_another_mistake();
    fs::write(site.folder.path().join("secret.md"), GOOD).unwrap();
    site.link("../../../../secret.md", BAD);
    site.refuses_with_the_rest(&["bad.md", "leads out of the project"]);
    fs::remove_file(site.path(BAD)).unwrap();
    site.link("2026-03-04-bad.md", BAD);
    site.refuses_with_the_rest(&["bad.md", "form/outside-root"]);
    fs::remove_file(site.path(BAD)).unwrap();
    site.link("..", "content/changes/api/again");
    site.refuses_with_the_rest(&["content/changes/api/again", "leads to a folder that holds it"]);
}

#[test]
fn a_picture_from_outside_is_never_published() {
    let site = Site::with_another_mistake();
    let bad = |body: &str| format!("+++\ntitle = \"x\"\nkind = \"added\"\n+++\n{body}\n");
    site.put(BAD, bad("![users](../../../../../etc/passwd)"));
    site.refuses_with_the_rest(&["bad.md:5:1", "leads out of the project"]);
    fs::write(site.folder.path().join("secret.png"), "secret").unwrap();
    site.link("../../../../secret.png", "content/changes/api/picture.png");
    site.put(BAD, bad("![secret](picture.png)"));
    site.refuses_with_the_rest(&["content/changes/api/picture.png", "leads out of the project"]);
}

#[test]
fn folders_outside_of_the_project_are_refused() {
    let site = Site::published();
    for (from, to, place) in [
        ("[build]\n", "src = \"../x\"\n[build]\n", "book.toml:5:7"),
        ("[build]\n", "[build]\nbuild-dir = \"../x\"\n", "book.toml:6:13"),
        ("[[component]]", "[theme]\ndir = \"/etc\"\n[[component]]", "book.toml:9:7"),
    ] {
        site.put("book.toml", BOOK.replace(from, to));
        let done = site.run("build");
        assert_eq!(done.status.code(), Some(1), "{}", said(&done));
        assert!(said(&done).contains(place) && said(&done).contains("form/outside-root"), "{}", said(&done));
        assert!(site.output() == site.published);
    }
}

#[test]
fn a_pipe_is_never_opened() {
    let site = Site::with_another_mistake();
    assert!(Command::new("mkfifo").arg(site.path(BAD)).status().unwrap().success());
    site.refuses_with_the_rest(&["bad.md", "form/not-a-file"]);
}

#[test]
fn a_file_without_leave_to_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::with_another_mistake();
    site.put(BAD, GOOD);
    fs::set_permissions(site.path(BAD), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(site.path(BAD)).is_ok() {
        return; // root may read everything
    }
    site.refuses_with_the_rest(&["bad.md", "form/unreadable"]);
}

#[test]
fn a_theme_that_does_not_compile_or_render() {
    let site = Site::published();
    site.put("book.toml", BOOK.replace("[[component]]", "[theme]\ndir = \"ours\"\n[[component]]"));
    for (template, place, what) in [
        ("{% block main %}\n{{ page.title }\n", "ours/templates/home.html:2:15", "syntax error"),
        ("<p>\n{{ page.title | shout }}", "ours/templates/home.html:2:17", "shout"),
        ("<p>\n{{ page.titel }}", "ours/templates/home.html:2:", "did you mean `title`?"),
        ("{% extends \"bsae.html\" %}", "ours/templates/home.html:1:", "bsae.html"),
        (
            "{% for x in range(10000) %}{% for y in range(10000) %}{% endfor %}{% endfor %}",
            "home.html:1:",
            "come to an end",
        ),
    ] {
        site.put("ours/templates/home.html", template);
        site.refuses(&[place, what, "form/template"]);
    }
}

#[test]
fn a_mistake_of_every_page_is_said_once() {
    let site = Site::published();
    site.put("book.toml", BOOK.replace("[[component]]", "[theme]\ndir = \"ours\"\n[[component]]"));
    site.put("ours/templates/base.html", "<p>\n{{ page.titel }}\n{% block main %}{% endblock %}");
    site.refuses(&["1 error in 1 file", "did you mean `title`?", "times more"]);
}

#[test]
fn raw_html_and_scripts_become_text() {
    let site = Site::published();
    let body = "<script>alert(1)</script>\n\n[click](javascript:alert%281%29) <img src=x onerror=alert(2)>\n";
    site.put(BAD, format!("+++\ntitle = \"x <script>alert(3)</script>\"\nkind = \"added\"\n+++\n{body}"));
    let checked = site.run("check");
    assert!(
        said(&checked).contains("bad.md:5:1") && said(&checked).contains("reader/unsafe-html"),
        "{}",
        said(&checked)
    );
    let done = site.run("build");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let output = site.output();
    let page = String::from_utf8(output[Path::new("changes/api-bad/index.html")].clone()).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    for (path, bytes) in &output {
        let text = String::from_utf8_lossy(bytes);
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        assert!(!is_page || !text.contains("<script>alert"), "{}", path.display());
        assert!(!text.contains("href=\"javascript:") && !text.contains("<img src=x"), "{}", path.display());
    }
}

#[test]
fn a_site_that_is_not_there_is_no_finding() {
    let empty = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_forewarn"));
    let done = program.args(["build", "--root"]).arg(empty.path()).output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(said(&done).contains("there is no `book.toml`") && said(&done).contains("help"), "{}", said(&done));
}
