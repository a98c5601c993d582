//! Parks and standing water: round shapes on the grid.

use super::geojson::Shape;
use super::terrain::{Micro, Terrain};

/// A round shape: name, middle and half widths on the grid.
type Round = (&'static str, f64, f64, f64, f64);

/// Parks.
pub(crate) const PARKS: [Round; 16] = [
    ("Courthouse Green", 19.5, 17.5, 0.36, 0.34),
    ("Riverside Park", 24.3, 12.6, 0.5, 1.7),
    ("Great Bend Park", 24.2, 21.4, 0.55, 1.4),
    ("Linden Park", 14.5, 20.4, 0.9, 0.8),
    ("Meadowlark Commons", 13.4, 25.5, 0.9, 0.45),
    ("Tallgrass Preserve", 4.2, 20.6, 1.9, 2.1),
    ("Fairgrounds", 22.1, 8.4, 1.1, 0.9),
    ("Quarry Park", 8.6, 28.6, 1.2, 0.8),
    ("Heron Lake Park", 35.4, 24.6, 2.1, 1.7),
    ("Landing Park", 26.0, 18.6, 0.5, 0.9),
    ("Cedar Flats Park", 34.6, 17.4, 0.8, 0.8),
    ("Cottonwood Park", 8.4, 9.6, 0.9, 0.8),
    ("Orchard Hill Park", 13.6, 14.5, 0.45, 0.5),
    ("Southgate Park", 16.5, 5.5, 0.8, 0.45),
    ("Northgate Park", 17.6, 29.3, 0.5, 0.8),
    ("Sandstone Bluff", 33.6, 9.5, 1.1, 0.7),
];

/// Ponds and lakes.
pub(crate) const WATERS: [Round; 3] = [
    ("Heron Lake", 35.2, 24.7, 1.3, 0.95),
    ("Mill Pond", 23.3, 19.4, 0.42, 0.26),
    ("Quarry Pond", 8.9, 28.6, 0.5, 0.34),
];

/// Whether a place on the grid lies in a park or in water.
pub(crate) fn is_in_park((u, v): (f64, f64)) -> bool {
    PARKS
        .iter()
        .chain(&WATERS)
        .any(|&(_, middle_u, middle_v, half_u, half_v)| {
            ((u - middle_u) / half_u).powi(2) + ((v - middle_v) / half_v).powi(2) < 1.0
        })
}

/// The outline on the ground.
pub(crate) fn outline(terrain: &Terrain, shape: &Round, is_water: bool) -> Shape {
    let &(name, u, v, half_u, half_v) = shape;
    let turn = name.len() as f64;
    let n = 28;
    let mut ring: Vec<Micro> = (0..n)
        .map(|k| {
            let angle = f64::from(k) / f64::from(n) * std::f64::consts::TAU;
            let (sin, cos) = angle.sin_cos();
            // Parks fill their blocks and have nearly square corners; shores wander.
            let radius = if is_water {
                0.9 + 0.12 * (2.0 * angle + turn).sin() + 0.10 * (3.0 * angle + turn * 2.0).sin()
            } else {
                1.0 / (sin.abs().powi(5) + cos.abs().powi(5)).powf(0.2)
            };
            terrain
                .ground(u + half_u * radius * cos, v + half_v * radius * sin)
                .micro()
        })
        .collect();
    ring.push(ring[0]);
    Shape::Polygon(vec![ring])
}
