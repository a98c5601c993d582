//! Rows of the gap table: a cell's figures with the words that say which cell it is.

use crate::{Beside, Published, ReleasedGap, release};
use model::analysis::{GapFigures, GapKey, Geography};
use model::school::Level;
use serde::Serialize;

/// A row. `F` is [`ReleasedGap`] for the public; whoever shows raw figures to staff brings a type for them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GapRow<F> {
    geography: &'static str,
    geography_id: Option<String>,
    name: Option<String>,
    level: Option<Level>,
    category: String,
    wave: String,
    #[serde(flatten)]
    figures: F,
    simulated: bool,
}

impl<F> GapRow<F> {
    /// The row of the cell `key`, of an area with this name (nothing for homes in no area).
    pub fn new(key: &GapKey, name: Option<&str>, is_simulated: bool, figures: F) -> Self {
        Self {
            geography: key.geography.as_str(),
            geography_id: key.area_id.clone(),
            name: name.map(str::to_owned),
            level: match key.geography {
                Geography::AttendanceZone(level) => Some(level),
                _ => None,
            },
            category: key.category.as_str().to_owned(),
            wave: key.wave.to_string(),
            figures,
            simulated: is_simulated,
        }
    }
}

/// The public's view of a row.
pub fn release_row(
    key: &GapKey,
    name: Option<&str>,
    is_simulated: bool,
    (figures, beside): (&GapFigures, Beside),
) -> Published<GapRow<ReleasedGap>> {
    let released = release(figures, beside).get().clone();
    Published::new(GapRow::new(key, name, is_simulated, released))
}
