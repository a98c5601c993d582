//! Needs, sites, constraints and the rows of the gap table.

use crate::LonLat;
use crate::geometry::Surface;
use crate::hours::WeekHours;
use crate::ids::{CategoryId, NeedId, OrganizationId, SchoolId, SiteId, Wave};
use crate::language::Language;
use crate::school::Level;
use crate::survey::Mode;
use crate::units::{Micro, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One category that one response asks for.
///
/// What many needs have in common is shared, so that a million of them stay small and cheap to make.
#[derive(Clone, PartialEq)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// The home; unknown when nothing.
    pub position: Option<LonLat>,
    /// What is asked for; nothing matches an unknown category.
    pub category: Option<Arc<CategoryId>>,
    /// Languages in which the family can be served; empty when unknown.
    pub languages: Arc<BTreeSet<Language>>,
    /// When the family can come.
    pub times: Option<Arc<WeekHours>>,
    /// How it travels.
    pub mode: Mode,
    /// The longest way accepted, in minutes; no limit when nothing.
    pub max_minutes: Option<Micro>,
    /// The most it can pay.
    pub max_cost: Option<Micro>,
    /// The child's age in years.
    pub age: Option<Micro>,
    /// How pressing it is; larger goes first.
    pub severity: Severity,
    /// Families that the need stands for.
    pub weight: Micro,
    /// Arrangements asked for; empty means nothing asked for.
    pub accessibility: Arc<BTreeSet<String>>,
    /// Organizations that the family trusts.
    pub trusted: Arc<BTreeSet<OrganizationId>>,
    /// The school attended.
    pub school_id: Option<SchoolId>,
}

impl std::fmt::Debug for Need {
    /// The category and weight only: a need in a log or a panic message must not show a family.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Need")
            .field("category", &self.category)
            .field("weight", &self.weight)
            .finish_non_exhaustive()
    }
}

/// A service at a location, as matching sees it; what many sites have in common is shared.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Who offers it.
    pub organization_id: Option<OrganizationId>,
    /// Where it stands; unknown when nothing.
    pub position: Option<LonLat>,
    /// Reached without travel.
    pub is_virtual: bool,
    /// What it offers.
    pub categories: Arc<BTreeSet<CategoryId>>,
    /// Languages spoken; empty when unknown.
    pub languages: Arc<BTreeSet<Language>>,
    /// Whether interpreters serve every language.
    pub has_interpreter: bool,
    /// Opening hours.
    pub hours: Option<Arc<WeekHours>>,
    /// Youngest age served, in years, included.
    pub min_age: Option<Micro>,
    /// Oldest age served, in years, included.
    pub max_age: Option<Micro>,
    /// Where families must live to be served; anywhere when nothing.
    pub service_area: Option<Arc<Surface>>,
    /// Price; 0 is free.
    pub cost: Option<Micro>,
    /// Places, in units of need weight.
    pub capacity: Option<Micro>,
    /// Arrangements offered; empty when unknown, `none` for none.
    pub accessibility: Arc<BTreeSet<String>>,
}

impl Site {
    /// The position to which a family travels; nothing when it is unknown or there is nothing to travel.
    pub fn travel_position(&self) -> Option<LonLat> {
        self.position.filter(|_| !self.is_virtual)
    }
}

/// One of the seven things that can stand between a need and a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constraint {
    /// Travel cost over the limit.
    Distance,
    /// No common stretch of time long enough.
    Hours,
    /// No language in common.
    Language,
    /// Age, grade, school or residence outside what is served.
    Eligibility,
    /// More than the family can pay.
    Cost,
    /// An arrangement asked for is not offered.
    Accessibility,
    /// No place left.
    Capacity,
}

impl Constraint {
    /// All seven, in the order of the mask's bits.
    pub const ALL: [Self; 7] = [
        Self::Distance,
        Self::Hours,
        Self::Language,
        Self::Eligibility,
        Self::Cost,
        Self::Accessibility,
        Self::Capacity,
    ];

    /// The constraint's word in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Distance => "distance",
            Self::Hours => "hours",
            Self::Language => "language",
            Self::Eligibility => "eligibility",
            Self::Cost => "cost",
            Self::Accessibility => "accessibility",
            Self::Capacity => "capacity",
        }
    }
}

/// A set of constraints as a bit mask: bit 0 distance ... bit 6 capacity. An empty mask means eligible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstraintSet(u8);

impl ConstraintSet {
    /// No constraint.
    pub const EMPTY: Self = Self(0);

    /// Every set, ascending.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..1 << Constraint::ALL.len()).map(Self)
    }

    /// The mask: bit 0 distance ... bit 6 capacity.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The set with `constraint` added when `is_in`.
    #[must_use]
    pub fn with(self, constraint: Constraint, is_in: bool) -> Self {
        Self(self.0 | (u8::from(is_in) << constraint as u8))
    }

    /// Everything in either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many constraints it holds.
    pub fn n_constraints(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it holds `constraint`.
    pub fn has(self, constraint: Constraint) -> bool {
        self.0 >> constraint as u8 & 1 == 1
    }

    /// Its constraints in the order of the bits.
    pub fn iter(self) -> impl Iterator<Item = Constraint> {
        Constraint::ALL.into_iter().filter(move |c| self.has(*c))
    }
}

impl std::fmt::Display for ConstraintSet {
    /// The constraints' words joined by `;`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<_> = self.iter().map(Constraint::as_str).collect();
        f.write_str(&words.join(";"))
    }
}

/// How unknown facts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Unknown is no violation.
    Lenient,
    /// Unknown is a violation.
    Strict,
}

/// What a row of the gap table is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Geography {
    /// The whole district, homes in no area included.
    District,
    /// A neighborhood.
    Neighborhood,
    /// An attendance zone of one level.
    AttendanceZone(Level),
    /// A feeder pattern, named for the high school in which it ends.
    FeederPattern,
    /// The school attended.
    School,
}

impl Geography {
    /// The word in data and addresses; the level of a zone is a field of its own.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Neighborhood => "neighborhood",
            Self::AttendanceZone(_) => "attendance-zone",
            Self::FeederPattern => "feeder-pattern",
            Self::School => "school",
        }
    }
}

/// What a row of the gap table counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapCategory {
    /// One category, in families.
    One(CategoryId),
    /// All of them, in family-needs: a family that asks for two categories counts twice.
    All,
}

impl GapCategory {
    /// The category's id, or `all`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::One(id) => id.as_str(),
            Self::All => "all",
        }
    }
}

/// Which cell of the gap table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GapKey {
    /// The layer.
    pub geography: Geography,
    /// The area's id within the layer; nothing for homes (or schools) in no area of it.
    pub area_id: Option<String>,
    /// What is counted.
    pub category: GapCategory,
    /// The round of the survey.
    pub wave: Wave,
}

/// Why a share of a need stays unmet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No site of the category in the horizon.
    NoProvider,
    /// These constraints, one or several at once.
    Constraints(ConstraintSet),
}

/// The figures of one cell, raw: for the operator and signed-in staff only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapFigures {
    /// Responses of the wave in the area, whatever they ask for.
    pub responses: u32,
    /// Families that the needs stand for.
    pub needs: Micro,
    /// Of these, with at least one eligible site by stated places.
    pub within_reach: Micro,
    /// Of these, served under nearest first.
    pub served: Micro,
    /// Of these, not served.
    pub unmet: Micro,
    /// Not served when unknown facts count as violations.
    pub unmet_strict: Micro,
    /// Unmet by cause; the parts sum to `unmet` exactly.
    pub anatomy: BTreeMap<Cause, Micro>,
}

impl GapFigures {
    /// The unmet part put down to exactly one constraint.
    pub fn unmet_by(&self, constraint: Constraint) -> Micro {
        let cause = Cause::Constraints(ConstraintSet::EMPTY.with(constraint, true));
        self.anatomy.get(&cause).copied().unwrap_or_default()
    }

    /// The unmet part with no provider in the horizon.
    pub fn unmet_no_provider(&self) -> Micro {
        self.anatomy
            .get(&Cause::NoProvider)
            .copied()
            .unwrap_or_default()
    }

    /// The unmet part for which several constraints stand in the way at once.
    pub fn unmet_several(&self) -> Micro {
        let several =
            |cause: &Cause| matches!(cause, Cause::Constraints(set) if set.n_constraints() > 1);
        self.anatomy
            .iter()
            .filter(|(cause, _)| several(cause))
            .map(|(_, part)| *part)
            .sum()
    }

    /// Adds another cell's figures, responses included.
    pub fn add(&mut self, other: &Self) {
        self.responses += other.responses;
        self.needs += other.needs;
        self.within_reach += other.within_reach;
        self.served += other.served;
        self.unmet += other.unmet;
        self.unmet_strict += other.unmet_strict;
        for (cause, part) in &other.anatomy {
            *self.anatomy.entry(*cause).or_default() += *part;
        }
    }

    /// Takes another cell's figures away, which must be part of these.
    pub fn remove(&mut self, other: &Self) {
        self.responses -= other.responses;
        self.needs -= other.needs;
        self.within_reach -= other.within_reach;
        self.served -= other.served;
        self.unmet -= other.unmet;
        self.unmet_strict -= other.unmet_strict;
        for (cause, part) in &other.anatomy {
            if let Some(left) = self.anatomy.get_mut(cause) {
                *left -= *part;
            }
        }
        self.anatomy.retain(|_, left| *left > Micro::ZERO);
    }
}
