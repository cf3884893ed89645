//! A page as it will be published → the same page with the preview's script, which is never part of a built site.

use super::{Report, Snapshot};

/// Where the preview's own files are: outside of every plan, since no planned part of a path has this name.
pub const CLIENT: &str = "/.forewarn/client.js";
pub const STYLE: &str = "/.forewarn/client.css";
pub const EVENTS: &str = "/.forewarn/events";

/// The script of the preview and the style of its panel.
pub const CLIENT_TEXT: &str = include_str!("client.js");
pub const STYLE_TEXT: &str = include_str!("client.css");

/// Adds the script at the end of the body.
pub fn with_client(mut html: Vec<u8>, run: u64, snapshot: &Snapshot) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = html.windows(END.len()).rposition(|part| part == END).unwrap_or(html.len());
    let (pages, styles) = (snapshot.pages, snapshot.styles);
    let script = format!("<script src=\"{CLIENT}\" data-pages=\"{run}-{pages}\" data-styles=\"{styles}\"></script>\n");
    html.splice(at..at, script.into_bytes());
    html
}

/// A page that stands in for one that could not be rendered.
pub fn in_its_place(report: &str) -> Vec<u8> {
    let text = report.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>This page cannot be rendered</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE}\">\n<body class=\"broken\">\n<h1>This page cannot be rendered</h1>\n\
         <pre>{text}</pre>\n</body>\n</html>\n"
    )
    .into_bytes()
}

/// What an open page is told.
pub fn event(run: u64, snapshot: &Snapshot) -> String {
    #[derive(serde::Serialize)]
    struct Told<'a> {
        pages: String,
        styles: u64,
        report: Option<&'a Report>,
    }
    let (pages, report) = (format!("{run}-{}", snapshot.pages), snapshot.report.as_ref());
    let told = Told { pages, styles: snapshot.styles, report };
    // JSON holds no line break outside of escapes, so that one line of data is the whole of it.
    format!("data: {}\n\n", serde_json::to_string(&told).expect("texts and numbers always serialise"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_shown_as_text() {
        let page = String::from_utf8(in_its_place("<script>alert(1)</script> & more")).unwrap();
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"));
    }
}
