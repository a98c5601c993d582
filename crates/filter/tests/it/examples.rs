//! Small features made by hand, one or more predicates for each thing that a filter can say.

use filter::{Filter, Names, Position, Prepared, positions};
use model::feature::{
    Feature, FeatureCollection, Field, FieldKind, Geometry, GeometryKind, Schema, Value,
};
use model::geometry::Surface;
use std::sync::Arc;

fn field(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name: name.into(),
        title: "".into(),
        description: "".into(),
        kind,
        unit: None,
        codes: Vec::new(),
    }
}

/// The moment of a time on 2026-09-01 in UTC, given in hours.
fn hour(hours: i64) -> Value {
    // 20697 days from 1970-01-01 to 2026-09-01.
    Value::Timestamp((20_697 * 24 + hours) * 3_600_000_000)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn texts(texts: &[&str]) -> Value {
    Value::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn square(west: f64, south: f64, side: f64) -> Geometry {
    let (east, north) = (west + side, south + side);
    let ring = vec![
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
    ];
    Geometry::Surface(Arc::new(Surface::try_new(vec![vec![ring]]).unwrap()))
}

/// Three features: `full` has everything, `other` has other things, `bare` has nothing but its id.
pub(crate) fn sample() -> Prepared {
    let fields = vec![
        field("name", FieldKind::Text),
        field("families", FieldKind::Integer),
        field("rate", FieldKind::Number),
        field("open", FieldKind::Boolean),
        field("since", FieldKind::Date),
        field("from", FieldKind::Timestamp),
        field("until", FieldKind::Timestamp),
        field("languages", FieldKind::Texts),
        field("parts", FieldKind::Nested),
        field("till", FieldKind::Date),
    ];
    let full = vec![
        text("Große Élan 50% off_it"),
        Value::Integer(40),
        Value::Number(0.25),
        Value::Boolean(true),
        Value::Date(20_697),
        hour(8),
        hour(12),
        texts(&["English", "Spanish", "Spanish"]),
        Value::Nested("{}".to_owned()),
        Value::Date(20_700),
    ];
    let other = vec![
        text("lincoln"),
        Value::Integer(0),
        Value::Number(-1.5),
        Value::Boolean(false),
        Value::Date(20_698),
        hour(12),
        hour(30),
        texts(&[]),
        Value::Missing,
        Value::Date(20_697),
    ];
    let bare = vec![Value::Missing; fields.len()];
    let feature = |id: &str, geometry, values| Feature {
        id: id.to_owned(),
        geometry,
        values,
    };
    let features = vec![
        feature("full", Some(square(0.0, 0.0, 2.0)), full),
        feature("other", Some(Geometry::Point([179.5, 10.0])), other),
        feature("bare", None, bare),
    ];
    let schema = Arc::new(Schema {
        fields,
        geometry: Some(GeometryKind::Mixed),
    });
    Prepared::new(Arc::new(FeatureCollection { schema, features }))
}

/// The ids of the features that a predicate selects.
fn selected(predicate: &str) -> Vec<String> {
    let prepared = sample();
    let filter = Filter::from_text(predicate, &Names::new(&prepared.collection().schema));
    let filter = filter.unwrap_or_else(|error| panic!("{predicate}: {error}"));
    filter
        .select(&prepared)
        .map(|place| prepared.collection().features[place].id.clone())
        .collect()
}

/// Checks the ids that each predicate selects, written with a comma between them.
fn check(cases: &[(&str, &str)]) {
    for (predicate, ids) in cases {
        assert_eq!(selected(predicate).join(","), *ids, "{predicate}");
    }
}

#[test]
fn what_is_missing_makes_what_depends_on_it_unknown_and_is_not_selected() {
    check(&[
        ("families > 0", "full"),
        ("NOT families > 0", "other"),
        ("families > 0 OR NOT families > 0", "full,other"),
        ("families IS NULL", "bare"),
        ("families IS NOT NULL", "full,other"),
        ("families > 0 OR id = 'bare'", "full,bare"),
        ("NOT (families > 0 AND id = 'bare')", "full,other"),
        ("NOT (families > 0 AND id = 'nobody')", "full,other,bare"),
        ("geometry IS NULL", "bare"),
        ("languages IS NULL", "bare"),
        ("open", "full"),
        ("NOT open", "other"),
        ("open = false", "other"),
        ("open <> (families > 0)", ""),
        ("(families > 0) IS NULL", "bare"),
        ("families IN (40, 41)", "full"),
        ("families NOT IN (40, 41)", "other"),
        ("40 IN (families, 41)", "full"),
        ("NOT 40 IN (families, 41)", "other"),
        ("name LIKE '%'", "full,other"),
        ("S_DISJOINT(geometry, POINT(50 50))", "full,other"),
        ("T_AFTER(since, DATE('2000-01-01'))", "full,other"),
        ("A_CONTAINEDBY(languages, ('x'))", "other"),
        ("TRUE", "full,other,bare"),
        ("FALSE", ""),
        ("1 = 1", "full,other,bare"),
        ("NOT 1 / 0 = 1", ""),
        ("(1 / 0) IS NULL", "full,other,bare"),
    ]);
}

#[test]
fn numbers_are_computed_as_arithmetic_has_it_and_what_has_no_result_is_unknown() {
    check(&[
        ("families + 2 * 3 = 46", "full"),
        ("(families + 2) * 3 = 126", "full"),
        ("families - 10 - 10 = 20", "full"),
        ("families / 16 = 2.5", "full"),
        ("families DIV 16 = 2", "full"),
        ("-families div 16 = -2", "full"),
        ("families % 16 = 8", "full"),
        ("-families % 16 = -8", "full"),
        ("2 ^ 3 ^ 2 = 64", "full,other,bare"),
        ("-2 ^ 2 = 4", "full,other,bare"),
        ("rate * 4 = 1", "full"),
        ("10 / families > 0", "full"),
        ("NOT 10 / families > 0", ""),
        ("families % 0 IS NULL", "full,other,bare"),
        ("rate ^ 0.5 IS NULL", "other,bare"),
        ("families BETWEEN 40 AND 20 * 2", "full"),
        ("families NOT BETWEEN 1 AND 100", "other"),
        ("rate BETWEEN -.5 AND 1.", "full"),
        ("rate = 25e-2", "full"),
        ("families = +40", "full"),
        ("families = + 40", "full"),
        ("NOT -families = -40", "other"),
        ("NOT - families % 16 = -8", "other"),
        ("NOT -(families + 1) ^ 2 = 1681", "other"),
    ]);
}

#[test]
fn texts_are_matched_by_pattern_and_without_case_and_accents() {
    check(&[
        ("name LIKE 'Gro_e%'", "full"),
        ("name LIKE '%50\\%%'", "full"),
        ("name LIKE '%off\\_it'", "full"),
        ("name LIKE '%5\\%%'", ""),
        ("name LIKE 'l%n'", "other"),
        ("name NOT LIKE 'l%n'", "full"),
        ("name LIKE 'LINCOLN'", ""),
        ("CASEI(name) LIKE CASEI('LINCOLN')", "other"),
        ("CASEI(name) LIKE CASEI('GROSSE%')", "full"),
        ("ACCENTI(name) LIKE '%Elan%'", "full"),
        (
            "ACCENTI(CASEI(name)) LIKE ACCENTI(CASEI('grosse ELAN%'))",
            "full",
        ),
        ("CASEI(id) IN (CASEI('FULL'), 'x', CASEI(name))", "full"),
        ("name = 'Große E\u{301}lan 50% off_it'", "full"),
        ("'it''s' = 'it\\'s'", "full,other,bare"),
        ("'a\\tb' LIKE 'a_b'", "full,other,bare"),
        ("'\\\\' = CASEI('\\\\')", "full,other,bare"),
        (
            "ACCENTI('Kobenhavn') = ACCENTI('København')",
            "full,other,bare",
        ),
        ("ACCENTI('カ') = ACCENTI('ガ')", ""),
        ("CASEI('ΟΔΟΣ') = CASEI('οδος')", "full,other,bare"),
    ]);
}

#[test]
fn days_and_moments_are_compared_as_days_where_they_meet() {
    check(&[
        ("since = DATE('2026-09-01')", "full"),
        ("since > DATE('2026-09-01')", "other"),
        ("since IN (DATE('2026-09-02'), DATE('2026-09-03'))", "other"),
        (
            "since BETWEEN DATE('2026-09-01') AND DATE('2026-09-01')",
            "full",
        ),
        ("from = TIMESTAMP('2026-09-01T08:00:00Z')", "full"),
        ("from = TIMESTAMP('2026-09-01T10:00:00+02:00')", "full"),
        ("from < until", "full,other"),
        ("from = DATE('2026-09-01')", "full,other"),
        ("until = DATE('2026-09-01')", "full"),
        ("until > DATE('2026-09-01')", "other"),
        ("since = from", "full"),
        ("since <= TIMESTAMP('2026-09-01T00:00:00Z')", "full"),
        ("T_EQUALS(from, DATE('2026-09-01'))", "full,other"),
        (
            "T_DURING(INTERVAL(from, until), INTERVAL('2026-08-31', '2026-09-02'))",
            "full",
        ),
    ]);
}

#[test]
fn the_functions_of_time_hold_as_the_time_ontology_defines_them() {
    let interval = "INTERVAL(from, until)";
    let with = |function: &str, start: &str, end: &str| {
        let time = |time: &str| match time {
            ".." => "..".to_owned(),
            hour => format!("2026-09-01T{hour}:00:00Z"),
        };
        format!(
            "{function}({interval}, INTERVAL('{}', '{}'))",
            time(start),
            time(end)
        )
    };
    // `full` lasts from 8 to 12, `other` from 12 to 6 on the next day.
    for (function, start, end, ids) in [
        ("T_AFTER", "00", "07", "full,other"),
        ("T_AFTER", "00", "08", "other"),
        ("T_BEFORE", "13", "14", "full"),
        ("T_BEFORE", "12", "14", ""),
        ("T_CONTAINS", "09", "10", "full"),
        ("T_CONTAINS", "08", "10", ""),
        ("T_DISJOINT", "13", "14", "full"),
        ("T_DURING", "07", "13", "full"),
        ("T_DURING", "08", "13", ""),
        ("T_DURING", "..", "..", "full,other"),
        ("T_EQUALS", "08", "12", "full"),
        ("T_FINISHEDBY", "10", "12", "full"),
        ("T_FINISHES", "07", "12", "full"),
        ("T_FINISHES", "..", "12", "full"),
        ("T_INTERSECTS", "12", "12", "full,other"),
        ("T_MEETS", "12", "13", "full"),
        ("T_METBY", "07", "08", "full"),
        ("T_METBY", "07", "12", "other"),
        ("T_OVERLAPPEDBY", "07", "09", "full"),
        ("T_OVERLAPS", "09", "13", "full"),
        ("T_OVERLAPS", "08", "13", ""),
        ("T_STARTEDBY", "08", "09", "full"),
        ("T_STARTS", "08", "..", "full"),
    ] {
        let predicate = with(function, start, end);
        assert_eq!(selected(&predicate).join(","), ids, "{predicate}");
    }
    check(&[
        (
            "T_INTERSECTS(from, INTERVAL('2026-09-01T10:00:00Z', '..'))",
            "other",
        ),
        // An interval that ends before it starts is no time: unknown.
        (
            "T_INTERSECTS(INTERVAL(since, till), INTERVAL('..', '..'))",
            "full",
        ),
        (
            "NOT T_INTERSECTS(INTERVAL(since, till), INTERVAL('..', '..'))",
            "",
        ),
        // A day at the end of an interval of moments is the whole day.
        (
            "T_INTERSECTS(from, INTERVAL('2026-09-01T09:00:00Z', '2026-09-01'))",
            "other",
        ),
    ]);
}

#[test]
fn lists_are_compared_as_sets() {
    check(&[
        ("A_CONTAINS(languages, ('Spanish'))", "full"),
        ("A_CONTAINS(languages, ('Spanish', 'English'))", "full"),
        ("A_CONTAINS(languages, ('Spanish', 'Viet'))", ""),
        ("A_CONTAINS(languages, ())", "full,other"),
        ("A_EQUALS(languages, ())", "other"),
        (
            "A_EQUALS(languages, ('Spanish', 'English', 'English'))",
            "full",
        ),
        ("A_EQUALS(('English', 'Spanish'), languages)", "full"),
        (
            "A_CONTAINEDBY(languages, ('English', 'Spanish', 'Viet'))",
            "full,other",
        ),
        ("A_OVERLAPS(languages, ('Viet', 'Spanish'))", "full"),
        ("NOT A_OVERLAPS(languages, ('Viet'))", "full,other"),
        ("A_CONTAINS(languages, languages)", "full,other"),
        (
            "A_EQUALS((1, 'a', TRUE), (TRUE, 'a', 1))",
            "full,other,bare",
        ),
        ("A_OVERLAPS((1, 2), (2, families))", "full,other"),
        ("A_CONTAINS((0, 1), (families, 1))", "other"),
    ]);
}

#[test]
fn shapes_stand_to_each_other_as_the_nine_intersections_say() {
    // `full` is the square from 0 0 to 2 2, `other` the point 179.5 10.
    check(&[
        ("S_INTERSECTS(geometry, POINT(1 1))", "full"),
        ("S_INTERSECTS(geometry, POINT(2 2))", "full"),
        ("S_INTERSECTS(geometry, POINT(.2e1 +20.E-1))", "full"),
        ("S_INTERSECTS(POINT Z (1 1 5), geometry)", "full"),
        ("S_TOUCHES(geometry, POINT(2 2))", "full"),
        ("S_CONTAINS(geometry, POINT(2 2))", ""),
        ("S_CONTAINS(geometry, LINESTRING(0.5 0.5, 1 1))", "full"),
        (
            "S_WITHIN(geometry, POLYGON((-1 -1, 3 -1, 3 3, -1 3, -1 -1)))",
            "full",
        ),
        ("S_WITHIN(geometry, BBOX(0, 0, 2, 2))", "full"),
        ("S_EQUALS(geometry, BBOX(0, 0, 2, 2))", "full"),
        (
            "S_EQUALS(geometry, POLYGON((2 0, 2 2, 0 2, 0 1, 0 0, 2 0)))",
            "full",
        ),
        ("S_OVERLAPS(geometry, BBOX(1, 1, 3, 3))", "full"),
        ("S_CROSSES(LINESTRING(-1 1, 1 1), geometry)", "full"),
        ("S_CROSSES(geometry, LINESTRING(-1 1, 1 1))", "full"),
        ("S_DISJOINT(geometry, BBOX(1, 1, 3, 3))", "other"),
        ("S_TOUCHES(geometry, BBOX(2, 0, 3, 2))", "full"),
        ("S_WITHIN(geometry, BBOX(170, 0, -170, 20))", "other"),
        ("S_INTERSECTS(geometry, BBOX(170, 0, 190, 20))", "other"),
        ("S_INTERSECTS(geometry, BBOX(-190, 0, -170, 20))", "other"),
        (
            "S_INTERSECTS(geometry, BBOX(-180, 0, 180, 20))",
            "full,other",
        ),
        (
            "S_INTERSECTS(geometry, BBOX(-128.1, -1.1, -99999.0, 180.0, 90.0, 100000.0))",
            "full,other",
        ),
        ("S_EQUALS(geometry, BBOX(179.5, 10, 179.5, 10))", "other"),
        (
            "S_INTERSECTS(geometry, MULTIPOINT((1 1), (179.5 10)))",
            "full,other",
        ),
        (
            "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(179 10, 180 10)))",
            "full,other",
        ),
        (
            "S_WITHIN(geometry, POLYGON((-1 -1, 3 -1, 3 3, -1 3, -1 -1), (0.5 0.5, 1 0.5, 1 1, 0.5 1, 0.5 0.5)))",
            "",
        ),
        (
            "S_INTERSECTS(geometry, POLYGON((-1 -1, 3 -1, 3 3, -1 3, -1 -1), (-.5 -.5, 2.5 -.5, 2.5 2.5, -.5 2.5, -.5 -.5)))",
            "",
        ),
        ("S_EQUALS(geometry, geometry)", "full,other"),
        ("S_WITHIN(POINT(1 1), BBOX(0, 0, 2, 2))", "full,other,bare"),
    ]);
}

#[test]
fn positions_follow_the_system_that_the_caller_names() {
    let prepared = sample();
    let schema = &prepared.collection().schema;
    let count = |text: &str, transform| {
        let names = Names::new(schema).with_transform(transform);
        Filter::from_text(text, &names).map(|filter| filter.select(&prepared).count())
    };
    assert_eq!(
        count(
            "S_INTERSECTS(geometry, POINT(10 179.5))",
            &positions::latitude_first
        ),
        Ok(1)
    );
    assert_eq!(
        count(
            "S_INTERSECTS(geometry, BBOX(0, 170, 20, -170))",
            &positions::latitude_first
        ),
        Ok(1)
    );
    // 111319.49 m to the east and north of the origin is one degree, to a hundred-thousandth.
    let meters =
        "S_WITHIN(POLYGON((111319 111319, 111320 111319, 111320 111330, 111319 111319)), geometry)";
    assert_eq!(count(meters, &positions::web_mercator), Ok(1));
    let error = count(
        "S_INTERSECTS(geometry, POINT(179.5 10))",
        &positions::latitude_first,
    )
    .unwrap_err();
    assert_eq!(error.position, Some(Position::Character(24)), "{error}");
}

#[test]
fn names_are_read_whatever_letters_they_have() {
    let fields = [
        "_id",
        "eo:cloud.cover",
        "größe",
        "order",
        "in",
        "value",
        "with space",
        "POINT",
    ];
    let fields: Vec<Field> = fields
        .iter()
        .map(|name| field(name, FieldKind::Integer))
        .collect();
    let values = (0..).map(Value::Integer).take(fields.len()).collect();
    let features = vec![Feature {
        id: "a".to_owned(),
        geometry: None,
        values,
    }];
    let schema = Arc::new(Schema {
        fields,
        geometry: None,
    });
    let prepared = Prepared::new(Arc::new(FeatureCollection { schema, features }));
    for predicate in [
        "_id = 0",
        "eo:cloud.cover=1",
        "größe=2",
        "order = 3 AND \"in\" = 4 AND \"value\" = 5",
        "\"with space\" = 6",
        "POINT = 7",
        "order+1>\"in\"-1",
    ] {
        let filter = Filter::from_text(predicate, &Names::new(&prepared.collection().schema));
        assert_eq!(
            filter
                .unwrap_or_else(|error| panic!("{predicate}: {error}"))
                .select(&prepared)
                .count(),
            1,
            "{predicate}"
        );
    }
    let error = Filter::from_text(
        "geometry IS NULL",
        &Names::new(&prepared.collection().schema),
    )
    .unwrap_err();
    assert!(error.problem.contains("no property “geometry”"), "{error}");
}
