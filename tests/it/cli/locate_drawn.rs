//! `locate` on a drawn partition, against a ray and whole numbers.

use super::locate::{LINE, area, held, layer, ring};
use e2e::bare::{Draw, Folder, file};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const N: usize = 9;
/// Corners of the drawn cells in millionths of a degree, about `N` kilometres a side.
type Corners = BTreeMap<(usize, usize), (i64, i64)>;

/// Crooked cells that leave nothing between them. The ring of each goes through the points that its neighbors go through, too. Every third
/// cell has a hole with another area in it. Ids are drawn, so that the lowest is anywhere.
fn partition(draw: &mut Draw) -> BTreeMap<String, Vec<Vec<(i64, i64)>>> {
    let mut corners = Corners::new();
    for (x, y) in (0..=2 * N).flat_map(|x| (0..=2 * N).map(move |y| (x, y))) {
        // The rim is straight, and what is within is moved by less than half of the way to the next.
        let mut moved = |at: usize| match at {
            0 => 0,
            at if at == 2 * N => 0,
            _ => draw.below(2_000) as i64 - 1_000,
        };
        let place = (x as i64 * 5_000 + moved(x), y as i64 * 5_000 + moved(y));
        corners.insert((x, y), (10_000_000 + place.0, 40_000_000 + place.1));
    }
    let around = [
        (0, 0),
        (1, 0),
        (2, 0),
        (2, 1),
        (2, 2),
        (1, 2),
        (0, 2),
        (0, 1),
        (0, 0),
    ];
    let mut areas = BTreeMap::new();
    let mut ids = draw
        .shuffled((0..2 * N * N).collect())
        .into_iter()
        .map(|n| n.to_string());
    for (x, y) in (0..N).flat_map(|x| (0..N).map(move |y| (x, y))) {
        let outer = around.map(|(right, up)| corners[&(2 * x + right, 2 * y + up)]);
        let mut rings = vec![outer.to_vec()];
        if (x + y) % 3 == 0 {
            let (lon, lat) = corners[&(2 * x + 1, 2 * y + 1)];
            let hole = [(-900, -700), (800, -900), (900, 1_100), (-900, -700)];
            let hole: Vec<_> = hole
                .iter()
                .map(|(right, up)| (lon + right, lat + up))
                .collect();
            areas.insert(ids.next().unwrap(), vec![hole.clone()]);
            rings.push(hole.into_iter().rev().collect());
        }
        areas.insert(ids.next().unwrap(), rings);
    }
    areas
}

/// Whether a place is in rings, on their border, or outside: by the sign of the triangle with every edge that a ray to the east meets.
fn side(rings: &[Vec<(i64, i64)>], (x, y): (i64, i64)) -> Option<bool> {
    let mut is_in = false;
    for (a, b) in rings.iter().flat_map(|ring| ring.iter().zip(&ring[1..])) {
        let turn = (b.0 - a.0) * (y - a.1) - (b.1 - a.1) * (x - a.0);
        let is_beside = (a.0.min(b.0)..=a.0.max(b.0)).contains(&x);
        if turn == 0 && is_beside && (a.1.min(b.1)..=a.1.max(b.1)).contains(&y) {
            return None;
        }
        if (a.1 > y) != (b.1 > y) && (turn > 0) == (b.1 > a.1) {
            is_in = !is_in;
        }
    }
    Some(is_in)
}

#[test]
fn every_point_of_a_drawn_partition_is_in_the_one_area_that_a_ray_says() {
    let mut draw = Draw::new(51);
    let partition = partition(&mut draw);
    let degrees = |millionths: i64| millionths as f64 / 1e6;
    let ring = |ring: &Vec<(i64, i64)>| -> Value {
        ring.iter()
            .map(|(x, y)| json!([degrees(*x), degrees(*y)]))
            .collect()
    };
    let areas: Vec<_> = partition
        .iter()
        .map(|(id, rings)| area(id, rings.iter().map(ring).collect()))
        .collect();
    let width = 2 * N * 5_000;
    let mut points: Vec<(i64, i64)> = (0..6_000)
        .map(|_| {
            let mut along = || draw.below(width + 1) as i64;
            (10_000_000 + along(), 40_000_000 + along())
        })
        .collect();
    // Every corner, and the middle of every edge that has one in millionths.
    for ring in partition.values().flatten() {
        for (a, b) in ring.iter().zip(&ring[1..]) {
            points.push(*a);
            let (x, y) = (a.0 + b.0, a.1 + b.1);
            points.extend((x % 2 == 0 && y % 2 == 0).then_some((x / 2, y / 2)));
        }
    }
    let cells =
        |millionths: i64| format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    let texts: Vec<_> = points
        .iter()
        .map(|(x, y)| format!("{},{}", cells(*x), cells(*y)))
        .collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let mut n_on_borders = 0;
    for (point, got) in points.iter().zip(held(&areas, &texts)) {
        let sides = partition
            .iter()
            .map(|(id, rings)| (id, side(rings, *point)));
        let touching: Vec<_> = sides.filter(|(_, side)| *side != Some(false)).collect();
        n_on_borders += usize::from(touching.iter().any(|(_, side)| side.is_none()));
        // Middles of edges are not on them once they are doubles; one of the two sides holds them all the same.
        let is_corner = partition
            .values()
            .flatten()
            .any(|ring| ring.contains(point));
        if is_corner || touching.iter().all(|(_, side)| side.is_some()) {
            assert_eq!(
                touching.first().map(|(id, _)| *id),
                Some(&got),
                "{point:?}: {touching:?}"
            );
        } else {
            assert!(
                touching.iter().any(|(id, _)| **id == got),
                "{point:?}: {touching:?}, {got}"
            );
        }
    }
    assert!(n_on_borders > 500, "{n_on_borders}");
}

#[test]
fn points_are_located_as_the_same_bytes_by_one_thread_and_two_and_in_any_order_of_rows() {
    let mut draw = Draw::new(52);
    let areas: Vec<_> = (0..60)
        .map(|n| {
            let west = 10.0 + f64::from(n) * 0.01;
            area(
                &n.to_string(),
                json!([ring([west, 40.0, west + 0.01, 40.1])]),
            )
        })
        .collect();
    let rows: Vec<_> = (0..40_000)
        .map(|n| format!("{n},{}.{:02},40.{:02}", 10, draw.below(70), draw.below(12)))
        .collect();
    let folder = Folder::with(&[("areas.geojson", &layer(&areas))]);
    folder.write("points.csv", file("id,lon,lat", &rows));
    let one = folder.result(&format!("{LINE} --threads 1"));
    assert_eq!(one.lines().count(), 40_001);
    assert!(one == folder.result(&format!("{LINE} --threads 2")));
    folder.write("points.csv", file("id,lon,lat", &draw.shuffled(rows)));
    assert!(one == folder.result(&format!("{LINE} --threads 2")));
}
