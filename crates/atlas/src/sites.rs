//! Sites: services at locations, joined with what their service, location and organization say.

use crate::Atlas;
use crate::data::Records;
use disclosure::views::SiteParts;
use matching::Supply;
use model::analysis::Site;
use model::directory::{LocationType, Offer, ServiceStatus};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the records of one site stand in the lists of [`Records`].
#[derive(Debug, Clone, Copy)]
pub struct SiteRecords {
    link: usize,
    service: usize,
    organization: usize,
    location: usize,
}

impl Atlas {
    /// How many sites there are.
    pub fn n_sites(&self) -> usize {
        self.sites.len()
    }

    /// The records of a site by its number in the supply.
    pub fn site(&self, number: usize) -> SiteParts<'_> {
        self.sites[number].parts(&self.records)
    }

    /// The records of every site, in the order of the supply.
    pub fn sites(&self) -> impl Iterator<Item = SiteParts<'_>> {
        self.sites.iter().map(|site| site.parts(&self.records))
    }
}

impl SiteRecords {
    fn parts(self, records: &Records) -> SiteParts<'_> {
        SiteParts {
            site: &records.services_at_locations[self.link],
            service: &records.services[self.service],
            organization: &records.organizations[self.organization],
            location: &records.locations[self.location],
        }
    }
}

/// Joins the directory: records and supply in the same order, by site id.
///
/// Services that do not run are left out, and so are sites of which a record is gone; the state of the data counts those.
pub(crate) fn join(records: &Records) -> (Vec<SiteRecords>, Supply) {
    let numbers = |ids: Vec<&str>| -> BTreeMap<String, usize> {
        ids.into_iter().map(str::to_owned).zip(0..).collect()
    };
    let services = numbers(
        records
            .services
            .iter()
            .map(|service| service.id.as_str())
            .collect(),
    );
    let organizations = numbers(
        records
            .organizations
            .iter()
            .map(|org| org.id.as_str())
            .collect(),
    );
    let locations = numbers(
        records
            .locations
            .iter()
            .map(|location| location.id.as_str())
            .collect(),
    );
    let join_one = |(link, record): (usize, &model::directory::ServiceAtLocation)| {
        let service = *services.get(record.service_id.as_str())?;
        let organization =
            *organizations.get(records.services[service].organization_id.as_str())?;
        let location = *locations.get(record.location_id.as_str())?;
        let is_running = records.services[service].status == ServiceStatus::Active;
        is_running.then_some(SiteRecords {
            link,
            service,
            organization,
            location,
        })
    };
    let sites: Vec<_> = records
        .services_at_locations
        .iter()
        .enumerate()
        .filter_map(join_one)
        .collect();
    let supply = Supply::build(
        sites
            .iter()
            .map(|site| for_matching(site.parts(records)))
            .collect(),
    );
    (sites, supply)
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
