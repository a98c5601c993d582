//! A directory as a tabular data package: CSV files and their description in a zip.

use super::schema::{ENTITIES, table_schema};
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};
use model::hsds::describe::Object;
use model::hsds::objects::{Location, Organization, Service, ServiceAtLocation};
use model::hsds::{Directory, PROFILE_VERSION};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Seek, Write};

type Row = Vec<Option<String>>;

/// Writes the zip: `datapackage.json`, then a table for each kind of object that there is; the four main tables always. The same directory
/// gives the same bytes.
///
/// # Errors
/// When `out` does not take the bytes.
pub fn write_tabular(directory: &Directory, title: &str, out: impl Write + Seek) -> io::Result<()> {
    let tables = tables(directory);
    let names: Vec<_> = tables.keys().copied().collect();
    let present = || {
        ENTITIES
            .iter()
            .filter(|entity| tables.contains_key(entity.name))
    };
    let resources = present().map(|entity| {
        json!({
            "name": entity.name,
            "path": format!("{}.csv", entity.table),
            "description": entity.description,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(entity, &names),
        })
    });
    let package = json!({
        "profile": "tabular-data-package",
        "name": "hsds-directory",
        "title": title,
        "description": format!("A directory of services in the tables of HSDS {}, with the fields that our profile adds.", model::hsds::VERSION),
        "version": PROFILE_VERSION,
        "resources": resources.collect::<Vec<_>>(),
    });
    let mut zip = ZipWriter::new(out);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("datapackage.json", options)
        .map_err(io::Error::other)?;
    serde_json::to_writer_pretty(&mut zip, &package)?;
    for entity in present() {
        zip.start_file(format!("{}.csv", entity.table), options)
            .map_err(io::Error::other)?;
        let header: Vec<_> = entity.columns().map(|field| field.name).collect();
        let rows = tables[entity.name].iter();
        let rows = rows.map(|row| row.iter().map(|cell| cell.as_deref().unwrap_or_default()));
        crate::csv::write_table(&mut zip, &header, rows)?;
    }
    zip.finish().map_err(io::Error::other)?;
    Ok(())
}

/// The rows of every table that has any, by the name of its entity.
fn tables(directory: &Directory) -> BTreeMap<&'static str, Vec<Row>> {
    let mut tables = Tables(BTreeMap::new());
    for name in [
        Organization::ENTITY,
        Service::ENTITY,
        Location::ENTITY,
        ServiceAtLocation::ENTITY,
    ] {
        tables.0.entry(name.name).or_default();
    }
    for organization in &directory.organizations {
        tables.add(std::slice::from_ref(organization));
        tables.add(&organization.organization_identifiers);
        tables.add(&organization.metadata);
    }
    for service in &directory.services {
        tables.add_service(service);
    }
    for location in &directory.locations {
        tables.add(std::slice::from_ref(location));
        tables.add(&location.languages);
        tables.add(&location.addresses);
        tables.add(&location.accessibility);
        tables.add(&location.metadata);
    }
    for site in &directory.service_at_locations {
        tables.add(std::slice::from_ref(site));
        tables.add(&site.schedules);
        tables.add(&site.languages);
        tables.add(&site.cost_options);
        tables.add_capacities(&site.capacities);
        tables.add(&site.metadata);
    }
    tables.add(&directory.taxonomies);
    tables.add(&directory.taxonomy_terms);
    tables.0
}

struct Tables(BTreeMap<&'static str, Vec<Row>>);

impl Tables {
    fn add<T: Object>(&mut self, objects: &[T]) {
        if !objects.is_empty() {
            let rows = self.0.entry(T::ENTITY.name).or_default();
            rows.extend(objects.iter().map(Object::cells));
        }
    }

    fn add_service(&mut self, service: &Service) {
        self.add(std::slice::from_ref(service));
        self.add(&service.phones);
        self.add(&service.schedules);
        self.add(&service.service_areas);
        self.add(&service.languages);
        self.add(&service.cost_options);
        self.add_capacities(&service.capacities);
        self.add(&service.attributes);
        self.add(&service.metadata);
    }

    /// There is one unit for all capacities.
    fn add_capacities(&mut self, capacities: &[model::hsds::objects::ServiceCapacity]) {
        self.add(capacities);
        if let Some(capacity) = capacities.first()
            && !self.0.contains_key("unit")
        {
            self.add(std::slice::from_ref(&*capacity.unit));
        }
    }
}
