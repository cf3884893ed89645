//! `forewarn init`: a first site, in files that say what they are for.

mod files;
mod questions;

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};
use url::Url;

use super::global::Global;
use super::{Done, Stop, ask, load};
use crate::base::{Date, RelPath, Slug, Source, Today};
use crate::config::{self, BaseUrl, BookId};
use crate::edit;
use crate::form::read::suggest_slug;
use crate::pipeline::{self, Compiled, Input, Strictness};
use crate::policy::Scope;
use crate::shell::Failure;
use crate::shell::rewrite::{Rewrite, write_all};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The folder for the site; it is made if it is not there [default: `--root`]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// What the site is called [default: made of the folder's name]
    #[arg(long)]
    title: Option<String>,
    /// The root of all feed ids, for good: a tag URI [default: made of host, year and title]
    #[arg(long, value_name = "TAG", value_parser = book_id)]
    id: Option<BookId>,
    /// Where the site will be published [default: an example address]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
    /// The first component; repeat for more [default: platform]
    #[arg(long = "component", value_name = "ID", value_parser = slug)]
    components: Vec<Slug>,
    /// The team that owns the components [default: platform-team]
    #[arg(long, value_name = "ID", value_parser = slug)]
    owner: Option<Slug>,
    /// What checks changes and publishes the site; several with commas, as in `github,pre-commit` [default: github]
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    ci: Vec<Ci>,
    /// Ask nothing: what no flag says has its default
    #[arg(long)]
    no_input: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// A workflow of GitHub Actions
    Github,
    /// A pipeline of GitLab
    Gitlab,
    /// A hook of pre-commit, which checks before each commit
    PreCommit,
    /// None
    None,
}

impl Args {
    fn services(&self) -> Result<&[Ci], Failure> {
        match self.ci.as_slice() {
            [] => Ok(&[Ci::Github]),
            several @ [_, _, ..] if several.contains(&Ci::None) => {
                Err(Failure::new("`--ci none` and another `--ci` exclude each other", "leave out one of them"))
            }
            named => Ok(named),
        }
    }
}

/// All that the first files say.
#[derive(Debug)]
struct Answers {
    title: String,
    id: BookId,
    base_url: BaseUrl,
    /// At least one.
    components: Vec<Slug>,
    owner: Slug,
    ci: Vec<Ci>,
}

/// An address that nobody can publish at (RFC 2606).
const EXAMPLE_URL: &str = "https://changes.example.com/";

pub fn run(global: &Global, args: &Args) -> Done {
    let today = global.today()?;
    let dir = args.dir.clone().unwrap_or_else(|| global.root.clone());
    refuse_overwriting(&dir, args)?;
    let answers = match ask::can_ask(args.no_input) {
        true => questions::ask(args, &dir, today)?,
        false => answers(args, &dir, today)?,
    };
    let mut files = files::all(&answers, today)?;
    let ignored = dir.join(files::IGNORE).symlink_metadata().is_ok();
    files.retain(|file| !ignored || file.path.as_str() != files::IGNORE);
    let compiled = compile(&files, today)?;
    if !compiled.findings.is_empty() {
        load::tell_all(global, &compiled, &compiled.findings);
        global.say("nothing was written: the site would have these findings");
        return Err(Stop::Findings);
    }
    let rewrites: Vec<Rewrite> = files
        .iter()
        .map(|file| Rewrite { path: file.path.clone(), before: None, after: file.text.to_string() })
        .collect();
    write_all(&dir, &rewrites)?;
    for file in &files {
        anstream::println!("{}", dir.join(&file.path).display());
    }
    if ignored {
        global.say(&format!(
            "add to your `{}`, so that git leaves the site out: /public/ and .*.forewarn-*",
            files::IGNORE
        ));
    }
    global.say(&next_steps(&answers, &dir, args.base_url.is_none() && answers.base_url.as_str() == EXAMPLE_URL));
    Ok(())
}

/// Before anything is asked: a site that is there is not touched.
fn refuse_overwriting(dir: &Path, args: &Args) -> Result<(), Failure> {
    let planned = files::fixed_paths(args.services()?);
    let there: Vec<String> =
        planned.filter(|path| dir.join(path).symlink_metadata().is_ok()).map(|path| format!("`{path}`")).collect();
    match there.as_slice() {
        [] => Ok(()),
        there => Err(Failure::new(
            format!("`{}` holds {} already", dir.display(), there.join(", ")),
            "nothing was written; name another folder, `forewarn init DIR`, or move what is there away",
        )),
    }
}

/// What the flags say, and the defaults for the rest.
fn answers(args: &Args, dir: &Path, today: Today) -> Result<Answers, Failure> {
    let title = args.title.clone().unwrap_or_else(|| default_title(dir));
    let base_url =
        args.base_url.clone().map_or_else(|| base_url(EXAMPLE_URL), Ok).map_err(|error| Failure::new(error, ""))?;
    let id = match &args.id {
        Some(id) => id.clone(),
        None => default_id(&base_url, today.0, &title).ok_or_else(|| {
            Failure::new("no id follows from the host of `--base-url`", "name one: `--id tag:example.com,2026:changes`")
        })?,
    };
    let default = |id: &str| Slug::new(id).expect("a default id is valid");
    let components = if args.components.is_empty() { vec![default("platform")] } else { args.components.clone() };
    let owner = args.owner.clone().unwrap_or_else(|| default("platform-team"));
    Ok(Answers { title, id, base_url, components, owner, ci: args.services()?.to_vec() })
}

/// The folder's name as words: `paved-road` is "Paved Road".
fn default_title(dir: &Path) -> String {
    let whole = std::path::absolute(dir).and_then(|dir| if dir.exists() { dir.canonicalize() } else { Ok(dir) });
    let name = whole.ok().and_then(|dir| Some(dir.file_name()?.to_str()?.to_owned()));
    let title = name.map(|name| words(&name)).unwrap_or_default();
    if title.is_empty() { "Changelog".to_owned() } else { title }
}

/// Words that are written in capitals.
const INITIALS: [&str; 8] = ["api", "cd", "ci", "cli", "http", "sdk", "sql", "ui"];

/// An id as words, each with a capital.
fn words(id: &str) -> String {
    let capital = |word: &str| {
        if INITIALS.contains(&word) {
            return word.to_uppercase();
        }
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let parts = id.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(capital).collect::<Vec<_>>().join(" ")
}

fn default_id(base_url: &BaseUrl, today: Date, title: &str) -> Option<BookId> {
    let url = Url::parse(base_url.as_str()).ok()?;
    BookId::new(&format!("tag:{},{:04}:{}", url.host_str()?, today.year(), edit::stem(title, "")))
}

/// Compiles the first site before it is written: what does not pass is not given to anybody.
fn compile(files: &[Source], today: Today) -> Result<Compiled, Failure> {
    let below = |folder: &str| {
        let files = files.iter().filter(|file| file.path.strip_prefix(folder).is_some());
        files.cloned().collect::<Vec<_>>()
    };
    let named = |name: &str| files.iter().find(|file| file.path.as_str() == name).cloned();
    let book = named("book.toml").expect("a site has a book.toml");
    let (config, findings) = config::parse(&book);
    let Some(config) = config else {
        let cause = findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("; ");
        return Err(Failure::new("no site can be made of these answers", "nothing was written").because(cause));
    };
    let input = Input {
        config: config.into(),
        sources: vec![book],
        findings,
        entries: below("content/changes"),
        pages: below("content/pages"),
        releases: named("content/releases.toml"),
        files: Vec::new(),
        theme: None,
        baseline: None,
        today,
        openapi: Vec::new(),
        policy: Scope::All,
        strict: Strictness::default(),
    };
    Ok(pipeline::compile(input))
}

fn next_steps(answers: &Answers, dir: &Path, example: bool) -> String {
    let mut text = String::new();
    if example {
        text.push_str(&format!(
            "`base-url` and `id` in book.toml are made of the example address {EXAMPLE_URL}; write your own before you publish\n"
        ));
    }
    let root = match dir == Path::new(".") {
        true => String::new(),
        false => format!("cd {}, then ", dir.display()),
    };
    text.push_str(&format!(
        "next: {root}`forewarn build` makes the site, `forewarn new` writes an entry, `forewarn check` judges it"
    ));
    if answers.ci.contains(&Ci::PreCommit) {
        text.push_str("\n`pre-commit install`, at the top of the repository, puts the hook into this clone");
    }
    if answers.ci.contains(&Ci::Github) {
        text.push_str("\nthe workflow runs where `.github` lies at the top of a repository, and publishes from `main`");
    }
    text
}

pub fn slug(text: &str) -> Result<Slug, String> {
    Slug::new(text).map_err(|error| match suggest_slug(text) {
        Some(near) => format!("{error}; did you mean `{near}`?"),
        None => error.to_string(),
    })
}

fn book_id(text: &str) -> Result<BookId, String> {
    BookId::new(text).ok_or_else(|| "an id is a tag URI, such as `tag:example.com,2026:paved-road`".to_owned())
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    let url = Url::parse(text).ok().and_then(BaseUrl::new);
    url.ok_or_else(|| "write an https address without `?` and `#`, such as `https://changes.example.com/`".to_owned())
}

/// A path of the first site.
fn path(text: String) -> RelPath {
    RelPath::new(text).expect("the names of the layout, ids and dates are valid parts of a path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_from_host_year_and_title() {
        let id = |url: &str| default_id(&base_url(url).unwrap(), jiff::civil::date(2026, 11, 22), "Paved Road: news");
        assert_eq!(
            id("https://Changes.Example.com/log").unwrap().to_string(),
            "tag:changes.example.com,2026:paved-road-news"
        );
        assert_eq!(id("http://localhost:8000").unwrap().to_string(), "tag:localhost,2026:paved-road-news");
        assert_eq!(id("http://[::1]/"), None);
    }

    #[test]
    fn names_become_words() {
        assert_eq!(
            (words("paved-road").as_str(), words("deploy_api.v2").as_str(), words("--").as_str()),
            ("Paved Road", "Deploy API V2", "")
        );
    }
}
