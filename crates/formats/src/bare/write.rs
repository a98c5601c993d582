//! Rows of the result files: RFC 4180, UTF-8 without byte order mark, `\n` at line ends.
//!
//! Rows are appended to a buffer that the caller empties in large blocks. Metres and minutes have three decimals, weights are shortest
//! exact decimals, scores the shortest decimals that read back as the same double. What is unknown is empty.

use model::analysis::{Cause, ConstraintSet};
use model::units::{Micro, MilliMinutes};
use std::io::Write;

/// The header of `matches.csv`.
pub const MATCHES_HEADER: &str = "need_id,rank,site_id,distance_m,minutes\n";
/// The header of `matches.csv` with reasons.
pub const MATCHES_WITH_REASONS_HEADER: &str =
    "need_id,rank,site_id,distance_m,minutes,unknown,why\n";
/// The header of `allocation.csv`.
pub const ALLOCATION_HEADER: &str = "need_id,site_id,weight\n";
/// The header of `anatomy.csv`.
pub const ANATOMY_HEADER: &str = "need_id,cause,constraints,share\n";
/// The header of a file of access scores.
pub const SCORES_HEADER: &str = "id,score\n";
/// The header of a file of located points.
pub const LOCATIONS_HEADER: &str = "id,area_id\n";

/// One row of `matches.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MatchRow<'r> {
    /// The need.
    pub need_id: &'r str,
    /// The place of the match among the need's, from 1.
    pub rank: u64,
    /// The site.
    pub site_id: &'r str,
    /// Geodesic millimetres; nothing when unknown or when there is nothing to travel.
    pub distance_mm: Option<u64>,
    /// The travel cost; nothing likewise.
    pub cost: Option<MilliMinutes>,
}

/// Adds a row of `matches.csv`; `reasons` are the constraints that are unknown, and why the site was chosen, in words.
pub fn match_row(buffer: &mut Vec<u8>, row: &MatchRow, reasons: Option<(ConstraintSet, &str)>) {
    let mut writer = RowWriter::new(buffer);
    writer.push_text(row.need_id);
    writer.push_whole(row.rank);
    writer.push_text(row.site_id);
    match row.distance_mm {
        Some(distance_mm) => writer.push_metres(distance_mm),
        None => writer.push_empty(),
    }
    match row.cost {
        Some(cost) => writer.push_minutes(cost),
        None => writer.push_empty(),
    }
    if let Some((unknown, why)) = reasons {
        writer.push_constraints(unknown);
        writer.push_text(why);
    }
    writer.end_row();
}

/// Adds a row of `allocation.csv`.
pub fn allocation_row(buffer: &mut Vec<u8>, need_id: &str, site_id: &str, weight: Micro) {
    let mut writer = RowWriter::new(buffer);
    writer.push_text(need_id);
    writer.push_text(site_id);
    writer.push_micro(weight);
    writer.end_row();
}

/// Adds a row of `anatomy.csv`: one cause of a need's unmet weight, named as its constraint, `several` or `no provider`.
pub fn anatomy_row(buffer: &mut Vec<u8>, need_id: &str, cause: Cause, share: Micro) {
    let (name, constraints) = match cause {
        Cause::NoProvider => ("no provider", ConstraintSet::EMPTY),
        Cause::Constraints(set) => match set.iter().next() {
            Some(only) if set.n_constraints() == 1 => (only.as_str(), set),
            _ => ("several", set),
        },
    };
    let mut writer = RowWriter::new(buffer);
    writer.push_text(need_id);
    writer.push_text(name);
    writer.push_constraints(constraints);
    writer.push_micro(share);
    writer.end_row();
}

/// Adds a row of access scores.
pub fn score_row(buffer: &mut Vec<u8>, id: &str, score: f64) {
    let mut writer = RowWriter::new(buffer);
    writer.push_text(id);
    writer.push_score(score);
    writer.end_row();
}

/// Adds a row of located points; the area is empty where the point lies in none.
pub fn location_row(buffer: &mut Vec<u8>, id: &str, area_id: Option<&str>) {
    let mut writer = RowWriter::new(buffer);
    writer.push_text(id);
    writer.push_text(area_id.unwrap_or_default());
    writer.end_row();
}

/// Appends rows to a buffer, field by field.
#[derive(Debug)]
pub struct RowWriter<'b> {
    buffer: &'b mut Vec<u8>,
    is_row_begun: bool,
}

impl<'b> RowWriter<'b> {
    /// Rows after what is in the buffer.
    pub fn new(buffer: &'b mut Vec<u8>) -> Self {
        Self {
            buffer,
            is_row_begun: false,
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.buffer.push(b'\n');
        self.is_row_begun = false;
    }

    /// A text, in quotes where it holds a comma, a quote or a line end.
    pub fn push_text(&mut self, text: &str) {
        self.begin_field();
        let needs_quotes = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
        if !text.bytes().any(needs_quotes) {
            self.buffer.extend_from_slice(text.as_bytes());
            return;
        }
        self.buffer.push(b'"');
        for byte in text.bytes() {
            if byte == b'"' {
                self.buffer.push(b'"');
            }
            self.buffer.push(byte);
        }
        self.buffer.push(b'"');
    }

    /// Nothing, which stands for unknown.
    pub fn push_empty(&mut self) {
        self.begin_field();
    }

    /// A whole number.
    pub fn push_whole(&mut self, number: u64) {
        self.begin_field();
        self.push_decimal(number, 0);
    }

    /// Metres with three decimals.
    pub fn push_metres(&mut self, millimetres: u64) {
        self.begin_field();
        self.push_decimal(millimetres, 3);
    }

    /// A travel cost as minutes with three decimals.
    pub fn push_minutes(&mut self, cost: MilliMinutes) {
        self.begin_field();
        self.push_decimal(cost.0, 3);
    }

    /// A quantity as the shortest exact decimal: `2`, `0.5`, `0.333333`.
    pub fn push_micro(&mut self, quantity: Micro) {
        self.begin_field();
        let (mut number, mut n_decimals) = (quantity.millionths(), 6);
        while n_decimals > 0 && number.is_multiple_of(10) {
            number /= 10;
            n_decimals -= 1;
        }
        self.push_decimal(number, n_decimals);
    }

    /// The shortest decimal that reads back as this double, with a point: `0.0`, `0.25`. Below 0.00001 and from 10^16 on with an exponent.
    pub fn push_score(&mut self, score: f64) {
        self.begin_field();
        self.push_formatted(format_args!("{score:?}"));
    }

    /// The words of the constraints in their order, `;` between them.
    pub fn push_constraints(&mut self, constraints: ConstraintSet) {
        self.begin_field();
        for (index, constraint) in constraints.iter().enumerate() {
            if index > 0 {
                self.buffer.push(b';');
            }
            self.buffer
                .extend_from_slice(constraint.as_str().as_bytes());
        }
    }

    fn begin_field(&mut self) {
        if self.is_row_begun {
            self.buffer.push(b',');
        }
        self.is_row_begun = true;
    }

    fn push_formatted(&mut self, text: std::fmt::Arguments) {
        self.buffer
            .write_fmt(text)
            .expect("a vector takes all that is written to it");
    }

    /// A number of units of which `10^n_decimals` make one, at most six decimals.
    fn push_decimal(&mut self, mut units: u64, n_decimals: usize) {
        let mut digits = [0; 24];
        let mut start = digits.len();
        let mut n_digits = 0;
        // One digit at least stands before the point.
        while units > 0 || n_digits <= n_decimals {
            if n_digits == n_decimals && n_decimals > 0 {
                start -= 1;
                digits[start] = b'.';
            }
            start -= 1;
            digits[start] = b'0' + (units % 10) as u8;
            units /= 10;
            n_digits += 1;
        }
        self.buffer.extend_from_slice(&digits[start..]);
    }
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
