//! Made-up contexts, lifelike enough to judge a page by. Today is Sunday, 22 November 2026.

use serde_json::json;

use crate::base::{Date, Today};
use crate::site::context::*;
use crate::site::timeline::{By, Drawn, Timeline, timeline};

/// Must never be seen in a page as it is.
pub(super) const HOSTILE: &str = "<script>alert('x')</script>";
const TODAY: &str = "2026-11-22";

pub(super) fn text(text: &str) -> String {
    text.to_owned()
}

pub(super) fn some(value: &str) -> Option<String> {
    Some(value.to_owned())
}

pub(super) fn link(text: &str, href: &str) -> Link {
    Link { text: text.to_owned(), href: href.to_owned() }
}

pub(super) fn site() -> Site {
    Site {
        title: text("Paved Road"),
        description: text("What changes on the platform, what goes away, and when."),
        authors: vec![text("Platform team")],
        language: text("en"),
        base_path: text("/"),
        base_url: text("https://changes.example.com/"),
        nav: vec![
            link("Changes", "changes/"),
            link("Deprecations", "deprecations/"),
            link("Components", "components/"),
            link("Feeds", "feeds/"),
            link("Support policy", "pages/support-policy/"),
        ],
        footer: vec![link("API", "api/"), link("Track record", "record/"), link("Sitemap", "sitemap.xml")],
        components: vec![chosen(deploy(), Some("calendar.ics")), chosen(runtime(), None)],
        today: text(TODAY),
        generator: Generator { name: text("forewarn"), version: text("0.1.0") },
        options: json!({}),
    }
}

fn chosen(component: ComponentRef, calendar: Option<&str>) -> SiteComponent {
    SiteComponent { id: component.id, name: component.name, path: component.path, has_calendar: calendar.is_some() }
}

pub(super) fn head(title: &str, path: &str, section: &str) -> Head {
    Head {
        title: title.to_owned(),
        description: format!("{title} of the platform"),
        path: path.to_owned(),
        canonical: format!("https://changes.example.com/{path}"),
        section: section.to_owned(),
        breadcrumbs: Vec::new(),
        feeds: feed_set("Everything", "", "").feeds,
        json: some("api/v1/index.json"),
        noindex: false,
        tells_day: true,
    }
}

pub(super) fn deploy() -> ComponentRef {
    ComponentRef { id: text("deploy-api"), name: text("Deploy API"), path: text("components/deploy-api/") }
}

pub(super) fn runtime() -> ComponentRef {
    ComponentRef { id: text("runtime"), name: text("Service runtime"), path: text("components/runtime/") }
}

pub(super) fn delivery() -> Owner {
    Owner {
        id: text("delivery"),
        name: text("Delivery"),
        path: text("owners/delivery/"),
        contact: some("https://chat.example.com/delivery"),
    }
}

pub(super) fn feed_set(name: &str, path: &str, about: &str) -> FeedSet {
    let feed = |format: &str, file: &str, media_type: &str| Feed {
        format: format.to_owned(),
        title: format!("Paved Road: {name} ({format})"),
        path: format!("{path}{file}"),
        media_type: media_type.to_owned(),
    };
    FeedSet {
        name: name.to_owned(),
        path: path.to_owned(),
        about: about.to_owned(),
        feeds: vec![
            feed("RSS", "feed.xml", "application/rss+xml"),
            feed("Atom", "feed.atom", "application/atom+xml"),
            feed("JSON Feed", "feed.json", "application/feed+json"),
            feed("Calendar", "calendar.ics", "text/calendar"),
        ],
        webcal: Some(format!("webcal://changes.example.com/{path}calendar.ics")),
    }
}

pub(super) fn deprecation_feeds() -> FeedSet {
    feed_set("Deprecations", "deprecations/", "Promises only: announcements, moved dates, brownouts, reminders.")
}

pub(super) fn badge(
    state: State,
    urgency: Urgency,
    sunset: Option<&str>,
    days_left: Option<i64>,
    phrase: &str,
) -> Badge {
    Badge {
        state,
        urgency,
        sunset: sunset.map(str::to_owned),
        removal: None,
        days_left,
        phrase: phrase.to_owned(),
        estimated: false,
    }
}

pub(super) fn card(id: &str, title: &str, kind: Kind, date: &str) -> Card {
    Card {
        id: id.to_owned(),
        path: format!("changes/{id}/"),
        title: title.to_owned(),
        title_html: Html(
            title.replace('<', "&lt;").replace("\u{60}v1\u{60}", "<code>v1</code>").replace('\'', "&#39;"),
        ),
        kind,
        component: deploy(),
        components: vec![text("deploy-api")],
        owner: Some(link("Delivery", "owners/delivery/")),
        audiences: vec![text("service-teams")],
        version: Some(link("3.4.0", "components/deploy-api/3.4.0/")),
        date: date.to_owned(),
        summary: text("Deployments can be watched as a stream of events, so that pipelines no longer poll."),
        breaking: false,
        promise: None,
        tags: vec![link("http", "tags/http/")],
    }
}

pub(super) fn cards() -> Vec<Card> {
    let mut deprecated =
        card("deploy-api-v1", "Deploy API \u{60}v1\u{60} is deprecated, move to v2", Kind::Deprecated, "2026-11-18");
    deprecated.promise = Some(badge(State::Deprecated, Urgency::Soon, Some("2026-12-01"), Some(9), "in 9 days"));
    let mut removed = card("node-18", "Node.js 18 images are gone", Kind::Removed, "2026-11-10");
    removed.breaking = true;
    removed.component = runtime();
    removed.promise = Some(badge(State::Removed, Urgency::Done, Some("2026-11-01"), None, "removed"));
    if let Some(promise) = &mut deprecated.promise {
        promise.removal = some("4.0.0");
    }
    let mut hostile = card("hostile", HOSTILE, Kind::Fixed, "2026-11-04");
    hostile.summary = HOSTILE.to_owned();
    hostile.version = None;
    let mut security = card("cve", "Build logs no longer show masked variables", Kind::Security, "2026-11-02");
    security.tags = Vec::new();
    let added = card("events", "Watch deployments as a stream of events", Kind::Added, "2026-11-20");
    let changed = card("limits", "Rate limits of the Deploy API are counted by team", Kind::Changed, "2026-11-12");
    vec![added, deprecated, changed, removed, hostile, security]
}

pub(super) struct Made {
    id: &'static str,
    title: &'static str,
    action: &'static str,
    state: State,
    urgency: Urgency,
    announced: &'static str,
    sunset: Option<&'static str>,
    last_safe_day: Option<&'static str>,
    days_left: Option<i64>,
    phrase: &'static str,
}

const MADE: &[Made] = &[
    Made {
        id: "overdue",
        title: "Helm chart repository charts.example.com closes",
        action: "Pull charts from the OCI registry registry.example.com/charts instead.",
        state: State::Due,
        urgency: Urgency::Overdue,
        announced: "2026-05-04",
        sunset: Some("2026-11-10"),
        last_safe_day: Some("2026-11-09"),
        days_left: Some(-12),
        phrase: "due since 12 days",
    },
    Made {
        id: "deploy-api-v1",
        title: "Deploy API \u{60}v1\u{60} is deprecated, move to v2",
        action: "Use GET /v2/deployments instead of GET /v1/deployments.",
        state: State::ClosedToNew,
        urgency: Urgency::Soon,
        announced: "2026-03-02",
        sunset: Some("2026-12-01"),
        last_safe_day: Some("2026-11-30"),
        days_left: Some(9),
        phrase: "in 9 days",
    },
    Made {
        id: "node-20",
        title: "Node.js 20 base images are no longer built",
        action: "Change the first line of your Dockerfile to registry.example.com/node:24.",
        state: State::Deprecated,
        urgency: Urgency::Near,
        announced: "2026-09-14",
        sunset: Some("2027-02-01"),
        last_safe_day: Some("2027-01-31"),
        days_left: Some(71),
        phrase: "in 71 days",
    },
    Made {
        id: "queue-header",
        title: "The header X-Queue-Token is replaced by the usual Authorization header in every service of the platform",
        action: "Send the token as Authorization: Bearer.",
        state: State::Announced,
        urgency: Urgency::Later,
        announced: "2026-11-02",
        sunset: Some("2027-09-01"),
        last_safe_day: Some("2027-08-31"),
        days_left: Some(283),
        phrase: "in 283 days",
    },
    Made {
        id: "legacy-cli",
        title: "paved deploy --legacy goes away with a later version",
        action: "",
        state: State::Deprecated,
        urgency: Urgency::Undated,
        announced: "2026-08-20",
        sunset: None,
        last_safe_day: None,
        days_left: None,
        phrase: "no date yet",
    },
];

pub(super) fn row(made: &Made) -> PromiseRow {
    let surface = |name: &str, replacement: Option<&str>| RowSurface {
        kind: text("http"),
        name: name.to_owned(),
        replacement: replacement.map(str::to_owned),
    };
    PromiseRow {
        id: made.id.to_owned(),
        path: format!("changes/{}/", made.id),
        title: made.title.to_owned(),
        title_html: Html(made.title.replace("\u{60}v1\u{60}", "<code>v1</code>")),
        kind: Kind::Deprecated,
        breaking: false,
        component: deploy(),
        components: vec![text("deploy-api")],
        owner: Some(link("Delivery", "owners/delivery/")),
        audiences: vec![text("service-teams")],
        tags: vec![text("http")],
        state: made.state,
        urgency: made.urgency,
        announced: made.announced.to_owned(),
        sunset: made.sunset.map(str::to_owned),
        last_safe_day: made.last_safe_day.map(str::to_owned),
        removal: made.sunset.is_none().then(|| text("4.0.0")),
        expected: made.sunset.is_none().then(|| text("2026-11-30")),
        days_left: made.days_left,
        phrase: made.phrase.to_owned(),
        estimated: false,
        moves: usize::from(made.id == "deploy-api-v1"),
        action: made.action.to_owned(),
        migration: (made.id == "deploy-api-v1").then(|| link("Migration guide", "https://docs.example.com/deploy-v2")),
        surfaces: if made.id == "deploy-api-v1" {
            vec![
                surface("GET /v1/deployments", Some("GET /v2/deployments")),
                surface("POST /v1/deployments/{id}/rollback", Some("POST /v2/rollbacks")),
            ]
        } else {
            vec![surface("charts.example.com", None)]
        },
        instead: if made.id == "deploy-api-v1" { vec![text("POST /v2/rollbacks")] } else { Vec::new() },
    }
}

pub(super) fn rows() -> Vec<PromiseRow> {
    let mut rows: Vec<PromiseRow> = MADE.iter().map(row).collect();
    rows[0].title = HOSTILE.to_owned();
    rows[2].state = State::Unsupported;
    rows
}

pub(super) fn picture(limit: usize, by: By) -> Option<Timeline> {
    let day = |text: &str| text.parse::<Date>().expect("a made-up day is a day");
    let mut drawn: Vec<Drawn> = MADE
        .iter()
        .map(|made| Drawn {
            name: made.title.replace('\u{60}', ""),
            path: format!("changes/{}/", made.id),
            component: text("Deploy API"),
            components: vec![text("deploy-api")],
            owner: some(if made.id == "deploy-api-v1" { "Delivery" } else { "Cloud" }),
            state: made.state,
            urgency: made.urgency,
            estimated: false,
            announced: day(made.announced),
            closed_to_new: None,
            end_of_support: None,
            sunset: made.sunset.map(day),
            removal: made.sunset.is_none().then(|| text("4.0.0")),
            expected: made.sunset.is_none().then(|| day("2026-11-30")),
            moved_from: Vec::new(),
            brownouts: Vec::new(),
        })
        .collect();
    drawn[1].closed_to_new = Some(day("2026-06-01"));
    drawn[1].moved_from = vec![day("2026-10-01")];
    drawn[1].brownouts = vec![day("2026-10-06"), day("2026-11-24")];
    drawn[2].end_of_support = Some(day("2026-12-31"));
    let mut far = drawn[3].clone();
    (far.name, far.announced, far.sunset) = (HOSTILE.to_owned(), day("2024-01-01"), Some(day("2030-01-01")));
    far.estimated = true;
    far.components = Vec::new();
    drawn.push(far);
    timeline(&drawn, Today(day(TODAY)), limit, by)
}

pub(super) fn home() -> HomePage {
    HomePage {
        page: Head { title: text("Paved Road"), ..head("Paved Road", "", "") },
        action: rows().into_iter().take(4).collect(),
        more: 7,
        counts: counts(),
        timeline: picture(5, By::Component),
        timeline_by_owner: picture(5, By::Owner),
        latest: cards(),
        feeds: vec![
            feed_set("Everything", "", "Every change and every event of every deprecation."),
            deprecation_feeds(),
        ],
    }
}

pub(super) fn counts() -> Counts {
    Counts { due: 1, upcoming: 3, undated: 1, done: 1 }
}

pub(super) fn months() -> Vec<MonthGroup> {
    vec![
        MonthGroup { month: text("2026-11-01"), entries: cards() },
        MonthGroup { month: text("2026-10-01"), entries: cards().into_iter().take(2).collect() },
    ]
}

pub(super) fn changes() -> ChangesPage {
    ChangesPage {
        page: head("Changes", "changes/", "changes/"),
        months: months(),
        pager: pager("changes/", 2, 9),
        choices: Some(choices()),
    }
}

fn pager(list: &str, number: usize, count: usize) -> Pager {
    Pager {
        number,
        count,
        total: 212,
        newer: (number > 1).then(|| list.to_owned()),
        older: Some(format!("{list}page/{}/", number + 1)),
        newest: list.to_owned(),
        oldest: format!("{list}page/{count}/"),
    }
}

fn choices() -> Choices {
    let choice = |value: &str, name: &str| Choice { value: value.to_owned(), name: name.to_owned() };
    Choices {
        components: vec![choice("deploy-api", "Deploy API"), choice("runtime", "Runtime")],
        owners: vec![choice("Delivery", "Delivery"), choice("<i>", HOSTILE)],
        audiences: vec![choice("service-teams", "service-teams")],
        tags: vec![choice("http", "http"), choice("cli", "cli")],
    }
}

pub(super) fn deprecations() -> DeprecationsPage {
    let mut rows = rows();
    let undated = vec![rows.remove(4)];
    let due = vec![rows.remove(0)];
    let mut plan = row(&MADE[3]);
    (plan.id, plan.estimated, plan.urgency) = (text("plan"), true, Urgency::Undated);
    let mut removed = row(&MADE[0]);
    (removed.id, removed.state, removed.urgency) = (text("gone"), State::Removed, Urgency::Done);
    removed.phrase = text("removed");
    DeprecationsPage {
        page: head("Deprecations", "deprecations/", "deprecations/"),
        timeline: picture(40, By::Component),
        timeline_by_owner: picture(40, By::Owner),
        choices: Some(choices()),
        pager: pager("deprecations/", 1, 5),
        counts: counts(),
        due,
        upcoming: rows,
        undated: undated.into_iter().chain([plan]).collect(),
        done: vec![removed],
        feeds: deprecation_feeds(),
    }
}

pub(super) fn components() -> ComponentsPage {
    let card = |component: ComponentRef, description: &str, open: usize| ComponentCard {
        id: component.id,
        name: component.name,
        path: component.path,
        description: description.to_owned(),
        owner: Some(delivery()),
        latest: Some(link("3.4.0", "components/deploy-api/3.4.0/")),
        latest_date: some("2026-11-18"),
        open,
        next: (open > 0).then(|| row(&MADE[1])),
    };
    ComponentsPage {
        page: head("Components", "components/", "components/"),
        components: vec![
            card(deploy(), "Starts and watches deployments", 3),
            card(runtime(), "Base images and the process supervisor of every service", 0),
        ],
    }
}

pub(super) fn component() -> ComponentPage {
    let release = |version: &str, date: Option<&str>| ReleaseRow {
        version: version.to_owned(),
        path: format!("components/deploy-api/{version}/"),
        date: date.map(str::to_owned),
        planned: false,
        yanked: None,
        breaking: false,
        counts: vec![(Kind::Added, 2), (Kind::Fixed, 5)],
    };
    let mut planned = release("4.0.0", Some("2026-11-30"));
    (planned.planned, planned.breaking) = (true, true);
    let mut yanked = release("3.3.1", Some("2026-10-02"));
    yanked.yanked = some("Lost events under load");
    let mut page = head("Deploy API", "components/deploy-api/", "components/");
    page.breadcrumbs = vec![link("Components", "components/")];
    ComponentPage {
        page,
        id: text("deploy-api"),
        name: text("Deploy API"),
        description: text("Starts and watches deployments"),
        owner: Some(delivery()),
        repository: some("https://git.example.com/platform/deploy-api"),
        open: rows(),
        more_open: 3,
        timeline: picture(40, By::Nothing),
        unreleased: vec![KindGroup { kind: Kind::Added, entries: cards().into_iter().take(1).collect() }],
        releases: vec![planned, release("3.4.0", Some("2026-11-18")), yanked, release("3.3.0", Some("2026-09-30"))],
        pager: pager("components/deploy-api/", 1, 130),
        more: 2,
        beside: cards().into_iter().take(1).collect(),
        also: cards().into_iter().skip(3).take(1).collect(),
        feeds: feed_set("Deploy API", "components/deploy-api/", ""),
        upgrade: some("upgrade/"),
    }
}

pub(super) fn release() -> ReleasePage {
    let mut page = head("Deploy API 3.4.0", "components/deploy-api/3.4.0/", "components/");
    page.breadcrumbs = vec![link("Components", "components/"), link("Deploy API", "components/deploy-api/")];
    ReleasePage {
        page,
        component: deploy(),
        version: text("3.4.0"),
        date: some("2026-11-18"),
        planned: false,
        yanked: some("Lost events under load; use 3.4.1."),
        notes: Some(Html(text("Streams, and an end to <code>v1</code>."))),
        notes_url: some("https://docs.example.com/releases/3.4.0"),
        groups: vec![
            KindGroup { kind: Kind::Added, entries: cards().into_iter().take(1).collect() },
            KindGroup { kind: Kind::Deprecated, entries: cards().into_iter().skip(1).take(1).collect() },
        ],
        promised: vec![row(&MADE[4])],
        previous: Some(link("3.3.1", "components/deploy-api/3.3.1/")),
        next: Some(link("4.0.0", "components/deploy-api/4.0.0/")),
        upgrade: some("upgrade/?component=deploy-api&from=3.4.0#component-deploy-api"),
    }
}

pub fn upgrade() -> UpgradePage {
    let entry = UpgradeEntry {
        kind: Kind::Changed,
        breaking: true,
        link: link(HOSTILE, "changes/deploy-api-v1/"),
        action: some("Call `/v2/deployments`. <script>alert('x')</script>"),
        effort: some("hours"),
    };
    let row = UpgradeRow { release: component().releases.remove(0), entries: vec![entry] };
    let of = |id: &str, told: bool, releases: Vec<UpgradeRow>| UpgradeComponent {
        id: id.to_owned(),
        name: id.to_owned(),
        path: format!("components/{id}/"),
        json: format!("api/v1/upgrade/{id}.json"),
        count: 12,
        told,
        complete: releases.is_empty(),
        releases,
    };
    UpgradePage {
        page: head("Upgrade", "upgrade/", "upgrade/"),
        components: vec![
            of("deploy-api", true, vec![row]),
            of("deployctl", true, Vec::new()),
            of("runtime", false, Vec::new()),
        ],
    }
}

pub(super) fn list(kind: &str) -> ListPage {
    let (kind, id, name) = match kind {
        "tag" => (ListKind::Tag, "http", "http"),
        "owner" => (ListKind::Owner, "delivery", "Delivery"),
        _ => (ListKind::Audience, "service-teams", "service-teams"),
    };
    ListPage {
        page: head(name, "tags/http/", ""),
        kind,
        id: id.to_owned(),
        name: name.to_owned(),
        contact: some("mailto:delivery@example.com"),
        components: vec![link("Deploy API", "components/deploy-api/")],
        open: rows().into_iter().skip(1).take(2).collect(),
        more_open: 0,
        choices: Some(choices()),
        pager: pager("tags/http/", 1, 60),
        months: months(),
        total: 8,
        feeds: feed_set(name, "tags/http/", ""),
    }
}

pub(super) fn feeds() -> FeedsPage {
    FeedsPage {
        page: head("Feeds", "feeds/", "feeds/"),
        site_feeds: vec![feed_set("Everything", "", "Every change and every event."), deprecation_feeds()],
        components: vec![
            feed_set("Deploy API", "components/deploy-api/", ""),
            feed_set("Service runtime", "components/runtime/", ""),
        ],
        owners: vec![feed_set("Delivery", "owners/delivery/", "")],
        audiences: vec![feed_set("service-teams", "audiences/service-teams/", "")],
        tags: vec![feed_set("http", "tags/http/", "")],
        calendar: some("https://changes.example.com/calendar.ics"),
        opml: some("feeds/all.opml"),
        reminders: vec![90, 30, 7, 1],
        limit: 50,
        extension: vec![ExtensionKey { name: text("kind"), holds: text("string"), about: text(HOSTILE) }],
    }
}

pub(super) fn api() -> ApiPage {
    let word = |name: &str| ApiWord { text: text(name), anchor: None };
    let surface = ApiWord { text: text("Surface"), anchor: some("type-Surface") };
    let field = |name: &str, words: Vec<ApiWord>, about: &str| ApiField { name: text(name), words, about: text(about) };
    let document = ApiDocument {
        id: text("deprecation"),
        title: text("One promise"),
        about: text("One promise, as in the schedule."),
        template: text("/api/v1/deprecations/{id}.json"),
        example: some("api/v1/deprecations/deploy-api-v1.json"),
        schema: Some(text("api/v1/schema/deprecation.json")),
        rules: vec![text("1. A rule with `code`.")],
        sample: Some(text("{\n  \"id\": \"<b>\"\n}")),
        fields: vec![
            field("sunset", vec![word("date, date-time or null")], "From when it may be gone (RFC 8594)."),
            field("surfaces", vec![word("list of "), surface.clone()], HOSTILE),
        ],
        includes: Some(surface),
    };
    let kind = ApiType {
        id: text("type-Surface"),
        name: text("Surface"),
        about: text("One thing that a consumer touches."),
        pattern: None,
        fields: vec![field(
            "name",
            vec![word("text")],
            "Its name in the form of its kind: `GET /v1/deployments/{id}`.",
        )],
    };
    let version = ApiType {
        id: text("type-SemVer"),
        name: text("SemVer"),
        about: String::new(),
        pattern: some(r"^\d+\.\d+\.\d+$"),
        fields: Vec::new(),
    };
    ApiPage {
        page: head("API", "api/", "api/"),
        catalog: text(".well-known/api-catalog"),
        openapi: text("api/v1/openapi.json"),
        documents: vec![document],
        types: vec![kind, version],
    }
}

pub(super) fn search() -> SearchPage {
    SearchPage {
        page: head("Search", "search/", "search/"),
        total: 52,
        lists: vec![Link { text: text("All changes"), href: text("changes/") }],
    }
}

pub(super) fn plain_page() -> PlainPage {
    PlainPage {
        page: head("Support policy", "pages/support-policy/", "pages/support-policy/"),
        title_html: Html(text("Support policy")),
        body: Html(text(BODY)),
        extra: json!({}),
    }
}

pub(super) fn not_found() -> NotFoundPage {
    NotFoundPage { page: Head { noindex: true, ..head("Not found", "404.html", "") } }
}

pub(super) fn redirect() -> RedirectPage {
    let mut page = head("Deploy API v1 is deprecated", "deprecations/deploy-api-v1/", "");
    page.noindex = true;
    page.canonical = text("https://changes.example.com/changes/deploy-api-v1/");
    RedirectPage { page, target: text("changes/deploy-api-v1/"), title: text("Deploy API v1 is deprecated") }
}

pub(super) const BODY: &str = include_str!("body.html");

pub(super) fn gateway() -> GatewayPage {
    let file = |name: &str, component: &str| link(component, &format!("gateway/components/{component}/{name}"));
    let server = |id: &str, name: &str, path: &str| GatewayServer {
        id: text(id),
        name: text(name),
        file: Some(link(path, &format!("gateway/{path}"))),
        components: vec![file(path, "deploy-api"), file(path, "runtime")],
    };
    GatewayPage {
        more: 0,
        page: head("Headers for gateways", "gateway/", ""),
        routes: vec![Announced {
            names: vec![text("GET /v1/deployments/{id}")],
            deprecation: text("@1768867200"),
            sunset: some("Wed, 09 Dec 2026 00:00:00 GMT"),
            promises: vec![link(HOSTILE, "changes/deploy-api-v1/")],
        }],
        servers: vec![
            server("nginx", "nginx", "nginx.conf"),
            server("caddy", "Caddy", "Caddyfile"),
            server("envoy", "Envoy", "envoy.yaml"),
            server("apache", "Apache httpd", "apache.conf"),
        ],
        overlay: Some(link("overlay.json", "gateway/overlay.json")),
        overlays: vec![file("overlay.json", "deploy-api"), file("overlay.json", "runtime")],
        hosting: vec![link("nginx", "gateway/site/nginx"), link("Netlify and Cloudflare Pages", "_headers")],
        nginx_headers: text("add_header Deprecation $forewarn_deprecation always;\n"),
    }
}
