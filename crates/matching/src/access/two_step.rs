//! Two-step floating catchment area, plain and enhanced.

use super::Reach;
use super::ratio;
use model::units::Micro;

/// 2SFCA where the reach's decay is flat, E2SFCA else.
///
/// First step: the supply ratio of a site is its supply over the sum of the demand in its catchment, each by its weight. Second step:
/// the score of a demand point is the sum of the supply ratios in its catchment, each by its weight.
///
/// # Returns
/// One score a demand row. The sum over the rows of demand times score is the supply of all sites that any demand reaches with a
/// weight over 0.
///
/// # Complexity
/// Two sums of [`Reach`].
///
/// # References
/// Luo and Wang 2003 (2SFCA), Luo and Qi 2009 (E2SFCA); see `REFERENCES.md`.
pub fn scores(demand: &[Micro], supply: &[Option<Micro>], reach: &Reach<'_>) -> Vec<f64> {
    let demand: Vec<f64> = demand.iter().map(|demand| demand.as_f64()).collect();
    let demand_at_sites = reach.sums_at_supply(&demand);
    let ratios: Vec<f64> = supply
        .iter()
        .zip(demand_at_sites)
        .map(|(supply, demand)| supply.map_or(0.0, |supply| ratio(supply.as_f64(), demand)))
        .collect();
    reach.sums_at_demand(&ratios)
}
