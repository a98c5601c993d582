//! The search for the best eligible sites of one need.

use crate::Setting;
use crate::demand::Ask;
use crate::matches::Candidate;
use crate::supply::{ANY_LANGUAGE, CategorySites, HAS_CONDITIONS, Placed, UNKNOWN};
use crate::week::WeekSlots;
use crate::words::OTHER;
use model::analysis::Reading;
use model::units::MilliMinutes;
use spatial::index::{Node, Visitor};

/// Which sites still count, and which nodes of a category's index hold any of them.
pub(crate) trait Open {
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
        self.supply.categories.get(ask.category as usize)
    }

    /// Leaves in `best` the k best eligible sites of a need among those that are open, in the total order.
    ///
    /// `hints` are sites to look at first, such as the best ones of a need nearby: they change nothing but the way that the search has to go.
    pub(crate) fn search(
        self,
        ask: &Ask,
        (k, hints): (usize, &[Candidate]),
        open: &impl Open,
        best: &mut Vec<Candidate>,
    ) {
        best.clear();
        let Some(sites) = self.sites_for(ask).filter(|_| k > 0) else {
            return;
        };
        let Some(home) = &ask.place else {
            return self.without_cost(ask, (k, &sites.all), open, best);
        };
        let mut nearest = Nearest::new(self, ask, k, open, best);
        for hint in hints {
            nearest.look_at_hint(hint.site);
        }
        let tree = sites.tree_for(ask.languages.bits);
        sites.trees[tree].index.search(home, &mut nearest);
        if best.len() < k {
            self.without_cost(ask, (k, &sites.unplaced), open, best);
        }
    }

    /// Adds eligible sites to which there is no known way, trusted ones first, until there are k.
    fn without_cost(
        self,
        ask: &Ask,
        (k, sites): (usize, &[u32]),
        open: &impl Open,
        best: &mut Vec<Candidate>,
    ) {
        let passes: &[bool] = if ask.trusted == UNKNOWN {
            &[true]
        } else {
            &[false, true]
        };
        for &is_untrusted in passes {
            let eligible = sites.iter().filter(|&&site| {
                open.is_open(site)
                    && self.is_untrusted(ask, site) == is_untrusted
                    && self
                        .judge(ask, self.offer(site), None)
                        .mask(self.reading)
                        .is_empty()
            });
            let candidates = eligible.map(|&site| Candidate {
                is_without_cost: true,
                travel_cost: MilliMinutes(0),
                is_untrusted,
                site,
            });
            let accepted = candidates.filter(|candidate| open.accepts(candidate));
            best.extend(accepted.take(k - best.len()));
        }
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

/// The k best so far, and how far anything better can be.
struct Nearest<'a, 'b, O> {
    setting: Setting<'a>,
    ask: &'b Ask,
    k: usize,
    open: &'b O,
    best: &'b mut Vec<Candidate>,
    tags: u64,
    slots: Option<&'b WeekSlots>,
    most: MilliMinutes,
    /// Beyond this chord (squared metres) nothing is within the limit and better than the last of the best.
    reach_m2: f64,
    /// Beyond this chord nothing is nearer than the last of the best; only a lower number can put a site before it.
    tie_m2: f64,
    tie_number: u32,
}

impl<'a: 'b, 'b, O: Open> Nearest<'a, 'b, O> {
    fn new(
        setting: Setting<'a>,
        ask: &'b Ask,
        k: usize,
        open: &'b O,
        best: &'b mut Vec<Candidate>,
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
            k,
            open,
            best,
            tags: setting.tags(ask),
            slots: setting.demand.slots.get(ask.week as usize),
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

    #[inline]
    fn is_at_the_right_hours(&self, entry: &Placed) -> bool {
        let told = match (
            self.slots,
            self.setting.supply.slots.get(entry.week as usize),
        ) {
            (Some(asked), Some(open)) => asked.have_enough_in_common(open),
            _ => None,
        };
        told.unwrap_or_else(|| {
            self.setting
                .hours(self.ask, entry.week)
                .allows(self.setting.reading)
        })
    }

    /// Adds a site that is open at the right hours, if nothing else stands in the way.
    fn measure(&mut self, entry: &Placed, chord2_m2: f64) {
        let (setting, site) = (self.setting, entry.site);
        if self.best.iter().any(|best| best.site == site) {
            return;
        }
        let offer = setting.offer(site);
        if !self.is_plain(entry) && !setting.allows_but_for_way_and_hours(self.ask, offer) {
            return;
        }
        let settled = setting
            .travel_cost
            .settled_cost(self.ask.mode, chord2_m2.sqrt());
        if let Some(travel_cost) = settled.or_else(|| setting.cost(self.ask, offer)) {
            self.add_at(site, travel_cost);
        }
    }

    fn look_at_hint(&mut self, site: u32) {
        let setting = self.setting;
        let (ask, offer) = (self.ask, setting.offer(site));
        if self.open.is_open(site)
            && setting.hours(ask, offer.week).allows(setting.reading)
            && setting.allows_but_for_way_and_hours(ask, offer)
            && let Some(travel_cost) = setting.cost(ask, offer)
        {
            self.add_at(site, travel_cost);
        }
    }

    /// Whether nothing but the way and the hours can stand between the need and a site whose tags it shares.
    fn is_plain(&self, entry: &Placed) -> bool {
        let common = entry.tags & self.tags;
        let speaks = common & !OTHER != 0;
        self.setting.reading == Reading::Lenient && speaks && entry.tags & HAS_CONDITIONS == 0
    }

    fn add_at(&mut self, site: u32, travel_cost: MilliMinutes) {
        let candidate = Candidate {
            is_without_cost: false,
            travel_cost,
            is_untrusted: self.setting.is_untrusted(self.ask, site),
            site,
        };
        if travel_cost <= self.most && self.open.accepts(&candidate) {
            self.add(candidate);
        }
    }

    /// Puts a candidate into its place among the best, which all have a cost here.
    fn add(&mut self, candidate: Candidate) {
        let key = |c: &Candidate| (c.travel_cost.0 << 1 | u64::from(c.is_untrusted), c.site);
        let new = key(&candidate);
        let mut place = self.best.len();
        while place > 0 && key(&self.best[place - 1]) > new {
            place -= 1;
        }
        if place == self.k {
            return;
        }
        if self.best.len() == self.k {
            self.best.pop();
        }
        self.best.insert(place, candidate);
        if self.best.len() == self.k {
            self.bound();
        }
    }

    /// Draws the bounds at the last of the best.
    fn bound(&mut self) {
        let Some(worst) = self.best.last() else {
            return;
        };
        let reach_m = |most| self.setting.travel_cost.reach_m(self.ask.mode, most);
        self.reach_m2 = square(reach_m(worst.travel_cost));
        // A trusted site is before every other one as near, whatever its number.
        let can_tie = self.ask.trusted != UNKNOWN && worst.is_untrusted;
        self.tie_m2 = match worst.travel_cost.0 {
            _ if can_tie => f64::INFINITY,
            0 => -1.0,
            cost => square(reach_m(MilliMinutes(cost - 1))),
        };
        self.tie_number = worst.site;
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
    fn meet(&mut self, entry: &Placed, chord2_m2: f64) {
        if entry.tags & self.tags == 0
            || self.is_too_late(chord2_m2, entry.site)
            || !self.is_at_the_right_hours(entry)
            || !self.open.is_open(entry.site)
        {
            return;
        }
        self.measure(entry, chord2_m2);
    }
}

/// The square of a length; negative for a negative one, so that nothing is within it.
fn square(length_m: f64) -> f64 {
    length_m * length_m.abs()
}
