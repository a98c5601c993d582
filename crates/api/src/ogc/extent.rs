//! The box around a collection, the short way around the earth.

use model::feature::{Feature, Geometry};

/// West, south, east, north of everything; west is over east where the narrower box runs over the antimeridian (RFC 7946, 5.2). Takes
/// O(n log n) for n parts.
pub(crate) fn around(features: &[Feature]) -> Option<[f64; 4]> {
    let shapes = features
        .iter()
        .filter_map(|feature| feature.geometry.as_ref());
    spatial::areas::box_around(shapes.flat_map(parts))
}

/// The boxes of the parts of a geometry: one of each polygon, since a cut one has parts on both sides.
fn parts(geometry: &Geometry) -> Vec<[f64; 4]> {
    match geometry {
        Geometry::Surface(surface) => surface
            .polygons()
            .iter()
            .filter_map(|polygon| spatial::areas::box_of(polygon.iter().flatten()))
            .collect(),
        other => other.bounds().into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Feature {
        Feature {
            id: format!("{lon}"),
            values: Vec::new(),
            geometry: Some(Geometry::Point([lon, lat])),
        }
    }

    #[test]
    fn the_narrower_box_is_taken() {
        let of = |places: &[(f64, f64)]| {
            let features: Vec<_> = places.iter().map(|&(lon, lat)| at(lon, lat)).collect();
            around(&features)
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[(1.0, 2.0)]), Some([1.0, 2.0, 1.0, 2.0]));
        assert_eq!(
            of(&[(-77.0, 38.0), (-76.0, 39.0)]),
            Some([-77.0, 38.0, -76.0, 39.0])
        );
        assert_eq!(
            of(&[(178.0, -18.0), (-179.0, -16.0)]),
            Some([178.0, -18.0, -179.0, -16.0])
        );
        assert_eq!(
            of(&[(-89.0, 0.0), (89.0, 0.0)]),
            Some([-89.0, 0.0, 89.0, 0.0])
        );
        assert_eq!(
            of(&[(-180.0, 0.0), (-100.0, 0.0), (60.0, 0.0), (170.0, 0.0)]),
            Some([60.0, 0.0, -100.0, 0.0])
        );
    }
}
