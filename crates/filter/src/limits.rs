//! How large a filter may be. Each bound is far above what people and clients write, and low enough that a filter
//! that is refused costs no more than one that is read.

/// The longest filter in CQL2 text, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;

/// The longest filter in CQL2 JSON, in bytes. Positions take about twice the room that they take in text.
pub const MAX_JSON: usize = 128 * 1024;

/// How deep parentheses, calls, `NOT` and signs may stand in each other.
pub const MAX_NESTING: usize = 40;

/// How deep the expression may be once it is read: chains of `+` and `*` nest to the left.
pub(crate) const MAX_DEPTH: usize = 120;

/// How many of `AND`, `OR`, `NOT` and the signs of arithmetic a filter in text may have. The parser nests as deep.
pub const MAX_OPERATORS: usize = 500;

/// How many values a list may have.
pub const MAX_LIST: usize = 5000;

/// The longest pattern of `LIKE`, in bytes.
pub const MAX_PATTERN: usize = 1024;

/// How many steps the parser may take. The longest list that is allowed takes half as many.
pub(crate) const MAX_STEPS: usize = 1_500_000;
