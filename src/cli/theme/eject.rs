//! `forewarn theme eject`: files of an embedded theme, copied into the user's own to be changed there.

use std::fs;
use std::io;

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use super::list;
use crate::base::RelPath;
use crate::cli::build::plural;
use crate::cli::global::Global;
use crate::cli::{Done, Stop, load, stdout};
use crate::edit;
use crate::form::nearest;
use crate::report;
use crate::shell::Failure;
use crate::shell::rewrite::{Rewrite, write_all};
use crate::site::theme::{File, SHIPPED, shipped};

/// Where a theme is put when book.toml names no folder.
const FOLDER: &str = "themes/ours";

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The files, as `--list` names them; the folder may be left out: `base.html`, `style.css`
    #[arg(value_name = "FILE", conflicts_with_all = ["all", "list"])]
    files: Vec<String>,
    /// Copy every file
    #[arg(long)]
    all: bool,
    /// Show what can be copied, and copy nothing
    #[arg(long, conflicts_with = "all")]
    list: bool,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
    /// Which theme to copy from; one other than the default is copied as a whole, unless files are named
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = PossibleValuesParser::new(SHIPPED))]
    theme: String,
}

pub fn run(global: &Global, args: &Args) -> Done {
    if args.list {
        return Ok(stdout::print(&list::list(&args.theme), global.styled())?);
    }
    let files = wanted(args)?;
    let (config, book, _) = load::config(global)?;
    let folder = config.theme.clone().unwrap_or_else(|| RelPath::new(FOLDER).expect("a plain name is a path"));
    let mut rewrites = files.iter().map(|file| rewrite(global, &folder, file)).collect::<Result<Vec<_>, Failure>>()?;
    if !args.force {
        refuse_what_is_there(&rewrites)?;
    }
    let named = match config.theme {
        Some(_) => None,
        None => Some(edit::with_theme_dir(&book.path, &book.text, &folder)),
    };
    if let Some(Ok(after)) = &named {
        let before = Some(book.text.as_bytes().to_vec());
        rewrites.push(Rewrite { path: book.path.clone(), before, after: after.clone().into_bytes() });
    }
    write_all(&global.root, &rewrites)?;
    for rewrite in rewrites.iter().filter(|rewrite| rewrite.path != book.path) {
        anstream::println!("{}", report::printable(&global.below_root(&rewrite.path).display().to_string()));
    }
    tell(global, &folder, files.len(), named);
    if args.theme == "default" {
        global.say("delete what you do not change: the embedded file then takes its place, and stays up to date");
    }
    Ok(())
}

fn tell(global: &Global, folder: &RelPath, count: usize, named: Option<Result<String, edit::Refusal>>) {
    let copied = format!("{} copied into {folder}", plural(count, "file", "files"));
    match named {
        None => global.say(&copied),
        Some(Ok(_)) => global.say(&format!("{copied}, which book.toml now names as `[theme] dir`")),
        Some(Err(refusal)) => global.say(&format!("{copied}\nwarning: {}\n  help: {}", refusal.message, refusal.hint)),
    }
}

/// The files that were asked for.
fn wanted(args: &Args) -> Result<Vec<File>, Failure> {
    let all: Vec<File> = shipped(&args.theme).collect();
    if args.all || (args.files.is_empty() && args.theme != "default") {
        return Ok(all);
    }
    if args.files.is_empty() {
        let hint = "name files, or say `--all`; `forewarn theme eject --list` shows what there is";
        return Err(Failure::new("no file is named", hint));
    }
    args.files.iter().map(|name| find(&all, name)).collect()
}

fn find(all: &[File], wanted: &str) -> Result<File, Failure> {
    let is_meant = |name: &str| name == wanted || name.split_once('/').is_some_and(|(_, last)| last == wanted);
    all.iter().copied().find(|(name, _)| is_meant(name)).ok_or_else(|| {
        let short = wanted.rsplit('/').next().unwrap_or(wanted);
        let names = all.iter().map(|(name, _)| name.split_once('/').map_or(*name, |(_, last)| last));
        let hint = match nearest(short, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`forewarn theme eject --list` shows what there is".to_owned(),
        };
        Failure::new(format!("the theme has no file `{wanted}`"), hint)
    })
}

/// A file at its place in the user's theme; what is there already comes along, so that nothing else is written over.
fn rewrite(global: &Global, folder: &RelPath, (name, bytes): &File) -> Result<Rewrite<Vec<u8>>, Failure> {
    let path = folder.join(name).expect("the names of embedded files are paths");
    let place = global.root.join(&path);
    let before = match fs::read(&place) {
        Ok(before) => Some(before),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::io("read", &place, &error, "move it away, or correct `dir` of `[theme]`")),
    };
    Ok(Rewrite { path, before, after: bytes.to_vec() })
}

fn refuse_what_is_there(rewrites: &[Rewrite<Vec<u8>>]) -> Result<(), Stop> {
    let there: Vec<String> = rewrites
        .iter()
        .filter(|rewrite| rewrite.before.is_some())
        .map(|rewrite| format!("`{}`", rewrite.path))
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    let exist = if there.len() == 1 { "exists" } else { "exist" };
    let hint = "nothing was written; name only the files you want, or write over yours with `--force`";
    Err(Failure::new(format!("{} {exist}", there.join(", ")), hint).into())
}
