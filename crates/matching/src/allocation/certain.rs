//! What the strict reading rules out before any pair is looked at.

use crate::Setting;
use crate::demand::Ask;
use crate::supply::{Offer, UNKNOWN};
use model::analysis::Reading;

impl Setting<'_> {
    /// Whether a site may be found for a need: in the strict reading none is while its times or the child's age are unknown.
    pub(crate) fn may_be_served(self, ask: &Ask) -> bool {
        self.reading == Reading::Lenient || (ask.week != UNKNOWN && ask.age.is_some())
    }

    /// Whether a site may serve anybody: in the strict reading none does that leaves a fact open which every need asks for.
    pub(super) fn may_serve(self, offer: &Offer) -> bool {
        let speaks = offer.has_interpreter || !offer.languages.is_empty();
        let has_bounds = offer.min_age.is_some() && offer.max_age.is_some();
        let is_stated = offer.week != UNKNOWN && offer.cost.is_some() && offer.capacity.is_some();
        self.reading == Reading::Lenient || (speaks && has_bounds && is_stated)
    }
}
