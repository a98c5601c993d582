use super::*;
use model::directory::{Location, Organization, Service, ServiceAtLocation};
use model::place::Asset;
use model::school::School;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// A site, its service's and its own offer, at a location that is confidential or not.
fn site(is_confidential: bool) -> Option<Value> {
    let offer = json!({"hours": "mon-fri 09:00-17:00", "languages": ["en"], "cost": 5_000_000, "capacity": null});
    let here = json!({"hours": null, "languages": ["es"], "cost": 0, "capacity": 20_000_000});
    let service: Service = read(json!({
        "id": "s", "organization_id": "o", "name": "Pantry", "description": "for the staff's eyes", "status": "active",
        "categories": ["food"], "minimum_age": 3_500_000, "offer": offer, "has_interpreter": false, "phone": "555-0100",
        "eligibility_description": "for the staff's eyes"}));
    let location: Location = read(json!({
        "id": "l", "location_type": "physical", "name": "Hall", "address": "12 Elm Street", "position": [-77.0, 38.9],
        "accessibility": ["ramp"], "is_confidential": is_confidential}));
    let organization: Organization =
        read(json!({"id": "o", "name": "Helpers", "url": "https://helpers.example"}));
    let site: ServiceAtLocation =
        read(json!({"id": "x", "service_id": "s", "location_id": "l", "offer": here}));
    let parts = SiteParts {
        site: &site,
        service: &service,
        organization: &organization,
        location: &location,
    };
    PublicSite::open(parts).map(|site| serde_json::to_value(site).unwrap())
}

#[test]
fn a_site_shows_its_own_offer_before_the_services_and_no_free_text() {
    let shown = site(false).unwrap();
    assert_eq!(
        shown,
        json!({
            "id": "x", "name": "Hall", "organization": "Helpers", "service": "Pantry", "categories": ["food"],
            "languages": ["es"], "hours": "mon-fri 09:00-17:00", "cost": 0.0, "capacity": 20.0, "min_age": 3.5,
            "max_age": null, "accessibility": ["ramp"], "url": "https://helpers.example", "phone": "555-0100",
            "last_verified": null})
    );
}

#[test]
fn a_confidential_site_or_asset_has_no_public_view() {
    assert_eq!(site(true), None);
    let asset = |is_confidential: bool| -> Asset {
        read(
            json!({"id": "a", "name": "House", "kind": "shelter", "is_confidential": is_confidential}),
        )
    };
    assert!(PublicAsset::open(&asset(true)).is_none());
    assert!(PublicAsset::open(&asset(false)).is_some());
}

#[test]
fn an_enrollment_of_one_to_nine_is_hidden() {
    for (enrollment, shown) in [(0, Some(0)), (1, None), (9, None), (10, Some(10))] {
        let school: School =
            read(json!({"id": "1", "name": "Oak", "levels": [], "enrollment": enrollment}));
        assert_eq!(PublicSchool::open(&school).get().enrollment, shown);
    }
}

#[test]
fn shares_are_whole_percents() {
    let school = SchoolLabel {
        id: "1",
        name: "Oak",
    };
    let parts = FeederPairParts {
        from: school,
        to: school,
        share: Some(0.968_4),
        basis: "area",
        is_split: false,
    };
    assert_eq!(PublicFeederPair::open(parts).get().share, Some(0.97));
}

#[test]
fn the_category_list_is_the_taxonomy() {
    let list = serde_json::to_value(CategoryList::open()).unwrap();
    assert_eq!(list["headings"].as_array().unwrap().len(), 5);
    let food = &list["headings"][0]["categories"][0];
    assert_eq!(
        food,
        &json!({"id": "food", "name": {"en": "Food", "es": "Alimentos"}, "mode": "transit", "limit_min": 30,
            "open_eligibility": [{"id": "1102", "name": "Food"}]})
    );
}
