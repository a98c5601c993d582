//! The routes, asked as a client asks them.

mod answers;
mod bad_requests;
mod schemas;
mod searches;

use crate::live::{Live, Snapshot};
use crate::{Basemaps, Settings};
use actix_web::body::{BoxBody, to_bytes};
use actix_web::dev::ServiceResponse;
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::{App, test, web};
use model::record::{District, Record, RecordKind};
use serde_json::{Value, json};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use store::{Batch, Store};

/// A day on which the directory was loaded, and one on which a service and a location changed.
const LOADED: &str = "2026-09-01T08:00:00.123456Z";
const CHANGED: &str = "2026-10-01T08:00:00Z";
/// A place that nobody may learn of, and every word that would give it away.
const SECRETS: [&str; 5] = ["hidden", "99999", "38.95", "Secret Haven", "safe-line"];

fn record(json: Value) -> Record {
    serde_json::from_value(json).unwrap()
}

fn offer(more: Value) -> Value {
    let mut offer = json!({ "hours": null, "languages": [], "cost": null, "capacity": null });
    for (name, value) in more.as_object().unwrap() {
        offer[name] = value.clone();
    }
    offer
}

fn organization(id: &str, name: &str, url: Value) -> Record {
    record(
        json!({ "kind": "organization", "body": { "id": id, "name": name, "description": null, "url": url } }),
    )
}

fn service(id: &str, organization: &str, name: &str, more: Value) -> Record {
    let mut body = json!({
        "id": id, "organization_id": organization, "name": name, "description": null, "url": null, "status": "active",
        "categories": [], "minimum_age": null, "maximum_age": null, "eligibility_description": null, "service_area": null,
        "offer": offer(json!({})), "hours_text": null, "has_interpreter": false, "last_verified": null, "phone": null,
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    record(json!({ "kind": "service", "body": body }))
}

fn location(id: &str, name: &str, address: &str, position: Value, is_confidential: bool) -> Record {
    record(json!({ "kind": "location", "body": {
        "id": id, "location_type": "physical", "name": name, "address": address, "position": position,
        "accessibility": ["ramp"], "is_confidential": is_confidential } }))
}

fn site(id: &str, service: &str, location: &str, more: Value) -> Record {
    record(json!({ "kind": "service-at-location", "body": {
        "id": id, "service_id": service, "location_id": location, "offer": offer(more) } }))
}

/// A small directory with one of everything.
fn records() -> Vec<Record> {
    let square = json!([[[
        [-77.1, 38.8],
        [-77.0, 38.8],
        [-77.0, 38.9],
        [-77.1, 38.9],
        [-77.1, 38.8]
    ]]]);
    let mut records = vec![
        organization("o1", "Árbol Community Center", json!("www.arbol.example")),
        organization("o2", "Oak Library", json!("https://oak.example/a")),
        organization("o3", "Hidden Shelter Trust", json!("http://hidden.example")),
        service(
            "s1",
            "o1",
            "Comida para niños",
            json!({
            "categories": ["food"], "description": "Warm meals", "phone": "555-0100", "minimum_age": 3_500_000,
            "maximum_age": 18_000_000, "has_interpreter": true, "last_verified": "2026-03-31", "service_area": square,
            "eligibility_description": "Everybody",
            "offer": offer(json!({ "hours": "mon-fri 09:00-17:00", "languages": ["en", "es"], "cost": 0, "capacity": 12_500_000 })) }),
        ),
        service(
            "s2",
            "o2",
            "Homework help",
            json!({ "categories": ["tutoring", "mental-health"], "hours_text": "after class", "status": "temporarily-closed" }),
        ),
        service(
            "s3",
            "o3",
            "Secret Haven",
            json!({ "categories": ["housing"], "phone": "safe-line" }),
        ),
        location(
            "l1",
            "Main House",
            "1 Main Street, Springfield, OR 97477",
            json!([-77.05, 38.85]).clone(),
            false,
        ),
        location(
            "l2",
            "Annex",
            "2 Side Street, Springfield, OR 97477-1290",
            json!([-77.04, 38.86]),
            false,
        ),
        location(
            "l3",
            "hidden house",
            "3 hidden Road, Springfield, OR 99999",
            json!([-77.055, 38.95]),
            true,
        ),
        site("a1", "s1", "l1", json!({})),
        site(
            "a2",
            "s1",
            "l2",
            json!({ "hours": "sat 22:00-02:00", "languages": ["am"], "cost": 5_000_000, "capacity": 3_000_000 }),
        ),
        site("a3", "s2", "l2", json!({ "languages": ["am", "fr"] })),
        site("a4", "s3", "l3", json!({})),
        site("a5", "s2", "l3", json!({})),
    ];
    // More services than fit on a page.
    records.extend((0..60).map(|n| {
        service(
            &format!("m{n:02}"),
            "o2",
            &format!("Meeting {n:02}"),
            json!({}),
        )
    }));
    records
}

/// The settings of a server of the small directory.
fn settings() -> Settings {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("district.sqlite")).unwrap();
    let district = District {
        name: "Sample District".to_owned(),
        time_zone: "America/New_York".to_owned(),
    };
    store.set_district(&district, LOADED).unwrap();
    let mut batch = Batch {
        at: LOADED.to_owned(),
        source: "city".to_owned(),
        kinds: vec![
            RecordKind::Organization,
            RecordKind::Service,
            RecordKind::Location,
            RecordKind::ServiceAtLocation,
        ],
        records: records(),
        ..Batch::default()
    };
    store.apply(&batch).unwrap();
    for record in &mut batch.records {
        match record {
            Record::Service(service) if service.id.as_str() == "m07" => {
                service.phone = Some("555-0199".to_owned())
            }
            Record::Location(location) if location.id.as_str() == "l1" => {
                location.name = Some("Main Hall".to_owned())
            }
            _ => {}
        }
    }
    batch.at = CHANGED.to_owned();
    store.apply(&batch).unwrap();
    let snapshot = Snapshot::read(&store).unwrap();
    Settings {
        live: Arc::new(Live::new(snapshot)),
        staff_token: None,
        page: &[],
        basemaps: Basemaps::default(),
        n_workers: 1,
    }
}

/// An answer.
struct Answer {
    status: StatusCode,
    headers: actix_web::http::header::HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|cause| panic!("{cause}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    fn contents(&self) -> Vec<Value> {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.json()["contents"].as_array().unwrap().clone()
    }
}

type Reply = Pin<Box<dyn Future<Output = ServiceResponse<BoxBody>>>>;

/// A server to ask.
struct Client {
    ask: Box<dyn Fn(TestRequest) -> Reply>,
}

async fn client() -> Client {
    let app = App::new()
        .app_data(web::Data::new(settings()))
        .configure(super::routes)
        .configure(crate::page::routes);
    let app = Rc::new(test::init_service(app).await);
    let ask = move |request: TestRequest| -> Reply {
        let app = Rc::clone(&app);
        let answer = async move { test::call_service(&*app, request.to_request()).await };
        Box::pin(async { answer.await.map_into_boxed_body() })
    };
    Client { ask: Box::new(ask) }
}

impl Client {
    async fn send(&self, request: TestRequest) -> Answer {
        let reply = (self.ask)(request).await;
        let (status, headers) = (reply.status(), reply.headers().clone());
        let bytes = to_bytes(reply.into_body()).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer {
            status,
            headers,
            text,
        }
    }

    async fn get(&self, uri: &str) -> Answer {
        self.send(TestRequest::with_uri(uri)).await
    }

    async fn contents(&self, uri: &str) -> Vec<Value> {
        self.get(uri).await.contents()
    }

    async fn names(&self, uri: &str) -> Vec<String> {
        let contents = self.contents(uri).await;
        contents
            .iter()
            .map(|object| object["name"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    async fn post(&self, uri: &str, kind: &str, body: impl Into<String>) -> Answer {
        let request = TestRequest::with_uri(uri).method(Method::POST);
        self.send(
            request
                .insert_header(("content-type", kind))
                .set_payload(body.into()),
        )
        .await
    }
}

const LISTS: [&str; 5] = [
    "services",
    "service_at_locations",
    "organizations",
    "taxonomies",
    "taxonomy_terms",
];
