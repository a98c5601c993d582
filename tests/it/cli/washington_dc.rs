//! Geography of a real city, where its files are beside the checkout.

use super::{collection, named_district};
use e2e::repository;

#[test]
fn the_zones_and_neighborhoods_of_washington_dc_are_all_loaded() {
    let city = repository().join("../shared/data/washington-dc");
    if !city.exists() {
        eprintln!(
            "skipped the_zones_and_neighborhoods_of_washington_dc_are_all_loaded: {} is not there",
            city.display()
        );
        return;
    }
    let data = named_district();
    let map = |name: &str| {
        let path = repository().join(format!("data/mappings/{name}.toml"));
        path.to_str().unwrap().to_owned()
    };
    let clusters = city.join("areas/neighborhood_clusters.geojson");
    let more = ["--map", &map("dc-neighborhood-clusters")];
    data.import("neighborhoods", &clusters, &more)
        .expect(0)
        .text();
    for level in ["elementary", "middle", "high"] {
        let file = city.join(format!("zones/{level}.geojson"));
        let set = format!("level={level}");
        let more = ["--map", &map("dc-zones"), "--set", &set];
        data.import("zones", &file, &more).expect(0).text();
    }
    assert_eq!(collection(&data, "neighborhoods").len(), 39);
    let zones = collection(&data, "attendance-zones");
    for (level, n_zones) in [("elementary", 74), ("middle", 21), ("high", 9)] {
        let of_level = zones.iter().filter(|z| z["properties"]["level"] == level);
        assert_eq!(of_level.count(), n_zones, "{level}");
    }
}
