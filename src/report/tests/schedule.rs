use snapbox::{assert_data_eq, str};

use crate::report::{Groups, Hidden, Row, Styled, table};

fn row(id: &str, title: &str, date: Option<(&str, i64)>) -> Row {
    Row {
        id: id.to_owned(),
        title: title.to_owned(),
        component: "deploy-api".to_owned(),
        owner: Some("delivery".to_owned()),
        state: "deprecated".to_owned(),
        date: date.map(|(day, _)| day.to_owned()),
        days_left: date.map(|(_, days)| days),
        url: format!("https://changes.example.com/changes/{id}/"),
        ..Row::default()
    }
}

fn groups() -> Groups {
    let v1 = Row {
        last_safe_day: Some("2026-11-30".to_owned()),
        replacement: Some("GET /v2/deployments".to_owned()),
        ..row("deploy-api-v1", "Deploy API v1 is deprecated, move to v2", Some(("2026-12-01", 16)))
    };
    let node = Row {
        state: "due".to_owned(),
        component: "container-runtime".to_owned(),
        owner: None,
        action: Some("Build on the `node-22` image and run the smoke tests".to_owned()),
        ..row("node-18", "Node 18 images are no longer rebuilt", Some(("2026-11-01", -14)))
    };
    let flag = Row { removal: Some("4.0.0".to_owned()), ..row("old-flag", "`--old` goes\u{1b}[2J", None) };
    let tomorrow = row("cron", "CronJob batch/v1beta1", Some(("2026-11-16", 1)));
    Groups::of([flag, v1, node, tomorrow])
}

#[test]
fn the_table_fits_eighty_columns() {
    let shown = table(&groups(), 80, Styled::Plain);
    assert!(shown.lines().all(|line| line.chars().count() <= 80));
    assert_data_eq!(
        shown,
        str![[r#"
Due now: 1
WHEN         WHAT                          COMPONENT, OWNER   USE INSTEAD
2026-11-01   Node 18 images are no longer  container-runtime  Build on the
14 days ago  rebuilt                                          `node-22` image
             node-18                                          and run the smoke
                                                              tests

Next 90 days: 2
WHEN         WHAT                          COMPONENT, OWNER   USE INSTEAD
2026-11-16   CronJob batch/v1beta1         deploy-api         -
tomorrow     cron                          delivery

2026-12-01   Deploy API v1 is deprecated,  deploy-api         GET
in 16 days   move to v2                    delivery           /v2/deployments
             deploy-api-v1

Later: nothing

No date yet: 1
WHEN         WHAT                          COMPONENT, OWNER   USE INSTEAD
with 4.0.0   `--old` goes␛[2J              deploy-api         -
             old-flag                      delivery

"#]]
    );
}

#[test]
fn the_table_uses_a_wide_terminal() {
    assert_data_eq!(
        table(&groups(), 140, Styled::Plain),
        str![[r#"
Due now: 1
WHEN                  WHAT                                                COMPONENT, OWNER   USE INSTEAD
2026-11-01            Node 18 images are no longer rebuilt                container-runtime  Build on the `node-22` image and run the smoke
14 days ago           node-18                                                                tests
                      https://changes.example.com/changes/node-18/

Next 90 days: 2
WHEN                  WHAT                                                COMPONENT, OWNER   USE INSTEAD
2026-11-16            CronJob batch/v1beta1                               deploy-api         -
tomorrow              cron                                                delivery
                      https://changes.example.com/changes/cron/

2026-12-01            Deploy API v1 is deprecated, move to v2             deploy-api         GET /v2/deployments
in 16 days            deploy-api-v1                                       delivery
last safe 2026-11-30  https://changes.example.com/changes/deploy-api-v1/

Later: nothing

No date yet: 1
WHEN                  WHAT                                                COMPONENT, OWNER   USE INSTEAD
with 4.0.0            `--old` goes␛[2J                                    deploy-api         -
                      old-flag                                            delivery
                      https://changes.example.com/changes/old-flag/

"#]]
    );
}

#[test]
fn colour_adds_nothing_to_the_words() {
    let coloured = table(&groups(), 100, Styled::Coloured);
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), table(&groups(), 100, Styled::Plain));
}

#[test]
fn a_narrow_terminal_and_an_empty_schedule_are_fine() {
    assert!(table(&groups(), 0, Styled::Plain).lines().all(|line| line.chars().count() <= 60));
    assert_eq!(table(&Groups::default(), 80, Styled::Plain).lines().next(), Some("Due now: nothing"));
    let hidden = Some(Hidden { count: 4, by: "--days 30".into() });
    let shown = table(&Groups { hidden, ..Groups::default() }, 80, Styled::Plain);
    assert_eq!(shown, "4 more, hidden by `--days 30`\n");
}

#[test]
fn names_are_cut_where_their_parts_end() {
    let row = Row {
        replacement: Some("POST /v2/deployments/{id}/cancel".to_owned()),
        ..row("deploy-api-deploy-token-header", "It goes", Some(("2026-12-01", 16)))
    };
    let shown = table(&Groups::of([row]), 66, Styled::Plain);
    let ends = ["  POST /v2/\n", "  deployments/\n", "  {id}/cancel\n", "  deploy-api-deploy-  "];
    assert!(ends.iter().all(|end| shown.contains(end)), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 66), "{shown}");
}

#[test]
fn the_last_safe_day_stands_beside_the_sunset_where_there_is_room() {
    let (narrow, wide) = (table(&groups(), 99, Styled::Plain), table(&groups(), 100, Styled::Plain));
    assert!(!narrow.contains("last safe") && wide.contains("last safe 2026-11-30"), "{wide}");
    assert!(!wide.contains("https:"), "{wide}");
}

#[test]
fn a_version_stands_where_its_release_is_expected_and_says_that_it_is_no_promise() {
    let by_version = |id: &str, expected: Option<(&str, i64)>| Row {
        removal: Some("2.0.0".to_owned()),
        expected: expected.map(|(day, days)| (day.to_owned(), days)),
        ..row(id, "Old flag", None)
    };
    let rows = [
        by_version("unknown", None),
        by_version("late", Some(("2026-11-10", -5))),
        row("cron", "CronJob", Some(("2026-11-16", 1))),
        by_version("soon", Some(("2026-12-01", 16))),
        by_version("far", Some(("2027-03-09", 114))),
    ];
    let groups = Groups::of(rows);
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&groups.due), [""; 0], "a release that is late makes nothing due");
    assert_eq!(ids(&groups.next_90_days), ["late", "cron", "soon"]);
    assert_eq!((ids(&groups.later), ids(&groups.no_date)), (vec!["far".to_owned()], vec!["unknown".to_owned()]));
    let shown = table(&groups, 120, Styled::Plain);
    for told in ["with 2.0.0,", "was expected 2026-11-10", "expected 2026-12-01"] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
}
