//! A shape: the header of GeoPackage (clause 2.1.3 of the standard), then Well-Known Binary of ISO 13249-3 or its older extension by PostGIS.
//!
//! Counts are held against the bytes that are left before anything is allocated, and shapes within shapes have a bounded depth.

use crate::geometry::{Geometry, Position};

/// How deep collections may hold collections.
const MOST_DEPTH: u32 = 16;
/// Bytes of the least shape: its byte order, its kind and a count.
const LEAST_SHAPE_BYTES: usize = 9;
/// What PostGIS adds to a kind: heights, measures and the key of a system.
const FLAG_Z: u32 = 0x8000_0000;
const FLAG_M: u32 = 0x4000_0000;
const FLAG_SRID: u32 = 0x2000_0000;
/// The names of the kinds, from 1.
const KINDS: [&str; 17] = [
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
    "CIRCULARSTRING",
    "COMPOUNDCURVE",
    "CURVEPOLYGON",
    "MULTICURVE",
    "MULTISURFACE",
    "CURVE",
    "SURFACE",
    "POLYHEDRALSURFACE",
    "TIN",
    "TRIANGLE",
];

/// A shape as its row has it.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Nothing for an empty one.
    pub(super) geometry: Option<Geometry>,
    /// The key of the system that it names.
    pub(super) srs_id: Option<i32>,
}

/// Why a shape cannot be used.
#[derive(Debug, PartialEq)]
pub(super) struct Wrong {
    pub(super) found: Option<String>,
    pub(super) expected: String,
}

impl Wrong {
    pub(super) fn new(expected: impl Into<String>) -> Self {
        Self {
            found: None,
            expected: expected.into(),
        }
    }

    pub(super) fn with(mut self, found: String) -> Self {
        self.found = Some(found).filter(|found| !found.is_empty());
        self
    }

    fn misfit() -> Self {
        Self::new("a shape whose counts fit its bytes")
    }
}

/// Reads the bytes of a shape.
pub(super) fn read(bytes: &[u8]) -> Result<Shape, Wrong> {
    let mut left = Bytes {
        bytes,
        is_little: true,
    };
    let [magic_0, magic_1, version, flags] = left.take()?;
    if [magic_0, magic_1] != *b"GP" {
        let expected = "a shape as GeoPackage has them, which begins with GP; save the layer with another program";
        return Err(Wrong::new(expected).with(first_bytes(bytes)));
    }
    if version != 0 {
        let wrong = Wrong::new("version 0 of the binary form, that of GeoPackage 1.0 to 1.4");
        return Err(wrong.with(format!("version {version}")));
    }
    if flags & 0x20 != 0 {
        let expected =
            "points, lines or polygons; save the layer without extensions of one program";
        return Err(Wrong::new(expected).with("ExtendedGeoPackageBinary".to_owned()));
    }
    left.is_little = flags & 1 == 1;
    let srs_id = i32::from_ne_bytes(left.number()?.to_ne_bytes());
    let n_numbers = match flags >> 1 & 7 {
        0 => 0,
        1 => 4,
        2 | 3 => 6,
        4 => 8,
        other => {
            let wrong = Wrong::new("an envelope of a kind from 0 to 4");
            return Err(wrong.with(format!("kind {other}")));
        }
    };
    left.skip(8 * n_numbers)?;
    let is_empty = flags & 0x10 != 0;
    let geometry = match is_empty {
        true => None,
        false => whole(left)?,
    };
    Ok(Shape {
        geometry,
        srs_id: Some(srs_id),
    })
}

fn first_bytes(bytes: &[u8]) -> String {
    let first = bytes.iter().take(4).map(|byte| format!("{byte:02x}"));
    first.collect::<Vec<_>>().join(" ")
}

/// Well-Known Binary that ends with its shape.
fn whole(mut left: Bytes) -> Result<Option<Geometry>, Wrong> {
    let geometry = shape(&mut left, None, 0)?;
    if !left.bytes.is_empty() {
        return Err(Wrong::misfit());
    }
    let has_position = |geometry: &Geometry| geometry.positions().next().is_some();
    Ok(geometry.filter(has_position))
}

/// Reads a shape, which must be of a kind when it is a part of one that has only those.
fn shape(left: &mut Bytes, wanted: Option<u32>, depth: u32) -> Result<Option<Geometry>, Wrong> {
    left.is_little = match left.take()? {
        [0] => false,
        [1] => true,
        [other] => {
            let wrong = Wrong::new("a shape in Well-Known Binary, whose byte order is 0 or 1");
            return Err(wrong.with(other.to_string()));
        }
    };
    let code = left.number()?;
    let (kind, n_dimensions) = kind_of(code)?;
    if code & FLAG_SRID != 0 {
        left.skip(4)?;
    }
    if wanted.is_some_and(|wanted| wanted != kind) {
        let expected = "a shape whose parts are all of its own kind";
        return Err(Wrong::new(expected).with(KINDS[kind as usize - 1].to_owned()));
    }
    Ok(Some(match kind {
        1 => {
            let point = left.position(n_dimensions)?;
            let is_empty = point.iter().all(|number| number.is_nan());
            return Ok((!is_empty).then(|| Geometry::Points(vec![point])));
        }
        2 => Geometry::Lines(vec![left.line(n_dimensions)?]),
        3 => {
            let n_rings = left.count(4)?;
            let rings = (0..n_rings).map(|_| left.line(n_dimensions));
            Geometry::Polygons(vec![rings.collect::<Result<_, _>>()?])
        }
        _ if depth == MOST_DEPTH => {
            let expected = format!("collections in collections no deeper than {MOST_DEPTH}");
            return Err(Wrong::new(expected));
        }
        4..=6 => return parts(left, Some(kind - 3), depth),
        _ => return parts(left, None, depth),
    }))
}

/// The shapes in a shape of several, as one.
fn parts(left: &mut Bytes, wanted: Option<u32>, depth: u32) -> Result<Option<Geometry>, Wrong> {
    let mut all: Option<Geometry> = None;
    for _ in 0..left.count(LEAST_SHAPE_BYTES)? {
        let Some(part) = shape(left, wanted, depth + 1)? else {
            continue;
        };
        // An empty member of a collection says nothing of what the others are.
        if part.positions().next().is_none() {
            continue;
        }
        match &mut all {
            None => all = Some(part),
            Some(all) => all.join(part).map_err(Wrong::new)?,
        }
    }
    Ok(all)
}

/// The kind of a shape, 1 to 7, and how many numbers its positions have.
fn kind_of(code: u32) -> Result<(u32, usize), Wrong> {
    let plain = code & !(FLAG_Z | FLAG_M | FLAG_SRID);
    let (dimensions, kind) = (plain / 1000, plain % 1000);
    let has_z = code & FLAG_Z != 0 || matches!(dimensions, 1 | 3);
    let has_m = code & FLAG_M != 0 || matches!(dimensions, 2 | 3);
    let n_dimensions = 2 + usize::from(has_z) + usize::from(has_m);
    let name = KINDS.get((kind as usize).wrapping_sub(1));
    match (kind, name) {
        (1..=7, _) if dimensions <= 3 => Ok((kind, n_dimensions)),
        (_, Some(name)) if dimensions <= 3 => {
            let expected = "points, lines or polygons of straight pieces; convert curves and solids to them first";
            Err(Wrong::new(expected).with((*name).to_owned()))
        }
        _ => Err(Wrong::new("points, lines or polygons").with(format!("kind {code}"))),
    }
}

/// What is left of a shape's bytes.
struct Bytes<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Wrong> {
        let (head, rest) = self.bytes.split_first_chunk().ok_or_else(Wrong::misfit)?;
        self.bytes = rest;
        Ok(*head)
    }

    fn skip(&mut self, n_bytes: usize) -> Result<(), Wrong> {
        let rest = self.bytes.get(n_bytes..).ok_or_else(Wrong::misfit)?;
        self.bytes = rest;
        Ok(())
    }

    fn number(&mut self) -> Result<u32, Wrong> {
        let bytes = self.take()?;
        Ok(match self.is_little {
            true => u32::from_le_bytes(bytes),
            false => u32::from_be_bytes(bytes),
        })
    }

    /// A count of things that each take some bytes or more.
    fn count(&mut self, least_bytes: usize) -> Result<usize, Wrong> {
        let n = self.number()? as usize;
        let is_there = n
            .checked_mul(least_bytes)
            .is_some_and(|n| n <= self.bytes.len());
        is_there.then_some(n).ok_or_else(Wrong::misfit)
    }

    fn coordinate(&mut self) -> Result<f64, Wrong> {
        let bytes = self.take()?;
        Ok(match self.is_little {
            true => f64::from_le_bytes(bytes),
            false => f64::from_be_bytes(bytes),
        })
    }

    /// Longitude and latitude, in this order whatever the system's own order is; height and measure are dropped.
    fn position(&mut self, n_dimensions: usize) -> Result<Position, Wrong> {
        let position = [self.coordinate()?, self.coordinate()?];
        self.skip(8 * (n_dimensions - 2))?;
        Ok(position)
    }

    fn line(&mut self, n_dimensions: usize) -> Result<Vec<Position>, Wrong> {
        let n_positions = self.count(8 * n_dimensions)?;
        let positions = (0..n_positions).map(|_| self.position(n_dimensions));
        positions.collect()
    }
}
