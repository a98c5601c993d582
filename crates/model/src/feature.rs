//! Features with typed properties: what a collection holds, and what is filtered, sorted, drawn as tiles and written to files.
//!
//! Nothing here says whether a value may be published: a feature is only as public as what it was made of.

use crate::geometry::Surface;
use std::borrow::Cow;
use std::sync::Arc;

/// What kind of values a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// A day of the Gregorian calendar.
    Date,
    /// A moment.
    Timestamp,
    /// A list of texts without an order of its own.
    Texts,
    /// Parts with parts of their own, as JSON text. It can be read but neither filtered nor sorted by.
    Nested,
}

/// One property of the features of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in every format.
    pub name: Cow<'static, str>,
    /// A short name for people.
    pub title: Cow<'static, str>,
    /// What it means, in a sentence or two, with what a missing value says.
    pub description: Cow<'static, str>,
    /// What kind of values it has. Any value may be missing.
    pub kind: FieldKind,
    /// The unit of its numbers, as a word: `families`, `years`, `USD`.
    pub unit: Option<&'static str>,
    /// The only values there can be, for fields with a closed list; empty otherwise.
    pub codes: Vec<Cow<'static, str>>,
}

/// The shape that the features of a collection have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeometryKind {
    /// Positions.
    Point,
    /// Lines or several of them.
    Lines,
    /// Surfaces of one or more polygons.
    Surface,
    /// Lines and surfaces side by side.
    Mixed,
}

/// What the features of a collection look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The properties in the order in which they are written. Names differ, and none is `id` or `geometry`.
    pub fields: Vec<Field>,
    /// The kind of geometry; nothing when features have none.
    pub geometry: Option<GeometryKind>,
}

impl Schema {
    /// The place of the field of this name among the fields.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// The value of a property.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Unknown, hidden, or nothing there.
    Missing,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// Days since 1970-01-01.
    Date(i32),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Timestamp(i64),
    /// Texts.
    Texts(Vec<String>),
    /// JSON text.
    Nested(String),
}

/// Where a feature is. Positions are longitude, latitude in degrees (WGS 84).
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// One position.
    Point([f64; 2]),
    /// Lines, each of two or more positions.
    Lines(Arc<Vec<Vec<[f64; 2]>>>),
    /// A surface; features that lie over the same area share it.
    Surface(Arc<Surface>),
}

impl Geometry {
    /// The smallest box around it: west, south, east, north. Nothing when there are no positions.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        match self {
            Self::Point([lon, lat]) => Some([*lon, *lat, *lon, *lat]),
            Self::Lines(lines) => bounds_of(lines.iter().flatten()),
            Self::Surface(surface) => bounds_of(surface.polygons().iter().flatten().flatten()),
        }
    }
}

fn bounds_of<'a>(positions: impl Iterator<Item = &'a [f64; 2]>) -> Option<[f64; 4]> {
    positions
        .map(|&[lon, lat]| [lon, lat, lon, lat])
        .reduce(|[w, s, e, n], [lon, lat, ..]| [w.min(lon), s.min(lat), e.max(lon), n.max(lat)])
}

/// One feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its id, unique in its collection.
    pub id: String,
    /// Where it is; nothing when that is not known or there is no such place.
    pub geometry: Option<Geometry>,
    /// Its values, one for each field of the schema in its order.
    pub values: Vec<Value>,
}

/// Features and what they look like.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureCollection {
    /// What they look like.
    pub schema: Arc<Schema>,
    /// The features, in the collection's own order.
    pub features: Vec<Feature>,
}
