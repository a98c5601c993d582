//! Rules of the house that a program can check. They are ordinary tests.

#![cfg(test)]

mod crates;
mod files;

use std::path::{Path, PathBuf};

use crate::process::root;

/// Folders that are made by tools, not by people.
const MADE: [&str; 7] = [
    "target",
    "node_modules",
    ".git",
    "dist",
    "test-results",
    "playwright-report",
    "commonground-data",
];

/// All files of the tree that people write, by their path from the root.
fn tree() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            if !MADE.contains(&name.as_str()) {
                collect(&path, found);
            }
        } else {
            found.push(path.strip_prefix(root()).unwrap().to_path_buf());
        }
    }
}

fn text(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(root().join(path)).unwrap()).into_owned()
}
