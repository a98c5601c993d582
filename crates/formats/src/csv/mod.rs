//! CSV in and out.

mod read;
mod write;

pub(crate) use read::read;
pub use write::{write_rows, write_table};
