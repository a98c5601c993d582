//! Features: `/collections/{collection}/items` and one of them.

use super::contents::{Contents, ContentsKey};
use super::crs::Crs;
use super::html::language::Language;
use super::link::{self, Link, address_with, base_of, links_to_self, rel, segment};
use super::media_type::{self, GEOJSON, PAGE, Representation, negotiate};
use super::parameters::Parameters;
use super::query::{DEFAULT_LIMIT, ItemsQuery, Page, parameters_of};
use super::registry::{Collection, Kind};
use super::{download, html, write};
use crate::body::Body;
use crate::live::Snapshot;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::http::header::{ACCEPT, CONTENT_DISPOSITION, HeaderName, LINK};
use actix_web::{HttpRequest, HttpResponse, web};
use formats::export;
use std::sync::Arc;

/// What a page of features can be, the default first.
pub(crate) const REPRESENTATIONS: [Representation; 7] = [
    Representation {
        word: "json",
        media_type: GEOJSON,
        title: "GeoJSON",
    },
    PAGE,
    download(export::Format::Csv),
    download(export::Format::Xlsx),
    download(export::Format::GeoJsonSeq),
    download(export::Format::FlatGeobuf),
    download(export::Format::GeoParquet),
];

const fn download(format: export::Format) -> Representation {
    Representation {
        word: format.word(),
        media_type: format.media_type(),
        title: format.title(),
    }
}

/// Public replies are asked for again before they are used, and are then mostly the same.
pub(crate) const REVALIDATE: &str = "no-cache";
/// Raw figures stay nowhere.
pub(crate) const PRIVATE: &str = "private, no-store";

/// The contents of a collection in a snapshot.
pub(crate) fn contents_of(
    snapshot: &Snapshot,
    collection: &'static Collection,
    is_wide: bool,
    audience: Audience,
) -> Arc<Contents> {
    let audience = if matches!(collection.kind, Kind::Gaps(_)) {
        audience
    } else {
        Audience::Public
    };
    let key = ContentsKey::new(
        collection.id,
        is_wide,
        audience,
        snapshot.atlas.is_coordinated(),
    );
    snapshot
        .served
        .contents(&key, || collection.make(&snapshot.atlas, is_wide, audience))
}

/// The reply to a request that was made before, or a new one, which is kept when it is for the public.
pub(crate) fn served(
    request: &HttpRequest,
    settings: &Settings,
    audience: Audience,
    make: impl FnOnce(&Snapshot) -> Result<Body, Problem>,
) -> Result<HttpResponse, Problem> {
    let snapshot = settings.live.snapshot();
    if audience == Audience::Staff {
        return Ok(make(&snapshot)?.reply(request, PRIVATE));
    }
    let accept = request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok());
    let key = format!(
        "{} {} {} {} {}",
        base_of(request),
        request.uri(),
        accept.unwrap_or_default(),
        Language::of(request).tag(),
        snapshot.atlas.is_coordinated()
    );
    let body = match snapshot.served.body(&key) {
        Some(body) => body,
        None => {
            let body = Arc::new(make(&snapshot)?);
            snapshot.served.keep(key, Arc::clone(&body));
            body
        }
    };
    Ok(body.reply(request, REVALIDATE))
}

pub(super) async fn get_items(
    request: HttpRequest,
    name: web::Path<String>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |snapshot| {
        let collection = Collection::find(&name)?;
        items(&request, snapshot, collection, audience)
    })
}

fn items(
    request: &HttpRequest,
    snapshot: &Snapshot,
    collection: &'static Collection,
    audience: Audience,
) -> Result<Body, Problem> {
    let is_wide = is_wide(request, collection)?;
    let contents = contents_of(snapshot, collection, is_wide, audience);
    let allowed = parameters_of(collection, contents.schema());
    let given = Parameters::parse(request.query_string(), &allowed)?;
    let representation = negotiate(request, given.get("f"), &REPRESENTATIONS)?;
    let query = ItemsQuery::parse(&given, collection, &contents)?;
    let reply = Reply {
        address: format!("{}/collections/{}/items", base_of(request), collection.id),
        base: base_of(request),
        collection,
        contents: &contents,
        query: &query,
        given: &given,
        representation,
        language: Language::of(request),
    };
    reply.body(snapshot)
}

/// Whether all categories stand side by side. It is read before anything else, since it decides which columns there are; a token carries it.
pub(super) fn is_wide(request: &HttpRequest, collection: &Collection) -> Result<bool, Problem> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(request.query_string()).unwrap_or_default();
    let of = |pairs: &[(String, String)], name: &str| {
        pairs
            .iter()
            .find(|(of, _)| of == name)
            .map(|(_, value)| value.clone())
    };
    let carried = of(&pairs, "token").and_then(|text| super::token::Token::parse(&text).ok());
    let carried: Vec<(String, String)> = carried
        .and_then(|token| serde_urlencoded::from_str(&token.query).ok())
        .unwrap_or_default();
    let shape = of(&pairs, "shape").or_else(|| of(&carried, "shape"));
    match shape.as_deref().filter(|_| collection.has_shapes()) {
        None | Some("long") => Ok(false),
        Some("wide") => Ok(true),
        Some(other) => Err(Problem::bad_value("shape", other, "one of: long, wide")),
    }
}

/// What a reply with features is made of.
struct Reply<'a> {
    base: String,
    address: String,
    collection: &'static Collection,
    contents: &'a Arc<Contents>,
    query: &'a ItemsQuery,
    given: &'a Parameters,
    representation: Representation,
    language: Language,
}

impl Reply<'_> {
    fn body(&self, snapshot: &Snapshot) -> Result<Body, Problem> {
        let word = self.representation.word;
        let is_page = matches!(word, "json" | "html");
        // A file has everything; a page has its limit.
        let limit = self
            .query
            .limit
            .unwrap_or(if is_page { DEFAULT_LIMIT } else { usize::MAX });
        let page = self.query.page(self.contents, limit);
        let links = self.links(&page);
        let (n_matched, n_returned) = (page.n_matched, page.numbers.len());
        let body = match word {
            "json" => Body::new(GEOJSON, self.geojson(&page, &links, snapshot)),
            "html" => Body::new(
                media_type::HTML,
                html::items(
                    self.language,
                    (self.collection, self.contents),
                    self.query,
                    &page,
                    &links,
                ),
            ),
            _ => self.file(page)?,
        };
        let header = |link: &Link| {
            format!(
                "<{}>; rel=\"{}\"; type=\"{}\"",
                link.href, link.rel, link.media_type
            )
        };
        let mut body = body;
        for link in links
            .iter()
            .filter(|link| matches!(link.rel, rel::NEXT | rel::QUERYABLES | rel::SCHEMA))
        {
            body = body.with_header(LINK, &header(link));
        }
        body = body.with_header(
            HeaderName::from_static("content-crs"),
            &format!("<{}>", self.query.crs.uri()),
        );
        if self.query.is_counted {
            body = body.with_header(
                HeaderName::from_static("ogc-numbermatched"),
                &n_matched.to_string(),
            );
        }
        Ok(body.with_header(
            HeaderName::from_static("ogc-numberreturned"),
            &n_returned.to_string(),
        ))
    }

    fn links(&self, page: &Page) -> Vec<Link> {
        let mut links = links_to_self(
            &self.address,
            self.given.pairs(),
            self.representation,
            &REPRESENTATIONS,
        );
        if let Some(next) = &page.next {
            let mut pairs = vec![("token".to_owned(), next.to_text())];
            pairs.extend(
                self.given
                    .pairs()
                    .iter()
                    .filter(|(name, _)| matches!(name.as_str(), "limit" | "f"))
                    .cloned(),
            );
            let href = address_with(&self.address, &pairs);
            links.push(Link::new(
                href,
                rel::NEXT,
                self.representation.media_type,
                "the next page",
            ));
        }
        let of = format!("{}/collections/{}", self.base, self.collection.id);
        links.push(Link::new(
            of.clone(),
            rel::COLLECTION,
            media_type::JSON,
            self.collection.title,
        ));
        links.push(Link::new(
            format!("{of}/queryables"),
            rel::QUERYABLES,
            media_type::SCHEMA,
            "what can be filtered by",
        ));
        links.push(Link::new(
            format!("{of}/schema"),
            rel::SCHEMA,
            media_type::SCHEMA,
            "the columns",
        ));
        links
    }

    fn parts(&self) -> write::Parts<'_> {
        write::Parts {
            columns: &self.query.columns,
            has_geometry: self.query.has_geometry,
            crs: self.query.crs,
        }
    }

    fn geojson(&self, page: &Page, links: &[Link], snapshot: &Snapshot) -> String {
        let mut out = String::from("{\"type\":\"FeatureCollection\"");
        if self.query.is_counted {
            out.push_str(&format!(",\"numberMatched\":{}", page.n_matched));
        }
        out.push_str(&format!(",\"numberReturned\":{}", page.numbers.len()));
        out.push_str(&format!(",\"timeStamp\":\"{}\"", snapshot.made_at));
        out.push_str(",\"links\":");
        out.push_str(&serde_json::to_string(links).expect("links are plain data"));
        out.push_str(",\"features\":[");
        let parts = self.parts();
        for (place, number) in page.numbers.iter().enumerate() {
            out.push_str(if place == 0 { "\n" } else { ",\n" });
            write::feature(&mut out, self.contents, *number, &parts, &[]);
        }
        out.push_str("\n]}\n");
        out
    }

    /// The features as a file to keep.
    fn file(&self, page: Page) -> Result<Body, Problem> {
        if self.query.crs != Crs::default() {
            let uri = self.query.crs.uri();
            return Err(Problem::bad_value(
                "crs",
                uri,
                "given for a file: files are in longitude and latitude (CRS84)",
            ));
        }
        let format = download::format_of(self.representation.word)?;
        let name = format!(
            "attachment; filename=\"{}.{}\"",
            self.collection.id,
            format.extension()
        );
        let body = if format.is_streamed() && page.numbers.len() > MOST_AT_ONCE {
            let pieces = download::pieces(format, Arc::clone(self.contents), self.query, page);
            Body::in_pieces(format.media_type(), pieces)
        } else {
            let mut bytes = Vec::new();
            let of = (&**self.contents, self.query, &page);
            download::write(format, self.collection, of, &mut bytes).map_err(|error| {
                log::error!(
                    "{} could not be written as {format:?}: {error}",
                    self.collection.id
                );
                Problem::not_computed()
            })?;
            Body::new(format.media_type(), bytes)
        };
        Ok(body.with_header(CONTENT_DISPOSITION, &name))
    }
}

/// Features of a file that is made before it is sent; a longer one is written while it is sent.
const MOST_AT_ONCE: usize = 2_000;

/// What one feature can be.
pub(crate) const ITEM_REPRESENTATIONS: [Representation; 2] = [REPRESENTATIONS[0], PAGE];

pub(super) async fn get_item(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |snapshot| {
        let collection = Collection::find(&path.0)?;
        item(&request, snapshot, (collection, &path.1), audience)
    })
}

fn item(
    request: &HttpRequest,
    snapshot: &Snapshot,
    (collection, id): (&'static Collection, &str),
    audience: Audience,
) -> Result<Body, Problem> {
    let given = Parameters::parse(request.query_string(), &["f", "crs"])?;
    let representation = negotiate(request, given.get("f"), &ITEM_REPRESENTATIONS)?;
    let crs = given
        .get("crs")
        .map_or(Ok(Crs::default()), |uri| Crs::parse("crs", uri))?;
    let contents = contents_of(snapshot, collection, false, audience);
    let found = contents
        .features()
        .binary_search_by(|feature| feature.id.as_str().cmp(id));
    let number = found.map_err(|_| {
        Problem::not_found(format!(
            "There is no feature {id:?} in {:?}. Their ids are in /collections/{0}/items.",
            collection.id
        ))
    })?;
    let base = base_of(request);
    let of = format!("{base}/collections/{}", collection.id);
    let address = format!("{of}/items/{}", link::segment(id));
    let mut links = links_to_self(
        &address,
        given.pairs(),
        representation,
        &ITEM_REPRESENTATIONS,
    );
    links.push(Link::new(
        of,
        rel::COLLECTION,
        media_type::JSON,
        collection.title,
    ));
    links.extend(related(&base, collection, &contents, number));
    let columns: Vec<_> = (0..contents.schema().fields.len()).collect();
    let parts = write::Parts {
        columns: &columns,
        has_geometry: true,
        crs,
    };
    let body = match representation.word {
        "html" => Body::new(
            media_type::HTML,
            html::item(
                Language::of(request),
                (collection, &contents),
                number,
                &links,
            ),
        ),
        _ => {
            let mut out = String::new();
            write::feature(&mut out, &contents, number, &parts, &links);
            Body::new(GEOJSON, out)
        }
    };
    Ok(body.with_header(
        HeaderName::from_static("content-crs"),
        &format!("<{}>", crs.uri()),
    ))
}

/// Where else something about a feature is: a feeder pattern has schools, zones and gaps, a zone its school and gaps.
fn related(base: &str, collection: &Collection, contents: &Contents, number: usize) -> Vec<Link> {
    let feature = &contents.features()[number];
    let items = |of: &str, pairs: &[(&str, &str)], title: &str| {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let href = address_with(&format!("{base}/collections/{of}/items"), &pairs);
        Link::new(href, rel::RELATED, GEOJSON, title)
    };
    let one = |of: &str, id: &str, title: String| {
        Link::new(
            format!("{base}/collections/{of}/items/{}", segment(id)),
            rel::RELATED,
            GEOJSON,
            title,
        )
    };
    let of_area = [("geography_id", feature.id.as_str())];
    match collection.kind {
        Kind::FeederPatterns => {
            let mut links = vec![items(
                "gaps-by-feeder-pattern",
                &of_area,
                "the gaps of this feeder pattern",
            )];
            for (id, name) in super::pattern::schools(contents, number) {
                links.push(one("schools", &id, format!("the school {name}")));
                links.push(items(
                    "attendance-zones",
                    &[("school_id", &id)],
                    &format!("the zones of {name}"),
                ));
            }
            links
        }
        Kind::Zones => vec![items(
            "gaps-by-attendance-zone",
            &of_area,
            "the gaps of this zone",
        )],
        Kind::Neighborhoods => vec![items(
            "gaps-by-neighborhood",
            &of_area,
            "the gaps of this neighborhood",
        )],
        Kind::Schools => vec![
            items(
                "gaps-by-school",
                &of_area,
                "the gaps of families of this school",
            ),
            items(
                "attendance-zones",
                &[("school_id", &feature.id)],
                "the zones of this school",
            ),
        ],
        _ => Vec::new(),
    }
}
