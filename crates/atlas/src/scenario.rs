//! Scenarios: what the gap table would be, were some sites other ones. Nothing of it is kept.

use crate::Atlas;
use crate::gaps::GapTable;
use model::analysis::{GapFigures, GapKey, Site};
use model::ids::{SiteId, Wave};
use std::sync::Arc;

/// One site that is another one in a scenario; nothing for one that is not there.
pub type SiteChange = (SiteId, Option<Arc<Site>>);

/// One cell of the gap table that a scenario changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Which cell it is.
    pub key: Arc<GapKey>,
    /// The area's name; nothing for the row of homes in no area.
    pub name: Option<Arc<str>>,
    /// Its figures now.
    pub now: &'a GapFigures,
    /// Its figures in the scenario.
    pub then: GapFigures,
}

impl Atlas {
    /// The gap table of one wave with `changes` made one after the other, worked out from what they touch.
    pub fn with_sites(&self, changes: Vec<SiteChange>, wave: &Wave) -> GapTable {
        let (steps, _) = crate::next::site_steps(&self.supply, changes);
        let mut gaps = self.gaps.of_wave(wave);
        gaps.take_site_steps(&steps);
        gaps
    }

    /// The cells of one wave that `changes` make other ones: by geography, area and category.
    pub fn scenario(&self, changes: Vec<SiteChange>, wave: &Wave) -> Vec<Difference<'_>> {
        let then = self.with_sites(changes, wave);
        let mut differences = Vec::new();
        for geography in self.layers.geographies() {
            let rows = self
                .gaps
                .rows(geography, wave)
                .iter()
                .zip(then.rows(geography, wave));
            let changed = rows.filter(|(now, then)| now.figures != then.figures);
            differences.extend(changed.map(|(now, then)| Difference {
                key: Arc::clone(&now.key),
                name: now.name.clone(),
                now: &now.figures,
                then: then.figures.clone(),
            }));
        }
        differences
    }
}
