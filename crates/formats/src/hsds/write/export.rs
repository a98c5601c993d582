//! JSON as one list, and as one object a line.

use super::nested::{Detail, Nested, Services};
use model::hsds::Directory;
use std::io::{self, Write};

/// Writes a list: the services with everything that belongs to them, then the organizations that offer none, then the locations where nothing is
/// offered.
///
/// # Errors
/// When `out` does not take the bytes.
pub fn write_json(directory: &Directory, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut is_first = true;
    for_each(directory, |text| {
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        is_first = false;
        out.write_all(text.as_bytes())
    })?;
    out.write_all(b"\n]\n")
}

/// Writes the items of [`write_json`], one a line.
///
/// # Errors
/// When `out` does not take the bytes.
pub fn write_ndjson(directory: &Directory, mut out: impl Write) -> io::Result<()> {
    for_each(directory, |text| {
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")
    })
}

fn for_each(
    directory: &Directory,
    mut write: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let nested = Nested::new(directory);
    let mut text = String::new();
    for service in 0..nested.n_services() {
        text.clear();
        nested.service(service, Detail::Full, &mut text);
        write(&text)?;
    }
    let (organizations, locations) = nested.alone();
    for organization in organizations {
        text.clear();
        nested.organization(organization, Detail::Full, Services::No, &mut text);
        write(&text)?;
    }
    for location in locations {
        text.clear();
        nested.location(location, &mut text);
        write(&text)?;
    }
    Ok(())
}
