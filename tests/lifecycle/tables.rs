//! Lives of promises as tables: day → state, and all events with the last part of their ids.

use crate::kit::{Site, assert_events, assert_states, promised, today};

/// Announced, extended, browned out, sunset, removed.
#[test]
fn a_promise_that_was_extended_and_kept() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            r#"
            deprecated = 2026-02-01
            closed-to-new = 2026-03-01
            end-of-support = 2026-06-01
            sunset = 2026-09-01
            [[deprecation.brownout]]
            id = "first"
            announced = 2026-07-01
            start = 2026-08-04T09:00:00Z
            end = 2026-08-04T10:00:00Z
            [[deprecation.revision]]
            date = 2026-05-15
            from = 2026-06-10
            reason = "Billing needs one more quarter."
            "#,
        )
        .entry("api/2026-09-20-v1-gone.md", "title = \"v1 is gone\"\ncompletes = [\"api-v1\"]")
        .assemble();
    assert_states(
        &catalog,
        "api-v1",
        "2026-01-09 -
         2026-01-10 announced
         2026-01-31 announced
         2026-02-01 deprecated
         2026-02-28 deprecated
         2026-03-01 closed-to-new
         2026-05-31 closed-to-new
         2026-06-01 unsupported
         2026-06-10 unsupported
         2026-08-31 unsupported
         2026-09-01 due
         2026-09-19 due
         2026-09-20 removed
         2030-01-01 removed",
    );
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10           announced          -
         2026-02-01           deprecated         deprecated-2026-02-01
         2026-03-01           closed-to-new      closed-to-new-2026-03-01
         2026-05-11           reminder           reminder-30-2026-06-10
         2026-05-15           moved              revision-1
         2026-06-01           end-of-support     end-of-support-2026-06-01
         2026-07-01           brownout-announced brownout-first
         2026-08-02           reminder           reminder-30-2026-09-01
         2026-08-04T09:00:00Z brownout-held      brownout-first-held
         2026-08-25           reminder           reminder-7-2026-09-01
         2026-09-01           sunset             sunset-2026-09-01
         2026-09-20           removed            -",
    );
}

/// A library promises a version: it stays deprecated until that version is out, planned and withdrawn releases aside.
#[test]
fn a_promise_of_a_version() {
    let site = Site::default()
        .promise("lib/2026-01-10-get.md", "removal = \"4.0.0\"")
        .release("component = \"lib\"\nversion = \"3.9.0\"\ndate = 2026-02-01")
        .release("component = \"lib\"\nversion = \"4.0.0-rc.1\"\ndate = 2026-04-01")
        .release("component = \"api\"\nversion = \"4.0.0\"\ndate = 2026-02-01")
        .release("component = \"lib\"\nversion = \"4.0.0\"\ndate = 2026-03-01\nyanked = \"broken\"")
        .release("component = \"lib\"\nversion = \"4.1.0\"\ndate = 2026-02-15\nplanned = true");
    assert_states(&site.assemble(), "lib-get", "2026-01-10 deprecated\n2030-01-01 deprecated");
    assert_events(&site.assemble(), "lib-get", "2026-01-10 announced -");

    let released = site.release("component = \"lib\"\nversion = \"4.0.1\"\ndate = 2026-05-01");
    let catalog = released.assemble();
    assert_states(&catalog, "lib-get", "2026-04-30 deprecated\n2026-05-01 due\n2030-01-01 due");
    assert_events(&catalog, "lib-get", "2026-01-10 announced -\n2026-05-01 due due-4.0.0");

    let catalog = released
        .entry("lib/2026-05-01-get-gone.md", "title = \"gone\"\nversion = \"4.0.1\"\ncompletes = [\"lib-get\"]")
        .assemble();
    assert_states(&catalog, "lib-get", "2026-04-30 deprecated\n2026-05-01 removed");
    assert_events(&catalog, "lib-get", "2026-01-10 announced -\n2026-05-01 removed -");
}

/// Pulled in after publication: reminders of the new date begin with the day of the move.
#[test]
fn a_sunset_pulled_in() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            r#"
            sunset = 2026-06-20
            [[deprecation.revision]]
            date = 2026-06-01
            from = 2026-12-01
            reason = "A hole that cannot be mended."
            emergency = "CVE-2026-1234"
            "#,
        )
        .assemble();
    assert_states(
        &catalog,
        "api-v1",
        "2026-01-10 deprecated
         2026-06-19 deprecated
         2026-06-20 due",
    );
    // Thirty days before is 2026-05-21: the date was not known then.
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -
         2026-06-01 moved     revision-1
         2026-06-13 reminder  reminder-7-2026-06-20
         2026-06-20 sunset    sunset-2026-06-20",
    );
}

#[test]
fn a_sunset_pulled_in_to_a_day_that_has_passed_is_due_at_once() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            "sunset = 2026-05-01\n[[deprecation.revision]]\ndate = 2026-06-01\nfrom = 2026-12-01\nreason = \"x\"",
        )
        .assemble();
    assert_states(&catalog, "api-v1", "2026-05-01 deprecated\n2026-05-31 deprecated\n2026-06-01 due");
    assert_events(&catalog, "api-v1", "2026-01-10 announced -\n2026-06-01 moved revision-1");
}

#[test]
fn dates_that_are_not_given_skip_their_state() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "end-of-support = 2026-03-01\nnot-before = 2026-04-01")
        .assemble();
    assert_states(
        &catalog,
        "api-v1",
        "2026-02-28 deprecated
         2026-03-01 unsupported
         2026-04-01 unsupported
         2036-04-01 unsupported",
    );
    assert_events(&catalog, "api-v1", "2026-01-10 announced -\n2026-03-01 end-of-support end-of-support-2026-03-01");
}

#[test]
fn with_sunset_and_removal_a_promise_is_due_when_both_have_come() {
    let promise = |version: &str, date: &str| {
        Site::default()
            .promise("lib/2026-01-10-get.md", "sunset = 2026-06-01\nremoval = \"4.0.0\"")
            .release(&format!("component = \"lib\"\nversion = \"{version}\"\ndate = {date}"))
            .assemble()
    };
    assert_states(&promise("4.0.0", "2026-05-01"), "lib-get", "2026-05-31 deprecated\n2026-06-01 due");
    assert_states(&promise("4.0.0", "2026-07-01"), "lib-get", "2026-06-30 deprecated\n2026-07-01 due");
    assert_states(&promise("3.9.0", "2026-05-01"), "lib-get", "2026-06-01 deprecated\n2030-01-01 deprecated");
}

#[test]
fn an_instant_has_come_on_its_utc_day() {
    let catalog = Site::default().promise("api/2026-01-10-v1.md", "sunset = 2026-06-01T23:30:00-02:00").assemble();
    assert_states(&catalog, "api-v1", "2026-06-01 deprecated\n2026-06-02 due");
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10           announced -
         2026-05-03           reminder  reminder-30-2026-06-02
         2026-05-26           reminder  reminder-7-2026-06-02
         2026-06-02T01:30:00Z sunset    sunset-2026-06-02",
    );
}

/// A plan makes no state beyond deprecated, no event and no reminder; made firm, it does from that day on.
#[test]
fn a_plan_made_firm() {
    let plan = "closed-to-new = 2026-02-01\nsunset = 2026-06-01\n";
    let catalog = Site::default().promise("api/2026-01-10-v1.md", &format!("{plan}estimated = true")).assemble();
    assert_states(&catalog, "api-v1", "2026-01-10 deprecated\n2026-02-01 deprecated\n2026-06-01 deprecated");
    assert_events(&catalog, "api-v1", "2026-01-10 announced -");

    for revision in ["field = \"estimated\"", "field = \"estimated\"\nfrom = true"] {
        let firm = format!("{plan}[[deprecation.revision]]\ndate = 2026-05-10\nreason = \"Decided.\"\n{revision}");
        let catalog = Site::default().promise("api/2026-01-10-v1.md", &firm).assemble();
        assert_states(
            &catalog,
            "api-v1",
            "2026-02-01 deprecated
             2026-05-09 deprecated
             2026-05-10 closed-to-new
             2026-06-01 due",
        );
        assert_events(
            &catalog,
            "api-v1",
            "2026-01-10 announced -
             2026-05-10 dated     revision-1
             2026-05-25 reminder  reminder-7-2026-06-01
             2026-06-01 sunset    sunset-2026-06-01",
        );
    }
}

#[test]
fn a_floor_that_became_a_sunset() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            "sunset = 2026-06-01\n[[deprecation.revision]]\ndate = 2026-05-25\nreason = \"Now we know.\"",
        )
        .assemble();
    assert_states(&catalog, "api-v1", "2026-05-24 deprecated\n2026-06-01 due");
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -
         2026-05-25 reminder  reminder-7-2026-06-01
         2026-05-25 dated     revision-1
         2026-06-01 sunset    sunset-2026-06-01",
    );
}

/// A cancelled promise is never due and reminds nobody; reinstated, its dates hold again.
#[test]
fn cancelled_and_reinstated() {
    let cancelled = "sunset = 2026-06-01\nend-of-support = 2026-03-01\n[[deprecation.revision]]\ndate = 2026-02-01\nchange = \"cancelled\"\nreason = \"Kept after all.\"\n";
    let catalog = Site::default().promise("api/2026-01-10-v1.md", cancelled).assemble();
    assert_states(&catalog, "api-v1", "2026-01-31 deprecated\n2026-02-01 cancelled\n2026-06-01 cancelled");
    assert_events(&catalog, "api-v1", "2026-01-10 announced -\n2026-02-01 cancelled revision-1");

    let reinstated = format!(
        "{cancelled}[[deprecation.revision]]\ndate = 2026-05-10\nchange = \"reinstated\"\nreason = \"Not kept after all.\""
    );
    let catalog = Site::default().promise("api/2026-01-10-v1.md", &reinstated).assemble();
    assert_states(
        &catalog,
        "api-v1",
        "2026-02-01 cancelled
         2026-05-09 cancelled
         2026-05-10 unsupported
         2026-06-01 due",
    );
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced  -
         2026-02-01 cancelled  revision-1
         2026-05-10 reinstated revision-2
         2026-05-25 reminder   reminder-7-2026-06-01
         2026-06-01 sunset     sunset-2026-06-01",
    );
}

#[test]
fn what_fell_on_the_day_of_a_cancellation_or_a_move_stays() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            "sunset = 2026-06-01\n[[deprecation.revision]]\ndate = 2026-05-25\nchange = \"cancelled\"\nreason = \"x\"",
        )
        .promise(
            "api/2026-01-10-v2.md",
            "sunset = 2026-08-01\n[[deprecation.revision]]\ndate = 2026-06-01\nfrom = 2026-06-01\nreason = \"x\"",
        )
        .assemble();
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -
         2026-05-02 reminder  reminder-30-2026-06-01
         2026-05-25 reminder  reminder-7-2026-06-01
         2026-05-25 cancelled revision-1",
    );
    assert_states(&catalog, "api-v2", "2026-05-31 deprecated\n2026-06-01 deprecated\n2026-08-01 due");
    assert_events(
        &catalog,
        "api-v2",
        "2026-01-10 announced -
         2026-05-02 reminder  reminder-30-2026-06-01
         2026-05-25 reminder  reminder-7-2026-06-01
         2026-06-01 moved     revision-1
         2026-06-01 sunset    sunset-2026-06-01
         2026-07-02 reminder  reminder-30-2026-08-01
         2026-07-25 reminder  reminder-7-2026-08-01
         2026-08-01 sunset    sunset-2026-08-01",
    );
}

#[test]
fn completed_before_the_sunset_there_is_no_sunset() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("api/2026-05-20-gone.md", "title = \"gone\"\ncompletes = [\"api-v1\"]")
        .assemble();
    assert_states(&catalog, "api-v1", "2026-05-19 deprecated\n2026-05-20 removed\n2026-06-01 removed");
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -\n2026-05-02 reminder reminder-30-2026-06-01\n2026-05-20 removed -",
    );
}

#[test]
fn completed_late_it_is_due_meanwhile() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-02-01")
        .entry("api/2027-02-01-gone.md", "title = \"gone\"\ncompletes = [\"api-v1\"]")
        .assemble();
    assert_states(&catalog, "api-v1", "2026-02-01 due\n2027-01-31 due\n2027-02-01 removed");
}

const MOVES: &str = "
    [[deprecation.revision]]
    date = 2026-02-01
    from = 2026-03-01
    reason = \"one\"
    [[deprecation.revision]]
    date = 2026-03-01
    from = 2026-04-01
    reason = \"two\"
    [[deprecation.revision]]
    date = 2026-03-20
    from = 2026-08-01
    reason = \"three\"
    [[deprecation.revision]]
    date = 2026-05-01
    from = 2026-06-01
    reason = \"four\"";

#[test]
fn moved_four_times() {
    let catalog = Site::default().promise("api/2026-01-10-v1.md", &format!("sunset = 2026-07-01\n{MOVES}")).assemble();
    let id = catalog.find("api-v1").unwrap();
    let changes = catalog.change(id).entry.deprecation.as_ref().unwrap().revisions.iter();
    let changes: Vec<String> = changes
        .map(|revision| {
            format!(
                "{} {} → {}",
                revision.change.name(),
                revision.from.as_ref().unwrap(),
                revision.to.as_ref().unwrap()
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            "extended 2026-03-01 → 2026-04-01",
            "extended 2026-04-01 → 2026-08-01",
            "pulled-in 2026-08-01 → 2026-06-01",
            "extended 2026-06-01 → 2026-07-01"
        ]
    );
    assert_states(&catalog, "api-v1", "2026-03-01 deprecated\n2026-06-01 deprecated\n2026-07-01 due");
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -
         2026-01-30 reminder  reminder-30-2026-03-01
         2026-02-01 moved     revision-1
         2026-03-01 moved     revision-2
         2026-03-20 moved     revision-3
         2026-05-01 moved     revision-4
         2026-06-01 reminder  reminder-30-2026-07-01
         2026-06-24 reminder  reminder-7-2026-07-01
         2026-07-01 sunset    sunset-2026-07-01",
    );
}

#[test]
fn moved_away_and_back_again_an_event_has_one_id() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            "sunset = 2026-06-01
             [[deprecation.revision]]
             date = 2026-05-25
             from = 2026-06-01
             reason = \"away\"
             [[deprecation.revision]]
             date = 2026-05-25
             from = 2026-07-01
             reason = \"and back\"",
        )
        .assemble();
    assert_states(&catalog, "api-v1", "2026-05-31 deprecated\n2026-06-01 due");
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -
         2026-05-02 reminder  reminder-30-2026-06-01
         2026-05-25 reminder  reminder-7-2026-06-01
         2026-05-25 moved     revision-1
         2026-05-25 moved     revision-2
         2026-06-01 sunset    sunset-2026-06-01",
    );
}

/// The hour of a sunset is not a part of its id, so a move to another hour of the same day makes no second item.
#[test]
fn moved_to_another_hour_of_its_day_it_is_one_event() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01T12:00:00Z\n[[deprecation.revision]]\ndate = 2026-06-01\nfrom = 2026-06-01\nreason = \"At noon.\"")
        .assemble();
    let ids = crate::kit::events(&catalog, "api-v1");
    assert_eq!(ids.matches("sunset-2026-06-01").count(), 1, "{ids}");
}

#[test]
fn brownouts_announced_later_held_cancelled_and_moved() {
    let brownout = |rest: &str| {
        let text = format!(
            "sunset = 2026-12-01\n[[deprecation.brownout]]\nid = \"first\"\nstart = 2026-06-01T09:00:00Z\nend = 2026-06-01T10:00:00Z\n{rest}"
        );
        let catalog = Site::default().promise("api/2026-01-10-v1.md", &text).assemble();
        let events = crate::kit::events(&catalog, "api-v1");
        events.lines().filter(|line| line.contains("brownout")).map(str::to_owned).collect::<Vec<_>>()
    };
    let held = "2026-06-01T09:00:00Z brownout-held brownout-first-held";
    assert_eq!(brownout(""), [held]);
    assert_eq!(brownout("announced = 2026-01-10"), [held]);
    assert_eq!(brownout("announced = 2026-05-01"), ["2026-05-01 brownout-announced brownout-first", held]);
    assert_eq!(
        brownout("cancelled = { date = 2026-06-01, reason = \"late\" }"),
        ["2026-06-01 brownout-cancelled brownout-first-cancelled"]
    );
    // Cancelled when it had been held: both are true.
    assert_eq!(
        brownout("cancelled = { date = 2026-06-02, reason = \"late\" }"),
        [held, "2026-06-02 brownout-cancelled brownout-first-cancelled"]
    );
    let moved = |date: &str, from: &str| {
        brownout(&format!(
            "[[deprecation.revision]]\nfield = \"brownout:first\"\ndate = {date}\nfrom = {from}\nreason = \"x\""
        ))
    };
    assert_eq!(moved("2026-04-01", "2026-05-01T09:00:00Z"), [held]);
    // Held on 2026-05-01, and moved afterwards: what was held stays.
    assert_eq!(moved("2026-05-02", "2026-05-01T09:00:00Z"), ["2026-05-01T09:00:00Z brownout-held brownout-first-held"]);
}

/// A version that was out when the removal moved to a later one has had its day.
#[test]
fn a_removal_moved_after_its_version_was_out_keeps_its_event() {
    let catalog = Site::default()
        .promise("lib/2026-01-10-get.md", "removal = \"5.0.0\"\n[[deprecation.revision]]\ndate = 2026-04-01\nfield = \"removal\"\nfrom = \"4.0.0\"\nreason = \"x\"")
        .release("component = \"lib\"\nversion = \"4.0.0\"\ndate = 2026-03-01")
        .release("component = \"lib\"\nversion = \"5.0.0\"\ndate = 2026-06-01")
        .assemble();
    assert_states(&catalog, "lib-get", "2026-03-01 due\n2026-03-31 due\n2026-04-01 deprecated\n2026-06-01 due");
    assert_events(
        &catalog,
        "lib-get",
        "2026-01-10 announced -
         2026-03-01 due       due-4.0.0
         2026-04-01 moved     revision-1
         2026-06-01 due       due-5.0.0",
    );
}

#[test]
fn a_removal_that_is_out_already_is_due_from_the_announcement() {
    let catalog = Site::default()
        .promise("lib/2026-01-10-get.md", "removal = \"4.0.0\"")
        .release("component = \"lib\"\nversion = \"4.0.0\"\ndate = 2025-03-01")
        .assemble();
    assert_states(&catalog, "lib-get", "2026-01-10 due");
    assert_events(&catalog, "lib-get", "2026-01-10 announced -\n2026-01-10 due due-4.0.0");
}

/// A release without a row is out with its first entry; entries that join it later change its date, not that.
#[test]
fn a_release_without_a_row_is_out_with_its_first_entry() {
    let version = "title = \"x\"\nkind = \"changed\"\nversion = \"4.0.0\"";
    let catalog = Site::default()
        .promise("lib/2026-01-10-get.md", "removal = \"4.0.0\"")
        .entry("lib/2026-03-01-one.md", version)
        .entry("lib/2026-05-01-two.md", version)
        .entry("lib/2026-02-01-draft.md", &format!("{version}\ndraft = true"))
        .assemble();
    assert_states(&catalog, "lib-get", "2026-02-28 deprecated\n2026-03-01 due\n2026-05-01 due");
    let (_, library) = catalog.component_named("lib").unwrap();
    assert_eq!(library.releases.iter().next().unwrap().date.unwrap().to_string(), "2026-05-01");
}

#[test]
fn drafts_and_entries_of_later_days_do_not_show() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("api/2026-01-11-draft.md", "title = \"x\"\nkind = \"added\"\ndraft = true")
        .entry("api/2026-01-12-later.md", "title = \"x\"\nkind = \"added\"")
        .entry("api/2026-01-13.md", "title = \"x\"\nkind = \"added\"\ndate = 2026-01-13T23:00:00-05:00")
        .assemble();
    let shown = |day: &str| {
        let view = catalog.as_of(today(day));
        view.changes().map(|(_, change)| change.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown("2026-01-09"), "");
    assert_eq!(shown("2026-01-11"), "api-v1");
    assert_eq!(shown("2026-01-12"), "api-later api-v1");
    assert_eq!(shown("2026-01-13"), "api-later api-v1", "04:00Z of the next day");
    assert_eq!(shown("2026-01-14"), "api api-later api-v1");
}

#[test]
fn a_draft_completes_nothing() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("api/2026-06-10-gone.md", "title = \"gone\"\ncompletes = [\"api-v1\"]\ndraft = true")
        .assemble();
    assert_states(&catalog, "api-v1", "2026-06-10 due\n2027-06-10 due");
    assert!(promised(&catalog, "api-v1", "2027-01-01").unwrap().promise.completed_by.is_none());
}

/// Until its day comes, readers know nothing of the entry that will complete the promise.
#[test]
fn an_entry_of_a_later_day_completes_on_that_day() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry("api/2026-05-20-gone.md", "title = \"gone\"\ncompletes = [\"api-v1\"]")
        .assemble();
    let known = |day: &str| {
        let promised = promised(&catalog, "api-v1", day).unwrap();
        let events = catalog.as_of(today(day)).past_events(promised.promise);
        events.map(|event| event.name()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(known("2026-05-19"), "announced reminder");
    assert_eq!(known("2026-05-20"), "announced reminder removed");
}

#[test]
fn the_oldest_former_id_is_the_root_of_feed_ids() {
    let catalog = Site::default()
        .promise("api/2026-01-10-v1.md", "sunset = 2026-06-01")
        .entry(
            "api/2026-01-11-new.md",
            "title = \"x\"\nkind = \"added\"\nid = \"newest\"\nformer-ids = [\"oldest\", \"older\"]",
        )
        .assemble();
    let root = |id: &str| catalog.change(catalog.find(id).unwrap()).root.to_string();
    assert_eq!(root("api-v1"), "api-v1");
    assert_eq!((root("newest"), root("older"), root("oldest")), ("oldest".into(), "oldest".into(), "oldest".into()));
}

/// Numbers are those of the file, which only grows; days decide what was in force.
#[test]
fn revisions_keep_their_numbers_whatever_their_days() {
    let catalog = Site::default()
        .promise(
            "api/2026-01-10-v1.md",
            "sunset = 2026-12-01
             [[deprecation.revision]]
             date = 2026-05-01
             from = 2026-11-01
             reason = \"second\"
             [[deprecation.revision]]
             date = 2026-03-01
             from = 2026-09-01
             reason = \"first, told too late\"",
        )
        .assemble();
    assert_events(
        &catalog,
        "api-v1",
        "2026-01-10 announced -
         2026-03-01 moved     revision-2
         2026-05-01 moved     revision-1
         2026-11-01 reminder  reminder-30-2026-12-01
         2026-11-24 reminder  reminder-7-2026-12-01
         2026-12-01 sunset    sunset-2026-12-01",
    );
}

#[test]
fn what_has_no_version_is_unreleased_only_since_the_last_release() {
    let catalog = Site::default()
        .entry("api/2026-01-10-old.md", "title = \"Old\"\nkind = \"fixed\"")
        .entry("api/2026-02-01-two.md", "title = \"Two\"\nkind = \"added\"\nversion = \"2.0.0\"")
        .entry("api/2026-03-01-new.md", "title = \"New\"\nkind = \"fixed\"")
        .assemble();
    let view = catalog.as_of(today("2026-06-01"));
    let (_, component) = catalog.component_named("api").unwrap();
    let ids = |changes: Vec<&forewarn::catalog::Change>| {
        changes.iter().map(|change| change.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(view.unreleased(component).map(|(_, change)| change).collect()), ["api-new"]);
    assert_eq!(ids(view.beside_releases(component).map(|(_, change)| change).collect()), ["api-old"]);
}
