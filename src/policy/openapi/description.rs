//! The text of an OpenAPI 3 description → its operations, as far as promises speak of them: which there are, which are marked,
//! and what dates stand at them. Follows references within the file, and no others.

use super::yaml::{self, Malformed, Node, Tree};
use crate::base::{At, Span};
use crate::entry::Route;

/// The methods of an OpenAPI 3 path item.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The operations of an API.
#[derive(Clone, Debug)]
pub struct Description {
    pub operations: Vec<Operation>,
    /// Where `paths` is.
    pub paths: Span,
    /// The paths whose operations stand in another file.
    pub elsewhere: Vec<String>,
    /// What all servers have before the paths, if it is the same: `/api`.
    pub prefix: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Operation {
    /// The key in `paths`: `/v1/deployments/{id}`.
    pub path: String,
    /// In capitals.
    pub method: String,
    /// Where its method is.
    pub span: Span,
    /// Where it is marked: `deprecated: true`.
    pub mark: Option<Span>,
    /// `x-deprecation` and `x-sunset`.
    pub deprecation: Option<At<String>>,
    pub sunset: Option<At<String>>,
}

impl Operation {
    /// The requests that it means below a prefix.
    pub fn route(&self, prefix: &str) -> Option<Route> {
        Route::parse(&format!("{} {prefix}{}", self.method, self.path)).ok()
    }
}

/// Reads a description.
pub fn read(text: &str) -> Result<Description, Malformed> {
    let tree = yaml::parse(text)?;
    let root = tree.root();
    let version = root.get("openapi").ok_or_else(|| Malformed {
        message: "it has no key `openapi`".to_owned(),
        at: Span::point(root.span().start),
    })?;
    if !version.text().is_some_and(|version| version.starts_with("3.")) {
        return Err(Malformed { message: "its `openapi` is no version 3".to_owned(), at: version.span() });
    }
    let Some((key, paths)) = root.pairs().find(|(key, _)| key.text() == Some("paths")) else {
        return Err(Malformed { message: "it has no key `paths`".to_owned(), at: version.span() });
    };
    let mut description =
        Description { operations: Vec::new(), paths: key.span(), elsewhere: Vec::new(), prefix: prefix(root) };
    for (key, item) in paths.pairs() {
        let Some(path) = key.text() else { continue };
        match item.get("$ref") {
            None => description.operations.extend(operations(path, item)),
            Some(reference) => match resolve(&tree, reference) {
                Some(item) => description.operations.extend(operations(path, item)),
                None => description.elsewhere.push(path.to_owned()),
            },
        }
    }
    Ok(description)
}

fn operations<'t>(path: &'t str, item: Node<'t>) -> impl Iterator<Item = Operation> {
    item.pairs().filter_map(move |(key, operation)| {
        let method = key.text().filter(|method| METHODS.contains(method))?;
        let text = |name: &str| {
            let value = operation.get(name)?;
            Some(At::new(value.text()?.to_owned(), value.span()))
        };
        Some(Operation {
            path: path.to_owned(),
            method: method.to_ascii_uppercase(),
            span: key.span(),
            mark: operation.get("deprecated").filter(|mark| mark.is_true()).map(Node::span),
            deprecation: text("x-deprecation"),
            sunset: text("x-sunset"),
        })
    })
}

/// What `#/components/pathItems/x` names (RFC 6901).
fn resolve<'t>(tree: &'t Tree, reference: Node<'t>) -> Option<Node<'t>> {
    let pointer = reference.text()?.strip_prefix("#/")?;
    pointer.split('/').try_fold(tree.root(), |node, step| node.get(&step.replace("~1", "/").replace("~0", "~")))
}

/// The path of all servers, without a slash at its end.
fn prefix(root: Node<'_>) -> Option<String> {
    let path = |server: Node<'_>| {
        let url = server.get("url")?.text()?;
        let path = match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
            None => url,
        };
        Some(path.trim_end_matches('/').to_owned())
    };
    let mut paths: Vec<Option<String>> = root.get("servers")?.items().map(path).collect();
    paths.dedup();
    match paths.as_slice() {
        [Some(path)] if path.starts_with('/') && !path.contains('{') => Some(path.clone()),
        _ => None,
    }
}
