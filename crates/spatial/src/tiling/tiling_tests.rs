use super::level::{arc_at, twice_area};
use super::*;
use geo::{Area, BooleanOps, Validation};
use model::geometry::Surface;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

type Ring = Vec<[f64; 2]>;
type Polygons = Vec<Vec<Vec<[i32; 2]>>>;

fn surface(rings: Vec<Ring>) -> Geometry {
    Geometry::Surface(Arc::new(Surface::try_new(vec![rings]).unwrap()))
}

/// A number of -0.5 to 0.5 that follows from others.
fn noise(parts: [usize; 3], seed: u64) -> f64 {
    let [a, b, c] = parts.map(|part| part as u64);
    let mixed =
        (a * 7_919 + b * 104_729 + c * 1_299_709 + seed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 11) as f64 / (1u64 << 53) as f64 - 0.5
}

/// A border between two corners of a grid, the same in both directions.
fn border(a: [usize; 2], b: [usize; 2], (roughness, seed): (f64, u64)) -> Ring {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let corner = |[i, j]: [usize; 2]| [-87.0 + i as f64 * 0.01, 41.0 + j as f64 * 0.01];
    let (from, to) = (corner(low), corner(high));
    let mut line: Ring = (0..=24usize)
        .map(|step| {
            let part = step as f64 / 24.0;
            let is_end = step == 0 || step == 24;
            let place = [low[0] * 64 + low[1], high[0] * 64 + high[1], step];
            let off = if is_end {
                0.0
            } else {
                roughness * noise(place, seed)
            };
            [
                from[0] + (to[0] - from[0]) * part + off * (to[1] - from[1]),
                from[1] + (to[1] - from[1]) * part + off * (to[0] - from[0]),
            ]
        })
        .collect();
    if a > b {
        line.reverse();
    }
    line
}

fn ring_through(corners: &[[usize; 2]], rough: (f64, u64)) -> Ring {
    let mut ring = Ring::new();
    for pair in corners.windows(2) {
        ring.pop();
        ring.extend(border(pair[0], pair[1], rough));
    }
    ring
}

/// A grid of cells with rough borders that neighbors share to the last digit.
fn cells(n: usize, rough: (f64, u64)) -> Vec<Geometry> {
    let cell = |i: usize, j: usize| {
        let around = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1], [i, j]];
        surface(vec![ring_through(&around, rough)])
    };
    (0..n * n)
        .map(|number| cell(number / n, number % n))
        .collect()
}

/// The outline of all cells together.
fn outline(n: usize, rough: (f64, u64)) -> Geometry {
    let mut corners: Vec<[usize; 2]> = (0..n).map(|i| [i, 0]).collect();
    corners.extend((0..n).map(|j| [n, j]));
    corners.extend((1..=n).rev().map(|i| [i, n]));
    corners.extend((0..=n).rev().map(|j| [0, j]));
    surface(vec![ring_through(&corners, rough)])
}

fn tiling(geometries: &[Geometry]) -> Tiling {
    Tiling::new(geometries.iter().map(Some))
}

fn cut(tiling: &Tiling, tile: Tile) -> Vec<(Vec<usize>, Piece)> {
    tiling.cut(tile, |_| true)
}

fn polygons(pieces: &[(Vec<usize>, Piece)], number: usize) -> Polygons {
    let found = pieces.iter().find(|(numbers, _)| numbers.contains(&number));
    match found {
        Some((_, Piece::Polygons(polygons))) => polygons.clone(),
        _ => Vec::new(),
    }
}

/// Twice the area of polygons, in units squared.
fn area(polygons: &Polygons) -> i64 {
    polygons.iter().flatten().map(|ring| twice_area(ring)).sum()
}

fn of_geo(polygon: &[Vec<[i32; 2]>]) -> geo::Polygon {
    let line = |ring: &Vec<[i32; 2]>| -> geo::LineString {
        ring.iter()
            .map(|[x, y]| (f64::from(*x), f64::from(*y)))
            .collect()
    };
    let holes = polygon[1..].iter().map(line).collect();
    geo::Polygon::new(line(&polygon[0]), holes)
}

/// What MVT 2.1 asks of polygons, and that they stay within the frame.
fn check(polygons: &Polygons) -> Result<(), TestCaseError> {
    let frame = -(BUFFER as i32)..=(EXTENT + BUFFER) as i32;
    for polygon in polygons {
        for (place, ring) in polygon.iter().enumerate() {
            prop_assert_eq!(twice_area(ring) > 0, place == 0);
            prop_assert_ne!(twice_area(ring), 0);
            prop_assert!(ring.first() != ring.last() && ring.len() > 2);
            prop_assert!(ring.iter().flatten().all(|units| frame.contains(units)));
        }
        let of_geo = of_geo(polygon);
        prop_assert!(
            of_geo.is_valid(),
            "{:?}: {:?}",
            of_geo.validation_errors(),
            polygon
        );
    }
    Ok(())
}

/// The stretches of all rings but those along the frame, each with its direction.
fn stretches(polygons: &Polygons) -> Vec<([i32; 2], [i32; 2])> {
    let (low, high) = (-(BUFFER as i32), (EXTENT + BUFFER) as i32);
    let is_edge = |a: &[i32; 2], b: &[i32; 2]| {
        (0..2).any(|axis| a[axis] == b[axis] && (a[axis] == low || a[axis] == high))
    };
    let mut found = Vec::new();
    for ring in polygons.iter().flatten() {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        found.extend(pairs.filter(|(a, b)| !is_edge(a, b)).map(|(a, b)| (*a, *b)));
    }
    found
}

/// Tiles of a zoom that show something of the cells.
fn tiles(z: u8) -> Vec<Tile> {
    let (first, last) = (
        Tile::at([-87.0, 41.06], z).unwrap(),
        Tile::at([-86.94, 41.0], z).unwrap(),
    );
    let mut tiles = Vec::new();
    for x in first.x..=last.x {
        tiles.extend((first.y..=last.y).map(|y| Tile::new(z, x, y).unwrap()));
    }
    tiles
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// At every zoom the cells fill the whole without a gap and without covering anything twice: areas add up to the area of the outline, and what
    /// is covered twice is no more than rounding to the grid may twist.
    #[test]
    fn neighbors_stay_neighbors_at_every_zoom(seed in 0u64..10_000, z in 8u8..=15, roughness in 0.0..0.08) {
        let rough = (roughness, seed);
        let (inner, whole) = (tiling(&cells(6, rough)), tiling(&[outline(6, rough)]));
        for tile in tiles(z) {
            let pieces = cut(&inner, tile);
            let whole = polygons(&cut(&whole, tile), 0);
            let (mut all, mut sum, mut n_stretches) = (Vec::new(), 0, 0);
            for number in 0..36 {
                let piece = polygons(&pieces, number);
                check(&piece)?;
                sum += area(&piece);
                n_stretches += stretches(&piece).len();
                all.extend(piece.iter().map(|polygon| of_geo(polygon)));
            }
            // Alone, the outline does not have to keep the corners of cells: each of its positions may cost a unit squared.
            let n_outer = 4 * 6 * 24;
            prop_assert!((sum - area(&whole)).abs() <= 2 * n_outer, "{} and {}", sum, area(&whole));
            let union = geo::unary_union(&all);
            let covered = union.unsigned_area();
            let gaps: f64 = union.iter().flat_map(geo::Polygon::interiors).map(|gap| geo::Polygon::new(gap.clone(), Vec::new()).unsigned_area()).sum();
            prop_assert!(gaps <= 0.01 * n_stretches as f64, "{} of gaps along {} stretches", gaps, n_stretches);
            let twice = sum as f64 / 2.0 - covered;
            prop_assert!(twice.abs() <= 0.01 * n_stretches as f64, "{} covered twice along {} stretches", twice, n_stretches);
        }
    }

    /// What a tile shows of a polygon with a hole is as large as what remains of it within the frame, but for rounding.
    #[test]
    fn clipping_agrees_with_intersection(radii in prop::collection::vec(0.2f64..1.0, 5..40), z in 10u8..=15, at in (0.0..1.0, 0.0..1.0)) {
        let ring = |scale: f64| -> Ring {
            let n = radii.len() as f64;
            let mut ring: Ring = radii.iter().enumerate().map(|(place, radius)| {
                let angle = place as f64 / n * std::f64::consts::TAU;
                [10.0 + scale * radius * angle.cos(), 50.0 + scale * radius * angle.sin()]
            }).collect();
            ring.push(ring[0]);
            ring
        };
        let rings = vec![ring(0.1), ring(0.04)];
        let tile = Tile::at([9.9 + at.0 * 0.2, 49.9 + at.1 * 0.2], z).unwrap();
        let piece = polygons(&cut(&tiling(&[surface(rings.clone())]), tile), 0);
        check(&piece)?;
        let units = |position: &[f64; 2]| {
            let [x, y] = to_world(*position).map(|part| part * f64::from(1u32 << z));
            ((x - f64::from(tile.x)) * 4096.0, (y - f64::from(tile.y)) * 4096.0)
        };
        let line = |ring: &Ring| -> geo::LineString { ring.iter().map(units).collect() };
        let frame = geo::Rect::new((-64.0, -64.0), (4160.0, 4160.0)).to_polygon();
        let expected = geo::Polygon::new(line(&rings[0]), vec![line(&rings[1])]).intersection(&frame).unsigned_area();
        let found = area(&piece) as f64 / 2.0;
        // Every border is at most a unit away, a side of the frame is 4,224 units long, and a spike may be cut short.
        let slack = (radii.len() as f64 + 4.0) * 2.0 * 4224.0;
        prop_assert!((found - expected).abs() <= slack, "{} and {}", found, expected);
    }

    /// Where two tiles overlap they have the same positions.
    #[test]
    fn adjacent_tiles_show_the_same_border(seed in 0u64..10_000, z in 12u8..=16, roughness in 0.0..0.08) {
        let tiling = tiling(&cells(6, (roughness, seed)));
        let one = Tile::at([-86.97, 41.03], z).unwrap();
        let other = Tile::new(z, one.x + 1, one.y).unwrap();
        let extent = EXTENT as i32;
        let common = |tile: Tile, shift: i32| {
            let pieces = cut(&tiling, tile);
            let positions = (0..36).flat_map(|number| polygons(&pieces, number)).flatten().flatten();
            let moved = positions.map(|[x, y]| [x + shift, y]);
            let is_common = |[x, y]: &[i32; 2]| (extent - 60..extent + 60).contains(x) && (-60..extent + 60).contains(y);
            moved.filter(is_common).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(common(one, 0), common(other, extent));
    }

    /// The index finds what is in the frame, no less and no more.
    #[test]
    fn a_tile_has_the_points_of_its_frame(points in prop::collection::vec((-180.0..=180.0, -90.0..=90.0), 1..200), z in 0u8..=4, x in 0u32..16, y in 0u32..16) {
        let n = 1u32 << z;
        let tile = Tile::new(z, x % n, y % n).unwrap();
        let geometries: Vec<_> = points.iter().map(|(lon, lat)| Geometry::Point([*lon, *lat])).collect();
        let found: Vec<usize> = cut(&tiling(&geometries), tile).into_iter().flat_map(|(numbers, _)| numbers).collect();
        let is_in = |(lon, lat): &(f64, f64)| {
            let units = to_world([*lon, *lat]).map(|part| (part * f64::from(n) * 4096.0).round() as i64);
            let corner = [tile.x, tile.y].map(|part| i64::from(part) * 4096);
            lat.abs() <= MAX_LATITUDE && (0..2).all(|axis| (-64..=4160).contains(&(units[axis] - corner[axis])))
        };
        let expected: Vec<usize> = (0..points.len()).filter(|number| is_in(&points[*number])).collect();
        prop_assert_eq!(found, expected);
    }

    /// What rounding twists is taken apart into valid polygons that cover as much.
    #[test]
    fn any_ring_is_mended(ring in prop::collection::vec((0i32..30, 0i32..30), 3..20)) {
        let ring: Vec<[i32; 2]> = ring.into_iter().map(|(x, y)| [x, y]).collect();
        check(&Mender::default().mended(vec![ring]))?;
    }
}

#[test]
fn an_arc_between_neighbors_is_drawn_once_for_both() {
    let topology = Topology::new(cells(3, (0.1, 7)).iter().map(Some));
    // Inner borders 2 x 2 x 3, the four sides with their corners cut where neighbors meet them.
    assert_eq!(topology.arcs.len(), 12 + 4 + 4);
    for z in [8, 12, 16] {
        let units = f64::from(1u32 << z) * 4096.0;
        let n: usize = topology
            .arcs
            .iter()
            .map(|arc| arc_at(arc, units).len())
            .sum();
        assert!(n >= 40, "ends stay");
    }
}

#[test]
fn many_features_over_one_area_are_cut_once() {
    let area = cells(1, (0.0, 0)).remove(0);
    let geometries = [Some(&area), None, Some(&area), Some(&area)];
    let tiling = Tiling::new(geometries);
    let tile = Tile::at([-86.995, 41.005], 12).unwrap();
    let pieces = tiling.cut(tile, |number| number != 2);
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].0, [0, 3]);
    assert!(tiling.cut(tile, |_| false).is_empty());
}

#[test]
fn what_is_not_in_a_tile_is_not_in_it() {
    let tiling = tiling(&[Geometry::Point([0.0, 0.0])]);
    assert_eq!(cut(&tiling, Tile::new(0, 0, 0).unwrap()).len(), 1);
    assert!(cut(&tiling, Tile::new(4, 0, 0).unwrap()).is_empty());
    assert!(cut(&Tiling::new([]), Tile::new(4, 0, 0).unwrap()).is_empty());
    assert_eq!(Tile::new(3, 8, 0), None);
    assert_eq!(Tile::new(23, 0, 0), None);
    assert_eq!(Tile::new(255, 0, 0), None);
    assert_eq!(Tile::at([0.0, 0.0], 23), None);
}

#[test]
fn the_corners_of_the_world_are_the_corners_of_its_tile() {
    let at = |lon: f64, lat: f64| {
        let pieces = cut(
            &tiling(&[Geometry::Point([lon, lat])]),
            Tile::new(0, 0, 0).unwrap(),
        );
        pieces.first().map(|(_, piece)| piece.clone())
    };
    assert_eq!(at(-180.0, MAX_LATITUDE), Some(Piece::Point([0, 0])));
    assert_eq!(at(0.0, 0.0), Some(Piece::Point([2048, 2048])));
    assert_eq!(at(180.0, -MAX_LATITUDE), Some(Piece::Point([4096, 4096])));
    // The map ends before the poles do.
    assert_eq!(at(0.0, 90.0), None);
    assert_eq!(at(0.0, -85.1), None);
}

#[test]
fn both_sides_of_the_antimeridian_are_shown_to_its_line() {
    let east = vec![
        [179.0, -1.0],
        [180.0, -1.0],
        [180.0, 1.0],
        [179.0, 1.0],
        [179.0, -1.0],
    ];
    let west = vec![
        [-180.0, -1.0],
        [-179.0, -1.0],
        [-179.0, 1.0],
        [-180.0, 1.0],
        [-180.0, -1.0],
    ];
    let polygons_of = |both| Geometry::Surface(Arc::new(Surface::try_new(both).unwrap()));
    let tiling = tiling(&[polygons_of(vec![vec![east], vec![west]])]);
    let n = 1u32 << 8;
    for (x, edge) in [(0, 0), (n - 1, 4096)] {
        let shown = polygons(&cut(&tiling, Tile::new(8, x, n / 2).unwrap()), 0);
        assert_eq!(shown.len(), 1, "column {x}");
        assert_eq!(
            shown[0][0]
                .iter()
                .filter(|position| position[0] == edge)
                .count(),
            2
        );
    }
}

#[test]
fn a_surface_over_a_pole_ends_where_the_map_does() {
    let ring = vec![
        [-180.0, 80.0],
        [180.0, 80.0],
        [180.0, 90.0],
        [-180.0, 90.0],
        [-180.0, 80.0],
    ];
    let beyond = vec![
        [0.0, 86.0],
        [9.0, 86.0],
        [9.0, 89.0],
        [0.0, 89.0],
        [0.0, 86.0],
    ];
    let tiling = tiling(&[surface(vec![ring]), surface(vec![beyond])]);
    let pieces = cut(&tiling, Tile::new(0, 0, 0).unwrap());
    assert_eq!(pieces.len(), 1);
    let shown = polygons(&pieces, 0);
    assert!(shown[0][0].contains(&[0, 0]) && shown[0][0].contains(&[4096, 0]));
}

#[test]
fn what_is_too_small_to_be_seen_is_seen_from_zoom_eight_on() {
    let small = vec![
        [9.0, 9.0],
        [9.00001, 9.0],
        [9.00001, 9.00001],
        [9.0, 9.00001],
        [9.0, 9.0],
    ];
    let line = Geometry::Lines(Arc::new(vec![vec![[9.0, 9.0], [9.00001, 9.00001]]]));
    let tiling = tiling(&[surface(vec![small]), line]);
    for z in 0..=MAX_ZOOM {
        let pieces = cut(&tiling, Tile::at([9.000_005, 9.000_005], z).unwrap());
        assert_eq!(pieces.len(), if z < KEPT_FROM { 0 } else { 2 }, "zoom {z}");
        check(&polygons(&pieces, 0)).unwrap();
    }
}

#[test]
fn a_line_that_leaves_and_comes_back_is_two_parts() {
    let tile = Tile::at([10.0, 10.0], 6).unwrap();
    let line = vec![[7.0, 10.0], [30.0, 10.0], [30.0, 9.0], [7.0, 9.0]];
    let tiling = tiling(&[Geometry::Lines(Arc::new(vec![line]))]);
    let pieces = cut(&tiling, tile);
    let Piece::Lines(parts) = &pieces[0].1 else {
        panic!("lines are lines");
    };
    assert_eq!(parts.len(), 2);
    let frame = -64..=4160;
    assert!(
        parts
            .iter()
            .flatten()
            .flatten()
            .all(|units| frame.contains(units)),
        "{parts:?}"
    );
}

#[test]
fn a_border_that_leaves_and_comes_back_is_two_polygons() {
    // A comb whose back is east of the tile at 10 degrees.
    let comb = vec![
        [9.0, 9.0],
        [13.0, 9.0],
        [13.0, 12.0],
        [9.0, 12.0],
        [9.0, 11.0],
        [12.9, 11.0],
        [12.9, 10.0],
        [9.0, 10.0],
        [9.0, 9.0],
    ];
    let tile = Tile::at([10.0, 10.5], 7).unwrap();
    let shown = polygons(&cut(&tiling(&[surface(vec![comb])]), tile), 0);
    check(&shown).unwrap();
    assert_eq!(shown.len(), 2);
}

#[test]
fn parts_that_rounding_brings_together_are_one() {
    let square = |west: f64, south: f64| {
        let (east, north) = (west + 0.05, south + 0.05);
        vec![vec![
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ]]
    };
    // A ten-millionth of a degree is much less than a unit here.
    let parts = vec![
        square(9.0, 9.0),
        square(9.050_000_1, 9.02),
        square(9.2, 9.0),
    ];
    let geometry = Geometry::Surface(Arc::new(Surface::try_new(parts).unwrap()));
    for (z, n) in [(8, 2), (12, 1)] {
        let shown = polygons(
            &cut(
                &tiling(std::slice::from_ref(&geometry)),
                Tile::at([9.05, 9.02], z).unwrap(),
            ),
            0,
        );
        check(&shown).unwrap();
        assert_eq!(shown.len(), n, "zoom {z}: {shown:?}");
        let shown: geo::MultiPolygon = shown.iter().map(|polygon| of_geo(polygon)).collect();
        assert!(shown.is_valid());
    }
}

#[test]
fn beyond_the_deepest_drawing_it_is_only_magnified() {
    let tiling = tiling(&cells(2, (0.1, 3)));
    let tile = Tile::at([-86.99, 41.01], DEEPEST_LEVEL).unwrap();
    let before = cut(&tiling, tile);
    let deeper = Tile::at([-86.99, 41.01], DEEPEST_LEVEL + 1).unwrap();
    let after = cut(&tiling, deeper);
    assert_eq!(before.len(), 4);
    assert_eq!(after.len(), 4);
    // The junction of the four cells is in both.
    let corner = |pieces: &[(Vec<usize>, Piece)]| {
        let mut shared: BTreeSet<[i32; 2]> = polygons(pieces, 0)
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        for number in 1..4 {
            let other: BTreeSet<_> = polygons(pieces, number)
                .into_iter()
                .flatten()
                .flatten()
                .collect();
            shared = shared.intersection(&other).copied().collect();
        }
        shared
    };
    let (one, two) = (corner(&before), corner(&after));
    assert_eq!((one.len(), two.len()), (1, 1));
    let [a, b] = [one, two].map(|corner| corner.into_iter().next().unwrap());
    let half = [deeper.x % 2, deeper.y % 2].map(|odd| odd as i32 * 4096);
    assert_eq!(b, [a[0] * 2 - half[0], a[1] * 2 - half[1]]);
}

#[test]
fn the_least_weighty_position_goes_first() {
    let line = [[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [3.0, 2.0], [4.0, 0.0]];
    let weights = simplify::weights(&line);
    assert!(weights[0].is_infinite() && weights[4].is_infinite());
    assert!(
        weights[1] < weights[2] && weights[2] <= weights[3],
        "{weights:?}"
    );
    assert!((weights[1] - 0.1).abs() < 1e-12);
}
