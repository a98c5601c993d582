//! Gap layers for the public and for staff.

use e2e::{ANATOMY, GapRow, Town, close, gap_rows};
use serde_json::Value;

const LAYERS: [&str; 4] = [
    "gaps-by-neighborhood",
    "gaps-by-attendance-zone",
    "gaps-by-feeder-pattern",
    "gaps-by-school",
];

fn staff(town: &Town, layer: &str, query: &str) -> Vec<Value> {
    let path = format!("/collections/{layer}/items{query}");
    town.server.get_as_staff(&path).features()
}

fn public(town: &Town, layer: &str, query: &str) -> Vec<Value> {
    let path = format!("/collections/{layer}/items{query}");
    town.server.get(&path).features()
}

#[test]
fn the_figures_of_staff_add_up_in_every_layer() {
    let town = Town::shared();
    for layer in LAYERS {
        let rows = gap_rows(&staff(&town, layer, ""));
        assert!(!rows.is_empty(), "{layer}");
        for row in rows {
            let unmet = row.figure("unmet");
            assert!(
                close(row.figure("served") + unmet, row.figure("needs")),
                "{row:?}"
            );
            let parts: f64 = ANATOMY.iter().map(|part| row.figure(part)).sum();
            assert!(close(parts, unmet), "{row:?}");
        }
    }
}

#[test]
fn a_feature_is_named_for_its_area_and_category() {
    let town = Town::shared();
    for layer in LAYERS {
        for feature in public(&town, layer, "") {
            let row = GapRow::new(&feature["properties"]);
            if !feature["geometry"].is_null() {
                let id = format!("{}:{}", row.text("geography_id"), row.text("category"));
                assert_eq!(feature["id"], id.as_str());
            }
            assert_eq!(layer, format!("gaps-by-{}", row.text("geography")));
            assert_eq!(feature["properties"]["simulated"], false);
        }
    }
}

#[test]
fn one_category_is_one_feature_an_area_and_the_latest_wave_is_the_default() {
    let town = Town::shared();
    let food = public(&town, "gaps-by-neighborhood", "?category=food");
    let shapes = food.iter().filter(|f| !f["geometry"].is_null());
    assert_eq!(shapes.count(), 2);
    for row in gap_rows(&food) {
        assert_eq!(row.text("category"), "food");
        assert_eq!(row.text("wave"), "2026-fall");
    }
    let older = staff(
        &town,
        "gaps-by-neighborhood",
        "?category=food&wave=2025-fall",
    );
    let west = gap_rows(&older);
    let west = west
        .iter()
        .find(|r| r.text("geography_id") == "west")
        .unwrap();
    assert_eq!(west.figure("responses"), 20.0);
}

#[test]
fn the_total_over_categories_is_their_sum() {
    let town = Town::shared();
    for layer in LAYERS {
        let all = gap_rows(&staff(&town, layer, "?category=all"));
        let each = gap_rows(&staff(&town, layer, ""));
        for total in all {
            let same_area = |row: &&GapRow| {
                row.text("geography_id") == total.text("geography_id")
                    && row.text("level") == total.text("level")
                    && row.text("category") != "all"
            };
            for field in ["needs", "served", "unmet", "unmet_no_provider"] {
                let sum: f64 = each.iter().filter(same_area).map(|r| r.figure(field)).sum();
                assert!(
                    close(sum, total.figure(field)),
                    "{layer} {field}: {sum} {total:?}"
                );
            }
        }
    }
}

#[test]
fn zones_of_one_level_can_be_asked_for_alone() {
    let town = Town::shared();
    let features = public(
        &town,
        "gaps-by-attendance-zone",
        "?level=elementary&category=food",
    );
    let rows = gap_rows(&features);
    assert!(rows.iter().all(|row| row.text("level") == "elementary"));
    let shapes = features.iter().filter(|f| !f["geometry"].is_null());
    assert_eq!(shapes.count(), 2);
}

#[test]
fn the_public_sees_other_figures_than_staff() {
    let town = Town::shared();
    for layer in LAYERS {
        let path = format!("/collections/{layer}/items");
        let public = town.server.get(&path);
        let staff = town.server.get_as_staff(&path);
        assert_eq!(public.features().len(), staff.features().len());
        assert_ne!(public.body, staff.body, "{layer}");
    }
}

#[test]
fn a_wrong_token_never_opens_the_figures_of_staff() {
    let town = Town::shared();
    let path = "/collections/gaps-by-neighborhood/items?category=food";
    let public = gap_rows(&town.server.get(path).features());
    for token in [
        "",
        "wrong",
        "staff-token-of-the-test",
        "staff-token-of-the-tests2",
    ] {
        let reply = town.server.get_with_token(path, token);
        if reply.status == 200 {
            let rows = gap_rows(&reply.features());
            assert_eq!(format!("{rows:?}"), format!("{public:?}"), "{token}");
        } else {
            reply.problem(401);
        }
    }
}

/// The one site of the town that states its places is the homework club; all who ask for tutoring live in West and reach it by bus within half
/// an hour, so however its places are shared out, their mean is places per family.
#[test]
fn the_access_score_is_places_per_hundred_families_who_can_count_on_them() {
    let town = Town::shared();
    let sites = town.server.get("/collections/sites/items").features();
    let club = sites.iter().find(|site| site["id"] == "x2").unwrap();
    let places = club["properties"]["capacity"].as_f64().unwrap();
    for layer in LAYERS {
        let raw = staff(&town, layer, "");
        let shown = public(&town, layer, "");
        let mut n_scores = 0;
        for (raw, shown) in raw.iter().zip(&shown) {
            let (row, public) = (
                GapRow::new(&raw["properties"]),
                GapRow::new(&shown["properties"]),
            );
            let score = row.number("access_score");
            if row.text("category") != "tutoring" || row.figure("needs") == 0.0 {
                assert_eq!(
                    (score, public.number("access_score")),
                    (None, None),
                    "{raw}"
                );
                continue;
            }
            n_scores += 1;
            let expected = 100.0 * places / row.figure("needs");
            assert!(
                (score.unwrap() - expected).abs() < 1e-3,
                "{expected}: {raw}"
            );
            let rounded = (public.text("suppression") != "S").then(|| expected.round());
            assert_eq!(public.number("access_score"), rounded, "{shown}");
        }
        assert!(n_scores > 0, "{layer}");
    }
}

#[test]
fn the_access_score_of_an_area_is_that_of_its_layer_in_every_shape() {
    let town = Town::shared();
    let area = town
        .server
        .get("/api/areas/neighborhood/west?category=tutoring")
        .json();
    let score = &area["gap"]["access_score"];
    assert!(score.as_u64().is_some_and(|score| score > 0), "{area}");
    let layer = "/collections/gaps-by-neighborhood";
    let of = |query: &str| {
        town.server
            .get(&format!("{layer}/items?geography_id=west{query}"))
            .features()
    };
    assert_eq!(
        of("&category=tutoring")[0]["properties"]["access_score"],
        *score
    );
    assert_eq!(
        of("&shape=wide")[0]["properties"]["tutoring_access_score"],
        *score
    );
    assert_eq!(of(&format!("&filter=access_score={score}")).len(), 1);
    let column = &town.server.get(&format!("{layer}/schema")).json()["properties"]["access_score"];
    assert_eq!(column["x-ogc-unit"], "places per 100 families", "{column}");
}
