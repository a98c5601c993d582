//! The town as a whole: ground, areas and schools, from which every file is written.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::mesh::{Along, Mesh, node_place};
use super::parks;
use super::partition::{Growth, Labels, balance, grow, members, tidy};
use super::places::{ELEMENTARY, HIGH, MIDDLE, NEIGHBORHOODS, SPLIT_FEEDER, row_street};
use super::terrain::{CENTER_COLUMN, CENTER_ROW, Km, Micro, Terrain};

/// Number of population blocks.
pub(crate) const N_BLOCKS: usize = 150;
/// The share of the split elementary zone that feeds its first middle school.
const LARGER_SHARE: f64 = 0.6;

/// A source of chance for one part of the drawing, so that changing one part leaves the others alone.
pub(crate) fn chance(seed: u64, part: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(part);
    rng
}

/// The town.
pub(crate) struct Town<'t> {
    /// The planar graph.
    pub(crate) mesh: Mesh<'t>,
    /// Atoms of each elementary zone.
    pub(crate) elementary: Vec<BTreeSet<usize>>,
    /// Atoms of each middle zone.
    pub(crate) middle: Vec<BTreeSet<usize>>,
    /// Atoms of each high zone.
    pub(crate) high: Vec<BTreeSet<usize>>,
    /// Atoms of each neighborhood.
    pub(crate) neighborhoods: Vec<BTreeSet<usize>>,
    /// Atoms of each population block.
    pub(crate) blocks: Vec<BTreeSet<usize>>,
}

/// A place with an address.
pub(crate) struct Place {
    /// Where it is.
    pub(crate) position: Micro,
    /// House number and street.
    pub(crate) address: String,
}

impl<'t> Town<'t> {
    /// Settles the ground.
    pub(crate) fn draw(seed: u64, terrain: &'t Terrain) -> Self {
        let mesh = Mesh::build(terrain, |grid, place| {
            let use_of_land = if parks::is_in_park(grid) { 0.04 } else { 1.0 };
            terrain.children_per_km2(place) * use_of_land
        });
        let [elementary, middle, high] = zones(&mesh);
        let neighborhoods = neighborhoods(&mesh);
        let blocks = blocks(&mesh, &mut chance(seed, 1));
        Self {
            mesh,
            elementary,
            middle,
            high,
            neighborhoods,
            blocks,
        }
    }

    /// A place at a street in an atom.
    pub(crate) fn place_in(&self, atom: usize, rng: &mut ChaCha8Rng) -> Place {
        let atom = &self.mesh.atoms[atom];
        let sides: Vec<(usize, usize)> = (0..atom.corners.len())
            .map(|k| (atom.corners[k], atom.corners[(k + 1) % atom.corners.len()]))
            .filter(|&(a, b)| {
                node_place(a).0 == node_place(b).0 || node_place(a).1 == node_place(b).1
            })
            .collect();
        let (a, b) = sides[rng.random_range(0..sides.len())];
        let ((u0, v0), (u1, v1)) = (node_place(a), node_place(b));
        let share = rng.random_range(0.15..0.85);
        let between = |a: usize, b: usize| a as f64 + (b as f64 - a as f64) * share;
        let (u, v) = (between(u0, u1), between(v0, v1));
        let position = self
            .mesh
            .terrain
            .ground(u + (atom.grid.0 - u) * 0.18, v + (atom.grid.1 - v) * 0.18)
            .micro();
        let address = if u0 == u1 {
            column_address(u0, v)
        } else {
            row_address(v0, u)
        };
        Place { position, address }
    }

    /// An atom out of a set, more often where more children live.
    pub(crate) fn settled_atom(&self, atoms: &BTreeSet<usize>, rng: &mut ChaCha8Rng) -> usize {
        let weight = |atom: usize| self.mesh.atoms[atom].children.max(0.1);
        let mut left =
            rng.random_range(0.0..1.0) * atoms.iter().map(|&atom| weight(atom)).sum::<f64>();
        for &atom in atoms {
            left -= weight(atom);
            if left <= 0.0 {
                return atom;
            }
        }
        atoms.first().copied().unwrap_or(0)
    }

    /// The middle of an area, weighted by children.
    pub(crate) fn middle_of(&self, atoms: &BTreeSet<usize>) -> Km {
        let children = self.mesh.children(atoms);
        let mean = |axis: fn(Km) -> f64| {
            atoms
                .iter()
                .map(|&a| axis(self.mesh.atoms[a].center) * self.mesh.atoms[a].children)
                .sum::<f64>()
                / children
        };
        Km {
            x: mean(|place| place.x),
            y: mean(|place| place.y),
        }
    }
}

fn column_address(column: usize, v: f64) -> String {
    let from_main = v - CENTER_ROW as f64;
    let side = if from_main < 0.0 { "South" } else { "North" };
    format!(
        "{} {side} {}",
        house_number(from_main),
        super::places::COLUMN_STREETS[column]
    )
}

fn row_address(row: usize, u: f64) -> String {
    let from_center = u - CENTER_COLUMN as f64;
    let side = if from_center < 0.0 { "West" } else { "East" };
    let street = row_street(row, CENTER_ROW);
    // "410 East Main Street", but "South 3rd Street" already has its side and gets none.
    if row == CENTER_ROW {
        format!("{} {side} {street}", house_number(from_center))
    } else {
        format!("{} {street} {side}", house_number(from_center))
    }
}

fn house_number(squares: f64) -> u32 {
    100 + (squares.abs() * 100.0).round() as u32
}

/// Elementary, middle and high zones. Areas are grown for the elementary schools, the others are put together from them.
fn zones(mesh: &Mesh) -> [Vec<BTreeSet<usize>>; 3] {
    let all: BTreeSet<usize> = (0..mesh.atoms.len()).collect();
    let growth = Growth {
        arterial: 1.9,
        by_children: false,
    };
    let seeds: Vec<usize> = ELEMENTARY
        .iter()
        .map(|&(_, x, y, _)| mesh.nearest(Km { x, y }))
        .collect();
    let mut labels = balance(mesh, &all, &seeds, &[1.0; ELEMENTARY.len()], growth);
    let (split, other_middle) = SPLIT_FEEDER;
    split_zone(mesh, &mut labels, growth);

    let cut = ELEMENTARY.len();
    let to_elementary: Vec<usize> = (0..=cut)
        .map(|label| if label == cut { split } else { label })
        .collect();
    let middle_of = |label: usize| {
        if label == cut {
            other_middle
        } else {
            ELEMENTARY[label].3
        }
    };
    let to_middle: Vec<usize> = (0..=cut).map(middle_of).collect();
    let to_high: Vec<usize> = to_middle.iter().map(|&middle| MIDDLE[middle].1).collect();
    let single: Vec<usize> = (0..=cut).collect();
    tidy(
        mesh,
        &mut labels,
        &[
            single,
            to_elementary.clone(),
            to_middle.clone(),
            to_high.clone(),
        ],
    );

    let level = |grouping: &[usize], n: usize| {
        let labels: Labels = labels
            .iter()
            .map(|(&atom, &label)| (atom, grouping[label]))
            .collect();
        members(&labels, n)
    };
    [
        level(&to_elementary, cut),
        level(&to_middle, MIDDLE.len()),
        level(&to_high, HIGH.len()),
    ]
}

/// Cuts the split feeder in two: the part nearer to the second middle school gets a label of its own, the next free one.
fn split_zone(mesh: &Mesh, labels: &mut Labels, growth: Growth) {
    let (split, other_middle) = SPLIT_FEEDER;
    let zone: BTreeSet<usize> = labels
        .iter()
        .filter(|(_, label)| **label == split)
        .map(|(&atom, _)| atom)
        .collect();
    let centers = |middle: usize| -> Vec<Km> {
        let fed = |label: usize| label != split && ELEMENTARY[label].3 == middle;
        labels
            .iter()
            .filter(|(_, label)| fed(**label))
            .map(|(&atom, _)| mesh.atoms[atom].center)
            .collect()
    };
    let (own, other) = (centers(ELEMENTARY[split].3), centers(other_middle));
    let gap = |atom: usize, places: &[Km]| {
        places
            .iter()
            .map(|place| (place.distance(mesh.atoms[atom].center) * 1e6) as u64)
            .min()
            .unwrap_or(0)
    };
    let end = |near: &[Km], far: &[Km]| {
        zone.iter()
            .copied()
            .min_by_key(|&atom| (gap(atom, near), u64::MAX - gap(atom, far)))
            .unwrap_or(0)
    };
    let seeds = [end(&own, &other), end(&other, &own)];
    let parts = balance(
        mesh,
        &zone,
        &seeds,
        &[LARGER_SHARE, 1.0 - LARGER_SHARE],
        growth,
    );
    for (atom, part) in parts {
        if part == 1 {
            labels.insert(atom, ELEMENTARY.len());
        }
    }
}

fn neighborhoods(mesh: &Mesh) -> Vec<BTreeSet<usize>> {
    let all: BTreeSet<usize> = (0..mesh.atoms.len()).collect();
    let seeds: Vec<usize> = NEIGHBORHOODS
        .iter()
        .map(|&(_, x, y)| mesh.nearest(Km { x, y }))
        .collect();
    let growth = Growth {
        arterial: 2.2,
        by_children: true,
    };
    let mut labels = grow(mesh, &all, &seeds, &[1.0; NEIGHBORHOODS.len()], growth);
    let single = (0..NEIGHBORHOODS.len()).collect();
    tidy(mesh, &mut labels, &[single]);
    members(&labels, NEIGHBORHOODS.len())
}

fn blocks(mesh: &Mesh, rng: &mut ChaCha8Rng) -> Vec<BTreeSet<usize>> {
    let all: BTreeSet<usize> = (0..mesh.atoms.len()).collect();
    let growth = Growth {
        arterial: 1.8,
        by_children: true,
    };
    let seeds = scattered_seeds(mesh, rng);
    let mut labels = balance(mesh, &all, &seeds, &[1.0; N_BLOCKS], growth);
    tidy(mesh, &mut labels, &[(0..N_BLOCKS).collect()]);
    members(&labels, N_BLOCKS)
}

/// Seeds of the population blocks: each the best of several draws by distance to those there are, nearer where more live.
fn scattered_seeds(mesh: &Mesh, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut seeds: Vec<usize> = Vec::new();
    while seeds.len() < N_BLOCKS {
        let candidates: Vec<usize> = (0..40)
            .map(|_| rng.random_range(0..mesh.atoms.len()))
            .collect();
        let room = |&atom: &usize| {
            let own = &mesh.atoms[atom];
            let weight = (own.children / own.area_km2 + 8.0).sqrt();
            let nearest = seeds
                .iter()
                .map(|&seed| mesh.atoms[seed].center.distance(own.center))
                .fold(30.0, f64::min);
            (nearest * weight * 1e6) as u64
        };
        if let Some(best) = candidates.into_iter().max_by_key(room)
            && !seeds.contains(&best)
        {
            seeds.push(best);
        }
    }
    seeds
}

/// Whether an atom lies at a main street, where shops and offices are.
pub(crate) fn is_at_main_street(mesh: &Mesh, atom: usize) -> bool {
    mesh.neighbors[atom]
        .iter()
        .any(|neighbor| neighbor.along == Along::Arterial)
}
