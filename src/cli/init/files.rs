//! Answers → the files of a first site. The templates lie in `site/` beside this file, as they will look.

use clap::ValueEnum;
use toml_edit::Value;

use super::{Answers, Ci, path, words};
use crate::base::{RelPath, Slug, Source, Today};
use crate::config::Policy;
use crate::edit;
use crate::shell::Failure;

const BOOK: &str = include_str!("site/book.toml");
const COMPONENT: &str = include_str!("site/component.toml");
const HELLO: &str = include_str!("site/hello.md");
const EXAMPLE: &str = include_str!("site/example.md");
const SUPPORT_POLICY: &str = include_str!("site/support-policy.md");
const RELEASES: &str = include_str!("site/releases.toml");
const GITIGNORE: &str = include_str!("site/gitignore");
const GITHUB: &str = include_str!("site/github.yml");
const GITLAB: &str = include_str!("site/gitlab-ci.yml");
const PRE_COMMIT: &str = include_str!("site/pre-commit-config.yaml");

/// Repositories have one already; it is then left alone.
pub const IGNORE: &str = ".gitignore";
const SITE_PATHS: [&str; 3] = ["book.toml", "content/pages/support-policy.md", "content/releases.toml"];

/// The files whose names do not depend on any answer but one.
pub fn fixed_paths(ci: &[Ci]) -> impl Iterator<Item = &'static str> {
    SITE_PATHS.into_iter().chain(workflows(ci).map(|(path, _)| path))
}

/// What the services read, by path and template; once each, however often a service was named.
fn workflows(ci: &[Ci]) -> impl Iterator<Item = (&'static str, &'static str)> {
    Ci::value_variants().iter().filter(|service| ci.contains(service)).filter_map(|service| match service {
        Ci::Github => Some((".github/workflows/changelog.yml", GITHUB)),
        Ci::Gitlab => Some((".gitlab-ci.yml", GITLAB)),
        Ci::PreCommit => Some((".pre-commit-config.yaml", PRE_COMMIT)),
        Ci::None => None,
    })
}

/// All files of the site, in the order in which to read them.
pub fn all(answers: &Answers, today: Today) -> Result<Vec<Source>, Failure> {
    let first = &answers.components[0];
    let example = edit::propose(&policy(), today.0).ok_or_else(|| {
        Failure::new(format!("no date can be proposed after {}", today.0), "choose an earlier `--today`")
    })?;
    let hello = &format!("{first}-hello");
    let book = fill(
        BOOK,
        &[
            ("TITLE", toml(&answers.title)),
            ("ID", toml(&answers.id.to_string())),
            ("DESCRIPTION", toml(&format!("Changes and deprecations of {}", answers.title))),
            ("BASE_URL", toml(answers.base_url.as_str())),
            ("OWNER", toml(answers.owner.as_str())),
            ("OWNER_NAME", toml(&words(answers.owner.as_str()))),
            ("COMPONENTS", answers.components.iter().map(|component| table(component, &answers.owner)).collect()),
            ("BASELINE", toml(&answers.base_url.join("api/v1/schedule.json"))),
        ],
    );
    let component = ("COMPONENT", toml(first.as_str()));
    let changes = |stem: &str| path(format!("content/changes/{first}/{}-{stem}.md", today.0));
    let example =
        [component.clone(), ("EXAMPLE_ID", toml(&format!("{first}-example"))), ("SUNSET", example.to_string())];
    let mut files = vec![
        Source::new(fixed("book.toml"), book),
        Source::new(changes("hello"), fill(HELLO, &[component.clone(), ("HELLO_ID", toml(hello))])),
        Source::new(changes("example"), fill(EXAMPLE, &example)),
        Source::new(fixed("content/pages/support-policy.md"), SUPPORT_POLICY),
        Source::new(fixed("content/releases.toml"), fill(RELEASES, &[component])),
        Source::new(fixed(IGNORE), GITIGNORE),
    ];
    let version = [("VERSION", env!("CARGO_PKG_VERSION").to_owned())];
    files.extend(workflows(&answers.ci).map(|(path, template)| Source::new(fixed(path), fill(template, &version))));
    Ok(files)
}

fn fixed(name: &str) -> RelPath {
    path(name.to_owned())
}

/// The policy that the template of book.toml writes down, as far as dates depend on it.
fn policy() -> Policy {
    use jiff::civil::Weekday::{Saturday, Sunday};
    Policy { closed_weekdays: vec![Saturday, Sunday], ..Policy::default() }
}

fn table(component: &Slug, owner: &Slug) -> String {
    let values =
        [("COMPONENT", component.as_str()), ("COMPONENT_NAME", &words(component.as_str())), ("OWNER", owner.as_str())];
    fill(COMPONENT, &values.map(|(name, value)| (name, toml(value))))
}

/// A text as a value of TOML.
fn toml(text: &str) -> String {
    Value::from(text).to_string()
}

/// Puts values in the place of `@NAME@`. What a value holds is never filled in again.
fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('@') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let named = values.iter().find_map(|(name, value)| Some((value, rest.strip_prefix(name)?.strip_prefix('@')?)));
        match named {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => out.push('@'),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn values_are_filled_in_once() {
        let values = [("A", "@B@".to_owned()), ("B", "b".to_owned())];
        assert_eq!(fill("@A@ @B@ x@C@ checkout@v4 @", &values), "@B@ b x@C@ checkout@v4 @");
    }

    #[test]
    fn no_name_is_left_in_the_files_and_their_policy_is_the_one_that_dates_are_made_of() {
        for ci in [vec![Ci::Github, Ci::PreCommit], vec![Ci::Gitlab], vec![Ci::None]] {
            let answers = Answers {
                title: "A \"B\" \\ c".into(),
                id: crate::config::BookId::new("tag:a.example,2026:x").unwrap(),
                base_url: super::super::base_url("https://a.example/log").unwrap(),
                components: vec![Slug::new("one").unwrap(), Slug::new("two").unwrap()],
                owner: Slug::new("team").unwrap(),
                ci: ci.clone(),
            };
            let files = all(&answers, "2026-11-22".parse().unwrap()).unwrap();
            assert!(fixed_paths(&ci).all(|path| files.iter().any(|file| file.path.as_str() == path)));
            for file in &files {
                let named = |text: &str| {
                    text.starts_with(|c: char| c.is_ascii_uppercase())
                        && !text.contains(|c: char| !(c.is_ascii_uppercase() || c == '_'))
                };
                assert!(!file.text.split('@').any(|part| part.len() > 1 && named(part)), "{}", file.text);
            }
            let (config, findings) = config::parse(&files[0]);
            assert_eq!(findings, []);
            let config = config.unwrap();
            assert_eq!((config.title.as_str(), config.components.len()), ("A \"B\" \\ c", 2));
            assert_eq!(config.policy.closed_weekdays, policy().closed_weekdays);
            assert_eq!((config.policy.min_notice_days, config.policy.grace_days), (90, 14));
        }
    }
}
