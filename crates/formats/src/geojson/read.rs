//! GeoJSON as rows: a feature is a row, its properties are the columns.

use crate::ImportError;
use crate::geojson::geometry;
use crate::input::Input;
use crate::report::{Finding, Report, Severity};
use crate::table::{Fault, Row, Table};
use ::csv::StringRecord;
use encoding_rs::WINDOWS_1252;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, Cursor};

/// Names of the coordinate reference systems whose coordinates are taken as they are.
///
/// NAD83 (EPSG:4269) and WGS 84 differ by one to two metres in North America, less than an address point is off.
const ACCEPTED_CRS: [&str; 3] = ["CRS84", "4326", "4269"];

/// Reads a FeatureCollection, a single Feature or a bare geometry.
pub(crate) fn read(input: Input, report: &mut Report) -> Result<Table, ImportError> {
    let Input { name, path, reader } = input;
    let reader = as_utf8(reader, &name, &path, report)?;
    let mut document = Document::default();
    let mut json = serde_json::Deserializer::from_reader(reader);
    let outcome = (&mut document)
        .deserialize(&mut json)
        .and_then(|()| json.end());
    outcome.map_err(|cause| ImportError::Damaged {
        file: path.clone(),
        detail: match cause.is_eof() {
            true => format!("the GeoJSON ends in the middle, in line {}", cause.line()),
            false => format!("the GeoJSON cannot be read: {cause}"),
        },
    })?;
    document.check_crs(&path)?;
    document.into_table(name, path)
}

/// The JSON as UTF-8; bytes that are not are read as Windows-1252, with a warning.
fn as_utf8<'a>(
    mut reader: Box<dyn BufRead + 'a>,
    file: &str,
    path: &str,
    report: &mut Report,
) -> Result<Box<dyn BufRead + 'a>, ImportError> {
    let mut bytes = Vec::new();
    let read = reader.read_to_end(&mut bytes);
    read.map_err(|cause| crate::input::unreadable(path, cause))?;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
        let expected = "a byte-order mark at the start was skipped";
        report.add(Finding::new(
            Severity::Noted,
            "byte-order-mark",
            file,
            expected,
        ));
    }
    if std::str::from_utf8(&bytes).is_err() {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        let expected = "UTF-8 text; it was read as Windows-1252 (Latin-1)";
        report.add(Finding::new(Severity::Repaired, "encoding", file, expected));
        bytes = text.into_owned().into_bytes();
    }
    Ok(Box::new(Cursor::new(bytes)))
}

/// What a GeoJSON text says; features are taken in one at a time.
#[derive(Default)]
struct Document {
    kind: String,
    crs: Option<Value>,
    /// The top level's other members, for a single feature or a bare geometry.
    members: Map<String, Value>,
    has_features: bool,
    columns: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Row>,
}

impl Document {
    /// Refuses coordinates that are not longitude and latitude.
    fn check_crs(&self, path: &str) -> Result<(), ImportError> {
        let Some(crs) = self.crs.as_ref().filter(|crs| !crs.is_null()) else {
            return Ok(());
        };
        let named = crs.pointer("/properties/name").and_then(Value::as_str);
        let is_accepted = named.is_some_and(|name| {
            let code = name.rsplit([':', '/', '#']).next().unwrap_or_default();
            ACCEPTED_CRS.contains(&code)
        });
        if is_accepted {
            return Ok(());
        }
        let crs = named.map_or_else(|| crs.to_string(), str::to_owned);
        Err(ImportError::ForeignCrs {
            file: path.to_owned(),
            crs,
        })
    }

    fn into_table(mut self, file: String, path: String) -> Result<Table, ImportError> {
        match self.kind.as_str() {
            "FeatureCollection" if self.has_features => {}
            "Feature" => {
                let feature = Value::Object(std::mem::take(&mut self.members));
                self.add_feature(&feature);
            }
            "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
            | "MultiPolygon" | "GeometryCollection" => {
                let mut shape = std::mem::take(&mut self.members);
                shape.insert("type".to_owned(), Value::String(self.kind.clone()));
                let feature = Map::from_iter([("geometry".to_owned(), Value::Object(shape))]);
                self.add_feature(&Value::Object(feature));
            }
            kind => {
                return Err(ImportError::NotTheFormat {
                    file: path,
                    expected: "GeoJSON".to_owned(),
                    found: match kind {
                        "" => "it is JSON without a GeoJSON type".to_owned(),
                        "FeatureCollection" => "its collection has no list of features".to_owned(),
                        _ => format!("it is JSON of type {kind:?}"),
                    },
                });
            }
        }
        Ok(Table {
            file,
            path,
            columns: self.columns,
            rows: self.rows,
            has_shapes: true,
            layer: None,
        })
    }

    fn add_feature(&mut self, feature: &Value) {
        let number = self.rows.len() as u64 + 1;
        let mut cells: Vec<String> = vec![String::new(); self.columns.len()];
        let properties = feature.get("properties").and_then(Value::as_object);
        for (name, value) in properties.into_iter().flatten() {
            self.put(&mut cells, name, value);
        }
        // A feature's own id is a column too, unless a property of that name says something.
        let of_properties = properties.and_then(|properties| properties.get("id"));
        if let Some(id) = feature.get("id")
            && of_properties.is_none_or(Value::is_null)
        {
            self.put(&mut cells, "id", id);
        }
        let id = feature.get("id");
        let bad_ids = [of_properties, id].into_iter().flatten().filter_map(bad_id);
        let shape = feature.get("geometry").unwrap_or(&Value::Null);
        let (geometry, fault) = match geometry::from_json(shape) {
            _ if !feature.is_object() => (
                None,
                Some(Fault::new(
                    "not-a-feature",
                    "a feature: an object with a geometry and properties",
                )),
            ),
            Ok(geometry) => (geometry, None),
            Err(expected) => (None, Some(Fault::new("bad-geometry", expected))),
        };
        self.rows.push(Row {
            number,
            cells: StringRecord::from(cells),
            geometry,
            faults: fault.into_iter().chain(bad_ids).collect(),
        });
    }

    fn put(&mut self, cells: &mut Vec<String>, name: &str, value: &Value) {
        let place = match self.places.get(name) {
            Some(&place) => place,
            None => {
                let place = self.columns.len();
                self.places.insert(name.to_owned(), place);
                self.columns.push(name.to_owned());
                place
            }
        };
        if cells.len() <= place {
            cells.resize(place + 1, String::new());
        }
        cells[place] = match value {
            // An id is never changed; who reads it as words trims it.
            Value::String(id) if name == "id" => id.clone(),
            _ => cell(value),
        };
    }
}

/// What is wrong with an id that is neither text nor a number, or a number of more digits than can be kept.
fn bad_id(id: &Value) -> Option<Fault> {
    /// Whole numbers beyond this are not all numbers of their own.
    const MOST_WHOLE: f64 = (1_u64 << 53) as f64;
    let is_sound = match id {
        Value::Null | Value::String(_) => true,
        Value::Number(number) if number.is_f64() => {
            number.as_f64().is_some_and(|id| id.abs() <= MOST_WHOLE)
        }
        Value::Number(_) => true,
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
    };
    (!is_sound).then(|| Fault {
        kind: "bad-value",
        column: Some("id".to_owned()),
        value: Some(id.to_string()),
        expected: "an id is text or a number of up to 15 digits; longer numbers stand in quotes"
            .to_owned(),
    })
}

/// A property as text; a list of plain values is joined by semicolons.
pub(crate) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(items) if items.iter().all(|i| !i.is_array() && !i.is_object()) => {
            items.iter().map(cell).collect::<Vec<_>>().join(";")
        }
        _ => value.to_string(),
    }
}

impl<'de> DeserializeSeed<'de> for &mut Document {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Document {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a GeoJSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => self.kind = map.next_value()?,
                "crs" => self.crs = map.next_value()?,
                "features" if self.has_features => {
                    return Err(A::Error::custom("it has two lists of features"));
                }
                "features" => {
                    self.has_features = true;
                    map.next_value_seed(Features(self))?;
                }
                _ => {
                    let value = map.next_value()?;
                    self.members.insert(key, value);
                }
            }
        }
        Ok(())
    }
}

/// The list of features of a collection.
struct Features<'a>(&'a mut Document);

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        while let Some(feature) = features.next_element::<Value>()? {
            self.0.add_feature(&feature);
        }
        Ok(())
    }
}
