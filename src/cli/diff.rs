//! What was written, or would be, as a unified diff of texts on stdout. The command `diff` is in `upgrade.rs`.

use super::global::Global;
use crate::edit;
use crate::report::{self, Styled};
use crate::shell::rewrite::Rewrite;

pub fn print(global: &Global, rewrites: &[Rewrite]) {
    for rewrite in rewrites {
        let diff = edit::unified(&rewrite.path, rewrite.before.as_deref(), &rewrite.after);
        for line in diff.lines() {
            anstream::println!("{}", coloured(global.styled(), line));
        }
    }
}

/// A line of a diff as people know it: green is new, red is gone.
fn coloured(styled: Styled, line: &str) -> String {
    let shown = report::printable(line);
    let colour = match line.as_bytes().first() {
        Some(b'+') => "\u{1b}[32m",
        Some(b'-') => "\u{1b}[31m",
        Some(b'@') => "\u{1b}[36m",
        _ => return shown,
    };
    if styled == Styled::Plain { shown } else { format!("{colour}{shown}\u{1b}[0m") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_diff_are_coloured_and_cannot_command_the_terminal() {
        assert_eq!(coloured(Styled::Coloured, "+a"), "\u{1b}[32m+a\u{1b}[0m");
        assert_eq!(coloured(Styled::Plain, "+a\u{1b}[2J"), "+a␛[2J");
        assert_eq!(coloured(Styled::Coloured, " a"), " a");
    }
}
