//! What a collection holds in one snapshot.

use super::crs::Crs;
use super::datetime::{Interval, interval_of_wave};
use super::version::version;
use crate::Audience;
use crate::problem::Problem;
use filter::Prepared;
use formats::geojson;
use formats::mvt::Dictionary;
use model::feature::{Feature, FeatureCollection, Geometry, Schema, Value};
use spatial::tiling::Tiling;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Which contents of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ContentsKey {
    /// The collection's id.
    pub(crate) collection: &'static str,
    /// Whether all categories stand side by side.
    pub(crate) is_wide: bool,
    /// Whether figures are raw.
    pub(crate) is_staff: bool,
    /// Whether what coordination would serve is known.
    pub(crate) is_coordinated: bool,
}

/// The features of a collection, by id, with what is asked of them again and again.
#[derive(Debug)]
pub(crate) struct Contents {
    /// The features, by id.
    pub(crate) collection: Arc<FeatureCollection>,
    /// The smallest box around each.
    pub(crate) bounds: Vec<Option<[f64; 4]>>,
    /// The features as filters see them.
    pub(crate) prepared: Prepared,
    /// When each was; nothing for features without a time.
    intervals: Option<Vec<Option<Interval>>>,
    geometries: OnceLock<Vec<Arc<str>>>,
    tiles: OnceLock<(Tiling, Dictionary)>,
    version: OnceLock<String>,
    /// Selections that tiles were asked for.
    selections: Mutex<HashMap<String, Arc<Selection>>>,
}

/// Some features, and some of their columns.
#[derive(Debug)]
pub(crate) struct Selection {
    /// For each feature whether it is one of them.
    pub(crate) features: Vec<bool>,
    /// For each column whether it is one of them.
    pub(crate) columns: Vec<bool>,
}

/// Selections that are kept.
const MOST_SELECTIONS: usize = 256;

impl Contents {
    /// Sorts the features by id.
    pub(crate) fn new(mut collection: FeatureCollection) -> Self {
        collection.features.sort_by(|a, b| a.id.cmp(&b.id));
        let bounds = collection
            .features
            .iter()
            .map(|feature| feature.geometry.as_ref().and_then(Geometry::bounds))
            .collect();
        let intervals = collection.schema.position("wave").map(|wave| {
            let interval = |feature: &Feature| match &feature.values[wave] {
                Value::Text(name) => interval_of_wave(name),
                _ => None,
            };
            collection.features.iter().map(interval).collect()
        });
        let collection = Arc::new(collection);
        Self {
            prepared: Prepared::new(Arc::clone(&collection)),
            collection,
            bounds,
            intervals,
            geometries: OnceLock::new(),
            tiles: OnceLock::new(),
            version: OnceLock::new(),
            selections: Mutex::default(),
        }
    }

    /// What tiles of this layer are made of: the shapes and the properties. Both know features by their numbers.
    pub(crate) fn tiling(&self, layer: &str) -> &(Tiling, Dictionary) {
        self.tiles.get_or_init(|| {
            let features = self.features().iter();
            let tiling = Tiling::new(features.map(|feature| feature.geometry.as_ref()));
            (tiling, Dictionary::new(layer, &self.collection))
        })
    }

    /// A word that changes when anything here does.
    pub(crate) fn version(&self) -> &str {
        self.version.get_or_init(|| version(&self.collection))
    }

    /// A selection, looked for once.
    ///
    /// # Errors
    /// Those of `select`.
    pub(crate) fn selected(
        &self,
        key: &str,
        select: impl FnOnce() -> Result<Selection, Problem>,
    ) -> Result<Arc<Selection>, Problem> {
        let kept = || {
            self.selections
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(selected) = kept().get(key) {
            return Ok(Arc::clone(selected));
        }
        let selected = Arc::new(select()?);
        let mut selections = kept();
        if selections.len() >= MOST_SELECTIONS {
            selections.clear();
        }
        selections.insert(key.to_owned(), Arc::clone(&selected));
        Ok(selected)
    }

    /// What the features look like.
    pub(crate) fn schema(&self) -> &Schema {
        &self.collection.schema
    }

    /// The features, by id.
    pub(crate) fn features(&self) -> &[Feature] {
        &self.collection.features
    }

    /// When a feature was; nothing when it has no time.
    pub(crate) fn interval(&self, number: usize) -> Option<Interval> {
        self.intervals.as_ref()?[number]
    }

    /// The box around everything: west, south, east, north.
    pub(crate) fn extent(&self) -> Option<[f64; 4]> {
        self.bounds.iter().flatten().copied().reduce(|a, b| {
            [
                a[0].min(b[0]),
                a[1].min(b[1]),
                a[2].max(b[2]),
                a[3].max(b[3]),
            ]
        })
    }

    /// From the first to the last moment; nothing when no feature has a time.
    pub(crate) fn span(&self) -> Option<Interval> {
        let known = self.intervals.as_ref()?.iter().flatten().copied();
        known.reduce(|a, b| Interval {
            from: a.from.min(b.from),
            to: a.to.max(b.to),
        })
    }

    /// A feature's geometry as GeoJSON, in coordinates of `crs`. As data are kept it is written once; features over one area share it.
    pub(crate) fn geometry(&self, number: usize, crs: Crs) -> Arc<str> {
        if crs == Crs::Crs84 {
            return Arc::clone(&self.geometries.get_or_init(|| self.written())[number]);
        }
        let written = self.features()[number].geometry.as_ref().map(|geometry| {
            geojson::geometry_in(geometry, |position| {
                let [a, b] = crs.project(position);
                [crs.rounded(a), crs.rounded(b)]
            })
        });
        written.map_or_else(
            || Arc::from("null"),
            |geometry| Arc::from(geometry.to_string()),
        )
    }

    fn written(&self) -> Vec<Arc<str>> {
        let null: Arc<str> = Arc::from("null");
        let mut of_surface: HashMap<usize, Arc<str>> = HashMap::new();
        let written = |geometry: &Geometry| -> Arc<str> {
            Arc::from(geojson::geometry_in(geometry, |position| position).to_string())
        };
        let mut one = |feature: &Feature| match &feature.geometry {
            None => Arc::clone(&null),
            Some(geometry @ Geometry::Surface(surface)) => {
                let place = Arc::as_ptr(surface) as usize;
                Arc::clone(of_surface.entry(place).or_insert_with(|| written(geometry)))
            }
            Some(geometry) => written(geometry),
        };
        self.features().iter().map(&mut one).collect()
    }
}

impl ContentsKey {
    /// The key of contents for an audience.
    pub(crate) fn new(
        collection: &'static str,
        is_wide: bool,
        audience: Audience,
        is_coordinated: bool,
    ) -> Self {
        Self {
            collection,
            is_wide,
            is_staff: audience == Audience::Staff,
            is_coordinated,
        }
    }
}
