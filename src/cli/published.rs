//! `--from FILE|URL`: documents of an API that somebody published. They may come from anywhere, and are read within limits.

use std::path::Path;

use url::Url;

use crate::schedule::{self, Problem, paths, wire};
use crate::shell::{Failure, fetch};

/// The schedule at an address: the document itself, or the site that it belongs to.
pub fn schedule(place: &str) -> Result<wire::Schedule, Failure> {
    let address = document(place, paths::SCHEDULE, "schedule.json", "schedule.json");
    schedule::read_schedule(&bytes(&address)?).map_err(|problem| unusable(&address, "schedule", &problem))
}

/// The upgrade document of a component: the document itself, another of the same API, or the site that it belongs to.
pub fn upgrade(place: &str, component: &str) -> Result<wire::UpgradeDocument, Failure> {
    let own = format!("{component}.json");
    let address = document(place, &paths::upgrade(component), &format!("upgrade/{own}"), &own);
    let document = schedule::read_upgrade(&bytes(&address)?)
        .map_err(|problem| unusable(&address, "upgrade document", &problem))?;
    if document.component == component {
        return Ok(document);
    }
    let message = format!("`{address}` speaks of the component `{}`, not of `{component}`", document.component);
    Err(Failure::new(message, format!("name that component, or the document of `{component}`")))
}

/// Where the document is: at a place that has its name, beside another document of the API, or below the root of a site.
fn document(place: &str, below_root: &str, beside: &str, name: &str) -> String {
    let (path, query) = match place.find(['?', '#']).filter(|_| is_url(place)) {
        Some(at) => place.split_at(at),
        None => (place, ""),
    };
    let last = path.rsplit('/').next().unwrap_or(path);
    if last == name {
        place.to_owned()
    } else if last.ends_with(".json") {
        let folder = &path[..path.len() - last.len()];
        let beside = if folder.ends_with("upgrade/") { name } else { beside };
        format!("{folder}{beside}{query}")
    } else {
        format!("{}/{below_root}{query}", path.trim_end_matches('/'))
    }
}

fn is_url(place: &str) -> bool {
    place.contains("://") && Url::parse(place).is_ok()
}

fn bytes(address: &str) -> Result<Vec<u8>, Failure> {
    let limits = fetch::Limits { max_bytes: schedule::MAX_BYTES as u64, ..fetch::Limits::default() };
    if is_url(address) {
        return fetch::fetch(address, &limits);
    }
    fetch::read_file(Path::new(address), limits.max_bytes)
}

fn unusable(address: &str, what: &str, problem: &Problem) -> Failure {
    let hint = match problem {
        Problem::WebPage => "check the address, and whether it can be read without signing in".to_owned(),
        Problem::OtherApi { .. } => "update forewarn".to_owned(),
        Problem::Empty | Problem::Truncated => "fetch it again, and check that it was published as a whole".to_owned(),
        _ => format!("name the {what} that forewarn has published, or the address of its site"),
    };
    Failure::new(format!("`{address}` is no {what} that can be used"), hint).because(format!("it {problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_document_itself_its_neighbour_or_its_site() {
        let of = |place| document(place, "api/v1/upgrade/api.json", "upgrade/api.json", "api.json");
        for (place, address) in [
            ("https://x.example/", "https://x.example/api/v1/upgrade/api.json"),
            ("https://x.example/log", "https://x.example/log/api/v1/upgrade/api.json"),
            ("https://x.example/log/?t=1", "https://x.example/log/api/v1/upgrade/api.json?t=1"),
            ("https://x.example/api/v1/schedule.json", "https://x.example/api/v1/upgrade/api.json"),
            ("https://x.example/api/v1/upgrade/api.json?t=1", "https://x.example/api/v1/upgrade/api.json?t=1"),
            ("public", "public/api/v1/upgrade/api.json"),
            ("copy/api.json", "copy/api.json"),
            ("api/v1/upgrade/cli.json", "api/v1/upgrade/api.json"),
            ("index.json", "upgrade/api.json"),
        ] {
            assert_eq!(of(place), address, "{place}");
        }
    }
}
