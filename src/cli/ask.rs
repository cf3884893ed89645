//! Questions on a terminal. Everything that is asked has a flag too; breaking off leaves everything as it was.

use std::fmt;
use std::io::IsTerminal;

use inquire::list_option::ListOption;
use inquire::validator::Validation;
use inquire::{CustomUserError, InquireError, MultiSelect, Select, Text};

use crate::shell::Failure;

/// A question that is answered with a line.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub words: &'a str,
    /// What the answer is for; may be empty.
    pub about: &'a str,
    /// The answer that Return gives; may be empty.
    pub default: &'a str,
}

impl<'a> Question<'a> {
    pub fn new(words: &'a str) -> Self {
        Question { words, about: "", default: "" }
    }
}

/// Whether somebody is there to answer.
pub fn can_ask(no_input: bool) -> bool {
    !no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// A line that must not be empty.
pub fn text(question: &Question<'_>) -> Result<String, Failure> {
    parsed(question, |line| Ok(line.to_owned()))
}

/// A line that is read as something; one that cannot be is asked for again, with the reason.
pub fn parsed<T: 'static>(
    question: &Question<'_>,
    read: impl Fn(&str) -> Result<T, String> + Clone + 'static,
) -> Result<T, Failure> {
    let required = move |line: &str| if line.is_empty() { Err("this needs an answer".to_owned()) } else { read(line) };
    read_line(question, required)
}

/// The same, where an empty line is an answer too.
pub fn optional<T: 'static>(
    question: &Question<'_>,
    read: impl Fn(&str) -> Result<T, String> + Clone + 'static,
) -> Result<Option<T>, Failure> {
    read_line(question, move |line: &str| if line.is_empty() { Ok(None) } else { read(line).map(Some) })
}

fn read_line<T: 'static>(
    question: &Question<'_>,
    read: impl Fn(&str) -> Result<T, String> + Clone + 'static,
) -> Result<T, Failure> {
    let words = format!("{}:", question.words);
    let check = {
        let read = read.clone();
        move |line: &str| -> Result<Validation, CustomUserError> {
            Ok(read(line.trim()).map_or_else(|error| Validation::Invalid(error.into()), |_| Validation::Valid))
        }
    };
    let mut text = Text::new(&words).with_validator(check);
    if !question.about.is_empty() {
        text = text.with_help_message(question.about);
    }
    if !question.default.is_empty() {
        text = text.with_default(question.default);
    }
    let line = text.prompt().map_err(broken_off)?;
    read(line.trim()).map_err(|error| Failure::new(error, "nothing was written"))
}

/// One of several.
pub fn choose<T: Clone>(words: &str, choices: &[(&str, T)]) -> Result<T, Failure> {
    let words = format!("{words}:");
    let options = choices.iter().map(Choice::of).collect();
    Select::new(&words, options).prompt().map(|choice| choice.value.clone()).map_err(broken_off)
}

/// Any number of several.
pub fn choose_any<T: Clone>(words: &str, choices: &[(&str, T)]) -> Result<Vec<T>, Failure> {
    let words = format!("{words}:");
    let options = choices.iter().map(Choice::of).collect();
    let chosen = MultiSelect::new(&words, options).prompt().map_err(broken_off)?;
    Ok(chosen.into_iter().map(|choice| choice.value.clone()).collect())
}

/// At least one of several; `or_else` is said to whoever chooses none.
pub fn choose_some<T: Clone>(words: &str, choices: &[(&str, T)], or_else: &'static str) -> Result<Vec<T>, Failure> {
    let words = format!("{words}:");
    let options: Vec<Choice<'_, T>> = choices.iter().map(Choice::of).collect();
    let check = move |chosen: &[ListOption<&Choice<'_, T>>]| -> Result<Validation, CustomUserError> {
        Ok(if chosen.is_empty() { Validation::Invalid(or_else.into()) } else { Validation::Valid })
    };
    let chosen = MultiSelect::new(&words, options).with_validator(check).prompt().map_err(broken_off)?;
    Ok(chosen.into_iter().map(|choice| choice.value.clone()).collect())
}

/// An answer as it is shown, and what it means.
struct Choice<'a, T> {
    words: &'a str,
    value: &'a T,
}

impl<'a, T> Choice<'a, T> {
    fn of((words, value): &'a (&'a str, T)) -> Self {
        Choice { words, value }
    }
}

impl<T> fmt::Display for Choice<'_, T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words)
    }
}

fn broken_off(error: InquireError) -> Failure {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            Failure::new("the questions were broken off", "nothing was written")
        }
        error => {
            Failure::new("the terminal cannot be asked", "say everything by flags, with `--no-input`").because(error)
        }
    }
}
