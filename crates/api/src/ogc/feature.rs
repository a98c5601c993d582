//! Features: a published record or row, with where it is.

use disclosure::Published;
use model::LonLat;
use model::feature::{Feature as Plain, Field, FieldKind, Geometry, Schema, Value};
use model::geometry::{Shape, Surface};
use serde::Serialize;
use std::sync::Arc;

/// One feature of a collection. There are two ways to make one: of what is published, and of figures for staff.
#[derive(Debug, Clone)]
pub(super) struct Feature(Plain);

impl Feature {
    /// A feature of published properties, which are those of the schema.
    pub(super) fn new<T: Serialize>(
        schema: &Schema,
        id: impl Into<String>,
        properties: &Published<T>,
    ) -> Self {
        Self::of_value(schema, id.into(), serde_json::to_value(properties))
    }

    /// A feature of figures that are not for the public.
    pub(super) fn for_staff<T: Serialize>(
        schema: &Schema,
        id: impl Into<String>,
        properties: &T,
    ) -> Self {
        Self::of_value(schema, id.into(), serde_json::to_value(properties))
    }

    fn of_value(
        schema: &Schema,
        id: String,
        properties: serde_json::Result<serde_json::Value>,
    ) -> Self {
        let properties = properties.unwrap_or_default();
        let value = |field: &Field| value_of(field.kind, &properties[field.name.as_ref()]);
        Self(Plain {
            id,
            geometry: None,
            values: schema.fields.iter().map(value).collect(),
        })
    }

    /// The feature at a position, or without a geometry when there is none.
    pub(super) fn at(mut self, position: Option<LonLat>) -> Self {
        self.0.geometry = position.map(|position| Geometry::Point(position.into()));
        self
    }

    /// The feature over a surface, or without a geometry when there is none.
    pub(super) fn over(mut self, surface: Option<Arc<Surface>>) -> Self {
        self.0.geometry = surface.map(Geometry::Surface);
        self
    }

    /// The feature along a shape of the map's background.
    pub(super) fn along(mut self, shape: &Shape) -> Self {
        self.0.geometry = Some(match shape {
            Shape::Surface(surface) => Geometry::Surface(Arc::new(surface.clone())),
            Shape::Lines(lines) => Geometry::Lines(Arc::new(lines.clone())),
        });
        self
    }

    /// The feature as data.
    pub(super) fn into_inner(self) -> Plain {
        self.0
    }
}

/// A value of a published record as one of a field.
fn value_of(kind: FieldKind, value: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    let text = |value: &Json| value.as_str().map(str::to_owned);
    let typed = match (kind, value) {
        (_, Json::Null) => None,
        (FieldKind::Text, value) => text(value).map(Value::Text),
        (FieldKind::Integer, value) => value.as_i64().map(Value::Integer),
        (FieldKind::Number, value) => value.as_f64().map(Value::Number),
        (FieldKind::Boolean, value) => value.as_bool().map(Value::Boolean),
        (FieldKind::Texts, Json::Array(parts)) => {
            Some(Value::Texts(parts.iter().filter_map(text).collect()))
        }
        (FieldKind::Nested, value) => Some(Value::Nested(value.to_string())),
        // No published record has days or moments that are more than words.
        (FieldKind::Texts | FieldKind::Date | FieldKind::Timestamp, _) => None,
    };
    typed.unwrap_or(Value::Missing)
}
