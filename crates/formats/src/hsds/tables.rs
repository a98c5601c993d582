//! The tables of a directory, whatever form they came in.

use crate::table::{Row, Table, is_blank};
use std::collections::{BTreeMap, HashMap};

/// The HSDS entities that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Entity {
    Organization,
    Service,
    Location,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
    Attribute,
    Address,
    Phone,
    Schedule,
    Language,
    Accessibility,
    CostOption,
    ServiceCapacity,
    ServiceArea,
    OrganizationIdentifier,
}

impl Entity {
    pub(crate) const ALL: [Self; 16] = [
        Self::Organization,
        Self::Service,
        Self::Location,
        Self::ServiceAtLocation,
        Self::Taxonomy,
        Self::TaxonomyTerm,
        Self::Attribute,
        Self::Address,
        Self::Phone,
        Self::Schedule,
        Self::Language,
        Self::Accessibility,
        Self::CostOption,
        Self::ServiceCapacity,
        Self::ServiceArea,
        Self::OrganizationIdentifier,
    ];

    /// The name of its table: that of its file in the standard's data package.
    pub(crate) fn table(self) -> &'static str {
        self.names().1
    }

    /// The entity whose table or resource is called `name`, singular or plural.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let is_named = |entity: &Self| {
            let (singular, table) = entity.names();
            name == singular || name == table || name == format!("{singular}s")
        };
        Self::ALL.into_iter().find(is_named)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Organization => ("organization", "organizations"),
            Self::Service => ("service", "services"),
            Self::Location => ("location", "locations"),
            Self::ServiceAtLocation => ("service_at_location", "service_at_location"),
            Self::Taxonomy => ("taxonomy", "taxonomies"),
            Self::TaxonomyTerm => ("taxonomy_term", "taxonomy_terms"),
            Self::Attribute => ("attribute", "attributes"),
            Self::Address => ("address", "addresses"),
            Self::Phone => ("phone", "phones"),
            Self::Schedule => ("schedule", "schedules"),
            Self::Language => ("language", "languages"),
            Self::Accessibility => ("accessibility", "accessibility"),
            Self::CostOption => ("cost_option", "cost_options"),
            Self::ServiceCapacity => ("service_capacity", "service_capacity"),
            Self::ServiceArea => ("service_area", "service_areas"),
            Self::OrganizationIdentifier => ("organization_identifier", "organization_identifiers"),
        }
    }
}

/// The tables of a directory. A table that is not there has no rows.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    tables: BTreeMap<Entity, Table>,
    columns: BTreeMap<Entity, HashMap<String, usize>>,
}

/// Which row of which table.
pub(crate) type Place = (Entity, usize);

impl Tables {
    pub(crate) fn get(&self, entity: Entity) -> Option<&Table> {
        self.tables.get(&entity)
    }

    /// Adds a table, or its rows to the table that is there.
    pub(crate) fn add(&mut self, entity: Entity, mut table: Table) {
        match self.tables.get_mut(&entity) {
            Some(present) => {
                let places: Vec<usize> = table
                    .columns
                    .iter()
                    .map(|name| place_of(&mut present.columns, name))
                    .collect();
                for row in &mut table.rows {
                    let mut cells = vec![""; present.columns.len()];
                    for (cell, &place) in row.cells.iter().zip(&places) {
                        cells[place] = cell;
                    }
                    row.cells = cells.into_iter().collect();
                }
                present.rows.extend(table.rows);
            }
            None => {
                self.tables.insert(entity, table);
            }
        }
        let columns = &self.tables[&entity].columns;
        let places = columns.iter().enumerate();
        let places = places.map(|(place, name)| (name.to_ascii_lowercase(), place));
        self.columns.insert(entity, places.collect());
    }

    pub(crate) fn rows(&self, entity: Entity) -> &[Row] {
        self.tables.get(&entity).map_or(&[], |table| &table.rows)
    }

    pub(crate) fn n_rows(&self) -> u64 {
        let sizes = self.tables.values().map(|table| table.rows.len() as u64);
        sizes.sum()
    }

    /// Every row of an entity.
    pub(crate) fn places(&self, entity: Entity) -> impl Iterator<Item = Place> + use<> {
        (0..self.rows(entity).len()).map(move |row| (entity, row))
    }

    /// A cell that says something.
    pub(crate) fn cell(&self, (entity, row): Place, column: &str) -> Option<&str> {
        let place = *self.columns.get(&entity)?.get(column)?;
        let cell = self.tables[&entity].rows[row].cells.get(place)?;
        (!is_blank(cell)).then_some(cell)
    }

    /// A cell as it stands, `none` included.
    pub(crate) fn raw(&self, (entity, row): Place, column: &str) -> &str {
        let place = self.columns.get(&entity).and_then(|c| c.get(column));
        let cells = &self.rows(entity)[row].cells;
        place.and_then(|&place| cells.get(place)).unwrap_or("")
    }

    pub(crate) fn row(&self, (entity, row): Place) -> &Row {
        &self.tables[&entity].rows[row]
    }

    pub(crate) fn table_of(&self, (entity, _): Place) -> &Table {
        &self.tables[&entity]
    }

    /// Puts other texts in the place of those in a column that `names` knows.
    pub(crate) fn rename(&mut self, entity: Entity, column: &str, names: &HashMap<String, String>) {
        self.rename_where(entity, column, names, |_, _| true);
    }

    /// The same in the rows for which `is_meant` holds.
    pub(crate) fn rename_where(
        &mut self,
        entity: Entity,
        column: &str,
        names: &HashMap<String, String>,
        is_meant: impl Fn(&Self, Place) -> bool,
    ) {
        let column = self.columns.get(&entity).and_then(|c| c.get(column));
        let Some(&column) = column else { return };
        let places: Vec<_> = self.places(entity).collect();
        for place in places {
            let cells = &self.row(place).cells;
            let name = cells.get(column).and_then(|cell| names.get(cell));
            let Some(name) = name.filter(|_| is_meant(self, place)) else {
                continue;
            };
            let with_name = cells.iter().enumerate();
            let with_name = with_name.map(|(at, cell)| if at == column { name } else { cell });
            let cells = with_name.collect();
            if let Some(table) = self.tables.get_mut(&entity) {
                table.rows[place.1].cells = cells;
            }
        }
    }

    /// Rows of an entity by the value of a column.
    pub(crate) fn by(&self, entity: Entity, column: &str) -> HashMap<&str, Vec<Place>> {
        let mut groups: HashMap<&str, Vec<Place>> = HashMap::new();
        for place in self.places(entity) {
            if let Some(key) = self.cell(place, column) {
                groups.entry(key).or_default().push(place);
            }
        }
        groups
    }
}

/// The place of a column, which is added when it is missing.
pub(crate) fn place_of(columns: &mut Vec<String>, name: &str) -> usize {
    columns.iter().position(|c| c == name).unwrap_or_else(|| {
        columns.push(name.to_owned());
        columns.len() - 1
    })
}
