//! Whatever is asked, the answer is a page or a problem in words.

use super::{Answer, LISTS, client};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

const NAMES: [&str; 16] = [
    "search",
    "page",
    "per_page",
    "format",
    "minimal",
    "full",
    "full_service",
    "modified_after",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "postcode",
    "proximity",
    "top_only",
    "parent_id",
    "colour",
];
const VALUES: [&str; 26] = [
    "",
    "0",
    "1",
    "-1",
    "2",
    "5000",
    "5001",
    "1e9",
    "99999999999999999999",
    "true",
    "false",
    "TRUE",
    "json",
    "ndjson",
    "xml",
    "NaN",
    "inf",
    "2026-09-01",
    "2026-13-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "97477",
    "%00",
    "%ff%fe",
    "a%20b",
    "comida",
    "ac148810-d857-441c-9679-408f346de14b",
];

fn assert_sound(uri: &str, answer: &Answer) {
    match answer.status {
        StatusCode::OK => {}
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => {
            assert_eq!(
                answer.header("content-type"),
                "application/problem+json",
                "{uri}"
            );
            let problem = answer.json();
            assert_eq!(problem["status"], answer.status.as_u16(), "{uri}");
            assert!(!problem["detail"].as_str().unwrap().is_empty(), "{uri}");
        }
        other => panic!("{uri}: {other}"),
    }
}

fn pair() -> impl Strategy<Value = String> {
    let known = (
        prop::sample::select(&NAMES[..]),
        prop::sample::select(&VALUES[..]),
    );
    prop_oneof![
        8 => known.prop_map(|(name, value)| format!("{name}={value}")),
        1 => "[a-z_]{1,8}=[a-zA-Z0-9%+.:_-]{0,12}",
        1 => "[!$'()*,;:@/?a-z0-9=%]{0,16}",
    ]
}

#[actix_web::test]
async fn thousands_of_requests_have_no_answer_but_a_page_or_a_problem() {
    let client = client().await;
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let queries = prop::collection::vec(pair(), 0..5).prop_map(|pairs| pairs.join("&"));
    let paths = prop_oneof![
        4 => prop::sample::select(&LISTS[..]).prop_map(str::to_owned),
        1 => (prop::sample::select(&LISTS[..]), "[a-zA-Z0-9%._-]{1,12}").prop_map(|(list, id)| format!("{list}/{id}")),
        1 => "[a-z_/.]{0,12}",
    ];
    let requests = (paths, queries);
    for _ in 0..4_000 {
        let (path, query) = requests.new_tree(&mut runner).unwrap().current();
        let uri = format!("/hsds/{path}?{query}");
        if uri.parse::<actix_web::http::Uri>().is_err() {
            continue;
        }
        assert_sound(&uri, &client.get(&uri).await);
        let post = TestRequest::post().uri(&format!("/hsds/{}", LISTS[query.len() % 5]));
        let post = post.insert_header(("content-type", "application/x-www-form-urlencoded"));
        assert_sound(&query, &client.send(post.set_payload(query.clone())).await);
    }
}

#[actix_web::test]
async fn a_problem_names_what_is_allowed() {
    let client = client().await;
    for (uri, words) in [
        ("/hsds/services?colour=red", "modified_after"),
        ("/hsds/taxonomies?full=true", "per_page"),
        ("/hsds/services/x?page=1", "none"),
        ("/hsds/?page=1", "none"),
        ("/hsds/services?page=0", "from 1 to"),
        ("/hsds/services?per_page=5001", "from 1 to 5000"),
        ("/hsds/services?page=1&page=2", "twice"),
        ("/hsds/services?full=yes", "true or false"),
        ("/hsds/services?format=xml", "json or ndjson"),
        ("/hsds/services?taxonomy_id=17", "UUID"),
        ("/hsds/services?modified_after=yesterday", "2026-09-01"),
        (
            "/hsds/service_at_locations?postcode=97477&proximity=-1",
            "metres",
        ),
        ("/hsds/service_at_locations?postcode=", "postal code"),
    ] {
        let answer = client.get(uri).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{uri}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(words), "{uri}: {detail}");
    }
    let nothing = client.get("/hsds/persons").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert!(nothing.text.contains("service_at_locations"));
}
