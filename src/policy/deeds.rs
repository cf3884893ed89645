//! A promise's id → the command that moves, fulfils or calls off the promise, as a remedy names it.

use std::fmt::Display;

pub fn extend(id: impl Display, to: impl Display) -> String {
    format!("`forewarn promise extend {id} --to {to} --reason \"…\"`")
}

pub fn complete(id: impl Display) -> String {
    format!("`forewarn promise complete {id}`")
}

pub fn cancel(id: impl Display) -> String {
    format!("`forewarn promise cancel {id} --reason \"…\"`")
}
