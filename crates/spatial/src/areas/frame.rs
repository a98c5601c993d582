//! A rectangle cut into equal cells.

/// Cells are not made smaller than this, so that rounding is far below the pad around them.
const LEAST_SIDE_DEG: f64 = 1e-7;

/// Share of a cell's side by which it is taken for wider than it is, so that every position counted to it lies in it.
const PAD: f64 = 1e-3;

/// How many cells there may be for each edge, how many cells the edges may touch for each edge, and how many cells the boxes of the polygons may
/// cover for each edge. They keep memory and the time of building proportional to the edges.
const CELLS_PER_EDGE: f64 = 2.0;
const TOUCHES_PER_EDGE: f64 = 8.0;
const COVERED_PER_EDGE: f64 = 32.0;

/// A rectangle of longitude and latitude, as west, south, east, north.
pub(super) type Rectangle = [f64; 4];

/// How much there is to put into a frame.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Load {
    /// Edges.
    pub(super) n_edges: f64,
    /// Lengths of the edges along both axes.
    pub(super) length_deg: [f64; 2],
    /// Sum of the areas of the boxes around polygons.
    pub(super) covered_deg2: f64,
}

/// A rectangle in columns from west to east and rows from south to north.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    rectangle: Rectangle,
    side_deg: [f64; 2],
    per_deg: [f64; 2],
    n: [usize; 2],
}

impl Frame {
    /// The frame over a rectangle that suits a load.
    pub(super) fn new(rectangle: Rectangle, load: Load) -> Self {
        let [west, south, east, north] = rectangle;
        let extent = [(east - west).max(0.0), (north - south).max(0.0)];
        let n = division(extent, load);
        let side = |axis: usize| extent[axis] / n[axis] as f64;
        let side_deg = [side(0), side(1)].map(|side| side.max(LEAST_SIDE_DEG));
        Self {
            rectangle,
            side_deg,
            per_deg: side_deg.map(|side| 1.0 / side),
            n,
        }
    }

    /// Whether a position lies in the rectangle, border included.
    #[inline]
    pub(super) fn holds(&self, [x, y]: [f64; 2]) -> bool {
        let [west, south, east, north] = self.rectangle;
        west <= x && x <= east && south <= y && y <= north
    }

    pub(super) fn n_columns(&self) -> usize {
        self.n[0]
    }

    pub(super) fn n_rows(&self) -> usize {
        self.n[1]
    }

    /// The cell of a position in the rectangle: row x columns + column.
    #[inline]
    pub(super) fn cell(&self, [x, y]: [f64; 2]) -> usize {
        self.row(y) * self.n[0] + self.column(x)
    }

    /// The column of a longitude, the nearest one where it is outside.
    #[inline]
    pub(super) fn column(&self, x: f64) -> usize {
        // Casting saturates, so that what is west of the frame is in its first column.
        (((x - self.rectangle[0]) * self.per_deg[0]) as usize).min(self.n[0] - 1)
    }

    /// The row of a latitude, the nearest one where it is outside.
    #[inline]
    pub(super) fn row(&self, y: f64) -> usize {
        (((y - self.rectangle[1]) * self.per_deg[1]) as usize).min(self.n[1] - 1)
    }

    /// The middle of a cell.
    pub(super) fn middle(&self, column: usize, row: usize) -> [f64; 2] {
        let [west, south, east, north] = self.rectangle;
        let x = west + (column as f64 + 0.5) * self.side_deg[0];
        let y = south + (row as f64 + 0.5) * self.side_deg[1];
        // A frame without width has its only column on its border.
        [x.min(east), y.min(north)]
    }

    /// The rectangle of a cell and the pad around it, as far as the frame reaches: a ring is known no farther.
    pub(super) fn padded(&self, column: usize, row: usize) -> Rectangle {
        let [west, south, east, north] = self.rectangle;
        let [x, y] = self.middle(column, row);
        let [width, height] = self.side_deg.map(|side| side * (0.5 + PAD));
        [
            (x - width).max(west),
            (y - height).max(south),
            (x + width).min(east),
            (y + height).min(north),
        ]
    }

    /// Whether cells can still be cut.
    pub(super) fn is_divisible(&self) -> bool {
        self.side_deg
            .iter()
            .any(|&side| side > 4.0 * LEAST_SIDE_DEG)
    }

    /// Calls `found` with the cells that an edge touches, and perhaps with some that it nearly touches.
    pub(super) fn for_touched(&self, (a, b): ([f64; 2], [f64; 2]), mut found: impl FnMut(usize)) {
        let pad = self.side_deg.map(|side| side * 2.0 * PAD);
        let [west, south, east, north] = self.rectangle;
        let (low, high) = if a[1] <= b[1] { (a, b) } else { (b, a) };
        if high[1] + pad[1] < south || low[1] - pad[1] > north {
            return;
        }
        for row in self.row(low[1] - pad[1])..=self.row(high[1] + pad[1]) {
            let from_y = self.rectangle[1] + row as f64 * self.side_deg[1] - pad[1];
            let to_y = from_y + self.side_deg[1] + 2.0 * pad[1];
            let x_at = |y: f64| {
                if y <= low[1] {
                    low[0]
                } else if y >= high[1] {
                    high[0]
                } else {
                    low[0] + (high[0] - low[0]) * ((y - low[1]) / (high[1] - low[1]))
                }
            };
            let (x, other_x) = (x_at(from_y), x_at(to_y));
            let (from_x, to_x) = (x.min(other_x) - pad[0], x.max(other_x) + pad[0]);
            if to_x < west || from_x > east {
                continue;
            }
            for column in self.column(from_x)..=self.column(to_x) {
                found(row * self.n[0] + column);
            }
        }
    }
}

/// Columns and rows for a load: cells as wide to as high as the edges run, so that edges touch as few as possible.
fn division([width, height]: [f64; 2], load: Load) -> [usize; 2] {
    let most = |extent: f64| (extent / LEAST_SIDE_DEG).floor().clamp(1.0, 65_536.0);
    let area_deg2 = width * height;
    if area_deg2 <= 0.0 {
        let line = |extent: f64| (CELLS_PER_EDGE * load.n_edges).clamp(1.0, most(extent)) as usize;
        return [line(width), line(height)];
    }
    let [along_x, along_y] = load.length_deg;
    let (along_x, along_y) = (along_x.max(width * 1e-3), along_y.max(height * 1e-3));
    let touches = TOUCHES_PER_EDGE * load.n_edges / 2.0;
    let n_cells = (CELLS_PER_EDGE * load.n_edges)
        .min(touches * touches * area_deg2 / (along_x * along_y))
        .min(COVERED_PER_EDGE * load.n_edges * area_deg2 / load.covered_deg2);
    let cell_deg2 = area_deg2 / n_cells.max(1.0);
    let n = |extent: f64, along: f64, across: f64| {
        let side = (cell_deg2 * along / across).sqrt();
        (extent / side).round().clamp(1.0, most(extent)) as usize
    };
    [n(width, along_x, along_y), n(height, along_y, along_x)]
}
