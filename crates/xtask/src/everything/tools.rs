//! The programs that the tests need besides Rust.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process::{find, output, run};

const NODE_MAJOR: u32 = 20;
const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Checks Rust and Node, and installs what a Debian machine can install by itself.
pub(super) fn check() -> Result<(), Failure> {
    if find(&["node"]).is_none() || find(&["npm"]).is_none() {
        return Err(Failure::new(format!(
            "Node.js {NODE_MAJOR} or newer with npm is missing: install it from nodejs.org"
        )));
    }
    let version = output(Command::new("node").arg("--version"))?;
    if major(&version).is_none_or(|major| major < NODE_MAJOR) {
        return Err(Failure::new(format!(
            "Node.js {NODE_MAJOR} or newer is needed, this is {}",
            version.trim()
        )));
    }
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    if !can_install() {
        return Err(Failure::new(format!(
            "install these first: apt-get install {}",
            missing.join(" ")
        )));
    }
    eprintln!("installing {}", missing.join(" "));
    run(&mut apt_get(&["update", "-qq"]))?;
    run(apt_get(&["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
}

/// The browser to drive: the one that `CHROMIUM` names, else the first one found.
pub(super) fn browser() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| find(&BROWSERS))
}

/// Debian packages for what is not there.
fn missing_packages() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if browser().is_none() {
        missing.push("chromium");
    }
    if find(&["ogrinfo"]).is_none() {
        missing.push("gdal-bin");
    }
    // Without a font for its letters a page in another script is a row of boxes.
    if is_debian() && !is_installed("fonts-noto-core") {
        missing.push("fonts-noto-core");
    }
    missing
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists()
}

fn can_install() -> bool {
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    is_debian() && is_root && find(&["apt-get"]).is_some()
}

fn is_installed(package: &str) -> bool {
    // A package that was removed and left its settings behind is known to dpkg too, and not installed.
    let query = ["-W", "-f", "${db:Status-Status}", package];
    output(Command::new("dpkg-query").args(query)).is_ok_and(|status| status.trim() == "installed")
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
