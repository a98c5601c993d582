//! `/collections` and one of them.

use super::contents::Contents;
use super::crs::Crs;
use super::html::language::Language;
use super::link::{Link, base_of, links_to_self, rel};
use super::media_type::{HTML, JSON, PAGE, Representation, SCHEMA, negotiate};
use super::parameters::Parameters;
use super::registry::{COLLECTIONS, Collection};
use super::{extent, html, items, tiles};
use crate::Audience;
use crate::Settings;
use crate::body::Body;
use crate::live::Snapshot;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

pub(crate) const REPRESENTATIONS: [Representation; 2] = [Representation::json(JSON), PAGE];

/// How times are counted in extents.
const GREGORIAN: &str = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

pub(super) async fn list_collections(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    items::served(&request, &settings, audience, |snapshot| {
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &REPRESENTATIONS)?;
        let base = base_of(&request);
        let links = links_to_self(
            &format!("{base}/collections"),
            given.pairs(),
            representation,
            &REPRESENTATIONS,
        );
        let described = COLLECTIONS
            .iter()
            .map(|collection| describe(&base, snapshot, collection, None));
        let described: Vec<_> = described.collect();
        Ok(match representation.word {
            "html" => Body::new(
                HTML,
                html::collections(Language::of(&request), &COLLECTIONS, &links),
            ),
            _ => {
                let crs = Crs::ALL.map(Crs::uri);
                Body::new(
                    JSON,
                    json!({ "links": links, "crs": crs, "collections": described }).to_string(),
                )
            }
        })
    })
}

pub(super) async fn get_collection(
    request: HttpRequest,
    name: web::Path<String>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    items::served(&request, &settings, audience, |snapshot| {
        let collection = Collection::find(&name)?;
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &REPRESENTATIONS)?;
        let base = base_of(&request);
        let described = describe(&base, snapshot, collection, Some((&given, representation)));
        Ok(match representation.word {
            "html" => {
                let contents = items::contents_of(snapshot, collection, false, Audience::Public);
                let links = links_of(&base, collection, Some((&given, representation)));
                Body::new(
                    HTML,
                    html::collection(Language::of(&request), collection, &contents, &links),
                )
            }
            _ => Body::new(JSON, described.to_string()),
        })
    })
}

/// A collection's entry, the same in the list and alone but for the links to itself.
fn describe(
    base: &str,
    snapshot: &Snapshot,
    collection: &'static Collection,
    alone: Option<(&Parameters, Representation)>,
) -> Value {
    let contents = items::contents_of(snapshot, collection, false, Audience::Public);
    let mut described = json!({
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "links": links_of(base, collection, alone),
        "itemType": "feature",
        "crs": Crs::ALL.map(Crs::uri),
        "storageCrs": Crs::default().uri(),
    });
    let extent = extent(&contents);
    if extent != json!({}) {
        described["extent"] = extent;
    }
    described
}

fn links_of(
    base: &str,
    collection: &Collection,
    alone: Option<(&Parameters, Representation)>,
) -> Vec<Link> {
    let of = format!("{base}/collections/{}", collection.id);
    let mut links = match alone {
        Some((given, this)) => links_to_self(&of, given.pairs(), this, &REPRESENTATIONS),
        None => Vec::new(),
    };
    if alone.is_none() {
        links.push(Link::new(
            of.clone(),
            rel::COLLECTION,
            JSON,
            collection.title,
        ));
    }
    for representation in items::REPRESENTATIONS {
        let href = format!("{of}/items?f={}", representation.word);
        links.push(Link::new(
            href,
            rel::ITEMS,
            representation.media_type,
            format!("the features as {}", representation.title),
        ));
    }
    links.push(Link::new(
        format!("{of}/schema"),
        rel::SCHEMA,
        SCHEMA,
        "the columns",
    ));
    links.push(Link::new(
        format!("{of}/queryables"),
        rel::QUERYABLES,
        SCHEMA,
        "what can be filtered by",
    ));
    links.push(Link::new(
        format!("{of}/tiles"),
        tiles::TILESETS,
        JSON,
        "the features as vector tiles",
    ));
    links.push(Link::new(
        format!("{of}/sortables"),
        rel::SORTABLES,
        SCHEMA,
        "what can be sorted by",
    ));
    links
}

/// Where and when the features are.
fn extent(contents: &Contents) -> Value {
    let mut extent = json!({});
    if let Some(bbox) = extent::around(contents.features()) {
        extent["spatial"] = json!({ "bbox": [bbox], "crs": Crs::default().uri() });
    }
    if let Some(span) = contents.span() {
        let end = |moment: Option<jiff::Timestamp>| moment.map(|moment| moment.to_string());
        extent["temporal"] =
            json!({ "interval": [[end(span.from), end(span.to)]], "trs": GREGORIAN });
    }
    extent
}
