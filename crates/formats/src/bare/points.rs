//! Files of points, with or without a quantity: `demand.csv`, `supply.csv`, candidates for new sites, points to locate.

use super::BareFile;
use super::cells::Cells;
use super::header::Schema;
use super::ids::IdWatch;
use super::refusal::Refusals;
use super::table::{Table, read_table};
use super::texts::Texts;
use model::LonLat;
use model::units::Micro;

const ID: usize = 0;
const LON: usize = 1;
const LAT: usize = 2;
const QUANTITY: usize = 3;

static POINTS: Schema = Schema {
    columns: &["id", "lon", "lat"],
    required: &["id", "lon", "lat"],
};
static DEMAND: Schema = Schema {
    columns: &["id", "lon", "lat", "demand"],
    required: &["id", "lon", "lat", "demand"],
};
static PLACELESS_DEMAND: Schema = Schema {
    columns: DEMAND.columns,
    required: &["id", "demand"],
};
static SUPPLY: Schema = Schema {
    columns: &["id", "lon", "lat", "supply"],
    required: &["id", "lon", "lat"],
};
static PLACELESS_SUPPLY: Schema = Schema {
    columns: SUPPLY.columns,
    required: &["id"],
};

/// Points with ids of their own, in the order of their file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Points {
    /// Their ids, no two alike.
    pub ids: Texts,
    /// Where they are, one for every id; nothing when `lon` and `lat` are empty.
    pub positions: Vec<Option<LonLat>>,
}

/// Demand points: homes of families who look for a service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Demand {
    /// The points.
    pub points: Points,
    /// How much is asked for at each of them.
    pub demand: Vec<Micro>,
}

/// Supply points: places that offer a service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Supply {
    /// The points.
    pub points: Points,
    /// How much is offered at each of them; nothing when unknown.
    pub supply: Vec<Option<Micro>>,
}

/// Whether the columns `lon` and `lat` must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionColumns {
    /// They must: distances come from them.
    Required,
    /// They may be missing: costs come from a file of their own.
    Optional,
}

/// Reads points (`id,lon,lat`). Linear in the file's length, and without an allocation for a point.
///
/// # Errors
/// When the file or anything in it is refused.
pub fn read_points(file: &BareFile) -> Result<Points, Refusals> {
    let table = PointTable {
        schema: &POINTS,
        is_quantity_required: false,
    };
    Ok(table.read(file)?.points)
}

/// Reads demand (`id,lon,lat,demand`). Demand is a number of 0 or more with at most six decimals.
///
/// An empty demand is refused: to leave the point out would lower the crowding of others, and 0 would make the same up.
///
/// # Errors
/// When the file or anything in it is refused.
pub fn read_demand(file: &BareFile, positions: PositionColumns) -> Result<Demand, Refusals> {
    let table = PointTable {
        schema: match positions {
            PositionColumns::Required => &DEMAND,
            PositionColumns::Optional => &PLACELESS_DEMAND,
        },
        is_quantity_required: true,
    };
    let read = table.read(file)?;
    Ok(Demand {
        points: read.points,
        demand: read.quantities.into_iter().flatten().collect(),
    })
}

/// Reads supply (`id,lon,lat,supply`). Supply is a number of 0 or more with at most six decimals, or unknown.
///
/// # Errors
/// When the file or anything in it is refused.
pub fn read_supply(file: &BareFile, positions: PositionColumns) -> Result<Supply, Refusals> {
    let table = PointTable {
        schema: match positions {
            PositionColumns::Required => &SUPPLY,
            PositionColumns::Optional => &PLACELESS_SUPPLY,
        },
        is_quantity_required: false,
    };
    let read = table.read(file)?;
    Ok(Supply {
        points: read.points,
        supply: read.quantities,
    })
}

struct PointTable {
    schema: &'static Schema,
    is_quantity_required: bool,
}

/// Points with their quantities; the latter are empty where the file has no column for them.
#[derive(Default)]
struct PointBatch {
    points: Points,
    quantities: Vec<Option<Micro>>,
    watch: IdWatch,
}

impl PointTable {
    fn read(&self, file: &BareFile) -> Result<PointBatch, Refusals> {
        let (batch, mut refusals, name) = read_table(self, file)?;
        let id = |item: usize| batch.points.ids.text(item);
        refusals.append(batch.watch.refuse_repeated(&name, id, file.n_threads));
        refusals.or(batch)
    }

    fn has_quantity(&self) -> bool {
        self.schema.columns.len() > QUANTITY
    }
}

impl Table for PointTable {
    type Cache = ();
    type Batch = PointBatch;

    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn reserve(&self, batch: &mut PointBatch, n_rows: usize) {
        batch.points.positions.reserve_exact(n_rows);
        if self.has_quantity() {
            batch.quantities.reserve_exact(n_rows);
        }
    }

    fn read_row(&self, cells: &mut Cells, _: &mut (), batch: &mut PointBatch) {
        let id = cells.id(ID);
        let position = cells.position(LON, LAT);
        let mut quantity = None;
        if self.has_quantity() {
            quantity = cells.quantity(QUANTITY);
            if self.is_quantity_required && cells.text(QUANTITY).is_empty() {
                cells.refuse(
                    QUANTITY,
                    "it is empty; every point states a number of 0 or more",
                );
            }
        }
        if cells.is_refused() {
            return;
        }
        batch.watch.push(cells.row(), batch.points.ids.last(), id);
        batch.points.ids.push(id);
        batch.points.positions.push(position);
        if self.has_quantity() {
            batch.quantities.push(quantity);
        }
    }

    fn append(&self, batch: &mut PointBatch, mut later: PointBatch) {
        let first = (!later.points.ids.is_empty()).then(|| later.points.ids.text(0));
        batch
            .watch
            .append(later.watch, batch.points.ids.last(), first);
        batch.points.ids.append(&later.points.ids);
        batch.points.positions.append(&mut later.points.positions);
        batch.quantities.append(&mut later.quantities);
    }
}
