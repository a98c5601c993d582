//! Hours of a week as schedules.

use crate::hours::WeekHours;
use std::collections::BTreeMap;

const DAY_MIN: u32 = 24 * 60;
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Days with the same hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyHours {
    /// The days, as `MO,TU`.
    pub days: String,
    /// When it opens, HH:MM.
    pub opens_at: String,
    /// When it closes, HH:MM; at or before `opens_at` on the next day.
    pub closes_at: String,
}

/// Hours as days and times, in the order of times.
///
/// A night stays with the day on which it begins. What is open for a whole day or longer is cut into halves of a day, as a
/// schedule that opens and closes at the same minute says nothing.
pub fn daily(hours: &WeekHours) -> Vec<DailyHours> {
    let mut days_by_times: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for (mut start, end) in hours.stretches() {
        while start < end {
            let left = end - start;
            let length = if left < DAY_MIN { left } else { DAY_MIN / 2 };
            let times = (start % DAY_MIN, (start + length) % DAY_MIN);
            let day = start / DAY_MIN % 7;
            days_by_times.entry(times).or_default().push(day);
            start += length;
        }
    }
    let clock = |min: u32| format!("{:02}:{:02}", min / 60, min % 60);
    let daily = days_by_times
        .into_iter()
        .map(|((opens, closes), mut days)| {
            days.sort_unstable();
            let days: Vec<_> = days.iter().map(|&day| DAYS[day as usize]).collect();
            DailyHours {
                days: days.join(","),
                opens_at: clock(opens),
                closes_at: clock(closes),
            }
        });
    daily.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(hours: &str) -> Vec<String> {
        let hours = WeekHours::parse(hours).unwrap().unwrap();
        let said = daily(&hours);
        said.into_iter()
            .map(|d| format!("{} {}-{}", d.days, d.opens_at, d.closes_at))
            .collect()
    }

    #[test]
    fn days_with_the_same_times_are_said_together() {
        let hours = "mon-fri 09:00-17:00;sat 10:00-13:00";
        assert_eq!(
            said(hours),
            ["MO,TU,WE,TH,FR 09:00-17:00", "SA 10:00-13:00"]
        );
    }

    #[test]
    fn a_night_belongs_to_the_day_on_which_it_begins() {
        assert_eq!(said("sun 20:00-06:00"), ["SU 20:00-06:00"]);
        assert_eq!(said("fri 20:00-24:00"), ["FR 20:00-00:00"]);
    }

    #[test]
    fn whole_days_are_said_in_halves() {
        let halves = ["MO 00:00-12:00", "MO 12:00-00:00"];
        assert_eq!(said("mon 00:00-24:00"), halves);
        assert_eq!(said("mon-sun 00:00-24:00").len(), 2);
    }
}
