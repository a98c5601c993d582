//! What collections, columns and codes are called on pages. English names are those of the registry and the columns.

use super::language::Language;
use super::spanish::{sentences, word};
use super::words::fill;
use crate::ogc::registry::Collection;
use model::category;
use model::feature::{Field, FieldKind};
use std::borrow::Cow;

impl Collection {
    /// The collection's title in a language.
    pub(crate) fn title_in(&self, language: Language) -> &'static str {
        word(language, self.title).unwrap_or(self.title)
    }

    /// The collection's description in a language.
    pub(crate) fn description_in(&self, language: Language) -> Cow<'static, str> {
        sentences(language, self.description)
    }
}

/// A title or unit of a column in a language. The columns of a wide layer have the category behind them in parentheses.
pub(crate) fn translated(language: Language, english: &str) -> Cow<'_, str> {
    if language == Language::English {
        return Cow::Borrowed(english);
    }
    let (stem, category) = match english.split_once(" (") {
        Some((stem, rest)) => (stem, rest.strip_suffix(')')),
        None => (english, None),
    };
    match (word(language, stem), category) {
        (None, _) => Cow::Borrowed(english),
        (Some(word), None) => Cow::Borrowed(word),
        (Some(word), Some(category)) => Cow::Owned(format!("{word} ({category})")),
    }
}

/// What a column means, in a language. The columns of a wide layer have the category before it.
pub(crate) fn description(language: Language, field: &Field) -> Cow<'_, str> {
    let english = field.description.as_ref();
    let of_category = english
        .strip_prefix("For ")
        .and_then(|rest| rest.split_once(": "));
    match (language, of_category) {
        (Language::Spanish, Some((category, meaning))) => {
            let meaning = sentences(language, meaning);
            Cow::Owned(format!("Para {category}: {meaning}"))
        }
        _ => sentences(language, english),
    }
}

/// The title of a link in a language; its last words may be a name.
pub(crate) fn link(language: Language, title: &str) -> Cow<'_, str> {
    if let Some(said) = word(language, title) {
        return Cow::Borrowed(said);
    }
    let named = NAMED_LINKS.iter().find_map(|pattern| {
        let name = title.strip_prefix(pattern.strip_suffix("{name}")?)?;
        Some(fill(word(language, pattern)?, &[("name", name)]))
    });
    named.map_or(Cow::Borrowed(title), Cow::Owned)
}

/// Titles of links that end in the name of a school.
const NAMED_LINKS: [&str; 2] = ["the school {name}", "the zones of {name}"];

/// A column's title in a language.
pub(crate) fn title(language: Language, field: &Field) -> Cow<'_, str> {
    translated(language, &field.title)
}

/// A column's unit in a language; nothing when it has none, or its title says it.
pub(crate) fn unit(language: Language, field: &Field) -> Option<Cow<'static, str>> {
    // A column of answers that is called Answers has said its unit.
    let unit = field
        .unit
        .filter(|unit| !unit.eq_ignore_ascii_case(&field.title));
    unit.map(|unit| translated(language, unit))
}

/// What kind of values a column has.
pub(crate) fn kind(language: Language, kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => language.pick("text", "texto"),
        FieldKind::Integer => language.pick("whole number", "número entero"),
        FieldKind::Number => language.pick("number", "número"),
        FieldKind::Boolean => language.pick("yes or no", "sí o no"),
        FieldKind::Date => language.pick("day", "día"),
        FieldKind::Timestamp => language.pick("moment", "momento"),
        FieldKind::Texts => language.pick("several texts", "varios textos"),
        FieldKind::Nested => language.pick("list of records", "lista de registros"),
    }
}

/// A code of a column as people say it; other texts as they stand.
pub(crate) fn code<'a>(language: Language, column: &str, code: &'a str) -> Cow<'a, str> {
    match column {
        "category" | "categories" => category_name(language, code),
        "level" | "levels" => Cow::Owned(capitalized(&translated(language, code))),
        "wave" => wave(language, code),
        "suppression" if code == "S" => Cow::Borrowed(language.words().hidden),
        _ => Cow::Borrowed(code),
    }
}

/// A category's name; `all` stands for all of them.
pub(crate) fn category_name(language: Language, id: &str) -> Cow<'_, str> {
    if id == "all" {
        return Cow::Borrowed(language.words().all_needs);
    }
    let known = category::categories().find(|category| category.id == id);
    known.map_or(Cow::Borrowed(id), |category| {
        Cow::Borrowed(language.name(&category.name))
    })
}

/// `2026-fall` reads as a season of a year; any other name of a wave stands as it is.
pub(crate) fn wave(language: Language, name: &str) -> Cow<'_, str> {
    let season = name.split_once('-').and_then(|(year, season)| {
        let name = match season {
            "spring" => language.pick("Spring", "Primavera de"),
            "summer" => language.pick("Summer", "Verano de"),
            "fall" => language.pick("Fall", "Otoño de"),
            "winter" => language.pick("Winter", "Invierno de"),
            _ => return None,
        };
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| format!("{name} {year}"))
    });
    season.map_or(Cow::Borrowed(name), Cow::Owned)
}

/// With a capital at its beginning.
pub(crate) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters
        .next()
        .map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Audience;
    use crate::ogc::fields;
    use crate::ogc::html::spanish::parts;
    use crate::ogc::registry::COLLECTIONS as REGISTRY;
    use model::feature::{GeometryKind, Schema};

    fn schemas() -> Vec<Schema> {
        vec![
            fields::schools(),
            fields::zones(),
            fields::neighborhoods(),
            fields::feeder_patterns(),
            fields::sites(),
            fields::assets(),
            fields::context(),
            fields::gaps(GeometryKind::Surface, &[], Audience::Public),
            fields::gaps(GeometryKind::Surface, &[], Audience::Staff),
            fields::wide_gaps(GeometryKind::Surface, &[], Audience::Public),
            fields::wide_gaps(GeometryKind::Surface, &[], Audience::Staff),
            fields::response_rates(&[]),
        ]
    }

    /// What the pages say of a schema's columns, one sentence, title or unit each.
    fn said(schema: &Schema) -> Vec<String> {
        let of = |field: &Field| {
            let meaning = field.description.as_ref();
            let meaning = match meaning
                .strip_prefix("For ")
                .and_then(|rest| rest.split_once(": "))
            {
                Some((_, meaning)) => meaning,
                None => meaning,
            };
            let title = field
                .title
                .split(" (")
                .next()
                .expect("a split has a first part");
            let mut said: Vec<_> = parts(meaning).map(str::to_owned).collect();
            said.push(title.to_owned());
            said.extend(field.unit.map(str::to_owned));
            said
        };
        schema.fields.iter().flat_map(of).collect()
    }

    #[test]
    fn every_sentence_title_and_unit_has_a_spanish_one() {
        let mut all: Vec<String> = schemas().iter().flat_map(said).collect();
        for collection in &REGISTRY {
            all.push(collection.title.to_owned());
            all.extend(parts(collection.description).map(str::to_owned));
        }
        all.retain(|english| word(Language::Spanish, english).is_none());
        all.sort();
        all.dedup();
        assert!(
            all.is_empty(),
            "web/src/text/server_es.json has no {all:#?}"
        );
    }

    #[test]
    fn columns_of_wide_layers_are_said_in_spanish_with_their_category() {
        let wide = fields::wide_gaps(GeometryKind::Surface, &[], Audience::Public);
        let place = wide.position("food_unmet").expect("a wide layer has food");
        let unmet = &wide.fields[place];
        assert_eq!(title(Language::Spanish, unmet), "Sin cubrir (food)");
        let said = description(Language::Spanish, unmet);
        assert!(
            said.starts_with("Para food: ") && !said.contains(" the "),
            "{said}"
        );
        assert!(description(Language::English, unmet).starts_with("For food: "));
    }

    #[test]
    fn links_are_said_in_spanish_with_the_names_they_end_in() {
        for english in NAMED_LINKS.into_iter().chain([
            "the gaps of this feeder pattern",
            "the gaps of this zone",
            "the gaps of this neighborhood",
            "the gaps of families of this school",
            "the zones of this school",
        ]) {
            let english = english.replace("{name}", "Adams");
            let said = link(Language::Spanish, &english);
            assert!(said != english && !said.contains('{'), "{said}");
            assert_eq!(link(Language::English, &english), english);
        }
    }

    #[test]
    fn waves_named_after_a_season_are_said_as_people_do() {
        assert_eq!(wave(Language::English, "2026-fall"), "Fall 2026");
        assert_eq!(wave(Language::Spanish, "2026-spring"), "Primavera de 2026");
        assert_eq!(wave(Language::English, "pilot-fall"), "pilot-fall");
        assert_eq!(wave(Language::English, "first"), "first");
    }
}
