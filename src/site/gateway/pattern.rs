//! A route → a regular expression that PCRE, RE2 and Rust read alike, made of a small set of characters: letters, digits,
//! and `-._~!$&'()*+,;=:@/%[]?^ |\`. It never holds a quote mark, a brace or a `#`.

use crate::entry::{Method, Part, Route, Segment};

/// `^(?:GET|HEAD) /v1/deployments/[^/? ]+(?:\?[^ ]*)? HTTP/`, for the line with which a request begins.
pub fn request_line(route: &Route) -> String {
    format!("^{} {} HTTP/", method(&route.method), target(route))
}

/// `^(?:GET|HEAD) /v1/deployments(?:\?[^ ]*)?$`, for the method and the target of a request.
pub fn method_and_target(route: &Route) -> String {
    format!("^{} {}$", method(&route.method), target(route))
}

fn method(method: &Method) -> String {
    match method {
        Method::Any => "[^ ]+".to_owned(),
        Method::Named(name) if name == "GET" => "(?:GET|HEAD)".to_owned(),
        Method::Named(name) => name.clone(),
    }
}

/// The methods that a route means; `None`: all.
pub fn methods(method: &Method) -> Option<Vec<&str>> {
    match method {
        Method::Any => None,
        Method::Named(name) if name == "GET" => Some(vec!["GET", "HEAD"]),
        Method::Named(name) => Some(vec![name]),
    }
}

/// The path as the client asks for it, with any query.
pub fn target(route: &Route) -> String {
    let mut pattern = String::new();
    for segment in &route.segments {
        match segment {
            Segment::Rest => pattern.push_str("(?:/[^? ]*)?"),
            Segment::One(parts) => {
                pattern.push('/');
                for part in parts {
                    match part {
                        Part::Any => pattern.push_str("[^/? ]+"),
                        Part::Text(text) => text.chars().for_each(|c| push_literal(&mut pattern, c)),
                    }
                }
            }
        }
    }
    pattern.push_str(r"(?:\?[^ ]*)?");
    pattern
}

fn push_literal(pattern: &mut String, c: char) {
    if ".+*?()|[]{}^$\\".contains(c) {
        pattern.push('\\');
    }
    pattern.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    fn matches(name: &str, request: &str) -> bool {
        let route = Route::parse(name).unwrap();
        let line = Regex::new(&request_line(&route)).unwrap().is_match(&format!("{request} HTTP/1.1"));
        assert_eq!(line, Regex::new(&method_and_target(&route)).unwrap().is_match(request), "{name} {request}");
        line
    }

    #[test]
    fn a_route_means_its_requests_and_no_other() {
        let fitting = [
            ("GET /v1/x", "GET /v1/x"),
            ("GET /v1/x", "HEAD /v1/x?a=/b"),
            ("* /v1/**", "DELETE /v1"),
            ("* /v1/**", "PATCH /v1/a/b?c"),
            ("GET /v1/{id}/y", "GET /v1/7/y"),
            ("POST /v1/{id}:cancel", "POST /v1/7:cancel"),
            ("GET /", "GET /?q"),
            ("GET /**/z", "GET /a/b/z"),
        ];
        for (name, request) in fitting {
            assert!(matches(name, request), "{name} {request}");
        }
        let others = [
            ("GET /v1/x", "POST /v1/x"),
            ("GET /v1/x", "GET /v1/xy"),
            ("GET /v1/x", "GET /v1/x/y"),
            ("GET /v1.x", "GET /v1ax"),
            ("* /v1/**", "GET /v10"),
            ("GET /v1/{id}", "GET /v1/"),
            ("GET /v1/{id}", "GET /v1/a/b"),
            ("GET /v1", "GET /other?x=/v1"),
        ];
        for (name, request) in others {
            assert!(!matches(name, request), "{name} {request}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_path_holds_its_pattern_is_one_and_matches_it(path in "/[^?#{}*\\s:]{0,20}") {
            let Ok(route) = Route::parse(&format!("GET {path}")) else { return Ok(()) };
            let pattern = request_line(&route);
            prop_assert!(!pattern.contains(['"', '{', '}', '#', '\n', '`', '<', '>']), "{}", pattern);
            let plain = route.to_string();
            let request = format!("{plain} HTTP/1.1");
            prop_assert!(Regex::new(&pattern).unwrap().is_match(&request));
        }
    }
}
