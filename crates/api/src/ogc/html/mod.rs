//! Pages for people: every resource as HTML, whole without a script; where there are features, a map draws them.
//!
//! | file | page |
//! |---|---|
//! | here | the frame of every page, the landing page, the standards |
//! | `collection` | collections, one of them, its columns |
//! | `items`, `form`, `map` | features: the table, the question, the map |
//! | `item` | one feature |
//! | `definition` | the definition of the interface |
//! | `problem` | a problem, for whoever takes no JSON |
//! | `language`, `words`, `names`, `value` | the language of a page, its words, and values as people read them |
//!
//! Look and map are in `web/src/pages/data`.

mod collection;
mod definition;
mod form;
mod item;
mod items;
pub(crate) mod language;
mod map;
pub(crate) mod names;
pub(crate) mod problem;
mod spanish;
mod value;
pub(crate) mod words;

pub(crate) use collection::columns;
pub(super) use collection::{collection, collections, schema};
pub(super) use definition::api;
pub(super) use item::item;
pub(super) use items::items;

use super::link::{Link, rel};
use super::registry::{COLLECTIONS, Collection};
use language::Language;
use maud::{DOCTYPE, Markup, html};

/// Where a page stands: titles and addresses from the top down.
pub(crate) type Trail<'a> = [(&'a str, String)];

/// The frame of a page.
pub(crate) struct Frame<'a> {
    /// The language.
    pub(crate) language: Language,
    /// The title.
    pub(crate) title: &'a str,
    /// Pages above this one.
    pub(crate) trail: &'a Trail<'a>,
    /// Links of the resource; its other representations are named at the foot.
    pub(crate) links: &'a [Link],
}

impl Frame<'_> {
    /// The whole page around its content.
    pub(crate) fn around(&self, content: &Markup) -> String {
        let words = self.language.words();
        let alternates = self.links.iter().filter(|link| link.rel == rel::ALTERNATE);
        let markup = html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " · Commonground" }
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    @for link in alternates.clone() {
                        link rel="alternate" type=(link.media_type) href=(link.href) title=(names::link(self.language, format_name(link)));
                    }
                    link rel="stylesheet" href="/pages.css";
                    script type="module" src="/pages.js" {}
                }
                body {
                    a.skip href="#main" { (words.skip) }
                    (self.header())
                    main.frame id="main" tabindex="-1" {
                        h1 { (self.title) }
                        (content)
                    }
                    footer {
                        div.frame {
                            p { (words.released) " " a href="/docs#released" { (words.how_released) } }
                            @if alternates.clone().next().is_some() {
                                p {
                                    (words.also_as)
                                    @for (place, link) in alternates.enumerate() { @if place > 0 { " ·" } " " a href=(link.href) { (names::link(self.language, format_name(link))) } }
                                }
                            }
                        }
                    }
                }
            }
        };
        markup.into_string()
    }

    fn header(&self) -> Markup {
        let words = self.language.words();
        html! {
            header.site {
                div.frame {
                    a.brand href="/" {
                        img src="/icon.svg" alt="" width="28" height="28";
                        "Commonground"
                    }
                    nav aria-label=(words.site) {
                        ul {
                            li { a href="/" { (words.map) } }
                            li { a href="/?f=html" { (words.data) } }
                            li { a href="/docs" { (words.docs) } }
                        }
                    }
                }
            }
            @if !self.trail.is_empty() {
                nav.frame.trail aria-label=(words.trail) {
                    ol {
                        @for (name, address) in self.trail { li { a href=(address) { (name) } } }
                    }
                }
            }
        }
    }
}

/// What a representation is called on a page.
pub(super) fn format_name(link: &Link) -> &str {
    link.title
        .strip_prefix("this document as ")
        .unwrap_or(&link.title)
}

/// The landing page and what follows it, for trails.
fn trail_to_data(language: Language) -> (&'static str, String) {
    (language.words().data, "/?f=html".to_owned())
}

/// The landing page.
pub(super) fn landing(language: Language, title: &str, links: &[Link]) -> String {
    let words = language.words();
    let (gaps, others): (Vec<_>, Vec<_>) = COLLECTIONS
        .iter()
        .partition(|collection| collection.has_waves());
    let more = [
        ("/docs", words.columns_and_meaning),
        ("/docs/analysts", words.examples),
        ("/api?f=html", words.interface),
        ("/hsds", words.hsds),
        ("/profile", words.profile),
        ("/conformance?f=html", words.standards),
        ("/problems", words.problems),
    ];
    let content = html! {
        p.lead { (words.landing_lead) }
        h2 { (words.gaps) }
        (cards(language, Level::Third, &gaps))
        h2 { (words.reference_data) }
        (cards(language, Level::Third, &others))
        h2 { (words.more) }
        ul.plain {
            @for (address, name) in more { li { a href=(address) { (name) } } }
        }
    };
    let frame = Frame {
        language,
        title,
        trail: &[],
        links,
    };
    frame.around(&content)
}

/// The level of the headings of a list.
#[derive(Clone, Copy)]
enum Level {
    Second,
    Third,
}

/// Collections to choose from.
fn cards(language: Language, level: Level, collections: &[&Collection]) -> Markup {
    let heading = |collection: &Collection| {
        html! { a href={ "/collections/" (collection.id) "?f=html" } { (collection.title_in(language)) } }
    };
    html! {
        ul.cards {
            @for collection in collections {
                li {
                    @match level {
                        Level::Second => h2 { (heading(collection)) },
                        Level::Third => h3 { (heading(collection)) },
                    }
                    p { (collection.description_in(language)) }
                    p.quiet { a href=(items::entry(collection)) { (language.words().look) } }
                }
            }
        }
    }
}

/// The standards that are met.
pub(super) fn conformance(language: Language, classes: &[&str], links: &[Link]) -> String {
    let words = language.words();
    let content = html! {
        p.lead { (words.standards_lead) }
        ul.plain.classes-met {
            @for class in classes { li { a href=(class) { (class) } } }
        }
    };
    let frame = Frame {
        language,
        title: words.standards,
        trail: &[trail_to_data(language)],
        links,
    };
    frame.around(&content)
}
