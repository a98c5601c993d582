//! From responses to needs.

use model::analysis::Need;
use model::category;
use model::hours::WeekHours;
use model::ids::{CategoryId, NeedId, OrganizationId};
use model::language::Language;
use model::survey::Response;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What many responses have in common, kept once.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    languages: Shared<BTreeSet<Language>>,
    times: Shared<WeekHours>,
    accessibility: Shared<BTreeSet<String>>,
    trusted: Shared<BTreeSet<OrganizationId>>,
}

#[derive(Debug)]
struct Shared<T>(BTreeSet<Arc<T>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(BTreeSet::new())
    }
}

impl<T: Ord + Clone> Shared<T> {
    fn share(&mut self, value: &T) -> Arc<T> {
        if let Some(known) = self.0.get(value) {
            return Arc::clone(known);
        }
        let new = Arc::new(value.clone());
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// The needs of a response, by category id. Limit and mode that the family does not state are the category's.
pub(crate) fn of_response(response: &Response, pool: &mut Pool) -> Vec<Need> {
    let languages = pool.languages.share(&response.languages);
    let times = response.times.as_ref().map(|times| pool.times.share(times));
    let accessibility = pool.accessibility.share(&response.accessibility);
    let trusted = pool.trusted.share(&response.trusted);
    let need = |id: &CategoryId| {
        let category = category::find(id.as_str()).ok()?;
        Some(Need {
            id: NeedId::try_from(format!("{}/{id}", response.id)).ok()?,
            position: response.home,
            category: Some(Arc::new(id.clone())),
            languages: Arc::clone(&languages),
            times: times.clone(),
            mode: response.mode.unwrap_or(category.mode),
            max_minutes: Some(response.max_minutes.unwrap_or(category.limit())),
            max_cost: response.max_cost,
            age: response.child_age,
            severity: response.severity.into(),
            weight: response.weight,
            accessibility: Arc::clone(&accessibility),
            trusted: Arc::clone(&trusted),
            school_id: response.school_id.clone(),
        })
    };
    response.needs.iter().filter_map(need).collect()
}
