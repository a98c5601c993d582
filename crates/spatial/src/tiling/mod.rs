//! Shapes cut into the tiles of a web map.
//!
//! Borders that neighbors share are found once (`topology`) and simplified once a zoom (`level`), so that neighbors stay neighbors: no slivers and
//! no overlaps, whatever is left out. What shares no vertices (layers drawn apart from each other) is simplified on its own.
//!
//! Positions stand on the grid of their zoom before anything is cut, so that a border is the same in every tile that shows it.

mod clip;
mod level;
mod mend;
mod mercator;
mod simplify;
mod topology;

pub use mercator::{MAX_LATITUDE, to_world};

use clip::{Frame, Side};
use level::{Drawn, Part, level};
use mend::Mender;
use model::feature::Geometry;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::sync::OnceLock;
use topology::Topology;

/// Units along a side of a tile (MVT 2.1, `extent`).
pub const EXTENT: u32 = 4096;

/// Units around a tile that belong to its picture too, so that no border is drawn along its edge.
pub const BUFFER: u32 = 64;

/// The deepest zoom for which there are tiles.
pub const MAX_ZOOM: u8 = 22;

/// The deepest zoom for which shapes are drawn anew: a unit is 4 cm there. Beyond it they are only magnified.
const DEEPEST_LEVEL: u8 = 18;

/// From this zoom on, where a unit is 38 m, a line or surface too small to be seen is drawn as small as can be; before it, it is left out.
const KEPT_FROM: u8 = 8;

/// One tile of the WebMercatorQuad matrix set (OGC 17-083r4, annex D.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tile {
    z: u8,
    x: u32,
    y: u32,
}

impl Tile {
    /// The tile of a zoom (0 for the whole world), a column from the west and a row from the north; nothing when there is none.
    pub fn new(z: u8, x: u32, y: u32) -> Option<Self> {
        let n = 1u32.checked_shl(u32::from(z)).filter(|_| z <= MAX_ZOOM)?;
        (x < n && y < n).then_some(Self { z, x, y })
    }

    /// The tile of a zoom that holds a position (longitude, latitude in degrees); nothing beyond [`MAX_ZOOM`].
    pub fn at([lon, lat]: [f64; 2], z: u8) -> Option<Self> {
        let n = 1u32.checked_shl(u32::from(z)).filter(|_| z <= MAX_ZOOM)?;
        let place = |part: f64| ((part * f64::from(n)) as u32).min(n - 1);
        let [x, y] = to_world([lon, lat]).map(place);
        Some(Self { z, x, y })
    }

    /// The zoom.
    pub fn zoom(self) -> u8 {
        self.z
    }

    /// The column from the west.
    pub fn column(self) -> u32 {
        self.x
    }

    /// The row from the north.
    pub fn row(self) -> u32 {
        self.y
    }
}

/// What a tile shows of a shape, in units of the tile from its northwestern corner, `y` downwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A position.
    Point([i32; 2]),
    /// Lines of two or more positions.
    Lines(Vec<Vec<[i32; 2]>>),
    /// Polygons, each an outer ring, clockwise as seen on the screen, and its holes, the other way round. No ring crosses another or itself. Rings are
    /// not closed: the last position is not the first one again.
    Polygons(Vec<Vec<Vec<[i32; 2]>>>),
}

/// Shapes ready to be cut into tiles.
pub struct Tiling {
    topology: Topology,
    /// Shapes by the boxes around them on the square of the world.
    tree: RTree<Boxed>,
    /// The shapes as they are drawn at each zoom, made when a tile of it is first asked for.
    levels: [OnceLock<Vec<Drawn>>; DEEPEST_LEVEL as usize + 1],
}

type Boxed = GeomWithData<Rectangle<[f64; 2]>, usize>;

impl Tiling {
    /// Finds the shared borders of geometries. O(n log n) in their positions.
    pub fn new<'a>(geometries: impl IntoIterator<Item = Option<&'a Geometry>>) -> Self {
        let topology = Topology::new(geometries);
        let boxed = topology.shapes.iter().enumerate().map(|(number, shape)| {
            let [west, north, east, south] = shape.bounds;
            Boxed::new(
                Rectangle::from_corners([west, north], [east, south]),
                number,
            )
        });
        Self {
            tree: RTree::bulk_load(boxed.collect()),
            topology,
            levels: [const { OnceLock::new() }; DEEPEST_LEVEL as usize + 1],
        }
    }

    /// What a tile shows: for each shape that reaches into it the numbers of the geometries that have it, ascending and as far as `is_wanted`, and
    /// its piece. Shapes stand in the order of their first geometries.
    pub fn cut(&self, tile: Tile, is_wanted: impl Fn(usize) -> bool) -> Vec<(Vec<usize>, Piece)> {
        let mut shapes: Vec<usize> = self
            .tree
            .locate_in_envelope_intersecting(envelope(tile))
            .map(|boxed| boxed.data)
            .collect();
        shapes.sort_unstable();
        let zoom = tile.z.min(DEEPEST_LEVEL);
        let level = self.levels[usize::from(zoom)].get_or_init(|| level(&self.topology, zoom));
        let mut cutter = Cutter {
            frame: Frame::new(tile, zoom),
            mender: Mender::default(),
        };
        let mut pieces = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let members = self.topology.members[shape].iter();
            let members = members.map(|number| *number as usize);
            let wanted: Vec<usize> = members.filter(|number| is_wanted(*number)).collect();
            if wanted.is_empty() {
                continue;
            }
            if let Some(piece) = cutter.piece(&level[shape]) {
                pieces.push((wanted, piece));
            }
        }
        pieces
    }
}

impl std::fmt::Debug for Tiling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tiling of {} shapes", self.topology.shapes.len())
    }
}

/// The tile with what is around it, and one unit more for what rounding moves, on the square of the world.
fn envelope(tile: Tile) -> AABB<[f64; 2]> {
    let n = f64::from(1u32 << tile.z);
    let margin = f64::from(BUFFER + 1) / f64::from(EXTENT);
    let [x, y] = [tile.x, tile.y].map(f64::from);
    AABB::from_corners(
        [(x - margin) / n, (y - margin) / n],
        [(x + 1.0 + margin) / n, (y + 1.0 + margin) / n],
    )
}

/// Cuts one tile out of what is drawn.
struct Cutter {
    frame: Frame,
    mender: Mender,
}

impl Cutter {
    fn piece(&mut self, drawn: &Drawn) -> Option<Piece> {
        match drawn {
            Drawn::Nothing => None,
            Drawn::Point(position) => self.frame.point(*position).map(Piece::Point),
            Drawn::Lines(parts) => {
                let lines: Vec<_> = parts.iter().flat_map(|part| self.lines(part)).collect();
                (!lines.is_empty()).then_some(Piece::Lines(lines))
            }
            Drawn::Polygons(parts) => {
                let (mut polygons, mut clipped) = (Vec::new(), Vec::new());
                for part in parts {
                    let rings = part.lines.iter();
                    match self.frame.side(part.bounds) {
                        Side::Outside => {}
                        Side::Inside => {
                            polygons.push(rings.map(|ring| self.frame.moved(ring)).collect());
                        }
                        Side::Across => clipped.extend(self.clipped(part)),
                    }
                }
                polygons.extend(self.mender.united(clipped));
                (!polygons.is_empty()).then_some(Piece::Polygons(polygons))
            }
        }
    }

    fn lines(&self, part: &Part) -> Vec<Vec<[i32; 2]>> {
        let lines = part.lines.iter();
        match self.frame.side(part.bounds) {
            Side::Outside => Vec::new(),
            Side::Inside => lines.map(|line| self.frame.moved(line)).collect(),
            Side::Across => lines.flat_map(|line| self.frame.line(line)).collect(),
        }
    }

    /// What is inside of a polygon.
    fn clipped(&mut self, part: &Part) -> Vec<Vec<Vec<[i32; 2]>>> {
        let rings = part.lines.iter().map(|ring| self.frame.ring(ring));
        let mut rings: Vec<_> = rings.collect();
        // Without its outer ring nothing is left of a polygon.
        if rings.first().is_none_or(|outer| outer.len() < 3) {
            return Vec::new();
        }
        rings.retain(|ring| ring.len() > 2);
        // Where a border leaves the frame and comes back, the cut runs to and fro along the frame's edge.
        self.mender.mended(rings)
    }
}

#[cfg(test)]
#[path = "tiling_tests.rs"]
mod tests;
