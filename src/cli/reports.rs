//! Findings → the formats that were asked for, each to stdout or to a file of its own.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sha2::{Digest, Sha256};

use super::global::Global;
use super::stdout::{self, print};
use crate::base::{Sources, Today};
use crate::diag::{Finding, Rule};
use crate::policy;
use crate::report::{self, InRepository, RuleText, Styled};
use crate::shell::{Failure, ci, terminal, write};

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// How to word the findings on stdout [default: human; within GitHub Actions also github]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write the findings to a file too, as in `sarif=forewarn.sarif`; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    output: Vec<Output>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines of the file, as rustc does
    Human,
    /// A line each
    Short,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A test report, in which a finding that fails the run is a test that failed
    Junit,
    /// Annotations of GitHub Actions, and the summary of the step
    Github,
    /// Code Quality of GitLab
    Gitlab,
}

#[derive(Clone, Debug)]
struct Output {
    format: Format,
    file: PathBuf,
}

fn output(text: &str) -> Result<Output, String> {
    let (format, file) = text.split_once('=').ok_or("not of the form FORMAT=FILE")?;
    if file.is_empty() {
        return Err("no file is named".to_owned());
    }
    let format = <Format as ValueEnum>::from_str(format, false).map_err(|_| {
        let known: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .map(|v| v.get_name().to_owned())
            .collect();
        format!("no format `{format}`; there are {}", known.join(", "))
    })?;
    Ok(Output { format, file: file.into() })
}

/// What a check found, and how it was run.
pub struct Found<'a> {
    pub findings: &'a [Finding],
    pub sources: &'a Sources,
    pub today: Today,
    /// The rules that were checked.
    pub rules: &'a [Rule],
}

/// Writes the files, then prints the findings: what cannot be written is known first.
pub fn report(global: &Global, args: &ReportArgs, found: &Found<'_>) -> Result<(), Failure> {
    let folder = ci::folder_in_repository(&global.root);
    let project = InRepository(folder.as_ref());
    for Output { format, file } in &args.output {
        write::whole(file, &text(*format, found, project, FILE))?;
    }
    let reader = Reader { styled: stdout::styled(), width: terminal::width() };
    let annotated = args.format.is_none() && ci::is_github();
    if annotated || args.names(Format::Github) {
        summarise_step(found, project)?;
    }
    let printed = text(args.format.unwrap_or(Format::Human), found, project, reader);
    let printed = match annotated {
        true => without_commands(&printed) + &text(Format::Github, found, project, reader),
        false => printed,
    };
    print(&printed, reader.styled)
}

impl ReportArgs {
    fn names(&self, format: Format) -> bool {
        self.format == Some(format) || self.output.iter().any(|output| output.format == format)
    }
}

/// Who reads a text for people.
#[derive(Clone, Copy)]
struct Reader {
    styled: Styled,
    /// In columns.
    width: usize,
}

const FILE: Reader = Reader { styled: Styled::Plain, width: 100 };

fn text(format: Format, found: &Found<'_>, project: InRepository<'_>, reader: Reader) -> String {
    let Found { findings, sources, today, rules } = *found;
    match format {
        Format::Human => report::human(findings, sources, reader.styled, reader.width),
        Format::Short => report::short(findings, sources),
        Format::Json => report::json(findings, sources),
        Format::Sarif => report::sarif(findings, sources, project, &rule_text),
        Format::Junit => report::junit(findings, sources, report::Run { today, rules }),
        Format::Github => report::github(findings, sources, project).commands,
        Format::Gitlab => report::gitlab(findings, sources, project),
    }
}

fn summarise_step(found: &Found<'_>, project: InRepository<'_>) -> Result<(), Failure> {
    match ci::step_summary() {
        Some(file) => write::append(&file, &report::github(found.findings, found.sources, project).step_summary),
        None => Ok(()),
    }
}

/// A log in which GitHub takes no line for a command: it holds text of the sources. The word that ends this cannot stand
/// in the log, since it depends on the whole of it.
fn without_commands(log: &str) -> String {
    if log.is_empty() {
        return String::new();
    }
    let word: String = Sha256::digest(log.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("::stop-commands::{word}\n{log}::{word}::\n")
}

/// The rule's documentation, as far as there is one.
fn rule_text(rule: Rule) -> RuleText {
    match policy::definition(rule) {
        Some(definition) => RuleText {
            short: definition.docs.flags.to_owned(),
            full: definition.docs.why.to_owned(),
            help_markdown: definition.markdown(),
        },
        None => {
            let (family, defect) = rule.name().split_once('/').unwrap_or_default();
            let short = format!("{family}: {}.", defect.replace('-', " "));
            RuleText { full: short.clone(), help_markdown: format!("`{rule}`"), short }
        }
    }
}
