//! The shape of the code, held: data flows to the right, imports point to the left, and only the outer modules touch the world.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may read files, and fail

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Modules from left to right. Those of one row are siblings, and never import each other.
const ROWS: &[&[&str]] = &[
    &["base"],
    &["diag"],
    &["form"],
    &["markdown"],
    &["config"],
    &["entry"],
    &["catalog"],
    &["schedule"],
    &["words"],
    &["policy", "site", "audit", "import", "export", "edit"],
    &["pipeline"],
    &["report", "shell"],
    &["cli"],
    &["main"],
];

/// Imports that ought not to be: file and module. Shorten this list, never lengthen it.
const DEBTS: &[(&str, &str)] = &[];

const LONGEST: usize = 700;

/// A file of the source, with its path below src and the module of the top level that it belongs to.
struct File {
    path: String,
    module: String,
    text: String,
}

fn files() -> Vec<File> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let found = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = found.filter(|found| found.path().extension().is_some_and(|extension| extension == "rs"));
    rust.map(|found| {
        let path = found.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        File { path, module, text: fs::read_to_string(found.path()).unwrap() }
    })
    .collect()
}

/// The text without comments and without the texts in quotes, as far as a scanner of lines can tell.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].contains('"') => &line[..at],
        _ => line,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The code without what is compiled for tests only: the module `tests` at a file's end.
fn without_tests(file: &File) -> String {
    let code = code(&file.text);
    if file.path.split('/').any(|part| part == "tests" || part == "tests.rs") {
        return String::new();
    }
    match code.find("#[cfg(test)]\nmod tests {") {
        Some(at) => code[..at].to_owned(),
        None => code,
    }
}

/// The modules of the top level that a file names as `crate::x`, also in braces; `forewarn::x` in main.
fn imports(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for root in ["crate::", "forewarn::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let inner = rest.strip_prefix('{').map(|inner| inner.split_once("};").map_or(inner, |(inner, _)| inner));
            let names = inner.map_or_else(|| vec![rest], top_level);
            modules.extend(names.into_iter().map(first_word).filter(|name| !name.is_empty()));
        }
    }
    modules
}

/// The parts of a list between braces, whatever is nested in them.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn row(module: &str) -> usize {
    let row = ROWS.iter().position(|row| row.contains(&module));
    row.unwrap_or_else(|| panic!("`{module}` has no place: put it into ROWS, and into section 5 of the design"))
}

#[test]
fn the_scanner_sees_imports_of_all_shapes() {
    let text = "use crate::base::Span;\nuse crate::{diag::{Rule, Level}, form};\n// use crate::cli;\nlet x = crate::site::plan();";
    assert_eq!(imports(&code(text)), ["base", "diag", "form", "site"]);
}

#[test]
fn imports_point_to_the_left() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| file.path != "lib.rs") {
        for import in imports(&code(&file.text)) {
            let (here, there) = (row(&file.module), row(&import));
            let to_the_right = there > here || (there == here && import != file.module);
            if to_the_right && !DEBTS.contains(&(file.path.as_str(), import.as_str())) {
                wrong.push(format!("src/{} imports `{import}`, which lies to its right", file.path));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place() {
    for file in files().iter().filter(|file| file.path != "lib.rs") {
        row(&file.module);
    }
}

#[test]
fn every_file_opens_with_what_it_is() {
    let is_test = |file: &File| file.path.split('/').any(|part| part == "tests" || part == "tests.rs");
    for file in files().iter().filter(|file| !is_test(file)) {
        assert!(file.text.starts_with("//! "), "src/{} has no module doc", file.path);
    }
}

#[test]
fn no_file_is_two_files() {
    for file in files() {
        let lines = file.text.lines().count();
        assert!(lines <= LONGEST, "src/{} has {lines} lines", file.path);
    }
}

#[test]
fn nothing_is_unwrapped_outside_of_tests() {
    for file in files() {
        let code = without_tests(&file);
        for (number, line) in code.lines().enumerate() {
            assert!(!line.contains(".unwrap()"), "src/{}:{}: {}", file.path, number + 1, line.trim());
        }
    }
}

/// clippy.toml lists what the core may not do; only these two modules may, each for itself and said once.
#[test]
fn only_shell_and_cli_touch_the_world() {
    let mut allowing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let rules =
        ["clippy::disallowed_methods", "clippy::disallowed_macros", "clippy::print_stdout", "clippy::print_stderr"];
    for file in files() {
        let code = without_tests(&file);
        if rules.iter().any(|rule| code.contains(rule)) {
            allowing.entry(file.module).or_default().push(file.path);
        }
    }
    let allowing: Vec<_> = allowing.into_values().flatten().collect();
    assert_eq!(allowing, ["cli/mod.rs", "shell/mod.rs"]);
}
