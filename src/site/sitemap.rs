//! The addresses of all pages → `sitemap.xml`, split under an index where it must be, and `robots.txt`.
//!
//! How it is split is known before anything is rendered, as the plan of a site needs it. Which pages are listed is
//! decided by who fills it.

use std::ops::Range;

use crate::base::When;
use crate::site::xml::{self, Xml};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// One address in a sitemap.
#[derive(Clone, Debug)]
pub struct Page {
    /// Absolute, and below the site's base URL: crawlers ignore others.
    pub url: String,
    /// When its content last changed, as its author gave it.
    pub changed: Option<When>,
}

/// One file to publish, at the root of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub content: Content,
}

/// What a file of the sitemap lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These of the pages.
    Pages(Range<usize>),
    /// The other files, each with its pages.
    Index(Vec<(String, Range<usize>)>),
}

/// How much one file may hold.
struct Limits {
    urls: usize,
    bytes: usize,
}

/// The protocol's limits (sitemaps.org): 50,000 URLs and 50 MB, uncompressed.
const LIMITS: Limits = Limits { urls: 50_000, bytes: 52_428_800 };

/// The files of the sitemap: `sitemap.xml`, and if the pages are too many for it `sitemap-1.xml` and so on.
pub fn files(pages: &[Page]) -> Vec<File> {
    name(split(pages, &LIMITS))
}

/// The bytes of one of the files. `pages` are the same that [`files`] was given; `base_url` ends in `/`.
pub fn render(content: &Content, pages: &[Page], base_url: &str) -> Vec<u8> {
    match content {
        Content::Pages(range) => urlset(&pages[range.clone()]),
        Content::Index(parts) => index(parts, pages, base_url),
    }
}

/// `robots.txt`: everything is for everybody. It is found by crawlers only if the base URL has no path.
pub fn robots(base_url: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}{INDEX}\n")
}

const INDEX: &str = "sitemap.xml";

/// How many parts these pages make, none with a URL longer than `longest`; `None` if the bytes of each must be counted.
pub fn part_count(pages: usize, longest: usize) -> Option<usize> {
    let fullest = FRAME + pages.min(LIMITS.urls) * (AROUND + ESCAPED * longest);
    (fullest <= LIMITS.bytes).then(|| pages.div_ceil(LIMITS.urls).max(1))
}

/// The names of the files of so many parts, the first one first to be fetched.
pub fn names(parts: usize) -> Vec<String> {
    let numbered = (1..=parts).filter(|_| parts > 1).map(|number| format!("sitemap-{number}.xml"));
    [INDEX.to_owned()].into_iter().chain(numbered).collect()
}

fn name(parts: Vec<Range<usize>>) -> Vec<File> {
    if let [only] = parts.as_slice() {
        return vec![File { name: INDEX.to_owned(), content: Content::Pages(only.clone()) }];
    }
    let parts: Vec<_> = names(parts.len()).into_iter().skip(1).zip(parts).collect();
    let index = File { name: INDEX.to_owned(), content: Content::Index(parts.clone()) };
    let files = parts.into_iter().map(|(name, part)| File { name, content: Content::Pages(part) });
    std::iter::once(index).chain(files).collect()
}

/// Fills one file after the other; at least one, even without pages.
fn split(pages: &[Page], limits: &Limits) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut bytes = FRAME;
    for (at, page) in pages.iter().enumerate() {
        let more = weight(page);
        if at > start && (at - start == limits.urls || bytes + more > limits.bytes) {
            parts.push(start..at);
            start = at;
            bytes = FRAME;
        }
        bytes += more;
    }
    parts.push(start..pages.len());
    parts
}

/// Enough bytes for what stands around the pages in a file.
const FRAME: usize = 160;

/// Enough bytes for what stands around an address.
const AROUND: usize =
    "  <url>\n    <loc></loc>\n    <lastmod>2026-12-01T09:00:00.123456789Z</lastmod>\n  </url>\n".len();

/// What a character becomes at most: `&quot;`.
const ESCAPED: usize = 6;

/// Enough bytes for a page in a file.
fn weight(page: &Page) -> usize {
    AROUND + quick_xml::escape::escape(page.url.as_str()).len()
}

fn urlset(pages: &[Page]) -> Vec<u8> {
    xml::document(FRAME + pages.iter().map(weight).sum::<usize>(), |xml| {
        xml.element("urlset", &[("xmlns", NAMESPACE)], |xml| {
            for page in pages {
                xml.element("url", &[], |xml| place(xml, &page.url, page.changed));
            }
        });
    })
}

fn index(parts: &[(String, Range<usize>)], pages: &[Page], base_url: &str) -> Vec<u8> {
    xml::document(FRAME + parts.len() * FRAME, |xml| {
        xml.element("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
            for (name, range) in parts {
                let changed = pages[range.clone()].iter().filter_map(|page| page.changed).max();
                xml.element("sitemap", &[], |xml| place(xml, &format!("{base_url}{name}"), changed));
            }
        });
    })
}

/// A `When` prints as one of the forms of W3C's date and time.
fn place(xml: &mut Xml, url: &str, changed: Option<When>) {
    xml.text("loc", &[], url);
    if let Some(when) = changed {
        xml.text("lastmod", &[], &when.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn pages(count: usize) -> Vec<Page> {
        let changed = |n: usize| n.is_multiple_of(2).then(|| When::Day(date(2026, 3, 1 + (n % 28) as i8)));
        (0..count)
            .map(|n| Page { url: format!("https://c.example/changes/{n}/?a=1&b='2'"), changed: changed(n) })
            .collect()
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_site_that_fits_has_one_file() {
        let pages = pages(2);
        let files = files(&pages);
        assert_eq!(files, [File { name: "sitemap.xml".to_owned(), content: Content::Pages(0..2) }]);
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">
  <url>
    <loc>https://c.example/changes/0/?a=1&amp;b=&apos;2&apos;</loc>
    <lastmod>2026-03-01</lastmod>
  </url>
  <url>
    <loc>https://c.example/changes/1/?a=1&amp;b=&apos;2&apos;</loc>
  </url>
</urlset>
";
        assert_eq!(text(render(&files[0].content, &pages, "https://c.example/")), expected);
    }

    #[test]
    fn more_than_fifty_thousand_pages_stand_under_an_index() {
        let pages = pages(100_001);
        let files = files(&pages);
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        assert_eq!(files[1].content, Content::Pages(0..50_000));
        assert_eq!(files[3].content, Content::Pages(100_000..100_001));
        let index = text(render(&files[0].content, &pages, "https://c.example/road/"));
        assert!(index.contains("<loc>https://c.example/road/sitemap-3.xml</loc>"), "{index}");
        assert!(index.contains("<lastmod>2026-03-27</lastmod>"), "{index}");
        assert_eq!(index.matches("<sitemap>").count(), 3);
    }

    #[test]
    fn no_file_is_larger_than_the_limit_and_no_page_is_lost() {
        let mut pages = pages(200);
        pages[7].changed = Some(When::Instant("2026-03-02T00:12:03.123456789Z".parse().unwrap()));
        for bytes in [400, 1000, 5000] {
            let parts = split(&pages, &Limits { urls: 50, bytes });
            assert!(parts.iter().all(|part| urlset(&pages[part.clone()]).len() <= bytes));
            assert!(parts.iter().all(|part| (1..=50).contains(&part.len())));
            assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!((parts[0].start, parts[parts.len() - 1].end), (0, 200));
        }
    }

    #[test]
    fn a_site_without_pages_has_a_sitemap() {
        let files = files(&[]);
        assert_eq!(files[0].content, Content::Pages(0..0));
        assert!(text(render(&files[0].content, &[], "https://c.example/")).ends_with("</urlset>\n"));
    }

    #[test]
    fn robots_are_told_where_the_sitemap_is() {
        assert_eq!(robots("https://c.example/"), "User-agent: *\nAllow: /\n\nSitemap: https://c.example/sitemap.xml\n");
    }
}
