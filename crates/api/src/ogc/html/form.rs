//! The question of a page of features: a form of the daily parameters that works without a script.

use super::language::Language;
use super::names;
use super::words::fill;
use crate::ogc::contents::Contents;
use crate::ogc::query::{DEFAULT_LIMIT, ItemsQuery, MAX_LIMIT};
use crate::ogc::registry::{Collection, GapLayer, Kind};
use crate::ogc::sorting::is_sortable;
use maud::{Markup, html};
use model::category::HEADINGS;
use model::feature::Schema;
use model::school::Level;

/// What a form is made of.
pub(super) struct Form<'a> {
    pub(super) language: Language,
    pub(super) collection: &'a Collection,
    pub(super) contents: &'a Contents,
    pub(super) query: &'a ItemsQuery,
    /// The address that the form asks.
    pub(super) address: &'a str,
}

impl Form<'_> {
    /// The form, with the question that led to this page in its fields.
    pub(super) fn markup(&self) -> Markup {
        let words = self.language.words();
        let level = self.level_parameter();
        html! {
            form.ask action=(self.address) method="get" aria-labelledby="ask" {
                h2 id="ask" { (words.ask) }
                input type="hidden" name="f" value="html";
                @for (name, value) in self.kept(level) {
                    input type="hidden" name=(name) value=(value);
                }
                div.fields {
                    @if self.has_category() { (self.category()) }
                    @if self.collection.has_waves() { (self.wave()) }
                    @if let Some(level) = level { (self.level(level)) }
                    (self.sort())
                    (self.rows())
                    (self.filter())
                }
                @if self.kept(level).next().is_some() {
                    p.kept {
                        (words.kept)
                        @for (name, value) in self.kept(level) { code { (name) "=" (value) } }
                    }
                }
                div.actions {
                    button.button type="submit" { (words.show) }
                    a href={ (self.address) "?f=html" } { (words.clear) }
                }
            }
        }
    }

    fn given(&self, name: &str) -> &str {
        let found = self.query.rest.iter().find(|(of, _)| of == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn schema(&self) -> &Schema {
        self.contents.schema()
    }

    /// The codes of a column.
    fn codes(&self, name: &str) -> Vec<&str> {
        let column = self.schema().position(name);
        let codes = column.map(|column| &self.schema().fields[column].codes);
        codes.into_iter().flatten().map(AsRef::as_ref).collect()
    }

    fn has_category(&self) -> bool {
        self.schema().position("category").is_some() || self.collection.kind == Kind::Sites
    }

    /// The parameter for a level, where asking for one makes a difference.
    fn level_parameter(&self) -> Option<&'static str> {
        match self.collection.kind {
            Kind::Zones | Kind::Gaps(GapLayer::Zone) => Some("level"),
            Kind::Schools => Some("levels"),
            _ => None,
        }
    }

    /// Parameters that the form has no field for stay as they are.
    fn kept(&self, level: Option<&'static str>) -> impl Iterator<Item = &(String, String)> {
        let has_field = move |name: &str| {
            matches!(name, "sortby" | "filter")
                || (name == "category" && self.has_category())
                || (name == "wave" && self.collection.has_waves())
                || Some(name) == level
        };
        self.query
            .rest
            .iter()
            .filter(move |(name, _)| !has_field(name))
    }

    fn category(&self) -> Markup {
        let words = self.language.words();
        let is_table = self.schema().position("category").is_some();
        let given = self.given("category");
        html! {
            div.field {
                label for="category" { (words.need) }
                select id="category" name="category" {
                    (option("", if is_table { words.each_need } else { words.any }, given))
                    @if is_table { (option("all", words.all_needs, given)) }
                    @for heading in &HEADINGS {
                        optgroup label=(self.language.name(&heading.name)) {
                            @for category in heading.categories {
                                (option(category.id, self.language.name(&category.name), given))
                            }
                        }
                    }
                }
            }
        }
    }

    fn wave(&self) -> Markup {
        let words = self.language.words();
        let waves = self.codes("wave");
        let latest = waves.last().copied().unwrap_or(super::value::MISSING);
        let latest = fill(
            words.latest,
            &[("wave", &names::wave(self.language, latest))],
        );
        html! {
            div.field {
                label for="wave" { (words.wave) }
                select id="wave" name="wave" {
                    (option("", &latest, self.given("wave")))
                    @for wave in waves.iter().rev() {
                        (option(wave, &names::wave(self.language, wave), self.given("wave")))
                    }
                }
            }
        }
    }

    fn level(&self, name: &str) -> Markup {
        let words = self.language.words();
        html! {
            div.field {
                label for="level" { (words.level) }
                select id="level" name=(name) {
                    (option("", words.any, self.given(name)))
                    @for level in Level::ALL.map(Level::as_str) {
                        (option(level, &names::code(self.language, "level", level), self.given(name)))
                    }
                }
            }
        }
    }

    fn sort(&self) -> Markup {
        let words = self.language.words();
        let given = self.given("sortby");
        let sortable = || {
            self.schema()
                .fields
                .iter()
                .filter(|field| is_sortable(field))
        };
        let is_own = given.is_empty()
            || sortable().any(|field| given.trim_start_matches(['-', '+', ' ']) == field.name);
        html! {
            div.field {
                label for="sortby" { (words.sort) }
                select id="sortby" name="sortby" {
                    (option("", words.by_id, given))
                    // A question over several columns can be asked in the address only.
                    @if !is_own { (option(given, given, given)) }
                    optgroup label=(words.largest_first) {
                        @for field in sortable() {
                            (option(&format!("-{}", field.name), &names::title(self.language, field), given))
                        }
                    }
                    optgroup label=(words.smallest_first) {
                        @for field in sortable() {
                            (option(&field.name, &names::title(self.language, field), given.trim_start_matches(['+', ' '])))
                        }
                    }
                }
            }
        }
    }

    fn rows(&self) -> Markup {
        let words = self.language.words();
        let limit = self.query.limit.unwrap_or(DEFAULT_LIMIT);
        html! {
            div.field {
                label for="limit" { (words.limit) }
                input id="limit" type="number" name="limit" min="1" max=(MAX_LIMIT) inputmode="numeric" value=(limit);
            }
        }
    }

    fn filter(&self) -> Markup {
        let words = self.language.words();
        let queryables = format!("/collections/{}/queryables?f=html", self.collection.id);
        html! {
            div.field.field-filter {
                label for="filter" { (words.filter) }
                input id="filter" type="text" name="filter" value=(self.given("filter"))
                    autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="filter-hint";
                p.quiet id="filter-hint" {
                    (words.example) " " code { (example(self.collection.kind)) }
                    " · " a href=(queryables) { (words.names) }
                }
            }
        }
    }
}

/// A choice, chosen when it is the value given.
fn option(value: &str, name: &str, given: &str) -> Markup {
    html! { option value=(value) selected[value == given] { (name) } }
}

/// A filter that makes sense for a collection.
fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Gaps(_) => "unmet_rate > 0.3 AND needs >= 50",
        Kind::ResponseRates => "response_rate < 0.2",
        Kind::Schools => "operator = 'charter' AND enrollment > 400",
        Kind::Sites => "cost = 0 AND hours IS NOT NULL",
        Kind::Assets => "kind = 'library'",
        Kind::Context => "kind = 'park' AND name IS NOT NULL",
        Kind::Zones | Kind::Neighborhoods | Kind::FeederPatterns => "name LIKE 'A%'",
    }
}
