//! Shapes as files bring them, and what is done before they become model types.

mod antimeridian;
mod overlap;
mod place;
mod repair;
mod validity;

pub(crate) use overlap::note_fit;
pub(crate) use place::{Guide, Oddity, is_in_degrees};

pub(crate) use repair::{Repairs, interior_position, to_right_hand, to_surface, wind};

/// Longitude, latitude.
pub(crate) type Position = [f64; 2];

/// A shape with nothing checked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Geometry {
    Points(Vec<Position>),
    Lines(Vec<Vec<Position>>),
    Polygons(Vec<Vec<Vec<Position>>>),
}

impl Geometry {
    /// Every position, in order.
    pub(crate) fn positions(&self) -> Box<dyn Iterator<Item = Position> + '_> {
        match self {
            Self::Points(points) => Box::new(points.iter().copied()),
            Self::Lines(lines) => Box::new(lines.iter().flatten().copied()),
            Self::Polygons(polygons) => Box::new(polygons.iter().flatten().flatten().copied()),
        }
    }

    /// Adds the parts of another shape of the same sort. The error says what would be right.
    pub(crate) fn join(&mut self, other: Self) -> Result<(), String> {
        match (self, other) {
            (Self::Points(all), Self::Points(more)) => all.extend(more),
            (Self::Lines(all), Self::Lines(more)) => all.extend(more),
            (Self::Polygons(all), Self::Polygons(more)) => all.extend(more),
            _ => return Err("a geometry of one sort: points, lines or polygons".to_owned()),
        }
        Ok(())
    }

    /// Changes every position.
    pub(crate) fn for_each_mut(&mut self, mut change: impl FnMut(&mut Position)) {
        match self {
            Self::Points(points) => points.iter_mut().for_each(change),
            Self::Lines(lines) => lines.iter_mut().flatten().for_each(change),
            Self::Polygons(polygons) => {
                let rings = polygons.iter_mut().flatten();
                rings.for_each(|ring| ring.iter_mut().for_each(&mut change));
            }
        }
    }
}
