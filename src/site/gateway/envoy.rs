//! Announcements → an HTTP filter of Envoy: a list of one, for `http_filters`.
//!
//! The matcher takes the first that fits. The fields are put on answers of Envoy's own too. Texts are written as JSON writes
//! them, which is YAML.

use std::fmt::Write;

use serde_json::json;

use super::announcement::Announcement;
use super::{Head, fields, pattern};
use crate::entry::Method;

const OPENING: &str = "\
- name: forewarn
  typed_config:
    \"@type\": type.googleapis.com/envoy.extensions.common.matching.v3.ExtensionWithMatcher
    extension_config:
      name: composite
      typed_config:
        \"@type\": type.googleapis.com/envoy.extensions.filters.http.composite.v3.Composite
    xds_matcher:
      matcher_list:
        matchers:
";

pub fn file(announcements: &[Announcement], head: &Head) -> String {
    let mut text = head.comment("#", "Put this filter before the router in `http_filters` of the connection manager.");
    text.push_str(OPENING);
    for one in announcements {
        let _ = write!(
            text,
            "        # {}: {}\n        - predicate: {}\n          on_match:\n            action: {}\n",
            one.promises.join(", "),
            one.route,
            predicate(one),
            action(one)
        );
    }
    text
}

fn predicate(one: &Announcement) -> serde_json::Value {
    let header = |name: &str, value_match: serde_json::Value| {
        json!({ "single_predicate": {
            "input": {
                "name": "request-headers",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.type.matcher.v3.HttpRequestHeaderMatchInput",
                    "header_name": name,
                },
            },
            "value_match": value_match,
        } })
    };
    let regex = |regex: String| json!({ "safe_regex": { "google_re2": {}, "regex": regex } });
    let path = header(":path", regex(pattern::target(&one.route)));
    match &one.route.method {
        Method::Any => path,
        method => {
            let methods = pattern::methods(method).unwrap_or_default().join("|");
            json!({ "and_matcher": { "predicate": [header(":method", regex(methods)), path] } })
        }
    }
}

fn action(one: &Announcement) -> serde_json::Value {
    let set = |name: &str, value: String, action: &str| {
        // A `%` begins a variable there.
        let header = json!({ "key": name, "value": value.replace('%', "%%") });
        json!({ "append": { "header": header, "append_action": action } })
    };
    let replace = "OVERWRITE_IF_EXISTS_OR_ADD";
    let mut mutations = vec![set("Deprecation", fields::deprecation(one.deprecated), replace)];
    mutations.extend(one.sunset.map(|sunset| set("Sunset", fields::sunset(sunset), replace)));
    mutations.push(set("Link", fields::links(&one.links), "APPEND_IF_EXISTS_OR_ADD"));
    json!({
        "name": "composite-action",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.composite.v3.ExecuteFilterAction",
            "typed_config": {
                "name": "envoy.filters.http.header_mutation",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation",
                    "mutations": { "response_mutations": mutations },
                },
            },
        },
    })
}
