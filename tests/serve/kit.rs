//! A small site in a folder of its own, a preview of it, and raw requests to it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
#[cfg(target_os = "linux")]
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

pub const DEADLINE: Duration = Duration::from_secs(30);

const BOOK: &str = r#"
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"
[build]
base-url = "https://changes.example.com/docs/"
[theme]
dir = "theme"
[[owner]]
id = "delivery"
name = "Delivery"
contact = "https://chat.example.com/delivery"
[[component]]
id = "deploy-api"
name = "Deploy API"
owner = "delivery"
"#;

pub fn entry(title: &str) -> String {
    format!("+++\nid = \"first\"\ntitle = \"{title}\"\nkind = \"changed\"\n+++\nA paragraph of words.\n")
}

pub const ENTRY: &str = "content/changes/2026-03-02-first.md";

pub struct Preview {
    pub folder: TempDir,
    pub at: SocketAddr,
    child: Child,
    /// Lines of stderr.
    said: Receiver<String>,
}

/// The answer to a request.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

pub fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "book.toml", BOOK);
    write(&folder, ENTRY, &entry("The first change"));
    write(&folder, "content/changes/image.png", "not really");
    write(&folder, "theme/static/style.css", "body { color: black }");
    write(&folder, "secret.txt", "nobody may read this");
    folder
}

pub fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_forewarn"));
    command.args(["serve", "--today", "2026-06-15", "--root"]).arg(folder.path()).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a preview that ends by itself.
pub fn ended(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// The lines of a pipe, which never fills.
fn lines(pipe: ChildStderr) -> Receiver<String> {
    let (sender, said) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            // A test that is over listens no more.
            let _ = sender.send(line);
        }
    });
    said
}

impl Preview {
    pub fn of(folder: TempDir, arguments: &[&str]) -> Preview {
        let command = command(&folder, arguments);
        Preview::run(folder, command)
    }

    /// A preview on a machine that has the programs of a folder, and no others.
    #[cfg(target_os = "linux")]
    pub fn with_programs(folder: TempDir, programs: &Path, arguments: &[&str]) -> Preview {
        let mut command = command(&folder, arguments);
        command.env("PATH", programs);
        Preview::run(folder, command)
    }

    fn run(folder: TempDir, mut command: Command) -> Preview {
        let mut child = command.args(["--port", "0"]).spawn().unwrap();
        let said = lines(child.stderr.take().unwrap());
        // The line says that it is ready.
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {line:?}"));
        let at = address.split('/').next().unwrap().parse().unwrap();
        Preview { folder, at, child, said }
    }

    pub fn start() -> Preview {
        Preview::of(site(), &[])
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.set_write_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends bytes as they are and reads until the server closes.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // It may refuse, and close, before all is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// A request with this first line and further header lines.
    pub fn ask(&self, line: &str, headers: &str) -> Answer {
        let request = format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.at);
        self.raw(request.as_bytes())
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "")
    }

    /// Listens for events, as an open page does.
    pub fn listen(&self) -> Listener {
        let mut stream = self.connect();
        let request = format!("GET /.forewarn/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.at);
        stream.write_all(request.as_bytes()).unwrap();
        Listener { lines: BufReader::new(stream) }
    }

    /// Waits for a line in the terminal.
    #[track_caller]
    pub fn says(&self, wished: impl Fn(&str) -> bool) {
        let mut others = Vec::new();
        loop {
            match self.said.recv_timeout(DEADLINE) {
                Ok(line) if wished(&line) => return,
                Ok(line) => others.push(line),
                Err(_) => panic!("it only said {others:#?}"),
            }
        }
    }

    pub fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success());
    }

    pub fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Listener {
    lines: BufReader<TcpStream>,
}

impl Listener {
    /// The next event.
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the server ended the events");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first event that is as wished; the deadline of reading ends the wait.
    pub fn until(&mut self, wished: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        loop {
            let event = self.next();
            if wished(&event) {
                return event;
            }
        }
    }
}
