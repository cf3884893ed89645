//! `forewarn completions`: a script that completes commands and flags in a shell.

use clap::{Args as ClapArgs, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Cli, Done, stdout};
use crate::report::Styled;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
The script goes to stdout; put it where the shell looks for it, and start a new shell:
  bash  forewarn completions bash > ~/.local/share/bash-completion/completions/forewarn
  zsh   forewarn completions zsh > DIR/_forewarn, where DIR is in `fpath` before `compinit` runs
  fish  forewarn completions fish > ~/.config/fish/completions/forewarn.fish")]
pub struct Args {
    /// The shell that is to complete
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub fn run(args: &Args) -> Done {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "forewarn", &mut script);
    Ok(stdout::print(&String::from_utf8_lossy(&script), Styled::Plain)?)
}
