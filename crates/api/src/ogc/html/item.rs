//! The page of one feature.

use super::collection::trail_to;
use super::language::Language;
use super::map::FeatureMap;
use super::value::{cell, class_of, grouped, is_number};
use super::{Frame, items, names};
use crate::ogc::contents::Contents;
use crate::ogc::link::{Link, rel};
use crate::ogc::media_type::GEOJSON;
use crate::ogc::registry::Collection;
use maud::{Markup, html};
use model::feature::{Feature, Field, FieldKind, Schema, Value};
use serde_json::Value as Json;

/// One feature.
pub(in crate::ogc) fn item(
    language: Language,
    (collection, contents): (&Collection, &Contents),
    number: usize,
    links: &[Link],
) -> String {
    let words = language.words();
    let feature = &contents.features()[number];
    let schema = contents.schema();
    let as_json = links
        .iter()
        .find(|link| link.media_type == GEOJSON && link.rel == rel::ALTERNATE);
    let is_simulated = value_of(schema, feature, "simulated") == Some(&Value::Boolean(true));
    let content = html! {
        @if is_simulated { p.notice { (words.simulated) } }
        @if let (Some(link), true) = (as_json, feature.geometry.is_some()) {
            (map(language, (collection, contents), &link.href))
        }
        (facts(language, schema, feature))
        p.quiet { (words.missing_legend) }
        @for (field, value) in schema.fields.iter().zip(&feature.values) {
            @if let Value::Nested(json) = value { (records(language, field, json)) }
        }
        (see_also(language, links))
    };
    let mut trail = trail_to(language, collection);
    trail.push((words.features, items::entry(collection)));
    let title = title(language, (collection, contents), feature);
    let frame = Frame {
        language,
        title: &title,
        trail: &trail,
        links,
    };
    frame.around(&content)
}

fn value_of<'a>(schema: &Schema, feature: &'a Feature, column: &str) -> Option<&'a Value> {
    schema
        .position(column)
        .map(|column| &feature.values[column])
}

/// The feature's name, with the need where the same area has one feature for each.
fn title(language: Language, of: (&Collection, &Contents), feature: &Feature) -> String {
    let name = items::title_of(language, of, feature);
    match value_of(of.1.schema(), feature, "category") {
        Some(Value::Text(category)) => {
            format!("{name}: {}", names::category_name(language, category))
        }
        _ => name.to_owned(),
    }
}

fn map(
    language: Language,
    (collection, contents): (&Collection, &Contents),
    features: &str,
) -> Markup {
    let map = FeatureMap {
        language,
        collection,
        contents,
        features,
        label: language.words().map_of_feature,
    };
    map.markup()
}

fn facts(language: Language, schema: &Schema, feature: &Feature) -> Markup {
    let words = language.words();
    html! {
        div.wide {
            table.facts {
                thead { tr { th scope="col" { (words.column) } th scope="col" { (words.value) } } }
                tbody {
                    tr { th scope="row" { (words.id) } td { code { (feature.id) } } }
                    @for (field, value) in schema.fields.iter().zip(&feature.values) {
                        @if field.kind != FieldKind::Nested { (fact(language, field, value)) }
                    }
                }
            }
        }
    }
}

fn fact(language: Language, field: &Field, value: &Value) -> Markup {
    let unit = names::unit(language, field).filter(|_| *value != Value::Missing);
    html! {
        tr {
            th scope="row" {
                (names::title(language, field))
                span.meaning { (names::description(language, field)) }
            }
            td class=[class_of(field.kind)] {
                (cell(language, field, value))
                @if let (Some(unit), true) = (unit, is_number(field.kind)) { " " (unit) }
            }
        }
    }
}

/// A list of records as a table of its own.
fn records(language: Language, field: &Field, json: &str) -> Markup {
    let records: Vec<Json> = serde_json::from_str(json).unwrap_or_default();
    let columns: Vec<String> = match records.first() {
        Some(Json::Object(first)) => first.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let title = names::title(language, field);
    html! {
        @if !columns.is_empty() {
            h2 { (title) }
            p.quiet { (names::description(language, field)) }
            div.wide tabindex="0" role="region" aria-label=(title) {
                table {
                    thead { tr {
                        @for column in &columns { th scope="col" class=[class_in(&records, column)] { code { (column) } } }
                    } }
                    tbody {
                        @for record in &records {
                            tr {
                                @for column in &columns {
                                    td class=[class_in(&records, column)] { (part(language, column, &record[column.as_str()])) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The class of a column of records: on the right where a number is among them.
fn class_in(records: &[Json], column: &str) -> Option<&'static str> {
    let has_number = records.iter().any(|record| record[column].is_number());
    has_number.then_some("number")
}

/// A value of a record as text.
fn part(language: Language, column: &str, value: &Json) -> String {
    let words = language.words();
    match value {
        Json::Null => super::value::MISSING.to_owned(),
        Json::Bool(is) => if *is { words.yes } else { words.no }.to_owned(),
        Json::String(text) => names::code(language, column, text).into_owned(),
        Json::Number(number) => {
            let shortest = number.as_f64().map(|number| number.to_string());
            grouped(&shortest.unwrap_or_else(|| number.to_string()))
        }
        other => other.to_string(),
    }
}

/// Where else something about the feature is.
fn see_also(language: Language, links: &[Link]) -> Markup {
    let related = || links.iter().filter(|link| link.rel == rel::RELATED);
    html! {
        @if related().next().is_some() {
            h2 { (language.words().see_also) }
            ul.plain.contents {
                @for link in related() {
                    @let joint = if link.href.contains('?') { "&" } else { "?" };
                    li {
                        a href={ (link.href) (joint) "f=html" } { (names::capitalized(&names::link(language, &link.title))) }
                    }
                }
            }
        }
    }
}
