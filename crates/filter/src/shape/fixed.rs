//! A shape that a filter holds, with what is worked out once so that asking many features is cheap.

use super::parts::{Parts, cross, ring_starts};
use super::relation::Relation;
use geo::kernels::RobustKernel;
use geo::{BoundingRect, Coord, Geometry, Intersects, Kernel, Line, LinesIter, Orientation, Point};
use rstar::{AABB, RTree, RTreeObject};

/// A shape of the filter.
#[derive(Debug, Clone)]
pub(crate) struct Fixed {
    pub(crate) geometry: Geometry,
    /// West, south, east, north.
    pub(crate) bounds: [f64; 4],
    points: Vec<Coord>,
    /// The segments of lines and of the rings of polygons.
    edges: RTree<Edge>,
    /// One position of each line and polygon.
    starts: Vec<Coord>,
    /// One position of each ring of a polygon.
    rings: Vec<Coord>,
    polygons: usize,
}

/// How the edges of two shapes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contact {
    /// They have no position in common.
    Apart,
    /// They meet, and none goes from one side of another to its other side within it.
    Touching,
    /// One crosses another, both between their ends.
    Crossing,
}

/// A segment, and the polygon that it bounds if it does.
#[derive(Debug, Clone, Copy)]
struct Edge {
    line: Line,
    polygon: Option<usize>,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&self.line)
    }
}

fn envelope(line: &Line) -> AABB<[f64; 2]> {
    AABB::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y])
}

/// Where a position is in the polygons of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Inside,
    Boundary,
    Outside,
}

impl Fixed {
    /// A shape that is written out.
    pub(crate) fn new(geometry: Geometry) -> Self {
        let bounds = geometry.bounding_rect();
        let bounds = bounds.map_or([f64::NAN; 4], |rect| {
            [rect.min().x, rect.min().y, rect.max().x, rect.max().y]
        });
        let parts = Parts::of(&geometry);
        let lines = parts.lines.iter().flat_map(|line| line.lines());
        let mut edges: Vec<Edge> = lines
            .map(|line| Edge {
                line,
                polygon: None,
            })
            .collect();
        for (place, polygon) in parts.polygons.iter().enumerate() {
            let polygon_edges = polygon.lines_iter();
            edges.extend(polygon_edges.map(|line| Edge {
                line,
                polygon: Some(place),
            }));
        }
        Self {
            bounds,
            edges: RTree::bulk_load(edges),
            starts: parts.starts().collect(),
            rings: parts
                .polygons
                .iter()
                .flat_map(|polygon| ring_starts(polygon))
                .collect(),
            polygons: parts.polygons.len(),
            points: parts.points,
            geometry,
        }
    }

    /// Whether it is made of polygons alone.
    pub(crate) fn is_areal(&self) -> bool {
        self.points.is_empty() && self.starts.len() == self.polygons
    }

    /// Where a position is in its polygons. O(log edges), robust for every position.
    pub(crate) fn locate(&self, at: Coord) -> Location {
        let ray = AABB::from_corners([at.x, at.y], [f64::MAX, at.y]);
        // The polygons of which an odd number of edges has been crossed.
        let mut odd: Vec<usize> = Vec::new();
        let mut boundary = false;
        for edge in self.edges.locate_in_envelope_intersecting(ray) {
            let Some(polygon) = edge.polygon else {
                continue;
            };
            let (start, end) = (edge.line.start, edge.line.end);
            let side = RobustKernel::orient2d(start, end, at);
            if side == Orientation::Collinear && edge.line.intersects(&at) {
                boundary = true;
                continue;
            }
            let upward = start.y <= at.y && at.y < end.y && side == Orientation::CounterClockwise;
            let downward = end.y <= at.y && at.y < start.y && side == Orientation::Clockwise;
            if upward || downward {
                match odd.iter().position(|one| *one == polygon) {
                    Some(place) => drop(odd.swap_remove(place)),
                    None => odd.push(polygon),
                }
            }
        }
        match (boundary, odd.is_empty()) {
            (true, _) => Location::Boundary,
            (false, true) => Location::Outside,
            (false, false) => Location::Inside,
        }
    }

    /// Whether a box lies inside of its polygons, or outside; nothing when an edge or a point of it comes near the box.
    pub(crate) fn covers_or_leaves(&self, [west, south, east, north]: [f64; 4]) -> Option<bool> {
        let bounds = AABB::from_corners([west, south], [east, north]);
        let mut near = self.edges.locate_in_envelope_intersecting(bounds);
        if !self.points.is_empty() || near.next().is_some() {
            return None;
        }
        Some(self.locate(Coord { x: west, y: south }) == Location::Inside)
    }

    /// Whether a position belongs to it.
    pub(crate) fn has(&self, at: Coord) -> bool {
        self.points.contains(&at)
            || (self.polygons > 0 && self.locate(at) != Location::Outside)
            || (self.starts.len() > self.polygons && self.has_on_line(at))
    }

    fn has_on_line(&self, at: Coord) -> bool {
        let point = AABB::from_point([at.x, at.y]);
        self.edges
            .locate_in_envelope_intersecting(point)
            .any(|edge| edge.line.intersects(&at))
    }

    /// Whether it has a position in common with `other`, whose bounds are `bounds`.
    pub(crate) fn meets(&self, other: &Geometry, bounds: [f64; 4]) -> bool {
        let parts = Parts::of(other);
        if parts
            .points
            .iter()
            .chain(&parts.starts().collect::<Vec<_>>())
            .any(|&at| self.has(at))
        {
            return true;
        }
        let [west, south, east, north] = bounds;
        let near = |at: &&Coord| at.x >= west && at.x <= east && at.y >= south && at.y <= north;
        let mut own = self.points.iter().chain(&self.starts).filter(near);
        if own.any(|&at| other.intersects(&Point(at))) {
            return true;
        }
        let lines = parts.lines.iter().flat_map(|line| line.lines());
        let sides = parts
            .polygons
            .iter()
            .flat_map(|polygon| polygon.lines_iter());
        lines.chain(sides).any(|line| self.is_met_by(&line))
    }

    /// How it stands to `other`, which is of lines or of polygons alone, when it is of polygons alone and their edges
    /// say so; nothing when they do not.
    pub(crate) fn within_edges(&self, relation: Relation, other: &Geometry) -> Option<bool> {
        let parts = Parts::of(other);
        if !self.is_areal()
            || !parts.points.is_empty()
            || !(parts.lines.is_empty() || parts.polygons.is_empty())
        {
            return None;
        }
        match self.contact(&parts) {
            Contact::Touching => None,
            // Each has an inner part on either side of the other's edge.
            Contact::Crossing if parts.lines.is_empty() => Some(relation == Relation::Overlaps),
            Contact::Crossing => Some(relation == Relation::Crosses),
            Contact::Apart => {
                let inside = parts
                    .starts()
                    .filter(|&at| self.locate(at) == Location::Inside)
                    .count();
                if self.rings.iter().any(|&at| other.intersects(&Point(at))) {
                    return None;
                }
                match inside {
                    0 => Some(false),
                    all if all == parts.starts().count() => Some(relation == Relation::Within),
                    _ => None,
                }
            }
        }
    }

    /// How the edges of `parts` stand to its own.
    fn contact(&self, parts: &Parts<'_>) -> Contact {
        let mut contact = Contact::Apart;
        let lines = parts.lines.iter().flat_map(|line| line.lines());
        let sides = parts
            .polygons
            .iter()
            .flat_map(|polygon| polygon.lines_iter());
        for line in lines.chain(sides).filter(|line| self.is_near(line)) {
            for edge in self.edges.locate_in_envelope_intersecting(envelope(&line)) {
                if cross(&line, &edge.line) {
                    return Contact::Crossing;
                }
                if contact == Contact::Apart && edge.line.intersects(&line) {
                    contact = Contact::Touching;
                }
            }
        }
        contact
    }

    /// Whether a segment meets one of its edges.
    fn is_met_by(&self, line: &Line) -> bool {
        self.is_near(line)
            && self
                .edges
                .locate_in_envelope_intersecting(envelope(line))
                .any(|edge| edge.line.intersects(line))
    }

    /// Whether the bounds of a segment meet its own.
    fn is_near(&self, line: &Line) -> bool {
        let [west, south, east, north] = self.bounds;
        let ([x, y], [to_x, to_y]) = ([line.start.x, line.start.y], [line.end.x, line.end.y]);
        x.max(to_x) >= west && x.min(to_x) <= east && y.max(to_y) >= south && y.min(to_y) <= north
    }
}
