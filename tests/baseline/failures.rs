//! Commits that cannot be had: a failure each time, and never a pass.

use crate::kit::{Project, V1};

const ENTRY: &str = "content/changes/api/2026-03-02-v1.md";

fn committed() -> Project {
    let project = Project::new();
    project.write(ENTRY, V1);
    project.commit("first");
    project
}

#[test]
fn a_commit_that_does_not_exist() {
    let project = committed();
    for reference in ["git:nowhere", "git:main~7", "git:0000000000000000000000000000000000000000", "git:main:book.toml"]
    {
        project.run(&["check", "--against", reference]).fails("git knows no commit");
        project.run(&["build", "--against", reference]).fails("git knows no commit");
    }
}

#[test]
fn a_branch_that_is_named_as_a_file() {
    let project = committed();
    project.run(&["check", "--against", "main"]).fails("did you mean `git:main`?");
    project.run(&["check", "--against", "mian"]).says_not("git:mian");
}

#[test]
fn a_name_that_could_be_an_option() {
    let project = committed();
    for reference in ["git:--all", "git:-h", "git:", "git:--output=stolen", "git:main\nmain"] {
        project.run(&["check", "--against", reference]).fails("is no name of a commit");
    }
    assert!(!project.path("stolen").exists());
    for reference in ["git:main; touch stolen", "git:$(touch stolen)", "git:@{u}", "git:main --not"] {
        project.run(&["check", "--against", reference]).fails("git knows no commit");
    }
    assert!(!project.path("stolen").exists());
}

#[test]
fn no_repository() {
    let project = Project::new();
    project.write(ENTRY, V1);
    project.run(&["check", "--against", "git:main"]).fails("lies in no work tree of git");
}

#[test]
fn a_shallow_clone_that_lacks_the_commit() {
    let project = committed();
    let first = project.git(&["rev-parse", "HEAD"]);
    project.commit("second");
    let clone = Project::below("clone");
    std::fs::remove_dir_all(clone.path("")).unwrap();
    let origin = format!("file://{}", project.path("").display());
    clone.git(&["clone", "-q", "--depth", "1", &origin, "clone"]);
    clone.run(&["check", "--against", "git:main"]).passes();
    clone.run(&["check", "--against", &format!("git:{first}")]).fails("shallow clone");
    clone.run(&["check", "--against", "git:main~1"]).fails("shallow clone");
}

#[test]
fn a_commit_before_the_site() {
    let project = Project::below("docs");
    project.write("../README.md", "x");
    project.git(&["init", "-q", "-b", "main"]);
    project.git(&["add", "README.md"]);
    project.git(&["commit", "-q", "-m", "first"]);
    project.write(ENTRY, V1);
    let check = project.run(&["check", "--against", "git:main"]);
    check.fails("there is no `book.toml` at `main`");
    check.fails("--no-baseline");
}

#[test]
fn a_site_that_was_broken_then() {
    let project = Project::new();
    project.write(ENTRY, V1.replace("sunset = ", "sunsett = "));
    project.commit("first");
    project.write(ENTRY, V1);
    project
        .run(&["check", "--against", "git:main"])
        .fails("content/changes/api/2026-03-02-v1.md:4:1: unknown key `sunsett`");
    project.write("book.toml", "[book");
    project.commit("second");
    project.git(&["checkout", "-q", "main~1", "--", "book.toml"]);
    project.run(&["check", "--against", "git:main"]).fails("book.toml:1:");
}

#[test]
fn another_platform() {
    let project = committed();
    project.write("book.toml", project.read("book.toml").replace("2026:example", "2026:other"));
    project.run(&["check", "--against", "git:main"]).fails("that of `tag:example.com,2026:example`");
}

#[test]
fn entries_that_are_too_large_not_text_or_hidden_behind_a_link() {
    let project = committed();
    project.append("book.toml", "\n[limits]\nentry-bytes = 100\n");
    project.commit("second");
    project.append("book.toml", "front-matter-bytes = 5000\n");
    project.write("book.toml", project.read("book.toml").replace("entry-bytes = 100\n", ""));
    project.run(&["check", "--against", "git:main"]).fails("is larger than 100 bytes");
    project.write(ENTRY, [V1.as_bytes(), &[0xFF]].concat());
    project.commit("third");
    project.write(ENTRY, V1);
    project.run(&["check", "--against", "git:main"]).fails("cannot read");
    project.remove(ENTRY);
    std::os::unix::fs::symlink("elsewhere.md", project.path(ENTRY)).unwrap();
    project.commit("fourth");
    project.remove(ENTRY);
    project.write(ENTRY, V1);
    project.run(&["check", "--against", "git:main"]).fails("is a link or a submodule");
}

#[test]
fn a_repository_that_lacks_a_file() {
    let project = committed();
    let blob = project.git(&["rev-parse", &format!("main:{ENTRY}")]);
    let object = project.path(".git/objects").join(&blob[..2]).join(&blob[2..]);
    std::fs::remove_file(object).unwrap();
    project.run(&["check", "--against", "git:main"]).fails("cannot read");
}
