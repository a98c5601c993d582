//! What hangs on the objects: telephones, areas, attributes, changes; and words and days.

use super::describe::{Day, Id, Moment, PlaceWord, StatusWord};
use super::objects::{Attribute, Language, Metadata, Phone, ServiceArea, TaxonomyTerm, Unit};
use super::{NEED_CATEGORY, ids, taxonomy};
use crate::directory::{LocationType, ServiceStatus};
use crate::geometry::Surface;
use crate::record::Origin;
use std::fmt::Write as _;

pub(super) fn said_language(language: &crate::language::Language, key: &[&str]) -> Language {
    let key = [key, &[language.as_str()]].concat();
    Language {
        id: ids::derived(&key),
        service_id: None,
        location_id: None,
        service_at_location_id: None,
        name: language.english_name().map(str::to_owned),
        code: Some(language.as_str().to_owned()),
    }
}

pub(super) fn places() -> Unit {
    Unit {
        id: ids::derived(&["unit", "places"]),
        name: "places".to_owned(),
    }
}

pub(super) fn phone(number: &str, service_id: &Id) -> Phone {
    Phone {
        id: ids::derived(&["phone", service_id.as_str()]),
        service_id: Some(service_id.clone()),
        number: number.to_owned(),
    }
}

pub(super) fn service_area(surface: &Surface, service_id: &Id) -> ServiceArea {
    ServiceArea {
        id: ids::derived(&["service-area", service_id.as_str()]),
        service_id: Some(service_id.clone()),
        extent: Some(multi_polygon(surface)),
        extent_type: Some("geojson".to_owned()),
    }
}

/// A surface as the text of a GeoJSON geometry; numbers are written so that they read as the same numbers again.
pub(super) fn multi_polygon(surface: &Surface) -> String {
    let mut text = String::from(r#"{"type":"MultiPolygon","coordinates":["#);
    for (nth_polygon, polygon) in surface.polygons().iter().enumerate() {
        text.push_str(if nth_polygon == 0 { "[" } else { ",[" });
        for (nth_ring, ring) in polygon.iter().enumerate() {
            text.push_str(if nth_ring == 0 { "[" } else { ",[" });
            for (nth, [lon, lat]) in ring.iter().enumerate() {
                let comma = if nth == 0 { "" } else { "," };
                let _ = write!(text, "{comma}[{lon},{lat}]");
            }
            text.push(']');
        }
        text.push(']');
    }
    text.push_str("]}");
    text
}

pub(super) fn attributes(category: &crate::ids::CategoryId, service_id: &Id) -> Vec<Attribute> {
    let terms = taxonomy::terms_of(category).into_iter();
    let attribute = |(term, is_own): (TaxonomyTerm, bool)| Attribute {
        id: ids::derived(&["attribute", service_id.as_str(), term.id.as_str()]),
        link_id: Some(service_id.clone()),
        taxonomy_term_id: Some(term.id.clone()),
        link_type: Some(NEED_CATEGORY.to_owned()),
        link_entity: Some("service".to_owned()),
        label: (!is_own).then(|| "The nearest term of Open Eligibility".to_owned()),
        taxonomy_term: Some(Box::new(term)),
    };
    terms.map(attribute).collect()
}

pub(super) fn metadata(origin: &Origin, id: &Id, entity: &str) -> Metadata {
    let now = moment(&origin.changed_at);
    let (last_action_type, field_name, previous, replacement) = match &origin.changed_before {
        None => ("create", "id", String::new(), id.as_str().to_owned()),
        Some(before) => (
            "update",
            "last_modified",
            moment(before).as_str().to_owned(),
            now.as_str().to_owned(),
        ),
    };
    Metadata {
        id: ids::derived(&["metadata", entity, id.as_str()]),
        resource_id: Some(id.clone()),
        resource_type: Some(entity.to_owned()),
        last_action_date: Day::new(now.as_str().get(..10).unwrap_or_default()),
        last_action_type: last_action_type.to_owned(),
        field_name: field_name.to_owned(),
        previous_value: previous,
        replacement_value: replacement,
        updated_by: origin.source.to_string(),
    }
}

/// Whether a text is a day of the calendar.
pub(super) fn is_day(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = text.get(range)?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
        return false;
    };
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let n_days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let dashes = (text.as_bytes()[4], text.as_bytes()[7]);
    text.len() == 10 && dashes == (b'-', b'-') && year > 0 && (1..=n_days).contains(&day)
}

/// An RFC 3339 moment without fractions of a second.
pub(super) fn moment(text: &str) -> Moment {
    let Some((whole, fraction)) = text.split_once('.') else {
        return Moment::new(text);
    };
    let offset = fraction
        .find(|c: char| !c.is_ascii_digit())
        .map_or("", |place| &fraction[place..]);
    Moment::new(format!("{whole}{offset}"))
}

pub(super) fn status(status: ServiceStatus) -> StatusWord {
    StatusWord(match status {
        ServiceStatus::Active => "active",
        ServiceStatus::Inactive => "inactive",
        ServiceStatus::Defunct => "defunct",
        ServiceStatus::TemporarilyClosed => "temporarily closed",
    })
}

pub(super) fn place_word(kind: LocationType) -> PlaceWord {
    PlaceWord(match kind {
        LocationType::Physical => "physical",
        LocationType::Postal => "postal",
        LocationType::Virtual => "virtual",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for day in ["2026-03-31", "2024-02-29", "2000-02-29"] {
            assert!(is_day(day), "{day}");
        }
        for day in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-00-10",
            "2026/03/31",
            "2026-03-31T",
            "",
        ] {
            assert!(!is_day(day), "{day}");
        }
    }

    #[test]
    fn moments_lose_their_fractions_and_nothing_else() {
        assert_eq!(
            moment("2026-09-01T08:00:00.123Z").as_str(),
            "2026-09-01T08:00:00Z"
        );
        assert_eq!(
            moment("2026-09-01T08:00:00.1-05:00").as_str(),
            "2026-09-01T08:00:00-05:00"
        );
        assert_eq!(
            moment("2026-09-01T08:00:00Z").as_str(),
            "2026-09-01T08:00:00Z"
        );
    }
}
