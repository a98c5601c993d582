//! `cargo xtask test`: proves everything, in steps that are announced with the time at which they begin.

mod tools;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use clap::ValueEnum;

use crate::demo::Demo;
use crate::failure::Failure;
use crate::process::{build_product, cargo, product, root, run};

/// A step, in the order of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Look for the tools that the tests need, and install Debian packages when that is possible
    Tools,
    /// cargo fmt --check
    Format,
    /// cargo clippy, warnings are errors
    Lint,
    /// cargo build of the product
    Build,
    /// Types, style and unit tests of the web page
    Web,
    /// The web page against the demo: its types, and in a browser
    Browser,
    /// cargo test of the whole workspace
    Tests,
}

/// Options of the command.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run these steps only (may be repeated)
    #[arg(long, value_enum, value_name = "STEP")]
    only: Vec<Step>,
    /// Leave these steps out (may be repeated)
    #[arg(long, value_enum, value_name = "STEP")]
    skip: Vec<Step>,
}

/// Runs the steps. The last one is the test runner, whose summary ends the output.
pub(crate) fn test(options: &Options) -> Result<(), Failure> {
    let steps: Vec<Step> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| options.only.is_empty() || options.only.contains(step))
        .filter(|step| !options.skip.contains(step))
        .collect();
    let start = Instant::now();
    for (index, step) in steps.iter().enumerate() {
        let name = name(*step);
        let at = start.elapsed().as_secs();
        eprintln!(
            "== step {} of {}: {name} (after {}:{:02})",
            index + 1,
            steps.len(),
            at / 60,
            at % 60
        );
        run_step(*step).map_err(Failure::during(format!("step {name} failed")))?;
    }
    Ok(())
}

fn name(step: Step) -> String {
    step.to_possible_value()
        .map_or(String::new(), |value| value.get_name().to_owned())
}

fn run_step(step: Step) -> Result<(), Failure> {
    match step {
        Step::Tools => tools::check(),
        Step::Format => run(&mut cargo(&["fmt", "--all", "--check"])),
        Step::Lint => run(&mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])),
        Step::Build => build_product(false).map(|_| ()),
        Step::Web => web(),
        Step::Browser => browser(),
        Step::Tests => tests(),
    }
}

fn web() -> Result<(), Failure> {
    let web = root().join("web");
    run(&mut npm(&web, &["ci"]))?;
    run(&mut npm(&web, &["run", "check"]))?;
    run(&mut npm(&web, &["test"]))
}

fn browser() -> Result<(), Failure> {
    let mut playwright = browser_tests()?;
    let server = Demo::start(&product(false)?)?;
    crate::types::check(&server)?;
    let done = run(playwright.env("BASE_URL", server.url()));
    if done.is_err() {
        eprintln!("{}", server.log());
    }
    done
}

/// Playwright in the folder of the tests. They drive the Chromium of the machine, so that nothing has to be fetched.
pub(crate) fn browser_tests() -> Result<Command, Failure> {
    let browser = tools::browser().ok_or_else(|| Failure::new("no Chromium: see step tools"))?;
    let folder = root().join("tests").join("browser");
    run(npm(&folder, &["ci"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    let mut playwright = Command::new("npx");
    playwright
        .args(["playwright", "test"])
        .current_dir(&folder)
        .env("CHROMIUM", browser);
    Ok(playwright)
}

fn tests() -> Result<(), Failure> {
    run(cargo(&["test", "--workspace", "--no-fail-fast"]).env("COMMONGROUND_BIN", product(false)?))
}

fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(folder);
    command
}
