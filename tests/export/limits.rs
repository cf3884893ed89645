//! Far more than there is room for: every format keeps the limits of those who show it, and says what it left out.

use std::fmt::Write;
use std::fs;

use forewarn::export::{Format, RELEASE_NOTES_LIMIT};
use serde_json::Value;
use tempfile::TempDir;

use super::{compiled, digest, release_notes};

const ENTRIES: usize = 600;
/// Each character of it grows where it is escaped.
const LONG: &str = "&<>\"_*`x`~|]]> ";

fn large() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let entries = dir.path().join("content/changes/api");
    fs::create_dir_all(&entries).unwrap();
    let book = "[book]\ntitle = \"Large\"\nid = \"tag:example.com,2026:large\"\n\n[build]\n\
        base-url = \"https://large.example.com/\"\n\n[[component]]\nid = \"api\"\nname = \"Api\"\n";
    fs::write(dir.path().join("book.toml"), book).unwrap();
    for number in 0..ENTRIES {
        let title = LONG.repeat(20);
        let mut text =
            format!("+++\ntitle = '{title}'\nversion = \"1.0.0\"\naction = '{title}'\nid = \"e-{number}\"\n");
        match number % 2 {
            0 => text.push_str(
                "[deprecation]\nsunset = 2026-07-01\n[[deprecation.surface]]\nkind = \"feature\"\nname = \"x\"\n",
            ),
            _ => text.push_str("kind = \"changed\"\nbreaking = true\n"),
        }
        write!(text, "+++\n{}\n", "A sentence of a body. ".repeat(40)).unwrap();
        fs::write(entries.join(format!("2026-06-14-e-{number}.md")), text).unwrap();
    }
    dir
}

const PERIOD: (&str, &str, &str) = ("2026-06-01", "2026-06-15", "2026-07-15");

/// Every text of the message, with its limit.
fn texts(block: &Value) -> Vec<(&str, usize)> {
    let text = |value: &'_ Value| -> usize { if value["type"] == "plain_text" { 150 } else { 3000 } };
    match block["type"].as_str().unwrap() {
        "context" => {
            let elements = block["elements"].as_array().unwrap();
            assert!(elements.len() <= 10);
            elements.iter().map(|element| (element["text"].as_str().unwrap(), 3000)).collect()
        }
        "header" | "section" => vec![(block["text"]["text"].as_str().unwrap(), text(&block["text"]))],
        other => panic!("a block of the type {other}"),
    }
}

#[test]
fn a_message_for_slack_keeps_the_limits_and_counts_the_rest() {
    let dir = large();
    let text = digest(&compiled(dir.path()), PERIOD, Format::Slack);
    let message: Value = serde_json::from_str(&text).unwrap();
    let blocks = message["blocks"].as_array().unwrap();
    assert!(blocks.len() <= 50, "{}", blocks.len());
    for (text, limit) in blocks.iter().flat_map(texts) {
        assert!(!text.is_empty() && text.chars().count() <= limit, "{text}");
        let markup = text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "");
        assert!(!markup.contains('&'), "{text}");
        assert_eq!(markup.matches('<').count(), markup.matches('>').count(), "only links: {text}");
    }
    assert!(message["blocks"].to_string().chars().count() < 13_000);
    let shown = text.matches("https://large.example.com/changes/e-").count();
    let said: usize =
        text.split("|and ").skip(1).map(|rest| rest.split(' ').next().unwrap().parse::<usize>().unwrap()).sum();
    assert!(shown > 5, "{shown}");
    assert_eq!(shown + said, ENTRIES + ENTRIES / 2, "entries, and the sunsets of half of them");
}

#[test]
fn a_mail_stays_below_the_size_at_which_it_is_cut_and_counts_the_rest() {
    let dir = large();
    let text = digest(&compiled(dir.path()), PERIOD, Format::Html);
    assert!(text.len() < 102 * 1024 && text.len() > 80_000, "{}", text.len());
    assert!(text.ends_with("</html>\n"));
    let shown = text.matches("https://large.example.com/changes/e-").count();
    let said: usize =
        text.split(">and ").skip(1).map(|rest| rest.split(' ').next().unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(shown + said, ENTRIES + ENTRIES / 2);
}

#[test]
fn notes_of_a_release_fit_into_github_and_say_that_they_were_shortened() {
    let dir = large();
    let text = release_notes(&compiled(dir.path()), "api", "1.0.0");
    let length = text.chars().count();
    assert!(length <= RELEASE_NOTES_LIMIT && length > RELEASE_NOTES_LIMIT - 5_000, "{length}");
    let left: usize = text.split("shortened, and ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let shown = text.matches("](https://large.example.com/changes/e-").count();
    assert_eq!(shown + left, ENTRIES);
}
