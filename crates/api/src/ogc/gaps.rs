//! Gap layers.

use super::feature::Feature;
use super::fields;
use crate::Audience;
use atlas::Atlas;
use atlas::gaps::GapRow;
use disclosure::Beside;
use model::analysis::{Constraint, GapCategory, GapFigures, Geography};
use model::feature::{FeatureCollection, Field, GeometryKind, Schema, Value};
use model::geometry::Surface;
use model::ids::Wave;
use model::units::Micro;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Raw figures, in families. Staff only.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RawGap {
    responses: u32,
    needs: f64,
    within_reach: f64,
    served: f64,
    served_coordinated: Option<f64>,
    coordination_gain: Option<f64>,
    access_score: Option<f64>,
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
    fn of(figures: &GapFigures, beside: Beside) -> Self {
        let served_coordinated = beside.served_coordinated.map(Micro::as_f64);
        let by = |constraint| figures.unmet_by(constraint).as_f64();
        Self {
            responses: figures.responses,
            needs: figures.needs.as_f64(),
            within_reach: figures.within_reach.as_f64(),
            served: figures.served.as_f64(),
            served_coordinated,
            coordination_gain: served_coordinated
                .map(|coordinated| coordinated - figures.served.as_f64()),
            access_score: beside
                .access
                .map(|access| (access.places_per_100 * 1e3).round() / 1e3),
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
) -> FeatureCollection {
    let mut layer = Layer::new(atlas, geographies, audience);
    let is_wanted = |row: &GapRow| {
        category.map_or(row.key.category != GapCategory::All, |wanted| {
            row.key.category == *wanted
        })
    };
    let features = layer.features(geographies, wave, is_wanted);
    FeatureCollection {
        schema: layer.schema,
        features,
    }
}

/// Every row of the layers, of all waves.
pub(super) fn all_gaps(
    atlas: &Atlas,
    geographies: &[Geography],
    audience: Audience,
) -> FeatureCollection {
    let mut layer = Layer::new(atlas, geographies, audience);
    let mut features = Vec::new();
    for wave in atlas.waves() {
        features.extend(layer.features(geographies, &wave, |_| true));
    }
    FeatureCollection {
        schema: layer.schema,
        features,
    }
}

/// The rows of each area side by side: one feature an area and wave.
pub(super) fn wide_gaps(
    atlas: &Atlas,
    geographies: &[Geography],
    audience: Audience,
) -> FeatureCollection {
    let long = all_gaps(atlas, geographies, audience);
    let geometry = long.schema.geometry.unwrap_or(GeometryKind::Surface);
    let schema = fields::wide_gaps(geometry, &atlas.waves(), audience);
    let category = long
        .schema
        .position("category")
        .expect("gap layers have categories");
    // Where each column of a row goes when the row is of this category.
    let places = |of: &str| -> Vec<Option<usize>> {
        let place = |field: &Field| {
            let name = field.name.as_ref();
            schema
                .position(name)
                .or_else(|| schema.position(&fields::wide_name(of, name)))
        };
        long.schema.fields.iter().map(place).collect()
    };
    let mut places_of: HashMap<String, Vec<Option<usize>>> = HashMap::new();
    let mut number_of: HashMap<String, usize> = HashMap::new();
    let mut features: Vec<model::feature::Feature> = Vec::new();
    for row in long.features {
        let Value::Text(of) = row.values[category].clone() else {
            continue;
        };
        let id = row.id.replace(&format!("{SEPARATOR}{of}"), "");
        let number = *number_of.entry(id.clone()).or_insert_with(|| {
            let values = vec![Value::Missing; schema.fields.len()];
            features.push(model::feature::Feature {
                id,
                geometry: row.geometry.clone(),
                values,
            });
            features.len() - 1
        });
        let places = places_of.entry(of.clone()).or_insert_with(|| places(&of));
        for (value, place) in row.values.into_iter().zip(places) {
            if let Some(place) = place {
                features[number].values[*place] = value;
            }
        }
    }
    FeatureCollection {
        schema: Arc::new(schema),
        features,
    }
}

/// Between an area's id and the category in the id of a row. No category has it.
const SEPARATOR: char = ':';

/// What the rows of one collection share.
struct Layer<'a> {
    atlas: &'a Atlas,
    audience: Audience,
    schema: Arc<Schema>,
    latest: Option<Wave>,
    /// The surfaces of areas, each once for all its rows.
    surfaces: HashMap<(Geography, String), Option<Arc<Surface>>>,
}

impl<'a> Layer<'a> {
    fn new(atlas: &'a Atlas, geographies: &[Geography], audience: Audience) -> Self {
        let geometry = match geographies {
            [Geography::School] => GeometryKind::Point,
            _ => GeometryKind::Surface,
        };
        let waves = atlas.waves();
        Self {
            atlas,
            audience,
            schema: Arc::new(fields::gaps(geometry, &waves, audience)),
            latest: waves.last().cloned(),
            surfaces: HashMap::new(),
        }
    }

    fn features(
        &mut self,
        geographies: &[Geography],
        wave: &Wave,
        is_wanted: impl Fn(&GapRow) -> bool,
    ) -> Vec<model::feature::Feature> {
        let atlas = self.atlas;
        let is_simulated = atlas.is_simulated(wave);
        let mut features = Vec::new();
        for geography in geographies {
            let beside = atlas.beside_rows(geography, wave);
            for (number, row) in atlas.gaps.rows(geography, wave).iter().enumerate() {
                if is_wanted(row) {
                    let row = (row, beside(number));
                    features.push(self.feature(row, is_simulated).into_inner());
                }
            }
        }
        features
    }

    fn feature(&mut self, (row, beside): (&GapRow, Beside), is_simulated: bool) -> Feature {
        let id = self.id_of(row);
        let feature = match self.audience {
            Audience::Public => Feature::new(
                &self.schema,
                id,
                &disclosure::release_row(
                    &row.key,
                    row.name.as_deref(),
                    is_simulated,
                    (&row.figures, beside),
                ),
            ),
            Audience::Staff => {
                Feature::for_staff(&self.schema, id, &staff_row((row, beside), is_simulated))
            }
        };
        let area_id = row.key.area_id.as_deref();
        if row.key.geography == Geography::School {
            let schools = &self.atlas.records.schools;
            let number = schools.binary_search_by(|school| Some(school.id.as_str()).cmp(&area_id));
            return feature.at(number.ok().and_then(|number| schools[number].position));
        }
        let Some(area_id) = area_id else {
            return feature;
        };
        let key = (row.key.geography.clone(), area_id.to_owned());
        let surface = self.surfaces.entry(key).or_insert_with(|| {
            let area = self.atlas.layers.area(&row.key.geography, area_id)?;
            area.surface.clone().map(Arc::new)
        });
        feature.over(surface.clone())
    }

    /// The id of a row: its area, its category and, when it is not of the latest wave, its wave.
    fn id_of(&self, row: &GapRow) -> String {
        // Homes in no zone make one row a level, and ids are unique in a collection.
        let outside = match row.key.geography {
            Geography::AttendanceZone(level) => format!("outside-{}", level.as_str()),
            _ => "outside".to_owned(),
        };
        let area = row.key.area_id.as_deref().unwrap_or(&outside);
        let category = row.key.category.as_str();
        if self.latest.as_ref() == Some(&row.key.wave) {
            format!("{area}{SEPARATOR}{category}")
        } else {
            format!("{area}{SEPARATOR}{category}@{}", row.key.wave.as_str())
        }
    }
}

/// The properties of one row for `audience`, as a JSON object.
pub(crate) fn row_value(
    (row, beside): (&GapRow, Beside),
    is_simulated: bool,
    audience: Audience,
) -> serde_json::Value {
    let value = match audience {
        Audience::Public => serde_json::to_value(disclosure::release_row(
            &row.key,
            row.name.as_deref(),
            is_simulated,
            (&row.figures, beside),
        )),
        Audience::Staff => serde_json::to_value(staff_row((row, beside), is_simulated)),
    };
    value.unwrap_or_default()
}

fn staff_row((row, beside): (&GapRow, Beside), is_simulated: bool) -> disclosure::GapRow<RawGap> {
    disclosure::GapRow::new(
        &row.key,
        row.name.as_deref(),
        is_simulated,
        RawGap::of(&row.figures, beside),
    )
}
