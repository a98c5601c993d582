//! From CQL2 text and JSON to the expression tree of the parser, with everything refused that the parser cannot stand.

mod json;
mod order;
mod tokens;

use crate::error::{FilterError, Position, Subject};
use crate::limits::{MAX_DEPTH, MAX_LIST, MAX_STEPS, MAX_TEXT};
use cql2::Expr;
use order::Notes;
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::sync::Once;
use tokens::{Kind, Token};

/// The operator that stands for an empty list, for which the parser has no words.
pub(crate) const EMPTY_LIST: &str = "()";

/// A filter that has been read and not yet understood.
pub(crate) enum Source<'s> {
    Text(&'s str, Vec<Token<'s>>),
    Json(serde_json::Value),
}

/// Reads CQL2 text.
pub(crate) fn text(source: &str) -> Result<(Expr, Source<'_>), FilterError> {
    if source.len() > MAX_TEXT {
        let remedy = format!("A filter in text has at most {MAX_TEXT} bytes");
        return Err(FilterError::new(
            format!("the filter has {} bytes", source.len()),
            remedy,
        ));
    }
    let tokens = tokens::tokens(source)?;
    let notes = order::check(source, &tokens)?;
    let (plain, places) = plain(&tokens, &notes);
    let tree = parse(&plain).map_err(|error| not_understood(source, &places, &error))?;
    bounded(&tree)?;
    Ok((tree, Source::Text(source, tokens)))
}

/// Reads CQL2 JSON.
pub(crate) fn json(source: &str) -> Result<(Expr, Source<'_>), FilterError> {
    let value = json::read(source)?;
    let tree = Expr::try_from(value.clone()).map_err(|_| {
        FilterError::new(
            "the filter is no CQL2 JSON",
            "Each expression is written as CQL2 (OGC 21-065r2) has it",
        )
        .at(Position::Pointer(String::new()))
    })?;
    bounded(&tree)?;
    Ok((tree, Source::Json(value)))
}

/// Runs the parser, which may not take more steps than a filter that is right can need.
fn parse(plain: &str) -> Result<Expr, Box<cql2::Error>> {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(MAX_STEPS)));
    cql2::parse_text(plain).map_err(Box::new)
}

/// The tokens as text that the parser reads as the standard has it: escapes undone, names quoted that begin with a
/// sign, numbers with a digit before the point and in shapes without exponent, plain spaces. Beside it, where each token begins, here and in the source.
fn plain(tokens: &[Token<'_>], notes: &Notes) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    for (place, token) in tokens.iter().enumerate() {
        if token.spaced && !text.is_empty() {
            text.push(' ');
        }
        places.push((text.len(), token.start));
        if notes.minuses.iter().any(|minus| *minus.start() == place) {
            text.push('(');
        }
        match &token.kind {
            Kind::Text(content) => quote(&mut text, '\'', content),
            Kind::Name(name) => quote(&mut text, '"', name),
            Kind::Word if token.text.starts_with(['_', ':']) => quote(&mut text, '"', token.text),
            Kind::Number if token.text.contains(['e', 'E']) && is_in(&notes.shapes, place) => {
                let number: f64 = token.text.parse().unwrap_or_default();
                let _ = write!(text, "{number:.20}");
            }
            Kind::Number if token.text.starts_with('.') => {
                text.push('0');
                text.push_str(token.text);
            }
            Kind::Sign if notes.pluses.binary_search(&place).is_ok() => {}
            Kind::Open if is_empty_list(tokens, place) => text.push_str("\"()\"("),
            _ => text.push_str(token.text),
        }
        if notes.minuses.iter().any(|minus| *minus.end() == place) {
            text.push(')');
        }
    }
    (text, places)
}

fn is_in(shapes: &[RangeInclusive<usize>], token: usize) -> bool {
    let before = shapes.partition_point(|shape| *shape.start() <= token);
    before
        .checked_sub(1)
        .is_some_and(|shape| shapes[shape].contains(&token))
}

fn is_empty_list(tokens: &[Token<'_>], open: usize) -> bool {
    let named = |token: &Token<'_>| matches!(token.kind, Kind::Name(_)) || is_name(token);
    tokens
        .get(open + 1)
        .is_some_and(|next| next.kind == Kind::Close)
        && !open
            .checked_sub(1)
            .is_some_and(|before| named(&tokens[before]))
}

fn is_name(token: &Token<'_>) -> bool {
    const OPERATORS: [&str; 7] = ["AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "DIV"];
    token.kind == Kind::Word && !OPERATORS.iter().any(|word| token.is_word(word))
}

fn quote(text: &mut String, mark: char, content: &str) {
    text.push(mark);
    for letter in content.chars() {
        text.push(letter);
        if letter == mark {
            text.push(mark);
        }
    }
    text.push(mark);
}

/// What is said of text that the parser refuses although each value and operator is in its place.
fn not_understood(source: &str, places: &[(usize, usize)], error: &cql2::Error) -> FilterError {
    let refusal = FilterError::new(
        "the filter cannot be read from here",
        "Conditions compare two values, and shapes are written like POINT(-96.8 32.8) or POLYGON((0 0, 1 0, 1 1, 0 0))",
    );
    let cql2::Error::Pest(pest) = error else {
        return FilterError::new(
            "the filter cannot be read",
            "Each expression is written as CQL2 (OGC 21-065r2) has it",
        );
    };
    let (pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _))) =
        pest.location;
    let token = places
        .partition_point(|&(plain, _)| plain <= at)
        .saturating_sub(1);
    let byte = places.get(token).map_or(0, |&(_, byte)| byte);
    refusal.at(tokens::character(source, byte))
}

/// Refuses trees that are too deep, or lists that are too long, for what follows. The tree is walked without recursion.
fn bounded(tree: &Expr) -> Result<(), FilterError> {
    let mut waiting = vec![(tree, 1_usize)];
    while let Some((expression, depth)) = waiting.pop() {
        if depth > MAX_DEPTH {
            let remedy = format!("Operators may stand in each other {MAX_DEPTH} deep");
            return Err(FilterError::new("the filter nests too deep", remedy));
        }
        let parts = match expression {
            Expr::Operation { args, .. } => args,
            Expr::Interval { interval } => interval,
            Expr::BBox { bbox } => bbox,
            Expr::Array(values) => values,
            Expr::Timestamp { timestamp: part } | Expr::Date { date: part } => {
                waiting.push((part, depth + 1));
                continue;
            }
            _ => continue,
        };
        if parts.len() > MAX_LIST {
            let remedy = format!("A list has at most {MAX_LIST} values");
            return Err(FilterError::new(
                format!("a list has {} values", parts.len()),
                remedy,
            ));
        }
        waiting.extend(parts.iter().map(|part| (part.as_ref(), depth + 1)));
    }
    Ok(())
}

impl Source<'_> {
    /// Where `subject` is written first.
    pub(crate) fn find(&self, subject: &Subject) -> Option<Position> {
        match self {
            Self::Text(source, tokens) => tokens
                .iter()
                .find(|token| is_written(token, subject))
                .map(|token| tokens::character(source, token.start)),
            Self::Json(value) => json::find(value, subject).map(Position::Pointer),
        }
    }
}

fn is_written(token: &Token<'_>, subject: &Subject) -> bool {
    match (&token.kind, subject) {
        (Kind::Name(name), Subject::Property(wanted) | Subject::Operator(wanted)) => name == wanted,
        (Kind::Word, Subject::Property(wanted)) => token.text == wanted,
        (Kind::Word | Kind::Sign, Subject::Operator(wanted)) => {
            token.text.eq_ignore_ascii_case(wanted)
        }
        (Kind::Text(content), Subject::Text(wanted)) => content == wanted,
        _ => false,
    }
}

/// Appends one step to a JSON pointer.
pub(crate) fn step(pointer: &str, name: impl std::fmt::Display) -> String {
    let mut longer = pointer.to_owned();
    let _ = write!(longer, "/{name}");
    longer
}
