//! `forewarn diff` and `schedule --from`, by the real binary: on the example's sources, and on what it publishes.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests run programs and read files, and may fail")]

mod kit;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use kit::Project;
use serde_json::Value as Json;
use snapbox::{assert_data_eq, str};

/// Runs words without spaces in them, on the example.
fn run(line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .args(line.split(' '))
        .args(["--today", "2026-11-22", "--color", "never"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", "100")
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[track_caller]
fn told(line: &str) -> String {
    let output = run(line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Ends with 2, and says so.
#[track_caller]
fn refused(line: &str) -> String {
    let output = run(line);
    assert_eq!(output.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// The example's documents of the API in a folder of their own.
fn published(change: impl Fn(&str, &str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site = Project::example().site();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.starts_with("api/v1/")) {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, change(path, std::str::from_utf8(bytes).unwrap())).unwrap();
    }
    folder
}

fn as_it_is(_: &str, text: &str) -> String {
    text.to_owned()
}

#[test]
fn the_table_says_what_is_gone_what_breaks_and_what_to_do() {
    assert_data_eq!(
        told("diff deploy-api 3.5.0 4.2.0"),
        str![[r#"
Deploy API from 3.5.0 to 4.2.0: 3 releases
effort: days for 1, hours for 2, not said for 2

Gone or free to go: 1
IN     WHAT                                           WHAT TO DO
4.0.0  gRPC Watch and WatchAll are gone               Call `StreamStatus` of `paved.deploy.v2`.
       deploy-api-grpc-watch-removed                  effort: hours

Breaking: 1
IN     WHAT                                           WHAT TO DO
4.0.0  Unknown fields in a request body are an error  Send your request bodies to the validate route
       deploy-api-strict-json                         once before you upgrade.

Security fixes: 1
IN     WHAT                                           WHAT TO DO
4.2.0  Build arguments no longer reach the audit log  Rotate any secret that you passed as a build
       deploy-api-log-redaction                       argument.
                                                      affected: >=3.4.0, <4.2.0

Newly deprecated: 2
IN     WHAT                                           WHAT TO DO
4.1.0  The X-Deploy-Token header is deprecated        Send a bearer token in `Authorization`.
       deploy-api-deploy-token-header                 may be gone from 2026-11-03 on
                                                      effort: hours

4.0.0  Deploy API v1 is deprecated, move to v2        Call the `/v2` routes and name an environment
       deploy-api-v1                                  instead of a cluster.
                                                      may be gone from 2026-12-09 on
                                                      effort: days

"#]]
    );
}

#[test]
fn the_checklist_can_be_put_into_an_issue() {
    assert_data_eq!(
        told("diff confkit 1.6.0 2.0.0 --markdown"),
        str![[r#"
## confkit from 1.6.0 to 2.0.0: 1 release

effort: hours for 2

### Breaking

- [ ] **2.0.0** [Every call that may block takes a context](https://changes.example.com/changes/confkit-context-first/): Run `confkit-fix ./...`, then pass on a context where it left `context.Background()`. effort: hours

### Still affected

- [ ] **2.2.1** [Tokens no longer end up in traces](https://changes.example.com/changes/confkit-token-in-traces/): Upgrade to 2.2.1, then rotate your static token. affected: >=1.6.0, &lt;2.2.1; effort: hours

"#]]
    );
}

#[test]
fn plans_and_withdrawn_releases_are_told() {
    let text = told("diff deployctl 2.1.1 3.0.0");
    assert!(text.contains("note: 3.0.0 is planned, and expected on 2027-03-09: what it brings may change"), "{text}");
    assert!(text.contains("note: 2.1.1 was withdrawn: deployctl apply returned 0"), "{text}");
}

#[test]
fn what_is_published_gives_the_same_answer_as_the_sources() {
    let folder = published(as_it_is);
    let at = folder.path().to_str().unwrap();
    for arguments in
        ["diff deploy-api 3.5.0 4.3.0", "diff runtime 6.0.0 8.0.0 --json", "diff confkit 1.6.0 2.2.1 --markdown"]
    {
        let own = told(arguments);
        let component = arguments.split(' ').nth(1).unwrap();
        for from in [at.to_owned(), format!("{at}/api/v1/upgrade/{component}.json"), format!("{at}/api/v1/index.json")]
        {
            assert_eq!(told(&format!("{arguments} --from {from}")), own);
        }
    }
    assert_eq!(told("schedule --no-baseline"), told(&format!("schedule --from {at}")));
    let near = told(&format!("schedule --days 16 --from {at}"));
    assert_eq!(near, told("schedule --no-baseline --days 16d"));
    assert!(
        near.contains("Due now: 1\n") && near.contains("in 16 days") && near.contains(" more, hidden by `--days 16`\n"),
        "{near}"
    );
    assert!(!near.contains("nothing"), "{near}");
    assert!(!told("schedule --no-baseline --days 15").contains("in 16 days"));
    let of_owner = told(&format!("schedule --from {at} --component runtime --json"));
    let of_owner: Json = serde_json::from_str(&of_owner).unwrap();
    assert!(of_owner["deprecations"].as_array().unwrap().iter().all(|promise| promise["component"] == "runtime"));
}

#[test]
fn what_is_published_is_fetched() {
    let folder = published(as_it_is);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let root = folder.path().to_owned();
    let server = std::thread::spawn(move || answer(&listener, &root));
    let text = told(&format!("diff runtime 6.0.0 7.0.0 --from http://{address}/"));
    assert_eq!(server.join().unwrap(), "/api/v1/upgrade/runtime.json");
    assert_eq!(text, told("diff runtime 6.0.0 7.0.0"));
}

/// Answers one request with a file; its path.
fn answer(listener: &TcpListener, root: &Path) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        request.push(byte[0]);
    }
    let path = String::from_utf8(request).unwrap().split(' ').nth(1).unwrap().to_owned();
    let body = std::fs::read(root.join(path.trim_start_matches('/'))).unwrap();
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).unwrap();
    stream.write_all(&body).unwrap();
    path
}

#[test]
fn somebody_elses_texts_command_no_terminal_and_mark_nothing_up() {
    let folder = published(|path, text| match path.starts_with("api/v1/upgrade/") {
        true => text.replace("\"title\": \"", "\"title\": \"\\u001b[2J\\u202e[x](javascript:1) <b>"),
        false => text.to_owned(),
    });
    let at = folder.path().to_str().unwrap();
    for form in ["", " --markdown"] {
        let text = told(&format!("diff deploy-api 3.5.0 4.3.0 --from {at}{form}"));
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        assert!(
            form.is_empty() || !text.replace("\\]", "").contains("](javascript") && !text.contains("<b>"),
            "{text}"
        );
    }
}

/// A terminal obeys C1 controls too, and programs read the very same text.
#[test]
fn somebody_elses_texts_command_no_terminal_as_json_either() {
    const BEGINNING: &str = "\u{9b}2J\u{202e}\u{2066}\u{7f}";
    let folder = published(|_, text| text.replace("\"title\": \"", &format!("\"title\": \"{BEGINNING}")));
    let at = folder.path().to_str().unwrap();
    for (line, list) in [("schedule", "deprecations"), ("diff deploy-api 3.5.0 4.3.0", "breaking")] {
        let text = told(&format!("{line} --json --from {at}"));
        assert!(!text.chars().any(|c| c != '\n' && c.is_control() || matches!(c, '\u{202e}' | '\u{2066}')), "{text}");
        let document: Json = serde_json::from_str(&text).unwrap();
        assert!(document[list][0]["title"].as_str().unwrap().starts_with(BEGINNING), "{text}");
    }
}

/// The day alone makes nothing due that goes with a version.
#[test]
fn what_a_release_made_due_is_near_in_the_table_and_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "book.toml",
        "[book]\ntitle = \"Road\"\nid = \"tag:example.com,2026:road\"\n[build]\nbase-url = \"https://changes.example.com/\"\n[[component]]\nid = \"api\"\n",
    );
    write(
        "content/changes/api/2026-01-02-old.md",
        "+++\ntitle = \"Old goes\"\n[deprecation]\nremoval = \"2.0.0\"\nsurface = [{ kind = \"cli\", name = \"old\", replacement = \"new\" }]\n+++\nText.\n",
    );
    write(
        "content/changes/api/2026-05-02-new.md",
        "+++\ntitle = \"News\"\nkind = \"changed\"\nversion = \"2.1.0\"\n+++\nText.\n",
    );
    let root = folder.path().to_str().unwrap();
    let table = told(&format!("--root {root} schedule --no-baseline --days 5"));
    assert!(table.contains("Due now: 1\n") && table.contains("api-old"), "{table}");
    let document: Json =
        serde_json::from_str(&told(&format!("--root {root} schedule --no-baseline --days 5 --json"))).unwrap();
    assert_eq!(document["deprecations"][0]["id"], "api-old");
}

#[test]
fn mistakes_are_answered_with_what_was_meant() {
    assert!(refused("diff deploy-ap 3.5.0 4.3.0").contains("did you mean `deploy-api`?"));
    assert!(refused("diff deploy-api 3.5 4.3.0").contains("did you mean `3.5.0`?"));
    assert!(refused("diff deploy-api 3.5.0 4.4.0").contains("`deploy-api` has no release 4.4.0"));
    let both = refused("diff deploy-api 3.0.0 9.9.9");
    assert!(both.contains("has no release 3.0.0, and `deploy-api` has no release 9.9.9"), "{both}");
    assert!(both.contains("for the first, did you mean `3.4.0`?; for the second, did you mean `4.3.0`?"), "{both}");
    assert!(refused("diff deploy-api 4.3.0 3.5.0").contains("name the lower version first: `3.5.0 4.3.0`"));
    let folder = published(|path, text| match path {
        "api/v1/upgrade/runtime.json" => "<!doctype html>".to_owned(),
        "api/v1/upgrade/confkit.json" => text.replace(
            "\"component\": \"confkit\",\n  \"component_name\"",
            "\"component\": \"x\",\n  \"component_name\"",
        ),
        "api/v1/schedule.json" => "[".repeat(1000),
        _ => text.to_owned(),
    });
    let at = folder.path().to_str().unwrap();
    let asked = |line: &str| refused(&format!("{line} --from {at}"));
    assert!(asked("diff runtime 6.0.0 7.0.0").contains("cause: it is a web page"));
    assert!(asked("diff confkit 1.6.0 2.0.0").contains("speaks of the component `x`, not of `confkit`"));
    assert!(asked("diff nothing 1.6.0 2.0.0").contains("nothing.json"));
    assert!(asked("schedule").contains("nested more than"));
}
