//! Moments as they are compared.

use jiff::civil::Date;

/// Reads an RFC 3339 moment, or a day as its first moment in UTC, as seconds since 1970. Fractions of a second are dropped.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let day = day_number(text.get(..10)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(day * 86_400);
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let clock = rest.get(..8)?;
    let (hour, minute, second) = (two(clock, 0)?, two(clock, 3)?, two(clock, 6)?);
    let colons = (clock.as_bytes()[2], clock.as_bytes()[5]);
    // A leap second is a second of its own.
    if colons != (b':', b':') || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let offset_min = offset_min(without_fraction(&rest[8..])?)?;
    Some(day * 86_400 + (hour * 60 + minute - offset_min) * 60 + second)
}

fn day_number(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = two(text, 0)? * 100 + two(text, 2)?;
    let part = |at| i8::try_from(two(text, at)?).ok();
    let date = Date::new(i16::try_from(year).ok()?, part(5)?, part(8)?).ok()?;
    let epoch = Date::constant(1970, 1, 1);
    Some(date.since(epoch).ok()?.get_days().into())
}

/// The number of two digits.
fn two(text: &str, at: usize) -> Option<i64> {
    let digits = text.as_bytes().get(at..at + 2)?;
    let is_number = digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| i64::from(digits[0] - b'0') * 10 + i64::from(digits[1] - b'0'))
}

fn without_fraction(text: &str) -> Option<&str> {
    let Some(fraction) = text.strip_prefix('.') else {
        return Some(text);
    };
    let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < fraction.len()).then_some(rest)
}

fn offset_min(text: &str) -> Option<i64> {
    let sign = match text.as_bytes() {
        [b'Z' | b'z'] => return Some(0),
        [b'+', _, _, b':', _, _] => 1,
        [b'-', _, _, b':', _, _] => -1,
        _ => return None,
    };
    let (hours, minutes) = (two(text, 1)?, two(text, 4)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_rfc_3339_says() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-02", 86_400),
            ("1970-01-01T00:00:00.999+00:00", 0),
            ("1970-01-01t01:00:00+01:00", 0),
            ("1969-12-31T23:00:00-01:00", 0),
            ("2026-11-23T02:31:20Z", 1_795_401_080),
            ("0000-01-01T00:00:00Z", -62_167_219_200),
            ("9999-12-31T23:59:60-23:59", 253_402_387_140),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "2026-02-01T",
            "2026-02-01T24:00:00Z",
            "2026-02-01T10:00:00",
            "2026-02-01T10:00:00.Z",
            "2026-02-01T10:00Z",
            "2026-02-01T10:00:00+1:00",
            "２０２６-01-01",
            "2026-02-01é",
            "tomorrow!!",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
