//! Work on several threads whose results come out in the order of the work.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes pieces of work from `source` until it gives none (it may be asked again after that), works on them on `n_threads` threads, and hands the results to `sink` in the
/// order of the pieces. When `sink` breaks, no more pieces are taken, and later results are dropped.
///
/// Every thread makes a worker of its own with `worker`. One thread works without another being started. `source` and `sink` are called by one
/// thread at a time. What `sink` is given does not depend on the number of threads. At any time there are as many pieces in work as
/// threads; results wait while an earlier piece is in work.
pub fn in_order<T, R: Send, W: FnMut(T) -> R>(
    n_threads: usize,
    source: impl FnMut() -> Option<T> + Send,
    worker: impl Fn() -> W + Sync,
    sink: impl FnMut(R) -> ControlFlow<()> + Send,
) {
    let source = Mutex::new(Source {
        next: source,
        n_taken: 0,
    });
    let sink = Mutex::new(Sink {
        take: sink,
        n_done: 0,
        waiting: BTreeMap::new(),
        is_closed: false,
    });
    let work = || {
        let mut worker = worker();
        loop {
            // The guard must be gone before the work begins, so it stands in a statement of its own.
            let taken = locked(&source).take();
            let Some((number, piece)) = taken else { break };
            let result = worker(piece);
            if locked(&sink).put(number, result).is_break() {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..n_threads {
            scope.spawn(work);
        }
        work();
    });
}

/// A thread that panics takes the whole scope with it, so nobody sees what it left half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Source<S> {
    next: S,
    n_taken: usize,
}

impl<T, S: FnMut() -> Option<T>> Source<S> {
    fn take(&mut self) -> Option<(usize, T)> {
        let piece = (self.next)()?;
        self.n_taken += 1;
        Some((self.n_taken - 1, piece))
    }
}

struct Sink<R, S> {
    take: S,
    n_done: usize,
    waiting: BTreeMap<usize, R>,
    is_closed: bool,
}

impl<R, S: FnMut(R) -> ControlFlow<()>> Sink<R, S> {
    fn put(&mut self, number: usize, result: R) -> ControlFlow<()> {
        self.waiting.insert(number, result);
        while !self.is_closed
            && let Some(result) = self.waiting.remove(&self.n_done)
        {
            self.n_done += 1;
            self.is_closed = (self.take)(result).is_break();
        }
        match self.is_closed {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work_whatever_the_threads() {
        for n_threads in [1, 2, 5] {
            let mut numbers = 0..1_000u64;
            let mut seen = Vec::new();
            in_order(
                n_threads,
                || numbers.next(),
                || {
                    |number: u64| {
                        (0..(number * 7919) % 500).fold(number, |sum, _| std::hint::black_box(sum))
                    }
                },
                |number| {
                    seen.push(number);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(seen, Vec::from_iter(0..1_000));
        }
    }

    #[test]
    fn nothing_is_taken_after_a_break() {
        let mut numbers = 0..;
        let mut seen = Vec::new();
        in_order(
            3,
            || numbers.next(),
            || |number: u32| number,
            |number| {
                seen.push(number);
                match number {
                    10 => ControlFlow::Break(()),
                    _ => ControlFlow::Continue(()),
                }
            },
        );
        assert_eq!(seen, Vec::from_iter(0..=10));
    }
}
