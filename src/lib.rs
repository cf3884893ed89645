//! forewarn compiles Markdown changelog entries with TOML front matter into a web site, feeds and a machine-readable
//! deprecation schedule. ARCHITECTURE.md shows the line of phases; each module says what it turns into what.

pub mod base;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod diag;
pub mod edit;
pub mod entry;
pub mod export;
pub mod form;
pub mod markdown;
pub mod pipeline;
pub mod policy;
pub mod report;
pub mod schedule;
pub mod shell;
pub mod site;
pub mod words;
