//! Sums against all pairs one by one, with the geodesic of each.

use super::chord::{Bracket, short_geodesic_m};
use super::places::toward_normal;
use super::{CurveKernel, Places, StepKernel, sums};
use crate::distance::{earth_centered_m, geodesic_m};
use model::LonLat;
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::try_new(lon, lat).unwrap()
}

/// Positions of one neighborhood of the earth, on a coarse raster so that many share a place, some unknown.
fn neighborhood(west: f64, south: f64) -> impl Strategy<Value = Vec<Option<LonLat>>> {
    let position = (0..40i32, 0..40i32, 0..10i32).prop_map(move |(x, y, known)| {
        let lon = west + f64::from(x) * 0.004;
        let lon = if lon > 180.0 { lon - 360.0 } else { lon };
        let lat = (south + f64::from(y) * 0.003).min(90.0);
        (known > 0).then(|| at(lon, lat))
    });
    prop::collection::vec(position, 0..120)
}

/// Two tables of positions: in a city, over the antimeridian, at a pole, anywhere.
fn two_tables() -> impl Strategy<Value = (Vec<Option<LonLat>>, Vec<Option<LonLat>>)> {
    let anywhere = || {
        let position = (-180.0..=180.0f64, -90.0..=90.0f64);
        prop::collection::vec(position.prop_map(|(lon, lat)| Some(at(lon, lat))), 0..60)
    };
    prop_oneof![
        (neighborhood(-87.9, 41.7), neighborhood(-87.9, 41.7)),
        (neighborhood(179.92, -16.9), neighborhood(179.92, -16.9)),
        (neighborhood(10.0, 89.9), neighborhood(-100.0, 89.9)),
        (anywhere(), anywhere()),
    ]
}

/// All pairs, one by one.
fn reference(
    (at, of): (&[Option<LonLat>], &[Option<LonLat>]),
    values: &[f64],
    weight: impl Fn(f64) -> f64,
) -> Vec<f64> {
    let sum_at = |here: &Option<LonLat>| {
        let Some(here) = here else { return 0.0 };
        let parts = of
            .iter()
            .zip(values)
            .filter_map(|(there, value)| Some(weight(geodesic_m(*here, (*there)?)) * value));
        parts.sum()
    };
    at.iter().map(sum_at).collect()
}

fn step_weight(steps: &[(f64, f64)], distance_m: f64) -> f64 {
    let step = steps.iter().find(|(limit_m, _)| distance_m <= *limit_m);
    step.map_or(0.0, |(_, weight)| *weight)
}

/// Whole numbers, so that sums with weights of a power of two are exact and can be compared to the last bit.
fn whole_values(n: usize) -> Vec<f64> {
    (0..n).map(|i| f64::from((i * 7 % 23) as u32)).collect()
}

proptest! {
    #[test]
    fn sums_of_steps_are_those_of_all_pairs_to_the_last_bit(
        (here, there) in two_tables(),
        pick in any::<(prop::sample::Index, prop::sample::Index)>(),
        other_limit_m in prop_oneof![Just(0.0), 100.0..30_000.0f64, 1e5..2.1e7f64],
    ) {
        // One limit is the exact distance of some pair, so that the bound itself is tried.
        let known = |table: &[Option<LonLat>]| table.iter().flatten().copied().collect::<Vec<_>>();
        let (known_here, known_there) = (known(&here), known(&there));
        let pair_m = if known_here.is_empty() || known_there.is_empty() {
            1_000.0
        } else {
            geodesic_m(known_here[pick.0.index(known_here.len())], known_there[pick.1.index(known_there.len())])
        };
        let mut steps = [(pair_m, 1.0), (other_limit_m, 0.25)];
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let values = whole_values(there.len());
        let expected = reference((&here, &there), &values, |d| step_weight(&steps, d));
        let (here, there) = (Places::build(&here), Places::build(&there));
        let kernel = StepKernel::new(&steps);
        for n_threads in [1, 2, 5] {
            prop_assert_eq!(&sums(&here, &there, &values, &kernel, n_threads), &expected);
        }
    }

    #[test]
    fn sums_along_a_curve_are_those_of_all_pairs(
        (here, there) in two_tables(),
        limit_m in prop_oneof![Just(0.0), 100.0..30_000.0f64, 1e5..2.1e7f64],
    ) {
        let curve = |d: f64| (-d / 3_000.0).exp() + 0.125;
        let values = whole_values(there.len());
        let cut = |d: f64| if d <= limit_m { curve(d) } else { 0.0 };
        let expected = reference((&here, &there), &values, cut);
        let (here, there) = (Places::build(&here), Places::build(&there));
        let kernel = CurveKernel::new(limit_m, curve);
        let found = sums(&here, &there, &values, &kernel, 1);
        for (found, expected) in found.iter().zip(&expected) {
            prop_assert!((found - expected).abs() <= 1e-10 * expected, "{found} {expected}");
        }
        let on_two = sums(&here, &there, &values, &kernel, 2);
        prop_assert!(found.iter().zip(&on_two).all(|(a, b)| a.to_bits() == b.to_bits()));
    }

    #[test]
    fn sums_do_not_depend_on_the_order_of_the_rows(
        (here, there) in two_tables(),
        shift in any::<prop::sample::Index>(),
    ) {
        let kernel = StepKernel::new(&[(2_000.0, 0.7), (5_000.0, 0.3)]);
        // Rows that share a place are added in the order of the rows, so each place gets one value.
        let values: Vec<f64> = there.iter().map(|p| p.map_or(0.0, |p| (p.lon() * p.lat()).abs().fract())).collect();
        let turned = |n: usize| if n == 0 { 0 } else { shift.index(n) };
        let (mut other_here, mut other_there, mut other_values) = (here.clone(), there.clone(), values.clone());
        other_here.rotate_left(turned(here.len()));
        other_there.rotate_left(turned(there.len()));
        other_values.rotate_left(turned(there.len()));
        let mut expected = sums(&Places::build(&here), &Places::build(&there), &values, &kernel, 1);
        expected.rotate_left(turned(here.len()));
        let found = sums(&Places::build(&other_here), &Places::build(&other_there), &other_values, &kernel, 1);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_chord_never_decides_against_the_geodesic(
        (lon, lat) in (-180.0..=180.0f64, -90.0..=90.0f64),
        (by_lon, by_lat) in prop_oneof![(-0.05..0.05f64, -0.05..0.05f64), (-5.0..5.0f64, -5.0..5.0f64), (-180.0..180.0f64, -180.0..180.0f64)],
    ) {
        let here = at(lon, lat);
        let there = at((lon + by_lon).clamp(-180.0, 180.0), (lat + by_lat).clamp(-90.0, 90.0));
        let (a, b) = (earth_centered_m(here), earth_centered_m(there));
        let chord_m = (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f64>().sqrt();
        let distance_m = geodesic_m(here, there);
        prop_assert!(chord_m <= Bracket::of(distance_m).outside_m);
        prop_assert!(chord_m > Bracket::of(distance_m - 1e-7).inside_m);
    }

    #[test]
    fn short_geodesics_follow_from_chord_and_normals(
        (lon, lat) in (-180.0..=180.0f64, -90.0..=90.0f64),
        (azimuth, metres) in (0.0..std::f64::consts::TAU, 0.1..99_000.0f64),
    ) {
        let by_lat = metres * azimuth.cos() / 111_000.0;
        let there_lat = (lat + by_lat).clamp(-90.0, 90.0);
        let by_lon = metres * azimuth.sin() / (111_000.0 * lat.abs().max(there_lat.abs()).min(89.9).to_radians().cos());
        let (here, there) = (at(lon, lat), at((lon + by_lon).clamp(-180.0, 180.0), there_lat));
        let (a, b) = (earth_centered_m(here), earth_centered_m(there));
        let unit = |center: [f64; 3]| {
            let [x, y, z] = toward_normal(center);
            let length = (x * x + y * y + z * z).sqrt();
            [x / length, y / length, z / length]
        };
        let (normal_a, normal_b) = (unit(a), unit(b));
        let bend_m = (0..3).map(|i| (normal_b[i] - normal_a[i]) * (b[i] - a[i])).sum();
        let chord2 = (0..3).map(|i| (b[i] - a[i]).powi(2)).sum();
        let expected_m = geodesic_m(here, there);
        if let Some(found_m) = short_geodesic_m(chord2, bend_m) {
            prop_assert!((found_m - expected_m).abs() <= 1e-10 * expected_m + 2e-8, "{found_m} {expected_m}");
        }
    }

    #[test]
    fn the_geodesic_is_the_same_both_ways(
        a in (-180.0..=180.0f64, -90.0..=90.0f64),
        b in (-180.0..=180.0f64, -90.0..=90.0f64),
    ) {
        let (a, b) = (at(a.0, a.1), at(b.0, b.1));
        prop_assert_eq!(geodesic_m(a, b).to_bits(), geodesic_m(b, a).to_bits());
    }
}

#[test]
fn many_rows_at_one_place_count_one_by_one() {
    let here = Places::build(&vec![Some(at(10.0, 50.0)); 1_000]);
    let there = Places::build(&vec![Some(at(10.0, 50.0)); 3_000]);
    let found = sums(
        &here,
        &there,
        &vec![2.0; 3_000],
        &StepKernel::new(&[(0.0, 1.0)]),
        2,
    );
    assert_eq!(found, vec![6_000.0; 1_000]);
}

#[test]
fn the_ends_of_the_antimeridian_are_at_distance_0() {
    let (east, west) = (
        Places::build(&[Some(at(180.0, 10.0))]),
        Places::build(&[Some(at(-180.0, 10.0))]),
    );
    assert_eq!(
        sums(&east, &west, &[3.0], &StepKernel::new(&[(0.0, 1.0)]), 1),
        [3.0]
    );
}

#[test]
fn an_empty_table_gives_nothing() {
    let (one, none) = (
        Places::build(&[Some(at(0.0, 0.0)), None]),
        Places::build(&[]),
    );
    let kernel = StepKernel::new(&[(1e9, 1.0)]);
    assert_eq!(sums(&one, &none, &[], &kernel, 2), [0.0, 0.0]);
    assert_eq!(sums(&none, &one, &[1.0, 1.0], &kernel, 2), [0.0; 0]);
    assert_eq!(sums(&one, &one, &[1.0, 1.0], &kernel, 2), [1.0, 0.0]);
}
