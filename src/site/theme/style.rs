//! The default theme's style sheet → its variables, as its own comments tell them, for the reference of themes.

use std::collections::BTreeMap;

use super::embedded;

/// Variables that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The comment above them.
    pub about: String,
    pub variables: Vec<Variable>,
}

/// A CSS custom property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// With both dashes: `--accent`.
    pub name: String,
    pub value: String,
    /// Its value in the dark colour scheme, where it is another.
    pub dark: Option<String>,
}

/// The variables of the default theme, in the order of its style sheet.
pub fn groups() -> Vec<Group> {
    let sheet =
        embedded::files().find(|(name, _)| *name == "style.css").and_then(|(_, bytes)| str::from_utf8(bytes).ok());
    read(sheet.unwrap_or_default())
}

/// The first `:root` holds the variables, the second one those of the dark scheme.
fn read(sheet: &str) -> Vec<Group> {
    let mut blocks = sheet.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let (light, dark) = (blocks.next().unwrap_or_default(), blocks.next().unwrap_or_default());
    let mut dark: BTreeMap<&str, &str> = dark.lines().filter_map(declaration).collect();
    let mut groups: Vec<Group> = Vec::new();
    for line in light.lines().map(str::trim) {
        if let Some(about) = line.strip_prefix("/* ").and_then(|line| line.strip_suffix(" */")) {
            groups.push(Group { about: about.to_owned(), variables: Vec::new() });
        } else if let (Some((name, value)), Some(group)) = (declaration(line), groups.last_mut()) {
            let dark = dark.remove(name).filter(|dark| *dark != value).map(str::to_owned);
            group.variables.push(Variable { name: name.to_owned(), value: value.to_owned(), dark });
        }
    }
    groups
}

fn declaration(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_suffix(';')?.split_once(": ")?;
    name.starts_with("--").then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_grouped_by_the_comments_above_them() {
        let sheet = "/* x */ :root {\n  color-scheme: light;\n  /* ink */\n  --ink: #000;\n  /* space */\n  --s1: 1rem;\n}\n\
                     @media dark { :root {\n --ink: #fff;\n --s1: 1rem;\n} }";
        let groups = read(sheet);
        assert_eq!(groups.iter().map(|group| group.about.as_str()).collect::<Vec<_>>(), ["ink", "space"]);
        assert_eq!(groups[0].variables[0].dark.as_deref(), Some("#fff"));
        assert_eq!((groups[1].variables[0].value.as_str(), &groups[1].variables[0].dark), ("1rem", &None));
    }

    #[test]
    fn every_variable_of_the_default_theme_is_in_a_group() {
        let sheet = embedded::files().find(|(name, _)| *name == "style.css").unwrap().1;
        let root = str::from_utf8(sheet).unwrap().split(":root {").nth(1).unwrap().split('}').next().unwrap();
        let told: usize = groups().iter().map(|group| group.variables.len()).sum();
        assert_eq!(told, root.matches("\n  --").count());
    }
}
