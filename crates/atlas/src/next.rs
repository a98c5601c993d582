//! The next snapshot, from the changes alone.

use crate::Atlas;
use crate::areas::HomeAreas;
use crate::confidential;
use crate::data::Records;
use crate::list::List;
use crate::scenario::SiteChange;
use crate::sites::{SiteRecords, join_again};
use crate::wave::{ResponseStep, SiteStep};
use matching::Supply;
use model::ids::Wave;
use model::record::{District, Record, RecordKind};
use model::survey::Response;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// One change of the records.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The district has this name and time zone.
    District(District),
    /// A record is new, or says something else.
    Put(Record),
    /// The record of this kind and id is gone.
    Remove(RecordKind, String),
}

impl Change {
    fn kind(&self) -> Option<RecordKind> {
        match self {
            Self::District(_) => None,
            Self::Put(record) => Some(record.kind()),
            Self::Remove(kind, _) => Some(*kind),
        }
    }

    /// The id of the record that it is about; empty for the district.
    fn id(&self) -> String {
        match self {
            Self::District(_) => String::new(),
            Self::Put(record) => record.id(),
            Self::Remove(_, id) => id.clone(),
        }
    }
}

/// Changed sites or responses beyond which everything is computed anew: that costs less than many small steps.
const MOST_STEPS: usize = 64;

impl Atlas {
    /// The snapshot after `changes`, equal to [`Atlas::build`] of the changed records.
    ///
    /// Sites and responses are worked out from what they touch; changes of geography, and a great many at once, compute everything anew.
    #[must_use]
    pub fn next(&self, changes: impl IntoIterator<Item = Change>) -> Self {
        let mut records = self.records.clone();
        records.assets.clone_from(&self.assets_as_loaded);
        let mut kinds = BTreeSet::new();
        let mut responses = BTreeSet::new();
        let mut gone = BTreeSet::new();
        for change in changes {
            kinds.extend(change.kind());
            gone.extend(self.address_of(&change));
            if change.kind() == Some(RecordKind::Response) {
                responses.insert(change.id());
            }
            records.make(change);
        }
        let is_geography = |kind: &RecordKind| {
            use RecordKind::{AttendanceZone, FeederLink, Neighborhood, PopulationArea, School};
            matches!(
                kind,
                School | AttendanceZone | Neighborhood | PopulationArea | FeederLink
            )
        };
        let sites = join_again(&self.sites, &records, &gone);
        let site_changes = site_changes(&self.sites, &sites);
        if kinds.iter().any(is_geography) || site_changes.len().max(responses.len()) > MOST_STEPS {
            return Self::build(records);
        }
        self.step((records, sites), site_changes, &responses)
    }

    /// Where the record that a change replaces stands in memory, if sites are made of it.
    fn address_of(&self, change: &Change) -> Option<usize> {
        self.records.address_of(change.kind()?, &change.id())
    }

    fn step(
        &self,
        (records, sites): (Records, List<SiteRecords>),
        site_changes: Vec<SiteChange>,
        changed_responses: &BTreeSet<String>,
    ) -> Self {
        let mut next = self.with_records(records, sites);
        let (steps, supply) = site_steps(&self.supply, site_changes);
        next.gaps.take_site_steps(&steps);
        next.supply = supply;
        let mut by_wave: BTreeMap<Wave, ResponseStep> = BTreeMap::new();
        for id in changed_responses {
            if let Some(place) = place_of(&self.records.responses, id) {
                let gone = (
                    Arc::clone(&self.records.responses[place]),
                    Arc::clone(&self.homes[place]),
                );
                by_wave
                    .entry(gone.0.wave.clone())
                    .or_default()
                    .gone
                    .push(gone);
            }
            if let Some(place) = place_of(&next.records.responses, id) {
                let response = Arc::clone(&next.records.responses[place]);
                let home = Arc::clone(&next.homes[place]);
                by_wave
                    .entry(response.wave.clone())
                    .or_default()
                    .come
                    .push((response, home));
            }
        }
        for (wave, step) in by_wave {
            next.gaps
                .take_response_step(&wave, step, &next.supply, &next.layers);
        }
        next
    }

    /// The same snapshot with other records: what follows from them by looking is looked up, what is computed stays as it was.
    fn with_records(&self, mut records: Records, sites: List<SiteRecords>) -> Self {
        let assets_as_loaded = records.assets.clone();
        records.assets = confidential::marked_assets(&records);
        Self {
            sites,
            supply: Arc::clone(&self.supply),
            layers: Arc::clone(&self.layers),
            feeders: Arc::clone(&self.feeders),
            gaps: self.gaps.clone(),
            homes: self.homes_of(&records.responses),
            records,
            assets_as_loaded,
            coordination: OnceLock::new(),
            access: OnceLock::new(),
        }
    }

    /// The areas that hold the home of each response; looked up for those that are not known yet.
    fn homes_of(&self, responses: &List<Response>) -> List<HomeAreas> {
        if responses.is_same(&self.records.responses) {
            return self.homes.clone();
        }
        let mut old = self.records.responses.iter().zip(&self.homes).peekable();
        let home = |response: &Arc<Response>| {
            while old.next_if(|(old, _)| old.id < response.id).is_some() {}
            match old.next_if(|(old, _)| Arc::ptr_eq(old, response)) {
                Some((_, home)) => Arc::clone(home),
                None => Arc::new(self.layers.locate(response, &self.feeders)),
            }
        };
        responses.iter().map(home).collect()
    }
}

/// Moves a supply on, site by site: the steps, and where they lead.
pub(crate) fn site_steps(
    supply: &Arc<Supply>,
    changes: Vec<SiteChange>,
) -> (Vec<SiteStep>, Arc<Supply>) {
    let mut steps = Vec::new();
    let mut before = Arc::clone(supply);
    for (id, site) in changes {
        let after = Arc::new(before.with_change(&id, site));
        let number = |supply: &Supply| supply.number_of(&id).ok().map(|n| n as u32);
        steps.push(SiteStep {
            was: number(&before),
            is: number(&after),
            before,
            after: Arc::clone(&after),
        });
        before = after;
    }
    (steps, before)
}

/// The sites that are other ones now, each with what it is; nothing for one that is gone. Both lists are by id.
fn site_changes(old: &List<SiteRecords>, new: &List<SiteRecords>) -> Vec<SiteChange> {
    let mut changes = Vec::new();
    let mut old = old.iter().peekable();
    for site in new {
        let is_gone = |old: &&Arc<SiteRecords>| !Arc::ptr_eq(old, site) && old.id() < site.id();
        while let Some(gone) = old.next_if(is_gone) {
            changes.push((gone.id().clone(), None));
        }
        if old.next_if(|old| Arc::ptr_eq(old, site)).is_some() {
            continue;
        }
        let known = old.next_if(|old| old.id() == site.id());
        let now = site.for_matching();
        if known.is_none_or(|old| old.for_matching() != now) {
            changes.push((site.id().clone(), Some(Arc::new(now))));
        }
    }
    changes.extend(old.map(|gone| (gone.id().clone(), None)));
    changes
}

fn place_of(responses: &[Arc<Response>], id: &str) -> Option<usize> {
    responses
        .binary_search_by(|response| response.id.as_str().cmp(id))
        .ok()
}
