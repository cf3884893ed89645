use super::*;
use crate::diag::Rule;

fn check(cases: &[(&str, &[(&str, &str)])]) {
    for (body, expected) in cases {
        let found = findings(body);
        let found: Vec<_> = found.iter().map(|(place, message)| (place.as_str(), message.as_str())).collect();
        assert_eq!(found, *expected, "{body:?}");
    }
}

#[test]
fn tags_are_found_at_their_exact_place() {
    check(&[
        ("Use <TOKEN> here", &[("<TOKEN>", "the tag `<TOKEN>` is shown as text")]),
        ("a <strong>b</strong>", &[("<strong>", "the tag `<strong>` is shown as text")]),
        (
            "> x\n>\n> <div>\n> <p>a</p>\n> </div>",
            &[("<div>", "the tag `<div>` is shown as text"), ("<p>", "the tag `<p>` is shown as text")],
        ),
        ("a <kbd>b", &[("<kbd>", "`<kbd>` is not closed where it was opened")]),
        ("a</sub>", &[("</sub>", "`</sub>` closes nothing and is shown as text")]),
        ("<!DOCTYPE x>", &[("<!DOCTYPE x>", "raw HTML is shown as text")]),
        ("`<b>` <!-- <b> --> a < b <br> <ACCESS_TOKEN>\n\n```\n<b>\n```", &[]),
        ("<details>\n<summary>a</summary>\n\nb\n\n</details>", &[]),
    ]);
}

#[test]
fn a_type_is_written_as_code_by_its_fix() {
    let (source, _, found) = read("Returns Vec<T>, not x");
    let edit = found[0].help[0].edit.clone().unwrap();
    assert_eq!(&source.text[edit.span.range()], "Vec<T>");
    assert_eq!(edit.text, "`Vec<T>`");
    assert_eq!(found[0].rule, Rule::UnsafeHtml);
}

#[test]
fn refused_links_are_found_where_they_lead() {
    let no = |scheme: &str| {
        format!("links with the scheme `{scheme}:` are not allowed, so its text is shown without a link")
    };
    check(&[
        ("[a](javascript:b)", &[("javascript:b", &no("javascript"))]),
        ("[a][1] [b][1]\n\n[1]: r://x", &[("r://x", &no("r"))]),
        ("![a](data:b)", &[("data:b", &no("data"))]),
        ("[a](&#x6a;avascript:b)", &[("[a](&#x6a;avascript:b)", &no("javascript"))]),
        (
            "[a](//b.example)",
            &[(
                "//b.example",
                "`//b.example` leads to another host without naming a scheme, so its text is shown without a link",
            )],
        ),
        ("[m](mailto:)", &[("mailto:", "`mailto:` names no address, so its text is shown without a link")]),
        (
            "a [q](http://exa mple.com) b",
            &[(
                "http://exa mple.com",
                "`http://exa mple.com` holds a space, so this is shown as text and not as a link",
            )],
        ),
        ("`[q](http://exa mple.com)` [q](http://b.example \"c d\")\n\n```\n[q](http://exa mple.com)\n```", &[]),
        ("[a](https://b.example) [b](entry:c) [c](../d.md) [d](#e) [e](mailto:f@g.example)", &[]),
    ]);
}

#[test]
fn control_characters_are_found() {
    check(&[
        ("a\u{1b}\u{1b}b", &[("\u{1b}\u{1b}", "control character `U+001B`")]),
        ("a\u{202e}b", &[("\u{202e}", "bidirectional override `U+202E`")]),
        ("a &#8; b", &[("&#8;", "control character `U+0008`")]),
        ("a\r\nb\tc", &[]),
    ]);
    assert!(read("\u{8}").2[0].rule == Rule::ControlCharacter);
}

#[test]
fn findings_of_a_binary_file_are_bounded() {
    assert!(findings(&"\u{8}<x>".repeat(10_000)).len() <= 200);
}

#[test]
fn the_outline_has_headings_links_and_anchors() {
    let (source, outline, _) = read("# A *b*\n\n[c](entry:v1#d) ![e](f.png) https://g.example\n\n## {#own}\n");
    let headings: Vec<_> = outline.headings.iter().map(|h| (h.level, h.id.as_str(), h.text.as_str())).collect();
    assert_eq!(headings, [(1, "a-b", "A b"), (2, "own", "")]);
    assert!(outline.has_anchor("a-b") && !outline.has_anchor("c"));
    let links: Vec<_> = outline.links.iter().map(|link| (&source.text[link.span.range()], link.image)).collect();
    assert_eq!(links, [("[c](entry:v1#d)", false), ("![e](f.png)", true), ("https://g.example", false)]);
    assert_eq!(outline.links[0].target, Target::Entry { id: "v1".to_owned(), fragment: Some("d".to_owned()) });
}

#[test]
fn the_summary_is_the_first_paragraph_with_text() {
    let summary = |body: &str| read(body).1.summary;
    assert_eq!(
        summary("# A\n\n![b](c.png)\n\n- d\n\n> e\n\nUse [`f`](https://g.example),\n*now*[^1].\n\nh\n\n[^1]: i"),
        "Use f, now."
    );
    assert_eq!(summary("# A\n\n- b"), "");
    let long = summary(&"wörter ".repeat(60));
    assert!(long.chars().count() <= 240 && long.ends_with("wörter…"), "{long}");
    assert_eq!(summary(&"x".repeat(240)).chars().count(), 240);
    assert_eq!(summary(&"x".repeat(241)).chars().count(), 240);
}

#[test]
fn a_line_in_another_notation_is_found_as_a_whole() {
    let source = source("notes = \"a <b> [c](entry:v1) \\u001B\"\n");
    let span = Span::new(8, 36);
    let (links, found) = crate::markdown::line_outline(&source, span, "a <x> [c](entry:v1)");
    assert_eq!((links.len(), links[0].span), (1, span));
    assert_eq!((found.len(), found[0].primary.span), (1, Some(span)));
    assert!(found[0].help.iter().all(|help| help.edit.is_none()));
}

#[test]
fn pictures_are_files_or_urls() {
    check(&[
        ("![a](entry:v1)", &[("![a](entry:v1)", "this leads to no picture, so its alternative text is shown")]),
        ("![a](b.png) ![c](https://d.example/e.png)", &[]),
    ]);
}
