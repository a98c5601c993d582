//! What `access` has to say, by the formulas as they are printed, over all pairs and without haste.

/// The way scores are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Two-step floating catchment area (Luo and Wang 2003).
    TwoStep,
    /// Enhanced two-step floating catchment area (Luo and Qi 2009).
    Enhanced,
    /// Balanced floating catchment area (Paez, Higgins and Vivona 2019).
    Balanced,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::TwoStep, Self::Enhanced, Self::Balanced];

    /// Its word at the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::TwoStep => "2sfca",
            Self::Enhanced => "e2sfca",
            Self::Balanced => "bfca",
        }
    }
}

/// How the weight of a pair falls within the catchment.
#[derive(Debug, Clone)]
pub enum Decay {
    /// Not at all.
    Flat,
    /// Bounds, included, and weights up to them.
    Steps(Vec<(f64, f64)>),
    /// Dai 2010: 0 at the bound of the catchment.
    Gaussian,
    /// PySAL's Gaussian of a width.
    Width(f64),
}

/// Demand, supply, and the cost of every pair that has one.
#[derive(Debug)]
pub struct FarAndNear {
    /// How much each demand point asks for.
    pub demand: Vec<f64>,
    /// How much each supply point offers; nothing when unknown.
    pub supply: Vec<Option<f64>>,
    /// Costs by demand point and supply point.
    pub costs: Vec<Vec<Option<f64>>>,
}

impl FarAndNear {
    /// The score of every demand point.
    pub fn scores(&self, method: Method, catchment: f64, decay: &Decay) -> Vec<f64> {
        let weights: Vec<Vec<f64>> = self
            .costs
            .iter()
            .map(|row| {
                let pairs = row.iter().zip(&self.supply);
                let weight = |(cost, supply): (&Option<f64>, &Option<f64>)| {
                    cost.and(*supply)
                        .and(*cost)
                        .map_or(0.0, |cost| weight(cost, catchment, decay))
                };
                pairs.map(weight).collect()
            })
            .collect();
        let over_row = |i: usize| weights[i].iter().sum::<f64>();
        let over_column = |j: usize| weights.iter().map(|row| row[j]).sum::<f64>();
        // Balanced FCA is two-step FCA with weights that sum to 1: over a point's sites on the way there, over a site's points back.
        let is_balanced = method == Method::Balanced;
        let there = |i: usize, j: usize| match weights[i][j] {
            weight if is_balanced && weight > 0.0 => weight / over_row(i),
            weight => weight,
        };
        let back = |i: usize, j: usize| match weights[i][j] {
            weight if is_balanced && weight > 0.0 => weight / over_column(j),
            weight => weight,
        };
        let ratio = |j: usize| {
            let demand = self.demand.iter().enumerate();
            let demand: f64 = demand.map(|(i, demand)| demand * there(i, j)).sum();
            match self.supply[j] {
                Some(supply) if demand > 0.0 => supply / demand,
                _ => 0.0,
            }
        };
        let ratios: Vec<_> = (0..self.supply.len()).map(ratio).collect();
        let score = |i: usize| (0..ratios.len()).map(|j| ratios[j] * back(i, j)).sum();
        (0..self.demand.len()).map(score).collect()
    }

    /// Whether no cost is so near to one of these bounds, and not at 0, that the last decimals of a distance would decide.
    pub fn is_clear_of(&self, bounds: &[f64]) -> bool {
        let mut costs = self.costs.iter().flatten().flatten();
        costs.all(|cost| bounds.iter().all(|bound| (cost - bound).abs() > 0.01))
    }
}

fn weight(cost: f64, catchment: f64, decay: &Decay) -> f64 {
    if cost > catchment {
        return 0.0;
    }
    match decay {
        Decay::Flat => 1.0,
        Decay::Steps(steps) => {
            let step = steps.iter().find(|(bound, _)| cost <= *bound);
            step.map_or(0.0, |step| step.1)
        }
        Decay::Gaussian => {
            let (at_cost, at_bound) = ((-0.5 * (cost / catchment).powi(2)).exp(), (-0.5f64).exp());
            (at_cost - at_bound) / (1.0 - at_bound)
        }
        Decay::Width(sigma) => (-cost.powi(2) / (2.0 * sigma.powi(2))).exp(),
    }
}
