//! Collections of what is public by nature.

use super::feature::Feature;
use super::query::Query;
use atlas::Atlas;
use disclosure::Published;
use disclosure::views::{
    FeederSchool, PublicAsset, PublicContext, PublicFeederPattern, PublicNeighborhood,
    PublicSchool, PublicSite, PublicZone, SchoolLabel,
};
use model::analysis::{GapCategory, Geography};
use model::school::Level;

pub(super) fn schools(atlas: &Atlas) -> Vec<Feature> {
    let schools = atlas
        .records
        .schools
        .iter()
        .map(|school| PublicSchool::open(school));
    schools
        .map(|school| Feature::new(school.get().id.as_str(), &school).at(school.get().position))
        .collect()
}

pub(super) fn zones(atlas: &Atlas, level: Option<Level>) -> Vec<Feature> {
    let zones = atlas
        .records
        .zones
        .iter()
        .filter(|zone| level.is_none_or(|level| zone.level == level));
    zones
        .map(|zone| {
            Feature::new(zone.id.as_str(), &PublicZone::open(zone)).over(Some(&zone.surface))
        })
        .collect()
}

pub(super) fn neighborhoods(atlas: &Atlas) -> Vec<Feature> {
    let neighborhoods = atlas.records.neighborhoods.iter();
    neighborhoods
        .map(|n| Feature::new(n.id.as_str(), &PublicNeighborhood::open(n)).over(Some(&n.surface)))
        .collect()
}

pub(super) fn feeder_patterns(atlas: &Atlas) -> Vec<Feature> {
    let patterns = atlas.layers.areas(&Geography::FeederPattern).iter();
    patterns
        .map(|area| {
            let label = SchoolLabel {
                id: &area.id,
                name: &area.name,
            };
            let pattern = PublicFeederPattern::open(label, pattern_schools(atlas, &area.id));
            Feature::new(area.id.as_str(), &pattern).over(area.surface.as_ref())
        })
        .collect()
}

/// The schools that feed a high school, by level, then in the order of the table, and last the high school itself.
fn pattern_schools(atlas: &Atlas, high_school: &str) -> Vec<FeederSchool> {
    let table = &atlas.feeders;
    let label = |id| SchoolLabel {
        id,
        name: table.name(id),
    };
    let mut schools: Vec<_> = table
        .pairs
        .iter()
        .filter(|pair| pair.to == high_school)
        .filter_map(|pair| {
            Some(FeederSchool::new(
                label(&pair.from),
                pair.from_level?,
                pair.share,
                table.is_split(pair),
            ))
        })
        .collect();
    schools.sort_by_key(|school| school.level);
    schools.push(FeederSchool::new(
        label(high_school),
        Level::High,
        None,
        false,
    ));
    schools
}

pub(super) fn sites(atlas: &Atlas, query: &Query) -> Vec<Feature> {
    let wanted = |site: &Published<PublicSite>| match &query.category {
        Some(GapCategory::One(category)) => site.get().categories.contains(category),
        _ => true,
    };
    let sites = atlas.sites().filter_map(PublicSite::open).filter(wanted);
    sites
        .map(|site| Feature::new(site.get().id.as_str(), &site).at(site.get().position))
        .collect()
}

pub(super) fn assets(atlas: &Atlas) -> Vec<Feature> {
    let assets = atlas
        .records
        .assets
        .iter()
        .filter_map(|asset| PublicAsset::open(asset));
    assets
        .map(|asset| Feature::new(asset.get().id.as_str(), &asset).at(asset.get().position))
        .collect()
}

pub(super) fn context(atlas: &Atlas) -> Vec<Feature> {
    let context = atlas.records.context.iter();
    context
        .map(|feature| {
            Feature::new(feature.id.as_str(), &PublicContext::open(feature)).along(&feature.shape)
        })
        .collect()
}
