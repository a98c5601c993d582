//! A mapping held against the columns of one file.

use crate::ImportError;
use crate::mapping::{FieldSpec, Mapping};
use crate::report::{Finding, Report, Severity};
use crate::table::{Row, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a kind, each with the place of its columns in one table.
pub(crate) struct Resolved {
    fields: BTreeMap<&'static str, Field>,
}

/// One field of one table.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) spec: FieldSpec,
    /// Places of the column, or of the joined columns.
    places: Vec<usize>,
    /// Places of columns of yes and no with the words that a yes stands for.
    pub(crate) choices: Vec<(usize, Vec<String>)>,
    /// The column's name for findings; nothing for a constant.
    pub(crate) column: Option<String>,
}

impl Resolved {
    /// Looks up every field's columns.
    ///
    /// `names` are the fields of the kind; those of `required` must have a column or a constant.
    pub(crate) fn new(
        mapping: &Mapping,
        names: &[&'static str],
        required: &[&str],
        table: &Table,
    ) -> Result<Self, ImportError> {
        let known: BTreeSet<&str> = names.iter().copied().collect();
        let given = mapping.fields.keys().chain(mapping.constants.keys());
        if let Some(unknown) = given.into_iter().find(|f| !known.contains(f.as_str())) {
            return Err(mapping.wrong(format!(
                "there is no field {unknown:?}; the fields are: {}",
                names.join(", ")
            )));
        }
        let mut fields = BTreeMap::new();
        for &name in names {
            let spec = match (mapping.constants.get(name), mapping.fields.get(name)) {
                (Some(value), _) => FieldSpec::of_constant(value),
                (None, Some(spec)) => spec.clone(),
                (None, None) if !mapping.fields.is_empty() => continue,
                (None, None) if table.column(name).is_some() => FieldSpec::of_column(name),
                (None, None) => continue,
            };
            fields.insert(name, Field::new(name, spec, table)?);
        }
        let resolved = Self { fields };
        match required.iter().find(|name| !resolved.has(name)) {
            None => Ok(resolved),
            Some(missing) => Err(columns_error(
                table,
                format!(
                    "there is no column for {missing}: name one in a mapping (--map), or set it for all rows with --set {missing}=…"
                ),
            )),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// Notes, once a file, the columns that nothing reads.
    pub(crate) fn note_unused(&self, table: &Table, report: &mut Report) {
        let mut used = BTreeSet::new();
        for field in self.fields.values() {
            used.extend(field.places.iter().copied());
            used.extend(field.choices.iter().map(|(place, _)| *place));
        }
        let unused = table.columns.iter().enumerate();
        let unused: Vec<&str> = unused
            .filter(|(place, name)| !used.contains(place) && !name.is_empty())
            .map(|(_, name)| name.as_str())
            .take(60)
            .collect();
        if !unused.is_empty() {
            let expected = format!("these columns are not used: {}", unused.join(", "));
            let finding = Finding::new(Severity::Noted, "unused-columns", &table.file, &expected);
            report.add(finding);
        }
    }
}

impl Field {
    fn new(name: &'static str, spec: FieldSpec, table: &Table) -> Result<Self, ImportError> {
        let place_of = |column: &str| {
            if table.n_columns_named(column) > 1 {
                let problem = format!("the column {column:?}, which is needed, is there twice");
                return Err(columns_error(table, problem));
            }
            table.column(column).ok_or_else(|| {
                columns_error(table, format!("there is no column {column:?} (for {name})"))
            })
        };
        let single = spec.column.iter().chain(&spec.joined);
        let places = single.map(|c| place_of(c)).collect::<Result<_, _>>()?;
        let choices = spec.columns.iter();
        let choices = choices
            .map(|(column, words)| Ok((place_of(column)?, words.words().to_vec())))
            .collect::<Result<_, ImportError>>()?;
        let columns: Vec<_> = spec.named_columns().collect();
        let column = (!columns.is_empty()).then(|| columns.join("+"));
        Ok(Self {
            name,
            spec,
            places,
            choices,
            column,
        })
    }

    /// Whether it is a column that is taken as it stands.
    pub(crate) fn is_plain(&self) -> bool {
        let of_column = self.spec.column.as_deref().map(FieldSpec::of_column);
        of_column.is_some_and(|plain| plain == self.spec)
    }

    /// The text of a row's cell, or of its cells joined; the constant; empty when there is none.
    pub(crate) fn raw(&self, row: &Row) -> String {
        if let Some(value) = &self.spec.value {
            return value.clone();
        }
        let cells = self.places.iter().filter_map(|&place| row.cells.get(place));
        match self.places.len() {
            1 => cells.collect(),
            _ => {
                let given: Vec<_> = cells.filter(|c| !crate::table::is_blank(c)).collect();
                given.join(self.spec.with.as_deref().unwrap_or(", "))
            }
        }
    }
}

pub(crate) fn columns_error(table: &Table, problem: String) -> ImportError {
    ImportError::Columns {
        file: table.path.clone(),
        problem,
        columns: table.columns.clone(),
    }
}
