//! Where records come from, as the change log tells.

use crate::{Change, Operation, Subject};
use model::record::{Origin, RecordKind};
use std::collections::BTreeMap;

/// The origin of each active record of some kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<RecordKind, BTreeMap<String, Origin>>);

impl Origins {
    /// The origins of the records of these kinds, before any change.
    pub fn of_kinds(kinds: &[RecordKind]) -> Self {
        Self(kinds.iter().map(|&kind| (kind, BTreeMap::new())).collect())
    }

    /// The origin of an active record.
    pub fn get(&self, kind: RecordKind, id: &str) -> Option<&Origin> {
        self.0.get(&kind)?.get(id)
    }

    /// Whether a change is one of a record of these kinds.
    pub fn concerns(&self, change: &Change) -> bool {
        matches!(&change.subject, Subject::Record { kind, .. } if self.0.contains_key(kind))
    }

    /// Takes up a change, in the order of the log. One of another kind changes nothing.
    pub fn take(&mut self, change: &Change) {
        if let Subject::Record { kind, id, .. } = &change.subject {
            self.note(
                (*kind, id.clone()),
                change.operation,
                (&change.at, &change.source),
            );
        }
    }

    pub(crate) fn note(
        &mut self,
        (kind, id): (RecordKind, String),
        operation: Operation,
        (at, source): (&str, &str),
    ) {
        let Some(origins) = self.0.get_mut(&kind) else {
            return;
        };
        if operation == Operation::Inactivated {
            origins.remove(&id);
            return;
        }
        let before = origins.get(&id).map(|origin| origin.changed_at.clone());
        let origin = Origin {
            source: source.into(),
            changed_at: at.to_owned(),
            changed_before: before,
        };
        origins.insert(id, origin);
    }
}
