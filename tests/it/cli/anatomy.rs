//! `anatomy`: what stands in the way of what stays unmet, on two files and on the loaded district.

use e2e::bare::{BareFiles, Center, Draw, READINGS, Reference, exact, rows, worked_cases};
use e2e::{ANATOMY, Town, close, gap_rows};
use std::collections::BTreeMap;

const HEADER: &str = "need_id,cause,constraints,share\n";
const TOWN: Center = Center {
    lon: -90_000,
    lat: 40_000,
    half_width: 20,
    half_height: 20,
};

/// `1/3`, or `87`, as a number.
fn fraction(text: &str) -> f64 {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    above.parse::<f64>().unwrap() / below.parse::<f64>().unwrap()
}

/// Millionths of each need that a column of a file holds.
fn by_need(csv: &str, column: &str) -> BTreeMap<String, i128> {
    let mut sums = BTreeMap::new();
    for row in rows(csv) {
        *sums.entry(row["need_id"].clone()).or_default() += exact(&row[column], 6);
    }
    sums
}

/// The parts of every need sum to what of its weight was not served, to the last unit.
fn sums_to_unmet(files: &BareFiles, anatomy: &str, reading: &str) {
    let command = ["allocate", "--rule", "nearest-first", "--reading", reading];
    let served = by_need(&files.result(&command), "weight");
    let parts = by_need(anatomy, "share");
    let needs = std::fs::read_to_string(files.path("needs.csv")).unwrap();
    for need in rows(&needs) {
        let id = &need["id"];
        let weight = need.get("weight").map_or("", String::as_str);
        let weight = if weight.is_empty() { "1" } else { weight };
        let unmet = exact(weight, 6) - served.get(id).unwrap_or(&0);
        assert_eq!(*parts.get(id).unwrap_or(&0), unmet, "{id}, {reading}");
    }
}

#[test]
fn the_worked_cases_have_their_causes_and_shares() {
    for folder in worked_cases("the_worked_cases_have_their_causes_and_shares") {
        let files = BareFiles::copy(&folder);
        for reading in READINGS {
            let got = files.result(&["anatomy", "--reading", reading]);
            assert!(got.starts_with(HEADER), "{got}");
            sums_to_unmet(&files, &got, reading);
            let expected = folder.join("expected").join(reading).join("anatomy.csv");
            let expected = rows(&std::fs::read_to_string(expected).unwrap());
            let got = rows(&got);
            let name = format!("{} {reading}", folder.display());
            assert_eq!(got.len(), expected.len(), "{name}");
            for (got, expected) in got.iter().zip(expected) {
                for column in ["need_id", "cause", "constraints"] {
                    assert_eq!(got[column], expected[column], "{name} {expected:?}");
                }
                let share: f64 = got["share"].parse().unwrap();
                let is_share = (share - fraction(&expected["share_exact"])).abs() < 2e-6;
                assert!(is_share, "{name} {got:?} {expected:?}");
            }
        }
    }
}

#[test]
fn drawn_gaps_have_the_causes_of_a_slow_reading_of_the_definitions() {
    for seed in 31..35 {
        let draw = Draw::new(seed);
        let mut draw = if seed % 2 == 0 {
            draw.mostly_known()
        } else {
            draw
        };
        let (needs, sites) = (draw.needs(250, TOWN), draw.sites(25, TOWN));
        let files = BareFiles::of_rows(&draw.shuffled(needs), &draw.shuffled(sites));
        for reading in READINGS {
            let got = files.result(&["anatomy", "--reading", reading]);
            let expected = Reference::new(&files, reading).anatomy_csv();
            assert_eq!(got, expected, "seed {seed}, {reading}");
            sums_to_unmet(&files, &got, reading);
        }
    }
}

#[test]
fn one_thread_and_two_and_any_order_of_rows_give_the_same_bytes() {
    let mut draw = Draw::new(35);
    let needs = draw.needs(4_000, TOWN);
    let sites = draw.sites(200, TOWN);
    let sorted = BareFiles::of_rows(&needs, &sites);
    let shuffled = BareFiles::of_rows(&draw.shuffled(needs), &draw.shuffled(sites));
    let expected = sorted.result(&["anatomy", "--threads", "1"]);
    sums_to_unmet(&sorted, &expected, "lenient");
    assert!(expected.lines().count() > 1_000);
    for (files, threads) in [(&sorted, "2"), (&shuffled, "1"), (&shuffled, "2")] {
        let got = files.result(&["anatomy", "--threads", threads]);
        assert!(expected == got, "{threads}");
    }
}

/// A third of a millionth cannot be given: the first masks in order get one unit more.
#[test]
fn units_left_over_by_an_equal_split_go_to_the_first_masks() {
    let files = BareFiles::write(
        "id,lon,lat,category,languages,max_cost,age,weight\nn,0,0,food,es,1,5,0.000005\n",
        "id,lon,lat,categories,languages,cost,min_age\na,0,0,food,en,,\nb,0,0,food,,2,\nc,0,0,food,,,6\nd,0,0,food,en,,\n",
    );
    let expected =
        "n,language,language,0.000002\nn,eligibility,eligibility,0.000002\nn,cost,cost,0.000001\n";
    assert_eq!(files.result(&["anatomy"]), format!("{HEADER}{expected}"));
}

#[test]
fn a_full_site_that_is_also_too_far_is_several_and_a_used_up_one_is_capacity() {
    let files = BareFiles::write(
        "id,lon,lat,category,max_minutes\nfirst,0,0,food,\nlate,0,0.001,food,1\nthen,0,0.001,food,\n",
        "id,lon,lat,categories,capacity\ns,0,0,food,1\n",
    );
    let expected = "late,several,distance;capacity,1\nthen,capacity,capacity,1\n";
    assert_eq!(files.result(&["anatomy"]), format!("{HEADER}{expected}"));
}

#[test]
fn a_horizon_is_twice_the_limit_and_nothing_in_it_is_no_provider() {
    // 1,113.195 m along the equator are 18.089 minutes on foot.
    let files = BareFiles::write(
        "id,lon,lat,category,max_minutes\nin,0,0,food,9.0445\nno,,,,3\nout,0,0,food,9.044499\nzero,0,0,food,0\n",
        "id,lon,lat,categories\ns,0.01,0,food\n",
    );
    assert_eq!(files.matches(&[]).len(), 0);
    let expected =
        "in,distance,distance,1\nno,no provider,,1\nout,no provider,,1\nzero,no provider,,1\n";
    assert_eq!(files.result(&["anatomy"]), format!("{HEADER}{expected}"));
}

#[test]
fn what_is_served_or_weighs_nothing_has_no_row() {
    let files = BareFiles::write(
        "id,lon,lat,category,weight\nserved,0,0,food,2\nnothing,0,0,legal,0\n",
        "id,lon,lat,categories\ns,0,0,food\n",
    );
    assert_eq!(files.result(&["anatomy"]), HEADER);
    let empty = BareFiles::write("id,lon,lat,category\n", "id,lon,lat,categories\n");
    assert_eq!(empty.result(&["anatomy"]), HEADER);
    let no_sites = BareFiles::write(
        "id,lon,lat,category\nb,0,0,x\na,,,y\n",
        "id,lon,lat,categories\n",
    );
    let expected = "a,no provider,,1\nb,no provider,,1\n";
    assert_eq!(no_sites.result(&["anatomy"]), format!("{HEADER}{expected}"));
}

#[test]
fn the_causes_of_the_loaded_district_sum_to_those_of_its_gap_table() {
    let data = Town::load();
    let csv = data.run(&["anatomy"]).expect(0).stdout;
    let mut parts: BTreeMap<(String, String), f64> = BTreeMap::new();
    for row in rows(&csv) {
        let (_, category) = row["need_id"].split_once('/').unwrap();
        let field = format!("unmet_{}", row["cause"].replace(' ', "_"));
        let share: f64 = row["share"].parse().unwrap();
        *parts.entry((category.to_owned(), field)).or_default() += share;
    }
    let table = data.run(&["gaps", "--by", "district", "--format", "geojson"]);
    let table = gap_rows(table.expect(0).json()["features"].as_array().unwrap());
    let (mut n_causes, mut n_found) = (0, 0);
    for row in table.iter().filter(|row| row.text("category") != "all") {
        for field in ANATOMY {
            let key = (row.text("category").to_owned(), field.to_owned());
            let got = parts.get(&key).copied();
            n_found += usize::from(got.is_some());
            let expected = row.figure(field);
            assert!(
                close(got.unwrap_or(0.0), expected),
                "{field}: {got:?} {row:?}"
            );
            n_causes += usize::from(expected > 0.0);
        }
    }
    assert!(n_causes > 3 && n_found == parts.len(), "{parts:?}");
    let strict = data
        .run(&["anatomy", "--reading", "strict"])
        .expect(0)
        .stdout;
    let unmet: f64 = rows(&strict)
        .iter()
        .map(|row| row["share"].parse::<f64>().unwrap())
        .sum();
    let rows = table.iter().filter(|row| row.text("category") != "all");
    let expected: f64 = rows.map(|row| row.figure("unmet_strict")).sum();
    assert!(close(unmet, expected), "{unmet} {expected}");
}
