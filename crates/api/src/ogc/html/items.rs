//! The page of features: the question, the map, the table.

use super::collection::trail_to;
use super::form::Form;
use super::language::Language;
use super::map::FeatureMap;
use super::value::{cell, class_of, grouped, is_number};
use super::words::fill;
use super::{Frame, names};
use crate::ogc::contents::Contents;
use crate::ogc::crs::Crs;
use crate::ogc::items::REPRESENTATIONS;
use crate::ogc::link::{Link, address_with, rel, segment};
use crate::ogc::media_type::{GEOJSON, PAGE};
use crate::ogc::query::{ItemsQuery, Page};
use crate::ogc::registry::Collection;
use crate::ogc::sorting::is_sortable;
use maud::{Markup, html};
use model::feature::{Feature, Field, Value};

/// The address under which a person first looks at a collection: a gap layer with all needs together, which is one row an area.
pub(super) fn entry(collection: &Collection) -> String {
    let more = if collection.has_shapes() {
        "&category=all"
    } else {
        ""
    };
    format!("/collections/{}/items?f=html{more}", collection.id)
}

/// What a feature is called: its name, else that it is no area, else its id.
pub(super) fn title_of<'a>(
    language: Language,
    (collection, contents): (&Collection, &Contents),
    feature: &'a Feature,
) -> &'a str {
    let name = contents.schema().position("name");
    match name.map(|name| &feature.values[name]) {
        Some(Value::Text(text)) if !text.is_empty() => text,
        Some(_) if collection.has_shapes() => language.words().outside,
        _ => &feature.id,
    }
}

/// What a page of features is made of.
struct Table<'a> {
    language: Language,
    collection: &'a Collection,
    contents: &'a Contents,
    query: &'a ItemsQuery,
    page: &'a Page,
    address: String,
}

/// A page of features.
pub(in crate::ogc) fn items(
    language: Language,
    (collection, contents): (&Collection, &Contents),
    query: &ItemsQuery,
    page: &Page,
    links: &[Link],
) -> String {
    let words = language.words();
    let address = format!("/collections/{}/items", collection.id);
    let form = Form {
        language,
        collection,
        contents,
        query,
        address: &address,
    };
    let form = form.markup();
    let table = Table {
        language,
        collection,
        contents,
        query,
        page,
        address,
    };
    let content = html! {
        p.lead { (collection.description_in(language)) }
        @if table.is_simulated() { p.notice { (words.simulated) } }
        (form)
        p.count role="status" { (table.count()) }
        @if !page.numbers.is_empty() {
            (table.map(links))
            (table.alike())
            (table.markup())
            p.quiet { (words.missing_legend) }
            @if table.has_totals() { p.quiet { (words.family_needs) } }
            (table.pager(links))
            h2 { (words.take_these) }
            (table.downloads())
        }
    };
    let frame = Frame {
        language,
        title: collection.title_in(language),
        trail: &trail_to(language, collection),
        links,
    };
    frame.around(&content)
}

impl Table<'_> {
    fn shown(&self) -> impl Iterator<Item = &Feature> {
        let features = self.contents.features();
        self.page.numbers.iter().map(|number| &features[*number])
    }

    /// Whether a number on the page was drawn by a computer.
    fn is_simulated(&self) -> bool {
        let column = self.contents.schema().position("simulated");
        column.is_some_and(|column| {
            self.shown()
                .any(|feature| feature.values[column] == Value::Boolean(true))
        })
    }

    fn count(&self) -> String {
        let words = self.language.words();
        let number = |n: usize| grouped(&n.to_string());
        match (self.page.numbers.len(), self.page.n_matched) {
            (0, _) => words.nothing.to_owned(),
            (1, 1) => words.one_feature.to_owned(),
            (n, m) if n == m => fill(words.n_features, &[("n", &number(n))]),
            (n, m) => fill(words.n_of_m, &[("n", &number(n)), ("m", &number(m))]),
        }
    }

    /// The map, where a feature of the page has a place and its coordinates are such as the map takes.
    fn map(&self, links: &[Link]) -> Markup {
        let as_json = links
            .iter()
            .find(|link| link.media_type == GEOJSON && link.rel == rel::ALTERNATE);
        let has_place = self.shown().any(|feature| feature.geometry.is_some());
        let is_drawable = self.query.crs == Crs::default() && self.query.has_geometry && has_place;
        let Some(link) = as_json.filter(|_| is_drawable) else {
            return html! {};
        };
        let map = FeatureMap {
            language: self.language,
            collection: self.collection,
            contents: self.contents,
            features: &link.href,
            label: self.language.words().map_of_features,
        };
        map.markup()
    }

    /// Whether a row is the total of all needs.
    fn has_totals(&self) -> bool {
        let column = self.contents.schema().position("category");
        column.is_some_and(|column| {
            self.shown()
                .any(|feature| matches!(&feature.values[column], Value::Text(id) if id == "all"))
        })
    }

    /// The column at the head of rows: the name, when it is asked for.
    fn name(&self) -> Option<usize> {
        let name = self.contents.schema().position("name");
        name.filter(|name| self.query.columns.contains(name))
    }

    /// Whether a column says the same in every row. Numbers are compared, so they stay in the table.
    fn is_alike(&self, column: usize) -> bool {
        let mut shown = self.shown().map(|feature| &feature.values[column]);
        let first = shown.next();
        let kind = self.contents.schema().fields[column].kind;
        self.page.numbers.len() > 1
            && !is_number(kind)
            && Some(column) != self.name()
            && shown.all(|value| Some(value) == first)
    }

    /// What would stand in every row, said once.
    fn alike(&self) -> Markup {
        let columns = self.query.columns.iter().copied();
        let is_said = |column: usize| {
            let first = self.shown().next().map(|feature| &feature.values[column]);
            self.is_alike(column) && first != Some(&Value::Missing)
        };
        let columns: Vec<_> = columns.filter(|column| is_said(*column)).collect();
        let fields = &self.contents.schema().fields;
        html! {
            @if let (Some(first), false) = (self.shown().next(), columns.is_empty()) {
                p.quiet.alike {
                    (self.language.words().alike)
                    @for (place, column) in columns.iter().enumerate() {
                        @if place > 0 { " ·" }
                        " " (names::title(self.language, &fields[*column])) " "
                        b { (cell(self.language, &fields[*column], &first.values[*column])) }
                    }
                }
            }
        }
    }

    /// The columns of the table besides its head.
    fn columns(&self) -> Vec<usize> {
        let columns = self.query.columns.iter().copied();
        columns
            .filter(|column| Some(*column) != self.name() && !self.is_alike(*column))
            .collect()
    }

    fn markup(&self) -> Markup {
        let words = self.language.words();
        let fields = &self.contents.schema().fields;
        let (name, others) = (self.name(), self.columns());
        html! {
            div.wide.wide-rows tabindex="0" role="region" aria-label=(words.table_of_features) {
                table.rows {
                    thead { tr {
                        @match name {
                            Some(name) => (self.head(&fields[name])),
                            None => th scope="col" { (words.id) },
                        }
                        @for column in &others { (self.head(&fields[*column])) }
                        @if name.is_some() { th scope="col" { (words.id) } }
                    } }
                    tbody { @for feature in self.shown() { (self.row(feature, name, &others)) } }
                }
            }
        }
    }

    fn row(&self, feature: &Feature, name: Option<usize>, others: &[usize]) -> Markup {
        let fields = &self.contents.schema().fields;
        let address = format!("{}/{}?f=html", self.address, segment(&feature.id));
        let head = match name {
            Some(_) => title_of(self.language, (self.collection, self.contents), feature),
            None => &feature.id,
        };
        html! {
            tr {
                th scope="row" { a href=(address) { (head) } }
                @for column in others {
                    @let field = &fields[*column];
                    td class=[class_of(field.kind)] { (cell(self.language, field, &feature.values[*column])) }
                }
                @if name.is_some() { td { code { (feature.id) } } }
            }
        }
    }

    /// The head of a column; pressing it sorts by the column.
    fn head(&self, field: &Field) -> Markup {
        let title = names::title(self.language, field);
        let sorted = self.query.rest.iter().find(|(name, _)| name == "sortby");
        let sorted = sorted.map_or("", |(_, value)| value.as_str());
        let is_ascending = sorted.trim_start_matches(['+', ' ']) == field.name;
        let is_descending = sorted.strip_prefix('-') == Some(field.name.as_ref());
        let order = if is_ascending {
            Some("ascending")
        } else {
            is_descending.then_some("descending")
        };
        // Of numbers one wants the largest first, of texts the first.
        let is_largest_first = if is_number(field.kind) {
            !is_descending
        } else {
            is_ascending
        };
        let by = format!("{}{}", if is_largest_first { "-" } else { "" }, field.name);
        html! {
            th scope="col" class=[class_of(field.kind)] aria-sort=[order] title=(names::description(self.language, field)) {
                @if is_sortable(field) {
                    a href=(self.asked_with("sortby", &by)) {
                        (title)
                        @if let Some(order) = order {
                            span aria-hidden="true" { (if order == "ascending" { " ▲" } else { " ▼" }) }
                        }
                    }
                } @else { (title) }
                @if let Some(unit) = names::unit(self.language, field) { span.unit { (unit) } }
            }
        }
    }

    /// The same question with one parameter changed.
    fn asked_with(&self, name: &str, value: &str) -> String {
        let others = self.query.rest.iter().filter(|(of, _)| of != name).cloned();
        let mut pairs: Vec<_> = others.collect();
        pairs.push((name.to_owned(), value.to_owned()));
        if let Some(limit) = self.query.limit {
            pairs.push(("limit".to_owned(), limit.to_string()));
        }
        pairs.push(("f".to_owned(), PAGE.word.to_owned()));
        address_with(&self.address, &pairs)
    }

    fn pager(&self, links: &[Link]) -> Markup {
        let words = self.language.words();
        let next = links.iter().find(|link| link.rel == rel::NEXT);
        html! {
            @if let Some(next) = next {
                p.pager { a rel="next" href=(next.href) { (words.next) " →" } }
            }
        }
    }

    /// Files with everything that matches, not only with this page.
    fn downloads(&self) -> Markup {
        let files = REPRESENTATIONS.iter().filter(|of| **of != PAGE);
        let address = |word: &str| {
            let mut pairs = self.query.rest.clone();
            // Files are in longitude and latitude.
            pairs.retain(|(name, _)| name != "crs");
            pairs.push(("f".to_owned(), word.to_owned()));
            address_with(&self.address, &pairs)
        };
        html! {
            ul.formats { @for of in files { li { a href=(address(of.word)) { (names::link(self.language, of.title)) } } } }
        }
    }
}
