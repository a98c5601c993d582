//! Sizes of files, and words that must not stand in them.

use std::path::Path;

use super::{text, tree};

/// Most lines in a file of code.
const MOST_LINES: usize = 600;

fn ending(path: &Path) -> &str {
    path.extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("")
}

fn is_generated(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".gen.ts")
}

/// Words that tell of one machine. They are put together here, so that this file passes its own test.
fn forbidden() -> Vec<String> {
    let folders = ["work", "home", "root", "Users"].map(|name| format!("/{name}/"));
    let hosts = [
        ("index.crates", "io"),
        ("static.crates", "io"),
        ("registry.npmjs", "org"),
        ("localhost:", "4873"),
    ];
    folders
        .into_iter()
        .chain(hosts.map(|(a, b)| {
            if a.ends_with(':') {
                format!("{a}{b}")
            } else {
                format!("{a}.{b}")
            }
        }))
        .collect()
}

#[test]
fn no_file_of_code_is_longer_than_six_hundred_lines() {
    for path in tree() {
        if ["rs", "ts", "tsx"].contains(&ending(&path)) && !is_generated(&path) {
            let n = text(&path).lines().count();
            assert!(n <= MOST_LINES, "{} has {n} lines", path.display());
        }
    }
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let mut faults = Vec::new();
    for path in tree() {
        // Lock files name registries by nature.
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["Cargo.lock", "package-lock.json"].contains(&name.as_str()) {
            continue;
        }
        let text = text(&path);
        for word in forbidden() {
            for (index, line) in text.lines().enumerate() {
                if line.contains(&word) {
                    faults.push(format!("{}:{}: {word}", path.display(), index + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_folder_is_called_by_a_word_that_says_nothing() {
    for path in tree() {
        for part in path.parent().into_iter().flat_map(Path::components) {
            let name = part.as_os_str().to_string_lossy().into_owned();
            assert!(
                !["utils", "common", "helpers", "misc"].contains(&name.as_str()),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn lock_files_name_the_public_registries_only() {
    let public = ["registry.npmjs", "org"].join(".");
    for path in tree()
        .iter()
        .filter(|path| path.ends_with("package-lock.json"))
    {
        for line in text(path)
            .lines()
            .filter(|line| line.contains("\"resolved\": \"http"))
        {
            assert!(
                line.contains(&format!("https://{public}/")),
                "{}: {}",
                path.display(),
                line.trim()
            );
        }
    }
    let index = ["registry+https://github.com/rust-lang/crates", "io-index"].join(".");
    for line in text(Path::new("Cargo.lock"))
        .lines()
        .filter(|line| line.starts_with("source = "))
    {
        assert!(line.contains(&index), "{line}");
    }
}
