//! The grid under test.

use super::{Best, Index, Stop, plane_m};
use crate::city::Ground;

/// Square cells of some two sites each over the box of the city, one after the other in memory, searched in growing rings.
pub(crate) struct Grid {
    sites: Vec<Stop>,
    /// Where the sites of each cell begin; one more for the end.
    starts: Vec<u32>,
    /// What is spoken in each cell.
    languages: Vec<u64>,
    ground: Ground,
    cell_m: f64,
    columns: usize,
    rows: usize,
}

const SITES_A_CELL: f64 = 2.0;

impl Index for Grid {
    const NAME: &'static str = "uniform grid";

    fn build(sites: &[Stop], ground: Ground) -> Self {
        let [_, _, east, north] = ground.edges;
        let corner = plane_m(&Stop::new((east, north), 0, 0), ground);
        let cell_m = (corner[0] * corner[1] * SITES_A_CELL / sites.len() as f64).sqrt();
        let [columns, rows] = corner.map(|side_m| (side_m / cell_m) as usize + 1);
        let mut grid = Self {
            sites: sites.to_vec(),
            starts: vec![0; columns * rows + 1],
            languages: vec![0; columns * rows],
            ground,
            cell_m,
            columns,
            rows,
        };
        let cell = |site: &Stop| {
            let [column, row] = grid.cell(site);
            row * columns + column
        };
        let mut by_cell: Vec<_> = sites.iter().map(|site| (cell(site), *site)).collect();
        by_cell.sort_by_key(|(cell, site)| (*cell, site.number));
        for (cell, site) in &by_cell {
            grid.starts[cell + 1] += 1;
            grid.languages[*cell] |= site.languages;
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        grid.sites = by_cell.into_iter().map(|(_, site)| site).collect();
        grid
    }

    fn nearest(&self, home: &Stop) -> Best {
        let mut best = Best::default();
        let [x, y] = self.cell(home);
        for ring in 0..self.columns.max(self.rows) {
            // What is in the ring is at least so much off on the plane, and no nearer on the ground.
            let off_m = ring.saturating_sub(1) as f64 * self.cell_m;
            if off_m * off_m > best.reach_m2() {
                break;
            }
            for row in y.saturating_sub(ring)..=(y + ring).min(self.rows - 1) {
                let is_edge = row.abs_diff(y) == ring;
                if is_edge {
                    let columns = x.saturating_sub(ring)..=(x + ring).min(self.columns - 1);
                    columns.for_each(|column| self.look(home, [column, row], &mut best));
                    continue;
                }
                if let Some(column) = x.checked_sub(ring) {
                    self.look(home, [column, row], &mut best);
                }
                if x + ring < self.columns {
                    self.look(home, [x + ring, row], &mut best);
                }
            }
        }
        best
    }
}

impl Grid {
    fn cell(&self, stop: &Stop) -> [usize; 2] {
        let [x, y] = plane_m(stop, self.ground).map(|along_m| (along_m / self.cell_m) as usize);
        [x.min(self.columns - 1), y.min(self.rows - 1)]
    }

    fn look(&self, home: &Stop, [column, row]: [usize; 2], best: &mut Best) {
        let cell = row * self.columns + column;
        if self.languages[cell] & home.languages != 0 {
            let slots = self.starts[cell] as usize..self.starts[cell + 1] as usize;
            self.sites[slots]
                .iter()
                .for_each(|site| best.look(home, site));
        }
    }
}
