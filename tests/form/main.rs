//! Mistakes that authors make in front matter: what is said, where, and whether the offered edit mends it.

use forewarn::base::{RelPath, Source};
use forewarn::config::{Limits, parse_releases};
use forewarn::diag::{Diagnostic, Edit};
use forewarn::entry::parse_entry;
use proptest::prelude::*;

fn findings(text: &str) -> Vec<Diagnostic> {
    let path = RelPath::new("content/changes/api/2026-01-01-a.md").expect("a path");
    parse_entry(&Source::new(path, text), "content/changes", Limits::default()).1
}

fn fenced(front: &str) -> String {
    format!("+++\n{front}\n+++\nBody\n")
}

/// An entry of kind added with a further line.
fn added(line: &str) -> String {
    fenced(&format!("title = \"x\"\nkind = \"added\"\n{line}"))
}

/// A deprecation with further lines of `[deprecation]`.
fn deprecated(lines: &str) -> String {
    let surface = "[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1\"";
    fenced(&format!("title = \"x\"\n[deprecation]\n{lines}\n{surface}"))
}

fn edits(finding: &Diagnostic) -> impl Iterator<Item = &Edit> {
    finding.help.iter().filter_map(|help| help.edit.as_ref())
}

fn applied(text: &str, edit: &Edit) -> String {
    format!("{}{}{}", &text[..edit.span.start], edit.text, &text[edit.span.end..])
}

/// `rule at 'text under the primary span' => 'text with which an edit replaces its place'`
fn line(text: &str, finding: &Diagnostic) -> String {
    let span = finding.primary.span.expect("a place");
    let edits: Vec<String> = edits(finding).map(|edit| format!(" => {}", edit.text)).collect();
    format!("{} at {}{}", finding.rule, &text[span.range()], edits.concat())
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    let findings = findings(text);
    let lines: Vec<String> = findings.iter().map(|finding| line(text, finding)).collect();
    assert_eq!(lines, expected, "{text}\n{findings:#?}");
    for finding in &findings {
        assert!(!finding.help.is_empty(), "{finding:?}");
        for edit in edits(finding) {
            mends(text, finding, edit);
        }
    }
}

#[track_caller]
fn mends(text: &str, finding: &Diagnostic, edit: &Edit) {
    let mended = applied(text, edit);
    let same = |findings: &[Diagnostic]| {
        findings.iter().filter(|other| other.rule == finding.rule && other.message == finding.message).count()
    };
    assert!(same(&findings(&mended)) < same(&findings(text)), "{finding:?}\nstays in\n{mended}");
}

#[test]
fn versions() {
    let traps = [
        ("version = \"v1.2.3\"", "form/invalid-version at \"v1.2.3\" => \"1.2.3\""),
        ("version = \"1.2\"", "form/invalid-version at \"1.2\" => \"1.2.0\""),
        ("version = \"1.02.3\"", "form/invalid-version at \"1.02.3\" => \"1.2.3\""),
        ("version = \"next\"", "form/invalid-version at \"next\""),
        ("version = 1.2", "form/wrong-type at 1.2 => \"1.2.0\""),
        ("version = 2", "form/wrong-type at 2 => \"2.0.0\""),
        ("version = 1.2.3", "form/invalid-version at 1.2.3 => \"1.2.3\""),
        ("version = v1.2.3", "form/syntax at v1.2.3 => \"v1.2.3\""),
    ];
    for (written, said) in traps {
        says(&added(written), &[said]);
    }
}

#[test]
fn dates() {
    let traps = [
        ("\"2026-12-01\"", "form/wrong-type at \"2026-12-01\" => 2026-12-01"),
        ("\"soon\"", "form/invalid-date at \"soon\""),
        ("2026-02-30", "form/invalid-date at 2026-02-30"),
        ("2026-02-30 # the last day", "form/invalid-date at 2026-02-30"),
        ("\"2026-02-30\"", "form/invalid-date at \"2026-02-30\""),
        ("2026-2-3", "form/invalid-date at 2026-2-3 => 2026-02-03"),
        ("2026/12/01", "form/invalid-date at 2026/12/01 => 2026-12-01"),
        ("2026-12", "form/invalid-date at 2026-12"),
        ("01.12.2026", "form/invalid-date at 01.12.2026"),
        ("12/01/2026", "form/invalid-date at 12/01/2026"),
        ("2026-12-01T25:00:00Z", "form/invalid-date at 2026-12-01T25:00:00Z"),
        ("10:00:00", "form/invalid-date at 10:00:00"),
        ("2026-12-01T10:00:00", "form/invalid-date at 2026-12-01T10:00:00 => 2026-12-01T10:00:00Z"),
        ("true", "form/wrong-type at true"),
    ];
    for (written, said) in traps {
        says(&deprecated(&format!("sunset = {written}")), &[said]);
    }
}

#[test]
fn a_quoted_date_without_an_offset_has_one_finding_after_the_other() {
    says(
        &deprecated("sunset = \"2026-12-01T10:00:00\""),
        &["form/wrong-type at \"2026-12-01T10:00:00\" => 2026-12-01T10:00:00Z"],
    );
}

#[test]
fn a_brownout_needs_the_hour_and_the_offset() {
    says(
        &deprecated(
            "sunset = 2026-12-01\n[[deprecation.brownout]]\nid = \"a\"\nstart = 2026-11-01\nend = 2026-11-01T10:00:00",
        ),
        &[
            "form/invalid-date at 2026-11-01 => 2026-11-01T09:00:00Z",
            "form/invalid-date at 2026-11-01T10:00:00 => 2026-11-01T10:00:00Z",
        ],
    );
}

#[test]
fn a_brownout_cannot_take_the_feed_id_of_another() {
    let brownout = |id: &str| {
        deprecated(&format!(
            "sunset = 2026-12-01\n[[deprecation.brownout]]\nid = \"{id}\"\nstart = 2026-11-01T09:00:00Z\nend = 2026-11-01T10:00:00Z"
        ))
    };
    says(&brownout("first"), &[]);
    says(&brownout("first-held"), &["form/invalid-id at \"first-held\""]);
    says(&brownout("first-cancelled"), &["form/invalid-id at \"first-cancelled\""]);
}

#[test]
fn a_state_is_never_written() {
    says(&deprecated("sunset = 2026-12-01\ndeprecated = true"), &["form/wrong-type at true"]);
    says(&fenced("title = \"x\"\ndeprecation = true"), &["form/wrong-type at deprecation"]);
    says(&added("deprecated = true"), &["form/unknown-key at deprecated"]);
}

#[test]
fn brackets_of_tables() {
    says(
        &deprecated("sunset = 2026-12-01").replace("[[deprecation.surface]]", "[deprecation.surface]"),
        &["form/wrong-type at [deprecation.surface] => [[deprecation.surface]]"],
    );
    says(
        &deprecated("sunset = 2026-12-01").replace("[deprecation]\n", "[[deprecation]]\n"),
        &["form/wrong-type at [[deprecation]] => [deprecation]"],
    );
    says(
        &deprecated("sunset = 2026-12-01").replace("[deprecation]\n", "[deprecation\n"),
        &["form/syntax at [deprecation => [deprecation]"],
    );
    says(
        &deprecated("sunset = 2026-12-01").replace("surface]]", "surface]"),
        &["form/syntax at [[deprecation.surface] => [[deprecation.surface]]"],
    );
}

#[test]
fn keys() {
    says(&deprecated("sunset = 2026-12-01\ntags = [\"a\"]"), &["form/unknown-key at tags"]);
    says(&added("sunset = 2026-12-01"), &["form/unknown-key at sunset"]);
    says(&added("sumary = \"y\""), &["form/unknown-key at sumary => summary"]);
    says(&added("former_ids = [\"y\"]"), &["form/unknown-key at former_ids => former-ids"]);
    says(&added("zzz = 1"), &["form/unknown-key at zzz"]);
    says(&added("title = \"y\""), &["form/syntax at title"]);
    says(&fenced("my title = \"x\"\nkind = \"added\""), &["form/syntax at my title = \"x\""]);
}

#[test]
fn a_key_in_the_wrong_table_is_told_its_home() {
    let help = |text: &str| findings(text)[0].help[0].text.clone();
    assert_eq!(
        help(&deprecated("sunset = 2026-12-01\ntags = [\"a\"]")),
        "`tags` belongs above `[deprecation]`, to the keys of the file itself"
    );
    assert_eq!(help(&added("sunset = 2026-12-01")), "`sunset` belongs to `[deprecation]`");
    // Of the tables that know the key, the one that the file has.
    let misplaced = deprecated("sunset = 2026-12-01").replace("[deprecation]\n", "reason = \"y\"\n[deprecation]\n");
    assert_eq!(help(&misplaced), "`reason` belongs to `[deprecation]`");
}

#[test]
fn text_without_quotes_or_with_too_many() {
    let traps = [
        ("action = Call v2 now", "form/syntax at Call v2 now => \"Call v2 now\""),
        ("action = Call \"v2\" # now", "form/syntax at Call \"v2\" => \"Call \\\"v2\\\"\""),
        ("action = “Call v2”", "form/syntax at “Call v2” => \"Call v2\""),
        ("action = \"Call v2", "form/syntax at \"Call v2 => \"Call v2\""),
        ("action = \"Call \"v2\" now\"", "form/syntax at \"Call \"v2\" now\" => \"Call \\\"v2\\\" now\""),
        ("action = 'it's v2'", "form/syntax at 'it's v2' => \"it's v2\""),
        ("action = \"C:\\path\"", "form/syntax at \"C:\\path\" => 'C:\\path'"),
        ("action = \"Call v2\",", "form/syntax at , => "),
        ("action = \"Call v2\";", "form/syntax at ; => "),
        ("action = \"Call v2\" or v3", "form/syntax at or v3"),
        ("action = \"Call v2\" id = \"a\"", "form/syntax at id = \"a\""),
        ("action =", "form/syntax at action ="),
        ("action \"Call v2\"", "form/syntax at action \"Call v2\" => action = \"Call v2\""),
        ("action: Call v2", "form/syntax at action: Call v2 => action = \"Call v2\""),
        ("date: 2026-01-01", "form/syntax at date: 2026-01-01 => date = 2026-01-01"),
        ("tags: [\"a\"]", "form/syntax at tags: [\"a\"] => tags = [\"a\"]"),
        ("// Call v2", "form/syntax at // => #"),
    ];
    for (written, said) in traps {
        says(&added(written), &[said]);
    }
}

#[test]
fn lists_and_flags() {
    let traps = [
        ("tags = \"a\"", "form/wrong-type at \"a\" => [\"a\"]"),
        ("tags = [a, b]", "form/syntax at [a, b] => [\"a\", \"b\"]"),
        ("tags = [\"a\" \"b\"]", "form/syntax at  => , "),
        ("tags = [\"a\", \"b\"", "form/syntax at "),
        ("breaking = yes", "form/syntax at yes => true"),
        ("breaking = True", "form/syntax at True => true"),
        ("breaking = \"true\"", "form/wrong-type at \"true\" => true"),
        ("breaking = 1", "form/wrong-type at 1"),
        ("effort = \"day\"", "form/wrong-type at \"day\" => \"days\""),
        ("id = \"Deploy API\"", "form/invalid-id at \"Deploy API\" => \"deploy-api\""),
        ("extra = 1", "form/wrong-type at 1"),
        ("links = \"https://example.com\"", "form/wrong-type at \"https://example.com\""),
        ("links = { us = \"us@example.com\" }", "form/wrong-type at \"us@example.com\" => \"mailto:us@example.com\""),
        ("summary = \"\"", "form/missing-key at \"\""),
    ];
    for (written, said) in traps {
        says(&added(written), &[said]);
    }
}

#[test]
fn yaml() {
    says("---\ntitle: x\n---\n", &["form/no-front-matter at ---"]);
    says(
        "---\ntitle = \"x\"\nkind = \"added\"\n---\n",
        &["form/no-front-matter at --- => +++\ntitle = \"x\"\nkind = \"added\"\n+++"],
    );
    says(
        &fenced("title: v1 goes\nkind: added"),
        &["form/syntax at title: v1 goes => title = \"v1 goes\"", "form/syntax at kind: added => kind = \"added\""],
    );
}

/// What cannot be read is one finding, not one for each thing that is missing because of it.
#[test]
fn several_mistakes_come_out_at_once_each_of_them_once() {
    says(
        &fenced(
            "title = v1 goes\nversion = \"v2\"\nowner = \"Delivery Team\"\n[deprecation]\nsunset = 2026-02-30\nremovl = \"2.0.0\"\n[deprecation.surface]\nkind = \"http\"\nname = \"/v1\"",
        ),
        &[
            "form/syntax at v1 goes => \"v1 goes\"",
            "form/invalid-date at 2026-02-30",
            "form/invalid-version at \"v2\" => \"2.0.0\"",
            "form/invalid-id at \"Delivery Team\" => \"delivery-team\"",
            "form/unknown-key at removl => removal",
            "form/wrong-type at [deprecation.surface] => [[deprecation.surface]]",
            "form/invalid-surface at \"/v1\"",
        ],
    );
}

#[test]
fn an_entry_of_windows_says_the_same() {
    let text = deprecated("sunset = 2026-02-30\ntags = [\"a\"]").replace('\n', "\r\n");
    says(&text, &["form/invalid-date at 2026-02-30", "form/unknown-key at tags"]);
}

#[test]
fn control_characters() {
    says(&added("action = \"a\u{202e}b\""), &["form/control-character at \u{202e} => "]);
    says(&added("action = \"a\\u0007b\""), &["form/control-character at \"a\\u0007b\""]);
    says(&added("action = \"a\u{7}b\""), &["form/control-character at \u{7} => "]);
}

/// Lines that may stand anywhere, most of them wrong in one way or another.
const LINES: &[&str] = &[
    "version = \"v1\"",
    "version = 1.2",
    "version = 1.2.3",
    "tags = a",
    "tags = [a, b]",
    "tags = \"A B\"",
    "effort = \"day\"",
    "updated = 1",
    "breaking = yes",
    "sumary = \"x\"",
    "date: 2026-01-01",
    "date \"2026-01-01\"",
    "date = \"2026-01-01\"",
    "id = \"A b\"",
    "action = \"a \"b\" c\"",
    "action = 'it's'",
    "action = \"a\\q\"",
    "action = “a”",
    "action = \"a\";",
    "draft = on",
    "[deprecation]",
    "[[deprecation]]",
    "[deprecation",
    "sunset = 2026-2-3",
    "sunset = 2026-12-01T10:00:00",
    "removal = \"2\"",
    "estimated = \"true\"",
    "[deprecation.surface]",
    "kind = \"HTTP\"",
    "kind = \"ading\"",
    "name = \"GET /\"",
    "// no",
    "title = x",
    "[[deprecation.brownout]]",
    "start = 2026-01-01",
    "[[deprecation.revision]]",
    "field = \"sunst\"",
    "change = \"extend\"",
    "[[allow]]",
    "rule = \"notice/to-short\"",
    "[allow]",
    "links = { a = \"b@example.com\" }",
];

/// Some of the lines, each at most once: mending one of two equal mistakes brings the other to light.
fn lines() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(LINES, 1..8).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn an_edit_takes_its_finding_away(lines in lines()) {
        let text = fenced(&lines.join("\n"));
        for finding in &findings(&text) {
            for edit in edits(finding) {
                mends(&text, finding, edit);
            }
        }
    }
}

#[test]
fn a_misspelt_header_of_a_list_is_one_more_of_it_and_nothing_to_delete() {
    let surface = |name: &str| format!("[[deprecation.{name}]]\nkind = \"http\"\nname = \"GET /v1/{name}\"\n");
    let text = deprecated(&format!("sunset = 2026-12-01\n{}", surface("surfaces")));
    let path = RelPath::new("content/changes/api/2026-01-01-a.md").expect("a path");
    let (entry, findings) = parse_entry(&Source::new(path, text), "content/changes", Limits::default());
    let helps: Vec<&str> = findings.iter().flat_map(|finding| &finding.help).map(|help| help.text.as_str()).collect();
    assert_eq!(helps, ["did you mean `[[deprecation.surface]]`?"], "{findings:#?}");
    let read = entry.and_then(|entry| entry.deprecation).map(|deprecation| deprecation.surfaces.len());
    assert_eq!(read, Some(2));
}

#[test]
fn rows_of_releases_below_a_misspelt_header_are_read_beside_the_others() {
    let row = |header: &str, version: &str| format!("[[{header}]]\ncomponent = \"api\"\nversion = \"{version}\"\n");
    let text = row("release", "1.0.0") + &row("releases", "1.1.0") + &row("releases", "1.2.0");
    let path = RelPath::new("content/releases.toml").expect("a path");
    let (rows, findings) = parse_releases(&Source::new(path, text));
    let helps: Vec<&str> = findings.iter().flat_map(|finding| &finding.help).map(|help| help.text.as_str()).collect();
    assert_eq!((rows.len(), helps), (3, vec!["did you mean `[[release]]`?"]), "{findings:#?}");
}
