//! The positions of one side, in a tree of bounding spheres.

use crate::distance::earth_centered_m;
use model::LonLat;

/// Positions of a leaf. Eight keep two cache lines busy, and let the compiler use vector registers.
pub(super) const LEAF: usize = 8;

/// Spheres over more leaves than this enclose those of their children, which is faster to find and hardly wider.
const EXACT_SPHERE_LEAVES: usize = 8;

/// A coordinate for the empty slots of a leaf, out of every reach.
const NOWHERE_M: f64 = 1e12;

/// The row of a position that is not known.
const NO_SLOT: u32 = u32::MAX;

/// Up to eight positions as earth-centered coordinates.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub(super) x_m: [f64; LEAF],
    pub(super) y_m: [f64; LEAF],
    pub(super) z_m: [f64; LEAF],
    /// Factor that makes a unit normal of `x, y, z / (1 - e²)`.
    pub(super) to_normal: [f64; LEAF],
    /// The same positions as they were given; empty slots repeat the last one.
    pub(super) positions: [LonLat; LEAF],
    pub(super) n_positions: usize,
}

impl Leaf {
    /// The squares of the chords from a point to every slot.
    #[inline(always)]
    pub(super) fn chords2(&self, [x, y, z]: [f64; 3]) -> [f64; LEAF] {
        let mut chords2 = [0.0; LEAF];
        for (slot, chord2) in chords2.iter_mut().enumerate() {
            let (dx, dy, dz) = (self.x_m[slot] - x, self.y_m[slot] - y, self.z_m[slot] - z);
            *chord2 = dx * dx + dy * dy + dz * dz;
        }
        chords2
    }

    /// The chords from a point to every slot.
    #[inline(always)]
    pub(super) fn chords_m(&self, point: [f64; 3]) -> [f64; LEAF] {
        let mut chords = self.chords2(point);
        for chord in &mut chords {
            *chord = chord.sqrt();
        }
        chords
    }
}

/// A sphere around some leaves.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) center_m: [f64; 3],
    pub(super) radius_m: f64,
    pub(super) first_leaf: usize,
    pub(super) n_leaves: usize,
    /// The second child; the first one follows its parent. Zero for a leaf.
    pub(super) second: usize,
}

/// The positions of the rows of one table, for [`super::sums`]. Rows at the same position share a place.
///
/// Building costs O(n log n).
#[derive(Debug)]
pub struct Places {
    /// Slot (leaf x 8 + number in the leaf) of every row.
    slots: Vec<u32>,
    pub(super) leaves: Vec<Leaf>,
    /// Parents before children, the first child right after its parent.
    pub(super) nodes: Vec<Node>,
}

/// One distinct position while the tree is built.
#[derive(Debug, Clone, Copy)]
struct Distinct {
    position: LonLat,
    /// Its number in the order of longitude, then latitude.
    number: u32,
}

impl Places {
    /// The places of `positions`, one a row. A row without a position is within reach of nothing.
    pub fn build(positions: &[Option<LonLat>]) -> Self {
        let (mut distinct, numbers) = distinct(positions);
        let n_leaves = distinct.len().div_ceil(LEAF);
        let mut places = Self {
            slots: Vec::new(),
            leaves: Vec::with_capacity(n_leaves),
            nodes: Vec::with_capacity(2 * n_leaves),
        };
        let mut slot_of = vec![NO_SLOT; distinct.len()];
        if !distinct.is_empty() {
            places.grow(&mut distinct, &mut slot_of);
        }
        let slot = |number: &Option<u32>| number.map_or(NO_SLOT, |n| slot_of[n as usize]);
        places.slots = numbers.iter().map(slot).collect();
        places
    }

    /// Rows of the table.
    pub fn n_rows(&self) -> usize {
        self.slots.len()
    }

    /// Every row's leaf and number in it, nothing where its position is not known.
    pub(super) fn slots(&self) -> impl Iterator<Item = Option<(usize, usize)>> + '_ {
        self.slots
            .iter()
            .map(|&slot| (slot != NO_SLOT).then_some((slot as usize / LEAF, slot as usize % LEAF)))
    }

    /// Adds the node over `positions` and everything below it.
    fn grow(&mut self, positions: &mut [Distinct], slot_of: &mut [u32]) {
        let (node, first_leaf) = (self.nodes.len(), self.leaves.len());
        let n_leaves = positions.len().div_ceil(LEAF);
        self.nodes.push(Node {
            center_m: [0.0; 3],
            radius_m: 0.0,
            first_leaf,
            n_leaves,
            second: 0,
        });
        if n_leaves == 1 {
            // In the order of the positions, so that sums do not depend on how the halves were found.
            positions.sort_unstable_by_key(|distinct| distinct.number);
            for (slot, distinct) in (0u32..).zip(&*positions) {
                slot_of[distinct.number as usize] = (first_leaf * LEAF) as u32 + slot;
            }
            self.leaves.push(leaf(positions));
        } else {
            let (west, east) = halves(positions);
            self.grow(west, slot_of);
            self.nodes[node].second = self.nodes.len();
            self.grow(east, slot_of);
        }
        self.enclose(node);
    }

    /// Sets the sphere of a node whose children have theirs: around its places where they are few, else around the spheres of its children.
    fn enclose(&mut self, number: usize) {
        let node = &self.nodes[number];
        let (center_m, radius_m) = if node.n_leaves <= EXACT_SPHERE_LEAVES {
            sphere(&self.leaves[node.first_leaf..])
        } else {
            let (a, b) = (&self.nodes[number + 1], &self.nodes[node.second]);
            let share = f64::from(a.n_leaves as u32) / f64::from(node.n_leaves as u32);
            let center = |axis| b.center_m[axis] + (a.center_m[axis] - b.center_m[axis]) * share;
            let center_m = std::array::from_fn(center);
            let reach_m = |child: &Node| chord2(child.center_m, center_m).sqrt() + child.radius_m;
            (center_m, reach_m(a).max(reach_m(b)))
        };
        self.nodes[number].center_m = center_m;
        self.nodes[number].radius_m = radius_m;
    }
}

/// The distinct positions by longitude and latitude, and the number of each row's.
fn distinct(positions: &[Option<LonLat>]) -> (Vec<Distinct>, Vec<Option<u32>>) {
    let mut rows: Vec<(LonLat, u32)> = (0u32..)
        .zip(positions)
        .filter_map(|(row, position)| Some(((*position)?, row)))
        .collect();
    rows.sort_unstable_by(|(a, row), (b, other_row)| {
        let by_place = a
            .lon()
            .total_cmp(&b.lon())
            .then(a.lat().total_cmp(&b.lat()));
        by_place.then(row.cmp(other_row))
    });
    let mut distinct: Vec<Distinct> = Vec::with_capacity(rows.len());
    let mut numbers = vec![None; positions.len()];
    for (position, row) in rows {
        if distinct.last().is_none_or(|last| last.position != position) {
            let number = distinct.len() as u32;
            distinct.push(Distinct { position, number });
        }
        numbers[row as usize] = Some(distinct.len() as u32 - 1);
    }
    (distinct, numbers)
}

/// Two halves, split across the longer side; the first fills whole leaves.
fn halves(positions: &mut [Distinct]) -> (&mut [Distinct], &mut [Distinct]) {
    let range = |coordinate: fn(LonLat) -> f64| {
        let of = positions.iter().map(|d| coordinate(d.position));
        of.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), c| {
            (least.min(c), most.max(c))
        })
    };
    let ((west, east), (south, north)) = (range(LonLat::lon), range(LonLat::lat));
    let width = (east - west) * ((south + north) / 2.0).to_radians().cos();
    let half = positions.len().div_ceil(LEAF) / 2 * LEAF;
    // Positions are distinct and numbered in order, so either order is total.
    if width > north - south {
        positions.select_nth_unstable_by_key(half, |distinct| distinct.number);
    } else {
        positions.select_nth_unstable_by(half, |a, b| {
            let by_latitude = a.position.lat().total_cmp(&b.position.lat());
            by_latitude.then(a.number.cmp(&b.number))
        });
    }
    positions.split_at_mut(half)
}

fn leaf(distinct: &[Distinct]) -> Leaf {
    let position = |slot: usize| distinct[slot.min(distinct.len() - 1)].position;
    let mut leaf = Leaf {
        x_m: [NOWHERE_M; LEAF],
        y_m: [NOWHERE_M; LEAF],
        z_m: [NOWHERE_M; LEAF],
        to_normal: [0.0; LEAF],
        positions: std::array::from_fn(position),
        n_positions: distinct.len(),
    };
    for slot in 0..distinct.len() {
        let center_m = earth_centered_m(leaf.positions[slot]);
        [leaf.x_m[slot], leaf.y_m[slot], leaf.z_m[slot]] = center_m;
        let [x, y, z] = toward_normal(center_m);
        leaf.to_normal[slot] = 1.0 / (x * x + y * y + z * z).sqrt();
    }
    leaf
}

/// A vector along the normal of the ellipsoid at an earth-centered position.
#[inline(always)]
pub(super) fn toward_normal([x, y, z]: [f64; 3]) -> [f64; 3] {
    /// 1 / (1 - e²) of WGS 84.
    const STRETCH: f64 = 1.0 / (1.0 - 6.694_379_990_141_316e-3);
    [x, y, z * STRETCH]
}

/// A sphere around the positions of some leaves: around the middle of their box.
fn sphere(leaves: &[Leaf]) -> ([f64; 3], f64) {
    let points = || {
        leaves.iter().flat_map(|leaf| {
            (0..leaf.n_positions).map(|slot| [leaf.x_m[slot], leaf.y_m[slot], leaf.z_m[slot]])
        })
    };
    let (mut least, mut most) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for point in points() {
        for axis in 0..3 {
            least[axis] = least[axis].min(point[axis]);
            most[axis] = most[axis].max(point[axis]);
        }
    }
    let center: [f64; 3] = std::array::from_fn(|axis| (least[axis] + most[axis]) / 2.0);
    let radius2 = points()
        .map(|point| chord2(point, center))
        .fold(0.0, f64::max);
    (center, radius2.sqrt())
}

/// The square of the chord between two earth-centered positions.
#[inline]
pub(super) fn chord2(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z]: [f64; 3] = std::array::from_fn(|axis| a[axis] - b[axis]);
    x * x + y * y + z * z
}
