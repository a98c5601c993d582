//! The sentences of the reference, in both languages. Words between backticks are code.

use crate::ogc::html::language::Language;
use maud::{Markup, html};
use model::category::Name;

/// Sentences about one thing.
pub(super) struct Prose(&'static [Name]);

const fn both(en: &'static str, es: &'static str) -> Name {
    Name { en, es }
}

impl Prose {
    /// The paragraphs.
    pub(super) fn markup(&self, language: Language) -> Markup {
        html! { @for sentence in self.0 { p { (with_code(language.name(sentence))) } } }
    }
}

/// A sentence with its code set apart.
pub(super) fn with_code(sentence: &str) -> Markup {
    html! {
        @for (place, part) in sentence.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// Above everything.
pub(super) const LEAD: Name = both(
    "What there is, what it means, and how to ask for it. This page is made from the program itself, so it is true of this server.",
    "Qué hay, qué significa y cómo pedirlo. Esta página se genera a partir del propio programa, así que vale para este servidor.",
);

/// How to ask.
pub(super) const ASKING: Prose = Prose(&[
    both(
        "Every collection is at `/collections/{collection}` and its features at `/collections/{collection}/items`, as OGC API - Features says. The parameters below stand behind a `?` and are joined by `&`. One that is not known is refused, so that a misspelled filter never answers with everything.",
        "Cada colección está en `/collections/{colección}` y sus elementos en `/collections/{colección}/items`, como dice OGC API - Features. Los parámetros de abajo van detrás de `?` y se unen con `&`. Uno desconocido se rechaza, para que un filtro mal escrito nunca responda con todo.",
    ),
    both(
        "Every column, save lists of records, is a parameter as well: `level=high` asks for features with that value. Several parameters must hold together.",
        "Cada columna, salvo las listas de registros, es también un parámetro: `level=high` pide los elementos con ese valor. Varios parámetros deben cumplirse a la vez.",
    ),
]);

/// The parameters of items, with what they do.
pub(super) const PARAMETERS: [(&str, &str, Name); 16] = [
    (
        "f",
        "csv",
        both(
            "The format, one of those below. Without it the `Accept` header decides.",
            "El formato, uno de los de abajo. Sin él decide la cabecera `Accept`.",
        ),
    ),
    (
        "limit",
        "100",
        both(
            "The most features on a page. More than the maximum is taken as the maximum.",
            "El máximo de elementos por página. Más del máximo se toma como el máximo.",
        ),
    ),
    (
        "token",
        "",
        both(
            "Where a page starts. It is not made by hand: the link `next` has it.",
            "Dónde empieza una página. No se escribe a mano: está en el enlace `next`.",
        ),
    ),
    (
        "bbox",
        "-77.1,38.8,-76.9,39",
        both(
            "Only features that touch a box: west, south, east, north. Across the antimeridian west is larger than east.",
            "Solo los elementos que tocan un rectángulo: oeste, sur, este, norte. A través del antimeridiano el oeste es mayor que el este.",
        ),
    ),
    (
        "bbox-crs",
        "EPSG:3857",
        both(
            "The coordinate system of the box.",
            "El sistema de coordenadas del rectángulo.",
        ),
    ),
    (
        "crs",
        "EPSG:3857",
        both(
            "The coordinate system of the reply.",
            "El sistema de coordenadas de la respuesta.",
        ),
    ),
    (
        "datetime",
        "2026-01-01/..",
        both(
            "Only features of a time: a day, a moment, or two of them with a slash, `..` for an open end. A wave is dated by its name; what has no time is never left out.",
            "Solo los elementos de un tiempo: un día, un momento, o dos con una barra, `..` para un extremo abierto. Una encuesta se fecha por su nombre; lo que no tiene tiempo nunca se excluye.",
        ),
    ),
    (
        "filter",
        "unmet_rate > 0.3",
        both(
            "Only features for which a CQL2 expression holds. Texts stand in single quotes.",
            "Solo los elementos para los que se cumple una expresión CQL2. Los textos van entre comillas simples.",
        ),
    ),
    (
        "filter-lang",
        "cql2-json",
        both(
            "Whether the filter is `cql2-text`, which it is without this, or `cql2-json`.",
            "Si el filtro es `cql2-text`, como lo es sin esto, o `cql2-json`.",
        ),
    ),
    (
        "filter-crs",
        "EPSG:3857",
        both(
            "The coordinate system of geometries in the filter.",
            "El sistema de coordenadas de las geometrías del filtro.",
        ),
    ),
    (
        "sortby",
        "-unmet,name",
        both(
            "Columns to sort by, with `-` before one whose largest comes first. What is missing comes last. Without it features stand by id.",
            "Columnas por las que ordenar, con `-` delante de la que va de mayor a menor. Lo que falta va al final. Sin esto, los elementos van por id.",
        ),
    ),
    (
        "properties",
        "name,unmet",
        both("Only these columns.", "Solo estas columnas."),
    ),
    (
        "skipGeometry",
        "true",
        both("Without geometry.", "Sin geometría."),
    ),
    (
        "count",
        "false",
        both(
            "Whether to say how many features match in all pages.",
            "Si se dice cuántos elementos coinciden en todas las páginas.",
        ),
    ),
    (
        "shape",
        "wide",
        both(
            "Of gap layers: `long` has one feature an area and category, `wide` one an area with the categories side by side, in columns such as `after_school_unmet`.",
            "De las capas de brechas: `long` tiene un elemento por área y categoría; `wide`, uno por área con las categorías una al lado de otra, en columnas como `after_school_unmet`.",
        ),
    ),
    (
        "category",
        "after-school",
        both(
            "Of gap layers and sites: one need category. Of gap layers also `all`.",
            "De las capas de brechas y los sitios: una categoría de necesidad. De las capas de brechas también `all`.",
        ),
    ),
];

/// About formats.
pub(super) const FORMATS: Prose = Prose(&[both(
    "A page (JSON or HTML) has its limit; a file has everything that matches. All formats have the same numbers. Files are in longitude and latitude.",
    "Una página (JSON o HTML) tiene su límite; un archivo tiene todo lo que coincide. Todos los formatos tienen los mismos números. Los archivos van en longitud y latitud.",
)]);

/// About coordinates.
pub(super) const COORDINATES: Prose = Prose(&[both(
    "Data are kept in longitude and latitude on WGS 84 (CRS84). A reply can be had in these systems, by URI or short as `EPSG:3857`; the header `Content-Crs` says which one it is in.",
    "Los datos se guardan en longitud y latitud sobre WGS 84 (CRS84). La respuesta se puede pedir en estos sistemas, por URI o de forma breve como `EPSG:3857`; la cabecera `Content-Crs` dice en cuál está.",
)]);

/// About pages.
pub(super) const PAGING: Prose = Prose(&[both(
    "`numberMatched` says how many features there are in all, `numberReturned` how many are on the page. The next page is where the link with the relation `next` leads; when there is none, the page is the last. A page starts after a certain feature, not at a certain number, so a feature that is added or removed meanwhile makes no other come twice or not at all.",
    "`numberMatched` dice cuántos elementos hay en total, `numberReturned` cuántos hay en la página. La página siguiente está donde lleva el enlace con la relación `next`; si no lo hay, la página es la última. Una página empieza después de un elemento y no en un número, así que un elemento añadido o quitado entretanto no hace que otro salga dos veces o ninguna.",
)]);

/// About problems.
pub(super) const PROBLEMS: Prose = Prose(&[both(
    "What goes wrong is answered as `application/problem+json` (RFC 9457), with a status, a stable `type`, a sentence in `detail`, and `errors` that say which parameter or place it is, what was given and what would be right.",
    "Lo que falla se responde como `application/problem+json` (RFC 9457), con un estado, un `type` estable, una frase en `detail`, y `errors` que dicen qué parámetro o lugar es, qué se recibió y qué sería correcto.",
)]);

/// How numbers are released.
pub(super) const RELEASED: Prose = Prose(&[
    both(
        "Answers of families never leave the server. Published are counts of families an area and category, after these rules:",
        "Las respuestas de las familias nunca salen del servidor. Se publican recuentos de familias por área y categoría, según estas reglas:",
    ),
    both(
        "1. A row that stands on fewer than 10 answers, or on fewer than 10 families with the need, is hidden as a whole: its figures are missing and `suppression` is `S`.",
        "1. Una fila que se basa en menos de 10 respuestas, o en menos de 10 familias con la necesidad, se oculta entera: sus cifras faltan y `suppression` es `S`.",
    ),
    both(
        "2. A count from 1 to 9 is missing, and so is any other from which it could be worked out by subtraction.",
        "2. Un recuento de 1 a 9 falta, y también cualquier otro del que se pudiera deducir por resta.",
    ),
    both(
        "3. What stays is rounded to 5, each number on its own, so that parts need not add up to their total. Rates are whole percents of the figures before rounding; those of answers are made of rounded ones.",
        "3. Lo que queda se redondea a 5, cada número por separado, así que las partes no tienen por qué sumar el total. Las proporciones son porcentajes enteros de las cifras antes de redondear; las de respuestas se hacen con cifras redondeadas.",
    ),
    both(
        "A missing number is never 0: it is hidden, not computed or not known. Sites at confidential places are counted with and never listed.",
        "Un número que falta nunca es 0: está oculto, sin calcular o no se conoce. Los sitios en lugares confidenciales se cuentan y nunca se enumeran.",
    ),
    both(
        "`simulated` is true where an answer of the wave was drawn by a computer: such figures show how things would look, not what families said.",
        "`simulated` es verdadero cuando una respuesta de la encuesta fue generada por un ordenador: esas cifras muestran cómo se vería, no lo que dijeron las familias.",
    ),
]);

/// About waves.
pub(super) const WAVES: Prose = Prose(&[both(
    "A wave is one round of the survey, such as `2026-fall`. Without a word about the wave (by `wave`, `datetime` or a filter) the latest is meant, so that rounds are not mixed by oversight.",
    "Una encuesta (`wave`) es una ronda, como `2026-fall`. Si no se dice cuál (con `wave`, `datetime` o un filtro), se entiende la última, para que no se mezclen rondas por descuido.",
)]);

/// About `all`.
pub(super) const CATEGORIES: Prose = Prose(&[
    both(
        "A gap layer has one row for each area and category, and one with `category=all` for all of them together. Without a word about the category each is answered and their total is not, which would count every need once more.",
        "Una capa de brechas tiene una fila por área y categoría, y una con `category=all` para todas juntas. Si no se dice la categoría se responde cada una y no el total, que contaría cada necesidad otra vez.",
    ),
    both(
        "The total is in family-needs: a family that asks for two kinds of help counts twice. It is released by the same rules as every row, so it is not the sum of the published rows.",
        "El total está en familias-necesidad: una familia que pide dos clases de ayuda cuenta dos veces. Se publica con las mismas reglas que cada fila, así que no es la suma de las filas publicadas.",
    ),
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ogc::query;

    #[test]
    fn every_parameter_is_explained() {
        for name in query::PARAMETERS {
            assert!(PARAMETERS.iter().any(|(of, ..)| *of == name), "{name}");
        }
    }

    #[test]
    fn words_between_backticks_are_code() {
        let sentence = with_code("Ask `f=csv` or <b>.").into_string();
        assert_eq!(sentence, "Ask <code>f=csv</code> or &lt;b&gt;.");
    }
}
