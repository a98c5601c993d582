//! Values: properties, literals and what is made of them.

use super::{is_condition, nothing, predicate, unknown_function};
use crate::error::{FilterError, Subject, quoted};
use crate::moments::{self, Grain};
use crate::names::{Meaning, Names};
use crate::shape::{self, Fixed};
use crate::tree::{Arithmetic, Number, Operand, Place, Text, Time};
use crate::words::{Folding, canonical, folded};
use cql2::{Expr, Geometry};
use model::feature::FieldKind;

/// Understands any value.
pub(crate) fn operand(tree: &Expr, names: &Names<'_>) -> Result<Operand, FilterError> {
    match tree {
        Expr::Literal(text) => Ok(Operand::Text(Text::Fixed(canonical(text).into_owned()))),
        Expr::Float(number) if number.is_finite() => Ok(Operand::Number(Number::Fixed(*number))),
        Expr::Float(_) => Err(FilterError::new(
            "a number is larger than a number can be",
            "Numbers go to about 1.8e308",
        )),
        Expr::Bool(_) => predicate(tree, names).map(Operand::Boolean),
        Expr::Property { property } => named(property, names),
        Expr::Date { date } => moments::day(literal(date, "DATE")?)
            .map(|day| Operand::Time(Grain::Day, Time::Fixed(day))),
        Expr::Timestamp { timestamp } => moments::moment(literal(timestamp, "TIMESTAMP")?)
            .map(|moment| Operand::Time(Grain::Moment, Time::Fixed(moment))),
        Expr::Geometry(_) | Expr::BBox { .. } => place(tree, names).map(Operand::Place),
        Expr::Operation { op, args } => operation(op, args, tree, names),
        Expr::Array(_) => Err(FilterError::new(
            "a list stands where one value must",
            "Lists stand after IN and in A_EQUALS, A_CONTAINS, A_CONTAINEDBY and A_OVERLAPS",
        )),
        Expr::Interval { .. } => Err(FilterError::new(
            "an INTERVAL stands where one value must",
            "Intervals stand in the functions that begin with T_",
        )
        .about(Subject::Operator("interval".to_owned()))),
        Expr::Null => Err(FilterError::new(
            "NULL is no value to compare with",
            "A missing value is found with IS NULL",
        )
        .about(Subject::Operator("null".to_owned()))),
    }
}

fn named(property: &str, names: &Names<'_>) -> Result<Operand, FilterError> {
    let (place, field) = match names.meaning(property)? {
        Meaning::Id => return Ok(Operand::Text(Text::Id)),
        Meaning::Geometry => return Ok(Operand::Place(Place::Feature)),
        Meaning::Field(place, field) => (place, field),
    };
    Ok(match field.kind {
        FieldKind::Text => Operand::Text(Text::Field(place)),
        FieldKind::Integer | FieldKind::Number => Operand::Number(Number::Field(place)),
        FieldKind::Boolean => Operand::Boolean(crate::tree::Predicate::Field(place)),
        FieldKind::Date => Operand::Time(Grain::Day, Time::Field(place)),
        FieldKind::Timestamp => Operand::Time(Grain::Moment, Time::Field(place)),
        FieldKind::Texts => Operand::Texts(place),
        FieldKind::Nested => {
            return Err(FilterError::new(
                format!(
                    "{} has parts of its own and cannot be filtered by",
                    quoted(property)
                ),
                "It can be read; the queryables say what can be filtered by",
            )
            .about(Subject::Property(property.to_owned())));
        }
    })
}

fn literal<'e>(tree: &'e Expr, function: &str) -> Result<&'e str, FilterError> {
    match tree {
        Expr::Literal(text) => Ok(text),
        _ => Err(FilterError::new(
            format!("{function} is given something else than a text"),
            format!(
                "{function} takes a text: DATE('2026-09-01'), TIMESTAMP('2026-09-01T08:30:00Z')"
            ),
        )
        .about(Subject::Operator(function.to_owned()))),
    }
}

fn operation(
    operator: &str,
    values: &[Box<Expr>],
    tree: &Expr,
    names: &Names<'_>,
) -> Result<Operand, FilterError> {
    if is_condition(operator) {
        return predicate(tree, names).map(Operand::Boolean);
    }
    match (operator, values) {
        ("casei", [value]) => fold(
            operator,
            value,
            Folding {
                case: true,
                accents: false,
            },
            names,
        ),
        ("accenti", [value]) => fold(
            operator,
            value,
            Folding {
                case: false,
                accents: true,
            },
            names,
        ),
        (_, [one, other]) if Arithmetic::of(operator).is_some() => {
            let arithmetic = Arithmetic::of(operator).unwrap_or(Arithmetic::Add);
            let number = |tree| {
                number(tree, names)
                    .map_err(|error| error.about(Subject::Operator(operator.to_owned())))
            };
            Ok(Operand::Number(computed(
                arithmetic,
                number(one)?,
                number(other)?,
            )))
        }
        ("casei" | "accenti", _) => Err(FilterError::new(
            format!("{operator} is given {} values", values.len()),
            format!("{operator} takes one text"),
        )
        .about(Subject::Operator(operator.to_owned()))),
        _ => Err(unknown_function(operator)),
    }
}

fn computed(arithmetic: Arithmetic, one: Number, other: Number) -> Number {
    if let (Number::Fixed(one), Number::Fixed(other)) = (&one, &other)
        && let Some(result) = arithmetic.apply(*one, *other)
    {
        return Number::Fixed(result);
    }
    Number::Of(arithmetic, Box::new((one, other)))
}

fn fold(
    function: &str,
    value: &Expr,
    folding: Folding,
    names: &Names<'_>,
) -> Result<Operand, FilterError> {
    let text =
        text(value, names).map_err(|error| error.about(Subject::Operator(function.to_owned())))?;
    Ok(Operand::Text(match text {
        Text::Fixed(text) => Text::Fixed(folded(&text, folding).into_owned()),
        Text::Folded(inner, text) => {
            let both = Folding {
                case: inner.case || folding.case,
                accents: inner.accents || folding.accents,
            };
            Text::Folded(both, text)
        }
        text => Text::Folded(folding, Box::new(text)),
    }))
}

/// Understands a value that must be a text.
pub(crate) fn text(tree: &Expr, names: &Names<'_>) -> Result<Text, FilterError> {
    match operand(tree, names)? {
        Operand::Text(text) => Ok(text),
        other => Err(about(
            FilterError::new(
                format!("{} stands where a text must", described(&other, tree)),
                "A text is a property of texts, or stands in single quotes",
            ),
            tree,
        )),
    }
}

/// Understands a value that must be a number.
pub(crate) fn number(tree: &Expr, names: &Names<'_>) -> Result<Number, FilterError> {
    match operand(tree, names)? {
        Operand::Number(number) => Ok(number),
        other => Err(about(
            FilterError::new(
                format!("{} stands where a number must", described(&other, tree)),
                "A number is a property of numbers, or written like 12 or 0.5 without quotes",
            ),
            tree,
        )),
    }
}

/// Understands a shape.
pub(crate) fn place(tree: &Expr, names: &Names<'_>) -> Result<Place, FilterError> {
    let fixed = match tree {
        Expr::Geometry(Geometry::Wkt(text)) => {
            let kind = text
                .split(|letter: char| !letter.is_ascii_alphabetic())
                .next()
                .unwrap_or_default();
            let shape = shape::wkt(text, names);
            Fixed::new(shape.map_err(|error| error.about(Subject::Operator(kind.to_owned())))?)
        }
        Expr::Geometry(geometry) => {
            let value = serde_json::to_value(geometry).unwrap_or_default();
            let kind = value["type"].as_str().unwrap_or_default();
            let shape = shape::geojson(&value, names);
            Fixed::new(shape.map_err(|error| error.about(Subject::Operator(kind.to_owned())))?)
        }
        Expr::BBox { bbox } => {
            let sides = bbox.iter().map(|side| match number(side, names)? {
                Number::Fixed(side) => Ok(side),
                _ => Err(FilterError::new(
                    "a side of a BBOX is no number that is given",
                    "A BBOX has four numbers: west, south, east, north",
                )),
            });
            let sides = sides.collect::<Result<Vec<_>, _>>();
            let fixed = sides.and_then(|sides| Fixed::from_box(&sides, names));
            fixed.map_err(|error| error.about(Subject::Operator("bbox".to_owned())))?
        }
        _ => match operand(tree, names)? {
            Operand::Place(place) => return Ok(place),
            other => {
                return Err(about(
                    FilterError::new(
                        format!("{} stands where a shape must", described(&other, tree)),
                        "A shape is the geometry of the features, or written like POINT(-96.8 32.8) or BBOX(-97, 32, -96, 33)",
                    ),
                    tree,
                ));
            }
        },
    };
    Ok(Place::Fixed(Box::new(fixed)))
}

/// Points an error to what `tree` is written with.
pub(crate) fn about(error: FilterError, tree: &Expr) -> FilterError {
    match tree {
        Expr::Property { property } => error.about(Subject::Property(property.clone())),
        Expr::Literal(text) => error.about(Subject::Text(text.clone())),
        Expr::Operation { op, .. } => error.about(Subject::Operator(op.clone())),
        Expr::Date { .. } => error.about(Subject::Operator("date".to_owned())),
        Expr::Timestamp { .. } => error.about(Subject::Operator("timestamp".to_owned())),
        _ => error,
    }
}

/// What a value is, in words.
pub(crate) fn described(operand: &Operand, tree: &Expr) -> String {
    let kind = match operand {
        Operand::Text(_) => "a text",
        Operand::Number(_) => "a number",
        Operand::Time(grain, _) => grain.words(),
        Operand::Boolean(_) => "a yes-or-no value",
        Operand::Texts(_) => "a list of texts",
        Operand::Place(_) => "a shape",
    };
    match tree {
        Expr::Property { property } => format!("{} ({kind})", quoted(property)),
        Expr::Literal(text) => format!("the text {}", quoted(text)),
        Expr::Float(number) => format!("the number {number}"),
        _ => kind.to_owned(),
    }
}

/// The text, if it is the same for every feature.
pub(crate) fn fixed_text(text: &Text) -> Option<String> {
    match text {
        Text::Fixed(text) => Some(text.clone()),
        Text::Folded(_, inner) => {
            fixed_text(inner)?;
            nothing(|view| text.of(view).map(std::borrow::Cow::into_owned))
        }
        Text::Id | Text::Field(_) => None,
    }
}
