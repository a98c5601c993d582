//! Sites: services at locations, joined with what their service, location and organization say.

use crate::Atlas;
use crate::data::Records;
use crate::list::List;
use disclosure::views::SiteParts;
use model::analysis::Site;
use model::directory::{
    Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
};
use model::ids::SiteId;
use std::collections::BTreeSet;
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
        self.sites.iter().map(|site| site.parts())
    }
}

impl SiteRecords {
    pub(crate) fn id(&self) -> &SiteId {
        &self.site.id
    }

    /// Whether its service, organization or location is one of those at these addresses.
    fn has_any(&self, addresses: &BTreeSet<usize>) -> bool {
        let own = [
            Arc::as_ptr(&self.service) as usize,
            Arc::as_ptr(&self.organization) as usize,
            Arc::as_ptr(&self.location) as usize,
        ];
        own.iter().any(|address| addresses.contains(address))
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
pub(crate) fn join(records: &Records) -> List<SiteRecords> {
    let links = records.services_at_locations.iter();
    links.filter_map(|link| join_one(records, link)).collect()
}

/// The same, after the services, organizations and locations that had the addresses `gone` are other ones: what they do not touch is as in `old`.
pub(crate) fn join_again(
    old: &List<SiteRecords>,
    records: &Records,
    gone: &BTreeSet<usize>,
) -> List<SiteRecords> {
    let mut old = old.iter().peekable();
    let join_again = |link: &Arc<ServiceAtLocation>| {
        let is_before =
            |old: &&Arc<SiteRecords>| !Arc::ptr_eq(&old.site, link) && old.site.id < link.id;
        while old.next_if(is_before).is_some() {}
        let known = old.next_if(|old| Arc::ptr_eq(&old.site, link));
        match known.filter(|known| !known.has_any(gone)) {
            Some(known) => Some(Arc::clone(known)),
            None => join_one(records, link),
        }
    };
    let links = records.services_at_locations.iter();
    links.filter_map(join_again).collect()
}

fn join_one(records: &Records, link: &Arc<ServiceAtLocation>) -> Option<Arc<SiteRecords>> {
    let services = &records.services;
    let service = services.binary_search_by(|service| service.id.cmp(&link.service_id));
    let service = &services[service.ok()?];
    let organizations = &records.organizations;
    let organization = organizations.binary_search_by(|org| org.id.cmp(&service.organization_id));
    let organization = &organizations[organization.ok()?];
    let locations = &records.locations;
    let location = locations.binary_search_by(|place| place.id.cmp(&link.location_id));
    let location = &locations[location.ok()?];
    (service.status == ServiceStatus::Active).then(|| {
        Arc::new(SiteRecords {
            site: Arc::clone(link),
            service: Arc::clone(service),
            organization: Arc::clone(organization),
            location: Arc::clone(location),
        })
    })
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
