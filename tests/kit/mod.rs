//! A site in a folder → everything that it publishes, in memory: for tests that look at whole sites.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files, and may fail")]
#![allow(dead_code, reason = "each test file uses a part")]

pub mod document;
pub mod feeds;
pub mod html;
pub mod links;
pub mod schemas;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use forewarn::base::{Date, RelPath, Source, Today};
use forewarn::config;
use forewarn::pipeline::{Compiled, Input, Strictness, compile};
use forewarn::policy::Scope;
use forewarn::schedule::Baseline;
use forewarn::shell::tree;
use forewarn::site::Content;
use forewarn::site::theme::UserTheme;

/// The day on which the golden sites are built.
pub const TODAY: &str = "2026-06-15";

/// The names of the golden sites.
pub const GOLDEN: &[&str] = &["empty", "library", "small", "theme"];

/// A folder with a `book.toml`.
#[derive(Clone, Debug)]
pub struct Project {
    pub root: PathBuf,
    pub today: String,
    /// Takes the place of the base URL of `book.toml`.
    pub base_url: Option<String>,
}

impl Project {
    pub fn golden(name: &str) -> Self {
        Project { root: golden_folder(name), today: TODAY.to_owned(), base_url: None }
    }

    /// The site that this repository is.
    pub fn example() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        Project { root, today: "2026-11-22".to_owned(), base_url: None }
    }

    /// All golden sites and the example, with their names.
    pub fn all() -> Vec<(&'static str, Self)> {
        let golden = GOLDEN.iter().map(|name| (*name, Project::golden(name)));
        golden.chain([("example", Project::example())]).collect()
    }

    pub fn input(&self) -> Input {
        let book = Source::new(RelPath::new("book.toml").unwrap(), self.book());
        let (config, findings) = config::parse(&book);
        let config = config.unwrap_or_else(|| panic!("{findings:#?}"));
        let tree = tree::read(&self.root, &config.src, config.theme.as_ref(), &tree::Limits::default()).unwrap();
        let theme =
            config.theme.clone().map(|dir| UserTheme { dir, templates: tree.templates, files: tree.theme_files });
        Input {
            config: config.into(),
            sources: vec![book],
            findings: tree.findings,
            entries: tree.entries,
            pages: tree.pages,
            releases: tree.releases,
            files: tree.assets,
            theme,
            baseline: None,
            today: self.today.parse::<Today>().unwrap(),
            openapi: Vec::new(),
            policy: Scope::Promises, // as `build` has it
            strict: Strictness::default(),
        }
    }

    pub fn site(&self) -> Site {
        Site::new(&self.root, compile(self.input()))
    }

    fn book(&self) -> String {
        let text = fs::read_to_string(self.root.join("book.toml")).unwrap();
        let Some(base_url) = &self.base_url else { return text };
        let other = |line: &str| match line.starts_with("base-url") {
            true => format!("base-url = \"{base_url}\"\n"),
            false => format!("{line}\n"),
        };
        text.lines().map(other).collect()
    }
}

/// A site of a day from texts, without a file read or written. Entries come with their paths.
pub fn sources(book: &str, entries: &[(String, String)], today: Date) -> Input {
    let source = |path: &str, text: &str| Source::new(RelPath::new(path).unwrap(), text.to_owned());
    let book = source("book.toml", book);
    let (config, findings) = config::parse(&book);
    Input {
        config: config.unwrap_or_else(|| panic!("{findings:#?}")).into(),
        sources: vec![book],
        findings,
        entries: entries.iter().map(|(path, text)| source(path, text)).collect(),
        pages: Vec::new(),
        releases: None,
        files: Vec::new(),
        theme: None,
        baseline: None,
        today: Today(today),
        openapi: Vec::new(),
        policy: Scope::Promises, // as `build` has it
        strict: Strictness::default(),
    }
}

pub fn golden_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// All files of a site.
#[derive(Debug)]
pub struct Site {
    pub compiled: Compiled,
    /// By path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Renders everything. Nothing may be wrong with the site.
    pub fn new(root: &Path, compiled: Compiled) -> Self {
        assert!(!compiled.is_broken(), "{:#?}", compiled.findings);
        let files = render(root, &compiled);
        Site { compiled, files }
    }

    pub fn base_url(&self) -> &str {
        self.compiled.config.base_url.as_str()
    }

    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no `{path}`"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The paths that end so.
    pub fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(String::as_str).filter(move |path| path.ends_with(end))
    }

    /// What the next build is compared with.
    pub fn baseline(&self) -> Baseline {
        let ids = &self.files["api/v1/ids.json"];
        Baseline::parse(&self.files["api/v1/schedule.json"], Some(ids)).unwrap()
    }
}

/// Every file of a compiled site.
pub fn render(root: &Path, compiled: &Compiled) -> BTreeMap<String, Vec<u8>> {
    let bytes = |index| match compiled.render(index).unwrap_or_else(|finding| panic!("{finding:#?}")) {
        Content::Bytes(bytes) => bytes,
        Content::Copy(path) => fs::read(root.join(path.as_str())).unwrap(),
    };
    compiled.paths().iter().enumerate().map(|(index, path)| (path.to_string(), bytes(index))).collect()
}

/// All files below a folder, by their paths from there.
pub fn read_folder(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for file in
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file())
    {
        let path = file.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        files.insert(path, fs::read(file.path()).unwrap());
    }
    files
}
