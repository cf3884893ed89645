//! What may be asked for, and by whom.

use crate::kit::{Preview, ended, site};

#[test]
fn a_planned_path_is_served_with_the_script_of_the_preview() {
    let preview = Preview::start();
    let home = preview.get("/docs/");
    assert_eq!(home.status, 200, "{}", home.head);
    assert!(
        home.head.contains("content-type: text/html; charset=utf-8") && home.head.contains("cache-control: no-store")
    );
    assert!(home.body.contains("The first change"));
    assert_eq!(home.body.matches("<script src=\"/.forewarn/client.js\"").count(), 1);
    assert!(home.body.trim_end().ends_with("</body>\n</html>"), "{}", home.body);
    let feed = preview.get("/docs/feed.xml");
    assert!(feed.head.contains("content-type: application/rss+xml") && !feed.body.contains(".forewarn"));
    assert!(preview.get("/.forewarn/client.js").head.contains("text/javascript"));
    assert_eq!(preview.get("/docs/changes/first/?from=mail").status, 200);
}

#[test]
fn a_folder_without_its_slash_and_the_root_lead_on() {
    let preview = Preview::start();
    for (path, to) in [("/", "/docs/"), ("/docs", "/docs/"), ("/docs/changes/first", "/docs/changes/first/")] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 307, "{path}");
        assert!(answer.head.contains(&format!("location: {to}\r")), "{path}: {}", answer.head);
    }
}

#[test]
fn what_is_not_planned_is_the_404_page_and_no_path_leaves_the_plan() {
    let preview = Preview::start();
    let missing = preview.get("/docs/nothing-here/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<html") && missing.body.contains("/.forewarn/client.js"));
    for path in [
        "/docs/../secret.txt",
        "/../secret.txt",
        "/docs/%2e%2e/secret.txt",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/docs/..%2fsecret.txt",
        "/docs/..%5csecret.txt",
        "/docs/..\\secret.txt",
        "/docs//etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/secret.txt",
        "/docs/secret.txt",
        "/docs/index.html%00",
        "/docs/index.html%00.css",
        "/docs/.forewarn.json",
        "/book.toml",
        "/docs/book.toml",
        "/docs/content/changes/2026-03-02-first.md",
        "/.forewarn/../secret.txt",
        "/docs/%c0%ae%c0%ae/secret.txt",
        "/docs/index.html/",
        "/docs/./index.html",
        "*",
        "secret.txt",
        "file:///etc/passwd",
        "http://evil.example/",
        "http://127.0.0.1/docs/",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404 | 421), "{path}: {}", answer.head);
        assert!(!answer.body.contains("nobody may read this") && !answer.body.contains("root:"), "{path}");
    }
}

#[test]
fn another_host_or_origin_reads_nothing() {
    let preview = Preview::start();
    let port = preview.at.port();
    let with_host = |host: &str| {
        preview.raw(format!("GET /docs/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    };
    assert_eq!(with_host(&format!("localhost:{port}")).status, 200);
    for host in [
        format!("evil.example:{port}"),
        "localhost".to_owned(),
        format!("localhost.evil.example:{port}"),
        format!("192.168.0.1:{port}"),
    ] {
        let answer = with_host(&host);
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("first change"));
    }
    assert_eq!(preview.raw(b"GET /docs/ HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    assert_eq!(preview.raw(b"GET /docs/ HTTP/1.0\r\n\r\n").status, 400);
    for header in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
    ] {
        for path in ["/docs/", "/docs/api/v1/schedule.json", "/.forewarn/events"] {
            assert_eq!(preview.ask(&format!("GET {path}"), header).status, 403, "{header}{path}");
        }
    }
    let own = format!("Origin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(preview.ask("GET /docs/", &own).status, 200);
}

#[test]
fn only_reading_is_answered_and_a_head_has_no_body() {
    let preview = Preview::start();
    let head = preview.ask("HEAD /docs/", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let length = format!("content-length: {}", preview.get("/docs/").body.len());
    assert!(head.head.contains(&length), "{}", head.head);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"] {
        let answer = preview.ask(&format!("{method} /docs/"), "Content-Length: 0\r\n");
        assert!(matches!(answer.status, 400 | 405), "{method}: {}", answer.head);
    }
}

#[test]
fn drafts_show_only_when_asked_for() {
    let draft = |arguments: &[&str]| {
        let folder = site();
        crate::kit::write(
            &folder,
            crate::kit::ENTRY,
            &crate::kit::entry("A draft").replace("kind", "draft = true\nkind"),
        );
        Preview::of(folder, arguments).get("/docs/changes/first/").status
    };
    assert_eq!((draft(&[]), draft(&["--drafts"])), (404, 200));
}

#[test]
fn the_site_of_another_day_can_be_looked_at() {
    let folder = site();
    crate::kit::write(
        &folder,
        crate::kit::ENTRY,
        &crate::kit::entry("Later").replace("kind", "date = 2026-12-01\nkind"),
    );
    let preview = Preview::of(folder, &[]);
    assert_eq!(preview.get("/docs/changes/first/").status, 404);
    let folder = site();
    crate::kit::write(
        &folder,
        crate::kit::ENTRY,
        &crate::kit::entry("Earlier").replace("kind", "date = 2026-06-15\nkind"),
    );
    assert_eq!(Preview::of(folder, &[]).get("/docs/changes/first/").status, 200);
}

#[test]
fn a_port_that_is_taken_is_a_clear_failure() {
    let preview = Preview::start();
    let again = ended(&site(), &["--port", &preview.at.port().to_string()]);
    let said = String::from_utf8(again.stderr).unwrap();
    assert_eq!(again.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("cannot listen on `{}`", preview.at)) && said.contains("--port 0"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once_and_frees_the_port() {
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::start();
        let mut listener = preview.listen();
        listener.next();
        let _idle = preview.connect();
        preview.signal(signal);
        assert_eq!(preview.wait(), Some(0), "{signal}");
        assert!(std::net::TcpListener::bind(preview.at).is_ok() || std::net::TcpStream::connect(preview.at).is_err());
    }
}
