//! HSDS directories.

use crate::harness::{Case, ids, lines};
use formats::ImportKind::Directory;
use model::directory::{Location, Service, ServiceAtLocation};
use model::record::Record;
use std::io::Write;
use std::path::Path;

const ORGANIZATIONS: &str =
    "id,name,description,website\no1,Helping Hands,Volunteers,https://hands.example\n";
const SERVICES: &str = "id,organization_id,name,status,minimum_age,maximum_age,fees_description,interpretation_services,assured_date\n\
    s1,o1,Food pantry,active,,,No fee,,2026-01-31\n\
    s2,o1,Clinic,active,5,17.5,Sliding scale,Language line,\n";
const LOCATIONS: &str =
    "id,location_type,name,latitude,longitude\nl1,physical,Hall,38.9,-77.03\nl2,virtual,Line,,\n";
const SITES: &str = "id,service_id,location_id\nx1,s1,l1\nx2,s2,l1\nx3,s2,l2\n";

fn case() -> Case {
    let case = Case::new(Directory);
    case.write("hsds/organizations.csv", ORGANIZATIONS);
    case.write("hsds/services.csv", SERVICES);
    case.write("hsds/locations.csv", LOCATIONS);
    case.write("hsds/service_at_location.csv", SITES);
    let folder = case.folder().join("hsds");
    case.path(&folder)
}

fn with(table: &str, text: &str) -> Case {
    let case = case();
    case.write(&format!("hsds/{table}.csv"), text);
    case
}

fn service(import: &formats::Import, id: &str) -> Service {
    let mut services = import.records.iter().filter_map(|record| match record {
        Record::Service(service) if service.id.as_str() == id => Some((**service).clone()),
        _ => None,
    });
    services.next().unwrap()
}

fn site(import: &formats::Import, id: &str) -> ServiceAtLocation {
    let mut sites = import.records.iter().filter_map(|record| match record {
        Record::ServiceAtLocation(site) if site.id.as_str() == id => Some(site.clone()),
        _ => None,
    });
    sites.next().unwrap()
}

fn location(import: &formats::Import, id: &str) -> Location {
    let mut locations = import.records.iter().filter_map(|record| match record {
        Record::Location(location) if location.id.as_str() == id => Some(location.clone()),
        _ => None,
    });
    locations.next().unwrap()
}

#[test]
fn tables_in_a_folder_or_a_zip_give_the_same_records() {
    let import = case().import();
    assert_eq!(
        ids(&import),
        ["o1", "s1", "s2", "l1", "l2", "x1", "x2", "x3"]
    );
    assert_eq!(import.kinds.len(), 4);
    assert_eq!(
        service(&import, "s1").last_verified.as_deref(),
        Some("2026-01-31")
    );
    assert!(service(&import, "s2").has_interpreter);
    assert_eq!(
        service(&import, "s2").maximum_age.unwrap().to_string(),
        "17.5"
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let package = r#"{"resources":[{"name":"organization","path":"tables/o.csv"},{"name":"services","path":"./tables/s.csv"},
        {"name":"locations","path":"tables/locations.csv"},{"name":"service_at_location","path":["tables/x.csv"]},{"name":"phones","path":"tables/none.csv"}]}"#;
    for (name, text) in [
        ("dir/datapackage.json", package),
        ("dir/tables/o.csv", ORGANIZATIONS),
        ("dir/tables/s.csv", SERVICES),
        ("dir/tables/locations.csv", LOCATIONS),
        ("dir/tables/x.csv", SITES),
    ] {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let zipped = Case::new(Directory).file("hsds.zip", bytes).import();
    assert_eq!(zipped.records, import.records);
}

#[test]
fn a_data_package_that_points_elsewhere_is_refused() {
    for path in [
        "../secret.csv",
        "/etc/passwd",
        "https://host.example/o.csv",
        "C:\\o.csv",
    ] {
        let case = case();
        let path = path.replace('\\', "\\\\");
        case.write(
            "hsds/datapackage.json",
            format!(r#"{{"resources":[{{"name":"organization","path":"{path}"}}]}}"#),
        );
        assert!(
            case.refusal().contains("tables lie beside it"),
            "{}",
            case.refusal()
        );
    }
}

#[test]
fn keys_that_dangle_are_refused_by_table_row_and_column() {
    let import = with(
        "service_at_location",
        "id,service_id,location_id\nx1,s1,l1\nx2,s9,l1\nx3,,l2\n",
    )
    .import();
    let reasons: Vec<_> = import
        .rejected
        .iter()
        .map(|row| (row.file.as_str(), row.row, row.reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            (
                "service_at_location.csv",
                3,
                "service_id: \"s9\"; expected the id of a row of services"
            ),
            (
                "service_at_location.csv",
                4,
                "service_id: expected the id of a row of services"
            ),
        ]
    );
    let import = with("addresses", "id,location_id,address_1\na1,l9,1 Elm St\n").import();
    assert_eq!((import.rejected.len(), import.records.len()), (1, 8));
    assert!(lines(&import)[0].contains("addresses.csv, row 2, column location_id, \"l9\""));
}

#[test]
fn what_hangs_on_a_refused_row_is_refused_with_it() {
    let import = with(
        "services",
        "id,organization_id,name,status\ns1,o1,Pantry,active\ns2,o1,Clinic,sleeping\n",
    )
    .import();
    assert_eq!(ids(&import), ["o1", "s1", "l1", "l2", "x1"]);
    assert_eq!(import.rejected.len(), 3);
    assert_eq!(
        import.kept.len(),
        3,
        "the service and its two sites have not vanished"
    );
}

#[test]
fn schedules_become_hours_of_a_week_or_stay_text() {
    let header = "id,service_id,location_id,service_at_location_id,freq,interval,byday,opens_at,closes_at,description\n";
    let rows = "h1,s1,,,WEEKLY,,\"MO,TU,WE\",09:00:00Z,17:00,\n\
        h2,s1,,,WEEKLY,1,SA,20:00,02:00,\n\
        h3,,,x2,,,,,,\"9:00 am - noon, Monday - Friday\"\n\
        h4,,,x3,MONTHLY,,1MO,10:00,12:00,\n";
    let import = with("schedules", &format!("{header}{rows}")).import();
    let pantry = service(&import, "s1");
    assert_eq!(
        pantry.offer.hours.unwrap().to_string(),
        "mon-wed 09:00-17:00;sat 20:00-02:00"
    );
    assert_eq!(import.report.count_of("time-offset"), 1);
    assert_eq!(
        site(&import, "x2").offer.hours.unwrap().to_string(),
        "mon-fri 09:00-12:00"
    );
    assert_eq!(site(&import, "x3").offer.hours, None);
    assert_eq!(
        service(&import, "s2").hours_text.as_deref(),
        Some("MONTHLY 1MO 10:00 12:00")
    );
}

#[test]
fn languages_by_code_by_name_or_by_the_mapping() {
    let rows = "id,service_id,location_id,name,code\ng1,s1,,Spanish,es\ng2,s1,,Amharic,\ng3,s1,,Farsi please,\ng4,s1,,TTY,\ng5,s2,,Any,\ng6,s2,,Martian,\ng7,,l1,,yue\n";
    let case = with("languages", rows)
        .map("[languages]\n\"farsi  please\" = \"fa\"\nTTY = []\nAny = \"*\"\n");
    let import = case.import();
    let spoken: Vec<_> = service(&import, "s1")
        .offer
        .languages
        .iter()
        .map(|l| l.as_str().to_owned())
        .collect();
    assert_eq!(spoken, ["am", "es", "fa"]);
    assert!(
        service(&import, "s2").has_interpreter && service(&import, "s2").offer.languages.is_empty()
    );
    assert_eq!(import.report.count_of("unknown-language"), 1);
    assert_eq!(
        site(&import, "x1").offer.languages.len(),
        4,
        "what is spoken at the place is added"
    );
}

#[test]
fn terms_become_categories_by_mapping_by_code_or_by_the_term_above() {
    let case = with(
        "attributes",
        "id,link_id,taxonomy_term_id,link_entity\n1,s1,t1,service\n2,s1,t2,service\n3,s1,t4,service\n4,s2,t5,service\n5,s2,t6,service\n",
    );
    case.write("hsds/taxonomy_terms.csv", "id,code,name,parent_id,taxonomy\nt1,A1,Soup Kitchen,,\nt2,food,Food,,\nt3,B,Medical,,\nt4,B1,Dentists,t3,\nt5,1280,Childcare,,Open Eligibility\nt6,Z,Weather,,\n");
    let import = case
        .map("[categories]\n\"Soup Kitchen\" = []\nB = [\"health-care\", \"dental-vision\"]\n")
        .import();
    let categories = |id| {
        service(&import, id)
            .categories
            .iter()
            .map(|c| c.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(categories("s1"), ["dental-vision", "food", "health-care"]);
    assert_eq!(categories("s2"), ["child-care"]);
    let unmapped: Vec<_> = lines(&import)
        .into_iter()
        .filter(|line| line.contains("unmapped-term"))
        .collect();
    assert!(
        unmapped.len() == 1 && unmapped[0].contains("\"Weather\""),
        "{unmapped:?}"
    );
    let wrong = case_with_categories("[categories]\nX = \"bread\"\n");
    assert!(
        wrong.contains("[categories] \"X\": \"bread\" is not a need category"),
        "{wrong}"
    );
}

#[test]
fn a_term_is_of_open_eligibility_when_its_taxonomy_says_so() {
    let case = with(
        "attributes",
        "id,link_id,taxonomy_term_id,link_entity\n1,s1,t1,service\n2,s2,t2,service\n",
    );
    case.write(
        "hsds/taxonomy_terms.csv",
        "id,code,name,taxonomy_id\nt1,1102,Food,x1\nt2,1102,Food,x2\n",
    );
    case.write(
        "hsds/taxonomies.csv",
        "id,name,description\nx1,Open Eligibility,\nx2,Another,\n",
    );
    let import = case.import();
    assert_eq!(service(&import, "s1").categories.len(), 1);
    assert!(service(&import, "s2").categories.is_empty());

    let json = r#"{"id":"s1","name":"Pantry","status":"active","organization":{"id":"o1","name":"O","description":"d"},
        "attributes":[{"id":"a1","taxonomy_term":{"id":"t1","code":"1279","name":"Afterschool Care",
        "taxonomy_detail":{"id":"x1","name":"Open Eligibility","description":"d"}}}]}"#;
    let import = Case::new(Directory).file("services.json", json).import();
    let categories: Vec<_> = service(&import, "s1").categories.into_iter().collect();
    assert_eq!(categories[0].as_str(), "after-school");
}

fn case_with_categories(map: &str) -> String {
    case().map(map).refusal()
}

#[test]
fn prices_and_places_are_numbers_or_unknown() {
    let case = with(
        "cost_options",
        "id,service_id,amount,currency\n1,s2,12.50,USD\n2,s2,5,USD\n3,s2,cheap,USD\n",
    );
    case.write(
        "hsds/service_capacity.csv",
        "id,service_id,unit_id,available\n1,s1,u1,10\n2,s1,u1,5\n3,s2,u1,-4\n",
    );
    let import = case.map("[fees]\n\"no fee\" = 0\n").import();
    assert_eq!(service(&import, "s1").offer.cost.unwrap().to_string(), "0");
    assert_eq!(service(&import, "s2").offer.cost.unwrap().to_string(), "5");
    assert_eq!(
        service(&import, "s1").offer.capacity.unwrap().to_string(),
        "15"
    );
    assert_eq!(service(&import, "s2").offer.capacity, None);
    assert_eq!(import.report.count_of("bad-amount"), 2);
}

#[test]
fn a_service_area_counts_only_when_all_of_it_is_an_area() {
    let square = r#"{""type"":""Polygon"",""coordinates"":[[[0,10],[1,10],[1,11],[0,10]]]}"#;
    let rows = format!(
        "id,service_id,name,extent,extent_type\n1,s1,West,\"{square}\",geojson\n2,s2,East,\"{square}\",geojson\n3,s2,Everywhere,,\n"
    );
    let import = with("service_areas", &rows).import();
    assert!(service(&import, "s1").service_area.is_some());
    assert!(service(&import, "s2").service_area.is_none());
}

#[test]
fn accessibility_is_read_as_words_and_none_is_an_answer() {
    let rows = "id,location_id,description\n1,l1,\"Ramp, Other\"\n2,l2,none\n";
    let import = with("accessibility", rows)
        .map("[accessibility]\nRamp = \"wheelchair\"\nOther = []\n")
        .import();
    assert!(location(&import, "l1").accessibility.contains("wheelchair"));
    assert_eq!(location(&import, "l1").accessibility.len(), 1);
    assert!(location(&import, "l2").accessibility.contains("none"));
}

#[test]
fn locations_of_confidential_services_are_marked_and_stay_so() {
    let mut given = case();
    given.confidential = Some(given.write("shelters.csv", "PROGRAM,PUBLIC\ns1,0\ns2,1\n"));
    let import = given
        .map("[confidential]\ncolumn = \"PROGRAM\"\nwhen = { PUBLIC = \"0\" }\n")
        .import();
    assert!(location(&import, "l1").is_confidential && !location(&import, "l2").is_confidential);
    let mut later = case();
    later.known.confidential_locations.insert("l1".to_owned());
    assert!(
        location(&later.import(), "l1").is_confidential,
        "an import without the table opens nothing"
    );
    let mut lifted = case();
    lifted.known.confidential_locations.insert("l1".to_owned());
    lifted.confidential = Some(lifted.write("shelters.csv", "service_id\nother\n"));
    let import = lifted.import();
    assert!(!location(&import, "l1").is_confidential);
    assert_eq!(import.report.count_of("unknown-confidential"), 1);
    let mut broken = case();
    broken.confidential = Some(broken.write("shelters.csv", "service_id,x\ns1,1\n,2\n"));
    assert!(
        broken.refusal().contains("row 3 names nothing"),
        "{}",
        broken.refusal()
    );
}

#[test]
fn positions_of_locations_are_judged_like_all_others() {
    let rows = "id,location_type,latitude,longitude\nl1,physical,-77.03,38.9\nl2,physical,0,0\nl3,physical,38.9,-77.02\nl4,physical,138827,396151\nl5,physical,38.9,\n";
    let import = with("locations", rows).import();
    assert_eq!(
        location(&import, "l1").position.map(Into::into),
        Some([-77.03, 38.9])
    );
    assert_eq!(location(&import, "l2").position, None);
    assert_eq!(import.rejected.len(), 2);
}

#[test]
fn json_of_an_api_is_taken_apart() {
    let service = r#"{"id":"s1","name":"Counselling","status":"active","minimum_age":12,
        "organization":{"id":"o1","name":"Hands"},
        "schedules":[{"id":"h1","freq":"WEEKLY","byday":"TH,FR","opens_at":"10:00:00","closes_at":"18:00:00"}],
        "languages":[{"id":"g1","name":"Urdu","code":"ur"}],
        "cost_options":[{"id":"c1","amount":50,"currency":"GBP"}],
        "capacities":[{"id":"k1","available":7.0,"unit":{"id":"u1"}}],
        "attributes":[{"id":"a1","taxonomy_term":{"id":"t1","code":"mental-health","name":"Mental health"}}],
        "service_at_locations":[{"id":"x1","location":{"id":"l1","location_type":"physical","latitude":38.9,"longitude":-77.03,
            "addresses":[{"id":"d1","address_1":"1 Elm St","city":"Rye","address_type":"physical"}],
            "accessibility":[{"id":"e1","description":"wheelchair"}]}}]}"#;
    let page = format!(r#"{{"total_items":1,"contents":[{service}]}}"#);
    let list = format!("[{service},{service}]");
    let lines_of = service.replace('\n', " ") + "\n";
    for text in [service, page.as_str(), list.as_str(), lines_of.as_str()] {
        let import = Case::new(Directory).file("services.json", text).import();
        assert_eq!(lines(&import), [""; 0]);
        assert_eq!(ids(&import), ["o1", "s1", "l1", "x1"]);
        let read = self::service(&import, "s1");
        assert_eq!(
            read.offer.hours.as_ref().unwrap().to_string(),
            "thu-fri 10:00-18:00"
        );
        assert_eq!(
            (
                read.offer.cost.unwrap().to_string(),
                read.offer.capacity.unwrap().to_string()
            ),
            ("50".to_owned(), "7".to_owned())
        );
        assert_eq!(
            read.categories.iter().next().unwrap().as_str(),
            "mental-health"
        );
        let hall = location(&import, "l1");
        assert_eq!(
            (hall.address.as_deref(), hall.accessibility.len()),
            (Some("1 Elm St, Rye"), 1)
        );
    }
}

#[test]
fn what_is_no_directory_is_refused() {
    for (name, text, part) in [
        (
            "a.json",
            "{\"total_items\":0,\"contents\":[]}",
            "no organization",
        ),
        ("a.json", "{\"id\":\"s1\",", "ends in the middle"),
        ("a.csv", "id,name\n1,Oak\n", "a single text file"),
        (
            "a.json",
            "{\"id\":\"o1\",\"name\":\"Alone\"}",
            "it has no services",
        ),
    ] {
        let refusal = Case::new(Directory).file(name, text).refusal();
        assert!(refusal.contains(part), "{refusal}");
    }
    assert!(
        case()
            .set("name=x")
            .refusal()
            .contains("takes its columns from HSDS")
    );
}

/// The standard's own examples, when they lie beside the checkout.
#[test]
fn the_examples_of_the_standard_are_read() {
    let examples =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/standards/hsds-3.1/examples");
    if !examples.is_dir() {
        eprintln!("skipped: {} is not there", examples.display());
        return;
    }
    for file in [
        "service_full.json",
        "organization_full.json",
        "service_at_location_full.json",
        "tabular.json",
        "csv",
    ] {
        let import = Case::new(Directory).path(&examples.join(file)).read();
        match import {
            Ok(import) => println!(
                "{file}: {} records, {} refused {:#?}",
                import.records.len(),
                import.rejected.len(),
                lines(&import)
            ),
            Err(refusal) => panic!("{file}: {refusal}"),
        }
    }
}
