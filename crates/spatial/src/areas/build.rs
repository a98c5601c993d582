//! Building the cells of a layer.

use super::edges::{Edge, Vertices};
use super::frame::{Frame, Load, Rectangle};
use super::grid::{Cell, CellRing, Content, Grid};
use super::ring_cells::{Ring, RingCell, RingCells, ring_cells};

/// Cells are cut again one within the other so often at most.
const MOST_DEPTH: usize = 6;

/// How many edges finer grids may list for each edge of the layer, and how many each is taken to list for each edge that it is given.
/// Without an end to it, edges that all pass through one point would be cut on and on.
const FINER_EDGES: usize = 32;
const FINER_EDGES_A_TIME: usize = 8;

/// Makes the grids of a layer.
pub(super) struct Builder<'a> {
    vertices: &'a Vertices,
    /// A cell with more edges is cut again.
    most_edges: usize,
    /// How many edges finer grids may still list.
    budget: usize,
}

impl<'a> Builder<'a> {
    /// A builder that cuts cells with more edges than `most_edges` again.
    pub(super) fn new(vertices: &'a Vertices, most_edges: usize) -> Self {
        Self {
            vertices,
            most_edges,
            budget: FINER_EDGES * vertices.n(),
        }
    }

    /// The grid over a rectangle. `rings`: outer rings, each followed by its holes, by ascending area. `depth`: 0 for the layer as a whole.
    pub(super) fn grid(&mut self, rectangle: Rectangle, rings: &[Ring], depth: usize) -> Grid {
        let frame = Frame::new(rectangle, load(self.vertices, rectangle, rings));
        let mut cut = Cut::new(&frame);
        let mut rest = rings;
        while let Some((outer, others)) = rest.split_first() {
            let n_holes = others.iter().take_while(|ring| ring.is_hole).count();
            let (holes, next) = others.split_at(n_holes);
            cut.add(self.vertices, outer, holes);
            rest = next;
        }
        cut.finish(self, depth)
    }

    /// Whether a cell of a grid at this depth is to be cut again; takes what it may cost from the budget.
    fn cuts_again(&mut self, n_edges: usize, frame: &Frame, depth: usize) -> bool {
        let is_wanted = n_edges > self.most_edges && depth < MOST_DEPTH && frame.is_divisible();
        let rest = self.budget.checked_sub(n_edges * FINER_EDGES_A_TIME);
        match rest {
            Some(rest) if is_wanted => {
                self.budget = rest;
                true
            }
            _ => false,
        }
    }
}

/// What the rings put into a rectangle.
fn load(vertices: &Vertices, [west, south, east, north]: Rectangle, rings: &[Ring]) -> Load {
    let clamp = |[x, y]: [f64; 2]| [x.clamp(west, east), y.clamp(south, north)];
    let mut load = Load::default();
    for ring in rings {
        let (mut least, mut most) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for &edge in &ring.edges {
            let (start, end) = vertices.ends(edge);
            let (start, end) = (clamp(start), clamp(end));
            load.n_edges += 1.0;
            for axis in 0..2 {
                load.length_deg[axis] += (end[axis] - start[axis]).abs();
                least[axis] = least[axis].min(start[axis]).min(end[axis]);
                most[axis] = most[axis].max(start[axis]).max(end[axis]);
            }
        }
        if !ring.edges.is_empty() {
            load.covered_deg2 += (most[0] - least[0]) * (most[1] - least[1]);
        }
    }
    load
}

/// The cells of a frame while rings are added.
struct Cut<'a> {
    frame: &'a Frame,
    states: Vec<State>,
    cells: Vec<Cell>,
    /// Rings of cells that more than one has to do with, by area.
    rings: Vec<(u32, CellRing)>,
    edges: Vec<Edge>,
}

/// What rings have been added to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Empty,
    Open,
    /// An area holds the whole cell: nothing after it matters there.
    Closed,
}

impl<'a> Cut<'a> {
    fn new(frame: &'a Frame) -> Self {
        let n_cells = frame.n_columns() * frame.n_rows();
        Self {
            frame,
            states: vec![State::Empty; n_cells],
            cells: vec![Cell::OUTSIDE; n_cells],
            rings: Vec::new(),
            edges: Vec::new(),
        }
    }

    /// Adds one polygon to the cells that it touches.
    fn add(&mut self, vertices: &Vertices, outer: &Ring, holes: &[Ring]) {
        let holes: Vec<_> = holes
            .iter()
            .map(|hole| ring_cells(self.frame, vertices, hole))
            .collect();
        let mut next_of_holes = vec![0; holes.len()];
        let outer_cells = ring_cells(self.frame, vertices, outer);
        for here in &outer_cells.cells {
            let mut holes_here = Vec::new();
            for (hole, next) in holes.iter().zip(&mut next_of_holes) {
                *next += hole.cells[*next..]
                    .iter()
                    .take_while(|hole| hole.cell < here.cell)
                    .count();
                let found = hole.cells.get(*next).filter(|hole| hole.cell == here.cell);
                holes_here.extend(found.map(|found| (found, hole)));
            }
            self.add_to_cell(outer.area, (here, &outer_cells), &holes_here);
        }
    }

    fn add_to_cell(
        &mut self,
        area: u32,
        (outer, outer_cells): (&RingCell, &RingCells),
        holes: &[(&RingCell, &RingCells)],
    ) {
        let cell = outer.cell;
        let state = self.states[cell];
        let is_all_inside = outer.edges.is_empty();
        let is_all_in_hole = holes.first().is_some_and(|(hole, _)| hole.edges.is_empty());
        if state == State::Closed || (is_all_inside && is_all_in_hole) {
            return;
        }
        let is_all_held = is_all_inside && holes.is_empty();
        self.states[cell] = if is_all_held {
            State::Closed
        } else {
            State::Open
        };
        if is_all_held && state == State::Empty {
            self.cells[cell] = Cell::new(Content::Inside(area));
            return;
        }
        self.push((area, false), outer, outer_cells);
        for (hole, hole_cells) in holes {
            self.push((area, true), hole, hole_cells);
        }
    }

    fn push(&mut self, (area, is_hole): (u32, bool), ring: &RingCell, of: &RingCells) {
        let first = number(self.edges.len());
        self.edges.extend_from_slice(&of.edges[ring.edges.clone()]);
        let cell_ring = CellRing {
            area,
            is_hole,
            base: ring.base,
            edges: first..number(self.edges.len()),
        };
        self.rings.push((number(ring.cell), cell_ring));
    }

    /// Sorts what was added by cell, and cuts cells with very many edges again.
    fn finish(mut self, builder: &mut Builder<'_>, depth: usize) -> Grid {
        // Stable: within a cell the order of areas stays.
        self.rings.sort_by_key(|(cell, _)| *cell);
        let mut grid = Grid {
            frame: self.frame.clone(),
            cells: std::mem::take(&mut self.cells),
            borders: Vec::new(),
            rings: Vec::with_capacity(self.rings.len()),
            edges: Vec::with_capacity(self.edges.len()),
            finer: Vec::new(),
        };
        for rings in self.rings.chunk_by(|(cell, _), (other, _)| cell == other) {
            let content = self.border(&mut grid, rings, builder, depth);
            grid.cells[rings[0].0 as usize] = Cell::new(content);
        }
        grid
    }

    fn border(
        &self,
        grid: &mut Grid,
        rings: &[(u32, CellRing)],
        builder: &mut Builder<'_>,
        depth: usize,
    ) -> Content {
        let edges =
            |ring: &CellRing| &self.edges[ring.edges.start as usize..ring.edges.end as usize];
        let n_edges: usize = rings.iter().map(|(_, ring)| ring.edges.len()).sum();
        if builder.cuts_again(n_edges, self.frame, depth) {
            let n_columns = self.frame.n_columns();
            let cell = rings[0].0 as usize;
            let rectangle = self.frame.padded(cell % n_columns, cell / n_columns);
            let as_ring = |(_, ring): &(u32, CellRing)| Ring {
                area: ring.area,
                is_hole: ring.is_hole,
                base: ring.base,
                edges: edges(ring).to_vec(),
            };
            let rings: Vec<_> = rings.iter().map(as_ring).collect();
            grid.finer.push(builder.grid(rectangle, &rings, depth + 1));
            return Content::Finer(grid.finer.len() as u32 - 1);
        }
        let first = grid.rings.len() as u32;
        for (_, ring) in rings {
            let first_edge = grid.edges.len() as u32;
            grid.edges.extend_from_slice(edges(ring));
            let edges = first_edge..grid.edges.len() as u32;
            grid.rings.push(CellRing {
                edges,
                ..ring.clone()
            });
        }
        grid.borders.push(first..grid.rings.len() as u32);
        Content::Border(grid.borders.len() as u32 - 1)
    }
}

/// How many there are of something that is listed by numbers of 4 bytes.
fn number(n: usize) -> u32 {
    u32::try_from(n).expect("a layer has fewer than 2^32 cells and edges in them")
}
