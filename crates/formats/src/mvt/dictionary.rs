//! Properties of a collection, encoded once for all of its tiles.

use super::protobuf::{put_bytes, put_double, put_number, put_varint};
use super::{EXTENT, Geometry};
use crate::values::{date_text, timestamp_text};
use model::feature::{FeatureCollection, Value};
use std::collections::HashMap;

/// The name of the property that holds a feature's id.
const ID: &str = "id";

/// Names, values and numbers of a collection's features, ready to be put into tiles.
#[derive(Debug)]
pub struct Dictionary {
    name: String,
    /// The property names: `id`, then the columns in the schema's order.
    keys: Vec<String>,
    /// Each different value, as a message.
    values: Vec<Vec<u8>>,
    features: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// The numeric id; nothing when another feature has the same one.
    number: Option<u64>,
    /// Places of key and value.
    properties: Vec<[u32; 2]>,
}

impl Dictionary {
    /// The dictionary of a collection, for a layer of this name. O(n) in its values.
    pub fn new(name: &str, collection: &FeatureCollection) -> Self {
        let columns = collection
            .schema
            .fields
            .iter()
            .map(|field| field.name.as_ref());
        let keys = [ID].into_iter().chain(columns).map(str::to_owned).collect();
        let mut values = Values::default();
        let mut features: Vec<Entry> = Vec::with_capacity(collection.features.len());
        let mut numbers: HashMap<u64, usize> = HashMap::new();
        for (place, feature) in collection.features.iter().enumerate() {
            let mut properties = vec![[0, values.place(text(&feature.id))]];
            for (value, key) in feature.values.iter().zip(1..) {
                if let Some(message) = message(value) {
                    properties.push([key, values.place(message)]);
                }
            }
            let number = number_of(&feature.id);
            let first = *numbers.entry(number).or_insert(place);
            if first != place {
                features[first].number = None;
            }
            features.push(Entry {
                number: (first == place).then_some(number),
                properties,
            });
        }
        Self {
            name: name.to_owned(),
            keys,
            values: values.messages,
            features,
        }
    }

    /// A tile of features, by their places in the collection, with the columns for which `is_wanted` by their places in the schema. It has no bytes
    /// when there are no features, which is a tile too.
    pub fn tile<'a>(
        &self,
        features: impl IntoIterator<Item = (usize, &'a Geometry)>,
        is_wanted: impl Fn(usize) -> bool,
    ) -> Vec<u8> {
        let is_key = |key: u32| key == 0 || is_wanted(key as usize - 1);
        let features: Vec<_> = features.into_iter().collect();
        if features.is_empty() {
            return Vec::new();
        }
        let properties = features
            .iter()
            .flat_map(|(place, _)| &self.features[*place].properties);
        let wanted = properties.filter(|[key, _]| is_key(*key));
        let mut used: Vec<u32> = wanted.map(|[_, value]| *value).collect();
        used.sort_unstable();
        used.dedup();
        let mut layer = Vec::new();
        put_number(&mut layer, 15, 2);
        put_bytes(&mut layer, 1, self.name.as_bytes());
        let mut message = Vec::new();
        for (place, geometry) in features {
            let entry = &self.features[place];
            let tags = entry.properties.iter().filter(|[key, _]| is_key(*key));
            put_feature(&mut message, entry.number, (tags, &used), geometry);
            put_bytes(&mut layer, 2, &message);
            message.clear();
        }
        for key in &self.keys {
            put_bytes(&mut layer, 3, key.as_bytes());
        }
        for value in used {
            put_bytes(&mut layer, 4, &self.values[value as usize]);
        }
        put_number(&mut layer, 5, u64::from(EXTENT));
        let mut tile = Vec::with_capacity(layer.len() + 8);
        put_bytes(&mut tile, 3, &layer);
        tile
    }
}

/// One feature; values are told by their places among those that the tile has, which stand in ascending order.
fn put_feature<'a>(
    out: &mut Vec<u8>,
    number: Option<u64>,
    (tags, used): (impl Iterator<Item = &'a [u32; 2]>, &[u32]),
    geometry: &Geometry,
) {
    if let Some(number) = number {
        put_number(out, 1, number);
    }
    let mut packed = Vec::new();
    for [key, value] in tags {
        let place = used.binary_search(value).unwrap_or_default();
        put_varint(&mut packed, u64::from(*key));
        put_varint(&mut packed, place as u64);
    }
    put_bytes(out, 2, &packed);
    put_number(out, 3, geometry.kind);
    put_bytes(out, 4, &geometry.commands);
}

/// Messages of values, each once.
#[derive(Default)]
struct Values {
    messages: Vec<Vec<u8>>,
    places: HashMap<Vec<u8>, u32>,
}

impl Values {
    fn place(&mut self, message: Vec<u8>) -> u32 {
        let messages = &mut self.messages;
        let next = messages.len() as u32;
        *self.places.entry(message).or_insert_with_key(|message| {
            messages.push(message.clone());
            next
        })
    }
}

/// A value as a message; nothing for a missing one.
fn message(value: &Value) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    match value {
        Value::Missing => return None,
        Value::Text(value) | Value::Nested(value) => return Some(text(value)),
        Value::Date(days) => return Some(text(&date_text(*days))),
        Value::Timestamp(moment) => return Some(text(&timestamp_text(*moment))),
        Value::Texts(parts) => {
            return Some(text(&serde_json::Value::from(parts.clone()).to_string()));
        }
        // A negative number is ten bytes long here; a column keeps one type for it.
        Value::Integer(number) => put_number(&mut out, 4, *number as u64),
        Value::Number(number) => put_double(&mut out, 3, *number),
        Value::Boolean(is) => put_number(&mut out, 7, u64::from(*is)),
    }
    Some(out)
}

fn text(value: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len() + 3);
    put_bytes(&mut out, 1, value.as_bytes());
    out
}

/// A number of at most 53 bits, which scripts in a browser can hold, that follows from a feature's id alone: it stays the same whatever else changes.
///
/// # References
/// Fowler, Noll and Vo, FNV-1a with 64 bits (RFC 9923), folded.
fn number_of(id: &str) -> u64 {
    let mixed = id.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (mixed >> 53) ^ (mixed & ((1 << 53) - 1))
}
