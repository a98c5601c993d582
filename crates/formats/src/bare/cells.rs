//! The cells of a row as values, and what is wrong with them.

use super::header::Header;
use super::number::plain_decimal;
use super::record::Record;
use super::refusal::{Refusal, Refusals, not_expected, shown};
use super::shared::SharedCells;
use model::units::Micro;
use model::{BadValue, LonLat};
use std::collections::BTreeSet;

/// A row in which columns are asked for by their place in the schema.
pub(super) struct Cells<'c, 'r> {
    record: Record<'r>,
    header: &'c Header,
    refusals: &'c mut Refusals,
    is_refused: bool,
}

impl<'c, 'r> Cells<'c, 'r> {
    pub(super) fn new(record: Record<'r>, header: &'c Header, refusals: &'c mut Refusals) -> Self {
        Self {
            record,
            header,
            refusals,
            is_refused: false,
        }
    }

    /// The row's number.
    pub(super) fn row(&self) -> u64 {
        self.record.row
    }

    /// Whether something in the row was refused.
    pub(super) fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// The trimmed cell, empty when the column is missing.
    pub(super) fn text(&self, column: usize) -> &'r str {
        trimmed(self.untrimmed(column))
    }

    fn untrimmed(&self, column: usize) -> &'r str {
        self.record.cell(self.header.fields[column])
    }

    /// The id, byte for byte; refused when empty.
    pub(super) fn id(&mut self, column: usize) -> &'r str {
        let id = self.untrimmed(column);
        if id.is_empty() {
            self.refuse(column, "it is empty; every row has an id");
        }
        id
    }

    /// What `parse` makes of a cell; nothing when it is empty, or refused.
    pub(super) fn parsed<T>(
        &mut self,
        column: usize,
        parse: impl FnOnce(&str) -> Result<T, BadValue>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(bad) => {
                self.refuse(column, not_expected(&bad));
                None
            }
        }
    }

    /// What `read` makes of a cell that many rows have in common; what an empty cell means when it is empty, or refused.
    pub(super) fn shared<T: Clone>(
        &mut self,
        column: usize,
        shared: &mut SharedCells<T>,
        read: impl FnOnce(&str) -> Result<T, BadValue>,
    ) -> T {
        let value = self.parsed(column, |text| shared.read(text, read));
        value.unwrap_or_else(|| shared.empty())
    }

    /// A number of 0 or more with at most six decimals.
    pub(super) fn quantity(&mut self, column: usize) -> Option<Micro> {
        self.parsed(column, Micro::parse)
    }

    /// The position in two columns, both empty when it is unknown.
    pub(super) fn position(&mut self, lon: usize, lat: usize) -> Option<LonLat> {
        let (lon_text, lat_text) = (self.text(lon), self.text(lat));
        match (lon_text.is_empty(), lat_text.is_empty()) {
            (true, true) => return None,
            (true, false) => {
                self.refuse(lon, "it is empty where lat is given; both are or neither")
            }
            (false, true) => {
                self.refuse(lat, "it is empty where lon is given; both are or neither")
            }
            (false, false) => {}
        }
        let longitude = self.degrees(
            lon,
            180.0,
            "a longitude: plain degrees between -180 and 180",
        );
        let latitude = self.degrees(lat, 90.0, "a latitude: plain degrees between -90 and 90");
        LonLat::try_new(longitude?, latitude?).ok()
    }

    fn degrees(&mut self, column: usize, most: f64, expected: &str) -> Option<f64> {
        self.parsed(column, |text| {
            plain_decimal(text)
                .filter(|degrees| degrees.abs() <= most)
                .ok_or_else(|| BadValue::new(text, expected))
        })
    }

    /// Refuses the row for what stands in a column.
    pub(super) fn refuse(&mut self, column: usize, problem: impl Into<String>) {
        self.is_refused = true;
        let (header, row) = (self.header, self.record.row);
        self.refusals.push(|| {
            let column = header.schema.columns[column];
            Refusal::new(&header.file, problem)
                .at(row)
                .in_column(column)
        });
    }

    /// Refuses the row for the value in a column, which is shown.
    pub(super) fn refuse_value(&mut self, column: usize, problem: &str) {
        let value = shown(self.untrimmed(column));
        self.refuse(column, format!("{value} {problem}"));
    }
}

/// The text without white space around it. Most cells have none, which their first and last byte tell.
fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_graphic());
    match is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last()) {
        true => text,
        false => text.trim(),
    }
}

/// The items of a `;` list, trimmed, without empty ones and repeats.
pub(super) fn items<T: Ord>(
    list: &str,
    mut read: impl FnMut(&str) -> Result<Option<T>, BadValue>,
) -> Result<BTreeSet<T>, BadValue> {
    let items = list.split(';').map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .filter_map(|item| read(item).transpose())
        .collect()
}
