//! Pages, single objects, entity tags.

use super::{LISTS, SECRETS, client};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use std::collections::BTreeSet;

#[actix_web::test]
async fn the_api_says_what_it_is() {
    let client = client().await;
    for path in ["/hsds", "/hsds/"] {
        let answer = client.get(path).await.json();
        assert_eq!(answer["version"], "3.1");
        assert_eq!(answer["publisher"]["name"], "Sample District");
        for address in ["profile", "openapi_url"] {
            let uri = answer[address].as_str().unwrap();
            let path = uri.strip_prefix("http://localhost:8080").unwrap();
            assert_eq!(client.get(path).await.status, StatusCode::OK, "{uri}");
        }
    }
}

#[actix_web::test]
async fn pages_joined_are_the_whole_list_in_one_order() {
    let client = client().await;
    for list in LISTS {
        let lines = client
            .get(&format!("/hsds/{list}?format=ndjson"))
            .await
            .text;
        let all: Vec<serde_json::Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for per_page in [1, 7, 5000] {
            let mut joined = Vec::new();
            let mut page = 1;
            loop {
                let answer = client
                    .get(&format!("/hsds/{list}?per_page={per_page}&page={page}"))
                    .await
                    .json();
                assert_eq!(answer["total_items"], all.len());
                assert_eq!(answer["total_pages"], all.len().div_ceil(per_page));
                assert_eq!(answer["page_number"], page);
                assert_eq!(answer["first_page"], page == 1);
                let contents = answer["contents"].as_array().unwrap();
                assert_eq!(answer["size"], contents.len());
                joined.extend(contents.clone());
                if answer["last_page"] == true {
                    break;
                }
                page += 1;
            }
            assert_eq!(joined, all, "{list} by {per_page}");
        }
    }
}

#[actix_web::test]
async fn a_page_after_the_last_and_a_search_without_results_are_empty() {
    let client = client().await;
    for uri in [
        "/hsds/services?page=999999999&per_page=5000",
        "/hsds/services?search=nothing+like+this",
    ] {
        let answer = client.get(uri).await.json();
        assert_eq!(
            (&answer["empty"], &answer["last_page"]),
            (&true.into(), &true.into())
        );
        assert_eq!(answer["size"], 0);
    }
    let answer = client
        .get("/hsds/services?search=nothing+like+this")
        .await
        .json();
    assert_eq!(answer["total_pages"], 0);
    assert_eq!(answer["first_page"], true);
}

#[actix_web::test]
async fn every_id_of_a_list_can_be_asked_for_by_itself() {
    let client = client().await;
    for list in LISTS {
        let mut ids = BTreeSet::new();
        for object in client
            .contents(&format!("/hsds/{list}?per_page=5000"))
            .await
        {
            let id = object["id"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{list} has {id} twice");
            let answer = client.get(&format!("/hsds/{list}/{id}")).await;
            assert_eq!(answer.json()["id"], id);
            let loud = client
                .get(&format!("/hsds/{list}/{}", id.to_uppercase()))
                .await;
            assert_eq!(loud.text, answer.text);
        }
        for id in [
            "x",
            "00000000-0000-4000-8000-000000000000",
            "%00",
            "%ff",
            "a%2Fb",
            "a/b",
        ] {
            let answer = client.get(&format!("/hsds/{list}/{id}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{list}/{id}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
    }
}

#[actix_web::test]
async fn nothing_leads_to_a_confidential_place() {
    let client = client().await;
    let mut uris: Vec<String> = LISTS
        .iter()
        .map(|list| format!("/hsds/{list}?per_page=5000"))
        .collect();
    uris.push("/hsds/services?full=true&per_page=5000".to_owned());
    uris.push("/hsds/services?minimal=true".to_owned());
    uris.push("/hsds/services?format=ndjson&full=true".to_owned());
    uris.push("/hsds/organizations?full=true&full_service=true".to_owned());
    uris.push("/hsds/service_at_locations?full=true&format=ndjson".to_owned());
    uris.push("/hsds/service_at_locations?postcode=97477&proximity=20000000&full=true".to_owned());
    for uri in uris {
        let answer = client.get(&uri).await;
        for secret in SECRETS {
            assert!(!answer.text.contains(secret), "{uri} tells {secret}");
        }
    }
    let n = |uri: &'static str| async { client_total(uri).await };
    assert_eq!(n("/hsds/organizations").await, 2);
    assert_eq!(n("/hsds/services").await, 62);
    assert_eq!(n("/hsds/service_at_locations").await, 3);
    assert_eq!(n("/hsds/services?search=haven").await, 0);
    let unknown = client
        .get("/hsds/service_at_locations?postcode=99999")
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

async fn client_total(uri: &str) -> u64 {
    client().await.get(uri).await.json()["total_items"]
        .as_u64()
        .unwrap()
}

#[actix_web::test]
async fn what_the_client_has_is_not_sent_again() {
    let client = client().await;
    for uri in [
        "/hsds/",
        "/hsds/services",
        "/hsds/openapi.json",
        "/profile",
        "/schema/service.json",
    ] {
        let first = client.get(uri).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{uri}: {tag:?}");
        let again = TestRequest::with_uri(uri).insert_header(("if-none-match", tag.as_str()));
        let again = client.send(again).await;
        assert_eq!(
            (again.status, again.text.as_str()),
            (StatusCode::NOT_MODIFIED, "")
        );
        assert_eq!(again.header("etag"), tag);
        let other = TestRequest::with_uri(uri).insert_header(("if-none-match", "W/\"0\""));
        assert_eq!(client.send(other).await.status, StatusCode::OK);
        let head = client
            .send(TestRequest::with_uri(uri).method(Method::HEAD))
            .await;
        assert_eq!(head.status, StatusCode::OK);
        assert_eq!(head.header("etag"), tag);
    }
}

#[actix_web::test]
async fn other_methods_are_refused_with_those_allowed() {
    let client = client().await;
    for (uri, allowed) in [
        ("/hsds/", "GET, HEAD"),
        ("/hsds/services", "GET, HEAD, POST"),
        ("/hsds/services/x", "GET, HEAD"),
        ("/profile/service.json", "GET, HEAD"),
    ] {
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
            let answer = client.send(TestRequest::with_uri(uri).method(method)).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.header("allow"), allowed);
        }
    }
}

#[actix_web::test]
async fn many_lines_are_written_while_they_are_sent_and_the_client_that_has_them_is_told() {
    let client = client().await;
    let address = "/hsds/taxonomy_terms?format=ndjson";
    let all = client.get(address).await;
    let page = client.get("/hsds/taxonomy_terms?per_page=5000").await;
    let n_terms = page.json()["total_items"].as_u64().unwrap();
    assert!(n_terms > 40, "{n_terms} are sent at once");
    assert_eq!(all.text.lines().count() as u64, n_terms);
    assert!(all.text.ends_with("}\n"));
    let first = client
        .get("/hsds/taxonomy_terms?format=ndjson&per_page=40")
        .await;
    let rest = client
        .get("/hsds/taxonomy_terms?format=ndjson&per_page=40&page=2")
        .await;
    assert!(all.text.starts_with(&first.text));
    assert!(all.text[first.text.len()..].starts_with(&rest.text));
    let posted = client
        .post(
            "/hsds/taxonomy_terms",
            "application/json",
            r#"{"format":"ndjson"}"#,
        )
        .await;
    assert_eq!(posted.text, all.text);
    let again = TestRequest::get()
        .uri(address)
        .insert_header(("If-None-Match", all.header("etag")));
    assert_eq!(client.send(again).await.status, StatusCode::NOT_MODIFIED);
}
