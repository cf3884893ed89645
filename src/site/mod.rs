//! View of the catalog + schedule + config + theme → a plan of every output path, and each artifact on demand. Never touches a file.

pub mod context;
pub mod feed;
pub mod sitemap;
pub mod theme;
pub mod timeline;
mod xml;
