//! Some columns of some features, where not all of them are asked for.

use super::contents::Contents;
use super::query::ItemsQuery;
use model::feature::{Feature, FeatureCollection, Schema};
use std::sync::Arc;

/// Which columns are asked for, and whether geometry is.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    columns: Vec<usize>,
    has_geometry: bool,
}

impl Columns {
    /// Those of a query.
    pub(super) fn of(query: &ItemsQuery) -> Self {
        Self {
            columns: query.columns.clone(),
            has_geometry: query.has_geometry,
        }
    }

    /// These features with the columns asked for; nothing when that is all of them.
    pub(super) fn narrow(
        &self,
        contents: &Contents,
        numbers: &[usize],
    ) -> Option<FeatureCollection> {
        let schema = contents.schema();
        if self.has_geometry && self.columns.len() == schema.fields.len() {
            return None;
        }
        let narrow = |number: &usize| {
            let feature = &contents.features()[*number];
            let values = self
                .columns
                .iter()
                .map(|column| feature.values[*column].clone());
            Feature {
                id: feature.id.clone(),
                geometry: feature.geometry.clone().filter(|_| self.has_geometry),
                values: values.collect(),
            }
        };
        let fields = self
            .columns
            .iter()
            .map(|column| schema.fields[*column].clone());
        Some(FeatureCollection {
            schema: Arc::new(Schema {
                fields: fields.collect(),
                geometry: schema.geometry.filter(|_| self.has_geometry),
            }),
            features: numbers.iter().map(narrow).collect(),
        })
    }
}
