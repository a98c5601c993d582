//! Files in and out: what people have, as validated records; what we know, as files others can read.
//!
//! [`import::read_import`] reads CSV, XLSX, GeoJSON, FlatGeobuf, GeoPackages, zipped Shapefiles and HSDS directories. It judges every row and stores nothing: what
//! is wrong is repaired with a warning or refused with a reason, and never dropped in silence. [`Mapping`] says which column is which.
//! [`read_layer`] reads areas that are only asked what they hold.
//!
//! | format | in | out |
//! |---|---|---|
//! | CSV | tables with longitude and latitude columns | [`csv::write_table`], collections: [`export`] |
//! | XLSX | a sheet as a table | [`export`] |
//! | FlatGeobuf | collections | [`export`] |
//! | GeoPackage | a layer, by name where there are several | |
//! | GeoJSON text sequence, GeoParquet | | [`export`] |
//! | MVT | | [`mvt`] |
//! | bare files | needs, sites, demand, supply, costs, points: [`bare`] | results: [`bare::write`] |
//! | GeoJSON | collections, features, geometries | [`export`] |
//! | Shapefile | zipped, or a `.shp` beside its `.dbf` | |
//! | OneRoster 1.1, 1.2 | counts of students by school, as schools: [`oneroster`] | |
//! | HSDS 3.x | tabular CSV (folder or zip), JSON | JSON, lines of JSON, tabular data package: [`hsds::write`] |

pub mod bare;
pub mod csv;
mod error;
pub mod export;
mod flatgeobuf;
pub mod geojson;
mod geometry;
mod geopackage;
pub mod hsds;
pub mod import;
mod input;
mod layer;
mod limits;
mod mapping;
pub mod mvt;
pub mod observed_feeders;
pub mod oneroster;
pub mod report;
mod shapefile;
mod table;
pub mod values;
mod xlsx;
mod zip;

pub use error::ImportError;
pub use import::{Import, ImportKind, ImportRequest, Known, RejectedRow, read_import};
pub use layer::{Area, Layer, LayerRequest, read_layer};
pub use limits::Limits;
pub use mapping::Mapping;
pub use report::{Finding, FindingGroup, Report, Severity};
