//! Clients that are too large, too slow or too many lose only their own connection.

use std::io::{Read, Write};

use crate::kit::{ENTRY, Preview, entry, write};

#[test]
fn an_oversized_request_is_refused() {
    let preview = Preview::start();
    let long = "x".repeat(200_000);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.at),
        format!("GET / HTTP/1.1\r\nHost: {}\r\nCookie: {long}\r\n\r\n", preview.at),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", preview.at, "A: b\r\n".repeat(1_000)),
    ] {
        let status = preview.raw(request.as_bytes()).status;
        // Closing while the client still sends may lose the answer.
        assert!(matches!(status, 0 | 400 | 414 | 431), "{status}");
    }
    assert_eq!(preview.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 no TLS here\r\n\r\n").status, 400);
    assert_eq!(preview.get("/docs/").status, 200);
}

#[test]
fn a_client_that_never_finishes_its_request_is_let_go() {
    let preview = Preview::start();
    let mut silent = preview.connect();
    let mut slow = preview.connect();
    slow.write_all(b"GET /docs/ HTTP/1.1\r\nHost: loc").unwrap();
    // Others are served meanwhile, and both ends come within the deadline of reading.
    assert_eq!(preview.get("/docs/").status, 200);
    for stream in [&mut slow, &mut silent] {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).expect("the server closes in time");
        assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
    }
}

#[test]
fn a_thousand_idle_listeners_all_hear_of_an_edit() {
    // Both ends of each are files, and this end is ours.
    let mut files = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    files.current = files.maximum.map_or(Some(4096), |most| Some(most.min(4096)));
    rustix::process::setrlimit(rustix::process::Resource::Nofile, files).unwrap();
    let preview = Preview::start();
    let mut listeners: Vec<_> = (0..1000).map(|_| preview.listen()).collect();
    let before = listeners.iter_mut().map(|listener| listener.next()).next_back().unwrap();
    assert_eq!(preview.get("/docs/").status, 200);
    write(&preview.folder, ENTRY, &entry("For all"));
    for listener in &mut listeners {
        listener.until(|event| event["pages"] != before["pages"]);
    }
    drop(listeners);
    assert!(preview.get("/docs/").body.contains("For all"));
}
