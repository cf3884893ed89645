//! `forewarn man`: manual pages, from the same definition as the help.

use std::fs;
use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory};
use clap_mangen::Man;

use super::{Cli, Done, stdout};
use crate::report::Styled;
use crate::shell::Failure;

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Write the pages of all commands into this folder, such as ~/.local/share/man/man1, where `man` finds them; without it, print that of forewarn
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub fn run(args: &Args) -> Done {
    let command = Cli::command();
    let Some(dir) = &args.dir else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page).expect("writing to memory does not fail");
        return Ok(stdout::print(&String::from_utf8_lossy(&page), Styled::Plain)?);
    };
    let written = fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(command, dir));
    written.map_err(|e| Failure::io("write the manual to", dir, &e, "name a folder that you may write into").into())
}
