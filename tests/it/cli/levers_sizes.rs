//! `levers`: each kind of change, its size, and what it does when it is made for real.

use super::levers::{levers, list, newly_served};
use e2e::bare::{exact, rows};
use e2e::{DataDir, STAFF_TOKEN, Server, Town, close, fixture};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Weight served in the loaded district when nobody coordinates, in millionths.
fn served(data: &DataDir) -> i128 {
    let outcome = data.run(&["allocate", "--rule", "nearest-first"]).expect(0);
    let rows = rows(&outcome.stdout);
    rows.iter().map(|row| exact(&row["weight"], 6)).sum()
}

/// A table of the directory, what stands there, and what is to stand there.
type Line<'a> = (&'a str, &'a str, &'a str);

/// A copy of the town's directory with some lines of its tables in place of others.
fn directory(data: &DataDir, lines: &[Line<'_>]) -> PathBuf {
    let folder = data.file("directory");
    std::fs::create_dir_all(&folder).unwrap();
    for entry in std::fs::read_dir(fixture("town/directory")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    for (table, old, new) in lines {
        let path = folder.join(table);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "no {old} in {table}");
        std::fs::write(path, text.replace(old, new)).unwrap();
    }
    folder
}

/// Imports the town's directory with some lines of its tables in place of others.
fn import_directory(data: &DataDir, lines: &[Line<'_>]) {
    let confidential = fixture("town/confidential.csv");
    let confidential = ["--confidential", confidential.to_str().unwrap()];
    let folder = directory(data, lines);
    data.import("directory", &folder, &confidential)
        .expect(0)
        .text();
}

/// The homework club is free; it is open on Monday at noon; it is open for everybody who asks for it, and has one place.
const FREE: Line<'_> = ("cost_options.csv", "USD,25", "USD,0");
const AT_NOON: Line<'_> = ("schedules.csv", "\"MO,WE\",15:30,18:00", "MO,12:00,14:00");
const FOR_ALL: [Line<'_>; 4] = [
    FREE,
    ("schedules.csv", "\"MO,WE\",15:30", "\"MO,SA\",09:00"),
    (
        "languages.csv",
        "g3,",
        "g8,s2,,,Spanish,es,\ng9,s2,,,Amharic,am,\ng3,",
    ),
    ("service_capacity.csv", "u1,12,20", "u1,1,20"),
];

#[test]
fn a_lever_pulled_for_real_serves_as_many_families_as_it_says() {
    for (category, kind, id, before, after) in [
        // East Hall asks no price.
        ("tutoring", "no-price", "x2", &[][..], FREE),
        // West Hall serves in Amharic.
        (
            "food",
            "language",
            "x1",
            &[],
            ("languages.csv", "g3,", "g9,s1,,,Amharic,am,\ng3,"),
        ),
        // East Hall closes when families have time, and then has as many places more as the most can use.
        (
            "tutoring",
            "longer-hours",
            "x2",
            &[FREE, AT_NOON],
            ("schedules.csv", "12:00,14:00", "12:00,15:30"),
        ),
        (
            "tutoring",
            "more-places",
            "x2",
            &FOR_ALL,
            ("service_capacity.csv", "u1,1,20", "u1,PLACES,20"),
        ),
    ] {
        let data = Town::load();
        import_directory(&data, before);
        let found = levers(&data, category, &["--top", "1000"]);
        let mut all = list(&found).iter();
        let lever = all.find(|lever| lever["kind"] == kind && lever["id"] == id);
        let lever = lever.unwrap_or_else(|| panic!("no {kind} at {id} in {found}"));
        let places = lever["site"]["capacity"].to_string();
        let after = (
            after.0,
            after.1,
            &*after.2.replace("PLACES", places.trim_end_matches(".0")),
        );
        let served_before = served(&data);
        import_directory(&data, &[before, &[after]].concat());
        let more = (served(&data) - served_before) as f64 / 1e6;
        assert!(
            more > 0.0 && close(newly_served(lever), more),
            "{more} by {lever}"
        );
    }
}

/// Open from noon to two, asked for from three to six: half an hour is in common after three steps of thirty minutes, and a fourth adds nobody.
#[test]
fn of_longer_hours_and_more_places_the_smallest_step_that_serves_all_it_can_is_listed() {
    let data = Town::load();
    import_directory(&data, &[FREE, AT_NOON]);
    let found = levers(&data, "tutoring", &["--grid", "0"]);
    let of =
        |kind: &str| -> Vec<&Value> { list(&found).iter().filter(|l| l["kind"] == kind).collect() };
    let [hours] = of("longer-hours")[..] else {
        panic!("{found}")
    };
    assert_eq!(hours["change"], "close 90 minutes later");
    assert_eq!(hours["site"]["hours"], "mon 12:00-15:30");
    import_directory(&data, &FOR_ALL);
    let found = levers(&data, "tutoring", &["--grid", "0"]);
    let places: Vec<_> = list(&found)
        .iter()
        .filter(|l| l["kind"] == "more-places")
        .collect();
    let [places] = places[..] else {
        panic!("{found}")
    };
    // Ten less would leave somebody, ten more would serve nobody.
    let capacity = places["site"]["capacity"].as_f64().unwrap();
    let smaller =
        json!({ "op": "change", "site_id": "x2", "set": { "capacity": capacity - 10.0 } });
    let larger = json!({ "op": "change", "site_id": "x2", "set": { "capacity": capacity + 10.0 } });
    let server = Server::start(&data, Some(STAFF_TOKEN));
    let [smaller, larger] = [smaller, larger].map(|change| {
        let body = json!({ "changes": [change] }).to_string();
        newly_served(&server.post("/api/scenarios", &body, true).json())
    });
    assert!(smaller < newly_served(places), "{smaller} and {places}");
    assert!(close(larger, newly_served(places)), "{larger} and {places}");
}

#[test]
fn every_kind_of_change_is_tried_and_each_keeps_to_its_size() {
    let data = Town::load();
    let mut kinds = BTreeSet::new();
    let mut look = |category: &str| {
        for lever in list(&levers(&data, category, &["--top", "1000"])) {
            let kind = lever["kind"].as_str().unwrap().to_owned();
            let site = &lever["site"];
            if kind.starts_with("new-site") || kind == "potential-partner" {
                assert_eq!(site["cost"], 0.0, "{lever}");
                assert!(site["languages"].as_array().unwrap().len() <= 2, "{lever}");
                // Families without a limit of their own look at every site: all ask for the afternoon or for Saturday.
                let hours = site["hours"].as_str().unwrap();
                assert!(
                    hours.contains("15:00-18:00") || hours.contains("09:00-12:00"),
                    "{lever}"
                );
            }
            kinds.insert(kind);
        }
    };
    look("food");
    look("tutoring");
    import_directory(&data, &[FREE, AT_NOON]);
    look("tutoring");
    import_directory(&data, &FOR_ALL);
    look("tutoring");
    let all = [
        "language",
        "longer-hours",
        "more-places",
        "new-site-at-point",
        "new-site-at-school",
        "no-price",
        "potential-partner",
    ];
    assert!(kinds.iter().eq(all), "{kinds:?}");
}
