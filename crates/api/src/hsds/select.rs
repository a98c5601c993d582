//! Which objects of a list a query means.

use super::parameters::List;
use super::published::{Entry, PreparedDirectory};
use super::query::Query;
use crate::problem::Problem;
use model::LonLat;
use spatial::areas::holds;
use spatial::distance::{EarthPoint, geodesic_m};

/// The numbers of the objects that a query means, in the order of the list.
pub(super) fn select(
    directory: &PreparedDirectory,
    list: List,
    query: &Query,
) -> Result<Vec<usize>, Problem> {
    let near = Near::new(directory, query)?;
    let entries = directory.entries(list).iter().enumerate();
    let found = entries.filter(|(number, entry)| {
        is_meant(entry, query)
            && near
                .as_ref()
                .is_none_or(|near| near.holds(directory, *number))
    });
    Ok(found.map(|(number, _)| number).collect())
}

fn is_meant(entry: &Entry, query: &Query) -> bool {
    let is_one =
        |wanted: &Option<String>, has: &dyn Fn(&String) -> bool| wanted.as_ref().is_none_or(has);
    query
        .search
        .iter()
        .all(|word| entry.text.contains(word.as_str()))
        && is_one(&query.taxonomy_term_id, &|id| entry.terms.contains(id))
        && is_one(&query.taxonomy_id, &|id| entry.taxonomies.contains(id))
        && is_one(&query.organization_id, &|id| entry.organization == *id)
        && is_one(&query.parent_id, &|id| entry.parent.as_ref() == Some(id))
        && (!query.is_top_only || entry.parent.is_none())
        && query
            .modified_after
            .is_none_or(|after| entry.changed_at.is_some_and(|at| at >= after))
}

/// What families of a postal code can use.
struct Near {
    center: LonLat,
    point: EarthPoint,
    proximity_m: Option<f64>,
}

impl Near {
    fn new(directory: &PreparedDirectory, query: &Query) -> Result<Option<Self>, Problem> {
        let Some(postcode) = &query.postcode else {
            return match query.proximity_m {
                None => Ok(None),
                Some(_) => Err(Problem::not_found(
                    "There is no center to measure \"proximity\" from: it needs a \"postcode\".",
                )),
            };
        };
        let center = directory.center(postcode).ok_or_else(|| {
            Problem::not_found(format!(
                "No public location of this directory has the postal code {postcode:?}, so its center is not known."
            ))
        })?;
        Ok(Some(Self {
            center,
            point: EarthPoint::new(center),
            proximity_m: query.proximity_m,
        }))
    }

    fn holds(&self, directory: &PreparedDirectory, site: usize) -> bool {
        let is_served = directory
            .area_of(site)
            .is_none_or(|area| holds(area, self.center));
        is_served
            && self.proximity_m.is_none_or(|proximity_m| {
                directory.position_of(site).is_some_and(|position| {
                    // A chord is never longer than the way over ground, and much cheaper.
                    let chord_m = self.point.chord_m(&EarthPoint::new(position));
                    chord_m <= proximity_m && geodesic_m(self.center, position) <= proximity_m
                })
            })
    }
}
