//! Which column is which.

use super::record::Record;
use super::refusal::{Refusal, Refusals, shown};
use std::sync::Arc;

/// The columns of one kind of file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Schema {
    /// Their names; readers ask for a column by its place here.
    pub(super) columns: &'static [&'static str],
    /// The columns that must be there.
    pub(super) required: &'static [&'static str],
}

/// A header that was read: where every column of the schema stands.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) file: Arc<str>,
    pub(super) schema: &'static Schema,
    /// The field of every column of the schema; [`Header::MISSING`] where the file has none.
    pub(super) fields: Vec<usize>,
    pub(super) n_fields: usize,
}

impl Header {
    /// A field that no row has.
    const MISSING: usize = usize::MAX;

    /// Reads the first row of a file.
    pub(super) fn read(
        file: &Arc<str>,
        schema: &'static Schema,
        record: &Record,
    ) -> Result<Self, Refusals> {
        let mut header = Self {
            file: file.clone(),
            schema,
            fields: vec![Self::MISSING; schema.columns.len()],
            n_fields: record.n_cells(),
        };
        let mut refusals = Refusals::default();
        for field in 0..record.n_cells() {
            if let Err(refusal) = header.place(field, record.cell(field).trim()) {
                refusals.push(|| refusal.at(record.row));
            }
        }
        for column in schema.required {
            if header.field_of_column(column).is_none() {
                refusals.push(|| header.missing(column).at(record.row));
            }
        }
        refusals.or(header)
    }

    /// Notes which column stands in a field.
    fn place(&mut self, field: usize, name: &str) -> Result<(), Refusal> {
        let columns = self.schema.columns;
        let Some(column) = columns.iter().position(|column| *column == name) else {
            let (name, known) = (shown(name), columns.join(", "));
            let problem = format!("{name} is not one of this file's columns, which are {known}");
            return Err(Refusal::new(&self.file, problem));
        };
        if self.fields[column] != Self::MISSING {
            let problem = "it is named twice; every column is named once";
            return Err(Refusal::new(&self.file, problem).in_column(name));
        }
        self.fields[column] = field;
        Ok(())
    }

    fn field_of_column(&self, name: &str) -> Option<usize> {
        let columns = self.schema.columns.iter().zip(&self.fields);
        let mut fields = columns.filter_map(|(column, field)| (*column == name).then_some(*field));
        fields.next().filter(|field| *field != Self::MISSING)
    }

    fn missing(&self, column: &str) -> Refusal {
        let required = self.schema.required.join(", ");
        let problem = format!("it is missing; the required columns are {required}");
        Refusal::new(&self.file, problem).in_column(column)
    }

    /// The name of the column that stands in a field.
    pub(super) fn column_of_field(&self, field: usize) -> Option<&'static str> {
        let column = self.fields.iter().position(|place| *place == field)?;
        self.schema.columns.get(column).copied()
    }
}
