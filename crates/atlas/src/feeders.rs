//! The school-to-school table and the feeder patterns that follow from it.

use crate::data::Records;
use model::geometry::Surface;
use model::school::{AttendanceZone, Level};
use spatial::feeder::{self, LowerZone, Population, SPLIT_BELOW};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a share comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The district's own feeder table, which wins.
    Table,
    /// Children who live in the overlap of the zones.
    Children,
    /// The area of the overlap.
    Area,
}

impl Basis {
    /// The word in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Children => "children",
            Self::Area => "area",
        }
    }
}

/// One row of the school-to-school table. Schools are named by id, zones without a school by the zone's id.
#[derive(Debug, Clone, PartialEq)]
pub struct FeederPair {
    /// The lower school.
    pub from: String,
    /// The upper school.
    pub to: String,
    /// The level of the lower school, where its zones, or what is known of the school, say it.
    pub from_level: Option<Level>,
    /// The level of the upper school, where its zones, or what is known of the school, say it.
    pub to_level: Option<Level>,
    /// The share of the lower school, 0 to 1; unknown when the district's table does not say.
    pub share: Option<f64>,
    /// Where the share comes from.
    pub basis: Basis,
}

/// The table, by lower school, then upper school, with elementary schools held against middle and high ones and middle against high.
#[derive(Debug, Default)]
pub struct FeederTable {
    /// Its rows.
    pub pairs: Vec<FeederPair>,
    names: BTreeMap<String, String>,
    school_of_zone: BTreeMap<String, String>,
}

/// One school's zones of one level as one surface.
struct SchoolZone {
    school: String,
    level: Level,
    surface: Surface,
    children: f64,
}

/// The levels of schools: that of their zones, else all that they teach.
struct SchoolLevels<'a> {
    of_zones: BTreeMap<&'a str, Level>,
    taught: BTreeMap<&'a str, &'a [Level]>,
}

impl<'a> SchoolLevels<'a> {
    fn of(zones: &'a [SchoolZone], records: &'a Records) -> Self {
        let of_zones = zones.iter().map(|zone| (zone.school.as_str(), zone.level));
        let taught = records.schools.iter();
        Self {
            of_zones: of_zones.collect(),
            taught: taught
                .map(|school| (school.id.as_str(), school.levels.as_slice()))
                .collect(),
        }
    }

    /// The level at which a school hands its students on: where they begin.
    fn lower(&self, school: &str) -> Option<Level> {
        let taught = || self.taught.get(school)?.iter().min();
        self.of_zones.get(school).or_else(taught).copied()
    }

    /// The level at which a school takes students: the next that it teaches.
    fn upper(&self, school: &str, from_level: Option<Level>) -> Option<Level> {
        let next = || {
            let taught = self.taught.get(school)?;
            let above = taught.iter().filter(|level| Some(**level) > from_level);
            above.min().or_else(|| taught.iter().max())
        };
        self.of_zones.get(school).or_else(next).copied()
    }
}

impl FeederTable {
    /// Derives the table from the overlay of zones, the rows of a school that the district's own table names replaced by its own.
    pub fn build(records: &Records) -> Self {
        let population = records
            .population
            .iter()
            .map(|area| (&area.surface, area.children));
        let population = Population::new(&population.collect::<Vec<_>>());
        let zones = school_zones(&records.zones, &population);
        let mut pairs = Vec::new();
        for (lower, upper) in [
            (Level::Elementary, Level::Middle),
            (Level::Elementary, Level::High),
            (Level::Middle, Level::High),
        ] {
            pairs.extend(overlay(&zones, lower, upper, &population));
        }
        let listed: BTreeSet<_> = records
            .feeder_links
            .iter()
            .map(|link| link.from_school_id.as_str())
            .collect();
        pairs.retain(|pair| !listed.contains(pair.from.as_str()));
        let levels = SchoolLevels::of(&zones, records);
        pairs.extend(records.feeder_links.iter().map(|link| {
            let (from, to) = (link.from_school_id.as_str(), link.to_school_id.as_str());
            let from_level = levels.lower(from);
            FeederPair {
                from: from.to_owned(),
                to: to.to_owned(),
                from_level,
                to_level: levels.upper(to, from_level),
                share: link.share,
                basis: Basis::Table,
            }
        }));
        pairs.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        let school_of_zone = records
            .zones
            .iter()
            .map(|zone| (zone.id.to_string(), school_key(zone).to_owned()));
        Self {
            pairs,
            names: names(records),
            school_of_zone: school_of_zone.collect(),
        }
    }

    /// The school of a zone, or the zone itself where no school is named.
    pub fn school_of_zone<'a>(&'a self, zone: &'a str) -> &'a str {
        self.school_of_zone.get(zone).map_or(zone, String::as_str)
    }

    /// The name of a school, or of a zone without one.
    pub fn name<'a>(&'a self, school: &'a str) -> &'a str {
        self.names.get(school).map_or(school, String::as_str)
    }

    /// The schools that a school feeds at `level` (any level when nothing), in the order of the table.
    pub fn from<'a>(
        &'a self,
        school: &'a str,
        level: Option<Level>,
    ) -> impl Iterator<Item = &'a FeederPair> {
        let is_of_level = move |pair: &&FeederPair| {
            level.is_none() || pair.to_level.is_none() || pair.to_level == level
        };
        self.pairs
            .iter()
            .filter(move |pair| pair.from == school)
            .filter(is_of_level)
    }

    /// The school that takes the largest share; of equal shares the one with the lowest id.
    pub fn main_from<'a>(
        &'a self,
        school: &'a str,
        level: Option<Level>,
    ) -> Option<&'a FeederPair> {
        self.from(school, level)
            .reduce(|best, next| if next.share > best.share { next } else { best })
    }

    /// Whether the largest share of the school's students at the pair's level is under 0.9; unknown shares do not say.
    pub fn is_split(&self, pair: &FeederPair) -> bool {
        let main = self.main_from(&pair.from, pair.to_level);
        main.and_then(|main| main.share)
            .is_some_and(|share| share < SPLIT_BELOW)
    }

    /// The high school in which the chain of a school ends: by its own row for the high level, else through its middle school.
    pub fn high_school_of<'a>(&'a self, school: &'a str) -> Option<&'a str> {
        let mut school = school;
        // A chain has three links; a table that runs in circles must not run for ever.
        for _ in 0..3 {
            let pair = self
                .pairs
                .iter()
                .filter(|pair| pair.from == school && pair.to_level == Some(Level::High))
                .reduce(|best, next| if next.share > best.share { next } else { best })
                .or_else(|| self.main_from(school, None))?;
            if pair.to_level == Some(Level::High) || self.main_from(&pair.to, None).is_none() {
                return Some(&pair.to);
            }
            school = &pair.to;
        }
        None
    }
}

/// The word by which a zone's school is known: its id, or the zone's own where no school is named.
pub(crate) fn school_key(zone: &AttendanceZone) -> &str {
    zone.school_id
        .as_ref()
        .map_or(zone.id.as_str(), |id| id.as_str())
}

fn school_zones(zones: &[Arc<AttendanceZone>], population: &Population) -> Vec<SchoolZone> {
    let mut by_school: BTreeMap<(Level, &str), Vec<&Surface>> = BTreeMap::new();
    for zone in zones {
        by_school
            .entry((zone.level, school_key(zone)))
            .or_default()
            .push(&zone.surface);
    }
    let school_zone = |((level, school), surfaces): ((Level, &str), Vec<&Surface>)| {
        let polygons = surfaces
            .iter()
            .flat_map(|surface| surface.polygons())
            .cloned()
            .collect();
        let surface =
            Surface::try_new(polygons).expect("polygons of valid surfaces make a valid surface");
        let children = population.within(&surface);
        SchoolZone {
            school: school.to_owned(),
            level,
            surface,
            children,
        }
    };
    by_school.into_iter().map(school_zone).collect()
}

fn overlay(
    zones: &[SchoolZone],
    lower: Level,
    upper: Level,
    population: &Population,
) -> Vec<FeederPair> {
    let of_level = |level| {
        zones
            .iter()
            .filter(move |zone| zone.level == level)
            .collect::<Vec<_>>()
    };
    let (lower_zones, upper_zones) = (of_level(lower), of_level(upper));
    let lower_parts: Vec<_> = lower_zones
        .iter()
        .map(|zone| LowerZone {
            surface: &zone.surface,
            children: zone.children,
        })
        .collect();
    let upper_surfaces: Vec<_> = upper_zones.iter().map(|zone| &zone.surface).collect();
    feeder::overlay(&lower_parts, &upper_surfaces, population)
        .into_iter()
        .map(|share| FeederPair {
            from: lower_zones[share.lower].school.clone(),
            to: upper_zones[share.upper].school.clone(),
            from_level: Some(lower),
            to_level: Some(upper),
            share: Some(share.share),
            basis: match share.basis {
                feeder::Basis::Children => Basis::Children,
                feeder::Basis::Area => Basis::Area,
            },
        })
        // An education campus that keeps its students is no feeder of itself.
        .filter(|pair| pair.from != pair.to)
        .collect()
}

fn names(records: &Records) -> BTreeMap<String, String> {
    let zones = records
        .zones
        .iter()
        .map(|zone| (school_key(zone).to_owned(), zone.name.clone()));
    let schools = records
        .schools
        .iter()
        .map(|school| (school.id.to_string(), school.name.clone()));
    zones.chain(schools).collect()
}
