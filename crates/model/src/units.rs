//! Exact decimal quantities.

use crate::BadValue;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

/// A non-negative decimal with six places, held as an integer of 1e-6.
///
/// Used for weights, places, prices, ages and limits in minutes, so that sums are exact and do not depend on order.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Micro(u64);

impl Micro {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(1_000_000);

    /// A quantity of `units` millionths.
    pub const fn from_millionths(units: u64) -> Self {
        Self(units)
    }

    /// A whole number.
    pub const fn from_whole(n: u32) -> Self {
        Self(n as u64 * 1_000_000)
    }

    /// The quantity in millionths.
    pub const fn millionths(self) -> u64 {
        self.0
    }

    /// The nearest floating point number, for display and ratios only.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// Reads a plain decimal such as `12`, `0.5` or `.25`.
    ///
    /// # Errors
    /// Signs, exponents, infinities, more than six decimals and numbers over 10^12 are refused, not rounded.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        millionths(text.as_bytes()).map(Self).ok_or_else(|| {
            BadValue::new(
                text,
                "a number of 0 or more with at most 6 decimals, such as 12 or 0.5",
            )
        })
    }

    /// The difference, or zero where `other` is larger.
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The share of this quantity in `whole`; nothing when `whole` is zero.
    pub fn share_of(self, whole: Self) -> Option<f64> {
        (whole.0 > 0).then(|| self.0 as f64 / whole.0 as f64)
    }
}

/// A plain decimal in millionths; nothing for any other text, more than twelve digits before the point or six decimals after it.
fn millionths(text: &[u8]) -> Option<u64> {
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let n_whole = text.iter().take_while(is_digit).count();
    let (whole, rest) = text.split_at(n_whole);
    let decimals = match rest {
        [] => rest,
        [b'.', decimals @ ..] => decimals,
        _ => return None,
    };
    if (whole.is_empty() && decimals.is_empty()) || whole.len() > 12 {
        return None;
    }
    // Zeros at the end are no decimals: 1.50000000 is 1.5.
    let is_exact = |(place, byte): (usize, &u8)| match place {
        0..6 => byte.is_ascii_digit(),
        _ => *byte == b'0',
    };
    if !decimals.iter().enumerate().all(is_exact) {
        return None;
    }
    let append = |value: u64, byte: &u8| value * 10 + u64::from(byte - b'0');
    let decimals = decimals.iter().chain(&[b'0'; 6]).take(6);
    Some(decimals.fold(whole.iter().fold(0, append), append))
}

impl fmt::Display for Micro {
    /// The shortest exact decimal: `2`, `0.5`, `0.333333`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, mut decimals) = (self.0 / 1_000_000, self.0 % 1_000_000);
        if decimals == 0 {
            return write!(f, "{whole}");
        }
        let mut n_decimals = 6;
        while decimals.is_multiple_of(10) {
            decimals /= 10;
            n_decimals -= 1;
        }
        write!(f, "{whole}.{decimals:0n_decimals$}")
    }
}

impl Add for Micro {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Micro {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Micro {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Micro {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Micro {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::ZERO, Add::add)
    }
}

/// How pressing a need is, larger first; a decimal with six places that may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Severity(i64);

impl Severity {
    /// The severity of a need that states none.
    pub const DEFAULT: Self = Self(1_000_000);

    /// Reads a plain decimal such as `2`, `0.5` or `-1`.
    ///
    /// # Errors
    /// As [`Micro::parse`], but for the sign.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let (digits, sign) = text
            .strip_prefix('-')
            .map_or((text, 1), |digits| (digits, -1));
        let size = Micro::parse(digits).map_err(|_| {
            BadValue::new(
                text,
                "a number with at most 6 decimals, such as 2, 0.5 or -1",
            )
        })?;
        Ok(Self(
            sign * i64::try_from(size.0).expect("a Micro is below 10^18"),
        ))
    }
}

impl From<Micro> for Severity {
    fn from(size: Micro) -> Self {
        Self(i64::try_from(size.0).unwrap_or(i64::MAX))
    }
}

/// A travel cost: an integer of 1/1000 minute.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct MilliMinutes(pub u64);

impl MilliMinutes {
    /// Whether the cost is within `times` times a limit in minutes, the bound included.
    pub fn is_within(self, limit_min: Micro, times: u64) -> bool {
        u128::from(self.0) * 1_000 <= u128::from(limit_min.millionths()) * u128::from(times)
    }

    /// The cost in minutes, for display.
    pub fn as_minutes(self) -> f64 {
        self.0 as f64 / 1e3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_read_exactly_and_written_shortest() {
        for (text, millionths, shown) in [
            ("0", 0, "0"),
            ("1", 1_000_000, "1"),
            (".25", 250_000, "0.25"),
            ("1.50000000", 1_500_000, "1.5"),
            ("0.000001", 1, "0.000001"),
        ] {
            let value = Micro::parse(text).unwrap();
            assert_eq!(value.millionths(), millionths, "{text}");
            assert_eq!(value.to_string(), shown);
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in [
            "",
            ".",
            "-1",
            "+1",
            "1e3",
            "NaN",
            "inf",
            "1,5",
            " 1",
            "0.0000001",
            "1.2.3",
        ] {
            assert!(Micro::parse(text).is_err(), "{text:?} was accepted");
        }
    }

    /// Text by text, as one would do it by hand.
    fn millionths_by_text(text: &str) -> Option<u64> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let decimals = decimals.trim_end_matches('0');
        let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let has_digits = text.bytes().any(|b| b.is_ascii_digit());
        if !is_number
            || !has_digits
            || decimals.contains('.')
            || decimals.len() > 6
            || whole.len() > 12
        {
            return None;
        }
        format!("{whole}{decimals:0<6}").parse().ok()
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_by_hand(text in "[0-9]{0,14}(\\.[0-9]{0,4}0{0,6}[0-9]?)?[-+.e]?") {
            prop_assert_eq!(Micro::parse(&text).ok().map(Micro::millionths), millionths_by_text(&text), "{}", text);
        }

        #[test]
        fn what_is_written_is_read_back(millionths in 0..1_000_000_000_000_000_000u64) {
            let value = Micro::from_millionths(millionths);
            prop_assert_eq!(Micro::parse(&value.to_string()).unwrap(), value);
        }
    }

    #[test]
    fn limits_include_their_bound() {
        let limit_min = Micro::parse("9.1").unwrap();
        assert!(MilliMinutes(9_100).is_within(limit_min, 1));
        assert!(!MilliMinutes(9_101).is_within(limit_min, 1));
        assert!(MilliMinutes(18_200).is_within(limit_min, 2));
        assert!(MilliMinutes(0).is_within(Micro::ZERO, 1));
    }
}
