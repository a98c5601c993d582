//! The box around a collection, the short way around the earth.

use model::feature::{Feature, Geometry};

/// West, south, east, north of everything; west is over east where the narrower box runs over the antimeridian (RFC 7946, 5.2). Takes
/// O(n log n) for n parts.
pub(crate) fn around(features: &[Feature]) -> Option<[f64; 4]> {
    let mut boxes: Vec<[f64; 4]> = features
        .iter()
        .filter_map(|feature| feature.geometry.as_ref())
        .flat_map(parts)
        .collect();
    let whole = boxes.iter().copied().reduce(joined)?;
    let [west, south, east, north] = whole;
    boxes.sort_by(|a, b| a[0].total_cmp(&b[0]));
    // The widest stretch of longitudes, from where one part ends to where the next begins, in which nothing is.
    let mut reached = west;
    let mut widest = (0.0, west, west);
    for [from, _, to, _] in boxes {
        if from - reached > widest.0 {
            widest = (from - reached, reached, from);
        }
        reached = reached.max(to);
    }
    let (gap, last, first) = widest;
    let over = 360.0 - (east - west);
    Some(if gap > over {
        [first, south, last, north]
    } else {
        whole
    })
}

fn joined(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}

/// The boxes of the parts of a geometry: one of each polygon, since a cut one has parts on both sides.
fn parts(geometry: &Geometry) -> Vec<[f64; 4]> {
    match geometry {
        Geometry::Surface(surface) => surface
            .polygons()
            .iter()
            .filter_map(|polygon| {
                let positions = polygon.iter().flatten();
                positions.map(|&[x, y]| [x, y, x, y]).reduce(joined)
            })
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
