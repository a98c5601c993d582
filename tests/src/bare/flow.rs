//! The best that coordination can do, by successive shortest paths: slow, short and exact.

use super::Reference;

/// What an allocation comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Weight served, in millionths.
    pub served: i128,
    /// Weight served at unknown travel cost, in millionths.
    pub at_unknown_cost: i128,
    /// Weight times minutes over known costs, in 1e-9.
    pub travel_cost: i128,
}

#[derive(Debug)]
struct Arc {
    from: usize,
    to: usize,
    room: i128,
    /// A unit at unknown cost, then 1/1000 minutes: compared in this order.
    price: (i128, i128),
}

/// Most weight served, then least at unknown cost, then least travel cost, over all ways of sharing the places.
///
/// O(augmentations x nodes x arcs): for some dozen needs and sites.
///
/// # Panics
/// Never.
pub fn best_totals(reference: &Reference) -> Totals {
    let mut arcs = network(reference);
    let mut totals = Totals {
        served: 0,
        at_unknown_cost: 0,
        travel_cost: 0,
    };
    let n_nodes = 2 + reference.weights().len() + reference.places().len();
    while let Some((path, price)) = cheapest_path(&arcs, n_nodes) {
        let room = path.iter().map(|arc| arcs[*arc].room).min().unwrap();
        for arc in path {
            arcs[arc].room -= room;
            arcs[arc ^ 1].room += room;
        }
        totals.served += room;
        totals.at_unknown_cost += room * price.0;
        totals.travel_cost += room * price.1;
    }
    totals
}

/// Source 0, sink 1, needs, sites. Every arc is followed by its reverse.
fn network(reference: &Reference) -> Vec<Arc> {
    let (weights, places) = (reference.weights(), reference.places());
    let need = |number: usize| 2 + number;
    let site = |number: usize| 2 + weights.len() + number;
    let everything: i128 = weights.iter().sum();
    let mut arcs = Vec::new();
    let mut add = |from, to, room, (unknown, cost): (i128, i128)| {
        let (price, back) = ((unknown, cost), (-unknown, -cost));
        arcs.push(Arc {
            from,
            to,
            room,
            price,
        });
        arcs.push(Arc {
            from: to,
            to: from,
            room: 0,
            price: back,
        });
    };
    for (number, weight) in weights.iter().enumerate() {
        add(0, need(number), *weight, (0, 0));
    }
    for (number, places) in places.iter().enumerate() {
        add(site(number), 1, places.unwrap_or(everything), (0, 0));
    }
    for (a, b, cost) in reference.arcs() {
        let price = cost.map_or((1, 0), |cost| (0, cost));
        add(need(a), site(b), everything, price);
    }
    arcs
}

/// The arcs of a cheapest path from source to sink with room, from its end, and its price (Bellman and Ford).
fn cheapest_path(arcs: &[Arc], n_nodes: usize) -> Option<(Vec<usize>, (i128, i128))> {
    let mut best: Vec<Option<((i128, i128), usize)>> = vec![None; n_nodes];
    best[0] = Some(((0, 0), usize::MAX));
    let mut is_changed = true;
    while is_changed {
        is_changed = false;
        for (number, arc) in arcs.iter().enumerate().filter(|(_, arc)| arc.room > 0) {
            let Some((price, _)) = best[arc.from] else {
                continue;
            };
            let price = (price.0 + arc.price.0, price.1 + arc.price.1);
            if best[arc.to].is_none_or(|(known, _)| price < known) {
                best[arc.to] = Some((price, number));
                is_changed = true;
            }
        }
    }
    let (price, _) = best[1]?;
    let (mut path, mut node) = (Vec::new(), 1);
    while node != 0 {
        let (_, arc) = best[node].unwrap();
        path.push(arc);
        node = arcs[arc].from;
    }
    Some((path, price))
}
