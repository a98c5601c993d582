//! Requests that no page and no tool would send: each gets an answer, and every refusal is a problem document that agrees with its status.

use e2e::{Reply, Server, Town};
use serde_json::Value;

/// Drawn numbers that are the same every time (Vigna's splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap()
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const PATHS: [&str; 44] = [
    "/",
    "/api",
    "/conformance",
    "/collections",
    "/collections/",
    "/collections//items",
    "/collections/schools",
    "/collections/schools/items",
    "/collections/schools/items/0101",
    "/collections/schools/items/%00",
    "/collections/schools/items/%FF",
    "/collections/schools/items/a%2Fb",
    "/collections/schools/items/..",
    "/collections/schools/queryables",
    "/collections/sites/items",
    "/collections/context/items",
    "/collections/castles/items",
    "/collections/gaps-by-neighborhood/items",
    "/collections/gaps-by-school/tiles",
    "/collections/gaps-by-school/tiles/WebMercatorQuad",
    "/collections/gaps-by-school/tiles/WebMercatorQuad/tilejson.json",
    "/collections/schools/tiles/WebMercatorQuad/0/0/0",
    "/collections/schools/tiles/WebMercatorQuad/4/99999999999999999999/0",
    "/collections/schools/tiles/WebMercatorQuad/-1/+0/1e3",
    "/collections/schools/tiles/Mars/0/0/0",
    "/tileMatrixSets/WebMercatorQuad",
    "/api/levers",
    "/api/scenarios",
    "/api/district",
    "/api/data",
    "/api/areas/neighborhood/west",
    "/api/areas/planet/%F0%9F%92%A9",
    "/hsds",
    "/hsds/services",
    "/hsds/services/x",
    "/hsds/taxonomy_terms",
    "/hsds/nothing",
    "/profile/..%2f..%2fetc",
    "/schema/service.json",
    "/docs",
    "/problems/none",
    "/nothing",
    "//",
    "/%2e%2e/%2e%2e/etc/passwd",
];

const NAMES: [&str; 24] = [
    "f",
    "limit",
    "token",
    "bbox",
    "bbox-crs",
    "crs",
    "datetime",
    "filter",
    "filter-lang",
    "sortby",
    "properties",
    "count",
    "shape",
    "id",
    "category",
    "wave",
    "area",
    "top",
    "page",
    "per_page",
    "format",
    "postcode",
    "%00",
    "",
];

const VALUES: [&str; 34] = [
    "",
    "0",
    "-1",
    "1",
    "1e309",
    "NaN",
    "-inf",
    "true",
    "null",
    "[]",
    "%7B%7D",
    "%00",
    "%FF",
    "%C3%28",
    "%zz",
    "%",
    "+",
    "%0d%0aX:1",
    "html",
    "csv",
    "geojsonseq",
    "mvt",
    "wide",
    "food",
    "all",
    "9999-12-31",
    "-9999-12-31/..",
    "2026-02-30",
    "180,0,-180,1",
    "-1e308,-1e308,1e308,1e308",
    "0,0,0,0",
    "neighborhood/",
    "-name,name",
    "eyJxIjoiIiwiayI6W10sImkiOiIifQ",
];

const HEADERS: [(&str, &str); 18] = [
    ("Accept", "*/*"),
    ("Accept", ""),
    ("Accept", "text/html"),
    ("Accept", "image/png"),
    ("Accept", "*/*;q=0"),
    ("Accept", ";,;,"),
    ("Accept", "application/json;q=2"),
    ("Accept-Encoding", "identity;q=0"),
    ("Accept-Encoding", "*;q=0"),
    ("Accept-Encoding", "rot13"),
    ("Accept-Language", ";;"),
    ("Authorization", "Bearer"),
    ("Authorization", "Bearer nobody"),
    ("Authorization", "Basic eA=="),
    ("If-None-Match", "\"\"\"\""),
    ("If-None-Match", "*"),
    ("Range", "bytes=5-1"),
    ("X-Forwarded-Host", "a b"),
];

const METHODS: [&str; 8] = [
    "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "GOSSIP",
];

/// Filters that are deep, long or nonsense, percent-encoded.
fn filter(draw: &mut Draw) -> String {
    let n = 1 + draw.below(600);
    match draw.below(8) {
        0 => format!("{}true{}", "(".repeat(n), ")".repeat(n)),
        1 => "(".repeat(n),
        2 => format!("{}true", "NOT%20".repeat(n)),
        3 => format!("name%20LIKE%20'{}'", "%25a".repeat(n)),
        4 => format!("1{}%3E0", "%2B1".repeat(n)),
        5 => "S_INTERSECTS(geometry,POLYGON((0%200,1%201,0%201,1%200,0%200)))".to_owned(),
        6 => "S_INTERSECTS(geometry,POINT(1e400%200))".to_owned(),
        _ => format!("name%3D'{}", "x".repeat(n)),
    }
}

fn address(draw: &mut Draw) -> String {
    let mut address = draw.of(&PATHS).to_owned();
    for place in 0..draw.below(4) {
        let name = draw.of(&NAMES);
        let value = match name {
            "filter" => filter(draw),
            _ => draw.of(&VALUES).to_owned(),
        };
        let joint = if place == 0 { '?' } else { '&' };
        address.push_str(&format!("{joint}{name}={value}"));
    }
    address
}

fn assert_sound(reply: &Reply, asked: &str) {
    assert!(reply.status < 500, "{asked}: {reply:?}");
    let is_page = reply.content_type.starts_with("text/html");
    if reply.status >= 400 && !reply.body.is_empty() && !is_page {
        let problem = reply.problem(reply.status);
        for member in ["type", "title", "detail"] {
            assert!(problem[member].is_string(), "{asked}: {problem}");
        }
    }
    if reply.status == 405 {
        assert!(reply.header("allow").is_some(), "{asked}");
    }
    if reply.status == 200 && reply.content_type.starts_with("application/geo+json") {
        let page: Value = reply.json();
        let Some(features) = page["features"].as_array() else {
            return;
        };
        assert_eq!(page["numberReturned"], features.len(), "{asked}");
        let matched = page["numberMatched"].as_u64();
        assert!(
            matched.is_none_or(|n| n >= features.len() as u64),
            "{asked}"
        );
    }
}

#[test]
fn thousands_of_bad_requests_get_an_answer_each_and_every_refusal_is_a_problem() {
    let town = Town::shared();
    let mut draw = Draw(4);
    for number in 0..3_000 {
        let address = address(&mut draw);
        let method = if draw.below(3) == 0 {
            draw.of(&METHODS)
        } else {
            "GET"
        };
        let headers: Vec<_> = (0..draw.below(3))
            .map(|_| HEADERS[draw.below(HEADERS.len())])
            .collect();
        let asked = format!("{number}: {method} {address} {headers:?}");
        let reply = town.server.request(method, &address, &headers);
        if method == "HEAD" {
            assert!(reply.status < 500 && reply.body.is_empty(), "{asked}");
        } else {
            assert_sound(&reply, &asked);
        }
    }
    assert_eq!(town.server.get("/health").status, 200);
}

#[test]
fn bodies_that_are_deep_long_or_no_json_are_refused_as_problems() {
    let town = Town::shared();
    let deep = "[".repeat(5_000);
    let many = format!("{{\"changes\":{}}}", "[".repeat(3_000));
    let long = "a".repeat(70_000);
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "\u{feff}{}",
        &deep,
        &many,
        &long,
        r#"{"changes":[{"op":"add","site":{"position":[1e400,0],"categories":["food"]}}]}"#,
        r#"{"changes":[null]}"#,
        r#"{"page":99999999999}"#,
        r#"{"search":{"a":1}}"#,
    ] {
        for path in ["/api/scenarios", "/hsds/services"] {
            let reply = town.server.post(path, body, true);
            let asked = format!("{path} {:.60}", body);
            assert_sound(&reply, &asked);
            let is_empty_search = path == "/hsds/services" && body == "{}";
            assert_eq!(
                reply.status >= 400,
                !is_empty_search,
                "{asked}: {}",
                reply.status
            );
        }
    }
}

#[test]
fn an_encoding_that_nothing_can_meet_is_a_problem() {
    let town = Town::shared();
    for path in ["/health", "/api/district", "/hsds/", "/nothing"] {
        for value in ["identity;q=0", "*;q=0"] {
            let reply = town
                .server
                .request("GET", path, &[("Accept-Encoding", value)]);
            let problem = reply.problem(406);
            assert_eq!(problem["type"], "/problems/not-acceptable", "{path}");
        }
    }
}

#[test]
fn a_browser_is_told_what_may_be_asked_instead() {
    let town = Town::shared();
    let headers = [("Accept", "text/html")];
    let reply = town.server.request("DELETE", "/collections", &headers);
    assert_eq!(reply.status, 405);
    assert!(reply.content_type.starts_with("text/html"));
    assert_eq!(reply.header("allow"), Some("GET, HEAD"));
}

/// A file without features is a file, in every format.
#[test]
fn a_file_in_which_nothing_is_has_its_media_type() {
    let town = Town::shared();
    let of = |server: &Server, word: &str| {
        server.get(&format!("/collections/schools/items?f={word}&filter=FALSE"))
    };
    for word in ["csv", "xlsx", "geojsonseq", "fgb", "parquet"] {
        let reply = of(&town.server, word);
        assert_eq!(reply.status, 200, "{word}: {reply:?}");
        assert!(!reply.content_type.is_empty(), "{word}");
    }
    assert_eq!(of(&town.server, "geojsonseq").body, "");
}
