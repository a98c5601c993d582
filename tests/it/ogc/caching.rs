//! Replies that are the same are not sent twice, and packed ones hold the same bytes.

use e2e::Town;
use std::io::Read;

const PATHS: [&str; 5] = [
    "/",
    "/collections",
    "/collections/gaps-by-neighborhood/items",
    "/collections/schools/items?f=csv",
    "/collections/neighborhoods/items/west",
];

#[test]
fn what_the_client_has_already_is_not_sent_again() {
    let town = Town::shared();
    for path in PATHS {
        for encoding in ["identity", "gzip", "br"] {
            let json = ("Accept", "application/json, text/csv");
            let first = town
                .server
                .request("GET", path, &[json, ("Accept-Encoding", encoding)]);
            assert_eq!(first.status, 200, "{first:?}");
            let tag = first.header("etag").unwrap().to_owned();
            let again = [
                json,
                ("Accept-Encoding", encoding),
                ("If-None-Match", tag.as_str()),
            ];
            let second = town.server.request("GET", path, &again);
            assert_eq!(
                (second.status, second.body.as_str()),
                (304, ""),
                "{path} {encoding}"
            );
            assert_eq!(second.header("etag"), Some(tag.as_str()));
            let other = [
                json,
                ("Accept-Encoding", encoding),
                ("If-None-Match", "\"other\""),
            ];
            assert_eq!(town.server.request("GET", path, &other).status, 200);
        }
    }
}

#[test]
fn packed_replies_are_the_plain_ones() {
    let town = Town::shared();
    let path = "/collections/gaps-by-neighborhood/items";
    let plain = town
        .server
        .request("GET", path, &[("Accept-Encoding", "identity")]);
    assert_eq!(
        plain.header("content-encoding").unwrap_or("identity"),
        "identity"
    );
    for encoding in ["gzip", "br"] {
        let packed = town
            .server
            .request("GET", path, &[("Accept-Encoding", encoding)]);
        assert_eq!(packed.header("content-encoding"), Some(encoding));
        let mut unpacked = String::new();
        let bytes = packed.bytes.as_slice();
        match encoding {
            "gzip" => flate2::read::GzDecoder::new(bytes)
                .read_to_string(&mut unpacked)
                .unwrap(),
            _ => brotli::Decompressor::new(bytes, 4096)
                .read_to_string(&mut unpacked)
                .unwrap(),
        };
        assert_eq!(unpacked, plain.body, "{encoding}");
        assert!(packed.bytes.len() < plain.body.len() / 2, "{encoding}");
    }
    let both = town.server.request(
        "GET",
        path,
        &[("Accept-Encoding", "gzip;q=0.5, br;q=0.9, *;q=0.1")],
    );
    assert_eq!(
        both.header("content-encoding"),
        Some("br"),
        "what the client likes best"
    );
}

#[test]
fn raw_figures_are_kept_nowhere() {
    let town = Town::shared();
    let path = "/collections/gaps-by-neighborhood/items?category=food";
    let raw = town.server.get_as_staff(path);
    assert!(
        raw.header("cache-control").unwrap().contains("no-store"),
        "{raw:?}"
    );
    let released = town.server.get(path);
    assert_ne!(raw.body, released.body);
    assert_eq!(released.header("cache-control"), Some("no-cache"));
    assert_eq!(town.server.get_as_staff(path).body, raw.body);
}
