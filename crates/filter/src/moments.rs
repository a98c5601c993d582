//! Days, moments and the times between them.

use crate::error::{FilterError, Subject, quoted};
use jiff::Timestamp;
use jiff::civil::Date;

/// What a time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    /// Days since 1970-01-01.
    Day,
    /// Microseconds since 1970-01-01T00:00:00Z.
    Moment,
}

/// The microseconds of a day.
pub(crate) const DAY: i64 = 86_400_000_000;

impl Grain {
    /// The grain in which times of both grains are compared: where days meet moments, a moment is the day (UTC) that it is on.
    pub(crate) fn shared(self, other: Self) -> Self {
        if self == Self::Moment { other } else { self }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Day => "a date",
            Self::Moment => "a timestamp",
        }
    }
}

/// The day that `text` names, `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<i64, FilterError> {
    let read = (text.len() == 10)
        .then(|| text.parse::<Date>().ok())
        .flatten();
    let epoch = Date::constant(1970, 1, 1);
    match read.and_then(|date| date.since(epoch).ok()) {
        Some(span) => Ok(i64::from(span.get_days())),
        None => Err(FilterError::new(
            format!("{} is no date", quoted(text)),
            "A date is written like DATE('2026-09-01'), a moment like TIMESTAMP('2026-09-01T08:30:00Z')",
        )
        .about(Subject::Text(text.to_owned()))),
    }
}

/// The moment that `text` names (RFC 3339).
pub(crate) fn moment(text: &str) -> Result<i64, FilterError> {
    let read = (text.len() > 10)
        .then(|| text.parse::<Timestamp>().ok())
        .flatten();
    match read {
        Some(moment) => Ok(moment.as_microsecond()),
        None => Err(FilterError::new(
            format!("{} is no timestamp", quoted(text)),
            "A timestamp is written like TIMESTAMP('2026-09-01T08:30:00Z'), a day like DATE('2026-09-01')",
        )
        .about(Subject::Text(text.to_owned()))),
    }
}

/// A time from its first to its last instant, both belonging to it. Open ends are the first and the last number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) start: i64,
    pub(crate) end: i64,
}

/// How two times stand to each other: the fifteen functions of CQL2, after the Time Ontology in OWL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    After,
    Before,
    Contains,
    Disjoint,
    During,
    Equals,
    FinishedBy,
    Finishes,
    Intersects,
    Meets,
    MetBy,
    OverlappedBy,
    Overlaps,
    StartedBy,
    Starts,
}

impl Relation {
    /// The relation of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "t_after" => Self::After,
            "t_before" => Self::Before,
            "t_contains" => Self::Contains,
            "t_disjoint" => Self::Disjoint,
            "t_during" => Self::During,
            "t_equals" => Self::Equals,
            "t_finishedBy" => Self::FinishedBy,
            "t_finishes" => Self::Finishes,
            "t_intersects" => Self::Intersects,
            "t_meets" => Self::Meets,
            "t_metBy" => Self::MetBy,
            "t_overlappedBy" => Self::OverlappedBy,
            "t_overlaps" => Self::Overlaps,
            "t_startedBy" => Self::StartedBy,
            "t_starts" => Self::Starts,
            _ => return None,
        })
    }

    /// Whether it may be asked of an instant. The others are defined for intervals alone.
    pub(crate) fn takes_instants(self) -> bool {
        use Relation::{After, Before, Disjoint, Equals, Intersects};
        matches!(self, After | Before | Disjoint | Equals | Intersects)
    }

    /// Whether `one` stands so to `other`.
    pub(crate) fn holds(self, one: Period, other: Period) -> bool {
        match self {
            Self::After => other.end < one.start,
            Self::Before => one.end < other.start,
            Self::Contains => one.start < other.start && other.end < one.end,
            Self::Disjoint => one.end < other.start || other.end < one.start,
            Self::During => Self::Contains.holds(other, one),
            Self::Equals => one == other,
            Self::FinishedBy => Self::Finishes.holds(other, one),
            Self::Finishes => one.start > other.start && one.end == other.end,
            Self::Intersects => one.start <= other.end && other.start <= one.end,
            Self::Meets => one.end == other.start,
            Self::MetBy => one.start == other.end,
            Self::OverlappedBy => Self::Overlaps.holds(other, one),
            Self::Overlaps => {
                one.start < other.start && other.start < one.end && one.end < other.end
            }
            Self::StartedBy => Self::Starts.holds(other, one),
            Self::Starts => one.start == other.start && one.end < other.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_and_moments_are_counted_from_1970() {
        assert_eq!(day("1970-01-01"), Ok(0));
        assert_eq!(day("1969-12-31"), Ok(-1));
        assert_eq!(day("2026-09-01"), Ok(20_697));
        assert_eq!(day("0000-01-01"), Ok(-719_528));
        assert_eq!(day("9999-12-31"), Ok(2_932_896));
        assert_eq!(moment("1970-01-01T00:00:01.5Z"), Ok(1_500_000));
        assert_eq!(moment("1969-12-31T23:59:59Z"), Ok(-1_000_000));
        for wrong in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-29",
            "20260901",
            "2026-09-01T",
            "+2026-09-01",
        ] {
            assert!(day(wrong).is_err() && moment(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn of_two_intervals_exactly_one_elementary_relation_holds(ends in prop::array::uniform4(0_i64..6)) {
            let [a, b, c, d] = ends;
            let (one, other) = (Period { start: a, end: a + b + 1 }, Period { start: c, end: c + d + 1 });
            use Relation::{After, Before, Contains, Disjoint, During, Equals, FinishedBy, Finishes, Intersects};
            use Relation::{Meets, MetBy, OverlappedBy, Overlaps, StartedBy, Starts};
            let elementary = [
                After, Before, Contains, During, Equals, FinishedBy, Finishes, Meets, MetBy, OverlappedBy, Overlaps,
                StartedBy, Starts,
            ];
            // Allen: thirteen relations of proper intervals, of which one holds.
            prop_assert_eq!(elementary.iter().filter(|relation| relation.holds(one, other)).count(), 1);
            prop_assert_eq!(Disjoint.holds(one, other), After.holds(one, other) || Before.holds(one, other));
            prop_assert_eq!(Intersects.holds(one, other), !Disjoint.holds(one, other));
        }
    }
}
