//! Surfaces: which one holds a position, how large they are, a point inside.

use geo::{
    BooleanOps, BoundingRect, Contains, Coord, GeodesicArea, InteriorPoint, Intersects, LineString,
    MultiPolygon, Point, Polygon,
};
use model::LonLat;
use model::geometry::Surface;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// One layer of areas, asked which of them holds a position.
///
/// Building costs O(n log n); a question O(log n + vertices of the candidates).
#[derive(Debug, Default)]
pub struct AreaIndex {
    areas: Vec<MultiPolygon>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
}

impl AreaIndex {
    /// An index over `surfaces`; their order decides borders, so hand them in by ascending id.
    pub fn build<'a>(surfaces: impl IntoIterator<Item = &'a Surface>) -> Self {
        let areas: Vec<_> = surfaces.into_iter().map(to_geo).collect();
        let boxes = areas.iter().zip(0u32..).filter_map(|(area, number)| {
            let rect = area.bounding_rect()?;
            let corners =
                Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
            Some(GeomWithData::new(corners, number))
        });
        let tree = RTree::bulk_load(boxes.collect());
        Self { areas, tree }
    }

    /// The number (in the order of building) of the first area that holds `position`, its border included.
    pub fn locate(&self, position: LonLat) -> Option<usize> {
        let point = Point::new(position.lon(), position.lat());
        let mut candidates: Vec<_> = self
            .tree
            .locate_in_envelope_intersecting(AABB::from_point([point.x(), point.y()]))
            .map(|candidate| candidate.data as usize)
            .collect();
        candidates.sort_unstable();
        candidates
            .into_iter()
            .find(|&number| self.areas[number].intersects(&point))
    }

    /// The numbers of the areas whose bounding box touches that of `other`, ascending.
    pub(crate) fn near(&self, other: &MultiPolygon) -> Vec<usize> {
        let Some(rect) = other.bounding_rect() else {
            return Vec::new();
        };
        let envelope =
            AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        let mut near: Vec<_> = self
            .tree
            .locate_in_envelope_intersecting(envelope)
            .map(|candidate| candidate.data as usize)
            .collect();
        near.sort_unstable();
        near
    }

    pub(crate) fn areas(&self) -> &[MultiPolygon] {
        &self.areas
    }
}

/// The geodesic area of a surface in square metres.
pub fn area_m2(surface: &Surface) -> f64 {
    shape_m2(&to_geo(surface))
}

/// Several surfaces as one, shared borders dissolved; a single surface stays as it is. Nothing when there is none.
pub fn union(surfaces: &[&Surface]) -> Option<Surface> {
    if let [only] = surfaces {
        return Some((*only).clone());
    }
    let polygons: Vec<Polygon> = surfaces
        .iter()
        .flat_map(|surface| to_geo(surface))
        .collect();
    from_geo(&geo::unary_union(&polygons))
}

/// A point inside the surface, for labels and for "near here"; nothing when the surface has no inside.
pub fn inner_point(surface: &Surface) -> Option<LonLat> {
    let point = to_geo(surface).interior_point()?;
    LonLat::try_new(point.x(), point.y()).ok()
}

/// West, south, east, north of a surface in degrees; nothing when it is empty.
pub fn bounds(surface: &Surface) -> Option<[f64; 4]> {
    let rect = to_geo(surface).bounding_rect()?;
    Some([rect.min().x, rect.min().y, rect.max().x, rect.max().y])
}

/// Whether a surface holds a position in its inside.
pub fn holds(surface: &Surface, position: LonLat) -> bool {
    to_geo(surface).contains(&Point::new(position.lon(), position.lat()))
}

/// Whether a surface holds a position in its inside or on its border.
pub fn touches(surface: &Surface, position: LonLat) -> bool {
    to_geo(surface).intersects(&Point::new(position.lon(), position.lat()))
}

/// The area common to two shapes in square metres; zero when they only touch.
pub(crate) fn intersection_m2(a: &MultiPolygon, b: &MultiPolygon) -> f64 {
    shape_m2(&a.intersection(b))
}

/// The geodesic area of a shape in square metres, whichever way its rings run.
///
/// The unsigned area of `geo` is that of the rest of the earth for some rings, and intersections along a shared border leave
/// tiny rings of either direction.
pub(crate) fn shape_m2(shape: &MultiPolygon) -> f64 {
    let ring_m2 = |ring: &LineString| {
        Polygon::new(ring.clone(), Vec::new())
            .geodesic_area_signed()
            .abs()
    };
    let polygon_m2 = |polygon: &Polygon| {
        let holes_m2: f64 = polygon.interiors().iter().map(ring_m2).sum();
        ring_m2(polygon.exterior()) - holes_m2
    };
    shape.iter().map(polygon_m2).sum()
}

pub(crate) fn to_geo(surface: &Surface) -> MultiPolygon {
    let ring =
        |ring: &Vec<[f64; 2]>| LineString::new(ring.iter().map(|&[x, y]| Coord { x, y }).collect());
    let polygons = surface.polygons().iter().map(|rings| {
        let mut rings = rings.iter().map(ring);
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Polygon::new(outer, rings.collect())
    });
    MultiPolygon::new(polygons.collect())
}

fn from_geo(shape: &MultiPolygon) -> Option<Surface> {
    let ring = |ring: &LineString| ring.coords().map(|c| [c.x, c.y]).collect::<Vec<_>>();
    let polygons = shape.iter().map(|polygon| {
        let holes = polygon.interiors().iter().map(ring);
        std::iter::once(ring(polygon.exterior()))
            .chain(holes)
            .collect()
    });
    Surface::try_new(polygons.collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::AreaIndex;

    fn square(west: f64, south: f64, size: f64) -> Surface {
        let (east, north) = (west + size, south + size);
        Surface::try_new(vec![vec![vec![
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ]]])
        .unwrap()
    }

    #[test]
    fn a_home_on_a_shared_border_belongs_to_the_first_area() {
        let layer = AreaIndex::build(&[square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0)]);
        let at = |lon, lat| layer.locate(LonLat::try_new(lon, lat).unwrap());
        assert_eq!(at(1.0, 0.5), Some(0));
        assert_eq!(at(1.000_001, 0.5), Some(1));
        assert_eq!(at(2.0, 1.0), Some(1));
        assert_eq!(at(2.1, 0.5), None);
    }

    #[test]
    fn a_hole_belongs_to_nobody_but_its_rim_does() {
        let mut rings = square(0.0, 0.0, 3.0).polygons()[0].clone();
        rings.push(square(1.0, 1.0, 1.0).polygons()[0][0].clone());
        let layer = AreaIndex::build(&[Surface::try_new(vec![rings]).unwrap()]);
        let at = |lon, lat| layer.locate(LonLat::try_new(lon, lat).unwrap());
        assert_eq!(at(1.5, 1.5), None);
        assert_eq!(at(1.0, 1.5), Some(0));
        assert_eq!(at(0.5, 0.5), Some(0));
    }

    #[test]
    fn areas_are_geodesic() {
        // One degree square at the equator: 12,308.8 km2 on WGS 84.
        let km2 = area_m2(&square(0.0, 0.0, 1.0)) / 1e6;
        assert!((km2 - 12_308.8).abs() < 1.0, "{km2}");
    }

    #[test]
    fn a_clockwise_ring_is_not_the_rest_of_the_earth() {
        let mut rings = square(0.0, 0.0, 1.0).polygons()[0].clone();
        let counterclockwise_m2 = area_m2(&square(0.0, 0.0, 1.0));
        rings[0].reverse();
        let clockwise_m2 = area_m2(&Surface::try_new(vec![rings]).unwrap());
        assert!(
            (clockwise_m2 - counterclockwise_m2).abs() < 1.0,
            "{clockwise_m2}"
        );
    }
}
