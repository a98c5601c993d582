//! Part 2, coordinate reference systems: `/conf/crs/…`.

use super::{collections, encoded, extent, ids};
use e2e::Town;
use serde_json::Value;
use std::f64::consts::PI;

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const EPSG_3857: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
const EPSG_4326: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";

/// The spherical Mercator of EPSG:3857, by its formula.
fn mercator([lon, lat]: [f64; 2]) -> [f64; 2] {
    let radius = 6_378_137.0;
    [
        radius * lon.to_radians(),
        radius * ((PI / 4.0 + lat.to_radians() / 2.0).tan()).ln(),
    ]
}

fn first_position(coordinates: &Value) -> [f64; 2] {
    let array = coordinates.as_array().unwrap();
    match array[0].as_f64() {
        Some(x) => [x, array[1].as_f64().unwrap()],
        None => first_position(&array[0]),
    }
}

#[test]
fn crs_storage_crs_and_crs_uri_every_collection_lists_its_systems() {
    let town = Town::shared();
    for id in collections(&town) {
        let described = town.server.get(&format!("/collections/{id}")).json();
        let listed: Vec<_> = described["crs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|crs| crs.as_str().unwrap())
            .collect();
        assert_eq!(described["storageCrs"], CRS84);
        assert!(
            listed.contains(&CRS84) && listed.contains(&EPSG_3857) && listed.contains(&EPSG_4326),
            "{listed:?}"
        );
    }
}

#[test]
fn crs_default_crs_and_crs_parameter_the_header_says_the_system_of_the_coordinates() {
    let town = Town::shared();
    for (crs, expected) in [
        (None, CRS84),
        (Some(CRS84), CRS84),
        (Some(EPSG_3857), EPSG_3857),
        (Some(EPSG_4326), EPSG_4326),
    ] {
        for resource in [
            "/collections/neighborhoods/items",
            "/collections/neighborhoods/items/west",
        ] {
            let path = crs.map_or(resource.to_owned(), |crs| {
                format!("{resource}?crs={}", encoded(crs))
            });
            let reply = town.server.request("GET", &path, &[]);
            assert_eq!(
                reply.header("content-crs"),
                Some(format!("<{expected}>").as_str()),
                "{path}"
            );
        }
    }
    for resource in [
        "/collections/neighborhoods/items",
        "/collections/neighborhoods/items/west",
    ] {
        town.server
            .get(&format!(
                "{resource}?crs=http://www.opengis.net/def/crs/OGC/0/does_not_exist"
            ))
            .problem(400);
    }
}

#[test]
fn crs_crs_parameter_transform_coordinates_are_those_of_the_formula() {
    let town = Town::shared();
    for id in ["schools", "neighborhoods", "context", "sites"] {
        let plain = town
            .server
            .get(&format!("/collections/{id}/items"))
            .features();
        let in_meters = town
            .server
            .get(&format!(
                "/collections/{id}/items?crs={}",
                encoded(EPSG_3857)
            ))
            .features();
        let turned = town
            .server
            .get(&format!(
                "/collections/{id}/items?crs={}",
                encoded(EPSG_4326)
            ))
            .features();
        for ((a, b), c) in plain
            .iter()
            .zip(&in_meters)
            .zip(&turned)
            .filter(|((a, _), _)| !a["geometry"].is_null())
        {
            let degrees = first_position(&a["geometry"]["coordinates"]);
            let [x, y] = first_position(&b["geometry"]["coordinates"]);
            let [expected_x, expected_y] = mercator(degrees);
            assert!(
                (x - expected_x).abs() < 1e-4 && (y - expected_y).abs() < 1e-4,
                "{id}"
            );
            assert_eq!(
                first_position(&c["geometry"]["coordinates"]),
                [degrees[1], degrees[0]],
                "{id}"
            );
        }
    }
}

#[test]
fn crs_bbox_crs_parameter_the_same_box_in_every_system_holds_the_same_features() {
    let town = Town::shared();
    for id in collections(&town) {
        let Some([west, south, east, north]) = extent(&town, &id) else {
            continue;
        };
        let middle = [(west + east) / 2.0, (south + north) / 2.0];
        let [x1, y1] = mercator([west, south]);
        let [x2, y2] = mercator(middle);
        let of = |bbox: String| {
            ids(
                &town,
                &format!("/collections/{id}/items?limit=10000&bbox={bbox}"),
            )
        };
        let default = of(format!("{west},{south},{},{}", middle[0], middle[1]));
        assert_eq!(
            default,
            of(format!(
                "{west},{south},{},{}&bbox-crs={CRS84}",
                middle[0], middle[1]
            )),
            "{id}"
        );
        assert_eq!(
            default,
            of(format!(
                "{south},{west},{},{}&bbox-crs={EPSG_4326}",
                middle[1], middle[0]
            )),
            "{id}"
        );
        assert_eq!(
            default,
            of(format!("{x1},{y1},{x2},{y2}&bbox-crs={EPSG_3857}")),
            "{id}"
        );
    }
}

#[test]
fn crs_bbox_crs_parameter_invalid_is_400() {
    let town = Town::shared();
    town.server.get("/collections/schools/items?bbox=0,0,1,1&bbox-crs=http://www.opengis.net/def/crs/OGC/0/does_not_exist").problem(400);
    town.server
        .get(&format!(
            "/collections/schools/items?bbox=0,0,1e9,1&bbox-crs={EPSG_3857}"
        ))
        .problem(400);
}
