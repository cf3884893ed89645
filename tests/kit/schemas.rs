//! The documents of the API against the schemas that they name, by a validator that is not ours.

use serde_json::Value as Json;

use super::Site;

/// The documents of the API, without the schemas and the description of the API.
pub fn api_documents(site: &Site) -> impl Iterator<Item = (&str, Json)> {
    let documents = site.ending(".json").filter(|path| path.starts_with("api/v1/"));
    let documents = documents.filter(|path| !path.contains("/schema/") && !path.ends_with("/openapi.json"));
    documents.map(|path| (path, serde_json::from_str(site.text(path)).unwrap()))
}

/// What does not fit.
pub fn misfits(site: &Site) -> Vec<String> {
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let mut schemas = boon::Schemas::new();
    for path in site.ending(".json").filter(|path| path.contains("/schema/")) {
        let schema = serde_json::from_str(site.text(path)).unwrap();
        compiler.add_resource(&format!("{}{path}", site.base_url()), schema).unwrap();
    }
    let mut problems = Vec::new();
    for (path, document) in api_documents(site) {
        let Some(url) = document["$schema"].as_str() else {
            problems.push(format!("{path}: names no schema"));
            continue;
        };
        match compiler.compile(url, &mut schemas) {
            Ok(schema) => {
                let misfit = schemas.validate(&document, schema).err();
                problems.extend(misfit.map(|error| format!("{path}: {error:#}")));
            }
            Err(error) => problems.push(format!("{path}: {error}")),
        }
    }
    problems
}
