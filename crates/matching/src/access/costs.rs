//! Given travel costs between demand and supply.

use std::fmt;

/// Costs of some pairs of a demand row and a supply row, in any unit. A pair that is not listed is out of reach.
#[derive(Debug, Clone, PartialEq)]
pub struct CostTable {
    pub(super) by_demand: Lists,
    pub(super) by_supply: Lists,
}

/// For every row of one side, the rows of the other and the costs, ascending by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lists {
    /// Where each row's list begins, and where the last one ends.
    pub(super) starts: Vec<usize>,
    pub(super) others: Vec<u32>,
    pub(super) costs: Vec<f64>,
}

/// Why a table of costs was refused.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum CostTableError {
    /// A pair of demand row and supply row is listed twice.
    Repeated(u32, u32),
    /// A pair names a row that is not there.
    NoSuchRow(u32, u32),
    /// A cost is not a number of 0 or more.
    Cost(f64),
}

impl fmt::Display for CostTableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated(demand, supply) => {
                write!(
                    f,
                    "the cost of demand row {demand} and supply row {supply} is given twice"
                )
            }
            Self::NoSuchRow(demand, supply) => {
                write!(
                    f,
                    "a cost is given for demand row {demand} and supply row {supply}, and one of them is not there"
                )
            }
            Self::Cost(cost) => write!(f, "cost {cost}: costs are numbers of 0 or more"),
        }
    }
}

impl std::error::Error for CostTableError {}

impl CostTable {
    /// The table of `pairs`, in any order: demand row, supply row, cost. O(n log n).
    ///
    /// # Errors
    /// When a pair is repeated, a row is not below `n_demand` or `n_supply`, or a cost is negative, infinite or NaN.
    pub fn try_new(
        n_demand: usize,
        n_supply: usize,
        mut pairs: Vec<(u32, u32, f64)>,
    ) -> Result<Self, CostTableError> {
        for &(demand, supply, cost) in &pairs {
            if demand as usize >= n_demand || supply as usize >= n_supply {
                return Err(CostTableError::NoSuchRow(demand, supply));
            }
            if !cost.is_finite() || cost < 0.0 {
                return Err(CostTableError::Cost(cost));
            }
        }
        pairs.sort_unstable_by_key(|&(demand, supply, _)| (demand, supply));
        let is_repeated =
            |pair: &[(u32, u32, f64)]| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1);
        if let Some(pair) = pairs.windows(2).find(|pair| is_repeated(pair)) {
            return Err(CostTableError::Repeated(pair[0].0, pair[0].1));
        }
        let by_demand = lists(n_demand, &pairs, |&(demand, supply, _)| (demand, supply));
        pairs.sort_unstable_by_key(|&(demand, supply, _)| (supply, demand));
        let by_supply = lists(n_supply, &pairs, |&(demand, supply, _)| (supply, demand));
        Ok(Self {
            by_demand,
            by_supply,
        })
    }

    /// Pairs that have a cost.
    pub fn n_pairs(&self) -> usize {
        self.by_demand.costs.len()
    }
}

/// The lists of pairs that are sorted by the row and the other row that `rows` takes from a pair.
fn lists(
    n_rows: usize,
    pairs: &[(u32, u32, f64)],
    rows: impl Fn(&(u32, u32, f64)) -> (u32, u32),
) -> Lists {
    let mut starts = vec![0; n_rows + 1];
    for pair in pairs {
        starts[rows(pair).0 as usize + 1] += 1;
    }
    for row in 0..n_rows {
        starts[row + 1] += starts[row];
    }
    Lists {
        starts,
        others: pairs.iter().map(|pair| rows(pair).1).collect(),
        costs: pairs.iter().map(|pair| pair.2).collect(),
    }
}
