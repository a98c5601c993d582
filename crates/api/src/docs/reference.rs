//! `/docs`: collections, columns, parameters, formats, errors, and how numbers come to be.

use super::problems;
use super::text::{self, with_code};
use crate::Audience;
use crate::live::Snapshot;
use crate::ogc::crs::Crs;
use crate::ogc::html::language::Language;
use crate::ogc::html::{Frame, columns, names};
use crate::ogc::items::{REPRESENTATIONS, contents_of};
use crate::ogc::query::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::ogc::registry::{COLLECTIONS, Collection};
use maud::{Markup, html};
use model::category::HEADINGS;

/// The sections, with their anchors.
fn sections(language: Language) -> [(&'static str, &'static str); 9] {
    [
        ("collections", language.words().collections),
        (
            "categories",
            language.pick("Need categories", "Categorías de necesidad"),
        ),
        (
            "waves",
            language.pick("Surveys (waves)", "Encuestas (rondas)"),
        ),
        ("released", language.words().how_released),
        ("asking", language.pick("How to ask", "Cómo preguntar")),
        (
            "paging",
            language.pick("Page after page", "Página tras página"),
        ),
        ("formats", language.pick("Formats", "Formatos")),
        ("coordinates", language.pick("Coordinates", "Coordenadas")),
        ("problems", language.words().problems),
    ]
}

/// The page.
pub(super) fn page(language: Language, base: &str, snapshot: &Snapshot) -> String {
    let words = language.words();
    let sections = sections(language);
    let content = html! {
        p.lead { (language.name(&text::LEAD)) }
        p { a href="/docs/analysts" { (words.examples) } " · " a href="/api?f=html" { (words.interface) } }
        ul.contents {
            @for (anchor, title) in sections { li { a href={ "#" (anchor) } { (title) } } }
        }
        @for (anchor, title) in sections {
            div.prose {
                h2 id=(anchor) { (title) }
                @match anchor {
                    "collections" => (all_collections(language, snapshot)),
                    "categories" => { (text::CATEGORIES.markup(language)) (categories(language)) },
                    "waves" => (text::WAVES.markup(language)),
                    "released" => (text::RELEASED.markup(language)),
                    "asking" => { (text::ASKING.markup(language)) (parameters(language)) },
                    "paging" => (text::PAGING.markup(language)),
                    "formats" => { (text::FORMATS.markup(language)) (formats(language, base)) },
                    "coordinates" => { (text::COORDINATES.markup(language)) (systems()) },
                    _ => { (text::PROBLEMS.markup(language)) (problems::table(language)) },
                }
            }
        }
    };
    let frame = Frame {
        language,
        title: words.docs,
        trail: &[],
        links: &[],
    };
    frame.around(&content)
}

fn all_collections(language: Language, snapshot: &Snapshot) -> Markup {
    html! {
        ul.contents {
            @for collection in &COLLECTIONS {
                li { a href={ "#" (collection.id) } { (collection.title_in(language)) } }
            }
        }
        @for collection in &COLLECTIONS { (one_collection(language, snapshot, collection)) }
    }
}

fn one_collection(
    language: Language,
    snapshot: &Snapshot,
    collection: &'static Collection,
) -> Markup {
    let contents = contents_of(snapshot, collection, false, Audience::Public);
    html! {
        h3 id=(collection.id) { (collection.title_in(language)) }
        p {
            (collection.description_in(language)) " "
            a href={ "/collections/" (collection.id) "?f=html" } { code { "/collections/" (collection.id) } }
        }
        (columns(language, collection.title_in(language), contents.schema()))
    }
}

fn categories(language: Language) -> Markup {
    html! {
        div.wide {
            table {
                thead { tr { th scope="col" { code { "category" } } th scope="col" { (language.words().need) } } }
                tbody {
                    @for category in HEADINGS.iter().flat_map(|heading| heading.categories) {
                        tr { th scope="row" { code { (category.id) } } td { (language.name(&category.name)) } }
                    }
                }
            }
        }
    }
}

fn parameters(language: Language) -> Markup {
    let words = language.words();
    html! {
        div.wide tabindex="0" role="region" aria-label=(words.parameters) {
            table {
                thead { tr {
                    th scope="col" { (words.parameters) } th scope="col" { (words.example) } th scope="col" { (words.meaning) }
                } }
                tbody {
                    @for (name, example, meaning) in &text::PARAMETERS {
                        tr {
                            th scope="row" { code { (name) } }
                            td { @if !example.is_empty() { code { (name) "=" (example) } } }
                            td {
                                (with_code(language.name(meaning)))
                                @if *name == "limit" {
                                    " " (language.pick("Without it", "Sin él")) " " (DEFAULT_LIMIT)
                                    "; " (language.pick("at most", "como máximo")) " " (MAX_LIMIT) "."
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn formats(language: Language, base: &str) -> Markup {
    let words = language.words();
    html! {
        div.wide tabindex="0" role="region" aria-label=(words.take) {
            table {
                thead { tr {
                    th scope="col" { code { "f" } } th scope="col" { (words.kind) } th scope="col" { (words.media_types) }
                } }
                tbody {
                    @for of in REPRESENTATIONS {
                        tr { th scope="row" { code { (of.word) } } td { (names::link(language, of.title)) } td { code { (of.media_type) } } }
                    }
                }
            }
        }
        pre tabindex="0" { code {
            (base) "/collections/gaps-by-feeder-pattern/items?category=after-school&filter=unmet_rate%3E0.3&sortby=-unmet&f=csv"
        } }
    }
}

fn systems() -> Markup {
    html! { ul { @for crs in Crs::ALL { li { code { (crs.uri()) } } } } }
}
