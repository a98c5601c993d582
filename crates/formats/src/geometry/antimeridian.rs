//! Polygons that run over the antimeridian, cut there as RFC 7946, 3.1.9 wants them.
//!
//! Files that do not cut write such a ring from 179.9 to -179.9. Read on the plane that is a band around the rest of the earth. No edge of a
//! school district is half the earth long, so an edge of more than 180 degrees is meant the short way, where the shape is then no larger than
//! Alaska. A box around the whole earth, or a cap around a pole, stays what it says.

use super::Position;

/// The widest and tallest shape, in degrees, that is taken to run over the antimeridian.
const MOST_DEGREES: [f64; 2] = [60.0, 30.0];

/// The polygons, each that runs over the antimeridian in its parts on both sides. Answers how many were cut. Others keep their coordinates.
pub(super) fn cut(polygons: Vec<Vec<Vec<Position>>>) -> (Vec<Vec<Vec<Position>>>, usize) {
    let mut n_cut = 0;
    let mut all = Vec::with_capacity(polygons.len());
    for polygon in polygons {
        match parts(&polygon) {
            None => all.push(polygon),
            Some(parts) => {
                n_cut += 1;
                all.extend(parts);
            }
        }
    }
    (all, n_cut)
}

/// The parts of a polygon on both sides; nothing when it does not run over, runs around a pole or is too large to be meant so.
fn parts(polygon: &[Vec<Position>]) -> Option<Vec<Vec<Vec<Position>>>> {
    let lons = |pair: &[Position]| (pair[0][0] - pair[1][0]).abs();
    let edges = || polygon.iter().flat_map(|ring| ring.windows(2));
    // From one name of the line to the other is all the way around.
    if !edges().any(|pair| lons(pair) > 180.0) || edges().any(|pair| lons(pair) >= 360.0) {
        return None;
    }
    let unrolled = side_by_side(polygon)?;
    let side = |is_east: bool| -> Vec<Vec<Position>> {
        let rings = unrolled.iter().map(|ring| clipped(ring, is_east));
        rings.filter(|ring| ring.len() >= 4).collect()
    };
    let mut beyond = side(true);
    for position in beyond.iter_mut().flatten() {
        position[0] -= 360.0;
    }
    let parts = [side(false), beyond];
    Some(
        parts
            .into_iter()
            .filter(|rings| !rings.is_empty())
            .collect(),
    )
}

/// The rings without jumps, holes where the outer ring is; it begins in the west of 180 degrees and may end in the east of it.
fn side_by_side(polygon: &[Vec<Position>]) -> Option<Vec<Vec<Position>>> {
    let mut all = polygon.iter().flatten().flatten();
    if !all.all(|number| number.is_finite()) {
        return None;
    }
    let mut rings = polygon.iter().map(|ring| unrolled(ring));
    let mut outer = rings.next()??;
    if [0, 1]
        .into_iter()
        .any(|axis| extent_of(&outer, axis) > MOST_DEGREES[axis])
    {
        return None;
    }
    if west_of(&outer) < -180.0 {
        outer.iter_mut().for_each(|position| position[0] += 360.0);
    }
    let west = west_of(&outer);
    let mut unrolled = vec![outer];
    for ring in rings {
        let mut hole = ring?;
        // A hole is written on either side; it belongs where the outer ring is.
        let turns = ((west - west_of(&hole)) / 360.0).ceil();
        hole.iter_mut()
            .for_each(|position| position[0] += turns * 360.0);
        unrolled.push(hole);
    }
    Some(unrolled)
}

fn west_of(ring: &[Position]) -> f64 {
    ring.iter()
        .map(|position| position[0])
        .fold(f64::INFINITY, f64::min)
}

fn extent_of(ring: &[Position], axis: usize) -> f64 {
    let numbers = || ring.iter().map(|position| position[axis]);
    numbers().fold(f64::NEG_INFINITY, f64::max) - numbers().fold(f64::INFINITY, f64::min)
}

/// A ring without jumps, past 180 degrees where it has to; nothing when it goes around the earth and so does not close.
fn unrolled(ring: &[Position]) -> Option<Vec<Position>> {
    let mut turns = 0.0;
    let mut unrolled: Vec<Position> = Vec::with_capacity(ring.len());
    let mut before: Option<f64> = None;
    for &[lon, lat] in ring {
        let step = before.map_or(0.0, |before| lon - before);
        turns += if step > 180.0 {
            -360.0
        } else if step < -180.0 {
            360.0
        } else {
            0.0
        };
        before = Some(lon);
        unrolled.push([lon + turns, lat]);
    }
    let is_closed = ring.first() == ring.last();
    let ends_where_it_began = unrolled.first() == unrolled.last();
    (!is_closed || ends_where_it_began).then_some(unrolled)
}

/// The part of a ring on one side of 180 degrees (Sutherland and Hodgman 1974), closed. Parts that the cut should leave apart hang together
/// along it; what is invalid by that is mended with everything else.
fn clipped(ring: &[Position], is_east: bool) -> Vec<Position> {
    let is_in = |[lon, _]: Position| if is_east { lon >= 180.0 } else { lon <= 180.0 };
    let mut kept: Vec<Position> = Vec::new();
    let ends = ring.iter().cycle().skip(1);
    for (&from, &to) in ring.iter().zip(ends) {
        if is_in(from) {
            kept.push(from);
        }
        if is_in(from) != is_in(to) && from[0] != 180.0 && to[0] != 180.0 {
            let share = (180.0 - from[0]) / (to[0] - from[0]);
            kept.push([180.0, from[1] + share * (to[1] - from[1])]);
        }
    }
    kept.dedup();
    if kept.iter().all(|position| position[0] == 180.0) {
        return Vec::new();
    }
    if kept.first() != kept.last() {
        kept.push(kept[0]);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::to_surface;

    fn box_of([west, south, east, north]: [f64; 4]) -> Vec<Position> {
        vec![
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ]
    }

    /// Doubled areas in degrees of all rings, holes negative.
    fn area(polygons: &[Vec<Vec<Position>>]) -> f64 {
        let of = |ring: &Vec<Position>| -> f64 {
            ring.windows(2)
                .map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1])
                .sum()
        };
        polygons.iter().flatten().map(of).sum::<f64>() / 2.0
    }

    #[test]
    fn a_box_over_the_antimeridian_becomes_two_on_its_sides() {
        for (west, east) in [(179.0, -178.0), (170.0, -179.5)] {
            let (surface, repairs) =
                to_surface(vec![vec![box_of([west, -18.0, east, -16.0])]]).unwrap();
            assert_eq!(repairs.n_cut, 1);
            assert_eq!(
                surface.polygons(),
                [
                    vec![box_of([west, -18.0, 180.0, -16.0])],
                    vec![box_of([-180.0, -18.0, east, -16.0])]
                ]
                .map(|polygon| {
                    // Where a ring begins does not matter.
                    let mut polygon = polygon;
                    let begin = surface
                        .polygons()
                        .iter()
                        .find_map(|of| polygon[0].iter().position(|p| *p == of[0][0]))
                        .unwrap();
                    polygon[0].pop();
                    polygon[0].rotate_left(begin);
                    let first = polygon[0][0];
                    polygon[0].push(first);
                    polygon
                })
            );
        }
    }

    #[test]
    fn a_hole_over_the_antimeridian_is_cut_with_its_ring_and_area_is_kept() {
        let mut hole = box_of([179.5, -17.5, -179.5, -16.5]);
        hole.reverse();
        let (surface, _) =
            to_surface(vec![vec![box_of([179.0, -18.0, -179.0, -16.0]), hole]]).unwrap();
        assert!((area(surface.polygons()) - (4.0 - 1.0)).abs() < 1e-9);
        let mut east_hole = box_of([-179.8, -17.5, -179.5, -16.5]);
        east_hole.reverse();
        let (surface, _) =
            to_surface(vec![vec![box_of([179.0, -18.0, -179.0, -16.0]), east_hole]]).unwrap();
        assert!((area(surface.polygons()) - (4.0 - 0.3)).abs() < 1e-9);
    }

    #[test]
    fn what_touches_or_is_cut_already_or_is_wide_stays_as_it_is() {
        for polygon in [
            box_of([179.0, -1.0, 180.0, 1.0]),
            box_of([-180.0, 60.0, 180.0, 90.0]),
            box_of([-180.0, 80.0, 180.0, 90.0]),
            box_of([-179.0, -60.0, 179.0, 70.0]),
            box_of([-180.0, -1.0, -179.0, 1.0]),
            vec![
                [-170.0, 0.0],
                [0.0, -10.0],
                [170.0, 0.0],
                [0.0, 10.0],
                [-170.0, 0.0],
            ],
        ] {
            let (surface, repairs) = to_surface(vec![vec![polygon.clone()]]).unwrap();
            assert_eq!(
                (repairs.n_cut, surface.polygons()),
                (0, &[vec![polygon]][..])
            );
        }
    }

    #[test]
    fn a_ring_with_two_bays_over_the_line_is_mended_to_its_area() {
        // A comb of two teeth that reach over the line.
        let comb = vec![
            [179.0, 0.0],
            [-179.0, 0.0],
            [-179.0, 1.0],
            [179.5, 1.0],
            [179.5, 2.0],
            [-179.0, 2.0],
            [-179.0, 3.0],
            [179.0, 3.0],
            [179.0, 0.0],
        ];
        let (surface, _) = to_surface(vec![vec![comb]]).unwrap();
        assert!((area(surface.polygons()) - (2.0 + 0.5 + 2.0)).abs() < 1e-6);
        let positions = surface.polygons().iter().flatten();
        assert!(
            positions
                .flat_map(|ring| ring.windows(2))
                .all(|pair| (pair[0][0] - pair[1][0]).abs() < 2.1)
        );
    }
}
