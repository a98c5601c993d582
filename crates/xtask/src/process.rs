//! Running other programs, and finding what they need.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Runs a program to its end with our output as its output.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let line = line(command);
    let status = command
        .status()
        .map_err(Failure::during(format!("cannot start `{line}`")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{line}` failed with {status}")))
    }
}

/// Runs a program and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let line = line(command);
    let done = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(Failure::during(format!("cannot start `{line}`")))?;
    if !done.status.success() {
        return Err(Failure::new(format!(
            "`{line}` failed with {}",
            done.status
        )));
    }
    String::from_utf8(done.stdout).map_err(Failure::during(format!(
        "`{line}` printed something that is no text"
    )))
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = std::iter::once(program.file_name().unwrap_or_default()).chain(command.get_args());
    let quoted = words.map(|word| {
        let word = word.to_string_lossy();
        if word.contains(' ') {
            format!("\"{word}\"")
        } else {
            word.into_owned()
        }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// The first of these programs that is on the search path.
pub(crate) fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    programs.iter().find_map(|program| {
        folders
            .iter()
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
    })
}

/// Cargo, the same one that runs us, in the workspace's folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Builds the product and returns the path of its binary.
pub(crate) fn build_product(is_release: bool) -> Result<PathBuf, Failure> {
    let profile: &[&str] = if is_release { &["--release"] } else { &[] };
    run(cargo(&["build", "--package", "commonground"]).args(profile))?;
    product(is_release)
}

/// Where cargo puts the product's binary.
pub(crate) fn product(is_release: bool) -> Result<PathBuf, Failure> {
    let text = output(&mut cargo(&[
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
    ]))?;
    let metadata: serde_json::Value =
        serde_json::from_str(&text).map_err(Failure::during("cargo metadata printed no JSON"))?;
    let target = metadata["target_directory"]
        .as_str()
        .ok_or_else(|| Failure::new("cargo metadata names no target directory"))?;
    let profile = if is_release { "release" } else { "debug" };
    Ok(Path::new(target)
        .join(profile)
        .join("commonground")
        .with_extension(std::env::consts::EXE_EXTENSION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_fails_is_named_with_its_arguments() {
        let failure = run(&mut cargo(&["no-such-subcommand"]))
            .unwrap_err()
            .to_string();
        assert!(
            failure.contains("no-such-subcommand` failed with"),
            "{failure}"
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_not_found() {
        assert_eq!(find(&["no-such-program-anywhere"]), None);
        assert!(find(&["no-such-program-anywhere", "cargo"]).is_some());
    }
}
