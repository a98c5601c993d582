//! The need categories as an HSDS taxonomy, and the terms of Open Eligibility that they are cross-referenced to.

use super::describe::{Id, Uri};
use super::ids;
use super::objects::{Taxonomy, TaxonomyTerm};
use crate::category::{Category, HEADINGS, Heading, OpenEligibilityTerm, categories};
use crate::ids::CategoryId;

const OWN_NAME: &str = "Commonground need categories";
const OPEN_ELIGIBILITY_NAME: &str = "Open Eligibility";

/// The taxonomies: ours, then Open Eligibility.
pub fn taxonomies() -> Vec<Taxonomy> {
    vec![own(), open_eligibility()]
}

/// The terms of both taxonomies: ours heading by heading, then those of Open Eligibility that one of ours is cross-referenced to.
pub fn terms() -> Vec<TaxonomyTerm> {
    let mut terms = Vec::new();
    for heading in &HEADINGS {
        terms.push(heading_term(heading));
        let own = heading.categories.iter();
        terms.extend(own.map(|category| category_term(category, heading)));
    }
    let crosswalk = categories().flat_map(|category| category.open_eligibility);
    terms.extend(crosswalk.map(open_eligibility_term));
    terms
}

/// The term of a category, with whether it is our own, and then the term of Open Eligibility where there is exactly one: of several, nobody
/// knows which applies to a service.
pub(super) fn terms_of(id: &CategoryId) -> Vec<(TaxonomyTerm, bool)> {
    let mut found = Vec::new();
    for heading in &HEADINGS {
        let own = heading.categories.iter().find(|c| c.id == id.as_str());
        let Some(category) = own else { continue };
        found.push((category_term(category, heading), true));
        if let [only] = category.open_eligibility {
            found.push((open_eligibility_term(only), false));
        }
    }
    found
}

fn own() -> Taxonomy {
    Taxonomy {
        id: ids::derived(&["taxonomy", "need-categories"]),
        name: OWN_NAME.to_owned(),
        description:
            "What families of a school community need: five headings with their categories."
                .to_owned(),
        uri: None,
        version: Some("1".to_owned()),
    }
}

fn open_eligibility() -> Taxonomy {
    Taxonomy {
        id: ids::derived(&["taxonomy", "open-eligibility"]),
        name: OPEN_ELIGIBILITY_NAME.to_owned(),
        description: "The terms of Open Eligibility that a need category is cross-referenced to, by code and name (Open Eligibility, CC BY-SA 3.0)."
            .to_owned(),
        uri: Some(Uri::new("http://openeligibility.org")),
        version: Some("2.0".to_owned()),
    }
}

fn term_id(code: &str) -> Id {
    ids::derived(&["taxonomy-term", "need-categories", code])
}

fn term(taxonomy: Taxonomy, id: Id, code: &str, name: &str, description: String) -> TaxonomyTerm {
    TaxonomyTerm {
        id,
        code: Some(code.to_owned()),
        name: name.to_owned(),
        description,
        parent_id: None,
        taxonomy: Some(taxonomy.name.clone()),
        taxonomy_id: Some(taxonomy.id.clone()),
        taxonomy_detail: Some(Box::new(taxonomy)),
        language: Some("en".to_owned()),
    }
}

fn heading_term(heading: &Heading) -> TaxonomyTerm {
    let description = format!("A heading over needs. In Spanish: {}.", heading.name.es);
    let id = term_id(heading.id);
    term(own(), id, heading.id, heading.name.en, description)
}

fn category_term(category: &Category, heading: &Heading) -> TaxonomyTerm {
    let crosswalk = category.open_eligibility.iter();
    let crosswalk: Vec<_> = crosswalk
        .map(|term| format!("{} {}", term.id, term.name))
        .collect();
    let nearest = match crosswalk.is_empty() {
        true => "Open Eligibility 2.0 has no such term.".to_owned(),
        false => format!("In Open Eligibility 2.0: {}.", crosswalk.join(", ")),
    };
    let description = format!(
        "A need of families. In Spanish: {}. {nearest}",
        category.name.es
    );
    let id = term_id(category.id);
    TaxonomyTerm {
        parent_id: Some(term_id(heading.id)),
        ..term(own(), id, category.id, category.name.en, description)
    }
}

fn open_eligibility_term(found: &OpenEligibilityTerm) -> TaxonomyTerm {
    let id = ids::derived(&["taxonomy-term", "open-eligibility", found.id]);
    let description = format!("The term {} of Open Eligibility 2.0.", found.id);
    term(open_eligibility(), id, found.id, found.name, description)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_term_has_an_id_of_its_own_and_a_parent_that_is_there() {
        let terms = terms();
        let ids: BTreeSet<_> = terms.iter().map(|term| &term.id).collect();
        assert_eq!(ids.len(), terms.len());
        let parents = terms.iter().filter_map(|term| term.parent_id.as_ref());
        assert!(parents.clone().count() == categories().count());
        assert!(parents.into_iter().all(|parent| ids.contains(parent)));
    }

    #[test]
    fn a_category_with_several_terms_of_open_eligibility_claims_none_of_them() {
        let n_terms = |id: &str| terms_of(&CategoryId::try_from(id).unwrap()).len();
        assert_eq!(
            (
                n_terms("food"),
                n_terms("mental-health"),
                n_terms("technology")
            ),
            (2, 1, 1)
        );
    }
}
