//! A number → the sources of a changelog of that many entries, always the same bytes for the same number.
//!
//! Entries are like those of a platform: about 1.5 KB of Markdown with a list, a link and a code block, every fourth
//! with a table, every fifth a promise; a version each, spread over five years and twelve components.

use std::fmt::Write;

use forewarn::base::{RelPath, Source, Today};
use forewarn::config::{self, Config};
use forewarn::pipeline::{Input, Strictness};
use forewarn::policy::Scope;

const COMPONENTS: [&str; 12] = [
    "api-gateway",
    "identity",
    "billing",
    "build-farm",
    "deploy",
    "observability",
    "message-bus",
    "object-store",
    "feature-flags",
    "service-mesh",
    "developer-portal",
    "data-catalog",
];
const KINDS: [&str; 4] = ["added", "changed", "fixed", "security"];
const TAGS: [&str; 12] =
    ["rest", "grpc", "cli", "sdk", "helm", "quota", "latency", "oauth", "webhooks", "dns", "storage", "regions"];
const THINGS: [&str; 10] = [
    "access token",
    "page cursor",
    "retry budget",
    "deploy key",
    "event schema",
    "runner image",
    "audit record",
    "rate limit",
    "log stream",
    "route table",
];
const ENDS: [&str; 8] = [
    "before the request reaches the upstream service",
    "when the caller names no version",
    "after thirty seconds of silence",
    "for every tenant of a region",
    "unless the team has opted out in its manifest",
    "so that a rollback loses nothing",
    "even while the first zone is down",
    "and the old way stays open behind a flag",
];
const CODE: [&str; 4] = [
    "```bash\nset -euo pipefail\nfor service in $(platform list --component \"$1\"); do\n  echo \"checking ${service}\"\n  platform check --service \"$service\" || exit 1\ndone\n```",
    "```yaml\napiVersion: platform.example.com/v2\nkind: ServiceConfig\nmetadata:\n  name: checkout\nspec:\n  replicas: 12\n  timeouts:\n    connect: 2s\n  features: [tracing, retries] # see the guide\n```",
    "```json\n{\n  \"component\": \"checkout\",\n  \"version\": \"2.4.0\",\n  \"limits\": { \"requests\": 120, \"burst\": 250 },\n  \"labels\": [\"stable\", null]\n}\n```",
    "```go\n// limit holds for each tenant.\nconst limit = 12\n\nfunc run(ctx context.Context, c *Client) error {\n\tres, err := c.Get(ctx, \"/v2/items\")\n\tif err != nil {\n\t\treturn fmt.Errorf(\"get items: %w\", err)\n\t}\n\treturn res.Close()\n}\n```",
];

/// A site of that many entries.
pub fn input(count: usize) -> Input {
    Input {
        config: config().into(),
        sources: vec![book()],
        findings: Vec::new(),
        entries: entries(count),
        pages: Vec::new(),
        releases: None,
        files: Vec::new(),
        theme: None,
        baseline: None,
        openapi: Vec::new(),
        policy: Scope::Promises,
        strict: Strictness::default(),
        today: today(),
    }
}

pub fn today() -> Today {
    "2026-06-01".parse().expect("a date")
}

pub fn config() -> Config {
    config::parse(&book()).0.expect("the settings are right")
}

/// The settings of the changelog.
fn book() -> Source {
    let mut text = String::from(
        "[book]\ntitle = \"Platform changelog\"\nid = \"tag:example.org,2026:bench\"\n\n\
         [build]\nbase-url = \"https://changelog.example.com/\"\n\n\
         [[owner]]\nid = \"platform\"\nname = \"Platform\"\ncontact = \"https://chat.example.org/platform\"\n",
    );
    for component in COMPONENTS {
        write!(text, "\n[[component]]\nid = \"{component}\"\nname = \"{component}\"\nowner = \"platform\"\n")
            .expect("text takes any text");
    }
    Source::new(RelPath::new("book.toml").expect("a plain name"), text)
}

/// The entries, the oldest first.
pub fn entries(count: usize) -> Vec<Source> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    (0..count).map(|number| entry(&mut dice, number, count)).collect()
}

fn entry(dice: &mut Dice, number: usize, count: usize) -> Source {
    let component = number % COMPONENTS.len();
    let version = format!("1.{}.0", number / COMPONENTS.len());
    let day = number * 5 * 12 * 28 / count;
    let date = format!("{}-{:02}-{:02}", 2021 + day / (12 * 28), day / 28 % 12 + 1, day % 28 + 1);
    let thing = dice.pick(&THINGS);
    let is_promise = number % 5 == 4;
    let kind = if is_promise { "deprecated" } else { dice.pick(&KINDS) };
    let (first, second) = (dice.pick(&TAGS[..6]), dice.pick(&TAGS[6..]));
    let mut text = format!(
        "+++\ntitle = \"The {thing} of `{component}` number {number}\"\ndate = {date}\ncomponent = \"{component}\"\n\
         version = \"{version}\"\nkind = \"{kind}\"\ntags = [\"{first}\", \"{second}\"]\n",
        component = COMPONENTS[component],
    );
    if is_promise {
        write!(
            text,
            "\n[deprecation]\nsunset = {}\nremoval = \"2.0.0\"\n\n[[deprecation.surface]]\nkind = \"feature\"\n\
             name = \"thing-{number}\"\nreplacement = \"/v2/things/{number}\"\n",
            date.replacen("202", "203", 1)
        )
        .expect("text takes any text");
    }
    text.push_str("+++\n\n");
    body(dice, number, &mut text);
    let path = format!("content/changes/{number:06}-change.md");
    Source::new(RelPath::new(path).expect("letters and digits"), text)
}

fn body(dice: &mut Dice, number: usize, text: &mut String) {
    paragraph(dice, text);
    text.push_str("See the [guide](https://changelog.example.com/guide/) for more.\n\n## What changes\n\n");
    paragraph(dice, text);
    text.push('\n');
    for _ in 0..4 {
        text.push_str("- Faster: the ");
        text.push_str(dice.pick(&THINGS));
        text.push_str(" is now limited to `120` a minute\n");
    }
    text.push('\n');
    text.push_str(CODE[number % CODE.len()]);
    text.push_str("\n\n");
    if number % 4 == 3 {
        text.push_str("| Surface | Before | After |\n| --- | --- | ---: |\n");
        for _ in 0..4 {
            text.push_str("| `");
            text.push_str(dice.pick(&THINGS));
            text.push_str("` | signed | 178 ms |\n");
        }
        text.push('\n');
    }
    paragraph(dice, text);
    paragraph(dice, text);
}

fn paragraph(dice: &mut Dice, text: &mut String) {
    for _ in 0..2 {
        let (one, other, end) = (dice.pick(&THINGS), dice.pick(&THINGS), dice.pick(&ENDS));
        write!(text, "In practice the {one} now *replaces* the `{other}` {end}. ").expect("text takes any text");
    }
    text.push('\n');
}

/// Numbers that look like chance and never change (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        texts[(self.0 % texts.len() as u64) as usize]
    }
}
