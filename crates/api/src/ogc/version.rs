//! A word for what a collection holds, which changes when that does.

use model::feature::{Feature, FeatureCollection, Geometry, Value};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The version of a collection's features: the same for the same features, wherever and whenever they are served by this version of the program.
pub(crate) fn version(collection: &FeatureCollection) -> String {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    for field in &collection.schema.fields {
        field.name.hash(&mut hasher);
    }
    // What many features share is read once.
    let mut known = HashMap::new();
    for Feature {
        id,
        geometry,
        values,
    } in &collection.features
    {
        id.hash(&mut hasher);
        geometry
            .as_ref()
            .map(|geometry| of_geometry(geometry, &mut known))
            .hash(&mut hasher);
        for value in values {
            hash_value(value, &mut hasher);
        }
    }
    format!("{:016x}", hasher.finish())
}

fn of_geometry(geometry: &Geometry, known: &mut HashMap<usize, u64>) -> u64 {
    match geometry {
        Geometry::Point(position) => of_lines([std::slice::from_ref(position)]),
        Geometry::Lines(lines) => *known
            .entry(Arc::as_ptr(lines) as usize)
            .or_insert_with(|| of_lines(lines.iter().map(Vec::as_slice))),
        Geometry::Surface(surface) => *known
            .entry(Arc::as_ptr(surface) as usize)
            .or_insert_with(|| of_lines(surface.polygons().iter().flatten().map(Vec::as_slice))),
    }
}

fn of_lines<'a>(lines: impl IntoIterator<Item = &'a [[f64; 2]]>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for line in lines {
        line.len().hash(&mut hasher);
        for part in line.iter().flatten() {
            part.to_bits().hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn hash_value(value: &Value, hasher: &mut DefaultHasher) {
    std::mem::discriminant(value).hash(hasher);
    match value {
        Value::Missing => {}
        Value::Text(text) | Value::Nested(text) => text.hash(hasher),
        Value::Integer(number) | Value::Timestamp(number) => number.hash(hasher),
        Value::Number(number) => number.to_bits().hash(hasher),
        Value::Boolean(is) => is.hash(hasher),
        Value::Date(days) => days.hash(hasher),
        Value::Texts(parts) => parts.hash(hasher),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::feature::Schema;

    #[test]
    fn it_changes_with_ids_values_and_shapes_and_with_nothing_else() {
        let of = |id: &str, value: Value, lon: f64| {
            let feature = |lon| Feature {
                id: id.to_owned(),
                geometry: Some(Geometry::Lines(Arc::new(vec![vec![
                    [lon, 1.0],
                    [0.0, 0.0],
                ]]))),
                values: vec![value.clone()],
            };
            version(&FeatureCollection {
                schema: Arc::new(Schema {
                    fields: Vec::new(),
                    geometry: None,
                }),
                features: vec![feature(lon), feature(lon)],
            })
        };
        let one = of("a", Value::Integer(1), 2.0);
        assert_eq!(one, of("a", Value::Integer(1), 2.0));
        assert_ne!(one, of("b", Value::Integer(1), 2.0));
        assert_ne!(one, of("a", Value::Timestamp(1), 2.0));
        assert_ne!(one, of("a", Value::Missing, 2.0));
        assert_ne!(one, of("a", Value::Integer(1), 3.0));
    }
}
