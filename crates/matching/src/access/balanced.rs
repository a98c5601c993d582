//! Balanced floating catchment area.

use super::Reach;
use super::ratio;
use model::units::Micro;

/// Balanced FCA: no demand is counted at two sites in full, and no supply is given out twice.
///
/// With `w(i, j)` the weight of demand point `i` and site `j`:
/// - the demand of `i` is shared among the sites it reaches by `w(i, j)` over the sum of `w(i, .)`;
/// - the level of service of `j` is its supply over the demand that it gets in this way;
/// - this level is shared among the demand points that reach `j` by `w(i, j)` over the sum of `w(., j)`; the score of `i` is the sum of
///   its shares.
///
/// Sites with supply 0 take their share of the demand, as published, and points with demand 0 their share of the service; sites of unknown
/// supply take none.
///
/// # Returns
/// One score a demand row. The demand that all sites get is the demand of all points that reach a site, and the sum of the scores, each
/// counted once and not by its demand, is the sum of the levels of service: what is balanced are these two.
///
/// # Complexity
/// Four sums of [`Reach`].
///
/// # References
/// Paez, Higgins and Vivona 2019; see `REFERENCES.md`.
pub fn scores(demand: &[Micro], supply: &[Option<Micro>], reach: &Reach<'_>) -> Vec<f64> {
    let is_known = |supply: &Option<Micro>| if supply.is_some() { 1.0 } else { 0.0 };
    let weight_at_demand = reach.sums_at_demand(&supply.iter().map(is_known).collect::<Vec<_>>());
    let weight_at_supply = reach.sums_at_supply(&vec![1.0; demand.len()]);
    let shared: Vec<f64> = demand
        .iter()
        .zip(&weight_at_demand)
        .map(|(demand, weight)| ratio(demand.as_f64(), *weight))
        .collect();
    let demand_at_supply = reach.sums_at_supply(&shared);
    let service: Vec<f64> = supply
        .iter()
        .zip(demand_at_supply.iter().zip(&weight_at_supply))
        .map(|(supply, (demand, weight))| {
            let level = supply.map_or(0.0, |supply| ratio(supply.as_f64(), *demand));
            ratio(level, *weight)
        })
        .collect();
    reach.sums_at_demand(&service)
}
