//! What is loaded, and when it came.

use crate::Published;
use crate::rounding::{is_small, to_step};
use model::ids::Wave;
use model::units::Micro;
use serde::Serialize;

/// A round of the survey and its answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicWave {
    /// The round.
    pub wave: Wave,
    /// Answers, rounded to 5; nothing when there are 1 to 9.
    pub responses: Option<u64>,
    /// Whether any answer was drawn by a computer.
    pub simulated: bool,
    /// Whether others were given by families.
    pub mixed: bool,
}

impl PublicWave {
    /// A round of `n_responses` answers as the public sees it.
    pub fn open(wave: &Wave, n_responses: u32, simulated: bool, mixed: bool) -> Published<Self> {
        let answers = Micro::from_whole(n_responses);
        Published::new(Self {
            wave: wave.clone(),
            responses: (!is_small(answers)).then(|| to_step(answers)),
            simulated,
            mixed,
        })
    }
}

/// What an import says of itself.
#[derive(Debug, Clone, Copy)]
pub struct ImportParts<'a> {
    /// Its source.
    pub source: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
    /// The files read, without their folders.
    pub files: &'a [String],
    /// Warnings given.
    pub n_warnings: u64,
}

/// An import as the public sees it: without the number of its records, some of which may be confidential or answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PublicImport {
    /// Where it came from.
    pub source: String,
    /// When, RFC 3339.
    pub at: String,
    /// The files read, without their folders.
    pub files: Vec<String>,
    /// Warnings given.
    pub n_warnings: u64,
    /// Records that it brought; always nothing here.
    pub rows: Option<u64>,
}

impl PublicImport {
    /// The import as the public sees it.
    pub fn open(parts: ImportParts<'_>) -> Published<Self> {
        Published::new(Self {
            source: parts.source.to_owned(),
            at: parts.at.to_owned(),
            files: parts.files.to_vec(),
            n_warnings: parts.n_warnings,
            rows: None,
        })
    }
}
