//! What a theme can rely on → the page `pages/theme-reference.md` of our own site: templates, blocks, functions, filters,
//! types, options and variables, each as the code documents it. Knows nothing that is not told where it is defined.

use std::fmt::Write;

use serde_json::Value as Json;

use crate::site::context::ApiWord;
use crate::site::context::schema::{Shape, Types, shape, types, words};
use crate::site::schema_words;
use crate::site::theme::anatomy::{Anatomy, anatomy};
use crate::site::theme::{FILTERS, FUNCTIONS, OPTIONS, Word, shipped, style};

/// The page, as a file.
pub fn theme_reference() -> String {
    let types = types();
    let templates: Vec<(&str, Anatomy)> = templates().collect();
    let mut out = String::from(INTRODUCTION);
    section(&mut out, "Templates", TEMPLATES);
    template_table(&mut out, &templates, &types);
    section(&mut out, "Blocks", BLOCKS);
    block_table(&mut out, &templates);
    section(&mut out, "Functions and filters", FUNCTIONS_TEXT);
    word_table(&mut out, "call", FUNCTIONS.iter().chain(FILTERS));
    section(&mut out, "Types", TYPES);
    for (name, schema) in types.iter() {
        type_section(&mut out, name, schema);
    }
    section(&mut out, "Options", OPTIONS_TEXT);
    word_table(&mut out, "key", OPTIONS);
    section(&mut out, "Variables of the style sheet", VARIABLES);
    variable_table(&mut out);
    out
}

const INTRODUCTION: &str = r#"+++
title = "Theme reference"
+++

What a theme can rely on. A field is added freely, renamed or taken away only with a major version of forewarn. `forewarn theme eject` copies files
of the default theme into yours; `forewarn theme check` tries your templates with made-up data that covers every case, and with your own pages.
"#;
const TEMPLATES: &str = "Files of `templates/`. What is given to a template are the fields of the type that it takes, and the global `site`, a [`Site`](#site). A \
name with `_` at its start is a part that others include; it takes what they have.";
const BLOCKS: &str = "What a template that extends another may fill.";
const FUNCTIONS_TEXT: &str = "Beyond those of [MiniJinja](https://docs.rs/minijinja/latest/minijinja/filters/). Text is escaped when it is printed; HTML is printed as it \
is. `none` prints nothing, a flag prints `true` or `false`, and to print a name that is not there is an error.";
const TYPES: &str = "A path (`path`, `href`) is relative to the root of the site, without a slash at its start: write `{{ url(path) }}`; an `href` may also be an \
absolute URL. A day is `2026-12-01`, or `2026-12-01T09:00:00Z`: write `{{ day|date }}`.";
const OPTIONS_TEXT: &str = "The default theme reads these keys of `[theme.options]` in book.toml; your own templates may read any others, as `site.options`.";
const VARIABLES: &str = "All colours, sizes and fonts of the default theme. A style sheet of your own that is loaded after `style.css` can set them.";

fn templates() -> impl Iterator<Item = (&'static str, Anatomy)> {
    shipped("default").filter_map(|(name, bytes)| {
        let name = name.strip_prefix("templates/")?;
        Some((name, anatomy(str::from_utf8(bytes).unwrap_or_default())))
    })
}

fn section(out: &mut String, heading: &str, text: &str) {
    add(out, format_args!("\n## {heading}\n\n{text}\n\n"));
}

fn add(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes all text");
}

fn template_table(out: &mut String, templates: &[(&str, Anatomy)], types: &Types) {
    out.push_str("| template | what it is |\n|---|---|\n");
    for (name, anatomy) in templates {
        add(out, format_args!("| `{name}` | {} |\n", linked(&cell(&anatomy.about), types)));
    }
}

fn block_table(out: &mut String, templates: &[(&str, Anatomy)]) {
    out.push_str("| block | of | what it holds |\n|---|---|---|\n");
    for (name, anatomy) in templates {
        let own = |block: &str| match &anatomy.extends {
            Some(parent) => !templates.iter().any(|(other, of)| *other == parent.name && of.has_block(block)),
            None => true,
        };
        for block in anatomy.blocks.iter().filter(|block| own(&block.name)) {
            add(out, format_args!("| `{}` | `{name}` | {} |\n", block.name, cell(&block.about)));
        }
    }
}

fn word_table<'a>(out: &mut String, kind: &str, words: impl IntoIterator<Item = &'a Word>) {
    add(out, format_args!("| {kind} | gives |\n|---|---|\n"));
    for word in words {
        add(out, format_args!("| `{}` | {} |\n", cell(word.call), cell(word.gives)));
    }
}

fn type_section(out: &mut String, name: &str, schema: &Json) {
    add(out, format_args!("### {name}\n\n{}\n\n", about(schema)));
    match shape(schema) {
        Shape::Fields(fields) => {
            out.push_str("| field | holds | meaning |\n|---|---|---|\n");
            for (field, schema) in fields {
                let holds: String = schema_words::words(schema).iter().map(holds).collect();
                let holds = holds.replace(" or null", " or `none`");
                add(out, format_args!("| `{field}` | {holds} | {} |\n", cell(&about(schema))));
            }
        }
        Shape::Words if words(schema).iter().all(|(_, meaning)| meaning.is_empty()) => {
            let names: Vec<String> = words(schema).iter().map(|(word, _)| format!("`{word}`")).collect();
            add(out, format_args!("One of {}.\n", names.join(", ")));
        }
        Shape::Words => {
            out.push_str("| word | meaning |\n|---|---|\n");
            for (word, meaning) in words(schema) {
                add(out, format_args!("| `{word}` | {} |\n", cell(meaning)));
            }
        }
    }
    out.push('\n');
}

fn holds(word: &ApiWord) -> String {
    match &word.anchor {
        Some(_) => format!("[`{}`](#{})", word.text, word.text.to_lowercase()),
        None => cell(&word.text),
    }
}

/// What the doc comment says, in one line.
fn about(schema: &Json) -> String {
    schema["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The names of types lead to their sections.
fn linked(text: &str, types: &Types) -> String {
    let link = |word: &str| {
        let name = word.trim_matches(|c: char| !c.is_alphanumeric());
        match types.get(name) {
            Some(_) => {
                word.replace(&format!("`{name}`"), name).replace(name, &format!("[`{name}`](#{})", name.to_lowercase()))
            }
            None => word.to_owned(),
        }
    };
    text.split(' ').map(link).collect::<Vec<_>>().join(" ")
}

fn variable_table(out: &mut String) {
    for group in style::groups() {
        add(out, format_args!("{}\n\n| variable | value | in the dark scheme |\n|---|---|---|\n", group.about));
        for variable in &group.variables {
            let dark = variable.dark.as_ref().map(|dark| format!("`{dark}`")).unwrap_or_default();
            add(out, format_args!("| `{}` | `{}` | {dark} |\n", variable.name, variable.value));
        }
        out.push('\n');
    }
}
