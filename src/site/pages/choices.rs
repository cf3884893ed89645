//! The subjects of a site → what its lists can be narrowed to, for the forms above them.

use crate::site::Site;
use crate::site::context::{Choice, Choices};
use crate::site::scope::Subject;

/// All subjects that have an entry, and every component.
pub fn choices(site: &Site<'_>) -> Choices {
    let mut choices = Choices { components: Vec::new(), owners: Vec::new(), audiences: Vec::new(), tags: Vec::new() };
    for scope in site.plan.scopes.iter() {
        let choice = |value: &str| Choice { value: value.to_owned(), name: scope.name.clone() };
        match &scope.subject {
            Subject::Everything | Subject::Deprecations => {}
            Subject::Component(index) => {
                choices.components.push(choice(site.view.catalog().component(*index).id().as_str()));
            }
            Subject::Owner(_) => choices.owners.push(choice(&scope.name)),
            Subject::Audience(id) => choices.audiences.push(choice(id.as_str())),
            Subject::Tag(id) => choices.tags.push(choice(id.as_str())),
        }
    }
    choices
}
