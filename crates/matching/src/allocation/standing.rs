//! The nearest-first allocation kept up to date under changes, each worked out from what it touches.

use super::shares::{Share, Shares};
use super::wishes::Wishes;
use super::{Allocation, Chunks};
use crate::eligibility::distance;
use crate::search::{Open, Search};
use crate::{Candidate, Setting};
use model::units::{Micro, MilliMinutes, Severity};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A nearest-first allocation that can change.
///
/// Both sides rank pairs by one order, so there is exactly one stable allocation, and any way of mending what a change broke leads to it:
/// the state after a change is that of a full recompute to the last unit.
///
/// # Algorithm
/// What loses its place applies to its next sites, where it may push out what ranks after it (deferred acceptance). A place that falls vacant is
/// offered to those who would rather have it, in their order, which leaves their old places vacant in turn (vacancy chains).
///
/// # References
/// Gale and Shapley (1962), <https://doi.org/10.2307/2312726>; Blum, Roth and Rothblum (1997), Vacancy chains and equilibration in senior-level
/// labor markets, <https://doi.org/10.1006/jeth.1997.2307>.
#[derive(Debug, Clone)]
pub struct Standing {
    /// For each need its shares, best site first.
    shares: Chunks<Shares>,
    /// For each site what it serves, in the order of turns.
    held: Chunks<Vec<Held>>,
    unserved: Vec<Micro>,
    places_left: Vec<Option<Micro>>,
    /// What follows from the shares, for a quick look.
    wishes: Wishes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    rank: Rank,
    weight: Micro,
}

/// How a site ranks a need: severity (larger first), cost known before unknown, travel cost, need.
type Rank = (Reverse<Severity>, bool, MilliMinutes, u32);

/// What changes have touched since the last question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Needs of which another part is served, or by other sites, by number.
    pub needs: BTreeSet<u32>,
    /// Sites that serve other needs, each with whether it was full before, by number.
    pub was_full: BTreeMap<u32, bool>,
}

impl PartialEq for Standing {
    fn eq(&self, other: &Self) -> bool {
        self.shares == other.shares
            && self.held == other.held
            && self.unserved == other.unserved
            && self.places_left == other.places_left
    }
}

impl Eq for Standing {}

impl Standing {
    /// The state in which `allocation`, made nearest first in `setting`, leaves needs and sites.
    pub fn new(setting: Setting<'_>, allocation: &Allocation) -> Self {
        let mut of_need = vec![Shares::None; allocation.unserved.len()];
        let mut held = vec![Vec::new(); allocation.places_left.len()];
        for served in &allocation.served {
            let share = Share {
                candidate: served.candidate,
                weight: served.weight,
            };
            let rank = rank(setting, served.need, &served.candidate);
            of_need[served.need as usize].edit(|shares| shares.push(share));
            held[served.candidate.site as usize].push(Held {
                rank,
                weight: served.weight,
            });
        }
        // Shares come in the order of turns, which is that of each need's and each site's own list.
        Self {
            shares: of_need.into_iter().collect(),
            held: held.into_iter().collect(),
            unserved: allocation.unserved.clone(),
            places_left: allocation.places_left.clone(),
            wishes: Wishes::default(),
        }
    }

    /// For each need, the families not served.
    pub fn unserved(&self) -> &[Micro] {
        &self.unserved
    }

    /// For each site, the places left; nothing when places are not stated.
    pub fn places_left(&self) -> &[Option<Micro>] {
        &self.places_left
    }

    /// What the ways to the sites that serve a need cost: weight in millionths times 1/1000 minutes, over known costs.
    pub fn travel_cost_of(&self, need: u32) -> u128 {
        let shares = self.shares[need as usize].as_slice().iter();
        let cost = |share: &Share| {
            u128::from(share.candidate.travel_cost.0) * u128::from(share.weight.millionths())
        };
        shares.map(cost).sum()
    }

    /// Whether a site states its places and has none left.
    pub fn is_full(&self, site: u32) -> bool {
        self.places_left[site as usize] == Some(Micro::ZERO)
    }

    /// Takes up a site that was added to the supply with this number.
    pub fn add_site(&mut self, setting: Setting<'_>, site: u32, touched: &mut Touched) {
        self.renumber_sites(|number| number + u32::from(number >= site), touched);
        self.held
            .edit(|held| held.insert(site as usize, Vec::new()));
        self.places_left.insert(site as usize, Some(Micro::ZERO));
        self.open(setting, site, touched);
    }

    /// Takes up that the site with this number has left the supply.
    pub fn remove_site(&mut self, setting: Setting<'_>, site: u32, touched: &mut Touched) {
        let losing = self.close(setting, site, touched);
        self.held.edit(|held| drop(held.remove(site as usize)));
        self.places_left.remove(site as usize);
        touched.was_full.remove(&site);
        self.renumber_sites(|number| number - u32::from(number > site), touched);
        self.apply(setting, losing, None, touched);
    }

    /// Takes up that the site with this number is another one now, in the supply of `setting`.
    pub fn change_site(&mut self, setting: Setting<'_>, site: u32, touched: &mut Touched) {
        let losing = self.close(setting, site, touched);
        self.places_left[site as usize] = Some(Micro::ZERO);
        self.apply(setting, losing, Some(site), touched);
        self.open(setting, site, touched);
    }

    /// Takes up needs that were added to the demand with these numbers, ascending.
    pub fn add_needs(&mut self, setting: Setting<'_>, needs: &[u32], touched: &mut Touched) {
        self.shares.edit(|shares| {
            let each = needs.iter();
            each.for_each(|need| shares.insert(*need as usize, Shares::None));
        });
        for &need in needs {
            let weight = setting.ask(need).weight;
            self.unserved.insert(need as usize, weight);
        }
        let mut is_new = vec![false; self.unserved.len()];
        needs.iter().for_each(|need| is_new[*need as usize] = true);
        let kept = (0u32..).zip(is_new).filter(|(_, is_new)| !is_new);
        let new_numbers: Vec<_> = kept.map(|(number, _)| number).collect();
        self.renumber_needs(|number| new_numbers[number as usize], touched);
        touched.needs.extend(needs);
        self.wishes = Wishes::default();
        self.apply(setting, needs.to_vec(), None, touched);
    }

    /// Takes up that the needs that had these numbers, ascending, have left the demand.
    pub fn remove_needs(&mut self, setting: Setting<'_>, needs: &[u32], touched: &mut Touched) {
        let mut vacant = BTreeSet::new();
        for &need in needs {
            for share in self.shares[need as usize].take() {
                self.release(need, share, touched);
                vacant.insert(share.candidate.site);
            }
            touched.needs.remove(&need);
        }
        let last_first = needs.iter().rev().map(|need| *need as usize);
        self.shares.edit(|shares| {
            let each = last_first.clone();
            each.for_each(|need| drop(shares.remove(need)));
        });
        for need in last_first {
            self.unserved.remove(need);
        }
        let before = |number: u32| needs.partition_point(|need| *need < number) as u32;
        self.renumber_needs(|number| number - before(number), touched);
        self.wishes = Wishes::default();
        self.fill(setting, vacant, touched);
    }

    fn renumber_sites(&mut self, new: impl Fn(u32) -> u32, touched: &mut Touched) {
        for shares in self.shares.iter_mut() {
            for share in shares.as_mut_slice() {
                share.candidate.site = new(share.candidate.site);
            }
        }
        let was_full = std::mem::take(&mut touched.was_full).into_iter();
        touched.was_full = was_full
            .map(|(site, was_full)| (new(site), was_full))
            .collect();
    }

    fn renumber_needs(&mut self, new: impl Fn(u32) -> u32, touched: &mut Touched) {
        for held in self.held.iter_mut().flatten() {
            held.rank.3 = new(held.rank.3);
        }
        let needs = std::mem::take(&mut touched.needs).into_iter();
        touched.needs = needs.map(new).collect();
    }

    /// Takes all places of a site away; the needs that lose theirs.
    fn close(&mut self, setting: Setting<'_>, site: u32, touched: &mut Touched) -> Vec<u32> {
        self.touch_site(site, touched);
        let held = std::mem::take(&mut self.held[site as usize]);
        for Held { rank, weight } in &held {
            let need = rank.3;
            self.unserved[need as usize] += *weight;
            self.shares[need as usize]
                .edit(|shares| shares.retain(|share| share.candidate.site != site));
            self.wish(setting, need);
            touched.needs.insert(need);
        }
        held.into_iter().map(|held| held.rank.3).collect()
    }

    /// Offers the places that a site has by `setting`.
    fn open(&mut self, setting: Setting<'_>, site: u32, touched: &mut Touched) {
        self.touch_site(site, touched);
        self.places_left[site as usize] = setting.offer(site).capacity;
        self.fill(setting, BTreeSet::from([site]), touched);
    }

    fn touch_site(&self, site: u32, touched: &mut Touched) {
        touched
            .was_full
            .entry(site)
            .or_insert_with(|| self.is_full(site));
    }

    /// Needs that are not served in full apply to the best site that takes them, `closed` left out; what they push out applies after them.
    fn apply(
        &mut self,
        setting: Setting<'_>,
        mut applying: Vec<u32>,
        closed: Option<u32>,
        touched: &mut Touched,
    ) {
        let (mut search, mut found) = (Search::new(setting, 1), Vec::new());
        while let Some(need) = applying.pop() {
            while self.unserved[need as usize] > Micro::ZERO {
                let ask = setting.ask(need);
                let accepting = Accepting {
                    standing: self,
                    setting,
                    need,
                    closed,
                };
                search.best(ask, &accepting, &mut found);
                let Some(best) = found.first().map(|found| found.candidate) else {
                    break;
                };
                applying.extend(self.push_in(setting, need, best, touched));
            }
        }
    }

    /// Serves as much of a need at a site as there is room and what ranks after it can make; the needs that are pushed out.
    fn push_in(
        &mut self,
        setting: Setting<'_>,
        need: u32,
        candidate: Candidate,
        touched: &mut Touched,
    ) -> Vec<u32> {
        let rank = rank(setting, need, &candidate);
        let site = candidate.site as usize;
        let mut pushed_out = Vec::new();
        while self.places_left[site].is_some_and(|places| places < self.unserved[need as usize])
            && let Some(last) = self.held[site]
                .last()
                .copied()
                .filter(|held| held.rank > rank)
        {
            let missing = self.unserved[need as usize] - self.places_left[site].unwrap_or_default();
            let other = last.rank.3;
            let share = self.shares[other as usize]
                .as_slice()
                .iter()
                .find(|share| share.candidate.site == candidate.site);
            let share = *share.expect("what a site holds is a share of its need");
            self.shrink(setting, other, (share, share.weight.min(missing)), touched);
            pushed_out.push(other);
        }
        let room = self.places_left[site].unwrap_or(self.unserved[need as usize]);
        let weight = room.min(self.unserved[need as usize]);
        self.give(setting, need, Share { candidate, weight }, touched);
        pushed_out
    }

    /// Offers vacant places to those who would rather have them, until no place is vacant that anybody wants.
    fn fill(&mut self, setting: Setting<'_>, mut vacant: BTreeSet<u32>, touched: &mut Touched) {
        self.wishes.cover(setting.demand.n_categories());
        while let Some(site) = vacant.pop_first() {
            if self.places_left[site as usize] == Some(Micro::ZERO) {
                continue;
            }
            for (_, candidate, need) in self.wanting(setting, site) {
                if self.places_left[site as usize] == Some(Micro::ZERO) {
                    break;
                }
                vacant.extend(self.move_up(setting, need, candidate, touched));
            }
        }
    }

    /// The needs that would rather have a place at a site than what they have, in the site's order.
    fn wanting(&self, setting: Setting<'_>, site: u32) -> Vec<(Rank, Candidate, u32)> {
        let mut wanting = Vec::new();
        let offer = setting.offer(site);
        if !setting.may_serve(offer) {
            return wanting;
        }
        let mut ask = |need| {
            if let Some(candidate) = self.better_choice(setting, need, site) {
                wanting.push((rank(setting, need, &candidate), candidate, need));
            }
        };
        for category in setting.supply.categories_of(site) {
            match &offer.place {
                None => setting
                    .demand
                    .of_category(category)
                    .iter()
                    .for_each(|need| ask(*need)),
                Some(place) => {
                    let reach_m2 = |need| self.reach_m2(setting, need);
                    let there = (category, place);
                    self.wishes.visit(setting, there, reach_m2, &mut ask);
                }
            }
        }
        wanting.sort_unstable();
        wanting
    }

    /// A site as a need sees it, if it is eligible and the need would rather have a place there than what it has.
    fn better_choice(&self, setting: Setting<'_>, need: u32, site: u32) -> Option<Candidate> {
        let (ask, offer) = (setting.ask(need), setting.offer(site));
        if ask.weight == Micro::ZERO || !setting.may_be_served(ask) {
            return None;
        }
        // The way is measured last: whoever could come for it alone mostly has a place there already.
        if !setting.allows_but_for_way_and_hours(ask, offer)
            || !setting.hours(ask, offer.week).allows(setting.reading)
        {
            return None;
        }
        let cost = setting.cost(ask, offer);
        let candidate = Candidate {
            is_without_cost: cost.is_none(),
            travel_cost: cost.unwrap_or_default(),
            is_untrusted: setting.is_untrusted(ask, site),
            site,
        };
        let has_all = self.unserved[need as usize] == Micro::ZERO;
        let last = self.last_choice(need).filter(|_| has_all);
        let is_better = last.is_none_or(|last| last > candidate);
        let may_come = distance(ask, offer, cost).allows(setting.reading);
        (is_better && may_come).then_some(candidate)
    }

    /// The square of the longest chord that a need would go for a better place than it has, in squared metres; negative when for none.
    fn reach_m2(&self, setting: Setting<'_>, need: u32) -> f64 {
        let ask = setting.ask(need);
        if ask.weight == Micro::ZERO || !setting.may_be_served(ask) {
            return -1.0;
        }
        let has_all = self.unserved[need as usize] == Micro::ZERO;
        match self.last_choice(need).filter(|_| has_all) {
            Some(last) if !last.is_without_cost => {
                let reach_m = setting.travel_cost.reach_m(ask.mode, last.travel_cost);
                reach_m * reach_m.abs()
            }
            _ if ask.place.is_none() => f64::INFINITY,
            _ => setting.reach_m2(ask, 1),
        }
    }

    /// Takes up that a need has another share of what it needs.
    fn wish(&mut self, setting: Setting<'_>, need: u32) {
        let reach_m2 = self.reach_m2(setting, need);
        self.wishes.set(setting, need, reach_m2);
    }

    fn last_choice(&self, need: u32) -> Option<Candidate> {
        self.shares[need as usize]
            .as_slice()
            .last()
            .map(|share| share.candidate)
    }

    /// Moves as much of a need to a site as it has places, what is not served first, then what is served at worse sites, the worst first; the
    /// sites that it leaves.
    fn move_up(
        &mut self,
        setting: Setting<'_>,
        need: u32,
        candidate: Candidate,
        touched: &mut Touched,
    ) -> Vec<u32> {
        let is_worse = |share: &&Share| share.candidate > candidate;
        let mut left = Vec::new();
        loop {
            let unserved = self.unserved[need as usize];
            let places = self.places_left[candidate.site as usize];
            if places == Some(Micro::ZERO) {
                return left;
            }
            if unserved > Micro::ZERO {
                let weight = places.map_or(unserved, |places| places.min(unserved));
                self.give(setting, need, Share { candidate, weight }, touched);
            } else if let Some(worst) = self.shares[need as usize]
                .as_slice()
                .last()
                .filter(is_worse)
                .copied()
            {
                let weight = places.map_or(worst.weight, |places| places.min(worst.weight));
                self.shrink(setting, need, (worst, weight), touched);
                left.push(worst.candidate.site);
            } else {
                return left;
            }
        }
    }

    /// Gives a need a share, or more of the one that it has there.
    fn give(&mut self, setting: Setting<'_>, need: u32, share: Share, touched: &mut Touched) {
        let Share { candidate, weight } = share;
        let site = candidate.site as usize;
        self.touch_site(candidate.site, touched);
        touched.needs.insert(need);
        self.unserved[need as usize] -= weight;
        self.places_left[site] = self.places_left[site].map(|places| places - weight);
        self.shares[need as usize].edit(|shares| {
            match shares.binary_search_by(|other| other.candidate.cmp(&candidate)) {
                Ok(place) => shares[place].weight += weight,
                Err(place) => shares.insert(place, share),
            }
        });
        self.wish(setting, need);
        let rank = rank(setting, need, &candidate);
        match self.held[site].binary_search_by(|other| other.rank.cmp(&rank)) {
            Ok(place) => self.held[site][place].weight += weight,
            Err(place) => self.held[site].insert(place, Held { rank, weight }),
        }
    }

    /// Takes `weight` off a share of a need.
    fn shrink(
        &mut self,
        setting: Setting<'_>,
        need: u32,
        (share, weight): (Share, Micro),
        touched: &mut Touched,
    ) {
        self.shares[need as usize].edit(|shares| {
            if let Ok(place) =
                shares.binary_search_by(|other| other.candidate.cmp(&share.candidate))
            {
                shares[place].weight -= weight;
                shares.retain(|share| share.weight > Micro::ZERO);
            }
        });
        self.unserved[need as usize] += weight;
        self.wish(setting, need);
        self.release(need, Share { weight, ..share }, touched);
    }

    /// Takes the weight of a share off what its site holds.
    fn release(&mut self, need: u32, share: Share, touched: &mut Touched) {
        let Share { candidate, weight } = share;
        let site = candidate.site as usize;
        self.touch_site(candidate.site, touched);
        touched.needs.insert(need);
        self.places_left[site] = self.places_left[site].map(|places| places + weight);
        // What a site holds is in the order of turns, but the severity of a need that left is not known here: look from the end, where what is
        // pushed out stands.
        if let Some(place) = self.held[site].iter().rposition(|held| held.rank.3 == need) {
            self.held[site][place].weight -= weight;
            if self.held[site][place].weight == Micro::ZERO {
                self.held[site].remove(place);
            }
        }
    }
}

/// The sites that would take one more need, if need be by pushing out what ranks after it.
struct Accepting<'a> {
    standing: &'a Standing,
    setting: Setting<'a>,
    need: u32,
    closed: Option<u32>,
}

impl Open for Accepting<'_> {
    const IS_CHOOSY: bool = true;

    fn has_site_below(&self, _: usize) -> bool {
        true
    }

    fn is_open(&self, site: u32) -> bool {
        self.closed != Some(site)
    }

    fn accepts(&self, candidate: &Candidate) -> bool {
        let site = candidate.site as usize;
        self.standing.places_left[site] != Some(Micro::ZERO)
            || self.standing.held[site]
                .last()
                .is_some_and(|last| last.rank > rank(self.setting, self.need, candidate))
    }
}

fn rank(setting: Setting<'_>, need: u32, candidate: &Candidate) -> Rank {
    (
        Reverse(setting.ask(need).severity),
        candidate.is_without_cost,
        candidate.travel_cost,
        need,
    )
}
