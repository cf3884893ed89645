//! A digest as one HTML document for a mail: tables and inline styles, which mail clients keep, no script and no picture.
//! It names no colours but a grey for lines, so that it is read in light and dark as the client would have it. Gmail cuts a
//! mail at 102 KB; what does not fit is counted, with a link.

use super::{Digest, Item, Section, Words, more};
use crate::markdown::{text_html, title_html};

/// Below Gmail's 102 KB, with room for what a mailer adds.
const BYTES: usize = 95_000;
const FONT: &str =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5";
/// Long names of APIs must not make the mail wider than a telephone.
const BREAK: &str = "overflow-wrap:anywhere;word-break:break-word";

pub fn write(digest: &Digest) -> String {
    let title = format!("{}, {}", digest.title, digest.period);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n</head>\n\
         <body style=\"margin:0;padding:0\">\n\
         <table role=\"presentation\" style=\"width:100%;border-collapse:collapse\"><tr><td style=\"padding:16px\">\n\
         <table role=\"presentation\" style=\"width:100%;max-width:600px;margin:0 auto;border-collapse:collapse\">\n",
        text_html(&digest.language),
        text_html(&title)
    );
    let heading = format!("font-size:22px;line-height:1.3;margin:0 0 4px;{BREAK}");
    row(&mut out, &format!("<h1 style=\"{heading}\">{}</h1>{}", text_html(&digest.title), text_html(&digest.period)));
    if digest.sections.is_empty() {
        row(&mut out, &text_html(&digest.nothing));
    }
    let foot = foot(digest);
    let mut room = BYTES.saturating_sub(out.len() + foot.len());
    let count = digest.sections.len();
    for (done, section) in digest.sections.iter().enumerate() {
        // A fair share for each; what one leaves, the next has.
        let text = section_rows(section, room / (count - done));
        room = room.saturating_sub(text.len());
        out.push_str(&text);
    }
    out.push_str(&foot);
    out.push_str("</table>\n</td></tr></table>\n</body>\n</html>\n");
    out
}

fn row(out: &mut String, content: &str) {
    out.push_str(&format!("<tr><td style=\"padding:0 0 16px;{FONT};{BREAK}\">{content}</td></tr>\n"));
}

/// As many items as there is room for, in bytes.
fn section_rows(section: &Section, room: usize) -> String {
    let mut out = String::new();
    let heading = "font-size:18px;line-height:1.3;margin:8px 0 0;padding:0 0 4px;border-bottom:2px solid #888888";
    row(&mut out, &format!("<h2 style=\"{heading}\">{}</h2>", text_html(&section.title)));
    let mut rest = String::new();
    row(&mut rest, &link(&more(section.items.len()), &section.url));
    let mut shown = 0;
    for item in &section.items {
        let mut text = String::new();
        row(&mut text, &content(item));
        if out.len() + text.len() + rest.len() > room {
            break;
        }
        out.push_str(&text);
        shown += 1;
    }
    if shown < section.items.len() {
        row(&mut out, &link(&more(section.items.len() - shown), &section.url));
    }
    out
}

fn content(item: &Item) -> String {
    let label = format!("<strong>{}</strong>", text_html(&item.label));
    let title = format!("<a href=\"{}\">{}</a>", text_html(&item.url), title_html(&item.title));
    let place = text_html(&item.place());
    let sentences: String = item
        .sentences
        .iter()
        .map(|words| match words {
            Words::Line(line) => format!(" {}", title_html(line)),
            Words::Plain(text) => format!(" {}", text_html(text)),
        })
        .collect();
    let line_break = if sentences.is_empty() { "" } else { "<br>" };
    format!("{label}<br>{title}<br>{place}{line_break}{}", sentences.trim_start())
}

fn foot(digest: &Digest) -> String {
    let mut out = String::new();
    if let Some(overdue) = &digest.overdue {
        row(&mut out, &format!("{} {}", text_html(overdue), link("See which", &digest.promises_url)));
    }
    row(&mut out, &link("Everything, and how to subscribe", &digest.url));
    out
}

fn link(text: &str, url: &str) -> String {
    format!("<a href=\"{}\">{}</a>", text_html(url), text_html(text))
}
