//! Identifiers. Each kind is a type of its own, so that one cannot be passed for another.
//!
//! Ids are text, compared as UTF-8 bytes: codes keep their leading zeros and `"10"` comes before `"9"`.

use crate::BadValue;
use serde::{Deserialize, Serialize};

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadValue;
            fn try_from(text: String) -> Result<Self, BadValue> {
                if text.is_empty() {
                    return Err(BadValue::new(text, "an id, which has at least one character"));
                }
                Ok(Self(text))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = BadValue;
            fn try_from(text: &str) -> Result<Self, BadValue> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id_type! {
    /// A school.
    SchoolId,
    /// An attendance zone.
    ZoneId,
    /// A neighborhood.
    NeighborhoodId,
    /// A population area (a census block group, for example).
    PopulationAreaId,
    /// A feature of the map's background.
    ContextId,
    /// An asset: an organization or place that may become a partner.
    AssetId,
    /// An HSDS organization.
    OrganizationId,
    /// An HSDS service.
    ServiceId,
    /// An HSDS location.
    LocationId,
    /// An HSDS service_at_location: a site.
    SiteId,
    /// One survey response.
    ResponseId,
    /// One need of one response.
    NeedId,
    /// One round of a survey.
    Wave,
    /// A need category; on bare files any word.
    CategoryId,
}
