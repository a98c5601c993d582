//! The pages of collections and of their columns.

use super::language::Language;
use super::words::fill;
use super::{Frame, Level, cards, items, names, trail_to_data, value};
use crate::ogc::contents::Contents;
use crate::ogc::link::{Link, rel};
use crate::ogc::registry::Collection;
use crate::ogc::schemas::Aspect;
use maud::{Markup, html};
use model::feature::Schema;

/// The list of collections.
pub(in crate::ogc) fn collections(
    language: Language,
    collections: &[Collection],
    links: &[Link],
) -> String {
    let words = language.words();
    let all: Vec<_> = collections.iter().collect();
    let content = html! {
        p.lead { (words.collections_lead) " " a href="/docs/analysts" { (words.examples) } }
        (cards(language, Level::Second, &all))
    };
    let frame = Frame {
        language,
        title: words.collections,
        trail: &[trail_to_data(language)],
        links,
    };
    frame.around(&content)
}

/// The pages above those of a collection.
pub(super) fn trail_to(language: Language, collection: &Collection) -> Vec<(&'static str, String)> {
    vec![
        trail_to_data(language),
        (
            language.words().collections,
            "/collections?f=html".to_owned(),
        ),
        (
            collection.title_in(language),
            format!("/collections/{}?f=html", collection.id),
        ),
    ]
}

/// One collection.
pub(in crate::ogc) fn collection(
    language: Language,
    collection: &Collection,
    contents: &Contents,
    links: &[Link],
) -> String {
    let words = language.words();
    let of = format!("/collections/{}", collection.id);
    let content = html! {
        p.lead { (collection.description_in(language)) }
        p { (n_features(language, contents.features().len())) }
        p { a href=(items::entry(collection)) { (words.look) } }
        h2 { (words.take) }
        (download_links(language, links))
        h2 { (words.columns) }
        p.quiet {
            a href={ (of) "/queryables?f=html" } { (words.queryables) }
            " · "
            a href={ (of) "/sortables?f=html" } { (words.sortables) }
            " · "
            a href={ (of) "/schema?f=json" } { (words.as_schema) }
        }
        (columns(language, words.columns, contents.schema()))
    };
    let trail = trail_to(language, collection);
    let frame = Frame {
        language,
        title: collection.title_in(language),
        trail: &trail[..2],
        links,
    };
    frame.around(&content)
}

/// The files of a collection, from its links to them.
fn download_links(language: Language, links: &[Link]) -> Markup {
    let files = links
        .iter()
        .filter(|link| link.rel == rel::ITEMS && !link.href.ends_with("f=html"));
    html! {
        ul.formats {
            @for link in files {
                li { a href=(link.href) { (names::link(language, link.title.trim_start_matches("the features as "))) } }
            }
        }
    }
}

fn n_features(language: Language, number: usize) -> String {
    let words = language.words();
    if number == 1 {
        return words.one_feature.to_owned();
    }
    fill(
        words.n_features,
        &[("n", &value::grouped(&number.to_string()))],
    )
}

/// Columns with what they mean; `label` names their region for screen readers.
pub(crate) fn columns(language: Language, label: &str, schema: &Schema) -> Markup {
    let words = language.words();
    html! {
        div.wide tabindex="0" role="region" aria-label=(label) {
            table.columns {
                thead { tr {
                    th scope="col" { (words.column) }
                    th scope="col" { (words.meaning) }
                } }
                tbody {
                    @for field in &schema.fields {
                        tr {
                            th scope="row" {
                                code { (field.name) }
                                span.codes {
                                    (names::kind(language, field.kind))
                                    @if let Some(unit) = field.unit { ", " (names::translated(language, unit)) }
                                }
                            }
                            td {
                                (names::description(language, field))
                                @if !field.codes.is_empty() {
                                    span.codes {
                                        (language.words().one_of)
                                        @for (place, code) in field.codes.iter().enumerate() {
                                            @if place > 0 { "," } " " code { (code) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Columns, or those that can be filtered or sorted by.
pub(in crate::ogc) fn schema(
    language: Language,
    collection: &Collection,
    schema: &Schema,
    aspect: Aspect,
) -> String {
    let words = language.words();
    let title = match aspect {
        Aspect::Schema => words.schema,
        Aspect::Queryables => words.queryables,
        Aspect::Sortables => words.sortables,
    };
    let shown = Schema {
        fields: schema
            .fields
            .iter()
            .filter(|field| aspect.has(field))
            .cloned()
            .collect(),
        geometry: schema.geometry,
    };
    let content = html! {
        p.quiet { a href="?f=json" { (words.as_schema) } }
        (columns(language, words.columns, &shown))
    };
    let frame = Frame {
        language,
        title,
        trail: &trail_to(language, collection),
        links: &[],
    };
    frame.around(&content)
}
