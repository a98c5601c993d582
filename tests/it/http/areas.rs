//! One area: its gap and who is near.

use e2e::{GapRow, Town};

#[test]
fn an_area_names_its_gap_and_the_partners_nearest_first() {
    let town = Town::shared();
    let path = "/api/areas/neighborhood/west?category=food";
    let area = town.server.get(path).json();
    let gap = GapRow::new(&area["gap"]);
    assert_eq!(
        (gap.text("geography_id"), gap.text("category")),
        ("west", "food")
    );
    let partners = area["partners"].as_array().unwrap();
    assert_eq!(partners[0]["site_id"], "x1");
    assert_eq!(partners[0]["organization"], "Helping Hands");
    let distances: Vec<f64> = partners
        .iter()
        .map(|partner| partner["distance_m"].as_f64().unwrap())
        .collect();
    assert!(distances.is_sorted(), "{distances:?}");
    assert!(partners.len() <= 10);
}

#[test]
fn assets_that_do_not_offer_the_category_are_potential_partners() {
    let town = Town::shared();
    let path = "/api/areas/neighborhood/east?category=food";
    let area = town.server.get(path).json();
    let potential = area["potential_partners"].as_array().unwrap();
    let ids: Vec<_> = potential
        .iter()
        .map(|asset| asset["asset_id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"a2"), "{ids:?}");
    assert!(!ids.contains(&"a3"), "{ids:?}");
}

#[test]
fn the_gap_of_an_area_is_the_row_of_its_layer() {
    let town = Town::shared();
    let area = town
        .server
        .get("/api/areas/attendance-zone/e-west?category=food")
        .json();
    let layer = town
        .server
        .get("/collections/gaps-by-attendance-zone/items?category=food")
        .features();
    let row = layer.iter().find(|f| f["id"] == "e-west:food").unwrap();
    assert_eq!(area["gap"], row["properties"]);
}

#[test]
fn staff_sees_raw_figures_of_an_area() {
    let town = Town::shared();
    let path = "/api/areas/neighborhood/west?category=food";
    let area = town.server.get_as_staff(path).json();
    assert_eq!(GapRow::new(&area["gap"]).figure("responses"), 48.0);
}
