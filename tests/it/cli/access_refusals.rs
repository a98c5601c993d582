//! `access` on files and options that are not what they should be: the place and the value, and nothing written.

use e2e::bare::Folder;

const FILES: &str = "access --demand demand.csv --supply supply.csv --catchment 5km";
const BY_COST: &str =
    "access --demand demand.csv --supply supply.csv --costs costs.csv --catchment 5";
const DEMAND: &str = "id,lon,lat,demand\ngood,1,2,3\n";
const SUPPLY: &str = "id,lon,lat,supply\ngood,1,2,3\n";
const COSTS: &str = "origin,dest,cost\ngood,good,1\n";

fn good() -> Folder {
    Folder::with(&[
        ("demand.csv", DEMAND),
        ("supply.csv", SUPPLY),
        ("costs.csv", COSTS),
    ])
}

#[test]
fn good_files_are_scored() {
    for line in [FILES, BY_COST] {
        assert_eq!(good().result(line), "id,score\ngood,1.0\n");
    }
}

#[test]
fn a_row_of_demand_or_supply_that_is_wrong_is_named_with_file_row_column_and_value() {
    for (name, start) in [("demand.csv", DEMAND), ("supply.csv", SUPPLY)] {
        let quantity = name.trim_end_matches(".csv");
        for (row, column, words) in [
            (
                "bad,1,90.0001,3",
                "lat",
                ["\"90.0001\"", "between -90 and 90"],
            ),
            ("bad,1,-91,3", "lat", ["\"-91\"", "latitude"]),
            (
                "bad,180.0001,2,3",
                "lon",
                ["\"180.0001\"", "between -180 and 180"],
            ),
            ("bad,NaN,2,3", "lon", ["\"NaN\"", "longitude"]),
            ("bad,1,inf,3", "lat", ["\"inf\"", "latitude"]),
            ("bad,1e0,2,3", "lon", ["\"1e0\"", "plain"]),
            ("bad,,2,3", "lon", ["empty", "lat"]),
            ("bad,1,,3", "lat", ["empty", "lon"]),
            ("bad,1,2,-1", quantity, ["\"-1\"", "0 or more"]),
            ("bad,1,2,NaN", quantity, ["\"NaN\"", "number"]),
            ("bad,1,2,inf", quantity, ["\"inf\"", "number"]),
            ("bad,1,2,1e3", quantity, ["\"1e3\"", "number"]),
            ("bad,1,2,many", quantity, ["\"many\"", "number"]),
            (
                "bad,1,2,0.0000001",
                quantity,
                ["\"0.0000001\"", "6 decimals"],
            ),
            ("good,1,2,3", "id", ["\"good\"", "row 2"]),
            (",1,2,3", "id", ["empty", "every row"]),
        ] {
            let folder = good();
            folder.write(name, format!("{start}{row}\n"));
            let place = format!("{name}, row 3, column {column}: ");
            for line in [FILES, BY_COST] {
                folder.fails(line, 3, &[&place, words[0], words[1]]);
            }
        }
    }
}

/// To leave the point out would lower the crowding of others, and 0 would make the same up.
#[test]
fn demand_that_is_not_said_is_refused() {
    let folder = good();
    folder.write("demand.csv", format!("{DEMAND}bad,1,2,\n"));
    folder.fails(FILES, 3, &["demand.csv, row 3, column demand", "empty"]);
}

#[test]
fn a_row_of_costs_that_is_wrong_is_named_with_file_row_column_and_value() {
    for (row, column, words) in [
        ("nobody,good,1", "origin", ["\"nobody\"", "demand"]),
        ("good,nobody,1", "dest", ["\"nobody\"", "supply"]),
        ("good,,1", "dest", ["empty", "id"]),
        ("good,good,-1", "cost", ["\"-1\"", "0 or more"]),
        ("good,good,NaN", "cost", ["\"NaN\"", "number"]),
        ("good,good,inf", "cost", ["\"inf\"", "number"]),
        ("good,good,1e1", "cost", ["\"1e1\"", "number"]),
        ("good,good,", "cost", ["empty", "left out"]),
    ] {
        let folder = good();
        folder.write("costs.csv", format!("origin,dest,cost\n{row}\n"));
        let place = format!("costs.csv, row 2, column {column}: ");
        folder.fails(BY_COST, 3, &[&place, words[0], words[1]]);
    }
    let folder = good();
    folder.write("costs.csv", format!("{COSTS}good,good,1\n"));
    folder.fails(
        BY_COST,
        3,
        &[
            "costs.csv, row 3, column dest",
            "from \"good\" to \"good\"",
            "row 2 already",
        ],
    );
    folder.write("costs.csv", format!("{COSTS}good,good\n"));
    folder.fails(BY_COST, 3, &["costs.csv, row 3", "2 fields", "3 columns"]);
}

#[test]
fn a_wrong_header_of_a_file_of_access_is_refused_with_the_column() {
    for (name, header, words) in [
        ("demand.csv", "id,lon,lat", ["column demand", "missing"]),
        ("demand.csv", "lon,lat,demand", ["column id", "missing"]),
        (
            "demand.csv",
            "id,lon,lat,demand,income",
            ["\"income\"", "id, lon, lat, demand"],
        ),
        (
            "demand.csv",
            "id,lon,lat,demand,demand",
            ["column demand", "twice"],
        ),
        ("demand.csv", "id,lon,lat,supply", ["\"supply\"", "demand"]),
        ("supply.csv", "id,lon,supply", ["column lat", "missing"]),
        (
            "supply.csv",
            "id,lon,lat,places",
            ["\"places\"", "id, lon, lat, supply"],
        ),
    ] {
        let folder = good();
        folder.write(name, format!("{header}\n"));
        let place = format!("{name}, row 1");
        folder.fails(FILES, 3, &[&place, words[0], words[1]]);
    }
    for (header, words) in [
        ("origin,dest", ["column cost", "missing"]),
        ("origin,dest,minutes", ["\"minutes\"", "origin, dest, cost"]),
        ("origin,dest,cost,cost", ["column cost", "twice"]),
    ] {
        let folder = good();
        folder.write("costs.csv", format!("{header}\n"));
        folder.fails(BY_COST, 3, &["costs.csv, row 1", words[0], words[1]]);
    }
}

#[test]
fn files_of_access_that_are_empty_or_not_there_are_refused_by_name() {
    for name in ["demand.csv", "supply.csv", "costs.csv"] {
        let folder = good();
        folder.write(name, "");
        folder.fails(BY_COST, 3, &[name]);
        let elsewhere = BY_COST.replace(name, "nowhere.csv");
        folder.fails(&elsewhere, 3, &["nowhere.csv"]);
    }
}

#[test]
fn a_catchment_without_its_unit_or_with_a_wrong_one_is_wrong_usage() {
    let lengths = "access --demand demand.csv --supply supply.csv --catchment";
    for word in [
        "5000", "5miles", "5ft", "5M", "NaN", "infm", "5e3m", "km", "m", "1,5km", "5mm",
    ] {
        let shown = format!("--catchment {word:?}");
        good().fails(&format!("{lengths} {word}"), 2, &[&shown]);
    }
    good().fails(&format!("{lengths} 5000"), 2, &["5000m", "5km"]);
    for given in ["=-5m", " -5m"] {
        good().fails(&format!("{lengths}{given}"), 2, &["\"-5m\"", "0 or more"]);
    }
    let costs = "access --demand demand.csv --supply supply.csv --costs costs.csv --catchment";
    for word in ["5m", "5km", "5min", "many", "NaN", "inf"] {
        let shown = format!("--catchment {word:?}");
        good().fails(&format!("{costs} {word}"), 2, &[&shown]);
    }
    good().fails(&format!("{costs} 5m"), 2, &["without a unit", "--costs"]);
}

#[test]
fn a_wrong_method_or_decay_is_wrong_usage() {
    for (option, words) in [
        ("--method raam", ["'raam'", "2sfca, e2sfca, bfca"]),
        ("--steps 10:1 --gaussian", ["--steps", "--gaussian"]),
        ("--steps 10", ["--steps", "cost:weight"]),
        ("--steps 10:x", ["--steps", "cost:weight"]),
        ("--steps 10:1,10:0.5", ["--steps", "step 10"]),
        ("--steps 20:1,10:0.5", ["--steps", "step 10"]),
        ("--steps 10:-1", ["--steps", "cost:weight"]),
        ("--steps -10:1", ["--steps", "cost:weight"]),
        ("--gaussian -1", ["--gaussian", "over 0"]),
        ("--gaussian 0", ["--gaussian", "over 0"]),
        ("--gaussian wide", ["--gaussian", "over 0"]),
        ("--threads 0", ["--threads", "1..=256"]),
        ("--no-such-option", ["--no-such-option", "--help"]),
    ] {
        good().fails(&format!("{BY_COST} {option}"), 2, &words);
    }
    for missing in [
        "--demand demand.csv",
        "--supply supply.csv",
        "--catchment 5km",
    ] {
        let option = missing.split(' ').next().unwrap();
        good().fails(&FILES.replace(missing, ""), 2, &[option]);
    }
}
