//! The bound on what an item takes holds, and is near.

use proptest::prelude::*;

use super::*;

/// The bytes that an item adds to a document, in the format in which they are most.
fn added(item: &Item) -> usize {
    let bytes = |items: &[Item]| {
        let feed = feed(items);
        [rss(&feed), atom(&feed), json(&feed)].map(|bytes| bytes.len())
    };
    let (with, without) = (bytes(&[item.clone(), item.clone()]), bytes(std::slice::from_ref(item)));
    with.iter().zip(without).map(|(with, without)| with - without).max().unwrap_or_default()
}

#[test]
fn the_bound_is_near() {
    let long = Item { content_html: "<p>Use <code>v2</code> of it.</p>\n".repeat(60).into(), ..item() };
    for item in [item(), bare_item(), long] {
        let (bound, bytes) = (at_most(&item), added(&item));
        assert!(bytes <= bound && bound <= bytes + 900, "{bytes} bytes, at most {bound}");
    }
}

proptest! {
    #[test]
    fn no_item_takes_more(text in "[\\PC\n\"\\\\<>&'\\]]{0,40}", is_body in any::<bool>()) {
        let item = Item {
            title: text.clone(),
            summary: text.clone(),
            content_html: if is_body { text.as_str().into() } else { "".into() },
            owner: Some(text),
            ..item()
        };
        prop_assert!(added(&item) <= at_most(&item));
    }
}
