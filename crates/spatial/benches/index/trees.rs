//! The trees under test.

use super::{Best, Index, Stop, plane_m};
use crate::city::Ground;
use rstar::RTree;
use rstar::primitives::GeomWithData;
use spatial::curve::hilbert_place;
use spatial::index::{Entry, Node, PointIndex, Visitor};
use static_aabb2d_index::{Control, StaticAABB2DIndex, StaticAABB2DIndexBuilder};

/// The packed k-d tree of this crate.
pub(crate) struct Ours(PointIndex<Stop>);

impl Entry for Stop {
    fn number(&self) -> u32 {
        self.number
    }

    fn tags(&self) -> u64 {
        self.languages
    }
}

struct Search<'a> {
    home: &'a Stop,
    best: Best,
}

impl Visitor<Stop> for Search<'_> {
    fn reach_m2(&self) -> f64 {
        self.best.reach_m2()
    }

    fn skips(&self, _: usize, node: &Node, _: f64) -> bool {
        node.tags() & self.home.languages == 0
    }

    fn may_matter(&self, site: &Stop) -> bool {
        site.speaks(self.home.languages)
    }

    fn meet(&mut self, _: u32, site: &Stop, chord2_m2: f64) {
        self.best.add(chord2_m2, site.number);
    }
}

impl Index for Ours {
    const NAME: &'static str = "packed k-d tree (ours)";

    fn build(sites: &[Stop], _: Ground) -> Self {
        Self(PointIndex::build(
            sites.iter().map(|site| (site.earth, *site)),
        ))
    }

    fn nearest(&self, home: &Stop) -> Best {
        let best = Best::default();
        let mut search = Search { home, best };
        self.0.search(&home.earth, &mut search);
        search.best
    }
}

/// The R*-tree of `rstar`, asked for neighbors one by one.
pub(crate) struct RStar(RTree<GeomWithData<[f64; 3], Stop>>);

impl Index for RStar {
    const NAME: &'static str = "R*-tree (rstar)";

    fn build(sites: &[Stop], _: Ground) -> Self {
        let entry = |site: &Stop| GeomWithData::new(site.center_m, *site);
        Self(RTree::bulk_load(sites.iter().map(entry).collect()))
    }

    fn nearest(&self, home: &Stop) -> Best {
        let mut best = Best::default();
        let near = self.0.nearest_neighbor_iter_with_distance_2(home.center_m);
        for (entry, chord2_m2) in near {
            if chord2_m2 > with_slack(best.reach_m2()) {
                break;
            }
            best.look(home, &entry.data);
        }
        best
    }
}

/// The k-d tree of `kdtree`, asked for neighbors one by one.
pub(crate) struct KdTree(kdtree::KdTree<f64, Stop, [f64; 3]>);

impl Index for KdTree {
    const NAME: &'static str = "k-d tree (kdtree)";

    fn build(sites: &[Stop], _: Ground) -> Self {
        let mut tree = kdtree::KdTree::with_capacity(3, 16);
        for site in sites {
            tree.add(site.center_m, *site)
                .expect("coordinates are finite");
        }
        Self(tree)
    }

    fn nearest(&self, home: &Stop) -> Best {
        let mut best = Best::default();
        let near = self
            .0
            .iter_nearest(&home.center_m, &kdtree::distance::squared_euclidean);
        for (chord2_m2, site) in near.expect("coordinates are finite") {
            if chord2_m2 > with_slack(best.reach_m2()) {
                break;
            }
            best.look(home, site);
        }
        best
    }
}

/// Sums of squares made in another order differ in their last digits.
fn with_slack(reach_m2: f64) -> f64 {
    reach_m2 * (1.0 + 1e-12)
}

/// The packed Hilbert R-tree of `static_aabb2d_index` over a plane, asked for neighbors one by one.
pub(crate) struct FlatHilbert {
    index: StaticAABB2DIndex<f64>,
    sites: Vec<Stop>,
    ground: Ground,
}

impl Index for FlatHilbert {
    const NAME: &'static str = "static_aabb2d_index";

    fn build(sites: &[Stop], ground: Ground) -> Self {
        let mut builder = StaticAABB2DIndexBuilder::new(sites.len());
        for site in sites {
            let [x, y] = plane_m(site, ground);
            builder.add(x, y, x, y);
        }
        Self {
            index: builder.build().expect("every site was added"),
            sites: sites.to_vec(),
            ground,
        }
    }

    fn nearest(&self, home: &Stop) -> Best {
        let mut best = Best::default();
        let [x, y] = plane_m(home, self.ground);
        let mut visit = |place: usize, plane2_m2: f64| {
            if plane2_m2 > best.reach_m2() {
                return Control::Break(());
            }
            best.look(home, &self.sites[place]);
            Control::Continue
        };
        self.index.visit_neighbors(x, y, &mut visit);
        best
    }
}

/// A packed Hilbert R-tree over earth-centered points, searched depth first: leaves of eight, eight boxes a box.
pub(crate) struct PackedHilbert {
    sites: Vec<Stop>,
    /// Boxes from the leaves up.
    levels: Vec<Vec<Around>>,
}

/// The box around some points, and what is spoken in it.
#[derive(Clone, Copy)]
struct Around {
    least_m: [f64; 3],
    most_m: [f64; 3],
    languages: u64,
}

const WIDTH: usize = 8;

impl Around {
    fn all(parts: impl Iterator<Item = Self>) -> Self {
        let nothing = Self {
            least_m: [f64::INFINITY; 3],
            most_m: [f64::NEG_INFINITY; 3],
            languages: 0,
        };
        parts.fold(nothing, |sum, part| Self {
            least_m: std::array::from_fn(|axis| sum.least_m[axis].min(part.least_m[axis])),
            most_m: std::array::from_fn(|axis| sum.most_m[axis].max(part.most_m[axis])),
            languages: sum.languages | part.languages,
        })
    }

    fn chord2_m2(&self, from: &[f64; 3]) -> f64 {
        let [x, y, z] = [0, 1, 2].map(|axis| {
            let outside = (self.least_m[axis] - from[axis]).max(from[axis] - self.most_m[axis]);
            outside.max(0.0)
        });
        x * x + y * y + z * z
    }
}

impl Index for PackedHilbert {
    const NAME: &'static str = "packed Hilbert R-tree";

    fn build(sites: &[Stop], _: Ground) -> Self {
        let mut sites = sites.to_vec();
        sites.sort_by_cached_key(|site| hilbert_place(site.earth.position()));
        let point = |site: &Stop| Around {
            least_m: site.center_m,
            most_m: site.center_m,
            languages: site.languages,
        };
        let leaf = |sites: &[Stop]| Around::all(sites.iter().map(point));
        let mut levels = vec![sites.chunks(WIDTH).map(leaf).collect::<Vec<_>>()];
        while let Some(last) = levels.last().filter(|last| last.len() > 1) {
            let above = |boxes: &[Around]| Around::all(boxes.iter().copied());
            levels.push(last.chunks(WIDTH).map(above).collect());
        }
        Self { sites, levels }
    }

    fn nearest(&self, home: &Stop) -> Best {
        let mut best = Best::default();
        self.search(self.levels.len() - 1, 0, home, &mut best);
        best
    }
}

impl PackedHilbert {
    fn search(&self, level: usize, node: usize, home: &Stop, best: &mut Best) {
        let start = node * WIDTH;
        if level == 0 {
            let leaf = self.sites[start..].iter().take(WIDTH);
            leaf.for_each(|site| best.look(home, site));
            return;
        }
        let below = &self.levels[level - 1];
        let mut near = [(f64::INFINITY, 0); WIDTH];
        let mut n_near = 0;
        for (child, around) in (start..).zip(&below[start..]).take(WIDTH) {
            let chord2_m2 = around.chord2_m2(&home.center_m);
            if around.languages & home.languages != 0 && chord2_m2 <= best.reach_m2() {
                near[n_near] = (chord2_m2, child);
                n_near += 1;
            }
        }
        near[..n_near].sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        for &(chord2_m2, child) in &near[..n_near] {
            if chord2_m2 <= best.reach_m2() {
                self.search(level - 1, child, home, best);
            }
        }
    }
}
