//! From polygons as drawn to surfaces as RFC 7946 and OGC Simple Features want them.

use crate::geometry::validity::flaw;
use crate::geometry::{Position, antimeridian};
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{
    BooleanOps, Coord, GeodesicArea, InteriorPoint, LineString, MultiPolygon, Point, Polygon,
};
use model::LonLat;
use model::geometry::Surface;

/// Pieces smaller than this, in square metres, are what rounding leaves when a crossing is cut; they are dropped from repaired shapes.
const SPECK_M2: f64 = 0.01;

/// What was put right in one shape.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Repairs {
    /// Rings whose last position was not the first.
    pub(crate) n_closed: usize,
    /// Positions that repeated the one before.
    pub(crate) n_repeated: usize,
    /// Rings that ran the wrong way.
    pub(crate) n_turned: usize,
    /// Polygons that ran over the antimeridian and were cut there.
    pub(crate) n_cut: usize,
    /// Rings of fewer than three different positions, or with all of them on one line.
    pub(crate) n_dropped: usize,
    /// What crossed itself or its neighbor in the shape, and the area after that in square metres.
    pub(crate) rebuilt: Option<Rebuilt>,
}

/// An invalid shape made valid.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rebuilt {
    pub(crate) reason: &'static str,
    pub(crate) area_before_m2: f64,
    pub(crate) area_after_m2: f64,
}

/// Makes a valid surface: rings closed, no position twice in a row, outer rings counterclockwise, nothing crossing.
///
/// A shape that is valid keeps its coordinates to the last bit. One that crosses itself becomes what the even-odd rule fills.
///
/// # Errors
/// When a coordinate is no number, or nothing with an area is left; in words for the row.
pub(crate) fn to_surface(polygons: Vec<Vec<Vec<Position>>>) -> Result<(Surface, Repairs), String> {
    let (polygons, n_cut) = antimeridian::cut(polygons);
    let mut repairs = Repairs {
        n_cut,
        ..Repairs::default()
    };
    let mut cleaned = Vec::with_capacity(polygons.len());
    for polygon in polygons {
        if let Some(polygon) = clean_polygon(polygon, &mut repairs)? {
            cleaned.push(polygon);
        }
    }
    if cleaned.is_empty() {
        return Err("a polygon with an area; nothing is left of this one".to_owned());
    }
    let shape = to_geo(&cleaned);
    if let Some(reason) = flaw(&shape) {
        let area_before_m2 = area_m2(&shape);
        let rebuilt = rebuild(&shape)?;
        repairs.rebuilt = Some(Rebuilt {
            reason,
            area_before_m2,
            area_after_m2: area_m2(&rebuilt),
        });
        cleaned = from_geo(&rebuilt);
        for polygon in &mut cleaned {
            wind(polygon);
        }
    }
    let surface = Surface::try_new(cleaned).map_err(|bad| bad.to_string())?;
    Ok((surface, repairs))
}

/// Turns rings so that the outer one runs counterclockwise and holes clockwise; answers how many were turned.
pub(crate) fn wind(polygon: &mut [Vec<Position>]) -> usize {
    let mut n_turned = 0;
    for (place, ring) in polygon.iter_mut().enumerate() {
        let area = twice_signed_area(ring);
        // A figure of eight may have no area and then no direction either.
        if area != 0.0 && (area > 0.0) != (place == 0) {
            ring.reverse();
            n_turned += 1;
        }
    }
    n_turned
}

/// A position inside the surface, away from its border where there is room.
pub(crate) fn interior_position(surface: &Surface) -> Option<LonLat> {
    let point = to_geo(surface.polygons()).interior_point()?;
    LonLat::try_new(point.x(), point.y()).ok()
}

/// The area in square metres, however the rings run.
pub(crate) fn area_m2(shape: &MultiPolygon) -> f64 {
    shape.iter().map(polygon_area_m2).sum()
}

fn polygon_area_m2(polygon: &Polygon) -> f64 {
    // The library takes a ring that runs clockwise for all of the earth but its inside, so each ring is measured alone.
    let ring_m2 = |ring: &LineString| {
        let ring = Polygon::new(ring.clone(), Vec::new());
        ring.geodesic_area_signed().abs()
    };
    let holes_m2: f64 = polygon.interiors().iter().map(ring_m2).sum();
    ring_m2(polygon.exterior()) - holes_m2
}

pub(crate) fn to_geo(polygons: &[Vec<Vec<Position>>]) -> MultiPolygon {
    let ring =
        |ring: &Vec<Position>| LineString::new(ring.iter().map(|&[x, y]| Coord { x, y }).collect());
    let polygon = |rings: &Vec<Vec<Position>>| {
        let mut rings = rings.iter().map(ring);
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Polygon::new(outer, rings.collect())
    };
    MultiPolygon::new(polygons.iter().map(polygon).collect())
}

fn from_geo(shape: &MultiPolygon) -> Vec<Vec<Vec<Position>>> {
    let ring = |ring: &LineString| ring.coords().map(|c| [c.x, c.y]).collect();
    let polygon = |polygon: &Polygon| {
        let holes = polygon.interiors().iter().map(ring);
        std::iter::once(ring(polygon.exterior()))
            .chain(holes)
            .collect()
    };
    shape.iter().map(polygon).collect()
}

fn clean_polygon(
    polygon: Vec<Vec<Position>>,
    repairs: &mut Repairs,
) -> Result<Option<Vec<Vec<Position>>>, String> {
    let mut rings = Vec::with_capacity(polygon.len());
    for (place, mut ring) in polygon.into_iter().enumerate() {
        if !ring.iter().flatten().all(|number| number.is_finite()) {
            return Err("coordinates that are numbers".to_owned());
        }
        let n_positions = ring.len();
        ring.dedup();
        repairs.n_repeated += n_positions - ring.len();
        if ring.len() > 1 && ring.first() != ring.last() {
            ring.push(ring[0]);
            repairs.n_closed += 1;
        }
        if ring.len() >= 4 && !is_flat(&ring) {
            rings.push(ring);
            continue;
        }
        repairs.n_dropped += 1;
        if place == 0 {
            return Ok(None);
        }
    }
    repairs.n_turned += wind(&mut rings);
    Ok((!rings.is_empty()).then_some(rings))
}

/// The area that an invalid shape fills by the even-odd rule; polygons of one shape that overlap are joined.
fn rebuild(shape: &MultiPolygon) -> Result<MultiPolygon, String> {
    let nothing = MultiPolygon::new(Vec::new());
    let mut whole = nothing.clone();
    for polygon in shape {
        whole = whole.union(&polygon.union(&nothing));
    }
    let polygons: Vec<Polygon> = whole
        .into_iter()
        .filter(|polygon| polygon_area_m2(polygon) >= SPECK_M2)
        .collect();
    let rebuilt = MultiPolygon::new(polygons);
    if rebuilt.0.is_empty() {
        return Err("a polygon with an area; nothing is left of this one".to_owned());
    }
    if flaw(&rebuilt).is_some() {
        return Err(
            "a polygon that does not cross itself; this one could not be mended".to_owned(),
        );
    }
    Ok(rebuilt)
}

/// Whether all corners lie on one line, as far as the rounding of their numbers lets it be told.
fn is_flat(ring: &[Position]) -> bool {
    let [x0, y0] = ring[0];
    let offset = |&[x, y]: &Position| (x - x0, y - y0);
    let squared = |corner: &&Position| {
        let (x, y) = offset(corner);
        x * x + y * y
    };
    let farthest = ring
        .iter()
        .max_by(|a, b| squared(a).total_cmp(&squared(b)))
        .expect("a ring has corners");
    let (along_x, along_y) = offset(farthest);
    let largest = ring.iter().flatten().fold(0.0, |a: f64, b| a.max(b.abs()));
    let rounding = 2.0 * f64::EPSILON * largest * along_x.hypot(along_y);
    let is_on_line = |corner: &Position| {
        let (x, y) = offset(corner);
        (along_x * y - along_y * x).abs() <= rounding
    };
    ring.iter().all(is_on_line)
}

fn twice_signed_area(ring: &[Position]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else {
        return 0.0;
    };
    // Relative to the first corner: areas of small rings far from the origin keep their digits.
    let relative = |&[x, y]: &Position| (x - x0, y - y0);
    let corners = ring.windows(2);
    corners
        .map(|pair| {
            let ((ax, ay), (bx, by)) = (relative(&pair[0]), relative(&pair[1]));
            ax * by - bx * ay
        })
        .sum()
}

/// Puts the rings of a Shapefile together as RFC 7946 wants them.
///
/// There an outer ring runs clockwise and holes counterclockwise, in any order. A hole goes to the smallest outer ring that holds its
/// first corner off that ring's border. A hole that no ring holds is an outer ring that runs the wrong way.
pub(crate) fn to_right_hand(rings: Vec<Vec<Position>>) -> Vec<Vec<Vec<Position>>> {
    let is_outer = |ring: &Vec<Position>| twice_signed_area(ring) <= 0.0;
    let (outer, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(is_outer);
    let mut polygons: Vec<Vec<Vec<Position>>> = outer.into_iter().map(|ring| vec![ring]).collect();
    let mut outlines: Vec<Polygon> = polygons.iter().map(|rings| outline(&rings[0])).collect();
    for hole in holes {
        let holds = |place: &usize| {
            let corners = hole.iter().map(|&[x, y]| Point::new(x, y));
            let outline = &outlines[*place];
            corners
                .map(|corner| outline.coordinate_position(&corner.0))
                .find(|side| *side != CoordPos::OnBoundary)
                .is_some_and(|side| side == CoordPos::Inside)
        };
        let size = |place: &usize| twice_signed_area(&polygons[*place][0]).abs();
        let home = (0..polygons.len())
            .filter(holds)
            .min_by(|a, b| size(a).total_cmp(&size(b)));
        match home {
            Some(home) => polygons[home].push(hole),
            None => {
                outlines.push(outline(&hole));
                polygons.push(vec![hole]);
            }
        }
    }
    for polygon in &mut polygons {
        wind(polygon);
    }
    polygons
}

fn outline(ring: &[Position]) -> Polygon {
    let ring = ring.iter().map(|&[x, y]| Coord { x, y }).collect();
    Polygon::new(LineString::new(ring), Vec::new())
}
