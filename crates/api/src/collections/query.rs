//! Query parameters of collections.

use super::feature::Feature;
use crate::problem::Problem;
use actix_web::web;
use atlas::Atlas;
use model::analysis::GapCategory;
use model::category;
use model::ids::Wave;
use model::school::Level;

/// The parameters that a request may carry. An unknown or repeated one, or a value that cannot be used, is refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    /// Features that touch this box: west, south, east, north in degrees; west over east crosses the antimeridian.
    pub(crate) bbox: Option<[f64; 4]>,
    /// One category, or the total over all.
    pub(crate) category: Option<GapCategory>,
    /// The round of the survey; the latest when not given.
    pub(crate) wave: Option<Wave>,
    /// One level of attendance zones.
    pub(crate) level: Option<Level>,
}

impl Query {
    /// Reads a query string in which only the parameters of `allowed` may stand.
    pub(crate) fn parse(text: &str, allowed: &[&str]) -> Result<Self, Problem> {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(text).map_err(|_| {
            Problem::bad_value("query", text, "a list of name=value pairs joined by &")
        })?;
        let mut query = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in pairs.iter() {
            if !allowed.contains(&name.as_str()) {
                return Err(Problem::unknown_parameter(name, allowed));
            }
            if seen.contains(&name.as_str()) {
                return Err(Problem::bad_value(
                    name,
                    value,
                    "the only value given: the parameter is there twice",
                ));
            }
            seen.push(name);
            query.set(name, value)?;
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        let bad = |expected: &str| Problem::bad_value(name, value, expected);
        match name {
            "bbox" => {
                let expected =
                    "four numbers west,south,east,north in degrees with south below north";
                self.bbox = Some(parse_bbox(value).ok_or_else(|| bad(expected))?);
            }
            "category" if value == "all" => self.category = Some(GapCategory::All),
            "category" => {
                let found = category::find(value)
                    .map_err(|error| bad(&format!("all or {}", error.expected)))?;
                self.category = Some(GapCategory::One(found.category_id()));
            }
            "wave" => {
                self.wave = Some(Wave::try_from(value).map_err(|error| bad(&error.expected))?)
            }
            "level" => {
                self.level = Some(Level::parse(value).map_err(|error| bad(&error.expected))?)
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

    /// Whether a feature touches the box; without a box every feature does, with one those without a geometry do not.
    pub(crate) fn holds(&self, feature: &Feature) -> bool {
        let Some([west, south, east, north]) = self.bbox else {
            return true;
        };
        let Some([w, s, e, n]) = feature.bounds else {
            return false;
        };
        let touches_lon = if west <= east {
            w <= east && e >= west
        } else {
            e >= west || w <= east
        };
        touches_lon && s <= north && n >= south
    }
}

fn parse_bbox(text: &str) -> Option<[f64; 4]> {
    let numbers: Option<Vec<f64>> = text
        .split(',')
        .map(|part| part.trim().parse().ok())
        .collect();
    let [west, south, east, north] = numbers?.try_into().ok()?;
    let is_lon = |degrees: f64| (-180.0..=180.0).contains(&degrees);
    let is_lat = |degrees: f64| (-90.0..=90.0).contains(&degrees);
    (is_lon(west) && is_lon(east) && is_lat(south) && is_lat(north) && south <= north)
        .then_some([west, south, east, north])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_refused() {
        for text in [
            "limit=3",
            "bbox=1,2,3",
            "bbox=1,2,3,x",
            "bbox=0,5,1,4",
            "bbox=0,0,181,1",
            "category=toys",
            "category=food&category=food",
        ] {
            assert!(Query::parse(text, &["bbox", "category"]).is_err(), "{text}");
        }
        assert!(Query::parse("category=all&bbox=170,-10,-170,10", &["bbox", "category"]).is_ok());
    }

    #[test]
    fn a_box_over_the_antimeridian_holds_both_sides() {
        let query = Query::parse("bbox=170,-10,-170,10", &["bbox"]).unwrap_or_default();
        let no_place = || Feature::for_staff("x", &());
        let at = |lon: f64| no_place().at(model::LonLat::try_new(lon, 0.0).ok());
        assert!(query.holds(&at(175.0)) && query.holds(&at(-175.0)));
        assert!(!query.holds(&at(0.0)) && !query.holds(&no_place()));
    }
}
