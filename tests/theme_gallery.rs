//! Every page kind of the default theme, rendered from made-up contexts. With FOREWARN_GALLERY naming a folder the pages
//! are written there too, to be looked at in a browser.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may read the environment, write files, and fail

#[path = "theme_gallery/made_up/mod.rs"]
mod made_up;

use std::collections::BTreeMap;

use forewarn::site::theme::{AssetContent, Theme};
use serde::Serialize;

/// Pages by their path on the site.
struct Gallery {
    theme: Theme,
    pages: BTreeMap<String, String>,
}

impl Gallery {
    fn show(&mut self, path: &str, template: &str, context: &impl Serialize) {
        let page = self.theme.render(template, context).unwrap_or_else(|problem| panic!("{template}: {problem:#?}"));
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        self.pages.insert(file, page);
    }
}

fn gallery() -> Gallery {
    let (theme, problems) = Theme::new(None, &made_up::site());
    assert_eq!(problems, []);
    let mut gallery = Gallery { theme, pages: BTreeMap::new() };
    gallery.show("", "home.html", &made_up::home());
    gallery.show("changes/", "changes.html", &made_up::changes());
    gallery.show("changes/deploy-api-v1/", "entry.html", &made_up::entry_with_promise());
    gallery.show("changes/overdue/", "entry.html", &made_up::entry_overdue());
    gallery.show("changes/removed/", "entry.html", &made_up::entry_removed());
    gallery.show("changes/plain/", "entry.html", &made_up::entry_without_promise());
    gallery.show("deprecations/", "deprecations.html", &made_up::deprecations());
    gallery.show("deprecations/deploy-api-v1/", "redirect.html", &made_up::redirect());
    gallery.show("components/", "components.html", &made_up::components());
    gallery.show("components/deploy-api/", "component.html", &made_up::component());
    gallery.show("components/deploy-api/3.4.0/", "release.html", &made_up::release());
    gallery.show("tags/http/", "tag.html", &made_up::list("tag"));
    gallery.show("owners/delivery/", "owner.html", &made_up::list("owner"));
    gallery.show("audiences/service-teams/", "audience.html", &made_up::list("audience"));
    gallery.show("feeds/", "feeds.html", &made_up::feeds());
    gallery.show("api/", "api.html", &made_up::api());
    gallery.show("gateway/", "gateway.html", &made_up::gateway());
    gallery.show("search/", "search.html", &made_up::search());
    gallery.show("record/", "record.html", &made_up::record::page());
    gallery.show("record/years/2026/", "record_slice.html", &made_up::record::slice());
    gallery.show("pages/support-policy/", "page.html", &made_up::plain_page());
    gallery.show("404.html", "404.html", &made_up::not_found());
    gallery
}

#[test]
fn every_page_kind_renders_and_hostile_text_stays_text() {
    let gallery = gallery();
    for (path, page) in &gallery.pages {
        assert!(!page.contains(made_up::HOSTILE), "{path}");
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
