//! What the catalog says of names that lead nowhere, of ids that are taken, and of releases.

use forewarn::diag::Diagnostic;

use crate::kit::Site;

/// `file: rule: text under the primary span: message`, one line a finding.
fn lines(site: &Site) -> Vec<String> {
    let (_, mut findings) = site.try_assemble();
    forewarn::diag::sort(&mut findings);
    findings.iter().map(|finding| line(site, finding)).collect()
}

fn line(site: &Site, finding: &Diagnostic) -> String {
    let path = finding.primary.path.as_str();
    let span = finding.primary.span.expect("a place");
    assert!(!finding.help.is_empty(), "{finding:?} has a remedy");
    let written = &site.text(path)[span.range()];
    format!("{}: {}: {written}: {}", path.trim_start_matches("content/changes/"), finding.rule, finding.message)
}

fn added(rest: &str) -> String {
    format!("title = \"x\"\nkind = \"added\"\n{rest}")
}

fn one(front: &str) -> Vec<String> {
    lines(&Site::default().entry("api/2026-01-10-a.md", front))
}

#[test]
fn an_id_is_given_once_and_the_newer_entry_is_at_fault() {
    let site = Site::default()
        .entry("api/2026-01-12-c.md", &added("id = \"api-a\""))
        .entry("api/2026-01-11-b.md", &added("former-ids = [\"api-a\"]"))
        .entry("api/2026-01-10-a.md", &added(""));
    let expected = [
        "api/2026-01-11-b.md: form/duplicate-id: \"api-a\": the id `api-a` is taken",
        "api/2026-01-12-c.md: form/duplicate-id: \"api-a\": the id `api-a` is taken",
    ];
    assert_eq!(lines(&site), expected);
    let (catalog, findings) = site.try_assemble();
    assert!(findings.iter().all(|finding| finding.labels[0].path.as_str().ends_with("2026-01-10-a.md")));
    let owner = catalog.change(catalog.find("api-a").unwrap());
    assert_eq!(owner.entry.path.as_str(), "content/changes/api/2026-01-10-a.md");
}

#[test]
fn an_entry_cannot_be_its_own_past() {
    assert_eq!(
        one(&added("id = \"a\"\nformer-ids = [\"a\"]")),
        ["api/2026-01-10-a.md: form/duplicate-id: \"a\": the entry has the id `a` twice"]
    );
}

#[test]
fn the_id_page_is_reserved_for_ever() {
    let reserved = "api/2026-01-10-a.md: form/invalid-id: \"page\": the id `page` is reserved";
    assert_eq!(one(&added("id = \"page\"")), [reserved]);
    assert_eq!(one(&added("former-ids = [\"page\"]")), [reserved]);
}

#[test]
fn a_file_name_that_makes_no_id_is_an_error() {
    let site = Site::default().entry("api/2026-01-10-V1_gone.md", &added(""));
    let (_, findings) = site.try_assemble();
    assert_eq!(findings[0].message, "the file's name makes no valid id: `api-V1_gone`");
    assert_eq!(findings[0].help[0].text, "rename the file, or write `id = \"api-v1-gone\"`; either is permanent");
}

#[test]
fn every_name_must_lead_somewhere() {
    let promise = |rest: &str| {
        format!(
            "title = \"x\"\n[deprecation]\nsunset = 2026-06-01\n[[deprecation.surface]]\nkind = \"other\"\nname = \"x\"\n{rest}"
        )
    };
    let replacement = |rest: &str| promise(&format!("[[deprecation.replacement]]\nname = \"y\"\n{rest}"));
    let unresolved = [
        (added("component = \"apo\""), "\"apo\": there is no component `apo`"),
        (added("also = [\"lob\"]"), "\"lob\": there is no component `lob`"),
        (added("owner = \"deliveri\""), "\"deliveri\": there is no owner `deliveri`"),
        (added("audiences = [\"service-team\"]"), "\"service-team\": there is no audience `service-team`"),
        (added("related = [\"api-b\"]"), "\"api-b\": there is no entry `api-b`"),
        ("title = \"x\"\ncompletes = [\"nowhere\"]".to_owned(), "\"nowhere\": there is no entry `nowhere`"),
        (replacement("component = \"libb\""), "\"libb\": there is no component `libb`"),
        (replacement("entry = \"nowhere\""), "\"nowhere\": there is no entry `nowhere`"),
    ];
    for (front, expected) in unresolved {
        assert_eq!(one(&front), [format!("api/2026-01-10-a.md: form/unresolved-reference: {expected}")]);
    }
    assert_eq!(
        one(&promise("").replace("\"other\"", "\"othr\"")),
        ["api/2026-01-10-a.md: form/invalid-surface: \"othr\": there is no kind of surface `othr`"]
    );
    assert_eq!(
        lines(&Site::default().entry("2026-01-10-a.md", &added(""))),
        ["2026-01-10-a.md: form/missing-key: +++: `component` is missing"]
    );
}

#[test]
fn a_name_that_is_nearly_one_gets_an_edit() {
    let site = Site::default().entry("api/2026-01-10-a.md", &added("component = \"apl\""));
    let (_, findings) = site.try_assemble();
    assert_eq!(findings[0].help[0].edit.as_ref().unwrap().text, "\"api\"");
}

/// One mistake is one finding: an entry without a component does not make the names of others wrong too.
#[test]
fn an_entry_that_is_left_out_can_still_be_named() {
    let site = Site::default()
        .entry("api/2026-01-10-a.md", &added("id = \"a\"\ncomponent = \"nope\""))
        .entry("api/2026-01-11-b.md", &added("related = [\"a\"]"));
    assert_eq!(
        lines(&site),
        ["api/2026-01-10-a.md: form/unresolved-reference: \"nope\": there is no component `nope`"]
    );
}

#[test]
fn an_entry_completes_promises_of_its_own_component_each_once() {
    let gone = "title = \"x\"\ncompletes = [\"api-v1\"]";
    let site = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("lib/2026-05-31-other.md", gone)
        .entry("api/2026-06-01-gone.md", gone)
        .entry("api/2026-06-02-again.md", gone)
        .entry("api/2026-06-03-added.md", "title = \"x\"\ncompletes = [\"api-gone\"]");
    assert_eq!(
        lines(&site),
        [
            "api/2026-06-02-again.md: form/unresolved-reference: \"api-v1\": `api-v1` is completed twice",
            "api/2026-06-03-added.md: form/unresolved-reference: \"api-gone\": `api-gone` makes no promise",
            "lib/2026-05-31-other.md: form/unresolved-reference: \"api-v1\": `api-v1` is a promise of another component",
        ]
    );
    let (catalog, _) = site.try_assemble();
    let completes = |id: &str| catalog.change(catalog.find(id).unwrap()).completes.len();
    assert_eq!((completes("api-gone"), completes("api-again"), completes("lib-other")), (1, 0, 0));
}

#[test]
fn a_promise_named_by_two_of_its_ids_is_completed_once() {
    let v1 = "title = \"x\"\nformer-ids = [\"old\"]\n[deprecation]\nsunset = 2026-06-01\n[[deprecation.surface]]\nkind = \"other\"\nname = \"x\"";
    let site = Site::default()
        .entry("api/2026-01-10-v1.md", v1)
        .entry("api/2026-06-01-gone.md", "title = \"x\"\ncompletes = [\"old\", \"api-v1\"]");
    let catalog = site.assemble();
    assert_eq!(catalog.change(catalog.find("api-gone").unwrap()).completes.len(), 1);
}

#[test]
fn an_older_draft_does_not_stand_in_the_way_of_the_entry_that_completes() {
    let site = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("api/2026-06-01-draft.md", "title = \"x\"\ncompletes = [\"api-v1\"]\ndraft = true")
        .entry("api/2026-06-02-gone.md", "title = \"x\"\ncompletes = [\"api-v1\"]");
    assert_eq!(
        lines(&site),
        ["api/2026-06-01-draft.md: form/unresolved-reference: \"api-v1\": `api-v1` is completed twice"]
    );
}

#[test]
fn only_an_entry_of_kind_removed_completes() {
    let site = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("api/2026-06-02-gone.md", "title = \"x\"\nkind = \"changed\"\ncompletes = [\"api-v1\"]");
    assert_eq!(
        lines(&site),
        [
            "api/2026-06-02-gone.md: form/misplaced-table: completes: `completes` does not fit an entry of kind `changed`"
        ]
    );
}

#[test]
fn a_row_of_releases_names_a_component_and_has_a_day() {
    let site = Site::default()
        .entry("api/2026-01-10-a.md", &added("version = \"1.1.0\""))
        .release("component = \"apx\"\nversion = \"1.0.0\"\ndate = 2026-01-01")
        .release("component = \"api\"\nversion = \"1.0.0\"\ndate = 2026-01-01")
        .release("component = \"api\"\nversion = \"1.0.0\"\nplanned = true")
        .release("component = \"lib\"\nversion = \"1.0.0\"\nplanned = true")
        .release("component = \"api\"\nversion = \"1.1.0\"\nnotes = \"dated by its entry\"")
        .release("component = \"api\"\nversion = \"1.2.0\"");
    assert_eq!(
        lines(&site),
        [
            "content/releases.toml: form/unresolved-reference: \"apx\": there is no component `apx`",
            "content/releases.toml: form/duplicate-id: \"1.0.0\": api 1.0.0 is listed twice",
            "content/releases.toml: form/missing-key: [[release]]: the release has no date, and no entry that gives it one",
        ]
    );
}

/// A draft releases nothing, so it dates nothing.
#[test]
fn a_draft_does_not_date_a_release() {
    let site = Site::default()
        .entry("api/2026-01-10-a.md", &added("version = \"1.1.0\"\ndraft = true"))
        .release("component = \"api\"\nversion = \"1.1.0\"");
    assert_eq!(
        lines(&site),
        [
            "content/releases.toml: form/missing-key: [[release]]: the release has no date, and no entry that gives it one"
        ]
    );
}
