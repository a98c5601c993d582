//! Schools and attendance zones.

use crate::Published;
use crate::rounding::is_small;
use model::LonLat;
use model::ids::{SchoolId, ZoneId};
use model::school::{AttendanceZone, Level, Operator, School};
use model::units::Micro;
use serde::Serialize;

/// A school.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicSchool {
    /// Its id.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// The levels it teaches.
    pub levels: Vec<Level>,
    /// Its grade span.
    pub grades: Option<String>,
    /// Enrolled students; nothing when not known or when there are 1 to 9.
    pub enrollment: Option<u32>,
    /// Who runs it.
    pub operator: Option<Operator>,
    /// Where it stands; a reply shows it as geometry.
    #[serde(skip)]
    pub position: Option<LonLat>,
}

impl PublicSchool {
    /// The school as the public sees it.
    pub fn open(school: &School) -> Published<Self> {
        Published::new(Self {
            id: school.id.clone(),
            name: school.name.clone(),
            levels: school.levels.clone(),
            grades: school.grades.clone(),
            enrollment: school
                .enrollment
                .filter(|students| !is_small(Micro::from_whole(*students))),
            operator: school.operator,
            position: school.position,
        })
    }
}

/// An attendance zone. Its area is public law; a reply takes it from the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicZone {
    /// Its id.
    pub id: ZoneId,
    /// The level for which it is drawn.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// The school that it belongs to.
    pub school_id: Option<SchoolId>,
}

impl PublicZone {
    /// The zone as the public sees it.
    pub fn open(zone: &AttendanceZone) -> Published<Self> {
        Published::new(Self {
            id: zone.id.clone(),
            level: zone.level,
            name: zone.name.clone(),
            school_id: zone.school_id.clone(),
        })
    }
}
