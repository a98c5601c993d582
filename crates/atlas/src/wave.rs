//! The needs of one wave and what the allocation made of each, kept so that a change is worked out from what it touches.

use crate::areas::HomeAreas;
use crate::gaps::rows_of;
use crate::needs::{self, Pool};
use disclosure::AccessScore;
use matching::allocation::{Chunks, Standing, Touched};
use matching::parallel::in_blocks_of;
use matching::{Demand, Setting, Supply};
use model::analysis::{Cause, Geography, Need, Reading};
use model::category;
use model::survey::Response;
use model::units::Micro;
use spatial::travel_cost::StraightLine;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The needs of a wave under both readings.
#[derive(Debug, Clone)]
pub(crate) struct WaveState {
    pub(crate) list: Arc<NeedList>,
    pub(crate) lenient: Standing,
    strict: Standing,
    /// In the order of the needs.
    outcomes: Chunks<Outcome>,
    n_responses: usize,
}

/// Needs by id, with what is around them.
#[derive(Debug)]
pub(crate) struct NeedList {
    pub(crate) needs: Vec<Placed>,
    pub(crate) demand: Demand,
}

/// A need, the areas of its home, and the place of its category among all, by id.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) need: Need,
    home: Arc<HomeAreas>,
    category: usize,
}

/// What the allocation made of one need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) weight: Micro,
    pub(crate) is_within_reach: bool,
    pub(crate) unmet: Micro,
    pub(crate) unmet_strict: Micro,
    pub(crate) anatomy: Option<Anatomy>,
}

/// The causes of what is unmet, each with its part.
type Anatomy = Arc<[(Cause, Micro)]>;

/// What a change made of one need: nothing before for one that came, nothing after for one that went.
#[derive(Debug)]
pub(crate) struct Diff {
    pub(crate) home: Arc<HomeAreas>,
    pub(crate) category: usize,
    pub(crate) before: Option<Outcome>,
    pub(crate) after: Option<Outcome>,
}

/// One site of a supply that is another one after it; nothing where it is not there.
#[derive(Debug)]
pub(crate) struct SiteStep {
    pub(crate) before: Arc<Supply>,
    pub(crate) was: Option<u32>,
    pub(crate) after: Arc<Supply>,
    pub(crate) is: Option<u32>,
}

/// Responses that went and came, each with the areas of its home. One that says something else goes and comes.
#[derive(Debug, Default)]
pub(crate) struct ResponseStep {
    pub(crate) gone: Vec<(Arc<Response>, Arc<HomeAreas>)>,
    pub(crate) come: Vec<(Arc<Response>, Arc<HomeAreas>)>,
}

impl NeedList {
    fn new(needs: Vec<Placed>, supply: &Supply) -> Self {
        let demand = Demand::build(needs.iter().map(|placed| &placed.need), supply.terms());
        Self { needs, demand }
    }

    pub(crate) fn setting<'a>(&'a self, supply: &'a Supply, reading: Reading) -> Setting<'a> {
        Setting {
            demand: &self.demand,
            supply,
            travel_cost: &StraightLine,
            reading,
            n_threads: crate::n_threads(),
        }
    }
}

/// The needs of responses, by id.
fn needs_of(responses: &[(Arc<Response>, Arc<HomeAreas>)]) -> Vec<Placed> {
    let mut categories: Vec<_> = category::categories().map(|c| c.category_id()).collect();
    categories.sort();
    let placed = |need: Need, home: &Arc<HomeAreas>| {
        let category = categories.binary_search(need.category.as_deref()?).ok()?;
        let home = Arc::clone(home);
        Some(Placed {
            need,
            home,
            category,
        })
    };
    let blocks = in_blocks_of(crate::BLOCK, responses, crate::n_threads(), |responses| {
        let mut pool = Pool::default();
        let mut needs = Vec::new();
        for (response, home) in responses {
            let of_response = needs::of_response(response, &mut pool).into_iter();
            needs.extend(of_response.filter_map(|need| placed(need, home)));
        }
        needs
    });
    let mut needs: Vec<_> = blocks.into_iter().flatten().collect();
    needs.sort_by(|a, b| a.need.id.cmp(&b.need.id));
    needs
}

impl WaveState {
    /// Allocates and explains from nothing.
    pub(crate) fn build(responses: &[(Arc<Response>, Arc<HomeAreas>)], supply: &Supply) -> Self {
        let list = NeedList::new(needs_of(responses), supply);
        let lenient = list.setting(supply, Reading::Lenient);
        let strict = list.setting(supply, Reading::Strict);
        let ((allocation, is_within_reach), (allocation_strict, _)) =
            both(|| lenient.nearest_first(), || strict.nearest_first());
        let anatomy = lenient.anatomy(&allocation);
        let weights = list.needs.iter().map(|placed| placed.need.weight);
        let outcomes = weights.zip(is_within_reach).zip(anatomy).enumerate();
        let outcome =
            |(number, ((weight, is_within_reach), anatomy)): (usize, ((Micro, bool), Vec<_>))| {
                Outcome {
                    weight,
                    is_within_reach,
                    unmet: allocation.unserved[number],
                    unmet_strict: allocation_strict.unserved[number],
                    anatomy: shown(anatomy),
                }
            };
        let outcomes = outcomes.map(outcome).collect();
        let (lenient, strict) = both(
            || Standing::new(lenient, &allocation),
            || Standing::new(strict, &allocation_strict),
        );
        Self {
            outcomes,
            lenient,
            strict,
            list: Arc::new(list),
            n_responses: responses.len(),
        }
    }

    pub(crate) fn n_responses(&self) -> usize {
        self.n_responses
    }

    /// What belongs to each need, summed up by the rows of a layer.
    pub(crate) fn sums(
        &self,
        geography: &Geography,
        n_rows: usize,
        of_need: &[Micro],
    ) -> Vec<Micro> {
        let mut sums = vec![Micro::ZERO; n_rows];
        for (placed, value) in self.list.needs.iter().zip(of_need) {
            for row in rows_of(&placed.home, geography, placed.category) {
                sums[row] += *value;
            }
        }
        sums
    }

    /// The mean of what is known of the needs of each row of a layer, by weight, times 100; nothing in the rows of the total over all categories.
    pub(crate) fn means(
        &self,
        geography: &Geography,
        n_rows: usize,
        of_need: &[Option<f64>],
    ) -> Vec<Option<AccessScore>> {
        let mut sums = vec![(0.0, Micro::ZERO); n_rows];
        for (placed, score) in self.list.needs.iter().zip(of_need) {
            if let Some(score) = score {
                let [row, _] = rows_of(&placed.home, geography, placed.category);
                let (sum, families) = &mut sums[row];
                *sum += score * placed.need.weight.as_f64();
                *families += placed.need.weight;
            }
        }
        let mean = |(sum, families): (f64, Micro)| {
            (families > Micro::ZERO).then(|| AccessScore {
                places_per_100: 100.0 * sum / families.as_f64(),
                families,
            })
        };
        sums.into_iter().map(mean).collect()
    }

    /// The home, the category and the outcome of every need.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = (&HomeAreas, usize, &Outcome)> {
        let needs = self.list.needs.iter().zip(&self.outcomes);
        needs.map(|(placed, outcome)| (&*placed.home, placed.category, outcome))
    }

    /// Takes up a change of one site; what it made of the needs that it touched.
    pub(crate) fn take_site_step(&mut self, step: &SiteStep) -> Vec<Diff> {
        let list = Arc::clone(&self.list);
        let mut reach = Reach::default();
        if let Some(site) = step.was {
            reach.add(list.setting(&step.before, Reading::Lenient), site, false);
        }
        let mend = |standing: &mut Standing, reading| {
            let setting = list.setting(&step.after, reading);
            let mut touched = Touched::default();
            match (step.was, step.is) {
                (Some(_), Some(site)) => standing.change_site(setting, site, &mut touched),
                (Some(site), None) => standing.remove_site(setting, site, &mut touched),
                (None, Some(site)) => standing.add_site(setting, site, &mut touched),
                (None, None) => {}
            }
            touched
        };
        let (lenient, strict) = both(
            || mend(&mut self.lenient, Reading::Lenient),
            || mend(&mut self.strict, Reading::Strict),
        );
        if let Some(site) = step.is {
            reach.add(list.setting(&step.after, Reading::Lenient), site, true);
        }
        self.refresh(&step.after, reach, &lenient, &strict)
    }

    /// Takes up responses that went and came; what it made of the needs that stayed and those that came or went.
    pub(crate) fn take_response_step(&mut self, step: &ResponseStep, supply: &Supply) -> Vec<Diff> {
        let mut diffs = self.remove(&needs_of(&step.gone), supply);
        diffs.extend(self.insert(needs_of(&step.come), supply));
        self.n_responses = self.n_responses + step.come.len() - step.gone.len();
        diffs
    }

    fn remove(&mut self, gone: &[Placed], supply: &Supply) -> Vec<Diff> {
        if gone.is_empty() {
            return Vec::new();
        }
        let place = |placed: &Placed| {
            let needs = &self.list.needs;
            needs
                .binary_search_by(|other| other.need.id.cmp(&placed.need.id))
                .ok()
        };
        let gone: BTreeSet<usize> = gone.iter().filter_map(place).collect();
        let is_kept = |number: &usize| !gone.contains(number);
        let mut diffs = Vec::new();
        for &number in &gone {
            diffs.push(self.list.needs[number].diff(Some(&self.outcomes[number]), None));
        }
        let kept = self
            .list
            .needs
            .iter()
            .enumerate()
            .filter(|(number, _)| is_kept(number));
        let list = NeedList::new(kept.map(|(_, placed)| placed.clone()).collect(), supply);
        let mut number = 0..;
        let mut is_next_kept = |_: &Outcome| number.next().is_some_and(|number| is_kept(&number));
        self.outcomes
            .edit(|outcomes| outcomes.retain(&mut is_next_kept));
        self.list = Arc::new(list);
        let numbers: Vec<_> = gone.iter().map(|number| *number as u32).collect();
        diffs.extend(self.mend(supply, |standing, setting, touched| {
            standing.remove_needs(setting, &numbers, touched);
        }));
        diffs
    }

    fn insert(&mut self, come: Vec<Placed>, supply: &Supply) -> Vec<Diff> {
        if come.is_empty() {
            return Vec::new();
        }
        let ids: BTreeSet<_> = come.iter().map(|placed| placed.need.id.clone()).collect();
        let mut needs = self.list.needs.clone();
        needs.extend(come);
        needs.sort_by(|a, b| a.need.id.cmp(&b.need.id));
        let list = NeedList::new(needs, supply);
        let mut come = Vec::new();
        let mut diffs = Vec::new();
        let is_new = |(_, placed): &(u32, &Placed)| ids.contains(&placed.need.id);
        let numbers = (0..).zip(&list.needs).filter(is_new);
        let numbers: Vec<_> = numbers.map(|(number, _)| number).collect();
        let setting = list.setting(supply, Reading::Lenient);
        let are_within_reach = setting.are_within_reach(&numbers);
        for (&number, is_within_reach) in numbers.iter().zip(are_within_reach) {
            let placed = &list.needs[number as usize];
            // At first nothing is known of it but that nobody serves it; what it comes to is told as any other change.
            let weight = placed.need.weight;
            let outcome = Outcome {
                weight,
                is_within_reach,
                unmet: weight,
                unmet_strict: weight,
                anatomy: None,
            };
            diffs.push(placed.diff(None, Some(&outcome)));
            come.push((number as usize, outcome));
        }
        self.outcomes.edit(|outcomes| {
            let each = come.into_iter();
            each.for_each(|(number, outcome)| outcomes.insert(number, outcome));
        });
        self.list = Arc::new(list);
        diffs.extend(self.mend(supply, |standing, setting, touched| {
            standing.add_needs(setting, &numbers, touched);
        }));
        diffs
    }

    /// Mends both standings and says what that made of the needs.
    fn mend(
        &mut self,
        supply: &Supply,
        mend: impl Fn(&mut Standing, Setting<'_>, &mut Touched) + Sync,
    ) -> Vec<Diff> {
        let list = Arc::clone(&self.list);
        let mend = |standing: &mut Standing, reading| {
            let mut touched = Touched::default();
            mend(standing, list.setting(supply, reading), &mut touched);
            touched
        };
        let (lenient, strict) = both(
            || mend(&mut self.lenient, Reading::Lenient),
            || mend(&mut self.strict, Reading::Strict),
        );
        self.refresh(supply, Reach::default(), &lenient, &strict)
    }

    /// Works out anew what was touched.
    fn refresh(
        &mut self,
        supply: &Supply,
        reach: Reach,
        lenient: &Touched,
        strict: &Touched,
    ) -> Vec<Diff> {
        let list = Arc::clone(&self.list);
        let setting = list.setting(supply, Reading::Lenient);
        let mut explained = self.explain(setting, &reach.in_horizon, lenient);
        let is_within_reach = reach.told(setting);
        let touched = explained.keys().chain(&strict.needs);
        let touched: BTreeSet<u32> = touched.chain(is_within_reach.keys()).copied().collect();
        let mut diffs = Vec::new();
        for need in touched {
            let number = need as usize;
            let before = &self.outcomes[number];
            let told = is_within_reach.get(&need).copied();
            let after = Outcome {
                weight: before.weight,
                is_within_reach: told.unwrap_or(before.is_within_reach),
                unmet: self.lenient.unserved()[number],
                unmet_strict: self.strict.unserved()[number],
                anatomy: match explained.remove(&need) {
                    Some(anatomy) => anatomy,
                    None => before.anatomy.clone(),
                },
            };
            if after != *before {
                diffs.push(list.needs[number].diff(Some(before), Some(&after)));
                self.outcomes[number] = after;
            }
        }
        diffs
    }

    /// The anatomy of each need that may have another one: those that are served otherwise, and of the unmet ones those in whose horizon a site has
    /// changed.
    fn explain(
        &self,
        setting: Setting<'_>,
        in_horizon: &[u32],
        lenient: &Touched,
    ) -> BTreeMap<u32, Option<Anatomy>> {
        let was_full = lenient.was_full.iter();
        // A site that became full, or has room again, stands otherwise in the way of everybody who could go there.
        let turned = was_full.filter(|(site, was_full)| self.lenient.is_full(**site) != **was_full);
        let turned = turned.flat_map(|(site, _)| setting.needs_around(*site));
        let unserved = self.lenient.unserved();
        let is_unmet = |need: &u32| unserved[*need as usize] > Micro::ZERO;
        let in_horizon = in_horizon.iter().copied().chain(turned);
        let mut needs: BTreeSet<u32> = in_horizon.filter(is_unmet).collect();
        needs.extend(&lenient.needs);
        let needs: Vec<_> = needs.into_iter().collect();
        let anatomy = setting.anatomy_of(&needs, unserved, self.lenient.places_left());
        needs
            .into_iter()
            .zip(anatomy.into_iter().map(shown))
            .collect()
    }
}

/// Does two pieces of work at the same time.
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        let join = |panic| std::panic::resume_unwind(panic);
        (one, other.join().unwrap_or_else(join))
    })
}

/// The parts that are more than nothing: a few millionths may not be enough for every cause.
fn shown(mut anatomy: Vec<(Cause, Micro)>) -> Option<Anatomy> {
    anatomy.retain(|(_, part)| *part > Micro::ZERO);
    (!anatomy.is_empty()).then(|| anatomy.into())
}

/// The needs to which a changed site makes a difference, by itself.
#[derive(Debug, Default)]
struct Reach {
    /// Needs that have it in their horizon, before or after the change.
    in_horizon: Vec<u32>,
    /// Needs for which it is eligible before or after the change, with whether it is after.
    is_eligible: BTreeMap<u32, bool>,
}

impl Reach {
    fn add(&mut self, setting: Setting<'_>, site: u32, is_after: bool) {
        let around = setting.needs_around(site);
        let eligible = setting.eligible_among(&around, site).into_iter();
        self.is_eligible
            .extend(eligible.map(|need| (need, is_after)));
        self.in_horizon.extend(around);
    }
}

impl Reach {
    /// Whether any site is within reach of each of the needs for which the changed one was eligible or is.
    fn told(&self, setting: Setting<'_>) -> BTreeMap<u32, bool> {
        let mut told = self.is_eligible.clone();
        let in_doubt = self.is_eligible.iter().filter(|(_, is)| !**is);
        let in_doubt: Vec<_> = in_doubt.map(|(need, _)| *need).collect();
        let are_within_reach = setting.are_within_reach(&in_doubt);
        told.extend(in_doubt.into_iter().zip(are_within_reach));
        told
    }
}

impl Placed {
    fn diff(&self, before: Option<&Outcome>, after: Option<&Outcome>) -> Diff {
        Diff {
            home: Arc::clone(&self.home),
            category: self.category,
            before: before.cloned(),
            after: after.cloned(),
        }
    }
}
