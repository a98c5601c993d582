//! Which of many discs hold a point.

use spatial::distance::EarthPoint;
use spatial::index::{Entry, Node, PointIndex, Visitor};

/// A disc around each point of an index, some of them empty. Each node of the index knows the largest disc below it.
///
/// # References
/// Yang and Lin (2001), An index structure for efficient reverse nearest neighbor queries, <https://doi.org/10.1109/ICDE.2001.914862>.
#[derive(Debug, Clone)]
pub(crate) struct Discs {
    /// The square of the radius of each disc by slot, in squared metres of the chord; negative for an empty disc.
    of_slot: Vec<f64>,
    /// The largest of them below each node.
    of_node: Vec<f64>,
}

impl Discs {
    /// Discs with the squares of their radii by slot. O(n).
    pub(crate) fn new<E: Entry>(index: &PointIndex<E>, radii_m2: Vec<f64>) -> Self {
        let mut discs = Self {
            of_slot: radii_m2,
            of_node: vec![f64::NEG_INFINITY; index.n_nodes()],
        };
        // The nodes below a node come after it.
        for node in (0..index.n_nodes()).rev() {
            discs.of_node[node] = discs.largest(index, node);
        }
        discs
    }

    /// Gives a disc another radius. O(log n).
    pub(crate) fn set<E: Entry>(&mut self, index: &PointIndex<E>, slot: usize, radius_m2: f64) {
        self.of_slot[slot] = radius_m2;
        let path: Vec<_> = index.path_to(slot).collect();
        for node in path.into_iter().rev() {
            self.of_node[node] = self.largest(index, node);
        }
    }

    fn largest<E: Entry>(&self, index: &PointIndex<E>, number: usize) -> f64 {
        let node = index.node(number);
        match node.second_child() {
            Some(second) => self.of_node[number + 1].max(self.of_node[second]),
            None => {
                let discs = self.of_slot[node.slots()].iter();
                discs.copied().fold(f64::NEG_INFINITY, f64::max)
            }
        }
    }

    /// Shows every entry whose disc holds `point`, in any order, with the chord between them in metres.
    pub(crate) fn visit<E: Entry>(
        &self,
        index: &PointIndex<E>,
        point: &EarthPoint,
        meet: impl FnMut(&E, f64),
    ) {
        index.search(point, &mut Holding { discs: self, meet });
    }
}

struct Holding<'a, M> {
    discs: &'a Discs,
    meet: M,
}

impl<E: Entry, M: FnMut(&E, f64)> Visitor<E> for Holding<'_, M> {
    fn reach_m2(&self) -> f64 {
        f64::INFINITY
    }

    fn skips(&self, number: usize, _: &Node, chord2_m2: f64) -> bool {
        chord2_m2 > self.discs.of_node[number]
    }

    fn meet(&mut self, slot: u32, entry: &E, chord2_m2: f64) {
        if chord2_m2 <= self.discs.of_slot[slot as usize] {
            (self.meet)(entry, chord2_m2.sqrt());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::LonLat;
    use proptest::prelude::*;
    use proptest::sample::Index;

    #[derive(Debug, Clone, Copy)]
    struct Number(u32);

    impl Entry for Number {
        fn number(&self) -> u32 {
            self.0
        }

        fn tags(&self) -> u64 {
            0
        }
    }

    fn any_point() -> impl Strategy<Value = EarthPoint> {
        let point = |(x, y): (u32, u32)| LonLat::try_new(f64::from(x) / 1e3, f64::from(y) / 1e3);
        (0u32..20, 0u32..20).prop_map(move |place| EarthPoint::new(point(place).unwrap()))
    }

    /// Radii in metres; some discs are empty, some hold everything.
    fn any_radius() -> impl Strategy<Value = f64> {
        prop_oneof![Just(-1.0), Just(f64::INFINITY), 0.0..3e3f64]
    }

    fn square(radius_m: f64) -> f64 {
        radius_m * radius_m.abs()
    }

    proptest! {
        #[test]
        fn exactly_the_discs_that_hold_a_point_are_shown(
            mut discs in proptest::collection::vec((any_point(), any_radius()), 1..200),
            changes in proptest::collection::vec((any::<Index>(), any_radius()), 0..30),
            asked in any_point(),
        ) {
            let numbered = (0..).zip(&discs).map(|(number, (point, _))| (*point, Number(number)));
            let index = PointIndex::build(numbered);
            let radius = |entry: &Number| square(discs[entry.0 as usize].1);
            let mut fast = Discs::new(&index, index.entries().iter().map(radius).collect());
            for (which, radius_m) in changes {
                let slot = which.index(discs.len());
                discs[index.entries()[slot].0 as usize].1 = radius_m;
                fast.set(&index, slot, square(radius_m));
            }
            let mut found = Vec::new();
            fast.visit(&index, &asked, |entry, chord_m| found.push((entry.0, chord_m)));
            found.sort_by_key(|(number, _)| *number);
            let chords = (0..).zip(&discs).map(|(number, (point, radius_m))| (number, point.chord_m(&asked), radius_m));
            let holding = chords.filter(|(_, chord_m, radius_m)| chord_m <= radius_m);
            let expected: Vec<_> = holding.map(|(number, chord_m, _)| (number, chord_m)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
