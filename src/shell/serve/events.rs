//! Every change of what is shown → a line of Server-Sent Events for each open page. A listener costs a task, no thread.

use std::time::Duration;

use http_body_util::Either;
use http_body_util::channel::Channel;
use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::respond::{Body, headed};
use super::{Seat, page};

/// A comment this often finds out who went away.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Events that a listener may be behind: each holds all that matters, and older ones are merged.
const BEHIND: usize = 1;

/// An answer that never ends; `listener` is the place that it takes.
pub fn listen(seat: Seat, run: u64, listener: OwnedSemaphorePermit) -> Response<Body> {
    let (sender, channel) = Channel::new(BEHIND);
    tokio::spawn(tell(seat, run, sender, listener));
    headed(StatusCode::OK, "text/event-stream", Either::Right(channel))
}

async fn tell(
    mut seat: Seat,
    run: u64,
    mut sender: http_body_util::channel::Sender<Bytes>,
    _listener: OwnedSemaphorePermit,
) {
    seat.mark_changed();
    loop {
        let line = match timeout(HEARTBEAT, seat.changed()).await {
            Ok(Ok(())) => page::event(run, &seat.borrow_and_update()),
            Ok(Err(_)) => return,
            Err(_) => ":\n\n".to_owned(),
        };
        if sender.send_data(Bytes::from(line)).await.is_err() {
            return;
        }
    }
}
