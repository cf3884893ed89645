//! `theme.options.accent` → a small style sheet. The content security policy of the pages forbids inline styles, so the
//! colour comes in a file of its own. Whatever colour is chosen, text in it can be read: it is darkened for the light
//! scheme and lightened for the dark one until its contrast is at least that of WCAG 2.2 AA.

use super::Word;
use crate::base::RelPath;
use crate::diag::{Diagnostic, Rule};

/// The name of the style sheet among the theme's assets.
pub(super) const FILE: &str = "accent.css";

/// The keys of `[theme.options]` that the default theme knows.
pub const OPTIONS: &[Word] = &[Word {
    name: "accent",
    call: "accent = \"#0a7\"",
    gives: "a colour, `#rgb` or `#rrggbb`, for links, buttons and focus. It is darkened or lightened for each colour scheme until text in \
            it can be read (WCAG 2.2 AA), and published as `theme/accent.css`, since the pages forbid inline styles",
}];

/// The backgrounds of `static/style.css` on which accented text has the least contrast.
const LIGHT_GROUND: Colour = Colour([0xf2, 0xf3, 0xf5]);
const DARK_GROUND: Colour = Colour([0x21, 0x24, 0x2b]);
const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([255, 255, 255]);
/// WCAG 2.2, success criterion 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour([u8; 3]);

/// The style sheet; none without the option.
pub(super) fn style_sheet(options: &serde_json::Value) -> Result<Option<String>, Box<Diagnostic>> {
    let Some(accent) = options.get("accent") else { return Ok(None) };
    let chosen = accent.as_str().and_then(parse).ok_or_else(|| Box::new(not_a_colour(accent)))?;
    let light = readable(chosen, LIGHT_GROUND, BLACK);
    let dark = readable(chosen, DARK_GROUND, WHITE);
    Ok(Some(format!(
        ":root {{ --accent: {}; }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {}; }} }}\n",
        hex(light),
        hex(dark)
    )))
}

fn not_a_colour(value: &serde_json::Value) -> Diagnostic {
    let settings = RelPath::new("book.toml").expect("a plain name is a path");
    Diagnostic::file(Rule::WrongType, &settings, format!("`theme.options.accent` is {value}, which is not a colour"))
        .help("write a colour as `#rgb` or `#rrggbb`, for example `accent = \"#0a7\"`")
}

fn parse(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#')?;
    let nibbles: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).and_then(|n| n.try_into().ok())).collect::<Option<_>>()?;
    match nibbles[..] {
        [r, g, b] => Some(Colour([r * 17, g * 17, b * 17])),
        [r, rr, g, gg, b, bb] => Some(Colour([r * 16 + rr, g * 16 + gg, b * 16 + bb])),
        _ => None,
    }
}

/// The colour nearest to the chosen one, towards `end`, that can be read on `ground`.
fn readable(chosen: Colour, ground: Colour, end: Colour) -> Colour {
    let steps = (0..=100).map(|percent| mix(chosen, end, percent));
    steps.into_iter().find(|colour| contrast(*colour, ground) >= LEAST_CONTRAST).unwrap_or(end)
}

fn mix(from: Colour, to: Colour, percent: u32) -> Colour {
    let part = |a: u8, b: u8| (u32::from(a) * (100 - percent) + u32::from(b) * percent + 50) / 100;
    Colour(std::array::from_fn(|i| part(from.0[i], to.0[i]).try_into().unwrap_or(u8::MAX)))
}

/// WCAG 2.2, "contrast ratio".
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance(Colour([r, g, b]): Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn hex(Colour([r, g, b]): Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn any_colour_can_be_read_in_both_schemes() {
        for text in ["#fff", "#000", "#0a7", "#ffee00", "#8080ff"] {
            let chosen = parse(text).unwrap();
            assert!(contrast(readable(chosen, LIGHT_GROUND, BLACK), LIGHT_GROUND) >= LEAST_CONTRAST, "{text}");
            assert!(contrast(readable(chosen, DARK_GROUND, WHITE), DARK_GROUND) >= LEAST_CONTRAST, "{text}");
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let sheet = style_sheet(&json!({ "accent": "#0b5" })).unwrap().unwrap();
        assert!(sheet.contains("dark) { :root { --accent: #00bb55; }"), "{sheet}");
    }

    #[test]
    fn anything_else_than_a_hex_colour_is_a_finding() {
        for value in [json!("red"), json!("#12"), json!("url(https://x.example)"), json!(7)] {
            assert_eq!(style_sheet(&json!({ "accent": value })).unwrap_err().rule, Rule::WrongType);
        }
        assert_eq!(style_sheet(&serde_json::Value::Null), Ok(None));
    }
}
