//! Sites.

use crate::Published;
use model::LonLat;
use model::directory::{Location, Organization, Service, ServiceAtLocation};
use model::hours::WeekHours;
use model::ids::{CategoryId, SiteId};
use model::language::Language;
use model::units::Micro;
use serde::Serialize;
use std::collections::BTreeSet;

/// The records that make up a site.
#[derive(Debug, Clone, Copy)]
pub struct SiteParts<'a> {
    /// The site itself.
    pub site: &'a ServiceAtLocation,
    /// The service offered.
    pub service: &'a Service,
    /// Who offers it.
    pub organization: &'a Organization,
    /// Where it is offered.
    pub location: &'a Location,
}

/// A site whose place is no secret.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicSite {
    /// Its id.
    pub id: SiteId,
    /// The location's name, else the service's.
    pub name: String,
    /// The organization's name.
    pub organization: String,
    /// The service's name.
    pub service: String,
    /// The need categories that it answers.
    pub categories: BTreeSet<CategoryId>,
    /// Languages spoken; empty when not known.
    pub languages: BTreeSet<Language>,
    /// Opening hours, else the source's own words for them.
    pub hours: Option<String>,
    /// Price; 0 is free.
    pub cost: Option<f64>,
    /// Places available.
    pub capacity: Option<f64>,
    /// Youngest age served, in years.
    pub min_age: Option<f64>,
    /// Oldest age served, in years.
    pub max_age: Option<f64>,
    /// Arrangements for disabled people.
    pub accessibility: BTreeSet<String>,
    /// The web address of the service, else of the organization.
    pub url: Option<String>,
    /// A telephone number for the public.
    pub phone: Option<String>,
    /// The day on which somebody last made sure of the record.
    pub last_verified: Option<String>,
    /// Where it stands; a reply shows it as geometry.
    #[serde(skip)]
    pub position: Option<LonLat>,
}

impl PublicSite {
    /// The site as the public sees it; nothing when its location is confidential: then no field of it is shown, since a
    /// name or a telephone number leads to the place as well as coordinates do.
    pub fn open(parts: SiteParts<'_>) -> Option<Published<Self>> {
        let SiteParts {
            site,
            service,
            organization,
            location,
        } = parts;
        if location.is_confidential {
            return None;
        }
        let (here, general) = (&site.offer, &service.offer);
        let languages = if here.languages.is_empty() {
            &general.languages
        } else {
            &here.languages
        };
        let hours = here.hours.as_ref().or(general.hours.as_ref());
        Some(Published::new(Self {
            id: site.id.clone(),
            name: location
                .name
                .clone()
                .unwrap_or_else(|| service.name.clone()),
            organization: organization.name.clone(),
            service: service.name.clone(),
            categories: service.categories.clone(),
            languages: languages.clone(),
            hours: hours
                .map(WeekHours::to_string)
                .or_else(|| service.hours_text.clone()),
            cost: here.cost.or(general.cost).map(Micro::as_f64),
            capacity: here.capacity.or(general.capacity).map(Micro::as_f64),
            min_age: service.minimum_age.map(Micro::as_f64),
            max_age: service.maximum_age.map(Micro::as_f64),
            accessibility: location.accessibility.clone(),
            url: service.url.clone().or_else(|| organization.url.clone()),
            phone: service.phone.clone(),
            last_verified: service.last_verified.clone(),
            position: location.position,
        }))
    }
}
