//! themes/** → a table of themes, names and bytes in `OUT_DIR/themes.rs`, so that the program carries its themes.
//! Paths are written relative to the package; the order is that of the names.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout)] // a build script lives in the outside world

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const THEMES: [&str; 2] = ["default", "plain"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut table = String::from("static THEMES: &[(&str, &[File])] = &[\n");
    for theme in THEMES {
        table += &format!("    ({theme:?}, &[\n{}    ]),\n", files(&root, &format!("themes/{theme}"))?);
    }
    table += "];\n";
    fs::write(out.join("themes.rs"), table)
}

/// The rows of one theme's files.
fn files(root: &Path, folder: &str) -> io::Result<String> {
    let mut names = Vec::new();
    collect(&root.join(folder), "", &mut names)?;
    names.sort();
    println!("cargo::rerun-if-changed={folder}");
    let mut rows = String::new();
    for name in &names {
        println!("cargo::rerun-if-changed={folder}/{name}");
        let place = format!("/{folder}/{name}");
        rows += &format!("        ({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {place:?}))),\n");
    }
    Ok(rows)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        let file_name = item.file_name();
        let name = file_name.to_str().ok_or_else(|| io::Error::other("a theme file's name is not UTF-8"))?;
        if item.file_type()?.is_dir() {
            collect(&item.path(), &format!("{prefix}{name}/"), names)?;
        } else {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
