//! Neighborhoods, population areas, assets and the map's background.

use crate::geometry::Geometry;
use crate::import::cells::Cells;
use crate::import::context::Context;
use crate::table::Fault;
use model::LonLat;
use model::geometry::Shape;
use model::ids::{AssetId, ContextId, NeighborhoodId, PopulationAreaId};
use model::place::{Asset, ContextFeature, ContextKind, Neighborhood, PopulationArea};
use model::record::{Record, RecordKind};

pub(super) fn neighborhood(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::Neighborhood);
    let name = cells.required("name");
    let surface = context.area(cells, geometry);
    Some(Record::Neighborhood(Neighborhood {
        id: NeighborhoodId::try_from(id?).ok()?,
        name: name?,
        surface: surface?,
    }))
}

pub(super) fn population_area(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::PopulationArea);
    cells.required("children");
    let children = cells.whole("children");
    let surface = context.area(cells, geometry);
    Some(Record::PopulationArea(PopulationArea {
        id: PopulationAreaId::try_from(id?).ok()?,
        children: children?,
        surface: surface?,
    }))
}

pub(super) fn asset(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::Asset);
    let name = cells.required("name");
    let kind = cells.required("kind");
    let [address, url, phone] = ["address", "url", "phone"].map(|field| cells.text(field));
    let is_confidential = cells.flag("confidential");
    let position = context.position(cells, geometry);
    Some(Record::Asset(Asset {
        id: AssetId::try_from(id?).ok()?,
        name: name?,
        kind: kind?,
        address,
        url,
        phone,
        is_confidential,
        position,
    }))
}

pub(super) fn context_feature(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::Context);
    let kind = cells.required("kind");
    let kind = kind.and_then(|word| {
        let read = ContextKind::parse(&word.to_lowercase());
        cells.judged("kind", &word, read)
    });
    let name = cells.text("name");
    let shape = shape(cells, geometry, context);
    Some(Record::Context(ContextFeature {
        id: ContextId::try_from(id?).ok()?,
        kind: kind?,
        name,
        shape: shape?,
    }))
}

fn shape(cells: &mut Cells, geometry: Option<&Geometry>, context: &mut Context) -> Option<Shape> {
    let lines = match geometry? {
        Geometry::Polygons(polygons) => {
            let surface = context.surface(cells, polygons.clone());
            return surface.map(Shape::Surface);
        }
        Geometry::Points(_) => Vec::new(),
        Geometry::Lines(lines) => {
            let is_sound = |line: &&Vec<[f64; 2]>| {
                line.len() > 1 && line.iter().all(|&p| LonLat::try_from(p).is_ok())
            };
            lines.iter().filter(is_sound).cloned().collect()
        }
    };
    if lines.is_empty() {
        let fault = Fault::new(
            "bad-geometry",
            "a line of two or more positions, or a polygon",
        );
        cells.faults.push(fault);
        return None;
    }
    Some(Shape::Lines(lines))
}
