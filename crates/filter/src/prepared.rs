//! Features with what is worked out once for every filter that is ever asked of them.

use crate::shape::convert;
use model::feature::{Feature, FeatureCollection, Geometry};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A collection with the shapes of its features ready to be compared. It is meant to be kept as long as the collection
/// and shared by all who filter it. Shapes are converted when a filter first looks at them, and features over one area
/// share theirs. Making it takes O(positions) for the bounds.
#[derive(Debug)]
pub struct Prepared {
    collection: Arc<FeatureCollection>,
    /// For each feature where its shape is.
    places: Vec<Shape>,
    areas: Vec<Area>,
}

/// Where a feature's shape is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Nowhere,
    Point([f64; 2]),
    /// The place among the areas.
    Area(usize),
}

/// A shape of more than one position.
#[derive(Debug)]
pub(crate) struct Area {
    source: Geometry,
    /// West, south, east, north.
    pub(crate) bounds: [f64; 4],
    geometry: OnceLock<geo::Geometry>,
}

impl Area {
    /// The shape, converted when it is first asked for.
    pub(crate) fn geometry(&self) -> &geo::Geometry {
        self.geometry.get_or_init(|| convert(&self.source))
    }
}

impl Prepared {
    /// Prepares a collection.
    pub fn new(collection: Arc<FeatureCollection>) -> Self {
        let mut areas = Vec::new();
        let mut known: HashMap<*const (), usize> = HashMap::new();
        let mut place = |feature: &Feature| {
            let (geometry, bounds) = match &feature.geometry {
                None => return Shape::Nowhere,
                Some(Geometry::Point(position)) => return Shape::Point(*position),
                Some(geometry) => (geometry, geometry.bounds()),
            };
            let Some(bounds) = bounds else {
                return Shape::Nowhere;
            };
            let shared = match geometry {
                Geometry::Lines(lines) => Arc::as_ptr(lines).cast::<()>(),
                Geometry::Surface(surface) => Arc::as_ptr(surface).cast::<()>(),
                Geometry::Point(_) => return Shape::Nowhere,
            };
            Shape::Area(*known.entry(shared).or_insert_with(|| {
                areas.push(Area {
                    source: geometry.clone(),
                    bounds,
                    geometry: OnceLock::new(),
                });
                areas.len() - 1
            }))
        };
        let places = collection.features.iter().map(&mut place).collect();
        Self {
            collection,
            places,
            areas,
        }
    }

    /// The collection.
    pub fn collection(&self) -> &Arc<FeatureCollection> {
        &self.collection
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What a filter looks at of a feature.
    pub(crate) fn view(&self, feature: usize) -> Option<View<'_>> {
        let shape = *self.places.get(feature)?;
        let area = match shape {
            Shape::Area(place) => self.areas.get(place),
            Shape::Nowhere | Shape::Point(_) => None,
        };
        let feature = self.collection.features.get(feature)?;
        Some(View {
            feature,
            shape,
            area,
        })
    }
}

/// What a filter looks at of one feature.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'p> {
    pub(crate) feature: &'p Feature,
    pub(crate) shape: Shape,
    pub(crate) area: Option<&'p Area>,
}
