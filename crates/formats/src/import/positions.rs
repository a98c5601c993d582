//! Settles where every row lies before it is read further: which numbers are longitude and latitude, and whether they make sense.

use crate::ImportError;
use crate::geometry::{Geometry, Guide, Oddity, Position, is_in_degrees};
use crate::import::cells::Cells;
use crate::import::context::Context;
use crate::import::kind::{ImportKind, Wants};
use crate::mapping::Resolved;
use crate::report::Severity;
use crate::table::{Fault, Row, Table};

/// Gives every row of `table` the geometry that it has in the end, or a fault.
///
/// # Errors
/// When no shape of a file is in degrees: then the file is in another coordinate reference system.
pub(crate) fn settle(
    table: &mut Table,
    resolved: &Resolved,
    kind: ImportKind,
    context: &mut Context,
) -> Result<(), ImportError> {
    if kind.wants() == Wants::Nothing {
        return Ok(());
    }
    if kind.wants() == Wants::Position {
        let without_shape = table.rows.iter_mut().filter(|row| row.geometry.is_none());
        for row in without_shape {
            read_columns(row, resolved, kind);
        }
    }
    check_degrees(table)?;
    // Of a shape with a corner at 0, 0 the others say where it belongs.
    let first = |row: &Row| {
        let mut positions = row.geometry.as_ref()?.positions();
        positions.find(|position| *position != [0.0, 0.0])
    };
    let guide = Guide::new(context.known.extent, table.rows.iter().filter_map(first));
    for row in &mut table.rows {
        settle_row(row, kind, &guide, context);
    }
    Ok(())
}

/// Reads longitude and latitude from their columns.
fn read_columns(row: &mut Row, resolved: &Resolved, kind: ImportKind) {
    let mut cells = Cells::new(resolved, row, kind.hidden());
    let known_faults = cells.faults.len();
    let [lon, lat] = ["lon", "lat"].map(|name| (name, cells.text(name)));
    let position = match (&lon, &lat) {
        ((_, None), (_, None)) => None,
        ((_, Some(x)), (_, Some(y))) => {
            let x = number(&mut cells, "lon", x);
            x.zip(number(&mut cells, "lat", y))
        }
        ((name, None), _) | (_, (name, None)) => {
            let expected = "longitude and latitude, both or neither";
            cells.fault("missing-value", name, None, expected);
            None
        }
    };
    let faults = cells.faults.split_off(known_faults);
    row.geometry = position.map(|(x, y)| Geometry::Points(vec![[x, y]]));
    row.faults.extend(faults);
}

fn number(cells: &mut Cells, name: &str, text: &str) -> Option<f64> {
    let number: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
    if number.is_none() {
        cells.fault(
            "bad-value",
            name,
            Some(text),
            "degrees as a number, such as -77.0365",
        );
    }
    number
}

/// Refuses a file whose shapes are all outside of degrees.
fn check_degrees(table: &Table) -> Result<(), ImportError> {
    let mut shapes = table.rows.iter().filter_map(|row| row.geometry.as_ref());
    let is_foreign = |shape: &Geometry| {
        shape
            .positions()
            .next()
            .is_some_and(|[x, y]| !is_in_degrees([x, y]) && !is_in_degrees([y, x]))
    };
    let has_shapes = table.rows.iter().any(|row| row.geometry.is_some());
    if table.has_shapes && has_shapes && shapes.all(is_foreign) {
        return Err(ImportError::ForeignCrs {
            file: table.path.clone(),
            crs: "metres or feet of a projection, not degrees".to_owned(),
        });
    }
    Ok(())
}

fn settle_row(row: &mut Row, kind: ImportKind, guide: &Guide, context: &mut Context) {
    let Some(geometry) = &mut row.geometry else {
        settle_nowhere(row, kind, context);
        return;
    };
    let is_in_place = |position: Position| is_in_degrees(position) || guide.is_swapped(position);
    let is_point = kind.wants() == Wants::Position;
    // A corner of a shape may lie at 0, 0, where the file's other shapes lie around it.
    let is_counted = |position: &Position| *position != [0.0, 0.0] || !guide.is_around_zero();
    let first = match is_point {
        true => geometry.positions().next(),
        false => geometry.positions().find(is_counted),
    };
    let has_null = || geometry.positions().any(|position| position == [0.0, 0.0]);
    let oddity = match geometry.positions().all(is_in_place) {
        true if !is_point && !guide.is_around_zero() && has_null() => Some(Oddity::Null),
        true => first.and_then(|position| guide.oddity(position)),
        false => Some(Oddity::NotDegrees),
    };
    let place = if kind.hidden().is_empty() {
        first
    } else {
        None
    };
    let told = |kind, expected: &str| Fault {
        kind,
        column: None,
        value: place.map(|[x, y]| format!("{x}, {y}")),
        expected: expected.to_owned(),
    };
    match oddity {
        None => {}
        Some(Oddity::NotDegrees) => {
            let expected = "longitude (-180 to 180) and latitude (-90 to 90) in degrees; \
                these numbers look like metres or feet of a projection";
            row.faults.push(told("not-degrees", expected));
        }
        Some(Oddity::Swapped) => {
            geometry.for_each_mut(|position| position.swap(0, 1));
            let expected = "longitude before latitude; the two were exchanged";
            context.tell(
                Severity::Repaired,
                row.number,
                told("swapped-lon-lat", expected),
            );
        }
        Some(Oddity::Null) if is_point => {
            row.geometry = None;
            let expected = "a position; 0, 0 was read as unknown";
            context.tell(
                Severity::Repaired,
                row.number,
                told("zero-position", expected),
            );
        }
        Some(Oddity::Null) => {
            let expected =
                "a shape in the district; this one has a corner at 0, 0, far from the others";
            row.faults.push(told("zero-position", expected));
        }
        Some(Oddity::Far) => {
            let expected = "a position near the others; this one is far away (is a minus sign missing?) and was left as it is";
            context.tell(Severity::Noted, row.number, told("far-position", expected));
        }
    }
}

/// A row without a shape: unknown for things with a position, useless for areas.
fn settle_nowhere(row: &mut Row, kind: ImportKind, context: &mut Context) {
    if !row.faults.is_empty() {
        return;
    }
    match kind.wants() {
        Wants::Nothing => {}
        Wants::Position => {
            let expected = "a position; the row is kept without one";
            let fault = Fault::new("missing-position", expected);
            context.tell(Severity::Noted, row.number, fault);
        }
        Wants::Surface => row.faults.push(Fault::new("missing-geometry", "a polygon")),
        Wants::Shape => {
            let fault = Fault::new("missing-geometry", "a line or a polygon");
            row.faults.push(fault);
        }
    }
}
