//! Days and moments as text.

use jiff::civil::Date;
use jiff::{Span, Timestamp};

/// A day, given in days since 1970-01-01, as `2026-09-01`.
pub fn date_text(days: i32) -> String {
    let epoch = Date::constant(1970, 1, 1);
    let date = Span::new()
        .try_days(days)
        .and_then(|span| epoch.checked_add(span));
    match date {
        Ok(date) => date.to_string(),
        // Beyond the years 9999 and -9999.
        Err(_) => format!("{days} days since 1970-01-01"),
    }
}

/// A moment, given in microseconds since 1970-01-01T00:00:00Z, as `2026-09-01T12:00:00Z`.
pub fn timestamp_text(microseconds: i64) -> String {
    match Timestamp::from_microsecond(microseconds) {
        Ok(moment) => moment.to_string(),
        Err(_) => format!("{microseconds} microseconds since 1970-01-01T00:00:00Z"),
    }
}

/// Appends a number in the shortest form that reads back the same: `12`, `0.1`, `1e300`. A number that is not finite is nothing.
pub(crate) fn push_number(buffer: &mut Vec<u8>, number: f64) {
    if !number.is_finite() {
        return;
    }
    serde_json::to_writer(&mut *buffer, &number).expect("a vector takes all that is written to it");
    if buffer.ends_with(b".0") {
        buffer.truncate(buffer.len() - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_written_as_rfc_3339_has_them() {
        assert_eq!(date_text(0), "1970-01-01");
        assert_eq!(date_text(19_782), "2024-02-29");
        assert_eq!(date_text(-1), "1969-12-31");
        assert_eq!(timestamp_text(0), "1970-01-01T00:00:00Z");
        assert_eq!(timestamp_text(1_500_000), "1970-01-01T00:00:01.5Z");
    }

    #[test]
    fn no_number_is_beyond_words() {
        for days in [i32::MIN, i32::MAX] {
            assert!(!date_text(days).is_empty());
        }
        for moment in [i64::MIN, i64::MAX] {
            assert!(!timestamp_text(moment).is_empty());
        }
    }
}
