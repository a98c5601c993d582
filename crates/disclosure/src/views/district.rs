//! The district as a whole.

use crate::Published;
use model::ids::Wave;
use model::record::District;
use model::school::Level;
use serde::Serialize;

/// What is to be said of a district.
#[derive(Debug, Clone)]
pub struct DistrictFacts {
    /// West, south, east, north of its zones and neighborhoods. Never of homes: the outermost family would be on the edge.
    pub bbox: Option<[f64; 4]>,
    /// Whether responses were drawn by a computer.
    pub is_simulated: bool,
    /// The waves, oldest first.
    pub waves: Vec<Wave>,
    /// The levels for which there are zones.
    pub levels: Vec<Level>,
    /// How many of each there are.
    pub counts: DistrictCounts,
}

/// How many published features each collection has: confidential ones do not count, or their number would be the difference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct DistrictCounts {
    /// Schools.
    pub schools: usize,
    /// Attendance zones.
    pub zones: usize,
    /// Neighborhoods.
    pub neighborhoods: usize,
    /// Feeder patterns.
    pub feeder_patterns: usize,
    /// Sites.
    pub sites: usize,
    /// Assets.
    pub assets: usize,
}

/// The district as the public sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DistrictSummary {
    /// Its name.
    pub name: String,
    /// Its IANA time zone.
    pub time_zone: String,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// Whether responses were drawn by a computer.
    pub simulated: bool,
    /// The waves, oldest first.
    pub waves: Vec<Wave>,
    /// The levels for which there are zones.
    pub levels: Vec<Level>,
    /// How many of each there are.
    pub counts: DistrictCounts,
}

impl DistrictSummary {
    /// The district as the public sees it.
    pub fn open(district: &District, facts: DistrictFacts) -> Published<Self> {
        Published::new(Self {
            name: district.name.clone(),
            time_zone: district.time_zone.clone(),
            bbox: facts.bbox,
            simulated: facts.is_simulated,
            waves: facts.waves,
            levels: facts.levels,
            counts: facts.counts,
        })
    }
}
