//! HSDS schedules as hours of a week.

use crate::hsds::tables::{Place, Tables};
use crate::hsds::terms::Terms;
use model::hours::WeekHours;

/// What one schedule says.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Hours as entries of a week.
    pub(super) entries: Vec<(u32, u32, u32)>,
    /// Hours that a text stands for.
    pub(super) hours: Option<WeekHours>,
    /// What could not be computed with, in the source's words.
    pub(super) text: Option<String>,
    /// Whether times carry a UTC offset, which was ignored.
    pub(super) has_offset: bool,
    /// Whether it holds for a part of the year only.
    pub(super) is_seasonal: bool,
}

/// Reads one schedule: a weekly rule with times, else its description.
pub(super) fn read(tables: &Tables, schedule: Place, terms: &Terms) -> Read {
    let cell = |column| tables.cell(schedule, column);
    let mut read = Read {
        is_seasonal: cell("valid_from").is_some() && cell("valid_to").is_some(),
        ..Read::default()
    };
    let times = cell("opens_at").zip(cell("closes_at"));
    let is_weekly = cell("freq").is_none_or(|freq| freq.eq_ignore_ascii_case("weekly"))
        && cell("interval").is_none_or(|interval| interval == "1")
        && ["bymonthday", "byweekno", "byyearday"]
            .iter()
            .all(|column| cell(column).is_none());
    let days = cell("byday").and_then(days);
    if let (Some((opens, closes)), true, Some(days)) = (times, is_weekly, days)
        && let (Some(opens), Some(closes)) = (clock(opens), clock(closes))
        && opens.min < 24 * 60
        && opens.min != closes.min
    {
        read.has_offset = opens.has_offset || closes.has_offset;
        read.entries = days
            .iter()
            .map(|&day| (day, opens.min, closes.min))
            .collect();
        return read;
    }
    let text = cell("description").or_else(|| cell("notes"));
    read.hours = text.and_then(|text| terms.hours(text));
    if read.hours.is_none() {
        read.text = text.map(str::to_owned).or_else(|| rule(tables, schedule));
    }
    read
}

/// A rule that is no weekly one, in its own words, so that it is not lost.
fn rule(tables: &Tables, schedule: Place) -> Option<String> {
    let parts = [
        "freq",
        "interval",
        "byday",
        "bymonthday",
        "opens_at",
        "closes_at",
    ];
    let parts = parts
        .iter()
        .filter_map(|column| tables.cell(schedule, column));
    let text = parts.collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Reads `MO,WE`; days counted within a month (`2TU`) are no days of every week.
fn days(text: &str) -> Option<Vec<u32>> {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let parts = text.split([',', ';', ' ']).filter(|part| !part.is_empty());
    let day = |part: &str| {
        let day = DAYS.iter().position(|day| day.eq_ignore_ascii_case(part))?;
        Some(day as u32)
    };
    let days: Option<Vec<_>> = parts.map(day).collect();
    days.filter(|days| !days.is_empty())
}

struct Clock {
    min: u32,
    has_offset: bool,
}

/// Reads `9:00`, `09:00:00`, `09:00Z`, `09:00:00-05:00`. An offset is no time zone; the clock time is what the provider means.
fn clock(text: &str) -> Option<Clock> {
    let text = text.trim();
    let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let mut parts = text[..end].trim().split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let is_number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_second = |part: &str| part.split('.').next().is_some_and(is_number);
    if !is_number(hour) || !is_number(minute) || !parts.all(is_second) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_sound = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
    is_sound.then_some(Clock {
        min: hour * 60 + minute,
        has_offset: end < text.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_or_without_seconds_and_offset() {
        for (text, min, has_offset) in [
            ("09:00", 540, false),
            ("9:05", 545, false),
            ("09:00:00", 540, false),
            ("09:00Z", 540, true),
            ("17:30:00-05:00", 1050, true),
            ("24:00", 1440, false),
        ] {
            let read = clock(text).unwrap();
            assert_eq!((read.min, read.has_offset), (min, has_offset), "{text}");
        }
        for text in ["", "9", "25:00", "09:60", "noon", "09:00 am", "24:01"] {
            assert!(clock(text).is_none(), "{text}");
        }
    }

    #[test]
    fn days_of_every_week_only() {
        assert_eq!(days("MO,we, FR"), Some(vec![0, 2, 4]));
        assert_eq!(days("2TU"), None);
        assert_eq!(days(""), None);
    }
}
