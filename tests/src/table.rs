//! Rows of the gap table, however they come.

use serde_json::Value;
use std::collections::BTreeMap;

/// The parts that sum to `unmet`.
pub const ANATOMY: [&str; 9] = [
    "unmet_distance",
    "unmet_hours",
    "unmet_language",
    "unmet_eligibility",
    "unmet_cost",
    "unmet_accessibility",
    "unmet_capacity",
    "unmet_several",
    "unmet_no_provider",
];

/// The other counts.
pub const COUNTS: [&str; 6] = [
    "responses",
    "needs",
    "within_reach",
    "served",
    "unmet",
    "unmet_strict",
];

/// One row of the gap table.
#[derive(Debug, Clone)]
pub struct GapRow(BTreeMap<String, Value>);

impl GapRow {
    /// A row from the properties of a feature, or an object of the JSON table.
    ///
    /// # Panics
    /// When a field of the table is missing.
    pub fn new(properties: &Value) -> Self {
        let object = properties
            .as_object()
            .unwrap_or_else(|| panic!("no object: {properties}"));
        let row = Self(object.clone().into_iter().collect());
        let known = ["geography", "geography_id", "category", "wave"];
        for field in known.iter().chain(&COUNTS).chain(&ANATOMY) {
            assert!(row.0.contains_key(*field), "no {field} in {properties}");
        }
        row
    }

    /// A field as text; empty when it is null.
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(Value::as_str).unwrap_or("")
    }

    /// A number; nothing when it is null.
    pub fn number(&self, field: &str) -> Option<f64> {
        self.0.get(field).and_then(Value::as_f64)
    }

    /// A number that must be there.
    ///
    /// # Panics
    /// When it is null.
    pub fn figure(&self, field: &str) -> f64 {
        self.number(field)
            .unwrap_or_else(|| panic!("{field} is null in {self:?}"))
    }

    /// The counts and the parts, by name.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, Option<f64>)> + '_ {
        let fields = COUNTS.into_iter().chain(ANATOMY);
        fields.map(|field| (field, self.number(field)))
    }
}

/// The rows of the features of a gap layer.
///
/// # Panics
/// As [`GapRow::new`].
pub fn gap_rows(features: &[Value]) -> Vec<GapRow> {
    features
        .iter()
        .map(|feature| GapRow::new(&feature["properties"]))
        .collect()
}

/// Whether two sums of weights are the same: weights are decimals of six places.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-5
}
