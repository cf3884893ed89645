//! A digest as Markdown. There is room for all of it.

use super::super::inline;
use super::{Digest, Item, Words};

pub fn write(digest: &Digest) -> String {
    let mut out = format!("# {}, {}\n", inline::text(&digest.title), digest.period);
    if digest.sections.is_empty() {
        out.push_str(&format!("\n{}\n", digest.nothing));
    }
    for section in &digest.sections {
        out.push_str(&format!("\n## {}\n\n", section.title));
        for item in &section.items {
            out.push_str(&line(item));
        }
    }
    if let Some(overdue) = &digest.overdue {
        out.push_str(&format!("\n{overdue} [See which]({}).\n", inline::destination(&digest.promises_url)));
    }
    out.push_str(&format!("\n[Everything, and how to subscribe]({})\n", inline::destination(&digest.url)));
    out
}

fn line(item: &Item) -> String {
    let mut out = format!("- **{}:** {}", inline::text(&item.label), inline::link(&item.title, &item.url));
    out.push_str(&format!(" ({}).", inline::text(&item.place())));
    for words in &item.sentences {
        out.push(' ');
        out.push_str(&match words {
            Words::Line(line) => inline::line(line),
            Words::Plain(text) => inline::text(text),
        });
    }
    out.push('\n');
    out
}
