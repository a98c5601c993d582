//! From responses to needs.

use model::analysis::Need;
use model::category;
use model::ids::NeedId;
use model::survey::Response;

/// The needs of a response, by category id. Limit and mode that the family does not state are the category's.
pub(crate) fn of_response(response: &Response) -> impl Iterator<Item = Need> + '_ {
    response.needs.iter().filter_map(|id| {
        let category = category::find(id.as_str()).ok()?;
        Some(Need {
            id: NeedId::try_from(format!("{}/{id}", response.id)).ok()?,
            position: response.home,
            category: Some(id.clone()),
            languages: response.languages.clone(),
            times: response.times.clone(),
            mode: response.mode.unwrap_or(category.mode),
            max_minutes: Some(response.max_minutes.unwrap_or(category.limit())),
            max_cost: response.max_cost,
            age: response.child_age,
            severity: response.severity.into(),
            weight: response.weight,
            accessibility: response.accessibility.clone(),
            trusted: response.trusted.clone(),
            school_id: response.school_id.clone(),
        })
    })
}
