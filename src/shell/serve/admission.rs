//! A request → the path that it asks for, or why it gets nothing. Pure.
//!
//! A preview is for the author's own browser. A page of the web that is open in the same browser may send requests here
//! too: it names another `Host` if it came by DNS rebinding, and another `Origin` or `Sec-Fetch-Site` otherwise.

use std::net::{IpAddr, SocketAddr};

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;

/// Why a request is refused, for whoever wonders.
pub type Refusal = (StatusCode, &'static str);

/// The decoded path, with its leading `/`.
pub fn admit(method: &Method, uri: &Uri, headers: &HeaderMap, at: SocketAddr) -> Result<String, Refusal> {
    if method != Method::GET && method != Method::HEAD {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "the preview is only read: GET or HEAD"));
    }
    if uri.authority().is_some() {
        return Err((StatusCode::BAD_REQUEST, "the preview is no proxy: name a path, not a URL"));
    }
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err((StatusCode::BAD_REQUEST, "exactly one Host is needed"));
    };
    if !host.to_str().is_ok_and(|host| is_ours(host, at)) {
        return Err((StatusCode::MISDIRECTED_REQUEST, "the preview answers to its own address only"));
    }
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_ours(host, at));
    if !headers.get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(own)) || !is_fetched_here(headers) {
        return Err((StatusCode::FORBIDDEN, "the preview answers to its own pages only"));
    }
    let path = percent_decode_str(uri.path()).decode_utf8();
    path.map(String::from).map_err(|_| (StatusCode::BAD_REQUEST, "the path is not UTF-8"))
}

/// Whether a `Host` names this server: by a name or address that no other machine can claim, and by its port.
fn is_ours(host: &str, at: SocketAddr) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let named = match bare.parse::<IpAddr>() {
        // Nobody can rebind an address; on all interfaces, each is ours.
        Ok(address) => address == at.ip() || address.is_loopback() || at.ip().is_unspecified(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    };
    named && port == Some(at.port())
}

/// Browsers say who asks (Fetch Metadata): our own pages, the author by hand, or a link that was followed.
fn is_fetched_here(headers: &HeaderMap) -> bool {
    let is = |name: &str, values: &[&str]| match headers.get(name) {
        Some(value) => value.to_str().is_ok_and(|value| values.contains(&value)),
        None => true,
    };
    let followed = headers.contains_key("sec-fetch-mode")
        && is("sec-fetch-mode", &["navigate"])
        && is("sec-fetch-dest", &["document"]);
    is("sec-fetch-site", &["same-origin", "none"]) || followed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, headers: &[(&str, &str)]) -> Result<String, u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(hyper::header::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
        }
        let at = "127.0.0.1:3000".parse().unwrap();
        admit(&Method::GET, &path.parse().unwrap(), &map, at).map_err(|(status, _)| status.as_u16())
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in ["localhost:3000", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000", "127.0.0.2:3000"] {
            assert!(asked("/", &[("host", host)]).is_ok(), "{host}");
        }
        for host in [
            "evil.example:3000",
            "localhost",
            "localhost:3001",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.evil.example:3000",
            "10.0.0.1:3000",
            "",
            ":3000",
            "[::1]",
            "localhost:3000:3000",
            "user@localhost:3000",
            "localhost.:3000",
        ] {
            assert_eq!(asked("/", &[("host", host)]), Err(421), "{host}");
        }
        assert_eq!(asked("/", &[]), Err(400));
        assert_eq!(asked("/", &[("host", "localhost:3000"), ("host", "localhost:3000")]), Err(400));
    }

    #[test]
    fn a_page_of_the_web_reads_nothing() {
        let host = ("host", "localhost:3000");
        for origin in ["https://evil.example", "null", "http://localhost:4000", "https://localhost:3000", ""] {
            assert_eq!(asked("/", &[host, ("origin", origin)]), Err(403), "{origin}");
        }
        assert!(asked("/", &[host, ("origin", "http://localhost:3000")]).is_ok());
        for site in ["cross-site", "same-site"] {
            assert_eq!(asked("/", &[host, ("sec-fetch-site", site)]), Err(403), "{site}");
            let framed = [host, ("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
            assert_eq!(asked("/", &framed), Err(403), "{site}");
            let link = [host, ("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
            assert!(asked("/", &link).is_ok(), "{site}");
        }
    }

    #[test]
    fn only_a_path_may_be_asked_for() {
        let host = ("host", "localhost:3000");
        assert_eq!(asked("http://localhost:3000/", &[host]), Err(400));
        assert_eq!(asked("/%ff", &[host]), Err(400));
        assert_eq!(asked("/a%20b", &[host]).unwrap(), "/a b");
    }
}
