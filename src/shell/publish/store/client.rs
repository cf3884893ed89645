//! The requests of `object_store` → sent by ureq, on threads of their own, as all of this program's (`shell::http`): one
//! client, one TLS stack. Retries are `object_store`'s; a redirect is an answer.

use std::error::Error;
use std::io::Read;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt;
use http_body_util::BodyExt;
use object_store::client::{
    ClientConfigKey, ClientOptions, HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
    HttpResponse, HttpResponseBody, HttpService,
};
use ureq::Agent;

use crate::shell::http::Agents;

/// For one request and its answer, the largest file of a site included.
const PATIENCE: Duration = Duration::from_secs(300);
const CONNECT: Duration = Duration::from_secs(5);
/// No object that we read back is larger: it would have to be ours, and of the size that we made.
const MAX_ANSWER: u64 = 1 << 30;

#[derive(Debug)]
pub struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let allows_http = options.get_config_value(&ClientConfigKey::AllowHttp).as_deref() == Some("true");
        let agents = Agents::new(|settings| {
            settings
                .timeout_global(Some(PATIENCE))
                .timeout_connect(Some(CONNECT))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .https_only(!allows_http)
        });
        Ok(HttpClient::new(Client(agents)))
    }
}

#[derive(Debug)]
struct Client(Agents);

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let agent = self.0.to(request.uri().host()).clone();
        let answered = tokio::task::spawn_blocking(move || exchange(&agent, request)).await;
        answered.unwrap_or_else(|panicked| Err(HttpError::new(HttpErrorKind::Unknown, panicked)))
    }
}

fn exchange(agent: &Agent, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let (parts, body) = request.into_parts();
    let body = match body.as_bytes() {
        Some(bytes) => bytes.to_vec(),
        None => whole(body)?,
    };
    let answer = match body.is_empty() && !matches!(parts.method, http::Method::PUT | http::Method::POST) {
        true => agent.run(http::Request::from_parts(parts, ())),
        false => agent.run(http::Request::from_parts(parts, body)),
    };
    let (parts, body) = answer.map_err(|error| failed(error, HttpErrorKind::Unknown))?.into_parts();
    let mut bytes = Vec::new();
    let read = body.into_reader().take(MAX_ANSWER).read_to_end(&mut bytes);
    read.map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error))?;
    Ok(HttpResponse::from_parts(parts, HttpResponseBody::from(bytes)))
}

/// The parts of a payload in one piece; they are in memory already, so that nothing here waits.
fn whole(body: HttpRequestBody) -> Result<Vec<u8>, HttpError> {
    let collected = body.collect().now_or_never().expect("a payload is in memory");
    Ok(collected?.to_bytes().to_vec())
}

/// `Connect` and `Request` are tried again whatever was asked, `Timeout` and `Interrupted` only where that does no harm.
fn failed(error: ureq::Error, other: HttpErrorKind) -> HttpError {
    use std::io::ErrorKind as Io;
    let kind = match &error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => HttpErrorKind::Connect,
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => HttpErrorKind::Connect,
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::Io(io) => match io.kind() {
            Io::ConnectionRefused => HttpErrorKind::Connect,
            Io::TimedOut => HttpErrorKind::Timeout,
            _ => HttpErrorKind::Interrupted,
        },
        _ => other,
    };
    let boxed: Box<dyn Error + Send + Sync> = Box::new(error);
    HttpError::new_boxed(kind, boxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_reached_the_server_may_be_tried_again() {
        let kind = |error| failed(error, HttpErrorKind::Unknown).kind();
        assert_eq!(kind(ureq::Error::HostNotFound), HttpErrorKind::Connect);
        assert_eq!(kind(ureq::Error::Io(std::io::ErrorKind::ConnectionRefused.into())), HttpErrorKind::Connect);
        assert_eq!(kind(ureq::Error::Io(std::io::ErrorKind::ConnectionReset.into())), HttpErrorKind::Interrupted);
        assert_eq!(kind(ureq::Error::RequireHttpsOnly(String::new())), HttpErrorKind::Unknown);
    }
}
