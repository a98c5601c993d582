//! The gap table: for each geography and category, how much need stays unmet and why.

use crate::areas::{HomeAreas, Layers};
use crate::data::Records;
use crate::needs;
use matching::{Demand, Setting, Supply};
use model::analysis::{Cause, GapCategory, GapFigures, GapKey, Geography, Need, Reading};
use model::category;
use model::ids::Wave;
use model::units::Micro;
use spatial::travel_cost::StraightLine;
use std::collections::BTreeMap;

/// One row of the gap table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    /// Which cell it is.
    pub key: GapKey,
    /// The area's name; nothing for the row of homes in no area.
    pub name: Option<String>,
    /// Its figures.
    pub figures: GapFigures,
}

/// The gap tables of all waves.
///
/// For each wave, geography, area and category one row, rows of areas without answers included; and one row a category for homes (or
/// answers) in no area of the layer, so that a layer always sums to the district.
#[derive(Debug, Default)]
pub struct GapTable {
    layers: BTreeMap<(Wave, Geography), Vec<GapRow>>,
}

/// What the allocation made of one need.
struct Outcome {
    weight: Micro,
    is_within_reach: bool,
    unmet: Micro,
    unmet_strict: Micro,
    anatomy: Vec<(Cause, Micro)>,
}

/// Cells of one layer: figures by area number (nothing for homes in none) and category.
type Cells = BTreeMap<Option<usize>, BTreeMap<GapCategory, GapFigures>>;

impl GapTable {
    /// Computes the tables of every wave. Each wave has all places to itself.
    pub(crate) fn build(
        records: &Records,
        supply: &Supply,
        layers: &Layers,
        homes: &[HomeAreas],
    ) -> Self {
        let mut by_wave: BTreeMap<&Wave, Vec<usize>> = BTreeMap::new();
        for (number, response) in records.responses.iter().enumerate() {
            by_wave.entry(&response.wave).or_default().push(number);
        }
        let mut tables = BTreeMap::new();
        for (wave, responses) in by_wave {
            let needs_of = |&number: &usize| {
                let needs = needs::of_response(&records.responses[number]);
                needs.into_iter().map(move |need| (number, need))
            };
            let mut needs: Vec<(usize, Need)> = responses.iter().flat_map(needs_of).collect();
            needs.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
            let (owners, needs): (Vec<usize>, Vec<Need>) = needs.into_iter().unzip();
            let outcomes = outcomes(supply, &needs);
            for geography in layers.geographies() {
                let area_of = |response: usize| homes[response].in_layer(geography);
                let mut cells = empty_cells(layers.areas(geography).len());
                for &response in &responses {
                    for figures in cells.entry(area_of(response)).or_default().values_mut() {
                        figures.responses += 1;
                    }
                }
                for ((need, outcome), &owner) in needs.iter().zip(&outcomes).zip(&owners) {
                    let cell = cells.entry(area_of(owner)).or_default();
                    let one = need.category.as_deref().cloned().map(GapCategory::One);
                    for category in one.into_iter().chain([GapCategory::All]) {
                        outcome.add_to(cell.entry(category).or_default());
                    }
                }
                tables.insert(
                    (wave.clone(), geography.clone()),
                    rows(wave, geography, layers, cells),
                );
            }
        }
        Self { layers: tables }
    }

    /// The rows of one layer in one wave, by area id (the row of homes in no area first), then category.
    pub fn rows(&self, geography: &Geography, wave: &Wave) -> &[GapRow] {
        self.layers
            .get(&(wave.clone(), geography.clone()))
            .map_or(&[], Vec::as_slice)
    }

    /// One row.
    pub fn row(&self, key: &GapKey) -> Option<&GapRow> {
        self.rows(&key.geography, &key.wave)
            .iter()
            .find(|row| row.key == *key)
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
        for (cause, part) in &self.anatomy {
            *figures.anatomy.entry(*cause).or_default() += *part;
        }
    }
}

fn outcomes(supply: &Supply, needs: &[Need]) -> Vec<Outcome> {
    let demand = Demand::build(needs, supply.terms());
    let lenient = Setting {
        demand: &demand,
        supply,
        travel_cost: &StraightLine,
        reading: Reading::Lenient,
        n_threads: 2,
    };
    let strict = Setting {
        reading: Reading::Strict,
        ..lenient
    };
    let (allocation, is_within_reach) = lenient.nearest_first();
    let (strict, _) = strict.nearest_first();
    let anatomy = lenient.anatomy(&allocation);
    needs
        .iter()
        .zip(anatomy)
        .enumerate()
        .map(|(number, (need, anatomy))| Outcome {
            weight: need.weight,
            is_within_reach: is_within_reach[number],
            unmet: allocation.unserved[number],
            unmet_strict: strict.unserved[number],
            anatomy,
        })
        .collect()
}

fn empty_cells(n_areas: usize) -> Cells {
    let categories = || {
        let each = category::categories().map(|category| GapCategory::One(category.category_id()));
        each.chain([GapCategory::All])
            .map(|category| (category, GapFigures::default()))
            .collect()
    };
    std::iter::once(None)
        .chain((0..n_areas).map(Some))
        .map(|area| (area, categories()))
        .collect()
}

fn rows(wave: &Wave, geography: &Geography, layers: &Layers, cells: Cells) -> Vec<GapRow> {
    let areas = layers.areas(geography);
    let row = |number: Option<usize>, category, figures| GapRow {
        key: GapKey {
            geography: geography.clone(),
            area_id: number.map(|number| areas[number].id.clone()),
            category,
            wave: wave.clone(),
        },
        name: number.map(|number| areas[number].name.clone()),
        figures,
    };
    cells
        .into_iter()
        .flat_map(|(number, figures)| {
            figures
                .into_iter()
                .map(move |(category, figures)| (number, category, figures))
        })
        .map(|(number, category, figures)| row(number, category, figures))
        .collect()
}
