//! Shapes as they are drawn at one zoom: simplified, on the grid of its tiles, and valid.

use super::mend::Mender;
use super::topology::{Outline, Path, Stretch, Topology};
use super::{EXTENT, KEPT_FROM};

/// A position in units of the tiles of a zoom, from the northwestern corner of the world.
pub(super) type Units = [i32; 2];

/// A shape at one zoom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Too small to be seen.
    Nothing,
    Point(Units),
    Lines(Vec<Part>),
    Polygons(Vec<Part>),
}

/// A line, or the rings of a polygon: not closed, the outer one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// West, north, east, south.
    pub(super) bounds: [i32; 4],
    pub(super) lines: Vec<Vec<Units>>,
}

impl Part {
    fn new(lines: Vec<Vec<Units>>) -> Self {
        let around =
            |[w, n, e, s]: [i32; 4], &[x, y]: &Units| [w.min(x), n.min(y), e.max(x), s.max(y)];
        let nothing = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
        Self {
            bounds: lines.iter().flatten().fold(nothing, around),
            lines,
        }
    }
}

/// All shapes at a zoom. O(n) in the positions, and O(n log n) in those of the surfaces that are drawn.
pub(super) fn level(topology: &Topology, zoom: u8) -> Vec<Drawn> {
    let units = f64::from(1u32 << zoom) * f64::from(EXTENT);
    let arcs: Vec<Vec<Units>> = topology.arcs.iter().map(|arc| arc_at(arc, units)).collect();
    let mut mender = Mender::default();
    let is_kept = zoom >= KEPT_FROM;
    let mut drawn = |outline: &Outline| match outline {
        Outline::Point(position) => Drawn::Point(on_grid(*position, units)),
        Outline::Lines(paths) => {
            let lines: Vec<_> = paths.iter().map(|path| assembled(path, &arcs)).collect();
            drawn_lines(lines, is_kept)
        }
        Outline::Polygons(polygons) => {
            let rings = |paths: &Vec<Path>| {
                let rings = paths.iter().map(|path| assembled(path, &arcs));
                rings.collect()
            };
            drawn_polygons(polygons.iter().map(rings).collect(), is_kept, &mut mender)
        }
    };
    let shapes = topology.shapes.iter();
    shapes.map(|shape| drawn(&shape.outline)).collect()
}

pub(super) fn on_grid(position: [f64; 2], units: f64) -> Units {
    position.map(|part| (part * units).round() as i32)
}

/// The positions of an arc that are drawn: its ends, and those that matter by at least one unit squared.
pub(super) fn arc_at(arc: &Stretch, units: f64) -> Vec<Units> {
    let least = 1.0 / (units * units);
    let mut drawn: Vec<Units> = arc
        .positions
        .iter()
        .zip(&arc.weights)
        .filter(|(_, weight)| **weight >= least)
        .map(|(position, _)| on_grid(*position, units))
        .collect();
    drawn.dedup();
    drawn
}

/// The positions along arcs; those of a ring end where they start.
fn assembled(path: &Path, arcs: &[Vec<Units>]) -> Vec<Units> {
    let mut positions: Vec<Units> = Vec::new();
    for reference in path {
        let arc = &arcs[reference.arc];
        if reference.is_reversed {
            positions.extend(arc.iter().rev());
        } else {
            positions.extend(arc);
        }
    }
    // The last position of one arc is the first one of the next.
    positions.dedup();
    positions
}

fn drawn_lines(lines: Vec<Vec<Units>>, is_kept: bool) -> Drawn {
    let first = lines.first().and_then(|line| line.first()).copied();
    let parts: Vec<_> = lines
        .into_iter()
        .filter(|line| line.len() > 1)
        .map(|line| Part::new(vec![line]))
        .collect();
    match first {
        _ if !parts.is_empty() => Drawn::Lines(parts),
        Some([x, y]) if is_kept => Drawn::Lines(vec![Part::new(vec![vec![[x, y], [x + 1, y]]])]),
        _ => Drawn::Nothing,
    }
}

fn drawn_polygons(polygons: Vec<Vec<Vec<Units>>>, is_kept: bool, mender: &mut Mender) -> Drawn {
    let mut valid = Vec::new();
    let mut any = None;
    for mut rings in polygons {
        any = any.or_else(|| rings.first()?.first().copied());
        for ring in &mut rings {
            ring.pop();
        }
        if rings.first().is_none_or(|outer| is_tiny(outer)) {
            continue;
        }
        rings.retain(|ring| !is_tiny(ring));
        valid.extend(mender.mended(rings));
    }
    let parts: Vec<_> = mender.united(valid).into_iter().map(Part::new).collect();
    match any {
        _ if !parts.is_empty() => Drawn::Polygons(parts),
        Some(corner) if is_kept => Drawn::Polygons(vec![Part::new(vec![square(corner)])]),
        _ => Drawn::Nothing,
    }
}

/// The smallest polygon there is, for what would otherwise not be seen.
fn square([x, y]: Units) -> Vec<Units> {
    vec![[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]]
}

/// Whether a ring holds less than one unit squared.
fn is_tiny(ring: &[Units]) -> bool {
    ring.len() < 3 || twice_area(ring).abs() < 2
}

/// Twice the signed area of a ring that is not closed.
pub(super) fn twice_area(ring: &[Units]) -> i64 {
    let Some(&origin) = ring.first() else {
        return 0;
    };
    let from =
        |position: &Units| [0, 1].map(|axis| i64::from(position[axis]) - i64::from(origin[axis]));
    let cross = |pair: &[Units]| {
        let (a, b) = (from(&pair[0]), from(&pair[1]));
        a[0] * b[1] - b[0] * a[1]
    };
    // The stretches at the first position, which is the origin, add nothing.
    ring.windows(2).map(cross).sum()
}
