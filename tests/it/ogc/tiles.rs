//! OGC API - Tiles and TileJSON.

use super::{collections, encoded, path_of};
use e2e::Town;
use serde_json::json;

/// The tile of a zoom that holds the middle of the town.
fn middle(z: u32) -> (u32, u32) {
    let (lon, lat) = (-89.99f64, 40.005f64.to_radians());
    let n = f64::from(1u32 << z);
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0;
    (((lon + 180.0) / 360.0 * n) as u32, (y * n) as u32)
}

fn tile_path(collection: &str, z: u32) -> String {
    let (x, y) = middle(z);
    format!("/collections/{collection}/tiles/WebMercatorQuad/{z}/{y}/{x}")
}

#[test]
fn every_collection_has_a_tileset_whose_addresses_lead_to_tiles() {
    let town = Town::shared();
    for id in collections(&town) {
        let list = town.server.get(&format!("/collections/{id}/tiles")).json();
        assert_eq!(list["tilesets"].as_array().unwrap().len(), 1, "{id}");
        let set = town
            .server
            .get(&format!("/collections/{id}/tiles/WebMercatorQuad"))
            .json();
        assert_eq!(
            set["tileMatrixSetURI"],
            "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
        );
        let json = town
            .server
            .get(&format!(
                "/collections/{id}/tiles/WebMercatorQuad/tilejson.json"
            ))
            .json();
        assert_eq!(json["tilejson"], "3.0.0");
        let layer = &json["vector_layers"][0];
        assert_eq!(layer["id"], id.as_str());
        let schema = town.server.get(&format!("/collections/{id}/schema")).json();
        for name in schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .filter(|name| *name != "geometry")
        {
            assert!(layer["fields"][name].is_string(), "{id} {name}");
        }
        let (x, y) = middle(12);
        let template = json!({ "href": json["tiles"][0] });
        let path = path_of(&town, &template);
        let path = path
            .replace("{z}", "12")
            .replace("{x}", &x.to_string())
            .replace("{y}", &y.to_string());
        let reply = town.server.get(&path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(
            reply
                .content_type
                .starts_with("application/vnd.mapbox-vector-tile"),
            "{reply:?}"
        );
        assert!(
            reply.header("cache-control").unwrap().contains("immutable"),
            "{path}"
        );
        let unversioned = town.server.get(&tile_path(&id, 12));
        assert_eq!(unversioned.header("cache-control"), Some("no-cache"));
        assert_eq!(unversioned.bytes, reply.bytes, "{id}");
    }
}

#[test]
fn tiles_take_the_filters_of_items_and_are_empty_where_nothing_is() {
    let town = Town::shared();
    let all = town.server.get(&tile_path("gaps-by-neighborhood", 12));
    let food = town.server.get(&format!(
        "{}?category=food",
        tile_path("gaps-by-neighborhood", 12)
    ));
    assert!(food.bytes.len() < all.bytes.len());
    let filter = encoded("category = 'food'");
    let filtered = town.server.get(&format!(
        "{}?filter={filter}",
        tile_path("gaps-by-neighborhood", 12)
    ));
    assert_eq!(
        filtered.bytes, food.bytes,
        "a filter and a parameter that say the same"
    );
    let none = town.server.get(&format!(
        "{}?filter={}",
        tile_path("schools", 12),
        encoded("name = 'Nowhere'")
    ));
    assert_eq!((none.status, none.bytes.len()), (204, 0));
    assert_eq!(
        town.server
            .get("/collections/schools/tiles/WebMercatorQuad/12/0/0")
            .status,
        204
    );
    for bad in [
        "?filter=THIS",
        "?category=castles",
        "?limit=3",
        "?color=red",
    ] {
        town.server
            .get(&format!("{}{bad}", tile_path("gaps-by-neighborhood", 12)))
            .problem(400);
    }
}

#[test]
fn a_tile_that_cannot_be_is_a_404_that_names_the_range() {
    let town = Town::shared();
    let of = "/collections/schools/tiles/WebMercatorQuad";
    for (path, named) in [
        ("2/4/0", "3"),
        ("2/0/4", "3"),
        ("23/0/0", "22"),
        ("x/0/0", "22"),
        ("-1/0/0", "22"),
    ] {
        let problem = town
            .server
            .get(&format!("{of}/{path}"))
            .problem(404)
            .to_string();
        assert!(problem.contains(named), "{path}: {problem}");
    }
    town.server
        .get("/collections/schools/tiles/Square/0/0/0")
        .problem(404);
    town.server
        .get("/collections/castles/tiles/WebMercatorQuad/0/0/0")
        .problem(404);
    town.server.get("/tileMatrixSets/Square").problem(404);
}

#[test]
fn the_client_that_has_a_tile_is_not_sent_it_again() {
    let town = Town::shared();
    let path = tile_path("neighborhoods", 12);
    for encoding in ["identity", "gzip", "br"] {
        let first = town
            .server
            .request("GET", &path, &[("Accept-Encoding", encoding)]);
        let tag = first.header("etag").unwrap().to_owned();
        let again = town.server.request(
            "GET",
            &path,
            &[("Accept-Encoding", encoding), ("If-None-Match", &tag)],
        );
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{encoding}");
    }
}

#[test]
fn the_matrix_set_is_that_of_web_maps() {
    let town = Town::shared();
    let list = town.server.get("/tileMatrixSets").json();
    assert_eq!(list["tileMatrixSets"][0]["id"], "WebMercatorQuad");
    let set = town.server.get("/tileMatrixSets/WebMercatorQuad").json();
    // OGC 17-083r4, annex D.1.
    assert_eq!(
        set["tileMatrices"][0]["scaleDenominator"]
            .as_f64()
            .unwrap()
            .round(),
        559_082_264.0
    );
    assert_eq!(set["tileMatrices"][3]["matrixWidth"], 8);
    assert_eq!(set["tileMatrices"].as_array().unwrap().len(), 23);
}
