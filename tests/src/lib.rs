//! Drives the built binary from outside: commands, files and HTTP, nothing of ours imported.
//!
//! The binary is the one that `COMMONGROUND_BIN` names, else `commonground` beside the tests (`target/debug/commonground`).
//! `cargo xtask test` builds it first.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that it did not expect, and says what"
)]

pub mod bare;
mod command;
mod gdal;
mod reply;
mod server;
mod table;
mod town;

pub use command::{DataDir, Outcome, binary, fixture, repository};
pub use gdal::ogrinfo;
pub use reply::Reply;
pub use server::Server;
pub use table::{ANATOMY, COUNTS, GapRow, close, gap_rows};
pub use town::{STAFF_TOKEN, Town, responses_csv};
