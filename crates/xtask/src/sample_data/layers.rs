//! Schools, attendance zones, neighborhoods and population blocks as features.

use std::collections::BTreeSet;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::geojson::{Feature, Shape};
use super::places::{ELEMENTARY, HIGH, MIDDLE, NEIGHBORHOODS};
use super::terrain::Km;
use super::town::{Town, is_at_main_street};

/// The share of the children of a zone, newborn to 17, who are enrolled in its school.
const ENROLLED: [f64; 3] = [0.30, 0.145, 0.185];

/// A level of school: its word, grades, and the first digits of its ids.
struct Level {
    word: &'static str,
    grades: &'static str,
    prefix: &'static str,
    enrolled: f64,
}

const LEVELS: [Level; 3] = [
    Level {
        word: "elementary",
        grades: "PK-5",
        prefix: "01",
        enrolled: ENROLLED[0],
    },
    Level {
        word: "middle",
        grades: "6-8",
        prefix: "02",
        enrolled: ENROLLED[1],
    },
    Level {
        word: "high",
        grades: "9-12",
        prefix: "03",
        enrolled: ENROLLED[2],
    },
];

/// Schools without a zone: id, name, levels, grades, operator, place, enrollment.
type Unzoned = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Km,
    Option<u32>,
);

const UNZONED: [Unzoned; 2] = [
    (
        "0401",
        "Two Rivers Charter School",
        "elementary;middle",
        "K-8",
        "charter",
        Km { x: -1.9, y: -1.9 },
        Some(312),
    ),
    // An independent school that tells nobody how many pupils it has.
    (
        "0501",
        "Stone Bridge Academy",
        "high",
        "9-12",
        "independent",
        Km { x: 1.0, y: 1.6 },
        None,
    ),
];

/// The areas of a level in the order of their names.
fn level_areas<'a>(town: &'a Town, level: usize) -> (&'a [BTreeSet<usize>], Vec<&'static str>) {
    match level {
        0 => (
            &town.elementary,
            ELEMENTARY.iter().map(|school| school.0).collect(),
        ),
        1 => (&town.middle, MIDDLE.iter().map(|school| school.0).collect()),
        _ => (&town.high, HIGH.to_vec()),
    }
}

/// Attendance zones of a level: 0 elementary, 1 middle, 2 high.
pub(crate) fn zones(town: &Town, level: usize) -> Vec<Feature> {
    let (areas, names) = level_areas(town, level);
    let prefix = LEVELS[level].prefix;
    let rows = areas.iter().zip(names).enumerate();
    rows.map(|(index, (atoms, name))| {
        let school_id = format!("{prefix}{:02}", index + 1);
        Feature {
            properties: vec![
                ("id", json!(format!("zone-{school_id}"))),
                ("name", json!(name)),
                ("school_id", json!(school_id)),
            ],
            shape: Shape::Polygon(town.mesh.polygon(atoms)),
        }
    })
    .collect()
}

/// All schools.
pub(crate) fn schools(town: &Town, rng: &mut ChaCha8Rng) -> Vec<Feature> {
    let mut taken = BTreeSet::new();
    let mut features = Vec::new();
    for (index, level) in LEVELS.iter().enumerate() {
        let (areas, names) = level_areas(town, index);
        for (number, (atoms, name)) in areas.iter().zip(names).enumerate() {
            let atom = campus(town, atoms, &taken);
            taken.insert(atom);
            let near = rng.random_range(0.93..1.05);
            let enrollment = (town.mesh.children(atoms) * level.enrolled * near).round() as u32;
            let id = format!("{}{:02}", level.prefix, number + 1);
            let start = [
                json!(id),
                json!(name),
                json!(level.word),
                json!(level.grades),
                json!(enrollment),
                json!("district"),
            ];
            features.push(school(town, atom, start, rng));
        }
    }
    for (id, name, levels, grades, operator, place, enrollment) in UNZONED {
        let start = [
            json!(id),
            json!(name),
            json!(levels),
            json!(grades),
            json!(enrollment),
            json!(operator),
        ];
        features.push(school(town, town.mesh.nearest(place), start, rng));
    }
    features
}

/// Neighborhoods.
pub(crate) fn neighborhoods(town: &Town) -> Vec<Feature> {
    let rows = town.neighborhoods.iter().zip(NEIGHBORHOODS).enumerate();
    rows.map(|(index, (atoms, (name, _, _)))| Feature {
        properties: vec![
            ("id", json!(format!("n{:02}", index + 1))),
            ("name", json!(name)),
        ],
        shape: Shape::Polygon(town.mesh.polygon(atoms)),
    })
    .collect()
}

/// Population blocks with their children.
pub(crate) fn population(town: &Town, rng: &mut ChaCha8Rng) -> Vec<Feature> {
    let rows = town.blocks.iter().enumerate();
    rows.map(|(index, atoms)| {
        let children = (town.mesh.children(atoms) * rng.random_range(0.85..1.15)).round() as u32;
        Feature {
            properties: vec![
                ("id", json!(format!("b{:03}", index + 1))),
                ("children", json!(children)),
            ],
            shape: Shape::Polygon(town.mesh.polygon(atoms)),
        }
    })
    .collect()
}

fn school(town: &Town, atom: usize, start: [Value; 6], rng: &mut ChaCha8Rng) -> Feature {
    let place = town.place_in(atom, rng);
    let names = ["id", "name", "levels", "grades", "enrollment", "operator"];
    let mut properties: Vec<(&'static str, Value)> = names.into_iter().zip(start).collect();
    properties.push(("address", json!(place.address)));
    Feature {
        properties,
        shape: Shape::Point(place.position),
    }
}

/// The free atom nearest to the middle of a zone's children, rather at a main street.
fn campus(town: &Town, atoms: &BTreeSet<usize>, taken: &BTreeSet<usize>) -> usize {
    let middle = town.middle_of(atoms);
    let cost = |&atom: &usize| {
        let detour = if is_at_main_street(&town.mesh, atom) {
            1.0
        } else {
            1.3
        };
        ((town.mesh.atoms[atom].center.distance(middle) + 0.1) * detour * 1e6) as u64
    };
    let free = atoms.iter().copied().filter(|atom| !taken.contains(atom));
    free.min_by_key(cost).unwrap_or(0)
}
