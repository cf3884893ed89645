//! What a theme author meets: overrides, limits, and findings that say where and what instead.

use serde_json::{Value as Json, json};

use super::*;
use crate::diag::Rule;
use crate::site::context::Generator;

fn site() -> Site {
    Site {
        title: "Paved Road".to_owned(),
        description: String::new(),
        authors: Vec::new(),
        language: "en".to_owned(),
        base_path: "/sub/".to_owned(),
        base_url: "https://changes.example.com/sub/".to_owned(),
        nav: Vec::new(),
        footer: Vec::new(),
        components: Vec::new(),
        today: "2026-11-22".to_owned(),
        generator: Generator { name: "forewarn".to_owned(), version: "0.1.0".to_owned() },
        options: json!({}),
    }
}

fn user(templates: &[(&str, &str)], files: &[&str]) -> UserTheme {
    let path = |name: &str| RelPath::new(format!("themes/ours/{name}")).unwrap();
    UserTheme {
        dir: RelPath::new("themes/ours").unwrap(),
        templates: templates
            .iter()
            .map(|(name, text)| Source::new(path(&format!("templates/{name}")), *text))
            .collect(),
        files: files.iter().map(|name| ThemeFile { path: path(name), stamp: Stamp::of(name.as_bytes()) }).collect(),
    }
}

fn not_found() -> Json {
    json!({ "page": {
        "title": "Not here", "description": "", "path": "404.html", "canonical": "https://changes.example.com/sub/404.html",
        "section": "", "breadcrumbs": [], "feeds": [], "json": null, "noindex": true,
    } })
}

/// Renders `404.html` with one template replaced.
fn render_with(name: &str, text: &str) -> Result<String, Box<Diagnostic>> {
    let (theme, problems) = Theme::new(Some(&user(&[(name, text)], &[])), &site());
    assert_eq!(problems, []);
    theme.render("404.html", &not_found())
}

#[test]
fn the_embedded_theme_compiles() {
    let (theme, problems) = Theme::new(None, &site());
    assert_eq!(problems, []);
    assert!(theme.render("404.html", &not_found()).unwrap().contains("href=\"/sub/changes/\""));
}

#[test]
fn a_block_of_the_base_can_be_replaced_and_the_original_stays_at_hand() {
    let page = render_with(
        "base.html",
        "{% extends 'default/base.html' %}{% block footer %}<footer>ours</footer>{% endblock %}",
    );
    let page = page.unwrap();
    assert!(page.contains("<footer>ours</footer>") && page.contains("This page is not here"), "{page}");
}

#[test]
fn a_syntax_error_names_the_file_and_the_bytes_and_the_embedded_template_stands_in() {
    let text = "{% extends 'base.html' %}\n{% block main %}{{ page.title }{% endblock %}";
    let (theme, problems) = Theme::new(Some(&user(&[("404.html", text)], &[])), &site());
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!((problem.rule, problem.primary.path.as_str()), (Rule::Template, "themes/ours/templates/404.html"));
    let span = problem.primary.span.unwrap();
    assert!(text[..span.start].contains("page.title") && span.end <= text.len(), "{problem:?}");
    assert!(!problem.help.is_empty());
    assert!(theme.render("404.html", &not_found()).unwrap().contains("This page is not here"));
}

#[test]
fn a_value_that_is_not_there_is_named_with_its_neighbours() {
    let text = "{% extends 'base.html' %}{% block main %}{{ page.tilte }}{% endblock %}";
    let problem = render_with("404.html", text).unwrap_err();
    assert_eq!(&text[problem.primary.span.unwrap().range()], "page.tilte");
    let help: Vec<&str> = problem.help.iter().map(|help| help.text.as_str()).collect();
    assert_eq!(help[0], "did you mean `title`?");
    assert!(help[1].contains("`canonical`"), "{help:?}");
    assert!(problem.notes[0].contains("/404.html"), "{problem:?}");
}

#[test]
fn an_error_in_an_included_template_points_at_that_template() {
    let ours = user(&[("404.html", "{% include 'part.html' %}"), ("part.html", "{{ 1|nope }}")], &[]);
    let (theme, _) = Theme::new(Some(&ours), &site());
    let problem = theme.render("404.html", &not_found()).unwrap_err();
    assert_eq!(problem.primary.path.as_str(), "themes/ours/templates/part.html");
    assert!(problem.help[0].text.contains("`weekday`"), "{problem:?}");
}

#[test]
fn a_template_that_is_not_there_is_answered_with_those_that_are() {
    let problem = render_with("404.html", "{% extends 'bas.html' %}").unwrap_err();
    assert!(problem.help[0].text.contains("`base.html`") && !problem.help[0].text.contains("default/"), "{problem:?}");
}

#[test]
fn a_template_without_end_is_stopped() {
    let endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
    assert!(render_with("404.html", endless).unwrap_err().message.contains("does not come to an end"));
    let huge = "{% set x = '0123456789' * 1000 %}{% for a in range(2000) %}{{ x }}{% endfor %}";
    let problem = render_with("404.html", huge).unwrap_err();
    assert!(problem.message.contains("16 MiB"), "{problem:?}");
    assert!(render_with("404.html", "{% include '404.html' %}").is_err());
}

#[test]
fn text_is_escaped_and_nothing_is_printed_for_none() {
    let page = render_with("404.html", "{{ '<script>' }}{{ none }}{{ true }}{{ url('a/b') }}").unwrap();
    assert_eq!(page, "&lt;script&gt;true/sub/a/b");
}

#[test]
fn a_users_file_takes_the_place_of_ours() {
    let (theme, _) = Theme::new(Some(&user(&[], &["static/style.css", "static/img/logo.svg", "README.md"])), &site());
    let style = theme.assets().iter().find(|asset| asset.path.as_str() == "theme/style.css").unwrap();
    assert_eq!(style.content, AssetContent::Copy(RelPath::new("themes/ours/static/style.css").unwrap()));
    assert!(theme.assets().iter().any(|asset| asset.path.as_str() == "theme/img/logo.svg"));
    assert!(!theme.assets().iter().any(|asset| asset.path.as_str().contains("README")));
    let page = theme.render("404.html", &not_found()).unwrap();
    assert!(page.contains("href=\"/sub/theme/style.css?v=") && page.contains("favicon.svg?v="), "{page}");
}

#[test]
fn an_accent_becomes_a_style_sheet_of_its_own() {
    let mut site = site();
    site.options = json!({ "accent": "#0a7" });
    let (theme, problems) = Theme::new(None, &site);
    assert_eq!(problems, []);
    assert!(theme.render("404.html", &not_found()).unwrap().contains("/sub/theme/accent.css?v="));
    site.options = Json::Null;
    assert!(Theme::new(None, &site).0.render("404.html", &not_found()).is_ok());
    site.options = json!({ "accent": "red; }" });
    let (theme, problems) = Theme::new(None, &site);
    assert_eq!(problems[0].rule, Rule::WrongType);
    assert!(theme.render("404.html", &not_found()).is_ok());
}
