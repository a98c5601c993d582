//! A filter that has been checked against a schema: every part knows its type, and fields are places, not names.

use crate::moments::{Grain, Period, Relation as TimeRelation};
use crate::shape::{Fixed, Relation as ShapeRelation};
use crate::words::{Folding, Pattern};
use std::cmp::Ordering;

/// A comparison of two values of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// The comparison of this sign.
    pub(crate) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "<>" => Self::Unequal,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }

    /// Whether it holds of two values that stand so to each other.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// Something that is true, false or unknown of a feature.
#[derive(Debug, Clone)]
pub(crate) enum Predicate {
    /// The same for every feature.
    Fixed(Option<bool>),
    /// The value of a yes-or-no field.
    Field(usize),
    And(Vec<Predicate>),
    Or(Vec<Predicate>),
    Not(Box<Predicate>),
    /// Whether the value is missing.
    Missing(Box<Operand>),
    Compare(Comparison, Box<Pair>),
    /// Whether the value is one of a list.
    In(Box<Membership>),
    Like(Box<Text>, Box<Pattern>),
    Shapes(ShapeRelation, Box<(Place, Place)>),
    Times(TimeRelation, Grain, Box<(Span, Span)>),
    Lists(ListRelation, Box<(List, List)>),
}

/// Two values of one type.
#[derive(Debug, Clone)]
pub(crate) enum Pair {
    Texts(Text, Text),
    Numbers(Number, Number),
    Times(Grain, Time, Time),
    Booleans(Predicate, Predicate),
}

/// A value and what it may be.
#[derive(Debug, Clone)]
pub(crate) enum Membership {
    /// Texts that are given, in order, and texts that depend on the feature.
    Texts(Text, Vec<String>, Vec<Text>),
    /// Numbers that are given, in order, and numbers that depend on the feature.
    Numbers(Number, Vec<f64>, Vec<Number>),
}

/// Any value.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Text(Text),
    Number(Number),
    Time(Grain, Time),
    Boolean(Predicate),
    Texts(usize),
    Place(Place),
}

/// A text.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    Fixed(String),
    Id,
    Field(usize),
    Folded(Folding, Box<Text>),
}

/// A number.
#[derive(Debug, Clone)]
pub(crate) enum Number {
    Fixed(f64),
    Field(usize),
    Of(Arithmetic, Box<(Number, Number)>),
}

/// What is done with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// Division that leaves out what is behind the point.
    WholeDivide,
    /// What is left over by it, with the sign of the first number.
    Remainder,
    Power,
}

impl Arithmetic {
    /// The operation of this sign.
    pub(crate) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "div" => Self::WholeDivide,
            "%" => Self::Remainder,
            "^" => Self::Power,
            _ => return None,
        })
    }

    /// The result; nothing where there is none, as for a division by zero.
    pub(crate) fn apply(self, one: f64, other: f64) -> Option<f64> {
        let result = match self {
            Self::Add => one + other,
            Self::Subtract => one - other,
            Self::Multiply => one * other,
            Self::Divide => one / other,
            Self::WholeDivide => (one / other).trunc(),
            Self::Remainder => one % other,
            Self::Power => one.powf(other),
        };
        result.is_finite().then_some(result)
    }
}

/// A day or a moment.
#[derive(Debug, Clone)]
pub(crate) enum Time {
    Fixed(i64),
    Field(usize),
}

/// A time from one instant to another.
#[derive(Debug, Clone)]
pub(crate) enum Span {
    Fixed(Period),
    /// An instant.
    At(Grain, Time),
    /// An interval.
    Between((Grain, Time), (Grain, Time)),
}

/// A shape.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// That of the feature.
    Feature,
    /// One that the filter holds.
    Fixed(Box<Fixed>),
}

/// How two lists stand to each other, as sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListRelation {
    Equals,
    Contains,
    ContainedBy,
    Overlaps,
}

impl ListRelation {
    /// The relation of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "a_equals" => Self::Equals,
            "a_contains" => Self::Contains,
            "a_containedBy" => Self::ContainedBy,
            "a_overlaps" => Self::Overlaps,
            _ => return None,
        })
    }
}

/// A list of values without order.
#[derive(Debug, Clone)]
pub(crate) enum List {
    /// A field of texts.
    Field(usize),
    /// Values that are given, in order and each once.
    Fixed(Vec<Item>),
    /// Values of which some depend on the feature.
    Of(Vec<Operand>),
}

/// A value in a list.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub(crate) enum Item {
    Text(String),
    Number(f64),
    Day(i64),
    Moment(i64),
    Boolean(bool),
}

impl Item {
    /// An order in which equal items stand side by side.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        self.partial_cmp(other).unwrap_or(Ordering::Equal)
    }
}

impl Predicate {
    /// Whether it is the same for every feature.
    pub(crate) fn is_fixed(&self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Field(_) => false,
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_fixed),
            Self::Not(part) => part.is_fixed(),
            Self::Missing(operand) => operand.is_fixed(),
            Self::Compare(_, pair) => match pair.as_ref() {
                Pair::Texts(one, other) => one.is_fixed() && other.is_fixed(),
                Pair::Numbers(one, other) => one.is_fixed() && other.is_fixed(),
                Pair::Times(_, one, other) => one.is_fixed() && other.is_fixed(),
                Pair::Booleans(one, other) => one.is_fixed() && other.is_fixed(),
            },
            Self::In(membership) => match membership.as_ref() {
                Membership::Texts(text, _, others) => text.is_fixed() && others.is_empty(),
                Membership::Numbers(number, _, others) => number.is_fixed() && others.is_empty(),
            },
            Self::Like(text, _) => text.is_fixed(),
            Self::Shapes(_, places) => places.0.is_fixed() && places.1.is_fixed(),
            Self::Times(_, _, spans) => [&spans.0, &spans.1]
                .iter()
                .all(|span| matches!(span, Span::Fixed(_))),
            Self::Lists(_, lists) => [&lists.0, &lists.1]
                .iter()
                .all(|list| matches!(list, List::Fixed(_))),
        }
    }

    /// How long it takes, roughly: what AND and OR look at first.
    pub(crate) fn cost(&self) -> usize {
        match self {
            Self::Fixed(_) | Self::Field(_) | Self::Missing(_) => 1,
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::cost).sum(),
            Self::Not(part) => part.cost(),
            Self::Compare(_, pair)
                if matches!(pair.as_ref(), Pair::Numbers(..) | Pair::Times(..)) =>
            {
                2
            }
            Self::Compare(..) | Self::In(_) | Self::Times(..) => 4,
            Self::Like(..) | Self::Lists(..) => 8,
            Self::Shapes(..) => 1000,
        }
    }
}

impl Operand {
    /// Whether it is the same for every feature.
    pub(crate) fn is_fixed(&self) -> bool {
        match self {
            Self::Text(text) => text.is_fixed(),
            Self::Number(number) => number.is_fixed(),
            Self::Time(_, time) => time.is_fixed(),
            Self::Boolean(predicate) => predicate.is_fixed(),
            Self::Texts(_) => false,
            Self::Place(place) => place.is_fixed(),
        }
    }
}

impl Text {
    fn is_fixed(&self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Id | Self::Field(_) => false,
            Self::Folded(_, inner) => inner.is_fixed(),
        }
    }
}

impl Number {
    fn is_fixed(&self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Field(_) => false,
            Self::Of(_, numbers) => numbers.0.is_fixed() && numbers.1.is_fixed(),
        }
    }
}

impl Time {
    fn is_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }
}

impl Place {
    fn is_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }
}
