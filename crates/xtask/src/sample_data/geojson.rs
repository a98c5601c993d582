//! GeoJSON with one feature a line, so that two drawings can be compared line by line.

use std::fmt::Write as _;

use serde_json::Value;

use super::terrain::Micro;

/// A shape to be written.
pub(crate) enum Shape {
    /// One point.
    Point(Micro),
    /// A line.
    Line(Vec<Micro>),
    /// Closed rings, the outer one first.
    Polygon(Vec<Vec<Micro>>),
}

/// A feature: named values in order, and a shape.
pub(crate) struct Feature {
    /// Names and values.
    pub(crate) properties: Vec<(&'static str, Value)>,
    /// Where it is.
    pub(crate) shape: Shape,
}

/// A feature collection as text.
pub(crate) fn collection(features: &[Feature]) -> String {
    let lines: Vec<String> = features.iter().map(line).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

fn line(feature: &Feature) -> String {
    let properties: Vec<String> = feature
        .properties
        .iter()
        .map(|(name, value)| format!("{}:{value}", Value::from(*name)))
        .collect();
    let geometry = match &feature.shape {
        Shape::Point(point) => format!("\"Point\",\"coordinates\":{}", position(*point)),
        Shape::Line(points) => format!("\"LineString\",\"coordinates\":{}", positions(points)),
        Shape::Polygon(rings) => {
            let rings: Vec<String> = rings.iter().map(|ring| positions(ring)).collect();
            format!("\"Polygon\",\"coordinates\":[{}]", rings.join(","))
        }
    };
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{{}}},\"geometry\":{{\"type\":{geometry}}}}}",
        properties.join(",")
    )
}

fn positions(points: &[Micro]) -> String {
    let mut text = String::from("[");
    for (index, point) in points.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(text, "{comma}{}", position(*point)).expect("writing to a string cannot fail");
    }
    text + "]"
}

fn position(point: Micro) -> String {
    format!("[{},{}]", point.lon_degrees(), point.lat_degrees())
}
