//! A URL or a path → bytes, within limits: what comes from elsewhere is not trusted to end. Judges no content.

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use url::Url;

use super::Failure;
use super::http::Agents;
use super::tree::read_at_most;

#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For everything from the name's look-up to the last byte.
    pub timeout: Duration,
    /// Of the body, decompressed.
    pub max_bytes: u64,
    pub max_redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { timeout: Duration::from_secs(30), max_bytes: 64 * 1024 * 1024, max_redirects: 5 }
    }
}

/// What to do when it is a schedule that cannot be had, which is all that is fetched.
const HINT: &str = "check the address and the network, or name a downloaded copy of the file instead";

/// Gets the body at an `http` or `https` URL.
pub fn fetch(url: &str, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let parsed = Url::parse(url).map_err(|e| Failure::new(format!("`{url}` is not a URL"), HINT).because(e))?;
    let shown = without_credentials(&parsed);
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(Failure::new(format!("cannot fetch `{shown}`: only http and https are known"), HINT));
    }
    let failed = |cause: &dyn std::fmt::Display| Failure::new(format!("cannot fetch `{shown}`"), HINT).because(cause);
    let mut response = agents(limits).to(parsed.host_str()).get(parsed.as_str()).call().map_err(|e| failed(&e))?;
    let status = response.status();
    if !status.is_success() {
        return Err(failed(&format!("the server answered {status}")));
    }
    let mut bytes = Vec::new();
    let body = response.body_mut().as_reader();
    body.take(limits.max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > limits.max_bytes {
        return Err(failed(&format!("it is larger than {} bytes", limits.max_bytes)));
    }
    Ok(bytes)
}

/// Reads a local file, e.g. a baseline that `book.toml` names by its path.
pub fn read_file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Failure> {
    let hint = "check the path and whether you may read the file";
    let found = path.metadata().map_err(|e| Failure::io("read", path, &e, hint))?;
    if !found.is_file() {
        return Err(Failure::new(format!("`{}` is not a regular file", path.display()), hint));
    }
    read_at_most(path, max_bytes)
        .map_err(|e| Failure::io("read", path, &e, hint))?
        .ok_or_else(|| Failure::new(format!("`{}` is larger than {max_bytes} bytes", path.display()), hint))
}

fn agents(limits: &Limits) -> Agents {
    Agents::new(|settings| settings.timeout_global(Some(limits.timeout)).max_redirects(limits.max_redirects))
}

/// For messages: a password belongs in no log.
fn without_credentials(url: &Url) -> String {
    let mut url = url.clone();
    // Both fail only for URLs that cannot have credentials.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::TcpListener;
    use std::thread::JoinHandle;

    /// Answers so many connections with the same bytes; `HOST` in them becomes the server's address.
    /// Joining gives the requests.
    fn serve(answer: &str, times: usize) -> (String, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let answer = answer.replace("HOST", &host);
        let server = std::thread::spawn(move || (0..times).map(|_| answer_one(&listener, &answer)).collect());
        (format!("http://{host}/schedule.json"), server)
    }

    fn answer_one(listener: &TcpListener, answer: &str) -> String {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
            request.push(byte[0]);
        }
        // A client that has seen enough hangs up.
        let _ = stream.write_all(answer.as_bytes());
        String::from_utf8(request).unwrap()
    }

    #[test]
    fn a_body_arrives_and_the_server_learns_who_asks() {
        let (url, server) = serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", 1);
        assert_eq!(fetch(&url, &Limits::default()).unwrap(), b"{}");
        let request = server.join().unwrap().remove(0).to_lowercase();
        assert!(request.contains(concat!("user-agent: forewarn/", env!("CARGO_PKG_VERSION"))), "{request}");
    }

    #[test]
    fn an_answer_without_success_names_its_status() {
        let (url, server) = serve("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 1);
        assert!(fetch(&url, &Limits::default()).unwrap_err().to_string().contains("404 Not Found"));
        server.join().unwrap();
    }

    #[test]
    fn a_body_that_does_not_end_is_cut_off() {
        let chunks = "8\r\n12345678\r\n".repeat(100);
        let answer =
            format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{chunks}0\r\n\r\n");
        let (url, server) = serve(&answer, 1);
        let failure = fetch(&url, &Limits { max_bytes: 100, ..Limits::default() }).unwrap_err();
        assert!(failure.to_string().contains("larger than 100 bytes"), "{failure}");
        server.join().unwrap();
    }

    #[test]
    fn redirects_are_followed_only_so_far() {
        let answer =
            "HTTP/1.1 302 Found\r\nLocation: http://HOST/again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let (url, server) = serve(answer, 3);
        let failure = fetch(&url, &Limits { max_redirects: 2, ..Limits::default() }).unwrap_err();
        assert!(failure.to_string().contains("redirect"), "{failure}");
        assert_eq!(server.join().unwrap().len(), 3);
    }

    #[test]
    fn a_server_that_says_nothing_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let limits = Limits { timeout: Duration::from_millis(100), ..Limits::default() };
        assert!(fetch(&url, &limits).unwrap_err().to_string().contains("timeout"));
    }

    #[test]
    fn other_schemes_are_refused_and_passwords_not_shown() {
        let failure = fetch("ftp://me:secret@example.com/x", &Limits::default()).unwrap_err();
        assert!(failure.message.contains("ftp://example.com/x"), "{failure}");
        assert!(fetch("schedule.json", &Limits::default()).is_err());
        assert!(fetch("file:///etc/hostname", &Limits::default()).is_err());
    }

    #[test]
    fn a_local_file_is_read_within_the_limit() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("schedule.json");
        std::fs::write(&path, "{}").unwrap();
        assert_eq!(read_file(&path, 2).unwrap(), b"{}");
        assert!(read_file(&path, 1).unwrap_err().message.contains("larger than 1 bytes"));
        assert!(read_file(dir.path(), 1).unwrap_err().message.contains("not a regular file"));
    }
}
