//! The place where a script draws the features of a page.

use super::language::Language;
use super::names;
use crate::ogc::contents::Contents;
use crate::ogc::registry::{Collection, Kind};
use maud::{Markup, html};
use model::category::categories;
use serde_json::{Map, Value, json};

/// What is drawn.
pub(super) struct FeatureMap<'a> {
    pub(super) language: Language,
    pub(super) collection: &'a Collection,
    pub(super) contents: &'a Contents,
    /// The address of the features as GeoJSON.
    pub(super) features: &'a str,
    /// The map's name.
    pub(super) label: &'a str,
}

impl FeatureMap<'_> {
    /// An element that a script fills, with everything the script has to know, words included.
    pub(super) fn markup(&self) -> Markup {
        let items = format!("/collections/{}/items", self.collection.id);
        // The background itself needs no background.
        let background = (self.collection.kind != Kind::Context)
            .then_some("/collections/context/items?f=json&limit=10000");
        html! {
            div.map id="map" data-label=(self.label) data-features=(self.features) data-items=(items)
                data-context=[background] data-failed=(self.language.words().map_failed) data-map=(self.facts()) {}
        }
    }

    fn facts(&self) -> Value {
        let words = self.language.words();
        let color = match self.collection.kind {
            Kind::Gaps(_) => Some("unmet_rate"),
            Kind::ResponseRates => Some("response_rate"),
            _ => None,
        };
        let names: Map<String, Value> = categories()
            .map(|category| {
                let name = self.language.name(&category.name);
                (category.id.to_owned(), json!(name))
            })
            .chain([("all".to_owned(), json!(words.all_needs))])
            .collect();
        json!({
            "color": color,
            "legend": color.map_or_else(String::new, |color| self.title(color)),
            "hidden": words.not_shown,
            "features": self.collection.title_in(self.language),
            "choose": words.show_on_map,
            "more": words.everything,
            "zoom_in": words.zoom_in,
            "zoom_out": words.zoom_out,
            "close": words.close,
            "popup": self.popup(),
            "categories": names,
        })
    }

    fn title(&self, column: &str) -> String {
        let schema = self.contents.schema();
        let position = schema.position(column);
        let field = position.map(|position| &schema.fields[position]);
        field.map_or_else(String::new, |field| {
            names::title(self.language, field).into_owned()
        })
    }

    /// The columns of a popup: what one wants to know first.
    fn popup(&self) -> Vec<Value> {
        let columns: &[&str] = match self.collection.kind {
            Kind::Gaps(_) => &[
                "category",
                "responses",
                "needs",
                "served",
                "unmet",
                "unmet_rate",
            ],
            Kind::ResponseRates => &["responses", "enrollment", "response_rate"],
            Kind::Schools => &["grades", "enrollment", "operator"],
            Kind::Sites => &["organization", "categories", "hours", "cost"],
            Kind::Assets => &["kind", "address"],
            Kind::Zones => &["level"],
            Kind::Context => &["kind"],
            Kind::Neighborhoods | Kind::FeederPatterns => &[],
        };
        let schema = self.contents.schema();
        let fields = columns
            .iter()
            .filter_map(|column| schema.position(column))
            .map(|position| &schema.fields[position]);
        let described = fields.map(|field| {
            // A share says enough without its unit, and a price has no unit that people would say.
            let unit = names::unit(self.language, field)
                .filter(|_| !field.name.ends_with("rate") && field.name != "cost");
            json!({
                "name": field.name,
                "title": names::title(self.language, field),
                "unit": unit.unwrap_or_default(),
            })
        });
        described.collect()
    }
}
