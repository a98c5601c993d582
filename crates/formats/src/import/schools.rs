//! Schools, attendance zones and feeder tables.

use crate::geometry::Geometry;
use crate::import::cells::Cells;
use crate::import::context::Context;
use crate::mapping::Resolved;
use crate::table::Table;
use model::BadValue;
use model::ids::{SchoolId, ZoneId};
use model::record::{Record, RecordKind};
use model::school::{AttendanceZone, FeederLink, Level, Operator, School};

pub(super) fn school(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::School);
    let name = cells.required("name");
    let mut levels = cells.parsed_words("levels", |word| Level::parse(&word.to_lowercase()));
    levels.sort_unstable();
    let grades = cells.text("grades");
    let enrollment = cells.whole("enrollment");
    let operator = cells.parsed("operator", |word| Operator::parse(&word.to_lowercase()));
    let address = cells.text("address");
    let position = context.position(cells, geometry);
    Some(Record::School(School {
        id: SchoolId::try_from(id?).ok()?,
        name: name?,
        levels,
        grades,
        enrollment,
        operator,
        address,
        position,
    }))
}

pub(super) fn zone(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::AttendanceZone);
    let level = cells.required("level");
    let level = level.and_then(|word| {
        let read = Level::parse(&word.to_lowercase());
        cells.judged("level", &word, read)
    });
    let school_id = cells
        .text("school_id")
        .map(|id| context.reference(cells, "school_id", RecordKind::School, id));
    // A zone without a name of its own is called by its id.
    let name = cells.text("name").or_else(|| id.clone());
    let surface = context.area(cells, geometry);
    Some(Record::AttendanceZone(AttendanceZone {
        id: ZoneId::try_from(id?).ok()?,
        level: level?,
        name: name?,
        school_id: school_id.and_then(|id| SchoolId::try_from(id).ok()),
        surface: surface?,
    }))
}

pub(super) fn feeder_link(cells: &mut Cells, context: &mut Context) -> Option<Record> {
    let mut school = |name: &'static str| {
        let id = cells.required(name)?;
        let id = context.reference(cells, name, RecordKind::School, id);
        SchoolId::try_from(id).ok()
    };
    let from_school_id = school("from_school_id");
    let to_school_id = school("to_school_id");
    let whole = context.whole_of_shares;
    let share = cells.parsed("share", |text| parse_share(text, whole));
    let is_loop = from_school_id.is_some() && from_school_id == to_school_id;
    if is_loop {
        let id = to_school_id.as_ref().map(SchoolId::as_str);
        cells.fault(
            "bad-value",
            "to_school_id",
            id,
            "another school than from_school_id",
        );
    }
    Some(Record::FeederLink(FeederLink {
        from_school_id: from_school_id?,
        to_school_id: to_school_id?,
        share,
    }))
}

/// What the plain numbers of a table's shares are parts of: 100 when most of them are over 1 and none is over 100, so that they can only be
/// percentages; else 1.
pub(super) fn whole_of_shares(table: &Table, resolved: &Resolved) -> f64 {
    let rows = table.rows.iter();
    let texts = rows.filter_map(|row| Cells::new(resolved, row, &[]).text("share"));
    let shares: Vec<f64> = texts.filter_map(|text| text.parse().ok()).collect();
    let n_over_one = shares.iter().filter(|share| **share > 1.0).count();
    let is_percent = 2 * n_over_one > shares.len() && shares.iter().all(|share| *share <= 100.0);
    if is_percent { 100.0 } else { 1.0 }
}

/// Reads `25%`, or a plain number as part of `whole`.
fn parse_share(text: &str, whole: f64) -> Result<f64, BadValue> {
    let bad = || BadValue::new(text, "a share from 0 to 1, such as 0.25, or 25%");
    let (number, whole) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 100.0),
        None => (text, whole),
    };
    let is_plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let share: f64 = number.parse().map_err(|_| bad())?;
    let share = share / whole;
    match is_plain && (0.0..=1.0).contains(&share) {
        true => Ok(share),
        false => Err(bad()),
    }
}
