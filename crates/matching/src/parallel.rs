//! Work on several threads whose outcome does not depend on how many there are.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Items that a thread takes at a time: enough to stay in one part of the map, few enough to keep all threads busy to the end.
const BLOCK: usize = 1024;
/// Fewer are not worth a thread.
const SMALL_BLOCK: usize = 128;

/// Cuts `items` into blocks of some thousand, does `work` on each, and returns the outcomes in the order of the items.
pub(crate) fn in_blocks<T: Sync, R: Send>(
    items: &[T],
    n_threads: usize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    in_blocks_of(BLOCK, items, n_threads, work)
}

/// As [`in_blocks`], with something that each thread keeps from one block to the next, such as room in memory: no outcome may depend on it. Blocks are
/// smaller where there would be too few of them, but never for the sake of the number of threads.
pub(crate) fn in_blocks_with<T: Sync, R: Send, K>(
    items: &[T],
    n_threads: usize,
    keep: impl Fn() -> K + Sync,
    work: impl Fn(&mut K, &[T]) -> R + Sync,
) -> Vec<R> {
    let n_items = (items.len() / 8).clamp(SMALL_BLOCK, BLOCK);
    keeping(n_items, items, n_threads, keep, work)
}

/// Cuts `items` into blocks of `n_items`, does `work` on each, and returns the outcomes in the order of the items.
pub fn in_blocks_of<T: Sync, R: Send>(
    n_items: usize,
    items: &[T],
    n_threads: usize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    keeping(n_items, items, n_threads, || (), |(), items| work(items))
}

fn keeping<T: Sync, R: Send, K>(
    n_items: usize,
    items: &[T],
    n_threads: usize,
    keep: impl Fn() -> K + Sync,
    work: impl Fn(&mut K, &[T]) -> R + Sync,
) -> Vec<R> {
    let blocks: Vec<_> = items.chunks(n_items.max(1)).collect();
    if n_threads <= 1 || blocks.len() <= 1 {
        let mut kept = keep();
        return blocks
            .into_iter()
            .map(|block| work(&mut kept, block))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let take_blocks = || {
        let (mut kept, mut done) = (keep(), Vec::new());
        while let Some(block) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((block.as_ptr() as usize, work(&mut kept, block)));
        }
        done
    };
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(take_blocks)).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Sorts items of which equal ones are the same.
pub(crate) fn sort<T: Ord + Send>(items: &mut [T], n_threads: usize) {
    let n_each = items.len().div_ceil(n_threads.max(1)).max(BLOCK);
    if n_each < items.len() {
        std::thread::scope(|scope| {
            for part in items.chunks_mut(n_each) {
                scope.spawn(|| part.sort_unstable());
            }
        });
    }
    // What is sorted in a few runs is merged.
    items.sort();
}
