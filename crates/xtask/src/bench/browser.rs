//! The first map, and the frames of a large one, in the browser that the tests drive.

use crate::demo::Demo;
use crate::everything::browser_tests;
use crate::failure::Failure;
use crate::process::run;
use std::path::Path;

/// Prints the times. Without a graphics card the browser draws on the processor: a reader's is faster.
pub(super) fn time(product: &Path) -> Result<(), Failure> {
    let mut playwright = browser_tests()?;
    let server = Demo::start(product)?;
    playwright.args(["--config", "bench.config.ts"]);
    run(playwright.env("BASE_URL", server.url()))
}
