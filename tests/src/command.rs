//! Running the binary to its end.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The product's binary.
///
/// # Panics
/// When there is none; the message says how to build it.
pub fn binary() -> PathBuf {
    if let Some(named) = std::env::var_os("COMMONGROUND_BIN") {
        return PathBuf::from(named);
    }
    let test = std::env::current_exe().expect("a running program has a path");
    // Tests are in target/<profile>/deps.
    let name = format!("commonground{}", std::env::consts::EXE_SUFFIX);
    let beside = test.ancestors().skip(1).take(2).map(|dir| dir.join(&name));
    beside
        .into_iter()
        .find(|path| path.is_file())
        .unwrap_or_else(|| {
            panic!("no binary beside {test:?}: run `cargo build -p commonground` first, or set COMMONGROUND_BIN")
        })
}

/// The folder of the workspace.
///
/// # Panics
/// Never, as long as this package is in a folder of the workspace.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package is in a folder of the workspace")
}

/// A file of `tests/fixtures/`.
///
/// # Panics
/// When it is not there.
pub fn fixture(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name);
    assert!(path.exists(), "no fixture {}", path.display());
    path
}

/// What a command did.
#[derive(Debug)]
pub struct Outcome {
    /// The command as it was typed.
    pub command: String,
    /// Its exit status.
    pub status: i32,
    /// What it printed.
    pub stdout: String,
    /// What it said beside.
    pub stderr: String,
}

impl Outcome {
    /// Runs a command to its end.
    fn of(mut command: Command) -> Self {
        command.stdin(Stdio::null());
        let output = command.output().expect("the binary can be started");
        Self {
            command: format!("{command:?}"),
            status: output
                .status
                .code()
                .unwrap_or_else(|| panic!("{command:?} was stopped by a signal: {output:?}")),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The same outcome, which must have this exit status.
    ///
    /// # Panics
    /// When it has another one; the message shows everything.
    #[must_use]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    /// Everything that it printed.
    pub fn text(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// What it printed, as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e} in {self:#?}"))
    }
}

/// A folder for one database, and for files beside it; gone when dropped.
#[derive(Debug)]
pub struct DataDir {
    folder: TempDir,
}

impl DataDir {
    /// An empty one.
    ///
    /// # Panics
    /// When no folder can be made.
    #[expect(clippy::new_without_default, reason = "it makes a folder on the disk")]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        Self { folder }
    }

    /// Where the database is.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file beside the database.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the database.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Runs a command on the database to its end.
    ///
    /// # Panics
    /// When it cannot be started, or was stopped by a signal.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Outcome {
        let mut command = Command::new(binary());
        command.args(arguments);
        command.arg("--data-dir").arg(self.data());
        Outcome::of(command)
    }

    /// Runs a command that knows no database to its end, in this folder: its files are named without a path.
    ///
    /// # Panics
    /// As [`DataDir::run`].
    pub fn run_here<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Outcome {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.folder.path());
        Outcome::of(command)
    }

    /// What is in the folder, by name.
    ///
    /// # Panics
    /// When it cannot be listed.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// `import KIND FILE` with further arguments.
    ///
    /// # Panics
    /// As [`DataDir::run`].
    pub fn import(&self, kind: &str, file: &Path, more: &[&str]) -> Outcome {
        let mut arguments: Vec<&OsStr> =
            vec![OsStr::new("import"), OsStr::new(kind), file.as_os_str()];
        arguments.extend(more.iter().map(OsStr::new));
        self.run(&arguments)
    }

    /// The state of the data in words, the same for the same data.
    ///
    /// # Panics
    /// When `check` fails.
    pub fn state(&self) -> String {
        self.run(&["check"]).expect(0).stdout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_of_the_fixtures_names_every_file() {
        let readme = std::fs::read_to_string(fixture("README.md")).unwrap();
        for folder in ["town", "bad"] {
            for entry in std::fs::read_dir(fixture(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                assert!(
                    readme.contains(&format!("{folder}/{name}")),
                    "{folder}/{name}"
                );
            }
        }
    }
}
