//! The background of the map: streets, the river with its creeks, lakes and parks.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::geojson::{Feature, Shape};
use super::mesh::{
    ARTERIAL_COLUMNS, ARTERIAL_ROWS, BRIDGE_ROWS, DIAGONALS, diagonal_nodes, node_at, node_place,
    trace,
};
use super::parks::{PARKS, WATERS, outline};
use super::places::{COLUMN_STREETS, row_street};
use super::terrain::{CENTER_ROW, COLUMNS, Km, Micro, RIVER_COLUMN, ROWS, Terrain};
use super::town::Town;

const TOLERANCE_KM: f64 = 0.005;
/// Children per square kilometer above which every line of the grid is a street.
const TOWN: f64 = 75.0;
/// Children per square kilometer above which the squares are cut by lanes.
const DENSE: f64 = 190.0;

/// All features of the background.
pub(crate) fn context(town: &Town, rng: &mut ChaCha8Rng) -> Vec<Feature> {
    let mut lines = Lines {
        town,
        features: Vec::new(),
    };
    let terrain = town.mesh.terrain;
    lines.add("water", "Bend River", river(terrain));
    for (name, points) in CREEKS {
        lines.add("water", name, Shape::Line(curve(terrain, points)));
    }
    for shape in &PARKS {
        lines.add("park", shape.0, outline(terrain, shape, false));
    }
    for shape in &WATERS {
        lines.add("water", shape.0, outline(terrain, shape, true));
    }
    lines.grid(rng);
    for diagonal in &DIAGONALS {
        let grid: Vec<(f64, f64)> = diagonal_nodes(diagonal)
            .iter()
            .map(|&node| float(node_place(node)))
            .collect();
        lines.street(diagonal.name, &dense(&grid));
    }
    for (name, points) in ROADS {
        lines.add("street", name, Shape::Line(curve(terrain, points)));
    }
    lines.features
}

/// Creeks, through places on the grid.
const CREEKS: [(&str, &[(f64, f64)]); 3] = [
    (
        "Limestone Creek",
        &[
            (3.0, 30.0),
            (5.6, 27.2),
            (8.2, 27.4),
            (10.6, 26.2),
            (13.0, 26.4),
            (16.0, 24.6),
            (19.2, 25.2),
            (22.0, 23.6),
            (25.0, 23.8),
        ],
    ),
    (
        "Hollow Creek",
        &[
            (40.0, 7.4),
            (37.4, 8.0),
            (35.2, 6.4),
            (32.6, 6.8),
            (30.2, 5.2),
            (27.6, 6.0),
            (25.0, 5.4),
        ],
    ),
    (
        "Heron Brook",
        &[
            (35.2, 24.0),
            (33.6, 22.0),
            (31.4, 21.9),
            (29.6, 20.5),
            (27.4, 21.0),
            (25.0, 19.9),
        ],
    ),
];

/// Roads that follow no grid: the highway around the town and the lanes of the hills.
const ROADS: [(&str, &[(f64, f64)]); 5] = [
    (
        "State Highway 9",
        &[
            (1.0, 12.0),
            (4.5, 11.6),
            (7.4, 8.8),
            (10.0, 6.0),
            (14.0, 4.2),
            (19.0, 4.6),
            (23.0, 5.6),
            (26.5, 5.5),
            (30.0, 3.4),
            (33.0, 1.6),
        ],
    ),
    (
        "Northern Loop",
        &[
            (7.0, 21.5),
            (8.6, 25.4),
            (12.0, 28.2),
            (16.4, 29.6),
            (20.6, 28.2),
            (23.4, 26.3),
            (26.6, 26.0),
            (30.0, 26.8),
            (33.0, 28.0),
        ],
    ),
    (
        "Quarry Ridge Drive",
        &[
            (5.0, 24.0),
            (6.2, 26.0),
            (5.6, 28.2),
            (7.4, 30.2),
            (10.2, 30.0),
            (11.6, 28.1),
        ],
    ),
    (
        "Lake Shore Drive",
        &[
            (31.6, 24.0),
            (32.8, 26.6),
            (35.6, 27.0),
            (38.0, 25.6),
            (38.2, 23.6),
            (36.0, 22.4),
            (33.4, 22.6),
            (31.6, 24.0),
        ],
    ),
    (
        "Cedar Flats Loop",
        &[
            (29.0, 13.4),
            (31.4, 14.6),
            (34.0, 14.2),
            (36.8, 15.4),
            (37.4, 18.0),
            (35.0, 19.6),
            (31.8, 19.0),
        ],
    ),
];

struct Lines<'a, 't> {
    town: &'a Town<'t>,
    features: Vec<Feature>,
}

impl Lines<'_, '_> {
    fn add(&mut self, kind: &str, name: &str, shape: Shape) {
        let id = format!("c{:04}", self.features.len() + 1);
        let properties = vec![
            ("id", json!(id)),
            ("kind", json!(kind)),
            ("name", json!(name)),
        ];
        self.features.push(Feature { properties, shape });
    }

    fn street(&mut self, name: &str, grid: &[(f64, f64)]) {
        let points = trace(self.town.mesh.terrain, grid, TOLERANCE_KM);
        if points.len() > 1 {
            self.add(
                "street",
                name,
                Shape::Line(points.into_iter().map(Km::micro).collect()),
            );
        }
    }

    fn grid(&mut self, rng: &mut ChaCha8Rng) {
        for (column, &name) in COLUMN_STREETS.iter().enumerate() {
            let is_river = column == RIVER_COLUMN;
            let is_main = ARTERIAL_COLUMNS.contains(&column) || is_river;
            let kept: Vec<bool> = (0..ROWS)
                .map(|row| self.is_street(rng, (column, row), true, is_main))
                .collect();
            if is_river {
                // The river itself is no street: a levee road runs along either bank.
                self.column_runs("West Levee Road", column as f64 - 0.36, &kept);
                self.column_runs("East Levee Road", column as f64 + 0.36, &kept);
            } else {
                self.column_runs(name, column as f64, &kept);
            }
        }
        for row in 0..=ROWS {
            let crosses = BRIDGE_ROWS.contains(&row);
            let is_main = ARTERIAL_ROWS.contains(&row) || crosses;
            let kept: Vec<bool> = (0..COLUMNS)
                .map(|column| self.is_street(rng, (column, row), false, is_main))
                .collect();
            self.row_runs(&row_street(row, CENTER_ROW), row, &kept, crosses);
        }
        self.lanes(rng);
    }

    /// One street for each run of steps that are there, along a column.
    fn column_runs(&mut self, name: &str, u: f64, kept: &[bool]) {
        for (from, to) in stretches(kept) {
            let grid: Vec<(f64, f64)> = (from * 4..=to * 4).map(|k| (u, k as f64 / 4.0)).collect();
            self.street(name, &grid);
        }
    }

    /// The same along a row, where only bridges cross the river.
    fn row_runs(&mut self, name: &str, row: usize, kept: &[bool], crosses: bool) {
        for (from, to) in stretches(kept) {
            let parts = if crosses || to <= RIVER_COLUMN || from >= RIVER_COLUMN {
                vec![(from as f64, to as f64)]
            } else {
                vec![
                    (from as f64, RIVER_COLUMN as f64),
                    (RIVER_COLUMN as f64, to as f64),
                ]
            };
            for (mut west, mut east) in parts {
                if !crosses && east == RIVER_COLUMN as f64 {
                    east -= 0.36;
                }
                if !crosses && west == RIVER_COLUMN as f64 {
                    west += 0.36;
                }
                let n = ((east - west) * 4.0).ceil().max(1.0) as usize;
                let grid: Vec<(f64, f64)> = (0..=n)
                    .map(|k| (west + (east - west) * k as f64 / n as f64, row as f64))
                    .collect();
                self.street(name, &grid);
            }
        }
    }

    /// Lanes through the middle of dense squares, in short runs.
    fn lanes(&mut self, rng: &mut ChaCha8Rng) {
        for row in 0..ROWS {
            let kept: Vec<bool> = (0..COLUMNS)
                .map(|i| self.is_lane(rng, i, row, 0.85))
                .collect();
            for (from, to) in stretches(&kept) {
                let wave = rng.random_range(0.0..0.10);
                let grid: Vec<(f64, f64)> = (from * 4..=to * 4)
                    .map(|k| k as f64 / 4.0)
                    .map(|u| (u, row as f64 + 0.5 + wave * (u * 2.4).sin()))
                    .collect();
                self.street(
                    &format!(
                        "{} Lane",
                        row_street(row, CENTER_ROW).replace(" Street", "")
                    ),
                    &grid,
                );
            }
        }
        for (column, street) in COLUMN_STREETS.iter().enumerate().take(COLUMNS) {
            let kept: Vec<bool> = (0..ROWS)
                .map(|j| self.is_lane(rng, column, j, 0.45))
                .collect();
            for (from, to) in stretches(&kept) {
                let grid: Vec<(f64, f64)> = (from * 4..=to * 4)
                    .map(|k| (column as f64 + 0.5, k as f64 / 4.0))
                    .collect();
                let name = street.rsplit_once(' ').map_or("", |(name, _)| name);
                self.street(&format!("{name} Court"), &grid);
            }
        }
    }

    fn is_lane(&self, rng: &mut ChaCha8Rng, column: usize, row: usize, chance: f64) -> bool {
        let roll = rng.random_bool(chance);
        let at_river = column + 1 == RIVER_COLUMN || column == RIVER_COLUMN;
        let corners = [
            node_at(column, row),
            node_at(column + 1, row),
            node_at(column + 1, row + 1),
            node_at(column, row + 1),
        ];
        roll && !at_river && self.has_atoms(&corners) && self.density(&corners) > DENSE
    }

    fn is_street(
        &self,
        rng: &mut ChaCha8Rng,
        (column, row): (usize, usize),
        is_column: bool,
        is_main: bool,
    ) -> bool {
        let roll = rng.random_range(0.0..1.0);
        let ends = [
            node_at(column, row),
            if is_column {
                node_at(column, row + 1)
            } else {
                node_at(column + 1, row)
            },
        ];
        if !self.has_atoms(&ends) {
            return false;
        }
        let density = self.density(&ends);
        let share = if density > TOWN {
            0.96
        } else if density > 25.0 {
            0.55
        } else {
            0.0
        };
        is_main || roll < share
    }

    fn has_atoms(&self, nodes: &[usize]) -> bool {
        nodes
            .iter()
            .all(|node| self.town.mesh.around.contains_key(node))
    }

    fn density(&self, nodes: &[usize]) -> f64 {
        let mesh = &self.town.mesh;
        let around = nodes
            .iter()
            .filter_map(|node| mesh.around.get(node))
            .flatten();
        let (children, area) = around.fold((0.0, 0.0), |(children, area), &atom| {
            (
                children + mesh.atoms[atom].children,
                area + mesh.atoms[atom].area_km2,
            )
        });
        if area > 0.0 { children / area } else { 0.0 }
    }
}

/// The river as a polygon, from beyond the district's southern edge to beyond its northern.
fn river(terrain: &Terrain) -> Shape {
    let u = RIVER_COLUMN as f64;
    let n = ROWS * 5;
    let middle: Vec<Km> = (0..=n)
        .map(|k| terrain.ground(u, k as f64 * ROWS as f64 / n as f64))
        .collect();
    let bank = |k: usize, side: f64| {
        let (before, after) = (middle[k.saturating_sub(1)], middle[(k + 1).min(n)]);
        let length = before.distance(after);
        let half = 0.048 + 0.016 * (k as f64 * 0.37).sin();
        let (dx, dy) = ((after.x - before.x) / length, (after.y - before.y) / length);
        Km {
            x: middle[k].x + side * half * dy,
            y: middle[k].y - side * half * dx,
        }
        .micro()
    };
    let mut ring: Vec<Micro> = (0..=n).map(|k| bank(k, 1.0)).collect();
    ring.extend((0..=n).rev().map(|k| bank(k, -1.0)));
    ring.push(ring[0]);
    Shape::Polygon(vec![ring])
}

/// A smooth line (Catmull-Rom) through places on the grid.
fn curve(terrain: &Terrain, through: &[(f64, f64)]) -> Vec<Micro> {
    let n = through.len();
    let mut grid = Vec::new();
    for k in 0..n - 1 {
        let [p0, p1, p2, p3] = [
            through[k.saturating_sub(1)],
            through[k],
            through[k + 1],
            through[(k + 2).min(n - 1)],
        ];
        for step in 0..10 {
            let t = f64::from(step) / 10.0;
            let axis = |a: f64, b: f64, c: f64, d: f64| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            grid.push((axis(p0.0, p1.0, p2.0, p3.0), axis(p0.1, p1.1, p2.1, p3.1)));
        }
    }
    grid.push(through[n - 1]);
    trace(terrain, &grid, TOLERANCE_KM)
        .into_iter()
        .map(Km::micro)
        .collect()
}

/// Runs of `true`: first index and the one after the last.
fn stretches(kept: &[bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (index, &is_kept) in kept.iter().chain([&false]).enumerate() {
        match (is_kept, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                found.push((from, index));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn dense(grid: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for pair in grid.windows(2) {
        for k in 0..4 {
            let share = f64::from(k) / 4.0;
            points.push((
                pair[0].0 + (pair[1].0 - pair[0].0) * share,
                pair[0].1 + (pair[1].1 - pair[0].1) * share,
            ));
        }
    }
    points.extend(grid.last());
    points
}

fn float((column, row): (usize, usize)) -> (f64, f64) {
    (column as f64, row as f64)
}
