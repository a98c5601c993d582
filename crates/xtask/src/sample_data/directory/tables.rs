//! Writes organizations, services and locations as the tables of HSDS 3.1.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::super::Files;
use super::catalog::TAXONOMY;
use super::draw::{Location, Organization, Service, uuid};

/// The tables we write and their columns, named as in the standard.
const TABLES: [(&str, &str); 15] = [
    ("organizations", "id,name,description,email,website"),
    (
        "services",
        "id,organization_id,name,description,url,status,interpretation_services,eligibility_description,minimum_age,\
         maximum_age,assured_date",
    ),
    (
        "locations",
        "id,location_type,url,organization_id,name,latitude,longitude",
    ),
    ("service_at_location", "id,service_id,location_id"),
    (
        "addresses",
        "id,location_id,address_1,city,state_province,postal_code,country,address_type",
    ),
    ("phones", "id,location_id,organization_id,number,type"),
    (
        "schedules",
        "id,service_id,service_at_location_id,valid_from,valid_to,timezone,freq,byday,opens_at,closes_at",
    ),
    ("languages", "id,service_id,name,code"),
    ("cost_options", "id,service_id,option,currency,amount"),
    (
        "service_capacity",
        "id,service_id,unit_id,available,maximum,updated",
    ),
    ("units", "id,name"),
    ("accessibility", "id,location_id,description"),
    (
        "attributes",
        "id,link_id,taxonomy_term_id,link_type,link_entity",
    ),
    ("taxonomies", "id,name,description,version"),
    (
        "taxonomy_terms",
        "id,code,name,description,parent_id,language,taxonomy_id",
    ),
];

/// First and last day of the summer programs.
const SUMMER: (&str, &str) = ("2026-06-08", "2026-08-07");
/// Hours from universal time, which is all that a schedule of HSDS can say.
const UTC_OFFSET: &str = "-6";

/// All tables as files.
pub(super) fn tables(organizations: &[Organization], rng: &mut ChaCha8Rng) -> Files {
    let mut writer = Writer {
        rng,
        rows: BTreeMap::new(),
        terms: BTreeMap::new(),
        unit: String::new(),
    };
    writer.unit = uuid(writer.rng);
    let unit = writer.unit.clone();
    writer.row("units", &[&unit, "families"]);
    writer.taxonomy();
    for organization in organizations {
        writer.organization(organization);
    }
    let mut files: Files = writer
        .rows
        .iter()
        .map(|(table, rows)| (format!("directory/{table}.csv"), csv(table, rows)))
        .collect();
    files.insert(
        "directory/datapackage.json".to_owned(),
        datapackage().into_bytes(),
    );
    files
}

struct Writer<'a> {
    rng: &'a mut ChaCha8Rng,
    rows: BTreeMap<&'static str, Vec<Vec<String>>>,
    /// Ids of taxonomy terms by code.
    terms: BTreeMap<&'static str, String>,
    unit: String,
}

impl Writer<'_> {
    fn row(&mut self, table: &'static str, values: &[&str]) {
        self.rows
            .entry(table)
            .or_default()
            .push(values.iter().map(|value| (*value).to_owned()).collect());
    }

    fn taxonomy(&mut self) {
        let taxonomy = uuid(self.rng);
        let about = "What families ask for, in eighteen categories under five headings.";
        self.row(
            "taxonomies",
            &[&taxonomy, "Commonground need categories", about, "1"],
        );
        for (heading, heading_name, categories) in TAXONOMY {
            let parent = self.term(heading, heading_name, "", &taxonomy);
            for (code, name) in categories {
                let id = self.term(code, name, &parent, &taxonomy);
                self.terms.insert(code, id);
            }
        }
    }

    fn term(&mut self, code: &str, name: &str, parent: &str, taxonomy: &str) -> String {
        let id = uuid(self.rng);
        self.row(
            "taxonomy_terms",
            &[&id, code, name, name, parent, "en", taxonomy],
        );
        id
    }

    fn organization(&mut self, organization: &Organization) {
        let host: String = organization
            .name
            .to_lowercase()
            .replace([' ', '-'], "-")
            .replace([',', '.', '\''], "");
        let (email, website) = (
            format!("office@{host}.example"),
            format!("https://{host}.example/"),
        );
        let values = [
            &organization.id,
            &organization.name,
            organization.description,
            &email,
            &website,
        ];
        self.row("organizations", &values);
        for location in &organization.locations {
            self.location(organization, location, &website);
        }
        for service in &organization.services {
            self.service(organization, service, &website);
        }
    }

    fn location(&mut self, organization: &Organization, location: &Location, website: &str) {
        let start = [
            location.id.as_str(),
            organization.id.as_str(),
            location.name.as_str(),
        ];
        if let Some(place) = &location.place {
            let (lat, lon) = (
                place.position.lat_degrees().to_string(),
                place.position.lon_degrees().to_string(),
            );
            self.row(
                "locations",
                &[start[0], "physical", "", start[1], start[2], &lat, &lon],
            );
            let id = uuid(self.rng);
            self.row(
                "addresses",
                &[
                    &id,
                    start[0],
                    &place.address,
                    "Riverbend",
                    "KS",
                    "66899",
                    "US",
                    "physical",
                ],
            );
        } else {
            self.row(
                "locations",
                &[start[0], "virtual", website, start[1], start[2], "", ""],
            );
        }
        if let Some(phone) = &location.phone {
            let id = uuid(self.rng);
            self.row("phones", &[&id, start[0], start[1], phone, "voice"]);
        }
        for arrangement in &location.access {
            let id = uuid(self.rng);
            self.row("accessibility", &[&id, start[0], arrangement]);
        }
    }

    fn service(&mut self, organization: &Organization, service: &Service, website: &str) {
        let text = |age: Option<u32>| age.map_or(String::new(), |age| age.to_string());
        let (youngest, oldest) = (text(service.ages.0), text(service.ages.1));
        let eligibility = match service.ages {
            (None, None) => String::new(),
            (Some(from), Some(to)) => format!("Ages {from} to {to}."),
            (Some(from), None) => format!("From age {from}."),
            (None, Some(to)) => format!("Up to age {to}."),
        };
        let interpreter = if service.has_interpreter {
            "Interpreters for any language, by telephone."
        } else {
            ""
        };
        let description = format!("{} by {}.", service.name, organization.name);
        let assured = service.assured_date.as_deref().unwrap_or("");
        let values = [
            &service.id,
            &organization.id,
            &service.name,
            &description,
            website,
            "active",
            interpreter,
            &eligibility,
            &youngest,
            &oldest,
            assured,
        ];
        self.row("services", &values);
        let term = self
            .terms
            .get(service.category)
            .cloned()
            .unwrap_or_default();
        let id = uuid(self.rng);
        self.row(
            "attributes",
            &[&id, &service.id, &term, "service_category", "service"],
        );
        self.service_details(service);
        self.sites(organization, service);
    }

    fn service_details(&mut self, service: &Service) {
        for (code, name) in &service.languages {
            let id = uuid(self.rng);
            self.row("languages", &[&id, &service.id, name, code]);
        }
        if let Some(cost) = service.cost {
            let id = uuid(self.rng);
            let option = if cost == 0 {
                "Free for everyone"
            } else {
                "Usual price"
            };
            self.row(
                "cost_options",
                &[&id, &service.id, option, "usd", &cost.to_string()],
            );
        }
        if let Some((available, maximum)) = service.places {
            let (id, unit) = (uuid(self.rng), self.unit.clone());
            let day = service.assured_date.as_deref().unwrap_or("2026-09-01");
            let values = [
                &id,
                &service.id,
                &unit,
                &available.to_string(),
                &maximum.to_string(),
                &format!("{day}T12:00:00Z"),
            ];
            self.row("service_capacity", &values.map(String::as_str));
        }
    }

    /// Sites, with their hours where a service has several, else the hours of the service.
    fn sites(&mut self, organization: &Organization, service: &Service) {
        let is_single = service.locations.len() == 1;
        if is_single {
            self.schedules(service, &service.id, "");
        }
        for &index in &service.locations {
            let site = uuid(self.rng);
            self.row(
                "service_at_location",
                &[&site, &service.id, &organization.locations[index].id],
            );
            if !is_single {
                self.schedules(service, "", &site);
            }
        }
    }

    fn schedules(&mut self, service: &Service, service_id: &str, site: &str) {
        let (from, to) = if service.category == "summer" {
            SUMMER
        } else {
            ("", "")
        };
        for (days, opens, closes) in service.hours.unwrap_or_default() {
            let id = uuid(self.rng);
            self.row(
                "schedules",
                &[
                    &id, service_id, site, from, to, UTC_OFFSET, "WEEKLY", days, opens, closes,
                ],
            );
        }
    }
}

fn csv(table: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let columns = TABLES
        .iter()
        .find(|entry| entry.0 == table)
        .expect("every table is listed with its columns")
        .1;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(columns.split(','))
        .expect("writing to memory cannot fail");
    for row in rows {
        writer
            .write_record(row)
            .expect("every row has as many values as its table has columns");
    }
    writer.into_inner().expect("writing to memory cannot fail")
}

fn datapackage() -> String {
    let resources: Vec<_> = TABLES
        .iter()
        .map(|(table, columns)| {
            let fields: Vec<_> = columns
                .split(',')
                .map(|column| json!({"name": column, "type": kind_of(column)}))
                .collect();
            json!({
                "name": table,
                "path": format!("{table}.csv"),
                "profile": "tabular-data-resource",
                "schema": {"fields": fields, "primaryKey": "id"},
            })
        })
        .collect();
    let package = json!({
        "name": "riverbend_human_services",
        "title": "Partner directory of the fictional district Riverbend",
        "profile": "tabular-data-package",
        "version": "3.1",
        "resources": resources,
    });
    serde_json::to_string_pretty(&package).expect("a value that we built can be written") + "\n"
}

fn kind_of(column: &str) -> &'static str {
    match column {
        "latitude" | "longitude" | "amount" | "minimum_age" | "maximum_age" | "available"
        | "maximum" | "timezone" => "number",
        _ => "string",
    }
}
