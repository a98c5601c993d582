//! Builds the web page with Node and lists its files, and those of the sample district, for the binary to hold.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo"));
    let web = root.join("web");
    for part in [
        "src",
        "public",
        "index.html",
        "package.json",
        "package-lock.json",
        "vite.config.ts",
        "tsconfig.json",
    ] {
        println!("cargo::rerun-if-changed={}", web.join(part).display());
    }
    let sample = root.join("data/sample");
    println!("cargo::rerun-if-changed={}", sample.display());
    let page = out.join("page");
    if let Err(missing) = build_page(&web, &page) {
        println!("cargo::error={missing}");
        return;
    }
    let list = format!(
        "const PAGE: &[api::PageFile] = &[\n{}];\nconst SAMPLE: &[(&str, &[u8])] = &[\n{}];\n",
        entries(&page, |path, file| format!(
            "api::PageFile {{ path: {path:?}, bytes: include_bytes!({file:?}) }}"
        )),
        entries(&sample, |path, file| format!(
            "({path:?}, include_bytes!({file:?}))"
        )),
    );
    fs::write(out.join("embedded.rs"), list).expect("the build folder can be written");
}

/// Runs the page's own build; an error is one line that says what to do.
fn build_page(web: &Path, page: &Path) -> Result<(), String> {
    let version = Command::new("node").arg("--version").output();
    let version = version
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .unwrap_or_default();
    let major: u32 = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    if major < 20 {
        return Err("Node.js 20 or newer is needed to build the web page: install it from https://nodejs.org and run the command again".to_owned());
    }
    if !has_packages(web) {
        run_npm(web, &["ci", "--no-audit", "--no-fund"])?;
    }
    let _ = fs::remove_dir_all(page);
    run_npm(
        web,
        &[
            "run",
            "build",
            "--",
            "--outDir",
            &page.to_string_lossy(),
            "--emptyOutDir",
        ],
    )
}

/// Whether the packages of the lock file are installed: npm leaves its own copy of it, made after the lock file was last changed.
fn has_packages(web: &Path) -> bool {
    let changed = |file: &str| {
        fs::metadata(web.join(file))
            .and_then(|found| found.modified())
            .ok()
    };
    match (
        changed("node_modules/.package-lock.json"),
        changed("package-lock.json"),
    ) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

fn run_npm(web: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("npm")
        .args(arguments)
        .current_dir(web)
        .output();
    let output =
        output.map_err(|error| format!("npm, which comes with Node.js, cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    Err(format!(
        "building the web page failed in `npm {}`: {}",
        arguments.join(" "),
        lines.join(" | ")
    ))
}

/// One entry for each file below `folder`, sorted by path.
fn entries(folder: &Path, entry: impl Fn(&str, &str) -> String) -> String {
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.sort();
    files.iter().fold(String::new(), |mut text, (path, file)| {
        let _ = writeln!(text, "    {},", entry(path, file));
        text
    })
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{prefix}{}", item.file_name().to_string_lossy());
        if item.path().is_dir() {
            collect(&item.path(), &format!("{path}/"), files);
        } else {
            files.push((
                path,
                item.path()
                    .canonicalize()
                    .expect("the file was just listed")
                    .to_string_lossy()
                    .into_owned(),
            ));
        }
    }
}
