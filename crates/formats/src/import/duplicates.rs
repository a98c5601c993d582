//! Rows that share an id: one of them is kept when they say the same, none when they do not.

use crate::import::tabular::Draft;
use model::record::RecordKind;
use std::collections::HashMap;

/// What becomes of rows that share an id.
#[derive(Debug, Default)]
pub(crate) struct Duplicates {
    /// Places of rows that repeat an earlier one word for word, each with the earlier place.
    pub(crate) repeats: Vec<(usize, usize)>,
    /// Places of rows whose id another row uses for something else, each with the other's place.
    pub(crate) conflicts: Vec<(usize, usize)>,
}

/// Looks for shared ids among drafts, by kind.
pub(crate) fn find(drafts: &[Draft]) -> Duplicates {
    let mut by_id: HashMap<(RecordKind, String), Vec<usize>> = HashMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        let id = (draft.record.kind(), draft.record.id());
        by_id.entry(id).or_default().push(place);
    }
    let mut found = Duplicates::default();
    for places in by_id.into_values().filter(|places| places.len() > 1) {
        let first = places[0];
        let says_same = |&place: &usize| drafts[place].record == drafts[first].record;
        if places.iter().all(says_same) {
            found
                .repeats
                .extend(places[1..].iter().map(|&p| (p, first)));
        } else {
            found.conflicts.push((first, places[1]));
            found
                .conflicts
                .extend(places[1..].iter().map(|&p| (p, first)));
        }
    }
    found.repeats.sort_unstable();
    found.conflicts.sort_unstable();
    found
}
