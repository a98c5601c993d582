//! The HTTP interface.

mod areas;
mod collections;
mod gap_layers;
mod pages;
mod problems;
mod scenarios;
mod start;
