//! OneRoster 1.1 and 1.2 bulk CSV, as a zip or a folder: how many students each school has, by grade and language.
//!
//! Persons are counted and forgotten: no name, birth date or id of a person leaves this module, and no message shows one. A count by
//! school, grade and language can be of one child, so it is raw and not for the public.
//!
//! A student is counted once in each school where an enrollment that stands says `student`. Rows marked `tobedeleted` and rows that name
//! a person or a school which is not there are left out, and the report says how many. Where the academic sessions name school years,
//! enrollments that ended before the latest of them began are left out too. The language is no part of the standard; it is read from a
//! column of `demographics.csv` or `users.csv` that districts add for it, such as `metadata.homeLanguage`.

mod count;
mod files;

use crate::report::Report;
use crate::table::{Row, Table};
use crate::zip::Archive;
use crate::{ImportError, Limits};
use ::csv::StringRecord;
use files::Files;
use std::collections::BTreeSet;
use std::path::Path;

/// The grades of the standard (CEDS), from the youngest up.
const GRADES: [&str; 22] = [
    "IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11",
    "12", "13", "PS", "AS", "UG", "Other",
];

/// A school of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterSchool {
    /// Its `sourcedId`.
    pub id: String,
    /// The id that others know it by (NCES or the state's), when the roster gives one.
    pub identifier: Option<String>,
    /// Its name.
    pub name: String,
    /// The line of `orgs.csv` that it stands in.
    row: u64,
}

/// How many students of a school are in a grade and speak a language at home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrollment {
    /// The school's `sourcedId`.
    pub school_id: String,
    /// The grade as the roster writes it; nothing when it is not given.
    pub grade: Option<String>,
    /// The language as the roster writes it, in small letters; nothing when it is not given.
    pub language: Option<String>,
    /// Students, one or more. Raw.
    pub students: u32,
}

/// What a roster says in numbers.
#[derive(Debug)]
pub struct Roster {
    /// The schools, in the order of `orgs.csv`.
    pub schools: Vec<RosterSchool>,
    /// The counts, by school in that order, then grade from the youngest up, then language.
    pub enrollments: Vec<Enrollment>,
    /// What was left out, repaired or is worth knowing.
    pub report: Report,
}

/// Counts the students of a roster. Takes O(n log n) for n rows, and memory for ids while it counts.
///
/// # Errors
/// When files of the roster are missing, damaged or hold changes only (`delta`).
pub fn read(path: &Path, limits: &Limits) -> Result<Roster, ImportError> {
    let mut report = Report::default();
    let mut files = Files::open(path, limits)?;
    let (schools, enrollments) = count::count(&mut files, &mut report)?;
    Ok(Roster {
        schools,
        enrollments,
        report,
    })
}

/// Whether a path is a folder with a roster.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() && path.join(files::MANIFEST).is_file()
}

/// Whether a zip is a roster.
pub(crate) fn is_zip(archive: &Archive) -> bool {
    let members = archive.members();
    let has = |name: &str| members.iter().any(|member| files::is_named(member, name));
    has(files::MANIFEST) && has("orgs.csv")
}

/// The schools of a roster as a table with the columns `id`, `identifier`, `name`, `grades` and `enrollment`.
pub(crate) fn read_table(
    path: &Path,
    limits: &Limits,
    report: &mut Report,
) -> Result<Table, ImportError> {
    let mut files = Files::open(path, limits)?;
    let (schools, enrollments) = count::count(&mut files, report)?;
    let row = |school: &RosterSchool| {
        let counts = enrollments
            .iter()
            .filter(|count| count.school_id == school.id);
        let students: u32 = counts.clone().map(|count| count.students).sum();
        let grades = counts.filter_map(|count| count.grade.as_deref());
        let identifier = school.identifier.as_deref().unwrap_or_default();
        let enrollment = students.to_string();
        let span = span(grades);
        let cells = [&school.id, identifier, &school.name, &span, &enrollment];
        Row {
            number: school.row,
            cells: StringRecord::from(cells.to_vec()),
            geometry: None,
            faults: Vec::new(),
        }
    };
    Ok(Table {
        file: crate::input::file_name(path),
        path: path.display().to_string(),
        columns: ["id", "identifier", "name", "grades", "enrollment"]
            .map(str::to_owned)
            .to_vec(),
        rows: schools.iter().map(row).collect(),
        has_shapes: false,
        layer: None,
    })
}

/// The place of a grade among all; unknown words come last.
fn grade_order(grade: &str) -> usize {
    let is_it = |known: &&str| known.eq_ignore_ascii_case(grade);
    GRADES.iter().position(is_it).unwrap_or(GRADES.len())
}

/// The lowest and the highest grade as one text.
fn span<'g>(grades: impl Iterator<Item = &'g str>) -> String {
    let grades: BTreeSet<_> = grades.map(|grade| (grade_order(grade), grade)).collect();
    match (grades.first(), grades.last()) {
        (Some((_, low)), Some((_, high))) if low != high => format!("{low}-{high}"),
        (Some((_, only)), _) => (*only).to_owned(),
        _ => String::new(),
    }
}
