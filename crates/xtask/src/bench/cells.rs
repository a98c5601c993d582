//! A partition of a box into polygons whose shared borders are rough, the same to the last digit on both sides.

use super::city::chance;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

/// Longitude and latitude in units of 1e-7 degrees.
pub(crate) type Corner = [i64; 2];

/// Halvings of an edge: 16 segments.
const HALVINGS: u32 = 4;
/// How far a middle moves off its edge, in lengths of the edge.
const ROUGHNESS: f64 = 0.08;
/// Edges shorter than this, in scaled degrees, stay straight.
const SHORTEST: f64 = 1e-4;

/// What meets at a vertex, ascending: cells by number, then the four borders of the box.
type Vertex = [usize; 3];
/// An edge with its lower vertex first.
type Edge = (Vertex, Vertex);
type Point = [f64; 2];

/// The cells nearest to each of `points` (longitude, latitude) within `edges` (west, south, east, north): closed rings, counterclockwise.
///
/// Voronoi cells by clipping, O(n^2); edges that would make a ring cross itself stay straight.
pub(crate) fn cells(points: &[(f64, f64)], edges: [f64; 4], seed: u64) -> Vec<Vec<Corner>> {
    let scale = ((edges[1] + edges[3]) / 2.0).to_radians().cos();
    let points: Vec<Point> = points
        .iter()
        .map(|(lon, lat)| [lon * scale, *lat])
        .collect();
    let frame = [edges[0] * scale, edges[1], edges[2] * scale, edges[3]];
    let mut vertices = BTreeMap::new();
    let outlines: Vec<_> = (0..points.len())
        .map(|cell| outline(&points, frame, cell, &mut vertices))
        .collect();
    let mut drawing = Drawing {
        n_cells: points.len(),
        seed,
        scale,
        vertices,
        straight: BTreeSet::new(),
    };
    loop {
        let rings: Vec<_> = outlines
            .iter()
            .map(|outline| drawing.ring(outline))
            .collect();
        let n_straight = drawing.straight.len();
        for (outline, ring) in outlines.iter().zip(&rings) {
            if !is_simple(ring) {
                drawing.straight.extend(sides(outline).map(edge));
            }
        }
        if drawing.straight.len() == n_straight {
            return rings;
        }
    }
}

/// The vertices of a cell, counterclockwise; takes up where those are that no cell before it had.
fn outline(
    points: &[Point],
    frame: [f64; 4],
    cell: usize,
    vertices: &mut BTreeMap<Vertex, Point>,
) -> Vec<Vertex> {
    let [west, south, east, north] = frame;
    let n = points.len();
    // Corners, each with what the side after it borders on.
    let mut ring = vec![
        ([west, south], n),
        ([east, south], n + 1),
        ([east, north], n + 2),
        ([west, north], n + 3),
    ];
    let own = points[cell];
    let mut others: Vec<(f64, usize)> = (0..n)
        .filter(|other| *other != cell)
        .map(|other| (distance2(own, points[other]), other))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (apart2, other) in others {
        let reach2 = ring
            .iter()
            .map(|(corner, _)| distance2(own, *corner))
            .fold(0.0, f64::max);
        if apart2 > 4.0 * reach2 {
            break;
        }
        clip(&mut ring, own, (points[other], other));
    }
    let befores = ring.iter().cycle().skip(ring.len() - 1);
    let mut outline = Vec::with_capacity(ring.len());
    for ((_, before), (corner, after)) in befores.zip(&ring) {
        let mut vertex = [cell, *before, *after];
        vertex.sort_unstable();
        vertices.entry(vertex).or_insert(*corner);
        outline.push(vertex);
    }
    outline
}

/// Keeps what is nearer to `own` than to `other`.
fn clip(ring: &mut Vec<(Point, usize)>, own: Point, (other, label): (Point, usize)) {
    let beyond = |corner: Point| distance2(corner, own) - distance2(corner, other);
    let mut kept = Vec::with_capacity(ring.len() + 1);
    for (index, &(from, side)) in ring.iter().enumerate() {
        let (to, _) = ring[(index + 1) % ring.len()];
        let (at_from, at_to) = (beyond(from), beyond(to));
        let share = at_from / (at_from - at_to);
        let cut = [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * share);
        match (at_from <= 0.0, at_to <= 0.0) {
            (true, true) => kept.push((from, side)),
            (true, false) => kept.extend([(from, side), (cut, label)]),
            (false, true) => kept.push((cut, side)),
            (false, false) => {}
        }
    }
    *ring = kept;
}

fn distance2(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

fn sides(outline: &[Vertex]) -> impl Iterator<Item = (Vertex, Vertex)> + '_ {
    outline
        .iter()
        .copied()
        .zip(outline.iter().copied().cycle().skip(1))
}

fn edge((from, to): (Vertex, Vertex)) -> Edge {
    (from.min(to), from.max(to))
}

/// What rings are drawn from.
struct Drawing {
    n_cells: usize,
    seed: u64,
    scale: f64,
    vertices: BTreeMap<Vertex, Point>,
    straight: BTreeSet<Edge>,
}

impl Drawing {
    fn ring(&self, outline: &[Vertex]) -> Vec<Corner> {
        let mut ring = Vec::new();
        for side in sides(outline) {
            ring.push(self.vertices[&side.0]);
            let mut middle = self.middle(edge(side));
            if side.0 > side.1 {
                middle.reverse();
            }
            ring.extend(middle);
        }
        let corner =
            |[x, y]: Point| [x / self.scale, y].map(|degrees| (degrees * 1e7).round() as i64);
        let mut ring: Vec<Corner> = ring.into_iter().map(corner).collect();
        ring.dedup();
        let first = ring[0];
        if ring.len() == 1 || ring[ring.len() - 1] != first {
            ring.push(first);
        }
        ring
    }

    /// The points between the ends of an edge: the same ones whichever cell asks.
    fn middle(&self, edge: Edge) -> Vec<Point> {
        let (from, to) = (self.vertices[&edge.0], self.vertices[&edge.1]);
        // A side of the box: both ends have the same border.
        let is_outer = edge
            .0
            .iter()
            .any(|label| *label >= self.n_cells && edge.1.contains(label));
        let mut middle = Vec::new();
        if !is_outer && distance2(from, to) >= SHORTEST * SHORTEST && !self.straight.contains(&edge)
        {
            let mut rng = chance(self.seed, &format!("cells/{edge:?}"));
            roughen(from, to, HALVINGS, (&mut rng, &mut middle));
        }
        middle
    }
}

fn roughen(
    from: Point,
    to: Point,
    halvings: u32,
    (rng, middle): (&mut ChaCha8Rng, &mut Vec<Point>),
) {
    if halvings == 0 {
        return;
    }
    let off = rng.random_range(-ROUGHNESS..ROUGHNESS);
    let half = [
        (from[0] + to[0]) / 2.0 - (to[1] - from[1]) * off,
        (from[1] + to[1]) / 2.0 + (to[0] - from[0]) * off,
    ];
    roughen(from, half, halvings - 1, (rng, middle));
    middle.push(half);
    roughen(half, to, halvings - 1, (rng, middle));
}

/// Whether no two sides of a closed ring meet but neighbors at their common corner.
fn is_simple(ring: &[Corner]) -> bool {
    let sides: Vec<_> = ring.windows(2).map(|side| (side[0], side[1])).collect();
    let n = sides.len();
    let meets = |(i, j): (usize, usize)| {
        let ((a, b), (c, d)) = (sides[i], sides[j]);
        if j == i + 1 {
            runs_back(a, b, d)
        } else if i == 0 && j == n - 1 {
            runs_back(c, a, b)
        } else {
            do_meet((a, b), (c, d))
        }
    };
    let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    n >= 3 && !pairs.into_iter().any(meets)
}

/// Whether the way from `b` to `c` goes back along that from `a` to `b`.
fn runs_back(a: Corner, b: Corner, c: Corner) -> bool {
    let forward = (0..2).map(|axis| (b[axis] - a[axis]) * (c[axis] - b[axis]));
    turn(a, b, c) == 0 && forward.sum::<i64>() < 0
}

/// Twice the area of the triangle: positive counterclockwise, negative clockwise, 0 in one line.
fn turn(a: Corner, b: Corner, c: Corner) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn do_meet((a, b): (Corner, Corner), (c, d): (Corner, Corner)) -> bool {
    let overlap = |axis: usize| {
        a[axis].min(b[axis]) <= c[axis].max(d[axis]) && c[axis].min(d[axis]) <= a[axis].max(b[axis])
    };
    let parts = |a, b, c, d| turn(a, b, c).signum() * turn(a, b, d).signum() <= 0;
    overlap(0) && overlap(1) && parts(a, b, c, d) && parts(c, d, a, b)
}

#[cfg(test)]
mod tests {
    use super::super::city::{City, Ground};
    use super::*;

    #[test]
    fn cells_share_every_side_and_cover_the_box_exactly() {
        for seed in [1, 2] {
            let city = City::draw(Ground::CITY, seed);
            let mut rng = chance(seed, "points of the test");
            let points: Vec<_> = (0..120).map(|_| city.point(0.35, &mut rng)).collect();
            let edges = Ground::CITY.edges;
            let rings = cells(&points, edges, seed);
            let sides: BTreeSet<_> = rings
                .iter()
                .flat_map(|ring| ring.windows(2))
                .map(|side| (side[0], side[1]))
                .collect();
            let [west, south, east, north] = edges.map(|degrees| (degrees * 1e7).round() as i64);
            let mut doubled_area = 0;
            for ring in &rings {
                assert!(is_simple(ring));
                for side in ring.windows(2) {
                    let is_outer = (side[0][0] == side[1][0] && [west, east].contains(&side[0][0]))
                        || (side[0][1] == side[1][1] && [south, north].contains(&side[0][1]));
                    assert!(is_outer || sides.contains(&(side[1], side[0])), "{side:?}");
                    doubled_area += turn([west, south], side[0], side[1]);
                }
            }
            assert_eq!(doubled_area, 2 * (east - west) * (north - south));
            assert!(
                rings.iter().filter(|ring| ring.len() > 40).count() > 100,
                "borders are rough"
            );
        }
    }

    #[test]
    fn a_ring_that_crosses_itself_is_told() {
        let ring = |corners: &[Corner]| is_simple(corners);
        assert!(ring(&[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]));
        assert!(!ring(&[[0, 0], [4, 4], [4, 0], [0, 4], [0, 0]]));
        assert!(!ring(&[[0, 0], [4, 0], [2, 0], [2, 4], [0, 0]]));
        assert!(!ring(&[[0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]]));
    }
}
