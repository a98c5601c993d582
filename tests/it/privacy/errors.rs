//! Error texts: no internals, no data.

use e2e::Town;

const INTERNALS: [&str; 9] = [
    "sqlite",
    "SELECT",
    ".rs:",
    "panicked",
    "unwrap",
    "src/",
    "/tmp",
    "Error {",
    "backtrace",
];

#[test]
fn errors_show_nothing_of_the_inside() {
    let town = Town::shared();
    let data = town.data.data();
    for path in [
        "/collections/schools/items?bbox=%00",
        "/collections/schools/items?bbox=1,2,3,4'%20OR%201=1--",
        "/collections/..%2f..%2fetc%2fpasswd/items",
        "/../../etc/passwd",
        "/collections/gaps-by-neighborhood/items?category=%F0%9F%92%A5",
        "/collections/gaps-by-neighborhood/items?wave=%27;DROP%20TABLE%20record",
        "/api/areas/neighborhood/%3Cscript%3E?category=food",
        "/api/areas/neighborhood/west?category=",
        "/collections/%FF/items",
    ] {
        let reply = town.server.get(path);
        assert!((400..500).contains(&reply.status), "{reply:?}");
        reply.problem(reply.status);
        for word in INTERNALS {
            assert!(!reply.body.contains(word), "{word} in {reply:?}");
        }
        assert!(!reply.body.contains(data.to_str().unwrap()), "{reply:?}");
    }
    let log = town.server.log();
    assert!(!log.contains("panicked"), "{log}");
}

#[test]
fn a_confidential_area_or_site_is_as_unknown_as_one_that_never_was() {
    let town = Town::shared();
    let strip = |reply: e2e::Reply, id: &str| {
        let problem = reply.problem(404);
        problem.to_string().replace(id, "…")
    };
    for (real, made_up) in [("x3", "x9"), ("l3", "l9"), ("a3", "a9")] {
        let path = |id: &str| format!("/api/areas/neighborhood/{id}?category=food");
        assert_eq!(
            strip(town.server.get(&path(real)), real),
            strip(town.server.get(&path(made_up)), made_up)
        );
    }
}
