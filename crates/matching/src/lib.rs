//! Which site can serve which need, who gets the places, and what stands in the way of the rest.
//!
//! | module | what it does | order of what comes out |
//! |---|---|---|
//! | [`eligibility`] | the seven constraints of a (need, site) pair | - |
//! | [`matches`] | k best eligible sites of a need | travel cost, trust, site id |
//! | [`allocation`] | who gets the places, nearest first | severity, travel cost, need id, trust, site id |
//! | [`access`] | access scores: 2SFCA, E2SFCA, balanced FCA | demand row |
//! | [`anatomy`] | why a share stays unmet | mask |
//!
//! Every order is total, so no result depends on threads or on the order of the input.

pub mod access;
pub mod allocation;
pub mod anatomy;
pub mod eligibility;
pub mod matches;
mod supply;

pub use supply::{Candidate, Supply};

use model::analysis::Reading;
use spatial::travel_cost::TravelCost;

/// What every question is asked against: the sites, a travel cost and a reading of unknowns.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The sites.
    pub supply: &'a Supply,
    /// What a way costs.
    pub travel_cost: &'a dyn TravelCost,
    /// How unknown facts are read.
    pub reading: Reading,
}
