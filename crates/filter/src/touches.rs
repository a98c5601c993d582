//! Boxes, and which columns a filter looks at.

use crate::filter::{Filter, Language};
use crate::prepared::{Prepared, Shape};
use crate::read;
use geo::{Intersects, Rect, coord};
use serde_json::Value;

impl Prepared {
    /// Whether the shape of a feature has a position in common with a box (west, south, east, north; west not over east). A feature without a shape
    /// touches nothing.
    pub fn touches(&self, feature: usize, [west, south, east, north]: [f64; 4]) -> bool {
        let Some(view) = self.view(feature) else {
            return false;
        };
        let is_inside =
            |[lon, lat]: [f64; 2]| (west..=east).contains(&lon) && (south..=north).contains(&lat);
        match (view.shape, view.area) {
            (Shape::Point(position), _) => is_inside(position),
            (_, Some(area)) => {
                let [w, s, e, n] = area.bounds;
                if w > east || e < west || s > north || n < south {
                    return false;
                }
                let around = Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north });
                (is_inside([w, s]) && is_inside([e, n])) || area.geometry().intersects(&around)
            }
            _ => false,
        }
    }
}

impl Filter {
    /// Whether the filter names a property.
    pub fn uses(&self, name: &str) -> bool {
        let tree = match self.language() {
            Language::Text => read::text(self.source()).map(|(tree, _)| serde_json::to_value(tree)),
            Language::Json => read::json(self.source()).map(|(tree, _)| serde_json::to_value(tree)),
        };
        matches!(tree, Ok(Ok(tree)) if names(&tree, name))
    }
}

fn names(tree: &Value, name: &str) -> bool {
    match tree {
        Value::Object(members) => {
            members
                .get("property")
                .is_some_and(|property| property == name)
                || members.values().any(|member| names(member, name))
        }
        Value::Array(parts) => parts.iter().any(|part| names(part, name)),
        _ => false,
    }
}
