//! Hours of a week, in the district's own time zone.

use crate::BadValue;
use serde::{Deserialize, Serialize};

/// Minutes of a week: the circle on which hours are laid.
pub const WEEK_MIN: u32 = 7 * DAY_MIN;
const DAY_MIN: u32 = 24 * 60;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Common minutes that are enough to use a service.
pub const ENOUGH_MIN: u32 = 30;

/// Stretches of a week: half-open, joined where they touch or overlap, on a circle where Sunday night meets Monday.
///
/// Never empty: unknown hours are `None` of an `Option<WeekHours>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekHours(Vec<Stretch>);

/// Half-open `[start, end)` in minutes after Monday 00:00. `start` is in the week; `end` may run past it, never a week past `start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Stretch {
    start: u32,
    end: u32,
}

impl WeekHours {
    /// Reads hours such as `mon-fri 09:00-17:00;sat 10:00-13:00`; a night (`fri 20:00-02:00`) belongs to the day on which it begins.
    ///
    /// Empty entries are dropped; when nothing is left the hours are unknown (`None`).
    ///
    /// # Errors
    /// When an entry is not a day or range of days followed by two different times.
    pub fn parse(text: &str) -> Result<Option<Self>, BadValue> {
        let mut stretches = Vec::new();
        for entry in text
            .split(';')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
        {
            let bad = || {
                BadValue::new(
                    entry,
                    "hours such as mon-fri 09:00-17:00 or sat 20:00-02:00",
                )
            };
            let (days, times) = entry.split_once(char::is_whitespace).ok_or_else(bad)?;
            let (opens, closes) = times.trim().split_once('-').ok_or_else(bad)?;
            let opens_min = parse_clock(opens, false).ok_or_else(bad)?;
            let closes_min = parse_clock(closes, true).ok_or_else(bad)?;
            for day in parse_days(days).ok_or_else(bad)? {
                stretches.push(day_stretch(day, opens_min, closes_min).ok_or_else(bad)?);
            }
        }
        Ok(Self::from_stretches(stretches))
    }

    /// Hours from (weekday, opens, closes) entries: weekday 0 is Monday, times in minutes after midnight; `closes_min` at or before
    /// `opens_min` is on the next day. `None` when there is no entry.
    ///
    /// # Errors
    /// When a weekday or time is out of range, or an entry opens and closes at the same minute.
    pub fn from_entries(entries: &[(u32, u32, u32)]) -> Result<Option<Self>, BadValue> {
        let stretches: Option<Vec<_>> = entries
            .iter()
            .map(|&(day, opens_min, closes_min)| day_stretch(day, opens_min, closes_min))
            .collect();
        match stretches {
            Some(stretches) => Ok(Self::from_stretches(stretches)),
            None => Err(BadValue::new(format!("{entries:?}"), "hours within a week")),
        }
    }

    /// Whether a family that can come at `self` finds a place open at `open` long enough: 30 minutes in one stretch, or the whole of
    /// an asked-for stretch that is shorter.
    pub fn has_enough_in_common(&self, open: &Self) -> bool {
        self.0.iter().any(|asked| {
            let enough_min = ENOUGH_MIN.min(asked.len());
            open.0
                .iter()
                .any(|offered| common_min(*asked, *offered) >= enough_min)
        })
    }

    /// The stretches as half-open `(start, end)` in minutes after Monday 00:00, by start; an end may run past the week by less than a week.
    pub fn stretches(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.0.iter().map(|stretch| (stretch.start, stretch.end))
    }

    /// The same hours with every stretch `minutes` longer at its end; stretches that come to touch become one.
    #[must_use]
    pub fn longer_by(&self, minutes: u32) -> Self {
        let longer = |stretch: &Stretch| Stretch {
            start: stretch.start,
            end: (stretch.end + minutes).min(stretch.start + WEEK_MIN),
        };
        Self::from_stretches(self.0.iter().map(longer).collect()).unwrap_or_else(|| self.clone())
    }

    fn from_stretches(mut stretches: Vec<Stretch>) -> Option<Self> {
        stretches.sort_by_key(|s| (s.start, s.end));
        let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for next in stretches {
            match joined.last_mut() {
                Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
                _ => joined.push(next),
            }
        }
        join_over_sunday(&mut joined);
        (!joined.is_empty()).then_some(Self(joined))
    }
}

impl Stretch {
    const WHOLE_WEEK: Self = Self {
        start: 0,
        end: WEEK_MIN,
    };

    fn len(self) -> u32 {
        self.end - self.start
    }

    fn is_whole_week(self) -> bool {
        self.len() >= WEEK_MIN
    }
}

/// Joins what runs past the end of the week to what begins the next one.
fn join_over_sunday(joined: &mut Vec<Stretch>) {
    while joined.len() > 1 {
        let (first, last) = (joined[0], joined[joined.len() - 1]);
        if last.end < first.start + WEEK_MIN {
            break;
        }
        joined.remove(0);
        if let Some(last) = joined.last_mut() {
            last.end = last.end.max(first.end + WEEK_MIN);
        }
    }
    if joined.first().is_some_and(|only| only.is_whole_week()) {
        *joined = vec![Stretch::WHOLE_WEEK];
    }
}

/// The longest run of minutes that two stretches have in common on the circle.
fn common_min(a: Stretch, b: Stretch) -> u32 {
    // A whole week has no edge at which the other stretch could be cut.
    if a.is_whole_week() || b.is_whole_week() {
        return a.len().min(b.len());
    }
    let run = |a: Stretch, b: Stretch| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let next_week = |s: Stretch| Stretch {
        start: s.start + WEEK_MIN,
        end: s.end + WEEK_MIN,
    };
    run(a, b)
        .max(run(next_week(a), b))
        .max(run(a, next_week(b)))
}

fn day_stretch(day: u32, opens_min: u32, closes_min: u32) -> Option<Stretch> {
    if day > 6 || opens_min >= DAY_MIN || closes_min > DAY_MIN || opens_min == closes_min {
        return None;
    }
    let start = day * DAY_MIN + opens_min;
    let closes_min = if closes_min < opens_min {
        closes_min + DAY_MIN
    } else {
        closes_min
    };
    Some(Stretch {
        start,
        end: day * DAY_MIN + closes_min,
    })
}

fn parse_days(text: &str) -> Option<Vec<u32>> {
    let day = |name: &str| {
        let name = name.to_ascii_lowercase();
        DAYS.iter().position(|d| *d == name).map(|d| d as u32)
    };
    match text.split_once('-') {
        None => Some(vec![day(text)?]),
        Some((from, to)) => {
            let (from, to) = (day(from)?, day(to)?);
            let n_days = (to + 7 - from) % 7 + 1;
            Some((0..n_days).map(|step| (from + step) % 7).collect())
        }
    }
}

fn parse_clock(text: &str, is_end: bool) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_midnight_end = is_end && hour == 24 && minute == 0;
    ((hour < 24 && minute < 60) || is_midnight_end).then_some(hour * 60 + minute)
}

impl std::fmt::Display for WeekHours {
    /// One entry a day and stretch, equal days gathered: `mon-fri 09:00-17:00;sat 20:00-02:00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut entries: Vec<(u32, u32, u32)> =
            self.0.iter().flat_map(|s| day_entries(*s)).collect();
        entries.sort_unstable_by_key(|&(day, from, to)| (from, to, day));
        let mut parts: Vec<String> = Vec::new();
        let mut i = 0;
        while i < entries.len() {
            let (day, from, to) = entries[i];
            let mut last = i;
            while last + 1 < entries.len() && entries[last + 1] == (entries[last].0 + 1, from, to) {
                last += 1;
            }
            let days = if last == i {
                DAYS[day as usize].to_owned()
            } else {
                format!("{}-{}", DAYS[day as usize], DAYS[entries[last].0 as usize])
            };
            parts.push(format!("{days} {}-{}", clock(from), clock(to)));
            i = last + 1;
        }
        f.write_str(&parts.join(";"))
    }
}

/// Cuts a stretch at midnights into (day, from, to); a last piece that ends before noon stays with the evening before it.
fn day_entries(stretch: Stretch) -> Vec<(u32, u32, u32)> {
    let mut entries = Vec::new();
    let mut start = stretch.start;
    while start < stretch.end {
        let midnight = (start / DAY_MIN + 1) * DAY_MIN;
        let is_night = stretch.end > midnight
            && stretch.end - start < DAY_MIN
            && stretch.end - midnight < DAY_MIN / 2;
        let end = if is_night {
            stretch.end
        } else {
            stretch.end.min(midnight)
        };
        let to = if end > midnight {
            end - midnight
        } else {
            end - (midnight - DAY_MIN)
        };
        entries.push(((start / DAY_MIN) % 7, start % DAY_MIN, to));
        start = end;
    }
    entries
}

fn clock(min: u32) -> String {
    format!("{:02}:{:02}", min / 60, min % 60)
}

impl TryFrom<String> for WeekHours {
    type Error = BadValue;
    fn try_from(text: String) -> Result<Self, BadValue> {
        Self::parse(&text)?.ok_or_else(|| BadValue::new(text, "hours, at least one entry"))
    }
}

impl From<WeekHours> for String {
    fn from(hours: WeekHours) -> String {
        hours.to_string()
    }
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;
