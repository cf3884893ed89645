//! A JSON Schema of the API → what a value may be, in words: `list of Surface`, `date or null`. It knows what our own
//! schemas use, and calls everything else `anything`.

use serde_json::Value as Json;

use crate::site::context::ApiWord;

/// Where the schemas keep the types that they refer to.
const TYPES: &str = "#/$defs/";

/// What a value of this schema may be; `null` comes last.
pub fn words(schema: &Json) -> Vec<ApiWord> {
    let (nulls, mut choices): (Vec<_>, Vec<_>) =
        choices(schema).into_iter().partition(|choice| *choice == plain("null"));
    choices.extend(nulls);
    let mut seen: Vec<Vec<ApiWord>> = Vec::new();
    for choice in choices {
        if !seen.contains(&choice) {
            seen.push(choice);
        }
    }
    let mut words = Vec::new();
    let count = seen.len();
    for (place, choice) in seen.into_iter().enumerate() {
        match place {
            0 => {}
            _ if place + 1 == count => words.extend(plain(" or ")),
            _ => words.extend(plain(", ")),
        }
        words.extend(choice);
    }
    joined(words)
}

/// The name of a type, which leads to its section.
pub fn type_word(name: &str) -> ApiWord {
    ApiWord { text: name.to_owned(), anchor: Some(anchor(name)) }
}

/// Where the section of a type is; a document may have the same name in lower case.
pub fn anchor(name: &str) -> String {
    format!("type-{name}")
}

fn plain(text: &str) -> Vec<ApiWord> {
    vec![ApiWord { text: text.to_owned(), anchor: None }]
}

/// Each thing that a value may be; choices inside of choices are told flat.
fn choices(schema: &Json) -> Vec<Vec<ApiWord>> {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix(TYPES)) {
        return vec![vec![type_word(name)]];
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        return branches.iter().flat_map(choices).collect();
    }
    match &schema["type"] {
        Json::Array(names) => names.iter().map(|name| one(name.as_str(), schema)).collect(),
        name => vec![one(name.as_str(), schema)],
    }
}

/// What a value of one JSON type is. A schema with a format and no type is a branch of a text.
fn one(json_type: Option<&str>, schema: &Json) -> Vec<ApiWord> {
    match (json_type, schema["format"].as_str()) {
        (Some("string") | None, Some("date")) => plain("date"),
        (Some("string") | None, Some("date-time")) => plain("date-time"),
        (Some("string") | None, Some("uri")) => plain("URL"),
        (Some("string"), Some("html")) => plain("HTML"),
        (Some("string"), _) => plain("text"),
        (Some("integer" | "number"), _) => plain("number"),
        (Some("boolean"), _) => plain("true or false"),
        (Some("null"), _) => plain("null"),
        (Some("array"), _) if schema["prefixItems"].is_array() => tuple(schema),
        (Some("array"), _) => [plain("list of "), words(&schema["items"])].concat(),
        (Some("object"), _) if schema["additionalProperties"].is_object() => {
            [plain("map of names to "), words(&schema["additionalProperties"])].concat()
        }
        (Some("object"), _) => plain("object"),
        _ => plain("anything"),
    }
}

/// `[Kind, number]`: a list whose items have each their own meaning.
fn tuple(schema: &Json) -> Vec<ApiWord> {
    let items: Vec<_> = schema["prefixItems"].as_array().into_iter().flatten().map(words).collect();
    [plain("["), items.join(&plain(", ")[..]), plain("]")].concat()
}

/// Pieces without a link in one.
fn joined(words: Vec<ApiWord>) -> Vec<ApiWord> {
    let mut joined: Vec<ApiWord> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if last.anchor.is_none() && word.anchor.is_none() => last.text.push_str(&word.text),
            _ => joined.push(word),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(schema: Json) -> String {
        let brackets = |word: ApiWord| if word.anchor.is_some() { format!("[{}]", word.text) } else { word.text };
        words(&schema).into_iter().map(brackets).collect()
    }

    #[test]
    fn a_nullable_value_says_so_last() {
        assert_eq!(told(json!({ "type": ["null", "string"] })), "text or null");
        assert_eq!(told(json!({ "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/Removed" }] })), "[Removed] or null");
    }

    #[test]
    fn choices_inside_of_choices_are_told_flat_and_once() {
        let moment = json!({ "type": "string", "anyOf": [{ "format": "date" }, { "format": "date-time" }] });
        assert_eq!(
            told(json!({ "anyOf": [{ "anyOf": [moment, moment] }, { "type": "null" }] })),
            "date, date-time or null"
        );
    }

    #[test]
    fn lists_and_maps_tell_what_is_in_them() {
        assert_eq!(told(json!({ "type": "array", "items": { "$ref": "#/$defs/Surface" } })), "list of [Surface]");
        let map = json!({ "type": "object", "additionalProperties": { "type": "string", "format": "uri" } });
        assert_eq!(told(map), "map of names to URL");
        assert_eq!(told(json!({ "type": "object", "additionalProperties": true })), "object");
    }

    #[test]
    fn a_schema_without_bounds_is_anything() {
        assert_eq!(told(json!(true)), "anything");
        assert_eq!(told(json!({ "type": "array" })), "list of anything");
    }
}
