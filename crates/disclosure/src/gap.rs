//! Cells of the gap table, hidden and rounded.

use crate::Published;
use crate::rounding::{THRESHOLD, is_small, to_step, whole_percent};
use model::analysis::{Constraint, GapFigures};
use model::units::Micro;
use serde::Serialize;

/// Why a row or a number is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Suppression {
    /// The row's base is too small.
    #[serde(rename = "S")]
    Small,
}

/// One cell of the gap table as the public sees it. Counts are families rounded to 5; `None` is hidden, never zero.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReleasedGap {
    /// Responses of the wave in the area.
    pub responses: Option<u64>,
    /// Families that the needs stand for.
    pub needs: Option<u64>,
    /// Of these, with at least one eligible site.
    pub within_reach: Option<u64>,
    /// Of these, served.
    pub served: Option<u64>,
    /// Of these, not served.
    pub unmet: Option<u64>,
    /// Of these, served if the places were shared out by coordination.
    pub served_coordinated: Option<u64>,
    /// Served by coordination less served; negative where another area gains.
    pub coordination_gain: Option<i64>,
    /// Places per 100 families that those with the need can count on, a whole number.
    pub access_score: Option<u64>,
    /// Unmet per need, 0 to 1, in whole percents of the unrounded figures.
    pub unmet_rate: Option<f64>,
    /// Not served when unknown facts count as violations.
    pub unmet_strict: Option<u64>,
    /// Unmet for the distance alone.
    pub unmet_distance: Option<u64>,
    /// Unmet for the hours alone.
    pub unmet_hours: Option<u64>,
    /// Unmet for the language alone.
    pub unmet_language: Option<u64>,
    /// Unmet for eligibility alone.
    pub unmet_eligibility: Option<u64>,
    /// Unmet for the cost alone.
    pub unmet_cost: Option<u64>,
    /// Unmet for accessibility alone.
    pub unmet_accessibility: Option<u64>,
    /// Unmet for want of a place alone.
    pub unmet_capacity: Option<u64>,
    /// Unmet for several reasons at once.
    pub unmet_several: Option<u64>,
    /// Unmet with no provider in the horizon.
    pub unmet_no_provider: Option<u64>,
    /// Set when the whole row is hidden; everything above is then `None`.
    pub suppression: Option<Suppression>,
}

/// What is computed beside the figures of a cell; nothing where it is not.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Beside {
    /// Families served if the places were shared out by coordination.
    pub served_coordinated: Option<Micro>,
    /// How many places the families can count on.
    pub access: Option<AccessScore>,
}

/// The mean access score of some families.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccessScore {
    /// Places per 100 families.
    pub places_per_100: f64,
    /// The families whose homes are known, over which the mean is.
    pub families: Micro,
}

/// The public's view of a cell.
///
/// # Parameters
/// `figures` must add up: `served + unmet = needs` and the anatomy's parts sum to `unmet`.
///
/// # Algorithm
/// Hidden is decided on raw figures; what stays is then rounded to 5, each on its own, so published parts need not sum to
/// published totals.
/// 1. Fewer than 10 responses or 10 families with the need: the whole row is hidden, with code `S`.
/// 2. A count above 0 and below 10 is hidden, and so is a count whose complement to `needs` is (`within_reach`, `unmet_strict`).
/// 3. `served + unmet = needs`: both are hidden when either is small. The rate and the anatomy, which would give `unmet` back,
///    go with it.
/// 4. The anatomy's parts sum to `unmet`: while something small is hidden and the hidden parts are one alone or sum to under 10,
///    the next smallest part above 0 is hidden too.
/// 5. What coordination would serve is hidden when it, or its distance to `needs` or `served`, is small; the gain goes with it.
/// 6. The access score is a whole number, and hidden when the homes of fewer than 10 families are known.
///
/// # References
/// Rules 1, 2 and 4 and, within one row, rule 5 of the product's rules for safe publication; practice of NCES 2011-603.
pub fn release(figures: &GapFigures, beside: Beside) -> Published<ReleasedGap> {
    let threshold = Micro::from_whole(THRESHOLD);
    if figures.responses < THRESHOLD || figures.needs < threshold {
        return Published::new(ReleasedGap {
            suppression: Some(Suppression::Small),
            ..ReleasedGap::default()
        });
    }
    let needs = figures.needs;
    let part_of_needs = |count: Micro| {
        let is_hidden = is_small(count) || is_small(needs.saturating_sub(count));
        (!is_hidden).then(|| to_step(count))
    };
    let is_split_shown = !is_small(figures.served) && !is_small(figures.unmet);
    let coordinated = beside
        .served_coordinated
        .filter(|_| is_split_shown)
        .and_then(|coordinated| {
            let (more, less) = (
                coordinated.saturating_sub(figures.served),
                figures.served.saturating_sub(coordinated),
            );
            let gain = to_step(more) as i64 - to_step(less) as i64;
            let is_close = is_small(more) || is_small(less);
            Some((part_of_needs(coordinated)?, gain)).filter(|_| !is_close)
        });
    let shown = ReleasedGap {
        responses: Some(to_step(Micro::from_whole(figures.responses))),
        needs: Some(to_step(needs)),
        within_reach: part_of_needs(figures.within_reach),
        served: is_split_shown.then(|| to_step(figures.served)),
        unmet: is_split_shown.then(|| to_step(figures.unmet)),
        served_coordinated: coordinated.map(|(served, _)| served),
        coordination_gain: coordinated.map(|(_, gain)| gain),
        access_score: beside
            .access
            .filter(|access| access.families >= threshold)
            .map(|access| access.places_per_100.round() as u64),
        unmet_rate: whole_percent(figures.unmet, needs).filter(|_| is_split_shown),
        unmet_strict: part_of_needs(figures.unmet_strict),
        ..ReleasedGap::default()
    };
    if is_split_shown {
        Published::new(with_anatomy(shown, figures))
    } else {
        Published::new(shown)
    }
}

fn with_anatomy(shown: ReleasedGap, figures: &GapFigures) -> ReleasedGap {
    let [d, h, l, e, c, a, p] = Constraint::ALL.map(|constraint| figures.unmet_by(constraint));
    let several = figures.unmet_several();
    let parts = [d, h, l, e, c, a, p, several, figures.unmet_no_provider()];
    let [
        unmet_distance,
        unmet_hours,
        unmet_language,
        unmet_eligibility,
        unmet_cost,
        unmet_accessibility,
        unmet_capacity,
        unmet_several,
        unmet_no_provider,
    ] = release_parts(parts);
    ReleasedGap {
        unmet_distance,
        unmet_hours,
        unmet_language,
        unmet_eligibility,
        unmet_cost,
        unmet_accessibility,
        unmet_capacity,
        unmet_several,
        unmet_no_provider,
        ..shown
    }
}

/// Hides the small parts of a published total, and as many more as it takes that subtraction does not give them back.
fn release_parts<const N: usize>(parts: [Micro; N]) -> [Option<u64>; N] {
    let mut by_size: Vec<usize> = (0..N).filter(|i| parts[*i] > Micro::ZERO).collect();
    // Equal parts keep their order, so that two runs hide the same ones.
    by_size.sort_by_key(|i| parts[*i]);
    let mut released = parts.map(|part| Some(to_step(part)));
    let (mut n_hidden, mut hidden_sum) = (0, Micro::ZERO);
    for i in by_size {
        let is_enough =
            n_hidden == 0 || (n_hidden > 1 && hidden_sum >= Micro::from_whole(THRESHOLD));
        if !is_small(parts[i]) && is_enough {
            break;
        }
        released[i] = None;
        n_hidden += 1;
        hidden_sum += parts[i];
    }
    released
}

#[cfg(test)]
#[path = "gap_tests.rs"]
mod tests;
