//! Access scores by area: how many places families can count on.
//!
//! A score looks at all homes that ask for a category at once, so it is not part of a snapshot from the start: it is computed once, when
//! somebody asks for it.

use crate::Atlas;
use crate::wave::WaveState;
use disclosure::{AccessScore, Beside};
use matching::access::{Catchment, Decay, Method, Reach, scores};
use matching::parallel::in_blocks_of;
use model::LonLat;
use model::analysis::{GapKey, Geography};
use model::ids::{CategoryId, Wave};
use model::survey::Mode;
use model::units::{Micro, MilliMinutes};
use spatial::travel_cost::StraightLine;
use std::collections::BTreeMap;

/// Minutes of travel, each with the weight of a trip that takes no longer (Luo and Qi 2009).
const STEPS: [(u64, f64); 3] = [(10_000, 1.0), (20_000, 0.68), (30_000, 0.22)];

/// The method whose scores, each counted by its families, sum to the places that are within reach: so that a mean is places per family.
/// Balanced FCA hands the level of service of a site out once among demand *points*, so that its scores fall with the number of homes that a
/// survey happens to know (by a factor of 30 in the sample district).
const METHOD: Method = Method::EnhancedTwoStep;

/// Scores in the order of the rows of each layer.
#[derive(Debug, Default)]
pub(crate) struct AccessScores(BTreeMap<(Wave, Geography), Vec<Option<AccessScore>>>);

impl Atlas {
    /// The access score of each row, in the order of [`GapTable::rows`](crate::gaps::GapTable::rows): the mean over the families of the area who
    /// ask for the category, in places per 100 families. Computed for all layers when first asked for.
    ///
    /// Nothing for the total over all categories, where no site of the category states its places, and where no such family's home is known.
    pub fn access_scores(&self, geography: &Geography, wave: &Wave) -> &[Option<AccessScore>] {
        let scores = self.access.get_or_init(|| self.all_scores());
        let key = (wave.clone(), geography.clone());
        scores.0.get(&key).map_or(&[], Vec::as_slice)
    }

    /// What is computed beside the figures of one cell.
    pub fn beside(&self, key: &GapKey) -> Beside {
        let mut rows = self.gaps.rows(&key.geography, &key.wave).iter();
        rows.position(|row| *row.key == *key)
            .map_or_else(Beside::default, |number| {
                self.beside_rows(&key.geography, &key.wave)(number)
            })
    }

    /// What is computed beside the figures of the rows of a layer, by their number.
    pub fn beside_rows(
        &self,
        geography: &Geography,
        wave: &Wave,
    ) -> impl Fn(usize) -> Beside + use<'_> {
        let coordinated = self.coordinated(geography, wave);
        let access = self.access_scores(geography, wave);
        move |number| Beside {
            served_coordinated: coordinated.and_then(|served| served.get(number).copied()),
            access: access.get(number).copied().flatten(),
        }
    }

    fn all_scores(&self) -> AccessScores {
        let mut all = AccessScores::default();
        for wave in self.waves() {
            let Some(state) = self.gaps.wave(&wave) else {
                continue;
            };
            let of_need = self.scores_of_needs(state);
            for geography in self.layers.geographies() {
                let n_rows = self.gaps.rows(geography, &wave).len();
                let means = state.means(geography, n_rows, &of_need);
                all.0.insert((wave.clone(), geography.clone()), means);
            }
        }
        all
    }

    /// The score of each need's home, in places a family; nothing where it is not known.
    fn scores_of_needs(&self, state: &WaveState) -> Vec<Option<f64>> {
        let mut by_category: BTreeMap<&CategoryId, Vec<u32>> = BTreeMap::new();
        for (number, placed) in (0..).zip(&state.list.needs) {
            if let (Some(category), Some(_)) = (&placed.need.category, placed.need.position) {
                by_category.entry(category).or_default().push(number);
            }
        }
        let categories: Vec<_> = by_category.into_iter().collect();
        let blocks = in_blocks_of(1, &categories, crate::n_threads(), |categories| {
            let each = categories.iter();
            each.flat_map(|(category, needs)| self.scores_of_category(state, category, needs))
                .collect::<Vec<_>>()
        });
        let mut of_need = vec![None; state.list.needs.len()];
        for (number, score) in blocks.into_iter().flatten() {
            of_need[number as usize] = Some(score);
        }
        of_need
    }

    /// The scores of the needs of one category, whose homes are known; none where no site of it states its places.
    ///
    /// Demand points are homes with a way to travel, with the weight of all who live there and travel so; supply are the sites with a place on
    /// the map that state their places, confidential ones among them.
    fn scores_of_category(
        &self,
        state: &WaveState,
        category: &CategoryId,
        needs: &[u32],
    ) -> Vec<(u32, f64)> {
        let sites = self.supply.of_category(category).iter();
        let sites = sites.map(|number| &self.supply.sites()[*number as usize]);
        let (positions, supply): (Vec<_>, Vec<_>) = sites
            .filter(|site| site.capacity.is_some() && site.position.is_some())
            .map(|site| (site.position, site.capacity))
            .unzip();
        if supply.is_empty() {
            return Vec::new();
        }
        let mut points: BTreeMap<Mode, Demand> = BTreeMap::new();
        for &number in needs {
            let need = &state.list.needs[number as usize].need;
            if let Some(home) = need.position {
                points
                    .entry(need.mode)
                    .or_default()
                    .add(home, number, need.weight);
            }
        }
        let reach = points.iter().map(|(mode, demand)| {
            Reach::by_distance(&demand.homes, &positions, &catchment(*mode), 1)
        });
        let reach = Reach::joined(reach.collect());
        let weights: Vec<_> = points
            .values()
            .flat_map(|demand| &demand.weights)
            .copied()
            .collect();
        let scores = scores(METHOD, &weights, &supply, &reach);
        let needs = points.values().flat_map(|demand| &demand.needs);
        let of_point = scores.into_iter().zip(needs);
        of_point
            .flat_map(|(score, needs)| needs.iter().map(move |need| (*need, score)))
            .collect()
    }
}

/// Places where families live who travel alike, each once.
#[derive(Debug, Default)]
struct Demand {
    homes: Vec<Option<LonLat>>,
    weights: Vec<Micro>,
    needs: Vec<Vec<u32>>,
    place_of: BTreeMap<[u64; 2], usize>,
}

impl Demand {
    fn add(&mut self, home: LonLat, need: u32, weight: Micro) {
        let key = [home.lon().to_bits(), home.lat().to_bits()];
        let place = *self.place_of.entry(key).or_insert_with(|| {
            self.homes.push(Some(home));
            self.weights.push(Micro::ZERO);
            self.needs.push(Vec::new());
            self.homes.len() - 1
        });
        self.weights[place] += weight;
        self.needs[place].push(need);
    }
}

/// The steps of minutes as metres by a way to travel.
fn catchment(mode: Mode) -> Catchment {
    let steps = STEPS.into_iter().filter_map(|(minutes, weight)| {
        Some((StraightLine.longest_m(mode, MilliMinutes(minutes))?, weight))
    });
    let steps: Vec<_> = steps.collect();
    let limit = steps.last().map_or(0.0, |(limit, _)| *limit);
    let decay = Decay::steps(steps)
        .expect("every way to travel gets somewhere in half an hour, and farther in more time");
    Catchment::try_new(limit, decay).expect("a length is a catchment")
}
