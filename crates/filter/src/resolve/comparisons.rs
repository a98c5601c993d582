//! Comparisons, `LIKE`, `BETWEEN` and `IN`.

use super::operands::{about, described, fixed_text, operand, text};
use crate::error::{FilterError, Subject, quoted};
use crate::limits::MAX_PATTERN;
use crate::names::Names;
use crate::tree::{Comparison, Membership, Number, Operand, Pair, Predicate};
use crate::words::Pattern;
use cql2::Expr;

/// Two values of one type.
fn pair(one: &Expr, other: &Expr, names: &Names<'_>) -> Result<Pair, FilterError> {
    match (operand(one, names)?, operand(other, names)?) {
        (Operand::Text(one), Operand::Text(other)) => Ok(Pair::Texts(one, other)),
        (Operand::Number(one), Operand::Number(other)) => Ok(Pair::Numbers(one, other)),
        (Operand::Boolean(one), Operand::Boolean(other)) => Ok(Pair::Booleans(one, other)),
        (Operand::Time(grain, first), Operand::Time(other_grain, second)) => {
            let shared = grain.shared(other_grain);
            Ok(Pair::Times(
                shared,
                first.counted(grain, shared),
                second.counted(other_grain, shared),
            ))
        }
        (first, second) => Err(mismatch((&first, one), (&second, other))),
    }
}

/// What is said of two values that cannot be compared.
fn mismatch((first, one): (&Operand, &Expr), (second, other): (&Operand, &Expr)) -> FilterError {
    let remedy = match (first, second) {
        (Operand::Time(..), Operand::Text(_)) | (Operand::Text(_), Operand::Time(..)) => {
            "A date is written like DATE('2026-09-01'), a moment like TIMESTAMP('2026-09-01T08:30:00Z')"
        }
        (Operand::Texts(_), _) | (_, Operand::Texts(_)) => {
            "Lists are compared with A_CONTAINS, A_CONTAINEDBY, A_EQUALS and A_OVERLAPS: A_CONTAINS(languages, ('Spanish'))"
        }
        (Operand::Place(_), _) | (_, Operand::Place(_)) => {
            "Shapes are compared with the functions that begin with S_: S_INTERSECTS(geometry, POINT(-96.8 32.8))"
        }
        (Operand::Number(_), Operand::Text(_)) | (Operand::Text(_), Operand::Number(_)) => {
            "Numbers stand without quotes, texts in single quotes"
        }
        (Operand::Boolean(_), _) | (_, Operand::Boolean(_)) => {
            "A yes-or-no value is compared with TRUE or FALSE"
        }
        _ => "Values of one type are compared",
    };
    let problem = format!(
        "{} is compared with {}",
        described(first, one),
        described(second, other)
    );
    // The literal is what the writer of the filter can change.
    let guilty = if matches!(other, Expr::Property { .. }) {
        one
    } else {
        other
    };
    about(about(FilterError::new(problem, remedy), guilty), one)
}

/// A comparison.
pub(crate) fn compare(
    comparison: Comparison,
    one: &Expr,
    other: &Expr,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    let pair = pair(one, other, names)?;
    if matches!(pair, Pair::Booleans(..))
        && !matches!(comparison, Comparison::Equal | Comparison::Unequal)
    {
        return Err(FilterError::new(
            "yes-or-no values are put in an order",
            "Yes-or-no values are compared with = and <>",
        ));
    }
    Ok(Predicate::Compare(comparison, Box::new(pair)))
}

/// `BETWEEN`: not below the first bound and not above the second.
pub(crate) fn between(
    value: &Expr,
    low: &Expr,
    high: &Expr,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    Ok(Predicate::And(vec![
        compare(Comparison::GreaterOrEqual, value, low, names)?,
        compare(Comparison::LessOrEqual, value, high, names)?,
    ]))
}

/// `IN`: equal to one of a list.
pub(crate) fn is_in(
    value: &Expr,
    list: &Expr,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    let Expr::Array(values) = list else {
        return Err(FilterError::new(
            "IN has no list",
            "A list is written like IN ('a', 'b')",
        ));
    };
    let values: Vec<&Expr> = match values.as_slice() {
        [only] if is_empty_list(only) => Vec::new(),
        values => values.iter().map(AsRef::as_ref).collect(),
    };
    if values.is_empty() {
        return Err(FilterError::new(
            "the list of IN is empty",
            "IN compares with one value or more",
        ));
    }
    let pairs = values.iter().map(|one| pair(value, one, names));
    let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
    Ok(membership(pairs))
}

pub(crate) fn is_empty_list(tree: &Expr) -> bool {
    matches!(tree, Expr::Operation { op, args } if op == crate::read::EMPTY_LIST && args.is_empty())
}

/// One test for all pairs of the same value with others.
fn membership(pairs: Vec<Pair>) -> Predicate {
    let (mut texts, mut other_texts, mut text) = (Vec::new(), Vec::new(), None);
    let (mut numbers, mut other_numbers, mut number) = (Vec::new(), Vec::new(), None);
    let mut rest = Vec::new();
    for pair in pairs {
        match pair {
            Pair::Texts(value, one) => {
                text.get_or_insert(value);
                match fixed_text(&one) {
                    Some(fixed) => texts.push(fixed),
                    None => other_texts.push(one),
                }
            }
            Pair::Numbers(value, one) => {
                number.get_or_insert(value);
                match one {
                    Number::Fixed(fixed) => numbers.push(fixed),
                    one => other_numbers.push(one),
                }
            }
            pair => rest.push(Predicate::Compare(Comparison::Equal, Box::new(pair))),
        }
    }
    texts.sort_unstable();
    numbers.sort_by(f64::total_cmp);
    match (text, number) {
        (Some(text), _) => Predicate::In(Box::new(Membership::Texts(text, texts, other_texts))),
        (_, Some(number)) => Predicate::In(Box::new(Membership::Numbers(
            number,
            numbers,
            other_numbers,
        ))),
        (None, None) => Predicate::Or(rest),
    }
}

/// `LIKE` with a pattern that the filter holds.
pub(crate) fn like(
    value: &Expr,
    pattern: &Expr,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    let value = text(value, names)?;
    let pattern_text = text(pattern, names)?;
    let Some(fixed) = fixed_text(&pattern_text) else {
        return Err(FilterError::new(
            "the pattern of LIKE is a property",
            "The pattern is a text in single quotes, with % for any letters and _ for one",
        ));
    };
    if fixed.len() > MAX_PATTERN {
        let remedy = format!("A pattern has at most {MAX_PATTERN} bytes");
        let error = FilterError::new(
            format!("the pattern {} is too long", quoted(&fixed)),
            remedy,
        );
        return Err(error.about(Subject::Operator("like".to_owned())));
    }
    Ok(Predicate::Like(
        Box::new(value),
        Box::new(Pattern::new(&fixed)),
    ))
}
