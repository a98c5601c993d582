//! OGC API - Features, by the abstract tests of its parts: a test's name starts with the id of the abstract test that it is. And the examples for
//! analysts.

mod abstract_core;
mod abstract_filter;
mod analysts;
mod antimeridian;
mod caching;
mod core;
mod crs;
mod filtering;
mod hostile;
mod oas31;
mod paging;
mod tiles;

use e2e::{Server, Town};
use serde_json::Value;

/// Every collection's id.
fn collections(town: &Town) -> Vec<String> {
    let list = town.server.get("/collections?f=json").json();
    let of = |collection: &Value| collection["id"].as_str().unwrap().to_owned();
    list["collections"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect()
}

/// The links of a relation.
fn links<'a>(document: &'a Value, rel: &'a str) -> Vec<&'a Value> {
    let links = document["links"]
        .as_array()
        .expect("the document has links");
    links.iter().filter(|link| link["rel"] == rel).collect()
}

/// The path of a link of ours.
fn path_of(town: &Town, link: &Value) -> String {
    let href = link["href"].as_str().unwrap();
    let path = href.strip_prefix(&town.server.address());
    path.expect("links lead to this server").to_owned()
}

/// Asserts that every link says its relation and media type.
fn assert_links(document: &Value) {
    for link in document["links"].as_array().unwrap() {
        for member in ["href", "rel", "type"] {
            assert!(
                link[member].as_str().is_some_and(|text| !text.is_empty()),
                "{member} of {link}"
            );
        }
    }
}

/// All features of a collection, without their order.
fn ids(town: &Town, path: &str) -> Vec<String> {
    let features = town.server.get(path).features();
    let mut ids: Vec<_> = features
        .iter()
        .map(|f| f["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort_unstable();
    ids
}

/// Text as it stands in an address.
fn encoded(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| {
        if keep(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}

/// The smallest box around the features of a collection, as the collection says it.
fn extent(town: &Town, collection: &str) -> Option<[f64; 4]> {
    let described = town
        .server
        .get(&format!("/collections/{collection}?f=json"))
        .json();
    serde_json::from_value(described["extent"]["spatial"]["bbox"][0].clone()).ok()
}

/// The ids of the features that a server answers with, in its order.
fn ids_in(server: &Server, path: &str) -> Vec<String> {
    let features = server.get(path).features();
    let ids = features.iter().map(|feature| feature["id"].as_str());
    ids.map(|id| id.unwrap().to_owned()).collect()
}

/// The tile of a zoom that holds a position, below its collection.
fn path_of_tile(z: u32, [lon, lat]: [f64; 2]) -> String {
    let n = f64::from(1u32 << z);
    let lat = lat.to_radians();
    let column = ((lon + 180.0) / 360.0 * n).floor();
    let row = ((1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * n).floor();
    format!("/tiles/WebMercatorQuad/{z}/{row}/{column}")
}
