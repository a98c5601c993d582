//! What collections, columns and codes are called on pages. English names are those of the registry and the columns.

use super::language::Language;
use crate::ogc::registry::Collection;
use model::category;
use model::feature::{Field, FieldKind};
use std::borrow::Cow;

/// Titles and descriptions of collections in Spanish.
const COLLECTIONS: [(&str, &str, &str); 12] = [
    ("schools", "Escuelas", "Las escuelas del distrito."),
    (
        "attendance-zones",
        "Zonas escolares",
        "El área legal de una escuela, por nivel.",
    ),
    (
        "neighborhoods",
        "Vecindarios",
        "Los vecindarios del distrito.",
    ),
    (
        "feeder-patterns",
        "Trayectorias escolares",
        "Áreas según la preparatoria en la que terminan, con las escuelas que la alimentan.",
    ),
    (
        "sites",
        "Sitios",
        "Servicios de organizaciones de la comunidad en sus lugares. No se incluyen los lugares confidenciales.",
    ),
    (
        "assets",
        "Recursos",
        "Lugares y organizaciones que podrían ser socios.",
    ),
    ("context", "Fondo del mapa", "Calles, agua y parques."),
    (
        "gaps-by-neighborhood",
        "Brechas por vecindario",
        "Necesidades, cuántas quedan sin cubrir y por qué, por vecindario y categoría. Se cuentan familias, redondeadas a 5; lo que se basa en menos de 10 falta.",
    ),
    (
        "gaps-by-attendance-zone",
        "Brechas por zona escolar",
        "Necesidades, cuántas quedan sin cubrir y por qué, por zona escolar de cada nivel y categoría. Una familia cuenta una vez por nivel.",
    ),
    (
        "gaps-by-feeder-pattern",
        "Brechas por trayectoria escolar",
        "Necesidades, cuántas quedan sin cubrir y por qué, por trayectoria escolar del hogar y categoría.",
    ),
    (
        "gaps-by-school",
        "Brechas por escuela",
        "Necesidades, cuántas quedan sin cubrir y por qué, por la escuela a la que asiste el niño o la niña y categoría.",
    ),
    (
        "response-rates",
        "Tasas de respuesta",
        "Cuántas familias de cada escuela han respondido la encuesta: de quién no se ha sabido.",
    ),
];

/// Titles of columns, from English to Spanish.
const COLUMNS: [(&str, &str); 58] = [
    ("Name", "Nombre"),
    ("Levels", "Niveles"),
    ("Level", "Nivel"),
    ("Grades", "Grados"),
    ("Enrollment", "Matrícula"),
    ("Operator", "Administración"),
    ("School", "Escuela"),
    ("Schools", "Escuelas"),
    ("Organization", "Organización"),
    ("Service", "Servicio"),
    ("Categories", "Categorías"),
    ("Languages", "Idiomas"),
    ("Hours", "Horario"),
    ("Cost", "Costo"),
    ("Capacity", "Cupo"),
    ("Youngest", "Edad mínima"),
    ("Oldest", "Edad máxima"),
    ("Accessibility", "Accesibilidad"),
    ("Web address", "Página web"),
    ("Telephone", "Teléfono"),
    ("Last verified", "Última verificación"),
    ("Kind", "Tipo"),
    ("Address", "Dirección"),
    ("Geography", "Geografía"),
    ("Area", "Área"),
    ("Category", "Categoría"),
    ("Wave", "Encuesta"),
    ("Answers", "Respuestas"),
    ("Needs", "Necesidades"),
    ("Within reach", "A su alcance"),
    ("Served", "Atendidas"),
    ("Served if coordinated", "Atendidas con coordinación"),
    ("Coordination gain", "Ganancia por coordinación"),
    ("Unmet", "Sin cubrir"),
    ("Unmet rate", "Proporción sin cubrir"),
    ("Unmet, strictly read", "Sin cubrir, lectura estricta"),
    ("Unmet: distance", "Sin cubrir: distancia"),
    ("Unmet: hours", "Sin cubrir: horario"),
    ("Unmet: language", "Sin cubrir: idioma"),
    ("Unmet: eligibility", "Sin cubrir: requisitos"),
    ("Unmet: cost", "Sin cubrir: costo"),
    ("Unmet: accessibility", "Sin cubrir: accesibilidad"),
    ("Unmet: capacity", "Sin cubrir: cupo"),
    ("Unmet: several", "Sin cubrir: varios motivos"),
    ("Unmet: no provider", "Sin cubrir: sin proveedor"),
    ("Suppression", "Supresión"),
    ("Simulated", "Simulado"),
    ("Response rate", "Tasa de respuesta"),
    ("families", "familias"),
    ("family-needs", "familias-necesidad"),
    ("answers", "respuestas"),
    ("students", "estudiantes"),
    ("years", "años"),
    ("district currency", "moneda del distrito"),
    ("share from 0 to 1", "proporción de 0 a 1"),
    ("elementary", "primaria"),
    ("middle", "intermedia"),
    ("high", "preparatoria"),
];

impl Collection {
    /// The collection's title in a language.
    pub(crate) fn title_in(&self, language: Language) -> &'static str {
        let spanish = COLLECTIONS.iter().find(|(id, ..)| *id == self.id);
        language.pick(
            self.title,
            spanish.map_or(self.title, |(_, title, _)| title),
        )
    }

    /// The collection's description in a language.
    pub(crate) fn description_in(&self, language: Language) -> &'static str {
        let spanish = COLLECTIONS.iter().find(|(id, ..)| *id == self.id);
        let spanish = spanish.map_or(self.description, |(.., description)| description);
        language.pick(self.description, spanish)
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
    let Some((_, spanish)) = COLUMNS.iter().find(|(of, _)| *of == stem) else {
        return Cow::Borrowed(english);
    };
    match category {
        None => Cow::Borrowed(spanish),
        Some(category) => Cow::Owned(format!("{spanish} ({category})")),
    }
}

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
            fields::wide_gaps(GeometryKind::Surface, &[], Audience::Public),
            fields::response_rates(&[]),
        ]
    }

    #[test]
    fn every_collection_has_a_spanish_title_and_description() {
        for collection in &REGISTRY {
            assert_ne!(collection.title_in(Language::Spanish), collection.title);
            assert_ne!(
                collection.description_in(Language::Spanish),
                collection.description
            );
        }
    }

    #[test]
    fn every_column_has_a_spanish_title_and_unit() {
        for field in schemas().iter().flat_map(|schema| &schema.fields) {
            assert_ne!(title(Language::Spanish, field), field.title, "{field:?}");
            let spanish = unit(Language::Spanish, field);
            assert!(
                spanish.as_deref() != field.unit || spanish.is_none(),
                "{field:?}"
            );
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
