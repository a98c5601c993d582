//! The collections there are.

use super::contents::Contents;
use super::{gaps, reference};
use crate::Audience;
use crate::problem::Problem;
use atlas::Atlas;
use model::analysis::Geography;
use model::school::Level;

/// What a collection is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Schools.
    Schools,
    /// Attendance zones.
    Zones,
    /// Neighborhoods.
    Neighborhoods,
    /// Feeder patterns.
    FeederPatterns,
    /// Sites.
    Sites,
    /// Assets.
    Assets,
    /// The map's background.
    Context,
    /// A gap layer.
    Gaps(GapLayer),
    /// Response rates.
    ResponseRates,
}

/// The kinds of areas of gap layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GapLayer {
    /// Neighborhoods.
    Neighborhood,
    /// Attendance zones of all levels.
    Zone,
    /// Feeder patterns.
    FeederPattern,
    /// Schools.
    School,
}

impl GapLayer {
    fn geographies(self) -> Vec<Geography> {
        match self {
            Self::Neighborhood => vec![Geography::Neighborhood],
            Self::Zone => Level::ALL.map(Geography::AttendanceZone).to_vec(),
            Self::FeederPattern => vec![Geography::FeederPattern],
            Self::School => vec![Geography::School],
        }
    }
}

/// A collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Collection {
    /// Its id, stable for ever.
    pub(crate) id: &'static str,
    /// Its name for people.
    pub(crate) title: &'static str,
    /// What it holds and what to mind.
    pub(crate) description: &'static str,
    /// What it is made of.
    pub(crate) kind: Kind,
}

const fn collection(
    id: &'static str,
    title: &'static str,
    description: &'static str,
    kind: Kind,
) -> Collection {
    Collection {
        id,
        title,
        description,
        kind,
    }
}

/// All collections, in the order in which they are listed.
pub(crate) const COLLECTIONS: [Collection; 12] = [
    collection(
        "schools",
        "Schools",
        "Schools of the district.",
        Kind::Schools,
    ),
    collection(
        "attendance-zones",
        "Attendance zones",
        "The legal area of a school, by level.",
        Kind::Zones,
    ),
    collection(
        "neighborhoods",
        "Neighborhoods",
        "The district's neighborhoods.",
        Kind::Neighborhoods,
    ),
    collection(
        "feeder-patterns",
        "Feeder patterns",
        "Areas by the high school in which they end, with the schools that feed it.",
        Kind::FeederPatterns,
    ),
    collection(
        "sites",
        "Sites",
        "Services of community partners at their locations. Confidential places are left out.",
        Kind::Sites,
    ),
    collection(
        "assets",
        "Assets",
        "Places and organizations that may become partners.",
        Kind::Assets,
    ),
    collection(
        "context",
        "Map background",
        "Streets, water and parks.",
        Kind::Context,
    ),
    collection(
        "gaps-by-neighborhood",
        "Gaps by neighborhood",
        "Needs, and how much of them stays unmet and why, by neighborhood and category. Counts are families, rounded to 5; what stands on fewer than 10 is missing.",
        Kind::Gaps(GapLayer::Neighborhood),
    ),
    collection(
        "gaps-by-attendance-zone",
        "Gaps by attendance zone",
        "Needs, and how much of them stays unmet and why, by attendance zone of each level and category. A family counts once a level.",
        Kind::Gaps(GapLayer::Zone),
    ),
    collection(
        "gaps-by-feeder-pattern",
        "Gaps by feeder pattern",
        "Needs, and how much of them stays unmet and why, by feeder pattern of the home and category.",
        Kind::Gaps(GapLayer::FeederPattern),
    ),
    collection(
        "gaps-by-school",
        "Gaps by school",
        "Needs, and how much of them stays unmet and why, by the school that the child attends and category.",
        Kind::Gaps(GapLayer::School),
    ),
    collection(
        "response-rates",
        "Response rates",
        "How many families of each school have answered the survey: who has not been heard from. By school alone, since nobody knows how many students live in a neighborhood or zone; for a feeder pattern, add up its schools.",
        Kind::ResponseRates,
    ),
];

impl Collection {
    /// The collection of this id.
    ///
    /// # Errors
    /// 404 when there is none.
    pub(crate) fn find(id: &str) -> Result<&'static Self, Problem> {
        let found = COLLECTIONS.iter().find(|collection| collection.id == id);
        found.ok_or_else(|| {
            let ids: Vec<_> = COLLECTIONS.iter().map(|collection| collection.id).collect();
            Problem::not_found(format!(
                "There is no collection {id:?}. There are: {}.",
                ids.join(", ")
            ))
        })
    }

    /// Whether features have a wave.
    pub(crate) fn has_waves(&self) -> bool {
        matches!(self.kind, Kind::Gaps(_) | Kind::ResponseRates)
    }

    /// Whether there is a wide shape, with the figures of all categories side by side.
    pub(crate) fn has_shapes(&self) -> bool {
        matches!(self.kind, Kind::Gaps(_))
    }

    /// Its features.
    pub(crate) fn make(&self, atlas: &Atlas, is_wide: bool, audience: Audience) -> Contents {
        Contents::new(match self.kind {
            Kind::Schools => reference::schools(atlas),
            Kind::Zones => reference::zones(atlas),
            Kind::Neighborhoods => reference::neighborhoods(atlas),
            Kind::FeederPatterns => reference::feeder_patterns(atlas),
            Kind::Sites => reference::sites(atlas),
            Kind::Assets => reference::assets(atlas),
            Kind::Context => reference::context(atlas),
            Kind::Gaps(layer) if is_wide => gaps::wide_gaps(atlas, &layer.geographies(), audience),
            Kind::Gaps(layer) => gaps::all_gaps(atlas, &layer.geographies(), audience),
            Kind::ResponseRates => reference::response_rates(atlas),
        })
    }
}
