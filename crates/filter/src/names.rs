//! What a filter may speak of.

use crate::error::{FilterError, Subject, quoted};
use model::feature::{Field, FieldKind, Schema};

/// Carries a position of the filter to longitude, latitude in degrees; nothing when there is no such place.
pub type Transform<'a> = &'a dyn Fn([f64; 2]) -> Option<[f64; 2]>;

/// The properties that a filter may name, and what the positions in it mean.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    schema: &'a Schema,
    geometry: &'a str,
    transform: Option<Transform<'a>>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning<'a> {
    Id,
    Geometry,
    Field(usize, &'a Field),
}

impl<'a> Names<'a> {
    /// The fields of `schema` by their names, the feature's id as `id` and its shape, where it has one, as `geometry`.
    /// Positions are longitude, latitude in degrees (CRS84).
    pub fn new(schema: &'a Schema) -> Self {
        Self {
            schema,
            geometry: "geometry",
            transform: None,
        }
    }

    /// The same with another name for the shape.
    #[must_use]
    pub fn with_geometry_name(self, geometry: &'a str) -> Self {
        Self { geometry, ..self }
    }

    /// The same with positions in another system: `transform` is applied to every position of a shape that the filter
    /// holds, and to the two corners of a `BBOX`.
    #[must_use]
    pub fn with_transform(self, transform: Transform<'a>) -> Self {
        Self {
            transform: Some(transform),
            ..self
        }
    }

    /// A position of the filter as longitude, latitude, when it is on the Earth.
    pub(crate) fn place(&self, position: [f64; 2]) -> Result<[f64; 2], FilterError> {
        let [first, second] = position;
        let place = match self.transform {
            Some(transform) => transform(position),
            None => Some(position),
        };
        place
            .filter(|[lon, lat]| lon.abs() <= 540.0 && lat.abs() <= 90.0)
            .ok_or_else(|| {
                FilterError::new(
                    format!("the position {first} {second} is not on the Earth"),
                    if self.transform.is_none() {
                        "Positions are longitude, latitude in degrees, unless filter-crs names another system"
                    } else {
                        "Positions follow filter-crs, with its order of axes"
                    },
                )
            })
    }

    /// What `name` stands for.
    pub(crate) fn meaning(&self, name: &str) -> Result<Meaning<'a>, FilterError> {
        if name == "id" {
            return Ok(Meaning::Id);
        }
        if name == self.geometry && self.schema.geometry.is_some() {
            return Ok(Meaning::Geometry);
        }
        match self.schema.position(name) {
            Some(place) => Ok(Meaning::Field(place, &self.schema.fields[place])),
            None => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> FilterError {
        let geometry = self.schema.geometry.map(|_| self.geometry);
        let fields = self.schema.fields.iter();
        let usable = fields.filter(|field| field.kind != FieldKind::Nested);
        let names: Vec<&str> = ["id"]
            .into_iter()
            .chain(geometry)
            .chain(usable.map(|field| field.name.as_ref()))
            .collect();
        let near = names.iter().find(|one| one.eq_ignore_ascii_case(name));
        let remedy = match near {
            Some(near) => format!("{near} is meant, perhaps: upper and lower case matter"),
            None => format!(
                "The properties are {}. Text is written in single quotes",
                names.join(", ")
            ),
        };
        FilterError::new(format!("there is no property {}", quoted(name)), remedy)
            .about(Subject::Property(name.to_owned()))
    }
}
