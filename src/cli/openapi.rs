//! The descriptions of APIs that `check --openapi` names → their texts, each with the component that it describes.

use std::path::{Path, PathBuf};

use clap::Args;

use super::global::Global;
use crate::base::{RelPath, Slug, Source};
use crate::config::Config;
use crate::form::nearest;
use crate::policy::openapi::Described;
use crate::shell::{Failure, tree};

/// Descriptions of large platforms have a few megabytes.
const MAX_BYTES: u64 = 32 << 20;

#[derive(Debug, Args)]
pub struct OpenapiArgs {
    /// Compare the OpenAPI 3 description of an API with the promises about its routes; may be given several times
    #[arg(long, value_name = "[COMPONENT=]FILE")]
    openapi: Vec<String>,
}

impl OpenapiArgs {
    /// Reads the files.
    pub fn read(&self, global: &Global, config: &Config) -> Result<Vec<Described>, Failure> {
        self.openapi.iter().map(|text| described(global, config, text)).collect()
    }
}

fn described(global: &Global, config: &Config, text: &str) -> Result<Described, Failure> {
    let (component, file) = match text.split_once('=') {
        Some((id, file)) if !id.contains('/') => (Some(component(config, id)?), PathBuf::from(file)),
        _ => (None, PathBuf::from(text)),
    };
    let bytes = tree::read_at_most(&file, MAX_BYTES).map_err(|error| {
        Failure::new(format!("`{}` cannot be read: {error}", file.display()), "name the file of an OpenAPI description")
    })?;
    let bytes = bytes.ok_or_else(|| {
        Failure::new(
            format!("`{}` is larger than {} MiB", file.display(), MAX_BYTES >> 20),
            "name the file of an OpenAPI description",
        )
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("`{}` is not UTF-8", file.display()), "save the description as UTF-8"))?;
    // Editors on Windows mark UTF-8 so, and the mark is no part of the text.
    let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
    Ok(Described::new(Source::new(shown_path(&global.root, &file)?, text), component))
}

fn component(config: &Config, id: &str) -> Result<Slug, Failure> {
    let known = config.components.iter().find(|component| component.id.value.as_str() == id);
    let hint = || {
        let near = nearest(id, config.components.iter().map(|component| component.id.value.as_str()));
        near.map_or("name a component of book.toml, or the file alone".to_owned(), |near| {
            format!("did you mean `{near}`?")
        })
    };
    known
        .map(|component| component.id.value.clone())
        .ok_or_else(|| Failure::new(format!("there is no component `{id}`"), hint()))
}

/// The path under which findings name a file: from the root of the project where it lies below, else as much of it as is a
/// path inside of anything.
fn shown_path(root: &Path, file: &Path) -> Result<RelPath, Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (root, real) = (real(root), real(file));
    let below = real.strip_prefix(&root).ok().and_then(Path::to_str).and_then(|path| RelPath::new(path).ok());
    let name = || real.file_name().and_then(|name| name.to_str()).and_then(|name| RelPath::new(name).ok());
    below
        .or_else(name)
        .ok_or_else(|| Failure::new(format!("`{}` has a name that cannot be shown", file.display()), "rename the file"))
}
