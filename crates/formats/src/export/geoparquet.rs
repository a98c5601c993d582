//! GeoParquet 1.1: Parquet with geometry as WKB.

use super::wkb;
use model::feature::{Feature, Field, FieldKind, Geometry, Schema, Value};
use parquet::basic::{
    Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical,
};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

/// Features a row group.
const GROUP: usize = 50_000;

pub(super) fn write(schema: &Schema, features: &[&Feature], out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    file(schema, features, &mut bytes).map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    out.flush()
}

fn file(schema: &Schema, features: &[&Feature], bytes: &mut Vec<u8>) -> Result<()> {
    let mut properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    if schema.geometry.is_some() {
        let geo = KeyValue::new("geo".to_owned(), geo(features).to_string());
        properties = properties.set_key_value_metadata(Some(vec![geo]));
    }
    let mut writer = SerializedFileWriter::new(bytes, root(schema)?, Arc::new(properties.build()))?;
    for group in features.chunks(GROUP) {
        let mut row_group = writer.next_row_group()?;
        write_group(&mut row_group, schema, group)?;
        row_group.close()?;
    }
    writer.close()?;
    Ok(())
}

/// The file's metadata, by the specification's schema of 1.1.0.
fn geo(features: &[&Feature]) -> serde_json::Value {
    let geometries = || {
        features
            .iter()
            .filter_map(|feature| feature.geometry.as_ref())
    };
    let kinds: BTreeSet<_> = geometries().map(wkb::kind).collect();
    let wider = |a: [f64; 4], b: [f64; 4]| {
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            a[2].max(b[2]),
            a[3].max(b[3]),
        ]
    };
    let mut column = json!({
        "encoding": "WKB",
        "geometry_types": kinds,
        "orientation": "counterclockwise",
        "covering": { "bbox": {
            "xmin": ["bbox", "xmin"], "ymin": ["bbox", "ymin"], "xmax": ["bbox", "xmax"], "ymax": ["bbox", "ymax"],
        } },
    });
    if let Some(bounds) = geometries().filter_map(Geometry::bounds).reduce(wider) {
        column["bbox"] = json!(bounds);
    }
    json!({ "version": "1.1.0", "primary_column": "geometry", "columns": { "geometry": column } })
}

fn root(schema: &Schema) -> Result<TypePtr> {
    let mut fields = vec![leaf(
        "id",
        Physical::BYTE_ARRAY,
        Some(LogicalType::String),
        Repetition::REQUIRED,
    )?];
    for field in &schema.fields {
        fields.push(column(field)?);
    }
    if schema.geometry.is_some() {
        fields.push(leaf(
            "geometry",
            Physical::BYTE_ARRAY,
            None,
            Repetition::OPTIONAL,
        )?);
        let sides = ["xmin", "ymin", "xmax", "ymax"];
        let sides: Result<Vec<_>> = sides
            .iter()
            .map(|side| leaf(side, Physical::DOUBLE, None, Repetition::REQUIRED))
            .collect();
        let bbox = Type::group_type_builder("bbox")
            .with_repetition(Repetition::OPTIONAL)
            .with_fields(sides?);
        fields.push(Arc::new(bbox.build()?));
    }
    Ok(Arc::new(
        Type::group_type_builder("schema")
            .with_fields(fields)
            .build()?,
    ))
}

fn leaf(
    name: &str,
    physical: Physical,
    logical: Option<LogicalType>,
    repetition: Repetition,
) -> Result<TypePtr> {
    let leaf = Type::primitive_type_builder(name, physical);
    Ok(Arc::new(
        leaf.with_logical_type(logical)
            .with_repetition(repetition)
            .build()?,
    ))
}

fn column(field: &Field) -> Result<TypePtr> {
    let optional = |physical, logical| leaf(&field.name, physical, logical, Repetition::OPTIONAL);
    match field.kind {
        FieldKind::Text => optional(Physical::BYTE_ARRAY, Some(LogicalType::String)),
        FieldKind::Nested => optional(Physical::BYTE_ARRAY, Some(LogicalType::Json)),
        FieldKind::Integer => optional(Physical::INT64, None),
        FieldKind::Number => optional(Physical::DOUBLE, None),
        FieldKind::Boolean => optional(Physical::BOOLEAN, None),
        FieldKind::Date => optional(Physical::INT32, Some(LogicalType::Date)),
        FieldKind::Timestamp => {
            let micros = LogicalType::timestamp(true, TimeUnit::MICROS);
            optional(Physical::INT64, Some(micros))
        }
        FieldKind::Texts => {
            let element = leaf(
                "element",
                Physical::BYTE_ARRAY,
                Some(LogicalType::String),
                Repetition::REQUIRED,
            )?;
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![element]);
            let outer = Type::group_type_builder(&field.name)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .with_fields(vec![Arc::new(list.build()?)]);
            Ok(Arc::new(outer.build()?))
        }
    }
}

type RowGroup<'a, 'b> = SerializedRowGroupWriter<'a, &'b mut Vec<u8>>;

fn write_group(group: &mut RowGroup<'_, '_>, schema: &Schema, features: &[&Feature]) -> Result<()> {
    let ids: Vec<_> = features
        .iter()
        .map(|feature| ByteArray::from(feature.id.as_str()))
        .collect();
    put::<ByteArrayType>(group, &ids, None, None)?;
    for (place, field) in schema.fields.iter().enumerate() {
        let values = features.iter().map(|feature| &feature.values[place]);
        write_column(group, field.kind, values)?;
    }
    if schema.geometry.is_none() {
        return Ok(());
    }
    let geometries = features.iter().map(|feature| feature.geometry.as_ref());
    optional::<ByteArrayType>(
        group,
        geometries
            .clone()
            .map(|of| of.map(|of| ByteArray::from(wkb::bytes(of)))),
    )?;
    let bounds: Vec<_> = geometries.map(|of| of.and_then(Geometry::bounds)).collect();
    for side in 0..4 {
        optional::<DoubleType>(group, bounds.iter().map(|of| of.map(|of| of[side])))?;
    }
    Ok(())
}

fn write_column<'a>(
    group: &mut RowGroup<'_, '_>,
    kind: FieldKind,
    values: impl Iterator<Item = &'a Value>,
) -> Result<()> {
    match kind {
        FieldKind::Text | FieldKind::Nested => optional::<ByteArrayType>(
            group,
            values.map(|value| match value {
                Value::Text(text) | Value::Nested(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            }),
        ),
        FieldKind::Integer | FieldKind::Timestamp => optional::<Int64Type>(
            group,
            values.map(|value| match value {
                Value::Integer(number) | Value::Timestamp(number) => Some(*number),
                _ => None,
            }),
        ),
        FieldKind::Number => optional::<DoubleType>(
            group,
            values.map(|value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            }),
        ),
        FieldKind::Boolean => optional::<BoolType>(
            group,
            values.map(|value| match value {
                Value::Boolean(is) => Some(*is),
                _ => None,
            }),
        ),
        FieldKind::Date => optional::<Int32Type>(
            group,
            values.map(|value| match value {
                Value::Date(days) => Some(*days),
                _ => None,
            }),
        ),
        FieldKind::Texts => write_lists(group, values),
    }
}

/// One leaf with a value or none a row.
fn optional<T: DataType>(
    group: &mut RowGroup<'_, '_>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let (mut present, mut levels) = (Vec::new(), Vec::new());
    for value in values {
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    put::<T>(group, &present, Some(&levels), None)
}

/// Lists: a level of 0 is no list, 1 an empty one, 2 an element; what goes on with the list of its row repeats.
fn write_lists<'a>(
    group: &mut RowGroup<'_, '_>,
    values: impl Iterator<Item = &'a Value>,
) -> Result<()> {
    let (mut present, mut definitions, mut repetitions) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        let parts = match value {
            Value::Texts(parts) => parts.as_slice(),
            _ => &[],
        };
        if parts.is_empty() {
            definitions.push(i16::from(matches!(value, Value::Texts(_))));
            repetitions.push(0);
        }
        for (place, part) in parts.iter().enumerate() {
            present.push(ByteArray::from(part.as_str()));
            definitions.push(2);
            repetitions.push(i16::from(place > 0));
        }
    }
    put::<ByteArrayType>(group, &present, Some(&definitions), Some(&repetitions))
}

fn put<T: DataType>(
    group: &mut RowGroup<'_, '_>,
    values: &[T::T],
    definitions: Option<&[i16]>,
    repetitions: Option<&[i16]>,
) -> Result<()> {
    let mut column = group
        .next_column()?
        .expect("columns are written in the order of the schema");
    column
        .typed::<T>()
        .write_batch(values, definitions, repetitions)?;
    column.close()
}
