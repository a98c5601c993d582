//! Running a command several times and looking at what it takes.

use crate::failure::Failure;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Time between two looks at the memory of a process.
const LOOK: Duration = Duration::from_millis(2);
/// A command that has run for so long in all is not run again.
const LONG_ENOUGH: Duration = Duration::from_secs(60);
/// With this exit status the product says that it does not know the command or an option.
const WRONG_USAGE: i32 = 2;

/// What came of a command.
pub(crate) enum Outcome {
    /// It ran.
    Done(Figures),
    /// This binary does not have it; what it said.
    NotThere(String),
    /// It failed; what it said.
    Failed(String),
}

/// What a command took.
pub(crate) struct Figures {
    /// Median of the runs, from start to end of the process.
    pub(crate) seconds: f64,
    /// The fastest run: what is nearest to the truth on a machine that does other work too.
    pub(crate) least_seconds: f64,
    /// How many runs there were.
    pub(crate) n_runs: usize,
    /// The most memory that a run held, in MiB, where the machine tells.
    pub(crate) peak_mib: Option<f64>,
}

/// Runs `product` with these arguments in `folder`, `n_runs` times or until it has taken long enough.
pub(crate) fn measure(
    product: &Path,
    arguments: &[&str],
    folder: &Path,
    n_runs: usize,
) -> Result<Outcome, Failure> {
    let (mut seconds, mut peak_kib) = (Vec::new(), None);
    let start = Instant::now();
    while seconds.is_empty() || (seconds.len() < n_runs && start.elapsed() < LONG_ENOUGH) {
        let mut command = Command::new(product);
        command.args(arguments).current_dir(folder);
        let run = run_once(&mut command).map_err(Failure::during(product.display().to_string()))?;
        if !run.output.status.success() {
            let said = first_line(&run.output.stderr);
            let is_unknown = run.output.status.code() == Some(WRONG_USAGE);
            return Ok(if is_unknown {
                Outcome::NotThere(said)
            } else {
                Outcome::Failed(said)
            });
        }
        seconds.push(run.seconds);
        peak_kib = peak_kib.max(run.peak_kib);
    }
    Ok(Outcome::Done(Figures {
        n_runs: seconds.len(),
        least_seconds: seconds.iter().copied().fold(f64::INFINITY, f64::min),
        seconds: median(seconds),
        peak_mib: peak_kib.map(|kib| kib as f64 / 1_024.0),
    }))
}

struct Run {
    output: Output,
    seconds: f64,
    peak_kib: Option<u64>,
}

fn run_once(command: &mut Command) -> std::io::Result<Run> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let child = command.spawn()?;
    let (id, is_over) = (child.id(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = None;
            while !is_over.load(Ordering::Relaxed) {
                most = most.max(peak_kib(id));
                std::thread::sleep(LOOK);
            }
            most
        });
        let output = child.wait_with_output();
        let seconds = start.elapsed().as_secs_f64();
        is_over.store(true, Ordering::Relaxed);
        let peak_kib = watch.join().unwrap_or(None);
        output.map(|output| Run {
            output,
            seconds,
            peak_kib,
        })
    })
}

/// The most memory that a running process has held so far; what it takes in its last moments may be missed. Linux only.
fn peak_kib(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find(|line| !line.trim().is_empty());
    line.unwrap_or("no message").trim().to_owned()
}

/// The middle one, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (values[(n - 1) / 2] + values[n / 2]) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn a_program_that_does_not_know_its_arguments_has_no_such_command() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let folder = crate::process::root();
        let measured =
            |arguments: &[&str]| measure(Path::new(&cargo), arguments, &folder, 2).unwrap();
        assert!(
            matches!(measured(&["no-such-subcommand-anywhere"]), Outcome::Failed(said) if said.contains("no such command"))
        );
        let done = measured(&["--version"]);
        assert!(
            matches!(done, Outcome::Done(figures) if figures.n_runs == 2 && figures.seconds > 0.0)
        );
    }
}
