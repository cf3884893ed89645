use super::*;
use crate::markdown::line_html;

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(text).trim_end(), *expected, "{text:?}");
    }
}

#[test]
fn headings_have_ids_anchors_and_the_page_s_levels() {
    let anchor =
        |id: &str| format!(" <a class=\"anchor\" href=\"/changes/x/#{id}\" aria-label=\"Link to this section\">#</a>");
    let (a, b) = (anchor("a"), anchor("way"));
    check(&[
        ("### A", &format!("<h2 id=\"a\">A{a}</h2>")),
        (
            "# A\n\n### *How* `x_y` {#way}",
            &format!("<h2 id=\"a\">A{a}</h2>\n<h3 id=\"way\"><em>How</em> <code>x_y</code>{b}</h3>"),
        ),
    ]);
    assert!(html("## GET /v1/items/{id}").contains("GET /v1/items/{id} <a"), "path parameters stay");
    assert!(html("## A\n## A").contains("id=\"a-1\""));
}

#[test]
fn elsewhere_headings_have_no_ids() {
    let options = Options { ids: Ids::Omitted, top_heading: 4, ..PAGE };
    assert_eq!(render("# A", &options, &resolve).to_string_with(""), "<h4>A</h4>\n");
}

#[test]
fn links_lead_where_they_may() {
    check(&[
        ("[a](https://b.example \"t\")", "<p><a href=\"https://b.example\" title=\"t\">a</a></p>"),
        ("[a](entry:v1)", "<p><a href=\"/changes/v1/\">a</a></p>"),
        ("[a](entry:no)", "<p>a</p>"),
        ("[a](#b)", "<p><a href=\"/changes/x/#b\">a</a></p>"),
        ("<me@b.example>", "<p><a href=\"mailto:me@b.example\">me@b.example</a></p>"),
        ("[a](javascript:alert(1))", "<p>a</p>"),
        // The parser nests them.
        ("[<https://a.b>\\[c](https://d.e) f", "<p><a href=\"https://d.e\">https://a.b[c</a> f</p>"),
        ("<kbd>[<https://a.b>\\[c](entry:v1)", "<p><kbd><a href=\"/changes/v1/\">https://a.b[c</a></kbd></p>"),
        ("[a](javascript&colon;alert(1))", "<p>a</p>"),
        ("[a](<java\tscript:alert(1)>)", "<p>a</p>"),
        ("[a](evil)", "<p>a</p>"),
        ("<tool:sub>", "<p>&lt;tool:sub&gt;</p>"),
        ("[a][b]", "<p>[a][b]</p>"),
    ]);
}

#[test]
fn images_keep_their_alternative_text() {
    check(&[
        ("![a *b*](plan.png)", "<p><img src=\"/changes/x/plan.png\" alt=\"a b\" loading=\"lazy\"></p>"),
        ("![a](no.png)", "<p>a</p>"),
        ("![a](data:image/png;base64,x)", "<p>a</p>"),
        (
            "![\"><b>](https://b.example/p.png)",
            "<p><img src=\"https://b.example/p.png\" alt=\"&quot;&gt;&lt;b&gt;\" loading=\"lazy\"></p>",
        ),
    ]);
}

#[test]
fn bare_urls_become_links_outside_of_links_and_code() {
    check(&[
        (
            "(see https://b.example/a_b_c).",
            "<p>(see <a href=\"https://b.example/a_b_c\">https://b.example/a_b_c</a>).</p>",
        ),
        ("[https://b.example](#a)", "<p><a href=\"/changes/x/#a\">https://b.example</a></p>"),
        ("`https://b.example`", "<p><code>https://b.example</code></p>"),
        ("    https://b.example", "<pre tabindex=\"0\"><code>https://b.example</code></pre>"),
    ]);
}

#[test]
fn raw_html_is_text_save_a_few_bare_elements() {
    check(&[
        ("Press <kbd>Ctrl</kbd><br/>now", "<p>Press <kbd>Ctrl</kbd><br>now</p>"),
        ("a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("<!-- a -->", ""),
        ("Vec<T>", "<p>Vec&lt;T&gt;</p>"),
        ("<kbd onclick=x>a</kbd>", "<p>&lt;kbd onclick=x&gt;a&lt;/kbd&gt;</p>"),
    ]);
}

#[test]
fn details_hold_blocks() {
    let body = "<details>\n<summary>More <sub>1</sub></summary>\n\n- a\n\n</details>\n\nb";
    let expected = "<details><summary>More <sub>1</sub></summary>\n<ul>\n<li>a</li>\n</ul>\n</details>\n<p>b</p>";
    check(&[
        (body, expected),
        ("<details>\n\na", "<details><summary>Details</summary>\n<p>a</p>\n</details>"),
        ("<details><summary>A &amp; B</summary>", "<details><summary>A &amp; B</summary>\n</details>"),
        ("a <details>", "<p>a &lt;details&gt;</p>"),
        ("<summary>a", "<p>&lt;summary&gt;a</p>"),
    ]);
}

#[test]
fn elements_never_break_the_page() {
    check(&[
        ("a <sub>b\n\nc</sub>", "<p>a <sub>b</sub></p>\n<p>c&lt;/sub&gt;</p>"),
        ("*<sub>a*</sub>", "<p><em><sub>a</sub></em>&lt;/sub&gt;</p>"),
        ("<sub><sup>a</sub>", "<p><sub><sup>a</sup></sub></p>"),
        ("- <del>a\n  - b", "<ul>\n<li><del>a</del><ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        (
            "- <details>\n- b\n\n</details>",
            "<ul>\n<li><details><summary>Details</summary>\n</details>\n</li>\n<li>b</li>\n</ul>\n<p>&lt;/details&gt;</p>",
        ),
        ("</kbd>", "<p>&lt;/kbd&gt;</p>"),
    ]);
}

#[test]
fn footnotes_are_numbered_by_use_and_lead_back() {
    let out = html("a[^b] c[^d] e[^b]\n\n[^d]: D\n[^b]: B\n[^unused]: U");
    let reference = |id: &str, n: u8| {
        format!(
            "<sup class=\"footnote-ref\" id=\"fnref-x-{id}\"><a href=\"/changes/x/#fn-x-{n}\" aria-label=\"Footnote {n}\">{n}</a></sup>"
        )
    };
    assert!(
        out.starts_with(&format!("<p>a{} c{} e{}</p>", reference("1", 1), reference("2", 2), reference("1.2", 1))),
        "{out}"
    );
    let back = |id: &str, label: &str| {
        format!(
            " <a class=\"footnote-back\" href=\"/changes/x/#fnref-x-{id}\" aria-label=\"Back to reference {label}\">↩\u{fe0e}</a>"
        )
    };
    let first = format!("<li id=\"fn-x-1\"><p>B{}{}</p>\n</li>", back("1", "1"), back("1.2", "1, use 2"));
    let second = format!("<li id=\"fn-x-2\"><p>D{}</p>\n</li>", back("2", "2"));
    assert!(out.ends_with(&format!("<ol>\n{first}\n{second}\n</ol>\n</section>\n")), "{out}");
    assert!(!out.contains('U'));
}

#[test]
fn a_footnote_may_use_another() {
    let out = html("a[^b]\n\n[^b]: B[^c]\n\n[^c]: C[^b]\n");
    assert!(
        out.contains("id=\"fn-x-2\"") && out.contains("id=\"fnref-x-1.2\"") && out.contains("#fnref-x-1.2"),
        "{out}"
    );
}

#[test]
fn alerts_have_a_title_and_a_role() {
    check(&[
        (
            "> [!WARNING]\n> a",
            "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">Warning</p>\n<p>a</p>\n</div>",
        ),
        ("> [!FOO]\n> a", "<blockquote>\n<p>[!FOO]\na</p>\n</blockquote>"),
    ]);
}

#[test]
fn tables_scroll_and_align_by_class() {
    let expected = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n<thead>\n<tr>\
        <th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr>\n</thead>\n<tbody>\n<tr>\
        <td>1</td><td class=\"align-right\">2</td></tr>\n</tbody>\n</table></div>";
    check(&[("a | b\n--|-:\n1 | 2", expected)]);
    assert!(!html("a\n-\n").contains("tbody"));
}

#[test]
fn task_lists_have_labelled_boxes() {
    check(&[(
        "- [x] a\n- [ ] b",
        "<ul class=\"task-list\">\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"done\"> a</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"to do\"> b</li>\n</ul>",
    )]);
}

#[test]
fn lists_and_terms() {
    check(&[
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("~~a~~ **b**  \nc", "<p><del>a</del> <strong>b</strong><br>\nc</p>"),
        ("Use `--flag` -- \"so\"...", "<p>Use <code>--flag</code> -- &quot;so&quot;...</p>"),
    ]);
}

#[test]
fn code_is_highlighted_by_class_or_plain() {
    let options = Options { code: Code::Highlighted, ..PAGE };
    let show = |text: &str| render(text, &options, &resolve).to_string_with("");
    let out = show("```js,ignore\nconst a = \"<b>\";\n```");
    assert!(
        out.starts_with("<pre tabindex=\"0\"><code class=\"language-js\"><span class=\"hl-keyword\">const</span>"),
        "{out}"
    );
    assert!(out.contains("&lt;b&gt;") && out.ends_with("</code></pre>\n"));
    assert_eq!(show("```x-y\n<b>\r\n```"), "<pre tabindex=\"0\"><code class=\"language-x-y\">&lt;b&gt;</code></pre>\n");
}

#[test]
fn control_characters_are_stripped_everywhere() {
    let options = Options { code: Code::Highlighted, ..PAGE };
    let body =
        "# a\u{8}\n\n`b\u{1b}`\u{202e} [c](https://d.example/\u{7}e \"f\u{feff}\")&#8;\n\n```sh\necho \u{1b}[0m\n```\n";
    let out = render(body, &options, &resolve).to_string_with("/");
    assert_eq!(crate::base::forbidden(&out).count(), 0, "{out:?}");
}

#[test]
fn a_line_is_inline_whatever_it_looks_like() {
    let line = |text: &str| line_html(text, &resolve).to_string_with("/");
    assert_eq!(line("- *a* `b` [c](entry:v1) #"), "- <em>a</em> <code>b</code> <a href=\"/changes/v1/\">c</a> #");
    assert_eq!(line("# a\n\n> b"), "# a &gt; b");
    assert_eq!(line("1. a ![b](plan.png) [c](#d) <br>"), "1. a b c <br>");
    assert_eq!(line(""), "");
}

#[test]
fn tables_of_a_body_are_told_apart() {
    let html = html("| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n");
    assert_eq!((html.matches("aria-label=\"Table\"").count(), html.matches("aria-label=\"Table 2\"").count()), (1, 1));
}
