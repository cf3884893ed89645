//! What is reused between two edits can never be seen: after any edits, the preview is what a fresh one would be.

use std::collections::BTreeMap;
use std::sync::Arc;

use forewarn::base::{RelPath, Source, Today};
use forewarn::config::{self, Config};
use forewarn::pipeline::{Compiled, Drafts, Input, Preview, Strictness};
use forewarn::policy::Scope;
use forewarn::site::Content;
use proptest::prelude::*;
use proptest::sample::select;

const BOOK: &str = r#"
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"
audiences = ["admins"]
[build]
base-url = "https://changes.example.com/docs/"
[feeds]
limit = 3
[[owner]]
id = "delivery"
name = "Delivery"
contact = "https://chat.example.com/delivery"
[[component]]
id = "api"
name = "API"
owner = "delivery"
[[component]]
id = "cli"
name = "CLI"
"#;

/// What an entry says, part by part.
#[derive(Clone, Debug)]
struct Said {
    title: String,
    date: &'static str,
    component: &'static str,
    id: Option<&'static str>,
    /// Lines of front matter.
    keys: BTreeMap<&'static str, String>,
    /// Lines of its promise.
    promise: Option<&'static str>,
    body: String,
    broken: bool,
}

impl Said {
    fn text(&self) -> String {
        let keys: String = self.keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        let id = self.id.map(|id| format!("id = \"{id}\"\n")).unwrap_or_default();
        let promise = self.promise.map(|promise| {
            format!(
                "[deprecation]\n{promise}\n[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1/{}\"\n",
                self.date
            )
        });
        let broken = if self.broken { "kind =\n" } else { "" };
        format!(
            "+++\n{id}title = \"{}\"\ndate = {}\ncomponent = \"{}\"\nkind = \"{}\"\n{keys}{broken}{}+++\n{}",
            self.title,
            self.date,
            self.component,
            match (&promise, self.keys.contains_key("completes")) {
                (Some(_), _) => "deprecated",
                (None, true) => "removed",
                (None, false) => "changed",
            },
            promise.unwrap_or_default(),
            self.body,
        )
    }
}

/// One save of one file. Several may come at once, as from an editor that saves all, or a checkout.
#[derive(Clone, Debug)]
enum Edit {
    Title(String),
    Key(&'static str, Option<String>),
    Body(String),
    Date(&'static str),
    Component(&'static str),
    Id(Option<&'static str>),
    Promise(Option<&'static str>),
    Broken(bool),
    Gone,
    Releases(Option<&'static str>),
    Page(&'static str),
    Today(&'static str),
}

/// What has changed each time that the site is shown again.
fn edits() -> impl Strategy<Value = Vec<Vec<(usize, Edit)>>> {
    // The first five are such as people make all day.
    let edit = prop_oneof![
        3 => "[A-Z][a-z]{2,8}( [a-z]{2,6}){0,4}".prop_map(Edit::Title),
        4 => body().prop_map(Edit::Body),
        1 => words("summary"),
        1 => words("action"),
        3 => key("tags", vec!["[\"a\"]", "[\"a\", \"b\"]", "[\"c\"]"]),
        2 => key("version", vec!["\"1.0.0\"", "\"1.1.0\"", "\"2.0.0\"", "\"2.0.0+7\""]),
        1 => key("related", vec!["[\"api-entry-0\"]", "[\"named\"]", "[\"cli-entry-1\", \"api-entry-2\"]", "[\"nobody\"]"]),
        1 => key("completes", vec!["[\"api-entry-0\"]", "[\"cli-entry-1\"]", "[\"api-entry-2\", \"api-entry-0\"]"]),
        1 => key("former-ids", vec!["[\"of-old\"]", "[\"of-old\", \"older\"]", "[\"named\"]"]),
        1 => key("also", vec!["[\"cli\"]", "[\"api\"]", "[\"api\", \"cli\"]"]),
        1 => key("owner", vec!["\"delivery\""]),
        1 => key("audiences", vec!["[\"admins\"]"]),
        1 => key("migration", vec!["\"/pages/policy/\"", "\"https://example.com/way\""]),
        1 => key("updated", vec!["{ date = 2026-04-20, note = \"Better words.\" }", "{ date = 2026-06-20, note = \"Later.\" }"]),
        1 => select(vec!["true", "false"]).prop_map(|draft| Edit::Key("draft", Some(draft.to_owned()))),
        3 => select(DAYS.to_vec()).prop_map(Edit::Date),
        2 => select(vec!["api", "cli", "nothing"]).prop_map(Edit::Component),
        1 => prop::option::of(select(vec!["named", "api-entry-1"])).prop_map(Edit::Id),
        4 => prop::option::of(select(PROMISES.to_vec())).prop_map(Edit::Promise),
        1 => any::<bool>().prop_map(Edit::Broken),
        2 => Just(Edit::Gone),
        1 => prop::option::of(select(vec![ROW, OTHER_ROW])).prop_map(Edit::Releases),
        1 => select(vec!["+++\ntitle = \"Policy\"\n+++\nWords.\n", "+++\ntitle = \"Policy\"\n+++\nSee [it](entry:named#way).\n"]).prop_map(Edit::Page),
        1 => select(vec!["2026-06-15", "2026-07-02"]).prop_map(Edit::Today),
    ];
    let edit = (0..ENTRIES, edit).boxed();
    let at_once = prop_oneof![prop::collection::vec(edit.clone(), 1), prop::collection::vec(edit, 2..7)];
    prop::collection::vec(at_once, 1..12)
}

fn key(key: &'static str, values: Vec<&'static str>) -> impl Strategy<Value = Edit> {
    prop::option::of(select(values)).prop_map(move |value| Edit::Key(key, value.map(str::to_owned)))
}

/// Promises with all that other entries, releases and days have a part in.
const PROMISES: [&str; 6] = [
    "sunset = 2026-05-01",
    "sunset = 2026-12-01",
    "removal = \"2.0.0\"",
    "sunset = 2026-12-01\nremoval = \"2.0.0\"\n[[deprecation.replacement]]\nname = \"/v2\"\nentry = \"api-entry-2\"",
    "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-06-14\nfield = \"sunset\"\nfrom = 2026-11-01\nto = 2026-12-01\nchange = \"extended\"\nreason = \"More time.\"",
    "estimated = true\nsunset = 2027-01-01\n[[deprecation.replacement]]\nname = \"/v3\"",
];
const ROW: &str = "[[release]]\ncomponent = \"api\"\nversion = \"2.0.0\"\n";
const OTHER_ROW: &str = "[[release]]\ncomponent = \"api\"\nversion = \"1.1.0\"\ndate = 2026-04-02\n[[release]]\ncomponent = \"cli\"\nversion = \"3.0.0\"\nplanned = true\n";

fn words(key: &'static str) -> impl Strategy<Value = Edit> {
    prop::option::of("[A-Z][a-z]{2,8}( [a-z]{2,6}){0,4}")
        .prop_map(move |words| Edit::Key(key, words.map(|words| format!("\"{words}.\""))))
}

/// Bodies with all that others may know of: headings, links of every kind, and lengths that move archives and shards.
fn body() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-z]{2,9}( [a-z]{2,9}){1,12}\\.\n\n",
        2 => select(vec!["## The way\n\n", "## The way out\n\n", "## Way\n\n"]).prop_map(str::to_owned),
        1 => select(vec!["[on](#way)", "[on](#the-way)"]).prop_map(|link| format!("{link}\n\n")),
        1 => select(vec!["entry:api-entry-0#way", "entry:cli-entry-1", "entry:named#the-way", "entry:nobody"])
            .prop_map(|to| format!("[it]({to})\n\n")),
        1 => select(vec!["![a](image.png)\n\n", "[a](/pages/policy/)\n\n", "[a](other.png)\n\n"]).prop_map(str::to_owned),
        1 => select(vec![2_000_usize, 7_000]).prop_map(|many| format!("{}\n\n", "[]".repeat(many))),
        1 => Just(format!("{}\n\n", "many words ".repeat(4_000))),
    ];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

const ENTRIES: usize = 5;
const DAYS: [&str; 5] = ["2026-03-02", "2026-04-01", "2026-04-09", "2026-06-01", "2026-07-01"];

/// The files of a site, as they are edited.
struct Files {
    config: Arc<Config>,
    book: Source,
    said: BTreeMap<usize, Said>,
    texts: BTreeMap<usize, Source>,
    page: Source,
    releases: Option<Source>,
    today: &'static str,
}

fn source(path: &str, text: &str) -> Source {
    Source::new(RelPath::new(path).unwrap(), text)
}

impl Files {
    fn new() -> Self {
        let book = source("book.toml", BOOK);
        let config = config::parse(&book).0.unwrap().into();
        let page = source("content/pages/policy.md", "+++\ntitle = \"Policy\"\n+++\nWords.\n");
        let (said, texts) = (BTreeMap::new(), BTreeMap::new());
        let mut files = Files { config, book, said, texts, page, releases: None, today: "2026-06-15" };
        for place in 0..ENTRIES {
            files.write(place, first(place));
        }
        files
    }

    fn write(&mut self, place: usize, said: Said) {
        let path = format!("content/changes/entry-{place}.md");
        self.texts.insert(place, source(&path, &said.text()));
        self.said.insert(place, said);
    }

    fn edit(&mut self, place: usize, edit: Edit) {
        let mut said = self.said.get(&place).cloned().unwrap_or_else(|| first(place));
        match edit {
            Edit::Title(title) => said.title = title,
            Edit::Key(key, Some(value)) => drop(said.keys.insert(key, value)),
            Edit::Key(key, None) => drop(said.keys.remove(key)),
            Edit::Body(body) => said.body = body,
            Edit::Date(date) => said.date = date,
            Edit::Component(component) => said.component = component,
            Edit::Id(id) => said.id = id,
            Edit::Promise(sunset) => said.promise = sunset,
            Edit::Broken(broken) => said.broken = broken,
            Edit::Gone => {
                self.said.remove(&place);
                self.texts.remove(&place);
                return;
            }
            Edit::Releases(text) => {
                self.releases = text.map(|text| source("content/releases.toml", text));
                return;
            }
            Edit::Page(text) => {
                self.page = source("content/pages/policy.md", text);
                return;
            }
            Edit::Today(today) => {
                self.today = today;
                return;
            }
        }
        self.write(place, said);
    }

    fn input(&self) -> Input {
        Input {
            config: Arc::clone(&self.config),
            sources: vec![self.book.clone()],
            findings: Vec::new(),
            entries: self.texts.values().cloned().collect(),
            pages: vec![self.page.clone()],
            releases: self.releases.clone(),
            files: vec![RelPath::new("content/changes/image.png").unwrap()],
            theme: None,
            baseline: None,
            today: self.today.parse::<Today>().unwrap(),
            openapi: Vec::new(),
            policy: Scope::All,
            strict: Strictness::default(),
        }
    }
}

fn first(place: usize) -> Said {
    Said {
        title: format!("Change {place}"),
        date: DAYS[place],
        component: if place.is_multiple_of(2) { "api" } else { "cli" },
        id: None,
        keys: BTreeMap::new(),
        promise: (place < 2).then_some(PROMISES[1]),
        body: "A paragraph of words.\n".to_owned(),
        broken: false,
    }
}

/// Every file of a site, and all that is found in it.
fn everything(compiled: &Compiled) -> BTreeMap<String, Vec<u8>> {
    let plan = compiled.plan();
    let bytes = |index| match compiled.render(index) {
        Ok(Content::Bytes(bytes)) => bytes,
        Ok(Content::Copy(path)) => format!("a copy of {path}").into_bytes(),
        Err(problem) => format!("{problem:?}").into_bytes(),
    };
    let files = (0..plan.len()).map(|index| (plan.path(index).to_string(), bytes(index)));
    let texts: Vec<&Source> = compiled.sources.iter().collect();
    let told = format!("{:#?}\n{:#?}\n{texts:?}", compiled.findings, compiled.in_full(None));
    files.chain([("the report".to_owned(), told.into_bytes())]).collect()
}

fn assert_same(kept: &Compiled, fresh: &Compiled) {
    let (kept, fresh) = (everything(kept), everything(fresh));
    assert!(kept.keys().eq(fresh.keys()), "other paths");
    for (path, bytes) in &fresh {
        let (kept, fresh) = (String::from_utf8_lossy(&kept[path]), String::from_utf8_lossy(bytes));
        assert_eq!(kept, fresh, "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_preview_is_what_a_fresh_one_would_be(edits in edits(), shown in any::<bool>()) {
        let drafts = if shown { Drafts::Shown } else { Drafts::Hidden };
        let (mut files, mut preview) = (Files::new(), Preview::new(drafts));
        preview.show(&files.input());
        for at_once in edits {
            for (place, edit) in at_once {
                files.edit(place, edit);
            }
            let kept = preview.show(&files.input());
            assert_same(&kept, &Preview::new(drafts).show(&files.input()));
        }
    }
}

#[test]
fn several_edits_at_once_leave_all_else_as_it_is_and_are_remembered() {
    let (mut files, mut preview) = (Files::new(), Preview::new(Drafts::Hidden));
    let mut before = preview.show(&files.input());
    let title = |place: usize, title: &str| (place, Edit::Title(title.to_owned()));
    for at_once in [
        // One goes, and another before it takes its name.
        vec![title(0, "Another title"), (1, Edit::Id(Some("cli-entry-3"))), (3, Edit::Gone)],
        vec![title(0, "The last title")],
        vec![
            title(0, "Yet another"),
            (2, Edit::Body("Other words.\n".to_owned())),
            (1, Edit::Promise(Some(PROMISES[3]))),
        ],
        vec![title(2, "And on")],
    ] {
        at_once.iter().for_each(|(place, edit)| files.edit(*place, edit.clone()));
        let after = preview.show(&files.input());
        assert_eq!(after.findings, [], "{at_once:?}");
        assert!(after.is_of(&before), "made anew: {at_once:?}");
        assert_same(&after, &Preview::new(Drafts::Hidden).show(&files.input()));
        before = after;
    }
}

#[test]
fn an_edit_of_an_entry_leaves_all_else_as_it_is() {
    let (mut files, mut preview) = (Files::new(), Preview::new(Drafts::Hidden));
    let mut before = preview.show(&files.input());
    assert_eq!(before.findings, []);
    let key = |key: &'static str, value: &str| Edit::Key(key, Some(value.to_owned()));
    for (place, edit) in [
        (0, Edit::Title("Another title".to_owned())),
        (0, Edit::Body("Other words, and [a link](entry:cli-entry-1).\n\n## A heading\n".to_owned())),
        (0, key("tags", "[\"new\", \"tags\"]")),
        (0, key("version", "\"1.4.0\"")),
        (2, key("completes", "[\"api-entry-0\"]")),
        (0, Edit::Date("2026-04-09")),
        (2, Edit::Date("2026-06-01")),
        (3, key("related", "[\"api-entry-0\"]")),
        (4, Edit::Date("2026-06-01")),
        (1, Edit::Promise(Some(PROMISES[3]))),
        (3, key("version", "\"2.0.0\"")),
        (3, Edit::Component("api")),
        (0, Edit::Promise(Some(PROMISES[4]))),
        (3, Edit::Id(Some("named"))),
        (4, Edit::Gone),
        (4, Edit::Title("Back again".to_owned())),
    ] {
        files.edit(place, edit.clone());
        let after = preview.show(&files.input());
        assert_eq!(after.findings, [], "{edit:?}");
        // The last entry that is yet to come goes and comes: another day is checked too.
        let is_other_day = matches!((place, &edit), (4, Edit::Date(_) | Edit::Title(_)));
        assert_eq!(after.is_of(&before), !is_other_day, "{edit:?}");
        assert_same(&after, &Preview::new(Drafts::Hidden).show(&files.input()));
        before = after;
    }
}

#[test]
fn an_entry_that_was_broken_and_is_mended_is_an_edit_of_one_entry() {
    let (mut files, mut preview) = (Files::new(), Preview::new(Drafts::Hidden));
    let before = preview.show(&files.input());
    files.edit(0, Edit::Broken(true));
    assert!(preview.show(&files.input()).is_broken());
    files.edit(0, Edit::Broken(false));
    files.edit(0, Edit::Title("Mended".to_owned()));
    let after = preview.show(&files.input());
    assert!(after.is_of(&before) && !after.is_broken());
}

#[test]
fn what_a_body_means_to_others_is_more_than_words() {
    let body = |place: usize, body: &str| (place, Edit::Body(body.to_owned()));
    let long = "[]".repeat(7_000);
    for edits in [
        // A heading that another entry links to goes.
        vec![body(0, "## Way\n"), body(1, "[it](entry:api-entry-0#way)\n"), body(0, "Words.\n")],
        // A file is used, and no longer.
        vec![body(0, "![a](image.png)\n"), body(0, "Words.\n")],
        // A link leads nowhere, and is mended.
        vec![body(0, "[a](entry:nobody)\n"), body(0, "[a](entry:cli-entry-1)\n"), body(0, "[a](#nowhere)\n")],
        // Two long texts of a month need a second archive; many words need another shard.
        vec![body(1, &long), body(2, &long), body(2, &"many words ".repeat(14_000)), body(1, "Short.\n")],
        // The words of a promise stand in the schedule.
        vec![(0, Edit::Title("Renamed".to_owned())), (0, Edit::Key("action", Some("\"Do it.\"".to_owned())))],
    ] {
        let (mut files, mut preview) = (Files::new(), Preview::new(Drafts::Hidden));
        preview.show(&files.input());
        for (place, edit) in edits {
            files.edit(place, edit);
            assert_same(&preview.show(&files.input()), &Preview::new(Drafts::Hidden).show(&files.input()));
        }
    }
}
