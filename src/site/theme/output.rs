//! How values are printed, and how much of it.

use std::fmt;
use std::io;

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Error, Output, State, Value, escape_formatter};

use crate::base::first_byte;

/// The largest page.
pub(super) const MOST_BYTES: usize = 16 << 20;

/// What most pages fit into.
const USUAL_BYTES: usize = 12 << 10;

/// A page that refuses to grow beyond bounds.
#[derive(Debug)]
pub(super) struct Bounded(Vec<u8>);

impl Bounded {
    pub(super) fn empty() -> Self {
        Bounded(Vec::with_capacity(USUAL_BYTES))
    }

    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.0).expect("templates print text")
    }
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Prints a value: nothing for `none`, JSON's words for flags, and text with only those characters escaped that mean
/// something in HTML (the engine escapes `/` as well, which makes links unreadable in the source).
pub(super) fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::Bool => Ok(out.write_str(if value.is_true() { "true" } else { "false" })?),
        ValueKind::String if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            Ok(escape(out, value.as_str().unwrap_or_default())?)
        }
        _ => escape_formatter(out, state, value),
    }
}

fn escape(out: &mut Output<'_>, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = first_byte(rest.as_bytes(), |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}
