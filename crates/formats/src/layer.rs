//! A layer of areas that are asked what they hold: an id and a surface each, read as the file says it or refused.
//!
//! Unlike an import into a district, nothing tells here where areas are to be expected. So nothing is taken for a slip: longitude comes
//! before latitude, 0, 0 is a place, and an id stands once.

use crate::geometry::{Geometry, Position, is_in_degrees};
use crate::import::context::Context;
use crate::import::{Cells, Known};
use crate::input::{Counter, total_bytes};
use crate::mapping::{Mapping, Resolved};
use crate::report::{Finding, Report, Severity};
use crate::table::{Fault, Row, Table, read_tables};
use crate::{ImportError, ImportKind, Limits};
use model::LonLat;
use model::geometry::Surface;
use std::collections::HashMap;
use std::path::PathBuf;

/// The kinds of import that bring areas; a mapping for any of them does.
const KINDS: [ImportKind; 4] = [
    ImportKind::Neighborhoods,
    ImportKind::Zones,
    ImportKind::Population,
    ImportKind::Context,
];

/// No longitude of any habit is beyond this; what is, is in metres or feet.
const MOST_DEGREES: f64 = 360.0;

/// The fault of what stands among features and is none.
const NOT_A_FEATURE: &str = "not-a-feature";

/// What is to be read.
pub struct LayerRequest<'a> {
    /// The files, GeoJSON, FlatGeobuf, GeoPackage or Shapefile; all of them together are the layer.
    pub files: &'a [PathBuf],
    /// Which column holds the id; the one named `id` unless it says another.
    pub mapping: &'a Mapping,
    /// How much is read.
    pub limits: Limits,
    /// Called with bytes done and bytes in all.
    pub progress: &'a dyn Fn(u64, u64),
}

/// One area.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its id, as in the file; never empty.
    pub id: String,
    /// What it covers.
    pub surface: Surface,
}

/// The areas of some files.
#[derive(Debug)]
pub struct Layer {
    /// The areas that were read, by the bytes of their ids, no two alike.
    pub areas: Vec<Area>,
    /// What was refused, repaired or is worth knowing. The layer is whole when no row is refused.
    pub report: Report,
}

/// Reads a layer of areas. A file without features has none, which is no fault. Takes O(n log n) for n positions.
///
/// # Errors
/// When a whole file cannot be used. Single rows that cannot be used are in [`Layer::report`].
pub fn read_layer(request: &LayerRequest) -> Result<Layer, ImportError> {
    check_mapping(request.mapping)?;
    let progress = Counter::new(total_bytes(request.files), request.progress);
    let mut reading = Reading::default();
    for path in request.files {
        let table = read_tables(
            path,
            request.mapping.layer.as_deref(),
            &request.limits,
            &progress,
            &mut reading.report,
        )?;
        reading.add_table(request.mapping, table)?;
    }
    let Reading {
        mut areas, report, ..
    } = reading;
    areas.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    Ok(Layer { areas, report })
}

#[derive(Default)]
struct Reading {
    areas: Vec<Area>,
    /// The file and the row in which an id stands first.
    first_rows: HashMap<String, (String, u64)>,
    report: Report,
}

impl Reading {
    fn add_table(&mut self, mapping: &Mapping, mut table: Table) -> Result<(), ImportError> {
        if !table.has_shapes {
            return Err(ImportError::NotTheFormat {
                file: table.path,
                expected:
                    "a layer of areas (GeoJSON, FlatGeobuf, GeoPackage or a zipped Shapefile)"
                        .to_owned(),
                found: "it is a table, whose rows have no shapes".to_owned(),
            });
        }
        if table.rows.is_empty() {
            return Ok(());
        }
        mapping.select_rows(&mut table, &mut self.report)?;
        check_degrees(&table)?;
        let resolved = resolve_id(mapping, &table)?;
        let known = Known::default();
        let mut report = std::mem::take(&mut self.report);
        let mut context = Context::new(&known, &table.file, &mut report);
        for row in &table.rows {
            context.report.rows += 1;
            if row.faults.iter().any(|fault| fault.kind == NOT_A_FEATURE) {
                refuse(&mut context, row.number, row.faults.clone());
                continue;
            }
            let mut cells = Cells::new(&resolved, row, &[]);
            let id = id(&mut cells, &resolved, row);
            let surface = surface(&mut cells, row, &mut context);
            if let Some(id) = &id {
                self.refuse_repeated(&mut cells, id, &table.file);
            }
            match (id, surface) {
                (Some(id), Some(surface)) if cells.faults.is_empty() => {
                    self.areas.push(Area { id, surface });
                }
                _ => refuse(&mut context, row.number, cells.faults),
            }
        }
        context.finish();
        self.report = report;
        Ok(())
    }

    fn refuse_repeated(&mut self, cells: &mut Cells, id: &str, file: &str) {
        let here = (file.to_owned(), cells.number());
        let Some((first_file, first_row)) = self.first_rows.get(id) else {
            self.first_rows.insert(id.to_owned(), here);
            return;
        };
        let place = match first_file == file {
            true => format!("row {first_row}"),
            false => format!("row {first_row} of {first_file}"),
        };
        let expected = format!("it stands in {place} already; every area has an id of its own");
        cells.fault("repeated-id", "id", Some(id), &expected);
    }
}

/// Refuses mappings that are for something without areas, or that name fields which areas do not have.
fn check_mapping(mapping: &Mapping) -> Result<(), ImportError> {
    let is_of_areas = |word: &String| KINDS.iter().any(|kind| kind.as_str() == word);
    if let Some(kind) = mapping.kind.as_ref().filter(|word| !is_of_areas(word)) {
        let words = KINDS.map(ImportKind::as_str).join(", ");
        return Err(mapping.wrong(format!(
            "this mapping is for {kind}; a layer of areas takes one for {words}, or one that names no kind"
        )));
    }
    let fields = KINDS.iter().flat_map(|kind| kind.fields());
    let fields: Vec<_> = fields.copied().collect();
    let mut given = mapping.fields.keys();
    match given.find(|name| !fields.contains(&name.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(mapping.wrong(format!(
            "there is no field {unknown:?}; of an area only the field id is read"
        ))),
    }
}

/// Looks up the column of the id, and those that its prefix is made of.
fn resolve_id(mapping: &Mapping, table: &Table) -> Result<Resolved, ImportError> {
    let mut of_id = mapping.clone();
    let id = mapping.fields.get("id");
    let prefix = id.and_then(|id| id.prefix.clone()).unwrap_or_default();
    of_id
        .fields
        .retain(|name, _| name == "id" || prefix.contains(&format!("{{{name}}}")));
    let names: Vec<_> = KINDS.iter().flat_map(|kind| kind.fields()).collect();
    let names: Vec<_> = names.into_iter().copied().collect();
    let resolved = Resolved::new(&of_id, &names, &[], table)?;
    if resolved.has("id") {
        return Ok(resolved);
    }
    Err(ImportError::Columns {
        file: table.path.clone(),
        problem: "no area has an id; every area has one, as the member or the property `id` of its feature, or in a column that a \
            mapping (--map) names"
            .to_owned(),
        columns: table.columns.clone(),
    })
}

/// Refuses a file whose numbers are all too large for degrees.
fn check_degrees(table: &Table) -> Result<(), ImportError> {
    let firsts = table.rows.iter().filter_map(|row| {
        let mut positions = row.geometry.as_ref()?.positions();
        positions.next()
    });
    let mut firsts = firsts.peekable();
    let is_projected = |[x, y]: Position| x.abs() > MOST_DEGREES || y.abs() > MOST_DEGREES;
    if firsts.peek().is_some() && firsts.all(is_projected) {
        return Err(ImportError::ForeignCrs {
            file: table.path.clone(),
            crs: "metres or feet of a projection, not degrees".to_owned(),
        });
    }
    Ok(())
}

/// The id: as it stands, unless the mapping says how it is to be read.
fn id(cells: &mut Cells, resolved: &Resolved, row: &Row) -> Option<String> {
    let field = resolved.field("id")?;
    if !field.is_plain() {
        return cells.required("id");
    }
    let id = field.raw(row);
    if id.is_empty() {
        let expected =
            "it is empty; every area has an id, as the member or the property `id` of its feature";
        cells.fault("missing-value", "id", None, expected);
    }
    Some(id).filter(|id| !id.is_empty())
}

fn surface(cells: &mut Cells, row: &Row, context: &mut Context) -> Option<Surface> {
    let polygons = match &row.geometry {
        Some(Geometry::Polygons(polygons)) => polygons,
        // Why it could not be read is said already.
        None if row.faults.iter().any(|fault| fault.kind == "bad-geometry") => return None,
        other => {
            let found = match other {
                Some(Geometry::Points(_)) => "a point is no area",
                Some(_) => "a line is no area",
                None => "it is null or has no coordinates",
            };
            let expected = format!("{found}; every area is a polygon or several of them");
            cells.faults.push(Fault::new("bad-geometry", expected));
            return None;
        }
    };
    let mut positions = polygons.iter().flatten().flatten();
    if let Some(&[x, y]) = positions.find(|position| !is_in_degrees(**position)) {
        let wrong = LonLat::try_new(x, y).err()?;
        let hint = match is_in_degrees([y, x]) {
            true => "; longitude comes first, then latitude",
            false => "",
        };
        let expected = format!("{wrong}{hint}");
        cells.faults.push(Fault::new("bad-geometry", expected));
        return None;
    }
    context.surface(cells, polygons.clone())
}

fn refuse(context: &mut Context, row: u64, faults: Vec<Fault>) {
    context.report.refused_rows += 1;
    for fault in faults {
        let finding = Finding::new(Severity::Refused, fault.kind, context.file, &fault.expected);
        let mut finding = finding.at(row);
        if fault.kind != NOT_A_FEATURE {
            finding = finding.in_column(fault.column.as_deref().unwrap_or("geometry"));
        }
        if let Some(value) = &fault.value {
            finding = finding.about(value);
        }
        context.report.add(finding);
    }
}
