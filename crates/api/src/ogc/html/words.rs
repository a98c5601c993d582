//! The words of the pages, in both languages, each in one place. `{…}` stands for a value.

use super::language::Language;

macro_rules! words {
    ($($(#[$meaning:meta])* $name:ident: $english:literal, $spanish:literal;)+) => {
        /// The words of a language.
        #[derive(Debug)]
        pub(crate) struct Words {
            $($(#[$meaning])* pub(crate) $name: &'static str,)+
        }

        static ENGLISH: Words = Words { $($name: $english,)+ };
        static SPANISH: Words = Words { $($name: $spanish,)+ };
    };
}

words! {
    /// In the header.
    map: "Map", "Mapa";
    /// In the header.
    data: "Data", "Datos";
    /// In the header.
    docs: "Documentation", "Documentación";
    /// The first link.
    skip: "Skip to the content", "Ir al contenido";
    /// The label of the site's pages.
    site: "Site", "Sitio";
    /// The label of the trail.
    trail: "Where you are", "Dónde está";
    /// At the foot, before other representations.
    also_as: "This page for programs:", "Esta página para programas:";
    /// At the foot.
    released: "Numbers of families are rounded to 5; what stands on fewer than 10 is not shown.", "Los números de familias se redondean a 5; lo que se basa en menos de 10 no se muestra.";
    /// At the foot.
    how_released: "How numbers are released", "Cómo se publican los números";
    /// The landing page.
    landing_lead: "What families need, who can serve them nearby, and what stays unmet: layers of a school community, for spreadsheets, GIS and programs.", "Lo que necesitan las familias, quién puede atenderlas cerca y lo que queda sin cubrir: capas de una comunidad escolar para hojas de cálculo, SIG y programas.";
    /// The heading over gap layers.
    gaps: "What stays unmet", "Lo que queda sin cubrir";
    /// The heading over everything else.
    reference_data: "Schools, areas and places", "Escuelas, zonas y lugares";
    /// The heading over the rest of the landing page.
    more: "How to use it", "Cómo usarlo";
    /// A link.
    columns_and_meaning: "Every column and what it means", "Cada columna y lo que significa";
    /// A link.
    examples: "Examples for QGIS, Python, R, DuckDB and the command line", "Ejemplos para QGIS, Python, R, DuckDB y la línea de comandos";
    /// A link, and the title of its page.
    interface: "The interface, for programmers", "La interfaz, para programadores";
    /// A link, and the title of its page.
    standards: "Standards that are met", "Normas que se cumplen";
    /// On the page of the standards.
    standards_lead: "The interface meets these conformance classes of the Open Geospatial Consortium.", "La interfaz cumple estas clases de conformidad del Open Geospatial Consortium.";
    /// A link.
    hsds: "The directory of services as HSDS 3.1", "El directorio de servicios como HSDS 3.1";
    /// A link.
    profile: "What the directory adds to HSDS", "Lo que el directorio añade a HSDS";
    /// A link, and the title of its page.
    problems: "What can go wrong", "Qué puede fallar";
    /// The title of the list.
    collections: "Collections", "Colecciones";
    /// Above the list.
    collections_lead: "Each collection opens in a browser, in QGIS, Python, R and DuckDB, and in a spreadsheet.", "Cada colección se abre en el navegador, en QGIS, Python, R y DuckDB, y en una hoja de cálculo.";
    /// How many features there are.
    n_features: "{n} features", "{n} elementos";
    /// How many features there are, of one.
    one_feature: "1 feature", "1 elemento";
    /// The link to the features.
    look: "Look at them: table and map", "Verlos: tabla y mapa";
    /// The title of a page of features in the trail.
    features: "Features", "Elementos";
    /// Above the formats.
    take: "Take it with you", "Descargar";
    /// Above the formats of a page of features.
    take_these: "Download everything that matches", "Descargar todo lo que coincide";
    /// Above a table of columns.
    columns: "Columns", "Columnas";
    /// A heading of a table.
    column: "Column", "Columna";
    /// A heading of a table.
    kind: "Kind", "Tipo";
    /// A heading of a table.
    meaning: "Meaning", "Significado";
    /// Before codes.
    one_of: "One of:", "Uno de:";
    /// A link and a title.
    queryables: "What can be filtered by", "Por qué se puede filtrar";
    /// A link and a title.
    sortables: "What can be sorted by", "Por qué se puede ordenar";
    /// A title.
    schema: "Columns of a feature", "Columnas de un elemento";
    /// A link.
    as_schema: "As JSON Schema", "Como JSON Schema";
    /// The title of the form.
    ask: "Choose what to see", "Elija qué ver";
    /// A field.
    need: "Need", "Necesidad";
    /// A choice.
    each_need: "Each need on its own", "Cada necesidad por separado";
    /// A choice.
    all_needs: "All needs together", "Todas las necesidades juntas";
    /// A choice.
    any: "Any", "Cualquiera";
    /// A field.
    wave: "Survey", "Encuesta";
    /// A choice.
    latest: "The latest ({wave})", "La última ({wave})";
    /// A field.
    level: "School level", "Nivel escolar";
    /// A field.
    sort: "Sort by", "Ordenar por";
    /// A choice.
    by_id: "Id", "Id";
    /// A group of choices.
    largest_first: "Largest first", "Del mayor al menor";
    /// A group of choices.
    smallest_first: "Smallest first, or from A to Z", "Del menor al mayor, o de la A a la Z";
    /// A field.
    limit: "Rows a page", "Filas por página";
    /// A field.
    filter: "Filter (CQL2)", "Filtro (CQL2)";
    /// Below the field.
    example: "For example", "Por ejemplo";
    /// Below the field.
    names: "Names of columns", "Nombres de las columnas";
    /// The button.
    show: "Show", "Mostrar";
    /// The link beside the button.
    clear: "Start again", "Empezar de nuevo";
    /// Before parameters that the form does not have.
    kept: "Also asked for:", "También se pide:";
    /// Above the table.
    n_of_m: "{n} of {m} features", "{n} de {m} elementos";
    /// Above the table, when nothing matches.
    nothing: "Nothing matches. Take away a part of the filter, or start again.", "Nada coincide. Quite una parte del filtro o empiece de nuevo.";
    /// Below the table.
    missing_legend: "– means that there is no number: it stands on too few families to be shown, was not computed, or is not known. It is never 0.", "– significa que no hay número: se basa en muy pocas familias para mostrarlo, no se calculó o no se conoce. Nunca es 0.";
    /// Below the table, when all needs are shown together.
    family_needs: "All needs together are counted in family-needs: a family that needs two kinds of help counts twice.", "Todas las necesidades juntas se cuentan en familias-necesidad: una familia que necesita dos clases de ayuda cuenta dos veces.";
    /// Above the table, before columns that say the same everywhere.
    alike: "In every row:", "En todas las filas:";
    /// The name of the row of homes that lie in no area.
    outside: "Outside these areas", "Fuera de estas áreas";
    /// A column.
    id: "Id", "Id";
    /// The link to the next page.
    next: "Next page", "Página siguiente";
    /// The label of the map.
    map_of_features: "Map of the features on this page", "Mapa de los elementos de esta página";
    /// The label of the map.
    map_of_feature: "Map of this feature", "Mapa de este elemento";
    /// The label of the table.
    table_of_features: "Table of features", "Tabla de elementos";
    /// Instead of the map.
    map_failed: "The map cannot be drawn in this browser. The table has everything.", "No se puede dibujar el mapa en este navegador. La tabla lo tiene todo.";
    /// In the map's legend.
    not_shown: "Number not shown", "Número no mostrado";
    /// Beside the map.
    show_on_map: "On the map:", "En el mapa:";
    /// In a popup.
    everything: "All figures", "Todas las cifras";
    /// On the map.
    zoom_in: "Zoom in", "Acercar";
    /// On the map.
    zoom_out: "Zoom out", "Alejar";
    /// On a popup.
    close: "Close", "Cerrar";
    /// On pages with simulated answers.
    simulated: "Simulated answers: no real family said this.", "Respuestas simuladas: ninguna familia real dijo esto.";
    /// Of one feature.
    see_also: "See also", "Véase también";
    /// A value.
    yes: "yes", "sí";
    /// A value.
    no: "no", "no";
    /// A value.
    hidden: "hidden", "oculto";
    /// A heading of a table.
    value: "Value", "Valor";
    /// The interface.
    parameters: "Parameters", "Parámetros";
    /// The interface.
    replies: "Replies", "Respuestas";
    /// The interface.
    status: "Status", "Estado";
    /// The interface.
    media_types: "Media types", "Tipos de medio";
    /// The interface.
    place: "In", "En";
    /// The interface.
    required: "required", "obligatorio";
    /// The interface.
    for_programs: "The same for programs: OpenAPI 3.1", "Lo mismo para programas: OpenAPI 3.1";
    /// A page of a problem.
    parameter: "Parameter", "Parámetro";
    /// A page of a problem.
    given: "Given", "Recibido";
    /// A page of a problem.
    expected: "Expected", "Esperado";
    /// A page of a problem.
    about_problem: "About this kind of problem", "Acerca de este tipo de problema";
}

impl Language {
    /// The words of this language.
    pub(crate) fn words(self) -> &'static Words {
        self.pick(&ENGLISH, &SPANISH)
    }
}

/// A text with its values in place of `{name}`.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
