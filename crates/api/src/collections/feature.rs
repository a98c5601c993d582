//! GeoJSON features (RFC 7946).

use disclosure::Published;
use model::LonLat;
use model::geometry::{Shape, Surface};
use serde::Serialize;
use serde_json::{Value, json};

/// One feature.
#[derive(Debug, Clone, Default)]
pub struct Feature {
    /// West, south, east, north; nothing without a geometry.
    pub bounds: Option<[f64; 4]>,
    id: String,
    geometry: Value,
    properties: Value,
}

/// Features in the order of their ids.
#[derive(Debug, Clone, Serialize)]
pub struct FeatureCollection {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "numberMatched")]
    number_matched: usize,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    #[serde(rename = "timeStamp", skip_serializing_if = "Option::is_none")]
    time_stamp: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Value>,
    features: Vec<Value>,
}

impl Feature {
    /// A feature of published properties. Coordinates are written as they are held: rounding makes borders cross themselves.
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

    fn of_value(id: String, mut properties: Value) -> Self {
        // The id stands beside the properties, as RFC 7946 has it.
        if let Some(fields) = properties.as_object_mut() {
            fields.remove("id");
        }
        Self {
            bounds: None,
            id,
            geometry: Value::Null,
            properties,
        }
    }

    /// The feature at a position, or without a geometry when there is none.
    pub(crate) fn at(mut self, position: Option<LonLat>) -> Self {
        if let Some(position) = position {
            let [lon, lat] = <[f64; 2]>::from(position);
            self.geometry = json!({ "type": "Point", "coordinates": [lon, lat] });
            self.bounds = Some([lon, lat, lon, lat]);
        }
        self
    }

    /// The feature over a surface, or without a geometry when there is none.
    pub(crate) fn over(mut self, surface: Option<&Surface>) -> Self {
        if let Some(surface) = surface {
            self.geometry = match surface.polygons() {
                [only] => json!({ "type": "Polygon", "coordinates": only }),
                several => json!({ "type": "MultiPolygon", "coordinates": several }),
            };
            self.bounds = bounds_of(surface.polygons().iter().flatten().flatten());
        }
        self
    }

    /// The feature along a shape of the map's background.
    pub(crate) fn along(mut self, shape: &Shape) -> Self {
        match shape {
            Shape::Surface(surface) => self.over(Some(surface)),
            Shape::Lines(lines) => {
                self.geometry = match lines.as_slice() {
                    [only] => json!({ "type": "LineString", "coordinates": only }),
                    several => json!({ "type": "MultiLineString", "coordinates": several }),
                };
                self.bounds = bounds_of(lines.iter().flatten());
                self
            }
        }
    }

    fn to_value(&self) -> Value {
        json!({ "type": "Feature", "id": self.id, "geometry": self.geometry, "properties": self.properties })
    }

    /// The properties, for tables.
    pub fn properties(&self) -> &Value {
        &self.properties
    }
}

impl FeatureCollection {
    /// A collection without links, as it stands in a file.
    pub fn new(features: Vec<Feature>) -> Self {
        Self {
            kind: "FeatureCollection",
            number_matched: features.len(),
            number_returned: features.len(),
            time_stamp: None,
            links: Vec::new(),
            features: features.iter().map(Feature::to_value).collect(),
        }
    }

    /// The collection as it is served: with the moment and a link to itself.
    pub(crate) fn served_at(mut self, href: &str) -> Self {
        self.time_stamp = Some(jiff::Timestamp::now().to_string());
        self.links
            .push(json!({ "rel": "self", "type": "application/geo+json", "href": href }));
        self
    }

    /// The collection as text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
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
