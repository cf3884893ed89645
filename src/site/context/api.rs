//! The reference of the JSON API, as its own description and schemas tell it.

use serde::Serialize;

use super::Head;

/// `/api/`. Template: `api.html`.
#[derive(Serialize, Debug, Clone)]
pub struct ApiPage {
    /// The head; `page.json` is the description of the API (OpenAPI).
    pub page: Head,
    /// The path of the description of the API (OpenAPI 3.1).
    pub openapi: String,
    /// The path of the catalog that leads programs to the API (RFC 9727).
    pub catalog: String,
    /// Every document: those that stand alone, then those of one thing each.
    pub documents: Vec<ApiDocument>,
    /// The types that documents are made of, by name.
    pub types: Vec<ApiType>,
}

/// A document, or the documents of one thing each.
#[derive(Serialize, Debug, Clone)]
pub struct ApiDocument {
    /// The anchor: `deprecation`.
    pub id: String,
    /// What it is, in a few words: `One promise`.
    pub title: String,
    /// What else is to be said of it, in a sentence with code between backticks; may be empty.
    pub about: String,
    /// Further paragraphs about it, numbered where they are a rule; with code between backticks.
    pub rules: Vec<String>,
    /// Where it is, from the base URL, with a slash at its start: `/api/v1/deprecations/{id}.json`.
    pub template: String,
    /// The path of one such document of this site, if there is any.
    pub example: Option<String>,
    /// Such a document as indented JSON, its lists cut short.
    pub sample: Option<String>,
    /// The path of its JSON Schema, if it has one of ours.
    pub schema: Option<String>,
    /// Its keys, without those of `includes`.
    pub fields: Vec<ApiField>,
    /// A type all of whose keys it has too.
    pub includes: Option<ApiWord>,
}

/// A type that documents are made of.
#[derive(Serialize, Debug, Clone)]
pub struct ApiType {
    /// The anchor: `type-Deprecation`.
    pub id: String,
    /// Its name: `Deprecation`.
    pub name: String,
    /// What it is, in a sentence with code between backticks; may be empty.
    pub about: String,
    /// The regular expression that all its values match, where it is text.
    pub pattern: Option<String>,
    /// Its keys.
    pub fields: Vec<ApiField>,
}

/// A key of an object.
#[derive(Serialize, Debug, Clone)]
pub struct ApiField {
    /// Its name: `closed_to_new`.
    pub name: String,
    /// What it may hold: `list of Surface`, `date or null`.
    pub words: Vec<ApiWord>,
    /// What it says, in a sentence with code between backticks; may be empty.
    pub about: String,
}

/// A piece of text about a type.
#[derive(Serialize, Debug, Clone, PartialEq, Eq)]
pub struct ApiWord {
    /// What to show.
    pub text: String,
    /// The anchor of the type that it names.
    pub anchor: Option<String>,
}
