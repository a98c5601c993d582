//! The needs of one wave and what the allocation made of each, kept so that a change is worked out from what it touches.

use crate::areas::HomeAreas;
use crate::gaps::rows_of;
use crate::needs;
use matching::allocation::{Standing, Touched};
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
    outcomes: Vec<Outcome>,
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
    pub(crate) anatomy: Option<Arc<[(Cause, Micro)]>>,
}

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
    let placed = |(response, home): &(Arc<Response>, Arc<HomeAreas>)| {
        let home = Arc::clone(home);
        let categories = &categories;
        needs::of_response(response)
            .into_iter()
            .filter_map(move |need| {
                let category = categories.binary_search(need.category.as_deref()?).ok()?;
                Some(Placed {
                    need,
                    home: Arc::clone(&home),
                    category,
                })
            })
    };
    let mut needs: Vec<_> = responses.iter().flat_map(placed).collect();
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
        Self {
            outcomes: outcomes.map(outcome).collect(),
            lenient: Standing::new(lenient, &allocation),
            strict: Standing::new(strict, &allocation_strict),
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

    /// Every need as one that came.
    pub(crate) fn as_diffs(&self) -> Vec<Diff> {
        let needs = self.list.needs.iter().zip(&self.outcomes);
        needs
            .map(|(placed, outcome)| placed.diff(None, Some(outcome)))
            .collect()
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
        self.outcomes
            .retain(|_| number.next().is_some_and(|number| is_kept(&number)));
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
        let mut numbers = Vec::new();
        let mut diffs = Vec::new();
        for (number, placed) in list
            .needs
            .iter()
            .enumerate()
            .filter(|(_, placed)| ids.contains(&placed.need.id))
        {
            // At first nothing is known of it but that nobody serves it; what it comes to is told as any other change.
            let weight = placed.need.weight;
            let outcome = Outcome {
                weight,
                is_within_reach: list
                    .setting(supply, Reading::Lenient)
                    .best_match(number as u32)
                    .is_some(),
                unmet: weight,
                unmet_strict: weight,
                anatomy: None,
            };
            diffs.push(placed.diff(None, Some(&outcome)));
            self.outcomes.insert(number, outcome);
            numbers.push(number as u32);
        }
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
        // A site that became full, or has room again, stands otherwise in the way of everybody who could go there.
        let turned = lenient
            .was_full
            .iter()
            .filter(|(site, was_full)| self.lenient.is_full(**site) != **was_full);
        let turned = turned.flat_map(|(site, _)| setting.needs_around(*site, 2));
        let mut explained = reach.in_horizon.clone();
        explained
            .extend(turned.filter(|need| self.lenient.unserved()[*need as usize] > Micro::ZERO));
        explained.extend(&lenient.needs);
        let mut touched = explained.clone();
        touched.extend(&strict.needs);
        touched.extend(reach.is_eligible.keys());
        let mut diffs = Vec::new();
        for need in touched {
            let number = need as usize;
            let before = &self.outcomes[number];
            let unmet = self.lenient.unserved()[number];
            let anatomy = if explained.contains(&need) {
                let anatomy = setting.anatomy_of(need, unmet, self.lenient.places_left());
                shown(anatomy)
            } else {
                before.anatomy.clone()
            };
            let after = Outcome {
                weight: before.weight,
                is_within_reach: match reach.is_eligible.get(&need) {
                    None => before.is_within_reach,
                    Some(true) => true,
                    Some(false) => setting.best_match(need).is_some(),
                },
                unmet,
                unmet_strict: self.strict.unserved()[number],
                anatomy,
            };
            if after != *before {
                diffs.push(list.needs[number].diff(Some(before), Some(&after)));
                self.outcomes[number] = after;
            }
        }
        diffs
    }
}

/// Does two pieces of work at the same time.
fn both<A: Send, B: Send>(
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
fn shown(mut anatomy: Vec<(Cause, Micro)>) -> Option<Arc<[(Cause, Micro)]>> {
    anatomy.retain(|(_, part)| *part > Micro::ZERO);
    (!anatomy.is_empty()).then(|| anatomy.into())
}

/// The needs to which a changed site makes a difference, by itself.
#[derive(Debug, Default)]
struct Reach {
    /// Needs that have it in their horizon, before or after the change.
    in_horizon: BTreeSet<u32>,
    /// Needs for which it is eligible before or after the change, with whether it is after.
    is_eligible: BTreeMap<u32, bool>,
}

impl Reach {
    fn add(&mut self, setting: Setting<'_>, site: u32, is_after: bool) {
        for need in setting.needs_around(site, 2) {
            self.in_horizon.insert(need);
            if setting.is_eligible(need, site) {
                self.is_eligible.insert(need, is_after);
            }
        }
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
