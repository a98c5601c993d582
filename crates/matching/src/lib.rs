//! Which site can serve which need, who gets the places, and what stands in the way of the rest.
//!
//! Needs and sites are read once into columns, [`Demand`] and [`Supply`]; a [`Setting`] joins them with a travel cost and a reading of unknowns
//! and answers.
//!
//! | module | what it does | order of what comes out |
//! |---|---|---|
//! | [`eligibility`] | the seven constraints of a (need, site) pair | - |
//! | [`matches`] | k best eligible sites of a need | travel cost, trust, site id |
//! | [`allocation`] | who gets the places | severity, travel cost, need id, trust, site id |
//! | [`access`] | access scores: 2SFCA, E2SFCA, balanced FCA | demand row |
//! | [`coverage`] | which p candidates cover the most | candidate |
//! | [`anatomy`] | why a share stays unmet | mask |
//!
//! Every order is total, so no result depends on threads or on the order of the input.

pub mod access;
pub mod allocation;
pub mod anatomy;
mod around;
pub mod coverage;
mod demand;
pub mod eligibility;
mod hours;
pub mod matches;
pub mod parallel;
mod reasons;
mod search;
mod supply;
mod terms;
mod week;
mod words;

pub use demand::Demand;
pub use matches::{Candidate, Match, Matches};
pub use supply::Supply;
pub use terms::Terms;

use demand::Ask;
use model::analysis::Reading;
use spatial::travel_cost::TravelCost;
use supply::Offer;

/// What every question is asked of: needs, sites, a travel cost and a reading of unknowns.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The needs, read with the terms of the supply.
    pub demand: &'a Demand,
    /// The sites.
    pub supply: &'a Supply,
    /// What a way costs.
    pub travel_cost: &'a dyn TravelCost,
    /// How unknown facts are read.
    pub reading: Reading,
    /// Threads to work with; results are the same for any number.
    pub n_threads: usize,
}

impl<'a> Setting<'a> {
    fn ask(self, need: u32) -> &'a Ask {
        &self.demand.asks[need as usize]
    }

    fn offer(self, site: u32) -> &'a Offer {
        &self.supply.offers[site as usize]
    }
}
