//! A list of feeds → OPML 2.0, which feed readers import as subscriptions.

use jiff::Timestamp;

use super::time::rfc822;
use crate::site::xml::{self, Xml};

/// The subscription list of a site.
#[derive(Clone, Debug)]
pub struct Opml<'a> {
    pub title: &'a str,
    /// The date of the newest item of any of the feeds, never the time of the build.
    pub updated: Timestamp,
    pub groups: &'a [Group],
}

/// Feeds that readers show under one heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// Empty: its feeds stand at the top level.
    pub title: String,
    pub feeds: Vec<Subscription>,
}

/// One feed to subscribe to. All URLs are absolute.
#[derive(Clone, Debug)]
pub struct Subscription {
    pub title: String,
    /// Plain text; may be empty.
    pub description: String,
    /// RSS or Atom; no reader is known to import JSON Feed from OPML.
    pub feed_url: String,
    pub home_url: String,
}

/// Served as [`super::media_type::OPML`]. Groups without feeds are left out.
pub fn opml(list: &Opml) -> Vec<u8> {
    const LINE: usize = 320;
    let lines: usize = list.groups.iter().map(|group| group.feeds.len() + 2).sum();
    xml::document((lines + 2) * LINE, |xml| {
        xml.element("opml", &[("version", "2.0")], |xml| {
            xml.element("head", &[], |xml| {
                xml.text("title", &[], list.title);
                xml.text("dateModified", &[], &rfc822(list.updated));
            });
            xml.element("body", &[], |xml| list.groups.iter().for_each(|one| group(xml, one)));
        });
    })
}

fn group(xml: &mut Xml, group: &Group) {
    let fill = |xml: &mut Xml| group.feeds.iter().for_each(|feed| subscription(xml, feed));
    if group.feeds.is_empty() {
        return;
    }
    if group.title.is_empty() {
        fill(xml);
    } else {
        xml.element("outline", &[("text", group.title.as_str())], fill);
    }
}

/// `type` is "rss" for every feed format (OPML 2.0, "Subscription lists"); readers look at the document itself.
fn subscription(xml: &mut Xml, feed: &Subscription) {
    let mut attributes: Vec<(&str, &str)> = vec![("type", "rss"), ("text", &feed.title), ("title", &feed.title)];
    if !feed.description.is_empty() {
        attributes.push(("description", &feed.description));
    }
    attributes.extend([("xmlUrl", feed.feed_url.as_str()), ("htmlUrl", feed.home_url.as_str())]);
    xml.empty("outline", &attributes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_list_in_groups() {
        let all = Subscription {
            title: "Paved Road".to_owned(),
            description: "".to_owned(),
            feed_url: "https://c.example/feed.atom".to_owned(),
            home_url: "https://c.example/".to_owned(),
        };
        let one = Subscription {
            title: "Vec<T> & \"more\"".to_owned(),
            description: "What it does".to_owned(),
            feed_url: "https://c.example/components/vec/feed.atom".to_owned(),
            home_url: "https://c.example/components/vec/".to_owned(),
        };
        let list = Opml {
            title: "Paved Road",
            updated: "2026-03-02T00:12:03Z".parse().unwrap(),
            groups: &[
                Group { title: "".to_owned(), feeds: vec![all] },
                Group { title: "Components".to_owned(), feeds: vec![one] },
                Group { title: "Owners".to_owned(), feeds: Vec::new() },
            ],
        };
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head>
    <title>Paved Road</title>
    <dateModified>Mon, 02 Mar 2026 00:12:03 +0000</dateModified>
  </head>
  <body>
    <outline type="rss" text="Paved Road" title="Paved Road" xmlUrl="https://c.example/feed.atom" htmlUrl="https://c.example/"/>
    <outline text="Components">
      <outline type="rss" text="Vec&lt;T&gt; &amp; &quot;more&quot;" title="Vec&lt;T&gt; &amp; &quot;more&quot;" description="What it does" xmlUrl="https://c.example/components/vec/feed.atom" htmlUrl="https://c.example/components/vec/"/>
    </outline>
  </body>
</opml>
"#;
        assert_eq!(String::from_utf8(opml(&list)).unwrap(), expected);
    }
}
