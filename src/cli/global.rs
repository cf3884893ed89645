//! Arguments that every command takes.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::base::{RelPath, Today};
use crate::report::Styled;
use crate::shell::{Failure, clock};

/// Where help lists them, apart from what a command takes of its own.
const EVERYWHERE: &str = "Options of every command";

#[derive(Clone, Debug, Args)]
pub struct Global {
    /// The folder that holds book.toml
    #[arg(long, global = true, help_heading = EVERYWHERE, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// The day for which everything is computed, as YYYY-MM-DD [default: SOURCE_DATE_EPOCH, else the UTC clock]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DATE")]
    today: Option<Today>,
    /// Whether to colour what is printed
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, help_heading = EVERYWHERE, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, help_heading = EVERYWHERE, action = ArgAction::Count)]
    pub verbose: u8,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

impl Global {
    /// Settles once for the whole run whether colour is written.
    pub fn choose_colour(&self) {
        match self.color {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }

    /// How texts for people are made; the streams drop colour where it does not belong.
    pub fn styled(&self) -> Styled {
        match self.color {
            Colour::Never => Styled::Plain,
            _ => Styled::Coloured,
        }
    }

    pub fn today(&self) -> Result<Today, Failure> {
        clock::today(self.today)
    }

    /// A path of the site as whoever runs the program can use it.
    pub fn below_root(&self, path: &RelPath) -> PathBuf {
        if self.root.as_os_str() == "." { PathBuf::from(path.as_str()) } else { self.root.join(path) }
    }

    /// Talk for people: on stderr, and not when quiet.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            anstream::eprintln!("{text}");
        }
    }
}
