//! The name of an http surface → a route: which requests it means. `GET /v1/deployments/{id}`, `* /v1/**`.
//!
//! Whoever matches requests (gateways, descriptions of APIs) asks here, so that all of them mean the same. Never knows
//! the syntax of any of them.

use std::fmt;

/// Which requests a surface means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    pub method: Method,
    pub segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `*`
    Any,
    /// In capitals; whoever means GET means HEAD too (RFC 9110, section 9.3.2).
    Named(String),
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// One segment; never without a part.
    One(Vec<Part>),
    /// `**`, and placeholders that take slashes (`{path+}`, `{path...}`): any number of segments, also none.
    Rest,
}

/// A piece of one segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// As it stands in a URL: of the characters that RFC 3986 has for a segment (section 3.3), all others escaped.
    Text(String),
    /// `{id}` or `*`: at least one character, no slash.
    Any,
}

/// Why no request can be told by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoute {
    /// Not a method and a path: another rule says so.
    Misfit,
    /// A query or a fragment: a route is a path.
    Query,
    /// A brace without its other half, or `**` within a segment.
    Braces,
    /// `:id`, which is text here.
    Colon,
    /// CONNECT names no path (RFC 9110, section 9.3.6).
    Connect,
}

impl Route {
    /// Reads the name of a surface.
    pub fn parse(name: &str) -> Result<Route, NoRoute> {
        let (method, path) = name.split_once(' ').ok_or(NoRoute::Misfit)?;
        let path = path.strip_prefix('/').ok_or(NoRoute::Misfit)?;
        if path.contains(['?', '#']) {
            return Err(NoRoute::Query);
        }
        let method = match method {
            "*" => Method::Any,
            "CONNECT" => return Err(NoRoute::Connect),
            named if named.bytes().all(|byte| byte.is_ascii_uppercase()) => Method::Named(named.to_owned()),
            _ => return Err(NoRoute::Misfit),
        };
        Ok(Route { method, segments: path.split('/').map(segment).collect::<Result<_, _>>()? })
    }

    /// Whether every request that `other` means is one of this route's too, as far as that is plain to see.
    pub fn covers(&self, other: &Route) -> bool {
        self.method.covers(&other.method) && covers(&self.segments, &other.segments)
    }

    /// The segments before the first one that can differ.
    pub fn fixed(&self) -> &[Segment] {
        let fixed = self.segments.iter().take_while(|segment| segment.as_text().is_some()).count();
        &self.segments[..fixed]
    }

    /// Whether it means one path only.
    pub fn is_fixed(&self) -> bool {
        self.fixed().len() == self.segments.len()
    }
}

impl Method {
    pub fn covers(&self, other: &Method) -> bool {
        match (self, other) {
            (Method::Any, _) => true,
            (Method::Named(own), Method::Named(other)) => own == other || (own == "GET" && other == "HEAD"),
            (Method::Named(_), Method::Any) => false,
        }
    }
}

impl Segment {
    /// Its text, if it is nothing but text. The last segment of `/v1/` is empty text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Segment::One(parts) => match parts.as_slice() {
                [Part::Text(text)] => Some(text),
                _ => None,
            },
            Segment::Rest => None,
        }
    }
}

fn covers(own: &[Segment], other: &[Segment]) -> bool {
    match (own.split_first(), other.split_first()) {
        (None, None) => true,
        (Some((Segment::Rest, rest)), None) => covers(rest, other),
        (Some((Segment::Rest, rest)), Some((_, others))) => covers(rest, other) || covers(own, others),
        (Some((Segment::One(own), rest)), Some((Segment::One(other), others))) => {
            let is_any = matches!(own.as_slice(), [Part::Any]) && other.as_slice() != [Part::Text(String::new())];
            (is_any || own == other) && covers(rest, others)
        }
        _ => false,
    }
}

fn segment(text: &str) -> Result<Segment, NoRoute> {
    if text == "**" {
        return Ok(Segment::Rest);
    }
    if text.starts_with(':') {
        return Err(NoRoute::Colon);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '*']) {
        push_text(&mut parts, &rest[..at]);
        let (special, after) = rest[at..].split_at(1);
        rest = match special {
            "{" => {
                let (name, after) = after.split_once('}').ok_or(NoRoute::Braces)?;
                if name.contains('{') {
                    return Err(NoRoute::Braces);
                }
                if name.ends_with(['+', '*']) || name.ends_with("...") {
                    return if at == 0 && after.is_empty() { Ok(Segment::Rest) } else { Err(NoRoute::Braces) };
                }
                after
            }
            "*" if !after.starts_with('*') => after,
            _ => return Err(NoRoute::Braces),
        };
        // Two in a row mean what one means.
        if parts.last() != Some(&Part::Any) {
            parts.push(Part::Any);
        }
    }
    push_text(&mut parts, rest);
    if parts.is_empty() {
        parts.push(Part::Text(String::new()));
    }
    Ok(Segment::One(parts))
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(escaped(text)));
    }
}

/// Text as clients write it into a URL: `ä b` as `%C3%A4%20b`; what is escaped already stays.
fn escaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_escape = |from: usize| {
            let digits = bytes.get(from + 1..from + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match byte {
            b'%' if is_escape(at) => out.push('%'),
            byte if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(byte) => out.push(char::from(*byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Method::Any => "*",
            Method::Named(name) => name,
        })
    }
}

/// In the form of a surface's name, with every placeholder as `{}`.
impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ", self.method)?;
        for segment in &self.segments {
            out.write_str("/")?;
            match segment {
                Segment::Rest => out.write_str("**")?,
                Segment::One(parts) => {
                    for part in parts {
                        out.write_str(match part {
                            Part::Text(text) => text,
                            Part::Any => "{}",
                        })?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(name: &str) -> Route {
        Route::parse(name).unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
    }

    #[test]
    fn placeholders_of_all_spellings_are_one() {
        assert_eq!(route("GET /v1/{id}/x"), route("GET /v1/*/x"));
        assert_eq!(route("GET /v1/**"), route("GET /v1/{path...}"));
        assert_eq!(route("GET /v1/**"), route("GET /v1/{proxy+}"));
        assert_eq!(route("POST /v1/x/{id}:cancel").to_string(), "POST /v1/x/{}:cancel");
        assert_eq!(route("GET /").to_string(), "GET /");
    }

    #[test]
    fn text_is_as_clients_write_it() {
        assert_eq!(route("GET /ä\"\\;$x/%2f%").to_string(), "GET /%C3%A4%22%5C;$x/%2f%25");
    }

    #[test]
    fn what_is_no_route_says_why() {
        let cases = [
            ("GET v1", NoRoute::Misfit),
            ("GET /v1?a=b", NoRoute::Query),
            ("GET /v1/{id", NoRoute::Braces),
            ("GET /v1/id}", NoRoute::Braces),
            ("GET /v1/a**", NoRoute::Braces),
            ("GET /v1/:id", NoRoute::Colon),
            ("CONNECT /v1", NoRoute::Connect),
        ];
        for (name, problem) in cases {
            assert_eq!(Route::parse(name), Err(problem), "{name}");
        }
    }

    #[test]
    fn a_wider_route_covers_a_narrower_one() {
        let covers = [
            ("* /v1/**", "GET /v1/x"),
            ("* /v1/**", "GET /v1"),
            ("GET /v1/{id}", "HEAD /v1/x"),
            ("GET /v1/**", "GET /v1/{a}/b/**"),
            ("GET /**/x", "GET /a/b/x"),
        ];
        for (wide, narrow) in covers {
            assert!(route(wide).covers(&route(narrow)), "{wide} {narrow}");
            assert!(!route(narrow).covers(&route(wide)), "{narrow} {wide}");
        }
        assert!(!route("GET /v1/{id}").covers(&route("GET /v1/")));
        assert!(!route("GET /v1/{id}/a").covers(&route("GET /v1/x/b")));
    }
}
