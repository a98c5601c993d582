//! Clipping to a tile and what is around it, in units of the tile.

use super::level::Units;
use super::{BUFFER, EXTENT, Tile};

const LOW: i64 = -(BUFFER as i64);
const HIGH: i64 = (EXTENT + BUFFER) as i64;

/// A tile over shapes that are drawn at its zoom, or at one before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Zooms between the drawing and the tile.
    shift: u8,
    origin: [i64; 2],
}

impl Frame {
    /// The frame of a tile over a drawing of `zoom`, which is not beyond the tile's.
    pub(super) fn new(tile: Tile, zoom: u8) -> Self {
        Self {
            shift: tile.z - zoom,
            origin: [tile.x, tile.y].map(|number| i64::from(number) * i64::from(EXTENT)),
        }
    }

    /// A position in units of the tile.
    fn local(self, position: Units) -> [i64; 2] {
        [0, 1].map(|axis| (i64::from(position[axis]) << self.shift) - self.origin[axis])
    }

    /// A position in units of the tile; nothing when it is out of the frame.
    pub(super) fn point(self, position: Units) -> Option<Units> {
        let local = self.local(position);
        let is_inside = local.iter().all(|part| (LOW..=HIGH).contains(part));
        is_inside.then(|| as_units(local))
    }

    /// Whether a box is inside, outside or both.
    pub(super) fn side(self, [west, north, east, south]: [i32; 4]) -> Side {
        let [west, north] = self.local([west, north]);
        let [east, south] = self.local([east, south]);
        if west > HIGH || north > HIGH || east < LOW || south < LOW {
            Side::Outside
        } else if west >= LOW && north >= LOW && east <= HIGH && south <= HIGH {
            Side::Inside
        } else {
            Side::Across
        }
    }

    /// Positions that are all inside, in units of the tile.
    pub(super) fn moved(self, positions: &[Units]) -> Vec<Units> {
        let moved = |position: &Units| as_units(self.local(*position));
        positions.iter().map(moved).collect()
    }

    /// What is inside of a ring; its border may run along the edge of the frame, also to and fro. Rings are not closed.
    ///
    /// # References
    /// Sutherland and Hodgman, Reentrant polygon clipping, Communications of the ACM 17 (1974).
    pub(super) fn ring(self, ring: &[Units]) -> Vec<Units> {
        let mut clipped: Vec<_> = ring.iter().map(|position| self.local(*position)).collect();
        for axis in [0, 1] {
            for (edge, sign) in [(LOW, 1), (HIGH, -1)] {
                clipped = clip_half(clipped, axis, edge, sign);
            }
        }
        clipped.dedup();
        while clipped.len() > 1 && clipped.first() == clipped.last() {
            clipped.pop();
        }
        clipped.into_iter().map(as_units).collect()
    }

    /// The stretches of a line that are inside.
    pub(super) fn line(self, line: &[Units]) -> Vec<Vec<Units>> {
        let mut parts: Vec<Vec<Units>> = Vec::new();
        let mut is_open = false;
        for stretch in line.windows(2) {
            let [a, b] = [0, 1].map(|place| self.local(stretch[place]));
            let Some([from, to]) = clip_stretch(a, b) else {
                is_open = false;
                continue;
            };
            match parts.last_mut() {
                Some(part) if is_open => part.push(as_units(to)),
                _ => parts.push(vec![as_units(from), as_units(to)]),
            }
            is_open = to == b;
        }
        for part in &mut parts {
            part.dedup();
        }
        parts.retain(|part| part.len() > 1);
        parts
    }
}

/// Where a box is, seen from a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Inside,
    Across,
    Outside,
}

/// What is in the frame is a few thousand units away from the tile's corner.
fn as_units(local: [i64; 2]) -> Units {
    local.map(|part| part as i32)
}

/// What is on the inner side of one edge.
fn clip_half(ring: Vec<[i64; 2]>, axis: usize, edge: i64, sign: i64) -> Vec<[i64; 2]> {
    let is_inside = |position: &[i64; 2]| (position[axis] - edge) * sign >= 0;
    if ring.iter().all(is_inside) {
        return ring;
    }
    let Some(mut last) = ring.last() else {
        return ring;
    };
    let mut kept = Vec::with_capacity(ring.len() + 4);
    for position in &ring {
        if is_inside(position) != is_inside(last) {
            kept.push(crossing(*last, *position, axis, edge));
        }
        if is_inside(position) {
            kept.push(*position);
        }
        last = position;
    }
    kept
}

/// Where a stretch meets an edge. The same from both sides, so that neighbors meet there too.
fn crossing(a: [i64; 2], b: [i64; 2], axis: usize, edge: i64) -> [i64; 2] {
    let (a, b) = if a[axis] <= b[axis] { (a, b) } else { (b, a) };
    let other = 1 - axis;
    let part = (edge - a[axis]) as f64 / (b[axis] - a[axis]) as f64;
    let mut met = [edge; 2];
    met[other] = a[other] + ((b[other] - a[other]) as f64 * part).round() as i64;
    met
}

/// The part of a stretch within the frame.
fn clip_stretch(mut a: [i64; 2], mut b: [i64; 2]) -> Option<[[i64; 2]; 2]> {
    for axis in [0, 1] {
        for (edge, sign) in [(LOW, 1), (HIGH, -1)] {
            let [is_a, is_b] = [a, b].map(|position| (position[axis] - edge) * sign >= 0);
            match (is_a, is_b) {
                (true, true) => {}
                (true, false) => b = crossing(a, b, axis, edge),
                (false, true) => a = crossing(a, b, axis, edge),
                (false, false) => return None,
            }
        }
    }
    Some([a, b])
}
