//! What can go wrong: one page for each `type` of a problem document.

use crate::ogc::html::Frame;
use crate::ogc::html::language::Language;
use crate::problem::Problem;
use maud::{Markup, html};
use model::category::Name;

/// A kind of problem.
struct Kind {
    /// The last segment of its `type`.
    slug: &'static str,
    status: u16,
    title: Name,
    meaning: Name,
    remedy: Name,
}

const fn kind(
    slug: &'static str,
    status: u16,
    title: [&'static str; 2],
    meaning: [&'static str; 2],
    remedy: [&'static str; 2],
) -> Kind {
    const fn name([en, es]: [&'static str; 2]) -> Name {
        Name { en, es }
    }
    Kind {
        slug,
        status,
        title: name(title),
        meaning: name(meaning),
        remedy: name(remedy),
    }
}

const KINDS: [Kind; 10] = [
    kind(
        "unknown-parameter",
        400,
        ["Unknown parameter", "Parámetro desconocido"],
        [
            "The address has a parameter that is not known there.",
            "La dirección tiene un parámetro que allí no se conoce.",
        ],
        [
            "The reply names the parameters that are known. A misspelled one is refused rather than overlooked, since the answer would be to another question.",
            "La respuesta nombra los parámetros conocidos. Uno mal escrito se rechaza en vez de pasarse por alto, porque la respuesta sería a otra pregunta.",
        ],
    ),
    kind(
        "bad-value",
        400,
        ["Bad value", "Valor no válido"],
        [
            "A parameter has a value that cannot be used, or stands there twice.",
            "Un parámetro tiene un valor que no se puede usar, o aparece dos veces.",
        ],
        [
            "The reply says which parameter, what was given and what would be right.",
            "La respuesta dice qué parámetro, qué se recibió y qué sería correcto.",
        ],
    ),
    kind(
        "bad-filter",
        400,
        ["Bad filter", "Filtro no válido"],
        [
            "The filter is not CQL2, names a column that the collection does not have, or compares what cannot be compared.",
            "El filtro no es CQL2, nombra una columna que la colección no tiene o compara lo que no se puede comparar.",
        ],
        [
            "The reply says why. The columns that can be filtered by are in the collection's queryables. Texts stand in single quotes: category = 'food'.",
            "La respuesta dice por qué. Las columnas por las que se puede filtrar están en los «queryables» de la colección. Los textos van entre comillas simples: category = 'food'.",
        ],
    ),
    kind(
        "bad-body",
        400,
        ["Bad body", "Contenido no válido"],
        [
            "The body of the request cannot be used.",
            "El contenido de la petición no se puede usar.",
        ],
        [
            "The reply points to the place with a JSON Pointer and says what would be right.",
            "La respuesta señala el lugar con un JSON Pointer y dice qué sería correcto.",
        ],
    ),
    kind(
        "unauthorized",
        401,
        ["Not signed in", "Sin identificación"],
        [
            "The token is not the staff token of this server, or what was asked for is for signed-in staff.",
            "El token no es el del personal de este servidor, o lo que se pidió es solo para personal identificado.",
        ],
        [
            "Ask without a token for published figures, or send the staff token as Authorization: Bearer.",
            "Pida sin token las cifras publicadas, o envíe el token del personal como Authorization: Bearer.",
        ],
    ),
    kind(
        "not-found",
        404,
        ["Not found", "No encontrado"],
        [
            "Nothing is at this address: no such collection, feature or page.",
            "No hay nada en esta dirección: no existe la colección, el elemento o la página.",
        ],
        [
            "The reply says what there is, or where to look.",
            "La respuesta dice qué hay, o dónde buscar.",
        ],
    ),
    kind(
        "method-not-allowed",
        405,
        ["Method not allowed", "Método no permitido"],
        [
            "The address is there, but not for this method of HTTP.",
            "La dirección existe, pero no para este método de HTTP.",
        ],
        [
            "The reply names the method that it answers.",
            "La respuesta nombra el método al que responde.",
        ],
    ),
    kind(
        "not-acceptable",
        406,
        ["Not acceptable", "No aceptable"],
        [
            "The Accept header of the request allows nothing of what is offered.",
            "La cabecera Accept de la petición no permite nada de lo que se ofrece.",
        ],
        [
            "The reply names the media types that there are. The parameter f chooses one without the header.",
            "La respuesta nombra los tipos de medio que hay. El parámetro f elige uno sin la cabecera.",
        ],
    ),
    kind(
        "too-large",
        413,
        ["Too large", "Demasiado grande"],
        [
            "The body of the request is larger than any that makes sense.",
            "El contenido de la petición es más grande que cualquiera que tenga sentido.",
        ],
        [
            "The reply says how large it may be.",
            "La respuesta dice qué tamaño puede tener.",
        ],
    ),
    kind(
        "internal",
        500,
        ["Internal error", "Error interno"],
        [
            "The answer could not be computed. The fault is the server's, not the request's.",
            "No se pudo calcular la respuesta. La falla es del servidor, no de la petición.",
        ],
        [
            "Why is in the server's log; tell whoever runs it what you asked for.",
            "El motivo está en el registro del servidor; diga a quien lo administra qué pidió.",
        ],
    ),
];

/// The title of a kind of problem by its `type`, in a language.
pub(crate) fn title_of(language: Language, address: &str) -> Option<&'static str> {
    let slug = address.strip_prefix("/problems/")?;
    let found = KINDS.iter().find(|kind| kind.slug == slug);
    found.map(|kind| language.name(&kind.title))
}

/// The pages above those of problems.
fn trail(language: Language) -> (&'static str, String) {
    (language.words().docs, "/docs".to_owned())
}

/// All kinds in a table.
pub(super) fn table(language: Language) -> Markup {
    let words = language.words();
    html! {
        div.wide tabindex="0" role="region" aria-label=(words.problems) {
            table {
                thead { tr {
                    th scope="col" { "type" } th scope="col" { (words.status) } th scope="col" { (words.meaning) }
                } }
                tbody {
                    @for kind in &KINDS {
                        tr {
                            th scope="row" { a href={ "/problems/" (kind.slug) } { code { "/problems/" (kind.slug) } } }
                            td { (kind.status) }
                            td { (language.name(&kind.meaning)) }
                        }
                    }
                }
            }
        }
    }
}

/// The page of all kinds.
pub(super) fn all(language: Language) -> String {
    let content = html! {
        (super::text::PROBLEMS.markup(language))
        (table(language))
    };
    let frame = Frame {
        language,
        title: language.words().problems,
        trail: &[trail(language)],
        links: &[],
    };
    frame.around(&content)
}

/// The page of one kind.
///
/// # Errors
/// 404 when there is no such kind.
pub(super) fn one(language: Language, slug: &str) -> Result<String, Problem> {
    let found = KINDS.iter().find(|kind| kind.slug == slug);
    let kind = found.ok_or_else(|| {
        let slugs: Vec<_> = KINDS.iter().map(|kind| kind.slug).collect();
        Problem::not_found(format!(
            "There is no problem {slug:?}. There are: {}.",
            slugs.join(", ")
        ))
    })?;
    let content = html! {
        p.lead { (language.name(&kind.meaning)) }
        p { (language.name(&kind.remedy)) }
        p.quiet { (language.words().status) ": " (kind.status) " · type: " code { "/problems/" (kind.slug) } }
    };
    let frame = Frame {
        language,
        title: language.name(&kind.title),
        trail: &[
            trail(language),
            (language.words().problems, "/problems".to_owned()),
        ],
        links: &[],
    };
    Ok(frame.around(&content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_type_of_a_problem_has_a_page_and_every_page_a_type() {
        let source = include_str!("../problem.rs");
        let used: BTreeSet<&str> = source
            .split("\"/problems/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let explained: BTreeSet<&str> = KINDS.iter().map(|kind| kind.slug).collect();
        assert_eq!(used, explained);
        for slug in explained {
            assert!(one(Language::Spanish, slug).is_ok());
        }
        assert!(one(Language::English, "bad-luck").is_err());
    }
}
