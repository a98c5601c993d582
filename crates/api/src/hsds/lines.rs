//! Lists as lines (`format=ndjson`), written while they are sent: a whole directory is never held as one text.

use super::parameters::List;
use super::query::Query;
use crate::live::Snapshot;
use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Objects of a piece: about as many bytes as one packet between two programs takes.
pub(super) const PIECE: usize = 40;

/// Objects of one list of a snapshot, a line each.
pub(super) struct Lines {
    snapshot: Arc<Snapshot>,
    list: List,
    query: Query,
    numbers: Vec<usize>,
    n_sent: usize,
}

impl Lines {
    /// The objects of these numbers, in this order.
    pub(super) fn new(
        snapshot: &Arc<Snapshot>,
        list: List,
        query: &Query,
        numbers: &[usize],
    ) -> Self {
        Self {
            snapshot: Arc::clone(snapshot),
            list,
            query: query.clone(),
            numbers: numbers.to_vec(),
            n_sent: 0,
        }
    }

    /// How many objects there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The lines of all objects, some objects at a time.
    pub(super) fn pieces(&self) -> impl Iterator<Item = String> + '_ {
        self.numbers
            .chunks(PIECE)
            .map(|numbers| self.written(numbers))
    }

    fn written(&self, numbers: &[usize]) -> String {
        let directory = self.snapshot.hsds();
        let mut text = String::new();
        for &number in numbers {
            directory.write_in_list(self.list, number, &self.query, &mut text);
            text.push('\n');
        }
        text
    }
}

impl MessageBody for Lines {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let end = self.numbers.len().min(self.n_sent + PIECE);
        if self.n_sent == end {
            return Poll::Ready(None);
        }
        let piece = self.written(&self.numbers[self.n_sent..end]);
        self.n_sent = end;
        Poll::Ready(Some(Ok(piece.into())))
    }
}
