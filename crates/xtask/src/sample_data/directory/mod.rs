//! The partner directory as HSDS 3.1 tables, with a `datapackage.json`.

mod catalog;
mod draw;
mod tables;

use rand_chacha::ChaCha8Rng;

use super::Files;
use super::town::Town;
use draw::organizations;

/// Draws the directory: the tables in `directory/`, and the list of confidential services beside it.
pub(crate) fn directory(town: &Town, rng: &mut ChaCha8Rng) -> Files {
    let organizations = organizations(town, rng);
    let mut files = tables::tables(&organizations, rng);
    let mut confidential = String::from("service_id\n");
    for service in organizations
        .iter()
        .flat_map(|organization| &organization.services)
    {
        if service.is_confidential {
            confidential.push_str(&service.id);
            confidential.push('\n');
        }
    }
    files.insert("confidential.csv".to_owned(), confidential.into_bytes());
    files
}
