//! What all formats must hold: exact output, and what others read in it.

mod golden;
mod read_back;
mod schema;
mod size;

use super::*;

const URLS: Urls = Urls {
    rss: "https://c.example/feed.xml",
    atom: "https://c.example/feed.atom",
    json: "https://c.example/feed.json",
};

/// A document with its items.
#[derive(Clone, Copy)]
struct Filled<'a> {
    head: Feed<'a>,
    items: &'a [Item],
}

fn rss(feed: &Filled) -> Vec<u8> {
    super::rss(&feed.head, feed.items)
}

fn atom(feed: &Filled) -> Vec<u8> {
    super::atom(&feed.head, &feed.items.iter().map(atom_entry).collect::<Vec<_>>())
}

fn json(feed: &Filled) -> Vec<u8> {
    super::json(&feed.head, &feed.items.iter().map(json_item).collect::<Vec<_>>())
}

fn feed(items: &[Item]) -> Filled<'_> {
    Filled { head: head(items), items }
}

/// A head with everything but older documents.
fn head(items: &[Item]) -> Feed<'_> {
    Feed {
        id: "tag:c.example,2026:paved-road",
        title: "Paved Road",
        description: "Changes & deprecations",
        language: "en",
        home_url: "https://c.example/",
        self_urls: URLS,
        authors: &["Platform team"],
        updated: newest(items).unwrap_or_default(),
        ttl_minutes: 60,
        about_extension: "https://c.example/api/",
        place: Place::Subscription,
        prev_archive: None,
    }
}

/// An item with everything.
fn item() -> Item {
    Item {
        id: "tag:c.example,2026:paved-road:deploy-api-v1".to_owned(),
        url: "https://c.example/changes/deploy-api-v1/".to_owned(),
        title: "Vec<T> & co. are deprecated".to_owned(),
        summary: "Use <Box> instead.".to_owned(),
        content_html: "<p>Use <code>&lt;Box&gt;</code> instead.</p>\n<pre>a[b[0]]></pre>\n".into(),
        published: "2026-03-02T00:12:03Z".parse().unwrap(),
        updated: "2026-03-05T09:00:00Z".parse().unwrap(),
        categories: vec![category("deploy-api", "Deploy API", "components"), category("http", "http", "tags")],
        owner: Some("Delivery".to_owned()),
        extension: Extension {
            kind: "deprecated".to_owned(),
            event: None,
            component: "deploy-api".to_owned(),
            version: Some("3.4.0".to_owned()),
            sunset: Some("2026-12-01".to_owned()),
            removal: None,
            replacement: vec!["GET /v2/deployments".to_owned()],
        },
    }
}

/// An item with only what every item has.
fn bare_item() -> Item {
    Item {
        id: "tag:c.example,2026:paved-road:old".to_owned(),
        url: "https://c.example/changes/old/".to_owned(),
        title: "A < B".to_owned(),
        summary: String::new(),
        content_html: "".into(),
        published: "2026-03-01T00:00:01Z".parse().unwrap(),
        updated: "2026-03-01T00:00:01Z".parse().unwrap(),
        categories: Vec::new(),
        owner: None,
        extension: Extension { kind: "fixed".to_owned(), component: "deploy-api".to_owned(), ..Extension::default() },
    }
}

fn category(term: &str, label: &str, scheme: &str) -> Category {
    let scheme = (scheme != "tags").then(|| format!("https://c.example/{scheme}/"));
    Category { term: term.to_owned(), label: label.to_owned(), scheme }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_newest_change_dates_the_feed_even_in_an_older_item() {
    assert_eq!(newest(&[bare_item(), item()]), Some(item().updated));
    assert_eq!(newest(&[]), None);
}

#[test]
fn every_item_given_is_written_once_also_with_an_id_given_twice() {
    let items = [item(), item()];
    assert_eq!(text(rss(&feed(&items))).matches("<guid").count(), 2);
    assert_eq!(text(atom(&feed(&items))).matches("<entry>").count(), 2);
    assert_eq!(text(json(&feed(&items))).matches("\"id\":").count(), 2);
}

#[test]
fn a_feed_without_authors_is_by_its_title() {
    let feed = Filled { head: Feed { authors: &[], ..head(&[]) }, items: &[] };
    assert!(text(atom(&feed)).contains("<name>Paved Road</name>"));
    assert!(text(json(&feed)).contains("\"name\": \"Paved Road\""));
}

#[test]
fn older_items_are_found_by_links_between_documents() {
    let older = Archived { atom: "https://c.example/a1", json: Some("https://c.example/j1") };
    let with = |head| Filled { head, items: &[] };
    let feed = with(Feed { prev_archive: Some(older), ..head(&[]) });
    let to_atom = r#"rel="prev-archive" type="application/atom+xml" href="https://c.example/a1"/>"#;
    assert!(text(rss(&feed)).contains(&format!("<atom:link {to_atom}")));
    assert!(text(atom(&feed)).contains(&format!("<link {to_atom}")));
    assert!(text(json(&feed)).contains(r#""next_url": "https://c.example/j1""#));
    let without_json = with(Feed { prev_archive: Some(Archived { json: None, ..older }), ..feed.head });
    assert!(!text(json(&without_json)).contains("next_url"));
    let archive = text(atom(&with(Feed { place: Place::Archive { current: URLS }, ..feed.head })));
    assert!(
        archive.contains(r#"<link rel="current" type="application/atom+xml" href="https://c.example/feed.atom"/>"#)
    );
    assert!(archive.contains(r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>"#));
}
