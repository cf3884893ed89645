use super::*;
use jiff::civil::date;

fn promise(announced: Date, sunset: Option<Date>) -> Drawn {
    Drawn {
        name: "Deploy API v1".to_owned(),
        path: "changes/v1/".to_owned(),
        component: "Deploy API".to_owned(),
        components: vec!["deploy-api".to_owned()],
        owner: None,
        state: State::Deprecated,
        urgency: Urgency::Later,
        estimated: false,
        announced,
        closed_to_new: None,
        end_of_support: None,
        sunset,
        removal: None,
        expected: None,
        moved_from: Vec::new(),
        brownouts: Vec::new(),
    }
}

fn by_version(expected: Option<Date>) -> Drawn {
    Drawn { removal: Some("2.0.0".to_owned()), expected, ..promise(date(2026, 1, 1), None) }
}

#[test]
fn an_expected_version_stands_among_the_days_and_has_no_sunset_to_show() {
    let promises = [
        by_version(Some(date(2027, 3, 9))),
        promise(date(2026, 1, 1), Some(date(2027, 5, 1))),
        by_version(None),
        promise(date(2026, 1, 1), Some(date(2026, 12, 1))),
        by_version(Some(date(2026, 11, 2))),
    ];
    let picture = timeline(&promises, TODAY, 10, By::Nothing).unwrap();
    let rows = &picture.wide.groups[0].rows;
    let ends: Vec<&str> = rows.iter().map(|row| row.end_label.as_str()).collect();
    let (late, next) = ("with 2.0.0, was expected 2 Nov 2026", "with 2.0.0, expected 9 Mar 2027");
    assert_eq!(ends, [late, "1 Dec 2026", next, "1 May 2027", "with 2.0.0"]);
    let goes_on: Vec<bool> = rows.iter().map(|row| row.goes_on).collect();
    assert_eq!(goes_on, [true, false, false, false, true]);
    assert_eq!((rows[2].sunset_x, rows[0].overdue), (None, None));
    assert!(picture.wide.right < WIDE.right, "long ends have room");
}

#[test]
fn very_long_words_are_cut() {
    let word = "x".repeat(200);
    let long = Drawn {
        name: word.clone(),
        component: word.clone(),
        removal: Some(word),
        ..by_version(Some(date(2027, 3, 9)))
    };
    let timeline = timeline(&[long.clone(), long], TODAY, 10, By::Component).unwrap();
    for picture in [&timeline.wide, timeline.middle.as_ref().unwrap(), &timeline.narrow] {
        let group = &picture.groups[0];
        let longest = [group.name.as_ref().unwrap(), &group.rows[0].name, &group.rows[0].end_label];
        assert!(longest.iter().all(|text| text.chars().count() <= 58), "{longest:?}");
    }
}

const TODAY: Today = Today(date(2026, 11, 22));

#[test]
fn no_promises_make_no_picture() {
    assert_eq!(timeline(&[], TODAY, 10, By::Nothing), None);
}

#[test]
fn the_nearest_sunset_is_the_first_row_and_the_rest_is_counted() {
    let promises = [
        promise(date(2026, 1, 1), None),
        promise(date(2026, 1, 1), Some(date(2027, 5, 1))),
        promise(date(2026, 1, 1), Some(date(2026, 12, 1))),
    ];
    let picture = timeline(&promises, TODAY, 2, By::Nothing).unwrap();
    let ends: Vec<&str> = picture.wide.groups[0].rows.iter().map(|row| row.end_label.as_str()).collect();
    assert_eq!(ends, ["1 Dec 2026", "1 May 2027"]);
    assert_eq!(picture.more, 1);
}

#[test]
fn far_dates_are_clipped_and_say_so() {
    let picture = timeline(&[promise(date(2019, 1, 1), Some(date(2040, 1, 1)))], TODAY, 10, By::Nothing).unwrap();
    assert_eq!((picture.from.as_str(), picture.to.as_str()), ("2025-11-01", "2028-12-01"));
    let row = &picture.wide.groups[0].rows[0];
    assert!(row.starts_before && row.goes_on && row.sunset_x.is_none());
    assert_eq!((row.bar.x, row.bar.width), (WIDE.left, WIDE.right - WIDE.left));
}

#[test]
fn an_overdue_promise_goes_on_to_today() {
    let picture = timeline(&[promise(date(2026, 6, 1), Some(date(2026, 11, 1)))], TODAY, 10, By::Nothing).unwrap();
    let row = &picture.wide.groups[0].rows[0];
    let overdue = row.overdue.unwrap();
    assert_eq!(overdue.x, row.sunset_x.unwrap());
    assert!((overdue.x + overdue.width - picture.wide.today_x).abs() < 0.2);
}

#[test]
fn dates_at_the_ends_of_the_calendar_do_not_panic() {
    for today in [Date::MIN, Date::MAX] {
        let picture = timeline(&[promise(Date::MIN, Some(Date::MAX))], Today(today), 10, By::Nothing).unwrap();
        assert!(picture.wide.today_x >= WIDE.left && picture.wide.today_x <= WIDE.right);
        assert!(picture.wide.months.len() <= 40);
    }
}

#[test]
fn groups_stand_below_each_other_and_that_with_the_nearest_sunset_first() {
    let of = |owner: &str, sunset| Drawn { owner: Some(owner.to_owned()), ..promise(date(2026, 1, 1), Some(sunset)) };
    let promises = [of("Cloud", date(2027, 3, 1)), of("Trust", date(2026, 12, 1)), of("Cloud", date(2027, 1, 1))];
    let picture = timeline(&promises, TODAY, 10, By::Owner).unwrap();
    let names: Vec<_> =
        picture.wide.groups.iter().map(|group| (group.name.as_deref().unwrap(), group.rows.len())).collect();
    assert_eq!(names, [("Trust", 1), ("Cloud", 2)]);
    let ys: Vec<f64> = picture
        .wide
        .groups
        .iter()
        .flat_map(|group| [group.y].into_iter().chain(group.rows.iter().map(|row| row.y)))
        .collect();
    assert!(ys.windows(2).all(|pair| pair[0] < pair[1]), "{ys:?}");
    assert_eq!(picture.wide.bottom, ys.last().unwrap() + WIDE.row);
}

#[test]
fn every_shape_tells_the_same_and_fits_its_width() {
    let promises = [
        promise(date(2019, 1, 1), Some(date(2040, 1, 1))),
        promise(date(2026, 6, 1), Some(date(2026, 11, 1))),
        promise(date(2026, 1, 1), None),
    ];
    let Timeline { wide, middle, narrow, .. } = timeline(&promises, TODAY, 10, By::Component).unwrap();
    let middle = middle.unwrap();
    let told = |picture: &Picture| -> Vec<_> {
        let rows = picture.groups.iter().flat_map(|group| &group.rows);
        rows.map(|row| (row.description.clone(), row.end_label.clone(), row.marks.len())).collect()
    };
    assert_eq!(told(&wide), told(&narrow));
    assert_eq!(told(&wide), told(&middle));
    for picture in [&middle, &narrow] {
        for row in picture.groups.iter().flat_map(|group| &group.rows) {
            assert!(row.bar.x >= picture.left && row.bar.x + row.bar.width <= picture.right, "{row:?}");
        }
    }
    assert_eq!((middle.width, narrow.width), (640.0, 320.0));
}

#[test]
fn of_very_many_promises_the_middle_shape_is_left_out() {
    let promises: Vec<Drawn> = (0..=MOST_IN_THE_MIDDLE).map(|_| promise(date(2026, 1, 1), None)).collect();
    assert!(timeline(&promises, TODAY, 40, By::Nothing).unwrap().middle.is_none());
    assert!(timeline(&promises, TODAY, MOST_IN_THE_MIDDLE, By::Nothing).unwrap().middle.is_some());
}
