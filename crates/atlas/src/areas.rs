//! The layers of the district, and the areas that hold each home.

use crate::data::Records;
use crate::feeders::{FeederTable, school_key};
use model::LonLat;
use model::analysis::Geography;
use model::geometry::Surface;
use model::school::Level;
use model::survey::Response;
use spatial::areas::AreaIndex;
use std::collections::BTreeMap;

/// One area of a layer.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its id within the layer.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its surface; a school has none.
    pub surface: Option<Surface>,
}

/// The areas that hold one home: numbers within each layer, nothing where the home is in none or not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeAreas(BTreeMap<Geography, usize>);

impl HomeAreas {
    /// The number of the area of a layer.
    pub fn in_layer(&self, geography: &Geography) -> Option<usize> {
        self.0.get(geography).copied()
    }

    /// Whether any neighborhood or attendance zone holds the home.
    pub fn is_in_district(&self) -> bool {
        self.0.keys().any(|geography| {
            matches!(
                geography,
                Geography::Neighborhood | Geography::AttendanceZone(_)
            )
        })
    }
}

/// The layers, each by ascending id.
#[derive(Debug, Default)]
pub struct Layers {
    areas: BTreeMap<Geography, Vec<Area>>,
    indexes: BTreeMap<Geography, AreaIndex>,
}

impl Layers {
    /// Every layer for which there are records; a layer of zones for each level, whether or not it has areas.
    pub fn build(records: &Records, feeders: &FeederTable) -> Self {
        let area = |id: &str, name: &str, surface: Option<&Surface>| Area {
            id: id.to_owned(),
            name: name.to_owned(),
            surface: surface.cloned(),
        };
        let mut areas = BTreeMap::new();
        areas.insert(Geography::District, Vec::new());
        let neighborhoods = records.neighborhoods.iter();
        let neighborhoods = neighborhoods.map(|n| area(n.id.as_str(), &n.name, Some(&n.surface)));
        areas.insert(Geography::Neighborhood, neighborhoods.collect());
        for level in Level::ALL {
            let zones = records.zones.iter().filter(|zone| zone.level == level);
            let zones = zones.map(|z| area(z.id.as_str(), &z.name, Some(&z.surface)));
            areas.insert(Geography::AttendanceZone(level), zones.collect());
        }
        let schools = records
            .schools
            .iter()
            .map(|school| area(school.id.as_str(), &school.name, None));
        areas.insert(Geography::School, schools.collect());
        areas.insert(Geography::FeederPattern, feeder_patterns(records, feeders));
        let indexes = areas
            .iter()
            .filter(|(geography, _)| !matches!(geography, Geography::School | Geography::District))
            .map(|(geography, areas)| {
                (
                    geography.clone(),
                    AreaIndex::build(areas.iter().filter_map(|a| a.surface.as_ref())),
                )
            })
            .collect();
        Self { areas, indexes }
    }

    /// The geographies, in order.
    pub fn geographies(&self) -> impl Iterator<Item = &Geography> {
        self.areas.keys()
    }

    /// The areas of a layer by ascending id.
    pub fn areas(&self, geography: &Geography) -> &[Area] {
        self.areas.get(geography).map_or(&[], Vec::as_slice)
    }

    /// The area with this id.
    pub fn area(&self, geography: &Geography, id: &str) -> Option<&Area> {
        let areas = self.areas(geography);
        let number = areas
            .binary_search_by(|area| area.id.as_str().cmp(id))
            .ok()?;
        Some(&areas[number])
    }

    /// Whether any neighborhood or attendance zone holds a position.
    pub fn hold(&self, position: LonLat) -> bool {
        let of_district = self.indexes.iter().filter(|(geography, _)| {
            matches!(
                geography,
                Geography::Neighborhood | Geography::AttendanceZone(_)
            )
        });
        of_district
            .into_iter()
            .any(|(_, index)| index.locate(position).is_some())
    }

    /// The areas that hold a response's home, and the school that the child attends.
    ///
    /// The feeder pattern is that of the high zone around the home; where no high zones are loaded, that in which the chain of its middle or
    /// elementary zone ends.
    pub fn locate(&self, response: &Response, feeders: &FeederTable) -> HomeAreas {
        let mut held = BTreeMap::new();
        if let Some(home) = response.home {
            let polygons = self
                .indexes
                .iter()
                .filter(|(geography, _)| **geography != Geography::FeederPattern);
            held.extend(
                polygons.filter_map(|(geography, index)| {
                    Some((geography.clone(), index.locate(home)?))
                }),
            );
        }
        if let Some(pattern) = self.pattern_of(&held, feeders) {
            held.insert(Geography::FeederPattern, pattern);
        }
        if let Some(id) = &response.school_id {
            let schools = self.areas(&Geography::School);
            if let Ok(number) =
                schools.binary_search_by(|school| school.id.as_str().cmp(id.as_str()))
            {
                held.insert(Geography::School, number);
            }
        }
        HomeAreas(held)
    }

    fn pattern_of(
        &self,
        held: &BTreeMap<Geography, usize>,
        feeders: &FeederTable,
    ) -> Option<usize> {
        let patterns = self.areas(&Geography::FeederPattern);
        let number_of = |id: &str| {
            patterns
                .binary_search_by(|pattern| pattern.id.as_str().cmp(id))
                .ok()
        };
        for level in [Level::High, Level::Middle, Level::Elementary] {
            let Some(&number) = held.get(&Geography::AttendanceZone(level)) else {
                continue;
            };
            let zone = &self.areas(&Geography::AttendanceZone(level))[number];
            let school = feeders.school_of_zone(&zone.id);
            return if level == Level::High {
                number_of(school)
            } else {
                number_of(feeders.high_school_of(school)?)
            };
        }
        None
    }
}

/// One area a high school: its zones, or, where no high zones are loaded, the lower zones whose chain ends there.
fn feeder_patterns(records: &Records, feeders: &FeederTable) -> Vec<Area> {
    let mut surfaces: BTreeMap<&str, Vec<&Surface>> = BTreeMap::new();
    let has_high_zones = records.zones.iter().any(|zone| zone.level == Level::High);
    let lowest = records.zones.iter().map(|zone| zone.level).min();
    for zone in &records.zones {
        let school = match zone.level {
            Level::High => Some(school_key(zone)),
            level if !has_high_zones && Some(level) == lowest => {
                feeders.high_school_of(school_key(zone))
            }
            _ => None,
        };
        if let Some(school) = school {
            surfaces.entry(school).or_default().push(&zone.surface);
        }
    }
    surfaces
        .into_iter()
        .map(|(school, surfaces)| Area {
            id: school.to_owned(),
            name: feeders.name(school).to_owned(),
            surface: spatial::areas::union(&surfaces),
        })
        .collect()
}
