//! Access scores: how much supply each demand point can count on.
//!
//! | module | what it does |
//! |---|---|
//! | [`costs`] | given travel costs between demand and supply |
//! | [`decay`] | how the weight of a pair falls with its cost |
//! | [`reach`] | who reaches what, by given costs or by distance, and the two sums over it |
//! | [`two_step`] | 2SFCA, and E2SFCA, which is the same with a decay |
//! | [`balanced`] | balanced FCA |
//!
//! Pure functions over columns: demand, supply, and a [`Reach`] between them. Scores come in the order of the demand column. Sums are made in an
//! order that does not depend on threads: by row for given costs, by position for distances. Equal costs are nothing special: no
//! score picks one site over another.
//!
//! A demand point that reaches nothing scores 0. A site whose catchment holds no demand gives nothing. A site of unknown supply is left out
//! as if it were not in the table; the caller says so.
//!
//! # Examples
//! ```
//! use matching::access::{Catchment, CostTable, Decay, Method, Reach, scores};
//! use model::units::Micro;
//!
//! // Two neighborhoods of 10 and 30 children reach one site with 4 places.
//! let costs = CostTable::try_new(2, 1, vec![(0, 0, 5.0), (1, 0, 15.0)]).unwrap();
//! let catchment = Catchment::try_new(30.0, Decay::Flat).unwrap();
//! let reach = Reach::by_cost(&costs, &catchment, 1);
//! let (demand, supply) = ([10, 30].map(Micro::from_whole), [Some(Micro::from_whole(4))]);
//! assert_eq!(scores(Method::TwoStep, &demand, &supply, &reach), [0.1, 0.1]);
//! ```

pub mod balanced;
pub mod costs;
pub mod decay;
pub mod reach;
pub mod two_step;

pub use costs::{CostTable, CostTableError};
pub use decay::{Catchment, Decay, DecayError};
pub use reach::Reach;

use model::units::Micro;

/// The way scores are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Two-step floating catchment area: [`two_step::scores`] with [`Decay::Flat`].
    TwoStep,
    /// Enhanced two-step floating catchment area: [`two_step::scores`] with a decay.
    EnhancedTwoStep,
    /// Balanced floating catchment area: [`balanced::scores`].
    #[default]
    Balanced,
}

impl Method {
    /// The decay for given costs when none is asked for: none for 2SFCA, else the steps 10, 20, 30 with 1, 0.68, 0.22 (Luo and Qi
    /// 2009), whatever the catchment.
    pub fn default_decay_of_costs(self) -> Decay {
        match self {
            Self::TwoStep => Decay::Flat,
            Self::EnhancedTwoStep | Self::Balanced => Decay::ten_twenty_thirty(),
        }
    }

    /// The decay for distances when none is asked for: none for 2SFCA, else the same weights for each third of the catchment, because steps in
    /// minutes mean nothing in metres.
    pub fn default_decay_of_distances(self, catchment_m: f64) -> Decay {
        match self {
            Self::TwoStep => Decay::Flat,
            Self::EnhancedTwoStep | Self::Balanced => Decay::thirds(catchment_m),
        }
    }
}

/// The access score of every demand point.
///
/// # Parameters
/// `demand`, `supply`: one a row, as many as `reach` was made with; supply is nothing where it is not known.
///
/// # Returns
/// Units of supply per unit of demand, one a demand row.
pub fn scores(
    method: Method,
    demand: &[Micro],
    supply: &[Option<Micro>],
    reach: &Reach<'_>,
) -> Vec<f64> {
    match method {
        Method::TwoStep | Method::EnhancedTwoStep => two_step::scores(demand, supply, reach),
        Method::Balanced => balanced::scores(demand, supply, reach),
    }
}

/// `a / b`, or 0 where `b` is 0: a site without demand gives nothing, and demand without a site asks for nothing.
fn ratio(a: f64, b: f64) -> f64 {
    if b > 0.0 { a / b } else { 0.0 }
}
