//! The planar graph from which every layer of polygons is assembled, so that borders coincide to the last vertex.

use std::collections::{BTreeMap, BTreeSet};

use super::terrain::{COLUMNS, Km, Micro, RIVER_COLUMN, ROWS, Terrain};

/// Columns whose line is an arterial street.
pub(crate) const ARTERIAL_COLUMNS: [usize; 9] = [3, 8, 12, 16, 19, 22, 29, 33, 38];
/// Rows whose line is an arterial street.
pub(crate) const ARTERIAL_ROWS: [usize; 8] = [3, 7, 11, 14, 17, 20, 24, 29];
/// Rows whose street crosses the river.
pub(crate) const BRIDGE_ROWS: [usize; 5] = [7, 14, 17, 20, 26];

/// Steps into which an edge is cut before needless points are dropped.
const STEPS: usize = 8;
/// A point nearer to the line between its neighbors than this is needless.
const TOLERANCE_KM: f64 = 0.004;

/// A diagonal street that cuts its squares in two: from a node, by a step, so many times.
pub(crate) struct Diagonal {
    /// Name of the street.
    pub(crate) name: &'static str,
    /// Column and row of the first node.
    pub(crate) from: (usize, usize),
    /// Columns east (1) or west (-1) a step; every step goes one row north (1) or south (-1).
    pub(crate) step: (isize, isize),
    /// Number of steps.
    pub(crate) n_steps: usize,
}

/// The diagonal streets.
pub(crate) const DIAGONALS: [Diagonal; 4] = [
    Diagonal {
        name: "Old Mission Trail",
        from: (19, 17),
        step: (-1, 1),
        n_steps: 11,
    },
    Diagonal {
        name: "Railroad Avenue",
        from: (19, 17),
        step: (-1, -1),
        n_steps: 12,
    },
    Diagonal {
        name: "Quarry Road",
        from: (21, 20),
        step: (1, 1),
        n_steps: 3,
    },
    Diagonal {
        name: "Sandstone Pike",
        from: (26, 16),
        step: (1, -1),
        n_steps: 9,
    },
];

/// A piece of ground that no border cuts.
pub(crate) struct Atom {
    /// Nodes around it, counterclockwise.
    pub(crate) corners: Vec<usize>,
    /// Its middle on the grid.
    pub(crate) grid: (f64, f64),
    /// Its middle on the ground.
    pub(crate) center: Km,
    /// Area.
    pub(crate) area_km2: f64,
    /// Children who live there.
    pub(crate) children: f64,
    /// Whether it lies east of the river.
    pub(crate) is_east: bool,
}

/// What a border between two atoms runs along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Along {
    /// The river.
    River,
    /// A main street.
    Arterial,
    /// A small street or nothing.
    Street,
}

/// Where two atoms meet.
pub(crate) struct Neighbor {
    /// The other atom.
    pub(crate) atom: usize,
    /// What the shared edge runs along.
    pub(crate) along: Along,
    /// The nodes of the shared edge.
    pub(crate) nodes: (usize, usize),
}

/// The planar graph of the district.
pub(crate) struct Mesh<'t> {
    /// The ground below.
    pub(crate) terrain: &'t Terrain,
    /// All atoms of the district.
    pub(crate) atoms: Vec<Atom>,
    /// For each atom, those it shares an edge with.
    pub(crate) neighbors: Vec<Vec<Neighbor>>,
    /// For each node, the atoms around it.
    pub(crate) around: BTreeMap<usize, Vec<usize>>,
}

impl<'t> Mesh<'t> {
    /// Cuts the district into atoms. `children` gives children per square kilometer for a middle on grid and ground.
    pub(crate) fn build(terrain: &'t Terrain, children: impl Fn((f64, f64), Km) -> f64) -> Self {
        let squares = district_squares(terrain);
        let mut atoms = Vec::new();
        for &(i, j) in &squares {
            for corners in square_parts(i, j) {
                atoms.push(atom(terrain, corners, &children));
            }
        }
        let neighbors = neighbors(&atoms);
        let mut around: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, atom) in atoms.iter().enumerate() {
            for &corner in &atom.corners {
                around.entry(corner).or_default().push(index);
            }
        }
        Self {
            terrain,
            atoms,
            neighbors,
            around,
        }
    }

    /// The polygon made of a set of atoms: an outer ring counterclockwise, then holes. The rings are closed.
    pub(crate) fn polygon(&self, atoms: &BTreeSet<usize>) -> Vec<Vec<Micro>> {
        let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut edges = BTreeSet::new();
        for &index in atoms {
            edges.extend(directed_edges(&self.atoms[index].corners));
        }
        for &(from, to) in &edges {
            if !edges.contains(&(to, from)) {
                next.entry(from).or_default().push(to);
            }
        }
        let mut rings = Vec::new();
        while let Some((&start, _)) = next.iter().find(|(_, to)| !to.is_empty()) {
            rings.push(self.ring(start, &mut next));
        }
        rings.sort_by_key(|ring| std::cmp::Reverse(doubled_area(ring)));
        rings
    }

    /// The number of children in a set of atoms.
    pub(crate) fn children(&self, atoms: &BTreeSet<usize>) -> f64 {
        atoms.iter().map(|&atom| self.atoms[atom].children).sum()
    }

    /// The atom whose middle is nearest to a place.
    pub(crate) fn nearest(&self, place: Km) -> usize {
        let distance = |atom: &Atom| (atom.center.distance(place) * 1e6) as u64;
        (0..self.atoms.len())
            .min_by_key(|&index| distance(&self.atoms[index]))
            .unwrap_or(0)
    }

    fn ring(&self, start: usize, next: &mut BTreeMap<usize, Vec<usize>>) -> Vec<Micro> {
        let mut ring = Vec::new();
        let mut node = start;
        while let Some(to) = next.get_mut(&node).and_then(Vec::pop) {
            ring.extend(edge_points(self.terrain, node, to));
            node = to;
            if node == start {
                break;
            }
        }
        let first = ring[0];
        ring.push(first);
        ring
    }
}

/// Column and row of a node.
pub(crate) fn node_place(node: usize) -> (usize, usize) {
    (node % (COLUMNS + 1), node / (COLUMNS + 1))
}

/// The node at a column and row.
pub(crate) fn node_at(column: usize, row: usize) -> usize {
    row * (COLUMNS + 1) + column
}

/// Twice the signed area of a closed ring in square millionths of a degree; positive when it runs counterclockwise.
pub(crate) fn doubled_area(ring: &[Micro]) -> i128 {
    ring.windows(2)
        .map(|pair| {
            i128::from(pair[0].lon) * i128::from(pair[1].lat)
                - i128::from(pair[1].lon) * i128::from(pair[0].lat)
        })
        .sum()
}

/// Points of a line on the ground through places on the grid, without needless ones.
pub(crate) fn trace(terrain: &Terrain, grid: &[(f64, f64)], tolerance_km: f64) -> Vec<Km> {
    let points: Vec<Km> = grid.iter().map(|&(u, v)| terrain.ground(u, v)).collect();
    simplify(&points, tolerance_km)
}

/// The points of the edge from one node up to, but without, the other: the same ones whoever asks.
fn edge_points(terrain: &Terrain, from: usize, to: usize) -> Vec<Micro> {
    let (low, high) = (from.min(to), from.max(to));
    let ((u0, v0), (u1, v1)) = (node_place(low), node_place(high));
    let grid: Vec<(f64, f64)> = (0..=STEPS)
        .map(|k| {
            let share = k as f64 / STEPS as f64;
            let between = |a: usize, b: usize| a as f64 * (1.0 - share) + b as f64 * share;
            (between(u0, u1), between(v0, v1))
        })
        .collect();
    let mut points: Vec<Micro> = trace(terrain, &grid, TOLERANCE_KM)
        .into_iter()
        .map(Km::micro)
        .collect();
    if from > to {
        points.reverse();
    }
    points.pop();
    points
}

/// Douglas-Peucker.
fn simplify(points: &[Km], tolerance_km: f64) -> Vec<Km> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let mut farthest = (0, 0.0);
    for (index, &point) in points.iter().enumerate() {
        let off = distance_to_line(point, first, last);
        if off > farthest.1 {
            farthest = (index, off);
        }
    }
    if farthest.1 <= tolerance_km {
        return if points.len() < 2 {
            vec![first]
        } else {
            vec![first, last]
        };
    }
    let mut kept = simplify(&points[..=farthest.0], tolerance_km);
    kept.pop();
    kept.extend(simplify(&points[farthest.0..], tolerance_km));
    kept
}

fn distance_to_line(point: Km, from: Km, to: Km) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length2 = dx * dx + dy * dy;
    if length2 == 0.0 {
        return point.distance(from);
    }
    let share = (((point.x - from.x) * dx + (point.y - from.y) * dy) / length2).clamp(0.0, 1.0);
    point.distance(Km {
        x: from.x + share * dx,
        y: from.y + share * dy,
    })
}

/// Squares whose middle is in the district, as one piece that touches itself nowhere in a corner only.
fn district_squares(terrain: &Terrain) -> Vec<(usize, usize)> {
    let mut inside = BTreeSet::new();
    for j in 0..ROWS {
        for i in 0..COLUMNS {
            if terrain.is_in_district(terrain.ground(i as f64 + 0.5, j as f64 + 0.5)) {
                inside.insert((i, j));
            }
        }
    }
    // Lone teeth and notches make corner contacts and odd outlines, so squares follow the majority of their neighbors.
    for _ in 0..4 {
        let near = |(i, j): (usize, usize)| {
            let sides = [
                (i.wrapping_sub(1), j),
                (i + 1, j),
                (i, j.wrapping_sub(1)),
                (i, j + 1),
            ];
            sides.iter().filter(|side| inside.contains(side)).count()
        };
        let flips: Vec<(usize, usize)> = (0..ROWS)
            .flat_map(|j| (0..COLUMNS).map(move |i| (i, j)))
            .filter(|square| {
                if inside.contains(square) {
                    near(*square) <= 1
                } else {
                    near(*square) >= 3
                }
            })
            .collect();
        for square in flips {
            if !inside.remove(&square) {
                inside.insert(square);
            }
        }
    }
    inside.into_iter().collect()
}

/// The square cut by the diagonal street that runs through it, if one does.
fn square_parts(i: usize, j: usize) -> Vec<Vec<usize>> {
    let [sw, se, ne, nw] = [
        node_at(i, j),
        node_at(i + 1, j),
        node_at(i + 1, j + 1),
        node_at(i, j + 1),
    ];
    for diagonal in &DIAGONALS {
        for pair in diagonal_nodes(diagonal).windows(2) {
            let ends = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            if ends == (sw, ne) {
                return vec![vec![sw, se, ne], vec![sw, ne, nw]];
            }
            if ends == (se, nw) {
                return vec![vec![sw, se, nw], vec![se, ne, nw]];
            }
        }
    }
    vec![vec![sw, se, ne, nw]]
}

/// The nodes along a diagonal street.
pub(crate) fn diagonal_nodes(diagonal: &Diagonal) -> Vec<usize> {
    (0..=diagonal.n_steps as isize)
        .map(|k| {
            let column = diagonal.from.0.saturating_add_signed(k * diagonal.step.0);
            let row = diagonal.from.1.saturating_add_signed(k * diagonal.step.1);
            node_at(column, row)
        })
        .collect()
}

fn atom(terrain: &Terrain, corners: Vec<usize>, children: impl Fn((f64, f64), Km) -> f64) -> Atom {
    let places: Vec<(f64, f64)> = corners
        .iter()
        .map(|&node| node_place(node))
        .map(|(i, j)| (i as f64, j as f64))
        .collect();
    let n = places.len() as f64;
    let grid = (
        places.iter().map(|p| p.0).sum::<f64>() / n,
        places.iter().map(|p| p.1).sum::<f64>() / n,
    );
    let center = terrain.ground(grid.0, grid.1);
    let outline: Vec<Km> = places.iter().map(|&(u, v)| terrain.ground(u, v)).collect();
    let area_km2 = (0..outline.len())
        .map(|k| (outline[k], outline[(k + 1) % outline.len()]))
        .map(|(a, b)| (a.x * b.y - b.x * a.y) / 2.0)
        .sum();
    Atom {
        children: children(grid, center) * area_km2,
        is_east: grid.0 > RIVER_COLUMN as f64,
        corners,
        grid,
        center,
        area_km2,
    }
}

fn directed_edges(corners: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    (0..corners.len()).map(|k| (corners[k], corners[(k + 1) % corners.len()]))
}

fn neighbors(atoms: &[Atom]) -> Vec<Vec<Neighbor>> {
    let mut owner = BTreeMap::new();
    for (index, atom) in atoms.iter().enumerate() {
        for edge in directed_edges(&atom.corners) {
            owner.insert(edge, index);
        }
    }
    atoms
        .iter()
        .map(|atom| {
            directed_edges(&atom.corners)
                .filter_map(|(from, to)| {
                    let atom = *owner.get(&(to, from))?;
                    Some(Neighbor {
                        atom,
                        along: along(from, to),
                        nodes: (from, to),
                    })
                })
                .collect()
        })
        .collect()
}

fn along(from: usize, to: usize) -> Along {
    let ((i0, j0), (i1, j1)) = (node_place(from), node_place(to));
    if i0 == i1 && i0 == RIVER_COLUMN {
        return Along::River;
    }
    let is_diagonal = i0 != i1 && j0 != j1;
    let is_main =
        (i0 == i1 && ARTERIAL_COLUMNS.contains(&i0)) || (j0 == j1 && ARTERIAL_ROWS.contains(&j0));
    if is_diagonal || is_main {
        Along::Arterial
    } else {
        Along::Street
    }
}
