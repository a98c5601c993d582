//! What a snapshot has served: contents of collections and finished replies, made on the first request and kept as long as there is room.

use super::contents::{Contents, ContentsKey};
use crate::body::Body;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

/// Bytes of finished replies that are kept.
const MOST_BYTES: usize = 256 << 20;

/// The contents and replies of one snapshot.
#[derive(Debug, Default)]
pub(crate) struct Served {
    contents: Mutex<HashMap<ContentsKey, Arc<OnceLock<Arc<Contents>>>>>,
    bodies: RwLock<Bodies>,
    clock: AtomicU64,
}

#[derive(Debug, Default)]
struct Bodies {
    of_request: HashMap<String, Kept>,
    n_bytes: usize,
}

#[derive(Debug)]
struct Kept {
    body: Arc<Body>,
    last_used: AtomicU64,
}

impl Served {
    /// The contents of a collection, made by `make` when nobody has asked for them yet. Whoever asks meanwhile waits.
    pub(crate) fn contents(
        &self,
        key: &ContentsKey,
        make: impl FnOnce() -> Contents,
    ) -> Arc<Contents> {
        let cell = {
            let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(contents.entry(key.clone()).or_default())
        };
        Arc::clone(cell.get_or_init(|| Arc::new(make())))
    }

    /// The reply to this request, when it has been made and kept.
    pub(crate) fn body(&self, request: &str) -> Option<Arc<Body>> {
        let bodies = self.bodies.read().unwrap_or_else(PoisonError::into_inner);
        let kept = bodies.of_request.get(request)?;
        kept.last_used.store(self.tick(), Ordering::Relaxed);
        Some(Arc::clone(&kept.body))
    }

    /// Keeps a reply, and lets go of those not asked for the longest while there is no room.
    pub(crate) fn keep(&self, request: String, body: Arc<Body>) {
        self.keep_within(MOST_BYTES, request, body);
    }

    fn keep_within(&self, most_bytes: usize, request: String, body: Arc<Body>) {
        let n_bytes = body.n_bytes() + request.len();
        // One that would push out most of the others is not worth it.
        if n_bytes > most_bytes / 4 {
            return;
        }
        let last_used = AtomicU64::new(self.tick());
        let mut bodies = self.bodies.write().unwrap_or_else(PoisonError::into_inner);
        let bodies = &mut *bodies;
        bodies.n_bytes += n_bytes;
        if let Some(old) = bodies
            .of_request
            .insert(request.clone(), Kept { body, last_used })
        {
            bodies.n_bytes -= old.body.n_bytes() + request.len();
        }
        if bodies.n_bytes <= most_bytes {
            return;
        }
        // A quarter at a time, so that the search for the oldest is rare.
        let mut by_age: Vec<_> = bodies
            .of_request
            .iter()
            .map(|(request, kept)| (kept.last_used.load(Ordering::Relaxed), request.clone()))
            .collect();
        by_age.sort_unstable();
        for (_, request) in by_age {
            if bodies.n_bytes <= most_bytes / 4 * 3 {
                break;
            }
            if let Some(old) = bodies.of_request.remove(&request) {
                bodies.n_bytes -= old.body.n_bytes() + request.len();
            }
        }
    }

    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_the_longest_goes_first_and_what_is_kept_stays_within_bounds() {
        let served = Served::default();
        let body = || Arc::new(Body::new("text/plain", vec![0u8; 1_000]));
        for number in 0..100 {
            served.keep_within(20_000, format!("{number}"), body());
            assert!(served.body("0").is_some(), "asked for all the time");
            let bodies = served.bodies.read().unwrap();
            let sum: usize = bodies
                .of_request
                .iter()
                .map(|(request, kept)| request.len() + kept.body.n_bytes())
                .sum();
            assert_eq!(sum, bodies.n_bytes);
            assert!(sum <= 20_000);
        }
        assert!(served.body("1").is_none() && served.body("99").is_some());
    }
}
