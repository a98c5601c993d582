//! Nearest first: what happens when nobody coordinates.

use super::{Allocation, Served};
use crate::demand::Ask;
use crate::parallel::sort;
use crate::search::{Open, Search};
use crate::supply::{Supply, Tree};
use crate::words::WordSet;
use crate::{Candidate, Match, Matches, Setting};
use model::units::{Micro, MilliMinutes, Severity};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::iter::Peekable;
use std::vec::IntoIter;

/// The order of pairs: severity (larger first), cost known before unknown, travel cost, need, trust, site.
type Turn = (Reverse<Severity>, bool, MilliMinutes, u32, bool, u32);

/// Sites of a need that are looked for at once.
const N_AHEAD: usize = 3;

impl Setting<'_> {
    /// Shares the places nearest first, and says for each need whether any site is within reach by stated places.
    ///
    /// Eligible pairs are served in the order of severity (larger first), travel cost, need id, trust and site id; each gets as much of its
    /// need's weight as the site has places left. Both sides rank by the same order, so this is the unique stable allocation. The needs' order in
    /// the demand must be that of their ids.
    ///
    /// # Algorithm
    /// Needs take their turns by their next pair, in sorted order. A need looks no further than the sites that serve it: full sites are left out of the search, and
    /// nodes of the index below which every site is full.
    ///
    /// # Complexity
    /// O((n + turns) log n), a turn being a need that comes to a site.
    pub fn nearest_first(self) -> (Allocation, Vec<bool>) {
        let first = self.matches(N_AHEAD);
        let n_needs = self.demand.n_needs() as u32;
        let is_within_reach = (0..n_needs)
            .map(|need| !first.of(need).is_empty())
            .collect();
        (Round::new(self, &first).run(), is_within_reach)
    }
}

struct Round<'a> {
    setting: Setting<'a>,
    turns: Turns,
    ahead: Ahead<'a>,
    open: OpenSites,
    allocation: Allocation,
}

impl<'a> Round<'a> {
    fn new(setting: Setting<'a>, first: &'a Matches) -> Self {
        let asks = &setting.demand.asks;
        let n_needs = asks.len() as u32;
        let allocation = Allocation {
            served: Vec::with_capacity(asks.len()),
            unserved: asks.iter().map(|ask| ask.weight).collect(),
            places_left: setting.supply.capacities().collect(),
        };
        let has_turn = |need: &u32| asks[*need as usize].weight > Micro::ZERO;
        let turns = (0..n_needs).filter(has_turn).filter_map(|need| {
            let next = first.of(need).first()?;
            Some(turn(asks[need as usize].severity, need, next.candidate))
        });
        Self {
            setting,
            turns: Turns::new(turns.collect(), setting.n_threads),
            ahead: Ahead {
                first,
                n_used: vec![1; asks.len()],
                search: Search::new(setting, 1),
                found: Vec::new(),
                in_vain: InVain::new(setting.supply),
            },
            open: OpenSites::new(setting.supply),
            allocation,
        }
    }

    fn run(mut self) -> Allocation {
        while let Some(next) = self.turns.next() {
            let (need, candidate) = (next.3, candidate(next));
            self.serve(need, candidate);
            if self.allocation.unserved[need as usize] > Micro::ZERO
                && let Some(next) = self.ahead.next(self.setting, need, &self.open)
            {
                let severity = self.setting.ask(need).severity;
                self.turns.later.push(Reverse(turn(severity, need, next)));
            }
        }
        self.allocation
    }

    fn serve(&mut self, need: u32, candidate: Candidate) {
        let unserved = &mut self.allocation.unserved[need as usize];
        let weight = match &mut self.allocation.places_left[candidate.site as usize] {
            None => *unserved,
            Some(Micro::ZERO) => return,
            Some(places) => {
                let weight = (*unserved).min(*places);
                *places -= weight;
                if *places == Micro::ZERO {
                    self.open.close(self.setting.supply, candidate.site);
                }
                weight
            }
        };
        *unserved -= weight;
        self.allocation.served.push(Served {
            need,
            candidate,
            weight,
        });
    }
}

/// The turns to come: the first of every need, sorted at once, and in a heap those of needs that did not get enough.
struct Turns {
    first: Peekable<IntoIter<Turn>>,
    later: BinaryHeap<Reverse<Turn>>,
}

impl Turns {
    fn new(mut first: Vec<Turn>, n_threads: usize) -> Self {
        sort(&mut first, n_threads);
        Self {
            first: first.into_iter().peekable(),
            later: BinaryHeap::new(),
        }
    }

    fn next(&mut self) -> Option<Turn> {
        let later = self.later.peek().map(|Reverse(turn)| *turn);
        let is_before = |first: &Turn| later.is_none_or(|later| *first < later);
        let first = self.first.next_if(is_before);
        first.or_else(|| self.later.pop().map(|Reverse(turn)| turn))
    }
}

/// The next site of each need: from the first few, found at once for all, then by a search of its own among the sites that are still open.
struct Ahead<'a> {
    first: &'a Matches,
    n_used: Vec<u8>,
    search: Search<'a>,
    found: Vec<Match>,
    in_vain: InVain,
}

/// What nothing was found for. Sites only fill up, so that there is nothing for others who ask for the same, wherever they live.
struct InVain {
    has_service_areas: bool,
    asked: HashSet<Asked>,
}

/// All that eligibility asks of a need without a limit to its way: category, languages, arrangements, times, price, age.
type Asked = (u32, WordSet, WordSet, u32, Option<Micro>, Option<Micro>);

impl InVain {
    fn new(supply: &Supply) -> Self {
        let mut offers = supply.offers.iter();
        Self {
            has_service_areas: offers.any(|offer| offer.service_area.is_some()),
            asked: HashSet::new(),
        }
    }

    /// What a need asks, where its home has no say in it.
    fn asked(&self, ask: &Ask) -> Option<Asked> {
        (ask.max_minutes.is_none() && !self.has_service_areas).then_some((
            ask.category,
            ask.languages,
            ask.arrangements,
            ask.week,
            ask.max_cost,
            ask.age,
        ))
    }
}

impl Ahead<'_> {
    fn next(&mut self, setting: Setting<'_>, need: u32, open: &OpenSites) -> Option<Candidate> {
        let first = self.first.of(need);
        while let Some(next) = first.get(usize::from(self.n_used[need as usize])) {
            self.n_used[need as usize] += 1;
            if !open.is_closed[next.candidate.site as usize] {
                return Some(next.candidate);
            }
        }
        if first.len() < N_AHEAD {
            return None;
        }
        let ask = setting.ask(need);
        let asked = self.in_vain.asked(ask);
        if asked.is_some_and(|asked| self.in_vain.asked.contains(&asked)) {
            return None;
        }
        let among = OpenInCategory {
            is_closed: &open.is_closed,
            n_open_below: open.below(setting.supply, ask)?,
        };
        self.search.best(ask, &among, &mut self.found);
        if self.found.is_empty() {
            self.in_vain.asked.extend(asked);
        }
        self.found.first().map(|found| found.candidate)
    }
}

/// Which sites are not full, and how many of them are below each node of each tree of each category.
struct OpenSites {
    is_closed: Vec<bool>,
    n_open_below: Vec<Vec<Vec<u32>>>,
}

struct OpenInCategory<'a> {
    is_closed: &'a [bool],
    n_open_below: &'a [u32],
}

impl Open for OpenInCategory<'_> {
    fn has_site_below(&self, node: usize) -> bool {
        self.n_open_below[node] > 0
    }

    fn is_open(&self, site: u32) -> bool {
        !self.is_closed[site as usize]
    }
}

impl OpenSites {
    fn new(supply: &Supply) -> Self {
        let count = |Tree { index, .. }: &Tree| {
            let below = |node| index.node(node).slots().len() as u32;
            (0..index.n_nodes()).map(below).collect()
        };
        let categories = supply.categories.iter();
        let mut open = Self {
            is_closed: vec![false; supply.offers.len()],
            n_open_below: categories
                .map(|sites| sites.trees.iter().map(count).collect())
                .collect(),
        };
        for (site, places) in (0..).zip(supply.capacities()) {
            if places == Some(Micro::ZERO) {
                open.close(supply, site);
            }
        }
        open
    }

    fn close(&mut self, supply: &Supply, site: u32) {
        self.is_closed[site as usize] = true;
        for category in supply.categories_of(site) {
            let trees = supply.categories[category as usize].trees.iter();
            for (tree, below) in trees.zip(&mut self.n_open_below[category as usize]) {
                if let Some(slot) = tree.slot_of(site) {
                    for node in tree.index.path_to(slot) {
                        below[node] -= 1;
                    }
                }
            }
        }
    }

    /// The counts of the tree in which a need's sites are looked for.
    fn below(&self, supply: &Supply, ask: &Ask) -> Option<&[u32]> {
        let category = ask.category as usize;
        let tree = supply
            .categories
            .get(category)?
            .tree_for(ask.languages.bits);
        self.n_open_below[category].get(tree).map(Vec::as_slice)
    }
}

fn turn(severity: Severity, need: u32, candidate: Candidate) -> Turn {
    let Candidate {
        is_without_cost,
        travel_cost,
        is_untrusted,
        site,
    } = candidate;
    (
        Reverse(severity),
        is_without_cost,
        travel_cost,
        need,
        is_untrusted,
        site,
    )
}

fn candidate((_, is_without_cost, travel_cost, _, is_untrusted, site): Turn) -> Candidate {
    Candidate {
        is_without_cost,
        travel_cost,
        is_untrusted,
        site,
    }
}
