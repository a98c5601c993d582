//! GeoPackage 1.0 to 1.4 in: one layer of a SQLite file, a feature or an attribute row is a row.
//!
//! SQL stands here because the format is a database, and for nothing else: what we keep is held by `store`. The file is taken into memory
//! and opened there, so that no lock, journal or shared memory is ever written beside it.

mod contents;
mod database;
mod geometry;
mod values;

pub(crate) use database::refuse_unsaved;

use crate::ImportError;
use crate::input::Input;
use crate::report::{Finding, Report, Severity};
use crate::shapefile::crs::{self, System};
use crate::table::{Fault, Row, Table};
use ::csv::StringRecord;
use contents::{Column, Layer};
use database::{Database, quoted};
use rusqlite::types::ValueRef;
use values::Cells;

/// The most fields of a layer.
const MOST_FIELDS: usize = 50_000_000;
/// A row takes no fewer bytes of a database: its length, its id, a header and its place in the page.
const ROW_BYTES: usize = 5;

/// Reads the layer of this name, or the only one.
pub(crate) fn read(
    input: Input,
    wanted: Option<&str>,
    report: &mut Report,
) -> Result<Table, ImportError> {
    let (file, path) = (input.name.clone(), input.path.clone());
    let mut database = Database::open(input.read_all()?, path)?;
    contents::check_version(&database)?;
    let layer = contents::choose(&database, wanted)?;
    let file = format!("{file}, layer {}", layer.name);
    database.path = format!("{}, layer {}", database.path, layer.name);
    let mut table = Table {
        columns: columns_shown(&layer),
        file,
        path: database.path.clone(),
        rows: Vec::new(),
        has_shapes: layer.shapes.is_some(),
        layer: layer.has_siblings.then(|| layer.name.clone()),
    };
    read_rows(&database, &layer, &mut table, report)?;
    if let Some(shapes) = &layer.shapes {
        let system = contents::system(&database, shapes.srs_id)?;
        let system = System {
            code: system.code,
            wkt: &system.wkt,
            place: "gpkg_spatial_ref_sys",
        };
        crs::settle(&mut table, &system, report)?;
    }
    Ok(table)
}

/// The columns but that of the shapes.
fn columns_shown(layer: &Layer) -> Vec<String> {
    let shown = |(place, _): &(usize, &Column)| Some(*place) != layer.shape_place();
    let columns = layer.columns.iter().enumerate().filter(shown);
    columns
        .map(|(_, column)| column.name.trim().to_owned())
        .collect()
}

fn read_rows(
    database: &Database,
    layer: &Layer,
    table: &mut Table,
    report: &mut Report,
) -> Result<(), ImportError> {
    let failed = |cause| database.failed(&cause);
    let connection = &database.connection;
    let mut statement = connection.prepare(&query(layer)).map_err(failed)?;
    let mut found = statement.query([]).map_err(failed)?;
    let most_rows = (database.n_bytes / ROW_BYTES).min(MOST_FIELDS / layer.columns.len().max(1));
    let mut cells = Cells::new(database);
    let mut strays = Strays::default();
    while let Some(row) = found.next().map_err(failed)? {
        if table.rows.len() == most_rows {
            let detail = format!("it has more rows than the {most_rows} that it can hold");
            return Err(database.damaged(detail));
        }
        let place = table.rows.len() as u64 + 1;
        let (mut geometry, mut faults, mut number) = (None, Vec::new(), place);
        let mut texts = StringRecord::new();
        for (at, column) in layer.columns.iter().enumerate() {
            let value = row.get_ref(at).map_err(failed)?;
            if Some(at) == layer.shape_place() {
                match shape(value, database)? {
                    Ok(shape) => {
                        geometry = shape.geometry;
                        strays.look(layer, shape.srs_id, number);
                    }
                    Err(wrong) => faults.push(wrong.into_fault(&column.name)),
                }
                continue;
            }
            // People know a feature by its key, which their programs show.
            if let (true, ValueRef::Integer(key)) = (column.is_key, value) {
                number = u64::try_from(key).unwrap_or(place);
            }
            texts.push_field(&cells.text(value, column)?);
        }
        table.rows.push(Row {
            number,
            cells: texts,
            geometry,
            faults,
        });
    }
    cells.tell(&table.file, report);
    strays.tell(layer, &table.file, report);
    Ok(())
}

/// Everything in the layer, in the order of its key.
fn query(layer: &Layer) -> String {
    let names: Vec<_> = layer.columns.iter().map(|c| quoted(&c.name)).collect();
    let mut query = format!("SELECT {} FROM {}", names.join(", "), quoted(&layer.name));
    if let Some(key) = layer.columns.iter().find(|column| column.is_key) {
        query.push_str(" ORDER BY ");
        query.push_str(&quoted(&key.name));
    }
    query
}

fn shape(
    value: ValueRef,
    database: &Database,
) -> Result<Result<geometry::Shape, geometry::Wrong>, ImportError> {
    let bytes = match value {
        ValueRef::Null => return Ok(Ok(geometry::Shape::default())),
        ValueRef::Blob(bytes) => bytes,
        other => {
            let wrong = geometry::Wrong::new("a shape as GeoPackage has them, in binary");
            return Ok(Err(wrong.with(values::plain(other))));
        }
    };
    database.spend(bytes.len())?;
    Ok(geometry::read(bytes))
}

impl geometry::Wrong {
    fn into_fault(self, column: &str) -> Fault {
        Fault {
            column: Some(column.to_owned()),
            value: self.found,
            ..Fault::new("bad-geometry", self.expected)
        }
    }
}

/// Shapes that name another coordinate system than their layer does.
#[derive(Default)]
struct Strays {
    n: u64,
    /// The row and the system of the first.
    first: Option<(u64, i32)>,
}

impl Strays {
    fn look(&mut self, layer: &Layer, srs_id: Option<i32>, row: u64) {
        let of_layer = layer.shapes.as_ref().map(|shapes| shapes.srs_id);
        // Writers that do not know the system of a shape say 0 or -1.
        let Some(stray) = srs_id.filter(|id| *id > 0 && Some(i64::from(*id)) != of_layer) else {
            return;
        };
        self.n += 1;
        self.first.get_or_insert((row, stray));
    }

    fn tell(self, layer: &Layer, file: &str, report: &mut Report) {
        let (Some((row, srs_id)), Some(shapes)) = (self.first, &layer.shapes) else {
            return;
        };
        let expected = format!(
            "the system of the layer (srs_id {}), as which all shapes were read; {} of them name another",
            shapes.srs_id, self.n
        );
        let finding = Finding::new(Severity::Noted, "other-projection", file, &expected);
        report.add(finding.at(row).about(&format!("srs_id {srs_id}")));
    }
}
