//! Collections as FlatGeobuf 3: features along a Hilbert curve with an index over their boxes, or in their own order without one.
//!
//! An index names a box for every feature, so there is none when a feature has no geometry. Surfaces are all multipolygons and lines all
//! multilines, so that a layer has one type; layers of both have none (`Unknown`), and each feature says its own. The tables are built
//! here and not with the writer of the library, which knows neither features without geometry nor layers of mixed types.

use crate::geometry::wind;
use crate::values::{date_text, timestamp_text};
use ::flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};
use ::flatgeobuf::{
    Column, ColumnArgs, ColumnType, Crs, CrsArgs, Feature as FgbFeature, FeatureArgs,
    Geometry as FgbGeometry, GeometryArgs, GeometryType, Header, HeaderArgs,
};
use flatbuffers::{FlatBufferBuilder, WIPOffset};
use model::feature::{Feature, Field, FieldKind, Geometry, GeometryKind, Schema, Value};
use serde_json::json;
use std::io::{self, Write};

/// What every file begins with: `fgb`, the version, `fgb`, its patch.
const MAGIC_BYTES: [u8; 8] = *b"fgb\x03fgb\x00";

type Builder<'b> = FlatBufferBuilder<'b>;

/// The features as tables, one behind the other.
#[derive(Default)]
struct Features {
    bytes: Vec<u8>,
    /// Each feature's box, with its number.
    boxes: Vec<NodeItem>,
    /// Where each feature begins, and where the last one ends.
    ends: Vec<usize>,
    /// Whether every feature has a geometry.
    all_placed: bool,
}

pub(super) fn write(
    name: &str,
    schema: &Schema,
    features: &[&Feature],
    mut out: &mut dyn Write,
) -> io::Result<()> {
    let mut tables = Features {
        ends: vec![0],
        all_placed: true,
        ..Features::default()
    };
    let mut builder = Builder::new();
    let layer_type = layer_type(schema);
    for feature in features {
        tables.push(&mut builder, feature, layer_type);
    }
    let extent = calc_extent(&tables.boxes);
    let has_index = tables.all_placed && !tables.boxes.is_empty();
    out.write_all(&MAGIC_BYTES)?;
    out.write_all(&header((name, schema), &tables, (&extent, has_index)))?;
    if has_index {
        hilbert_sort(&mut tables.boxes, &extent);
        let leaves = tables.leaves();
        let index = PackedRTree::build(&leaves, &extent, PackedRTree::DEFAULT_NODE_SIZE);
        index
            .map_err(io::Error::other)?
            .stream_write(&mut out)
            .map_err(io::Error::other)?;
    }
    for number in tables.boxes.iter().map(|node| node.offset as usize) {
        out.write_all(&tables.bytes[tables.ends[number]..tables.ends[number + 1]])?;
    }
    out.flush()
}

fn layer_type(schema: &Schema) -> GeometryType {
    match schema.geometry {
        Some(GeometryKind::Point) => GeometryType::Point,
        Some(GeometryKind::Lines) => GeometryType::MultiLineString,
        Some(GeometryKind::Surface) => GeometryType::MultiPolygon,
        Some(GeometryKind::Mixed) | None => GeometryType::Unknown,
    }
}

impl Features {
    fn push(&mut self, builder: &mut Builder, feature: &Feature, layer_type: GeometryType) {
        let mut node = NodeItem::create(self.boxes.len() as u64);
        let placed = feature
            .geometry
            .as_ref()
            .filter(|geometry| geometry.bounds().is_some());
        let geometry = placed.map(|geometry| {
            if let Some([west, south, east, north]) = geometry.bounds() {
                node.expand_xy(west, south);
                node.expand_xy(east, north);
            }
            // A type that the layer has already takes no room.
            let is_typed = layer_type == GeometryType::Unknown;
            push_geometry(builder, geometry, is_typed)
        });
        self.all_placed &= geometry.is_some();
        let properties = builder.create_vector(&properties(feature));
        let arguments = FeatureArgs {
            geometry,
            properties: Some(properties),
            ..FeatureArgs::default()
        };
        let table = FgbFeature::create(builder, &arguments);
        builder.finish_size_prefixed(table, None);
        self.bytes.extend_from_slice(builder.finished_data());
        builder.reset();
        self.boxes.push(node);
        self.ends.push(self.bytes.len());
    }

    /// The boxes in their order, each with the place of its feature in the file.
    fn leaves(&self) -> Vec<NodeItem> {
        let mut place = 0;
        let leaf = |node: &NodeItem| {
            let number = node.offset as usize;
            let leaf = NodeItem {
                offset: place,
                ..node.clone()
            };
            place += (self.ends[number + 1] - self.ends[number]) as u64;
            leaf
        };
        self.boxes.iter().map(leaf).collect()
    }
}

fn header(
    (name, schema): (&str, &Schema),
    features: &Features,
    (extent, has_index): (&NodeItem, bool),
) -> Vec<u8> {
    let mut builder = Builder::new();
    let columns: Vec<_> = std::iter::once(id_column(&mut builder))
        .chain({
            let fields = &schema.fields;
            let columns: Vec<_> = fields
                .iter()
                .map(|field| column(&mut builder, field))
                .collect();
            columns
        })
        .collect();
    let columns = builder.create_vector(&columns);
    let envelope = [extent.min_x, extent.min_y, extent.max_x, extent.max_y];
    let envelope = envelope
        .iter()
        .all(|degrees| degrees.is_finite())
        .then(|| builder.create_vector(&envelope));
    let [org, crs_name] = ["EPSG", "WGS 84"].map(|text| builder.create_string(text));
    let crs = CrsArgs {
        org: Some(org),
        code: 4326,
        name: Some(crs_name),
        ..CrsArgs::default()
    };
    let crs = Crs::create(&mut builder, &crs);
    let name = builder.create_string(name);
    let arguments = HeaderArgs {
        name: Some(name),
        envelope,
        geometry_type: layer_type(schema),
        columns: Some(columns),
        features_count: features.boxes.len() as u64,
        index_node_size: u16::from(has_index) * PackedRTree::DEFAULT_NODE_SIZE,
        crs: Some(crs),
        ..HeaderArgs::default()
    };
    let header = Header::create(&mut builder, &arguments);
    builder.finish_size_prefixed(header, None);
    builder.finished_data().to_vec()
}

fn id_column<'b>(builder: &mut Builder<'b>) -> WIPOffset<Column<'b>> {
    let name = builder.create_string("id");
    let arguments = ColumnArgs {
        name: Some(name),
        type_: ColumnType::String,
        nullable: false,
        unique: true,
        primary_key: true,
        ..ColumnArgs::default()
    };
    Column::create(builder, &arguments)
}

fn column<'b>(builder: &mut Builder<'b>, field: &Field) -> WIPOffset<Column<'b>> {
    let type_ = match field.kind {
        FieldKind::Text => ColumnType::String,
        FieldKind::Integer => ColumnType::Long,
        FieldKind::Number => ColumnType::Double,
        FieldKind::Boolean => ColumnType::Bool,
        FieldKind::Date | FieldKind::Timestamp => ColumnType::DateTime,
        FieldKind::Texts | FieldKind::Nested => ColumnType::Json,
    };
    let texts = [&field.name, &field.title, &field.description];
    let [name, title, description] = texts.map(|text| builder.create_string(text));
    let metadata = field
        .unit
        .map(|unit| builder.create_string(&json!({ "unit": unit }).to_string()));
    let arguments = ColumnArgs {
        name: Some(name),
        type_,
        title: Some(title),
        description: Some(description),
        metadata,
        ..ColumnArgs::default()
    };
    Column::create(builder, &arguments)
}

/// The values that are there, each after the number of its column; `id` is column 0.
fn properties(feature: &Feature) -> Vec<u8> {
    let mut bytes = Vec::new();
    push_text(&mut bytes, 0, &feature.id);
    for (column, value) in (1..).zip(&feature.values) {
        match value {
            Value::Missing => {}
            Value::Integer(number) => push_bytes(&mut bytes, column, &number.to_le_bytes()),
            Value::Number(number) => push_bytes(&mut bytes, column, &number.to_le_bytes()),
            Value::Boolean(flag) => push_bytes(&mut bytes, column, &[u8::from(*flag)]),
            Value::Text(text) | Value::Nested(text) => push_text(&mut bytes, column, text),
            Value::Texts(texts) => push_text(&mut bytes, column, &json!(texts).to_string()),
            Value::Date(days) => push_text(&mut bytes, column, &date_text(*days)),
            Value::Timestamp(moment) => push_text(&mut bytes, column, &timestamp_text(*moment)),
        }
    }
    bytes
}

fn push_bytes(bytes: &mut Vec<u8>, column: u16, value: &[u8]) {
    bytes.extend(column.to_le_bytes());
    bytes.extend_from_slice(value);
}

fn push_text(bytes: &mut Vec<u8>, column: u16, text: &str) {
    let length = u32::try_from(text.len()).expect("a value is shorter than 4 GiB");
    push_bytes(bytes, column, &length.to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

fn push_geometry<'b>(
    builder: &mut Builder<'b>,
    geometry: &Geometry,
    is_typed: bool,
) -> WIPOffset<FgbGeometry<'b>> {
    let type_of = |of_layer| match is_typed {
        true => of_layer,
        false => GeometryType::Unknown,
    };
    match geometry {
        Geometry::Point(position) => {
            let flat = Flat {
                xy: position.to_vec(),
                ends: Vec::new(),
            };
            flat.into_table(builder, type_of(GeometryType::Point))
        }
        Geometry::Lines(lines) => {
            let mut flat = Flat::default();
            lines.iter().for_each(|line| flat.push(line.iter()));
            flat.into_table(builder, type_of(GeometryType::MultiLineString))
        }
        Geometry::Surface(surface) => {
            let mut parts = Vec::with_capacity(surface.polygons().len());
            for polygon in surface.polygons() {
                let mut flat = Flat::default();
                let mut rings = polygon.clone();
                wind(&mut rings);
                rings.iter().for_each(|ring| flat.push(ring.iter()));
                parts.push(flat.into_table(builder, type_of(GeometryType::Polygon)));
            }
            let arguments = GeometryArgs {
                parts: Some(builder.create_vector(&parts)),
                type_: type_of(GeometryType::MultiPolygon),
                ..GeometryArgs::default()
            };
            FgbGeometry::create(builder, &arguments)
        }
    }
}

/// Positions in one row, and the number of positions up to the end of each part.
#[derive(Default)]
struct Flat {
    xy: Vec<f64>,
    ends: Vec<u32>,
}

impl Flat {
    fn push<'a>(&mut self, positions: impl Iterator<Item = &'a [f64; 2]>) {
        self.xy.extend(positions.flatten());
        let n_positions = self.xy.len() / 2;
        self.ends
            .push(u32::try_from(n_positions).expect("a shape has fewer than 2^32 positions"));
    }

    fn into_table<'b>(
        self,
        builder: &mut Builder<'b>,
        type_: GeometryType,
    ) -> WIPOffset<FgbGeometry<'b>> {
        let xy = Some(builder.create_vector(&self.xy));
        // One part ends where the positions end.
        let ends = (self.ends.len() > 1).then(|| builder.create_vector(&self.ends));
        let arguments = GeometryArgs {
            xy,
            ends,
            type_,
            ..GeometryArgs::default()
        };
        FgbGeometry::create(builder, &arguments)
    }
}
