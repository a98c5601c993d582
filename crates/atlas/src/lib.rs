//! The atlas: an immutable snapshot of a district and everything computed from it.
//!
//! Records are handed in, a snapshot is handed out; nothing here does I/O or reads a clock. A request sees one snapshot from
//! start to end.
//!
//! | module | what it holds |
//! |---|---|
//! | [`data`] | the records as they come from the store |
//! | [`sites`] | services at locations, joined for matching and for people |
//! | [`areas`] | the layers, and the areas that hold each home |
//! | [`feeders`] | the school-to-school table and the feeder patterns |
//! | [`gaps`] | the gap table |
//! | `wave` | the needs of one wave, and what the allocation makes of each |
//! | `access` | how many places families can count on |
//! | `coordination` | what a district that coordinates could reach |
//! | [`next`] | the next snapshot, from the changes alone |
//! | [`scenario`] | what the gap table would be with other sites |
//! | [`levers`] | what single changes would close most |
//! | [`nearby`] | partners and potential partners around an area |
//! | `confidential` | assets that are a confidential location under another name |
//! | [`check`] | the state of the data |
//! | [`observed`] | feeder patterns held against where students were seen to go |
//! | [`simulate`] | responses drawn for a district without a survey |

mod access;
pub mod areas;
pub mod check;
mod confidential;
mod coordination;
pub mod data;
pub mod feeders;
pub mod feeders_of_pattern;
pub mod gaps;
pub mod levers;
mod list;
pub mod nearby;
mod needs;
pub mod next;
pub mod observed;
pub mod scenario;
pub mod simulate;
pub mod sites;
mod wave;

use access::AccessScores;
use areas::{HomeAreas, Layers};
use coordination::Coordination;
use data::Records;
use feeders::FeederTable;
use gaps::GapTable;
pub use list::List;
use matching::parallel::in_blocks_of;
use matching::{Supply, Terms};
use model::analysis::Need;
use model::ids::{SchoolId, Wave};
use model::place::Asset;
use model::survey::Response;
use sites::SiteRecords;
use spatial::areas::{box_around, box_of};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The snapshot.
#[derive(Debug)]
pub struct Atlas {
    /// The records it was made from, assets that are a confidential place under another name marked as such.
    pub records: Records,
    /// Sites joined for matching, by id.
    pub supply: Arc<Supply>,
    /// The areas of every layer.
    pub layers: Arc<Layers>,
    /// The school-to-school table.
    pub feeders: Arc<FeederTable>,
    /// The gap table of every wave.
    pub gaps: GapTable,
    /// The records of each site, in the order of the supply.
    sites: List<SiteRecords>,
    /// The areas that hold each home, in the order of the responses.
    homes: List<HomeAreas>,
    /// The assets as they came from the store, before any was marked.
    assets_as_loaded: List<Asset>,
    /// What coordination would serve, once somebody asked.
    coordination: OnceLock<Coordination>,
    /// How many places families can count on, once somebody asked.
    access: OnceLock<AccessScores>,
}

impl Atlas {
    /// Computes the whole snapshot.
    pub fn build(mut records: Records) -> Self {
        let assets_as_loaded = records.assets.clone();
        records.assets = confidential::marked_assets(&records);
        let sites = sites::join(&records);
        let feeders = FeederTable::build(&records);
        let layers = Layers::build(&records, &feeders);
        let locate = |responses: &[Arc<Response>]| {
            let home = |response: &Arc<Response>| Arc::new(layers.locate(response, &feeders));
            responses.iter().map(home).collect::<Vec<_>>()
        };
        let (supply, homes) = wave::both(
            || supply(&sites, &records),
            || in_blocks_of(BLOCK, &records.responses, n_threads(), locate),
        );
        let homes: List<_> = homes.into_iter().flatten().collect();
        let gaps = GapTable::build(&records, &supply, &layers, &homes);
        Self {
            records,
            sites,
            supply: Arc::new(supply),
            layers: Arc::new(layers),
            feeders: Arc::new(feeders),
            gaps,
            homes,
            assets_as_loaded,
            coordination: OnceLock::new(),
            access: OnceLock::new(),
        }
    }

    /// The waves, oldest name first.
    pub fn waves(&self) -> Vec<Wave> {
        let waves: std::collections::BTreeSet<_> = self
            .records
            .responses
            .iter()
            .map(|r| r.wave.clone())
            .collect();
        waves.into_iter().collect()
    }

    /// The needs of a wave, by id.
    pub fn needs(&self, wave: &Wave) -> impl Iterator<Item = &Need> {
        let state = self.gaps.wave(wave);
        state
            .into_iter()
            .flat_map(|state| state.list.needs.iter().map(|placed| &placed.need))
    }

    /// How many answers of a wave name each school.
    pub fn responses_by_school(&self, wave: &Wave) -> BTreeMap<&SchoolId, u32> {
        let mut counts = BTreeMap::new();
        let of_wave = self
            .records
            .responses
            .iter()
            .filter(|response| response.wave == *wave);
        for school in of_wave.filter_map(|response| response.school_id.as_ref()) {
            *counts.entry(school).or_default() += 1;
        }
        counts
    }

    /// Whether a computer drew any of the answers of a wave.
    pub fn is_simulated(&self, wave: &Wave) -> bool {
        self.records
            .responses
            .iter()
            .any(|response| response.wave == *wave && response.is_simulated)
    }

    /// Whether a computer drew every answer of a wave, so that no figure of it can tell of a family.
    pub fn is_all_simulated(&self, wave: &Wave) -> bool {
        let mut of_wave = self
            .records
            .responses
            .iter()
            .filter(|response| response.wave == *wave);
        of_wave.all(|response| response.is_simulated)
    }

    /// West, south, east, north of everything that has an area, in degrees; of schools and assets where no layer is loaded. West is over
    /// east in a district that lies on both sides of the antimeridian.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let records = &self.records;
        let surfaces = records
            .neighborhoods
            .iter()
            .map(|n| &n.surface)
            .chain(records.zones.iter().map(|z| &z.surface));
        let polygons = surfaces.flat_map(|surface| surface.polygons());
        let boxes = polygons.filter_map(|polygon| box_of(polygon.iter().flatten()));
        let schools = records.schools.iter().filter_map(|school| school.position);
        let assets = records
            .assets
            .iter()
            .filter(|asset| !asset.is_confidential)
            .filter_map(|asset| asset.position);
        let points = schools
            .chain(assets)
            .map(|p| [p.lon(), p.lat(), p.lon(), p.lat()]);
        box_around(boxes).or_else(|| box_around(points))
    }
}

/// The sites indexed, with every word that a need may use known from the start.
fn supply(sites: &[Arc<SiteRecords>], records: &Records) -> Supply {
    let sites: Vec<_> = sites
        .iter()
        .map(|site| Arc::new(site.for_matching()))
        .collect();
    let mut terms = Terms::new(&sites);
    for category in model::category::categories() {
        terms.add_category(&category.category_id());
    }
    for organization in records
        .responses
        .iter()
        .flat_map(|response| &response.trusted)
    {
        terms.add_organization(organization);
    }
    Supply::with_terms(sites, Arc::new(terms))
}

/// Responses that a thread takes at a time.
const BLOCK: usize = 2048;

/// Threads to compute with.
fn n_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
#[path = "atlas_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "access_tests.rs"]
mod access_tests;

#[cfg(test)]
#[path = "next_tests.rs"]
mod next_tests;

#[cfg(test)]
#[path = "levers_tests.rs"]
mod levers_tests;
