//! Features to files that others read.
//!
//! In every format a feature has its id first, then the columns of the schema in their order under their names. A number is the same number
//! everywhere; what is missing is an empty cell in CSV and XLSX and null elsewhere. Coordinates are longitude and latitude (WGS 84, OGC:CRS84).
//!
//! | | lists | parts with parts | geometry |
//! |---|---|---|---|
//! | CSV, XLSX | joined with `;` (a `;` inside is `\;`) | JSON text | columns `longitude`, `latitude` for points, none for lines and surfaces |
//! | GeoJSON | lists | as they are | RFC 7946 |
//! | FlatGeobuf | JSON text | JSON text | with an index, unless a feature has none |
//! | GeoParquet | lists | JSON text | WKB, with the box around each |

mod csv;
mod flatgeobuf;
mod geojson;
mod geoparquet;
mod text;
mod wkb;
mod xlsx;

pub use geojson::{write_feature, write_value};

use model::feature::{Feature, Schema};
use std::io::{self, Write};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma separated values, RFC 4180.
    Csv,
    /// A spreadsheet, Office Open XML.
    Xlsx,
    /// GeoJSON, RFC 7946.
    GeoJson,
    /// A GeoJSON text sequence, RFC 8142.
    GeoJsonSeq,
    /// FlatGeobuf 3.
    FlatGeobuf,
    /// GeoParquet 1.1.
    GeoParquet,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Csv,
        Self::Xlsx,
        Self::GeoJson,
        Self::GeoJsonSeq,
        Self::FlatGeobuf,
        Self::GeoParquet,
    ];

    /// The word for it in addresses and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::GeoJsonSeq => "geojsonseq",
            Self::FlatGeobuf => "fgb",
            Self::GeoParquet => "parquet",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSeq => "GeoJSON text sequence",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::GeoParquet => "GeoParquet",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
            Self::GeoJsonSeq => "application/geo+json-seq",
            Self::FlatGeobuf => "application/vnd.flatgeobuf",
            Self::GeoParquet => "application/vnd.apache.parquet",
        }
    }

    /// The ending of file names.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::GeoJsonSeq => "geojsons",
            other => other.word(),
        }
    }

    /// The format of this word; nothing when there is none.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Whether it can be written piece by piece with [`write_piece`].
    pub const fn is_streamed(self) -> bool {
        matches!(self, Self::Csv | Self::GeoJsonSeq)
    }
}

/// Writes features to one file. `name` is the name of its layer.
///
/// # Errors
/// When `out` does not take the bytes, or a spreadsheet has more rows than there can be.
pub fn write(
    format: Format,
    name: &str,
    schema: &Schema,
    features: &[&Feature],
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Csv | Format::GeoJsonSeq => write_piece(format, schema, (features, true), out),
        Format::Xlsx => xlsx::write(name, schema, features, out),
        Format::GeoJson => geojson::write(schema, features, out),
        Format::FlatGeobuf => flatgeobuf::write(name, schema, features, out),
        Format::GeoParquet => geoparquet::write(schema, features, out),
    }
}

/// Writes some of the features of a format that [is streamed](Format::is_streamed); pieces one after the other make the file. Only the first has the
/// header.
///
/// # Errors
/// When `out` does not take the bytes, or the format cannot be written in pieces.
pub fn write_piece(
    format: Format,
    schema: &Schema,
    (features, is_first): (&[&Feature], bool),
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Csv => csv::write(schema, (features, is_first), out),
        Format::GeoJsonSeq => geojson::write_sequence(schema, features, out),
        _ => Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "this format is written whole",
        )),
    }
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
