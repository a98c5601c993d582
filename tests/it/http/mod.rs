//! The HTTP interface.

mod areas;
mod bad_requests;
mod collections;
mod gap_layers;
mod levers;
mod loaded;
mod pages;
mod problems;
mod scenarios;
mod spanish;
mod start;
