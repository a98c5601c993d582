//! Counting: from rows about persons to numbers of students.

use super::files::Files;
use super::{Enrollment, RosterSchool, grade_order};
use crate::ImportError;
use crate::report::{Finding, Report, Severity};
use crate::table::{Row, Table, is_blank};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Columns for the language at home that districts add, without `metadata.` before them, in small letters.
const LANGUAGE_COLUMNS: [&str; 6] = [
    "homelanguage",
    "homelanguagecode",
    "primarylanguage",
    "nativelanguage",
    "languagecode",
    "language",
];

/// What is known of a student while counting.
#[derive(Default)]
struct Student {
    grade: Option<String>,
    language: Option<String>,
}

/// Rows that were left out, for one reason.
#[derive(Default)]
struct LeftOut {
    n_rows: u64,
    first_row: Option<u64>,
}

pub(super) fn count(
    files: &mut Files,
    report: &mut Report,
) -> Result<(Vec<RosterSchool>, Vec<Enrollment>), ImportError> {
    let schools = read_schools(files, report)?;
    let students = read_students(files, report)?;
    let since = latest_year_start(files, report)?;
    let table = files.required("enrollments.csv", report)?;
    let columns = ["schoolSourcedId", "userSourcedId", "role"].map(|name| column(&table, name));
    let [school_column, user_column, role_column] = columns;
    let (school_column, user_column, role_column) = (school_column?, user_column?, role_column?);
    let end_column = table.column("endDate");
    let mut tally = Tally::new(&schools, &students);
    for row in standing(&table, report) {
        if !cell(row, role_column).eq_ignore_ascii_case("student") {
            continue;
        }
        let end = end_column.map_or("", |place| cell(row, place));
        let has_ended = |since: &str| !end.is_empty() && end < since;
        match since.as_deref().is_some_and(has_ended) {
            true => tally.ended.add(row),
            false => tally.add(row, cell(row, school_column), cell(row, user_column)),
        }
    }
    let enrollments = tally.finish(&table.file, report);
    Ok((schools, enrollments))
}

/// What students are counted by: the place of the school, the order of the grade, the grade, the language.
type Group<'r> = (usize, usize, Option<&'r str>, Option<&'r str>);

/// Students while they are counted.
struct Tally<'r> {
    schools: &'r [RosterSchool],
    places: HashMap<&'r str, usize>,
    students: &'r HashMap<String, Student>,
    /// Who was counted where.
    seen: HashSet<(usize, &'r str)>,
    counts: BTreeMap<Group<'r>, u32>,
    ended: LeftOut,
    no_school: LeftOut,
    no_user: LeftOut,
}

impl<'r> Tally<'r> {
    fn new(schools: &'r [RosterSchool], students: &'r HashMap<String, Student>) -> Self {
        let places = schools.iter().enumerate();
        Self {
            schools,
            places: places
                .map(|(place, school)| (school.id.as_str(), place))
                .collect(),
            students,
            seen: HashSet::new(),
            counts: BTreeMap::new(),
            ended: LeftOut::default(),
            no_school: LeftOut::default(),
            no_user: LeftOut::default(),
        }
    }

    fn add(&mut self, row: &Row, school: &str, user: &str) {
        let Some(&school) = self.places.get(school) else {
            return self.no_school.add(row);
        };
        let Some((user, student)) = self.students.get_key_value(user) else {
            return self.no_user.add(row);
        };
        if self.seen.insert((school, user)) {
            let grade = student.grade.as_deref();
            let order = grade.map_or(usize::MAX, grade_order);
            let group = (school, order, grade, student.language.as_deref());
            *self.counts.entry(group).or_default() += 1;
        }
    }

    fn finish(self, file: &str, report: &mut Report) -> Vec<Enrollment> {
        let mut tell = |left_out: &LeftOut, kind, what: &str| {
            let what = format!("enrollments {what} were left out");
            left_out.tell(kind, &what, file, report);
        };
        tell(
            &self.ended,
            "ended",
            "that ended before the latest school year began",
        );
        tell(
            &self.no_school,
            "orphan",
            "at schools that orgs.csv does not have (or marks tobedeleted)",
        );
        tell(
            &self.no_user,
            "orphan",
            "of persons that are no student of users.csv (or are marked tobedeleted)",
        );
        let schools = self.schools;
        let enrollment = |((school, _, grade, language), students): (Group, u32)| Enrollment {
            school_id: schools[school].id.clone(),
            grade: grade.map(str::to_owned),
            language: language.map(str::to_owned),
            students,
        };
        self.counts.into_iter().map(enrollment).collect()
    }
}

fn read_schools(files: &mut Files, report: &mut Report) -> Result<Vec<RosterSchool>, ImportError> {
    let table = files.required("orgs.csv", report)?;
    let [id, name, kind] = ["sourcedId", "name", "type"].map(|name| column(&table, name));
    let (id, name, kind) = (id?, name?, kind?);
    let identifier = table.column("identifier");
    let rows = standing(&table, report).into_iter();
    let schools = rows.filter(|row| cell(row, kind).eq_ignore_ascii_case("school"));
    let school = |row: &Row| RosterSchool {
        id: cell(row, id).to_owned(),
        identifier: identifier.and_then(|place| known(cell(row, place))),
        name: cell(row, name).to_owned(),
        row: row.number,
    };
    Ok(schools.map(school).collect())
}

/// The users who are students; in 1.2 `roles.csv` says who is.
fn read_students(
    files: &mut Files,
    report: &mut Report,
) -> Result<HashMap<String, Student>, ImportError> {
    let users = files.required("users.csv", report)?;
    let id = column(&users, "sourcedId")?;
    let (role, grades) = (users.column("role"), users.column("grades"));
    let language = language_column(&users);
    let of_roles = match role {
        Some(_) => None,
        None => Some(students_of_roles(files, report)?),
    };
    let mut students = HashMap::new();
    for row in standing(&users, report) {
        let id = cell(row, id);
        let is_student = match (role, &of_roles) {
            (Some(role), _) => cell(row, role).eq_ignore_ascii_case("student"),
            (None, Some(of_roles)) => of_roles.contains(id),
            (None, None) => false,
        };
        if is_student {
            let student = Student {
                grade: grades.and_then(|place| first_grade(cell(row, place))),
                language: language.and_then(|place| language_of(cell(row, place))),
            };
            students.insert(id.to_owned(), student);
        }
    }
    add_languages(files, report, &mut students)?;
    Ok(students)
}

fn students_of_roles(
    files: &mut Files,
    report: &mut Report,
) -> Result<HashSet<String>, ImportError> {
    let roles = files.required("roles.csv", report)?;
    let [user, role] = ["userSourcedId", "role"].map(|name| column(&roles, name));
    let (user, role) = (user?, role?);
    let rows = standing(&roles, report).into_iter();
    let of_students = rows.filter(|row| cell(row, role).eq_ignore_ascii_case("student"));
    Ok(of_students.map(|row| cell(row, user).to_owned()).collect())
}

/// Languages that `demographics.csv` gives.
fn add_languages(
    files: &mut Files,
    report: &mut Report,
    students: &mut HashMap<String, Student>,
) -> Result<(), ImportError> {
    let Some(table) = files.optional("demographics.csv", report)? else {
        return Ok(());
    };
    let Some(language) = language_column(&table) else {
        return Ok(());
    };
    let id = column(&table, "sourcedId").or_else(|_| column(&table, "userSourcedId"))?;
    for row in standing(&table, report) {
        if let Some(student) = students.get_mut(cell(row, id))
            && let Some(language) = language_of(cell(row, language))
        {
            student.language = Some(language);
        }
    }
    Ok(())
}

/// The day on which the latest school year begins, as text that sorts by time.
fn latest_year_start(
    files: &mut Files,
    report: &mut Report,
) -> Result<Option<String>, ImportError> {
    let Some(table) = files.optional("academicSessions.csv", report)? else {
        return Ok(None);
    };
    let (Some(kind), Some(start)) = (table.column("type"), table.column("startDate")) else {
        return Ok(None);
    };
    let years = standing(&table, report).into_iter();
    let years = years.filter(|row| cell(row, kind).eq_ignore_ascii_case("schoolYear"));
    let is_day = |day: &&str| day.len() == 10 && day.bytes().filter(|&b| b == b'-').count() == 2;
    let starts = years.map(|row| cell(row, start)).filter(is_day);
    Ok(starts.max().map(str::to_owned))
}

/// The rows that are not marked `tobedeleted`; the report says how many are, and how many have the wrong number of fields.
fn standing<'t>(table: &'t Table, report: &mut Report) -> Vec<&'t Row> {
    let status = table.column("status");
    let (mut deleted, mut ragged) = (LeftOut::default(), LeftOut::default());
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let status = status.map_or("", |place| cell(row, place));
        if !row.faults.is_empty() {
            ragged.add(row);
        } else if status.eq_ignore_ascii_case("tobedeleted")
            || status.eq_ignore_ascii_case("inactive")
        {
            deleted.add(row);
        } else {
            rows.push(row);
        }
    }
    deleted.tell(
        "tobedeleted",
        "rows that are marked tobedeleted or inactive were left out",
        &table.file,
        report,
    );
    ragged.tell(
        "ragged-row",
        "rows with more or fewer fields than the header names were left out",
        &table.file,
        report,
    );
    rows
}

impl LeftOut {
    fn add(&mut self, row: &Row) {
        self.n_rows += 1;
        self.first_row.get_or_insert(row.number);
    }

    fn tell(&self, kind: &'static str, what: &str, file: &str, report: &mut Report) {
        let Some(first_row) = self.first_row else {
            return;
        };
        let severity = match kind {
            "orphan" | "ragged-row" => Severity::Repaired,
            _ => Severity::Noted,
        };
        let expected = format!("{} {what}; the first stands in this row", self.n_rows);
        report.add(Finding::new(severity, kind, file, &expected).at(first_row));
    }
}

fn column(table: &Table, name: &str) -> Result<usize, ImportError> {
    table.column(name).ok_or_else(|| ImportError::Columns {
        file: table.path.clone(),
        problem: format!("there is no column {name}, which OneRoster asks for"),
        columns: table.columns.clone(),
    })
}

fn cell(row: &Row, place: usize) -> &str {
    row.cells.get(place).unwrap_or_default()
}

fn known(cell: &str) -> Option<String> {
    (!is_blank(cell)).then(|| cell.to_owned())
}

/// The first grade of a list.
fn first_grade(cell: &str) -> Option<String> {
    known(cell.split([',', ';']).next().unwrap_or_default().trim())
}

fn language_of(cell: &str) -> Option<String> {
    known(cell).map(|language| language.to_lowercase())
}

fn language_column(table: &Table) -> Option<usize> {
    let plain = |name: &String| {
        let name = name.to_ascii_lowercase();
        let name = name.rsplit('.').next().unwrap_or_default();
        name.replace(['_', ' '], "")
    };
    let names: Vec<_> = table.columns.iter().map(plain).collect();
    let place = |wanted: &&str| names.iter().position(|name| name == wanted);
    LANGUAGE_COLUMNS.iter().find_map(place)
}
