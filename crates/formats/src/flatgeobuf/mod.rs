//! FlatGeobuf 3 in: a feature is a row, its properties are the columns.
//!
//! The tables are those of the library and are verified before they are used. Values and positions are taken from them here, because
//! lengths in a damaged file must neither decide how much memory is taken nor end the program.

mod geometry;
mod values;

use crate::ImportError;
use crate::input::Input;
use crate::report::Report;
use crate::shapefile::crs::{self, System};
use crate::table::{Fault, Row, Table};
use ::csv::StringRecord;
use ::flatgeobuf::{
    GeometryType, Header, size_prefixed_root_as_feature, size_prefixed_root_as_header,
};

/// Bytes before the header.
const MAGIC_BYTES: usize = 8;
/// Bytes of a node of the index: a box and a place.
const NODE_BYTES: u64 = 40;

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
        layer: None,
        path: path.clone(),
    };
    let crs = header.crs();
    let system = System {
        code: crs.map_or(0, |crs| crs.code()),
        wkt: crs.and_then(|crs| crs.wkt()).unwrap_or_default(),
        place: "the header",
    };
    crs::settle(&mut table, &system, report)?;
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
