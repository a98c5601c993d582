//! Sites: services at locations, joined with what their service, location and organization say.

use crate::data::Records;
use matching::Supply;
use model::analysis::Site;
use model::directory::{
    Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
};
use std::collections::BTreeMap;

/// A site with everything that people are shown of it.
#[derive(Debug, Clone)]
pub struct SiteDetail {
    /// As matching sees it.
    pub site: Site,
    /// The service's name.
    pub service_name: String,
    /// The organization's name.
    pub organization_name: String,
    /// The service's web address, else the organization's.
    pub url: Option<String>,
    /// A telephone number for the public.
    pub phone: Option<String>,
    /// Its street address.
    pub address: Option<String>,
    /// Hours as the source writes them, where they cannot be computed with.
    pub hours_text: Option<String>,
    /// When somebody last made sure of the record, YYYY-MM-DD.
    pub last_verified: Option<String>,
    /// Whether the place is kept out of sight.
    pub is_confidential: bool,
}

/// Joins the directory: details and supply, in the same order, by site id. Services that do not run are left out.
pub fn join(records: &Records) -> (Vec<SiteDetail>, Supply) {
    let services: BTreeMap<_, _> = records
        .services
        .iter()
        .map(|service| (&service.id, service))
        .collect();
    let locations: BTreeMap<_, _> = records
        .locations
        .iter()
        .map(|location| (&location.id, location))
        .collect();
    let organizations: BTreeMap<_, _> = records
        .organizations
        .iter()
        .map(|org| (&org.id, org))
        .collect();
    let details: Vec<_> = records
        .services_at_locations
        .iter()
        .filter_map(|link| {
            let service = services.get(&link.service_id)?;
            let organization = organizations.get(&service.organization_id);
            let is_running = service.status == ServiceStatus::Active;
            is_running.then(|| {
                detail(
                    link,
                    service,
                    locations.get(&link.location_id).copied(),
                    organization.copied(),
                )
            })
        })
        .collect();
    let supply = Supply::build(details.iter().map(|detail| detail.site.clone()).collect());
    (details, supply)
}

fn detail(
    link: &ServiceAtLocation,
    service: &Service,
    location: Option<&Location>,
    organization: Option<&Organization>,
) -> SiteDetail {
    SiteDetail {
        site: site(link, service, location),
        service_name: service.name.clone(),
        organization_name: organization.map_or_else(
            || service.organization_id.to_string(),
            |org| org.name.clone(),
        ),
        url: service.url.clone().or_else(|| organization?.url.clone()),
        phone: service.phone.clone(),
        address: location.and_then(|location| location.address.clone()),
        hours_text: service.hours_text.clone(),
        last_verified: service.last_verified.clone(),
        is_confidential: location.is_some_and(|location| location.is_confidential),
    }
}

fn site(link: &ServiceAtLocation, service: &Service, location: Option<&Location>) -> Site {
    let (here, everywhere): (&Offer, &Offer) = (&link.offer, &service.offer);
    Site {
        id: link.id.clone(),
        organization_id: Some(service.organization_id.clone()),
        position: location.and_then(|location| location.position),
        is_virtual: location
            .is_some_and(|location| location.location_type == LocationType::Virtual),
        categories: service.categories.clone(),
        languages: if here.languages.is_empty() {
            everywhere.languages.clone()
        } else {
            here.languages.clone()
        },
        has_interpreter: service.has_interpreter,
        hours: here.hours.clone().or_else(|| everywhere.hours.clone()),
        min_age: service.minimum_age,
        max_age: service.maximum_age,
        cost: here.cost.or(everywhere.cost),
        capacity: here.capacity.or(everywhere.capacity),
        accessibility: location
            .map(|location| location.accessibility.clone())
            .unwrap_or_default(),
    }
}
