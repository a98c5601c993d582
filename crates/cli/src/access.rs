//! `commonground access`

use crate::exit::Failure;
use crate::locate::by_id;
use crate::output;
use crate::pairing::{Threads, refused};
use crate::progress::Progress;
use crate::result_file::ResultFile;
use clap::{Args, ValueEnum};
use formats::bare::write::{SCORES_HEADER, score_row};
use formats::bare::{
    BareFile, Cost, Demand, Points, PositionColumns, Supply, read_costs, read_demand, read_supply,
};
use matching::access::{Catchment, CostTable, Decay, Method, Reach, scores};
use model::LonLat;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground access --demand demand.csv --supply supply.csv --catchment 5000m --out scores.csv\n  \
                        commonground access --method e2sfca --steps 10:1,20:0.68,30:0.22 --demand demand.csv --supply supply.csv \\\n      \
                        --costs minutes.csv --catchment 30\n\n\
                        Without --costs, costs are geodesic metres. Without --steps or --gaussian, 2SFCA counts all of the catchment alike; the others use\n\
                        the steps 10, 20, 30 with 1, 0.68, 0.22 for given costs, and thirds of the catchment with these weights for metres."
)]
pub(crate) struct AccessArgs {
    /// How scores are made.
    #[arg(long, value_enum, default_value_t = MethodWord::Bfca)]
    method: MethodWord,
    /// Demand, a CSV file with the columns id,lon,lat,demand.
    #[arg(long, value_name = "FILE")]
    demand: PathBuf,
    /// Supply, a CSV file with the columns id,lon,lat,supply.
    #[arg(long, value_name = "FILE")]
    supply: PathBuf,
    /// Costs in place of distances, a CSV file with the columns origin,dest,cost; a pair that it does not name is out of reach.
    #[arg(long, value_name = "FILE")]
    costs: Option<PathBuf>,
    /// How far a catchment reaches, bound included: `5000m` or `5km`, or a number in the unit of --costs.
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    catchment: String,
    /// Steps of decay as cost:weight, in the unit of the costs.
    #[arg(
        long,
        value_name = "STEPS",
        allow_hyphen_values = true,
        conflicts_with = "gaussian"
    )]
    steps: Option<String>,
    /// Gaussian decay that reaches 0 at the end of the catchment; with a number, exp(-cost²/2sigma²) of that sigma.
    #[arg(long, value_name = "SIGMA", allow_negative_numbers = true, num_args = 0..=1, default_missing_value = "catchment")]
    gaussian: Option<String>,
    #[command(flatten)]
    threads: Threads,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How scores are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodWord {
    /// Two-step floating catchment area.
    #[value(name = "2sfca")]
    TwoStep,
    /// Enhanced two-step floating catchment area.
    #[value(name = "e2sfca")]
    EnhancedTwoStep,
    /// Balanced floating catchment area.
    Bfca,
}

impl From<MethodWord> for Method {
    fn from(word: MethodWord) -> Self {
        match word {
            MethodWord::TwoStep => Self::TwoStep,
            MethodWord::EnhancedTwoStep => Self::EnhancedTwoStep,
            MethodWord::Bfca => Self::Balanced,
        }
    }
}

pub(crate) fn run(arguments: &AccessArgs) -> Result<(), Failure> {
    let limit = arguments.limit()?;
    let decay = arguments.decay(limit)?;
    let catchment = Catchment::try_new(limit, decay)
        .map_err(|error| Failure::Usage(format!("--catchment: {error}")))?;
    let columns = if arguments.costs.is_some() {
        PositionColumns::Optional
    } else {
        PositionColumns::Required
    };
    let n_threads = arguments.threads.count();
    let mut demand = read(&arguments.demand, "reading demand", n_threads, |file| {
        read_demand(file, columns)
    })?;
    let mut supply = read(&arguments.supply, "reading supply", n_threads, |file| {
        read_supply(file, columns)
    })?;
    warn_of_unknown(&supply);
    let order = InOrder::of(&demand.points);
    order.sort(&mut demand.points.positions);
    order.sort(&mut demand.demand);
    let order_of_supply = InOrder::of(&supply.points);
    order_of_supply.sort(&mut supply.points.positions);
    order_of_supply.sort(&mut supply.supply);
    let method = Method::from(arguments.method);
    let scores = match &arguments.costs {
        Some(costs) => {
            let orders = (&order, &order_of_supply);
            let costs = cost_table(costs, (&demand, &supply), orders, n_threads)?;
            let reach = Reach::by_cost(&costs, &catchment, n_threads);
            scores(method, &demand.demand, &supply.supply, &reach)
        }
        None => {
            let (from, to) = (&demand.points.positions, &supply.points.positions);
            warn_of_placeless("demand", "score 0", from);
            warn_of_placeless("supply", "reach nobody", to);
            let reach = Reach::by_distance(from, to, &catchment, n_threads);
            scores(method, &demand.demand, &supply.supply, &reach)
        }
    };
    let mut rows = SCORES_HEADER.as_bytes().to_vec();
    for (number, score) in order.numbers.iter().zip(scores) {
        score_row(&mut rows, demand.points.ids.text(*number as usize), score);
    }
    let mut result = ResultFile::create(arguments.out.as_deref())?;
    result.write(&rows)?;
    result.finish()
}

impl AccessArgs {
    /// The catchment, in metres or in the unit of the costs.
    fn limit(&self) -> Result<f64, Failure> {
        let text = self.catchment.trim();
        let (number, factor) = match (text.strip_suffix("km"), text.strip_suffix('m')) {
            (Some(number), _) => (number, Some(1_000.0)),
            (None, Some(number)) => (number, Some(1.0)),
            (None, None) => (text, None),
        };
        let wrong =
            |expected: &str| Failure::Usage(format!("--catchment {text:?} is not {expected}"));
        let factor = match (factor, &self.costs) {
            (Some(factor), None) => factor,
            (None, Some(_)) => 1.0,
            (None, None) => return Err(wrong("a length such as 5000m or 5km")),
            (Some(_), Some(_)) => {
                return Err(wrong("a number without a unit: it is in that of --costs"));
            }
        };
        let number: f64 = plain_decimal(number).ok_or_else(|| wrong("a number of 0 or more"))?;
        Ok(number * factor)
    }

    fn decay(&self, limit: f64) -> Result<Decay, Failure> {
        let wrong = |option: &str, error: &dyn std::fmt::Display| {
            Failure::Usage(format!("{option}: {error}"))
        };
        if let Some(steps) = &self.steps {
            let step = |text: &str| {
                let (cost, weight) = text.split_once(':')?;
                Some((plain_decimal(cost)?, plain_decimal(weight)?))
            };
            let steps: Option<Vec<_>> = steps.split(',').map(step).collect();
            let steps = steps.ok_or_else(|| {
                wrong(
                    "--steps",
                    &"cost:weight pairs are needed, such as 10:1,20:0.68,30:0.22",
                )
            })?;
            return Decay::steps(steps).map_err(|error| wrong("--steps", &error));
        }
        match self.gaussian.as_deref() {
            Some("catchment") => Ok(Decay::Gaussian),
            Some(sigma) => {
                let sigma = plain_decimal(sigma)
                    .ok_or_else(|| wrong("--gaussian", &"a number over 0 is needed"))?;
                Decay::gaussian_of_width(sigma).map_err(|error| wrong("--gaussian", &error))
            }
            None if self.costs.is_some() => Ok(Method::from(self.method).default_decay_of_costs()),
            None => Ok(Method::from(self.method).default_decay_of_distances(limit)),
        }
    }
}

/// A decimal without sign or exponent.
pub(crate) fn plain_decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| is_plain)
}

fn read<T>(
    path: &Path,
    what: &'static str,
    n_threads: usize,
    read: impl Fn(&BareFile<'_>) -> Result<T, formats::bare::Refusals>,
) -> Result<T, Failure> {
    let progress = Progress::new(what);
    let told = |n_done, n_all| progress.bytes(n_done, n_all);
    read(
        &BareFile::new(path)
            .with_threads(n_threads)
            .with_progress(&told),
    )
    .map_err(refused)
}

/// The rows of a file by id. Sums of decimals depend on their order in the last digit, so they are made in this one and scores are the
/// same in whatever order rows stand.
struct InOrder {
    /// The numbers of the rows in their file.
    numbers: Vec<u32>,
}

impl InOrder {
    fn of(points: &Points) -> Self {
        Self {
            numbers: by_id(&points.ids),
        }
    }

    /// Brings what is known of the rows into the order.
    fn sort<T: Copy>(&self, of_rows: &mut Vec<T>) {
        if !self.numbers.is_sorted() {
            let numbers = self.numbers.iter();
            *of_rows = numbers.map(|number| of_rows[*number as usize]).collect();
        }
    }

    /// The place in the order of each row of the file.
    fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.numbers.len()];
        for (place, number) in (0..).zip(&self.numbers) {
            places[*number as usize] = place;
        }
        places
    }
}

fn cost_table(
    path: &Path,
    (demand, supply): (&Demand, &Supply),
    (order, order_of_supply): (&InOrder, &InOrder),
    n_threads: usize,
) -> Result<CostTable, Failure> {
    let costs = read(path, "reading costs", n_threads, |file| {
        read_costs(file, &demand.points, &supply.points)
    })?;
    let (origins, dests) = (order.places(), order_of_supply.places());
    let pair = |cost: Cost| {
        let (origin, dest) = (origins[cost.origin as usize], dests[cost.dest as usize]);
        (origin, dest, cost.cost)
    };
    let pairs = costs.into_iter().map(pair).collect();
    CostTable::try_new(demand.demand.len(), supply.supply.len(), pairs)
        .map_err(|error| Failure::Refused(error.to_string()))
}

fn warn_of_unknown(supply: &Supply) {
    let n_unknown = supply
        .supply
        .iter()
        .filter(|supply| supply.is_none())
        .count();
    if n_unknown > 0 {
        output::note(format_args!(
            "warning: {n_unknown} of {} supply rows state no supply and are left out",
            supply.supply.len()
        ));
    }
}

fn warn_of_placeless(of: &str, effect: &str, positions: &[Option<LonLat>]) {
    let n_placeless = positions.iter().filter(|place| place.is_none()).count();
    if n_placeless > 0 {
        output::note(format_args!(
            "warning: {n_placeless} of {} {of} rows state no position and {effect}",
            positions.len()
        ));
    }
}
