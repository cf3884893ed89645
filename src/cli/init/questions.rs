//! What `init` asks on a terminal, with the defaults that it would take anyway.

use std::path::Path;

use super::{Answers, Args, Ci, EXAMPLE_URL, answers, base_url, slug};
use crate::base::Today;
use crate::cli::ask::{self, Question};
use crate::shell::Failure;

/// Asks for what no flag says. The id is not asked for: it follows from the other answers, and `--id` is for those who know better.
pub fn ask(args: &Args, dir: &Path, today: Today) -> Result<Answers, Failure> {
    let defaults = answers(args, dir, today)?;
    let title = match &args.title {
        Some(title) => title.clone(),
        None => ask::text(&Question {
            about: "what readers see at the top of every page",
            default: &defaults.title,
            ..Question::new("Title")
        })?,
    };
    let url = match &args.base_url {
        Some(url) => url.clone(),
        None => ask::parsed(
            &Question { about: "where the site will be published", default: EXAMPLE_URL, ..Question::new("Base URL") },
            base_url,
        )?,
    };
    let components = match args.components.as_slice() {
        [] => {
            let about = "its id, as in URLs: a-z, 0-9 and -; more can follow in book.toml";
            let default = defaults.components[0].as_str();
            vec![ask::parsed(&Question { about, default, ..Question::new("First component") }, slug)?]
        }
        given => given.to_vec(),
    };
    let owner = match &args.owner {
        Some(owner) => owner.clone(),
        None => {
            let question =
                Question { about: "the id of a team", default: defaults.owner.as_str(), ..Question::new("Its owner") };
            ask::parsed(&question, slug)?
        }
    };
    let ci = match args.ci.as_slice() {
        [] => {
            let choices =
                [("GitHub Actions and Pages", Ci::Github), ("GitLab CI and Pages", Ci::Gitlab), ("None", Ci::None)];
            vec![ask::choose("Check and publish with", &choices)?]
        }
        given => given.to_vec(),
    };
    let told = Args {
        dir: None,
        title: Some(title),
        id: args.id.clone(),
        base_url: Some(url),
        components,
        owner: Some(owner),
        ci,
        no_input: true,
    };
    answers(&told, dir, today)
}
