//! `costs.csv`: travel costs from outside, in place of distances.

use super::BareFile;
use super::cells::Cells;
use super::header::Schema;
use super::ids::{RowNumbers, repeated};
use super::number::plain_decimal;
use super::points::Points;
use super::refusal::{Refusal, Refusals, shown};
use super::shared::TextHasher;
use super::table::{Table, read_table};
use super::texts::Texts;
use model::BadValue;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

static COSTS: Schema = Schema {
    columns: &["origin", "dest", "cost"],
    required: &["origin", "dest", "cost"],
};

const ORIGIN: usize = 0;
const DEST: usize = 1;
const COST: usize = 2;

/// The travel cost of one pair. Pairs that the file does not name are out of reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// The number of the demand point, counted from 0 in the order of its file.
    pub origin: u32,
    /// The number of the supply point, likewise.
    pub dest: u32,
    /// The cost, 0 or more, in the unit of the file: the double nearest to what stands there.
    pub cost: f64,
}

/// Reads costs between the points of two files, in the order of the file; 16 bytes a pair. Linear in the file's length; where its pairs come
/// in no order, O(n log n) and 8 bytes more a pair.
///
/// # Errors
/// When the file or anything in it is refused: a point that is in neither file, a pair that is there twice, an empty or negative cost.
pub fn read_costs(
    file: &BareFile,
    origins: &Points,
    dests: &Points,
) -> Result<Vec<Cost>, Refusals> {
    let table = CostTable {
        origins: Numbers::new(origins),
        dests: Numbers::new(dests),
    };
    let (batch, mut refusals, name) = read_table(&table, file)?;
    refusals.append(batch.refuse_repeated(&table, &name, file.n_threads));
    refusals.or(batch.costs)
}

/// The numbers of ids.
struct Numbers<'p> {
    ids: &'p Texts,
    by_id: HashMap<&'p str, u32, BuildHasherDefault<TextHasher>>,
}

impl<'p> Numbers<'p> {
    fn new(points: &'p Points) -> Self {
        Self {
            ids: &points.ids,
            by_id: points.ids.iter().zip(0..).collect(),
        }
    }

    /// The number of an id, found at once when it is the one that was guessed.
    fn number(&self, id: &str, guess: u32) -> Option<u32> {
        let is_guess = (guess as usize) < self.ids.len() && self.ids.text(guess as usize) == id;
        is_guess
            .then_some(guess)
            .or_else(|| self.by_id.get(id).copied())
    }
}

struct CostTable<'p> {
    origins: Numbers<'p>,
    dests: Numbers<'p>,
}

impl CostTable<'_> {
    /// The ids of the pair of a cost.
    fn ids(&self, cost: &Cost) -> [&str; 2] {
        let (origins, dests) = (self.origins.ids, self.dests.ids);
        [
            origins.text(cost.origin as usize),
            dests.text(cost.dest as usize),
        ]
    }
}

/// What the next row probably names: files of costs mostly go through the dests of one origin after the other.
#[derive(Default)]
struct Guess {
    origin: u32,
    dest: u32,
}

#[derive(Default)]
struct CostBatch {
    costs: Vec<Cost>,
    rows: RowNumbers,
    is_unordered: bool,
}

impl CostBatch {
    fn pair(cost: &Cost) -> u64 {
        u64::from(cost.origin) << 32 | u64::from(cost.dest)
    }

    /// Whether a pair does not ascend from the last one here.
    fn falls(&self, next: Option<&Cost>) -> bool {
        let last = self.costs.last().map(Self::pair);
        last.zip(next.map(Self::pair))
            .is_some_and(|(last, next)| last >= next)
    }

    fn refuse_repeated(&self, table: &CostTable, file: &Arc<str>, n_threads: usize) -> Refusals {
        let mut refusals = Refusals::default();
        if !self.is_unordered {
            return refusals;
        }
        let twice = repeated(self.costs.iter().map(Self::pair).collect(), n_threads);
        let mut first_rows = HashMap::new();
        for (item, cost) in self.costs.iter().enumerate() {
            let pair = Self::pair(cost);
            if twice.binary_search(&pair).is_err() {
                continue;
            }
            let row = self.rows.row_of(item).expect("every cost has a row");
            let first_row = *first_rows.entry(pair).or_insert(row);
            if first_row != row {
                refusals.push(|| {
                    let [origin, dest] = table.ids(cost).map(shown);
                    let problem = format!("the cost from {origin} to {dest} stands in row {first_row} already; every pair has one");
                    Refusal::new(file, problem).at(row).in_column("dest")
                });
            }
        }
        refusals
    }
}

impl Table for CostTable<'_> {
    type Cache = Guess;
    type Batch = CostBatch;

    fn schema(&self) -> &'static Schema {
        &COSTS
    }

    fn reserve(&self, batch: &mut CostBatch, n_rows: usize) {
        batch.costs.reserve_exact(n_rows);
    }

    fn read_row(&self, cells: &mut Cells, guess: &mut Guess, batch: &mut CostBatch) {
        let origin = number(cells, ORIGIN, |id| self.origins.number(id, guess.origin));
        let dest = number(cells, DEST, |id| self.dests.number(id, guess.dest));
        if cells.text(COST).is_empty() {
            cells.refuse(
                COST,
                "it is empty; a pair without a cost is left out of the file",
            );
        }
        let cost = cells.parsed(COST, |text| {
            let cost = plain_decimal(text).filter(|_| !text.starts_with('-'));
            cost.ok_or_else(|| {
                BadValue::new(
                    text,
                    "a cost: a plain number of 0 or more, such as 12 or 0.5",
                )
            })
        });
        if let (Some(origin), Some(dest), Some(cost)) = (origin, dest, cost) {
            let cost = Cost { origin, dest, cost };
            *guess = Guess {
                origin,
                dest: dest + 1,
            };
            batch.is_unordered |= batch.falls(Some(&cost));
            batch.rows.push(cells.row());
            batch.costs.push(cost);
        }
    }

    fn append(&self, batch: &mut CostBatch, mut later: CostBatch) {
        batch.is_unordered |= later.is_unordered || batch.falls(later.costs.first());
        batch.rows.append(later.rows);
        batch.costs.append(&mut later.costs);
    }
}

/// The number that `find` gives to the id in a column.
fn number(cells: &mut Cells, column: usize, find: impl Fn(&str) -> Option<u32>) -> Option<u32> {
    let id = cells.id(column);
    let number = find(id);
    if number.is_none() && !id.is_empty() {
        let file = if column == ORIGIN { "demand" } else { "supply" };
        cells.refuse_value(column, &format!("is no id of the {file} file"));
    }
    number
}
