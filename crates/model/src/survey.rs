//! The demand side: responses of families to one wave of a survey.
//!
//! These are personal data. They serialize for the store alone; nothing here can become a `Published` value.

use crate::hours::WeekHours;
use crate::ids::{CategoryId, OrganizationId, ResponseId, SchoolId, Wave};
use crate::language::Language;
use crate::units::Micro;
use crate::{BadValue, LonLat};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a family travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// On foot.
    Walk,
    /// By bicycle.
    Bike,
    /// By car.
    Drive,
    /// By bus or train.
    Transit,
}

impl Mode {
    /// The mode's word in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Bike => "bike",
            Self::Drive => "drive",
            Self::Transit => "transit",
        }
    }

    /// Reads `walk`, `bike`, `drive` or `transit`.
    ///
    /// # Errors
    /// For any other word.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        [Self::Walk, Self::Bike, Self::Drive, Self::Transit]
            .into_iter()
            .find(|mode| mode.as_str() == text)
            .ok_or_else(|| BadValue::new(text, "a mode: walk, bike, drive or transit"))
    }
}

/// One family's answer sheet in one wave.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Its id.
    pub id: ResponseId,
    /// The round of the survey.
    pub wave: Wave,
    /// The home.
    pub home: Option<LonLat>,
    /// The school that the child attends.
    pub school_id: Option<SchoolId>,
    /// Languages in which the family can be served; empty when not stated.
    pub languages: BTreeSet<Language>,
    /// Families that this answer stands for.
    pub weight: Micro,
    /// The categories asked for.
    pub needs: BTreeSet<CategoryId>,
    /// When the family can come.
    pub times: Option<WeekHours>,
    /// How it travels; the category's default when not stated.
    pub mode: Option<Mode>,
    /// The longest way it accepts, in minutes; the category's default when not stated.
    pub max_minutes: Option<Micro>,
    /// The most it can pay.
    pub max_cost: Option<Micro>,
    /// The child's age in years.
    pub child_age: Option<Micro>,
    /// Arrangements that the family needs; empty means nothing asked for.
    pub accessibility: BTreeSet<String>,
    /// How pressing it is; larger goes first.
    pub severity: Micro,
    /// Organizations that the family trusts.
    pub trusted: BTreeSet<OrganizationId>,
    /// Whether a computer drew this answer.
    pub is_simulated: bool,
}

impl std::fmt::Debug for Response {
    /// The wave only: a response in a log or a panic message must not show a family.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("wave", &self.wave)
            .finish_non_exhaustive()
    }
}
