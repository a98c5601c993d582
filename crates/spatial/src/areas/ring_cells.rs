//! The cells of a frame that a ring touches or runs around.

use super::edges::{Edge, Vertices};
use super::frame::Frame;
use std::ops::Range;

/// A ring within a rectangle, before it is cut into cells.
#[derive(Debug, Clone)]
pub(super) struct Ring {
    pub(super) area: u32,
    pub(super) is_hole: bool,
    pub(super) base: i32,
    pub(super) edges: Vec<Edge>,
}

/// The cells that a ring touches or runs around, ascending.
#[derive(Debug, Default)]
pub(super) struct RingCells {
    pub(super) cells: Vec<RingCell>,
    /// The edges of all cells, cell after cell.
    pub(super) edges: Vec<Edge>,
}

/// A ring in one cell. It has edges where the ring touches the cell.
#[derive(Debug, Clone)]
pub(super) struct RingCell {
    pub(super) cell: usize,
    pub(super) base: i32,
    pub(super) edges: Range<usize>,
}

/// A sum along a row of cells changes here: cells before `column` have `change` more.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Crossing {
    row: usize,
    column: usize,
    change: i32,
}

/// The cells that a ring touches or runs around.
pub(super) fn ring_cells(frame: &Frame, vertices: &Vertices, ring: &Ring) -> RingCells {
    let mut touched = Vec::new();
    for &edge in &ring.edges {
        frame.for_touched(vertices.ends(edge), |cell| touched.push((cell, edge)));
    }
    touched.sort_unstable();
    let crossings = crossings(frame, vertices, ring);
    let marked: Vec<Edge> = ring
        .edges
        .iter()
        .copied()
        .filter(|edge| edge.has_marks())
        .collect();
    let (mut touched, mut crossings) = (touched.as_slice(), crossings.as_slice());
    let mut found = RingCells::default();
    for row in rows(frame, ring.base, &marked, touched) {
        let y = frame.middle(0, row)[1];
        let terms: i32 = marked
            .iter()
            .map(|&edge| vertices.east_terms(edge, y))
            .sum();
        let end = (row + 1) * frame.n_columns();
        take_while(&mut crossings, |crossing| crossing.row < row);
        let of_row = Row {
            row,
            east: ring.base + terms,
            crossings: take_while(&mut crossings, |crossing| crossing.row == row),
            touched: take_while(&mut touched, |(cell, _)| *cell < end),
        };
        of_row.add_cells(frame, vertices, &mut found);
    }
    found
}

/// The rows in which a ring can run around something: where it touches no cell, only by what it brings from around the frame.
fn rows(frame: &Frame, base: i32, marked: &[Edge], touched: &[(usize, Edge)]) -> Range<usize> {
    if base != 0 || !marked.is_empty() {
        return 0..frame.n_rows();
    }
    let row = |touched: Option<&(usize, Edge)>| touched.map(|(cell, _)| cell / frame.n_columns());
    let (first, last) = (row(touched.first()), row(touched.last()));
    first.unwrap_or(0)..last.map_or(0, |last| last + 1)
}

/// Takes the first items off a list.
fn take_while<'a, T>(list: &mut &'a [T], is_taken: impl Fn(&T) -> bool) -> &'a [T] {
    let n = list.iter().take_while(|item| is_taken(item)).count();
    let (taken, rest) = list.split_at(n);
    *list = rest;
    taken
}

/// Where the edges of a ring cross the middles of rows: before which column the middle of a cell is west of the edge.
fn crossings(frame: &Frame, vertices: &Vertices, ring: &Ring) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    for &edge in &ring.edges {
        let (start, end) = vertices.ends(edge);
        let (low, high) = if start[1] <= end[1] {
            (start, end)
        } else {
            (end, start)
        };
        for row in frame.row(low[1])..=frame.row(high[1]) {
            let y = frame.middle(0, row)[1];
            if !(low[1] <= y && y < high[1]) {
                continue;
            }
            let is_west = |column: usize| vertices.crossing(edge, frame.middle(column, row)) != 0;
            let x = low[0] + (high[0] - low[0]) * ((y - low[1]) / (high[1] - low[1]));
            let mut column = frame.column(x);
            while column < frame.n_columns() && is_west(column) {
                column += 1;
            }
            while column > 0 && !is_west(column - 1) {
                column -= 1;
            }
            let change = if start[1] < end[1] { 1 } else { -1 };
            crossings.push(Crossing {
                row,
                column,
                change,
            });
        }
    }
    crossings.sort_unstable();
    crossings
}

/// A ring along one row of cells.
struct Row<'a> {
    row: usize,
    /// How often the ring runs around the middles of cells east of all crossings.
    east: i32,
    crossings: &'a [Crossing],
    /// Edges by the cell that they touch.
    touched: &'a [(usize, Edge)],
}

impl Row<'_> {
    /// Adds the cells of the row that the ring touches or runs around.
    fn add_cells(&self, frame: &Frame, vertices: &Vertices, found: &mut RingCells) {
        let n_columns = frame.n_columns();
        let first_cell = self.row * n_columns;
        let (mut crossings, mut touched) = (self.crossings, self.touched);
        let changes: i32 = crossings.iter().map(|crossing| crossing.change).sum();
        let mut around = self.east + changes;
        let mut column = 0;
        while column < n_columns {
            let passed = take_while(&mut crossings, |crossing| crossing.column <= column);
            around -= passed.iter().map(|crossing| crossing.change).sum::<i32>();
            let next_touched = touched
                .first()
                .map_or(n_columns, |(cell, _)| cell - first_cell);
            if next_touched == column {
                let cell = first_cell + column;
                let edges = take_while(&mut touched, |(other, _)| *other == cell);
                self.add_touched(frame, vertices, (column, around), (edges, &mut *found));
                column += 1;
                continue;
            }
            let next_crossing = crossings
                .first()
                .map_or(n_columns, |crossing| crossing.column);
            let next = next_crossing.min(next_touched);
            if around != 0 {
                let n = found.edges.len();
                let inside = (column..next).map(|column| RingCell {
                    cell: first_cell + column,
                    base: around,
                    edges: n..n,
                });
                found.cells.extend(inside);
            }
            column = next;
        }
    }

    /// Adds a touched cell: what its edges sum up to at its middle, against how often the ring does run around the middle.
    fn add_touched(
        &self,
        frame: &Frame,
        vertices: &Vertices,
        (column, around): (usize, i32),
        (edges, found): (&[(usize, Edge)], &mut RingCells),
    ) {
        let middle = frame.middle(column, self.row);
        let east = frame.padded(column, self.row)[2];
        let first = found.edges.len();
        let mut base = around;
        for &(_, edge) in edges {
            let edge = vertices.seen_from(edge, east);
            base -= vertices.crossing(edge, middle) + vertices.east_terms(edge, middle[1]);
            found.edges.push(edge);
        }
        found.cells.push(RingCell {
            cell: self.row * frame.n_columns() + column,
            base,
            edges: first..found.edges.len(),
        });
    }
}
