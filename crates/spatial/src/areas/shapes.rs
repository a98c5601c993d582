//! Surfaces as `geo` sees them: areas, unions, inner points.

use geo::{
    BooleanOps, BoundingRect, Contains, Coord, GeodesicArea, InteriorPoint, Intersects, LineString,
    MultiPolygon, Point, Polygon,
};
use model::LonLat;
use model::geometry::Surface;

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

/// West, south, east, north of positions; nothing without any.
pub fn box_of<'a>(positions: impl IntoIterator<Item = &'a [f64; 2]>) -> Option<[f64; 4]> {
    let boxes = positions.into_iter().map(|&[x, y]| [x, y, x, y]);
    boxes.reduce(joined)
}

/// West, south, east, north of everything in `boxes`; west is over east where the narrower box runs over the antimeridian (RFC 7946, 5.2).
/// A shape that is cut there has to come as the boxes of its parts. Takes O(n log n) for n boxes.
pub fn box_around(boxes: impl IntoIterator<Item = [f64; 4]>) -> Option<[f64; 4]> {
    let mut boxes: Vec<[f64; 4]> = boxes.into_iter().collect();
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

/// Whether a surface holds a position in its inside.
pub fn holds(surface: &Surface, position: LonLat) -> bool {
    to_geo(surface).contains(&Point::new(position.lon(), position.lat()))
}

/// Whether a surface holds a position in its inside or on its border, under any of its names: 180 and -180 are one meridian, and a pole
/// is one position.
pub fn touches(surface: &Surface, position: LonLat) -> bool {
    let shape = to_geo(surface);
    let (lon, lat) = (position.lon(), position.lat());
    if lat.abs() == 90.0 {
        return reaches(&shape, lat);
    }
    let holds = |lon: f64| shape.intersects(&Point::new(lon, lat));
    holds(lon) || (lon.abs() == 180.0 && holds(-lon))
}

/// Whether an outer ring of a shape has a corner at the latitude of a pole. As no ring goes beyond it, every ring that comes to it has.
pub(super) fn reaches(shape: &MultiPolygon, pole_lat: f64) -> bool {
    let mut corners = shape.iter().flat_map(|polygon| polygon.exterior().coords());
    corners.any(|corner| corner.y == pole_lat)
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
