//! A published schedule behind TLS, signed by an authority that only this machine knows, as inside companies. The authority's
//! own key is nobody's any more; its certificate and the server's are good until 2126.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::published;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/baseline/tls").join(name)
}

/// Serves these files for as long as the test runs; its address.
fn serve(files: Vec<(&'static str, String)>) -> String {
    let chain = vec![CertificateDer::from_pem_file(file("localhost.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(file("localhost.key")).unwrap();
    let config = Arc::new(ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            answer(ServerConnection::new(config.clone()).unwrap(), stream.unwrap(), &files);
        }
    });
    format!("https://{address}")
}

/// Answers one request; a client that does not trust us hangs up before.
fn answer(connection: ServerConnection, stream: TcpStream, files: &[(&str, String)]) {
    let mut stream = StreamOwned::new(connection, stream);
    let (mut request, mut byte) = (Vec::new(), [0]);
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => request.push(byte[0]),
            _ => return,
        }
    }
    let request = String::from_utf8(request).unwrap();
    let (_, text) = files.iter().find(|(path, _)| request.starts_with(&format!("GET {path} "))).unwrap();
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}", text.len()).unwrap();
    stream.conn.send_close_notify();
    stream.flush().unwrap();
}

#[test]
fn whom_the_system_trusts_is_trusted_and_nobody_else() {
    let (project, schedule) = published();
    let address = serve(vec![("/schedule.json", schedule), ("/ids.json", project.read("public/api/v1/ids.json"))]);
    let url = format!("{address}/schedule.json");
    let check = ["check", "--against", &url];
    project.run_with(&check, &[("SSL_CERT_FILE", file("authority.pem").to_str().unwrap())]).passes();
    let another = file("localhost.pem");
    project.run_with(&check, &[("SSL_CERT_FILE", another.to_str().unwrap())]).fails("certificate");
}
