//! `sites.csv`.

use super::BareFile;
use super::cells::{Cells, items};
use super::header::Schema;
use super::needs::{read_hours, read_languages, read_tokens};
use super::refusal::{Refusals, shown};
use super::shared::SharedCells;
use super::table::{HasId, Records, Table, read_table};
use model::BadValue;
use model::analysis::Site;
use model::hours::WeekHours;
use model::ids::{CategoryId, SiteId};
use model::language::Language;
use std::collections::BTreeSet;
use std::sync::Arc;

static SITES: Schema = Schema {
    columns: &[
        "id",
        "lon",
        "lat",
        "categories",
        "languages",
        "hours",
        "min_age",
        "max_age",
        "cost",
        "capacity",
        "accessibility",
    ],
    required: &["id", "lon", "lat", "categories"],
};

const ID: usize = 0;
const LON: usize = 1;
const LAT: usize = 2;
const CATEGORIES: usize = 3;
const LANGUAGES: usize = 4;
const HOURS: usize = 5;
const MIN_AGE: usize = 6;
const MAX_AGE: usize = 7;
const COST: usize = 8;
const CAPACITY: usize = 9;
const ACCESSIBILITY: usize = 10;

/// Reads all sites, in the order of the file. Linear in its length; the ids cost O(n log n) where they come in no order.
///
/// Sites of bare files belong to no organization, have no interpreter and no service area, and are not virtual.
///
/// # Errors
/// When the file or anything in it is refused.
pub fn read_sites(file: &BareFile) -> Result<Vec<Site>, Refusals> {
    let (sites, refusals, name) = read_table(&SiteTable, file)?;
    sites.checked(refusals, &name, file.n_threads)
}

/// What a thread remembers while it reads sites.
#[derive(Default)]
struct SiteCache {
    categories: SharedCells<Arc<BTreeSet<CategoryId>>>,
    languages: SharedCells<Arc<BTreeSet<Language>>>,
    hours: SharedCells<Option<Arc<WeekHours>>>,
    accessibility: SharedCells<Arc<BTreeSet<String>>>,
}

fn read_categories(text: &str) -> Result<Arc<BTreeSet<CategoryId>>, BadValue> {
    items(text, |word| CategoryId::try_from(word).map(Some)).map(Arc::new)
}

struct SiteTable;

impl Table for SiteTable {
    type Cache = SiteCache;
    type Batch = Records<Site>;

    fn schema(&self) -> &'static Schema {
        &SITES
    }

    fn reserve(&self, batch: &mut Self::Batch, n_rows: usize) {
        batch.records.reserve_exact(n_rows);
    }

    fn read_row(&self, cells: &mut Cells, cache: &mut SiteCache, batch: &mut Self::Batch) {
        let id = SiteId::try_from(cells.id(ID));
        let site = Site {
            organization_id: None,
            position: cells.position(LON, LAT),
            is_virtual: false,
            categories: cells.shared(CATEGORIES, &mut cache.categories, read_categories),
            languages: cells.shared(LANGUAGES, &mut cache.languages, read_languages),
            has_interpreter: false,
            hours: cells.shared(HOURS, &mut cache.hours, read_hours),
            min_age: cells.quantity(MIN_AGE),
            max_age: cells.quantity(MAX_AGE),
            service_area: None,
            cost: cells.quantity(COST),
            capacity: cells.quantity(CAPACITY),
            accessibility: cells.shared(ACCESSIBILITY, &mut cache.accessibility, read_tokens),
            id: match id {
                Ok(id) => id,
                Err(_) => return,
            },
        };
        if let (Some(min_age), Some(max_age)) = (site.min_age, site.max_age)
            && min_age > max_age
        {
            let most = shown(cells.text(MAX_AGE));
            let problem = format!("is more than max_age, {most}; it is at most that");
            cells.refuse_value(MIN_AGE, &problem);
        }
        if !cells.is_refused() {
            batch.push(cells.row(), site);
        }
    }

    fn append(&self, batch: &mut Self::Batch, later: Self::Batch) {
        batch.append(later);
    }
}

impl HasId for Site {
    fn id_text(&self) -> &str {
        self.id.as_str()
    }
}
