//! HSDS tables as CSV files, in a folder or a zip, with or without `datapackage.json`.

use crate::hsds::tables::{Entity, Tables};
use crate::input::{Counter, Input, unreadable};
use crate::report::{Finding, Report, Severity};
use crate::zip::Archive;
use crate::{ImportError, Limits};
use serde::Deserialize;
use std::path::{Component, Path, PathBuf};

const DATA_PACKAGE: &str = "datapackage.json";

/// The part of a data package that says where tables are.
#[derive(Debug, Deserialize)]
struct DataPackage {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Debug, Deserialize)]
struct Resource {
    #[serde(default)]
    name: String,
    #[serde(default)]
    path: ResourcePath,
}

#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum ResourcePath {
    One(String),
    Many(Vec<String>),
    #[default]
    None,
}

pub(super) fn read_folder(
    folder: &Path,
    limits: &Limits,
    progress: &Counter,
    (tables, report): (&mut Tables, &mut Report),
) -> Result<(), ImportError> {
    let package = folder.join(DATA_PACKAGE);
    let mut named_tables = None;
    if package.is_file() {
        let bytes = Input::open(&package, limits, progress)?.read_all()?;
        named_tables = listed(&bytes, &package.display().to_string(), report)?;
    }
    let wanted: Vec<(Entity, PathBuf)> = if let Some(listed) = named_tables {
        let listed = listed.into_iter().map(|(e, path)| (e, folder.join(path)));
        // A package may name tables that were left out because they would be empty.
        listed.filter(|(_, path)| path.exists()).collect()
    } else {
        let shown = folder.display().to_string();
        let entries = std::fs::read_dir(folder).map_err(|cause| unreadable(&shown, cause))?;
        let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
        let mut paths: Vec<PathBuf> = paths.collect();
        paths.sort_unstable();
        let named = |path: PathBuf| Some((entity_of(&path.to_string_lossy())?, path));
        paths.into_iter().filter_map(named).collect()
    };
    for (entity, path) in wanted {
        let input = Input::open(&path, limits, progress)?;
        tables.add(entity, crate::csv::read(input, report)?);
    }
    Ok(())
}

pub(super) fn read_zip(
    path: &Path,
    limits: &Limits,
    (tables, report): (&mut Tables, &mut Report),
) -> Result<(), ImportError> {
    let mut archive = Archive::open(path, limits)?;
    let members = archive.members();
    let is_package = |member: &&String| {
        member
            .rsplit('/')
            .next()
            .is_some_and(|name| name == DATA_PACKAGE)
    };
    let mut named_tables = None;
    if let Some(package) = members.iter().find(is_package) {
        let base = package.strip_suffix(DATA_PACKAGE).unwrap_or_default();
        let bytes = archive.read(package)?;
        let shown = format!("{package} in {}", archive.path());
        named_tables = listed(&bytes, &shown, report)?.map(|listed| (base, listed));
    }
    let wanted: Vec<(Entity, String)> = match named_tables {
        Some((base, listed)) => {
            let listed = listed
                .into_iter()
                .map(|(e, path)| (e, format!("{base}{path}")));
            listed
                .filter(|(_, member)| members.contains(member))
                .collect()
        }
        None => {
            let named = |member: &String| Some((entity_of(member)?, member.clone()));
            members.iter().filter_map(named).collect()
        }
    };
    for (entity, member) in wanted {
        let bytes = archive.read(&member)?;
        let shown = format!("{member} in {}", archive.path());
        let name = member.rsplit('/').next().unwrap_or(&member).to_owned();
        let input = Input::from_memory(name, shown, bytes);
        tables.add(entity, crate::csv::read(input, report)?);
    }
    Ok(())
}

/// The entity of a CSV file by its name.
fn entity_of(path: &str) -> Option<Entity> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    match ending.eq_ignore_ascii_case("csv") {
        true => Entity::named(stem),
        false => None,
    }
}

/// The tables that a data package names, with their paths beside it; nothing when it cannot be read, for then the tables' own names tell.
fn listed(
    bytes: &[u8],
    shown: &str,
    report: &mut Report,
) -> Result<Option<Vec<(Entity, String)>>, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let package: DataPackage = match serde_json::from_slice(bytes) {
        Ok(package) => package,
        Err(cause) => {
            let expected = format!("a data package ({cause}); tables were found by their names");
            let finding = Finding::new(Severity::Noted, "data-package", shown, &expected);
            report.add(finding);
            return Ok(None);
        }
    };
    let mut listed = Vec::new();
    for resource in package.resources {
        let paths = match resource.path {
            ResourcePath::One(path) => vec![path],
            ResourcePath::Many(paths) => paths,
            ResourcePath::None => Vec::new(),
        };
        for path in paths {
            let by_name = Entity::named(&resource.name);
            let Some(entity) = by_name.or_else(|| entity_of(&path)) else {
                continue;
            };
            if !is_beside(&path) {
                return Err(ImportError::NotTheFormat {
                    file: shown.to_owned(),
                    expected: "a data package whose tables lie beside it".to_owned(),
                    found: format!("it names {path:?}"),
                });
            }
            listed.push((entity, path.trim_start_matches("./").to_owned()));
        }
    }
    Ok(Some(listed))
}

/// Whether a path stays in the folder of the data package.
fn is_beside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    let is_plain = parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    is_plain && !path.contains("://") && !path.contains('\\') && !path.contains(':')
}
