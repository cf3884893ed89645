//! Code → HTML with its tokens in `<span class="hl-…">`, by tree-sitter grammars.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use arborium::{Config, GrammarStore, Highlighter, HtmlFormat};

/// Longer code is shown plain: nobody reads its colours, and queries may cost more than their length.
const MAX_BYTES: usize = 64 * 1024;

/// Grammars take long to compile: once in a process. A highlighter on them is cheap: one in each thread.
static GRAMMARS: LazyLock<Arc<GrammarStore>> = LazyLock::new(|| Arc::new(GrammarStore::new()));

thread_local! {
    static HIGHLIGHTER: RefCell<Highlighter> = RefCell::new(highlighter());
}

fn highlighter() -> Highlighter {
    let html_format = HtmlFormat::ClassNamesWithPrefix("hl".to_owned());
    Highlighter::with_store_and_config(GRAMMARS.clone(), Config { html_format, ..Config::default() })
}

/// Safe HTML for code without forbidden characters; `None` if the language is unknown or the code too long.
pub(super) fn highlight(language: &str, code: &str) -> Option<String> {
    if code.len() > MAX_BYTES {
        return None;
    }
    let grammar = grammar(language)?;
    let run = || HIGHLIGHTER.with_borrow_mut(|highlighter| highlighter.highlight(grammar, code).ok());
    catch_unwind(AssertUnwindSafe(run)).ok().flatten()
}

/// The language of a code block: the first word of its info string, reduced to `[a-z0-9+#-]`.
pub(super) fn language(info: &str) -> String {
    let word = info.split(|c: char| c.is_whitespace() || ",{:".contains(c)).next().unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || "+#-".contains(*c);
    word.to_ascii_lowercase().chars().filter(fits).take(32).collect()
}

/// The grammar for a language by any of its names.
fn grammar(language: &str) -> Option<&'static str> {
    Some(match language {
        "bash" | "sh" | "shell" | "zsh" | "console" | "terminal" | "shell-session" | "shellsession" | "curl" => "bash",
        "diff" | "patch" => "diff",
        "dockerfile" | "docker" | "containerfile" => "dockerfile",
        "go" | "golang" => "go",
        "hcl" | "tf" | "terraform" | "tfvars" => "hcl",
        "java" => "java",
        "javascript" | "js" | "mjs" | "cjs" | "jsx" | "node" => "javascript",
        "json" | "jsonc" | "json5" | "jsonl" => "json",
        "python" | "py" | "python3" | "pycon" => "python",
        "rust" | "rs" => "rust",
        "toml" => "toml",
        "typescript" | "ts" | "mts" | "cts" => "typescript",
        "yaml" | "yml" => "yaml",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_colours_something() {
        for (language, code) in [
            ("sh", "if true; then echo \"$HOME\"; fi\n"),
            ("diff", "-a\n+b\n"),
            ("docker", "FROM scratch\n"),
            ("go", "package main\n"),
            ("tf", "resource \"a\" \"b\" {}\n"),
            ("java", "class A {}\n"),
            ("js", "const a = 1;\n"),
            ("json", "{\"a\": 1}\n"),
            ("py", "def f(): pass\n"),
            ("rs", "fn main() {}\n"),
            ("toml", "a = 1\n"),
            ("ts", "let a: string;\n"),
            ("yml", "a: 1\n"),
        ] {
            let html = highlight(language, code).unwrap();
            assert!(html.contains("<span class=\"hl-"), "{language}: {html}");
        }
    }

    #[test]
    fn languages_are_reduced_to_a_word() {
        for (info, expected) in [
            ("rust,ignore", "rust"),
            ("C++ title=x", "c++"),
            ("cURL", "curl"),
            ("\"><b>", "b"),
            ("", ""),
            ("{.js}", ""),
        ] {
            assert_eq!(language(info), expected);
        }
    }

    #[test]
    fn markup_in_code_is_escaped() {
        let html = highlight("js", "const a = \"<script>\"; // </span><img>").unwrap();
        assert!(!html.contains("<script>") && !html.contains("<img>"), "{html}");
    }
}
