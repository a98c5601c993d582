use super::*;
use model::LonLat;
use proptest::prelude::*;

impl Entry for u32 {
    fn number(&self) -> u32 {
        *self
    }

    fn tags(&self) -> u64 {
        1 << (self % 64)
    }
}

/// The k nearest points by (squared chord, number).
struct Nearest {
    k: usize,
    best: Vec<(f64, u32)>,
}

impl Visitor<u32> for Nearest {
    fn reach_m2(&self) -> f64 {
        let worst = self.best.last().filter(|_| self.best.len() == self.k);
        worst.map_or(f64::INFINITY, |worst| worst.0)
    }

    fn skips(&self, _: usize, _: &Node, _: f64) -> bool {
        false
    }

    fn meet(&mut self, _: u32, number: &u32, chord2_m2: f64) {
        self.best.push((chord2_m2, *number));
        self.best.sort_by(|a, b| a.partial_cmp(b).unwrap());
        self.best.truncate(self.k);
    }
}

fn any_point() -> impl Strategy<Value = EarthPoint> {
    // A coarse grid gives equal points; the whole earth gives poles and the antimeridian.
    let coarse =
        (-2i32..=2, -2i32..=2).prop_map(|(x, y)| (f64::from(x) * 90.0, f64::from(y) * 45.0));
    let anywhere = (-180.0..=180.0f64, -90.0..=90.0f64);
    prop_oneof![coarse, anywhere]
        .prop_map(|(lon, lat)| EarthPoint::new(LonLat::try_new(lon, lat).unwrap()))
}

proptest! {
    #[test]
    fn a_search_finds_what_looking_at_every_point_finds(
        points in proptest::collection::vec(any_point(), 0..80),
        from in any_point(),
        k in 1usize..9,
    ) {
        let index = PointIndex::build(points.iter().copied().zip(0u32..));
        let mut search = Nearest { k, best: Vec::new() };
        index.search(&from, &mut search);
        let mut all: Vec<_> = points.iter().zip(0u32..).map(|(point, n)| (squared_chord_m2(&point.center_m(), &from.center_m()), n)).collect();
        all.sort_by(|a, b| a.partial_cmp(b).unwrap());
        all.truncate(k);
        prop_assert_eq!(search.best, all);
    }

    #[test]
    fn within_its_reach_a_vicinity_holds_what_a_search_finds(
        points in proptest::collection::vec(any_point(), 0..80),
        from in proptest::collection::vec(any_point(), 1..5),
        reach_m in 0.0..20_000_000.0f64,
        k in 1usize..9,
    ) {
        let index = PointIndex::build(points.iter().copied().zip(0u32..));
        let mut vicinity = Vicinity::default();
        index.gather(from.iter(), reach_m, &mut vicinity);
        for from in &from {
            let mut expected = Nearest { k, best: Vec::new() };
            index.search(from, &mut expected);
            let mut found = Nearest { k, best: Vec::new() };
            index.search_in(&vicinity, from, &mut found);
            let within = |search: Nearest| search.best.into_iter().filter(|(chord2_m2, _)| *chord2_m2 <= vicinity.reach_m2()).collect::<Vec<_>>();
            prop_assert_eq!(within(found), within(expected));
        }
    }

    #[test]
    fn a_path_leads_to_its_slot_and_nodes_carry_what_is_below(points in proptest::collection::vec(any_point(), 1..200)) {
        let index = PointIndex::build(points.iter().copied().zip(0u32..));
        for (slot, number) in index.entries().iter().enumerate() {
            let path: Vec<_> = index.path_to(slot).collect();
            prop_assert_eq!(path[0], 0);
            for node in path.iter().map(|node| index.node(*node)) {
                prop_assert!(node.slots().contains(&slot));
                prop_assert!(node.tags() & number.tags() != 0 && node.lowest_number() <= *number);
            }
            prop_assert!(index.node(path[path.len() - 1]).slots().len() <= LEAF);
        }
    }
}
