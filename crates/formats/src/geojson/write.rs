//! Geometry as RFC 7946 wants it.
//!
//! Coordinates are written in the shortest form that reads back as the same number, never rounded: borders that neighbors share stay
//! shared, and no ring comes to cross itself.

use super::geometry::to_wire;
use crate::geometry::{self, Geometry};

/// A feature's geometry in the coordinates that `place` makes of longitude and latitude. Outer rings run counterclockwise as seen before that.
pub fn geometry_in(
    of: &model::feature::Geometry,
    place: impl Fn([f64; 2]) -> [f64; 2],
) -> ::geojson::Geometry {
    use model::feature::Geometry as Of;
    let mut geometry = match of {
        Of::Point(position) => Geometry::Points(vec![*position]),
        Of::Lines(lines) => Geometry::Lines(lines.to_vec()),
        Of::Surface(surface) => {
            let mut polygons = surface.polygons().to_vec();
            for polygon in &mut polygons {
                geometry::wind(polygon);
            }
            Geometry::Polygons(polygons)
        }
    };
    geometry.for_each_mut(|position| *position = place(*position));
    to_wire(&geometry)
}
