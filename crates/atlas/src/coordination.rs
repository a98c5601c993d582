//! What a district that coordinates could reach, cell by cell.
//!
//! It takes a plan over the whole district, so it is not part of a snapshot from the start: it is computed once, when somebody asks for it or in
//! the background.

use crate::Atlas;
use model::analysis::{GapKey, Geography, Reading};
use model::ids::Wave;
use model::units::Micro;
use std::collections::BTreeMap;

/// Weight served by one optimal plan a wave, in the order of the rows of each layer.
#[derive(Debug, Default)]
pub(crate) struct Coordination(BTreeMap<(Wave, Geography), Vec<Micro>>);

impl Atlas {
    /// Computes what coordination would serve, once; later calls do nothing.
    pub fn coordinate(&self) {
        self.coordination.get_or_init(|| {
            let mut served = BTreeMap::new();
            for wave in self.waves() {
                let Some(state) = self.gaps.wave(&wave) else {
                    continue;
                };
                let plan = state
                    .list
                    .setting(&self.supply, Reading::Lenient)
                    .coordinated();
                let mut of_need = vec![Micro::ZERO; state.list.needs.len()];
                for flow in &plan.flows {
                    of_need[flow.need as usize] += Micro::from_millionths(flow.weight);
                }
                for geography in self.layers.geographies() {
                    let n_rows = self.gaps.rows(geography, &wave).len();
                    let sums = state.sums(geography, n_rows, &of_need);
                    served.insert((wave.clone(), geography.clone()), sums);
                }
            }
            Coordination(served)
        });
    }

    /// Whether what coordination would serve is computed.
    pub fn is_coordinated(&self) -> bool {
        self.coordination.get().is_some()
    }

    /// Families served if the places were shared out by coordination, in the order of [`GapTable::rows`](crate::gaps::GapTable::rows);
    /// nothing while it is not computed. Figures by area are those of one optimal plan, the same on every run.
    pub fn coordinated(&self, geography: &Geography, wave: &Wave) -> Option<&[Micro]> {
        let key = (wave.clone(), geography.clone());
        self.coordination.get()?.0.get(&key).map(Vec::as_slice)
    }

    /// The same for one cell.
    pub fn coordinated_in(&self, key: &GapKey) -> Option<Micro> {
        let served = self.coordinated(&key.geography, &key.wave)?;
        let mut rows = self.gaps.rows(&key.geography, &key.wave).iter();
        served.get(rows.position(|row| *row.key == *key)?).copied()
    }
}
