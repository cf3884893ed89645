use proptest::prelude::*;

use super::*;

/// Text that is made of what might go wrong.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<kbd>",
        "</kbd>",
        "<sub>",
        "</sub>",
        "<br>",
        "<!--",
        "-->",
        "<div\n",
        ">",
        "[a](",
        "javascript:x",
        "java\tscript:",
        ")",
        "](",
        "![",
        "[^1]",
        "\n\n[^1]: ",
        "\n\n",
        "\n",
        "    ",
        "- ",
        "> ",
        "> [!NOTE]\n",
        "# ",
        "```js\n",
        "```\n",
        "|a|b|\n|-|-|\n",
        "|",
        "`",
        "*",
        "**",
        "~~",
        "- [x] ",
        "\n: ",
        "{#i}",
        "&#8;",
        "&colon;",
        "\u{8}",
        "\u{202e}",
        "\u{feff}",
        "\r",
        "\"",
        "'",
        "\\",
        "www.a.b",
        "www.a.b ",
        "[a](entry:v1#f)",
        "[a](%27'ä&.png#%27 \"t\")",
        "![a\nb](../x.png)",
        "> [!IMPORTANT]\n",
        "|||||||||\n",
        "https://a.b/",
        "<https://a.b>",
        "<x:y>",
        "\n\n[1]: data:x\n",
        "[1]",
        "ä",
        "\u{1f600}",
        "word",
        " ",
        "<",
        "=\"",
        " onclick=\"",
        "<?",
        "<![CDATA[",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

/// The names of the tags of our own output, in order; it is well-formed, so a plain scan is enough.
fn assert_safe(out: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in out.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("every tag ends");
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        assert!(!["script", "style", "iframe", "object"].contains(&name), "{out}");
        let (mut quoted, mut outside) = (false, String::new());
        tag.chars().for_each(|c| {
            if c == '"' {
                quoted = !quoted
            } else if !quoted {
                outside.push(c)
            }
        });
        assert!(!outside.contains(" on") && !outside.contains("style"), "{out}");
        assert!(!tag.contains("href=\"javascript") && !tag.contains("src=\"data"), "{out}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{out}"),
            None if ["br", "hr", "img", "input"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?} {out}");
    assert_eq!(crate::base::forbidden(out).count(), 0, "{out:?}");
}

fn assert_unique_ids(out: &str) {
    let mut ids: Vec<_> = out.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{out}");
}

fn assert_sound(body: &str) {
    let out = html(body);
    assert_safe(&out);
    assert_unique_ids(&out);
    for id in out.split(" href=\"/changes/x/#f").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(out.contains(&format!(" id=\"f{id}\"")) || !id.starts_with('n'), "{id}: {out}");
    }
    let (source, outline, findings) = read(body);
    let spans = findings.iter().filter_map(|finding| finding.primary.span);
    for span in spans.chain(outline.links.iter().map(|link| link.span)).chain(outline.headings.iter().map(|h| h.span)) {
        assert!(span.start >= FRONT.len() && source.text.get(span.range()).is_some(), "{span:?} {body:?}");
    }
    for edit in findings.iter().flat_map(|finding| &finding.help).filter_map(|help| help.edit.as_ref()) {
        assert!(source.text.get(edit.span.range()).is_some(), "{edit:?} {body:?}");
    }
    assert!(outline.summary.chars().count() <= 240);
}

/// However its links resolve, its HTML in a feed, as a JSON string, is no longer than it is weighed.
fn assert_weighed(body: &str) {
    const BASE: &str = "https://changes.example.com/it's/";
    const FOLDER: &str = "changes/an-entry/";
    let options = Options { id_prefix: "an-entry", page: FOLDER, top_heading: 3, code: Code::Plain, ids: Ids::Omitted };
    let at = |path: String, fragment: &Option<String>| match fragment {
        Some(fragment) => Resolved::Site(format!("{path}#{fragment}")),
        None => Resolved::Site(path),
    };
    let resolve = |target: &Target| match target {
        Target::Entry { fragment, .. } => at(format!("changes/{}/", "x".repeat(128)), fragment),
        Target::Path { path, fragment } => {
            let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
            at(format!("{FOLDER}{}", path.trim_start_matches('/')), fragment)
        }
        _ => Resolved::Text,
    };
    let html = render(body, &options, &resolve).to_string_with(BASE);
    let bytes = serde_json::to_string(&html).unwrap().len() - 2;
    let (_, outline, _) = read(body);
    let weight = outline.weight.with(BASE.len() + FOLDER.len(), options.id_prefix.len());
    assert!(weight >= bytes, "{weight} < {bytes}: {body:?}\n{html}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_makes_safe_html(body in hostile()) {
        assert_sound(&body);
    }

    #[test]
    fn any_text_makes_safe_html(body in "\\PC{0,80}|(.|\\n){0,80}") {
        assert_sound(&body);
    }

    #[test]
    fn no_text_takes_more_in_a_feed_than_it_is_weighed(body in hostile()) {
        assert_weighed(&body);
    }

    #[test]
    fn any_line_is_safe(line in hostile()) {
        assert_safe(&crate::markdown::line_html(&line, &resolve).to_string_with("/"));
        assert_safe(&crate::markdown::title_html(&line).replace('\r', ""));
    }
}

#[test]
fn nesting_bombs_end() {
    for part in [
        ">",
        "[",
        "![",
        "*a ",
        "<details>\n\n",
        "<sub>",
        "</sub>",
        "- ",
        "`",
        "<!--",
        "[^1]",
        "| ",
        "[a](<",
        "www.a.b(",
        "<a b=\"",
        "<b>",
    ] {
        assert_safe(&html(&part.repeat(10_000)));
        assert_weighed(&part.repeat(10_000));
    }
}

#[test]
fn what_grows_most_is_weighed_as_that() {
    let wide = format!("|{}\n|{}\n{}", " a |".repeat(300), "-|".repeat(300), "| a |\n".repeat(300));
    for body in [
        "www.a.b ".repeat(1_000),
        "x[^1] ".repeat(1_000) + "\n\n[^1]: A note.\n",
        "[a](#') ".repeat(1_000),
        "- [x] a\n".repeat(1_000),
        "> [!IMPORTANT]\n> a\n\n".repeat(1_000),
        "\"&<\\ ".repeat(1_000),
        wide,
    ] {
        assert_weighed(&body);
    }
}
