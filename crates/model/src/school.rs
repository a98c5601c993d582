//! Schools, attendance zones and the shares that feed one school from another.

use crate::geometry::Surface;
use crate::ids::{SchoolId, ZoneId};
use crate::{BadValue, LonLat};
use serde::{Deserialize, Serialize};

/// A level of schooling; attendance zones are drawn for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Elementary school.
    Elementary,
    /// Middle school.
    Middle,
    /// High school.
    High,
}

impl Level {
    /// The levels from the youngest up.
    pub const ALL: [Self; 3] = [Self::Elementary, Self::Middle, Self::High];

    /// The level's word in data and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Elementary => "elementary",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }

    /// Reads `elementary`, `middle` or `high`.
    ///
    /// # Errors
    /// For any other word.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let found = Self::ALL.into_iter().find(|level| level.as_str() == text);
        found.ok_or_else(|| BadValue::new(text, "a level: elementary, middle or high"))
    }
}

/// Who runs a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    /// The district itself.
    District,
    /// A charter.
    Charter,
    /// An independent school.
    Independent,
}

impl Operator {
    /// Reads `district`, `charter` or `independent`.
    ///
    /// # Errors
    /// For any other word.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        match text {
            "district" => Ok(Self::District),
            "charter" => Ok(Self::Charter),
            "independent" => Ok(Self::Independent),
            _ => Err(BadValue::new(
                text,
                "an operator: district, charter or independent",
            )),
        }
    }
}

/// A school.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct School {
    /// The district's own id, the one that attendance zones refer to.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// The levels it teaches; empty when not stated.
    pub levels: Vec<Level>,
    /// Its grade span as the source writes it.
    pub grades: Option<String>,
    /// Enrolled students.
    pub enrollment: Option<u32>,
    /// Who runs it.
    pub operator: Option<Operator>,
    /// Its street address.
    pub address: Option<String>,
    /// Where it stands.
    pub position: Option<LonLat>,
}

/// An attendance zone: the legal area of one school at one level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceZone {
    /// Its id, unique over all levels.
    pub id: ZoneId,
    /// The level for which it is drawn.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// The school that it belongs to; nothing when the source does not say.
    pub school_id: Option<SchoolId>,
    /// Its area.
    pub surface: Surface,
}

/// One row of a district's own feeder table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeederLink {
    /// The lower school.
    pub from_school_id: SchoolId,
    /// The school that takes its students.
    pub to_school_id: SchoolId,
    /// The share of the lower school's students, 0 to 1; nothing when not stated.
    pub share: Option<f64>,
}
