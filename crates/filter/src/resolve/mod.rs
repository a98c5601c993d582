//! From the parser's tree of names to a tree of types: every name is looked up, every type checked, and everything that
//! does not depend on the feature worked out.

mod comparisons;
mod lists;
mod operands;
mod relations;

use crate::error::{FilterError, Subject, quoted};
use crate::names::Names;
use crate::prepared::{Shape, View};
use crate::tree::{Arithmetic, Comparison, Operand, Predicate};
use cql2::Expr;
use model::feature::Feature;

/// Understands an expression that must be true or false.
pub(crate) fn predicate(tree: &Expr, names: &Names<'_>) -> Result<Predicate, FilterError> {
    match tree {
        Expr::Bool(known) => Ok(Predicate::Fixed(Some(*known))),
        Expr::Operation { op, args } => operation(op, args, names).map(settled),
        _ => match operands::operand(tree, names)? {
            Operand::Boolean(predicate) => Ok(predicate),
            operand => Err(operands::about(
                FilterError::new(
                    format!(
                        "{} stands where a condition must",
                        operands::described(&operand, tree)
                    ),
                    "A condition compares values, like name = 'Lincoln', or is a yes-or-no property",
                ),
                tree,
            )),
        },
    }
}

/// Whether an operator makes something that is true or false.
pub(crate) fn is_condition(operator: &str) -> bool {
    let words = ["and", "or", "not", "like", "between", "in", "isNull"];
    words.contains(&operator)
        || Comparison::of(operator).is_some()
        || ["s_", "t_", "a_"]
            .iter()
            .any(|start| operator.starts_with(start))
}

fn operation(
    operator: &str,
    values: &[Box<Expr>],
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    let result = match (operator, values) {
        ("and", parts) => joined(parts, names).map(Predicate::And),
        ("or", parts) => joined(parts, names).map(Predicate::Or),
        ("not", [part]) => predicate(part, names).map(|part| Predicate::Not(Box::new(part))),
        ("isNull", [value]) => {
            operands::operand(value, names).map(|operand| Predicate::Missing(Box::new(operand)))
        }
        ("like", [text, pattern]) => comparisons::like(text, pattern, names),
        ("between", [value, low, high]) => comparisons::between(value, low, high, names),
        ("in", [value, list]) => comparisons::is_in(value, list, names),
        (_, [one, other]) if relations::is_relation(operator) => {
            relations::relation(operator, one, other, names)
        }
        (_, [one, other]) => match Comparison::of(operator) {
            Some(comparison) => comparisons::compare(comparison, one, other, names),
            None => Err(no_condition(operator, values)),
        },
        _ => Err(no_condition(operator, values)),
    };
    result.map_err(|error| error.about(Subject::Operator(operator.to_owned())))
}

fn no_condition(operator: &str, values: &[Box<Expr>]) -> FilterError {
    let number = values.len();
    if is_condition(operator)
        && (relations::is_relation(operator) || operator == "not" || operator == "in")
    {
        return FilterError::new(
            format!("{operator} is given {number} values"),
            "NOT takes one value, IN a value and a list, and functions of shapes, times and lists take two",
        );
    }
    if Arithmetic::of(operator).is_some() || ["casei", "accenti"].contains(&operator) {
        return FilterError::new(
            format!("{operator} makes a value where a condition must stand"),
            "A condition compares values, like name = 'Lincoln'",
        );
    }
    unknown_function(operator)
}

/// What is said of a function that there is not.
pub(crate) fn unknown_function(operator: &str) -> FilterError {
    FilterError::new(
        format!("there is no function {}", quoted(operator)),
        "The functions are CASEI, ACCENTI, DATE, TIMESTAMP, INTERVAL, BBOX, S_INTERSECTS, S_EQUALS, S_DISJOINT, S_TOUCHES, \
         S_WITHIN, S_OVERLAPS, S_CROSSES, S_CONTAINS, T_AFTER, T_BEFORE, T_CONTAINS, T_DISJOINT, T_DURING, T_EQUALS, \
         T_FINISHEDBY, T_FINISHES, T_INTERSECTS, T_MEETS, T_METBY, T_OVERLAPPEDBY, T_OVERLAPS, T_STARTEDBY, T_STARTS, \
         A_EQUALS, A_CONTAINS, A_CONTAINEDBY and A_OVERLAPS",
    )
    .about(Subject::Operator(operator.to_owned()))
}

/// The parts of AND or OR, the cheap ones first: the answer does not depend on their order.
fn joined(parts: &[Box<Expr>], names: &Names<'_>) -> Result<Vec<Predicate>, FilterError> {
    let parts = parts.iter().map(|part| predicate(part, names));
    let mut parts = parts.collect::<Result<Vec<_>, _>>()?;
    parts.sort_by_key(Predicate::cost);
    Ok(parts)
}

/// The predicate, or what it always says when it does not depend on the feature.
fn settled(predicate: Predicate) -> Predicate {
    if predicate.is_fixed() {
        return Predicate::Fixed(nothing(|view| predicate.holds(view)));
    }
    predicate
}

/// What `ask` says of a feature without anything.
pub(crate) fn nothing<T>(ask: impl FnOnce(&View<'_>) -> T) -> T {
    let feature = Feature {
        id: String::new(),
        geometry: None,
        values: Vec::new(),
    };
    ask(&View {
        feature: &feature,
        shape: Shape::Nowhere,
        area: None,
    })
}
