//! `forewarn export digest`

use clap::{Args as ClapArgs, ValueEnum};
use jiff::ToSpan;

use super::super::Done;
use super::super::global::Global;
use super::{Output, names};
use crate::base::{Date, Today};
use crate::export::{self, Book, Period, Scope};
use crate::shell::Failure;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Without `--from` and `--to` it is that of the last seven days, today included.

A digest tells what its last day knew: entries and corrections of the period, moved dates, cancellations, brownouts and sunsets,
and what falls due after it. A message for Slack keeps the limits of Block Kit, and a mail stays below the 102 KB at which
Gmail cuts; what has no room there is counted, with a link.

Examples:
  forewarn export digest --days 7
  forewarn export digest --from 2026-10-01 --to 2026-10-31 --component deploy-api --format html -o october.html
  forewarn export digest --owner delivery --format slack | curl --json @- \"$WEBHOOK\"")]
pub struct Args {
    /// The first day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", conflicts_with = "days")]
    from: Option<Today>,
    /// The last day, as YYYY-MM-DD [default: today, as `--today` has it]
    #[arg(long, value_name = "DATE")]
    to: Option<Today>,
    /// So many days up to the last one, such as 7d
    #[arg(long, value_name = "DAYS", value_parser = days, default_value = "7d")]
    days: i32,
    /// Tell what falls due within so many days after the last one
    #[arg(long, value_name = "DAYS", value_parser = days, default_value = "30d")]
    ahead: i32,
    /// Only what concerns this component
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// Only what this team answers for
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    format: Format,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a document or a chat that shows Markdown
    Markdown,
    /// One message of Slack's Block Kit, as JSON
    Slack,
    /// A document for a mail
    Html,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Markdown => export::Format::Markdown,
            Format::Slack => export::Format::Slack,
            Format::Html => export::Format::Html,
        }
    }
}

/// Nobody reads the digest of more than ten years.
const MAX_DAYS: i32 = 3660;

fn days(text: &str) -> Result<i32, String> {
    let number = text.strip_suffix('d').unwrap_or(text);
    let days = number.parse().ok().filter(|days| (1..=MAX_DAYS).contains(days));
    days.ok_or_else(|| format!("write a number of days from 1 to {MAX_DAYS}, such as `30d`"))
}

pub fn run(global: &Global, args: &Args) -> Done {
    let today = global.today()?;
    let period = period(args, today)?;
    let compiled = super::compile(global)?;
    let view = compiled.catalog.as_of(Today(period.to));
    let component = args.component.as_deref().map(|id| names::component(view, id)).transpose()?;
    let scope = Scope {
        component: component.map(|(index, _)| index),
        owner: args.owner.as_deref().map(|id| names::owner(view, id)).transpose()?,
    };
    let digest = export::digest(Book { view, config: &compiled.config }, period, &scope);
    args.output.put(global, &export::write(&digest, args.format.into()))?;
    Ok(())
}

fn period(args: &Args, today: Today) -> Result<Period, Failure> {
    let to = args.to.unwrap_or(today).0;
    if to > today.0 {
        let message = format!("the period ends on {to}, and today is {today}", today = today.0);
        return Err(Failure::new(message, "name a day that has come, or another today with `--today`"));
    }
    let from = args.from.map_or_else(|| shifted(to, 1 - args.days), |from| Ok(from.0))?;
    if from > to {
        let message = format!("the period begins on {from}, after its end on {to}");
        return Err(Failure::new(message, "name the earlier day with `--from`"));
    }
    Ok(Period { from, to, ahead: shifted(to, args.ahead)? })
}

fn shifted(day: Date, days: i32) -> Result<Date, Failure> {
    let hint = "name a day of this age";
    day.checked_add(days.days()).map_err(|error| Failure::new("there is no such day", hint).because(error))
}
