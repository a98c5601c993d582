//! Plain decimals as floating point numbers, strictly.

/// Powers of ten that a double holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The double nearest to a plain decimal such as `-77.03`, `12` or `.5`: a minus sign or none, digits, at most one point.
///
/// Nothing for any other text and for what is too large for a double. Linear in the length of the text.
///
/// # References
/// W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990, <https://doi.org/10.1145/93542.93557>: the quotient of two
/// integers that a double holds exactly is rounded once, so it is the nearest double.
pub(super) fn plain_decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (mut mantissa, mut n_digits, mut n_decimals) = (0u64, 0, 0);
    let mut has_point = false;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa
                    .wrapping_mul(10)
                    .wrapping_add(u64::from(byte - b'0'));
                n_digits += 1;
                n_decimals += usize::from(has_point);
            }
            b'.' if !has_point => has_point = true,
            _ => return None,
        }
    }
    // Nineteen digits do not overflow the mantissa, and up to 2^53 it is a double.
    if n_digits == 0 {
        None
    } else if n_digits <= 19 && mantissa <= 1 << 53 && n_decimals < EXACT_POWERS.len() {
        let size = mantissa as f64 / EXACT_POWERS[n_decimals];
        Some(if digits.len() < text.len() {
            -size
        } else {
            size
        })
    } else {
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_plain_decimal_is_nothing() {
        for text in [
            "", ".", "-", "-.", "+1", "1e3", "1E3", "NaN", "nan", "inf", "-inf", "infinity", "1,5",
            "1.2.3", "--1", " 1", "1 ", "0x10", "1_000", "１", "1-",
        ] {
            assert_eq!(plain_decimal(text), None, "{text:?}");
        }
        assert_eq!(plain_decimal(&"9".repeat(400)), None);
    }

    #[test]
    fn points_may_stand_at_either_end() {
        assert_eq!(plain_decimal(".5"), Some(0.5));
        assert_eq!(plain_decimal("-5."), Some(-5.0));
        assert_eq!(plain_decimal("-0").map(f64::is_sign_negative), Some(true));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn decimals_are_read_as_the_standard_library_reads_them(text in "-?[0-9]{0,24}\\.?[0-9]{1,30}") {
            let expected: f64 = text.parse().unwrap();
            prop_assert_eq!(plain_decimal(&text).map(f64::to_bits), Some(expected.to_bits()));
        }

        #[test]
        fn any_double_written_out_is_read_back(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
            prop_assert_eq!(plain_decimal(&format!("{value}")).map(f64::to_bits), Some(value.to_bits()));
        }
    }
}
