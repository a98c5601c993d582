//! What shapes are made of.

use geo::kernels::RobustKernel;
use geo::{Coord, Geometry, Kernel, Line, LineString, Orientation, Polygon};

/// The parts of a shape.
#[derive(Default)]
pub(super) struct Parts<'g> {
    pub(super) points: Vec<Coord>,
    pub(super) lines: Vec<&'g LineString>,
    pub(super) polygons: Vec<&'g Polygon>,
}

impl<'g> Parts<'g> {
    pub(super) fn of(geometry: &'g Geometry) -> Self {
        let mut parts = Self::default();
        parts.add(geometry);
        parts
    }

    fn add(&mut self, geometry: &'g Geometry) {
        match geometry {
            Geometry::Point(point) => self.points.push(point.0),
            Geometry::MultiPoint(points) => self.points.extend(points.iter().map(|point| point.0)),
            Geometry::LineString(line) => self.lines.push(line),
            Geometry::MultiLineString(lines) => self.lines.extend(lines),
            Geometry::Polygon(polygon) => self.polygons.push(polygon),
            Geometry::MultiPolygon(polygons) => self.polygons.extend(polygons),
            Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| self.add(part)),
            // Neither a filter nor a feature is made of these.
            Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {}
        }
    }

    /// One position of each line and polygon.
    pub(super) fn starts(&self) -> impl Iterator<Item = Coord> {
        let lines = self.lines.iter().filter_map(|line| line.0.first());
        let polygons = self
            .polygons
            .iter()
            .filter_map(|polygon| polygon.exterior().0.first());
        lines.chain(polygons).copied()
    }
}

/// One position of each ring.
pub(super) fn ring_starts(polygon: &Polygon) -> impl Iterator<Item = Coord> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    rings.filter_map(|ring| ring.0.first().copied())
}

/// Whether two segments cross between their ends. Exact for every position.
pub(super) fn cross(one: &Line, other: &Line) -> bool {
    let sides = |line: &Line, at: &Line| {
        let side = |at| RobustKernel::orient2d(line.start, line.end, at);
        let (start, end) = (side(at.start), side(at.end));
        start != end && start != Orientation::Collinear && end != Orientation::Collinear
    };
    sides(one, other) && sides(other, one)
}
