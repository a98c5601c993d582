//! Shapes as references to arcs: the stretches of borders between the points where more than two ways meet.

use super::mercator::{is_on_square, to_world};
use super::simplify::weights;
use model::feature::Geometry;
use std::collections::HashMap;
use std::sync::Arc;

/// An arc in one of its two directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) arc: usize,
    pub(super) is_reversed: bool,
}

/// Arcs one after the other; a ring ends where it starts.
pub(super) type Path = Vec<Reference>;

/// A shape.
#[derive(Debug)]
pub(super) enum Outline {
    Point([f64; 2]),
    Lines(Vec<Path>),
    /// Polygons of one outer ring and its holes.
    Polygons(Vec<Vec<Path>>),
}

/// A shape, and the box around it on the square of the world: west, north, east, south.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) outline: Outline,
    pub(super) bounds: [f64; 4],
}

/// A stretch of border, as it is given.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Positions on the square of the world.
    pub(super) positions: Vec<[f64; 2]>,
    /// How much each of them matters ([`weights`]).
    pub(super) weights: Vec<f64>,
}

/// Different shapes and their arcs.
#[derive(Debug)]
pub(super) struct Topology {
    pub(super) shapes: Vec<Shape>,
    pub(super) arcs: Vec<Stretch>,
    /// For each shape the numbers of the geometries that have it, ascending.
    pub(super) members: Vec<Vec<u32>>,
}

impl Topology {
    /// Finds the arcs of geometries. Surfaces and lines that are shared are one shape; what is nowhere on the square of the world is none.
    pub(super) fn new<'a>(geometries: impl IntoIterator<Item = Option<&'a Geometry>>) -> Self {
        let mut builder = Builder::default();
        for (number, geometry) in geometries.into_iter().enumerate() {
            if let Some(geometry) = geometry {
                builder.add(number as u32, geometry);
            }
        }
        builder.finish()
    }
}

/// Shapes as they come in, with the places of their lines.
#[derive(Default)]
struct Builder {
    lines: Vec<Vec<[f64; 2]>>,
    shapes: Vec<Incoming>,
    members: Vec<Vec<u32>>,
    /// Shapes by the address of what is shared.
    known: HashMap<usize, usize>,
}

enum Incoming {
    Point([f64; 2]),
    Lines(Vec<usize>),
    Polygons(Vec<Vec<usize>>),
}

impl Builder {
    fn add(&mut self, number: u32, geometry: &Geometry) {
        let shared = match geometry {
            Geometry::Point(_) => None,
            Geometry::Lines(lines) => Some(Arc::as_ptr(lines) as usize),
            Geometry::Surface(surface) => Some(Arc::as_ptr(surface) as usize),
        };
        if let Some(shape) = shared.and_then(|shared| self.known.get(&shared)) {
            self.members[*shape].push(number);
            return;
        }
        let Some(shape) = self.incoming(geometry) else {
            return;
        };
        if let Some(shared) = shared {
            self.known.insert(shared, self.shapes.len());
        }
        self.shapes.push(shape);
        self.members.push(vec![number]);
    }

    fn incoming(&mut self, geometry: &Geometry) -> Option<Incoming> {
        match geometry {
            Geometry::Point(position) => {
                is_on_square(*position).then(|| Incoming::Point(to_world(*position)))
            }
            Geometry::Lines(lines) => {
                let lines: Vec<_> = lines.iter().filter_map(|line| self.line(line)).collect();
                (!lines.is_empty()).then_some(Incoming::Lines(lines))
            }
            Geometry::Surface(surface) => {
                let mut polygons = Vec::new();
                for polygon in surface.polygons() {
                    let Some((outer, holes)) = polygon.split_first() else {
                        continue;
                    };
                    let Some(outer) = self.line(outer) else {
                        continue;
                    };
                    let holes = holes.iter().filter_map(|hole| self.line(hole));
                    polygons.push([outer].into_iter().chain(holes).collect());
                }
                (!polygons.is_empty()).then_some(Incoming::Polygons(polygons))
            }
        }
    }

    /// The place of a line; nothing for one that is a single position, or nowhere on the square.
    fn line(&mut self, line: &[[f64; 2]]) -> Option<usize> {
        if !line.iter().any(|position| is_on_square(*position)) && !is_across(line) {
            return None;
        }
        let mut world: Vec<_> = line.iter().map(|position| to_world(*position)).collect();
        world.dedup();
        if world.len() < 2 {
            return None;
        }
        self.lines.push(world);
        Some(self.lines.len() - 1)
    }

    /// Cuts everything at the junctions.
    fn finish(self) -> Topology {
        let junctions = Junctions::of(&self.lines);
        let mut arcs = Arcs::default();
        let paths = self.lines.iter().map(|line| arcs.path(line, &junctions));
        let mut paths: Vec<Path> = paths.collect();
        let mut shape = |incoming: Incoming| match incoming {
            Incoming::Point([x, y]) => Shape {
                outline: Outline::Point([x, y]),
                bounds: [x, y, x, y],
            },
            Incoming::Lines(places) => Shape {
                bounds: bounds(places.iter().map(|place| &self.lines[*place])),
                outline: Outline::Lines(taken(&mut paths, &places)),
            },
            Incoming::Polygons(polygons) => Shape {
                bounds: bounds(polygons.iter().flatten().map(|place| &self.lines[*place])),
                outline: Outline::Polygons(
                    polygons
                        .iter()
                        .map(|rings| taken(&mut paths, rings))
                        .collect(),
                ),
            },
        };
        Topology {
            shapes: self.shapes.into_iter().map(&mut shape).collect(),
            arcs: arcs.stretches,
            members: self.members,
        }
    }
}

/// Whether a line without a position on the square runs from beyond one edge to beyond the other.
fn is_across(line: &[[f64; 2]]) -> bool {
    line.iter().any(|[_, lat]| *lat > 0.0) && line.iter().any(|[_, lat]| *lat < 0.0)
}

/// The paths at these places. Each line belongs to one shape, so that a path can be moved out.
fn taken(paths: &mut [Path], places: &[usize]) -> Vec<Path> {
    places
        .iter()
        .map(|place| std::mem::take(&mut paths[*place]))
        .collect()
}

fn bounds<'a>(lines: impl Iterator<Item = &'a Vec<[f64; 2]>>) -> [f64; 4] {
    let (least, most) = (f64::NEG_INFINITY, f64::INFINITY);
    let around =
        |[w, n, e, s]: [f64; 4], &[x, y]: &[f64; 2]| [w.min(x), n.min(y), e.max(x), s.max(y)];
    lines.flatten().fold([most, most, least, least], around)
}

/// A position by its bits.
type Key = [u64; 2];

fn key([x, y]: [f64; 2]) -> Key {
    // 0 and -0 are one place.
    [(x + 0.0).to_bits(), (y + 0.0).to_bits()]
}

/// For each position its two neighbors, the same in every line; nothing where lines part, meet or end.
struct Junctions(HashMap<Key, Option<[Key; 2]>>);

impl Junctions {
    fn of(lines: &[Vec<[f64; 2]>]) -> Self {
        let n_positions = lines.iter().map(Vec::len).sum();
        let mut neighbors = HashMap::with_capacity(n_positions);
        for line in lines {
            let is_ring = is_ring(line);
            let n = line.len();
            for (place, position) in line.iter().enumerate() {
                let pair = if place > 0 && place + 1 < n {
                    Some([key(line[place - 1]), key(line[place + 1])])
                } else if is_ring {
                    Some([key(line[n - 2]), key(line[1])])
                } else {
                    None
                };
                let pair = pair.map(|[a, b]| if a <= b { [a, b] } else { [b, a] });
                let known = neighbors.entry(key(*position)).or_insert(pair);
                if *known != pair {
                    *known = None;
                }
            }
        }
        Self(neighbors)
    }

    fn holds(&self, position: [f64; 2]) -> bool {
        self.0.get(&key(position)).is_none_or(Option::is_none)
    }
}

fn is_ring(line: &[[f64; 2]]) -> bool {
    line.len() > 3 && line.first() == line.last()
}

#[derive(Default)]
struct Arcs {
    stretches: Vec<Stretch>,
    /// Arcs by what tells them apart: their ends and the neighbor of the first end.
    known: HashMap<[Key; 3], usize>,
}

impl Arcs {
    /// A line as arcs.
    fn path(&mut self, line: &[[f64; 2]], junctions: &Junctions) -> Path {
        let mut line = line.to_vec();
        if is_ring(&line) {
            turn(&mut line, junctions);
        }
        let mut path = Vec::new();
        let mut start = 0;
        for place in 1..line.len() {
            if place + 1 == line.len() || junctions.holds(line[place]) {
                path.push(self.arc(&line[start..=place]));
                start = place;
            }
        }
        path
    }

    fn arc(&mut self, positions: &[[f64; 2]]) -> Reference {
        let n = positions.len();
        let [first, last] = [0, n - 1].map(|place| key(positions[place]));
        let forward = [first, key(positions[1]), last];
        let backward = [last, key(positions[n - 2]), first];
        // Ways part at junctions only: arcs that leave one towards the same neighbor are the same to their end.
        let is_reversed = backward < forward;
        let known = if is_reversed { backward } else { forward };
        let stretches = &mut self.stretches;
        let arc = *self.known.entry(known).or_insert_with(|| {
            let mut positions = positions.to_vec();
            if is_reversed {
                positions.reverse();
            }
            let weights = weights(&positions);
            stretches.push(Stretch { positions, weights });
            stretches.len() - 1
        });
        Reference { arc, is_reversed }
    }
}

/// Starts a ring at a junction, or at its smallest position where it has none, so that the same ring starts at the same place in every shape.
fn turn(ring: &mut Vec<[f64; 2]>, junctions: &Junctions) {
    ring.pop();
    let junction = ring.iter().position(|position| junctions.holds(*position));
    let smallest = || {
        let by_key = |a: &usize, b: &usize| key(ring[*a]).cmp(&key(ring[*b]));
        (0..ring.len()).min_by(by_key).unwrap_or(0)
    };
    let start = junction.unwrap_or_else(smallest);
    ring.rotate_left(start);
    ring.push(ring[0]);
}
