//! A layer of areas, asked which of them holds a position.

use super::build::Builder;
use super::edges::Vertices;
use super::grid::Grid;
use super::ring_cells::Ring;
use super::shapes::reaches;
use super::to_geo;
use geo::{BoundingRect, MultiPolygon};
use model::LonLat;
use model::geometry::Surface;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::sync::{Mutex, OnceLock};

/// A cell with more edges than this is cut again.
const MOST_EDGES: usize = 64;

/// Positions that a thread takes at a time.
const BATCH: usize = 16_384;

/// One layer of areas, asked which of them holds a position.
///
/// # Algorithm
/// The layer is cut into about four cells for each edge. A cell that no edge touches knows its answer. The others list the edges that touch
/// them, and how often the rest of each ring runs around the cell, so that only those edges are looked at, with exact predicates.
///
/// # Complexity
/// Memory O(edges). Cells are built when the first position is asked for, in about O(edges log edges); a question then costs O(1) away
/// from borders and O(edges in the cell) near them. Cells with more than 64 edges are cut again.
///
/// Longitude and latitude are taken as plane coordinates: an edge is straight between them, and no edge runs over the antimeridian.
/// A position there is asked for under both of its names, 180 and -180, and a pole is one position under all longitudes: an area whose
/// outer ring reaches its latitude holds it.
#[derive(Debug, Default)]
pub struct AreaIndex {
    areas: Vec<MultiPolygon>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
    cells: OnceLock<Cells>,
}

/// The cells of a layer and the vertices that they speak of.
#[derive(Debug)]
pub(super) struct Cells {
    vertices: Vertices,
    /// Nothing when the layer has no area.
    grid: Option<Grid>,
    /// The first area at the south pole and the first at the north pole.
    at_poles: [Option<u32>; 2],
}

impl AreaIndex {
    /// An index over `surfaces`; their order decides borders, so hand them in by ascending id. O(n log n).
    pub fn build<'a>(surfaces: impl IntoIterator<Item = &'a Surface>) -> Self {
        let areas: Vec<_> = surfaces.into_iter().map(to_geo).collect();
        let boxes = areas.iter().zip(0u32..).filter_map(|(area, number)| {
            let rect = area.bounding_rect()?;
            let corners =
                Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
            Some(GeomWithData::new(corners, number))
        });
        let tree = RTree::bulk_load(boxes.collect());
        Self {
            areas,
            tree,
            cells: OnceLock::new(),
        }
    }

    /// The number (in the order of building) of the first area that holds `position`, its border included; the rim of a hole is border.
    pub fn locate(&self, position: LonLat) -> Option<usize> {
        self.cells().locate(position).map(|area| area as usize)
    }

    /// [`AreaIndex::locate`] for many positions, in their order, on `n_threads` threads.
    ///
    /// # Returns
    /// One answer a position; the same for any number of threads.
    pub fn locate_all(&self, positions: &[LonLat], n_threads: usize) -> Vec<Option<u32>> {
        let cells = self.cells();
        let mut areas = vec![None; positions.len()];
        let batches = positions.chunks(BATCH).zip(areas.chunks_mut(BATCH));
        let batches = Mutex::new(batches);
        let work = || {
            loop {
                let next = batches
                    .lock()
                    .expect("no thread stops while it takes a batch")
                    .next();
                let Some((positions, areas)) = next else {
                    break;
                };
                for (position, area) in positions.iter().zip(areas) {
                    *area = cells.locate(*position);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..n_threads {
                scope.spawn(work);
            }
            work();
        });
        areas
    }

    fn cells(&self) -> &Cells {
        self.cells
            .get_or_init(|| Cells::build(&self.areas, MOST_EDGES))
    }

    /// The numbers of the areas whose bounding box touches that of `other`, ascending.
    pub(crate) fn near(&self, other: &MultiPolygon) -> Vec<usize> {
        let Some(rect) = other.bounding_rect() else {
            return Vec::new();
        };
        let envelope =
            AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        let mut near: Vec<_> = self
            .tree
            .locate_in_envelope_intersecting(envelope)
            .map(|candidate| candidate.data as usize)
            .collect();
        near.sort_unstable();
        near
    }

    pub(crate) fn areas(&self) -> &[MultiPolygon] {
        &self.areas
    }
}

impl Cells {
    pub(super) fn build(areas: &[MultiPolygon], most_edges: usize) -> Self {
        let boxes = areas.iter().filter_map(MultiPolygon::bounding_rect);
        let around = boxes
            .map(|rect| [rect.min().x, rect.min().y, rect.max().x, rect.max().y])
            .reduce(|a, b| {
                let (least, most) = (f64::min, f64::max);
                [
                    least(a[0], b[0]),
                    least(a[1], b[1]),
                    most(a[2], b[2]),
                    most(a[3], b[3]),
                ]
            });
        let mut vertices = Vertices::default();
        let grid = around.map(|rectangle| {
            let rings = rings(areas, &mut vertices, rectangle[2]);
            Builder::new(&vertices, most_edges).grid(rectangle, &rings, 0)
        });
        let at_poles = [-90.0, 90.0].map(|lat| {
            let mut numbered = (0u32..).zip(areas);
            let first = numbered.find(|(_, area)| reaches(area, lat));
            first.map(|(number, _)| number)
        });
        Self {
            vertices,
            grid,
            at_poles,
        }
    }

    #[inline]
    pub(super) fn locate(&self, position: LonLat) -> Option<u32> {
        let (lon, lat) = (position.lon(), position.lat());
        if lon.abs() < 180.0 && lat.abs() < 90.0 {
            self.locate_name([lon, lat])
        } else {
            self.locate_many_named(lat)
        }
    }

    /// The first area at a pole, or at a latitude of the antimeridian.
    #[cold]
    fn locate_many_named(&self, lat: f64) -> Option<u32> {
        if lat.abs() == 90.0 {
            return self.at_poles[usize::from(lat > 0.0)];
        }
        let held = [-180.0, 180.0].map(|lon| self.locate_name([lon, lat]));
        held.into_iter().flatten().min()
    }

    /// The first area that holds a position under this one of its names.
    #[inline]
    fn locate_name(&self, position: [f64; 2]) -> Option<u32> {
        let grid = self
            .grid
            .as_ref()
            .filter(|grid| grid.frame.holds(position))?;
        grid.locate(&self.vertices, position)
    }
}

/// The rings of all areas, as seen from a rectangle that ends at `east`. Holes of polygons that are not valid may run beyond it.
fn rings(areas: &[MultiPolygon], vertices: &mut Vertices, east: f64) -> Vec<Ring> {
    let mut rings = Vec::new();
    for (area, number) in areas.iter().zip(0u32..) {
        for polygon in area {
            let outer = std::iter::once((false, polygon.exterior()));
            let holes = polygon.interiors().iter().map(|hole| (true, hole));
            for (is_hole, ring) in outer.chain(holes) {
                let corners: Vec<_> = ring.coords().map(|c| [c.x, c.y]).collect();
                let edges = vertices.add(&corners).into_iter();
                rings.push(Ring {
                    area: number,
                    is_hole,
                    base: 0,
                    edges: edges.map(|edge| vertices.seen_from(edge, east)).collect(),
                });
            }
        }
    }
    rings
}
