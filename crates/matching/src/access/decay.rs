//! How the weight of a pair falls with its cost.

use std::fmt;

/// How the weight of a pair falls with its cost within the catchment.
#[derive(Debug, Clone, PartialEq)]
pub enum Decay {
    /// It does not: weight 1.
    Flat,
    /// By steps, see [`Decay::steps`].
    Steps(Steps),
    /// `(exp(-(c / c0)² / 2) - exp(-1 / 2)) / (1 - exp(-1 / 2))` for a cost `c` and the catchment `c0`: 1 at cost 0, 0 at the bound (Dai 2010).
    Gaussian,
    /// `exp(-c² / (2 sigma²))`, the Gaussian of PySAL `access`, cut off at the catchment. See [`Decay::gaussian_of_width`].
    GaussianOfWidth(Width),
}

/// The width of a Gaussian in the unit of the cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Width(f64);

/// Limits, ascending, in the unit of the cost, each with the weight up to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps(Vec<(f64, f64)>);

/// Why a decay or a catchment was refused.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum DecayError {
    /// There are no steps.
    NoSteps,
    /// A step's limit is not a number of 0 or more, or not larger than the one before it.
    Limit(f64),
    /// A step's weight is not a number of 0 or more.
    Weight(f64),
    /// The width of a Gaussian is not a number over 0.
    Width(f64),
    /// A catchment is not a number of 0 or more.
    Catchment(f64),
}

impl fmt::Display for DecayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSteps => write!(f, "no steps: give at least one limit with its weight"),
            Self::Limit(limit) => write!(
                f,
                "step {limit}: limits are numbers of 0 or more, each larger than the one before"
            ),
            Self::Weight(weight) => write!(f, "weight {weight}: weights are numbers of 0 or more"),
            Self::Width(width) => write!(f, "width {width}: a width is a number over 0"),
            Self::Catchment(limit) => {
                write!(f, "catchment {limit}: a catchment is a number of 0 or more")
            }
        }
    }
}

impl std::error::Error for DecayError {}

/// The weights of the steps of Luo and Qi (2009), for slow decay.
const STEP_WEIGHTS: [f64; 3] = [1.0, 0.68, 0.22];

impl Decay {
    /// A decay by steps: pairs of a limit, bound included, and the weight up to it. Beyond the last limit the weight is 0.
    ///
    /// # Errors
    /// When there is no step, limits do not ascend, or a number is negative, infinite or NaN.
    pub fn steps(steps: Vec<(f64, f64)>) -> Result<Self, DecayError> {
        if steps.is_empty() {
            return Err(DecayError::NoSteps);
        }
        let mut before = f64::NEG_INFINITY;
        for &(limit, weight) in &steps {
            if !is_number(limit) || limit <= before {
                return Err(DecayError::Limit(limit));
            }
            if !is_number(weight) {
                return Err(DecayError::Weight(weight));
            }
            before = limit;
        }
        Ok(Self::Steps(Steps(steps)))
    }

    /// The Gaussian of PySAL `access` with its `sigma`, in the unit of the cost.
    ///
    /// # Errors
    /// When the width is not a number over 0.
    pub fn gaussian_of_width(sigma: f64) -> Result<Self, DecayError> {
        if is_number(sigma) && sigma > 0.0 {
            Ok(Self::GaussianOfWidth(Width(sigma)))
        } else {
            Err(DecayError::Width(sigma))
        }
    }

    /// The steps 10, 20, 30 with 1, 0.68, 0.22.
    pub fn ten_twenty_thirty() -> Self {
        let [near, middle, far] = STEP_WEIGHTS;
        Self::Steps(Steps(vec![(10.0, near), (20.0, middle), (30.0, far)]))
    }

    /// Steps at each third of a catchment with 1, 0.68, 0.22.
    pub fn thirds(catchment: f64) -> Self {
        let [near, middle, far] = STEP_WEIGHTS;
        Self::Steps(Steps(vec![
            (catchment / 3.0, near),
            (catchment * 2.0 / 3.0, middle),
            (catchment, far),
        ]))
    }
}

/// How far one goes, and how the weight falls on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Catchment {
    limit: f64,
    decay: Decay,
}

impl Catchment {
    /// The catchment up to `limit`, bound included, in the unit of the cost.
    ///
    /// # Errors
    /// When the limit is negative, infinite or NaN.
    pub fn try_new(limit: f64, decay: Decay) -> Result<Self, DecayError> {
        if is_number(limit) {
            Ok(Self { limit, decay })
        } else {
            Err(DecayError::Catchment(limit))
        }
    }

    /// The weight of a pair of this cost; 0 beyond the catchment.
    pub fn weight(&self, cost: f64) -> f64 {
        if cost > self.limit {
            return 0.0;
        }
        match &self.decay {
            Decay::Flat => 1.0,
            Decay::Steps(Steps(steps)) => {
                let step = steps.iter().find(|(limit, _)| cost <= *limit);
                step.map_or(0.0, |(_, weight)| *weight)
            }
            // At a catchment of 0 there is no way to fall.
            Decay::Gaussian if self.limit == 0.0 => 1.0,
            Decay::Gaussian => {
                let share = cost / self.limit;
                let bound = (-0.5f64).exp();
                (((-0.5 * share * share).exp() - bound) / (1.0 - bound)).max(0.0)
            }
            Decay::GaussianOfWidth(Width(sigma)) => (-cost * cost / (2.0 * sigma * sigma)).exp(),
        }
    }

    /// How far one goes.
    pub fn limit(&self) -> f64 {
        self.limit
    }

    /// The limits and weights where the decay has steps, none of them beyond the catchment.
    pub(super) fn as_steps(&self) -> Option<Vec<(f64, f64)>> {
        let steps = match &self.decay {
            Decay::Flat => return Some(vec![(self.limit, 1.0)]),
            Decay::Steps(Steps(steps)) => steps,
            Decay::Gaussian | Decay::GaussianOfWidth(_) => return None,
        };
        let mut within: Vec<_> = steps
            .iter()
            .copied()
            .filter(|step| step.0 < self.limit)
            .collect();
        // The step that the catchment ends.
        let last = steps.iter().find(|step| step.0 >= self.limit);
        within.extend(last.map(|&(_, weight)| (self.limit, weight)));
        Some(within)
    }
}

fn is_number(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}
