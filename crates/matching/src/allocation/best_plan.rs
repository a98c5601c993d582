//! The coordinated allocation of a setting: its eligible sites handed to the exact solver.

use super::coordinated::{Arc, EligibleSites, Plan, Problem, UNKNOWN_COST, solve};
use crate::demand::Ask;
use crate::search::{All, Search};
use crate::supply::{Placed, UNKNOWN};
use crate::{Candidate, Setting};
use model::survey::Mode;
use model::units::{Micro, MilliMinutes};
use spatial::distance::EarthPoint;
use spatial::index::{Node, Visitor};

impl Setting<'_> {
    /// Shares the places as a district could that coordinates: most weight served, then least weight at unknown cost, then least travel cost.
    /// Severity is not looked at. The plan is a proven optimum, the same for any number of threads.
    pub fn coordinated(self) -> Plan {
        let weights: Vec<_> = self
            .demand
            .asks
            .iter()
            .map(|ask| ask.weight.millionths())
            .collect();
        let capacities: Vec<_> = self
            .supply
            .capacities()
            .map(|places| places.map(Micro::millionths))
            .collect();
        solve(&Problem {
            weights: &weights,
            capacities: &capacities,
            eligible: &Eligible {
                setting: self,
                largest_cost: self.largest_cost(),
            },
            n_threads: self.n_threads,
        })
    }

    /// A bound on all known travel costs.
    fn largest_cost(self) -> u32 {
        let homes = self.demand.asks.iter().filter_map(|ask| ask.place.as_ref());
        let places = self
            .supply
            .offers
            .iter()
            .filter_map(|offer| offer.place.as_ref());
        let chord_m = EarthPoint::longest_chord_m(homes.chain(places));
        let modes = [Mode::Walk, Mode::Bike, Mode::Transit, Mode::Drive];
        let costs = modes.map(|mode| self.travel_cost.most_cost(mode, chord_m).0);
        let largest = costs.into_iter().max().unwrap_or(0);
        u32::try_from(largest).map_or(UNKNOWN_COST - 1, |cost| cost.min(UNKNOWN_COST - 1))
    }
}

/// The eligible sites of every need, looked up as they are asked for.
struct Eligible<'a> {
    setting: Setting<'a>,
    largest_cost: u32,
}

impl Eligible<'_> {
    /// The need without trust, which has no part in a plan: arcs are in the order of cost and site.
    fn ask(&self, need: u32) -> Ask {
        Ask {
            trusted: UNKNOWN,
            ..self.setting.ask(need).clone()
        }
    }
}

impl EligibleSites for Eligible<'_> {
    fn nearest(&self, need: u32, n: usize, out: &mut Vec<Arc>) {
        let mut best = Vec::with_capacity(n.min(64));
        Search::new(self.setting, n).best(&self.ask(need), &All, &mut best);
        out.extend(best.iter().map(|found| arc(&found.candidate)));
    }

    fn within(&self, need: u32, most: u32, out: &mut Vec<Arc>) {
        let (setting, ask) = (self.setting, self.ask(need));
        let Some(sites) = setting.sites_for(&ask) else {
            return;
        };
        let start = out.len();
        let most_known = most.min(UNKNOWN_COST - 1);
        let limit = ask.most(1).min(MilliMinutes(u64::from(most_known)));
        if let Some(home) = &ask.place {
            let reach_m = setting.travel_cost.reach_m(ask.mode, limit);
            let mut within = Within {
                setting,
                ask: &ask,
                limit,
                reach_m2: reach_m * reach_m.abs(),
                out,
            };
            sites.trees[sites.tree_for(ask.languages.bits)]
                .index
                .search(home, &mut within);
            out[start..].sort_unstable();
        }
        if most == UNKNOWN_COST {
            let unmeasured = if ask.place.is_some() {
                &sites.unplaced
            } else {
                &sites.all
            };
            let eligible = unmeasured.iter().filter(|site| {
                setting
                    .judge(&ask, setting.offer(**site), None)
                    .mask(setting.reading)
                    .is_empty()
            });
            out.extend(eligible.map(|site| Arc {
                cost: UNKNOWN_COST,
                site: *site,
            }));
        }
    }

    fn largest_cost(&self) -> u32 {
        self.largest_cost
    }
}

fn arc(candidate: &Candidate) -> Arc {
    let cost = candidate.cost().map_or(UNKNOWN_COST, |cost| {
        u32::try_from(cost.0)
            .expect("a way round the earth costs less than 2^32 thousandths of a minute")
    });
    Arc {
        cost,
        site: candidate.site,
    }
}

/// Every eligible site up to a cost.
struct Within<'a, 'b> {
    setting: Setting<'a>,
    ask: &'b Ask,
    limit: MilliMinutes,
    reach_m2: f64,
    out: &'b mut Vec<Arc>,
}

impl Visitor<Placed> for Within<'_, '_> {
    fn reach_m2(&self) -> f64 {
        self.reach_m2
    }

    fn skips(&self, _: usize, node: &Node, _: f64) -> bool {
        node.tags() & self.setting.tags(self.ask) == 0
    }

    fn meet(&mut self, _: u32, entry: &Placed, _: f64) {
        let (setting, ask) = (self.setting, self.ask);
        let offer = setting.offer(entry.site);
        if !setting.hours(ask, entry.week).allows(setting.reading)
            || !setting.allows_but_for_way_and_hours(ask, offer)
        {
            return;
        }
        if let Some(cost) = setting.cost(ask, offer)
            && cost <= self.limit
        {
            self.out.push(Arc {
                cost: cost.0 as u32,
                site: entry.site,
            });
        }
    }
}
