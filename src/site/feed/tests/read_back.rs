//! Our feeds as another program reads them.

use feed_rs::model;
use feed_rs::parser::Builder;
use proptest::prelude::*;

use super::*;

const HOSTILE: &[&str] = &[
    "]]>",
    "]]]]><![CDATA[>",
    "<script>alert(1)</script>",
    "Vec<T>",
    "a & b &amp; c &nbsp; &#60;",
    "\"double\" 'single'",
    "👩‍🚀 🇩🇪 e\u{301}",
    "שלום עולם مرحبا",
    "esc \u{1b}[31mred\u{1b}[0m, bell \u{7}, back \u{8}, nul \0, next line \u{85}",
    "]\u{8}]\u{8}>",
    "not characters \u{FFFE}\u{FFFF}\u{1FFFE}\u{FDD0}",
    "<!-- --> <?xml?> <!DOCTYPE a>",
    "one\r\ntwo\tthree\nfour",
];

/// Reads without repairing anything.
fn read(bytes: &[u8]) -> model::Feed {
    Builder::new().sanitize_content(false).build().parse(bytes).expect("a feed that can be read")
}

/// In each format.
fn read_all(feed: &Filled) -> [(&'static str, model::Feed); 3] {
    [("rss", read(&rss(feed))), ("atom", read(&atom(feed))), ("json", read(&json(feed)))]
}

/// What must survive of a text: all but control characters, noncharacters, and white space at its ends.
fn survives(text: &str) -> String {
    let white = |c: char| matches!(c, '\t' | '\n' | '\r');
    let noncharacter = |c: char| ('\u{FDD0}'..='\u{FDEF}').contains(&c) || u32::from(c) % 0x10000 >= 0xFFFE;
    spaced(&text.chars().filter(|c| white(*c) || !(c.is_control() || noncharacter(*c))).collect::<String>())
}

/// Lines may end in any way.
fn spaced(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn title(entry: &model::Entry) -> String {
    spaced(entry.title.as_ref().map_or("", |title| &title.content))
}

fn body(entry: &model::Entry) -> String {
    spaced(entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or(""))
}

fn hostile_item(text: &str) -> Item {
    Item {
        title: format!("t {text}"),
        summary: format!("s {text}"),
        content_html: format!("<p>{text}</p>").into(),
        owner: Some(format!("o {text}")),
        categories: vec![category(text, text, "tags")],
        ..item()
    }
}

#[test]
fn ids_dates_and_links_are_read_back() {
    for (format, read) in read_all(&feed(&[item(), bare_item()])) {
        let ids: Vec<&str> = read.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, [item().id, bare_item().id], "{format}");
        let first = &read.entries[0];
        assert_eq!(first.published.unwrap().timestamp(), item().published.as_second(), "{format}");
        assert_eq!(first.links[0].href, item().url, "{format}");
        assert_eq!(first.authors[0].name.as_deref(), Some("Delivery"), "{format}");
        let terms: Vec<&str> = first.categories.iter().map(|category| category.term.as_str()).collect();
        assert_eq!(terms, ["deploy-api", "http"], "{format}");
        assert_eq!(read.title.unwrap().content, "Paved Road", "{format}");
        assert_eq!(read.language.as_deref(), Some("en"), "{format}");
    }
}

#[test]
fn hostile_texts_survive_in_every_format() {
    for hostile in HOSTILE {
        let items = [hostile_item(hostile)];
        for (format, read) in read_all(&feed(&items)) {
            let entry = &read.entries[0];
            assert_eq!(title(entry), survives(&items[0].title), "{format} {hostile:?}");
            assert_eq!(body(entry), survives(&items[0].content_html), "{format} {hostile:?}");
        }
    }
}

#[test]
fn a_plain_summary_is_escaped_as_html_where_readers_take_it_for_html() {
    let items = [hostile_item("Vec<T> & co.")];
    let summary = |read: model::Feed| read.entries[0].summary.clone().unwrap().content;
    assert_eq!(summary(read(&rss(&feed(&items)))), "s Vec&lt;T&gt; &amp; co.");
    assert_eq!(summary(read(&atom(&feed(&items)))), "s Vec<T> & co.");
    assert_eq!(summary(read(&json(&feed(&items)))), "s Vec<T> & co.");
}

proptest! {
    #[test]
    fn any_text_gives_feeds_that_can_be_read(text in any::<String>(), id in any::<String>()) {
        let items = [Item { id: format!("tag:{id}:"), ..hostile_item(&text) }];
        for (format, read) in read_all(&Filled { head: Feed { title: &text, ..head(&items) }, items: &items }) {
            prop_assert_eq!(title(&read.entries[0]), survives(&items[0].title), "{}", format);
            prop_assert_eq!(body(&read.entries[0]), survives(&items[0].content_html), "{}", format);
            prop_assert_eq!(spaced(&read.entries[0].id), survives(&items[0].id), "{}", format);
        }
    }
}
