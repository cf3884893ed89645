//! What the terminal is like.

use std::io::IsTerminal;

const FALLBACK: usize = 100;

/// The columns of the terminal that results go to; a set width where they go to a file.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || {
        rustix::termios::tcgetwinsize(std::io::stdout())
            .ok()
            .map(|size| usize::from(size.ws_col))
            .filter(|width| *width > 0)
    };
    asked.or_else(|| std::io::stdout().is_terminal().then(measured).flatten()).unwrap_or(FALLBACK)
}
