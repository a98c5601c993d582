//! FlatGeobuf 3 in: a feature is a row, its properties are the columns.
//!
//! The tables are those of the library and are verified before they are used. Values and positions are taken from them here, because
//! lengths in a damaged file must neither decide how much memory is taken nor end the program.

mod geometry;
mod values;

use crate::ImportError;
use crate::input::Input;
use crate::report::{Finding, Report, Severity};
use crate::shapefile::crs;
use crate::table::{Fault, Row, Table};
use ::csv::StringRecord;
use ::flatgeobuf::{
    Crs, GeometryType, Header, size_prefixed_root_as_feature, size_prefixed_root_as_header,
};

/// Bytes before the header.
const MAGIC_BYTES: usize = 8;
/// Bytes of a node of the index: a box and a place.
const NODE_BYTES: u64 = 40;
/// Codes of systems whose numbers are taken as degrees of WGS 84; NAD83 (4269) differs from it by one to two metres.
const DEGREES: [i32; 4] = [4326, 4269, 4979, 84];
/// Codes of Web Mercator, and what a `.prj` calls it.
const WEB_MERCATOR: [i32; 2] = [3857, 900_913];
const WEB_MERCATOR_WKT: &str = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;

/// Reads all features, whatever their order.
pub(crate) fn read(input: Input, report: &mut Report) -> Result<Table, ImportError> {
    let (file, path) = (input.name.clone(), input.path.clone());
    let bytes = input.read_all()?;
    let damaged = |detail: String| ImportError::Damaged {
        file: path.clone(),
        detail,
    };
    let (header_bytes, rest) = prefixed(&bytes[MAGIC_BYTES..])
        .ok_or_else(|| damaged("it ends in its header".to_owned()))?;
    let header = size_prefixed_root_as_header(header_bytes)
        .map_err(|_| damaged("its header cannot be read".to_owned()))?;
    let index_bytes = index_bytes(&header).filter(|length| *length <= rest.len() as u64);
    let index_bytes = index_bytes.ok_or_else(|| damaged("it ends in its index".to_owned()))?;
    let features = &rest[index_bytes as usize..];
    let rows = read_rows(&header, features).map_err(damaged)?;
    let columns = header.columns();
    let names = columns.iter().flat_map(|columns| columns.iter());
    let mut table = Table {
        file,
        columns: names
            .map(|column| column.name().trim().to_owned())
            .collect(),
        rows,
        has_shapes: true,
        path: path.clone(),
    };
    settle_crs(&mut table, header.crs(), report)?;
    Ok(table)
}

/// The table that begins with its length, with the length, and what is behind it.
fn prefixed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_le_bytes(*bytes.first_chunk()?) as usize;
    bytes.split_at_checked(length.checked_add(4)?)
}

/// The length of the index; nothing when its numbers cannot be right.
fn index_bytes(header: &Header) -> Option<u64> {
    let node_size = u64::from(header.index_node_size());
    let mut n_nodes = header.features_count();
    if node_size == 0 || n_nodes == 0 {
        return Some(0);
    }
    let node_size = node_size.max(2);
    let mut n_all = n_nodes;
    while n_nodes > 1 {
        n_nodes = n_nodes.div_ceil(node_size);
        n_all = n_all.checked_add(n_nodes)?;
    }
    // A single feature has a node above it all the same.
    if header.features_count() == 1 {
        n_all = 2;
    }
    n_all.checked_mul(NODE_BYTES)
}

fn read_rows(header: &Header, features: &[u8]) -> Result<Vec<Row>, String> {
    let kinds: Vec<_> = header
        .columns()
        .iter()
        .flat_map(|columns| columns.iter())
        .map(|column| column.type_())
        .collect();
    let mut rows = Vec::new();
    let mut rest = features;
    while !rest.is_empty() {
        let number = rows.len() as u64 + 1;
        let (bytes, behind) =
            prefixed(rest).ok_or_else(|| format!("it ends in the middle of feature {number}"))?;
        rest = behind;
        let feature = size_prefixed_root_as_feature(bytes)
            .map_err(|_| format!("feature {number} cannot be read"))?;
        let properties = feature.properties().map(|list| list.bytes());
        let cells = values::cells(properties.unwrap_or_default(), &kinds)
            .ok_or_else(|| format!("the values of feature {number} do not fit their lengths"))?;
        let shape = feature.geometry().map(|geometry| {
            let of_layer = header.geometry_type();
            let kind = match of_layer {
                GeometryType::Unknown => geometry.type_(),
                of_layer => of_layer,
            };
            geometry::read(&geometry, kind)
        });
        let (geometry, fault) = match shape.transpose() {
            Ok(shape) => (shape.flatten(), None),
            Err(expected) => (None, Some(Fault::new("bad-geometry", expected))),
        };
        rows.push(Row {
            number,
            cells: StringRecord::from(cells),
            geometry,
            faults: fault.into_iter().collect(),
        });
    }
    let n_stated = header.features_count();
    if n_stated > 0 && n_stated != rows.len() as u64 {
        return Err(format!(
            "it says that it has {n_stated} features and has {}",
            rows.len()
        ));
    }
    Ok(rows)
}

/// Turns positions into degrees: by the system's code, else by its description.
fn settle_crs(table: &mut Table, crs: Option<Crs>, report: &mut Report) -> Result<(), ImportError> {
    let code = crs.map_or(0, |crs| crs.code());
    let text = crs.and_then(|crs| crs.wkt()).unwrap_or_default().trim();
    if DEGREES.contains(&code) {
        return Ok(());
    }
    if WEB_MERCATOR.contains(&code) {
        return crs::to_degrees(table, Some(WEB_MERCATOR_WKT), report);
    }
    if text.is_empty() && code == 0 {
        let expected = "a coordinate system in the header; without it the numbers were taken for degrees of WGS 84";
        let finding = Finding::new(Severity::Noted, "no-projection", &table.file, expected);
        report.add(finding);
        return Ok(());
    }
    if text.is_empty() {
        return Err(ImportError::ForeignCrs {
            file: table.path.clone(),
            crs: format!("EPSG:{code}"),
        });
    }
    crs::to_degrees(table, Some(text), report)
}
