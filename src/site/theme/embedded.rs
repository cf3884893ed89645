//! The files of themes/default, carried inside the program by build.rs.

include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));

/// The templates: names relative to `templates/`, and their text.
pub(super) fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(|(name, bytes)| {
        let name = name.strip_prefix("templates/")?;
        Some((name, str::from_utf8(bytes).expect("the default theme's templates are UTF-8")))
    })
}

/// The published files: names relative to `static/`, and their bytes.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("static/")?, *bytes)))
}
