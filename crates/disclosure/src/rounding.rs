//! Thresholds and rounding, on exact integers of a millionth.

use model::units::Micro;

/// Counts from above 0 to below this many families are hidden. A district may raise it later, never lower it.
pub(crate) const THRESHOLD: u32 = 10;

/// Published counts are multiples of this.
const STEP: u64 = 5;

/// Whether a count is too small to be shown: above nothing and below the threshold.
pub(crate) fn is_small(count: Micro) -> bool {
    count > Micro::ZERO && count < Micro::from_whole(THRESHOLD)
}

/// The nearest multiple of 5; halves go up.
pub(crate) fn to_step(count: Micro) -> u64 {
    let step = STEP * Micro::ONE.millionths();
    count.millionths().saturating_add(step / 2) / step * STEP
}

/// `part / whole` as a whole percent, 0.01 a step; halves go up. Nothing when `whole` is 0.
pub(crate) fn whole_percent(part: Micro, whole: Micro) -> Option<f64> {
    let (part, whole) = (
        u128::from(part.millionths()),
        u128::from(whole.millionths()),
    );
    let percent = (part * 200 + whole).checked_div(whole * 2)?;
    Some(percent as f64 / 100.0)
}
