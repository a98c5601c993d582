//! Query parameters of our own routes.

use crate::ogc::parameters::Parameters;
use crate::problem::Problem;
use atlas::Atlas;
use model::analysis::GapCategory;
use model::category;
use model::ids::Wave;

/// The parameters that a request may carry.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    /// One category, or the total over all.
    pub(crate) category: Option<GapCategory>,
    /// The round of the survey; the latest when not given.
    pub(crate) wave: Option<Wave>,
}

impl Query {
    /// Reads a query string in which only the parameters of `allowed` may stand.
    pub(crate) fn parse(text: &str, allowed: &[&str]) -> Result<Self, Problem> {
        let parameters = Parameters::parse(text, allowed)?;
        let mut query = Self::default();
        for (name, value) in parameters.pairs() {
            query.set(name, value)?;
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        let bad = |expected: &str| Problem::bad_value(name, value, expected);
        match name {
            "category" if value == "all" => self.category = Some(GapCategory::All),
            "category" => {
                let found = category::find(value)
                    .map_err(|error| bad(&format!("all or {}", error.expected)))?;
                self.category = Some(GapCategory::One(found.category_id()));
            }
            "wave" => {
                self.wave = Some(Wave::try_from(value).map_err(|error| bad(&error.expected))?);
            }
            _ => {}
        }
        Ok(())
    }

    /// The wave asked for, else the latest; nothing when there is no survey yet.
    pub(crate) fn wave_of(&self, atlas: &Atlas) -> Result<Option<Wave>, Problem> {
        let waves = atlas.waves();
        let Some(wanted) = &self.wave else {
            return Ok(waves.last().cloned());
        };
        if waves.contains(wanted) {
            return Ok(Some(wanted.clone()));
        }
        let names: Vec<_> = waves.iter().map(Wave::as_str).collect();
        Err(Problem::bad_value(
            "wave",
            wanted.as_str(),
            &format!("one of the waves: {}", names.join(", ")),
        ))
    }
}
