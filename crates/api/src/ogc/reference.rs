//! Collections of what is public by nature.

use super::feature::Feature;
use super::fields;
use atlas::Atlas;
use atlas::areas::Area;
use disclosure::Published;
use disclosure::views::{
    FeederSchool, PublicAsset, PublicContext, PublicFeederPattern, PublicNeighborhood,
    PublicResponseRate, PublicSchool, PublicSite, PublicZone, SchoolLabel,
};
use model::analysis::Geography;
use model::feature::{FeatureCollection, Schema};
use model::place::{ContextFeature, Neighborhood};
use model::school::{AttendanceZone, Level};
use std::sync::Arc;

/// Features and what they look like, in the order of their ids.
fn collection(schema: Schema, make: impl FnOnce(&Schema) -> Vec<Feature>) -> FeatureCollection {
    let features = make(&schema).into_iter().map(Feature::into_inner).collect();
    FeatureCollection {
        schema: Arc::new(schema),
        features,
    }
}

pub(super) fn schools(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, school: Published<PublicSchool>| {
        Feature::new(schema, school.get().id.as_str(), &school).at(school.get().position)
    };
    let schools = atlas
        .records
        .schools
        .iter()
        .map(|school| PublicSchool::open(school));
    collection(fields::schools(), |schema| {
        schools.map(|school| feature(schema, school)).collect()
    })
}

pub(super) fn zones(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, zone: &AttendanceZone| {
        let surface = Arc::new(zone.surface.clone());
        Feature::new(schema, zone.id.as_str(), &PublicZone::open(zone)).over(Some(surface))
    };
    let zones = atlas.records.zones.iter();
    collection(fields::zones(), |schema| {
        zones.map(|zone| feature(schema, zone)).collect()
    })
}

pub(super) fn neighborhoods(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, of: &Neighborhood| {
        let surface = Arc::new(of.surface.clone());
        Feature::new(schema, of.id.as_str(), &PublicNeighborhood::open(of)).over(Some(surface))
    };
    let all = atlas.records.neighborhoods.iter();
    collection(fields::neighborhoods(), |schema| {
        all.map(|of| feature(schema, of)).collect()
    })
}

pub(super) fn feeder_patterns(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, area: &Area| {
        let label = SchoolLabel {
            id: &area.id,
            name: &area.name,
        };
        let pattern = PublicFeederPattern::open(label, pattern_schools(atlas, &area.id));
        Feature::new(schema, area.id.as_str(), &pattern).over(area.surface.clone().map(Arc::new))
    };
    let areas = atlas.layers.areas(&Geography::FeederPattern).iter();
    collection(fields::feeder_patterns(), |schema| {
        areas.map(|area| feature(schema, area)).collect()
    })
}

/// The schools that feed a high school, by level, then by id, and last the high school itself.
fn pattern_schools(atlas: &Atlas, high_school: &str) -> Vec<FeederSchool> {
    let table = &atlas.feeders;
    let label = |id| SchoolLabel {
        id,
        name: table.name(id),
    };
    let feeders = table.feeders_of(high_school).into_iter();
    let mut schools: Vec<_> = feeders
        .map(|one| FeederSchool::new(label(one.school), one.level, one.share, one.is_split))
        .collect();
    schools.push(FeederSchool::new(
        label(high_school),
        Level::High,
        None,
        false,
    ));
    schools
}

pub(super) fn sites(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, site: Published<PublicSite>| {
        Feature::new(schema, site.get().id.as_str(), &site).at(site.get().position)
    };
    let sites = atlas.sites().filter_map(PublicSite::open);
    collection(fields::sites(), |schema| {
        sites.map(|site| feature(schema, site)).collect()
    })
}

pub(super) fn assets(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, asset: Published<PublicAsset>| {
        Feature::new(schema, asset.get().id.as_str(), &asset).at(asset.get().position)
    };
    let assets = atlas
        .records
        .assets
        .iter()
        .filter_map(|asset| PublicAsset::open(asset));
    collection(fields::assets(), |schema| {
        assets.map(|asset| feature(schema, asset)).collect()
    })
}

pub(super) fn context(atlas: &Atlas) -> FeatureCollection {
    let feature = |schema: &Schema, of: &ContextFeature| {
        Feature::new(schema, of.id.as_str(), &PublicContext::open(of)).along(&of.shape)
    };
    let all = atlas.records.context.iter();
    collection(fields::context(), |schema| {
        all.map(|of| feature(schema, of)).collect()
    })
}

/// One feature a school and wave, at the school.
pub(super) fn response_rates(atlas: &Atlas) -> FeatureCollection {
    let waves = atlas.waves();
    let latest = waves.last();
    collection(fields::response_rates(&waves), |schema| {
        let mut features = Vec::new();
        for wave in &waves {
            let is_simulated = atlas.is_simulated(wave);
            let counts = atlas.responses_by_school(wave);
            for school in &atlas.records.schools {
                let n_responses = counts.get(&school.id).copied().unwrap_or(0);
                let rate = PublicResponseRate::open(school, (wave, is_simulated), n_responses);
                let id = if latest == Some(wave) {
                    school.id.to_string()
                } else {
                    format!("{}@{}", school.id.as_str(), wave.as_str())
                };
                features.push(Feature::new(schema, id, &rate).at(school.position));
            }
        }
        features
    })
}
