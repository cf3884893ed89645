//! How gateways say in their answers what is announced, and how servers answer for this site.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Head, Link};

/// `/gateway/`. Template: `gateway.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct GatewayPage {
    /// The head.
    pub page: Head,
    /// What the answers of each route say, in the order in which gateways try them; empty where no HTTP route is announced.
    /// Only the first few hundred.
    pub routes: Vec<Announced>,
    /// How many routes are not in `routes`; the files have all.
    pub more: usize,
    /// The gateways that there is configuration for.
    pub servers: Vec<GatewayServer>,
    /// The OpenAPI Overlay that marks all operations, if any can be marked.
    pub overlay: Option<Link>,
    /// The overlays of one component each, by the component's name.
    pub overlays: Vec<Link>,
    /// How to serve this site itself: the file for each server or host, by its name.
    pub hosting: Vec<Link>,
    /// The lines that an nginx location with an `add_header` of its own repeats.
    pub nginx_headers: String,
}

/// What the answers of a route say.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Announced {
    /// The method and the path, as promises name them; of several spellings each: `GET /v1/deployments/{id}`.
    pub names: Vec<String>,
    /// The value of `Deprecation`.
    pub deprecation: String,
    /// The value of `Sunset`, if a date is promised.
    pub sunset: Option<String>,
    /// The pages of the promises, the most urgent first.
    pub promises: Vec<Link>,
}

/// Configuration of a gateway.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct GatewayServer {
    /// Its name as an anchor: `nginx`, `caddy`, `envoy`, `apache`.
    pub id: String,
    /// Its name: `Apache httpd`.
    pub name: String,
    /// The file for all routes.
    pub file: Option<Link>,
    /// The files for the routes of one component each, by the component's name.
    pub components: Vec<Link>,
}
