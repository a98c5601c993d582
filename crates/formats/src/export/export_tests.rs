use super::*;
use ::flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};
use calamine::{Data, Reader, Xlsx};
use geozero::{GeomProcessor, GeozeroGeometry};
use model::feature::{Field, FieldKind, Geometry, GeometryKind, Value};
use model::geometry::Surface;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field as Cell, RowAccessor};
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

const KINDS: [(&str, FieldKind); 8] = [
    ("text", FieldKind::Text),
    ("integer", FieldKind::Integer),
    ("number", FieldKind::Number),
    ("boolean", FieldKind::Boolean),
    ("day", FieldKind::Date),
    ("moment", FieldKind::Timestamp),
    ("texts", FieldKind::Texts),
    ("nested", FieldKind::Nested),
];

fn schema(geometry: Option<GeometryKind>) -> Schema {
    let field = |(name, kind): &(&'static str, FieldKind)| Field {
        name: Cow::Borrowed(name),
        title: Cow::Borrowed("A title"),
        description: Cow::Borrowed("What it means."),
        kind: *kind,
        unit: None,
        codes: Vec::new(),
    };
    Schema {
        fields: KINDS.iter().map(field).collect(),
        geometry,
    }
}

fn value(kind: FieldKind) -> BoxedStrategy<Value> {
    // What a spreadsheet would take for a formula has a test of its own.
    let text = "[a-zñ,;\"\\\\ ]{0,8}|\\PC{0,6}".prop_filter("no formula", |text: &String| {
        text::disarmed(text.clone()) == *text
    });
    match kind {
        FieldKind::Text => text.prop_map(Value::Text).boxed(),
        FieldKind::Integer => (-(1i64 << 52)..1 << 52).prop_map(Value::Integer).boxed(),
        FieldKind::Number => prop_oneof![-1e6..1e6, Just(0.1), Just(1e300), Just(-0.25)]
            .prop_map(Value::Number)
            .boxed(),
        FieldKind::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        FieldKind::Date => (-100_000i32..100_000).prop_map(Value::Date).boxed(),
        FieldKind::Timestamp => (-4_000_000_000_000_000i64..4_000_000_000_000_000)
            .prop_map(Value::Timestamp)
            .boxed(),
        FieldKind::Texts => prop::collection::vec("[a-z;\\\\]{1,4}", 0..3)
            .prop_map(Value::Texts)
            .boxed(),
        FieldKind::Nested => "[a-z]{0,4}"
            .prop_map(|text| Value::Nested(format!("[{{\"a\":\"{text}\"}}]")))
            .boxed(),
    }
}

fn values() -> impl Strategy<Value = Vec<Value>> {
    let one = |kind: FieldKind| prop_oneof![1 => Just(Value::Missing), 4 => value(kind)];
    KINDS.map(|(_, kind)| one(kind)).to_vec()
}

fn point() -> impl Strategy<Value = Geometry> {
    (-180.0..180.0, -90.0..90.0).prop_map(|(lon, lat)| Geometry::Point([lon, lat]))
}

fn lines() -> impl Strategy<Value = Geometry> {
    let line = prop::collection::vec(
        (-170.0..170.0, -80.0..80.0).prop_map(|(lon, lat)| [lon, lat]),
        2..5,
    );
    prop::collection::vec(line, 1..3).prop_map(|lines| Geometry::Lines(Arc::new(lines)))
}

fn surface() -> impl Strategy<Value = Geometry> {
    let square = |(w, s): (f64, f64)| {
        vec![vec![
            [w, s],
            [w + 1.0, s],
            [w + 1.0, s + 1.0],
            [w, s + 1.0],
            [w, s],
        ]]
    };
    prop::collection::vec((-170.0..170.0, -80.0..80.0), 1..3).prop_map(move |corners| {
        let polygons = corners.into_iter().map(square).collect();
        Geometry::Surface(Arc::new(Surface::try_new(polygons).unwrap()))
    })
}

fn features(
    geometry: impl Strategy<Value = Geometry> + 'static,
    all_have_one: bool,
) -> impl Strategy<Value = Vec<Feature>> {
    let chance = if all_have_one { 0.999_999_999 } else { 0.7 };
    prop::collection::vec((prop::option::weighted(chance, geometry), values()), 0..12).prop_map(
        |features| {
            let feature = |(number, (geometry, values))| Feature {
                id: format!("id-{number}"),
                geometry,
                values,
            };
            features.into_iter().enumerate().map(feature).collect()
        },
    )
}

fn written(format: Format, schema: &Schema, features: &[Feature]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let all: Vec<_> = features.iter().collect();
    write(format, "layer", schema, &all, &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn csv_reads_back_cell_by_cell(features in features(point(), false)) {
        let schema = schema(Some(GeometryKind::Point));
        let bytes = written(Format::Csv, &schema, &features);
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        prop_assert_eq!(header, csv::header(&schema));
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), features.len());
        for (row, feature) in rows.iter().zip(&features) {
            prop_assert_eq!(&row[0], feature.id.as_str());
            for (cell, value) in row.iter().skip(1).zip(&feature.values) {
                prop_assert_eq!(cell, text::cell(value));
                if let Value::Number(number) = value {
                    prop_assert_eq!(cell.parse::<f64>().unwrap(), *number);
                }
            }
            match feature.geometry {
                Some(Geometry::Point([lon, lat])) => {
                    prop_assert_eq!(row[9].parse::<f64>().unwrap(), lon);
                    prop_assert_eq!(row[10].parse::<f64>().unwrap(), lat);
                }
                _ => prop_assert_eq!(&row[9], ""),
            }
        }
    }

    #[test]
    fn spreadsheets_read_back_cell_by_cell(features in features(point(), false)) {
        let schema = schema(Some(GeometryKind::Point));
        let bytes = written(Format::Xlsx, &schema, &features);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("layer").unwrap();
        for (number, feature) in features.iter().enumerate() {
            let at = |column: usize| sheet.get_value((number as u32 + 1, column as u32)).cloned().unwrap_or(Data::Empty);
            prop_assert_eq!(at(0), Data::String(feature.id.clone()));
            for (place, value) in feature.values.iter().enumerate() {
                let cell = at(place + 1);
                match value {
                    Value::Missing => prop_assert_eq!(cell, Data::Empty),
                    Value::Integer(whole) => prop_assert_eq!(cell, Data::Float(*whole as f64)),
                    Value::Number(number) => prop_assert_eq!(cell, Data::Float(*number)),
                    Value::Boolean(is) => prop_assert_eq!(cell, Data::Bool(*is)),
                    // An empty text is an empty cell.
                    other if text::cell(other).is_empty() => prop_assert!(matches!(&cell, Data::Empty) || cell == Data::String(String::new())),
                    other => prop_assert_eq!(cell, Data::String(text::cell(other))),
                }
            }
        }
        let columns = book.worksheet_range("columns").unwrap();
        prop_assert_eq!(columns.height(), schema.fields.len() + 1);
    }

    #[test]
    fn geojson_and_its_sequence_say_the_same(features in features(surface(), false)) {
        let schema = schema(Some(GeometryKind::Surface));
        let whole: serde_json::Value = serde_json::from_slice(&written(Format::GeoJson, &schema, &features)).unwrap();
        let sequence = String::from_utf8(written(Format::GeoJsonSeq, &schema, &features)).unwrap();
        let texts: Vec<serde_json::Value> = sequence.split('\u{1e}').skip(1).map(|text| serde_json::from_str(text).unwrap()).collect();
        prop_assert_eq!(whole["features"].as_array().unwrap(), &texts);
        for (json, feature) in texts.iter().zip(&features) {
            prop_assert_eq!(&json["id"], feature.id.as_str());
            for ((name, _), value) in KINDS.iter().zip(&feature.values) {
                let json = &json["properties"][name];
                match value {
                    Value::Missing => prop_assert!(json.is_null()),
                    Value::Text(text) => prop_assert_eq!(json, text.as_str()),
                    Value::Integer(number) => prop_assert_eq!(json.as_i64(), Some(*number)),
                    Value::Number(number) => prop_assert_eq!(json.as_f64(), Some(*number)),
                    Value::Boolean(is) => prop_assert_eq!(json.as_bool(), Some(*is)),
                    Value::Texts(parts) => prop_assert_eq!(json.as_array().unwrap().len(), parts.len()),
                    Value::Nested(text) => prop_assert_eq!(&json.to_string(), text),
                    Value::Date(_) | Value::Timestamp(_) => prop_assert_eq!(json.as_str().unwrap(), text::cell(value)),
                }
            }
        }
    }

    #[test]
    fn flatgeobuf_reads_back_by_its_own_reader(placed in features(surface(), true), some in features(surface(), false), points in features(point(), false), mixed in features(prop_oneof![surface(), lines()], false)) {
        for (kind, features) in [(GeometryKind::Surface, placed), (GeometryKind::Surface, some), (GeometryKind::Point, points), (GeometryKind::Mixed, mixed)] {
            let schema = schema(Some(kind));
            let bytes = written(Format::FlatGeobuf, &schema, &features);
            let by_id: BTreeMap<&str, &Feature> = features.iter().map(|feature| (feature.id.as_str(), feature)).collect();
            let mut n_read = 0;
            let mut reader = FgbReader::open(Cursor::new(bytes)).unwrap().select_all_seq().unwrap();
            while let Some(read) = reader.next().unwrap() {
                let feature = by_id[read.property::<String>("id").unwrap().as_str()];
                let properties = read.properties().unwrap();
                for ((name, _), value) in KINDS.iter().zip(&feature.values) {
                    let expected = match value {
                        Value::Missing => None,
                        Value::Texts(parts) => Some(serde_json::to_string(parts).unwrap()),
                        Value::Number(number) => Some(number.to_string()),
                        other => Some(text::cell(other)),
                    };
                    prop_assert_eq!(properties.get(*name).cloned(), expected, "{}", name);
                }
                let mut positions = Positions::default();
                if feature.geometry.is_some() {
                    read.process_geom(&mut positions).unwrap();
                }
                prop_assert_eq!(positions.0, positions_of(feature.geometry.as_ref()));
                n_read += 1;
            }
            prop_assert_eq!(n_read, features.len());
        }
    }

    #[test]
    fn geoparquet_reads_back_by_its_own_reader(features in features(surface(), false)) {
        let schema = schema(Some(GeometryKind::Surface));
        let bytes = written(Format::GeoParquet, &schema, &features);
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
        let geo: serde_json::Value = serde_json::from_str(metadata[0].value.as_ref().unwrap()).unwrap();
        prop_assert_eq!(&geo["version"], "1.1.0");
        prop_assert_eq!(&geo["columns"]["geometry"]["encoding"], "WKB");
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), features.len());
        for (row, feature) in rows.iter().zip(&features) {
            prop_assert_eq!(row.get_string(0).unwrap(), &feature.id);
            for (place, value) in feature.values.iter().enumerate() {
                let (_, cell) = row.get_column_iter().nth(place + 1).unwrap();
                match (value, cell) {
                    (Value::Missing, Cell::Null) => {}
                    (Value::Text(text) | Value::Nested(text), Cell::Str(read)) => prop_assert_eq!(text, read),
                    (Value::Integer(number), Cell::Long(read)) => prop_assert_eq!(number, read),
                    (Value::Number(number), Cell::Double(read)) => prop_assert_eq!(number, read),
                    (Value::Boolean(is), Cell::Bool(read)) => prop_assert_eq!(is, read),
                    (Value::Date(days), Cell::Date(read)) => prop_assert_eq!(days, read),
                    (Value::Timestamp(moment), Cell::TimestampMicros(read)) => prop_assert_eq!(moment, read),
                    (Value::Texts(parts), Cell::ListInternal(read)) => {
                        let read: Vec<_> = read.elements().iter().map(|part| matches!(part, Cell::Str(text) if parts.contains(text))).collect();
                        prop_assert_eq!(read, vec![true; parts.len()]);
                    }
                    (value, cell) => prop_assert!(false, "{value:?} came back as {cell:?}"),
                }
            }
            let (_, cell) = row.get_column_iter().nth(KINDS.len() + 1).unwrap();
            match (&feature.geometry, cell) {
                (None, Cell::Null) => {}
                (Some(geometry), Cell::Bytes(read)) => prop_assert!(read.data() == wkb::bytes(geometry).as_slice()),
                (geometry, cell) => prop_assert!(false, "{geometry:?} came back as {cell:?}"),
            }
        }
    }
}

/// All positions of a geometry in the order in which they come.
#[derive(Default)]
struct Positions(Vec<[f64; 2]>);

impl GeomProcessor for Positions {
    fn xy(&mut self, x: f64, y: f64, _: usize) -> geozero::error::Result<()> {
        self.0.push([x, y]);
        Ok(())
    }
}

fn positions_of(geometry: Option<&Geometry>) -> Vec<[f64; 2]> {
    match geometry {
        None => Vec::new(),
        Some(Geometry::Point(position)) => vec![*position],
        Some(Geometry::Lines(lines)) => lines.iter().flatten().copied().collect(),
        Some(Geometry::Surface(surface)) => surface
            .polygons()
            .iter()
            .flatten()
            .flatten()
            .copied()
            .collect(),
    }
}

#[test]
fn what_a_spreadsheet_would_take_for_a_formula_is_disarmed_and_telephone_numbers_are_not() {
    for formula in [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+HYPERLINK(\"x\")",
        "\t=1",
    ] {
        assert!(
            text::disarmed(formula.to_owned()).starts_with('\''),
            "{formula}"
        );
    }
    for plain in ["+1 (202) 555-0100", "-5", "a=b", "PK-05", "", "'tis"] {
        assert_eq!(text::disarmed(plain.to_owned()), plain);
    }
}

#[test]
fn pieces_one_after_the_other_are_the_file() {
    let schema = schema(None);
    let feature = |number: i64| Feature {
        id: number.to_string(),
        geometry: None,
        values: [
            vec![Value::Missing, Value::Integer(number)],
            vec![Value::Missing; 6],
        ]
        .concat(),
    };
    let features: Vec<_> = (0..5).map(feature).collect();
    for format in Format::ALL
        .into_iter()
        .filter(|format| format.is_streamed())
    {
        let mut pieces = Vec::new();
        for (number, piece) in features.chunks(2).enumerate() {
            let piece: Vec<_> = piece.iter().collect();
            write_piece(format, &schema, (&piece, number == 0), &mut pieces).unwrap();
        }
        assert_eq!(pieces, written(format, &schema, &features), "{format:?}");
    }
}

#[test]
fn nothing_at_all_is_a_file_in_every_format() {
    for geometry in [None, Some(GeometryKind::Point), Some(GeometryKind::Mixed)] {
        for format in Format::ALL {
            let bytes = written(format, &schema(geometry), &[]);
            assert!(
                !bytes.is_empty() || format == Format::GeoJsonSeq,
                "{format:?}"
            );
            assert_eq!(Format::parse(format.word()), Some(format));
        }
    }
}
