//! Abstract tests of Part 3 that `filtering` does not have, each under its id, and the proof that none of Parts 1 and 3 is left out.

use super::{collections, encoded, extent, ids, links, path_of};
use e2e::Town;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const QUERYABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

/// Whether a class is declared, by the end of its address.
fn declares(town: &Town, class: &str) -> bool {
    let declared = town.server.get("/conformance").json();
    let classes = declared["conformsTo"].as_array().unwrap().clone();
    classes
        .iter()
        .any(|of| of.as_str().unwrap().ends_with(class))
}

#[test]
fn queryables_get_conformance_the_class_is_declared() {
    assert!(declares(
        &Town::shared(),
        "/ogcapi-features-3/1.0/conf/queryables"
    ));
}

#[test]
fn queryables_query_parameters_get_conformance_the_class_is_declared() {
    let class = "/ogcapi-features-3/1.0/conf/queryables-query-parameters";
    assert!(declares(&Town::shared(), class));
}

#[test]
fn filter_get_conformance_the_class_is_declared() {
    assert!(declares(
        &Town::shared(),
        "/ogcapi-features-3/1.0/conf/filter"
    ));
}

#[test]
fn features_filter_get_conformance_the_class_is_declared() {
    let class = "/ogcapi-features-3/1.0/conf/features-filter";
    assert!(declares(&Town::shared(), class));
}

#[test]
fn filter_filter_lang_default_is_cql2_text() {
    let town = Town::shared();
    for id in collections(&town) {
        let filter = encoded("geometry IS NOT NULL");
        let path = format!("/collections/{id}/items?limit=10000&filter={filter}");
        let said = format!("{path}&filter-lang=cql2-text");
        let found = ids(&town, &path);
        assert!(!found.is_empty(), "{id}");
        assert_eq!(found, ids(&town, &said), "{id}");
        town.server
            .get(&format!(
                "/collections/{id}/items?filter=THIS%20IS%20NOT%20A%20FILTER"
            ))
            .problem(400);
    }
}

#[test]
fn filter_expression_construction_a_name_that_is_no_queryable_is_400() {
    let town = Town::shared();
    for id in collections(&town) {
        let queryables = town
            .server
            .get(&format!("/collections/{id}/queryables"))
            .json();
        assert_eq!(queryables["additionalProperties"], false, "{id}");
        for filter in [
            "this_is_not_a_queryable = 'a'",
            "this_is_not_a_queryable > 1",
            "NOT (this_is_not_a_queryable IS NULL)",
        ] {
            let path = format!("/collections/{id}/items?filter={}", encoded(filter));
            town.server.get(&path).problem(400);
        }
    }
}

#[test]
fn filter_filter_crs_wgs84_is_what_boxes_are_read_in_without_a_word() {
    let town = Town::shared();
    for id in collections(&town) {
        let Some([west, south, east, north]) = extent(&town, &id) else {
            panic!("{id} has no extent");
        };
        let inside = format!("S_INTERSECTS(geometry, BBOX({west},{south},{east},{north}))");
        let path = |filter: &str| {
            format!(
                "/collections/{id}/items?limit=10000&filter={}",
                encoded(filter)
            )
        };
        assert_eq!(
            ids(&town, &path(&inside)),
            ids(&town, &path("geometry IS NOT NULL")),
            "{id}"
        );
        let nowhere = "S_INTERSECTS(geometry, BBOX(1000000,1000000,2000000,2000000))";
        town.server.get(&path(nowhere)).problem(400);
    }
}

#[test]
fn filter_get_functions_there_is_no_list_as_no_functions_of_our_own_are_declared() {
    let town = Town::shared();
    assert!(!declares(&town, "/cql2/1.0/conf/functions"));
    town.server.get("/functions").problem(404);
    town.server
        .get("/collections/schools/items?filter=our_own(name)%3D1")
        .problem(400);
}

#[test]
fn features_filter_get_collections_the_list_is_an_array() {
    let town = Town::shared();
    let reply = town
        .server
        .request("GET", "/collections", &[("Accept", "application/json")]);
    assert!(reply.content_type.starts_with("application/json"));
    assert!(reply.json()["collections"].is_array());
}

#[test]
fn features_filter_get_collection_every_collection_leads_to_its_queryables() {
    let town = Town::shared();
    for id in collections(&town) {
        let described = town.server.get(&format!("/collections/{id}")).json();
        let paths: Vec<_> = links(&described, QUERYABLES)
            .iter()
            .map(|link| path_of(&town, link))
            .collect();
        assert!(paths.contains(&format!("/collections/{id}/queryables")));
        assert!(described["extent"]["spatial"]["bbox"][0].is_array(), "{id}");
        assert!(described["crs"].is_array(), "{id}");
    }
}

#[test]
fn features_filter_filter_on_items_selects_as_geojson_and_refuses_with_400() {
    let town = Town::shared();
    for id in collections(&town) {
        let all = ids(&town, &format!("/collections/{id}/items?limit=10000"));
        let one = all[0].replace('\'', "''");
        let filter = encoded(&format!("id = '{one}'"));
        let path = format!("/collections/{id}/items?filter-lang=cql2-text&filter={filter}");
        let reply = town.server.get(&path);
        assert!(
            reply.content_type.starts_with("application/geo+json"),
            "{id}"
        );
        assert_eq!(ids(&town, &path), [all[0].clone()], "{id}");
        let bad = format!("/collections/{id}/items?filter={}", encoded("id = "));
        town.server.get(&bad).problem(400);
    }
}

/// The ids of the abstract tests: `core/fc-op`.
fn abstract_test_ids(standards: &Path) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for class in ["core", "geojson", "html", "oas31"] {
        let folder = standards.join("core/standard/abstract_tests").join(class);
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let stated = text.split("*/conf/").skip(1);
            ids.extend(
                stated
                    .filter_map(|rest| rest.split('*').next())
                    .map(str::to_owned),
            );
        }
    }
    let annex = standards.join("extensions/filtering/standard/annex_ats.adoc");
    let mut class = String::new();
    for line in std::fs::read_to_string(annex).unwrap().lines() {
        if let Some(name) = line.strip_prefix(":conf-class: ") {
            class = name.trim().to_owned();
        }
        if let Some(name) = line.strip_prefix(":conf-test: ") {
            ids.insert(format!("{class}/{}", name.trim()));
        }
    }
    ids
}

/// The names of all test functions beside this file, without underscores.
fn test_names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/ogc");
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let tests = text.split("#[test]\nfn ").skip(1);
        let of = tests.filter_map(|rest| rest.split('(').next());
        names.extend(of.map(|name| name.replace('_', "")));
    }
    names
}

#[test]
fn every_abstract_test_of_parts_1_and_3_has_a_function_of_its_own() {
    let standards: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/standards/ogc-api-features");
    if !standards.is_dir() {
        println!("skipped: {} is not here", standards.display());
        return;
    }
    let ids = abstract_test_ids(&standards);
    assert!(ids.len() > 50, "{ids:?}");
    let keys: BTreeMap<String, &String> = ids
        .iter()
        .map(|id| (id.replace(['-', '/'], "").to_lowercase(), id))
        .collect();
    let mut without: BTreeSet<&String> = ids.iter().collect();
    for name in test_names() {
        // The longest id that the name begins with is the one that is meant.
        let meant = keys.keys().filter(|key| name.starts_with(key.as_str()));
        if let Some(key) = meant.max_by_key(|key| key.len()) {
            without.remove(keys[key]);
        }
    }
    assert!(without.is_empty(), "no function has the ids {without:?}");
}
