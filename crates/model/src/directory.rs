//! The supply side, in the words of HSDS 3.1.

use crate::LonLat;
use crate::geometry::Surface;
use crate::hours::WeekHours;
use crate::ids::{CategoryId, LocationId, OrganizationId, ServiceId, SiteId};
use crate::language::Language;
use crate::units::Micro;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An organization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// Its web address.
    pub url: Option<String>,
}

/// Whether a service runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceStatus {
    /// It runs.
    Active,
    /// It does not run now.
    Inactive,
    /// It has ended.
    Defunct,
    /// It pauses.
    TemporarilyClosed,
}

/// What HSDS says of a service and, where it says otherwise, of a service at one location.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Offer {
    /// Opening hours (schedules).
    pub hours: Option<WeekHours>,
    /// Languages spoken; empty when not stated.
    pub languages: BTreeSet<Language>,
    /// The lowest price asked, in the district's currency (cost_options); 0 is free.
    pub cost: Option<Micro>,
    /// Places available (service_capacity `available`).
    pub capacity: Option<Micro>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Who offers it.
    pub organization_id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// Its web address.
    pub url: Option<String>,
    /// Whether it runs.
    pub status: ServiceStatus,
    /// The need categories that it answers; empty when none is known.
    pub categories: BTreeSet<CategoryId>,
    /// Youngest age served, in years.
    pub minimum_age: Option<Micro>,
    /// Oldest age served, in years.
    pub maximum_age: Option<Micro>,
    /// The provider's own words on who may come.
    pub eligibility_description: Option<String>,
    /// Where families must live to be served (service_area with an extent); anywhere when not stated as an area.
    #[serde(default)]
    pub service_area: Option<Surface>,
    /// Hours, languages, cost and places, wherever it is offered.
    pub offer: Offer,
    /// Hours as the source writes them, when they are not in a form that can be computed with.
    pub hours_text: Option<String>,
    /// Whether interpreters are offered for any language.
    pub has_interpreter: bool,
    /// The day on which somebody last made sure of the record (`assured_date`), YYYY-MM-DD.
    pub last_verified: Option<String>,
    /// A telephone number for the public.
    pub phone: Option<String>,
}

/// What sort of place a location is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocationType {
    /// A place to go to.
    Physical,
    /// A mail address only.
    Postal,
    /// Reached without travel.
    Virtual,
}

/// A location.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Its id.
    pub id: LocationId,
    /// What sort of place it is.
    pub location_type: LocationType,
    /// Its name.
    pub name: Option<String>,
    /// Its street address.
    pub address: Option<String>,
    /// Where it stands.
    pub position: Option<LonLat>,
    /// Arrangements for disabled people; empty when not stated.
    pub accessibility: BTreeSet<String>,
    /// Whether its owner keeps it out of the public's sight (a shelter): used for matching, shown to nobody at its place.
    pub is_confidential: bool,
}

/// One service at one location: a site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceAtLocation {
    /// Its id.
    pub id: SiteId,
    /// The service.
    pub service_id: ServiceId,
    /// Where it is offered.
    pub location_id: LocationId,
    /// What differs here from the service's own offer; unknown fields fall back to the service's.
    pub offer: Offer,
}
