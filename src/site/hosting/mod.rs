//! How a server answers for the site itself: media types, a content security policy and how long caches keep what. One table,
//! written for nginx, for Caddy, and as the file `_headers` of hosts that read it. It depends on the site's address alone.

mod caddy;
mod headers;
pub mod media_type;
mod nginx;

use super::paths::API_CATALOG as CATALOG;
use crate::config::BaseUrl;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    Nginx,
    Caddy,
    /// Netlify and Cloudflare Pages read it at the root of what they publish.
    Headers,
}

impl Host {
    pub const ALL: [Host; 3] = [Host::Nginx, Host::Caddy, Host::Headers];

    pub fn name(self) -> &'static str {
        match self {
            Host::Nginx => "nginx",
            Host::Caddy => "Caddy",
            Host::Headers => "Netlify and Cloudflare Pages",
        }
    }

    /// Where its file lies. Permanent.
    pub fn path(self) -> &'static str {
        match self {
            Host::Nginx => "gateway/site/nginx",
            Host::Caddy => "gateway/site/caddy",
            Host::Headers => "_headers",
        }
    }
}

/// What every answer says.
const ALWAYS: [(&str, &str); 3] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
];

/// That of the pages themselves, and what only a field can say: nobody may frame them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; \
                      img-src 'self' https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Pages, feeds and documents change with any build, and readers must not miss a moved date.
pub const SHORT: &str = "public, max-age=300";
/// What is asked for by its hash never changes. Only a server that sees the query may say so: no file has a hash in its name.
const LONG: &str = "public, max-age=31536000, immutable";

const CATALOG_TYPE: &str = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

/// A media type that not every server knows by the file's extension.
struct Typed {
    /// The end of the path, as a regular expression that PCRE and RE2 read alike.
    end: &'static str,
    /// Where such files lie, for hosts that know no expressions; none where those know the extension.
    names: &'static [&'static str],
    media_type: &'static str,
}

const TYPES: [Typed; 5] = [
    Typed { end: r"/feed\.xml", names: &["feed.xml"], media_type: "application/rss+xml" },
    Typed { end: r"\.atom", names: &["feed.atom"], media_type: "application/atom+xml" },
    // Archives lie in a folder of their feed's name.
    Typed { end: r"/feed(?:/.*)?\.json", names: &["feed.json"], media_type: "application/feed+json" },
    Typed { end: r"\.ics", names: &["calendar.ics"], media_type: "text/calendar" },
    Typed { end: r"\.opml", names: &[], media_type: "text/x-opml" },
];

/// A URL in which nothing begins a variable.
fn catalog(base: &BaseUrl) -> String {
    base.join(CATALOG).replace('$', "%24").replace('\'', "%27")
}

/// The bytes of a file.
pub fn file(base: &BaseUrl, host: Host) -> String {
    match host {
        Host::Nginx => nginx::file(base),
        Host::Caddy => caddy::file(base),
        Host::Headers => headers::file(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_answers_is_that_of_the_pages() {
        let template = include_str!("../../../themes/default/templates/base.html");
        let of_pages = POLICY.strip_suffix("; frame-ancestors 'none'").unwrap();
        assert!(template.contains(&format!("content=\"{of_pages}\"")), "base.html has another policy");
    }
}
