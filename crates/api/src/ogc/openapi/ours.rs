//! Our own routes: what the map page asks for.

use super::{operation, parameter, reference};
use crate::ogc::media_type::JSON;
use atlas::levers::LeverKind;
use model::category::categories;
use serde_json::{Map, Value, json};

/// The paths, each with its operations.
pub(super) fn paths() -> Vec<(&'static str, Value)> {
    let wave = || reference("parameters", "wave");
    let in_path = |name: &str, schema: Value| json!({ "name": name, "in": "path", "required": true, "schema": schema });
    let get = |id: &str, summary: &str, parameters: &[Value], schema: &str| {
        let content = json!({ JSON: { "schema": reference("schemas", schema) } });
        json!({ "get": operation((id, summary, "District"), parameters, &content) })
    };
    let category_or_all = parameter(
        "category",
        "A need category; their total when not given.",
        category(true),
    );
    let mut of_levers = parameter("category", "A need category.", category(false));
    of_levers["required"] = json!(true);
    let top = json!({ "type": "integer", "minimum": 1, "maximum": 1000, "default": 20 });
    vec![
        (
            "/health",
            get("getHealth", "Whether the server is up", &[], "Health"),
        ),
        (
            "/api/categories",
            get("listCategories", "The need categories", &[], "Categories"),
        ),
        (
            "/api/district",
            get("getDistrict", "The district", &[], "District"),
        ),
        (
            "/api/data",
            get(
                "getData",
                "What is loaded, from where and since when",
                &[],
                "DataReport",
            ),
        ),
        (
            "/api/feeders",
            get("listFeeders", "Which school feeds which", &[], "Feeders"),
        ),
        (
            "/api/areas/{geography}/{areaId}",
            get(
                "getArea",
                "One area: its gap and the partners near it",
                &[
                    in_path("geography", geography()),
                    in_path("areaId", text()),
                    category_or_all,
                    wave(),
                ],
                "AreaReport",
            ),
        ),
        (
            "/api/levers",
            get(
                "listLevers",
                "Which single changes would serve most families more; over real answers for staff only",
                &[
                    of_levers,
                    wave(),
                    parameter("top", "How many to list.", top),
                    parameter(
                        "area",
                        "Rank by the families of this area: its geography and its id, such as neighborhood/west.",
                        json!({ "type": "string", "pattern": format!("^({})/", GEOGRAPHIES.join("|")) }),
                    ),
                ],
                "Levers",
            ),
        ),
        ("/api/scenarios", post_scenario()),
    ]
}

fn post_scenario() -> Value {
    let summary =
        "The gap table with other sites; over real answers for staff only. Nothing is kept.";
    let content = json!({ JSON: { "schema": reference("schemas", "ScenarioReply") } });
    let mut post = operation(("postScenario", summary, "District"), &[], &content);
    if let Some(responses) = post["responses"].as_object_mut() {
        responses.shift_remove("304");
    }
    post["requestBody"] = json!({ "required": true, "content": { JSON: { "schema": reference("schemas", "Scenario") } } });
    json!({ "post": post })
}

/// The schemas of what the routes take and give; `gap_columns` are those of the gap layers, `wave` the schema of a wave's name.
pub(super) fn schemas(gap_columns: &Value, wave: &Value) -> Map<String, Value> {
    let number = || json!({ "type": "number" });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let flag = || json!({ "type": "boolean" });
    let mut schemas = Map::new();
    let mut add = |name: &str, schema: Value| schemas.insert(name.to_owned(), schema);
    add(
        "Health",
        object(&[
            ("status", json!({ "const": "ok" })),
            ("version", text()),
            ("snapshot", count()),
        ]),
    );
    add("Named", object(&[("en", text()), ("es", text())]));
    add(
        "OpenEligibilityTerm",
        object(&[("id", text()), ("name", text())]),
    );
    add(
        "Category",
        object(&[
            ("id", text()),
            ("name", of("Named")),
            (
                "mode",
                json!({ "enum": ["walk", "bike", "drive", "transit"] }),
            ),
            ("limit_min", count()),
            ("open_eligibility", list(of("OpenEligibilityTerm"))),
        ]),
    );
    add(
        "Heading",
        object(&[
            ("id", text()),
            ("name", of("Named")),
            ("categories", list(of("Category"))),
        ]),
    );
    add("Categories", object(&[("headings", list(of("Heading")))]));
    let of_counts = [
        "schools",
        "zones",
        "neighborhoods",
        "feeder_patterns",
        "sites",
        "assets",
    ]
    .map(|name| (name, count()));
    add(
        "District",
        object(&[
            ("name", text()),
            ("time_zone", text()),
            (
                "bbox",
                or_null(
                    json!({ "type": "array", "minItems": 4, "maxItems": 4, "items": number() }),
                ),
            ),
            ("simulated", flag()),
            ("waves", list(text())),
            ("levels", list(level())),
            ("counts", object(&of_counts)),
            ("access", json!({ "enum": ["public", "staff"] })),
            (
                "basemaps",
                object(&[("light", or_null(text())), ("dark", or_null(text()))]),
            ),
            ("snapshot", count()),
        ]),
    );
    add_data(&mut add);
    add(
        "FeederPair",
        object(&[
            ("from_school_id", text()),
            ("from_name", text()),
            ("to_school_id", text()),
            ("to_name", text()),
            (
                "share",
                described(
                    or_null(number()),
                    "The share of the lower school that goes there, 0 to 1.",
                ),
            ),
            ("basis", json!({ "enum": ["table", "children", "area"] })),
            (
                "split",
                described(
                    flag(),
                    "Whether no share of the lower school is 0.9 or more.",
                ),
            ),
        ]),
    );
    add("Feeders", object(&[("pairs", list(of("FeederPair")))]));
    let required: Vec<_> = gap_columns
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
        .collect();
    add(
        "Gap",
        json!({ "type": "object", "description": "One cell of the gap table.", "required": required, "properties": gap_columns }),
    );
    add_area(&mut add);
    add_levers(&mut add);
    add_scenarios(&mut add, (gap_columns, wave));
    schemas
}

fn add_data(add: &mut impl FnMut(&str, Value) -> Option<Value>) {
    let count = || json!({ "type": "integer", "minimum": 0 });
    let flag = || json!({ "type": "boolean" });
    add(
        "RecordCount",
        object(&[("what", text()), ("number", count())]),
    );
    add(
        "WaveReport",
        object(&[
            ("wave", text()),
            (
                "responses",
                described(
                    or_null(count()),
                    "Answers; for the public rounded to 5, null when 1 to 9.",
                ),
            ),
            (
                "simulated",
                described(flag(), "Whether any answer was drawn by a computer."),
            ),
            (
                "mixed",
                described(flag(), "Whether others were given by families."),
            ),
        ]),
    );
    add(
        "ImportReport",
        object(&[
            ("source", text()),
            ("at", json!({ "type": "string", "format": "date-time" })),
            ("files", list(text())),
            ("n_warnings", count()),
            (
                "rows",
                described(or_null(count()), "Records brought; for staff only."),
            ),
        ]),
    );
    add(
        "Finding",
        object(&[
            ("id", text()),
            ("what", text()),
            ("number", count()),
            ("examples", list(text())),
        ]),
    );
    add(
        "DataReport",
        object(&[
            ("snapshot", count()),
            ("counts", list(of("RecordCount"))),
            ("waves", list(of("WaveReport"))),
            ("imports", list(of("ImportReport"))),
            ("findings", list(of("Finding"))),
        ]),
    );
}

fn add_area(add: &mut impl FnMut(&str, Value) -> Option<Value>) {
    let number = || json!({ "type": "number" });
    add(
        "PartnerNearby",
        object(&[
            ("site_id", text()),
            ("name", text()),
            ("organization", text()),
            ("distance_m", number()),
            ("minutes", described(number(), "On foot.")),
            ("languages", list(text())),
            ("hours", or_null(text())),
            ("cost", or_null(number())),
            ("position", or_null(position())),
        ]),
    );
    add(
        "PotentialPartner",
        object(&[
            ("asset_id", text()),
            ("name", text()),
            ("kind", text()),
            ("distance_m", number()),
            ("position", or_null(position())),
        ]),
    );
    add(
        "AreaReport",
        object(&[
            ("gap", json!({ "oneOf": [of("Gap"), { "type": "null" }] })),
            ("partners", list(of("PartnerNearby"))),
            ("potential_partners", list(of("PotentialPartner"))),
        ]),
    );
}

fn add_levers(add: &mut impl FnMut(&str, Value) -> Option<Value>) {
    let number = || json!({ "type": "number" });
    let area = object(&[("geography", text()), ("id", text()), ("name", text())]);
    let site = object(&[
        ("position", or_null(position())),
        ("hours", or_null(text())),
        ("languages", list(text())),
        ("capacity", or_null(number())),
        ("cost", or_null(number())),
    ]);
    add(
        "Lever",
        object(&[
            ("kind", json!({ "enum": LeverKind::WORDS })),
            ("change", text()),
            ("id", text()),
            ("name", text()),
            ("organization", or_null(text())),
            ("confidential", json!({ "type": "boolean" })),
            ("position", or_null(position())),
            (
                "newly_served",
                described(
                    number(),
                    "Families served more in the whole district, over all needs.",
                ),
            ),
            (
                "newly_served_here",
                described(
                    or_null(number()),
                    "Those of the area who need this; null without an area.",
                ),
            ),
            ("travel_cost_min", number()),
            ("site", site),
            ("scenario_change", of("ScenarioChange")),
        ]),
    );
    add(
        "Levers",
        object(&[
            ("wave", text()),
            ("snapshot", json!({ "type": "integer" })),
            ("simulated", json!({ "type": "boolean" })),
            ("category", text()),
            ("area", json!({ "oneOf": [area, { "type": "null" }] })),
            ("n_found", json!({ "type": "integer" })),
            ("levers", list(of("Lever"))),
        ]),
    );
}

/// The fields of a site in a scenario.
fn scenario_site() -> Value {
    let quantity = || {
        let number = json!({ "type": "number", "minimum": 0, "exclusiveMaximum": 1e12 });
        described(or_null(number), "Taken to the millionth.")
    };
    let tag = json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$" });
    let hours = json!({ "type": ["string", "null"], "pattern": hours_pattern() });
    json!({
        "type": "object", "additionalProperties": false,
        "description": "Fields of a site; null is unknown, what is left out stays as it is. The youngest age is not over the oldest.",
        "properties": {
            "position": or_null(position()),
            "categories": { "type": ["array", "null"], "items": category(false) },
            "languages": described(json!({ "type": ["array", "null"], "items": tag }), "BCP 47 tags."),
            "hours": described(hours, "Such as mon-fri 15:00-18:00;sat 10:00-13:00."),
            "min_age": quantity(), "max_age": quantity(), "cost": quantity(), "capacity": quantity(),
            "accessibility": { "type": ["array", "null"], "items": text() },
        },
    })
}

/// Days and times of hours, separated by semicolons, in any case. That they do not open and close at once is more than a pattern can say.
fn hours_pattern() -> String {
    let day = "([Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn])";
    let clock = "([01][0-9]|2[0-3]):[0-5][0-9]";
    let entry = format!(r"({day}(-{day})?\s+{clock}\s*-\s*({clock}|24:00))?");
    format!(r"^\s*{entry}\s*(;\s*{entry}\s*)*$")
}

fn add_scenarios(
    add: &mut impl FnMut(&str, Value) -> Option<Value>,
    (gap_columns, wave): (&Value, &Value),
) {
    let number = || json!({ "type": "number" });
    add("ScenarioSite", scenario_site());
    let mut new = scenario_site();
    new["description"] = json!("A site that is not there; its id is made when it has none.");
    new["required"] = json!(["position", "categories"]);
    new["properties"]["id"] = word();
    add("NewSite", new);
    let op = |word: &str| json!({ "const": word });
    let closed = |properties: &[(&str, Value)]| {
        let mut schema = object(properties);
        schema["additionalProperties"] = json!(false);
        schema
    };
    add(
        "ScenarioChange",
        json!({ "oneOf": [
            closed(&[("op", op("add")), ("site", of("NewSite"))]),
            closed(&[("op", op("change")), ("site_id", word()), ("set", of("ScenarioSite"))]),
            closed(&[("op", op("remove")), ("site_id", word())]),
        ] }),
    );
    add(
        "Scenario",
        json!({
            "type": "object", "required": ["changes"], "additionalProperties": false,
            "properties": {
                "wave": wave, "category": category(true),
                "changes": { "type": "array", "maxItems": 100, "items": of("ScenarioChange") },
            },
        }),
    );
    add(
        "Change",
        object(&["within_reach", "served", "unmet", "unmet_strict"].map(|name| (name, number()))),
    );
    let mut columns = gap_columns.clone();
    columns["change"] = of("Change");
    add(
        "Difference",
        json!({ "type": "object", "description": "A changed cell as it would be.", "required": ["change"], "properties": columns }),
    );
    add(
        "ScenarioReply",
        object(&[
            ("wave", text()),
            ("snapshot", json!({ "type": "integer" })),
            ("simulated", json!({ "type": "boolean" })),
            ("changes", json!({ "type": "integer" })),
            ("newly_served", number()),
            ("differences", list(of("Difference"))),
        ]),
    );
}

/// An object all of whose properties are always there.
fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<_> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<_, _> = properties
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "required": names, "properties": properties })
}

fn of(name: &str) -> Value {
    reference("schemas", name)
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// An id: any text but none.
fn word() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn or_null(mut schema: Value) -> Value {
    let kind = schema["type"].take();
    schema["type"] = json!([kind, "null"]);
    schema
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

fn level() -> Value {
    json!({ "enum": ["elementary", "middle", "high"] })
}

/// Geographies as they stand in addresses.
const GEOGRAPHIES: [&str; 4] = [
    "neighborhood",
    "attendance-zone",
    "feeder-pattern",
    "school",
];

fn geography() -> Value {
    json!({ "type": "string", "enum": GEOGRAPHIES })
}

fn position() -> Value {
    json!({
        "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" },
        "prefixItems": [{ "type": "number", "minimum": -180, "maximum": 180 }, { "type": "number", "minimum": -90, "maximum": 90 }],
        "description": "Longitude, latitude.",
    })
}

/// A need category by its id, and `all` where their total is meant too.
fn category(with_all: bool) -> Value {
    let all = with_all.then_some("all");
    let ids: Vec<_> = categories()
        .map(|category| category.id)
        .chain(all)
        .collect();
    json!({ "type": "string", "enum": ids })
}
