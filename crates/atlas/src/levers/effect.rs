//! What a lever would do.

use super::Lever;
use crate::Atlas;
use crate::wave::WaveState;
use matching::Supply;
use matching::allocation::{Standing, Touched};
use model::analysis::Reading;
use model::ids::Wave;
use model::units::Micro;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a change would do by itself, over the needs of all categories: places are shared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effect {
    /// Families served more than now, in millionths; negative when fewer are.
    pub newly_served: i64,
    /// What all ways would cost then: millionths of families times 1/1000 minutes, over known costs.
    pub travel_cost: u128,
    /// The needs that are served more than now, by number, each with how much more.
    pub served_more: Vec<(u32, Micro)>,
}

/// Proposals that a thread tries at a time.
const BLOCK: usize = 16;

impl Atlas {
    /// What each lever would do, in their order.
    pub(super) fn effects(
        &self,
        wave: &Wave,
        levers: &[Lever],
        told: &(dyn Fn(usize, usize) + Sync),
    ) -> Vec<Effect> {
        let Some(state) = self.gaps.wave(wave) else {
            return vec![Effect::default(); levers.len()];
        };
        let n_needs = state.list.needs.len() as u32;
        let travel_cost = (0..n_needs)
            .map(|need| state.lenient.travel_cost_of(need))
            .sum();
        let (n_tried, n_levers) = (AtomicUsize::new(0), levers.len());
        let tried = |levers: &[Lever]| {
            let mut trial = Trial::new(state, &self.supply, travel_cost);
            let effects: Vec<_> = levers
                .iter()
                .map(|lever| trial.run(std::slice::from_ref(lever)))
                .collect();
            let n = n_tried.fetch_add(levers.len(), Ordering::Relaxed) + levers.len();
            told(n, n_levers);
            effects
        };
        let blocks = matching::parallel::in_blocks_of(BLOCK, levers, crate::n_threads(), tried);
        blocks.into_iter().flatten().collect()
    }

    /// What all of some levers would do together.
    pub fn effect_of(&self, wave: &Wave, levers: &[Lever]) -> Effect {
        self.gaps.wave(wave).map_or_else(Effect::default, |state| {
            let n_needs = state.list.needs.len() as u32;
            let travel_cost = (0..n_needs)
                .map(|need| state.lenient.travel_cost_of(need))
                .sum();
            Trial::new(state, &self.supply, travel_cost).run(levers)
        })
    }
}

/// A copy of the allocation on which changes are tried and taken back.
struct Trial<'a> {
    state: &'a WaveState,
    supply: &'a Arc<Supply>,
    standing: Standing,
    travel_cost: u128,
}

impl<'a> Trial<'a> {
    fn new(state: &'a WaveState, supply: &'a Arc<Supply>, travel_cost: u128) -> Self {
        Self {
            state,
            supply,
            standing: state.lenient.clone(),
            travel_cost,
        }
    }

    fn run(&mut self, levers: &[Lever]) -> Effect {
        let mut touched = Touched::default();
        let mut supplies = vec![Arc::clone(self.supply)];
        for lever in levers {
            let before = &supplies[supplies.len() - 1];
            let after = Arc::new(before.with_change(&lever.site.id, Some(Arc::clone(&lever.site))));
            self.change(before, &after, lever, &mut touched);
            supplies.push(after);
        }
        let effect = self.measure(&touched);
        for lever in levers.iter().rev() {
            if let [.., before, after] = supplies.as_slice() {
                self.change(after, before, lever, &mut touched);
            }
            supplies.pop();
        }
        effect
    }

    /// Takes up that the lever's site is in `after` what it is there.
    fn change(&mut self, before: &Supply, after: &Supply, lever: &Lever, touched: &mut Touched) {
        let setting = self.state.list.setting(after, Reading::Lenient);
        let id = &lever.site.id;
        match (before.number_of(id), after.number_of(id)) {
            (Ok(_), Ok(site)) => self.standing.change_site(setting, site as u32, touched),
            (Ok(site), Err(_)) => self.standing.remove_site(setting, site as u32, touched),
            (Err(_), Ok(site)) => self.standing.add_site(setting, site as u32, touched),
            (Err(_), Err(_)) => {}
        }
    }

    fn measure(&self, touched: &Touched) -> Effect {
        let mut effect = Effect {
            travel_cost: self.travel_cost,
            ..Effect::default()
        };
        for &need in &touched.needs {
            let number = need as usize;
            let (now, then) = (
                self.state.lenient.unserved()[number],
                self.standing.unserved()[number],
            );
            effect.newly_served += now.millionths() as i64 - then.millionths() as i64;
            effect.travel_cost += self.standing.travel_cost_of(need);
            effect.travel_cost -= self.state.lenient.travel_cost_of(need);
            if then < now {
                effect.served_more.push((need, now - then));
            }
        }
        effect
    }
}
