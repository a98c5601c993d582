//! `allocate`: the places of the sites shared among the needs, on two files and on the loaded district.

use e2e::bare::{
    BareFiles, Center, Draw, READINGS, Reference, Row, Totals, best_totals, exact, matches, rows,
    worked_cases,
};
use e2e::{Town, close, gap_rows};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const NEAREST_FIRST: [&str; 3] = ["allocate", "--rule", "nearest-first"];
const COORDINATED: [&str; 3] = ["allocate", "--rule", "coordinated"];
const TOWN: Center = Center {
    lon: -90_000,
    lat: 40_000,
    half_width: 20,
    half_height: 20,
};

/// Needs and sites with few places, so that they are used up.
fn drawn(draw: Draw, n_needs: usize, n_sites: usize) -> BareFiles {
    let mut draw = draw;
    let needs = draw.needs(n_needs, TOWN);
    let sites = draw.sites(n_sites, TOWN);
    BareFiles::of_rows(&draw.shuffled(needs), &draw.shuffled(sites))
}

/// What an allocation comes to, with the travel costs that `match` says. Every pair of it must be a match.
fn totals(files: &BareFiles, allocation: &str, reading: &str) -> Totals {
    let all = files.matches(&["-k", "1000000", "--reading", reading]);
    let costs: BTreeMap<_, _> = all
        .into_iter()
        .map(|pair| ((pair.need, pair.site), pair.cost))
        .collect();
    let mut totals = Totals {
        served: 0,
        at_unknown_cost: 0,
        travel_cost: 0,
    };
    for row in rows(allocation) {
        let weight = exact(&row["weight"], 6);
        let pair = (row["need_id"].clone(), row["site_id"].clone());
        totals.served += weight;
        let cost = costs.get(&pair);
        assert!(cost.is_some(), "{row:?} is no match");
        match cost.unwrap() {
            Some(cost) => totals.travel_cost += weight * cost,
            None => totals.at_unknown_cost += weight,
        }
    }
    totals
}

/// No need gets more than its weight, no site gives more than its places, no row is empty, and rows are by need and site.
fn is_possible(files: &BareFiles, allocation: &str) {
    assert!(allocation.starts_with("need_id,site_id,weight\n"));
    let read = |name: &str| rows(&std::fs::read_to_string(files.path(name)).unwrap());
    let limits = |rows: Vec<Row>, column: &str, unless: Option<&str>| -> BTreeMap<String, i128> {
        let limit = |row: &Row| {
            let cell = row.get(column).map_or("", String::as_str);
            let cell = if cell.is_empty() { unless? } else { cell };
            Some((row["id"].clone(), exact(cell, 6)))
        };
        rows.iter().filter_map(limit).collect()
    };
    let weights = limits(read("needs.csv"), "weight", Some("1"));
    let places = limits(read("sites.csv"), "capacity", None);
    let (mut got, mut given): (BTreeMap<_, i128>, BTreeMap<_, i128>) = Default::default();
    let mut before = None;
    for row in rows(allocation) {
        let weight = exact(&row["weight"], 6);
        assert!(weight > 0, "{row:?}");
        *got.entry(row["need_id"].clone()).or_default() += weight;
        *given.entry(row["site_id"].clone()).or_default() += weight;
        let now = Some((row["need_id"].clone(), row["site_id"].clone()));
        assert!(before < now, "{before:?} {now:?}");
        before = now;
    }
    assert!(got.iter().all(|(id, weight)| *weight <= weights[id]));
    assert!(
        given
            .iter()
            .all(|(id, weight)| places.get(id).is_none_or(|limit| weight <= limit))
    );
}

#[test]
fn the_worked_cases_are_allocated_nearest_first_to_the_byte() {
    for folder in worked_cases("the_worked_cases_are_allocated_nearest_first_to_the_byte") {
        let files = BareFiles::copy(&folder);
        for reading in READINGS {
            let got = files.result(&[&NEAREST_FIRST[..], &["--reading", reading]].concat());
            let expected = folder.join("expected").join(reading);
            let expected = expected.join("allocation-nearest-first.csv");
            let expected = std::fs::read_to_string(expected).unwrap();
            assert_eq!(got, expected, "{} {reading}", folder.display());
        }
    }
}

/// The totals that a worked case has under a rule.
fn expected_totals(folder: &Path, reading: &str, rule: &str) -> Totals {
    let file = folder.join("expected").join(reading).join("totals.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let total = |field: &str, n_decimals| exact(all[rule][field].as_str().unwrap(), n_decimals);
    Totals {
        served: total("served", 6),
        at_unknown_cost: total("served_at_unknown_cost", 6),
        travel_cost: total("travel_cost_min", 9),
    }
}

/// The plan is one of several, so totals are compared.
#[test]
fn the_worked_cases_have_the_totals_of_both_rules() {
    const TEST: &str = "the_worked_cases_have_the_totals_of_both_rules";
    let rules = [
        ("nearest-first", NEAREST_FIRST),
        ("coordinated", COORDINATED),
    ];
    for folder in worked_cases(TEST) {
        let files = BareFiles::copy(&folder);
        for reading in READINGS {
            for (rule, command) in &rules {
                let allocation = files.result(&[&command[..], &["--reading", reading]].concat());
                is_possible(&files, &allocation);
                let got = totals(&files, &allocation, reading);
                let expected = expected_totals(&folder, reading, rule);
                assert_eq!(got, expected, "{} {reading} {rule}", folder.display());
            }
        }
    }
}

#[test]
fn drawn_places_are_shared_nearest_first_as_a_slow_reading_of_the_definitions_says() {
    for seed in 11..15 {
        let draw = Draw::new(seed);
        let draw = if seed % 2 == 0 {
            draw.mostly_known()
        } else {
            draw
        };
        let files = drawn(draw, 250, 40);
        for reading in READINGS {
            let got = files.result(&[&NEAREST_FIRST[..], &["--reading", reading]].concat());
            let expected = Reference::new(&files, reading).nearest_first_csv();
            assert_eq!(got, expected, "seed {seed}, {reading}");
            is_possible(&files, &got);
        }
    }
}

/// The yardstick of the test after this one.
#[test]
fn the_slow_flow_has_the_totals_of_the_worked_cases() {
    for folder in worked_cases("the_slow_flow_has_the_totals_of_the_worked_cases") {
        let files = BareFiles::copy(&folder);
        for reading in READINGS {
            let best = best_totals(&Reference::new(&files, reading));
            let expected = expected_totals(&folder, reading, "coordinated");
            assert_eq!(best, expected, "{} {reading}", folder.display());
        }
    }
}

#[test]
fn drawn_places_are_coordinated_to_the_best_there_is() {
    let mut n_gains = 0;
    for seed in 21..31 {
        let draw = Draw::new(seed);
        let draw = if seed % 2 == 0 {
            draw.mostly_known()
        } else {
            draw
        };
        let files = drawn(draw, 60, 18);
        for reading in READINGS {
            let got = files.result(&[&COORDINATED[..], &["--reading", reading]].concat());
            is_possible(&files, &got);
            let best = best_totals(&Reference::new(&files, reading));
            assert_eq!(
                totals(&files, &got, reading),
                best,
                "seed {seed}, {reading}"
            );
            let alone = files.result(&[&NEAREST_FIRST[..], &["--reading", reading]].concat());
            let alone = totals(&files, &alone, reading);
            assert!(alone.served <= best.served);
            n_gains += usize::from(alone.served < best.served);
        }
    }
    assert!(
        n_gains > 0,
        "none of what was drawn has a coordination gain"
    );
}

#[test]
fn one_thread_and_two_and_any_order_of_rows_give_the_same_bytes() {
    let mut draw = Draw::new(15);
    let needs = draw.needs(4_000, TOWN);
    let sites = draw.sites(300, TOWN);
    let sorted = BareFiles::of_rows(&needs, &sites);
    let shuffled = BareFiles::of_rows(&draw.shuffled(needs), &draw.shuffled(sites));
    let rules = [NEAREST_FIRST, COORDINATED];
    for rule in rules {
        let result = |files: &BareFiles, threads| {
            files.result(&[&rule[..], &["--threads", threads]].concat())
        };
        let expected = result(&sorted, "1");
        is_possible(&sorted, &expected);
        assert!(expected.lines().count() > 100);
        for (files, threads) in [(&sorted, "2"), (&shuffled, "1"), (&shuffled, "2")] {
            assert!(expected == result(files, threads), "{rule:?} {threads}");
        }
    }
}

#[test]
fn severity_comes_first_then_the_way_then_the_bytes_of_the_ids() {
    let files = BareFiles::write(
        "id,lon,lat,category,severity\nfar,0,0.009,food,2\n9,0,0.001,food,\n10,0,0.001,food,1\nnear,0,0,food,0.999999\n",
        "id,lon,lat,categories,capacity\ns,0,0,food,2\n",
    );
    let expected = "need_id,site_id,weight\n10,s,1\nfar,s,1\n";
    assert_eq!(files.result(&NEAREST_FIRST), expected);
}

#[test]
fn weights_are_exact_to_the_last_of_six_decimals() {
    let files = BareFiles::write(
        "id,lon,lat,category,weight\na,0,0,food,0.100000\nb,0,0,food,0.2\nc,0,0,food,1000000.000001\nd,0,0,food,3.50\n",
        "id,lon,lat,categories,capacity\ns,0,0,food,0.299999\nt,0,0.001,food,\n",
    );
    let expected = "need_id,site_id,weight\na,s,0.1\nb,s,0.199999\nb,t,0.000001\nc,t,1000000.000001\nd,t,3.5\n";
    assert_eq!(files.result(&NEAREST_FIRST), expected);
}

#[test]
fn nothing_is_allocated_of_no_weight_to_no_places_or_from_empty_files() {
    let header = "need_id,site_id,weight\n";
    for (needs, sites) in [
        ("n,0,0,food,0\n", "s,0,0,food,5\n"),
        ("n,0,0,food,1\n", "s,0,0,food,0\n"),
        ("n,0,0,food,1\n", "s,0,0,legal,5\n"),
        ("n,0,0,,1\n", "s,0,0,,5\n"),
        ("", "s,0,0,food,5\n"),
        ("n,0,0,food,1\n", ""),
        ("", ""),
    ] {
        let files = BareFiles::write(
            format!("id,lon,lat,category,weight\n{needs}"),
            format!("id,lon,lat,categories,capacity\n{sites}"),
        );
        assert_eq!(files.result(&NEAREST_FIRST), header, "{needs} {sites}");
        assert_eq!(files.result(&COORDINATED), header, "{needs} {sites}");
    }
}

/// Stated places are needed in the strict reading; without a limit of places everybody is served in the lenient one.
#[test]
fn places_that_are_not_stated_are_no_limit_or_none_at_all() {
    let files = BareFiles::of_rows(
        &[
            "a,0,0,food,en,mon 09:00-10:00,,,5,8,,7,",
            "b,0,0,food,en,mon 09:00-10:00,,,5,8,,9,",
        ],
        &["s,0,0,food,en,mon 08:00-12:00,5,12,0,,"],
    );
    let served = "need_id,site_id,weight\na,s,7\nb,s,9\n";
    assert_eq!(files.result(&NEAREST_FIRST), served);
    let strict = files.result(&[&NEAREST_FIRST[..], &["--reading", "strict"]].concat());
    assert_eq!(strict, "need_id,site_id,weight\n");
}

#[test]
fn the_loaded_district_is_served_as_its_gap_table_says() {
    let data = Town::load();
    let table = data.run(&["gaps", "--by", "district", "--format", "geojson"]);
    let table = gap_rows(table.expect(0).json()["features"].as_array().unwrap());
    for reading in READINGS {
        let command = [&NEAREST_FIRST[..], &["--reading", reading]].concat();
        let csv = data.run(&command).expect(0).stdout;
        let mut served: BTreeMap<String, f64> = BTreeMap::new();
        for row in rows(&csv) {
            let (_, category) = row["need_id"].split_once('/').unwrap();
            *served.entry(category.to_owned()).or_default() +=
                row["weight"].parse::<f64>().unwrap();
        }
        for row in table.iter().filter(|row| row.text("category") != "all") {
            let got = served.get(row.text("category")).copied().unwrap_or(0.0);
            let expected = match reading {
                "lenient" => row.figure("served"),
                _ => row.figure("needs") - row.figure("unmet_strict"),
            };
            assert!(close(got, expected), "{reading} {got} {row:?}");
        }
    }
    let found = matches(&data.run(&["match", "-k", "9"]).expect(0).stdout);
    let allocated = rows(&data.run(&NEAREST_FIRST).expect(0).stdout);
    let is_match = |row: &Row| {
        found
            .iter()
            .any(|pair| pair.need == row["need_id"] && pair.site == row["site_id"])
    };
    assert!(allocated.iter().all(is_match));
}
