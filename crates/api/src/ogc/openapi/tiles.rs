//! The paths of tiles.

use super::paths::{camel, items_parameters};
use super::{operation, parameter};
use crate::ogc::contents::Contents;
use crate::ogc::media_type::JSON;
use crate::ogc::registry::Collection;
use serde_json::{Value, json};
/// The tilesets of a collection.
pub(super) fn tiles_of(collection: &Collection, contents: &Contents) -> Vec<(String, Value)> {
    let of = format!("/collections/{}/tiles", collection.id);
    let word = camel(collection.id);
    let mut selecting = items_parameters(collection, contents);
    let is_of_pages = |parameter: &Value| {
        let name = parameter["name"]
            .as_str()
            .or_else(|| parameter["$ref"].as_str()?.rsplit('/').next());
        matches!(
            name,
            Some("f" | "limit" | "token" | "crs" | "sortby" | "skipGeometry" | "count")
        )
    };
    selecting.retain(|parameter| !is_of_pages(parameter));
    let any = json!({ "type": "object" });
    let operation_of = |id: &str, what: &str, more: Vec<Value>, content: &Value| {
        let parameters: Vec<_> = more.into_iter().chain(selecting.clone()).collect();
        operation(
            (
                &format!("{id}{word}"),
                &format!("{}: {what}", collection.title),
                "Tiles",
            ),
            &parameters,
            content,
        )
    };
    let json_of = || json!({ JSON: { "schema": any } });
    let formats = |words: &[&str]| {
        parameter(
            "f",
            "The representation.",
            json!({ "type": "string", "enum": words }),
        )
    };
    let version = || {
        parameter(
            "v",
            "The version of the data, as TileJSON names it: the reply may then be kept for ever.",
            json!({ "type": "string" }),
        )
    };
    let number = |name: &str, most: u32| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "integer", "minimum": 0, "maximum": most } });
    let last = (1u32 << spatial::tiling::MAX_ZOOM) - 1;
    let numbers = vec![
        number("tileMatrix", u32::from(spatial::tiling::MAX_ZOOM)),
        number("tileRow", last),
        number("tileCol", last),
        formats(&["mvt"]),
        version(),
    ];
    let mut tile = operation_of(
        "getTile",
        "a tile",
        numbers,
        &json!({ crate::ogc::tiles::MVT: {} }),
    );
    tile["responses"]["204"] = json!({ "description": "Nothing is in this tile." });
    vec![
        (
            of.clone(),
            operation_of(
                "listTilesets",
                "tilesets",
                vec![formats(&["json"])],
                &json_of(),
            ),
        ),
        (
            format!("{of}/WebMercatorQuad"),
            operation_of(
                "getTileset",
                "a tileset",
                vec![formats(&["json", "tilejson"])],
                &json_of(),
            ),
        ),
        (
            format!("{of}/WebMercatorQuad/tilejson.json"),
            operation_of(
                "getTileJson",
                "TileJSON",
                vec![formats(&["tilejson"])],
                &json_of(),
            ),
        ),
        (
            format!("{of}/WebMercatorQuad/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"),
            tile,
        ),
    ]
}

/// The tile matrix sets.
pub(super) fn of_tiles() -> Vec<(&'static str, Value)> {
    let content = json!({ JSON: { "schema": { "type": "object" } } });
    let formats = parameter(
        "f",
        "The representation.",
        json!({ "type": "string", "enum": ["json"] }),
    );
    let formats = std::slice::from_ref(&formats);
    vec![
        (
            "/tileMatrixSets",
            operation(
                ("listTileMatrixSets", "The tile matrix sets", "Tiles"),
                formats,
                &content,
            ),
        ),
        (
            "/tileMatrixSets/WebMercatorQuad",
            operation(
                (
                    "getTileMatrixSet",
                    "The tile matrix set of web maps",
                    "Tiles",
                ),
                formats,
                &content,
            ),
        ),
    ]
}
