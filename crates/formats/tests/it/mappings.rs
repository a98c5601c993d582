//! What a mapping can say.

use crate::harness::{Case, ids, lines};
use formats::ImportKind::{Assets, Responses, Schools, Zones};
use formats::Mapping;
use model::record::Record;
use model::school::{Level, Operator};

fn school(map: &str, text: &str) -> formats::Import {
    Case::new(Schools).file("s.csv", text).map(map).import()
}

#[test]
fn columns_constants_translations_and_unknown_words() {
    let map = r#"
        kind = "schools"
        source = "district-schools"
        [fields]
        id = "GIS_ID"
        name = "NAME"
        operator = { value = "district" }
        levels = { column = "LEVEL_", values = { ES = "elementary", EC = ["elementary", "middle"], STAY = [] } }
        enrollment = { column = "TOTAL", unknown = ["0", "-1"] }
        address = { joined = ["STREET", "CITY"], with = ", " }
    "#;
    let import = school(
        map,
        "GIS_ID,NAME,LEVEL_,TOTAL,STREET,CITY\n7,Oak,EC,0,1 Elm St,\n8,Elm,STAY,12,2 Elm St,Rye\n9,Ash,XX,1,,\n",
    );
    assert_eq!(import.source, "district-schools");
    let Record::School(oak) = &import.records[0] else {
        panic!()
    };
    assert_eq!(oak.levels, [Level::Elementary, Level::Middle]);
    assert_eq!(
        (oak.operator, oak.enrollment),
        (Some(Operator::District), None)
    );
    assert_eq!(oak.address.as_deref(), Some("1 Elm St"));
    let Record::School(elm) = &import.records[1] else {
        panic!()
    };
    assert_eq!(
        (elm.levels.len(), elm.address.as_deref()),
        (0, Some("2 Elm St, Rye"))
    );
    assert!(
        import.rejected[0]
            .reason
            .contains("LEVEL_: \"XX\"; expected a word that the mapping translates: EC, ES, STAY")
    );
}

#[test]
fn a_prefix_and_a_source_may_hold_other_fields() {
    let map =
        "source = \"zones-{level}\"\n[fields]\nid = { column = \"ID\", prefix = \"{level}-\" }\n";
    let square = r#"{"type":"Polygon","coordinates":[[[0,10],[1,10],[1,11],[0,10]]]}"#;
    let text = crate::harness::collection(&[(r#"{"ID":5}"#, square)]);
    let case = Case::new(Zones).file("z.geojson", text).map(map);
    assert!(case.refusal().contains("no column for level"));
    let import = case.set("level=middle").import();
    assert_eq!(
        (ids(&import), import.source.as_str()),
        (vec!["middle-5".to_owned()], "zones-middle")
    );
}

#[test]
fn select_multiple_answers_come_in_one_column_or_in_many() {
    let split = r#"[fields]
        id = "id"
        wave = { value = "w" }
        needs = { column = "Q7", split = ", ", values = { "Food" = "food", "Rent, bills" = "utilities", "Other" = [] }, other = "unknown" }"#;
    let answers = "id,Q7\n1,\"Food, Other\"\n2,\"Food, a pony\"\n3,\n";
    let import = Case::new(Responses)
        .file("r.csv", answers)
        .map(split)
        .import();
    let needs = |place: usize| match &import.records[place] {
        Record::Response(response) => response
            .needs
            .iter()
            .map(|n| n.as_str())
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (needs(0), needs(1), needs(2).len()),
        (vec!["food"], vec!["food"], 0)
    );
    assert_eq!(import.report.count_of("untranslated"), 1);
    let columns = r#"[fields]
        id = "id"
        wave = { value = "w" }
        needs = { columns = { "q/food" = "food", "q/child" = ["child-care", "after-school"] } }"#;
    let case = Case::new(Responses)
        .file("r.csv", "id,q/food,q/child\n1,1,1\n2,0,\n3,maybe,0\n")
        .map(columns);
    let import = case.import();
    let Record::Response(first) = &import.records[0] else {
        panic!()
    };
    assert_eq!(first.needs.len(), 3);
    assert!(
        import.rejected[0].reason.contains("yes or no"),
        "{}",
        import.rejected[0].reason
    );
}

#[test]
fn rows_can_be_chosen_and_blanks_filled() {
    let map = "[when]\nSTATUS = [\"Open\", \"Planned\"]\n[fields]\nid = \"id\"\nname = { column = \"n\", default = \"no name\" }\nkind = { value = \"pool\" }\n";
    let case = Case::new(Assets)
        .file(
            "a.csv",
            "id,n,STATUS\n1,Deep,Open\n2,Dry,Closed\n3,,Planned\n",
        )
        .map(map);
    let import = case.import();
    assert_eq!(ids(&import), ["1", "3"]);
    assert!(
        lines(&import)
            .iter()
            .any(|line| line.contains("1 rows were left out"))
    );
    assert!(matches!(&import.records[1], Record::Asset(asset) if asset.name == "no name"));
}

#[test]
fn a_mistake_in_a_mapping_is_named() {
    for (text, part) in [
        ("kind = 5", "kind"),
        ("[fields]\nid = { colum = \"ID\" }", "colum"),
        (
            "[fields]\nid = { column = \"A\", value = \"B\" }",
            "exactly one of",
        ),
        ("[feilds]", "feilds"),
        ("fields", "mapping.toml"),
    ] {
        let refusal = Mapping::parse(text, "mapping.toml")
            .unwrap_err()
            .to_string();
        assert!(refusal.contains(part), "{refusal}");
    }
    let case = |map| {
        Case::new(Schools)
            .file("s.csv", "id,name\n1,Oak\n")
            .map(map)
    };
    assert!(
        case("kind = \"zones\"")
            .refusal()
            .contains("for zones, not for schools")
    );
    assert!(
        case("[fields]\nid = \"ID\"\nnme = \"name\"")
            .refusal()
            .contains("no field \"nme\"; the fields are: id, name")
    );
    assert!(
        case("[fields]\nid = \"code\"\nname = \"name\"")
            .refusal()
            .contains("no column \"code\" (for id); its columns are: id, name")
    );
    assert!(Mapping::default().set("level").is_err());
}
