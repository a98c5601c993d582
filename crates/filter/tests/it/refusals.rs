//! What is said of filters that are refused.

use crate::examples::sample;
use filter::{Filter, Names, Position};

/// Why a predicate is refused, in one line.
fn refused(predicate: &str) -> String {
    let prepared = sample();
    match Filter::from_text(predicate, &Names::new(&prepared.collection().schema)) {
        Ok(_) => panic!("{predicate} is not refused"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_what_would_be_right() {
    for (predicate, place, words) in [
        ("", 1, "the filter is empty"),
        ("famlies > 1", 1, "no property “famlies”"),
        ("1 < Families", 5, "families is meant"),
        ("name = Lincoln", 8, "no property “Lincoln”"),
        ("families = '40'", 12, "Numbers stand without quotes"),
        ("since = '2026-09-01'", 9, "DATE('2026-09-01')"),
        ("since = DATE('2026-9-1')", 14, "“2026-9-1” is no date"),
        ("since = DATE('2026-02-30')", 14, "is no date"),
        ("from > TIMESTAMP('2026-09-01')", 18, "is no timestamp"),
        (
            "families LIKE '4%'",
            1,
            "“families” (a number) stands where a text must",
        ),
        ("name = NULL", 8, "IS NULL"),
        ("parts = 'x'", 1, "cannot be filtered by"),
        ("languages = 'Spanish'", 13, "A_CONTAINS"),
        ("A_CONTAINS(name, ('x'))", 12, "is no list"),
        ("A_CONTAINS(languages, (1))", 12, "texts in single quotes"),
        ("name", 1, "stands where a condition must"),
        ("open > false", 6, "= and <>"),
        ("geometry = POINT(1 1)", 1, "S_INTERSECTS"),
        (
            "S_INTERSECTS(geometry, POINT(1 91))",
            24,
            "not on the Earth",
        ),
        (
            "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1)))",
            24,
            "not closed",
        ),
        (
            "S_INTERSECTS(geometry, BBOX(0, 2, 1, 1))",
            24,
            "farther south",
        ),
        ("S_INTERSECTS(geometry, BBOX(0, 2, 1))", 24, "has 3 numbers"),
        ("S_INTERSECTS(geometry)", 1, "given 1 values"),
        (
            "T_DURING(since, INTERVAL('2026-09-01', '..'))",
            1,
            "asked of an instant",
        ),
        (
            "T_AFTER(since, INTERVAL('2026-09-02', '2026-09-01'))",
            16,
            "ends before it starts",
        ),
        ("Foo(name) = 1", 1, "no function “Foo”"),
        ("name == 'x'", 6, "written ="),
        ("name = \"Lincoln\"", 8, "no property “Lincoln”"),
        ("name = 'Lincoln", 8, "has no end"),
        ("(families > 1", 1, "not closed"),
        ("families > 1)", 13, "closes"),
        ("families > ", 11, "ends where a value must stand"),
        ("families > 1 families < 2", 14, "an operator is missing"),
        ("families > 1 AND AND open", 18, "a value is missing"),
        ("1 < families < 3", 14, "compares twice"),
        ("families BETWEEN 1 OR 2", 20, "two bounds"),
        ("families BETWEEN 1", 19, "two bounds"),
        ("families IN 1", 10, "IN has no list"),
        ("families IN ()", 10, "list of IN is empty"),
        ("families IS 1", 10, "IS NULL"),
        ("families NOT = 1", 10, "NOT LIKE"),
        ("name LIKE name", 6, "pattern of LIKE is a property"),
        ("families = 1e999", 10, "larger than a number"),
        ("name = 'a' && open", 12, "joined with AND"),
        ("families = 4x", 12, "no number"),
        ("a_equals((geometry), ('x'))", 11, "is no list"),
    ] {
        let message = refused(predicate);
        assert!(message.contains(words), "{predicate}: {message}");
        assert!(
            message.starts_with(&format!("at character {place}:")),
            "{predicate}: {message}"
        );
    }
}

#[test]
fn what_is_wrong_in_json_is_said_with_its_pointer() {
    let prepared = sample();
    for (json, pointer, words) in [
        ("{", None, "no JSON"),
        ("[]", None, "a list stands where"),
        ("null", Some(""), "isNull"),
        (
            r#"{"op":"=","args":[{"property":"nobody"},1]}"#,
            Some("/args/0/property"),
            "no property",
        ),
        (
            r#"{"op":"=","args":[{"property":"families"}]}"#,
            Some("/args"),
            "takes 2",
        ),
        (
            r#"{"op":"and","args":[true,{"op":"=","args":[{"property":"since"},"2026-09-01"]}]}"#,
            Some("/args/1/args/1"),
            "DATE",
        ),
        (
            r#"{"op":"=","args":[{"property":"since"},{"date":"x"}]}"#,
            Some("/args/1/date"),
            "no date",
        ),
        (
            r#"{"op":"=","args":[{"property":1},1]}"#,
            Some("/args/0/property"),
            "a string",
        ),
        (
            r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}"#,
            Some("/args/1"),
            "has 1 numbers",
        ),
        (
            r#"{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[1,2,3]}]}"#,
            Some("/args/1/bbox"),
            "four or six",
        ),
        (r#"{"op":"frob","args":[]}"#, Some("/op"), "no function"),
        (r#"{"args":[]}"#, Some(""), "incomplete"),
    ] {
        let error =
            Filter::from_json(json, &Names::new(&prepared.collection().schema)).unwrap_err();
        assert!(error.to_string().contains(words), "{json}: {error}");
        let expected = pointer.map(|pointer| Position::Pointer(pointer.to_owned()));
        assert_eq!(error.position, expected, "{json}: {error}");
    }
}
