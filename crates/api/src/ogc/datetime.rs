//! Time: the parameter `datetime`, and when waves are.

use super::parameters::bad;
use crate::problem::Problem;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A stretch of time, both ends included; an open end is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interval {
    /// The first moment.
    pub(crate) from: Option<Timestamp>,
    /// The last moment.
    pub(crate) to: Option<Timestamp>,
}

impl Interval {
    /// Reads a moment or day, or two of them with `/` between; `..` or nothing is an open end (RFC 3339, OGC API - Features Part 1, 7.15.4).
    ///
    /// # Errors
    /// When it is neither, or ends before it starts.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let expected = "a day (2026-09-01), a moment (2026-09-01T12:00:00Z), or two of them with / between, where .. is an open end";
        Self::read(text).ok_or_else(|| bad("datetime", text, expected))
    }

    fn read(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once('/') else {
            let (from, to) = stretch(text)?;
            return Some(Self {
                from: Some(from),
                to: Some(to),
            });
        };
        let end = |text: &str| match text {
            "" | ".." => Some(None),
            text => stretch(text).map(Some),
        };
        let (from, to) = (end(from)?, end(to)?);
        let interval = Self {
            from: from.map(|(first, _)| first),
            to: to.map(|(_, last)| last),
        };
        let is_forward = interval
            .from
            .zip(interval.to)
            .is_none_or(|(from, to)| from <= to);
        (is_forward && (from, to) != (None, None)).then_some(interval)
    }

    /// Whether both have a moment in common.
    pub(crate) fn intersects(self, other: Self) -> bool {
        let starts_by =
            |a: Option<Timestamp>, b: Option<Timestamp>| a.zip(b).is_none_or(|(a, b)| a <= b);
        starts_by(self.from, other.to) && starts_by(other.from, self.to)
    }
}

/// The first and last moment of a day or of a moment.
fn stretch(text: &str) -> Option<(Timestamp, Timestamp)> {
    if text.len() == 10 {
        return days(text.parse().ok()?, text.parse().ok()?);
    }
    let moment = text
        .contains('T')
        .then(|| text.parse::<Timestamp>().ok())??;
    Some((moment, moment))
}

/// A day (`2026-09-01`) in days since 1970.
pub(crate) fn days_of(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok().filter(|_| text.len() == 10)?;
    let span = day.since(Date::constant(1970, 1, 1)).ok()?;
    Some(span.get_days())
}

/// A moment (`2026-09-01T12:00:00Z`) in microseconds since 1970.
pub(crate) fn moment_of(text: &str) -> Option<i64> {
    let (first, last) = stretch(text)?;
    (first == last).then(|| first.as_microsecond())
}

fn days(first: Date, last: Date) -> Option<(Timestamp, Timestamp)> {
    let start = |day: Date| Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp());
    let after = start(last.checked_add(1.day()).ok()?)?;
    Some((start(first)?, after.checked_sub(1.nanosecond()).ok()?))
}

/// When a wave was, by its name: one that starts with a year (`2026-fall`), a month (`2026-09`) or a day is dated by it, and another has no
/// date.
pub(crate) fn interval_of_wave(name: &str) -> Option<Interval> {
    let number = |text: Option<&str>, n_digits: usize| {
        let text =
            text.filter(|text| text.len() == n_digits && text.bytes().all(|b| b.is_ascii_digit()))?;
        text.parse::<i16>().ok()
    };
    let mut parts = name.split('-');
    let year = number(parts.next(), 4)?;
    let month = number(parts.next(), 2).filter(|month| (1..=12).contains(month));
    let day = month.and_then(|_| number(parts.next(), 2));
    let date = |month: i16, day: i16| Date::new(year, month as i8, day as i8).ok();
    let (first, last) = match (month, day.and_then(|day| date(month?, day))) {
        (_, Some(day)) => (day, day),
        (Some(month), None) => {
            let first = date(month, 1)?;
            (first, first.last_of_month())
        }
        (None, None) => (date(1, 1)?, date(12, 31)?),
    };
    let (from, to) = days(first, last)?;
    Some(Interval {
        from: Some(from),
        to: Some(to),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_may_be_open_and_must_run_forward() {
        for text in [
            "2026-09-01",
            "2026-09-01T00:00:00Z",
            "../2026-09-01",
            "2026-09-01/..",
            "/2026-09-01",
            "2026-01-01/2026-09-01T00:00:00+02:00",
        ] {
            assert!(Interval::parse(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "../..",
            "/",
            "fall",
            "2026",
            "2026-02-30",
            "2026-09-01/2026-01-01",
            "2026-01-01/2026-02-01/2026-03-01",
            "2026-09-01 00:00:00Z",
        ] {
            assert!(Interval::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_and_moments_are_counted_from_1970() {
        assert_eq!(days_of("1970-01-01"), Some(0));
        assert_eq!(days_of("2000-03-01"), Some(11_017));
        assert_eq!(days_of("1969-12-31"), Some(-1));
        assert_eq!(days_of("2000-02-30"), None);
        assert_eq!(moment_of("1970-01-01T00:00:01.5Z"), Some(1_500_000));
        assert_eq!(
            (moment_of("1970-01-01"), days_of("1970-01-01T00:00:00Z")),
            (None, None)
        );
    }

    #[test]
    fn a_wave_is_dated_by_its_name_alone() {
        let on = |text: &str| Interval::parse(text).unwrap();
        let fall = interval_of_wave("2026-fall").unwrap();
        assert!(fall.intersects(on("2026-12-31")) && fall.intersects(on("2026-06-01/..")));
        assert!(!fall.intersects(on("2027-01-01")) && !fall.intersects(on("../2025-12-31")));
        let february = interval_of_wave("2024-02").unwrap();
        assert!(
            february.intersects(on("2024-02-29T23:59:59.5Z"))
                && !february.intersects(on("2024-03-01/.."))
        );
        let day = interval_of_wave("2024-02-29").unwrap();
        assert!(day.intersects(on("2024-02-29")) && !day.intersects(on("2024-02-28")));
        for name in ["fall", "20xx-fall", "26-fall", "baseline 2026"] {
            assert_eq!(interval_of_wave(name), None, "{name}");
        }
    }
}
