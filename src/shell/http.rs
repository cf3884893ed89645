//! How this program speaks HTTP as a client: one agent's settings for all that asks, with the certificates that the system
//! trusts (on Linux also those of SSL_CERT_FILE and SSL_CERT_DIR), so that a company's own authority is no obstacle. A status
//! is an answer and no error. Sends nothing by itself.

use std::net::IpAddr;

use ureq::Agent;
use ureq::config::ConfigBuilder;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;

pub type Settings = ConfigBuilder<AgentScope>;

#[derive(Clone, Debug)]
pub struct Agents {
    /// Through the proxy of the environment, if it names one.
    far: Agent,
    /// For servers on this machine, which a proxy would look for on its own.
    near: Agent,
}

impl Agents {
    /// Agents that differ from others by `limits`.
    pub fn new(limits: impl Fn(Settings) -> Settings) -> Self {
        let settings = || {
            limits(Agent::config_builder())
                .http_status_as_error(false)
                .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
                .user_agent(concat!("forewarn/", env!("CARGO_PKG_VERSION")))
        };
        Agents { far: settings().build().into(), near: settings().proxy(None).build().into() }
    }

    pub fn to(&self, host: Option<&str>) -> &Agent {
        if is_loopback(host) { &self.near } else { &self.far }
    }
}

fn is_loopback(host: Option<&str>) -> bool {
    let Some(host) = host else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_not_reached_through_a_proxy() {
        for host in ["localhost", "127.0.0.1", "127.8.9.1", "[::1]"] {
            assert!(is_loopback(Some(host)), "{host}");
        }
        for host in ["localhost.example", "10.0.0.1", "s3.amazonaws.com"] {
            assert!(!is_loopback(Some(host)), "{host}");
        }
    }
}
