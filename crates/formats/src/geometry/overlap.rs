//! Zones of one level against each other: where they overlap, and what they leave between them.

use crate::geometry::repair::{area_m2, to_geo};
use crate::report::{Finding, Report, Severity};
use geo::{BooleanOps, BoundingRect, GeodesicArea, MultiPolygon, Polygon, Rect, unary_union};
use model::school::{AttendanceZone, Level};

/// Overlaps below this are what rounding leaves along a shared border.
const OVERLAP_M2: f64 = 1.0;
/// A gap between zones below this is a sliver; a larger one may be a park or a river.
const SLIVER_M2: f64 = 10_000.0;

type Placed<'a> = (&'a AttendanceZone, MultiPolygon, Rect);

/// Notes each pair of zones of one level that overlap by a square metre or more, and how many slivers they leave. Nothing is changed.
pub(crate) fn note_fit(zones: &[&AttendanceZone], file: &str, report: &mut Report) {
    for level in Level::ALL {
        let mut shapes: Vec<Placed> = of_level(zones, level).collect();
        let whole = unary_union(shapes.iter().map(|(_, shape, _)| shape));
        let sum_m2: f64 = shapes.iter().map(|(_, shape, _)| area_m2(shape)).sum();
        // Zones that fit are as large together as each alone; only others are compared pair by pair.
        if sum_m2 - area_m2(&whole) >= OVERLAP_M2 {
            shapes.sort_by(|a, b| a.2.min().x.total_cmp(&b.2.min().x));
            note_overlaps(&shapes, file, report);
        }
        note_gaps(level, &whole, file, report);
    }
}

fn of_level<'a>(zones: &[&'a AttendanceZone], level: Level) -> impl Iterator<Item = Placed<'a>> {
    let zones = zones.iter().copied().filter(move |z| z.level == level);
    zones.filter_map(|zone| {
        let shape = to_geo(zone.surface.polygons());
        let bounds = shape.bounding_rect()?;
        Some((zone, shape, bounds))
    })
}

/// `shapes` in the order of their western borders.
fn note_overlaps(shapes: &[Placed], file: &str, report: &mut Report) {
    for (place, (zone, shape, bounds)) in shapes.iter().enumerate() {
        let later = shapes[place + 1..].iter();
        let touching = later.take_while(|other| other.2.min().x <= bounds.max().x);
        for (other, other_shape, other_bounds) in touching {
            let is_apart =
                other_bounds.min().y > bounds.max().y || other_bounds.max().y < bounds.min().y;
            if is_apart {
                continue;
            }
            let common_m2 = area_m2(&shape.intersection(other_shape));
            if common_m2 >= OVERLAP_M2 {
                report.add(overlap(zone, other, common_m2, file));
            }
        }
    }
}

fn note_gaps(level: Level, whole: &MultiPolygon, file: &str, report: &mut Report) {
    let holes = whole.iter().flat_map(|polygon| polygon.interiors());
    let areas_m2: Vec<f64> = holes
        .map(|hole| {
            Polygon::new(hole.clone(), Vec::new())
                .geodesic_area_signed()
                .abs()
        })
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

fn overlap(zone: &AttendanceZone, other: &AttendanceZone, common_m2: f64, file: &str) -> Finding {
    let (first, second) = match zone.id <= other.id {
        true => (zone, other),
        false => (other, zone),
    };
    let expected = format!(
        "the {} zones {} ({}) and {} ({}) overlap by {common_m2:.0} m2; they were left as they are",
        zone.level.as_str(),
        first.id,
        first.name,
        second.id,
        second.name,
    );
    Finding::new(Severity::Noted, "zones-overlap", file, &expected)
}
