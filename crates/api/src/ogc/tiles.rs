//! OGC API - Tiles (20-057) and TileJSON 3.0: every collection as vector tiles.

use super::contents::{Contents, Selection};
use super::items::{contents_of, is_wide, served};
use super::link::{Link, address_with, base_of, links_to_self, rel};
use super::media_type::{JSON, Representation, negotiate};
use super::parameters::Parameters;
use super::query::{ItemsQuery, parameters_of};
use super::registry::Collection;
use crate::body::Body;
use crate::live::Snapshot;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use formats::mvt;
use model::feature::GeometryKind;
use serde_json::{Map, Value, json};
use spatial::tiling::{MAX_ZOOM, Piece, Tile};
use std::sync::Arc;

/// The conformance classes.
pub(crate) const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
];

/// The deepest zoom that clients are told of: beyond it there is nothing more to see.
const TOLD_ZOOM: u8 = 16;

/// The matrix set.
const MATRIX_SET: &str = "WebMercatorQuad";
/// Its name in the register of the OGC.
const MATRIX_SET_URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
/// Its coordinate reference system.
const CRS: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
/// The media type of a tile.
pub(crate) const MVT: &str = mvt::MEDIA_TYPE;
/// The relation of a tile.
const ITEM: &str = "item";
/// The relation of a matrix set.
const SCHEME: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
/// The relation of the vector tilesets of a collection.
pub(crate) const TILESETS: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";

/// Tiles whose address names the snapshot never change.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

const METADATA: [Representation; 2] = [
    Representation::json(JSON),
    Representation {
        word: "tilejson",
        media_type: JSON,
        title: "TileJSON",
    },
];
const TILE: [Representation; 1] = [Representation {
    word: "mvt",
    media_type: MVT,
    title: "Mapbox Vector Tile",
}];
const PLAIN: [Representation; 1] = [Representation::json(JSON)];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    let of = "/collections/{collection}/tiles";
    config
        .service(super::read_only("/tileMatrixSets", || {
            web::route().to(list_matrix_sets)
        }))
        .service(super::read_only("/tileMatrixSets/{set}", || {
            web::route().to(get_matrix_set)
        }))
        .service(super::read_only(of, || web::route().to(list_tilesets)))
        .service(super::read_only(&format!("{of}/{{set}}"), || {
            web::route().to(get_tileset)
        }))
        .service(super::read_only(
            &format!("{of}/{{set}}/tilejson.json"),
            || web::route().to(get_tilejson),
        ))
        .service(super::read_only(
            &format!("{of}/{{set}}/{{z}}/{{y}}/{{x}}"),
            || web::route().to(get_tile),
        ));
}

fn known_set(set: &str) -> Result<(), Problem> {
    if set == MATRIX_SET {
        return Ok(());
    }
    Err(Problem::not_found(format!(
        "There is no tile matrix set {set:?}. There is: {MATRIX_SET}."
    )))
}

async fn list_matrix_sets(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |_| {
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &PLAIN)?;
        let address = format!("{}/tileMatrixSets", base_of(&request));
        let links = links_to_self(&address, given.pairs(), representation, &PLAIN);
        let link = Link::new(
            format!("{address}/{MATRIX_SET}"),
            rel::SELF,
            JSON,
            "the tile matrix set",
        );
        let set = json!({ "id": MATRIX_SET, "title": "Web Mercator", "uri": MATRIX_SET_URI, "crs": CRS, "links": [link] });
        Ok(Body::new(
            JSON,
            json!({ "links": links, "tileMatrixSets": [set] }).to_string(),
        ))
    })
}

async fn get_matrix_set(
    request: HttpRequest,
    set: web::Path<String>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |_| {
        known_set(&set)?;
        let given = Parameters::parse(request.query_string(), &["f"])?;
        negotiate(&request, given.get("f"), &PLAIN)?;
        Ok(Body::new(JSON, matrix_set().to_string()))
    })
}

/// The matrix set as the OGC registers it (17-083r4, annex D.1), to the deepest zoom of ours.
fn matrix_set() -> Value {
    let half = 20_037_508.342_789_25;
    let matrix = |z: u8| {
        let n = 1u32 << z;
        let cell = half * 2.0 / 256.0 / f64::from(n);
        json!({
            "id": z.to_string(),
            // A cell of 0.28 mm on the screen.
            "scaleDenominator": cell / 0.000_28,
            "cellSize": cell,
            "pointOfOrigin": [-half, half],
            "tileWidth": 256, "tileHeight": 256,
            "matrixWidth": n, "matrixHeight": n,
        })
    };
    json!({
        "id": MATRIX_SET,
        "title": "Google Maps Compatible for the World",
        "uri": MATRIX_SET_URI,
        "crs": CRS,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": (0..=MAX_ZOOM).map(matrix).collect::<Vec<_>>(),
    })
}

/// A request for the tiles of a collection: which features, and how the address goes on.
struct Asked {
    collection: &'static Collection,
    contents: Arc<Contents>,
    given: Parameters,
    base: String,
}

impl Asked {
    /// Reads a request whose parameters are those of the items, but for what only pages have.
    fn read(
        request: &HttpRequest,
        snapshot: &Snapshot,
        name: &str,
        audience: Audience,
    ) -> Result<Self, Problem> {
        let collection = Collection::find(name)?;
        let contents = contents_of(
            snapshot,
            collection,
            is_wide(request, collection)?,
            audience,
        );
        let mut allowed = parameters_of(collection, contents.schema());
        allowed.retain(|name| {
            !matches!(
                *name,
                "limit" | "token" | "crs" | "sortby" | "skipGeometry" | "count"
            )
        });
        allowed.push("v");
        Ok(Self {
            collection,
            given: Parameters::parse(request.query_string(), &allowed)?,
            base: base_of(request),
            contents,
        })
    }

    /// The parameters that say which features there are.
    fn selecting(&self) -> Vec<(String, String)> {
        let pairs = self.given.pairs().iter();
        pairs
            .filter(|(name, _)| !matches!(name.as_str(), "f" | "v"))
            .cloned()
            .collect()
    }

    fn address(&self) -> String {
        format!("{}/collections/{}/tiles", self.base, self.collection.id)
    }

    /// The address of a tile with gaps for its numbers, in the order that is asked for.
    fn template(&self, numbers: &str) -> String {
        let mut pairs = self.selecting();
        pairs.push(("v".to_owned(), self.contents.version().to_owned()));
        address_with(
            &format!("{}/{MATRIX_SET}/{numbers}", self.address()),
            &pairs,
        )
    }

    fn selected(&self) -> Result<Arc<Selection>, Problem> {
        let selecting = self.selecting();
        let text = serde_urlencoded::to_string(&selecting).expect("pairs of texts can be encoded");
        self.contents.selected(&text, || {
            let (schema, n) = (self.contents.schema(), self.contents.features().len());
            let allowed = parameters_of(self.collection, schema);
            let parameters = Parameters::parse(&text, &allowed)?;
            let query = ItemsQuery::parse(&parameters, self.collection, &self.contents)?;
            let holds = |number| query.holds(&self.contents, number);
            let shows = |column| query.columns.contains(&column);
            Ok(Selection {
                features: (0..n).map(holds).collect(),
                columns: (0..schema.fields.len()).map(shows).collect(),
            })
        })
    }
}

async fn list_tilesets(
    request: HttpRequest,
    name: web::Path<String>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |snapshot| {
        let asked = Asked::read(&request, snapshot, &name, audience)?;
        let representation = negotiate(&request, asked.given.get("f"), &PLAIN)?;
        asked.selected()?;
        let links = links_to_self(
            &asked.address(),
            asked.given.pairs(),
            representation,
            &PLAIN,
        );
        Ok(Body::new(
            JSON,
            json!({ "links": links, "tilesets": [tileset(&asked)] }).to_string(),
        ))
    })
}

async fn get_tileset(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |snapshot| {
        known_set(&path.1)?;
        let asked = Asked::read(&request, snapshot, &path.0, audience)?;
        let representation = negotiate(&request, asked.given.get("f"), &METADATA)?;
        let selection = asked.selected()?;
        let document = match representation.word {
            "tilejson" => tilejson(&asked, &selection),
            _ => tileset(&asked),
        };
        Ok(Body::new(JSON, document.to_string()))
    })
}

async fn get_tilejson(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |snapshot| {
        known_set(&path.1)?;
        let asked = Asked::read(&request, snapshot, &path.0, audience)?;
        negotiate(&request, asked.given.get("f"), &METADATA[1..])?;
        let selection = asked.selected()?;
        Ok(Body::new(JSON, tilejson(&asked, &selection).to_string()))
    })
}

/// The metadata of the tileset (17-083r4, 8.2).
fn tileset(asked: &Asked) -> Value {
    let address = format!("{}/{MATRIX_SET}", asked.address());
    let pairs = asked.selecting();
    let with = |word: &str| {
        let mut pairs = pairs.clone();
        pairs.push(("f".to_owned(), word.to_owned()));
        address_with(&address, &pairs)
    };
    let mut item = serde_json::to_value(Link::new(
        asked.template("{tileMatrix}/{tileRow}/{tileCol}"),
        ITEM,
        MVT,
        "the tiles",
    ))
    .unwrap_or_default();
    item["templated"] = json!(true);
    let links = json!([
        Link::new(with("json"), rel::SELF, JSON, "this document"),
        Link::new(
            with("tilejson"),
            rel::ALTERNATE,
            JSON,
            "this document as TileJSON"
        ),
        Link::new(
            format!("{}/tileMatrixSets/{MATRIX_SET}", asked.base),
            SCHEME,
            JSON,
            "the tile matrix set"
        ),
        item,
    ]);
    let kind = match asked.contents.schema().geometry {
        Some(GeometryKind::Point) => json!(0),
        Some(GeometryKind::Lines) => json!(1),
        Some(GeometryKind::Surface) => json!(2),
        _ => Value::Null,
    };
    let mut layer =
        json!({ "id": asked.collection.id, "title": asked.collection.title, "dataType": "vector" });
    if !kind.is_null() {
        layer["geometryDimension"] = kind;
    }
    let mut tileset = json!({
        "title": asked.collection.title,
        "description": asked.collection.description,
        "dataType": "vector",
        "crs": CRS,
        "tileMatrixSetURI": MATRIX_SET_URI,
        "layers": [layer],
        "links": links,
    });
    if let Some(extent @ [west, south, east, north]) = asked.contents.extent() {
        let limits = (0..=TOLD_ZOOM).filter_map(|z| limits(extent, z));
        tileset["tileMatrixSetLimits"] = limits.collect();
        tileset["boundingBox"] = json!({ "lowerLeft": [west, south], "upperRight": [east, north], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84" });
    }
    tileset
}

/// The tiles of a zoom that have something of what is within a box: west, south, east, north.
fn limits([west, south, east, north]: [f64; 4], z: u8) -> Option<Value> {
    let (first, last) = (Tile::at([west, north], z)?, Tile::at([east, south], z)?);
    Some(json!({
        "tileMatrix": z.to_string(),
        "minTileRow": first.row(), "maxTileRow": last.row(),
        "minTileCol": first.column(), "maxTileCol": last.column(),
    }))
}

/// TileJSON 3.0.0.
fn tilejson(asked: &Asked, selection: &Selection) -> Value {
    let described = asked
        .contents
        .schema()
        .fields
        .iter()
        .zip(&selection.columns)
        .filter(|(_, is_shown)| **is_shown)
        .map(|(field, _)| (field.name.to_string(), json!(field.description)));
    let mut fields: Map<String, Value> = described.collect();
    fields.insert("id".to_owned(), json!("The feature's id."));
    let mut document = json!({
        "tilejson": "3.0.0",
        "name": asked.collection.title,
        "description": asked.collection.description,
        "version": "1.0.0",
        "scheme": "xyz",
        "tiles": [asked.template("{z}/{y}/{x}")],
        "minzoom": 0,
        "maxzoom": TOLD_ZOOM,
        "vector_layers": [{ "id": asked.collection.id, "description": asked.collection.description, "minzoom": 0, "maxzoom": TOLD_ZOOM, "fields": fields }],
    });
    if let Some([west, south, east, north]) = asked.contents.extent() {
        let edge = spatial::tiling::MAX_LATITUDE;
        document["bounds"] = json!([west, south.max(-edge), east, north.min(edge)]);
        document["center"] = json!([(west + east) / 2.0, (south + north) / 2.0, 11]);
    }
    document
}

async fn get_tile(
    request: HttpRequest,
    path: web::Path<(String, String, String, String, String)>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    served(&request, &settings, audience, |snapshot| {
        let (collection, set, z, y, x) = &*path;
        known_set(set)?;
        let asked = Asked::read(&request, snapshot, collection, audience)?;
        // Viewers say all kinds of things in `Accept` and can read nothing else.
        if let Some(word) = asked.given.get("f") {
            negotiate(&request, Some(word), &TILE)?;
        }
        let body = Body::new(MVT, bytes(&asked, tile_of(z, x, y)?)?);
        let is_current = asked.given.get("v") == Some(asked.contents.version());
        Ok(match audience {
            Audience::Public if is_current => body.with_caching(IMMUTABLE),
            _ => body,
        })
    })
}

fn tile_of(z: &str, x: &str, y: &str) -> Result<Tile, Problem> {
    let number = |text: &str| text.parse::<u32>().ok();
    let tile = number(z).and_then(|z| Tile::new(u8::try_from(z).ok()?, number(x)?, number(y)?));
    tile.ok_or_else(|| {
        let last = number(z).filter(|z| *z <= u32::from(MAX_ZOOM)).map(|z| (1u64 << z) - 1);
        Problem::not_found(match last {
            Some(last) => format!("There is no tile in row {y}, column {x} of zoom {z}: both go from 0 to {last}."),
            None => format!("There is no zoom {z}: zooms go from 0 to {MAX_ZOOM}. A tile is at {{zoom}}/{{row}}/{{column}}."),
        })
    })
}

fn bytes(asked: &Asked, tile: Tile) -> Result<Vec<u8>, Problem> {
    let selection = asked.selected()?;
    let (tiling, dictionary) = asked.contents.tiling(asked.collection.id);
    let mut features = Vec::new();
    let pieces = tiling.cut(tile, |number| selection.features[number]);
    let pieces = pieces.into_iter().map(|(numbers, piece)| {
        let geometry = match &piece {
            Piece::Point(position) => mvt::Geometry::points(&[*position]),
            Piece::Lines(lines) => mvt::Geometry::lines(lines),
            Piece::Polygons(polygons) => mvt::Geometry::polygons(polygons),
        };
        (numbers, geometry)
    });
    let pieces: Vec<_> = pieces.collect();
    for (numbers, geometry) in &pieces {
        features.extend(numbers.iter().map(|number| (*number, geometry)));
    }
    features.sort_by_key(|(number, _)| *number);
    Ok(dictionary.tile(features, |column| selection.columns[column]))
}
