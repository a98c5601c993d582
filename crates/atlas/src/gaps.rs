//! The gap table: for each geography and category, how much need stays unmet and why.

use crate::areas::{HomeAreas, Layers};
use crate::data::Records;
use crate::wave::{Diff, Outcome, ResponseStep, SiteStep, WaveState};
use matching::Supply;
use matching::allocation::Chunks;
use matching::parallel::in_blocks_of;
use model::analysis::{GapCategory, GapFigures, GapKey, Geography};
use model::category;
use model::ids::Wave;
use std::collections::BTreeMap;
use std::ops::IndexMut;
use std::sync::Arc;

/// One row of the gap table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    /// Which cell it is.
    pub key: Arc<GapKey>,
    /// The area's name; nothing for the row of homes in no area.
    pub name: Option<Arc<str>>,
    /// Its figures.
    pub figures: GapFigures,
}

/// The gap tables of all waves.
///
/// For each wave, geography, area and category one row, rows of areas without answers included; and one row a category for homes (or
/// answers) in no area of the layer, so that a layer always sums to the district.
#[derive(Debug, Clone, Default)]
pub struct GapTable {
    layers: BTreeMap<(Wave, Geography), Chunks<GapRow>>,
    waves: BTreeMap<Wave, Arc<WaveState>>,
}

impl GapTable {
    /// Computes the tables of every wave. Each wave has all places to itself. `homes` in the order of the responses.
    pub(crate) fn build(
        records: &Records,
        supply: &Supply,
        layers: &Layers,
        homes: &[Arc<HomeAreas>],
    ) -> Self {
        let mut by_wave: BTreeMap<&Wave, ResponseStep> = BTreeMap::new();
        for (response, home) in records.responses.iter().zip(homes) {
            let step = by_wave.entry(&response.wave).or_default();
            step.come.push((Arc::clone(response), Arc::clone(home)));
        }
        let mut table = Self::default();
        for (wave, step) in by_wave {
            table.build_wave(wave, step, supply, layers);
        }
        table
    }

    /// Computes the table of one wave from all its responses.
    fn build_wave(&mut self, wave: &Wave, step: ResponseStep, supply: &Supply, layers: &Layers) {
        let state = WaveState::build(&step.come, supply);
        let geographies: Vec<_> = layers.geographies().collect();
        let rows = in_blocks_of(1, &geographies, crate::n_threads(), |geographies| {
            let rows = filled_rows(
                empty_rows(wave, geographies[0], layers),
                geographies[0],
                &step,
                &state,
            );
            rows.into_iter().collect()
        });
        for (geography, rows) in geographies.into_iter().zip(rows) {
            self.layers.insert((wave.clone(), geography.clone()), rows);
        }
        self.waves.insert(wave.clone(), Arc::new(state));
    }

    /// Takes up changes of sites, one after the other.
    pub(crate) fn take_site_steps(&mut self, steps: &[SiteStep]) {
        for (wave, state) in &mut self.waves {
            let state = Arc::make_mut(state);
            let diffs: Vec<_> = steps
                .iter()
                .flat_map(|step| state.take_site_step(step))
                .collect();
            if diffs.is_empty() {
                continue;
            }
            for ((_, geography), rows) in self.layers.iter_mut().filter(|((of, _), _)| of == wave) {
                apply(rows, geography, &ResponseStep::default(), &diffs);
            }
        }
    }

    /// Takes up responses of one wave that went and came.
    pub(crate) fn take_response_step(
        &mut self,
        wave: &Wave,
        step: ResponseStep,
        supply: &Supply,
        layers: &Layers,
    ) {
        let Some(state) = self.waves.get_mut(wave) else {
            return self.build_wave(wave, step, supply, layers);
        };
        let diffs = Arc::make_mut(state).take_response_step(&step, supply);
        let is_over = state.n_responses() == 0;
        for geography in layers.geographies() {
            let key = (wave.clone(), geography.clone());
            if is_over {
                self.layers.remove(&key);
            } else if let Some(rows) = self.layers.get_mut(&key) {
                apply(rows, geography, &step, &diffs);
            }
        }
        if is_over {
            self.waves.remove(wave);
        }
    }

    /// The rows of one layer in one wave, by area id (the row of homes in no area first), then category.
    pub fn rows(&self, geography: &Geography, wave: &Wave) -> &Chunks<GapRow> {
        static NONE: Chunks<GapRow> = Chunks::new();
        self.layers
            .get(&(wave.clone(), geography.clone()))
            .unwrap_or(&NONE)
    }

    /// One row.
    pub fn row(&self, key: &GapKey) -> Option<&GapRow> {
        self.rows(&key.geography, &key.wave)
            .iter()
            .find(|row| *row.key == *key)
    }

    /// The needs of a wave and how they are served.
    pub(crate) fn wave(&self, wave: &Wave) -> Option<&WaveState> {
        self.waves.get(wave).map(|state| &**state)
    }

    /// The tables of one wave alone.
    pub(crate) fn of_wave(&self, wave: &Wave) -> Self {
        let layers = self.layers.iter().filter(|((of, _), _)| of == wave);
        let waves = self.waves.iter().filter(|(of, _)| *of == wave);
        Self {
            layers: layers
                .map(|(key, rows)| (key.clone(), rows.clone()))
                .collect(),
            waves: waves
                .map(|(of, state)| (of.clone(), Arc::clone(state)))
                .collect(),
        }
    }
}

/// Rows of a layer before anything is counted, by area (homes in none first), then category, the total last.
fn empty_rows(wave: &Wave, geography: &Geography, layers: &Layers) -> Vec<GapRow> {
    let areas = layers.areas(geography);
    let row = |area: Option<&crate::areas::Area>, name: &Option<Arc<str>>, category| GapRow {
        key: Arc::new(GapKey {
            geography: geography.clone(),
            area_id: area.map(|area| area.id.clone()),
            category,
            wave: wave.clone(),
        }),
        name: name.clone(),
        figures: GapFigures::default(),
    };
    let all = std::iter::once(None).chain(areas.iter().map(Some));
    all.flat_map(|area| {
        let name: Option<Arc<str>> = area.map(|area| area.name.as_str().into());
        gap_categories().map(move |category| row(area, &name, category))
    })
    .collect()
}

/// Counts all of a wave into the empty rows of a layer: into those of the categories first, which sum to those of all.
fn filled_rows(
    mut rows: Vec<GapRow>,
    geography: &Geography,
    step: &ResponseStep,
    state: &WaveState,
) -> Vec<GapRow> {
    for (home, category, outcome) in state.outcomes() {
        let [row, _] = rows_of(home, geography, category);
        outcome.add_to(&mut rows[row].figures);
    }
    for (_, home) in &step.come {
        rows[first_row(home, geography)].figures.responses += 1;
    }
    for rows in rows.chunks_exact_mut(n_gap_categories()) {
        let responses = rows[0].figures.responses;
        let mut total = GapFigures::default();
        rows.iter().for_each(|row| total.add(&row.figures));
        rows[n_gap_categories() - 1].figures = total;
        let each = rows.iter_mut();
        each.for_each(|row| row.figures.responses = responses);
    }
    rows
}

/// The categories in the order of the rows.
fn gap_categories() -> impl Iterator<Item = GapCategory> {
    let mut each: Vec<_> = category::categories()
        .map(category::Category::category_id)
        .collect();
    each.sort();
    each.into_iter()
        .map(GapCategory::One)
        .chain([GapCategory::All])
}

fn n_gap_categories() -> usize {
    category::categories().count() + 1
}

/// The first row of the area that holds a home.
fn first_row(home: &HomeAreas, geography: &Geography) -> usize {
    home.in_layer(geography).map_or(0, |area| area + 1) * n_gap_categories()
}

/// The rows in which a need of a category is counted: that of the category, and that of all.
pub(crate) fn rows_of(home: &HomeAreas, geography: &Geography, category: usize) -> [usize; 2] {
    let first = first_row(home, geography);
    [first + category, first + n_gap_categories() - 1]
}

/// Counts what went and came into the rows of a layer.
fn apply(
    rows: &mut impl IndexMut<usize, Output = GapRow>,
    geography: &Geography,
    step: &ResponseStep,
    diffs: &[Diff],
) {
    let n_categories = n_gap_categories();
    let first_of = |home: &HomeAreas| first_row(home, geography);
    let mut count = |home: &HomeAreas, count: &dyn Fn(&mut u32)| {
        let first = first_of(home);
        for row in first..first + n_categories {
            count(&mut rows[row].figures.responses);
        }
    };
    step.gone
        .iter()
        .for_each(|(_, home)| count(home, &|n| *n -= 1));
    step.come
        .iter()
        .for_each(|(_, home)| count(home, &|n| *n += 1));
    for diff in diffs {
        for row in rows_of(&diff.home, geography, diff.category) {
            let figures = &mut rows[row].figures;
            // What comes first, so that what goes is always part of what is there.
            diff.after.iter().for_each(|after| after.add_to(figures));
            diff.before
                .iter()
                .for_each(|before| before.take_from(figures));
        }
    }
}

impl Outcome {
    fn add_to(&self, figures: &mut GapFigures) {
        figures.needs += self.weight;
        if self.is_within_reach {
            figures.within_reach += self.weight;
        }
        figures.served += self.weight - self.unmet;
        figures.unmet += self.unmet;
        figures.unmet_strict += self.unmet_strict;
        for (cause, part) in self.anatomy.iter().flat_map(|parts| parts.iter()) {
            *figures.anatomy.entry(*cause).or_default() += *part;
        }
    }

    fn take_from(&self, figures: &mut GapFigures) {
        let mut mine = GapFigures::default();
        self.add_to(&mut mine);
        figures.remove(&mine);
    }
}
