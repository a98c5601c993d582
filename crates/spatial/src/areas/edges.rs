//! How often a ring runs around a position, edge by edge, with exact predicates.

use geo::kernels::RobustKernel;
use geo::{Coord, Kernel, Orientation};

/// Where a position lies with regard to a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RingPosition {
    /// On one of its edges.
    OnRing,
    /// Off the ring, which runs around it so many times; 0 is outside.
    Around(i32),
}

/// The vertices of all rings of a layer, ring after ring, each closed.
#[derive(Debug, Default)]
pub(super) struct Vertices(Vec<[f64; 2]>);

/// One edge of a layer, and which of its ends lie east of the cell that it was listed for.
///
/// # Algorithm
/// How often a ring runs around a position is counted along a ray to the east: edges that cross it upward, less those that cross it downward. An
/// edge from `a` to `b` counts `[y >= a.y] - [y >= b.y]` where the position is to its left. Of the edges that do not touch a cell those
/// east of it are left of none of its positions, and what they count telescopes along the ring: only the ends of the chains of
/// such edges remain, and these are ends of edges that do touch the cell. So the sum over the edges that touch the cell, each with the
/// terms of its ends east of the cell, is off by the same whole number for every position of the cell.
/// Edges that do not touch the cell may be listed without harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge(u32);

const START_IS_EAST: u32 = 2;
const END_IS_EAST: u32 = 1;

impl Vertices {
    /// Adds a ring and returns its edges.
    pub(super) fn add(&mut self, ring: &[[f64; 2]]) -> Vec<Edge> {
        let first = self.0.len();
        self.0.extend_from_slice(ring);
        let edges = first..self.0.len().saturating_sub(1).max(first);
        edges.map(Edge::new).collect()
    }

    /// How many there are.
    pub(super) fn n(&self) -> usize {
        self.0.len()
    }

    /// The ends of an edge.
    #[inline]
    pub(super) fn ends(&self, edge: Edge) -> ([f64; 2], [f64; 2]) {
        let start = (edge.0 >> 2) as usize;
        (self.0[start], self.0[start + 1])
    }

    /// The edge with the ends marked that lie east of `east`.
    pub(super) fn seen_from(&self, edge: Edge, east: f64) -> Edge {
        let (start, end) = self.ends(edge);
        let mark = |is_east: bool, bit: u32| if is_east { bit } else { 0 };
        let marks = mark(start[0] > east, START_IS_EAST) | mark(end[0] > east, END_IS_EAST);
        Edge(edge.0 & !(START_IS_EAST | END_IS_EAST) | marks)
    }

    /// The sum over some edges at a position of their cell, starting from `base`.
    ///
    /// The rules of `geo`: an upward edge holds its lower end and not its upper one, a downward edge likewise, and positions on an edge
    /// are told apart by exact predicates.
    #[inline]
    pub(super) fn position(&self, base: i32, edges: &[Edge], [x, y]: [f64; 2]) -> RingPosition {
        let mut around = base;
        for &edge in edges {
            let (start, end) = self.ends(edge);
            let is_between =
                |side| side == Orientation::Collinear && is_in_range(x, start[0], end[0]);
            if start[1] <= y {
                if end[1] >= y {
                    let side = side_of(start, end, [x, y]);
                    if side == Orientation::CounterClockwise && end[1] != y {
                        around += 1;
                    } else if is_between(side) {
                        return RingPosition::OnRing;
                    }
                }
            } else if end[1] <= y {
                let side = side_of(start, end, [x, y]);
                if side == Orientation::Clockwise {
                    around -= 1;
                } else if is_between(side) {
                    return RingPosition::OnRing;
                }
            }
            around += self.east_terms(edge, y);
        }
        RingPosition::Around(around)
    }

    /// What the ends east of the cell count at a latitude.
    #[inline]
    pub(super) fn east_terms(&self, edge: Edge, y: f64) -> i32 {
        if !edge.has_marks() {
            return 0;
        }
        let (start, end) = self.ends(edge);
        let is_start_below = edge.0 & START_IS_EAST != 0 && y >= start[1];
        let is_end_below = edge.0 & END_IS_EAST != 0 && y >= end[1];
        i32::from(is_end_below) - i32::from(is_start_below)
    }

    /// What an edge counts at a position off the ring's other terms: 1, 0 or -1. On the edge itself it is 0.
    pub(super) fn crossing(&self, edge: Edge, position: [f64; 2]) -> i32 {
        let (start, end) = self.ends(edge);
        let y = position[1];
        let is_upward = start[1] <= y && y < end[1];
        let is_downward = end[1] <= y && y < start[1];
        if !is_upward && !is_downward {
            return 0;
        }
        match side_of(start, end, position) {
            Orientation::CounterClockwise if is_upward => 1,
            Orientation::Clockwise if is_downward => -1,
            _ => 0,
        }
    }
}

impl Edge {
    fn new(start: usize) -> Self {
        let start = u32::try_from(start).expect("a layer has fewer than 2^30 vertices");
        assert!(start < 1 << 30, "a layer has fewer than 2^30 vertices");
        Self(start << 2)
    }

    /// Whether an end lies east of the cell.
    pub(super) fn has_marks(self) -> bool {
        self.0 & (START_IS_EAST | END_IS_EAST) != 0
    }
}

#[inline]
fn side_of(start: [f64; 2], end: [f64; 2], position: [f64; 2]) -> Orientation {
    let coord = |[x, y]: [f64; 2]| Coord { x, y };
    RobustKernel::orient2d(coord(start), coord(end), coord(position))
}

fn is_in_range(value: f64, a: f64, b: f64) -> bool {
    a.min(b) <= value && value <= a.max(b)
}
