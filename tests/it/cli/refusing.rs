//! Files that are not what they should be: exit status 3, a sentence with the file's name, and a database that has not changed.

use super::snapshot;
use e2e::{DataDir, Town, fixture};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// Imports a file that must be refused, quickly, into a loaded database.
fn is_refused(data: &DataDir, kind: &str, file: &Path) -> String {
    let before = (snapshot(data), data.state());
    let started = Instant::now();
    let outcome = data.import(kind, file, &[]).expect(3);
    assert!(started.elapsed() < Duration::from_secs(30), "{outcome:#?}");
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(outcome.text().contains(name), "no {name} in {outcome:#?}");
    assert!(!outcome.stderr.is_empty(), "{outcome:#?}");
    assert!(!outcome.stderr.contains("panicked"), "{outcome:#?}");
    assert_eq!((snapshot(data), data.state()), before);
    outcome.stderr
}

fn zip_of(path: PathBuf, name: &str, write: impl FnOnce(&mut dyn Write)) -> PathBuf {
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    archive
        .start_file(name, SimpleFileOptions::default())
        .unwrap();
    write(&mut archive);
    archive.finish().unwrap();
    path
}

#[test]
fn garbage_is_refused() {
    let data = Town::load();
    is_refused(&data, "neighborhoods", &fixture("bad/garbage.geojson"));
    let noise: Vec<u8> = (0..40_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    for (kind, name) in [
        ("schools", "noise.csv"),
        ("zones", "noise.zip"),
        ("directory", "noise.json"),
        ("directory", "noise.zip"),
        ("responses", "noise.csv"),
    ] {
        is_refused(&data, kind, &data.write(name, &noise));
    }
}

#[test]
fn an_empty_file_is_refused() {
    let data = Town::load();
    is_refused(&data, "schools", &fixture("bad/empty.csv"));
    for (kind, name) in [
        ("zones", "empty.geojson"),
        ("zones", "empty.zip"),
        ("directory", "empty.json"),
        ("responses", "empty.csv"),
    ] {
        is_refused(&data, kind, &data.write(name, ""));
    }
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    let data = Town::load();
    is_refused(&data, "schools", &data.file("nowhere.csv"));
}

#[test]
fn a_geojson_in_another_crs_is_refused_and_the_crs_is_named() {
    let data = Town::load();
    let said = is_refused(&data, "neighborhoods", &fixture("bad/other_crs.geojson"));
    assert!(said.contains("26985"), "{said}");
}

#[test]
fn metres_without_a_word_about_the_crs_are_refused() {
    let data = Town::load();
    let text = std::fs::read_to_string(fixture("bad/other_crs.geojson")).unwrap();
    let start = text.find("\"crs\"").unwrap();
    let end = text.find("\"features\"").unwrap();
    let silent = format!("{}{}", &text[..start], &text[end..]);
    is_refused(
        &data,
        "neighborhoods",
        &data.write("metres.geojson", silent),
    );
}

#[test]
fn a_truncated_zip_is_refused() {
    let data = Town::load();
    let whole = zip_of(data.file("whole.zip"), "organizations.csv", |file| {
        for n in 0..5_000 {
            writeln!(file, "o{n},Organization {n}").unwrap();
        }
    });
    let bytes = std::fs::read(whole).unwrap();
    for (name, length) in [
        ("half.zip", bytes.len() / 2),
        ("most.zip", bytes.len() - 10),
    ] {
        let cut = data.write(name, &bytes[..length]);
        is_refused(&data, "directory", &cut);
        is_refused(&data, "zones", &cut);
    }
}

/// Some 1.5 MB that unpack to 1.5 GB.
#[test]
fn a_zip_bomb_is_refused() {
    let data = Town::load();
    let bomb = zip_of(data.file("bomb.zip"), "organizations.csv", |file| {
        file.write_all(b"id,name,description\n").unwrap();
        let row = vec![b'0'; 1 << 20];
        for _ in 0..1_500 {
            file.write_all(&row).unwrap();
        }
    });
    is_refused(&data, "directory", &bomb);
}

/// A header, a row and two gigabytes of nothing: it takes no room on the disk.
#[test]
fn a_csv_of_two_gigabytes_is_refused_without_reading_it() {
    let data = Town::load();
    let file = data.write(
        "huge.csv",
        "id,name,levels,lon,lat\n1,Oak,elementary,-90.0,40.0\n",
    );
    let handle = std::fs::OpenOptions::new().write(true).open(&file).unwrap();
    handle.set_len(2_100_000_000).unwrap();
    is_refused(&data, "schools", &file);
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let data = Town::load();
    is_refused(&data, "neighborhoods", &fixture("town/schools.csv"));
    is_refused(&data, "responses", &fixture("town/zones.geojson"));
}

#[test]
fn a_mapping_that_is_wrong_is_refused_and_named() {
    let data = Town::load();
    let before = snapshot(&data);
    let map = data.write("mapping.toml", "this is [ not toml");
    let file = fixture("town/schools.csv");
    let more = ["--map", map.to_str().unwrap()];
    let outcome = data.import("schools", &file, &more);
    assert!([2, 3].contains(&outcome.status), "{outcome:#?}");
    assert!(outcome.stderr.contains("mapping.toml"), "{outcome:#?}");
    assert_eq!(snapshot(&data), before);
}
