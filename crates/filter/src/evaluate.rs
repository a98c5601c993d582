//! What a checked filter says of one feature. Logic has three values: a missing value makes what depends on it unknown.

use crate::moments::{DAY, Grain, Period};
use crate::prepared::{Shape, View};
use crate::shape;
use crate::tree::{
    Comparison, Item, List, ListRelation, Membership, Number, Operand, Pair, Place, Predicate,
    Span, Text, Time,
};
use crate::words::{canonical, folded};
use model::feature::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

impl<'p> View<'p> {
    fn value(&self, field: usize) -> &'p Value {
        self.feature.values.get(field).unwrap_or(&Value::Missing)
    }
}

impl Predicate {
    /// True, false, or nothing when it is unknown.
    pub(crate) fn holds(&self, view: &View<'_>) -> Option<bool> {
        match self {
            Self::Fixed(known) => *known,
            Self::Field(field) => match view.value(*field) {
                Value::Boolean(value) => Some(*value),
                _ => None,
            },
            Self::And(parts) => all(parts, view, false),
            Self::Or(parts) => all(parts, view, true),
            Self::Not(part) => part.holds(view).map(|holds| !holds),
            Self::Missing(operand) => Some(operand.is_missing(view)),
            Self::Compare(comparison, pair) => compare(*comparison, pair, view),
            Self::In(membership) => membership.holds(view),
            Self::Like(text, pattern) => text.of(view).map(|text| pattern.fits(&text)),
            Self::Shapes(relation, places) => match places.as_ref() {
                (Place::Feature, Place::Fixed(fixed)) => shape::relate(*relation, view, fixed),
                (Place::Fixed(fixed), Place::Feature) => {
                    shape::relate(relation.turned(), view, fixed)
                }
                (Place::Fixed(one), Place::Fixed(other)) => {
                    Some(shape::relate_fixed(*relation, one, other))
                }
                (Place::Feature, Place::Feature) => shape::relate_to_itself(*relation, view),
            },
            Self::Times(relation, grain, spans) => {
                let (one, other) = (spans.0.of(*grain, view)?, spans.1.of(*grain, view)?);
                Some(relation.holds(one, other))
            }
            Self::Lists(relation, lists) => compare_lists(*relation, &lists.0, &lists.1, view),
        }
    }
}

/// Whether a part is `decisive`; else unknown if one is unknown, else the opposite.
fn all(parts: &[Predicate], view: &View<'_>, decisive: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(view) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!decisive)
}

fn compare(comparison: Comparison, pair: &Pair, view: &View<'_>) -> Option<bool> {
    let order = match pair {
        Pair::Texts(one, other) => one.of(view)?.as_ref().cmp(other.of(view)?.as_ref()),
        Pair::Numbers(one, other) => one.of(view)?.partial_cmp(&other.of(view)?)?,
        Pair::Times(grain, one, other) => one.of(*grain, view)?.cmp(&other.of(*grain, view)?),
        Pair::Booleans(one, other) => one.holds(view)?.cmp(&other.holds(view)?),
    };
    Some(comparison.holds(order))
}

impl Membership {
    fn holds(&self, view: &View<'_>) -> Option<bool> {
        match self {
            Self::Texts(text, given, others) => {
                let text = text.of(view)?;
                if given
                    .binary_search_by(|one| one.as_str().cmp(&text))
                    .is_ok()
                {
                    return Some(true);
                }
                among(others.iter().map(|other| Some(other.of(view)? == text)))
            }
            Self::Numbers(number, given, others) => {
                let number = number.of(view)?;
                let order = |one: &f64| one.partial_cmp(&number).unwrap_or(Ordering::Less);
                if given.binary_search_by(order).is_ok() {
                    return Some(true);
                }
                among(others.iter().map(|other| Some(other.of(view)? == number)))
            }
        }
    }
}

/// Whether one is true; else unknown if one is unknown.
fn among(equal: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unknown = false;
    for one in equal {
        match one {
            Some(true) => return Some(true),
            Some(false) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(false)
}

impl Operand {
    fn is_missing(&self, view: &View<'_>) -> bool {
        match self {
            Self::Text(text) => text.of(view).is_none(),
            Self::Number(number) => number.of(view).is_none(),
            Self::Time(grain, time) => time.of(*grain, view).is_none(),
            Self::Boolean(predicate) => predicate.holds(view).is_none(),
            Self::Texts(field) => !matches!(view.value(*field), Value::Texts(_)),
            Self::Place(Place::Feature) => view.shape == Shape::Nowhere,
            Self::Place(Place::Fixed(_)) => false,
        }
    }

    /// The value as an item of a list.
    pub(crate) fn item(&self, view: &View<'_>) -> Option<Item> {
        Some(match self {
            Self::Text(text) => Item::Text(text.of(view)?.into_owned()),
            Self::Number(number) => Item::Number(number.of(view)?),
            Self::Time(Grain::Day, time) => Item::Day(time.of(Grain::Day, view)?),
            Self::Time(Grain::Moment, time) => Item::Moment(time.of(Grain::Moment, view)?),
            Self::Boolean(predicate) => Item::Boolean(predicate.holds(view)?),
            Self::Texts(_) | Self::Place(_) => return None,
        })
    }
}

impl Text {
    /// The text in canonical form; nothing when it is missing.
    pub(crate) fn of<'v>(&'v self, view: &View<'v>) -> Option<Cow<'v, str>> {
        match self {
            Self::Fixed(text) => Some(Cow::Borrowed(text)),
            Self::Folded(folding, inner) => Some(match inner.raw(view)? {
                Cow::Borrowed(text) => folded(text, *folding),
                Cow::Owned(text) => Cow::Owned(folded(&text, *folding).into_owned()),
            }),
            Self::Id | Self::Field(_) => Some(match self.raw(view)? {
                Cow::Borrowed(text) => canonical(text),
                owned => owned,
            }),
        }
    }

    fn raw<'v>(&'v self, view: &View<'v>) -> Option<Cow<'v, str>> {
        match self {
            Self::Id => Some(Cow::Borrowed(&view.feature.id)),
            Self::Field(field) => match view.value(*field) {
                Value::Text(text) => Some(Cow::Borrowed(text)),
                _ => None,
            },
            Self::Fixed(_) | Self::Folded(..) => self.of(view),
        }
    }
}

impl Number {
    /// The number; nothing when it is missing or there is none, as after a division by zero.
    pub(crate) fn of(&self, view: &View<'_>) -> Option<f64> {
        match self {
            Self::Fixed(number) => Some(*number),
            Self::Field(field) => match view.value(*field) {
                // Whole numbers above 2^53 are compared as the nearest number that a double can be.
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "said in the documentation of the crate"
                )]
                Value::Integer(number) => Some(*number as f64),
                Value::Number(number) => Some(*number),
                _ => None,
            },
            Self::Of(arithmetic, numbers) => {
                arithmetic.apply(numbers.0.of(view)?, numbers.1.of(view)?)
            }
        }
    }
}

impl Time {
    /// The time in `grain`; nothing when it is missing. A moment counts as the day that it is on where days are asked for.
    pub(crate) fn of(&self, grain: Grain, view: &View<'_>) -> Option<i64> {
        match self {
            Self::Fixed(time) => Some(*time),
            Self::Field(field) => match (view.value(*field), grain) {
                (Value::Date(day), Grain::Day) => Some(i64::from(*day)),
                (Value::Date(day), Grain::Moment) => Some(i64::from(*day) * DAY),
                (Value::Timestamp(moment), Grain::Day) => Some(moment.div_euclid(DAY)),
                (Value::Timestamp(moment), Grain::Moment) => Some(*moment),
                _ => None,
            },
        }
    }

    /// The last moment of the time, when it is a day and moments are asked for; else as `of`.
    fn last(&self, own: Grain, grain: Grain, view: &View<'_>) -> Option<i64> {
        let time = self.of(grain, view)?;
        let open = time == i64::MIN || time == i64::MAX;
        Some(if own == Grain::Day && grain == Grain::Moment && !open {
            time + DAY - 1
        } else {
            time
        })
    }
}

impl Span {
    /// The time from its start to its end in `grain`; nothing when either is missing or it ends before it starts.
    fn of(&self, grain: Grain, view: &View<'_>) -> Option<Period> {
        match self {
            Self::Fixed(period) => Some(*period),
            Self::At(_, time) => {
                let at = time.of(grain, view)?;
                Some(Period { start: at, end: at })
            }
            Self::Between((_, start), (own, end)) => {
                let period = Period {
                    start: start.of(grain, view)?,
                    end: end.last(*own, grain, view)?,
                };
                (period.start <= period.end).then_some(period)
            }
        }
    }
}

/// The items of a list.
enum Items<'v> {
    Texts(&'v [String]),
    Given(&'v [Item]),
    Made(Vec<Item>),
}

impl List {
    fn of<'v>(&'v self, view: &View<'v>) -> Option<Items<'v>> {
        match self {
            Self::Field(field) => match view.value(*field) {
                Value::Texts(texts) => Some(Items::Texts(texts)),
                _ => None,
            },
            Self::Fixed(items) => Some(Items::Given(items)),
            Self::Of(operands) => {
                let items = operands.iter().map(|operand| operand.item(view));
                items.collect::<Option<Vec<_>>>().map(Items::Made)
            }
        }
    }
}

impl Items<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.len(),
            Self::Given(items) => items.len(),
            Self::Made(items) => items.len(),
        }
    }

    fn has(&self, wanted: &Item) -> bool {
        match self {
            Self::Texts(texts) => match wanted {
                Item::Text(wanted) => texts.iter().any(|text| canonical(text) == *wanted),
                _ => false,
            },
            Self::Given(items) => items.binary_search_by(|item| item.order(wanted)).is_ok(),
            Self::Made(items) => items.contains(wanted),
        }
    }

    fn item(&self, place: usize) -> Item {
        match self {
            Self::Texts(texts) => Item::Text(canonical(&texts[place]).into_owned()),
            Self::Given(items) => items[place].clone(),
            Self::Made(items) => items[place].clone(),
        }
    }

    fn is_within(&self, other: &Self) -> bool {
        (0..self.len()).all(|place| other.has(&self.item(place)))
    }

    fn shares_with(&self, other: &Self) -> bool {
        (0..self.len()).any(|place| other.has(&self.item(place)))
    }
}

fn compare_lists(
    relation: ListRelation,
    one: &List,
    other: &List,
    view: &View<'_>,
) -> Option<bool> {
    let (one, other) = (one.of(view)?, other.of(view)?);
    Some(match relation {
        ListRelation::Equals => one.is_within(&other) && other.is_within(&one),
        ListRelation::Contains => other.is_within(&one),
        ListRelation::ContainedBy => one.is_within(&other),
        ListRelation::Overlaps => one.shares_with(&other),
    })
}
