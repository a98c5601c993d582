//! What each parameter does.

use super::{CHANGED, client};
use actix_web::http::StatusCode;

#[actix_web::test]
async fn a_search_folds_case_and_accents_and_wants_every_word() {
    let client = client().await;
    for words in [
        "comida",
        "NINOS",
        "ni%C3%B1os",
        "n%C3%8D%C3%91os+comida",
        "arbol",
        "meals+alimentos",
    ] {
        let names = client
            .names(&format!("/hsds/services?search={words}"))
            .await;
        assert_eq!(names, ["Comida para niños"], "{words}");
    }
    assert_eq!(
        client
            .names("/hsds/services?search=comida+homework")
            .await
            .len(),
        0
    );
    assert_eq!(client.names("/hsds/services?search=").await.len(), 50);
    assert_eq!(
        client
            .contents("/hsds/service_at_locations?search=annex")
            .await
            .len(),
        2
    );
    assert_eq!(
        client
            .contents("/hsds/service_at_locations?search=main+97477")
            .await
            .len(),
        1
    );
    assert_eq!(
        client
            .names("/hsds/taxonomy_terms?search=tutor%C3%ADa")
            .await,
        ["Tutoring and homework help"]
    );
    assert_eq!(
        client.names("/hsds/organizations?search=library").await,
        ["Oak Library"]
    );
}

#[actix_web::test]
async fn terms_are_found_with_those_below_them() {
    let client = client().await;
    let terms = client.contents("/hsds/taxonomy_terms?per_page=100").await;
    let id = |code: &str| {
        let term = terms.iter().find(|term| term["code"] == code).unwrap();
        term["id"].as_str().unwrap().to_owned()
    };
    for (code, n_services) in [
        ("food", 1),
        ("basic-needs", 1),
        ("learning", 1),
        ("1102", 1),
        ("1310", 0),
        ("legal-help", 0),
    ] {
        let uri = format!("/hsds/services?taxonomy_term_id={}", id(code));
        assert_eq!(client.contents(&uri).await.len(), n_services, "{code}");
    }
    let uri = format!(
        "/hsds/organizations?taxonomy_term_id={}",
        id("tutoring").to_uppercase()
    );
    assert_eq!(client.names(&uri).await, ["Oak Library"]);
    let below = client
        .names(&format!("/hsds/taxonomy_terms?parent_id={}", id("health")))
        .await;
    assert_eq!(below.len(), 3);
    let top = client
        .contents("/hsds/taxonomy_terms?top_only=true&per_page=100")
        .await;
    assert!(top.iter().all(|term| term.get("parent_id").is_none()));
    let taxonomies = client.contents("/hsds/taxonomies").await;
    let n_terms = |taxonomy: &serde_json::Value| {
        let id = taxonomy["id"].as_str().unwrap().to_owned();
        let uri = format!("/hsds/taxonomy_terms?per_page=100&taxonomy_id={id}");
        (uri, format!("/hsds/services?taxonomy_id={id}"))
    };
    let mut n_all = 0;
    for taxonomy in &taxonomies {
        let (terms, services) = n_terms(taxonomy);
        n_all += client.contents(&terms).await.len();
        assert!(!client.contents(&services).await.is_empty());
    }
    assert_eq!(n_all, terms.len());
    let unknown = "/hsds/services?taxonomy_id=00000000-0000-4000-8000-000000000000";
    assert_eq!(client.contents(unknown).await.len(), 0);
}

#[actix_web::test]
async fn an_organizations_offers_are_found_by_its_id() {
    let client = client().await;
    let organization = client.contents("/hsds/organizations?search=library").await[0].clone();
    let id = organization["id"].as_str().unwrap();
    let services = client
        .get(&format!("/hsds/services?organization_id={id}"))
        .await
        .json();
    assert_eq!(services["total_items"], 61);
    let sites = client
        .contents(&format!("/hsds/service_at_locations?organization_id={id}"))
        .await;
    assert_eq!(sites.len(), 1);
    let by_itself = client
        .get(&format!("/hsds/organizations/{id}"))
        .await
        .json();
    assert_eq!(by_itself["services"].as_array().unwrap().len(), 61);
    assert!(by_itself["services"][0].get("attributes").is_none());
    let full = client
        .get(&format!("/hsds/organizations/{id}?full_service=true"))
        .await
        .json();
    assert!(
        full["services"]
            .as_array()
            .unwrap()
            .iter()
            .any(|s| s.get("attributes").is_some())
    );
}

#[actix_web::test]
async fn what_changed_since_a_moment_is_found_from_that_moment_on() {
    let client = client().await;
    for (after, n_services, n_sites) in [
        ("2026-09-01T08:00:00Z", 62, 3),
        ("2026-09-01", 62, 3),
        ("2026-09-01T08:00:01Z", 1, 1),
        (CHANGED, 1, 1),
        ("2026-10-01T10:00:00%2B02:00", 1, 1),
        ("2026-10-01T08:00:01Z", 0, 0),
    ] {
        let n = |list: &str| format!("/hsds/{list}?modified_after={after}");
        let services = client.get(&n("services")).await.json();
        assert_eq!(services["total_items"], n_services, "{after}");
        let sites = client.get(&n("service_at_locations")).await.json();
        assert_eq!(sites["total_items"], n_sites, "{after}");
    }
    let minimal = client
        .get(&format!(
            "/hsds/services?minimal=true&modified_after={CHANGED}"
        ))
        .await
        .json();
    assert_eq!(minimal["contents"][0]["modified_date"], CHANGED);
    assert_eq!(
        client.get("/hsds/services?minimal=true").await.json()["size"],
        62
    );
}

#[actix_web::test]
async fn a_postal_code_is_measured_from_the_middle_of_its_public_places() {
    let client = client().await;
    // The two places are 1,406 m apart, so each is 703 m from the middle, by the geodesic of WGS 84.
    for (query, n_sites) in [
        ("postcode=97477", 3),
        ("postcode=97477-1290", 3),
        ("postcode=97477&proximity=702", 0),
        ("postcode=97477&proximity=705", 3),
        ("postcode=97477&proximity=1e3", 3),
    ] {
        let answer = client
            .get(&format!("/hsds/service_at_locations?{query}"))
            .await;
        assert_eq!(answer.contents().len(), n_sites, "{query}");
    }
    for query in ["postcode=12345", "proximity=100"] {
        let answer = client
            .get(&format!("/hsds/service_at_locations?{query}"))
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
        assert!(
            answer.json()["detail"].as_str().unwrap().contains("center"),
            "{query}"
        );
    }
}

#[actix_web::test]
async fn a_post_is_the_search_that_a_get_is() {
    let client = client().await;
    let expected = client
        .get("/hsds/services?search=meeting&per_page=3&page=2&full=true")
        .await
        .text;
    let json = r#"{"search":"meeting","per_page":3,"page":2.0,"full":true}"#;
    assert_eq!(
        client
            .post("/hsds/services", "application/json", json)
            .await
            .text,
        expected
    );
    let form = "search=meeting&per_page=3&page=2&full=true";
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    assert_eq!(
        client.post("/hsds/services", kind, form).await.text,
        expected
    );
    let both = client
        .post(
            "/hsds/services?search=meeting&full=true",
            "application/json",
            r#"{"per_page":3,"page":2}"#,
        )
        .await;
    assert_eq!(both.text, expected);
    for (kind, body, pointer) in [
        ("application/json", "[]", ""),
        ("application/json", "{", ""),
        ("application/json", r#"{"page":"2"}"#, "/page"),
        ("application/json", r#"{"full":"true"}"#, "/full"),
        ("text/plain", "search=x", ""),
    ] {
        let answer = client.post("/hsds/services", kind, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
    let twice = client
        .post("/hsds/services?page=1", "application/json", r#"{"page":1}"#)
        .await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    let large = client
        .post("/hsds/services", "application/json", " ".repeat(70_000))
        .await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}
