//! Records as the store keeps them, and the changes between two states.

use crate::directory::{Location, Organization, Service, ServiceAtLocation};
use crate::place::{Asset, ContextFeature, Neighborhood, PopulationArea};
use crate::school::{AttendanceZone, FeederLink, School};
use crate::survey::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a record is. Ids are unique within a kind over all sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// A [`School`].
    School,
    /// An [`AttendanceZone`].
    AttendanceZone,
    /// A [`Neighborhood`].
    Neighborhood,
    /// A [`PopulationArea`].
    PopulationArea,
    /// A [`FeederLink`].
    FeederLink,
    /// An [`Organization`].
    Organization,
    /// A [`Service`].
    Service,
    /// A [`Location`].
    Location,
    /// A [`ServiceAtLocation`].
    ServiceAtLocation,
    /// An [`Asset`].
    Asset,
    /// A [`ContextFeature`].
    Context,
    /// A [`Response`].
    Response,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::School,
        Self::AttendanceZone,
        Self::Neighborhood,
        Self::PopulationArea,
        Self::FeederLink,
        Self::Organization,
        Self::Service,
        Self::Location,
        Self::ServiceAtLocation,
        Self::Asset,
        Self::Context,
        Self::Response,
    ];

    /// The kind's word in the store and in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::AttendanceZone => "attendance-zone",
            Self::Neighborhood => "neighborhood",
            Self::PopulationArea => "population-area",
            Self::FeederLink => "feeder-link",
            Self::Organization => "organization",
            Self::Service => "service",
            Self::Location => "location",
            Self::ServiceAtLocation => "service-at-location",
            Self::Asset => "asset",
            Self::Context => "context",
            Self::Response => "response",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Where a record comes from, and when it last changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The source that brought it last.
    pub source: Arc<str>,
    /// When it became what it is, RFC 3339.
    pub changed_at: String,
    /// When it had changed before that; nothing when it has been so from its first day.
    pub changed_before: Option<String>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "kebab-case")]
pub enum Record {
    /// A school.
    School(School),
    /// An attendance zone.
    AttendanceZone(AttendanceZone),
    /// A neighborhood.
    Neighborhood(Neighborhood),
    /// A population area.
    PopulationArea(PopulationArea),
    /// A row of the feeder table.
    FeederLink(FeederLink),
    /// An organization.
    Organization(Organization),
    /// A service.
    Service(Box<Service>),
    /// A location.
    Location(Location),
    /// A site.
    ServiceAtLocation(ServiceAtLocation),
    /// An asset.
    Asset(Asset),
    /// A feature of the background.
    Context(ContextFeature),
    /// A response.
    Response(Box<Response>),
}

impl Record {
    /// What the record is.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::School(_) => RecordKind::School,
            Self::AttendanceZone(_) => RecordKind::AttendanceZone,
            Self::Neighborhood(_) => RecordKind::Neighborhood,
            Self::PopulationArea(_) => RecordKind::PopulationArea,
            Self::FeederLink(_) => RecordKind::FeederLink,
            Self::Organization(_) => RecordKind::Organization,
            Self::Service(_) => RecordKind::Service,
            Self::Location(_) => RecordKind::Location,
            Self::ServiceAtLocation(_) => RecordKind::ServiceAtLocation,
            Self::Asset(_) => RecordKind::Asset,
            Self::Context(_) => RecordKind::Context,
            Self::Response(_) => RecordKind::Response,
        }
    }

    /// The record's id, unique within its kind.
    pub fn id(&self) -> String {
        match self {
            Self::School(r) => r.id.to_string(),
            Self::AttendanceZone(r) => r.id.to_string(),
            Self::Neighborhood(r) => r.id.to_string(),
            Self::PopulationArea(r) => r.id.to_string(),
            Self::FeederLink(r) => format!("{}>{}", r.from_school_id, r.to_school_id),
            Self::Organization(r) => r.id.to_string(),
            Self::Service(r) => r.id.to_string(),
            Self::Location(r) => r.id.to_string(),
            Self::ServiceAtLocation(r) => r.id.to_string(),
            Self::Asset(r) => r.id.to_string(),
            Self::Context(r) => r.id.to_string(),
            Self::Response(r) => r.id.to_string(),
        }
    }
}

/// The district itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Its name.
    pub name: String,
    /// Its IANA time zone; opening hours are read in it.
    pub time_zone: String,
}
