//! An admitted path → the answer: a planned file, a redirect to a folder's page, or the site's own 404.

use std::convert::Infallible;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::{Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Site, Snapshot, page};
use crate::base::RelPath;
use crate::site::hosting::media_type;

pub type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

/// What a `Location` cannot hold as it is.
const IN_PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

const NOT_FOUND: &str = "404.html";

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(usize, RelPath),
    Moved(String),
    Nothing,
}

/// Renders the answer to a path; it may take its time.
pub fn answer(snapshot: &Snapshot, run: u64, path: &str) -> Response<Body> {
    match path {
        page::CLIENT => return whole(StatusCode::OK, media_type::of(path), page::CLIENT_TEXT),
        page::STYLE => return whole(StatusCode::OK, media_type::of(path), page::STYLE_TEXT),
        _ => {}
    }
    let site = snapshot.site.as_ref();
    match find(site, path) {
        Found::File(index, path) => file(snapshot, run, StatusCode::OK, (index, path.as_str())),
        Found::Moved(to) => {
            let mut moved = whole(StatusCode::TEMPORARY_REDIRECT, "text/plain; charset=utf-8", "");
            let to = utf8_percent_encode(&to, IN_PATH).to_string();
            if let Ok(to) = HeaderValue::from_str(&to) {
                moved.headers_mut().insert(header::LOCATION, to);
            }
            moved
        }
        Found::Nothing => match site.find(NOT_FOUND) {
            Some(index) => file(snapshot, run, StatusCode::NOT_FOUND, (index, NOT_FOUND)),
            None => refusal((StatusCode::NOT_FOUND, "nothing is planned here")),
        },
    }
}

fn find(site: &dyn Site, path: &str) -> Found {
    let base = site.base_path();
    let Some(rest) = path.strip_prefix(base) else {
        return if path == "/" || path == base.trim_end_matches('/') {
            Found::Moved(base.to_owned())
        } else {
            Found::Nothing
        };
    };
    let wanted = if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_owned() };
    // Only paths that could be planned are looked up at all.
    let Ok(wanted) = RelPath::new(wanted) else { return Found::Nothing };
    if let Some(index) = site.find(wanted.as_str()) {
        return Found::File(index, wanted);
    }
    match site.find(&format!("{wanted}/index.html")) {
        Some(_) => Found::Moved(format!("{path}/")),
        None => Found::Nothing,
    }
}

/// A planned file, or what is wrong with it.
fn file(snapshot: &Snapshot, run: u64, status: StatusCode, (index, path): (usize, &str)) -> Response<Body> {
    let media_type = media_type::of(path);
    match snapshot.site.render(index) {
        Ok(bytes) if media_type.starts_with("text/html") => {
            whole(status, media_type, page::with_client(bytes, run, snapshot))
        }
        Ok(bytes) => whole(status, media_type, bytes),
        Err(report) => {
            let bytes = page::with_client(page::in_its_place(&report), run, snapshot);
            whole(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", bytes)
        }
    }
}

pub fn refusal((status, why): (StatusCode, &'static str)) -> Response<Body> {
    let mut response = whole(status, "text/plain; charset=utf-8", format!("{why}\n"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn whole(status: StatusCode, media_type: &'static str, bytes: impl Into<Bytes>) -> Response<Body> {
    headed(status, media_type, Either::Left(Full::new(bytes.into())))
}

/// Nothing is kept by a cache, and nothing may be used by a page of another origin.
pub fn headed(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Two;

    impl Site for Two {
        fn find(&self, path: &str) -> Option<usize> {
            ["index.html", "a b/index.html"].iter().position(|planned| *planned == path)
        }
        fn render(&self, _: usize) -> Result<Vec<u8>, String> {
            Ok(Vec::new())
        }
        fn base_path(&self) -> &str {
            "/docs/"
        }
    }

    #[test]
    fn a_folder_without_its_slash_leads_to_its_page() {
        let moved = |to: &str| Found::Moved(to.to_owned());
        assert_eq!(find(&Two, "/docs/"), Found::File(0, RelPath::new("index.html").unwrap()));
        assert_eq!(find(&Two, "/docs/a b"), moved("/docs/a b/"));
        assert_eq!(find(&Two, "/"), moved("/docs/"));
        assert_eq!(find(&Two, "/docs"), moved("/docs/"));
    }

    #[test]
    fn no_path_leaves_the_plan() {
        for path in [
            "/index.html",
            "/docs/../docs/index.html",
            "/docs//index.html",
            "/docs/./index.html",
            "/docs/a\\b",
            "/docs/index.html\0",
            "//docs/",
            "/docs/a b/../index.html",
            "/docs//",
            "/docs/index.html/",
            "",
            "docs/",
            "/docsindex.html",
        ] {
            assert_eq!(find(&Two, path), Found::Nothing, "{path:?}");
        }
    }
}
