//! A district on both sides of the antimeridian, such as in Fiji or on the Aleutians.

use super::{ids_in, path_of_tile};
use e2e::{DataDir, Server};
use serde_json::{Value, json};

fn ring([west, south, east, north]: [f64; 4]) -> Value {
    json!([[
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south]
    ]])
}

/// Three neighborhoods: one in the west of the line, one over it as files that do not cut write it, one in the east.
fn islands() -> (DataDir, Server) {
    let data = DataDir::new();
    let name = [
        "district",
        "--name",
        "Islands",
        "--time-zone",
        "Pacific/Fiji",
    ];
    data.run(&name).expect(0).text();
    let feature = |id: &str, sides: [f64; 4]| {
        json!({ "type": "Feature", "properties": { "id": id, "name": id },
                "geometry": { "type": "Polygon", "coordinates": ring(sides) } })
    };
    let layer = json!({ "type": "FeatureCollection", "features": [
        feature("east", [-179.0, -18.0, -178.5, -17.0]),
        feature("over", [179.5, -18.0, -179.0, -17.0]),
        feature("west", [179.0, -18.0, 179.5, -17.0]),
    ] });
    let file = data.write("islands.geojson", layer.to_string());
    let said = data.import("neighborhoods", &file, &[]).expect(0).text();
    assert!(said.contains("antimeridian"), "{said}");
    let server = Server::start(&data, None);
    (data, server)
}

#[test]
fn a_shape_over_the_antimeridian_is_cut_found_from_both_sides_and_drawn_on_both() {
    let (_data, server) = islands();
    let of = "/collections/neighborhoods";
    let over = server.get(&format!("{of}/items/over")).json();
    assert_eq!(over["geometry"]["type"], "MultiPolygon");
    let mut n_edges = 0;
    for part in over["geometry"]["coordinates"].as_array().unwrap() {
        let ring = part[0].as_array().unwrap();
        for edge in ring.windows(2) {
            let lon = |at: usize| edge[at][0].as_f64().unwrap();
            assert!((lon(0) - lon(1)).abs() < 2.0, "{edge:?}");
            n_edges += 1;
        }
    }
    assert_eq!(n_edges, 8);

    let bbox = &server.get(of).json()["extent"]["spatial"]["bbox"][0];
    assert_eq!(
        *bbox,
        json!([179.0, -18.0, -178.5, -17.0]),
        "west over east"
    );

    let found = |bbox: &str| ids_in(&server, &format!("{of}/items?bbox={bbox}"));
    for (bbox, expected) in [
        ("179.6,-17.9,179.9,-17.1", &["over"][..]),
        ("-179.9,-17.9,-179.1,-17.1", &["over"]),
        ("179.9,-17.9,-179.9,-17.1", &["over"]),
        ("179.1,-17.9,-178.6,-17.1", &["east", "over", "west"]),
        ("-178.4,-17.9,178.9,-17.1", &[]),
        ("-1,-18,1,-17", &[]),
    ] {
        assert_eq!(found(bbox), expected, "{bbox}");
    }
    let turned = "-17.9,179.9,-17.1,-179.9&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326";
    assert_eq!(found(turned), ["over"]);
    let inside = "S_INTERSECTS(geometry,BBOX(179.9,-17.9,-179.9,-17.1))";
    let filtered = format!("{of}/items?filter={}", inside.replace(' ', "%20"));
    assert_eq!(ids_in(&server, &filtered), ["over"]);

    for (lon, is_drawn) in [(179.75, true), (-179.5, true), (0.0, false)] {
        let tile = server.get(&format!("{of}{}", path_of_tile(8, [lon, -17.5])));
        assert_eq!(tile.status, if is_drawn { 200 } else { 204 }, "{lon}");
    }
}
