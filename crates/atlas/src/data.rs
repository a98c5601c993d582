//! The records of a district, as they come from the store.

use model::directory::{Location, Organization, Service, ServiceAtLocation};
use model::place::{Asset, ContextFeature, Neighborhood, PopulationArea};
use model::record::{District, Record};
use model::school::{AttendanceZone, FeederLink, School};
use model::survey::Response;

/// Active records by kind, each list by ascending id.
#[derive(Debug, Default)]
pub struct Records {
    /// The district itself, once it is named.
    pub district: Option<District>,
    /// Schools.
    pub schools: Vec<School>,
    /// Attendance zones of all levels.
    pub zones: Vec<AttendanceZone>,
    /// Neighborhoods.
    pub neighborhoods: Vec<Neighborhood>,
    /// Areas with counts of children.
    pub population: Vec<PopulationArea>,
    /// The district's own feeder table.
    pub feeder_links: Vec<FeederLink>,
    /// Organizations.
    pub organizations: Vec<Organization>,
    /// Services.
    pub services: Vec<Service>,
    /// Locations.
    pub locations: Vec<Location>,
    /// Services at locations.
    pub services_at_locations: Vec<ServiceAtLocation>,
    /// Assets.
    pub assets: Vec<Asset>,
    /// The map's background.
    pub context: Vec<ContextFeature>,
    /// Responses of all waves.
    pub responses: Vec<Response>,
}

impl Records {
    /// Sorts records of all kinds into their lists, each by ascending id.
    pub fn collect(district: Option<District>, records: impl IntoIterator<Item = Record>) -> Self {
        let mut all = Self {
            district,
            ..Self::default()
        };
        for record in records {
            match record {
                Record::School(r) => all.schools.push(r),
                Record::AttendanceZone(r) => all.zones.push(r),
                Record::Neighborhood(r) => all.neighborhoods.push(r),
                Record::PopulationArea(r) => all.population.push(r),
                Record::FeederLink(r) => all.feeder_links.push(r),
                Record::Organization(r) => all.organizations.push(r),
                Record::Service(r) => all.services.push(*r),
                Record::Location(r) => all.locations.push(r),
                Record::ServiceAtLocation(r) => all.services_at_locations.push(r),
                Record::Asset(r) => all.assets.push(r),
                Record::Context(r) => all.context.push(r),
                Record::Response(r) => all.responses.push(*r),
            }
        }
        all.sort();
        all
    }

    fn sort(&mut self) {
        self.schools.sort_by(|a, b| a.id.cmp(&b.id));
        self.zones.sort_by(|a, b| a.id.cmp(&b.id));
        self.neighborhoods.sort_by(|a, b| a.id.cmp(&b.id));
        self.population.sort_by(|a, b| a.id.cmp(&b.id));
        self.feeder_links.sort_by(|a, b| {
            (&a.from_school_id, &a.to_school_id).cmp(&(&b.from_school_id, &b.to_school_id))
        });
        self.organizations.sort_by(|a, b| a.id.cmp(&b.id));
        self.services.sort_by(|a, b| a.id.cmp(&b.id));
        self.locations.sort_by(|a, b| a.id.cmp(&b.id));
        self.services_at_locations.sort_by(|a, b| a.id.cmp(&b.id));
        self.assets.sort_by(|a, b| a.id.cmp(&b.id));
        self.context.sort_by(|a, b| a.id.cmp(&b.id));
        self.responses.sort_by(|a, b| a.id.cmp(&b.id));
    }
}
