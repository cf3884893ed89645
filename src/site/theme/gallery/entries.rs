//! Pages of entries, with promises in several states.

use serde_json::json;

use super::made_up::*;
use crate::site::context::*;

fn date(field: Field, date: &str, passed: bool, phrase: &str, told: Option<(&str, i64)>) -> PromiseDate {
    PromiseDate {
        field,
        date: date.to_owned(),
        lasts: None,
        moved_from: Vec::new(),
        since: None,
        passed,
        firm: true,
        phrase: phrase.to_owned(),
        first_published: told.map(|(day, _)| day.to_owned()),
        notice_days: told.map(|(_, days)| days),
    }
}

fn promise() -> Promise {
    let surface = |name: &str, replacement: &str| Surface {
        kind: text("http"),
        name: name.to_owned(),
        versions: None,
        replacement: Some(Replacement {
            name: replacement.to_owned(),
            href: some("https://docs.example.com/deploy-v2"),
            component: Some(deploy()),
            available_since: some("3.2.0"),
        }),
        no_replacement: None,
    };
    let mut last = surface("paved deploy --legacy", "");
    last.kind = text("cli");
    last.versions = some("<2.0.0");
    last.replacement = None;
    last.no_replacement = some("the flag has had no effect since 2.4");
    let mut second = surface("POST /v1/deployments/{id}/rollback", "POST /v2/rollbacks");
    if let Some(replacement) = &mut second.replacement {
        replacement.component = None;
    }
    Promise {
        state: State::ClosedToNew,
        urgency: Urgency::Soon,
        estimated: false,
        sunset: some("2026-12-01"),
        last_safe_day: some("2026-11-30"),
        days_left: Some(9),
        phrase: text("in 9 days"),
        dates: vec![
            date(Field::Announced, "2026-03-02", true, "265 days ago", None),
            date(Field::ClosedToNew, "2026-06-01", true, "174 days ago", Some(("2026-03-02", 91))),
            date(Field::EndOfSupport, "2026-11-25", false, "in 3 days", Some(("2026-03-02", 268))),
            PromiseDate {
                lasts: some("1 hour"),
                ..date(Field::Brownout, "2026-11-28T09:00:00Z", false, "in 6 days", Some(("2026-10-01", 58)))
            },
            PromiseDate {
                moved_from: vec![text("2026-10-01")],
                since: some("2026-08-24"),
                ..date(Field::Sunset, "2026-12-01", false, "in 9 days", Some(("2026-03-02", 274)))
            },
        ],
        removal: Some(Removal {
            version: text("4.0.0"),
            component: deploy(),
            path: some("components/deploy-api/4.0.0/"),
            expected: some("2026-11-30"),
            released: false,
            first_published: some("2026-05-04"),
        }),
        not_before_version: None,
        action: some("Use GET /v2/deployments instead of GET /v1/deployments."),
        migration: Some(link("Migration guide", "https://docs.example.com/deploy-v2")),
        effort: some("hours"),
        reason: some("Superseded by v2, which streams events and has one error format."),
        effect: some("410 Gone"),
        warning: some("W042 v1 is deprecated"),
        no_replacement: None,
        emergency: None,
        surfaces: vec![surface("GET /v1/deployments", "GET /v2/deployments"), second, last],
        detect: vec![Detect {
            surface: some("GET /v1/deployments"),
            message: some("Calls v1"),
            command: text("rg -n --multiline -g '**/*.go' -e 'v1/deployments'"),
            is_rule: true,
        }],
        headers: vec![RouteHeaders {
            names: vec![text("GET /v1/deployments")],
            fields: vec![Header { name: text("Deprecation"), value: text("@1768867200") }],
        }],
        api: text("api/v1/deprecations/deploy-api-v1.json"),
        brownouts: vec![
            brownout("first", BrownoutState::Held, "2026-10-06T09:00:00Z", "2026-10-06T10:00:00Z"),
            brownout("second", BrownoutState::Planned, "2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"),
            brownout("third", BrownoutState::Cancelled, "2026-11-26T09:00:00Z", "2026-11-26T10:00:00Z"),
        ],
        moves: vec![
            Move {
                number: 1,
                date: text("2026-08-10"),
                change: Change::Extended,
                field: Some(Field::Sunset),
                brownout: None,
                from: some("2026-10-01"),
                to: some("2026-12-01"),
                reason: text("Billing needs one more quarter."),
                emergency: None,
            },
            Move {
                number: 2,
                date: text("2026-09-01"),
                change: Change::Reinstated,
                field: None,
                brownout: None,
                from: None,
                to: None,
                reason: HOSTILE.to_owned(),
                emergency: some("CVE-2026-1234"),
            },
        ],
        removed: None,
        cancelled: None,
    }
}

fn brownout(id: &str, state: BrownoutState, start: &str, end: &str) -> Brownout {
    Brownout {
        id: id.to_owned(),
        state,
        start: start.to_owned(),
        end: end.to_owned(),
        duration: text("1 hour"),
        announced: text("2026-09-01"),
        effect: some("503 on every call"),
        cancelled: (state == BrownoutState::Cancelled)
            .then(|| Cancelled { date: text("2026-11-20"), reason: text("Two teams are late") }),
    }
}

pub(super) fn entry_with_promise() -> EntryPage {
    let other = |title: &str| EntryRef {
        path: text("changes/plain/"),
        title_html: Html(title.to_owned()),
        kind: Kind::Added,
        date: text("2026-11-20"),
    };
    let mut page = head("Deploy API v1 is deprecated, move to v2", "changes/deploy-api-v1/", "changes/");
    page.breadcrumbs = vec![link("Changes", "changes/"), link("Deploy API", "components/deploy-api/")];
    page.json = some("api/v1/changes/deploy-api-v1.json");
    EntryPage {
        page,
        id: text("deploy-api-v1"),
        title_html: Html(text("Deploy API <code>v1</code> is deprecated, move to v2")),
        kind: Kind::Deprecated,
        component: deploy(),
        also: vec![runtime()],
        version: Some(link("3.4.0", "components/deploy-api/3.4.0/")),
        date: text("2026-03-02"),
        summary: text("The first version of the Deploy API goes away; v2 does all that it did."),
        summary_written: true,
        breaking: false,
        action: some("Use GET /v2/deployments instead of GET /v1/deployments."),
        promise: Some(promise()),
        calendar: some("changes/deploy-api-v1/calendar.ics"),
        completes: Vec::new(),
        updated: Some(Updated { date: text("2026-03-05"), note: text("Corrected the example.") }),
        body: Html(text(BODY)),
        advisories: Vec::new(),
        affected: None,
        owner: Some(delivery()),
        tags: vec![link("http", "tags/http/"), link("deploy", "tags/deploy/")],
        audiences: vec![link("service-teams", "audiences/service-teams/")],
        links: vec![link("Issue", "https://issues.example.com/42"), link("Docs", "https://docs.example.com/")],
        related: vec![other("Watch deployments as a stream of events")],
        previous: Some(other("Deployments show who started them")),
        next: Some(other("Watch deployments as a stream of events")),
        extra: json!({}),
    }
}

pub(super) fn entry_overdue() -> EntryPage {
    let mut entry = entry_with_promise();
    let mut promise = promise();
    promise.state = State::Due;
    promise.urgency = Urgency::Overdue;
    promise.sunset = some("2026-11-10");
    promise.phrase = text("due since 12 days");
    promise.days_left = Some(-12);
    promise.removal = None;
    promise.dates.truncate(2);
    promise.dates.push(date(Field::Sunset, "2026-11-10", true, "12 days ago", Some(("2026-03-02", 253))));
    promise.brownouts = Vec::new();
    promise.moves = Vec::new();
    entry.promise = Some(promise);
    entry.summary_written = false;
    entry
}

pub(super) fn entry_removed() -> EntryPage {
    let mut entry = entry_overdue();
    if let Some(promise) = &mut entry.promise {
        promise.state = State::Removed;
        promise.urgency = Urgency::Done;
        promise.phrase = text("removed");
        promise.removed = Some(Removed {
            date: text("2026-11-12"),
            version: some("4.0.0"),
            entry_path: text("changes/plain/"),
            entry_title_html: Html(text("Deploy API v1 is gone")),
        });
        promise.dates.push(date(Field::Removed, "2026-11-12", true, "10 days ago", None));
    }
    entry.calendar = None;
    entry.next = None;
    entry
}

pub(super) fn entry_without_promise() -> EntryPage {
    let mut entry = entry_with_promise();
    entry.promise = None;
    entry.calendar = None;
    entry.kind = Kind::Security;
    entry.breaking = true;
    entry.summary_written = false;
    entry.affected = some(">=3.0.0, <3.4.1");
    entry.advisories = vec![link("CVE-2026-1234", "https://www.cve.org/CVERecord?id=CVE-2026-1234")];
    entry.completes = vec![
        Completed {
            path: text("changes/overdue/"),
            title_html: Html(text("Helm chart repository closes")),
            sunset: some("2026-11-10"),
            kept: true,
            before_sunset: None,
            before_version: None,
            action: some("Use `charts/v2` instead of `charts/v1`."),
            migration: Some(link("Migration guide", "https://docs.example.com/charts")),
            effort: some("hours"),
            surfaces: Vec::new(),
        },
        Completed {
            path: text("changes/early/"),
            title_html: Html(text("`deployctl promote` is replaced")),
            sunset: some("2027-03-01"),
            kept: false,
            before_sunset: some("2027-03-01"),
            before_version: some("4.0.0"),
            action: None,
            migration: None,
            effort: None,
            surfaces: entry_with_promise().promise.map(|promise| promise.surfaces).unwrap_or_default(),
        },
    ];
    entry
}

pub(super) fn entry_called_off() -> EntryPage {
    let mut entry = entry_with_promise();
    if let Some(promise) = &mut entry.promise {
        promise.state = State::Cancelled;
        promise.urgency = Urgency::Done;
        promise.phrase = text("called off");
        promise.cancelled = Some(Cancelled { date: text("2026-11-20"), reason: text("Billing still needs `v1`") });
        promise.dates.push(date(Field::Cancelled, "2026-11-20", true, "2 days ago", None));
        promise.moves.extend([moved(3, Change::Cancelled, None), moved(4, Change::Dated, Some(Field::Removal))]);
    }
    entry.kind = Kind::Changed;
    entry.calendar = None;
    entry
}

/// A plan without a firm date, with a floor under it.
pub(super) fn entry_planned() -> EntryPage {
    let mut entry = entry_with_promise();
    if let Some(promise) = &mut entry.promise {
        promise.state = State::Announced;
        promise.urgency = Urgency::Undated;
        promise.estimated = true;
        promise.phrase = text("no date yet");
        promise.not_before_version = some("4.0.0");
        promise.no_replacement = some("nobody used it");
        promise.emergency = some("CVE-2026-1234");
        let mut floor = date(Field::NotBefore, "2027-03-01", false, "in 99 days", None);
        floor.firm = false;
        promise.dates = vec![
            date(Field::Announced, "2026-11-02", true, "20 days ago", None),
            date(Field::Deprecated, "2026-12-01", false, "in 9 days", None),
            floor,
        ];
        let mut brownout = moved(5, Change::Corrected, Some(Field::Brownout));
        brownout.brownout = some("second");
        promise.moves = vec![moved(3, Change::PulledIn, Some(Field::Estimated)), brownout];
    }
    entry.kind = Kind::Fixed;
    entry
}

fn moved(number: usize, change: Change, field: Option<Field>) -> Move {
    Move {
        number,
        date: text("2026-11-20"),
        change,
        field,
        brownout: None,
        from: field.and_then(|_| some("2026-12-01")),
        to: field.and_then(|_| some("2026-11-20")),
        reason: text("Two teams are late."),
        emergency: None,
    }
}
