//! Zones of one level against each other: where they overlap, and what they leave between them.

use crate::geometry::repair::to_geo;
use crate::report::{Finding, Report, Severity};
use geo::{BooleanOps, BoundingRect, GeodesicArea, MultiPolygon, Polygon, Rect, unary_union};
use model::school::{AttendanceZone, Level};

/// Overlaps below this are what rounding leaves along a shared border.
const OVERLAP_M2: f64 = 1.0;
/// A gap between zones below this is a sliver; a larger one may be a park or a river.
const SLIVER_M2: f64 = 10_000.0;

/// Notes each pair of zones of one level that overlap by a square metre or more, with the area.
pub(crate) fn note_overlaps(zones: &[&AttendanceZone], file: &str, report: &mut Report) {
    for level in Level::ALL {
        let mut shapes: Vec<_> = of_level(zones, level).collect();
        shapes.sort_by(|a, b| a.2.min().x.total_cmp(&b.2.min().x));
        for (place, (zone, shape, bounds)) in shapes.iter().enumerate() {
            let later = shapes[place + 1..].iter();
            let touching = later.take_while(|other| other.2.min().x <= bounds.max().x);
            for (other, other_shape, other_bounds) in touching {
                let is_apart =
                    other_bounds.min().y > bounds.max().y || other_bounds.max().y < bounds.min().y;
                if is_apart {
                    continue;
                }
                let area_m2 = shape.intersection(other_shape).geodesic_area_unsigned();
                if area_m2 >= OVERLAP_M2 {
                    report.add(overlap(zone, other, area_m2, file));
                }
            }
        }
    }
}

/// Notes how many slivers the zones of each level leave between them.
pub(crate) fn note_gaps(zones: &[&AttendanceZone], file: &str, report: &mut Report) {
    for level in Level::ALL {
        let shapes: Vec<MultiPolygon> = of_level(zones, level).map(|(_, shape, _)| shape).collect();
        let whole = unary_union(&shapes);
        let holes = whole.iter().flat_map(|polygon| polygon.interiors());
        let areas_m2: Vec<f64> = holes
            .map(|hole| Polygon::new(hole.clone(), Vec::new()).geodesic_area_unsigned())
            .filter(|area_m2| *area_m2 < SLIVER_M2)
            .collect();
        if !areas_m2.is_empty() {
            let expected = format!(
                "the {} zones leave {} slivers between them, {:.0} m2 in all; they were left as they are",
                level.as_str(),
                areas_m2.len(),
                areas_m2.iter().sum::<f64>()
            );
            report.add(Finding::new(Severity::Noted, "slivers", file, &expected));
        }
    }
}

fn of_level<'a>(
    zones: &[&'a AttendanceZone],
    level: Level,
) -> impl Iterator<Item = (&'a AttendanceZone, MultiPolygon, Rect)> {
    let zones = zones.iter().copied().filter(move |z| z.level == level);
    zones.filter_map(|zone| {
        let shape = to_geo(zone.surface.polygons());
        let bounds = shape.bounding_rect()?;
        Some((zone, shape, bounds))
    })
}

fn overlap(zone: &AttendanceZone, other: &AttendanceZone, area_m2: f64, file: &str) -> Finding {
    let (first, second) = match zone.id <= other.id {
        true => (zone, other),
        false => (other, zone),
    };
    let expected = format!(
        "the {} zones {} ({}) and {} ({}) overlap by {area_m2:.0} m2; they were left as they are",
        zone.level.as_str(),
        first.id,
        first.name,
        second.id,
        second.name,
    );
    Finding::new(Severity::Noted, "zones-overlap", file, &expected)
}
