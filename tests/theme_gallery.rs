//! Every page kind of the default theme, rendered from made-up contexts. With FOREWARN_GALLERY naming a folder the pages
//! are written there too, to be looked at in a browser.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may read the environment, write files, and fail

use std::collections::{BTreeMap, BTreeSet};

use forewarn::site::context::schema::{Shape, Types, may_be_null, shape, types, words};
use forewarn::site::theme::gallery::{self, HOSTILE};
use forewarn::site::theme::{AssetContent, Theme};
use serde_json::Value as Json;

/// Pages by their path on the site.
struct Gallery {
    theme: Theme,
    pages: BTreeMap<String, String>,
}

fn gallery() -> Gallery {
    let (theme, problems) = Theme::new(None, &gallery::site());
    assert_eq!(problems, []);
    let mut pages = BTreeMap::new();
    for page in gallery::pages() {
        let text = theme.render_made_up(&page).unwrap_or_else(|problem| panic!("{}: {problem:#?}", page.path));
        let path = page.path;
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        pages.insert(file, text);
    }
    Gallery { theme, pages }
}

#[test]
fn every_page_kind_renders_and_hostile_text_stays_text() {
    let gallery = gallery();
    for (path, page) in &gallery.pages {
        assert!(!page.contains(HOSTILE), "{path}");
        assert!(!page.contains(" style="), "{path}: the content security policy forbids inline styles");
        let inline = page.matches("<script").count() - page.matches("<script src=").count();
        assert_eq!(inline, 0, "{path}: the content security policy forbids inline scripts");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
    }
    assert!(gallery.pages["index.html"].contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    write(&gallery);
}

#[test]
fn headings_never_skip_a_level() {
    for (path, page) in gallery().pages {
        let levels: Vec<u32> =
            page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{path}: {levels:?}");
        }
    }
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for (path, page) in gallery().pages {
        let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: {ids:?}");
    }
}

/// What of the contexts the made-up data shows, and all that there is to be shown.
#[derive(Default)]
struct Coverage {
    shown: BTreeSet<String>,
    wanted: BTreeSet<String>,
}

impl Coverage {
    fn look(&mut self, value: &Json, schema: &Json, types: &Types, place: &str) {
        let resolved = types.resolve(schema);
        if may_be_null(schema) {
            self.want(place, value.is_null(), ["nothing", "a value"]);
        }
        if let Some(flag) = value.as_bool() {
            self.want(place, flag, ["true", "false"]);
        }
        let words = words(resolved);
        if let Some(word) = value.as_str().filter(|_| !words.is_empty()) {
            let name = resolved_name(types, resolved);
            self.wanted.extend(words.iter().map(|(word, _)| format!("{name} is {word}")));
            self.shown.insert(format!("{name} is {word}"));
        }
        if let Some(items) = value.as_array().filter(|_| schema.get("items").is_some()) {
            self.want(place, items.is_empty(), ["no items", "items"]);
            items.iter().for_each(|item| self.look(item, &schema["items"], types, place));
        }
        if let (Some(fields), Shape::Fields(known)) = (value.as_object(), shape(resolved)) {
            let name = resolved_name(types, resolved);
            for (field, value) in fields {
                self.look(value, &known[field], types, &format!("{name}.{field}"));
            }
        }
    }

    fn want(&mut self, place: &str, first: bool, ways: [&str; 2]) {
        self.wanted.extend(ways.map(|way| format!("{place}: {way}")));
        self.shown.insert(format!("{place}: {}", ways[usize::from(!first)]));
    }
}

fn resolved_name<'a>(types: &'a Types, schema: &Json) -> &'a str {
    types.iter().find(|(_, known)| *known == schema).map_or("", |(name, _)| name)
}

#[test]
fn the_gallery_shows_every_optional_field_with_and_without_a_value_every_flag_both_ways_and_every_word() {
    let types = types();
    let mut coverage = Coverage::default();
    for page in gallery::pages() {
        coverage.look(&page.data, types.get(page.takes).unwrap(), &types, page.takes);
    }
    let missing: Vec<_> = coverage.wanted.difference(&coverage.shown).collect();
    assert!(missing.is_empty(), "add to src/site/theme/gallery: {missing:#?}");
}

/// Writes the gallery where FOREWARN_GALLERY says; does nothing without it.
fn write(gallery: &Gallery) {
    let Some(folder) = std::env::var_os("FOREWARN_GALLERY").map(std::path::PathBuf::from) else { return };
    let save = |path: &str, bytes: &[u8]| {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    for (path, page) in &gallery.pages {
        save(path, page.as_bytes());
    }
    for asset in gallery.theme.assets() {
        match &asset.content {
            AssetContent::Embedded(bytes) => save(asset.path.as_str(), bytes),
            AssetContent::Generated(text) => save(asset.path.as_str(), text.as_bytes()),
            AssetContent::Copy(_) => unreachable!("there is no user's theme here"),
        }
    }
}
