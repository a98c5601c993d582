//! Areas against worked answers, and the cells of a layer against asking every area.

use super::locator::Cells;
use super::{AreaIndex, area_m2, to_geo, touches};
use geo::{Intersects, Line, MultiPolygon, Point};
use model::LonLat;
use model::geometry::{Polygon, Ring, Surface};
use proptest::prelude::*;
use proptest::sample::Index;

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

/// The slow way: every area is asked, in order, for every name of the position. All of the parallel at a pole is the pole.
fn reference(areas: &[MultiPolygon], position: LonLat) -> Option<u32> {
    let (lon, lat) = (position.lon(), position.lat());
    let at_pole = Line::new((-180.0, lat), (180.0, lat));
    let holds = |area: &MultiPolygon| {
        if lat.abs() == 90.0 {
            let filled =
                |polygon: &geo::Polygon| geo::Polygon::new(polygon.exterior().clone(), Vec::new());
            return area
                .iter()
                .any(|polygon| filled(polygon).intersects(&at_pole));
        }
        let names = [lon, if lon.abs() == 180.0 { -lon } else { lon }];
        names
            .iter()
            .any(|lon| area.intersects(&Point::new(*lon, lat)))
    };
    Some(areas.iter().position(holds)? as u32)
}

/// Asks the layer for positions of all kinds, cut into cells as in use and far more finely.
fn check(surfaces: &[Surface], positions: &[LonLat]) -> Result<(), TestCaseError> {
    let areas: Vec<_> = surfaces.iter().map(to_geo).collect();
    let expected: Vec<_> = positions.iter().map(|p| reference(&areas, *p)).collect();
    for most_edges in [64, 8, 0] {
        let cells = Cells::build(&areas, most_edges);
        for (position, expected) in positions.iter().zip(&expected) {
            prop_assert_eq!(
                &cells.locate(*position),
                expected,
                "{:?} at most {} edges",
                position,
                most_edges
            );
        }
    }
    let index = AreaIndex::build(surfaces);
    for n_threads in [1, 2, 3] {
        prop_assert_eq!(&index.locate_all(positions, n_threads), &expected);
    }
    for (position, expected) in positions.iter().zip(&expected) {
        let first = surfaces.iter().position(|area| touches(area, *position));
        prop_assert_eq!(first.map(|number| number as u32), *expected);
    }
    Ok(())
}

/// A ring through any corners: it may cross itself, run to and fro, or stand still.
fn any_ring(
    corner: impl Strategy<Value = [f64; 2]>,
    n: std::ops::Range<usize>,
) -> impl Strategy<Value = Ring> {
    prop::collection::vec(corner, n).prop_map(|mut ring| {
        ring.push(ring[0]);
        ring
    })
}

/// Corners on a raster, so that edges of different rings are shared, meet at corners and lie on one line.
fn raster_corner() -> impl Strategy<Value = [f64; 2]> {
    (0..9i32, 0..7i32).prop_map(|(x, y)| [f64::from(x) * 0.1 - 77.4, f64::from(y) * 0.1 + 38.6])
}

/// Corners of no raster, in a narrow or a wide place.
fn free_corner() -> impl Strategy<Value = [f64; 2]> {
    prop_oneof![
        (-77.4..-76.6f64, 38.6..39.2f64),
        (-77.0..-76.999f64, 38.9..38.901f64),
        (-180.0..=180.0f64, -90.0..=90.0f64),
    ]
    .prop_map(|(x, y)| [x, y])
}

/// Corners at and near the antimeridian and the poles.
fn seam_corner() -> impl Strategy<Value = [f64; 2]> {
    let lon = prop::sample::select(vec![-180.0, -179.0, 0.0, 90.0, 179.0, 180.0]);
    let lat = prop::sample::select(vec![-90.0, -89.0, 0.0, 45.0, 89.0, 90.0]);
    (lon, lat).prop_map(|(x, y)| [x, y])
}

/// Slivers: a few 1e-9 degrees wide.
fn sliver_corner() -> impl Strategy<Value = [f64; 2]> {
    (0..4i32, 0..1_000i32)
        .prop_map(|(x, y)| [-77.0 + f64::from(x) * 1e-9, 38.6 + f64::from(y) * 1e-3])
}

fn any_polygon() -> impl Strategy<Value = Polygon> {
    let rings = |n: std::ops::Range<usize>| {
        prop_oneof![
            4 => any_ring(raster_corner(), n.clone()),
            2 => any_ring(free_corner(), n.clone()),
            1 => any_ring(sliver_corner(), n.clone()),
            2 => any_ring(seam_corner(), n),
        ]
    };
    (rings(3..14), prop::collection::vec(rings(3..7), 0..3)).prop_map(|(outer, mut rings)| {
        rings.insert(0, outer);
        rings
    })
}

fn any_surface() -> impl Strategy<Value = Surface> {
    let polygons = prop::collection::vec(any_polygon(), 1..3);
    polygons.prop_map(|polygons| Surface::try_new(polygons).unwrap())
}

/// Positions anywhere, on the raster, at corners, and on edges as exactly as numbers allow.
fn positions_for(surfaces: &[Surface], picks: &[(Index, f64, [f64; 2])]) -> Vec<LonLat> {
    let edges: Vec<_> = surfaces
        .iter()
        .flat_map(|surface| surface.polygons().iter().flatten())
        .flat_map(|ring| ring.windows(2).map(|ends| (ends[0], ends[1])))
        .collect();
    let at =
        |[x, y]: [f64; 2]| LonLat::try_new(x.clamp(-180.0, 180.0), y.clamp(-90.0, 90.0)).unwrap();
    let mut positions = Vec::new();
    for (index, share, anywhere) in picks {
        let (a, b) = edges[index.index(edges.len())];
        let on_edge = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
        let middle = [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
        let beside = [on_edge[0] + (share - 0.5) * 1e-9, on_edge[1]];
        positions.extend(
            [
                a,
                on_edge,
                middle,
                beside,
                [anywhere[0], a[1]],
                [a[0], anywhere[1]],
                *anywhere,
            ]
            .map(at),
        );
    }
    positions
}

fn any_picks() -> impl Strategy<Value = Vec<(Index, f64, [f64; 2])>> {
    let anywhere = prop_oneof![
        raster_corner(),
        free_corner(),
        sliver_corner(),
        seam_corner()
    ];
    prop::collection::vec((any::<Index>(), 0.0..=1.0f64, anywhere), 1..12)
}

/// Some hundred small squares beside each other, and one polygon around the world after or before them.
fn city_in_the_world(n: u32, is_world_first: bool) -> Vec<Surface> {
    let small = |i: u32| {
        square(
            -77.0 + f64::from(i % 20) * 1e-4,
            38.9 + f64::from(i / 20) * 1e-4,
            1e-4,
        )
    };
    let world = Surface::try_new(vec![vec![vec![
        [-180.0, -90.0],
        [180.0, -90.0],
        [180.0, 90.0],
        [-77.0005, 38.9007],
        [-180.0, 90.0],
        [-180.0, -90.0],
    ]]]);
    let mut surfaces: Vec<_> = (0..n).map(small).collect();
    surfaces.insert(if is_world_first { 0 } else { n as usize }, world.unwrap());
    surfaces
}

proptest! {
    #[test]
    fn cells_answer_as_asking_every_area_does(
        surfaces in prop::collection::vec(any_surface(), 1..10),
        picks in any_picks(),
    ) {
        check(&surfaces, &positions_for(&surfaces, &picks))?;
    }

    #[test]
    fn tiny_areas_beside_a_huge_one_are_told_apart(
        n in 1..400u32,
        is_world_first in any::<bool>(),
        picks in any_picks(),
    ) {
        let surfaces = city_in_the_world(n, is_world_first);
        check(&surfaces, &positions_for(&surfaces, &picks))?;
    }

    #[test]
    fn a_ring_of_many_edges_through_few_cells_is_told_from_its_outside(
        corners in prop::collection::vec(0.1..1.0f64, 100..300),
        picks in any_picks(),
    ) {
        // A star with very thin rays: every edge passes near the middle.
        let n = corners.len() as f64;
        let mut ring: Ring = corners
            .iter()
            .enumerate()
            .map(|(i, reach)| {
                let (sine, cosine) = (i as f64 / n * std::f64::consts::TAU).sin_cos();
                let reach = if i % 2 == 0 { *reach } else { reach * 1e-4 };
                [-77.0 + cosine * reach, 38.9 + sine * reach]
            })
            .collect();
        ring.push(ring[0]);
        let star = Surface::try_new(vec![vec![ring]]).unwrap();
        let surfaces = [star];
        check(&surfaces, &positions_for(&surfaces, &picks))?;
    }
}

#[test]
fn the_antimeridian_is_one_border_and_a_pole_one_position_under_all_their_names() {
    let (west, east) = (square(179.0, -1.0, 1.0), square(-180.0, -1.0, 1.0));
    for (areas, expected) in [
        (vec![east.clone(), west.clone()], Some(0)),
        (vec![west.clone(), east.clone()], Some(0)),
        (vec![square(0.0, 0.0, 1.0), west], Some(1)),
        (vec![square(0.0, 0.0, 1.0), east], Some(1)),
        (vec![square(0.0, 0.0, 1.0)], None),
    ] {
        let layer = AreaIndex::build(&areas);
        let at = |lon| LonLat::try_new(lon, -0.5).unwrap();
        assert_eq!(layer.locate(at(180.0)), expected);
        let both = [at(180.0), at(-180.0)];
        assert_eq!(layer.locate_all(&both, 2), [expected.map(|n| n as u32); 2]);
    }
    let layer = AreaIndex::build(&[square(0.0, 70.0, 20.0), square(90.0, 80.0, 10.0)]);
    for lon in [-180.0, -90.0, 0.0, 95.0, 180.0] {
        let at = |lat| layer.locate(LonLat::try_new(lon, lat).unwrap());
        assert_eq!((at(90.0), at(-90.0)), (Some(0), None));
    }
}

#[test]
fn a_layer_without_areas_holds_nothing() {
    let layer = AreaIndex::build(&[]);
    let here = LonLat::try_new(0.0, 0.0).unwrap();
    assert_eq!(layer.locate(here), None);
    assert_eq!(layer.locate_all(&[here, here], 2), [None, None]);
    assert_eq!(AreaIndex::default().locate_all(&[], 2), []);
}

#[test]
fn of_areas_over_each_other_the_first_one_answers() {
    let layer = AreaIndex::build(&[
        square(1.0, 1.0, 1.0),
        square(0.0, 0.0, 3.0),
        square(1.0, 1.0, 1.0),
    ]);
    let at = |lon, lat| layer.locate(LonLat::try_new(lon, lat).unwrap());
    assert_eq!(at(1.5, 1.5), Some(0));
    assert_eq!(at(2.0, 1.5), Some(0));
    assert_eq!(at(2.5, 1.5), Some(1));
}
