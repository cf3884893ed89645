//! `forewarn theme`: files of a theme to change, and whether a theme is in order.

mod check;
mod eject;
mod list;

use clap::Subcommand;

use super::Done;
use super::global::Global;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Copy files of an embedded theme into `[theme] dir` of book.toml, where they take the place of the embedded ones
    Eject(eject::Args),
    /// Say what is wrong with the templates of `[theme] dir`: tried with made-up data for every case, and on every page of the site
    Check(check::Args),
}

pub fn run(global: &Global, command: &Command) -> Done {
    match command {
        Command::Eject(args) => eject::run(global, args),
        Command::Check(args) => check::run(global, args),
    }
}
