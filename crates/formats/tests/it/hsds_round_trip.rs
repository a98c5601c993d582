//! A directory that is written and read again is the same directory.

use crate::harness::Case;
use formats::ImportKind;
use formats::hsds::write::{write_json, write_ndjson, write_tabular};
use model::LonLat;
use model::category::categories;
use model::directory::{
    Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
};
use model::geometry::Surface;
use model::hours::WeekHours;
use model::hsds::{Directory, Parts, Setting};
use model::language::Language;
use model::record::{Origin, Record, RecordKind};
use model::units::Micro;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;

/// Text as an import leaves it: something is said, and nothing stands around it.
fn text() -> impl Strategy<Value = String> {
    let inner = "[a-zA-Z0-9 ,;:\"'\\n\\\\/{}\\[\\]<>&%#áßñ漢-]{0,24}";
    (("[A-Za-z0-9é]", inner), "[A-Za-z0-9.!é]").prop_map(|((a, b), c)| format!("{a}{b}{c}"))
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z]{2,4}[0-9]{1,4}",
        "00[0-9]{1,3}",
        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}",
        "[a-z]{1,3}[ ,\"/é][a-z]{1,3}",
    ]
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        text(),
        Just("1200 U Street NW, Washington, DC 20009".to_owned()),
        Just("60 O Street, Suite 3, Springfield, OR 97477-1290".to_owned()),
        "[A-Z][a-z]{1,5}, [A-Z][a-z]{1,5}, [A-Z]{1,3} [0-9]{4,5}",
    ]
}

fn url() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("https://example.org/a?b=c%20d".to_owned()),
        Just("www.example.org".to_owned()),
        text(),
    ]
}

fn micro() -> impl Strategy<Value = Micro> {
    prop_oneof![
        0..500_u64,
        0..5_000_000_000_u64,
        (0..900_u64).prop_map(|n| n * 1_000_000)
    ]
    .prop_map(Micro::from_millionths)
}

fn age() -> impl Strategy<Value = Micro> {
    (0..100_u64).prop_map(|quarters| Micro::from_millionths(quarters * 250_000))
}

fn languages() -> impl Strategy<Value = BTreeSet<Language>> {
    let codes = prop::sample::select(vec!["en", "es", "yue", "cmn", "zh", "am", "fr", "hak"]);
    let language = codes.prop_map(|code| Language::parse(code).unwrap().unwrap());
    btree_set(language, 0..4)
}

fn hours() -> impl Strategy<Value = WeekHours> {
    let entry = (0..7_u32, 0..96_u32, 1..97_u32);
    vec(entry, 1..6).prop_filter_map("hours", |entries| {
        let entries: Vec<_> = entries
            .into_iter()
            .map(|(day, opens, closes)| (day, opens * 15, closes * 15))
            .collect();
        WeekHours::from_entries(&entries).ok()?
    })
}

fn offer() -> impl Strategy<Value = Offer> {
    let parts = (
        option::of(hours()),
        languages(),
        option::of(micro()),
        option::of(micro()),
    );
    parts.prop_map(|(hours, languages, cost, capacity)| Offer {
        hours,
        languages,
        cost,
        capacity,
    })
}

/// A box around a district with another inside it, wound as RFC 7946 says.
fn area() -> impl Strategy<Value = Surface> {
    (0.01..0.4_f64, any::<bool>()).prop_map(|(size, has_hole)| {
        let ring = |west: f64, size: f64| {
            let (east, south, north) = (west + size, 38.0, 38.0 + size);
            vec![
                [west, south],
                [east, south],
                [east, north],
                [west, north],
                [west, south],
            ]
        };
        let mut polygon = vec![ring(-77.5, size)];
        if has_hole {
            let (a, b) = (size / 4.0, size / 2.0);
            let (x, y) = (-77.5 + a, 38.0 + a);
            polygon.push(vec![[x, y], [x, y + b], [x + b, y + b], [x + b, y], [x, y]]);
        }
        Surface::try_new(vec![polygon]).unwrap()
    })
}

#[derive(Debug, Clone)]
struct Drawn {
    organizations: Vec<Organization>,
    services: Vec<Service>,
    locations: Vec<Location>,
    sites: Vec<ServiceAtLocation>,
}

fn organization() -> impl Strategy<Value = Organization> {
    (id(), text(), option::of(text()), option::of(url())).prop_map(
        |(id, name, description, url)| Organization {
            id: id.try_into().unwrap(),
            name,
            description,
            url,
        },
    )
}

fn service() -> impl Strategy<Value = Service> {
    let all: Vec<_> = categories()
        .map(|category| category.category_id())
        .collect();
    let words = (
        text(),
        option::of(text()),
        option::of(url()),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    );
    let status = prop::sample::select(vec![
        ServiceStatus::Active,
        ServiceStatus::Inactive,
        ServiceStatus::Defunct,
        ServiceStatus::TemporarilyClosed,
    ]);
    let facts = (
        status,
        btree_set(prop::sample::select(all), 0..4),
        option::of(age()),
        option::of(age()),
        option::of(area()),
        any::<bool>(),
        option::of(Just("2026-03-31".to_owned())),
    );
    (id(), words, facts, offer()).prop_map(|(id, words, facts, offer)| {
        let (name, description, url, eligibility_description, hours_text, phone) = words;
        let (status, categories, a, b, service_area, has_interpreter, last_verified) = facts;
        let (minimum_age, maximum_age) = if a > b && b.is_some() { (b, a) } else { (a, b) };
        Service {
            id: id.try_into().unwrap(),
            organization_id: "x".try_into().unwrap(),
            name,
            description,
            url,
            status,
            categories,
            minimum_age,
            maximum_age,
            eligibility_description,
            service_area,
            offer,
            // A remark keeps the text from being hours that can be computed with.
            hours_text: hours_text.map(|text| format!("by appointment: {text}")),
            has_interpreter,
            last_verified,
            phone,
        }
    })
}

fn location() -> impl Strategy<Value = Location> {
    let kind = prop::sample::select(vec![
        LocationType::Physical,
        LocationType::Postal,
        LocationType::Virtual,
    ]);
    let position = (-77.2..-76.8_f64, 38.7..39.1_f64);
    let position = position.prop_map(|(lon, lat)| LonLat::try_new(lon, lat).unwrap());
    let words = btree_set("[a-z]{3,8}( [a-z]{3,8})?", 0..3);
    let parts = (
        id(),
        kind,
        option::of(text()),
        option::of(address()),
        option::of(position),
        words,
        any::<bool>(),
    );
    parts.prop_map(
        |(id, location_type, name, address, position, accessibility, is_confidential)| Location {
            id: id.try_into().unwrap(),
            location_type,
            name,
            address,
            position,
            accessibility,
            is_confidential,
        },
    )
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let records = (
        vec(organization(), 1..4),
        vec((service(), any::<usize>()), 1..5),
        vec(location(), 0..4),
        vec((id(), offer(), any::<usize>(), any::<usize>()), 0..6),
    );
    records.prop_map(|(mut organizations, services, mut locations, sites)| {
        organizations.sort_by(|a, b| a.id.cmp(&b.id));
        organizations.dedup_by(|a, b| a.id == b.id);
        locations.sort_by(|a, b| a.id.cmp(&b.id));
        locations.dedup_by(|a, b| a.id == b.id);
        let mut services: Vec<_> = services
            .into_iter()
            .map(|(service, n)| Service {
                organization_id: organizations[n % organizations.len()].id.clone(),
                ..service
            })
            .collect();
        services.sort_by(|a, b| a.id.cmp(&b.id));
        services.dedup_by(|a, b| a.id == b.id);
        let mut sites: Vec<_> = sites
            .into_iter()
            .filter(|_| !locations.is_empty())
            .map(|(id, offer, s, l)| ServiceAtLocation {
                id: id.try_into().unwrap(),
                service_id: services[s % services.len()].id.clone(),
                location_id: locations[l % locations.len()].id.clone(),
                offer,
            })
            .collect();
        sites.sort_by(|a, b| a.id.cmp(&b.id));
        sites.dedup_by(|a, b| a.id == b.id);
        Drawn {
            organizations,
            services,
            locations,
            sites,
        }
    })
}

impl Drawn {
    fn directory(&self) -> Directory {
        let origin = Origin {
            source: "city".into(),
            changed_at: "2026-09-01T08:00:00.25Z".to_owned(),
            changed_before: None,
        };
        let parts = Parts {
            organizations: self.organizations.iter().collect(),
            services: self.services.iter().collect(),
            locations: self.locations.iter().collect(),
            services_at_locations: self.sites.iter().collect(),
        };
        let find = |_: RecordKind, _: &str| Some(&origin);
        let setting = Setting {
            publisher: Some("Sample District"),
            time_zone: Some("America/New_York"),
            origin: &find,
        };
        Directory::build(&parts, setting)
    }

    fn records(&self) -> Vec<Record> {
        let organizations = self.organizations.iter().cloned().map(Record::Organization);
        let services = self.services.iter().cloned();
        let services = services.map(|service| Record::Service(Box::new(service)));
        let locations = self.locations.iter().cloned().map(Record::Location);
        let sites = self.sites.iter().cloned().map(Record::ServiceAtLocation);
        sorted(organizations.chain(services).chain(locations).chain(sites))
    }
}

fn sorted(records: impl Iterator<Item = Record>) -> Vec<Record> {
    let mut records: Vec<_> = records.collect();
    records.sort_by_key(|record| (record.kind(), record.id()));
    records
}

fn files(directory: &Directory) -> [(&'static str, Vec<u8>); 3] {
    let (mut json, mut lines, mut zip) = (Vec::new(), Vec::new(), Cursor::new(Vec::new()));
    write_json(directory, &mut json).unwrap();
    write_ndjson(directory, &mut lines).unwrap();
    write_tabular(directory, "Sample", &mut zip).unwrap();
    [
        ("directory.json", json),
        ("directory.ndjson", lines),
        ("directory.zip", zip.into_inner()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_directory_written_and_read_is_the_same_directory(drawn in drawn()) {
        let directory = drawn.directory();
        for (name, bytes) in files(&directory) {
            let import = Case::new(ImportKind::Directory).file(name, bytes).read().unwrap();
            prop_assert!(import.rejected.is_empty(), "{name}: {:?}", import.report);
            prop_assert_eq!(sorted(import.records.into_iter()), drawn.records(), "{}", name);
        }
    }

    #[test]
    fn the_same_directory_gives_the_same_bytes(drawn in drawn()) {
        prop_assert_eq!(files(&drawn.directory()), files(&drawn.directory()));
    }
}
