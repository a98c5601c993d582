//! The kinds of import and their fields.

use model::BadValue;
use model::record::RecordKind;

/// What `commonground import` can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImportKind {
    /// Schools.
    Schools,
    /// Attendance zones.
    Zones,
    /// Neighborhoods.
    Neighborhoods,
    /// Areas with counts of children.
    Population,
    /// A district's own feeder table.
    Feeders,
    /// An HSDS directory.
    Directory,
    /// Assets.
    Assets,
    /// The map's background.
    Context,
    /// Survey responses.
    Responses,
}

/// What shape the rows of a kind have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// None.
    Nothing,
    /// A position, which may be unknown; a polygon gives a position inside it.
    Position,
    /// A polygon.
    Surface,
    /// A line or a polygon.
    Shape,
}

impl ImportKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Schools,
        Self::Zones,
        Self::Neighborhoods,
        Self::Population,
        Self::Feeders,
        Self::Directory,
        Self::Assets,
        Self::Context,
        Self::Responses,
    ];

    /// The kind's word on the command line and in mappings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Schools => "schools",
            Self::Zones => "zones",
            Self::Neighborhoods => "neighborhoods",
            Self::Population => "population",
            Self::Feeders => "feeders",
            Self::Directory => "directory",
            Self::Assets => "assets",
            Self::Context => "context",
            Self::Responses => "responses",
        }
    }

    /// The kind with this word.
    ///
    /// # Errors
    /// When there is none; the message names them all.
    pub fn parse(word: &str) -> Result<Self, BadValue> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| {
            let words: Vec<_> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
            BadValue::new(word, format!("a kind of import: {}", words.join(", ")))
        })
    }

    /// The kinds of records that it brings.
    pub fn record_kinds(self) -> &'static [RecordKind] {
        match self {
            Self::Schools => &[RecordKind::School],
            Self::Zones => &[RecordKind::AttendanceZone],
            Self::Neighborhoods => &[RecordKind::Neighborhood],
            Self::Population => &[RecordKind::PopulationArea],
            Self::Feeders => &[RecordKind::FeederLink],
            Self::Directory => &[
                RecordKind::Organization,
                RecordKind::Service,
                RecordKind::Location,
                RecordKind::ServiceAtLocation,
            ],
            Self::Assets => &[RecordKind::Asset],
            Self::Context => &[RecordKind::Context],
            Self::Responses => &[RecordKind::Response],
        }
    }

    /// The fields of a tabular kind, by canonical name. The directory has none of its own.
    pub(crate) fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Schools => &[
                "id",
                "name",
                "levels",
                "grades",
                "enrollment",
                "operator",
                "address",
                "lon",
                "lat",
            ],
            Self::Zones => &["id", "level", "name", "school_id"],
            Self::Neighborhoods => &["id", "name"],
            Self::Population => &["id", "children"],
            Self::Feeders => &["from_school_id", "to_school_id", "share"],
            Self::Directory => &[],
            Self::Assets => &[
                "id",
                "name",
                "kind",
                "address",
                "url",
                "phone",
                "confidential",
                "lon",
                "lat",
            ],
            Self::Context => &["id", "kind", "name"],
            Self::Responses => &[
                "id",
                "wave",
                "date",
                "lon",
                "lat",
                "school_id",
                "grade",
                "languages",
                "weight",
                "needs",
                "times",
                "mode",
                "max_minutes",
                "max_cost",
                "child_age",
                "accessibility",
                "severity",
                "trusted",
                "simulated",
            ],
        }
    }

    /// The fields without which no row can be read.
    pub(crate) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Schools | Self::Neighborhoods => &["id", "name"],
            Self::Zones => &["id", "level"],
            Self::Population => &["id", "children"],
            Self::Feeders => &["from_school_id", "to_school_id"],
            Self::Directory => &[],
            Self::Assets => &["id", "name", "kind"],
            Self::Context => &["id", "kind"],
            Self::Responses => &["id", "wave", "needs"],
        }
    }

    /// Fields whose values no message shows: they are about a family.
    pub(crate) fn hidden(self) -> &'static [&'static str] {
        match self {
            Self::Responses => &[
                "lon",
                "lat",
                "grade",
                "child_age",
                "max_cost",
                "max_minutes",
                "severity",
                "accessibility",
                "date",
            ],
            _ => &[],
        }
    }

    pub(crate) fn wants(self) -> Wants {
        match self {
            Self::Schools | Self::Assets | Self::Responses => Wants::Position,
            Self::Zones | Self::Neighborhoods | Self::Population => Wants::Surface,
            Self::Context => Wants::Shape,
            Self::Feeders | Self::Directory => Wants::Nothing,
        }
    }
}
