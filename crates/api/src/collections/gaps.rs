//! Gap layers.

use super::feature::Feature;
use crate::Audience;
use atlas::Atlas;
use atlas::gaps::GapRow;
use model::analysis::{Constraint, GapCategory, GapFigures, Geography};
use model::ids::Wave;
use model::units::Micro;
use serde::Serialize;

/// Raw figures, in families. Staff only.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RawGap {
    responses: u32,
    needs: f64,
    within_reach: f64,
    served: f64,
    served_coordinated: Option<f64>,
    coordination_gain: Option<f64>,
    unmet: f64,
    unmet_rate: Option<f64>,
    unmet_strict: f64,
    unmet_distance: f64,
    unmet_hours: f64,
    unmet_language: f64,
    unmet_eligibility: f64,
    unmet_cost: f64,
    unmet_accessibility: f64,
    unmet_capacity: f64,
    unmet_several: f64,
    unmet_no_provider: f64,
    suppression: Option<&'static str>,
}

impl RawGap {
    fn of(figures: &GapFigures, served_coordinated: Option<Micro>) -> Self {
        let served_coordinated = served_coordinated.map(Micro::as_f64);
        let by = |constraint| figures.unmet_by(constraint).as_f64();
        Self {
            responses: figures.responses,
            needs: figures.needs.as_f64(),
            within_reach: figures.within_reach.as_f64(),
            served: figures.served.as_f64(),
            served_coordinated,
            coordination_gain: served_coordinated
                .map(|coordinated| coordinated - figures.served.as_f64()),
            unmet: figures.unmet.as_f64(),
            unmet_rate: figures.unmet.share_of(figures.needs),
            unmet_strict: figures.unmet_strict.as_f64(),
            unmet_distance: by(Constraint::Distance),
            unmet_hours: by(Constraint::Hours),
            unmet_language: by(Constraint::Language),
            unmet_eligibility: by(Constraint::Eligibility),
            unmet_cost: by(Constraint::Cost),
            unmet_accessibility: by(Constraint::Accessibility),
            unmet_capacity: by(Constraint::Capacity),
            unmet_several: figures.unmet_several().as_f64(),
            unmet_no_provider: figures.unmet_no_provider().as_f64(),
            suppression: None,
        }
    }
}

/// One feature an area and category of the layers, by geography, area id (homes in no area first, without a geometry) and category.
///
/// Without a category there is one feature for each of them and none for their total, which would count them once more.
pub fn gap_features(
    atlas: &Atlas,
    geographies: &[Geography],
    category: Option<&GapCategory>,
    wave: &Wave,
    audience: Audience,
) -> Vec<Feature> {
    let is_simulated = atlas.is_simulated(wave);
    let is_wanted = |row: &GapRow| {
        category.map_or(row.key.category != GapCategory::All, |wanted| {
            row.key.category == *wanted
        })
    };
    let rows = geographies.iter().flat_map(|geography| {
        let coordinated = atlas.coordinated(geography, wave);
        let served = move |number: usize| coordinated.map(|served| served[number]);
        let rows = atlas.gaps.rows(geography, wave).iter().enumerate();
        rows.map(move |(number, row)| (row, served(number)))
    });
    rows.filter(|(row, _)| is_wanted(row))
        .map(|(row, coordinated)| feature(atlas, (row, coordinated), is_simulated, audience))
        .collect()
}

fn feature(
    atlas: &Atlas,
    (row, coordinated): (&GapRow, Option<Micro>),
    is_simulated: bool,
    audience: Audience,
) -> Feature {
    let area_id = row.key.area_id.as_deref();
    // Homes in no zone make one row a level, and ids are unique in a collection.
    let outside = match row.key.geography {
        Geography::AttendanceZone(level) => format!("outside-{}", level.as_str()),
        _ => "outside".to_owned(),
    };
    let id = format!(
        "{}/{}",
        area_id.unwrap_or(&outside),
        row.key.category.as_str()
    );
    let feature = match audience {
        Audience::Public => Feature::new(
            id,
            &disclosure::release_row(
                &row.key,
                row.name.as_deref(),
                is_simulated,
                (&row.figures, coordinated),
            ),
        ),
        Audience::Staff => Feature::for_staff(id, &staff_row((row, coordinated), is_simulated)),
    };
    if row.key.geography == Geography::School {
        let schools = &atlas.records.schools;
        let number = schools.binary_search_by(|school| Some(school.id.as_str()).cmp(&area_id));
        return feature.at(number.ok().and_then(|number| schools[number].position));
    }
    let area = area_id.and_then(|id| atlas.layers.area(&row.key.geography, id));
    feature.over(area.and_then(|area| area.surface.as_ref()))
}

/// The properties of one row for `audience`, as a JSON object.
pub(crate) fn row_value(
    (row, coordinated): (&GapRow, Option<Micro>),
    is_simulated: bool,
    audience: Audience,
) -> serde_json::Value {
    let value = match audience {
        Audience::Public => serde_json::to_value(disclosure::release_row(
            &row.key,
            row.name.as_deref(),
            is_simulated,
            (&row.figures, coordinated),
        )),
        Audience::Staff => serde_json::to_value(staff_row((row, coordinated), is_simulated)),
    };
    value.unwrap_or_default()
}

fn staff_row(
    (row, coordinated): (&GapRow, Option<Micro>),
    is_simulated: bool,
) -> disclosure::GapRow<RawGap> {
    disclosure::GapRow::new(
        &row.key,
        row.name.as_deref(),
        is_simulated,
        RawGap::of(&row.figures, coordinated),
    )
}
