//! Features with their bounds, and collections of them.

use disclosure::Published;
use formats::geojson;
use model::LonLat;
use model::geometry::{Shape, Surface};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One feature.
#[derive(Debug, Clone)]
pub struct Feature {
    /// West, south, east, north; nothing without a geometry.
    pub bounds: Option<[f64; 4]>,
    written: geojson::Feature,
}

impl Feature {
    /// A feature of published properties.
    pub(crate) fn new<T: Serialize>(id: impl Into<String>, properties: &Published<T>) -> Self {
        Self::of_value(
            id.into(),
            serde_json::to_value(properties).unwrap_or_default(),
        )
    }

    /// A feature of figures that are not for the public.
    pub(crate) fn for_staff<T: Serialize>(id: impl Into<String>, properties: &T) -> Self {
        Self::of_value(
            id.into(),
            serde_json::to_value(properties).unwrap_or_default(),
        )
    }

    fn of_value(id: String, properties: Value) -> Self {
        let mut properties = match properties {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        // The id stands beside the properties, as RFC 7946 has it.
        properties.shift_remove("id");
        let written = geojson::Feature {
            id: Some(geojson::Id::String(id)),
            properties: Some(properties),
            ..geojson::Feature::default()
        };
        Self {
            bounds: None,
            written,
        }
    }

    /// The feature at a position, or without a geometry when there is none.
    pub(crate) fn at(mut self, position: Option<LonLat>) -> Self {
        if let Some(position) = position {
            let [lon, lat] = <[f64; 2]>::from(position);
            self.written.geometry = Some(geojson::point(position));
            self.bounds = Some([lon, lat, lon, lat]);
        }
        self
    }

    /// The feature over a surface, or without a geometry when there is none.
    pub(crate) fn over(mut self, surface: Option<&Surface>) -> Self {
        if let Some(surface) = surface {
            self.written.geometry = Some(geojson::surface(surface));
            self.bounds = bounds_of(surface.polygons().iter().flatten().flatten());
        }
        self
    }

    /// The feature along a shape of the map's background.
    pub(crate) fn along(mut self, shape: &Shape) -> Self {
        match shape {
            Shape::Surface(surface) => self.over(Some(surface)),
            Shape::Lines(lines) => {
                self.written.geometry = Some(geojson::shape(shape));
                self.bounds = bounds_of(lines.iter().flatten());
                self
            }
        }
    }

    /// One property; null when there is none of this name.
    pub fn property(&self, name: &str) -> &Value {
        self.written.property(name).unwrap_or(&Value::Null)
    }

    /// All properties in their order.
    pub fn properties(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.written.properties_iter()
    }
}

/// Features as the text of a GeoJSON FeatureCollection, with what a file of them needs and nothing more.
pub fn to_geojson(features: &[Feature]) -> String {
    text(features, &Map::new())
}

/// Features as they are served: counted, dated and with a link to themselves.
pub(crate) fn to_served_geojson(features: &[Feature], href: &str) -> String {
    let link = json!({ "rel": "self", "type": "application/geo+json", "href": href });
    let members = json!({
        "numberMatched": features.len(),
        "numberReturned": features.len(),
        "timeStamp": jiff::Timestamp::now().to_string(),
        "links": [link],
    });
    text(features, members.as_object().unwrap_or(&Map::new()))
}

fn text(features: &[Feature], members: &Map<String, Value>) -> String {
    let mut bytes = Vec::new();
    geojson::write(
        &mut bytes,
        features.iter().map(|feature| &feature.written),
        members,
    )
    .expect("a vector takes every byte");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

fn bounds_of<'a>(positions: impl Iterator<Item = &'a [f64; 2]>) -> Option<[f64; 4]> {
    positions
        .map(|&[lon, lat]| [lon, lat, lon, lat])
        .reduce(|a, b| {
            [
                a[0].min(b[0]),
                a[1].min(b[1]),
                a[2].max(b[2]),
                a[3].max(b[3]),
            ]
        })
}
