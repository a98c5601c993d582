//! The seven constraints as `definitions.md` says them, one pair at a time and without haste.

use super::{Row, Way, exact};
use std::collections::BTreeSet;

/// The constraints by bit, from bit 0.
pub(super) const CONSTRAINTS: [&str; 7] = [
    "distance",
    "hours",
    "language",
    "eligibility",
    "cost",
    "accessibility",
    "capacity",
];
/// The bit of *capacity*.
pub(super) const CAPACITY: u8 = 1 << 6;

const MINUTES_OF_A_WEEK: usize = 7 * 24 * 60;

/// What is known of a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Violated,
    Unknown,
    Satisfied,
}
use Standing::{Satisfied, Unknown, Violated};

/// A need or a site with the cells that are looked at again and again already read.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) row: Row,
    languages: BTreeSet<String>,
    week: Option<Vec<bool>>,
    stretches: Vec<Vec<usize>>,
    accessibility: BTreeSet<String>,
}

impl Side {
    pub(super) fn new(row: Row) -> Self {
        let hours = row.get("times").or(row.get("hours")).unwrap();
        let week = week(hours);
        Self {
            stretches: week.as_deref().map(stretches).unwrap_or_default(),
            languages: list(&row["languages"]).filter_map(language).collect(),
            week,
            accessibility: list(&row["accessibility"]).map(str::to_owned).collect(),
            row,
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.row["id"]
    }

    /// A cell as a number of millionths.
    pub(super) fn micro(&self, column: &str) -> Option<i128> {
        (!self.row[column].is_empty()).then(|| exact(&self.row[column], 6))
    }
}

/// Items of a list, trimmed, without empty ones.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// The mask of what stands between a need and a site, of what is violated and in the strict reading also of what is unknown.
pub(super) fn mask(need: &Side, site: &Side, way: &Way, is_strict: bool) -> u8 {
    let standings = [
        distance(need, way),
        hours(need, site),
        common_language(need, site),
        age(need, site),
        price(need, site),
        accessibility(need, site),
        match site.micro("capacity") {
            None => Unknown,
            Some(0) => Violated,
            Some(_) => Satisfied,
        },
    ];
    let bits = (0..).zip(standings).filter(|(_, standing)| match standing {
        Violated => true,
        Unknown => is_strict,
        Satisfied => false,
    });
    bits.fold(0, |mask, (bit, _)| mask | 1 << bit)
}

/// Whether a site is within twice the need's limit.
pub(super) fn is_in_horizon(need: &Side, way: &Way) -> bool {
    match (need.micro("max_minutes"), way.cost) {
        (Some(limit), Some(cost)) => cost * 1_000 <= 2 * limit,
        _ => true,
    }
}

fn distance(need: &Side, way: &Way) -> Standing {
    match (way.cost, need.micro("max_minutes")) {
        (None, _) => Unknown,
        (Some(cost), Some(limit)) if cost * 1_000 > limit => Violated,
        _ => Satisfied,
    }
}

fn hours(need: &Side, site: &Side) -> Standing {
    let (Some(_), Some(open)) = (&need.week, &site.week) else {
        return Unknown;
    };
    let mut stretches = need.stretches.iter();
    if stretches.any(|stretch| is_enough(stretch, open)) {
        Satisfied
    } else {
        Violated
    }
}

/// Whether 30 minutes in a row of an asked-for stretch, or all of a shorter one, are in the opening hours.
fn is_enough(stretch: &[usize], open: &[bool]) -> bool {
    let is_whole_week = stretch.len() == MINUTES_OF_A_WEEK;
    let rounds = if is_whole_week { 2 } else { 1 };
    let (mut in_a_row, needed) = (0, stretch.len().min(30));
    for minute in stretch.iter().cycle().take(rounds * stretch.len()) {
        in_a_row = if open[*minute] { in_a_row + 1 } else { 0 };
        if in_a_row >= needed {
            return true;
        }
    }
    false
}

/// The minutes of each joined stretch around the circle of the week.
fn stretches(week: &[bool]) -> Vec<Vec<usize>> {
    let Some(gap) = week.iter().position(|is_in| !is_in) else {
        return vec![(0..MINUTES_OF_A_WEEK).collect()];
    };
    let mut stretches = vec![Vec::new()];
    for minute in (gap..gap + MINUTES_OF_A_WEEK).map(|minute| minute % MINUTES_OF_A_WEEK) {
        if week[minute] {
            stretches.last_mut().unwrap().push(minute);
        } else if !stretches.last().unwrap().is_empty() {
            stretches.push(Vec::new());
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// Which minutes of the week are in the hours; nothing when there are none.
fn week(hours: &str) -> Option<Vec<bool>> {
    let mut week = vec![false; MINUTES_OF_A_WEEK];
    for entry in list(hours) {
        let (days, times) = entry.split_once(' ').unwrap();
        let (from, to) = times.trim().split_once('-').unwrap();
        let (from, mut to) = (minute(from), minute(to));
        if to < from {
            to += 24 * 60;
        }
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let (first, mut last) = (day(first), day(last));
        if last < first {
            last += 7;
        }
        for day in first..=last {
            for minute in day * 24 * 60 + from..day * 24 * 60 + to {
                week[minute % MINUTES_OF_A_WEEK] = true;
            }
        }
    }
    week.contains(&true).then_some(week)
}

fn minute(time: &str) -> usize {
    let (hour, minute) = time.split_once(':').unwrap();
    hour.parse::<usize>().unwrap() * 60 + minute.parse::<usize>().unwrap()
}

fn day(word: &str) -> usize {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_it = |day: &&str| word.eq_ignore_ascii_case(day);
    days.iter().position(is_it).unwrap()
}

/// The language of a tag, of those that are drawn: without region and script, in its canonical form; nothing for `und`.
fn language(tag: &str) -> Option<String> {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap();
    match (primary, subtags.next()) {
        ("und", _) => None,
        ("zh", Some(extended @ ("yue" | "cmn"))) => Some(extended.to_owned()),
        ("iw", _) => Some("he".to_owned()),
        _ => Some(primary.to_owned()),
    }
}

fn common_language(need: &Side, site: &Side) -> Standing {
    if need.languages.is_empty() || site.languages.is_empty() {
        Unknown
    } else if need.languages.is_disjoint(&site.languages) {
        Violated
    } else {
        Satisfied
    }
}

fn age(need: &Side, site: &Side) -> Standing {
    let (age, min, max) = (
        need.micro("age"),
        site.micro("min_age"),
        site.micro("max_age"),
    );
    let is_under = age.zip(min).is_some_and(|(age, min)| age < min);
    let is_over = age.zip(max).is_some_and(|(age, max)| age > max);
    if is_under || is_over {
        Violated
    } else if age.is_none() || min.is_none() || max.is_none() {
        Unknown
    } else {
        Satisfied
    }
}

fn price(need: &Side, site: &Side) -> Standing {
    match (site.micro("cost"), need.micro("max_cost")) {
        (Some(0), _) => Satisfied,
        (Some(cost), Some(limit)) if cost > limit => Violated,
        (Some(_), Some(_)) => Satisfied,
        _ => Unknown,
    }
}

fn accessibility(need: &Side, site: &Side) -> Standing {
    if need.accessibility.is_empty() {
        Satisfied
    } else if site.accessibility.is_empty() {
        Unknown
    } else if need.accessibility.is_subset(&site.accessibility) {
        Satisfied
    } else {
        Violated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_is_a_circle_and_stretches_that_touch_are_one() {
        let week = week("sun 23:45-24:00;mon 00:00-00:15").unwrap();
        let stretches = stretches(&week);
        assert_eq!(stretches.len(), 1);
        assert_eq!((stretches[0][0], stretches[0].len()), (10_065, 30));
    }

    #[test]
    fn thirty_minutes_or_the_whole_of_what_is_shorter_are_needed() {
        let enough = |asked: &str, open: &str| {
            let (asked, open) = (week(asked).unwrap(), week(open).unwrap());
            stretches(&asked)
                .iter()
                .any(|stretch| is_enough(stretch, &open))
        };
        assert!(enough("mon 09:00-10:00", "mon 09:30-12:00"));
        assert!(!enough("mon 09:00-10:00", "mon 09:31-12:00"));
        assert!(enough("mon 09:00-09:15", "mon 08:00-09:15"));
        assert!(enough("mon-sun 00:00-24:00", "sun 23:45-00:15"));
        assert!(!enough("sat 00:00-00:29", "fri 20:00-00:15"));
    }
}
