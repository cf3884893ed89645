//! Ten thousand entries: no document may look through all others for each of its own.

use super::*;

#[test]
fn ten_thousand_entries_are_pages_of_a_hundred() {
    let files: Vec<(String, String)> = (0..10_000)
        .map(|at| {
            let name = format!("api/2026-01-{:02}-n{at}", at % 28 + 1);
            let text = if at % 5 == 0 {
                promise("sunset = 2026-12-01")
            } else {
                format!("title = \"n{at}\"\nkind = \"added\"")
            };
            (name, text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let book = Book::of(&files);
    let view = book.catalog.as_of(today("2026-02-01"));
    let baseline = book.publish("2026-02-01", None);
    assert_eq!(book.schedule("2026-03-01", Some(&baseline)).deprecations.len(), 2_000);
    let pages: Vec<_> = (1..=changes_pages(view.changes().count()))
        .map(|page| changes_page(view, &book.config, page).unwrap())
        .collect();
    assert_eq!((pages.len(), pages[0].prev.clone(), pages[99].next.clone()), (100, None, None));
    assert!(pages[0].changes[0].date >= pages[99].changes[0].date);
    assert_eq!(changes_page(view, &book.config, 101), None);
    assert_eq!(changes_page(view, &book.config, 0), None);
}
