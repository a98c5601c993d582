//! The allocation kept up to date under changes is that of a full recompute, to the last unit.

use super::properties::{any_district, any_need, any_site, setting};
use matching::allocation::{Allocation, Standing, Touched};
use matching::{Demand, Supply};
use model::analysis::{Need, Reading, Site};
use model::units::Micro;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One change of a district.
#[derive(Debug, Clone)]
enum Change {
    AddSite(Site, u8),
    ReplaceSite(Index, Site),
    RemoveSite(Index),
    AddNeeds(Vec<(Need, u8)>),
    RemoveNeeds(Vec<Index>),
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any_site(), 0u8..40).prop_map(|(site, id)| Change::AddSite(site, id)),
        (any::<Index>(), any_site()).prop_map(|(which, site)| Change::ReplaceSite(which, site)),
        any::<Index>().prop_map(Change::RemoveSite),
        vec((any_need(), 0u8..40), 1..4).prop_map(Change::AddNeeds),
        vec(any::<Index>(), 1..4).prop_map(Change::RemoveNeeds),
    ]
}

/// A district with its standing allocation.
struct Kept {
    needs: Vec<Need>,
    supply: Supply,
    reading: Reading,
    standing: Standing,
    touched: Touched,
}

impl Kept {
    fn new(needs: Vec<Need>, sites: Vec<Site>, reading: Reading) -> Self {
        let supply = Supply::build(sites);
        let demand = Demand::build(&needs, supply.terms());
        let setting = setting(&demand, &supply, reading);
        let standing = Standing::new(setting, &setting.nearest_first().0);
        Self {
            needs,
            supply,
            reading,
            standing,
            touched: Touched::default(),
        }
    }

    /// Makes the change, and lets `mend` take it up.
    fn mend(&mut self, mend: impl FnOnce(&mut Standing, matching::Setting<'_>, &mut Touched)) {
        let demand = Demand::build(&self.needs, self.supply.terms());
        mend(
            &mut self.standing,
            setting(&demand, &self.supply, self.reading),
            &mut self.touched,
        );
    }

    fn make(&mut self, change: Change) {
        let n_sites = self.supply.sites().len();
        match change {
            Change::AddSite(mut site, number) => {
                site.id = format!("added{number:02}").as_str().try_into().unwrap();
                let id = site.id.clone();
                let known = self.supply.number_of(&id);
                self.supply = self.supply.with_change(&id, Some(Arc::new(site)));
                match known {
                    Ok(number) => {
                        self.mend(|s, setting, t| s.change_site(setting, number as u32, t))
                    }
                    Err(number) => self.mend(|s, setting, t| s.add_site(setting, number as u32, t)),
                }
            }
            Change::ReplaceSite(which, mut site) if n_sites > 0 => {
                let number = which.index(n_sites);
                site.id = self.supply.sites()[number].id.clone();
                let id = site.id.clone();
                self.supply = self.supply.with_change(&id, Some(Arc::new(site)));
                self.mend(|s, setting, t| s.change_site(setting, number as u32, t));
            }
            Change::RemoveSite(which) if n_sites > 0 => {
                let number = which.index(n_sites);
                let id = self.supply.sites()[number].id.clone();
                self.supply = self.supply.with_change(&id, None);
                self.mend(|s, setting, t| s.remove_site(setting, number as u32, t));
            }
            Change::AddNeeds(added) => {
                let mut ids = BTreeSet::new();
                for (mut need, number) in added {
                    need.id = format!("n{number:02}+").as_str().try_into().unwrap();
                    if let Err(place) = self.needs.binary_search_by(|other| other.id.cmp(&need.id))
                    {
                        ids.insert(need.id.clone());
                        self.needs.insert(place, need);
                    }
                }
                let is_new = |(_, need): &(u32, &Need)| ids.contains(&need.id);
                let numbers: Vec<_> = (0u32..)
                    .zip(&self.needs)
                    .filter(is_new)
                    .map(|(n, _)| n)
                    .collect();
                self.mend(|s, setting, t| s.add_needs(setting, &numbers, t));
            }
            Change::RemoveNeeds(which) if !self.needs.is_empty() => {
                let n_needs = self.needs.len();
                let numbers: BTreeSet<_> = which
                    .iter()
                    .map(|which| which.index(n_needs) as u32)
                    .collect();
                let mut number = 0..;
                self.needs
                    .retain(|_| !numbers.contains(&number.next().unwrap()));
                let numbers: Vec<_> = numbers.into_iter().collect();
                self.mend(|s, setting, t| s.remove_needs(setting, &numbers, t));
            }
            _ => {}
        }
    }

    /// The same from nothing.
    fn anew(&self) -> (Allocation, Standing) {
        let sites: Vec<Site> = self
            .supply
            .sites()
            .iter()
            .map(|site| (**site).clone())
            .collect();
        let supply = Supply::build(sites);
        let demand = Demand::build(&self.needs, supply.terms());
        let setting = setting(&demand, &supply, self.reading);
        let (allocation, _) = setting.nearest_first();
        let standing = Standing::new(setting, &allocation);
        (allocation, standing)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn after_any_changes_the_allocation_is_that_of_a_full_recompute(
        (needs, sites) in any_district(),
        changes in vec(any_change(), 1..12),
        is_strict in any::<bool>(),
    ) {
        let reading = if is_strict { Reading::Strict } else { Reading::Lenient };
        let mut kept = Kept::new(needs, sites, reading);
        for change in changes {
            let (unserved, before) = (kept.standing.unserved().to_vec(), kept.needs.clone());
            let full: Vec<_> = (0..kept.supply.sites().len() as u32).map(|site| kept.standing.is_full(site)).collect();
            kept.touched = Touched::default();
            let is_same_sites = !matches!(change, Change::AddSite(..) | Change::RemoveSite(_));
            kept.make(change);
            let (allocation, standing) = kept.anew();
            prop_assert_eq!(kept.standing.unserved(), &allocation.unserved);
            prop_assert_eq!(&kept.standing, &standing);
            // What is not named as touched is as it was.
            if kept.needs == before {
                for (need, unserved) in (0u32..).zip(unserved) {
                    let is_same = kept.standing.unserved()[need as usize] == unserved;
                    prop_assert!(is_same || kept.touched.needs.contains(&need));
                }
            }
            if is_same_sites {
                for (site, was_full) in (0u32..).zip(full) {
                    let told = kept.touched.was_full.get(&site);
                    prop_assert!(told == Some(&was_full) || (told.is_none() && kept.standing.is_full(site) == was_full));
                }
            }
        }
    }
}

#[test]
fn a_change_and_its_inverse_leave_everything_as_it_was() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..100 {
        let mut draw = |strategy: proptest::strategy::BoxedStrategy<(Vec<Need>, Vec<Site>)>| {
            use proptest::strategy::ValueTree;
            strategy.new_tree(&mut runner).unwrap().current()
        };
        let (needs, mut sites) = draw(any_district().boxed());
        let Some(site) = sites.pop() else { continue };
        let mut kept = Kept::new(needs, sites, Reading::Lenient);
        let before = kept.standing.clone();
        let number = kept.supply.number_of(&site.id).unwrap_err() as u32;
        let id = site.id.clone();
        kept.supply = kept.supply.with_change(&id, Some(Arc::new(site)));
        kept.mend(|s, setting, t| s.add_site(setting, number, t));
        kept.supply = kept.supply.with_change(&id, None);
        kept.mend(|s, setting, t| s.remove_site(setting, number, t));
        assert_eq!(kept.standing, before);
        let total: Micro = kept.standing.unserved().iter().copied().sum();
        assert!(total <= kept.needs.iter().map(|need| need.weight).sum());
    }
}
