//! Cutting the district into connected areas that follow the river and the main streets.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::mesh::{Along, Mesh};

/// The area to which each atom belongs.
pub(crate) type Labels = BTreeMap<usize, usize>;

/// How hard it is for an area to grow across a border.
#[derive(Clone, Copy)]
pub(crate) struct Growth {
    /// How many times harder across a main street.
    pub(crate) arterial: f64,
    /// Whether ground counts by its children, so that areas are small where many live.
    pub(crate) by_children: bool,
}

/// Grows areas from seed atoms over a set of atoms without crossing the river, each at its own pace (a larger pace is a slower growth).
pub(crate) fn grow(
    mesh: &Mesh,
    within: &BTreeSet<usize>,
    seeds: &[usize],
    paces: &[f64],
    growth: Growth,
) -> Labels {
    let mut labels = Labels::new();
    let mut queue: BinaryHeap<Reverse<(u64, usize, usize)>> = seeds
        .iter()
        .enumerate()
        .map(|(label, &atom)| Reverse((0, label, atom)))
        .collect();
    while let Some(Reverse((cost, label, atom))) = queue.pop() {
        if labels.contains_key(&atom) {
            continue;
        }
        labels.insert(atom, label);
        for neighbor in &mesh.neighbors[atom] {
            let is_open = neighbor.along != Along::River && !labels.contains_key(&neighbor.atom);
            if is_open && within.contains(&neighbor.atom) {
                let step =
                    step_cost(mesh, atom, neighbor.atom, neighbor.along, growth) * paces[label];
                queue.push(Reverse((cost + (step * 1e6) as u64, label, neighbor.atom)));
            }
        }
    }
    labels
}

/// Grows areas whose children stand in the given proportions, as nearly as atoms allow.
pub(crate) fn balance(
    mesh: &Mesh,
    within: &BTreeSet<usize>,
    seeds: &[usize],
    shares: &[f64],
    growth: Growth,
) -> Labels {
    let total = mesh.children(within);
    let whole: f64 = shares.iter().sum();
    let mut paces = vec![1.0; seeds.len()];
    let mut best = (f64::INFINITY, grow(mesh, within, seeds, &paces, growth));
    for _ in 0..80 {
        let labels = grow(mesh, within, seeds, &paces, growth);
        let mut children = vec![0.0; seeds.len()];
        for (&atom, &label) in &labels {
            children[label] += mesh.atoms[atom].children;
        }
        let ratios: Vec<f64> = children
            .iter()
            .zip(shares)
            .map(|(n, share)| n / (total * share / whole))
            .collect();
        let off = ratios.iter().map(|ratio| (ratio - 1.0).powi(2)).sum();
        for (pace, ratio) in paces.iter_mut().zip(&ratios) {
            *pace *= ratio.clamp(0.3, 3.0).powf(0.22);
        }
        if off < best.0 {
            best = (off, labels);
        }
    }
    best.1
}

/// Smooths ragged borders and removes corner contacts, for the areas and for every grouping of them at once.
pub(crate) fn tidy(mesh: &Mesh, labels: &mut Labels, groupings: &[Vec<usize>]) {
    for _ in 0..3 {
        smooth(mesh, labels, groupings);
    }
    for _ in 0..40 {
        let pinched: Vec<usize> = mesh
            .around
            .keys()
            .copied()
            .filter(|&node| is_pinched(mesh, labels, groupings, node))
            .collect();
        if pinched.is_empty() {
            return;
        }
        for node in pinched {
            unpinch(mesh, labels, groupings, node);
        }
    }
}

/// The atoms of each area.
pub(crate) fn members(labels: &Labels, n: usize) -> Vec<BTreeSet<usize>> {
    let mut members = vec![BTreeSet::new(); n];
    for (&atom, &label) in labels {
        members[label].insert(atom);
    }
    members
}

/// Whether a set of atoms hangs together across shared edges.
pub(crate) fn is_connected(mesh: &Mesh, atoms: &BTreeSet<usize>) -> bool {
    let Some(&start) = atoms.first() else {
        return false;
    };
    let mut seen = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(atom) = open.pop() {
        for neighbor in &mesh.neighbors[atom] {
            if atoms.contains(&neighbor.atom) && seen.insert(neighbor.atom) {
                open.push(neighbor.atom);
            }
        }
    }
    seen.len() == atoms.len()
}

fn step_cost(mesh: &Mesh, from: usize, to: usize, along: Along, growth: Growth) -> f64 {
    let (a, b) = (&mesh.atoms[from], &mesh.atoms[to]);
    let mut cost = a.center.distance(b.center);
    if growth.by_children {
        let density = (a.children + b.children) / (a.area_km2 + b.area_km2);
        cost *= (density + 12.0).sqrt();
    }
    if along == Along::Arterial {
        cost * growth.arterial
    } else {
        cost
    }
}

/// Gives an atom to the area that holds most of its sides, where main streets and the river do not count.
fn smooth(mesh: &Mesh, labels: &mut Labels, groupings: &[Vec<usize>]) {
    let atoms: Vec<usize> = labels.keys().copied().collect();
    for atom in atoms {
        let own = labels[&atom];
        let mut sides: BTreeMap<usize, usize> = BTreeMap::new();
        for neighbor in &mesh.neighbors[atom] {
            if let Some(&label) = labels.get(&neighbor.atom)
                && neighbor.along == Along::Street
            {
                *sides.entry(label).or_default() += 1;
            }
        }
        let held = sides.get(&own).copied().unwrap_or(0);
        let Some((&label, &count)) = sides
            .iter()
            .max_by_key(|(label, count)| (**count, Reverse(**label)))
        else {
            continue;
        };
        if label != own && count > held + 1 {
            try_move(mesh, labels, groupings, (atom, label));
        }
    }
}

/// Moves an atom to another area unless that tears its own area, at any level, or makes a corner contact.
fn try_move(
    mesh: &Mesh,
    labels: &mut Labels,
    groupings: &[Vec<usize>],
    (atom, label): (usize, usize),
) -> bool {
    let before = labels.insert(atom, label);
    let Some(own) = before else { return false };
    let n = groupings.first().map_or(0, Vec::len);
    let whole = groupings.iter().all(|grouping| {
        let areas = members(&grouped(labels, grouping), n);
        is_connected(mesh, &areas[grouping[own]]) && is_connected(mesh, &areas[grouping[label]])
    });
    let is_clean = whole
        && mesh.atoms[atom]
            .corners
            .iter()
            .all(|&node| !is_pinched(mesh, labels, groupings, node));
    if !is_clean {
        labels.insert(atom, own);
    }
    is_clean
}

fn grouped(labels: &Labels, grouping: &[usize]) -> Labels {
    labels
        .iter()
        .map(|(&atom, &label)| (atom, grouping[label]))
        .collect()
}

/// Whether some area touches itself at the node without sharing an edge there.
fn is_pinched(mesh: &Mesh, labels: &Labels, groupings: &[Vec<usize>], node: usize) -> bool {
    let around = &mesh.around[&node];
    groupings.iter().any(|grouping| {
        let area = |atom: usize| labels.get(&atom).map(|&label| grouping[label]);
        let areas: BTreeSet<usize> = around.iter().filter_map(|&atom| area(atom)).collect();
        areas.iter().any(|&wanted| {
            let own: BTreeSet<usize> = around
                .iter()
                .copied()
                .filter(|&atom| area(atom) == Some(wanted))
                .collect();
            n_sectors(mesh, &own, node) > 1
        })
    })
}

/// Into how many groups atoms around a node fall that share edges ending at it.
fn n_sectors(mesh: &Mesh, own: &BTreeSet<usize>, node: usize) -> usize {
    let mut left = own.clone();
    let mut n = 0;
    while let Some(start) = left.pop_first() {
        n += 1;
        let mut open = vec![start];
        while let Some(atom) = open.pop() {
            for neighbor in &mesh.neighbors[atom] {
                let meets = neighbor.nodes.0 == node || neighbor.nodes.1 == node;
                if meets && left.remove(&neighbor.atom) {
                    open.push(neighbor.atom);
                }
            }
        }
    }
    n
}

fn unpinch(mesh: &Mesh, labels: &mut Labels, groupings: &[Vec<usize>], node: usize) {
    let around = mesh.around[&node].clone();
    let near: BTreeSet<usize> = around
        .iter()
        .filter_map(|atom| labels.get(atom).copied())
        .collect();
    for &atom in &around {
        for &label in &near {
            if labels.get(&atom).is_some_and(|&own| own != label)
                && try_move(mesh, labels, groupings, (atom, label))
            {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::super::terrain::Terrain;
    use super::*;

    #[test]
    fn balanced_areas_are_connected_and_cover_every_atom() {
        let terrain = Terrain::draw(&mut ChaCha8Rng::seed_from_u64(3));
        let mesh = Mesh::build(&terrain, |_, _| 10.0);
        let all: BTreeSet<usize> = (0..mesh.atoms.len()).collect();
        let seeds = [0, all.len() / 3, all.len() - 1];
        let growth = Growth {
            arterial: 1.3,
            by_children: false,
        };
        let mut labels = balance(&mesh, &all, &seeds, &[1.0, 1.0, 2.0], growth);
        tidy(&mesh, &mut labels, &[vec![0, 1, 2]]);
        assert_eq!(labels.len(), all.len());
        for area in members(&labels, 3) {
            assert!(is_connected(&mesh, &area));
        }
    }
}
