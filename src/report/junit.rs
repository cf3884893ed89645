//! Findings → a JUnit report that both the schema of Ant's tasks (strict) and Jenkins' own (junit-10) take.
//!
//! A suite is a family of rules, a class a rule, a test case a finding: one that fails the run has failed, any other is
//! skipped, with its text. A rule without findings is a case that passed. Names hold no line number and no message, which may
//! count days, so that a case has a history. Nothing is measured, so all times are 0.

use std::collections::BTreeMap;

use super::{Styled, human, severity, visible};
use crate::base::{Sources, Today};
use crate::diag::{Finding, Level, Rule};
use crate::site::xml::{self, Xml};

const WIDTH: usize = 100;

/// What was run.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Stands for the time of the run, so that equal input gives equal bytes.
    pub today: Today,
    /// The rules that were checked.
    pub rules: &'a [Rule],
}

/// The report, indented, with a final line feed.
pub fn junit(findings: &[Finding], sources: &Sources, run: Run<'_>) -> String {
    let suites = suites(findings, sources, run);
    let bytes = xml::document(4096, |xml| {
        xml.element("testsuites", &[], |xml| {
            for (id, (family, cases)) in suites.iter().enumerate() {
                suite(xml, &Suite { id, family, cases, today: run.today });
            }
        });
    });
    String::from_utf8(bytes).expect("text was written")
}

struct Suite<'a> {
    id: usize,
    family: &'a str,
    cases: &'a [Case],
    today: Today,
}

/// A test case, as CI shows it.
struct Case {
    class: String,
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Skipped(Told),
    Failed(Told),
}

struct Told {
    rule: Rule,
    message: String,
    /// With the lines of the file.
    text: String,
}

/// The cases of every family, in the order of the rules.
fn suites<'a>(findings: &'a [Finding], sources: &Sources, run: Run<'_>) -> Vec<(&'a str, Vec<Case>)> {
    let mut by_rule: BTreeMap<Rule, Vec<&Finding>> = run.rules.iter().map(|rule| (*rule, Vec::new())).collect();
    for finding in super::reported(findings) {
        by_rule.entry(finding.diagnostic.rule).or_default().push(finding);
    }
    let mut suites: Vec<(&str, Vec<Case>)> = Vec::new();
    for (rule, findings) in by_rule {
        let cases = if findings.is_empty() { vec![passed(rule)] } else { found(&findings, sources) };
        match suites.last_mut().filter(|(family, _)| *family == rule.family()) {
            Some((_, all)) => all.extend(cases),
            None => suites.push((rule.family(), cases)),
        }
    }
    suites
}

/// Jenkins makes a tree of the dots.
fn class(rule: Rule) -> String {
    format!("forewarn.{}", rule.name().replace('/', "."))
}

fn passed(rule: Rule) -> Case {
    Case { class: class(rule), name: rule.name().to_owned(), outcome: Outcome::Passed }
}

/// The cases of one rule. Names are unique: a case is known by its class and name.
fn found(findings: &[&Finding], sources: &Sources) -> Vec<Case> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut cases = Vec::with_capacity(findings.len());
    for finding in findings {
        let rule = finding.diagnostic.rule;
        let message = visible::one_line(&finding.diagnostic.message);
        let name = visible::one_line(&format!("{rule} in {}", finding.diagnostic.primary.path));
        let count = names.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        let name = if *count == 1 { name } else { format!("{name} ({count})") };
        cases.push(Case { class: class(rule), name, outcome: outcome(finding, message, sources) });
    }
    cases
}

fn outcome(finding: &Finding, message: String, sources: &Sources) -> Outcome {
    let text = human(std::slice::from_ref(finding), sources, Styled::Plain, WIDTH).trim_end().to_owned();
    let rule = finding.diagnostic.rule;
    match finding.level < Level::Deny {
        true => Outcome::Skipped(Told { rule, message: format!("{}: {message}", severity(finding.level)), text }),
        false => Outcome::Failed(Told { rule, message, text }),
    }
}

fn suite(xml: &mut Xml, suite: &Suite<'_>) {
    let count = |is: fn(&Outcome) -> bool| suite.cases.iter().filter(|case| is(&case.outcome)).count().to_string();
    // Not all versions of Ant's schema know an attribute `skipped`.
    let attributes = [
        ("name", format!("forewarn {}", suite.family)),
        ("package", "forewarn".to_owned()),
        ("id", suite.id.to_string()),
        ("timestamp", format!("{}T00:00:00", suite.today.0)),
        ("hostname", "localhost".to_owned()),
        ("tests", suite.cases.len().to_string()),
        ("failures", count(|outcome| matches!(outcome, Outcome::Failed(_)))),
        ("errors", "0".to_owned()),
        ("time", "0".to_owned()),
    ];
    let version = [("name", "forewarn.version"), ("value", env!("CARGO_PKG_VERSION"))];
    xml.element("testsuite", &attributes.each_ref().map(|(key, value)| (*key, value.as_str())), |xml| {
        xml.element("properties", &[], |xml| xml.empty("property", &version));
        for found in suite.cases {
            case(xml, found);
        }
        xml.empty("system-out", &[]);
        xml.empty("system-err", &[]);
    });
}

fn case(xml: &mut Xml, case: &Case) {
    let attributes = [("classname", case.class.as_str()), ("name", &case.name), ("time", "0")];
    match &case.outcome {
        Outcome::Passed => xml.empty("testcase", &attributes),
        Outcome::Skipped(told) => xml.element("testcase", &attributes, |xml| {
            xml.text("skipped", &[("message", &told.message)], &told.text);
        }),
        Outcome::Failed(told) => xml.element("testcase", &attributes, |xml| {
            xml.text("failure", &[("type", told.rule.name()), ("message", &told.message)], &told.text);
        }),
    }
}
