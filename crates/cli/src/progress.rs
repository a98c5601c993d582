//! How far long work has come: a bar on a terminal, a line a while elsewhere.

use crate::output;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often a line is logged where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// One piece of work; gone from the terminal when dropped.
pub(crate) struct Progress {
    what: &'static str,
    bar: ProgressBar,
    last_line: Mutex<Instant>,
}

impl Progress {
    /// Work that has just begun.
    pub(crate) fn new(what: &'static str) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        Self {
            what,
            bar,
            last_line: Mutex::new(Instant::now()),
        }
    }

    /// So many bytes are done of so many; 0 when it is not known how many there are.
    pub(crate) fn bytes(&self, n_done: u64, n_all: u64) {
        self.tell("{msg} {bar:40} {bytes}/{total_bytes}", n_done, n_all);
    }

    /// So many steps are done of so many.
    pub(crate) fn steps(&self, n_done: usize, n_all: usize) {
        self.tell("{msg} {bar:40} {pos}/{len}", n_done as u64, n_all as u64);
    }

    fn tell(&self, template: &str, n_done: u64, n_all: u64) {
        if self.bar.length() != Some(n_all) {
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.bar.set_message(self.what);
            self.bar.set_length(n_all);
        }
        self.bar.set_position(n_done);
        if self.bar.is_hidden()
            && let Ok(mut last) = self.last_line.try_lock()
            && last.elapsed() > LINE_EVERY
        {
            *last = Instant::now();
            output::note(format_args!("{}: {n_done} of {n_all}", self.what));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
