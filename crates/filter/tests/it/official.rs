//! The predicates of annex A of the standard, each with the number of features that it selects.

use crate::layers::{count, layer, material, names};
use filter::Filter;

/// The rows of a table, without its head.
fn rows(table: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(material()?.join(table)).unwrap();
    let cells = |row: &str| row.split('\t').map(str::to_owned).collect();
    Some(text.lines().skip(1).map(cells).collect())
}

/// Three counts of the table are those of other predicates, which an edition before asked of other letters
/// (opengeospatial/ogcapi-features, issue 1011). These are the counts of the names that begin so: Chișinău, Chicago and
/// Chengdu; Chișinău; Chișinău.
const ERRATA: [(&str, usize); 3] = [
    ("ACCENTI(name) LIKE accenti('Ch%')", 3),
    ("ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))", 1),
    ("ACCENTI(CASEI(name)) LIKE accenti(casei('cHis%'))", 1),
];

/// What is wrong with a predicate, in text and in JSON, if anything is.
fn faults(layer_name: &str, predicate: &str, expected: usize) -> Vec<String> {
    let prepared = layer(layer_name);
    let names = names(prepared);
    let json = cql2::parse_text(predicate).unwrap().to_json().unwrap();
    let mut faults = Vec::new();
    for (language, filter) in [
        ("text", Filter::from_text(predicate, &names)),
        ("json", Filter::from_json(&json, &names)),
    ] {
        match filter {
            Err(error) => faults.push(format!("{layer_name} {predicate} ({language}): {error}")),
            Ok(filter) => {
                let found = count(&filter, prepared);
                if found != expected {
                    faults.push(format!(
                        "{layer_name} {predicate} ({language}): {found} instead of {expected}"
                    ));
                }
            }
        }
    }
    faults
}

#[test]
fn every_official_predicate_selects_as_many_features_as_the_standard_says() {
    let Some(rows) = rows("expected_counts.tsv") else {
        return;
    };
    assert_eq!(rows.len(), 274);
    let expected = |row: &[String]| {
        let erratum = ERRATA.iter().find(|(predicate, _)| *predicate == row[3]);
        erratum.map_or_else(|| row[4].parse().unwrap(), |(_, count)| *count)
    };
    let faults: Vec<String> = rows
        .iter()
        .flat_map(|row| faults(&row[2], &row[3], expected(row)))
        .collect();
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_official_combination_of_predicates_selects_as_many_features_as_the_standard_says() {
    let Some(rows) = rows("expected_counts_combinations.tsv") else {
        return;
    };
    assert_eq!(rows.len(), 77);
    let combined = |row: &Vec<String>| {
        let [p1, p2, p3, p4] = [&row[1], &row[2], &row[3], &row[4]];
        let predicate = format!("(NOT ({p2}) AND {p1}) OR ({p3} AND {p4}) OR NOT ({p1} OR {p4})");
        faults(
            "ne_110m_populated_places_simple",
            &predicate,
            row[5].parse().unwrap(),
        )
    };
    let faults: Vec<String> = rows.iter().flat_map(combined).collect();
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_example_of_the_standard_can_be_read() {
    let Some(material) = material() else { return };
    for (folder, language, number) in [
        ("text", filter::Language::Text, 120),
        ("json", filter::Language::Json, 109),
    ] {
        let files = std::fs::read_dir(material.join("schema/examples").join(folder)).unwrap();
        let paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        assert_eq!(paths.len(), number);
        let faults: Vec<String> = paths
            .iter()
            .filter_map(|path| {
                let source = std::fs::read_to_string(path).unwrap();
                let error = filter::check_form(&source, language).err()?;
                Some(format!("{}: {error}", path.display()))
            })
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
