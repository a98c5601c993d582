//! From responses to needs.

use model::analysis::Need;
use model::category;
use model::ids::{CategoryId, NeedId};
use model::survey::Response;
use std::sync::Arc;

/// The needs of a response, by category id. Limit and mode that the family does not state are the category's.
pub(crate) fn of_response(response: &Response) -> Vec<Need> {
    let languages = Arc::new(response.languages.clone());
    let times = response.times.clone().map(Arc::new);
    let accessibility = Arc::new(response.accessibility.clone());
    let trusted = Arc::new(response.trusted.clone());
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
