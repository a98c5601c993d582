//! The schools of one feeder pattern.

use crate::feeders::{FeederPair, FeederTable};
use model::school::Level;
use std::collections::{BTreeMap, BTreeSet};

/// A school whose students end in a high school.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Feeder<'a> {
    /// Its id.
    pub school: &'a str,
    /// The level at which it is part of the pattern.
    pub level: Level,
    /// The share of it that ends there, 0 to 1; unknown when a table on the way does not say.
    pub share: Option<f64>,
    /// Whether it is a split feeder.
    pub is_split: bool,
}

impl FeederTable {
    /// The schools that feed a high school, by level, then by id: those with a row for it, and those that only a middle school leads to it,
    /// whose share is the product of the two, summed over middle schools. Schools of which no level is known are left out.
    pub fn feeders_of(&self, high_school: &str) -> Vec<Feeder<'_>> {
        let is_high = |pair: &&FeederPair| pair.to_level == Some(Level::High);
        let straight: BTreeSet<_> = self.pairs.iter().filter(is_high).map(by_level).collect();
        let last: Vec<_> = self.pairs.iter().filter(|p| p.to == high_school).collect();
        let mut found: BTreeMap<(Level, &str), Feeder<'_>> = BTreeMap::new();
        let mut add = |pair, share| {
            let Some(feeder) = self.feeder(pair, share) else {
                return;
            };
            let key = (feeder.level, feeder.school);
            let all = found.entry(key).or_insert(Feeder {
                share: Some(0.0),
                ..feeder
            });
            all.share = all.share.zip(share).map(|(so_far, more)| so_far + more);
        };
        for pair in &last {
            add(pair, pair.share);
            let lower = self.pairs.iter().filter(|lower| lower.to == pair.from);
            // A school with rows for high schools says itself where its students end.
            for first in lower.filter(|lower| !straight.contains(&by_level(lower))) {
                add(first, first.share.zip(pair.share).map(|(a, b)| a * b));
            }
        }
        found.into_values().collect()
    }

    fn feeder<'a>(&'a self, pair: &'a FeederPair, share: Option<f64>) -> Option<Feeder<'a>> {
        Some(Feeder {
            school: &pair.from,
            level: pair.from_level?,
            share,
            is_split: self.is_split(pair),
        })
    }
}

fn by_level(pair: &FeederPair) -> (&str, Option<Level>) {
    (&pair.from, pair.from_level)
}
