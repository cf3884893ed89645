//! JSON Feed against a schema that is stricter than the text of JSON Feed 1.1: no key that we do not mean to write.

use super::*;

fn invalid(document: &serde_json::Value) -> Option<String> {
    let schema = serde_json::from_str(include_str!("jsonfeed.schema.json")).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("https://c.example/jsonfeed.schema.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("https://c.example/jsonfeed.schema.json", &mut schemas).unwrap();
    schemas.validate(document, index).err().map(|error| error.to_string())
}

fn document(feed: &Filled) -> serde_json::Value {
    serde_json::from_slice(&json(feed)).unwrap()
}

#[test]
fn what_we_write_is_a_json_feed() {
    let older = Archived { atom: URLS.atom, json: Some(URLS.json) };
    assert_eq!(invalid(&document(&feed(&[item(), bare_item()]))), None);
    assert_eq!(
        invalid(&document(&Filled {
            head: Feed { prev_archive: Some(older), description: "", ..head(&[]) },
            items: &[]
        })),
        None
    );
}

#[test]
fn the_schema_is_strict() {
    let good = document(&feed(&[item()]));
    for (pointer, bad) in
        [("/version", "1.1"), ("/items/0/date_published", "2026-03-02"), ("/items/0/_forewarn/kind", "new")]
    {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = bad.into();
        assert!(invalid(&document).is_some(), "{pointer}");
    }
    let mut document = good.clone();
    document["author"] = serde_json::json!({ "name": "the old key" });
    assert!(invalid(&document).is_some());
}

#[test]
fn a_term_of_two_vocabularies_is_one_tag() {
    let both =
        Item { categories: vec![category("http", "HTTP", "components"), category("http", "http", "tags")], ..item() };
    assert_eq!(document(&feed(&[both]))["items"][0]["tags"], serde_json::json!(["http"]));
}
