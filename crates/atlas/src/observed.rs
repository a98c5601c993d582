//! Feeder patterns as derived, held against where students were seen to go.

use crate::feeders::{FeederPair, FeederTable};
use model::school::Level;
use std::collections::BTreeMap;

/// Students seen to go from one school to another from one year to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The school that they left.
    pub from_school_id: String,
    /// The school in which they were a year later.
    pub to_school_id: String,
    /// How many.
    pub n_students: u64,
}

/// One lower school: the upper school derived from the zones, and the one that most of its students were seen in.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The lower school.
    pub from: String,
    /// The school that takes its largest derived share.
    pub derived: FeederPair,
    /// The school that took most of the students who went on; of equal numbers the one with the lowest id.
    pub observed: Option<String>,
    /// Students seen to go to the observed school.
    pub n_to_observed: u64,
    /// Students seen to go to the derived school.
    pub n_to_derived: u64,
    /// All students seen to go on to another school.
    pub n_went_on: u64,
}

impl Comparison {
    /// Whether the derived school is the one that most students were seen in.
    pub fn agrees(&self) -> bool {
        self.observed.as_deref() == Some(self.derived.to.as_str())
    }
}

impl FeederTable {
    /// Compares the derived chain from `lower` to `upper` with `flows`, school by school, by id of the lower school.
    ///
    /// Only students who changed school count. Suppressed flows must have been left out by the caller; they are unknown, not zero.
    pub fn compare(&self, lower: Level, upper: Level, flows: &[Flow]) -> Vec<Comparison> {
        let mut schools: Vec<&str> = self
            .pairs
            .iter()
            .filter(|pair| pair.from_level == Some(lower))
            .map(|pair| pair.from.as_str())
            .collect();
        schools.dedup();
        schools
            .into_iter()
            .filter_map(|school| self.compare_school(school, upper, flows))
            .collect()
    }

    fn compare_school(&self, school: &str, upper: Level, flows: &[Flow]) -> Option<Comparison> {
        let derived = self.main_from(school, Some(upper))?;
        let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
        for flow in flows
            .iter()
            .filter(|flow| flow.from_school_id == school && flow.to_school_id != school)
        {
            *seen.entry(&flow.to_school_id).or_default() += flow.n_students;
        }
        let observed = seen
            .iter()
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        Some(Comparison {
            from: school.to_owned(),
            derived: derived.clone(),
            observed: observed.map(|(school, _)| (*school).to_owned()),
            n_to_observed: observed.map_or(0, |(_, n)| *n),
            n_to_derived: seen.get(derived.to.as_str()).copied().unwrap_or(0),
            n_went_on: seen.values().sum(),
        })
    }
}
