//! Kinds of surfaces, and whether a name fits its kind.

use std::fmt;

use crate::base::Slug;

/// What sort of thing a consumer touches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurfaceKind {
    Http,
    Graphql,
    Grpc,
    Cli,
    Config,
    Env,
    Package,
    Image,
    Module,
    Resource,
    Library,
    Header,
    Event,
    Feature,
    Component,
    Other,
    /// One that book.toml declares; `catalog` looks it up.
    Declared(Slug),
}

const BUILT_IN: [(&str, SurfaceKind); 16] = [
    ("http", SurfaceKind::Http),
    ("graphql", SurfaceKind::Graphql),
    ("grpc", SurfaceKind::Grpc),
    ("cli", SurfaceKind::Cli),
    ("config", SurfaceKind::Config),
    ("env", SurfaceKind::Env),
    ("package", SurfaceKind::Package),
    ("image", SurfaceKind::Image),
    ("module", SurfaceKind::Module),
    ("resource", SurfaceKind::Resource),
    ("library", SurfaceKind::Library),
    ("header", SurfaceKind::Header),
    ("event", SurfaceKind::Event),
    ("feature", SurfaceKind::Feature),
    ("component", SurfaceKind::Component),
    ("other", SurfaceKind::Other),
];

/// Methods of HTTP that a surface may name (RFC 9110, section 9.3, and PATCH of RFC 5789).
const METHODS: [&str; 10] = ["*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

impl SurfaceKind {
    /// The kind of this name; one that is not built in must be declared in book.toml.
    pub fn named(name: &Slug) -> Self {
        let built_in = BUILT_IN.iter().find(|(known, _)| *known == name.as_str());
        built_in.map_or_else(|| SurfaceKind::Declared(name.clone()), |(_, kind)| kind.clone())
    }

    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// Whether consumers use it at versions of its own.
    pub fn has_versions(&self) -> bool {
        matches!(self, SurfaceKind::Package | SurfaceKind::Image | SurfaceKind::Module | SurfaceKind::Library)
    }

    /// The form that a name of this kind has, if `name` does not have it.
    pub fn misfit(&self, name: &str) -> Option<&'static str> {
        let single_word = !name.contains(char::is_whitespace);
        let fits = match self {
            SurfaceKind::Http => is_route(name),
            SurfaceKind::Graphql | SurfaceKind::Grpc | SurfaceKind::Image | SurfaceKind::Module => single_word,
            SurfaceKind::Env => is_variable(name),
            SurfaceKind::Header => is_token(name),
            SurfaceKind::Config => {
                name.split_once(": ").is_some_and(|(file, key)| !file.trim().is_empty() && !key.trim().is_empty())
            }
            SurfaceKind::Package => single_word && (!name.starts_with("pkg:") || is_purl(name)),
            SurfaceKind::Resource => name.split(' ').count() == 2 && name.split(' ').all(|word| !word.is_empty()),
            _ => true,
        };
        if fits { None } else { Some(self.form()) }
    }

    /// How a name of this kind is written.
    pub fn form(&self) -> &'static str {
        match self {
            SurfaceKind::Http => "a method in capitals and a path, such as `GET /v1/deployments/{id}` or `* /v1/**`",
            SurfaceKind::Graphql => "a type and field, such as `Query.deployments`",
            SurfaceKind::Grpc => "a service and method, such as `deploy.v1.Deployments/Watch`",
            SurfaceKind::Env => "a variable's name, such as `DEPLOY_TOKEN`",
            SurfaceKind::Header => "a header's name, such as `X-Deploy-Token`",
            SurfaceKind::Config => "a file and a key, such as `deploy.yaml: spec.targets`",
            SurfaceKind::Package => "a name without spaces, or a package URL such as `pkg:npm/left-pad`",
            SurfaceKind::Image => "an image without spaces, such as `registry.example.com/base/node`",
            SurfaceKind::Module => "a module without spaces, such as `terraform-modules//postgres`",
            SurfaceKind::Resource => "an API version and a kind, such as `batch/v1beta1 CronJob`",
            _ => "a name",
        }
    }
}

impl fmt::Display for SurfaceKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SurfaceKind::Declared(name) => name.fmt(out),
            built_in => {
                out.write_str(BUILT_IN.iter().find(|(_, kind)| kind == built_in).map_or("other", |(name, _)| name))
            }
        }
    }
}

fn is_route(name: &str) -> bool {
    let Some((method, path)) = name.split_once(' ') else { return false };
    METHODS.contains(&method) && path.starts_with('/') && !path.contains(char::is_whitespace)
}

fn is_variable(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '*')
}

/// A field name of HTTP (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// `pkg:type/name`, as far as every package URL has it.
fn is_purl(name: &str) -> bool {
    let rest = name.trim_start_matches("pkg:").trim_start_matches('/');
    rest.split_once('/').is_some_and(|(kind, name)| !kind.is_empty() && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_their_kind() {
        let fitting = [
            (SurfaceKind::Http, "GET /v1/deployments/{id}"),
            (SurfaceKind::Http, "* /v1/**"),
            (SurfaceKind::Config, "deploy.yaml: spec.targets"),
            (SurfaceKind::Resource, "batch/v1beta1 CronJob"),
            (SurfaceKind::Package, "pkg:npm/%40scope/name@1"),
            (SurfaceKind::Cli, "deployctl rollback --force"),
            (SurfaceKind::Env, "DEPLOY_TOKEN"),
        ];
        for (kind, name) in fitting {
            assert_eq!(kind.misfit(name), None, "{kind} {name}");
        }
    }

    #[test]
    fn a_misfit_is_told_the_form() {
        let misfits = [
            (SurfaceKind::Http, "/v1/deployments"),
            (SurfaceKind::Http, "get /v1"),
            (SurfaceKind::Http, "GET v1"),
            (SurfaceKind::Config, "spec.targets"),
            (SurfaceKind::Resource, "CronJob"),
            (SurfaceKind::Env, "1TOKEN"),
            (SurfaceKind::Header, "X Token"),
            (SurfaceKind::Package, "pkg:npm"),
        ];
        for (kind, name) in misfits {
            assert!(kind.misfit(name).is_some(), "{kind} {name}");
        }
    }
}
