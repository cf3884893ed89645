//! Themes, by the real binary: taking files of the default theme, trying a theme, and sites in the plain theme.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod kit;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use forewarn::site::theme::shipped;
use kit::html::Page;
use kit::links::dead_links;
use kit::{Project, Site, TODAY};

/// A copy of a site, to be changed.
struct World {
    folder: tempfile::TempDir,
    project: Project,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl World {
    fn of(original: &Project) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["book.toml", "content", "theme"] {
            let from = original.root.join(name);
            for file in
                walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok).filter(|f| f.file_type().is_file())
            {
                let to = folder.path().join(file.path().strip_prefix(&original.root).unwrap());
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(file.path(), to).unwrap();
            }
        }
        let project = Project { root: folder.path().to_owned(), ..original.clone() };
        World { folder, project }
    }

    fn small() -> Self {
        World::of(&Project::golden("small"))
    }

    fn run(&self, args: &str) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .args(args.split(' '))
            .args(["--today", TODAY, "--color", "never", "--root"])
            .arg(self.folder.path())
            .env_remove("GITHUB_ACTIONS")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    fn passes(&self, args: &str) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        ran
    }

    fn site(&self) -> Site {
        self.project.site()
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap()
    }
}

#[test]
fn an_ejected_theme_builds_the_same_bytes() {
    let world = World::small();
    let before = world.site().files;
    let ran = world.passes("theme eject --all");
    let files: Vec<_> = shipped("default").map(|(name, _)| name).collect();
    assert_eq!(ran.out.lines().count(), files.len(), "{}", ran.out);
    assert!(world.read("book.toml").ends_with("\n[theme]\ndir = \"themes/ours\"\n"));
    let after = world.site();
    assert_eq!(after.compiled.config.theme.as_ref().unwrap().as_str(), "themes/ours");
    let differing: Vec<_> = before.keys().filter(|path| before[*path] != after.files[*path]).collect();
    assert!(differing.is_empty() && before.len() == after.files.len(), "{differing:?}");
    assert!(world.passes("theme check").err.contains("no findings in"));
}

#[test]
fn nothing_is_written_over_unless_it_is_asked_for() {
    let world = World::small();
    world.passes("theme eject base.html static/style.css");
    world.put("themes/ours/templates/base.html", "ours");
    let ran = world.run("theme eject home.html base.html");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`themes/ours/templates/base.html` exists") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(world.read("themes/ours/templates/base.html"), "ours");
    assert!(!world.folder.path().join("themes/ours/templates/home.html").exists());
    world.passes("theme eject --force base.html");
    assert!(world.read("themes/ours/templates/base.html").contains("<!doctype html>"));
}

#[test]
fn a_file_that_there_is_not_is_answered_with_the_one_that_was_meant() {
    let world = World::small();
    let ran = world.run("theme eject hom.html");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `home.html`?"), "{}", ran.err);
    assert_eq!(world.run("theme eject").code, 2);
}

#[test]
fn every_file_is_listed_with_what_it_is() {
    let list = World::small().passes("theme eject --list").out;
    for (name, _) in shipped("default") {
        assert!(list.lines().any(|line| line.starts_with(&format!("{name}  "))), "{name}");
    }
}

#[test]
fn a_mistake_is_reported_with_line_and_column_and_what_there_is() {
    let world = World::small();
    world.passes("theme eject release.html");
    let path = "themes/ours/templates/release.html";
    world.put(path, &world.read(path).replace("{{ notes_url }}", "").replace("{{ yanked }}", "{{ page.tilte }}"));
    let ran = world.run("theme check --format short");
    assert_eq!(ran.code, 1, "{}", ran.out);
    let line = 1 + world.read(path).lines().position(|line| line.contains("tilte")).unwrap();
    assert!(ran.out.contains(&format!("{path}:{line}:")), "{}", ran.out);
    let human = world.run("theme check").out;
    assert!(human.contains("did you mean `title`?") && human.contains("`canonical`"), "{human}");
}

#[test]
fn a_doubt_is_a_warning_until_warnings_are_denied() {
    let world = World::small();
    world.passes("theme eject page.html");
    world.put("themes/ours/styles.css", "");
    let ran = world.passes("theme check");
    assert!(ran.out.contains("warning") && ran.out.contains("nothing uses it"), "{}", ran.out);
    assert_eq!(world.run("theme check --deny-warnings").code, 1);
}

/// All golden sites and the example, in the plain theme.
fn plain_sites() -> BTreeMap<&'static str, (World, Site)> {
    let plain = |(name, project)| {
        let world = World::of(&project);
        world.passes("theme eject --theme plain --force");
        let site = world.site();
        (name, (world, site))
    };
    Project::all().into_iter().map(plain).collect()
}

/// Classes that our Markdown writes.
fn is_of_markdown(class: &str) -> bool {
    let known = ["scroll", "anchor", "alert", "task", "task-list"];
    known.contains(&class)
        || ["hl-", "language-", "alert-", "align-", "footnote"].iter().any(|start| class.starts_with(start))
}

#[test]
fn sites_in_the_plain_theme_are_whole_and_hold_nothing_of_the_default_theme() {
    let mut problems = Vec::new();
    for (name, (world, site)) in plain_sites() {
        problems.extend(dead_links(&site).into_iter().map(|problem| format!("{name}: {problem}")));
        for path in site.ending(".html") {
            problems
                .extend(leaks(&Page::new(site.text(path))).into_iter().map(|leak| format!("{name}: {path}: {leak}")));
        }
        let ran = world.passes("theme check --deny-warnings");
        assert!(ran.err.contains("no findings"), "{}", ran.err);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn leaks(page: &Page) -> Vec<String> {
    let classes: BTreeSet<&str> = page.attributes("class").iter().flat_map(|all| all.split_whitespace()).collect();
    let strange = classes.into_iter().filter(|class| !is_of_markdown(class)).map(|class| format!("class `{class}`"));
    let elements = ["script", "svg", "form", "[style]", "#main"];
    let foreign =
        elements.iter().filter(|selector| !page.select(selector).is_empty()).map(|selector| format!("`{selector}`"));
    let sheets = page.select("link[rel=stylesheet]").len() + page.select("h1").len() + page.select("main").len();
    let count = (sheets != 3).then(|| "not one style sheet, heading and main".to_owned());
    strange.chain(foreign).chain(count).collect()
}

#[test]
fn the_plain_theme_is_small_and_has_a_template_for_every_page() {
    let plain: BTreeMap<_, _> = shipped("plain").collect();
    assert!(plain["static/style.css"].len() < 3000);
    for (name, _) in shipped("default").filter(|(name, _)| name.starts_with("templates/")) {
        let is_part = name.contains("/_") || name.ends_with(".svg.html");
        assert!(
            is_part || plain.contains_key(name),
            "themes/plain has no {name}: its pages would look like those of the default theme"
        );
    }
}

#[test]
fn the_social_card_is_a_small_picture_of_the_usual_size() {
    let (_, card) = shipped("default").find(|(name, _)| *name == "static/social-card.png").unwrap();
    assert!(card.starts_with(b"\x89PNG") && card.len() < 30_000);
    let size = |at: usize| u32::from_be_bytes(card[at..at + 4].try_into().unwrap());
    assert_eq!((size(16), size(20)), (1200, 630));
    let site = World::small().site();
    let page = Page::new(site.text("index.html"));
    let image = page.select("meta[property=\"og:image\"]")[0].value().attr("content").unwrap();
    let path = image.strip_prefix(site.base_url()).unwrap();
    assert!(site.files.contains_key(path) && Path::new(path).extension().is_some(), "{image}");
}
