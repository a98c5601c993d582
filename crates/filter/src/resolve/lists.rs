//! Lists, compared as sets.

use super::comparisons::is_empty_list;
use super::nothing;
use super::operands::{about, described, operand};
use super::relations::no_item;
use crate::error::{FilterError, quoted};
use crate::names::Names;
use crate::tree::{Item, List, ListRelation, Operand, Predicate};
use cql2::Expr;

/// Understands a comparison of two lists.
pub(crate) fn compare(
    relation: ListRelation,
    one: &Expr,
    other: &Expr,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    let lists = (list(one, names)?, list(other, names)?);
    for (field, tree, other) in [(&lists.0, one, &lists.1), (&lists.1, other, &lists.0)] {
        if matches!(field, List::Field(_)) && !holds_texts(other) {
            let name = match tree {
                Expr::Property { property } => quoted(property),
                _ => "the property".to_owned(),
            };
            return Err(about(
                FilterError::new(
                    format!("{name}, a list of texts, is compared with a list of something else"),
                    "Its values are texts in single quotes",
                ),
                tree,
            ));
        }
    }
    Ok(Predicate::Lists(relation, Box::new(lists)))
}

fn holds_texts(list: &List) -> bool {
    match list {
        List::Field(_) => true,
        List::Fixed(items) => items.iter().all(|item| matches!(item, Item::Text(_))),
        List::Of(operands) => operands
            .iter()
            .all(|operand| matches!(operand, Operand::Text(_))),
    }
}

fn list(tree: &Expr, names: &Names<'_>) -> Result<List, FilterError> {
    if is_empty_list(tree) {
        return Ok(List::Fixed(Vec::new()));
    }
    let values: Vec<&Expr> = match tree {
        Expr::Array(values) => match values.as_slice() {
            [only] if is_empty_list(only) => Vec::new(),
            values => values.iter().map(AsRef::as_ref).collect(),
        },
        Expr::Property { property } => {
            return match operand(tree, names)? {
                Operand::Texts(field) => Ok(List::Field(field)),
                other => Err(about(
                    FilterError::new(
                        format!("{} is no list", described(&other, tree)),
                        format!("One value is compared with a list by {property} IN (…)"),
                    ),
                    tree,
                )),
            };
        }
        // The parser takes the parentheses of a list of one for those of a group.
        only => vec![only],
    };
    let items = values.into_iter().map(|value| item(value, names));
    let operands = items.collect::<Result<Vec<_>, _>>()?;
    if !operands.iter().all(Operand::is_fixed) {
        return Ok(List::Of(operands));
    }
    let items = operands
        .iter()
        .map(|operand| nothing(|view| operand.item(view)));
    match items.collect::<Option<Vec<_>>>() {
        Some(mut items) => {
            items.sort_by(Item::order);
            items.dedup();
            Ok(List::Fixed(items))
        }
        None => Ok(List::Of(operands)),
    }
}

fn item(tree: &Expr, names: &Names<'_>) -> Result<Operand, FilterError> {
    match operand(tree, names)? {
        other @ (Operand::Texts(_) | Operand::Place(_)) => {
            Err(about(no_item(&described(&other, tree)), tree))
        }
        operand => Ok(operand),
    }
}
