//! `--open`: the browser is called with the address of the site, and a machine without one gets its preview all the same.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;

use tempfile::TempDir;

use crate::kit::{DEADLINE, Preview, site};

/// What the system calls to open an address: on WSL, the second.
const OPENERS: [&str; 2] = ["xdg-open", "wslview"];

/// A folder of programs in which each opener writes what it is given into a pipe.
fn openers(pipe: &Path) -> TempDir {
    let programs = tempfile::tempdir().unwrap();
    for opener in OPENERS {
        let path = programs.path().join(opener);
        fs::write(&path, format!("#!/bin/sh\necho \"$@\" > '{}'\n", pipe.display())).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    programs
}

#[test]
fn the_browser_is_called_with_the_address_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("opened");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let programs = openers(&pipe);
    let (told, opened) = mpsc::channel();
    // Reading waits until something writes.
    std::thread::spawn(move || told.send(fs::read_to_string(pipe).unwrap()));
    let preview = Preview::with_programs(site(), programs.path(), &["--open"]);
    let address = opened.recv_timeout(DEADLINE).expect("nothing was opened");
    assert_eq!(address, format!("http://{}/docs/\n", preview.at));
    assert_eq!(preview.get("/docs/").status, 200);
}

#[test]
fn a_machine_without_a_browser_gets_its_preview() {
    let nothing = tempfile::tempdir().unwrap();
    let preview = Preview::with_programs(site(), nothing.path(), &["--open"]);
    assert_eq!(preview.get("/docs/").status, 200);
}
