//! What cannot be answered is a problem document that says what would be right.

use e2e::Town;

#[test]
fn an_unknown_parameter_is_a_400_that_names_it() {
    let town = Town::shared();
    for path in [
        "/collections/schools/items?color=red",
        "/collections/schools/items?category=food",
        "/collections/gaps-by-neighborhood/items?resulttype=hits",
    ] {
        let problem = town.server.get(path).problem(400).to_string();
        let name = path.split(['?', '=']).nth(1).unwrap();
        assert!(problem.contains(name), "no {name} in {problem}");
    }
}

#[test]
fn an_unknown_value_is_a_400_that_names_what_is_allowed() {
    let town = Town::shared();
    for (path, allowed) in [
        (
            "/collections/gaps-by-neighborhood/items?category=castles",
            "food",
        ),
        (
            "/collections/gaps-by-neighborhood/items?wave=1999",
            "2026-fall",
        ),
        (
            "/collections/gaps-by-attendance-zone/items?level=university",
            "elementary",
        ),
        ("/collections/sites/items?category=castles", "food"),
    ] {
        let problem = town.server.get(path).problem(400).to_string();
        assert!(problem.contains(allowed), "no {allowed} in {problem}");
    }
}

#[test]
fn a_box_that_is_none_is_a_400() {
    let town = Town::shared();
    for bbox in [
        "",
        "1,2,3",
        "a,b,c,d",
        "1,2,3,4,5",
        "0,10,1,-10",
        "-300,0,0,1",
        "nan,0,1,1",
    ] {
        let path = format!("/collections/schools/items?bbox={bbox}");
        let problem = town.server.get(&path).problem(400);
        assert!(problem.to_string().contains("bbox"), "{problem}");
    }
}

#[test]
fn what_is_not_there_is_a_404() {
    let town = Town::shared();
    for path in [
        "/collections/castles/items",
        "/api/areas/neighborhood/nowhere?category=food",
        "/api/areas/castle/west?category=food",
        "/api/no-such-thing",
        "/collections/schools/items/more",
    ] {
        town.server.get(path).problem(404);
    }
}
