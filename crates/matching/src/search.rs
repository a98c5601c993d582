//! The search for the best eligible sites of one need.

use crate::Setting;
use crate::demand::Ask;
use crate::hours::{HoursRow, HoursSeen};
use crate::matches::{Candidate, Match};
use crate::supply::{ANY_LANGUAGE, CategorySites, HAS_CONDITIONS, Placed, UNKNOWN};
use crate::words::OTHER;
use model::analysis::Reading;
use model::units::MilliMinutes;
use spatial::distance::EarthPoint;
use spatial::index::{Node, Vicinity, Visitor};

/// Which sites still count, and which nodes of a category's index hold any of them.
pub(crate) trait Open {
    /// Whether not every open, eligible site takes every need.
    const IS_CHOOSY: bool = false;

    fn has_site_below(&self, node: usize) -> bool;
    fn is_open(&self, site: u32) -> bool;

    /// Whether an open, eligible site would take the need.
    fn accepts(&self, _: &Candidate) -> bool {
        true
    }
}

/// Every site counts.
pub(crate) struct All;

impl Open for All {
    fn has_site_below(&self, _: usize) -> bool {
        true
    }

    fn is_open(&self, _: u32) -> bool {
        true
    }
}

impl<'a> Setting<'a> {
    /// The sites of a need's category.
    pub(crate) fn sites_for(self, ask: &Ask) -> Option<&'a CategorySites> {
        let sites = self.supply.categories.get(ask.category as usize);
        sites.map(AsRef::as_ref)
    }

    /// Whether the family has *not* named the organization of a site as trusted.
    pub(crate) fn is_untrusted(self, ask: &Ask, site: u32) -> bool {
        ask.trusted == UNKNOWN || {
            let organization = self.offer(site).organization;
            !self.demand.trusted[ask.trusted as usize].contains(&organization)
        }
    }

    /// The tags of which a site that may serve the need has one at least.
    pub(crate) fn tags(self, ask: &Ask) -> u64 {
        if ask.languages.is_empty() {
            u64::MAX
        } else {
            ask.languages.bits | ANY_LANGUAGE
        }
    }
}

/// Searches for the k best sites of one need after the other.
pub(crate) struct Search<'a> {
    setting: Setting<'a>,
    k: usize,
    best: Vec<Match>,
    near: Vec<Near>,
    nearest_m2: Vec<f64>,
    hours: HoursSeen<'a>,
    /// What is around the needs at hand; nothing where they are searched for one by one.
    vicinity: Vicinity,
    /// How far the needs at hand had to look, in squared metres.
    looked_m2: f64,
}

/// An eligible site by its straight chord, its cost not asked for yet.
#[derive(Debug, Clone, Copy)]
struct Near {
    chord2_m2: f64,
    site: u32,
}

/// Sites beyond the k nearest that are kept while they may cost as little as these; with more of them, costs decide at once.
const N_UNDECIDED: usize = 64;
/// Needs for which the sites around them are looked up together.
const PACKET: usize = 16;
/// How many times as far as the needs before them had to look; what needs to look farther is searched for on its own.
const FARTHER: f64 = 1.5;
/// Up to so many are sorted by chord without a branch.
const N_FEW: usize = 16;

impl<'a> Search<'a> {
    pub(crate) fn new(setting: Setting<'a>, k: usize) -> Self {
        Self {
            setting,
            k,
            best: Vec::new(),
            near: Vec::new(),
            nearest_m2: Vec::new(),
            hours: HoursSeen::new(setting),
            vicinity: Vicinity::default(),
            looked_m2: 0.0,
        }
    }

    /// Leaves in `best` the k best eligible sites of a need among those that are open, in the total order.
    pub(crate) fn best(&mut self, ask: &Ask, open: &impl Open, best: &mut Vec<Match>) {
        best.clear();
        let is_asked = self.k > 0 && self.setting.may_be_served(ask);
        let Some(sites) = self.setting.sites_for(ask).filter(|_| is_asked) else {
            return;
        };
        let Some(home) = &ask.place else {
            return self.without_cost(ask, &sites.all, open, best);
        };
        let tree = sites.tree_for(ask.languages.bits);
        let index = &sites.trees[tree].index;
        let hours = self.hours.of(ask);
        let mut nearest = Nearest::new(
            self.setting,
            (ask, home),
            (self.k, open),
            hours,
            (&mut self.near, &mut self.nearest_m2),
        );
        nearest.forget();
        index.search_in(&self.vicinity, home, &mut nearest);
        if nearest.reach_m2 > self.vicinity.reach_m2() {
            // There may be better ones where nobody looked yet.
            nearest.forget();
            index.search(home, &mut nearest);
        }
        if nearest.reach_m2.is_finite() {
            self.looked_m2 = self.looked_m2.max(nearest.reach_m2);
        }
        nearest.settle(best);
        if best.len() < self.k {
            self.without_cost(ask, &sites.unplaced, open, best);
        }
    }

    /// As [`Search::best`] for needs of one category and with the same language bits, best among all sites; `found` is told each need's in their
    /// order. Needs close to each other are answered fastest.
    pub(crate) fn best_of_each(&mut self, asks: &[Ask], mut found: impl FnMut(&[Match])) {
        let mut best = std::mem::take(&mut self.best);
        let mut looked_m = 0.0;
        for asks in asks.chunks(PACKET) {
            self.vicinity.clear();
            let sites = self.setting.sites_for(&asks[0]);
            if let Some(sites) = sites.filter(|_| looked_m > 0.0 && asks.len() >= PACKET / 4) {
                let tree = sites.tree_for(asks[0].languages.bits);
                let homes = asks.iter().filter_map(|ask| ask.place.as_ref());
                let reach_m = looked_m * FARTHER;
                sites.trees[tree]
                    .index
                    .gather(homes, reach_m, &mut self.vicinity);
            }
            self.looked_m2 = 0.0;
            for ask in asks {
                self.best(ask, &All, &mut best);
                found(&best);
            }
            looked_m = self.looked_m2.sqrt();
        }
        self.vicinity.clear();
        self.best = best;
    }

    /// Adds eligible sites to which there is no known way, trusted ones first, until there are k.
    fn without_cost(&self, ask: &Ask, sites: &[u32], open: &impl Open, best: &mut Vec<Match>) {
        let setting = self.setting;
        let passes: &[bool] = if ask.trusted == UNKNOWN {
            &[true]
        } else {
            &[false, true]
        };
        for &is_untrusted in passes {
            let eligible = sites.iter().filter(|&&site| {
                open.is_open(site)
                    && setting.is_untrusted(ask, site) == is_untrusted
                    && setting
                        .judge(ask, setting.offer(site), None)
                        .mask(setting.reading)
                        .is_empty()
            });
            let candidates = eligible.map(|&site| Candidate {
                is_without_cost: true,
                travel_cost: MilliMinutes(0),
                is_untrusted,
                site,
            });
            let accepted = candidates.filter(|candidate| open.accepts(candidate));
            let matches = accepted.map(|candidate| Match {
                candidate,
                chord_m: 0.0,
            });
            best.extend(matches.take(self.k - best.len()));
        }
    }
}

/// The sites that may be among the k best, and how far anything better can be.
///
/// Chords are compared first. What costs more than each of the k nearest is out; costs, which are rounded, and what decides between equal ones are
/// looked at in the end only.
struct Nearest<'a, 'b, O> {
    setting: Setting<'a>,
    ask: &'b Ask,
    home: &'b EarthPoint,
    k: usize,
    open: &'b O,
    /// All that was within reach when it was met, and that is not known to come after k others.
    near: &'b mut Vec<Near>,
    /// The k shortest chords (squared metres), ascending; few of them are infinite at first, so that the way through them is always the same.
    nearest_m2: &'b mut Vec<f64>,
    tags: u64,
    hours: HoursRow<'a, 'b>,
    most: MilliMinutes,
    /// Beyond this chord (squared metres) nothing is within the limit and costs as little as the k nearest.
    reach_m2: f64,
    /// Beyond this chord nothing costs less than the last of the best known; only a lower number can put a site before it.
    tie_m2: f64,
    tie_number: u32,
}

impl<'a: 'b, 'b, O: Open> Nearest<'a, 'b, O> {
    fn new(
        setting: Setting<'a>,
        (ask, home): (&'b Ask, &'b EarthPoint),
        (k, open): (usize, &'b O),
        hours: HoursRow<'a, 'b>,
        (near, nearest_m2): (&'b mut Vec<Near>, &'b mut Vec<f64>),
    ) -> Self {
        let most = ask.most(1);
        let reach_m2 = if ask.max_minutes.is_none() {
            f64::INFINITY
        } else {
            square(setting.travel_cost.reach_m(ask.mode, most))
        };
        Self {
            setting,
            ask,
            home,
            k,
            open,
            near,
            nearest_m2,
            tags: setting.tags(ask),
            hours,
            most,
            reach_m2,
            tie_m2: f64::INFINITY,
            tie_number: 0,
        }
    }

    /// Whether what is within reach comes after the last of the best all the same, by its number.
    #[inline]
    fn is_too_late(&self, chord2_m2: f64, lowest_number: u32) -> bool {
        chord2_m2 > self.tie_m2 && lowest_number > self.tie_number
    }

    /// Whether nothing but the way and the hours can stand between the need and a site whose tags it shares.
    #[inline]
    fn is_plain(&self, entry: &Placed) -> bool {
        let common = entry.tags & self.tags;
        let speaks = common & !OTHER != 0;
        self.setting.reading == Reading::Lenient && speaks && entry.tags & HAS_CONDITIONS == 0
    }

    /// Keeps an eligible site.
    #[inline]
    fn add(&mut self, new: Near) {
        self.near.push(new);
        if self.k > N_FEW {
            let is_nearer = |chord2_m2: &f64| *chord2_m2 <= new.chord2_m2;
            let place = self.nearest_m2.partition_point(is_nearer);
            self.nearest_m2.insert(place, new.chord2_m2);
            return self.nearest_m2.truncate(self.k);
        }
        // Carried to the end: where in a short list a number belongs no processor can foresee.
        let mut carried_m2 = new.chord2_m2;
        for chord2_m2 in self.nearest_m2.iter_mut() {
            let (here_m2, next_m2) = if *chord2_m2 > carried_m2 {
                (carried_m2, *chord2_m2)
            } else {
                (*chord2_m2, carried_m2)
            };
            (*chord2_m2, carried_m2) = (here_m2, next_m2);
        }
    }

    /// Draws the bound at the k-th nearest.
    #[inline]
    fn bound(&mut self) {
        let kth_m2 = self.nearest_m2.get(self.k - 1);
        let kth_m2 = kth_m2.copied().unwrap_or(f64::INFINITY);
        if kth_m2 < self.reach_m2 {
            let (mode, travel_cost) = (self.ask.mode, self.setting.travel_cost);
            let reach_m2 = square(travel_cost.beyond_m(mode, kth_m2.sqrt()));
            self.reach_m2 = smaller(reach_m2, self.reach_m2);
        }
    }

    /// Forgets all sites, but not how far nothing is better than they.
    fn forget(&mut self) {
        self.near.clear();
        self.nearest_m2.clear();
        if self.k <= N_FEW {
            self.nearest_m2.resize(self.k, f64::INFINITY);
        }
    }

    /// Lets go of what is beyond the bound.
    fn forget_the_farther(&mut self) {
        let mut n_kept = 0;
        for place in 0..self.near.len() {
            let near = self.near[place];
            self.near[n_kept] = near;
            n_kept += usize::from(near.chord2_m2 <= self.reach_m2);
        }
        self.near.truncate(n_kept);
    }

    /// Lets costs and numbers decide between many sites that are about as near, such as those at one address.
    #[cold]
    fn decide(&mut self) {
        let mut best = Vec::with_capacity(self.near.len());
        self.settle(&mut best);
        let is_best = |near: &Near| best.iter().any(|best| best.candidate.site == near.site);
        self.near.retain(is_best);
        let Some(Match {
            candidate: worst, ..
        }) = best.last().filter(|_| best.len() == self.k)
        else {
            return;
        };
        let reach_m = |most| self.setting.travel_cost.reach_m(self.ask.mode, most);
        self.reach_m2 = self.reach_m2.min(square(reach_m(worst.travel_cost)));
        // A trusted site is before every other one as near, whatever its number.
        let can_tie = self.ask.trusted != UNKNOWN && worst.is_untrusted;
        self.tie_m2 = match worst.travel_cost.0 {
            _ if can_tie => f64::INFINITY,
            0 => -1.0,
            cost => square(reach_m(MilliMinutes(cost - 1))),
        };
        self.tie_number = worst.site;
    }

    /// Leaves in `best` the k best of what is near, by cost.
    fn settle(&mut self, best: &mut Vec<Match>) {
        self.forget_the_farther();
        if self.near.len() <= N_FEW {
            sort_by_chord(self.near);
        }
        let found = self.near.iter().map(|near| self.found(*near));
        best.extend(found.filter(|found| found.candidate.travel_cost <= self.most));
        best.sort_unstable_by_key(|found| found.candidate);
        best.truncate(self.k);
    }

    fn found(&self, near: Near) -> Match {
        let Setting { travel_cost, .. } = self.setting;
        let (mode, chord_m) = (self.ask.mode, near.chord2_m2.sqrt());
        let travel_cost = travel_cost.settled_cost(mode, chord_m).unwrap_or_else(|| {
            let place = self.setting.offer(near.site).place.as_ref();
            let place = place.expect("what is in the index has a place");
            travel_cost.cost(mode, self.home, place)
        });
        let candidate = Candidate {
            is_without_cost: false,
            travel_cost,
            is_untrusted: self.setting.is_untrusted(self.ask, near.site),
            site: near.site,
        };
        Match { candidate, chord_m }
    }

    /// Whether an eligible site takes the need.
    fn is_accepted(&self, near: Near) -> bool {
        let Match { candidate, .. } = self.found(near);
        candidate.travel_cost <= self.most && self.open.accepts(&candidate)
    }
}

impl<'a: 'b, 'b, O: Open> Visitor<Placed> for Nearest<'a, 'b, O> {
    #[inline]
    fn reach_m2(&self) -> f64 {
        self.reach_m2
    }

    #[inline]
    fn skips(&self, number: usize, node: &Node, chord2_m2: f64) -> bool {
        node.tags() & self.tags == 0
            || self.is_too_late(chord2_m2, node.lowest_number())
            || !self.open.has_site_below(number)
    }

    #[inline]
    fn may_matter(&self, entry: &Placed) -> bool {
        (entry.tags & self.tags != 0) & self.hours.may_suit(entry.week)
    }

    #[inline]
    fn meet(&mut self, _: u32, entry: &Placed, chord2_m2: f64) {
        if self.is_too_late(chord2_m2, entry.site)
            || !self.hours.suit(entry.week)
            || !self.open.is_open(entry.site)
        {
            return;
        }
        let setting = self.setting;
        if !self.is_plain(entry)
            && !setting.allows_but_for_way_and_hours(self.ask, setting.offer(entry.site))
        {
            return;
        }
        let near = Near {
            chord2_m2,
            site: entry.site,
        };
        if !O::IS_CHOOSY || self.is_accepted(near) {
            self.add(near);
        }
    }

    #[inline]
    fn move_on(&mut self) {
        self.bound();
        if self.near.len() >= self.k.saturating_add(N_UNDECIDED) {
            self.forget_the_farther();
            if self.near.len() >= self.k.saturating_add(N_UNDECIDED) {
                self.decide();
            }
        }
    }
}

/// Sorts few sites by chord, without a branch that depends on them.
fn sort_by_chord(near: &mut [Near]) {
    for end in 1..near.len() {
        let (sorted, rest) = near.split_at_mut(end);
        let mut carried = rest[0];
        for near in sorted {
            let is_farther = near.chord2_m2 > carried.chord2_m2;
            let (here, next) = if is_farther {
                (carried, *near)
            } else {
                (*near, carried)
            };
            (*near, carried) = (here, next);
        }
        rest[0] = carried;
    }
}

/// The smaller of two numbers of which neither is NaN: one instruction, where `f64::min` minds NaN.
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The square of a length; negative for a negative one, so that nothing is within it.
fn square(length_m: f64) -> f64 {
    length_m * length_m.abs()
}
