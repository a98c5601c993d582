//! The records of a district, as they come from the store.

use crate::list::List;
use crate::next::Change;
use model::directory::{Location, Organization, Service, ServiceAtLocation};
use model::place::{Asset, ContextFeature, Neighborhood, PopulationArea};
use model::record::{District, Record, RecordKind};
use model::school::{AttendanceZone, FeederLink, School};
use model::survey::Response;
use std::sync::Arc;

/// Active records by kind, each list by ascending id. Lists and records are shared, so that a copy costs next to nothing.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// The district itself, once it is named.
    pub district: Option<District>,
    /// Schools.
    pub schools: List<School>,
    /// Attendance zones of all levels.
    pub zones: List<AttendanceZone>,
    /// Neighborhoods.
    pub neighborhoods: List<Neighborhood>,
    /// Areas with counts of children.
    pub population: List<PopulationArea>,
    /// The district's own feeder table.
    pub feeder_links: List<FeederLink>,
    /// Organizations.
    pub organizations: List<Organization>,
    /// Services.
    pub services: List<Service>,
    /// Locations.
    pub locations: List<Location>,
    /// Services at locations.
    pub services_at_locations: List<ServiceAtLocation>,
    /// Assets.
    pub assets: List<Asset>,
    /// The map's background.
    pub context: List<ContextFeature>,
    /// Responses of all waves.
    pub responses: List<Response>,
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
                Record::School(r) => all.schools.push(Arc::new(r)),
                Record::AttendanceZone(r) => all.zones.push(Arc::new(r)),
                Record::Neighborhood(r) => all.neighborhoods.push(Arc::new(r)),
                Record::PopulationArea(r) => all.population.push(Arc::new(r)),
                Record::FeederLink(r) => all.feeder_links.push(Arc::new(r)),
                Record::Organization(r) => all.organizations.push(Arc::new(r)),
                Record::Service(r) => all.services.push(Arc::new(*r)),
                Record::Location(r) => all.locations.push(Arc::new(r)),
                Record::ServiceAtLocation(r) => all.services_at_locations.push(Arc::new(r)),
                Record::Asset(r) => all.assets.push(Arc::new(r)),
                Record::Context(r) => all.context.push(Arc::new(r)),
                Record::Response(r) => all.responses.push(Arc::new(*r)),
            }
        }
        all.sort();
        all
    }

    /// The records of the directory, confidential ones among them.
    pub fn directory(&self) -> model::hsds::Parts<'_> {
        fn all<T>(list: &List<T>) -> Vec<&T> {
            list.iter().map(|record| &**record).collect()
        }
        model::hsds::Parts {
            organizations: all(&self.organizations),
            services: all(&self.services),
            locations: all(&self.locations),
            services_at_locations: all(&self.services_at_locations),
        }
    }

    /// Makes one change, keeping the order.
    pub(crate) fn make(&mut self, change: Change) {
        match change {
            Change::District(district) => self.district = Some(district),
            Change::Put(record) => {
                self.remove(record.kind(), &record.id());
                self.merge(Self::collect(None, [record]));
            }
            Change::Remove(kind, id) => self.remove(kind, &id),
        }
    }

    /// Where the record of a service, an organization or a location stands in memory, by which sites know it.
    pub(crate) fn address_of(&self, kind: RecordKind, id: &str) -> Option<usize> {
        fn address<T: Keyed>(list: &[Arc<T>], id: &str) -> Option<usize> {
            T::find(list, id).map(|place| Arc::as_ptr(&list[place]) as usize)
        }
        match kind {
            RecordKind::Service => address(&self.services, id),
            RecordKind::Organization => address(&self.organizations, id),
            RecordKind::Location => address(&self.locations, id),
            _ => None,
        }
    }

    fn merge(&mut self, other: Self) {
        merge(&mut self.schools, other.schools);
        merge(&mut self.zones, other.zones);
        merge(&mut self.neighborhoods, other.neighborhoods);
        merge(&mut self.population, other.population);
        merge(&mut self.feeder_links, other.feeder_links);
        merge(&mut self.organizations, other.organizations);
        merge(&mut self.services, other.services);
        merge(&mut self.locations, other.locations);
        merge(&mut self.services_at_locations, other.services_at_locations);
        merge(&mut self.assets, other.assets);
        merge(&mut self.context, other.context);
        merge(&mut self.responses, other.responses);
    }

    fn remove(&mut self, kind: RecordKind, id: &str) {
        match kind {
            RecordKind::School => remove(&mut self.schools, id),
            RecordKind::AttendanceZone => remove(&mut self.zones, id),
            RecordKind::Neighborhood => remove(&mut self.neighborhoods, id),
            RecordKind::PopulationArea => remove(&mut self.population, id),
            RecordKind::FeederLink => remove(&mut self.feeder_links, id),
            RecordKind::Organization => remove(&mut self.organizations, id),
            RecordKind::Service => remove(&mut self.services, id),
            RecordKind::Location => remove(&mut self.locations, id),
            RecordKind::ServiceAtLocation => remove(&mut self.services_at_locations, id),
            RecordKind::Asset => remove(&mut self.assets, id),
            RecordKind::Context => remove(&mut self.context, id),
            RecordKind::Response => remove(&mut self.responses, id),
        }
    }

    fn sort(&mut self) {
        sort(&mut self.schools);
        sort(&mut self.zones);
        sort(&mut self.neighborhoods);
        sort(&mut self.population);
        sort(&mut self.feeder_links);
        sort(&mut self.organizations);
        sort(&mut self.services);
        sort(&mut self.locations);
        sort(&mut self.services_at_locations);
        sort(&mut self.assets);
        sort(&mut self.context);
        sort(&mut self.responses);
    }
}

/// A record with a key that orders its list.
trait Keyed {
    /// The id; two schools for a row of the feeder table.
    fn key(&self) -> (&str, &str);

    /// The place in an ordered list of the record that the store knows by this id.
    fn find(list: &[Arc<Self>], id: &str) -> Option<usize> {
        list.binary_search_by(|record| record.key().0.cmp(id)).ok()
    }
}

macro_rules! keyed_by_id {
    ($($name:ident),+) => {$(
        impl Keyed for $name {
            fn key(&self) -> (&str, &str) {
                (self.id.as_str(), "")
            }
        }
    )+};
}

keyed_by_id!(
    School,
    AttendanceZone,
    Neighborhood,
    PopulationArea,
    Organization,
    Service,
    Location,
    ServiceAtLocation,
    Asset,
    ContextFeature,
    Response
);

impl Keyed for FeederLink {
    fn key(&self) -> (&str, &str) {
        (self.from_school_id.as_str(), self.to_school_id.as_str())
    }

    fn find(list: &[Arc<Self>], id: &str) -> Option<usize> {
        let is_it = |link: &Arc<Self>| Record::FeederLink(Self::clone(link)).id() == id;
        list.iter().position(is_it)
    }
}

fn sort<T: Keyed>(list: &mut [Arc<T>]) {
    list.sort_by(|a, b| a.key().cmp(&b.key()));
}

/// Puts records that are not there yet into their places.
fn merge<T: Keyed>(list: &mut List<T>, new: List<T>) {
    for record in &new {
        let place = list.partition_point(|other| other.key() < record.key());
        list.insert(place, Arc::clone(record));
    }
}

fn remove<T: Keyed>(list: &mut List<T>, id: &str) {
    if let Some(place) = T::find(list, id) {
        list.remove(place);
    }
}
