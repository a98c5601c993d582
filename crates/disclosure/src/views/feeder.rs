//! Feeder patterns.

use crate::Published;
use crate::rounding::whole_percent;
use model::school::Level;
use model::units::Micro;
use serde::Serialize;

/// A school as feeder tables name it: by its own id, or by that of its zone where no school is loaded.
#[derive(Debug, Clone, Copy)]
pub struct SchoolLabel<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// One school that feeds another, before it is published.
#[derive(Debug, Clone, Copy)]
pub struct FeederPairParts<'a> {
    /// The lower school.
    pub from: SchoolLabel<'a>,
    /// The school that takes its students.
    pub to: SchoolLabel<'a>,
    /// The share of the lower school that goes there, 0 to 1.
    pub share: Option<f64>,
    /// What the share is of: `table`, `children` or `area`.
    pub basis: &'static str,
    /// Whether the lower school is a split feeder.
    pub is_split: bool,
}

/// One school that feeds another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicFeederPair {
    /// The lower school.
    pub from_school_id: String,
    /// Its name.
    pub from_name: String,
    /// The school that takes its students.
    pub to_school_id: String,
    /// Its name.
    pub to_name: String,
    /// The share in whole percents, 0 to 1.
    pub share: Option<f64>,
    /// What the share is of.
    pub basis: &'static str,
    /// Whether the lower school is a split feeder.
    pub split: bool,
}

impl PublicFeederPair {
    /// The pair as the public sees it.
    pub fn open(parts: FeederPairParts<'_>) -> Published<Self> {
        Published::new(Self {
            from_school_id: parts.from.id.to_owned(),
            from_name: parts.from.name.to_owned(),
            to_school_id: parts.to.id.to_owned(),
            to_name: parts.to.name.to_owned(),
            share: parts.share.and_then(share_in_percent),
            basis: parts.basis,
            split: parts.is_split,
        })
    }
}

/// A school of a feeder pattern.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FeederSchool {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The level at which it is part of the pattern.
    pub level: Level,
    /// The share of it that goes on in the pattern, in whole percents, 0 to 1; nothing for the high school itself.
    pub share: Option<f64>,
    /// Whether it is a split feeder.
    pub split: bool,
}

impl FeederSchool {
    /// A school of a pattern; it is published as part of a [`PublicFeederPattern`].
    pub fn new(school: SchoolLabel<'_>, level: Level, share: Option<f64>, is_split: bool) -> Self {
        Self {
            id: school.id.to_owned(),
            name: school.name.to_owned(),
            level,
            share: share.and_then(share_in_percent),
            split: is_split,
        }
    }
}

/// A feeder pattern: the schools whose students end in one high school. A reply takes its area from the zones.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicFeederPattern {
    /// The high school's id.
    pub id: String,
    /// The high school's name.
    pub name: String,
    /// Its schools.
    pub schools: Vec<FeederSchool>,
}

impl PublicFeederPattern {
    /// The pattern that ends in `high_school` as the public sees it.
    pub fn open(high_school: SchoolLabel<'_>, schools: Vec<FeederSchool>) -> Published<Self> {
        Published::new(Self {
            id: high_school.id.to_owned(),
            name: high_school.name.to_owned(),
            schools,
        })
    }
}

/// A share in whole percents. In millionths first, so that the rounding is that of every other published rate.
fn share_in_percent(share: f64) -> Option<f64> {
    let millionths = (share.clamp(0.0, 1.0) * 1e6).round() as u64;
    whole_percent(Micro::from_millionths(millionths), Micro::ONE)
}
