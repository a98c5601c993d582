//! Two bare files in a folder of their own, and the rows of what the commands make of them.

mod draw;
mod flow;
mod folder;
mod geodesic;
mod reference;
mod rules;
mod scores;

pub use draw::{Center, Draw, NEEDS_HEADER, SITES_HEADER};
pub use flow::{Totals, best_totals};
pub use folder::Folder;
pub use geodesic::distance_m;
pub use reference::{Reference, Way};
pub use scores::{Decay, FarAndNear, Method};

use crate::command::{DataDir, Outcome, repository};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A row of a CSV file by column.
pub type Row = BTreeMap<String, String>;

/// `needs.csv` and `sites.csv` in a folder in which there is nothing else.
#[derive(Debug)]
pub struct BareFiles {
    folder: DataDir,
}

impl BareFiles {
    /// Writes both files.
    ///
    /// # Panics
    /// When they cannot be written.
    pub fn write(needs: impl AsRef<[u8]>, sites: impl AsRef<[u8]>) -> Self {
        let folder = DataDir::new();
        folder.write("needs.csv", needs);
        folder.write("sites.csv", sites);
        Self { folder }
    }

    /// Writes both files with all columns, of these rows.
    ///
    /// # Panics
    /// When they cannot be written.
    pub fn of_rows(needs: &[impl AsRef<str>], sites: &[impl AsRef<str>]) -> Self {
        Self::write(file(NEEDS_HEADER, needs), file(SITES_HEADER, sites))
    }

    /// Copies both files from a folder.
    ///
    /// # Panics
    /// When they are not there.
    pub fn copy(folder: &Path) -> Self {
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        Self::write(read("needs.csv"), read("sites.csv"))
    }

    /// A path in their folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.file(name)
    }

    /// What is in their folder, by name.
    ///
    /// # Panics
    /// When it cannot be listed.
    pub fn names(&self) -> Vec<String> {
        self.folder.names()
    }

    /// Runs a command on both files with further arguments.
    ///
    /// # Panics
    /// As [`DataDir::run`].
    pub fn outcome(&self, command: &[&str]) -> Outcome {
        let (needs, sites) = (self.path("needs.csv"), self.path("sites.csv"));
        let files = [
            "--needs",
            needs.to_str().unwrap(),
            "--sites",
            sites.to_str().unwrap(),
        ];
        self.folder.run(&[command, &files].concat())
    }

    /// The file that a command writes with `--out`. It must be the only thing that it leaves, and it must not say anything on standard output.
    ///
    /// # Panics
    /// When the command fails.
    pub fn result(&self, command: &[&str]) -> String {
        let before = self.names();
        let out = self.path("result.csv");
        let outcome = self.outcome(&[command, &["--out", out.to_str().unwrap()]].concat());
        let outcome = outcome.expect(0);
        assert_eq!(outcome.stdout, "", "{outcome:#?}");
        let text = std::fs::read_to_string(&out).unwrap_or_else(|e| panic!("{e}: {outcome:#?}"));
        std::fs::remove_file(out).unwrap();
        assert_eq!(self.names(), before, "{outcome:#?}");
        text
    }

    /// The matches of a run of `match` with further arguments.
    ///
    /// # Panics
    /// When the command fails or writes what are no matches.
    pub fn matches(&self, more: &[&str]) -> Vec<Match> {
        matches(&self.result(&[&["match"], more].concat()))
    }

    /// Need and site of the matches of a run of `match` with further arguments, as `need>site`.
    ///
    /// # Panics
    /// As [`BareFiles::matches`].
    pub fn pairs(&self, more: &[&str]) -> Vec<String> {
        let matches = self.matches(more).into_iter();
        matches
            .map(|pair| format!("{}>{}", pair.need, pair.site))
            .collect()
    }
}

/// A header and rows, with LF at line ends.
pub fn file(header: &str, rows: &[impl AsRef<str>]) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        text.push_str(row.as_ref());
        text.push('\n');
    }
    text
}

/// One row of `matches.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The need's id.
    pub need: String,
    /// The place among the need's matches, from 1.
    pub rank: usize,
    /// The site's id.
    pub site: String,
    /// The distance; nothing when unknown.
    pub distance_m: Option<f64>,
    /// The travel cost in 1/1000 minute; nothing when unknown.
    pub cost: Option<i128>,
    /// The constraints that are unknown; empty without `--reasons`.
    pub unknown: String,
    /// Why the site was chosen; empty without `--reasons`.
    pub why: String,
}

/// The rows of a file of matches.
///
/// # Panics
/// When they are none.
pub fn matches(csv: &str) -> Vec<Match> {
    let with_reasons = csv.starts_with("need_id,rank,site_id,distance_m,minutes,unknown,why\n");
    let plain = csv.starts_with("need_id,rank,site_id,distance_m,minutes\n");
    assert!(
        plain || with_reasons,
        "{}",
        csv.lines().next().unwrap_or("")
    );
    let known = |row: &Row, column: &str| row.get(column).cloned().unwrap_or_default();
    rows(csv)
        .into_iter()
        .map(|row| Match {
            need: row["need_id"].clone(),
            rank: row["rank"].parse().unwrap(),
            site: row["site_id"].clone(),
            distance_m: (!row["distance_m"].is_empty()).then(|| row["distance_m"].parse().unwrap()),
            cost: (!row["minutes"].is_empty()).then(|| exact(&row["minutes"], 3)),
            unknown: known(&row, "unknown"),
            why: known(&row, "why"),
        })
        .collect()
}

/// The rows of a CSV file.
///
/// # Panics
/// When it is none, or has a carriage return, which what we write has only where an id has one.
pub fn rows(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// A plain decimal in units of which `10^n_decimals` make one.
///
/// # Panics
/// When it is none or has more decimals.
pub fn exact(text: &str, n_decimals: usize) -> i128 {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(decimals.len() <= n_decimals, "{text} has more decimals");
    let units = format!("{whole}{decimals:0<n_decimals$}");
    sign * units
        .parse::<i128>()
        .unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// A number of millionths as its shortest exact decimal.
pub fn shortest(micro: i128) -> String {
    let text = format!("{}.{:06}", micro / 1_000_000, micro % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The folders of the worked cases beside the checkout that have needs and sites; none, and a word about it, where they are absent.
///
/// # Panics
/// When the folder is there and has no case.
pub fn worked_cases(test: &str) -> Vec<PathBuf> {
    let cases = repository().join("../shared/cases");
    let Ok(entries) = std::fs::read_dir(&cases) else {
        eprintln!("skipped {test}: there is no ../shared/cases beside the checkout");
        return Vec::new();
    };
    let folders = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders
        .filter(|path| path.join("needs.csv").is_file() && path.join("sites.csv").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no case in {}", cases.display());
    folders
}

/// The folder of one worked case beside the checkout; nothing, and a word about it, where it is absent.
pub fn worked_case(test: &str, name: &str) -> Option<PathBuf> {
    let case = repository().join("../shared/cases").join(name);
    if !case.is_dir() {
        eprintln!("skipped {test}: there is no ../shared/cases/{name} beside the checkout");
        return None;
    }
    Some(case)
}

/// Both readings by their names.
pub const READINGS: [&str; 2] = ["lenient", "strict"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_exactly() {
        assert_eq!(exact("4.2285", 9), 4_228_500_000);
        assert_eq!(exact("-0.5", 6), -500_000);
        assert_eq!((exact("7", 0), exact("0.000001", 6)), (7, 1));
        let written = [1_500_000, 1, 20_000_000, 0].map(shortest);
        assert_eq!(written, ["1.5", "0.000001", "20", "0"]);
    }
}
