//! From the projection that a `.prj` names to degrees of WGS 84.

use crate::ImportError;
use crate::report::{Finding, Report, Severity};
use crate::table::{Fault, Table};
use proj4rs::Proj;
use proj4rs::transform::transform;

/// Data that agree with WGS 84 to one or two metres, as `.prj` files write them (capitals, without spaces and signs).
const DATUMS: [&str; 7] = [
    "WGS1984",
    "WGS84",
    "WORLDGEODETICSYSTEM1984",
    "NORTHAMERICAN1983",
    "NORTHAMERICANDATUM1983",
    "NAD83",
    "GRS1980",
];

/// Codes of systems whose numbers are taken as degrees of WGS 84; NAD83 (4269) differs from it by one to two metres.
const DEGREES: [i32; 4] = [4326, 4269, 4979, 84];
/// Codes of Web Mercator, and what a `.prj` calls it.
const WEB_MERCATOR: [i32; 4] = [3857, 900_913, 102_100, 102_113];
const WEB_MERCATOR_WKT: &str = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;

/// What a file says of its system.
pub(crate) struct System<'a> {
    /// Its code, of EPSG or as others write it; 0 when there is none.
    pub(crate) code: i32,
    /// Its description as a `.prj` has it; may be empty.
    pub(crate) wkt: &'a str,
    /// Where the file would have it, for the note that it is missing.
    pub(crate) place: &'a str,
}

/// Turns every position of the table into longitude and latitude: by the system's code, else by its description.
pub(crate) fn settle(
    table: &mut Table,
    system: &System,
    report: &mut Report,
) -> Result<(), ImportError> {
    let (code, wkt) = (system.code, system.wkt.trim());
    if DEGREES.contains(&code) {
        return Ok(());
    }
    if WEB_MERCATOR.contains(&code) {
        return to_degrees(table, Some(WEB_MERCATOR_WKT), report);
    }
    if wkt.is_empty() && code == 0 {
        let expected = format!(
            "a coordinate system in {}; without it the numbers were taken for degrees of WGS 84",
            system.place
        );
        let finding = Finding::new(Severity::Noted, "no-projection", &table.file, &expected);
        report.add(finding);
        return Ok(());
    }
    if wkt.is_empty() {
        return Err(ImportError::ForeignCrs {
            file: table.path.clone(),
            crs: format!("EPSG:{code}"),
        });
    }
    to_degrees(table, Some(wkt), report)
}

/// Turns every position of the table into longitude and latitude.
pub(crate) fn to_degrees(
    table: &mut Table,
    prj: Option<&str>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let Some(wkt) = prj.map(str::trim).filter(|wkt| !wkt.is_empty()) else {
        let expected =
            "a .prj beside the .shp; without it the numbers were taken for degrees of WGS 84";
        report.add(Finding::new(
            Severity::Noted,
            "no-projection",
            &table.file,
            expected,
        ));
        return Ok(());
    };
    let name = quoted(wkt, 0)
        .unwrap_or("a system without a name")
        .to_owned();
    let foreign = || ImportError::ForeignCrs {
        file: table.path.clone(),
        crs: name.clone(),
    };
    if !is_known_datum(wkt) {
        return Err(foreign());
    }
    let upper = wkt.to_ascii_uppercase();
    if upper.starts_with("GEOG") {
        return Ok(());
    }
    let wkt = if is_web_mercator(&upper) {
        WEB_MERCATOR_WKT
    } else {
        wkt
    };
    let from = projection(wkt).ok_or_else(foreign)?;
    let to =
        Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").map_err(|_| foreign())?;
    for row in &mut table.rows {
        let mut is_outside = false;
        if let Some(geometry) = &mut row.geometry {
            geometry.for_each_mut(|position| {
                let mut point = (position[0], position[1], 0.0);
                is_outside |= transform(&from, &to, &mut point).is_err();
                *position = [point.0.to_degrees(), point.1.to_degrees()];
            });
        }
        if is_outside {
            let expected = format!("positions that {name} can hold");
            row.faults.push(Fault::new("bad-geometry", expected));
        }
    }
    let expected = format!("degrees of WGS 84; positions were converted from {name}");
    report.add(Finding::new(
        Severity::Noted,
        "projected",
        &table.file,
        &expected,
    ));
    Ok(())
}

/// Whether a description in capitals is GDAL's of Web Mercator. It names the Mercator projection of the ellipsoid, which lies some 20 km
/// off, and says only in an extension that a sphere is meant.
fn is_web_mercator(upper: &str) -> bool {
    [
        "PSEUDO-MERCATOR",
        "PSEUDO MERCATOR",
        "+A=6378137 +B=6378137",
    ]
    .iter()
    .any(|words| upper.contains(words))
}

fn projection(wkt: &str) -> Option<Proj> {
    let definition = proj4wkt::wkt_to_projstring(wkt).ok()?;
    Proj::from_proj_string(&definition).ok()
}

/// Whether the datum, or the ellipsoid of Web Mercator, is one that needs no shift.
fn is_known_datum(wkt: &str) -> bool {
    let upper = wkt.to_ascii_uppercase();
    let Some(at) = upper.find("DATUM[") else {
        return false;
    };
    let datum = quoted(&upper, at).unwrap_or_default();
    let plain: String = datum.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain
        .strip_prefix('D')
        .filter(|rest| DATUMS.contains(rest))
        .unwrap_or(&plain);
    DATUMS.contains(&plain)
        || plain.starts_with("NAD83")
        || plain.starts_with("WORLDGEODETICSYSTEM1984")
}

/// The first quoted text after a place.
fn quoted(text: &str, at: usize) -> Option<&str> {
    text[at..].split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Geometry;
    use crate::table::Row;

    const MARYLAND: &str = r#"PROJCS["NAD_1983_StatePlane_Maryland_FIPS_1900",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-77.0],PARAMETER["Standard_Parallel_1",38.3],PARAMETER["Standard_Parallel_2",39.45],PARAMETER["Latitude_Of_Origin",37.66666666666666],UNIT["Meter",1.0]]"#;
    const ILLINOIS_FEET: &str = r#"PROJCS["NAD_1983_StatePlane_Illinois_East_FIPS_1201_Feet",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",984250.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-88.33333333333333],PARAMETER["Scale_Factor",0.999975],PARAMETER["Latitude_Of_Origin",36.66666666666666],UNIT["Foot_US",0.3048006096012192]]"#;
    const UTM_NAD27: &str = r#"PROJCS["NAD_1927_UTM_Zone_18N",GEOGCS["GCS_North_American_1927",DATUM["D_North_American_1927",SPHEROID["Clarke_1866",6378206.4,294.9786982]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],UNIT["Meter",1.0]]"#;

    fn convert(wkt: &str, position: [f64; 2]) -> Result<[f64; 2], ImportError> {
        let row = Row {
            number: 1,
            cells: Default::default(),
            geometry: Some(Geometry::Points(vec![position])),
            faults: Vec::new(),
        };
        let mut table = Table {
            rows: vec![row],
            ..Table::default()
        };
        to_degrees(&mut table, Some(wkt), &mut Report::default())?;
        let geometry = table.rows[0].geometry.as_ref().unwrap();
        Ok(geometry.positions().next().unwrap())
    }

    #[test]
    fn projected_positions_become_degrees() {
        // The first and the last pair stand in rows of public data of two cities; the second follows from the formula of the projection.
        for (wkt, [x, y], [lon, lat]) in [
            (
                MARYLAND,
                [396_151.48, 138_827.7],
                [-77.044_377_25, 38.917_309_54],
            ),
            (
                WEB_MERCATOR_WKT,
                [-8576540.84, 4709833.79],
                [-77.044_377_25, 38.917_309_54],
            ),
            (
                ILLINOIS_FEET,
                [1_176_352.0, 1_900_927.0],
                [-87.627_876_698, 41.883_500_187],
            ),
        ] {
            let [x, y] = convert(wkt, [x, y]).unwrap();
            assert!(
                (x - lon).abs() < 2e-5 && (y - lat).abs() < 2e-5,
                "{x}, {y} is not {lon}, {lat}"
            );
        }
    }

    #[test]
    fn a_datum_that_would_need_a_shift_is_refused_by_name() {
        let refusal = convert(UTM_NAD27, [323_000.0, 4_309_000.0]).unwrap_err();
        assert!(
            refusal.to_string().contains("NAD_1927_UTM_Zone_18N"),
            "{refusal}"
        );
    }
}
