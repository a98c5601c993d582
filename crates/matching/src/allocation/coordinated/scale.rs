//! One integer for a cost of three ranks.

use super::{SitePrice, UNKNOWN_COST};
use std::ops::{Add, AddAssign, Sub};

/// The integer that prices are counted in: `i64` wherever the largest price fits, else `i128`.
pub(super) trait Price:
    Copy + Ord + Add<Output = Self> + AddAssign + Sub<Output = Self> + From<u32> + Into<i128> + Sync
{
    /// Nothing.
    const ZERO: Self;

    /// Narrows a price that [`Factors`] has found to fit.
    fn narrow(wide: i128) -> Self;
}

impl Price for i64 {
    const ZERO: Self = 0;

    fn narrow(wide: i128) -> Self {
        Self::try_from(wide).expect("i64 is chosen only where all prices fit")
    }
}

impl Price for i128 {
    const ZERO: Self = 0;

    fn narrow(wide: i128) -> Self {
        wide
    }
}

/// What a unit of weight counts when it is served at unknown cost, and when it is not served.
///
/// A path or cycle of the flow network passes at most K = min(needs, sites) + 1 needs and as many sites, so its travel costs sum to at
/// most KC either way, C being the largest cost, and it changes the weight at unknown cost by at most K. With U = 2KC + 1 and
/// B = 2K(U + C) + 1 no sum of travel costs outweighs one U, no sum of both outweighs one B, and every price on a path can be
/// taken apart into its three ranks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Factors {
    unknown: i128,
    unserved: i128,
}

impl Factors {
    pub(super) fn new(n_needs: usize, n_sites: usize, largest_cost: u32) -> Self {
        let k = n_needs.min(n_sites) as i128 + 1;
        let c = i128::from(largest_cost.min(UNKNOWN_COST - 1)).max(1);
        let unknown = 2 * k * c + 1;
        Self {
            unknown,
            unserved: 2 * k * (unknown + c) + 1,
        }
    }

    /// Whether `i64` holds every sum that is ever formed: a price in the tree is below 3B/2 either way, what a need pays below 5B/2,
    /// and a difference of two such below 5B.
    pub(super) fn fit_i64(self) -> bool {
        self.unserved < i128::from(i64::MAX / 8)
    }
}

/// The factors as prices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale<P> {
    /// A unit of weight served at unknown cost.
    pub(super) unknown: P,
    /// A unit of weight not served.
    pub(super) unserved: P,
}

impl<P: Price> Scale<P> {
    pub(super) fn new(factors: Factors) -> Self {
        Self {
            unknown: P::narrow(factors.unknown),
            unserved: P::narrow(factors.unserved),
        }
    }

    /// The price of a unit of weight over an arc.
    #[inline]
    pub(super) fn price(&self, cost: u32) -> P {
        if cost == UNKNOWN_COST {
            self.unknown
        } else {
            P::from(cost)
        }
    }

    /// The cost of an arc of this price.
    pub(super) fn cost(&self, price: P) -> u32 {
        if price == self.unknown {
            return UNKNOWN_COST;
        }
        u32::try_from(price.into()).expect("the price of an arc is its cost")
    }

    /// The largest cost whose price stays below `price`: nothing when there is none, everything when unknown cost does.
    pub(super) fn most_below(&self, price: P) -> Option<u32> {
        if price > self.unknown {
            return Some(UNKNOWN_COST);
        }
        let most = price.into().min(i128::from(UNKNOWN_COST)) - 1;
        u32::try_from(most).ok()
    }

    /// Takes a price apart into its three ranks.
    pub(super) fn ranks(&self, price: P) -> SitePrice {
        let nearest = |value: i128, unit: i128| (value + unit / 2).div_euclid(unit);
        let (price, unknown, unserved) = (price.into(), self.unknown.into(), self.unserved.into());
        let n_unserved = nearest(price, unserved);
        let rest = price - n_unserved * unserved;
        let n_unknown = nearest(rest, unknown);
        let travel_cost = rest - n_unknown * unknown;
        let narrow = |rank| i64::try_from(rank).expect("ranks are bounded by the factors");
        SitePrice {
            unserved: narrow(n_unserved),
            at_unknown_cost: narrow(n_unknown),
            travel_cost: narrow(travel_cost),
        }
    }
}
