//! Pages for people.

use e2e::Town;
use std::collections::BTreeSet;

/// Addresses on our own server that a page links to.
fn links(body: &str, base: &str) -> BTreeSet<String> {
    let of = |attribute: &str| {
        let parts: Vec<_> = body.split(attribute).skip(1).collect();
        parts
            .into_iter()
            .filter_map(|part| part.split('"').next())
            .map(|address| address.replace("&amp;", "&"))
            .collect::<Vec<_>>()
    };
    let all = of("href=\"").into_iter().chain(of("src=\""));
    all.filter_map(|address| {
        let path = address.strip_prefix(base).unwrap_or(&address);
        let path = path.split('#').next().unwrap_or_default().to_owned();
        (path.starts_with('/') && !path.starts_with("//")).then_some(path)
    })
    .collect()
}

#[test]
fn every_link_of_every_kind_of_page_leads_somewhere() {
    let town = Town::shared();
    let base = town.server.address();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for page in [
        "/?f=html",
        "/docs",
        "/docs/analysts",
        "/problems",
        "/api?f=html",
        "/conformance?f=html",
        "/collections?f=html",
        "/collections/gaps-by-neighborhood?f=html",
        "/collections/sites/queryables?f=html",
        "/collections/gaps-by-neighborhood/items?f=html&category=food&limit=1",
        "/collections/feeder-patterns/items/0301?f=html",
    ] {
        let reply = town.server.get(page);
        assert_eq!(reply.status, 200, "{reply:?}");
        assert!(reply.content_type.starts_with("text/html"), "{reply:?}");
        seen.extend(links(&reply.body, &base));
    }
    for path in seen {
        let status = town.server.get(&path).status;
        assert_eq!(status, 200, "{path}");
    }
}

#[test]
fn a_form_with_empty_fields_is_a_question_without_them() {
    let town = Town::shared();
    let empty = "/collections/gaps-by-neighborhood/items?f=html&category=food&wave=&sortby=&limit=5&filter=";
    let reply = town.server.get(empty);
    assert_eq!(reply.status, 200, "{reply:?}");
    assert!(reply.body.contains("value=\"food\" selected"));
    town.server
        .get("/collections/gaps-by-neighborhood/items?f=json&limit=")
        .problem(400);
}

#[test]
fn a_hidden_number_is_a_dash_and_never_a_zero() {
    let town = Town::shared();
    // 4 families of the west ask for legal help: too few to be shown.
    let page = town
        .server
        .get("/collections/gaps-by-neighborhood/items?f=html&category=legal-help");
    let body = &page.body[page.body.find("<tbody>").unwrap()..page.body.find("</tbody>").unwrap()];
    assert!(body.contains("–"));
    assert!(!body.contains(">0<"), "{body}");
}

#[test]
fn pages_allow_scripts_and_requests_of_our_own_host_only() {
    let town = Town::shared();
    for page in ["/?f=html", "/docs", "/collections/schools/items?f=html"] {
        let body = town.server.get(page).body;
        assert!(
            !body.contains("<script>") && !body.contains("<style") && !body.contains(" style=")
        );
        assert!(!body.contains(" onclick=") && !body.contains("javascript:"));
    }
}

#[test]
fn the_type_of_a_problem_leads_to_its_page() {
    let town = Town::shared();
    let problem = town
        .server
        .get("/collections/schools/items?limt=1")
        .problem(400);
    let kind = problem["type"].as_str().unwrap();
    let page = town.server.get(kind);
    assert_eq!(
        (page.status, page.content_type.as_str()),
        (200, "text/html; charset=utf-8")
    );
    town.server.get("/problems/bad-luck").problem(404);
}
