//! What a command was asked for, written to stdout. A reader such as `head` may have seen enough; any other end of it is a
//! failure, since what follows in a pipeline would take a part for the whole.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};

use crate::report::Styled;
use crate::shell::Failure;

/// Whether readers of stdout see colours, as they asked, or as a terminal can.
pub fn styled() -> Styled {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Styled::Plain,
        _ => Styled::Coloured,
    }
}

/// # Errors
/// It could not be written whole, to a full disk for example.
pub fn print(text: &str, styled: Styled) -> Result<(), Failure> {
    // What is plain is not searched for colours: of ten thousand findings that takes longer than to write them.
    let written = match styled {
        Styled::Plain => write(&mut io::stdout().lock(), text),
        Styled::Coloured => write(&mut anstream::stdout().lock(), text),
    };
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new("cannot write to stdout", "what was written is not whole: make room, or print elsewhere")
                .because(error))
        }
        _ => Ok(()),
    }
}

fn write(stdout: &mut impl Write, text: &str) -> io::Result<()> {
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}
