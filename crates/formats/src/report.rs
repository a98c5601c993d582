//! What an import found in its files.

use serde::Serialize;

/// The most findings of one kind that a report keeps word for word; all are counted.
pub const MAX_KEPT: usize = 50;

/// The longest part of a value that a finding shows, in characters.
const MAX_VALUE_CHARS: usize = 60;

/// How a finding bears on the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The row is not used.
    Refused,
    /// The row is used after something in it was put right.
    Repaired,
    /// The row is used as it is; somebody should know.
    Noted,
}

impl Severity {
    /// The severity's word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Repaired => "repaired",
            Self::Noted => "noted",
        }
    }
}

/// One thing that is wrong, or worth knowing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// How it bears on the row.
    pub severity: Severity,
    /// What sort of thing it is, a short name such as `self-intersection`.
    pub kind: &'static str,
    /// The file, or the member of a zip or folder.
    pub file: String,
    /// The row: as a spreadsheet counts them for tables (the header is row 1), the feature's number from 1 for GeoJSON and Shapefile.
    pub row: Option<u64>,
    /// The column.
    pub column: Option<String>,
    /// What stands there. Nothing when it is missing, or personal.
    pub value: Option<String>,
    /// What would be right or, for repairs and notes, what was done.
    pub expected: String,
}

impl Finding {
    /// A finding about a whole file.
    pub fn new(severity: Severity, kind: &'static str, file: &str, expected: &str) -> Self {
        Self {
            severity,
            kind,
            file: file.to_owned(),
            row: None,
            column: None,
            value: None,
            expected: expected.to_owned(),
        }
    }

    /// The finding, at a row.
    #[must_use]
    pub fn at(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The finding, in a column.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// The finding, about a value; long values are cut.
    #[must_use]
    pub fn about(mut self, value: &str) -> Self {
        self.value = Some(shortened(value));
        self
    }
}

impl std::fmt::Display for Finding {
    /// `schools.csv, row 3, column lat, "x": a latitude between -90 and 90`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, ", {value:?}")?;
        }
        write!(f, ": {}", self.expected)
    }
}

/// All findings of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct FindingGroup {
    /// How they bear on their rows.
    pub severity: Severity,
    /// What sort of thing they are.
    pub kind: &'static str,
    /// How many there are.
    pub count: u64,
    /// The first of them, at most [`MAX_KEPT`].
    pub findings: Vec<Finding>,
}

/// What an import found, gathered by kind, refusals first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Rows read from all files.
    pub rows: u64,
    /// Rows that are not used, each counted once however many findings it has.
    pub refused_rows: u64,
    /// The findings.
    pub groups: Vec<FindingGroup>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        let same =
            |group: &FindingGroup| group.kind == finding.kind && group.severity == finding.severity;
        let place = self.groups.iter().position(same).unwrap_or_else(|| {
            let key = (finding.severity, finding.kind);
            let place = self
                .groups
                .partition_point(|group| (group.severity, group.kind) < key);
            let group = FindingGroup {
                severity: finding.severity,
                kind: finding.kind,
                count: 0,
                findings: Vec::new(),
            };
            self.groups.insert(place, group);
            place
        });
        let group = &mut self.groups[place];
        group.count += 1;
        if group.findings.len() < MAX_KEPT {
            group.findings.push(finding);
        }
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> u64 {
        let of_severity = self.groups.iter().filter(|g| g.severity == severity);
        of_severity.map(|group| group.count).sum()
    }

    /// Repairs and notes together.
    pub fn warnings(&self) -> u64 {
        self.count(Severity::Repaired) + self.count(Severity::Noted)
    }

    /// How many findings of a kind there are, whatever their severity.
    pub fn count_of(&self, kind: &str) -> u64 {
        let of_kind = self.groups.iter().filter(|group| group.kind == kind);
        of_kind.map(|group| group.count).sum()
    }
}

fn shortened(value: &str) -> String {
    if value.chars().count() <= MAX_VALUE_CHARS {
        return value.to_owned();
    }
    let start: String = value.chars().take(MAX_VALUE_CHARS).collect();
    format!("{start}…")
}
