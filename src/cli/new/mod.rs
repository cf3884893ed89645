//! `forewarn new`: a new entry that passes `check`, in a file where it belongs.

mod flags;
pub use flags::{version, when};
mod notes;
mod prepare;
mod questions;
mod removal;

use clap::Args as ClapArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::baseline::BaselineArgs;
use super::global::Global;
use super::load;
use super::{Done, Stop, ask, changed};
use crate::base::{Slug, Source, Version, When};
use crate::edit::{self, Draft};
use crate::entry::{Effort, Kind};
use crate::pipeline::{self, Compiled};
use crate::shell::rewrite::{Rewrite, write_all};
use flags::SurfaceFlag;

#[derive(Clone, Debug, ClapArgs)]
pub struct Args {
    /// What changed, in one line; inline code is the only Markdown
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// The same, by name
    #[arg(long = "title", value_name = "TEXT", conflicts_with = "title")]
    titled: Option<String>,
    /// What the change is [default: deprecated with `--surface`, removed with `--completes`]
    #[arg(long, value_parser = PossibleValuesParser::new(flags::KINDS).map(|name| flags::kind(&name)))]
    kind: Option<Kind>,
    /// The id of the component that changed [default: the only one]
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// The id of the entry, for good [default: made of component and title]
    #[arg(long, value_parser = super::init::slug)]
    id: Option<Slug>,
    /// The version that carries the change: with it, that version counts as released [default: none, until `forewarn release`]
    #[arg(long, value_parser = flags::version)]
    version: Option<Version>,
    /// What goes away, as KIND=NAME: `http=GET /v1/x`; repeat for more
    #[arg(long = "surface", value_name = "KIND=NAME", value_parser = flags::surface)]
    surfaces: Vec<SurfaceFlag>,
    /// What to use instead: one for all surfaces, or one for each in their order
    #[arg(long = "replacement", value_name = "NAME", conflicts_with = "no_replacement")]
    replacements: Vec<String>,
    /// Why there is nothing to use instead
    #[arg(long, value_name = "WHY")]
    no_replacement: Option<String>,
    /// The first day on which it may be gone, or an instant with offset
    #[arg(long, value_name = "DATE", value_parser = flags::when)]
    sunset: Option<When>,
    /// The version without it
    #[arg(long, value_name = "VERSION", value_parser = flags::version)]
    removal: Option<Version>,
    /// Why it goes
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// What the reader must do [default: use the replacement]
    #[arg(long, value_name = "TEXT")]
    action: Option<String>,
    /// How long one typical consumer needs
    #[arg(long, value_parser = PossibleValuesParser::new(flags::EFFORTS).map(|name| flags::effort(&name)))]
    effort: Option<Effort>,
    /// The team that answers for it [default: the component's]
    #[arg(long, value_name = "ID", value_parser = super::init::slug)]
    owner: Option<Slug>,
    /// A tag; repeat for more
    #[arg(long = "tag", value_name = "TAG", value_parser = super::init::slug)]
    tags: Vec<Slug>,
    /// Whom it concerns, as in `audiences` of book.toml; repeat for more
    #[arg(long = "audience", value_name = "ID", value_parser = super::init::slug)]
    audiences: Vec<Slug>,
    /// Somebody's working code stops working [default for removed]
    #[arg(long)]
    breaking: bool,
    /// The deprecation that this removal fulfils; repeat for more
    #[arg(long, value_name = "ID", value_parser = super::init::slug)]
    completes: Vec<Slug>,
    /// A CVE, a GHSA or a link; repeat for more
    #[arg(long = "advisory", value_name = "ID")]
    advisories: Vec<String>,
    /// The Markdown below the front matter [default for deprecations: what to use instead of what]
    #[arg(long, value_name = "MARKDOWN")]
    body: Option<String>,
    /// Where to write, relative to the root [default: changes/COMPONENT/DATE-TITLE.md below the sources]
    #[arg(short, long, value_name = "PATH")]
    output: Option<String>,
    /// Ask nothing: what is needed comes by flags
    #[arg(long)]
    no_input: bool,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let mut input = load::read(global, &BaselineArgs::none())?;
    let before = pipeline::compile(input.clone());
    if !before.can_judge() {
        changed::tell_broken(global, &before);
        global.say("nothing was written: mend these files first, an entry is judged by them");
        return Err(Stop::Findings);
    }
    let args = match ask::can_ask(args.no_input) {
        true => questions::ask(args.clone(), &before)?,
        false => args.clone(),
    };
    let entry = prepare::prepare(&args, &before)?;
    let source = Source::new(entry.path.clone(), entry.draft.text());
    input.entries.push(source.clone());
    let after = pipeline::compile(input);
    let worse = changed::worse(&before, &after);
    if !worse.is_empty() {
        load::tell_all(global, &after, &worse);
        global.say("nothing was written: the entry would have these findings");
        return Err(Stop::Findings);
    }
    let rewrite = Rewrite { path: entry.path.clone(), before: None, after: source.text.to_string() };
    write_all(&global.root, &[rewrite])?;
    anstream::println!("{}", global.below_root(&entry.path).display());
    global.say(&its_id(&args, &entry.draft, &before));
    if let Some(version) = &entry.draft.version {
        notes::say_unlisted(global, &after, &source.path, version);
    }
    notes::say_findings(global, &before, &after);
    global.say(next_steps(&entry.draft));
    Ok(())
}

/// The id, while it can still be changed; and whose the plain one is, if a number had to be added.
fn its_id(args: &Args, draft: &Draft, site: &Compiled) -> String {
    let id = &draft.id;
    let named = format!("its id is `{id}`, for good once it is published");
    let was_added = |number: &str| {
        number.bytes().all(|digit| digit.is_ascii_digit())
            && !edit::stem(&draft.title, "").ends_with(&format!("-{number}"))
    };
    let plain = id.as_str().rsplit_once('-').filter(|(_, number)| args.id.is_none() && was_added(number));
    let taken = plain.and_then(|(plain, _)| Some((plain, site.catalog.find(plain)?)));
    match taken {
        Some((plain, index)) => {
            format!("{named}; `{plain}` is that of `{}`", site.catalog.change(index).entry.path)
        }
        None => named,
    }
}

fn next_steps(draft: &Draft) -> &'static str {
    match draft.body.is_some() || draft.promise.is_some() {
        true => "next: `forewarn check`",
        false => "next: add what readers should know below the front matter, then `forewarn check`",
    }
}
