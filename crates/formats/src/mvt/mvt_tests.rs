use super::*;
use geozero::mvt::tile::{Feature as Decoded, Layer};
use geozero::mvt::{Message, Tile};
use model::feature::{Feature, FeatureCollection, Field, FieldKind, Schema, Value};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const KINDS: [FieldKind; 8] = [
    FieldKind::Text,
    FieldKind::Integer,
    FieldKind::Number,
    FieldKind::Boolean,
    FieldKind::Date,
    FieldKind::Timestamp,
    FieldKind::Texts,
    FieldKind::Nested,
];

fn collection(rows: Vec<(String, Vec<Value>)>) -> FeatureCollection {
    let field = |(place, kind): (usize, FieldKind)| Field {
        name: format!("column_{place}").into(),
        title: "A column".into(),
        description: "What it means.".into(),
        kind,
        unit: None,
        codes: Vec::new(),
    };
    let features = rows.into_iter().map(|(id, values)| Feature {
        id,
        geometry: None,
        values,
    });
    FeatureCollection {
        schema: Arc::new(Schema {
            fields: KINDS.into_iter().enumerate().map(field).collect(),
            geometry: None,
        }),
        features: features.collect(),
    }
}

/// What a decoder makes of a tile's only layer.
fn layer(bytes: &[u8]) -> Layer {
    let tile = Tile::decode(bytes).unwrap();
    assert_eq!(tile.layers.len(), 1);
    tile.layers.into_iter().next().unwrap()
}

/// A feature's properties as text.
fn properties(layer: &Layer, feature: &Decoded) -> BTreeMap<String, String> {
    let value = |place: u32| {
        let value = &layer.values[place as usize];
        let texts = [
            value.string_value.clone(),
            value.int_value.map(|number| number.to_string()),
            value.double_value.map(|number| format!("{number:?}")),
            value.bool_value.map(|is| is.to_string()),
        ];
        let mut texts = texts.into_iter().flatten();
        let text = texts.next().unwrap();
        assert_eq!(texts.next(), None, "exactly one kind of value");
        text
    };
    let pairs = feature.tags.chunks_exact(2);
    pairs
        .map(|pair| (layer.keys[pair[0] as usize].clone(), value(pair[1])))
        .collect()
}

/// The positions that commands lead to, line by line; whether each is closed.
fn followed(commands: &[u32]) -> Vec<(Vec<[i32; 2]>, bool)> {
    let mut lines: Vec<(Vec<[i32; 2]>, bool)> = Vec::new();
    let (mut at, mut place) = ([0i32; 2], 0);
    while place < commands.len() {
        let (command, n) = (commands[place] & 7, commands[place] >> 3);
        place += 1;
        if command == 7 {
            assert_eq!(n, 1);
            lines.last_mut().unwrap().1 = true;
            continue;
        }
        for _ in 0..n {
            for part in &mut at {
                let number = commands[place];
                *part += (number >> 1) as i32 ^ -((number & 1) as i32);
                place += 1;
            }
            if command == 1 {
                lines.push((vec![at], false));
            } else {
                assert_eq!(command, 2);
                lines.last_mut().unwrap().0.push(at);
            }
        }
    }
    lines
}

fn any_value(kind: FieldKind) -> BoxedStrategy<Value> {
    let some = match kind {
        FieldKind::Text => "\\PC{0,6}".prop_map(Value::Text).boxed(),
        FieldKind::Integer => any::<i64>().prop_map(Value::Integer).boxed(),
        FieldKind::Number => (-1e9f64..1e9).prop_map(Value::Number).boxed(),
        FieldKind::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        FieldKind::Date => (-100_000i32..100_000).prop_map(Value::Date).boxed(),
        FieldKind::Timestamp => (-1i64 << 50..1 << 50).prop_map(Value::Timestamp).boxed(),
        FieldKind::Texts => prop::collection::vec("[a-c\"]{0,3}", 0..3)
            .prop_map(Value::Texts)
            .boxed(),
        FieldKind::Nested => Just(Value::Nested("{\"a\":[1]}".to_owned())).boxed(),
    };
    prop_oneof![1 => Just(Value::Missing), 3 => some].boxed()
}

fn any_rows() -> impl Strategy<Value = Vec<Vec<Value>>> {
    let row: Vec<_> = KINDS.into_iter().map(any_value).collect();
    prop::collection::vec(row, 0..12)
}

fn as_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Missing => return None,
        Value::Text(text) | Value::Nested(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => format!("{number:?}"),
        Value::Boolean(is) => is.to_string(),
        Value::Date(days) => crate::values::date_text(*days),
        Value::Timestamp(moment) => crate::values::timestamp_text(*moment),
        Value::Texts(parts) => serde_json::to_string(parts).unwrap(),
    })
}

proptest! {
    /// A decoder that others wrote reads the features that were put in, and no others.
    #[test]
    fn a_decoded_tile_has_the_features_that_were_put_in(rows in any_rows(), every in 1usize..3, hidden in 0usize..9) {
        let rows: Vec<_> = rows.into_iter().enumerate().map(|(place, row)| (format!("id-{place}"), row)).collect();
        let collection = collection(rows.clone());
        let dictionary = Dictionary::new("zones", &collection);
        let point = Geometry::points(&[[17, -3]]);
        let chosen: Vec<usize> = (0..rows.len()).step_by(every).collect();
        let bytes = dictionary.tile(chosen.iter().map(|place| (*place, &point)), |column| column != hidden);
        if chosen.is_empty() {
            prop_assert!(bytes.is_empty());
            return Ok(());
        }
        let layer = layer(&bytes);
        prop_assert_eq!((layer.name.as_str(), layer.version, layer.extent), ("zones", 2, Some(4096)));
        prop_assert_eq!(layer.features.len(), chosen.len());
        for (feature, place) in layer.features.iter().zip(chosen) {
            let (id, values) = &rows[place];
            let mut expected: BTreeMap<String, String> = values.iter().enumerate()
                .filter(|(column, _)| *column != hidden)
                .filter_map(|(column, value)| Some((format!("column_{column}"), as_text(value)?))).collect();
            expected.insert("id".to_owned(), id.clone());
            prop_assert_eq!(properties(&layer, feature), expected);
            prop_assert!(feature.id.is_some_and(|id| id < 1 << 53));
        }
        let mut values: Vec<_> = layer.values.iter().map(|value| value.encode_to_vec()).collect();
        values.sort();
        values.dedup();
        prop_assert_eq!(values.len(), layer.values.len(), "each value once");
    }

    /// Commands lead back to the positions.
    #[test]
    fn commands_lead_back_to_the_positions(lines in prop::collection::vec(prop::collection::vec((-64i32..4160, -64i32..4160), 2..9), 1..5)) {
        let lines: Vec<Vec<[i32; 2]>> = lines.into_iter().map(|line| line.into_iter().map(|(x, y)| [x, y]).collect()).collect();
        let collection = collection(vec![("a".to_owned(), Vec::new())]);
        let dictionary = Dictionary::new("x", &collection);
        let decoded = |geometry: &Geometry| layer(&dictionary.tile([(0, geometry)], |_| true)).features.remove(0);
        let line = decoded(&Geometry::lines(&lines));
        prop_assert_eq!(line.r#type, Some(2));
        prop_assert_eq!(followed(&line.geometry), lines.iter().map(|line| (line.clone(), false)).collect::<Vec<_>>());
        let polygon = decoded(&Geometry::polygons(std::slice::from_ref(&lines)));
        prop_assert_eq!(polygon.r#type, Some(3));
        prop_assert_eq!(followed(&polygon.geometry), lines.iter().map(|line| (line.clone(), true)).collect::<Vec<_>>());
        let points = decoded(&Geometry::points(&lines[0]));
        prop_assert_eq!(points.r#type, Some(1));
        prop_assert_eq!(followed(&points.geometry), lines[0].iter().map(|at| (vec![*at], false)).collect::<Vec<_>>());
    }
}

#[test]
fn the_commands_of_the_specification_are_ours() {
    // MVT 2.1, section 4.3.5: a point, and a polygon; 4.3.5.6 has the numbers.
    let of = |geometry: Geometry| {
        let collection = collection(vec![("a".to_owned(), Vec::new())]);
        let bytes = Dictionary::new("x", &collection).tile([(0, &geometry)], |_| true);
        layer(&bytes).features.remove(0).geometry
    };
    assert_eq!(of(Geometry::points(&[[25, 17]])), [9, 50, 34]);
    assert_eq!(of(Geometry::points(&[[5, 7], [3, 2]])), [17, 10, 14, 3, 9]);
    let line = vec![[2, 2], [2, 10], [10, 10]];
    assert_eq!(of(Geometry::lines(&[line])), [9, 4, 4, 18, 0, 16, 16, 0]);
    let ring = vec![[3, 6], [8, 12], [20, 34]];
    let polygon = of(Geometry::polygons(&[vec![ring]]));
    assert_eq!(polygon, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
}

#[test]
fn features_with_one_numeric_id_have_none() {
    let row = |id: &str| (id.to_owned(), Vec::new());
    let collection = collection(vec![row("a"), row("b"), row("a")]);
    let dictionary = Dictionary::new("x", &collection);
    let point = Geometry::points(&[[0, 0]]);
    let layer = layer(&dictionary.tile((0..3).map(|place| (place, &point)), |_| true));
    let ids: Vec<_> = layer
        .features
        .iter()
        .map(|feature| feature.id.is_some())
        .collect();
    assert_eq!(ids, [false, true, false]);
}
