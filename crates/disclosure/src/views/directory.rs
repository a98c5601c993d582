//! The directory in the words of HSDS.

use crate::Published;
use model::hsds::{Directory, Parts, Setting};
use std::collections::{BTreeMap, BTreeSet};

/// The directory as the public sees it.
#[derive(Debug)]
pub struct PublicDirectory;

impl PublicDirectory {
    /// The directory without what leads to a confidential place: the place itself, what is offered there, services of which no
    /// other place is known, and organizations of which no other service is. A service that names no place at all stays, and so does an
    /// organization without services.
    ///
    /// What is left out is in no list, no count and no answer; nothing else depends on it.
    pub fn open<'a>(parts: &Parts<'a>, setting: Setting<'a>) -> Published<Directory> {
        let public = without_confidential(parts);
        Published::new(Directory::build(&public, setting))
    }
}

fn without_confidential<'a>(parts: &Parts<'a>) -> Parts<'a> {
    let mut public = parts.clone();
    public
        .locations
        .retain(|location| !location.is_confidential);
    let locations: BTreeSet<_> = public
        .locations
        .iter()
        .map(|location| &location.id)
        .collect();
    // A site whose location is gone may have been at a confidential one, so it does not count as public.
    public
        .services_at_locations
        .retain(|site| locations.contains(&site.location_id));
    let is_shown = |has_any: bool, has_public: bool| has_public || !has_any;
    let placed: BTreeSet<_> = parts
        .services_at_locations
        .iter()
        .map(|site| &site.service_id)
        .collect();
    let in_sight: BTreeSet<_> = public
        .services_at_locations
        .iter()
        .map(|site| &site.service_id)
        .collect();
    public
        .services
        .retain(|service| is_shown(placed.contains(&service.id), in_sight.contains(&service.id)));
    let mut n_services: BTreeMap<_, [u32; 2]> = BTreeMap::new();
    for (services, counted) in [(&parts.services, 0), (&public.services, 1)] {
        for service in services {
            n_services.entry(&service.organization_id).or_default()[counted] += 1;
        }
    }
    public.organizations.retain(|organization| {
        let [all, shown] = n_services
            .get(&organization.id)
            .copied()
            .unwrap_or_default();
        is_shown(all > 0, shown > 0)
    });
    public
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::directory::{
        Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
    };

    fn organization(id: &str) -> Organization {
        Organization {
            id: id.try_into().unwrap(),
            name: format!("organization {id}"),
            description: None,
            url: None,
        }
    }

    fn service(id: &str, organization: &str) -> Service {
        Service {
            id: id.try_into().unwrap(),
            organization_id: organization.try_into().unwrap(),
            name: format!("service {id}"),
            description: None,
            url: None,
            status: ServiceStatus::Active,
            categories: BTreeSet::new(),
            minimum_age: None,
            maximum_age: None,
            eligibility_description: None,
            service_area: None,
            offer: Offer::default(),
            hours_text: None,
            has_interpreter: false,
            last_verified: None,
            phone: None,
        }
    }

    fn location(id: &str, is_confidential: bool) -> Location {
        Location {
            id: id.try_into().unwrap(),
            location_type: LocationType::Physical,
            name: Some(format!("location {id}")),
            address: Some(format!("{id} Street")),
            position: None,
            accessibility: BTreeSet::new(),
            is_confidential,
        }
    }

    fn site(service: &str, location: &str) -> ServiceAtLocation {
        ServiceAtLocation {
            id: format!("{service}@{location}").as_str().try_into().unwrap(),
            service_id: service.try_into().unwrap(),
            location_id: location.try_into().unwrap(),
            offer: Offer::default(),
        }
    }

    fn names(sites: &[ServiceAtLocation]) -> [Vec<String>; 3] {
        let organizations = ["both", "hidden", "none"].map(organization);
        let services = [
            ("open", "both"),
            ("shelter", "hidden"),
            ("two", "both"),
            ("nowhere", "both"),
            ("lost", "hidden"),
        ]
        .map(|(id, organization)| service(id, organization));
        let locations = [location("square", false), location("secret", true)];
        let parts = Parts {
            organizations: organizations.iter().collect(),
            services: services.iter().collect(),
            locations: locations.iter().collect(),
            services_at_locations: sites.iter().collect(),
        };
        let setting = Setting {
            publisher: None,
            time_zone: None,
            origin: &|_, _| None,
        };
        let directory = PublicDirectory::open(&parts, setting);
        let directory = directory.get();
        [
            directory
                .organizations
                .iter()
                .map(|o| o.name.clone())
                .collect(),
            directory.services.iter().map(|s| s.name.clone()).collect(),
            directory
                .service_at_locations
                .iter()
                .filter_map(|s| s.external_identifier.clone())
                .collect(),
        ]
    }

    #[test]
    fn what_stands_only_at_a_confidential_place_is_not_named() {
        let sites = [
            site("open", "square"),
            site("shelter", "secret"),
            site("two", "square"),
            site("two", "secret"),
            site("lost", "gone"),
        ];
        let [organizations, services, sites] = names(&sites);
        assert_eq!(organizations, ["organization both", "organization none"]);
        assert_eq!(services, ["service nowhere", "service open", "service two"]);
        assert_eq!(sites, ["open@square", "two@square"]);
    }
}
