//! `access`: how much supply each demand point can count on.

use e2e::bare::{Center, Draw, Folder, Method, file, rows, worked_case};

pub(super) const DEMAND: &str = "id,lon,lat,demand";
pub(super) const SUPPLY: &str = "id,lon,lat,supply";
pub(super) const FILES: &str = "access --demand demand.csv --supply supply.csv";
pub(super) const BY_COST: &str = "access --demand demand.csv --supply supply.csv --costs costs.csv";
const TOWN: Center = Center {
    lon: -90_000,
    lat: 40_000,
    half_width: 20,
    half_height: 20,
};

/// Demand, supply and costs by the ids `i1`, `i2` … and `j1`, `j2` …, without places.
fn by_cost(demand: &[&str], supply: &[&str], costs: &[&str]) -> Folder {
    let named = |letter: char, cells: &[&str]| -> Vec<String> {
        let cells = (1..).zip(cells);
        cells
            .map(|(n, cell)| format!("{letter}{n},{cell}"))
            .collect()
    };
    Folder::with(&[
        ("demand.csv", &file("id,demand", &named('i', demand))),
        ("supply.csv", &file("id,supply", &named('j', supply))),
        ("costs.csv", &file("origin,dest,cost", costs)),
    ])
}

/// Scores by id.
fn scores(csv: &str) -> Vec<(String, f64)> {
    assert!(csv.starts_with("id,score\n"), "{csv}");
    let rows = rows(csv).into_iter();
    rows.map(|row| (row["id"].clone(), row["score"].parse().unwrap()))
        .collect()
}

/// The scores of a run are these, in the order of the ids.
fn are(folder: &Folder, line: &str, expected: &[f64]) {
    are_within(1e-9, folder, line, expected);
}

/// As [`are`], within this share of each of them.
pub(super) fn are_within(share: f64, folder: &Folder, line: &str, expected: &[f64]) {
    let got = scores(&folder.result(line));
    assert_eq!(got.len(), expected.len(), "{line}");
    for ((id, got), expected) in got.iter().zip(expected) {
        let is_close = (got - expected).abs() <= share * expected.abs();
        assert!(is_close, "{line}: {id} has {got} and not {expected}");
    }
}

#[test]
fn the_worked_case_of_access_is_scored_to_the_byte() {
    let test = "the_worked_case_of_access_is_scored_to_the_byte";
    let Some(case) = worked_case(test, "access_small") else {
        return;
    };
    let read = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
    let folder = Folder::with(&[
        ("demand.csv", &read("demand.csv")),
        ("supply.csv", &read("supply.csv")),
        ("costs.csv", &read("cost.csv")),
    ]);
    for method in Method::ALL.map(Method::word) {
        let line = format!("{BY_COST} --catchment 30 --method {method}");
        let expected = read(&format!("expected/access-{method}.csv"));
        assert_eq!(folder.result(&line), expected, "{method}");
    }
}

#[test]
fn balanced_scores_are_what_is_made_when_no_method_is_said() {
    // Point 1 reaches both sites, point 2 the second alone: 10 / 2 = 5 and 35 to serve, levels 4 / 5 and 6 / 35, the second shared by two.
    let folder = by_cost(
        &["10", "30"],
        &["4", "6"],
        &["i1,j1,1", "i1,j2,1", "i2,j2,1"],
    );
    for method in ["", "--method bfca"] {
        let line = format!("{BY_COST} --catchment 1 {method}");
        are(&folder, &line, &[0.8 + 3.0 / 35.0, 3.0 / 35.0]);
    }
}

#[test]
fn costs_replace_distances_and_then_places_are_not_looked_at() {
    let folder = by_cost(&["10"], &["4"], &["i1,j1,5"]);
    let expected = folder.result(&format!("{BY_COST} --catchment 5"));
    assert_eq!(expected, "id,score\ni1,0.4\n");
    folder.write("demand.csv", file(DEMAND, &["i1,0,0,10"]));
    folder.write("supply.csv", file(SUPPLY, &["j1,180,0,4"]));
    assert_eq!(folder.result(&format!("{BY_COST} --catchment 5")), expected);
    // A place that is wrong is wrong all the same, and without costs places are needed.
    folder.write("demand.csv", file(DEMAND, &["i1,0,91,10"]));
    folder.fails(
        &format!("{BY_COST} --catchment 5"),
        3,
        &["row 2, column lat", "91"],
    );
    folder.write("demand.csv", file("id,demand", &["i1,10"]));
    folder.fails(
        &format!("{FILES} --catchment 5m"),
        3,
        &["demand.csv", "lon", "missing"],
    );
}

#[test]
fn what_reaches_nothing_scores_zero_and_what_nobody_reaches_gives_nothing() {
    let all = |folder: &Folder, expected: &[f64]| {
        for method in Method::ALL.map(Method::word) {
            are(
                folder,
                &format!("{BY_COST} --catchment 30 --method {method}"),
                expected,
            );
        }
    };
    // A site that only points without demand reach; a point that no site is listed for; one beyond the bound.
    all(
        &by_cost(&["0", "3", "5"], &["7"], &["i1,j1,1", "i3,j1,30.5"]),
        &[0.0, 0.0, 0.0],
    );
    // No supply at all, supply 0, supply unknown.
    all(&by_cost(&["2"], &[], &[]), &[0.0]);
    all(&by_cost(&["2"], &["0"], &["i1,j1,1"]), &[0.0]);
    all(&by_cost(&["2"], &[""], &["i1,j1,1"]), &[0.0]);
    // Equal costs: each point gets as much as the other, each site gives all that it has.
    let costs = ["i1,j1,7", "i1,j2,7", "i2,j1,7", "i2,j2,7"];
    all(&by_cost(&["1", "1"], &["3", "5"], &costs), &[4.0, 4.0]);
    // The bound is included.
    all(&by_cost(&["2"], &["3"], &["i1,j1,30"]), &[1.5]);
}

#[test]
fn unknown_supply_is_left_out_and_said() {
    let folder = by_cost(&["10"], &["", "4", ""], &["i1,j1,5", "i1,j2,5", "i1,j3,5"]);
    let line = format!("{BY_COST} --catchment 5");
    let (csv, notes) = folder.result_and_notes(&line);
    assert_eq!(csv, "id,score\ni1,0.4\n");
    assert!(notes.contains("warning: 2 of 3 supply rows"), "{notes}");
    folder.write("supply.csv", file("id", &["j1", "j2", "j3"]));
    let (csv, notes) = folder.result_and_notes(&line);
    assert_eq!(csv, "id,score\ni1,0.0\n");
    assert!(notes.contains("3 of 3"), "{notes}");
}

#[test]
fn scores_by_costs_are_the_same_bytes_in_any_order_of_rows() {
    let mut draw = Draw::new(43);
    let place = ",";
    let row = |letter: char, n: usize, cell: &str| format!("{letter}{n},{place},{cell}");
    let demand: Vec<_> = (0..60)
        .map(|n| row('d', n, draw.any_of(&["0.1", "0.7", "3.3"])))
        .collect();
    let supply: Vec<_> = (0..40)
        .map(|n| row('s', n, draw.any_of(&["1.1", "0.3", ""])))
        .collect();
    let pairs = (0..60).flat_map(|d| (0..40).map(move |s| (d, s)));
    let costs: Vec<_> = pairs
        .map(|(d, s)| {
            format!(
                "d{d},s{s},{}",
                draw.any_of(&["1.1", "9.7", "15.3", "29.9", "31"])
            )
        })
        .collect();
    let [sorted, shuffled] = [Folder::with(&[]), Folder::with(&[])];
    for (name, header, rows) in [
        ("demand.csv", DEMAND, demand),
        ("supply.csv", SUPPLY, supply),
        ("costs.csv", "origin,dest,cost", costs),
    ] {
        sorted.write(name, file(header, &rows));
        shuffled.write(name, file(header, &draw.shuffled(rows)));
    }
    for method in Method::ALL.map(Method::word) {
        let line = format!("{BY_COST} --catchment 30 --method {method}");
        assert_eq!(sorted.result(&line), shuffled.result(&line), "{method}");
    }
}

#[test]
fn rows_without_a_place_are_counted_where_places_matter() {
    let folder = by_cost(&["10"], &["4"], &["i1,j1,5"]);
    folder.write("demand.csv", file(DEMAND, &["i1,0,0,10", "i2,,,5"]));
    folder.write("supply.csv", file(SUPPLY, &["j1,0,0,4", "j2,,,4"]));
    let (csv, notes) = folder.result_and_notes(&format!("{FILES} --catchment 5m"));
    assert_eq!(csv, "id,score\ni1,0.4\ni2,0.0\n");
    for words in [
        "warning: 1 of 2 demand rows state no position",
        "warning: 1 of 2 supply rows state no position",
    ] {
        assert!(notes.contains(words), "{notes}");
    }
    let (_, notes) = folder.result_and_notes(&format!("{BY_COST} --catchment 5"));
    assert_eq!(notes, "");
}

#[test]
fn a_header_alone_is_an_empty_file_of_demand_supply_or_costs() {
    let none: [&str; 0] = [];
    for (demand, supply, expected) in [
        (&[][..], &["j1,0,0,1"][..], "id,score\n"),
        (&["i1,0,0,1"], &[], "id,score\ni1,0.0\n"),
        (&[], &[], "id,score\n"),
    ] {
        let folder = Folder::with(&[("costs.csv", "origin,dest,cost\n")]);
        folder.write("demand.csv", file(DEMAND, demand));
        folder.write("supply.csv", file(SUPPLY, supply));
        for method in Method::ALL.map(Method::word) {
            for line in [
                format!("{FILES} --catchment 5km"),
                format!("{BY_COST} --catchment 5"),
            ] {
                let line = format!("{line} --method {method}");
                assert_eq!(folder.result(&line), expected, "{line}");
            }
        }
    }
    are(
        &by_cost(&["1"], &["1"], &none),
        &format!("{BY_COST} --catchment 5"),
        &[0.0],
    );
}

#[test]
fn scores_are_the_same_bytes_by_one_thread_and_two_and_in_any_order_of_rows() {
    let mut draw = Draw::new(41);
    let demand = draw.quantities('d', 6_000, TOWN, &["0", "1", "2.5", "0.1"]);
    let supply = draw.quantities('s', 500, TOWN, &["", "0", "1", "4", "12.25"]);
    let sorted = Folder::with(&[]);
    sorted.write("demand.csv", file(DEMAND, &demand));
    sorted.write("supply.csv", file(SUPPLY, &supply));
    let shuffled = Folder::with(&[]);
    shuffled.write("demand.csv", file(DEMAND, &draw.shuffled(demand)));
    shuffled.write("supply.csv", file(SUPPLY, &draw.shuffled(supply)));
    for option in [
        "--method 2sfca",
        "--method e2sfca --gaussian",
        "--method bfca",
        "",
    ] {
        let line = format!("{FILES} --catchment 2km {option}");
        let one = sorted.result(&format!("{line} --threads 1"));
        let two = sorted.result(&format!("{line} --threads 2"));
        let other_order = shuffled.result(&format!("{line} --threads 2"));
        // Not `assert_eq`, which would print megabytes.
        assert!(one == two && one == other_order, "{option}");
        assert_eq!(one.lines().count(), 6_001);
        assert_eq!(sorted.outcome(&line).expect(0).stdout.len(), one.len());
        let ids: Vec<_> = scores(&one).into_iter().map(|(id, _)| id).collect();
        assert!(ids.is_sorted(), "{option}");
    }
}
