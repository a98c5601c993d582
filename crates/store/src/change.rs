//! What the change log says.

use model::record::{District, Record, RecordKind};

/// One line of the change log.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its number: larger is later.
    pub sequence: u64,
    /// When, RFC 3339.
    pub at: String,
    /// Which source brought it.
    pub source: String,
    /// What happened.
    pub operation: Operation,
    /// To what.
    pub subject: Subject,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// It was not there before.
    Added,
    /// It says something else.
    Updated,
    /// Its source no longer has it.
    Inactivated,
    /// Its source has it again.
    Reactivated,
}

impl Operation {
    const ALL: [Self; 4] = [
        Self::Added,
        Self::Updated,
        Self::Inactivated,
        Self::Reactivated,
    ];

    /// The operation's word in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Updated => "updated",
            Self::Inactivated => "inactivated",
            Self::Reactivated => "reactivated",
        }
    }

    /// The operation with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.as_str() == word)
    }
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// The district got this name and time zone.
    District(District),
    /// A record.
    Record {
        /// Its kind.
        kind: RecordKind,
        /// Its id.
        id: String,
        /// What it said from then on. Nothing when it became inactive, and for responses, of which the log keeps no
        /// answers: read [`crate::Store::records`] for what stands now.
        record: Option<Box<Record>>,
    },
}

/// Everything that stands, of one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// The number of the last change it includes; 0 when there is none.
    pub sequence: u64,
    /// The district, when it has been named.
    pub district: Option<District>,
    /// The active records in the order of kind, then id bytes.
    pub records: Vec<Record>,
}
