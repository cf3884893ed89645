//! A template's text → what it is made of: what its first comment says, what it extends and includes, and its blocks.
//! Reads tags only, and no template is run; what a comment or a `raw` block holds is no tag.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::Span;

/// What a template is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anatomy {
    /// The first comment, in one line; empty if there is none.
    pub about: String,
    /// The template that it extends.
    pub extends: Option<Named>,
    /// Templates that it includes or imports.
    pub uses: Vec<Named>,
    pub blocks: Vec<Block>,
}

/// Another template's name, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub span: Span,
}

/// A block, and where its name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub name: String,
    pub span: Span,
    /// What the comment says that stands right behind its tag; empty if there is none.
    pub about: String,
    /// Whether it stands in no other block.
    pub is_outermost: bool,
}

static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    let tags = [
        r"(?s)\{#-?(?P<comment>.*?)-?#\}",
        r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}",
        r#"\{%-?\s*(?P<verb>extends|include|import|from)\s+["'](?P<name>[^"']+)["']"#,
        r"\{%-?\s*block\s+(?P<block>[A-Za-z_][A-Za-z0-9_]*)[^%]*%\}(\{#-?(?P<what>.*?)-?#\})?",
        r"\{%-?\s*(?P<end>endblock)\b",
    ];
    Regex::new(&tags.join("|")).expect("the pattern is well formed")
});

impl Anatomy {
    pub fn has_block(&self, name: &str) -> bool {
        self.blocks.iter().any(|block| block.name == name)
    }
}

pub fn anatomy(text: &str) -> Anatomy {
    let mut found = Anatomy::default();
    let mut depth = 0_usize;
    for tag in TAGS.captures_iter(text) {
        if let Some(comment) = tag.name("comment") {
            if comment.start() <= "{#-".len() {
                found.about = in_one_line(comment.as_str());
            }
        } else if let (Some(verb), Some(name)) = (tag.name("verb"), tag.name("name")) {
            let named = Named { name: name.as_str().to_owned(), span: name.range().into() };
            if verb.as_str() == "extends" { found.extends = Some(named) } else { found.uses.push(named) }
        } else if let Some(name) = tag.name("block") {
            let (name, span) = (name.as_str().to_owned(), name.range().into());
            let about = tag.name("what").map(|what| in_one_line(what.as_str())).unwrap_or_default();
            found.blocks.push(Block { name, span, about, is_outermost: depth == 0 });
            depth += 1;
        } else if tag.name("end").is_some() {
            depth = depth.saturating_sub(1);
        }
    }
    found
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_tells_what_it_is_made_of() {
        let text = "{# `/x/`. Takes\n   XPage. #}\n{% extends \"base.html\" %}\n{% block main %}{# all of it #}{%- block inner -%}{% endblock %}\
                    {% include '_card.html' %}{# {% block no %} #}{% endblock %}{% block last %}{% endblock last %}";
        let found = anatomy(text);
        assert_eq!(found.about, "`/x/`. Takes XPage.");
        assert_eq!(found.extends.unwrap().name, "base.html");
        assert_eq!(found.uses.iter().map(|used| &text[used.span.range()]).collect::<Vec<_>>(), ["_card.html"]);
        let blocks: Vec<_> = found.blocks.iter().map(|block| (block.name.as_str(), block.is_outermost)).collect();
        assert_eq!(found.blocks[0].about, "all of it");
        assert_eq!(blocks, [("main", true), ("inner", false), ("last", true)]);
    }

    #[test]
    fn a_template_without_tags_has_nothing() {
        assert_eq!(anatomy("<p>{{ page.title }}</p>{# later #}"), Anatomy::default());
    }
}
