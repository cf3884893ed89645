//! `forewarn promise`, by the real binary: what it writes, byte by byte, and what it refuses, with what would be allowed.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::process::{Command, Stdio};

const TODAY: &str = "2026-11-22";
const OLD: &str = "content/changes/api/2026-08-01-old.md";

const BOOK: &str = r#"[book]
title = "Road"
id = "tag:example.org,2026:road"
[build]
base-url = "https://changes.example.org/"
[[owner]]
id = "team"
name = "Team"
contact = "https://chat.example.org/team"
[[component]]
id = "api"
name = "API"
owner = "team"
[policy]
closed-weekdays = ["sat", "sun"]
freeze = [{ from = 2027-12-20, to = 2027-12-31, reason = "year end" }]
"#;

/// The keys and tables of `api-old` above its surface.
const SUNSET: &str = "# why\ntitle = \"Old goes\" # t\nlinks = { docs = \"https://a.example/\" }\n\n[deprecation]\n# agreed with billing\nsunset   =   2027-03-10 # s\nreason = \"It is slow\"\n";
const SURFACE: &str =
    "\n[[deprecation.surface]]\nkind = \"cli\"\nname = \"tool old\" # n\nreplacement = \"tool new\"\n";

struct World {
    folder: tempfile::TempDir,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    fn passes(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn refuses(self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for words in words {
            assert!(self.err.contains(words), "no {words:?} in:\n{}", self.err);
        }
    }
}

impl World {
    /// A site with the promise `api-old`.
    fn with(front: &str) -> Self {
        let world = World { folder: tempfile::tempdir().unwrap() };
        world.put("book.toml", BOOK);
        world.put(OLD, &format!("+++\n{front}+++\nText\n"));
        world
    }

    fn of_sunset() -> Self {
        World::with(&format!("{SUNSET}{SURFACE}"))
    }

    fn of_version() -> Self {
        World::with(&format!("title = \"Old goes\"\n[deprecation]\nremoval = '3.0.0' # r\n{SURFACE}"))
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    fn run_on(&self, today: &str, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .args(args)
            .args(["--today", today])
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs `promise` with words without spaces in them.
    fn promise(&self, line: &str) -> Ran {
        self.promise_on(TODAY, line)
    }

    fn promise_on(&self, today: &str, line: &str) -> Ran {
        let words: Vec<&str> = std::iter::once("promise").chain(line.split(' ')).collect();
        self.run_on(today, &words)
    }

    /// What `promise` must not do: the entry stays, and all of these words are said.
    #[track_caller]
    fn refuses(&self, line: &str, words: &[&str]) {
        let before = self.read(OLD);
        self.promise(line).refuses(2, words);
        assert_eq!(self.read(OLD), before);
    }

    #[track_caller]
    fn checks(&self) {
        assert_eq!(self.run_on(TODAY, &["check", "--format", "short"]).passes().code, 0);
    }

    fn entries(&self) -> usize {
        walkdir::WalkDir::new(self.folder.path().join("content"))
            .into_iter()
            .filter(|e| e.as_ref().unwrap().path().is_file())
            .count()
    }
}

fn revision(keys: &str) -> String {
    format!("\n[[deprecation.revision]]\n{keys}")
}

#[test]
fn extend_moves_the_date_and_says_why() {
    let world = World::of_sunset();
    let args = ["promise", "extend", "api-old", "--to", "2027-06-01", "--reason", "Billing needs \"one\" more quarter"];
    let dry = world.run_on(TODAY, &[&args[..], &["--dry-run"]].concat()).passes();
    assert!(world.read(OLD).contains("2027-03-10 # s"));
    let ran = world.run_on(TODAY, &args).passes();
    assert_eq!(dry.out, ran.out);
    assert_eq!((dry.err.as_str(), ran.err.as_str()), ("nothing was written\n", "next: `forewarn check`\n"));
    let moved = SUNSET.replace("2027-03-10", "2027-06-01");
    let told = revision("date = 2026-11-22\nfrom = 2027-03-10\nreason = 'Billing needs \"one\" more quarter'\n");
    assert_eq!(world.read(OLD), format!("+++\n{moved}{SURFACE}{told}+++\nText\n"));
    assert!(ran.out.starts_with(&format!("--- a/{OLD}\n+++ b/{OLD}\n@@ ")), "{}", ran.out);
    assert!(ran.out.contains("\n-sunset   =   2027-03-10 # s\n+sunset   =   2027-06-01 # s\n"), "{}", ran.out);
    world.checks();
    // The next one goes below.
    world.promise("extend api-old --to 2027-07-01 --reason Again --date 2026-11-23").passes();
    let moved = SUNSET.replace("2027-03-10", "2027-07-01");
    let again = revision("date = 2026-11-23\nfrom = 2027-06-01\nreason = \"Again\"\n");
    assert_eq!(world.read(OLD), format!("+++\n{moved}{SURFACE}{told}{again}+++\nText\n"));
    world.checks();
}

#[test]
fn line_ends_and_inline_tables_stay() {
    let world = World::of_sunset();
    let crlf = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    world.put(OLD, &crlf(&world.read(OLD)));
    world.promise("extend api-old --to 2027-06-01 --reason Late").passes();
    let told = revision("date = 2026-11-22\nfrom = 2027-03-10\nreason = \"Late\"\n");
    let moved = SUNSET.replace("2027-03-10", "2027-06-01");
    assert_eq!(world.read(OLD), crlf(&format!("+++\n{moved}{SURFACE}{told}+++\nText\n")));
    world.checks();
    let text = "title = \"Old goes\"\ndeprecation = { sunset = 2027-03-10, surface = [{ kind = \"cli\", name = \"old\", replacement = \"new\" }] }\ntags = [\"x\"]\n";
    let world = World::with(text);
    world.promise("extend api-old --to 2027-06-01 --reason Late").passes();
    let want = text
        .replace("2027-03-10", "2027-06-01")
        .replace("}] }", "}], revision = [{ date = 2026-11-22, from = 2027-03-10, reason = \"Late\" }] }");
    assert_eq!(world.read(OLD), format!("+++\n{want}+++\nText\n"));
    world.checks();
}

#[test]
fn versions_and_other_dates_move_too() {
    let world = World::of_version();
    world.promise("extend api-old --to 4.0.0 --reason Late").passes();
    let text = world.read(OLD);
    assert!(text.contains("removal = \"4.0.0\" # r\n"), "{text}");
    let told = revision("date = 2026-11-22\nfield = \"removal\"\nfrom = \"3.0.0\"\nreason = \"Late\"\n");
    assert!(text.ends_with(&format!("{SURFACE}{told}+++\nText\n")), "{text}");
    world.checks();
    let world = World::with(&format!("{SUNSET}end-of-support = 2027-03-01\n{SURFACE}"));
    world.promise("extend api-old --field end-of-support --to 2027-03-06 --reason Late").passes();
    assert!(world.read(OLD).contains("field = \"end-of-support\"\nfrom = 2027-03-01\n"));
    world.checks();
    let brownout =
        "[[deprecation.brownout]]\nid = \"first\"\nstart = 2027-01-11T09:00:00Z\nend = 2027-01-11T10:00:00Z\n";
    let world = World::with(&format!("{SUNSET}{SURFACE}{brownout}"));
    world.promise("extend api-old --field brownout:first --to 2027-01-12T12:00:00Z --reason Late").passes();
    let moved = "start = 2027-01-12T12:00:00Z\nend = 2027-01-12T13:00:00Z\n";
    assert!(world.read(OLD).contains(moved), "{}", world.read(OLD));
    world.checks();
}

#[test]
fn pull_in_gives_the_whole_notice_again() {
    let world = World::of_sunset();
    world.refuses(
        "pull-in api-old --to 2027-02-19 --reason Soon",
        &[
            "the sunset 2027-02-19 gives 89 days of notice; the policy asks for 90",
            "earliest date with 90 days' notice: 2027-02-22",
            "--emergency ADVISORY",
        ],
    );
    world.refuses("pull-in api-old --to 2027-02-27 --reason Soon", &["on a Saturday", "next open day is 2027-03-01"]);
    world.promise("pull-in api-old --to 2027-02-22 --reason Soon").passes();
    let told = revision("date = 2026-11-22\nfrom = 2027-03-10\nreason = \"Soon\"\n");
    let moved = SUNSET.replace("2027-03-10", "2027-02-22");
    assert_eq!(world.read(OLD), format!("+++\n{moved}{SURFACE}{told}+++\nText\n"));
    world.checks();
    let world = World::of_sunset();
    world.promise("pull-in api-old --to 2026-12-01 --reason Hole --emergency CVE-2026-1234").passes();
    let told = revision("date = 2026-11-22\nfrom = 2027-03-10\nreason = \"Hole\"\nemergency = \"CVE-2026-1234\"\n");
    assert!(world.read(OLD).contains(&told));
    world.checks();
    let floor = World::with(&format!("title = \"Old\"\n[deprecation]\nnot-before = 2027-03-10\n{SURFACE}"));
    floor.refuses(
        "pull-in api-old --field not-before --to 2027-03-09 --reason Soon",
        &["may only move later", "--emergency"],
    );
    floor.promise("extend api-old --field not-before --to 2027-04-10 --reason Late").passes();
    floor.checks();
}

#[test]
fn a_notice_that_is_dated_back_gives_no_more_time() {
    let world = World::of_sunset();
    world.refuses("pull-in api-old --to 2027-02-19 --reason Soon --date 2026-11-01", &["89 days"]);
}

#[test]
fn moves_that_go_the_wrong_way_are_sent_to_the_right_command() {
    let world = World::of_sunset();
    world.refuses(
        "extend api-old --to 2027-02-01 --reason x",
        &["2027-02-01 is earlier than 2027-03-10", "`forewarn promise pull-in`"],
    );
    world.refuses(
        "pull-in api-old --to 2027-06-01 --reason x",
        &["2027-06-01 is later than 2027-03-10", "`forewarn promise extend`"],
    );
    world.refuses("extend api-old --to 2027-03-10 --reason x", &["is 2027-03-10 already"]);
    world.refuses("extend api-old --to 4.0.0 --reason x", &["`api-old` has no `removal`", "`sunset = 2027-03-10`"]);
    world.refuses("extend api-old --to 4.0.0 --field sunset --reason x", &["`sunset` of `api-old` is a date"]);
    World::of_version().refuses(
        "extend api-old --to 2027-06-01 --reason x",
        &["`api-old` has no `sunset`", "`removal = 3.0.0`", "--field"],
    );
    World::of_version().refuses("extend api-old --to 2027-06-01 --field removal --reason x", &["is a version, 3.0.0"]);
    world.refuses("extend api-old --to 2027-06-01 --field brownout:x --reason x", &["no brownout `x`"]);
}

#[test]
fn an_announcement_does_not_move() {
    World::of_sunset().refuses(
        "extend api-old --to 2026-12-01 --field deprecated --reason x",
        &["`api-old` is deprecated from its announcement on, 2026-08-01"],
    );
}

#[test]
fn days_that_the_policy_closes_are_refused_with_the_next_open_one() {
    let world = World::of_sunset();
    world.refuses(
        "extend api-old --to 2027-06-05 --reason x",
        &["falls on a Saturday", "the next open day is 2027-06-07"],
    );
    world.refuses(
        "extend api-old --to 2027-12-24 --reason x",
        &["in the freeze from 2027-12-20 to 2027-12-31 (year end)", "the next open day is 2028-01-03"],
    );
}

#[test]
fn a_promise_moves_no_more_often_than_policy_allows() {
    let world = World::of_sunset();
    world.put("book.toml", &format!("{BOOK}max-revisions = 1\n"));
    world.promise("extend api-old --to 2027-06-01 --reason Late").passes();
    world.refuses(
        "extend api-old --to 2027-07-01 --reason x",
        &["has moved once", "allows a promise to move once", "keep the date"],
    );
    // Calling it off is no move.
    world.promise("cancel api-old --reason Kept").passes();
}

#[test]
fn promises_that_cannot_change_say_why() {
    let world = World::of_sunset();
    world.refuses(
        "extend api-odl --to 2027-06-01 --reason x",
        &["there is no promise `api-odl`", "did you mean `api-old`?"],
    );
    world.refuses("extend zzz --to 2027-06-01 --reason x", &["the promises of this site: `api-old`"]);
    world.put("content/changes/api/2026-08-02-more.md", "+++\ntitle = \"More\"\nkind = \"added\"\n+++\n");
    world.refuses("cancel api-more --reason x", &["kind `added`, and makes no promise"]);
    world.refuses("cancel api-old --reason x --date 2026-07-01", &["is announced on 2026-08-01, after 2026-07-01"]);
    world.refuses("extend api-old --to 2026-02-30 --reason x", &["February 2026 has 28 days"]);
    world.refuses("extend api-old --to v4 --reason x", &["did you mean `4.0.0`?"]);
    world.refuses("extend api-old --to 2027-06-01 --field sunsett --reason x", &["did you mean `sunset`?"]);
    world.promise("cancel api-old --reason Kept --date 2026-11-20").passes();
    world.refuses("reinstate api-old --reason x --date 2026-11-19", &["has a revision of 2026-11-20"]);
    world.put("content/changes/api/broken.md", "+++\ntitle = \n+++\n");
    world.promise("cancel api-old --reason x").refuses(1, &["mend these files first"]);
    World::with(&format!("draft = true\n{SUNSET}{SURFACE}"))
        .refuses("cancel api-old --reason x", &["`api-old` is a draft"]);
}

#[test]
fn a_placeholder_is_no_reason() {
    let world = World::of_sunset();
    let before = world.read(OLD);
    world
        .promise("extend api-old --to 2027-06-10 --reason TODO")
        .refuses(1, &["reader/placeholder-text", "nothing was written"]);
    assert_eq!(world.read(OLD), before);
}

#[test]
fn drafts_are_not_offered() {
    let world = World::of_sunset();
    let draft = "+++\ntitle = \"Draft\"\ndraft = true\n[deprecation]\nsunset = 2027-09-01\n[[deprecation.surface]]\nkind = \"cli\"\nname = \"x\"\nreplacement = \"y\"\n+++\nText.\n";
    world.put("content/changes/api/2026-11-20-draft.md", draft);
    let ran = world.promise("extend nope --to 2027-06-10 --reason Late");
    assert!(ran.err.contains("`api-old`") && !ran.err.contains("api-draft"), "{}", ran.err);
}

#[test]
fn cancel_and_reinstate_take_turns() {
    let world = World::of_sunset();
    world.refuses("reinstate api-old --reason x", &["`api-old` is not cancelled"]);
    world.promise("cancel api-old --reason Kept").passes();
    let called_off = revision("date = 2026-11-22\nchange = \"cancelled\"\nreason = \"Kept\"\n");
    assert_eq!(world.read(OLD), format!("+++\n{SUNSET}{SURFACE}{called_off}+++\nText\n"));
    world.checks();
    world.refuses("cancel api-old --reason x", &["already cancelled, on 2026-11-22"]);
    world.refuses(
        "extend api-old --to 2027-06-01 --reason x",
        &["was cancelled on 2026-11-22", "promise reinstate api-old"],
    );
    world.refuses("complete api-old", &["was cancelled on 2026-11-22"]);
    let late = |line: &str| world.promise_on("2027-01-10", line);
    late("reinstate api-old --reason Sure").refuses(2, &["gives 59 days of notice", "`--to DATE`", "2027-04-12"]);
    late("reinstate api-old --reason Sure --to 2027-04-11").refuses(2, &["on a Sunday", "2027-04-12"]);
    late("reinstate api-old --reason Sure --to 2027-04-12").passes();
    let back = revision("date = 2027-01-10\nchange = \"reinstated\"\nreason = \"Sure\"\n");
    let moved = revision("date = 2027-01-10\nfrom = 2027-03-10\nreason = \"Sure\"\n");
    let front = SUNSET.replace("2027-03-10", "2027-04-12");
    assert_eq!(world.read(OLD), format!("+++\n{front}{SURFACE}{called_off}{back}{moved}+++\nText\n"));
    assert!(world.run_on("2027-01-10", &["check"]).passes().code == 0);
}

/// Every change, judged against the promise as it was published.
#[test]
fn what_is_written_keeps_the_published_promise() {
    let front = SUNSET.replace("reason =", "end-of-support = 2027-03-01\nreason =");
    let brownout =
        "[[deprecation.brownout]]\nid = \"first\"\nstart = 2027-01-12T09:00:00Z\nend = 2027-01-12T10:00:00Z\n";
    for change in [
        "extend api-old --to 2027-06-01",
        "pull-in api-old --to 2027-03-02",
        "pull-in api-old --to 2027-03-02 --emergency CVE-2026-1234",
        "extend api-old --to 2027-03-05 --field end-of-support",
        "extend api-old --to 2027-01-13T09:00:00Z --field brownout:first",
        "pull-in api-old --to 2027-01-11T09:00:00Z --field brownout:first",
        "cancel api-old",
    ] {
        let world = World::with(&format!("{front}{SURFACE}{brownout}"));
        world.run_on("2026-09-01", &["build", "--no-baseline", "--output", "old"]).passes();
        world.promise(&format!("{change} --reason Why")).passes();
        let check = ["check", "--against", "old/api/v1/schedule.json", "--format", "short"];
        let ran = world.run_on(TODAY, &check).passes();
        assert_eq!(ran.out, "", "{change}");
    }
}

#[test]
fn an_emergency_names_an_advisory() {
    let world = World::of_sunset();
    let before = world.read(OLD);
    let line = "pull-in api-old --to 2026-12-01 --reason Hole --emergency yes";
    world.promise(line).refuses(1, &["notice/emergency-without-advisory", "nothing was written"]);
    assert_eq!(world.read(OLD), before);
}

#[test]
fn a_promise_brought_back_in_time_keeps_its_date() {
    let world = World::of_sunset();
    world.promise("cancel api-old --reason Kept").passes();
    world.promise("reinstate api-old --reason Sure").passes();
    assert!(world.read(OLD).contains("2027-03-10 # s"));
    world.checks();
}

#[test]
fn complete_writes_the_removal() {
    let world = World::of_sunset();
    world.refuses("complete api-old", &["works until its sunset, 2027-03-10, which is after 2026-11-22"]);
    let dry = world.promise_on("2027-03-10", "complete api-old --dry-run").passes();
    assert_eq!(world.entries(), 1);
    let ran = world.promise_on("2027-03-10", "complete api-old").passes();
    assert_eq!(dry.out, ran.out);
    let path = "content/changes/api/2027-03-10-tool-old-was-removed.md";
    let text = "+++\ntitle = \"`tool old` was removed\"\nkind = \"removed\"\nid = \"api-tool-old-was-removed\"\ncompletes = [\"api-old\"]\n+++\nUse `tool new` instead of `tool old`.\n\nAs announced in [Old goes](entry:api-old).\n";
    assert_eq!(world.read(path), text);
    assert!(ran.out.contains(&format!("--- /dev/null\n+++ b/{path}\n")), "{}", ran.out);
    world.run_on("2027-03-10", &["check"]).passes();
    world
        .promise_on("2027-03-11", "complete api-old")
        .refuses(2, &["already completed by `api-tool-old-was-removed`, on 2027-03-10"]);
    world.promise_on("2027-03-11", "extend api-old --to 2027-06-01 --reason x").refuses(2, &["already completed"]);
}

#[test]
fn complete_takes_the_words_of_the_author() {
    let world = World::of_sunset();
    let args =
        ["promise", "complete", "api-old", "--title", "Old is gone", "--version", "2.0.0", "--date", "2027-03-12"];
    world.run_on("2027-03-11", &args).passes();
    let text = world.read("content/changes/api/2027-03-12-old-is-gone.md");
    assert!(text.starts_with("+++\ntitle = \"Old is gone\"\nkind = \"removed\"\nversion = \"2.0.0\"\n"), "{text}");
}

#[test]
fn a_promise_of_a_version_is_completed_in_it() {
    let world = World::of_version();
    world.refuses("complete api-old", &["may be gone in 3.0.0, which is not released", "`--version`: 3.0.0 or later"]);
    world.refuses("complete api-old --version 2.9.0", &["2.9.0 is lower than 3.0.0"]);
    world.put("content/releases.toml", "[[release]]\ncomponent = \"api\"\nversion = \"3.0.0\"\ndate = 2026-11-20\n");
    world.promise("complete api-old").passes();
    assert!(world.read("content/changes/api/2026-11-22-tool-old-was-removed.md").contains("\nversion = \"3.0.0\"\n"));
    world.checks();
    let world = World::of_version();
    world.promise("complete api-old --version 3.0.0").passes();
    world.checks();
    let plan = World::with(&format!("title = \"Old\"\n[deprecation]\nnot-before = 2026-09-10\n{SURFACE}"));
    plan.refuses("complete api-old", &["neither a sunset nor a removal version"]);
}

#[test]
fn a_promise_of_a_version_is_not_completed_while_that_is_planned() {
    let world = World::of_version();
    world.run_on(TODAY, &["release", "api", "2.0.0"]).passes();
    world.put(
        "content/changes/api/2026-11-22-more.md",
        "+++\ntitle = \"More\"\nkind = \"added\"\nversion = \"2.1.0\"\n+++\nText\n",
    );
    let row = "[[release]]\ncomponent = \"api\"\nversion = \"3.0.0\"\ndate = 2027-03-09\n";
    world.put("content/releases.toml", &format!("{row}planned = true\n"));
    let way_out = "`forewarn release api 3.0.0` says so";
    let words = ["which is planned for 2027-03-09 and not released on 2026-11-22", way_out];
    world.refuses("complete api-old", &words);
    world.refuses("complete api-old --version 3.0.0", &words);
    world.run_on("2027-03-09", &["release", "api", "3.0.0", "--allow-empty"]).passes();
    assert_eq!(world.read("content/releases.toml"), row);
    world.promise_on("2027-03-09", "complete api-old").passes();
    world.run_on("2027-03-09", &["check"]).passes();
}

#[test]
fn findings_that_a_change_would_bring_are_shown_and_not_written() {
    let world = World::with(&format!(
        "{SUNSET}{SURFACE}{}",
        revision("date = 2026-10-01\nfrom = 2027-01-01\nto = 2027-03-10\nreason = \"x\"\n")
    ));
    let before = world.read(OLD);
    world
        .promise("extend api-old --to 2027-06-01 --reason x\u{7}")
        .refuses(1, &["form/control-character", "nothing was written"]);
    assert_eq!(world.read(OLD), before);
}

#[test]
fn what_had_come_before_the_cancellation_does_not_keep_a_promise_from_coming_back() {
    let front = SUNSET.replace("reason =", "closed-to-new = 2026-11-02\nend-of-support = 2026-11-16\nreason =");
    let brownout =
        "[[deprecation.brownout]]\nid = \"first\"\nstart = 2026-11-17T09:00:00Z\nend = 2026-11-17T10:00:00Z\n";
    let world = World::with(&format!("{front}{SURFACE}{brownout}"));
    world.promise("cancel api-old --reason Off.").passes();
    let build = ["build", "--no-baseline", "--output", "old"];
    world.run_on(TODAY, &build).passes();
    world.promise_on("2026-12-01", "reinstate api-old --to 2027-04-12 --reason Back.").passes();
    let check = ["check", "--against", "old/api/v1/schedule.json", "--format", "short"];
    assert_eq!(world.run_on("2026-12-01", &check).passes().out, "");
}

#[test]
fn a_brownout_that_lies_ahead_is_judged_anew_with_its_promise() {
    let brownout =
        "[[deprecation.brownout]]\nid = \"first\"\nstart = 2026-12-02T09:00:00Z\nend = 2026-12-02T10:00:00Z\n";
    let world = World::with(&format!("{SUNSET}{SURFACE}{brownout}"));
    world.promise("cancel api-old --reason Off.").passes();
    let back = "reinstate api-old --to 2027-04-12 --reason Back.";
    world.promise(back).refuses(1, &["notice/brownout-too-soon", "call it off: `cancelled = { date = 2026-11-22,"]);
    let called_off = "[[deprecation.brownout]]\ncancelled = { date = 2026-11-22, reason = \"Off.\" }\n";
    world.put(OLD, &world.read(OLD).replace("[[deprecation.brownout]]\n", called_off));
    world.promise(back).passes();
}
