//! Lists as lines (`format=ndjson`), written while they are sent: a whole directory is never held as one text.

use super::parameters::List;
use super::query::Query;
use crate::body::Pieces;
use crate::live::Snapshot;
use std::sync::Arc;

/// Objects of a piece: about as many bytes as one packet between two programs takes.
pub(super) const PIECE: usize = 40;

/// The objects of these numbers of a list, in this order, a line each, some objects at a time.
pub(super) fn lines(
    snapshot: &Arc<Snapshot>,
    list: List,
    query: &Query,
    numbers: &[usize],
) -> Pieces {
    let (snapshot, query) = (Arc::clone(snapshot), query.clone());
    let numbers = numbers.to_vec();
    Pieces::new(move |piece| {
        let numbers = numbers.chunks(PIECE).nth(piece)?;
        let directory = snapshot.hsds();
        let mut text = String::new();
        for &number in numbers {
            directory.write_in_list(list, number, &query, &mut text);
            text.push('\n');
        }
        Some(text.into())
    })
}
