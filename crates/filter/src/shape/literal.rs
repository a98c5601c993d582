//! Shapes as a filter writes them: well-known text and GeoJSON.

use crate::error::{FilterError, quoted};
use crate::names::Names;
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};
use serde_json::{Map, Value};

/// Positions in lists of lists, as deep as the kind of shape asks.
enum Nested {
    Position(Vec<f64>),
    List(Vec<Nested>),
}

/// No system of coordinates has numbers as large as this.
const FARTHEST: f64 = 1e12;

/// What makes a position of the filter one of the Earth.
type Place<'p> = &'p dyn Fn([f64; 2]) -> Result<[f64; 2], FilterError>;

/// Reads well-known text. The third and fourth coordinates are left out.
pub(crate) fn wkt(text: &str, names: &Names<'_>) -> Result<Geometry, FilterError> {
    of_text(text, &|position| names.place(position))
}

/// Checks that well-known text makes a shape, without looking at where it is.
pub(crate) fn check_wkt(text: &str) -> Result<(), FilterError> {
    of_text(text, &Ok).map(|_| ())
}

fn of_text(text: &str, place: Place<'_>) -> Result<Geometry, FilterError> {
    let mut reader = Reader { rest: text.trim() };
    let geometry = reader.tagged(place, true)?;
    if reader.rest.trim_start().is_empty() {
        return Ok(geometry);
    }
    Err(unreadable(text))
}

fn unreadable(given: &str) -> FilterError {
    FilterError::new(
        format!("the shape {} cannot be read", quoted(given)),
        "Shapes are written like POINT(-96.8 32.8), LINESTRING(0 0, 1 1) or POLYGON((0 0, 1 0, 1 1, 0 0))",
    )
}

/// Reads a GeoJSON geometry.
pub(crate) fn geojson(value: &Value, names: &Names<'_>) -> Result<Geometry, FilterError> {
    let members = value
        .as_object()
        .ok_or_else(|| unreadable(&value.to_string()))?;
    of_members(members, &|position| names.place(position))
}

/// Checks that members make a GeoJSON geometry, without looking at where it is.
pub(crate) fn check_geojson(members: &Map<String, Value>) -> Result<(), FilterError> {
    of_members(members, &Ok).map(|_| ())
}

fn of_members(members: &Map<String, Value>, place: Place<'_>) -> Result<Geometry, FilterError> {
    let kind = members
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if kind == "GeometryCollection" {
        let Some(Value::Array(parts)) = members.get("geometries") else {
            return Err(FilterError::new(
                "a GeometryCollection has no geometries",
                "It has an array of them",
            ));
        };
        let part = |part: &Value| match part.as_object() {
            Some(members)
                if members.get("type").and_then(Value::as_str) != Some("GeometryCollection") =>
            {
                of_members(members, place)
            }
            _ => Err(FilterError::new(
                "a GeometryCollection holds what is no simple geometry",
                "It holds points, lines and polygons, and no further collection",
            )),
        };
        return collection(parts.iter().map(part).collect::<Result<_, _>>()?);
    }
    let coordinates = members.get("coordinates").and_then(nested).ok_or_else(|| {
        FilterError::new(
            format!("the geometry {} has no coordinates", quoted(kind)),
            "A geometry has a type and coordinates as GeoJSON (RFC 7946) has them",
        )
    })?;
    build(kind, &coordinates, place)
}

fn nested(value: &Value) -> Option<Nested> {
    let values = value.as_array()?;
    if values.first().is_some_and(Value::is_number) {
        return values
            .iter()
            .map(Value::as_f64)
            .collect::<Option<_>>()
            .map(Nested::Position);
    }
    values
        .iter()
        .map(nested)
        .collect::<Option<_>>()
        .map(Nested::List)
}

fn collection(parts: Vec<Geometry>) -> Result<Geometry, FilterError> {
    if parts.is_empty() {
        return Err(empty());
    }
    Ok(Geometry::GeometryCollection(GeometryCollection(parts)))
}

fn empty() -> FilterError {
    FilterError::new("a shape is empty", "A shape in a filter has positions")
}

/// Well-known text that is still to be read.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn word(&mut self) -> &'t str {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|letter: char| !letter.is_ascii_alphabetic())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn sign(&mut self, sign: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// A kind of shape and its positions.
    fn tagged(&mut self, place: Place<'_>, outermost: bool) -> Result<Geometry, FilterError> {
        let whole = self.rest;
        let mut kind = self.word().to_ascii_uppercase();
        for mark in ["ZM", "Z", "M"] {
            if let Some(bare) = kind.strip_suffix(mark) {
                kind = bare.to_owned();
                break;
            }
        }
        let mark = self.word().to_ascii_uppercase();
        if mark == "EMPTY" {
            return Err(empty());
        }
        if kind == "GEOMETRYCOLLECTION" {
            if !outermost {
                return Err(FilterError::new(
                    "a GEOMETRYCOLLECTION holds another",
                    "It holds points, lines and polygons",
                ));
            }
            return self.collected(place);
        }
        let opened = self.rest.trim_start().starts_with('(');
        let positions = self
            .list(4)
            .filter(|_| opened)
            .ok_or_else(|| unreadable(whole))?;
        build(&kind, &positions, place)
    }

    fn collected(&mut self, place: Place<'_>) -> Result<Geometry, FilterError> {
        let mut parts = Vec::new();
        if !self.sign('(') {
            return Err(unreadable(self.rest));
        }
        loop {
            parts.push(self.tagged(place, false)?);
            if self.sign(')') {
                return collection(parts);
            }
            if !self.sign(',') {
                return Err(unreadable(self.rest));
            }
        }
    }

    /// A list in parentheses, at most as deep as polygons are.
    fn list(&mut self, depth: usize) -> Option<Nested> {
        if depth == 0 || !self.sign('(') {
            return self.position();
        }
        let mut parts = vec![self.list(depth - 1)?];
        while self.sign(',') {
            parts.push(self.list(depth - 1)?);
        }
        self.sign(')').then_some(Nested::List(parts))
    }

    fn position(&mut self) -> Option<Nested> {
        let end = self.rest.find([',', '(', ')'])?;
        let (numbers, rest) = self.rest.split_at(end);
        self.rest = rest;
        let number = |text: &str| {
            let digits = text.trim_start_matches(['+', '-']);
            let written = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
            text.parse()
                .ok()
                .filter(|number: &f64| written && number.abs() < FARTHEST)
        };
        let numbers = numbers.split_whitespace().map(number);
        numbers.collect::<Option<_>>().map(Nested::Position)
    }
}

/// A shape of a kind from its positions.
fn build(kind: &str, positions: &Nested, place: Place<'_>) -> Result<Geometry, FilterError> {
    Ok(match kind.to_ascii_uppercase().as_str() {
        "POINT" => Point(position(only(positions), place)?).into(),
        "LINESTRING" => line(positions, place)?.into(),
        "POLYGON" => polygon(positions, place)?.into(),
        "MULTIPOINT" => {
            let points = parts(positions)?.iter();
            MultiPoint(
                points
                    .map(|point| position(only(point), place).map(Point))
                    .collect::<Result<_, _>>()?,
            )
            .into()
        }
        "MULTILINESTRING" => {
            let lines = parts(positions)?.iter();
            MultiLineString(
                lines
                    .map(|part| line(part, place))
                    .collect::<Result<_, _>>()?,
            )
            .into()
        }
        "MULTIPOLYGON" => {
            let polygons = parts(positions)?.iter();
            MultiPolygon(
                polygons
                    .map(|part| polygon(part, place))
                    .collect::<Result<_, _>>()?,
            )
            .into()
        }
        _ => {
            return Err(FilterError::new(
                format!("{} is no kind of shape", quoted(kind)),
                "The kinds are Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon and GeometryCollection",
            ));
        }
    })
}

/// The one position of a list of one.
fn only(nested: &Nested) -> &Nested {
    match nested {
        Nested::List(parts) if parts.len() == 1 => &parts[0],
        _ => nested,
    }
}

fn parts(nested: &Nested) -> Result<&[Nested], FilterError> {
    match nested {
        Nested::List(parts) if !parts.is_empty() => Ok(parts),
        Nested::List(_) => Err(empty()),
        Nested::Position(_) => Err(FilterError::new(
            "a position stands where a list of positions must",
            "A line is a list of positions, a polygon a list of rings",
        )),
    }
}

fn position(nested: &Nested, place: Place<'_>) -> Result<Coord, FilterError> {
    match nested {
        Nested::Position(numbers) if (2..=4).contains(&numbers.len()) => {
            let [x, y] = place([numbers[0], numbers[1]])?;
            Ok(Coord { x, y })
        }
        Nested::Position(numbers) => Err(FilterError::new(
            format!("a position has {} numbers", numbers.len()),
            "A position has two numbers, or three with a height",
        )),
        Nested::List(_) => Err(FilterError::new(
            "a list stands where a position must",
            "A position is two numbers; a line is a list of positions, a polygon a list of rings",
        )),
    }
}

fn line(nested: &Nested, place: Place<'_>) -> Result<LineString, FilterError> {
    let positions = parts(nested)?;
    if positions.len() < 2 {
        return Err(FilterError::new(
            "a line has one position",
            "A line has two positions or more",
        ));
    }
    positions.iter().map(|one| position(one, place)).collect()
}

fn polygon(nested: &Nested, place: Place<'_>) -> Result<Polygon, FilterError> {
    let rings = parts(nested)?.iter().map(|ring| {
        let line = line(ring, place)?;
        if line.0.len() < 4 || line.0.first() != line.0.last() {
            return Err(FilterError::new(
                "a ring of a polygon is not closed, or has fewer than four positions",
                "A ring's last position is its first",
            ));
        }
        Ok(line)
    });
    let mut rings = rings.collect::<Result<Vec<_>, _>>()?.into_iter();
    let outer = rings.next().ok_or_else(empty)?;
    Ok(Polygon::new(outer, rings.collect()))
}
