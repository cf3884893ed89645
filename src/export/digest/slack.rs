//! A digest as one message of Slack's Block Kit, within its limits (docs.slack.dev, "Blocks"): 50 blocks, 150 characters in
//! a header and 3,000 in any other text. A message that fills a channel is read by nobody, so it is held shorter than
//! they ask; what is left out is counted, with a link.

use serde_json::{Value, json};

use super::{Digest, Item, Section, Words, more};
use crate::base::is_forbidden;
use crate::markdown::{TitlePart, title_parts, title_plain};

const BLOCKS: usize = 50;
/// All blocks together, as JSON: about 13,000 are refused as `msg_blocks_too_long`, of which the limits say nothing
/// (slackapi/bolt-js, issues 2509 and 2867).
const CHARACTERS: usize = 12_000;
/// Header, period, overdue and foot.
const FRAME: usize = 4;
/// The heading of a section, and what says how much more there is.
const AROUND: usize = 2;
const HEADER_CHARACTERS: usize = 150;
const TITLE_CHARACTERS: usize = 200;
const SENTENCE_CHARACTERS: usize = 300;
/// All sentences of an item: with its title, label and address far from 3,000, even where each character is escaped.
const SENTENCES: usize = 3;
const FALLBACK_CHARACTERS: usize = 1_000;

pub fn write(digest: &Digest) -> String {
    let most = BLOCKS - FRAME - AROUND * digest.sections.len();
    let items: usize = digest.sections.iter().map(|section| section.items.len()).sum();
    let fits = |blocks: &Vec<Value>| json!(blocks).to_string().chars().count() <= CHARACTERS;
    let blocks = (1..=most.min(items)).rev().map(|room| blocks(digest, room)).find(fits);
    let blocks = blocks.unwrap_or_else(|| self::blocks(digest, 0));
    let mut message = serde_json::to_string_pretty(&json!({ "text": fallback(digest), "blocks": blocks }))
        .expect("a value of JSON can be written");
    message.push('\n');
    message
}

/// The message, with so many items at most.
fn blocks(digest: &Digest, room: usize) -> Vec<Value> {
    let mut blocks = vec![header(&digest.title), context(&escape(&digest.period))];
    let counts: Vec<usize> = digest.sections.iter().map(|section| section.items.len()).collect();
    for (section, shown) in digest.sections.iter().zip(shares(&counts, room)) {
        blocks.extend(section_blocks(section, shown));
    }
    if digest.sections.is_empty() {
        blocks.push(text_block(&escape(&digest.nothing)));
    }
    if let Some(overdue) = &digest.overdue {
        blocks.push(context(&format!("{} {}", escape(overdue), link("See which", &digest.promises_url))));
    }
    blocks.push(context(&link("Everything, and how to subscribe", &digest.url)));
    blocks
}

/// How many items each section shows: a fair share each, and what one does not need goes to the others.
fn shares(counts: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|at| counts[*at]);
    let mut shares = vec![0; counts.len()];
    let mut left = room;
    for (done, at) in order.into_iter().enumerate() {
        shares[at] = counts[at].min(left / (counts.len() - done));
        left -= shares[at];
    }
    shares
}

fn section_blocks(section: &Section, shown: usize) -> Vec<Value> {
    let mut blocks = vec![text_block(&format!("*{}*", escape(&section.title)))];
    blocks.extend(section.items.iter().take(shown).map(item_block));
    let rest = section.items.len() - shown;
    blocks.extend((rest > 0).then(|| context(&link(&more(rest), &section.url))));
    blocks
}

fn item_block(item: &Item) -> Value {
    let title = shorten(&title_plain(&item.title), TITLE_CHARACTERS);
    let mut text = format!("*{}*\n{}", quiet(&shorten(&item.label, TITLE_CHARACTERS)), link(&title, &item.url));
    text.push_str(&format!(" ({})", quiet(&shorten(&item.place(), TITLE_CHARACTERS))));
    for (at, words) in item.sentences.iter().take(SENTENCES).enumerate() {
        text.push_str(if at == 0 { "\n" } else { " " });
        text.push_str(&match words {
            Words::Line(line) => mrkdwn(&shorten(line, SENTENCE_CHARACTERS)),
            Words::Plain(plain) => quiet(&shorten(plain, SENTENCE_CHARACTERS)),
        });
    }
    text_block(&text)
}

/// What a notification shows, and a reader without blocks.
fn fallback(digest: &Digest) -> String {
    let counts: Vec<String> =
        digest.sections.iter().map(|section| format!("{} ({})", section.title, section.items.len())).collect();
    let said = if counts.is_empty() { digest.nothing.clone() } else { counts.join(", ") };
    escape(&shorten(&format!("{}, {}: {said}", digest.title, digest.period), FALLBACK_CHARACTERS))
}

fn header(title: &str) -> Value {
    json!({ "type": "header", "text": { "type": "plain_text", "text": shorten(&visible(title), HEADER_CHARACTERS), "emoji": false } })
}

fn text_block(mrkdwn: &str) -> Value {
    json!({ "type": "section", "text": { "type": "mrkdwn", "text": mrkdwn, "verbatim": true } })
}

fn context(mrkdwn: &str) -> Value {
    json!({ "type": "context", "elements": [{ "type": "mrkdwn", "text": mrkdwn, "verbatim": true }] })
}

/// In a link, nothing but these characters is markup.
fn link(text: &str, url: &str) -> String {
    let url = url.replace('|', "%7C").replace('>', "%3E").replace('<', "%3C");
    format!("<{}|{}>", url.replace('&', "&amp;"), escape(&text.replace('|', "¦")))
}

/// The three characters that Slack asks to escape, and no others.
fn escape(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !is_forbidden(*c)).collect()
}

/// A line of an author: inline code stays code.
fn mrkdwn(line: &str) -> String {
    let parts = title_parts(line).into_iter().map(|part| match part {
        TitlePart::Text(text) => quiet(text),
        TitlePart::Code(code) if code.contains('`') || code.trim().is_empty() => quiet(code),
        TitlePart::Code(code) => format!("`{}`", escape(code)),
    });
    parts.collect()
}

/// Text without markup. Slack has no escape for its marks, but takes them for text where a letter of no width stands beside
/// them, since it looks for the bounds of words.
fn quiet(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in escape(text).chars() {
        match c {
            '*' | '_' | '~' | '`' => out.extend(['\u{2060}', c, '\u{2060}']),
            c => out.push(c),
        }
    }
    out
}

fn shorten(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        None => text.to_owned(),
        Some(_) => text.chars().take(characters - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_section_does_not_need_goes_to_the_others() {
        assert_eq!(shares(&[3, 100, 5], 40), [3, 32, 5]);
        assert_eq!(shares(&[100, 100, 100], 40), [13, 13, 14]);
        assert_eq!(shares(&[1, 2], 40), [1, 2]);
    }

    #[test]
    fn text_is_no_markup() {
        assert_eq!(mrkdwn("`Vec<T>` & <!channel>"), "`Vec&lt;T&gt;` &amp; &lt;!channel&gt;");
        assert_eq!(mrkdwn("*b*"), "\u{2060}*\u{2060}b\u{2060}*\u{2060}");
        assert_eq!(link("a|b>", "https://a.example/?b&c|d"), "<https://a.example/?b&amp;c%7Cd|a¦b&gt;>");
    }
}
