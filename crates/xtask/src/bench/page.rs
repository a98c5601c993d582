//! `cargo xtask bench --web`: how many bytes of the web page a reader's browser fetches, packed, before the first map.

use crate::failure::Failure;
use crate::process::{root, run};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the first map needs: the start, the page of the map, the map, and the words of one language, here the longer ones.
const FIRST: [&str; 4] = [
    "index.html",
    "src/pages/plan/view.tsx",
    "src/map/map.ts",
    "src/text/es.json",
];
/// The library that draws the map, a file of its own.
const MAP_LIBRARY: &str = "maplibre";

/// Builds the page into `folder` and prints its files of JavaScript with their packed sizes.
pub(super) fn weigh(folder: &Path) -> Result<(), Failure> {
    let out = folder.join("page");
    let mut build = Command::new("npx");
    build
        .args(["vite", "build", "--manifest", "--emptyOutDir", "--outDir"])
        .arg(&out)
        .current_dir(root().join("web"));
    run(build.stdout(Stdio::null()))?;
    let manifest = fs::read_to_string(out.join(".vite/manifest.json"))
        .map_err(Failure::during("the manifest of the page"))?;
    let manifest: Value =
        serde_json::from_str(&manifest).map_err(Failure::during("the manifest of the page"))?;
    let first = first_files(&manifest);
    let mut files: Vec<(String, u64, bool)> = Vec::new();
    for entry in manifest
        .as_object()
        .into_iter()
        .flat_map(|entries| entries.values())
    {
        let Some(file) = entry["file"].as_str().filter(|file| file.ends_with(".js")) else {
            continue;
        };
        let bytes = fs::read(out.join(file)).map_err(Failure::during(file.to_owned()))?;
        files.push((file.to_owned(), packed(&bytes)?, first.contains(file)));
    }
    files.sort_by_key(|(file, n_bytes, is_first)| {
        (!*is_first, std::cmp::Reverse(*n_bytes), file.clone())
    });
    tell(&format!(
        "{:<44} {:>9}  {}",
        "JavaScript", "gzip", "before the first map"
    ))?;
    for (file, n_bytes, is_first) in &files {
        tell(&format!(
            "{file:<44} {:>6.1} kB  {}",
            *n_bytes as f64 / 1e3,
            if *is_first { "yes" } else { "" }
        ))?;
    }
    let own = files
        .iter()
        .filter(|(file, _, is_first)| *is_first && !file.contains(MAP_LIBRARY));
    let total: u64 = own.map(|(_, n_bytes, _)| n_bytes).sum();
    tell(&format!(
        "before the first map, beside the map library: {:.1} kB",
        total as f64 / 1e3
    ))
}

/// The files of [`FIRST`] and of all that they import.
fn first_files(manifest: &Value) -> BTreeSet<String> {
    let mut open: Vec<String> = FIRST.map(str::to_owned).to_vec();
    let (mut seen, mut files) = (BTreeSet::new(), BTreeSet::new());
    while let Some(name) = open.pop() {
        let entry = &manifest[&name];
        if !seen.insert(name) {
            continue;
        }
        files.extend(entry["file"].as_str().map(str::to_owned));
        let imports = entry["imports"].as_array().into_iter().flatten();
        open.extend(imports.filter_map(Value::as_str).map(str::to_owned));
    }
    files
}

fn packed(bytes: &[u8]) -> Result<u64, Failure> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    let done = packer.write_all(bytes).and_then(|()| packer.finish());
    Ok(done
        .map_err(Failure::during("a file cannot be packed"))?
        .len() as u64)
}

fn tell(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout().lock(), "{line}").map_err(Failure::during("standard output"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_imported_at_once_counts_and_what_comes_later_does_not() {
        let manifest = json!({
            "index.html": { "file": "index.js", "imports": ["_shared.js"], "dynamicImports": ["src/later.ts"] },
            "src/pages/plan/view.tsx": { "file": "view.js", "imports": ["index.html", "_shared.js"] },
            "src/map/map.ts": { "file": "map.js" },
            "_shared.js": { "file": "shared.js" },
            "src/later.ts": { "file": "later.js" },
        });
        let files = first_files(&manifest);
        assert_eq!(
            files.into_iter().collect::<Vec<_>>(),
            ["index.js", "map.js", "shared.js", "view.js"]
        );
    }
}
