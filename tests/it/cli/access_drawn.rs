//! `access` on drawn demand and supply, against the formulas as they are printed.

use super::access::{BY_COST, DEMAND, FILES, SUPPLY, are_within};
use e2e::bare::{Center, Decay, Draw, FarAndNear, Folder, Method, Row, distance_m, file, rows};

const PLACES: [Center; 3] = [
    around(-90_000, 40_000, 20),
    around(180_000, -17_000, 20),
    around(0, 90_000, 180_000),
];

const fn around(lon: i32, lat: i32, half_width: i32) -> Center {
    Center {
        lon,
        lat,
        half_width,
        half_height: 20,
    }
}

/// All decays with their options, for a catchment.
fn decays(catchment: f64) -> [(String, Decay); 3] {
    let steps = [0.2, 0.35, 0.9].map(|share| share * catchment);
    let [near, middle, far] = steps;
    [
        (
            format!("--steps {near}:0.9,{middle}:0,{far}:2.5"),
            Decay::Steps(vec![(near, 0.9), (middle, 0.0), (far, 2.5)]),
        ),
        ("--gaussian".to_owned(), Decay::Gaussian),
        (format!("--gaussian {near}"), Decay::Width(near)),
    ]
}

/// Runs every method with every decay, and with the one that it has when none is asked for.
fn all_are(folder: &Folder, line: &str, pairs: &FarAndNear, catchment: f64, usual: &Decay) {
    for method in Method::ALL {
        let usual = match method {
            Method::TwoStep => Decay::Flat,
            _ => usual.clone(),
        };
        let asked = decays(catchment);
        let all = asked.iter().cloned().chain([(String::new(), usual)]);
        for (option, decay) in all {
            let line = format!("{line} --method {} {option}", method.word());
            let expected = pairs.scores(method, catchment, &decay);
            // This weight is a difference that is 0 at the bound, so that near it the last decimals of a distance weigh most.
            let is_near_zero = matches!(decay, Decay::Gaussian);
            are_within(
                if is_near_zero { 1e-8 } else { 1e-9 },
                folder,
                &line,
                &expected,
            );
        }
    }
}

/// Many at one place, places unknown, supply unknown or 0, demand 0.
#[test]
fn drawn_places_are_scored_as_the_printed_formulas_say() {
    for (seed, center) in (21..).zip(PLACES) {
        let mut draw = Draw::new(seed);
        let demand = draw.quantities('d', 60, center, &["0", "1", "2.5", "0.1", "3.333333"]);
        let supply = draw.quantities('s', 25, center, &["", "0", "1", "4", "12.25"]);
        let (demand_csv, supply_csv) = (file(DEMAND, &demand), file(SUPPLY, &supply));
        let (from, to) = (rows(&demand_csv), rows(&supply_csv));
        let position = |cells: &Row| Some((cells["lon"].parse().ok()?, cells["lat"].parse().ok()?));
        let costs = from.iter().map(|row| {
            let to = to
                .iter()
                .map(|other| Some(distance_m(position(row)?, position(other)?)));
            to.collect()
        });
        let pairs = FarAndNear {
            demand: from
                .iter()
                .map(|row| row["demand"].parse().unwrap())
                .collect(),
            supply: to.iter().map(|row| row["supply"].parse().ok()).collect(),
            costs: costs.collect(),
        };
        // At the pole everything is within some kilometres.
        let catchment = 1_777.0;
        let thirds = [1.0, 2.0, 3.0].map(|third| third * catchment / 3.0);
        let bounds = [0.2, 0.35, 0.9, 1.0].map(|share| share * catchment);
        assert!(
            pairs.is_clear_of(&thirds) && pairs.is_clear_of(&bounds),
            "{seed}"
        );
        let usual = Decay::Steps(thirds.into_iter().zip([1.0, 0.68, 0.22]).collect());
        let folder = Folder::with(&[("demand.csv", &demand_csv), ("supply.csv", &supply_csv)]);
        for length in ["1777m", "1.777km"] {
            let line = format!("{FILES} --catchment {length}");
            all_are(&folder, &line, &pairs, catchment, &usual);
        }
        let most = pairs.scores(Method::Balanced, catchment, &usual);
        assert!(
            most.iter().filter(|score| **score > 0.0).count() > 20,
            "{seed}: {most:?}"
        );
    }
}

#[test]
fn drawn_costs_are_scored_as_the_printed_formulas_say() {
    for seed in 31..36 {
        let mut draw = Draw::new(seed);
        // Most costs are equal to others, and to the bounds of the steps of a catchment of 30.
        let cells = [
            "", "", "0", "6", "10", "10", "10.5", "20", "27", "30", "30.001", "99",
        ];
        let cost = |draw: &mut Draw| (0..9).map(|_| draw.any_of(&cells)).collect::<Vec<_>>();
        let costs: Vec<_> = (0..14).map(|_| cost(&mut draw)).collect();
        let demand: Vec<_> = (0..14)
            .map(|_| draw.any_of(&["0", "1", "7", "0.25"]))
            .collect();
        let supply: Vec<_> = (0..9)
            .map(|_| draw.any_of(&["", "0", "2", "30.5"]))
            .collect();
        let listed = (1..).zip(&costs).flat_map(|(i, row)| {
            let known = (1..).zip(row).filter(|(_, cost)| !cost.is_empty());
            known.map(move |(j, cost)| format!("i{i:02},j{j},{cost}"))
        });
        let listed: Vec<_> = draw.shuffled(listed.collect());
        let folder = Folder::with(&[("costs.csv", &file("origin,dest,cost", &listed))]);
        let named: Vec<_> = (1..)
            .zip(&demand)
            .map(|(n, cell)| format!("i{n:02},{cell}"))
            .collect();
        folder.write("demand.csv", file("id,demand", &named));
        let named: Vec<_> = (1..)
            .zip(&supply)
            .map(|(n, cell)| format!("j{n},{cell}"))
            .collect();
        folder.write("supply.csv", file("id,supply", &named));
        let pairs = FarAndNear {
            demand: demand.iter().map(|cell| cell.parse().unwrap()).collect(),
            supply: supply.iter().map(|cell| cell.parse().ok()).collect(),
            costs: costs
                .iter()
                .map(|row| row.iter().map(|cell| cell.parse().ok()).collect())
                .collect(),
        };
        let usual = Decay::Steps(vec![(10.0, 1.0), (20.0, 0.68), (30.0, 0.22)]);
        for catchment in [30.0, 20.0, 10.4] {
            let line = format!("{BY_COST} --catchment {catchment}");
            all_are(&folder, &line, &pairs, catchment, &usual);
        }
    }
}
