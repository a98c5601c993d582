//! Features as GeoJSON text, with links.

use super::contents::Contents;
use super::crs::Crs;
use super::link::Link;
use formats::export::{write_feature, write_value};
use model::feature::Value;

/// Which parts of features are written.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'a> {
    /// The columns, in the schema's order.
    pub(crate) columns: &'a [usize],
    /// Whether geometry is.
    pub(crate) has_geometry: bool,
    /// The system of coordinates.
    pub(crate) crs: Crs,
}

/// Writes one feature, with links where there are any.
pub(crate) fn feature(
    out: &mut String,
    contents: &Contents,
    number: usize,
    parts: &Parts<'_>,
    links: &[Link],
) {
    let geometry = parts
        .has_geometry
        .then(|| contents.geometry(number, parts.crs));
    let geometry = geometry.as_deref().unwrap_or("null");
    write_feature(
        out,
        (contents.schema(), parts.columns),
        &contents.features()[number],
        geometry,
    );
    if !links.is_empty() {
        out.push_str(",\"links\":");
        out.push_str(&serde_json::to_string(links).expect("links are plain data"));
    }
    out.push('}');
}

/// A value as JSON.
pub fn as_json(of: &Value) -> serde_json::Value {
    let mut text = String::new();
    write_value(&mut text, of);
    serde_json::from_str(&text).expect("a value is written as JSON")
}
