//! Checks that values and operators follow each other as they must, in one pass over the tokens.
//!
//! The parser goes back and tries again where parentheses may mean two things, twice for each level of a filter that is
//! wrong inside. What is wrong is therefore found here first, at its place and in our words.

use super::tokens::{Kind, Token, character};
use crate::error::{FilterError, quoted};
use crate::limits::{MAX_LIST, MAX_NESTING, MAX_OPERATORS};
use crate::shape::check_wkt;
use std::ops::RangeInclusive;

/// A parenthesis that is open.
struct Open {
    /// The token that opens it.
    at: usize,
    /// The condition around it.
    condition: Condition,
    /// How many signs and NOTs stand before it.
    prefixes: usize,
    /// How many values it holds so far.
    values: usize,
}

/// What is known of the condition that is being read.
#[derive(Clone, Copy, Default)]
struct Condition {
    /// Whether it already compares.
    compared: bool,
    /// Whether an `AND` is still owed to a `BETWEEN`.
    between: bool,
}

/// The state of the check.
struct Order<'s, 't> {
    source: &'s str,
    tokens: &'t [Token<'s>],
    at: usize,
    open: Vec<Open>,
    condition: Condition,
    prefixes: usize,
    nested_prefixes: usize,
    /// How many operators nest the tree that the parser makes: all but comparisons.
    operators: usize,
    wants_value: bool,
    notes: Notes,
}

const COMPARISONS: [&str; 7] = ["=", "<>", "!=", "<", "<=", ">", ">="];
const SHAPES: [&str; 7] = [
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
];

/// Whether a word is the name of a kind of shape, with or without the mark of a third or fourth coordinate.
pub(crate) fn is_shape(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let bare = upper
        .strip_suffix("ZM")
        .or(upper.strip_suffix(['Z', 'M']))
        .unwrap_or(&upper);
    SHAPES.contains(&bare) || SHAPES.contains(&upper.as_str())
}

/// What the parser reads otherwise than the standard has it.
#[derive(Default)]
pub(crate) struct Notes {
    /// The tokens of shapes, whose numbers may have no exponent.
    pub(crate) shapes: Vec<RangeInclusive<usize>>,
    /// Signs that say nothing, and may not stand apart from their number.
    pub(crate) pluses: Vec<usize>,
    /// Signs that follow NOT, with the last token that they are for. They need parentheses.
    pub(crate) minuses: Vec<RangeInclusive<usize>>,
}

/// Checks the order of `tokens`, which are those of `source`.
pub(crate) fn check(source: &str, tokens: &[Token<'_>]) -> Result<Notes, FilterError> {
    let mut order = Order {
        source,
        tokens,
        at: 0,
        open: Vec::new(),
        condition: Condition::default(),
        prefixes: 0,
        nested_prefixes: 0,
        operators: 0,
        wants_value: true,
        notes: Notes::default(),
    };
    while let Some(token) = tokens.get(order.at) {
        if order.wants_value {
            order.value(token)?;
        } else {
            order.after_value(token)?;
        }
        order.at += 1;
    }
    order.end()?;
    Ok(order.notes)
}

impl<'s> Order<'s, '_> {
    fn error(&self, problem: impl Into<String>, remedy: &str) -> FilterError {
        let end = self.source.trim_end().len();
        let byte = self.tokens.get(self.at).map_or(end, |token| token.start);
        FilterError::new(problem, remedy).at(character(self.source, byte))
    }

    fn next(&self) -> Option<&Token<'s>> {
        self.tokens.get(self.at + 1)
    }

    /// Reads a token where a value must stand.
    fn value(&mut self, token: &Token<'s>) -> Result<(), FilterError> {
        match &token.kind {
            Kind::Number | Kind::Text(_) => self.wants_value = false,
            Kind::Name(_) => self.name(),
            Kind::Word => return self.word(token),
            Kind::Sign if token.text == "-" => {
                self.note_minus();
                return self.prefix();
            }
            Kind::Sign
                if token.text == "+"
                    && self.next().is_some_and(|next| next.kind == Kind::Number) =>
            {
                self.notes.pluses.push(self.at);
            }
            Kind::Open if self.next().is_some_and(|next| next.kind == Kind::Close) => {
                self.at += 1;
                self.wants_value = false;
            }
            Kind::Open => self.push(),
            Kind::Close | Kind::Comma | Kind::Sign => {
                return Err(self.error(
                    format!("a value is missing before {}", quoted(token.text)),
                    "A value is a property, a number, a text in single quotes, TRUE, FALSE, a DATE, a shape or a function of them",
                ));
            }
        }
        self.limit()
    }

    fn word(&mut self, token: &Token<'s>) -> Result<(), FilterError> {
        if token.is_word("NOT") {
            return self.prefix();
        }
        let reserved = ["AND", "OR", "IS", "LIKE", "BETWEEN", "IN", "DIV"];
        if reserved.iter().any(|word| token.is_word(word)) {
            return Err(self.error(
                format!("a value is missing before {}", quoted(token.text)),
                "A property that is named like an operator stands in double quotes",
            ));
        }
        if is_shape(token.text) && self.shape(token)? {
            return Ok(());
        }
        self.name();
        self.limit()
    }

    /// A name, which is a property or, before a parenthesis, a function.
    fn name(&mut self) {
        self.wants_value = false;
        if self.next().is_some_and(|next| next.kind == Kind::Open) {
            self.at += 1;
            self.push();
            if self.next().is_some_and(|next| next.kind == Kind::Close) {
                self.wants_value = false;
            }
        }
    }

    /// Reads a shape, whose tokens are no operators and values, when the word is followed by one.
    fn shape(&mut self, token: &Token<'s>) -> Result<bool, FilterError> {
        let mark = |token: &Token<'_>| ["Z", "M", "ZM"].iter().any(|mark| token.is_word(mark));
        let at = self.at + 1 + usize::from(self.next().is_some_and(mark));
        let Some(last) = self.shape_end(at) else {
            return Ok(false);
        };
        let end = self.tokens[last].start + self.tokens[last].text.len();
        check_wkt(&self.source[token.start..end])
            .map_err(|error| error.at(character(self.source, token.start)))?;
        self.notes.shapes.push(self.at..=last);
        (self.at, self.wants_value) = (last, false);
        Ok(true)
    }

    /// The last token of the positions that begin at a token: EMPTY, or the parenthesis that closes the first.
    fn shape_end(&self, at: usize) -> Option<usize> {
        if self.tokens.get(at)?.is_word("EMPTY") {
            return Some(at);
        }
        let mut depth = 0_usize;
        for (place, token) in self.tokens.iter().enumerate().skip(at) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return (token.kind == Kind::Close).then_some(place);
            }
        }
        None
    }

    /// Notes a sign that follows NOT and stands for one value: a number, a name, a call or a group.
    fn note_minus(&mut self) {
        let before = self.at.checked_sub(1).map(|before| &self.tokens[before]);
        if !before.is_some_and(|before| before.is_word("NOT")) {
            return;
        }
        let mut depth = 0_usize;
        for (place, token) in self.tokens.iter().enumerate().skip(self.at + 1) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => return,
                Kind::Close => depth -= 1,
                _ => {}
            }
            let called = self
                .tokens
                .get(place + 1)
                .is_some_and(|next| next.kind == Kind::Open);
            let name = matches!(token.kind, Kind::Word | Kind::Name(_));
            if depth == 0 && !(name && called) {
                return self.notes.minuses.push(self.at..=place);
            }
        }
    }

    fn prefix(&mut self) -> Result<(), FilterError> {
        self.prefixes += 1;
        self.operators += 1;
        self.limit()
    }

    fn push(&mut self) {
        self.open.push(Open {
            at: self.at,
            condition: self.condition,
            prefixes: self.prefixes,
            values: 1,
        });
        self.nested_prefixes += self.prefixes;
        self.condition = Condition::default();
        self.prefixes = 0;
        self.wants_value = true;
    }

    fn limit(&self) -> Result<(), FilterError> {
        if self.open.len() + self.nested_prefixes + self.prefixes > MAX_NESTING {
            let remedy =
                format!("Parentheses, calls and NOT may stand in each other {MAX_NESTING} deep");
            return Err(self.error("the filter nests too deep", &remedy));
        }
        if self.operators > MAX_OPERATORS {
            let remedy = format!(
                "A filter may have {MAX_OPERATORS} of AND, OR, NOT and arithmetic; IN compares with a list of values"
            );
            return Err(self.error("the filter has too many operators", &remedy));
        }
        Ok(())
    }

    /// Reads a token that follows a value.
    fn after_value(&mut self, token: &Token<'s>) -> Result<(), FilterError> {
        match &token.kind {
            Kind::Close => return self.close(),
            Kind::Comma => return self.comma(),
            Kind::Sign if COMPARISONS.contains(&token.text) => self.compare()?,
            Kind::Sign => self.operators += 1,
            Kind::Word if token.is_word("DIV") => self.operators += 1,
            Kind::Word if token.is_word("AND") || token.is_word("OR") => self.connect(token)?,
            Kind::Word if token.is_word("IS") => return self.is_null(),
            Kind::Word if token.is_word("NOT") => {
                let next = self.next();
                if !next.is_some_and(|next| {
                    ["LIKE", "IN", "BETWEEN"]
                        .iter()
                        .any(|word| next.is_word(word))
                }) {
                    return Err(self.error("NOT stands after a value", "After a value come NOT LIKE, NOT IN or NOT BETWEEN; NOT else stands before a condition"));
                }
                return Ok(());
            }
            Kind::Word if token.is_word("LIKE") => self.compare()?,
            Kind::Word if token.is_word("IN") => {
                self.compare()?;
                if !self.next().is_some_and(|next| next.kind == Kind::Open) {
                    return Err(
                        self.error("IN has no list", "A list is written like IN ('a', 'b')")
                    );
                }
            }
            Kind::Word if token.is_word("BETWEEN") => {
                self.compare()?;
                self.condition.between = true;
            }
            _ => {
                return Err(self.error(
                    format!("an operator is missing before {}", quoted(token.text)),
                    "Operators are = <> < <= > >= LIKE IN BETWEEN IS NULL AND OR + - * / % DIV ^",
                ));
            }
        }
        self.wants_value = true;
        self.prefixes = 0;
        self.limit()
    }

    fn compare(&mut self) -> Result<(), FilterError> {
        if self.condition.compared {
            return Err(self.error(
                "a condition compares twice",
                "Conditions are joined with AND or OR",
            ));
        }
        self.condition.compared = true;
        Ok(())
    }

    fn connect(&mut self, token: &Token<'s>) -> Result<(), FilterError> {
        if self.condition.between && token.is_word("AND") {
            self.condition.between = false;
            return Ok(());
        }
        self.operators += 1;
        self.finish_condition()
    }

    fn finish_condition(&mut self) -> Result<(), FilterError> {
        if self.condition.between {
            return Err(self.error(
                "BETWEEN has one bound",
                "BETWEEN takes two bounds joined with AND: x BETWEEN 1 AND 9",
            ));
        }
        self.condition = Condition::default();
        Ok(())
    }

    fn is_null(&mut self) -> Result<(), FilterError> {
        self.compare()?;
        if self.next().is_some_and(|next| next.is_word("NOT")) {
            self.at += 1;
        }
        if !self.next().is_some_and(|next| next.is_word("NULL")) {
            return Err(self.error(
                "IS stands alone",
                "A missing value is found with IS NULL, any value with IS NOT NULL",
            ));
        }
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), FilterError> {
        self.finish_condition()?;
        let Some(open) = self.open.pop() else {
            return Err(self.error(
                "a parenthesis closes that none opened",
                "Each ) closes a ( before it",
            ));
        };
        self.condition = open.condition;
        self.nested_prefixes -= open.prefixes;
        self.prefixes = 0;
        Ok(())
    }

    fn comma(&mut self) -> Result<(), FilterError> {
        self.finish_condition()?;
        let Some(open) = self.open.last_mut() else {
            return Err(self.error(
                "a comma stands outside of parentheses",
                "Conditions are joined with AND or OR",
            ));
        };
        open.values += 1;
        if open.values > MAX_LIST {
            let remedy = format!("A list has at most {MAX_LIST} values");
            return Err(self.error("a list is too long", &remedy));
        }
        self.wants_value = true;
        self.prefixes = 0;
        Ok(())
    }

    fn end(&mut self) -> Result<(), FilterError> {
        if self.tokens.is_empty() {
            return Err(self.error(
                "the filter is empty",
                "A filter is a condition like name = 'Lincoln'",
            ));
        }
        if self.wants_value {
            return Err(self.error(
                "the filter ends where a value must stand",
                "A filter ends after a value",
            ));
        }
        if let Some(open) = self.open.last() {
            self.at = open.at;
            return Err(self.error("a parenthesis is not closed", "Each ( needs a ) after it"));
        }
        self.finish_condition()
    }
}
