//! How far each need would go for a better place than it has.

use crate::Setting;
use crate::around::{CategoryHomes, Discs};
use spatial::distance::EarthPoint;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// For each category how far its needs would go; worked out when first asked for, kept up to date from then on.
#[derive(Debug, Clone, Default)]
pub(super) struct Wishes(Vec<OnceLock<Arc<CategoryWishes>>>);

#[derive(Debug, Clone)]
struct CategoryWishes {
    /// Around each home what the need would rather have than what it has, as far as the way tells.
    discs: Discs,
    /// Needs that would go anywhere: what can reach everything would make every disc above it useless.
    everywhere: BTreeSet<u32>,
}

impl CategoryWishes {
    fn new(homes: &CategoryHomes, reach_m2: impl Fn(u32) -> f64) -> Self {
        let is_everywhere = |need: &u32| reach_m2(*need) == f64::INFINITY;
        let placed = homes.index.entries().iter().map(|home| home.0);
        let radius_m2 = |need| Some(reach_m2(need)).filter(|reach_m2| reach_m2.is_finite());
        let radii_m2 = placed.clone().map(|need| radius_m2(need).unwrap_or(-1.0));
        let all = placed.clone().chain(homes.homeless.iter().copied());
        Self {
            discs: Discs::new(&homes.index, radii_m2.collect()),
            everywhere: all.filter(is_everywhere).collect(),
        }
    }
}

impl Wishes {
    /// Makes room for categories that were not there before; until then nothing is known of them.
    pub(super) fn cover(&mut self, n_categories: usize) {
        self.0
            .resize_with(n_categories.max(self.0.len()), OnceLock::new);
    }

    /// Takes up that a need would go as far as a chord with this square, in squared metres: infinite for anywhere, negative for nowhere. A need
    /// without a known home goes anywhere or nowhere.
    pub(super) fn set(&mut self, setting: Setting<'_>, need: u32, reach_m2: f64) {
        let category = setting.ask(need).category;
        let known = self.0.get_mut(category as usize);
        let (Some(known), Some(homes)) =
            (known.and_then(OnceLock::get_mut), setting.homes(category))
        else {
            return;
        };
        let wishes = Arc::make_mut(known);
        if reach_m2 == f64::INFINITY {
            wishes.everywhere.insert(need);
        } else {
            wishes.everywhere.remove(&need);
        }
        if let Some(slot) = setting.slot_of(need) {
            let radius_m2 = if reach_m2.is_finite() { reach_m2 } else { -1.0 };
            wishes.discs.set(&homes.index, slot, radius_m2);
        }
    }

    /// Shows the needs of a category that would go to `place`, in any order; `reach_m2` says how far each would.
    pub(super) fn visit(
        &self,
        setting: Setting<'_>,
        (category, place): (u32, &EarthPoint),
        reach_m2: impl Fn(u32) -> f64,
        mut meet: impl FnMut(u32),
    ) {
        let known = self.0.get(category as usize);
        let (Some(known), Some(homes)) = (known, setting.homes(category)) else {
            return;
        };
        let wishes = known.get_or_init(|| Arc::new(CategoryWishes::new(homes, reach_m2)));
        wishes.everywhere.iter().for_each(|need| meet(*need));
        wishes
            .discs
            .visit(&homes.index, place, |home, _| meet(home.0));
    }
}
