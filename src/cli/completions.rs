//! `forewarn completions`: a script that completes commands and flags in a shell.

use clap::{Args as ClapArgs, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Cli, Done};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The shell that is to complete
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub fn run(args: &Args) -> Done {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "forewarn", &mut script);
    anstream::print!("{}", String::from_utf8_lossy(&script));
    Ok(())
}
