//! A city that the product has never heard of: other column names, other words, nothing but mappings written for it.

use super::{collection, ids, named_district};
use e2e::{DataDir, gap_rows};
use std::path::PathBuf;

const SCHOOLS_MAP: &str = r#"
kind = "schools"
source = "lakeview-schools"

[fields]
id = { column = "Sch_No", pad = 4 }
name = "Official Name"
levels = { column = "Type", values = { "Primary" = "elementary", "Secondary" = ["middle", "high"] } }
enrollment = { column = "Pupils", unknown = ["-1"] }
operator = { value = "district" }
lon = "X"
lat = "Y"
"#;

const NEIGHBORHOODS_MAP: &str = r#"
kind = "neighborhoods"
source = "lakeview-quarters"

[fields]
id = { column = "QUARTER_NO", prefix = "q" }
name = "LABEL"
"#;

const RESPONSES_MAP: &str = r#"
kind = "responses"
source = "lakeview-survey-{wave}"

[fields]
id = "Submission"
wave = { value = "2026-spring" }
lon = "Home X"
lat = "Home Y"
school_id = { column = "Which school?", pad = 4 }
languages = { column = "Idioma", split = "/", values = { "English" = "en", "Español" = "es" } }

[fields.needs]
column = "What would help?"
split = ","
other = "unknown"
values = { "Groceries" = "food", "Help with homework" = "tutoring", "Rent or bills" = ["housing", "utilities"] }
"#;

/// Latin-1 and semicolons, as a spreadsheet of another country writes it.
fn schools(data: &DataDir) -> PathBuf {
    let text = "Sch_No;Official Name;Type;Pupils;X;Y\n7;Peña Elementary;Primary;210;-100.02;35.01\n\
                12;Lakeview Secondary;Secondary;-1;-99.98;35.01\n";
    let latin_1: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    data.write("Schulen 2026.csv", latin_1)
}

fn quarters(data: &DataDir) -> PathBuf {
    let quarter = |number: u32, west: f64| {
        let east = west + 0.04;
        format!(
            r#"{{"type":"Feature","properties":{{"QUARTER_NO":{number},"LABEL":"Quarter {number}","AREA":1.5}},"geometry":
            {{"type":"Polygon","coordinates":[[[{west},35.0],[{east},35.0],[{east},35.03],[{west},35.03],[{west},35.0]]]}}}}"#
        )
    };
    let features = [quarter(1, -100.04), quarter(2, -100.0)].join(",");
    let layer = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    data.write("quarters.geojson", layer)
}

/// Thirty families; every third one ticks an answer that the mapping does not know.
fn answers(data: &DataDir) -> PathBuf {
    let mut csv =
        "Submission,Home X,Home Y,Which school?,Idioma,What would help?,Comments\n".to_owned();
    for n in 0..30 {
        let help = match n % 3 {
            0 => "Groceries",
            1 => "\"Groceries,Rent or bills\"",
            _ => "\"Help with homework,Something else\"",
        };
        let lon = -100.03 + f64::from(n) * 0.002;
        csv.push_str(&format!(
            "L-{n},{lon:.4},35.015,7,English/Español,{help},private words\n"
        ));
    }
    data.write("answers.csv", csv)
}

#[test]
fn the_files_of_another_city_are_loaded_through_mappings() {
    let data = named_district();
    for (kind, file, map) in [
        ("schools", schools(&data), SCHOOLS_MAP),
        ("neighborhoods", quarters(&data), NEIGHBORHOODS_MAP),
        ("responses", answers(&data), RESPONSES_MAP),
    ] {
        let map = data.write(&format!("{kind}.toml"), map);
        let more = ["--map", map.to_str().unwrap()];
        data.import(kind, &file, &more).expect(0).text();
    }
    let loaded = collection(&data, "schools");
    assert_eq!(ids(&loaded), ["0007", "0012"]);
    let primary = loaded.iter().find(|s| s["id"] == "0007").unwrap();
    assert_eq!(primary["properties"]["name"], "Peña Elementary");
    assert_eq!(primary["properties"]["enrollment"], 210);
    assert_eq!(ids(&collection(&data, "neighborhoods")), ["q1", "q2"]);
    let gaps = ["gaps", "--by", "district", "--format", "geojson"];
    let gaps = data.run(&gaps).expect(0).json();
    let rows = gap_rows(gaps["features"].as_array().unwrap());
    for (category, n_families) in [
        ("food", 20.0),
        ("housing", 10.0),
        ("utilities", 10.0),
        ("tutoring", 10.0),
    ] {
        let row = rows
            .iter()
            .find(|row| row.text("category") == category)
            .unwrap();
        assert_eq!(row.figure("needs"), n_families, "{category}");
        assert_eq!(row.figure("responses"), 30.0);
    }
}

#[test]
fn a_mapping_that_names_a_column_the_file_lacks_is_refused_with_the_columns_it_has() {
    let data = named_district();
    let map = data.write(
        "schools.toml",
        SCHOOLS_MAP.replace("Sch_No", "School_Number"),
    );
    let more = ["--map", map.to_str().unwrap()];
    let said = data
        .import("schools", &schools(&data), &more)
        .expect(3)
        .text();
    for words in ["School_Number", "Sch_No"] {
        assert!(said.contains(words), "no {words} in {said}");
    }
}

#[test]
fn an_answer_that_the_mapping_does_not_know_is_refused_with_its_row() {
    let data = named_district();
    let strict = RESPONSES_MAP.replace("other = \"unknown\"\n", "");
    let map = data.write("responses.toml", strict);
    let more = ["--map", map.to_str().unwrap()];
    let said = data
        .import("responses", &answers(&data), &more)
        .expect(3)
        .text();
    assert!(said.contains("Something else"), "{said}");
}
