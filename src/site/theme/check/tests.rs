//! What `theme check` finds in themes that look right at first sight.

use super::*;
use crate::base::Source;

fn user(templates: &[(&str, &str)]) -> UserTheme {
    let source = |(name, text): &(&str, &str)| {
        Source::new(RelPath::new(format!("themes/ours/templates/{name}")).unwrap(), *text)
    };
    UserTheme {
        dir: RelPath::new("themes/ours").unwrap(),
        templates: templates.iter().map(source).collect(),
        files: Vec::new(),
    }
}

fn check_with(templates: &[(&str, &str)]) -> Found {
    check(Some(&user(templates)), &[], &gallery::site())
}

#[track_caller]
fn only(findings: &[Diagnostic]) -> &Diagnostic {
    let [found] = findings else { panic!("{findings:#?}") };
    found
}

#[test]
fn the_embedded_theme_is_in_order_even_when_nothing_is_forgiven() {
    let found = check(None, &[], &gallery::site());
    assert_eq!((found.broken, found.doubtful), (Vec::new(), Vec::new()));
    let all: Vec<(&str, &str)> = super::super::embedded::templates().collect();
    let found = check_with(&all);
    assert_eq!((found.broken, found.doubtful), (Vec::new(), Vec::new()));
}

#[test]
fn a_mistake_in_a_branch_that_few_pages_take_is_found_at_its_bytes() {
    let text = "{% extends 'base.html' %}{% block main %}{% if yanked %}{{ yankde }}{% endif %}{% endblock %}";
    let found = check_with(&[("release.html", text)]);
    let problem = only(&found.broken);
    assert_eq!(&text[problem.primary.span.unwrap().range()], "yankde");
    assert_eq!(problem.help[0].text, "did you mean `yanked`?");
}

#[test]
fn a_condition_on_a_field_that_is_gone_is_doubtful() {
    let text = "{% extends 'base.html' %}{% block main %}{% for entry in latest %}{% if entry.severity %}!{% endif %}{% endfor %}\
                {% if site.options.banner %}{{ site.options.banner }}{% endif %}{% endblock %}";
    let found = check_with(&[("home.html", text)]);
    assert_eq!(found.broken, []);
    let problem = only(&found.doubtful);
    assert_eq!(&text[problem.primary.span.unwrap().range()], "entry.severity");
}

#[test]
fn a_base_without_a_block_that_others_fill_loses_their_content() {
    let found = check_with(&[("base.html", "<!doctype html>{% block head %}{% endblock %}{{ page.title }}")]);
    let problem = only(&found.broken);
    assert!(problem.message.contains("no block `main`") && problem.message.contains("more templates"), "{problem:?}");
}

#[test]
fn a_block_that_nothing_above_has_is_never_shown() {
    let text = "{% extends 'default/base.html' %}{% block fotter %}ours{% endblock %}";
    let problem = check_with(&[("base.html", text)]);
    let problem = only(&problem.broken);
    assert_eq!(&text[problem.primary.span.unwrap().range()], "fotter");
    assert_eq!(problem.help[0].text, "did you mean `footer`?");
}

#[test]
fn a_template_that_nothing_uses_is_named_with_the_one_that_was_meant() {
    let found = check_with(&[("hme.html", "x"), ("part.html", "y"), ("404.html", "{% include 'part.html' %}")]);
    assert_eq!(found.broken, []);
    let problem = only(&found.doubtful);
    assert_eq!(problem.primary.path.as_str(), "themes/ours/templates/hme.html");
    assert_eq!(problem.help[0].text, "did you mean `home.html`?");
}

#[test]
fn a_file_outside_of_both_folders_is_told_where_it_belongs() {
    let file = |name: &str| RelPath::new(format!("themes/ours/{name}")).unwrap();
    let found = check(Some(&user(&[])), &[file("README.md"), file("style.css")], &gallery::site());
    let problem = only(&found.doubtful);
    assert_eq!(problem.help[0].text, "move it to `themes/ours/static/style.css`");
}
