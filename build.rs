//! themes/default/** → a table of names and bytes in `OUT_DIR/default_theme.rs`, so that the program carries its theme.
//! Paths are written relative to the package; the order is that of the names.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout)] // a build script lives in the outside world

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const THEME: &str = "themes/default";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut names = Vec::new();
    collect(&root.join(THEME), "", &mut names)?;
    names.sort();
    println!("cargo::rerun-if-changed={THEME}");
    let mut table = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for name in &names {
        println!("cargo::rerun-if-changed={THEME}/{name}");
        let place = format!("/{THEME}/{name}");
        table += &format!("    ({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {place:?}))),\n");
    }
    table += "];\n";
    fs::write(out.join("default_theme.rs"), table)
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
