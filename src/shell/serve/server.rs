//! An address → connections, each within limits: of how many there are, how long a request may take to arrive, how large it
//! is, and how long an answer may wait to be read. Whoever exceeds one loses only his own connection.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::respond::{self, Body, refusal};
use super::{Seat, admission, events, page};
use crate::shell::{Failure, signal};

/// Far more than a browser opens; the files that a process may open are raised to it.
const CONNECTIONS: usize = 3_000;
const LISTENERS: usize = 2_000;
/// For the whole head of a request, and between two requests.
const HEAD_TIME: Duration = Duration::from_secs(10);
const HEAD_BYTES: usize = 16 * 1024;
const HEADERS: usize = 64;
/// How long an answer may stand still because nobody reads it.
const READ_TIME: Duration = Duration::from_secs(30);
/// Pages rendered at once.
const RENDERERS: usize = 4;

/// A server that has its port, and serves nobody yet.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    pub address: SocketAddr,
}

/// Takes a port; 0 takes any that is free.
///
/// # Errors
/// If another program has it.
pub fn bind(wanted: SocketAddr) -> Result<Bound, Failure> {
    let cannot = |cause: io::Error| {
        let hint = match cause.kind() {
            io::ErrorKind::AddrInUse => "another program listens there: end it, or take a free port with `--port 0`",
            _ => "name another address with `--host` and `--port`",
        };
        Failure::new(format!("cannot listen on `{wanted}`"), hint).because(cause)
    };
    let listener = TcpListener::bind(wanted).map_err(cannot)?;
    listener.set_nonblocking(true).map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    Ok(Bound { listener, address })
}

impl Bound {
    /// Serves what is seen from the seat until the user ends it (Ctrl-C, or SIGTERM).
    ///
    /// # Errors
    /// If the system does not let us begin.
    pub fn serve(self, seat: Seat) -> Result<(), Failure> {
        raise_open_files();
        let cannot = |cause: io::Error| Failure::new("cannot start the server", "end other programs").because(cause);
        let runtime = runtime().map_err(cannot)?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let server = Arc::new(Server::new(self.address, seat));
            tokio::select! {
                () = server.accept(listener) => Ok(()),
                ended = signal::ended() => ended,
            }
        });
        // Listeners never end by themselves, and a page that is being rendered has nobody left to read it.
        runtime.shutdown_background();
        served.map_err(cannot)
    }
}

fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(RENDERERS).enable_all().build()
}

/// A connection is an open file; the usual limit of 1,024 is below ours.
fn raise_open_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let wanted = maximum.unwrap_or(u64::MAX).min(CONNECTIONS as u64 + 256);
        if current.is_some_and(|current| current < wanted) {
            // If not, fewer pages can be open: accepting waits until one is closed.
            let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
        }
    }
}

struct Server {
    address: SocketAddr,
    seat: Seat,
    /// Tells the numbers of this run from those of an earlier one, for pages that are still open.
    run: u64,
    listeners: Arc<Semaphore>,
}

impl Server {
    fn new(address: SocketAddr, seat: Seat) -> Self {
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64);
        Server { address, seat, run, listeners: Arc::new(Semaphore::new(LISTENERS)) }
    }

    async fn accept(self: &Arc<Self>, listener: tokio::net::TcpListener) {
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let place = Arc::clone(&places).acquire_owned().await.expect("the semaphore is never closed");
            match listener.accept().await {
                Ok((stream, _)) => {
                    let server = Arc::clone(self);
                    tokio::spawn(async move {
                        server.converse(stream).await;
                        drop(place);
                    });
                }
                // No file can be opened any more, or the client left already: asking again at once would spin.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Answers the requests of one connection. Its errors are the client's own.
    async fn converse(self: Arc<Self>, stream: TcpStream) {
        // An answer goes out at once; it is written in one piece anyway.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(READ_TIME));
        let service = service_fn(move |request| Arc::clone(&self).answer(request));
        let _ = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD_BYTES)
            .max_headers(HEADERS)
            .serve_connection(TokioIo::new(Box::pin(stream)), service)
            .await;
    }

    async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        let path = match admission::admit(request.method(), request.uri(), request.headers(), self.address) {
            Ok(path) => path,
            Err(refused) => return Ok(refusal(refused)),
        };
        if path == page::EVENTS {
            return Ok(match Arc::clone(&self.listeners).try_acquire_owned() {
                Ok(listener) => events::listen(self.seat.clone(), self.run, listener),
                Err(_) => refusal((StatusCode::SERVICE_UNAVAILABLE, "too many pages are open")),
            });
        }
        let snapshot = self.seat.borrow().clone();
        let run = self.run;
        let rendered = tokio::task::spawn_blocking(move || respond::answer(&snapshot, run, &path)).await;
        Ok(rendered.unwrap_or_else(|_| refusal((StatusCode::INTERNAL_SERVER_ERROR, "the page cannot be rendered"))))
    }
}
