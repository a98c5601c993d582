//! Who reaches what, and the two sums over it from which all scores are made.

use super::Catchment;
use super::costs::{CostTable, Lists};
use model::LonLat;
use spatial::pairs::{CurveKernel, Places, StepKernel, sums};

/// The weight of every pair of a demand row and a supply row.
#[derive(Debug)]
pub struct Reach<'a> {
    pairs: Pairs<'a>,
    n_threads: usize,
}

#[derive(Debug)]
enum Pairs<'a> {
    ByCost {
        costs: &'a CostTable,
        weights_by_demand: Vec<f64>,
        weights_by_supply: Vec<f64>,
    },
    ByDistance {
        demand: Places,
        supply: Places,
        catchment: Catchment,
    },
    Joined(Vec<Reach<'a>>),
}

impl<'a> Reach<'a> {
    /// Reach by given costs; the catchment is in their unit.
    pub fn by_cost(costs: &'a CostTable, catchment: &Catchment, n_threads: usize) -> Self {
        let weights = |lists: &Lists| {
            lists
                .costs
                .iter()
                .map(|cost| catchment.weight(*cost))
                .collect()
        };
        Self {
            pairs: Pairs::ByCost {
                costs,
                weights_by_demand: weights(&costs.by_demand),
                weights_by_supply: weights(&costs.by_supply),
            },
            n_threads,
        }
    }

    /// Reach by geodesic distance; the catchment is in metres. A row without a position reaches nothing and is not reached.
    ///
    /// Who is within the catchment, and within a step, is decided by the geodesic itself, bounds included; a Gaussian is of a distance
    /// that is good to 1e-10 of its length. O(n log n).
    pub fn by_distance(
        demand: &[Option<LonLat>],
        supply: &[Option<LonLat>],
        catchment_m: &Catchment,
        n_threads: usize,
    ) -> Self {
        let (demand, supply) = if n_threads > 1 {
            std::thread::scope(|scope| {
                let supply = scope.spawn(|| Places::build(supply));
                let demand = Places::build(demand);
                (
                    demand,
                    supply.join().expect("building places does not stop"),
                )
            })
        } else {
            (Places::build(demand), Places::build(supply))
        };
        Self {
            pairs: Pairs::ByDistance {
                demand,
                supply,
                catchment: catchment_m.clone(),
            },
            n_threads,
        }
    }

    /// The demand rows of several reaches, one after the other, over the same supply rows: for demand that travels in several ways. Sums at
    /// supply are made in the order of the parts.
    pub fn joined(parts: Vec<Self>) -> Self {
        Self {
            pairs: Pairs::Joined(parts),
            n_threads: 1,
        }
    }

    /// How many demand rows there are.
    fn n_demand(&self) -> usize {
        match &self.pairs {
            Pairs::ByCost { costs, .. } => costs.by_demand.starts.len() - 1,
            Pairs::ByDistance { demand, .. } => demand.n_rows(),
            Pairs::Joined(parts) => parts.iter().map(Self::n_demand).sum(),
        }
    }

    /// For every supply row, the sum over the demand rows of value times weight. O(pairs) by cost; by distance see [`sums`].
    pub fn sums_at_supply(&self, of_demand: &[f64]) -> Vec<f64> {
        match &self.pairs {
            Pairs::ByCost {
                costs,
                weights_by_supply,
                ..
            } => sums_of_lists(
                &costs.by_supply,
                weights_by_supply,
                of_demand,
                self.n_threads,
            ),
            Pairs::ByDistance {
                demand,
                supply,
                catchment,
            } => sums_of_places((supply, demand), of_demand, catchment, self.n_threads),
            Pairs::Joined(parts) => {
                let mut rest = of_demand;
                let mut total: Vec<f64> = Vec::new();
                for part in parts {
                    let (own, others) = rest.split_at(part.n_demand());
                    rest = others;
                    let sums = part.sums_at_supply(own);
                    total.resize(sums.len(), 0.0);
                    total
                        .iter_mut()
                        .zip(sums)
                        .for_each(|(sum, more)| *sum += more);
                }
                total
            }
        }
    }

    /// For every demand row, the sum over the supply rows of value times weight. O(pairs) by cost; by distance see [`sums`].
    pub fn sums_at_demand(&self, of_supply: &[f64]) -> Vec<f64> {
        match &self.pairs {
            Pairs::ByCost {
                costs,
                weights_by_demand,
                ..
            } => sums_of_lists(
                &costs.by_demand,
                weights_by_demand,
                of_supply,
                self.n_threads,
            ),
            Pairs::ByDistance {
                demand,
                supply,
                catchment,
            } => sums_of_places((demand, supply), of_supply, catchment, self.n_threads),
            Pairs::Joined(parts) => {
                let of_parts = parts.iter().map(|part| part.sums_at_demand(of_supply));
                of_parts.flatten().collect()
            }
        }
    }
}

fn sums_of_places(
    (at, of): (&Places, &Places),
    values: &[f64],
    catchment_m: &Catchment,
    n_threads: usize,
) -> Vec<f64> {
    match catchment_m.as_steps() {
        Some(steps) => sums(at, of, values, &StepKernel::new(&steps), n_threads),
        None => {
            let curve = CurveKernel::new(catchment_m.limit(), |m| catchment_m.weight(m));
            sums(at, of, values, &curve, n_threads)
        }
    }
}

/// One sum a row, over its list from the first row to the last.
fn sums_of_lists(lists: &Lists, weights: &[f64], values: &[f64], n_threads: usize) -> Vec<f64> {
    let n_rows = lists.starts.len() - 1;
    let sum_of_row = |row: usize| {
        let pairs = lists.starts[row]..lists.starts[row + 1];
        let parts = pairs.map(|pair| weights[pair] * values[lists.others[pair] as usize]);
        // From 0.0: an empty `sum` of floating point numbers is -0.0.
        parts.fold(0.0, |sum, part| sum + part)
    };
    let mut sums = vec![0.0; n_rows];
    let n_of_thread = n_rows.div_ceil(n_threads.max(1)).max(1);
    std::thread::scope(|scope| {
        for (rows, sums) in (0..n_rows)
            .step_by(n_of_thread)
            .zip(sums.chunks_mut(n_of_thread))
        {
            let work = move || {
                for (row, sum) in (rows..).zip(sums) {
                    *sum = sum_of_row(row);
                }
            };
            if n_threads > 1 {
                scope.spawn(work);
            } else {
                work();
            }
        }
    });
    sums
}
