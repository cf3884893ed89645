//! The reference of themes: a page of our own site that says what the code says, and says it in full.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may read the environment, write files, and fail

use std::fs;
use std::path::Path;

use forewarn::report;
use forewarn::site::context::schema::{Shape, shape, types};
use forewarn::site::theme::anatomy::anatomy;
use forewarn::site::theme::{gallery, shipped};

#[test]
fn the_page_says_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/theme-reference.md");
    let text = report::theme_reference();
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        fs::write(&path, &text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{} differs; run `SNAPSHOTS=overwrite cargo test --test theme_reference`", path.display());
}

#[test]
fn every_type_and_every_field_is_documented() {
    for (name, schema) in types().iter() {
        assert!(schema["description"].is_string(), "{name} has no doc comment");
        let Shape::Fields(fields) = shape(schema) else { continue };
        for (field, schema) in fields {
            assert!(schema["description"].is_string(), "{name}.{field} has no doc comment");
        }
    }
}

#[test]
fn every_template_tells_what_it_is_and_what_it_takes() {
    let types = types();
    for (name, bytes) in shipped("default").filter(|(name, _)| name.starts_with("templates/")) {
        let about = anatomy(std::str::from_utf8(bytes).unwrap()).about;
        let takes =
            about.split_once("Takes ").unwrap_or_else(|| panic!("{name}: its first comment says what it takes")).1;
        let known = |word: &str| types.get(word.trim_matches(|c: char| !c.is_alphanumeric())).is_some();
        assert!(takes.split(' ').any(known), "{name} takes no known type: {takes}");
    }
}

#[test]
fn every_template_of_a_page_is_in_the_gallery_with_the_type_that_it_takes() {
    let pages = gallery::full();
    for (name, bytes) in shipped("default") {
        let Some(name) = name.strip_prefix("templates/") else { continue };
        let is_part =
            name.starts_with('_') || name.ends_with(".svg.html") || ["base.html", "list.html"].contains(&name);
        let about = anatomy(std::str::from_utf8(bytes).unwrap()).about;
        let shown: Vec<_> = pages.iter().filter(|page| page.template == name).collect();
        assert_eq!(shown.is_empty(), is_part, "{name}: add it to src/site/theme/gallery/mod.rs");
        assert!(shown.iter().all(|page| about.contains(page.takes)), "{name}: {about}");
    }
}

#[test]
fn every_block_of_the_base_tells_what_it_holds() {
    let base = shipped("default").find(|(name, _)| *name == "templates/base.html").unwrap().1;
    for block in anatomy(std::str::from_utf8(base).unwrap()).blocks {
        assert!(!block.about.is_empty(), "put a comment right behind `{{% block {} %}}`", block.name);
    }
}
