//! Collections as files, served and offline.

use super::contents::Contents;
use super::items::contents_of;
use super::narrow::Columns;
use super::parameters::Parameters;
use super::query::{ItemsQuery, Page, parameters_of};
use super::registry::Collection;
use crate::Audience;
use crate::live::Snapshot;
use crate::problem::Problem;
use actix_web::web::Bytes;
use formats::export::{self, Format};
use model::feature::{Feature, Schema};
use std::io::{self, Write};
use std::sync::Arc;

/// Why a collection was not written.
#[derive(Debug)]
pub enum ExportError {
    /// What was asked for cannot be.
    Asked(Problem),
    /// The file could not be written.
    Written(io::Error),
}

/// Writes what a request for the items of a collection with these parameters would answer, all of it unless there is a `limit`. Answers the number
/// of features.
///
/// # Errors
/// When there is no such collection, a parameter cannot be used, or `out` does not take the bytes.
pub fn write_collection(
    snapshot: &Snapshot,
    (id, parameters): (&str, &[(&str, &str)]),
    format: Format,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let asked = ExportError::Asked;
    let collection = Collection::find(id).map_err(asked)?;
    let is_wide = parameters.contains(&("shape", "wide"));
    let contents = contents_of(snapshot, collection, is_wide, Audience::Public);
    let allowed = parameters_of(collection, contents.schema());
    let text = serde_urlencoded::to_string(parameters).expect("pairs of texts can be encoded");
    let given = Parameters::parse(&text, &allowed).map_err(asked)?;
    let query = ItemsQuery::parse(&given, collection, &contents).map_err(asked)?;
    let page = query.page(&contents, query.limit.unwrap_or(usize::MAX));
    write(format, collection, (&contents, &query, &page), out).map_err(ExportError::Written)?;
    Ok(page.numbers.len())
}

/// The ids of all collections.
pub fn collection_ids() -> impl Iterator<Item = &'static str> {
    super::registry::COLLECTIONS
        .iter()
        .map(|collection| collection.id)
}

/// The format of a word of the parameter `f`.
pub(super) fn format_of(word: &str) -> Result<Format, Problem> {
    Format::parse(word).ok_or_else(Problem::not_computed)
}

/// Writes the features of a page.
pub(super) fn write(
    format: Format,
    collection: &Collection,
    (contents, query, page): (&Contents, &ItemsQuery, &Page),
    out: &mut dyn Write,
) -> io::Result<()> {
    of_features(
        (contents, &Columns::of(query), &page.numbers),
        |schema, features| export::write(format, collection.id, schema, features, out),
    )
}

/// Features of a piece of a file that is written while it is sent.
const PIECE: usize = 500;

/// The features of a page in pieces, each made when it is asked for; nothing behind the last one.
pub(super) fn pieces(
    format: Format,
    contents: Arc<Contents>,
    query: &ItemsQuery,
    page: Page,
) -> impl Fn(usize) -> Option<Bytes> + Send + Sync + 'static {
    let columns = Columns::of(query);
    move |number| {
        let numbers = page.numbers.chunks(PIECE).nth(number)?;
        let mut bytes = Vec::new();
        let written = of_features((&contents, &columns, numbers), |schema, features| {
            export::write_piece(format, schema, (features, number == 0), &mut bytes)
        });
        written.expect("a vector takes every byte");
        Some(bytes.into())
    }
}

fn of_features<T>(
    (contents, columns, numbers): (&Contents, &Columns, &[usize]),
    use_them: impl FnOnce(&Schema, &[&Feature]) -> T,
) -> T {
    if let Some(narrowed) = columns.narrow(contents, numbers) {
        return use_them(
            &narrowed.schema,
            &narrowed.features.iter().collect::<Vec<_>>(),
        );
    }
    let features = contents.features();
    let of_page: Vec<_> = numbers.iter().map(|number| &features[*number]).collect();
    use_them(contents.schema(), &of_page)
}
