//! Schools and attendance zones.

use crate::Published;
use crate::Suppression;
use crate::rounding::{is_small, to_step, whole_percent};
use model::LonLat;
use model::ids::{SchoolId, Wave, ZoneId};
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

/// How many families of a school have answered: who has not been heard from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicResponseRate {
    /// The school's id.
    pub school_id: SchoolId,
    /// Its name.
    pub name: String,
    /// The round of the survey.
    pub wave: Wave,
    /// Answers, rounded to 5; nothing when there are 1 to 9.
    pub responses: Option<u64>,
    /// Enrolled students; nothing when not known or when there are 1 to 9.
    pub enrollment: Option<u32>,
    /// Rounded answers per enrolled student in whole percents; nothing when one of the two is not shown.
    pub response_rate: Option<f64>,
    /// Set when the answers are hidden.
    pub suppression: Option<Suppression>,
    /// Whether any answer of the wave was drawn by a computer.
    pub simulated: bool,
}

impl PublicResponseRate {
    /// The rate of a school in a wave, some of whose answers may be simulated, as the public sees it.
    pub fn open(
        school: &School,
        (wave, is_simulated): (&Wave, bool),
        n_responses: u32,
    ) -> Published<Self> {
        let answers = Micro::from_whole(n_responses);
        let is_hidden = is_small(answers);
        let enrollment = PublicSchool::open(school).get().enrollment;
        // Of the rounded answers: beside the enrollment, which is known, an exact rate would give the exact number.
        let rounded = to_step(answers);
        let shown = Micro::from_millionths(rounded * Micro::ONE.millionths());
        let response_rate = enrollment
            .filter(|_| !is_hidden)
            .and_then(|students| whole_percent(shown, Micro::from_whole(students)));
        Published::new(Self {
            school_id: school.id.clone(),
            name: school.name.clone(),
            wave: wave.clone(),
            responses: (!is_hidden).then_some(rounded),
            enrollment,
            response_rate,
            suppression: is_hidden.then_some(Suppression::Small),
            simulated: is_simulated,
        })
    }
}
