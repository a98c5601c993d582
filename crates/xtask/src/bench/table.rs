//! The table of what was measured, a row as soon as it is known.

use super::measure::Outcome;
use super::workloads::{Line, Workload};
use crate::failure::Failure;
use clap::ValueEnum;
use std::io::Write;

/// The table, begun.
pub(crate) struct Table {
    /// Widths of the first two columns.
    widths: [usize; 2],
    /// What commands said that did not run.
    notes: Vec<String>,
    n_failed: usize,
}

impl Table {
    /// Prints the head of the table for these lines.
    pub(crate) fn begin(lines: &[(Workload, &Line)]) -> Result<Self, Failure> {
        let names = lines.iter().map(|(workload, _)| name(*workload).len());
        let titles = lines.iter().map(|(_, line)| line.title().len());
        let widths = [names.max().unwrap_or(0).max(8), titles.max().unwrap_or(0)];
        let table = Self {
            widths,
            notes: Vec::new(),
            n_failed: 0,
        };
        let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
        print(&format!("{n_threads} hardware threads{}", load()))?;
        table.row([
            "workload", "command", "rows", "median s", "least s", "runs", "rows/s", "peak MiB",
            "target",
        ])?;
        Ok(table)
    }

    /// Prints a row.
    pub(crate) fn add(
        &mut self,
        workload: Workload,
        line: &Line,
        outcome: Outcome,
    ) -> Result<(), Failure> {
        let (name, title) = (name(workload), line.title());
        let cells = match outcome {
            Outcome::Done(figures) => [
                format!("{:.3}", figures.seconds),
                format!("{:.3}", figures.least_seconds),
                figures.n_runs.to_string(),
                thousands((line.rows as f64 / figures.seconds) as usize),
                figures
                    .peak_mib
                    .map_or("unknown".to_owned(), |mib| format!("{mib:.0}")),
            ],
            Outcome::NotThere(said) => {
                self.notes
                    .push(format!("{name} {title}: not there: {said}"));
                ["not there", "", "", "", ""].map(str::to_owned)
            }
            Outcome::Failed(said) => {
                self.n_failed += 1;
                self.notes.push(format!("{name} {title}: failed: {said}"));
                ["failed", "", "", "", ""].map(str::to_owned)
            }
        };
        let [seconds, least, n_runs, rate, peak] = &cells;
        self.row([
            &name,
            &title,
            &thousands(line.rows),
            seconds,
            least,
            n_runs,
            rate,
            peak,
            line.target,
        ])
    }

    /// Prints what did not run, and why; a command that failed is a failure, one that is not there is none.
    pub(crate) fn end(self) -> Result<(), Failure> {
        for note in &self.notes {
            print(note)?;
        }
        match self.n_failed {
            0 => Ok(()),
            n => Err(Failure::new(format!("{n} of the commands failed"))),
        }
    }

    fn row(&self, cells: [&str; 9]) -> Result<(), Failure> {
        let [
            workload,
            title,
            rows,
            seconds,
            least,
            n_runs,
            rate,
            peak,
            target,
        ] = cells;
        let [a, b] = self.widths;
        let row = format!(
            "{workload:a$}  {title:b$}  {rows:>10}  {seconds:>9}  {least:>8}  {n_runs:>4}  {rate:>11}  {peak:>8}  {target}"
        );
        print(row.trim_end())
    }
}

fn name(workload: Workload) -> String {
    let value = workload.to_possible_value();
    value.map_or(String::new(), |value| value.get_name().to_owned())
}

/// What else the machine is doing, where it tells.
fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    match load.split(' ').next() {
        Some(load) if !load.is_empty() => format!(", load {load} before the first run"),
        _ => String::new(),
    }
}

/// A number with spaces between its thousands.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

fn print(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{line}").map_err(Failure::during("standard output"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [0, 999, 1_000, 12_345_678].map(thousands),
            ["0", "999", "1 000", "12 345 678"]
        );
    }
}
