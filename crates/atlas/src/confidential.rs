//! Assets that are a confidential location under another source's name.
//!
//! A directory's owner may keep a shelter out of sight while some other list, loaded as assets, names it with its address. Such an asset
//! is treated as confidential too.

use crate::data::Records;
use crate::list::List;
use model::LonLat;
use model::ids::LocationId;
use model::place::Asset;
use spatial::distance::geodesic_m;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far apart two sources may place the same building, in metres.
const SAME_PLACE_M: f64 = 100.0;
/// Words that must be shared, and the fewest letters of a word that counts.
const N_SHARED_WORDS: usize = 2;
const MIN_LETTERS: usize = 4;

/// The assets, those marked as confidential that stand within 100 m of a confidential location and share two words of four or more letters with its
/// name or with the names of its services and their organizations.
///
/// Place alone does not decide: leaving out everything around a shelter would draw a ring around it.
pub(crate) fn marked_assets(records: &Records) -> List<Asset> {
    if records.assets.is_empty() {
        return List::default();
    }
    let places = places(records);
    let is_hidden = |asset: &Asset| {
        let near = |position: LonLat| {
            let places = places.iter();
            places.filter(move |(place, _)| geodesic_m(position, *place) <= SAME_PLACE_M)
        };
        let mut near = asset.position.into_iter().flat_map(near).peekable();
        near.peek().is_some() && {
            let asset_words = words(&asset.name);
            near.any(|(_, words)| asset_words.intersection(words).count() >= N_SHARED_WORDS)
        }
    };
    let mark = |asset: &Arc<Asset>| {
        if !asset.is_confidential && is_hidden(asset) {
            let mut hidden = Asset::clone(asset);
            hidden.is_confidential = true;
            Arc::new(hidden)
        } else {
            Arc::clone(asset)
        }
    };
    records.assets.iter().map(mark).collect()
}

/// Confidential locations with a position, each with the words of its names.
fn places(records: &Records) -> Vec<(LonLat, BTreeSet<String>)> {
    let mut names: BTreeMap<&LocationId, Vec<&str>> = BTreeMap::new();
    let hidden = records
        .locations
        .iter()
        .filter(|location| location.is_confidential);
    names.extend(
        hidden
            .clone()
            .map(|location| (&location.id, location.name.as_deref().into_iter().collect())),
    );
    for link in &records.services_at_locations {
        let Some(names) = names.get_mut(&link.location_id) else {
            continue;
        };
        if let Ok(number) = records
            .services
            .binary_search_by(|service| service.id.cmp(&link.service_id))
        {
            let service = &records.services[number];
            names.push(&service.name);
            let organization = records
                .organizations
                .binary_search_by(|org| org.id.cmp(&service.organization_id));
            names.extend(organization.map(|number| records.organizations[number].name.as_str()));
        }
    }
    hidden
        .filter_map(|location| Some((location.position?, words(&names[&location.id].join(" ")))))
        .collect()
}

/// The words of a name in lower case, dots within them dropped: `S.O.M.E.` is `some`.
fn words(name: &str) -> BTreeSet<String> {
    let name = name.replace('.', "").to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= MIN_LETTERS)
        .map(str::to_owned)
        .collect()
}
