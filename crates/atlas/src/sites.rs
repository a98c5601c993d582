//! Sites: services at locations, joined with what their service, location and organization say.

use crate::Atlas;
use crate::data::Records;
use disclosure::views::SiteParts;
use model::analysis::Site;
use model::directory::{
    Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
};
use model::ids::SiteId;
use std::sync::Arc;

/// The records of one site.
#[derive(Debug, Clone)]
pub(crate) struct SiteRecords {
    site: Arc<ServiceAtLocation>,
    service: Arc<Service>,
    organization: Arc<Organization>,
    location: Arc<Location>,
}

impl Atlas {
    /// How many sites there are.
    pub fn n_sites(&self) -> usize {
        self.sites.len()
    }

    /// The records of a site by its number in the supply.
    pub fn site(&self, number: usize) -> SiteParts<'_> {
        self.sites[number].parts()
    }

    /// The records of every site, in the order of the supply.
    pub fn sites(&self) -> impl Iterator<Item = SiteParts<'_>> {
        self.sites.iter().map(SiteRecords::parts)
    }
}

impl SiteRecords {
    pub(crate) fn id(&self) -> &SiteId {
        &self.site.id
    }

    /// Whether both are of the very same records.
    pub(crate) fn are_those_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.site, &other.site)
            && Arc::ptr_eq(&self.service, &other.service)
            && Arc::ptr_eq(&self.organization, &other.organization)
            && Arc::ptr_eq(&self.location, &other.location)
    }

    /// The site as matching sees it.
    pub(crate) fn for_matching(&self) -> Site {
        for_matching(self.parts())
    }

    fn parts(&self) -> SiteParts<'_> {
        SiteParts {
            site: &self.site,
            service: &self.service,
            organization: &self.organization,
            location: &self.location,
        }
    }
}

/// Joins the directory, by site id.
///
/// Services that do not run are left out, and so are sites of which a record is gone; the state of the data counts those.
pub(crate) fn join(records: &Records) -> Vec<SiteRecords> {
    let join_one = |site: &Arc<ServiceAtLocation>| {
        let services = &records.services;
        let service = services
            .binary_search_by(|service| service.id.cmp(&site.service_id))
            .ok()?;
        let service = &services[service];
        let organizations = &records.organizations;
        let organization = organizations
            .binary_search_by(|org| org.id.cmp(&service.organization_id))
            .ok()?;
        let locations = &records.locations;
        let location = locations
            .binary_search_by(|place| place.id.cmp(&site.location_id))
            .ok()?;
        (service.status == ServiceStatus::Active).then(|| SiteRecords {
            site: Arc::clone(site),
            service: Arc::clone(service),
            organization: Arc::clone(&organizations[organization]),
            location: Arc::clone(&locations[location]),
        })
    };
    records
        .services_at_locations
        .iter()
        .filter_map(join_one)
        .collect()
}

fn for_matching(parts: SiteParts<'_>) -> Site {
    let SiteParts {
        site,
        service,
        organization,
        location,
    } = parts;
    let (here, everywhere): (&Offer, &Offer) = (&site.offer, &service.offer);
    let languages = if here.languages.is_empty() {
        &everywhere.languages
    } else {
        &here.languages
    };
    Site {
        id: site.id.clone(),
        organization_id: Some(organization.id.clone()),
        position: location.position,
        is_virtual: location.location_type == LocationType::Virtual,
        categories: Arc::new(service.categories.clone()),
        languages: Arc::new(languages.clone()),
        has_interpreter: service.has_interpreter,
        hours: here
            .hours
            .clone()
            .or_else(|| everywhere.hours.clone())
            .map(Arc::new),
        min_age: service.minimum_age,
        max_age: service.maximum_age,
        service_area: service.service_area.clone().map(Arc::new),
        cost: here.cost.or(everywhere.cost),
        capacity: here.capacity.or(everywhere.capacity),
        accessibility: Arc::new(location.accessibility.clone()),
    }
}
