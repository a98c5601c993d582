//! The real files of Washington, DC, when they lie beside the checkout: every one goes through its mapping.

use crate::harness::{Case, lines};
use formats::{ImportKind, Mapping};
use model::record::Record;
use std::path::{Path, PathBuf};

fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/washington-dc");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

fn mapping(name: &str) -> Mapping {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/mappings");
    Mapping::read(&folder.join(name)).unwrap()
}

fn case(kind: ImportKind, map: &str, file: &str) -> Option<Case> {
    let mut case = Case::new(kind).path(&data()?.join(file));
    case.mapping = mapping(map);
    Some(case)
}

#[test]
fn schools_are_read_whole() {
    for (map, file, n) in [
        (
            "dc-public-schools.toml",
            "schools/public_schools.geojson",
            122,
        ),
        (
            "dc-charter-schools.toml",
            "schools/charter_schools.geojson",
            131,
        ),
        (
            "dc-independent-schools.toml",
            "schools/independent_schools.geojson",
            62,
        ),
    ] {
        let Some(case) = case(ImportKind::Schools, map, file) else {
            return;
        };
        let import = case.import();
        println!("{file}: {:#?}", lines(&import));
        assert_eq!(
            (import.records.len(), import.rejected.len()),
            (n, 0),
            "{file}"
        );
    }
}

#[test]
fn zones_of_both_vintages_are_read_and_the_invalid_one_is_mended() {
    for folder in ["zones", "zones_2024"] {
        for (level, n) in [
            ("elementary", 74),
            ("middle", 21),
            ("high", 9 + usize::from(folder == "zones_2024")),
        ] {
            let file = format!("{folder}/{level}.geojson");
            let Some(case) = case(ImportKind::Zones, "dc-zones.toml", &file) else {
                return;
            };
            let import = case.set(&format!("level={level}")).import();
            println!("{file}: {:#?}", lines(&import));
            assert_eq!(
                (import.records.len(), import.rejected.len()),
                (n, 0),
                "{file}"
            );
            assert_eq!(import.source, format!("dc-zones-{level}"));
            let n_mended = u64::from(file == "zones/elementary.geojson");
            assert_eq!(
                import.report.count_of("self-intersection"),
                n_mended,
                "{file}"
            );
        }
    }
}

#[test]
fn areas_and_streets_are_read() {
    for (kind, map, file, n) in [
        (
            ImportKind::Neighborhoods,
            "dc-neighborhood-clusters.toml",
            "areas/neighborhood_clusters.geojson",
            39,
        ),
        (
            ImportKind::Neighborhoods,
            "dc-assessment-neighborhoods.toml",
            "areas/assessment_neighborhoods.geojson",
            71,
        ),
        (
            ImportKind::Population,
            "dc-block-groups.toml",
            "areas/census_block_groups_2010.geojson",
            450,
        ),
        (
            ImportKind::Population,
            "dc-block-groups.toml",
            "areas/census_tracts_2010.geojson",
            179,
        ),
        (
            ImportKind::Context,
            "dc-streets.toml",
            "streets/tiger_2018_roads.geojson",
            4401,
        ),
    ] {
        let Some(case) = case(kind, map, file) else {
            return;
        };
        let import = case.import();
        println!("{file}: {:#?}", lines(&import));
        assert_eq!(
            (import.records.len(), import.rejected.len()),
            (n, 0),
            "{file}"
        );
    }
}

#[test]
fn every_file_of_assets_has_a_mapping_and_is_read() {
    let Some(data) = data() else { return };
    for entry in std::fs::read_dir(data.join("assets")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        // These two are the directory itself, and a part of it with shelters in it.
        if ["human_service_locations", "homeless_service_facilities"].contains(&stem) {
            continue;
        }
        let map = format!("dc-assets-{}.toml", stem.replace('_', "-"));
        let mut case = Case::new(ImportKind::Assets).path(&path);
        case.mapping = mapping(&map);
        let import = case.import();
        println!("{stem}: {} {:#?}", import.records.len(), lines(&import));
        assert_eq!(import.rejected, [], "{stem}");
        assert!(!import.records.is_empty(), "{stem}");
    }
}

#[test]
fn the_directory_is_read_and_what_is_not_public_is_confidential() {
    let Some(mut case) = case(ImportKind::Directory, "dc-directory.toml", "hsds") else {
        return;
    };
    case.confidential = Some(
        data()
            .unwrap()
            .join("assets/human_service_locations.geojson"),
    );
    let import = case.import();
    for line in lines(&import) {
        println!("{line}");
    }
    for group in &import.report.groups {
        println!("{} {} {}", group.severity.as_str(), group.kind, group.count);
    }
    let count = |is: fn(&Record) -> bool| import.records.iter().filter(|r| is(r)).count();
    assert_eq!(import.rejected, []);
    assert_eq!(count(|r| matches!(r, Record::Organization(_))), 423);
    assert_eq!(count(|r| matches!(r, Record::Service(_))), 1461);
    assert_eq!(count(|r| matches!(r, Record::Location(_))), 1461);
    assert_eq!(count(|r| matches!(r, Record::ServiceAtLocation(_))), 1461);
    assert_eq!(
        count(|r| matches!(r, Record::Location(l) if l.is_confidential)),
        21
    );
    assert_eq!(import.report.count_of("unmapped-term"), 0);
    let with_hours =
        count(|r| matches!(r, Record::ServiceAtLocation(s) if s.offer.hours.is_some()));
    println!("hours {with_hours}");
    assert!(with_hours > 1000, "{with_hours}");
}

#[test]
fn observed_feeders_are_read() {
    let Some(data) = data() else { return };
    let map =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/mappings/dc-observed-feeders.toml");
    let file = data.join("feeder/feeder_enrollment_sy2011_12.csv");
    let rows = formats::observed_feeders::read(&file, Some(&map)).unwrap();
    assert!(
        rows.iter()
            .all(|row| row.from_school_id.starts_with("dcps_"))
    );
    assert!(
        rows.iter().any(|row| row.count.is_none()),
        "hidden counts are unknown"
    );
    println!("{} rows", rows.len());
}
