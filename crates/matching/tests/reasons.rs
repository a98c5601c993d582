//! The words that say why a site was matched.

use crate::properties::setting;
use matching::{Demand, Supply};
use model::analysis::{Need, Reading, Site};
use model::survey::Mode;
use model::units::{Micro, Severity};
use std::sync::Arc;

fn id<T: TryFrom<String>>(text: &str) -> T {
    T::try_from(text.to_owned()).unwrap_or_else(|_| unreachable!("ids of the test are not empty"))
}

#[test]
fn a_partner_by_phone_or_online_is_not_said_to_be_out_of_reach() {
    let category = Arc::new(id("food"));
    let need = Need {
        id: id("n"),
        position: None,
        category: Some(Arc::clone(&category)),
        languages: Arc::default(),
        times: None,
        mode: Mode::Walk,
        max_minutes: None,
        max_cost: None,
        age: None,
        severity: Severity::DEFAULT,
        weight: Micro::ONE,
        accessibility: Arc::default(),
        trusted: Arc::default(),
        school_id: None,
    };
    let site = Site {
        id: id("s"),
        organization_id: None,
        position: None,
        is_virtual: true,
        categories: Arc::new([Arc::unwrap_or_clone(category)].into()),
        languages: Arc::default(),
        has_interpreter: false,
        hours: None,
        min_age: None,
        max_age: None,
        service_area: None,
        cost: Some(Micro::ZERO),
        capacity: None,
        accessibility: Arc::default(),
    };
    let supply = Supply::build(vec![site]);
    let needs = [need];
    let demand = Demand::build(&needs, supply.terms());
    let setting = setting(&demand, &supply, Reading::Lenient);
    let found = setting.matches_of(0, 1);
    let candidate = &found[0].candidate;
    let why = setting.why(0, &needs[0], candidate);
    assert!(
        why.starts_with("by phone or online, wherever one lives; "),
        "{why}"
    );
}
