//! The schedule that promises are compared with, and the `ids.json` beside it: files, URLs, or the site as it was at a commit.
//! One that cannot be had is a failure, never a pass.

use std::path::Path;

use clap::Args;
use url::Url;

use super::global::Global;
use super::load::{BOOK, BOOK_BYTES};
use crate::base::{RelPath, Source, Today};
use crate::config::{self, Config};
use crate::diag::Diagnostic;
use crate::pipeline::{self, Past};
use crate::schedule::{Baseline, BaselineError, check_baseline};
use crate::shell::git::Commit;
use crate::shell::{Failure, fetch};

const HINT: &str = "name another with `--against`, or say `--no-baseline` if nothing was published yet";

/// Which published schedule promises are compared with.
#[derive(Clone, Debug, Args)]
pub struct BaselineArgs {
    /// The last published schedule, with `ids.json` beside it: a file, a URL, or `git:REF` for the site as it was at a commit, such as `git:main`
    /// [default: `[promise] baseline` of book.toml]
    #[arg(long, value_name = "FILE|URL|git:REF")]
    against: Option<String>,
    /// There is no published schedule yet, or it cannot be reached from here
    #[arg(long, conflicts_with = "against")]
    no_baseline: bool,
}

impl BaselineArgs {
    /// For commands that judge what is about to be written, and not what was promised.
    pub fn none() -> Self {
        BaselineArgs { against: None, no_baseline: true }
    }
}

/// The baseline that was named or configured.
pub fn read(global: &Global, config: &Config, args: &BaselineArgs, today: Today) -> Result<Option<Baseline>, Failure> {
    let configured = config.baseline.as_ref().map(|baseline| &baseline.value);
    let Some(place) = args.against.as_ref().or(configured).filter(|_| !args.no_baseline) else { return Ok(None) };
    let named = |failure: Failure| Failure { hint: format!("{}; {HINT}", failure.hint), ..failure };
    let wrong = |error: BaselineError| {
        Failure::new(format!("the baseline `{place}` cannot be used"), format!("{}; {HINT}", error.problem.help()))
            .because(error)
    };
    let baseline = match place.strip_prefix("git:").filter(|_| !place.contains("://")) {
        Some(reference) => at_commit(&global.root, reference, today).map_err(named)?,
        None => {
            let (schedule, ids) =
                if place.contains("://") { fetched(place) } else { read_files(&global.root, place) }.map_err(named)?;
            Baseline::parse(&schedule, Some(&ids)).map_err(wrong)?
        }
    };
    check_baseline(&baseline, config, today).map_err(wrong)?;
    Ok(Some(baseline))
}

/// The schedule, and the `ids.json` beside it.
type Documents = (Vec<u8>, Vec<u8>);

const IDS: &str = "ids.json";
/// Where a site has it.
const SCHEDULE: &str = "api/v1/schedule.json";

fn fetched(url: &str) -> Result<Documents, Failure> {
    let limits = fetch::Limits::default();
    let schedule = fetch::fetch(url, &limits)?;
    let ids = fetch::fetch(&ids_beside(url)?, &limits).map_err(without_ids)?;
    Ok((schedule, ids))
}

/// Whatever the schedule is called. The query stays: it may be what lets one in.
fn ids_beside(schedule: &str) -> Result<String, Failure> {
    let beside = |url: Url| {
        let mut ids = url.join(IDS)?;
        ids.set_query(url.query());
        Ok(ids.into())
    };
    Url::parse(schedule).and_then(beside).map_err(|error: url::ParseError| {
        Failure::new(format!("nothing lies beside `{schedule}`"), "name the schedule by its address").because(error)
    })
}

fn read_files(root: &Path, place: &str) -> Result<Documents, Failure> {
    let max = fetch::Limits::default().max_bytes;
    let path = root.join(place);
    if let Some(failure) = misnamed(root, place, &path) {
        return Err(failure);
    }
    let schedule = fetch::read_file(&path, max)?;
    let ids = fetch::read_file(&path.with_file_name(IDS), max).map_err(without_ids)?;
    Ok((schedule, ids))
}

/// What was probably meant by a folder, or by a branch that is named as a file would be.
fn misnamed(root: &Path, place: &str, path: &Path) -> Option<Failure> {
    if path.is_dir() {
        let below = format!("{}/{SCHEDULE}", place.trim_end_matches('/'));
        let hint = match path.join(SCHEDULE).is_file() {
            true => format!("did you mean `{below}`?"),
            false => format!("name the schedule itself: in the folder of a site, it is `{below}`"),
        };
        return Some(Failure::new(format!("`{place}` is a folder"), hint));
    }
    let is_branch = || Commit::find(root, place).is_ok();
    let message = || format!("there is no file `{place}`");
    (!path.exists() && is_branch()).then(|| Failure::new(message(), format!("did you mean `git:{place}`?")))
}

/// Why a schedule alone is no baseline: it lists promises, and not the other entries.
fn without_ids(failure: Failure) -> Failure {
    let hint = format!("publish `{IDS}` beside the schedule: without it, entries that vanished cannot be seen");
    Failure { hint, ..failure }
}

/// What the site of a commit publishes today, by its own settings.
fn at_commit(root: &Path, reference: &str, today: Today) -> Result<Baseline, Failure> {
    let commit = Commit::find(root, reference)?;
    let book = RelPath::new(BOOK).expect("a plain name is a path");
    let Some(source) = commit.read(&book, BOOK_BYTES)? else {
        return Err(Failure::new(format!("there is no `{BOOK}` at `{reference}`"), "the site was not there yet"));
    };
    let broken = |findings: &[Diagnostic], sources: &[Source]| broken(reference, findings, sources);
    let (config, findings) = config::parse(&source);
    let Some(config) = config.filter(|_| findings.is_empty()) else { return Err(broken(&findings, &[source])) };
    let sources = commit.sources(&config.src, config.limits.entry as u64)?;
    let past = Past { config, entries: sources.entries, releases: sources.releases, today };
    pipeline::as_published(&past).map_err(|findings| {
        let sources: Vec<Source> = past.entries.iter().chain(&past.releases).cloned().collect();
        broken(&findings, &sources)
    })
}

/// A promise in a file that cannot be read would seem never to have been made.
fn broken(reference: &str, findings: &[Diagnostic], sources: &[Source]) -> Failure {
    let message = format!("the site at `{reference}` is broken, and no baseline");
    let failure = Failure::new(message, "mend it there first, or name a commit at which it is sound");
    let Some(first) = findings.first() else { return failure };
    let text = sources.iter().find(|source| source.path == first.primary.path);
    let place = first.primary.span.zip(text).map_or_else(String::new, |(span, text)| {
        let place = text.line_column(span.start);
        format!(":{}:{}", place.line, place.column)
    });
    let more = match findings.len() {
        1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    failure.because(format!("{}{place}: {}{more}", first.primary.path, first.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lie_beside_a_schedule_of_any_name() {
        for (schedule, ids) in [
            ("https://a.example/api/v1/schedule.json", "https://a.example/api/v1/ids.json"),
            ("https://a.example/old/2026.json?key=a/b&x#top", "https://a.example/old/ids.json?key=a/b&x"),
            ("https://u:p@a.example:8080/schedule", "https://u:p@a.example:8080/ids.json"),
            ("https://a.example", "https://a.example/ids.json"),
        ] {
            assert_eq!(ids_beside(schedule).unwrap(), ids);
        }
    }
}
