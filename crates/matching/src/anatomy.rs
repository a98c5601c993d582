//! Why a share of a need stays unmet.

use crate::Setting;
use crate::allocation::Allocation;
use crate::demand::Ask;
use crate::eligibility::{Known, distance};
use crate::hours::{HoursRow, HoursSeen};
use crate::parallel::in_blocks_with;
use crate::supply::Placed;
use model::analysis::{Cause, Constraint, ConstraintSet, Reading};
use model::units::{Micro, MilliMinutes};
use spatial::index::{Node, Visitor};

impl Setting<'_> {
    /// Puts the unserved share of every need down to its causes: the parts of each, in the order of the needs, by ascending mask.
    ///
    /// Over the sites of the category within twice the need's limit, the masks with the fewest constraints share equally, each distinct mask once;
    /// units of 1e-6 that are left over go one each in ascending order of the mask. A site with no place left carries *capacity* whatever
    /// else it violates; in the strict reading one with no stated places does too. No site in the horizon is *no provider*.
    ///
    /// # Returns
    /// For each need parts that sum to its `allocation.unserved` exactly; none when all of it is served.
    pub fn anatomy(self, allocation: &Allocation) -> Vec<Vec<(Cause, Micro)>> {
        let mut order = self.demand.in_curve_order(self.n_threads);
        order.retain(|need| allocation.unserved[*need as usize] > Micro::ZERO);
        let explained = self.anatomy_of(&order, &allocation.unserved, &allocation.places_left);
        let mut anatomy = vec![Vec::new(); self.demand.n_needs()];
        for (need, parts) in order.into_iter().zip(explained) {
            anatomy[need as usize] = parts;
        }
        anatomy
    }

    /// The parts of some needs, in their order; `unserved` of all needs and `places_left` of all sites, as in [`Allocation`].
    pub fn anatomy_of(
        self,
        needs: &[u32],
        unserved: &[Micro],
        places_left: &[Option<Micro>],
    ) -> Vec<Vec<(Cause, Micro)>> {
        let hours = || HoursSeen::new(self);
        let blocks = in_blocks_with(needs, self.n_threads, hours, |hours, needs| {
            let parts = |need: &u32| match unserved[*need as usize] {
                Micro::ZERO => Vec::new(),
                unserved => self.parts(*need, unserved, places_left, hours),
            };
            needs.iter().map(parts).collect::<Vec<_>>()
        });
        blocks.into_iter().flatten().collect()
    }

    fn parts(
        self,
        need: u32,
        unserved: Micro,
        places_left: &[Option<Micro>],
        hours: &mut HoursSeen<'_>,
    ) -> Vec<(Cause, Micro)> {
        let masks = self.fewest_violations(self.ask(need), places_left, hours);
        if masks.is_empty() {
            return vec![(Cause::NoProvider, unserved)];
        }
        let parts = split(unserved, masks.len() as u64);
        parts
            .zip(masks)
            .map(|(part, mask)| (Cause::Constraints(mask), part))
            .collect()
    }

    /// The distinct masks with the fewest constraints over the sites in a need's horizon, ascending.
    fn fewest_violations(
        self,
        ask: &Ask,
        places_left: &[Option<Micro>],
        hours: &mut HoursSeen<'_>,
    ) -> Vec<ConstraintSet> {
        let Some(sites) = self.sites_for(ask) else {
            return Vec::new();
        };
        let mut fewest = Fewest::new(self, ask, places_left, hours.of(ask));
        let unmeasured = match &ask.place {
            None => &sites.all,
            Some(_) => &sites.unplaced,
        };
        for &site in unmeasured {
            fewest.add(site, distance(ask, self.offer(site), None));
        }
        if let Some(home) = &ask.place {
            if ask.max_minutes.is_none() {
                // Every site is in the horizon and none too far: there is nothing to measure.
                for entry in sites.trees[0].index.entries() {
                    fewest.add_placed(entry, false);
                }
            } else {
                sites.trees[0].index.search(home, &mut fewest);
            }
        }
        fewest.masks()
    }
}

/// The masks with the fewest constraints so far, as one bit each.
struct Fewest<'a, 'b> {
    setting: Setting<'a>,
    ask: &'b Ask,
    places_left: &'b [Option<Micro>],
    hours: HoursRow<'a, 'b>,
    tags: u64,
    n_constraints: u32,
    seen: u128,
    limit: MilliMinutes,
    horizon: MilliMinutes,
    horizon_m2: f64,
}

impl<'a, 'b> Fewest<'a, 'b> {
    fn new(
        setting: Setting<'a>,
        ask: &'b Ask,
        places_left: &'b [Option<Micro>],
        hours: HoursRow<'a, 'b>,
    ) -> Self {
        let horizon = ask.most(2);
        let horizon_m = setting.travel_cost.reach_m(ask.mode, horizon);
        Self {
            setting,
            ask,
            places_left,
            hours,
            tags: setting.tags(ask),
            n_constraints: u32::MAX,
            seen: 0,
            limit: ask.most(1),
            horizon,
            horizon_m2: horizon_m * horizon_m.abs(),
        }
    }

    /// Adds a site of the index.
    fn add_placed(&mut self, entry: &Placed, is_far: bool) {
        let quickly_seen = [
            (Constraint::Distance, is_far),
            (Constraint::Language, entry.tags & self.tags == 0),
            (Constraint::Capacity, self.is_full(entry.site)),
            (Constraint::Hours, !self.hours.suit(entry.week)),
        ];
        let with =
            |set: ConstraintSet, (constraint, is_violated)| set.with(constraint, is_violated);
        let mask = quickly_seen.into_iter().fold(ConstraintSet::EMPTY, with);
        // There may be more: then there are too many, or the site is looked at. If not, the mask may be one that was seen before.
        let n_constraints = mask.n_constraints();
        if n_constraints > self.n_constraints
            || n_constraints == self.n_constraints && self.has_seen(mask)
        {
            return;
        }
        let distance = if is_far {
            Known::Violated
        } else {
            Known::Satisfied
        };
        self.add(entry.site, distance);
    }

    fn has_seen(&self, mask: ConstraintSet) -> bool {
        self.seen >> mask.bits() & 1 == 1
    }

    fn is_full(&self, site: u32) -> bool {
        match self.places_left[site as usize] {
            Some(places) => places == Micro::ZERO,
            None => self.setting.reading == Reading::Strict,
        }
    }

    fn add(&mut self, site: u32, distance: Known) {
        let setting = self.setting;
        let verdict = setting.judge_distance(self.ask, setting.offer(site), distance);
        let mask = verdict
            .mask(setting.reading)
            .with(Constraint::Capacity, self.is_full(site));
        let n_constraints = mask.n_constraints();
        if n_constraints < self.n_constraints {
            (self.n_constraints, self.seen) = (n_constraints, 0);
        }
        if n_constraints == self.n_constraints {
            self.seen |= 1 << mask.bits();
        }
    }

    fn masks(&self) -> Vec<ConstraintSet> {
        let all = ConstraintSet::all();
        all.filter(|mask| self.has_seen(*mask)).collect()
    }
}

impl Visitor<Placed> for Fewest<'_, '_> {
    fn reach_m2(&self) -> f64 {
        self.horizon_m2
    }

    fn skips(&self, _: usize, _: &Node, _: f64) -> bool {
        false
    }

    fn meet(&mut self, _: u32, entry: &Placed, _: f64) {
        let cost = self.setting.cost(self.ask, self.setting.offer(entry.site));
        if let Some(cost) = cost
            && cost <= self.horizon
        {
            self.add_placed(entry, cost > self.limit);
        }
    }
}

/// Equal parts that sum to `whole`; the first ones hold the units left over.
fn split(whole: Micro, n_parts: u64) -> impl Iterator<Item = Micro> {
    let (each, left_over) = (whole.millionths() / n_parts, whole.millionths() % n_parts);
    (0..n_parts).map(move |part| Micro::from_millionths(each + u64::from(part < left_over)))
}
