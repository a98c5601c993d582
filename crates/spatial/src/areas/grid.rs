//! Cells that know which areas can hold a position in them.

use super::edges::{Edge, RingPosition, Vertices};
use super::frame::Frame;
use std::ops::Range;

/// Cells over one rectangle.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) frame: Frame,
    /// By row, then column.
    pub(super) cells: Vec<Cell>,
    /// Of each border cell, where its rings are.
    pub(super) borders: Vec<Range<u32>>,
    pub(super) rings: Vec<CellRing>,
    pub(super) edges: Vec<Edge>,
    /// The cells with very many edges, cut again.
    pub(super) finer: Vec<Grid>,
}

/// What is known of a cell, in 4 bytes, because there are many cells and they are visited at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell(u32);

/// [`Cell`] spelled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// No area touches it.
    Outside,
    /// The area with this number holds all of it, and none before holds any.
    Inside(u32),
    /// It depends on the position: the number of a border cell.
    Border(u32),
    /// The number of a finer grid.
    Finer(u32),
}

/// One ring as seen from one cell. A polygon is an outer ring and the holes after it; rings that run around no position of the cell are left out.
#[derive(Debug, Clone)]
pub(super) struct CellRing {
    pub(super) area: u32,
    pub(super) is_hole: bool,
    /// What the sum over the edges starts from.
    pub(super) base: i32,
    /// Where the edges are that touch the cell; none where all of the cell is inside the ring.
    pub(super) edges: Range<u32>,
}

impl Cell {
    pub(super) const OUTSIDE: Self = Self(0);

    pub(super) fn new(content: Content) -> Self {
        let (tag, number) = match content {
            Content::Outside => (0, 0),
            Content::Inside(number) => (1, number),
            Content::Border(number) => (2, number),
            Content::Finer(number) => (3, number),
        };
        assert!(
            number < 1 << 30,
            "a layer has fewer than 2^30 areas and cells"
        );
        Self(number << 2 | tag)
    }

    #[inline]
    pub(super) fn content(self) -> Content {
        let number = self.0 >> 2;
        match self.0 & 3 {
            0 => Content::Outside,
            1 => Content::Inside(number),
            2 => Content::Border(number),
            _ => Content::Finer(number),
        }
    }
}

impl Grid {
    /// The first area that holds a position of the frame, border included.
    #[inline]
    pub(super) fn locate(&self, vertices: &Vertices, position: [f64; 2]) -> Option<u32> {
        match self.cells[self.frame.cell(position)].content() {
            Content::Outside => None,
            Content::Inside(area) => Some(area),
            Content::Border(number) => self.locate_in_border(vertices, number, position),
            Content::Finer(number) => self.finer[number as usize].locate(vertices, position),
        }
    }

    fn locate_in_border(
        &self,
        vertices: &Vertices,
        number: u32,
        position: [f64; 2],
    ) -> Option<u32> {
        let Range { start, end } = self.borders[number as usize];
        let mut rings = self.rings[start as usize..end as usize].iter().peekable();
        while let Some(ring) = rings.next() {
            // Whether the polygon's outer ring and the holes so far leave the position inside.
            let mut is_held = match self.position(vertices, ring, position) {
                RingPosition::OnRing => return Some(ring.area),
                RingPosition::Around(times) => times != 0,
            };
            while let Some(hole) = rings.next_if(|ring| ring.is_hole) {
                if is_held {
                    match self.position(vertices, hole, position) {
                        RingPosition::OnRing => return Some(hole.area),
                        RingPosition::Around(times) => is_held = times == 0,
                    }
                }
            }
            if is_held {
                return Some(ring.area);
            }
        }
        None
    }

    #[inline]
    fn position(&self, vertices: &Vertices, ring: &CellRing, position: [f64; 2]) -> RingPosition {
        let Range { start, end } = ring.edges;
        vertices.position(
            ring.base,
            &self.edges[start as usize..end as usize],
            position,
        )
    }
}
