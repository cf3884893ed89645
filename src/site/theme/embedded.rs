//! The themes of `themes/`, carried inside the program by build.rs: the default one, on which every site is built, and
//! others that a team may start from.

include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// A file of a theme: its name in the theme's folder, and its bytes.
pub type File = (&'static str, &'static [u8]);

/// The names of the themes.
pub const SHIPPED: &[&str] = &["default", "plain"];

/// What a theme consists of, `templates/…` and `static/…`, sorted by name; its documentation is left out.
pub fn shipped(theme: &str) -> impl Iterator<Item = File> + use<> {
    let files = THEMES.iter().find(|(name, _)| *name == theme).map_or(&[][..], |(_, files)| files);
    files.iter().copied().filter(|(name, _)| name.starts_with("templates/") || name.starts_with("static/"))
}

/// The default theme's templates: names relative to `templates/`, and their text.
pub(super) fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    shipped("default").filter_map(|(name, bytes)| {
        let name = name.strip_prefix("templates/")?;
        Some((name, str::from_utf8(bytes).expect("the default theme's templates are UTF-8")))
    })
}

/// The default theme's published files: names relative to `static/`, and their bytes.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    shipped("default").filter_map(|(name, bytes)| Some((name.strip_prefix("static/")?, bytes)))
}
