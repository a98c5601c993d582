//! The functions of shapes, times and lists.

use super::lists;
use super::operands::{about, described, operand, place};
use crate::error::{FilterError, Subject, quoted};
use crate::moments::{self, DAY, Grain, Period, Relation as TimeRelation};
use crate::names::Names;
use crate::shape::Relation as ShapeRelation;
use crate::tree::{ListRelation, Operand, Predicate, Span, Time};
use cql2::Expr;

/// Whether an operator is one of these functions.
pub(crate) fn is_relation(operator: &str) -> bool {
    ShapeRelation::of(operator).is_some()
        || TimeRelation::of(operator).is_some()
        || ListRelation::of(operator).is_some()
}

/// Understands a call of such a function.
pub(crate) fn relation(
    operator: &str,
    one: &Expr,
    other: &Expr,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    if let Some(relation) = ShapeRelation::of(operator) {
        let places = (place(one, names)?, place(other, names)?);
        return Ok(Predicate::Shapes(relation, Box::new(places)));
    }
    if let Some(relation) = TimeRelation::of(operator) {
        return times(operator, relation, (one, other), names);
    }
    match ListRelation::of(operator) {
        Some(relation) => lists::compare(relation, one, other, names),
        None => Err(super::unknown_function(operator)),
    }
}

fn times(
    operator: &str,
    relation: TimeRelation,
    (one, other): (&Expr, &Expr),
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    let (one, other) = (span(one, names)?, span(other, names)?);
    let instant = |span: &Span| matches!(span, Span::At(..));
    if !relation.takes_instants() && (instant(&one) || instant(&other)) {
        return Err(FilterError::new(
            format!("{} is asked of an instant", operator.to_ascii_uppercase()),
            "It compares two intervals, INTERVAL('2026-09-01', '2026-09-30'); instants are compared with T_AFTER, T_BEFORE, T_DISJOINT, T_EQUALS and T_INTERSECTS",
        )
        .about(Subject::Operator(operator.to_owned())));
    }
    let grain = one.grain().shared(other.grain());
    let spans = (one.counted(grain)?, other.counted(grain)?);
    Ok(Predicate::Times(relation, grain, Box::new(spans)))
}

fn span(tree: &Expr, names: &Names<'_>) -> Result<Span, FilterError> {
    if let Expr::Interval { interval } = tree {
        return match interval.as_slice() {
            [start, end] => between(start, end, names),
            ends => Err(FilterError::new(
                format!("INTERVAL is given {} values", ends.len()),
                "INTERVAL takes a start and an end, which may be '..'",
            )),
        }
        .map_err(|error| error.about(Subject::Operator("interval".to_owned())));
    }
    match operand(tree, names)? {
        Operand::Time(grain, time) => Ok(Span::At(grain, time)),
        other => Err(about(
            FilterError::new(
                format!("{} stands where a time must", described(&other, tree)),
                "A time is a property of dates or timestamps, DATE('2026-09-01'), TIMESTAMP('2026-09-01T08:30:00Z') or an INTERVAL of two",
            ),
            tree,
        )),
    }
}

/// An interval. Where one end is a day and the other a moment, the day is taken from its first to its last moment.
fn between(start: &Expr, end: &Expr, names: &Names<'_>) -> Result<Span, FilterError> {
    let (start, end) = (bound(start, i64::MIN, names)?, bound(end, i64::MAX, names)?);
    let any = Grain::Day;
    let (start, end) = match (start, end) {
        ((None, start), (None, end)) => ((any, start), (any, end)),
        ((Some(grain), start), (None, end)) => ((grain, start), (grain, end)),
        ((None, start), (Some(grain), end)) => ((grain, start), (grain, end)),
        ((Some(grain), start), (Some(other), end)) => ((grain, start), (other, end)),
    };
    Ok(Span::Between(start, end))
}

/// One end of an interval, with its grain unless it is open.
fn bound(tree: &Expr, open: i64, names: &Names<'_>) -> Result<(Option<Grain>, Time), FilterError> {
    if let Expr::Literal(text) = tree {
        if text == ".." {
            return Ok((None, Time::Fixed(open)));
        }
        return if text.len() > 10 {
            moments::moment(text).map(|moment| (Some(Grain::Moment), Time::Fixed(moment)))
        } else {
            moments::day(text).map(|day| (Some(Grain::Day), Time::Fixed(day)))
        };
    }
    match operand(tree, names)? {
        Operand::Time(grain, time) => Ok((Some(grain), time)),
        other => Err(about(
            FilterError::new(
                format!(
                    "{} stands where an end of an interval must",
                    described(&other, tree)
                ),
                "The ends of an interval are dates, timestamps or '..'",
            ),
            tree,
        )),
    }
}

impl Span {
    /// The finest grain of its ends.
    fn grain(&self) -> Grain {
        match self {
            Self::At(grain, _) => *grain,
            Self::Between((start, _), (end, _)) if *start == *end => *start,
            Self::Between(..) => Grain::Moment,
            Self::Fixed(_) => Grain::Day,
        }
    }

    /// The same with what is given counted in `grain`, and known altogether when both ends are given.
    fn counted(self, grain: Grain) -> Result<Self, FilterError> {
        let counted = match self {
            Self::At(own, time) => Self::At(own, time.counted(own, grain)),
            Self::Between((start_grain, start), (end_grain, end)) => {
                let end = match end {
                    Time::Fixed(day)
                        if end_grain == Grain::Day && grain == Grain::Moment && day != i64::MAX =>
                    {
                        Time::Fixed((day + 1) * DAY - 1)
                    }
                    end => end.counted(end_grain, grain),
                };
                Self::Between(
                    (start_grain, start.counted(start_grain, grain)),
                    (end_grain, end),
                )
            }
            fixed => fixed,
        };
        match counted {
            Self::Between((_, Time::Fixed(start)), (_, Time::Fixed(end))) if start > end => {
                Err(FilterError::new(
                    "an interval ends before it starts",
                    "The first end is the earlier one",
                )
                .about(Subject::Operator("interval".to_owned())))
            }
            Self::Between((_, Time::Fixed(start)), (_, Time::Fixed(end))) => {
                Ok(Self::Fixed(Period { start, end }))
            }
            Self::At(_, Time::Fixed(at)) => Ok(Self::Fixed(Period { start: at, end: at })),
            span => Ok(span),
        }
    }
}

impl Time {
    /// A given time that is counted in `own`, counted in `grain`. Open ends stay open.
    pub(crate) fn counted(self, own: Grain, grain: Grain) -> Self {
        match self {
            Self::Fixed(open @ (i64::MIN | i64::MAX)) => Self::Fixed(open),
            Self::Fixed(time) => Self::Fixed(match (own, grain) {
                (Grain::Day, Grain::Moment) => time * DAY,
                (Grain::Moment, Grain::Day) => time.div_euclid(DAY),
                _ => time,
            }),
            field => field,
        }
    }
}

/// What is said of a list's value that cannot stand there.
pub(crate) fn no_item(given: &str) -> FilterError {
    FilterError::new(
        format!("{} cannot stand in a list", quoted(given)),
        "Lists hold texts, numbers, dates, timestamps, TRUE and FALSE",
    )
}
