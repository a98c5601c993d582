//! Partners and potential partners around an area.

use crate::Atlas;
use crate::areas::Area;
use crate::sites::SiteDetail;
use model::LonLat;
use model::analysis::Geography;
use model::ids::CategoryId;
use model::place::Asset;
use spatial::distance::geodesic_m;

/// Something near an area, with its distance in metres from a point inside it.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a, T> {
    /// What is near.
    pub item: &'a T,
    /// Metres in a straight line.
    pub distance_m: f64,
    /// Where it stands.
    pub position: LonLat,
}

impl Atlas {
    /// A point that stands for an area: inside its surface, or the school itself.
    pub fn middle_of(&self, geography: &Geography, area: &Area) -> Option<LonLat> {
        if *geography == Geography::School {
            return self
                .records
                .schools
                .iter()
                .find(|school| school.id.as_str() == area.id)?
                .position;
        }
        spatial::areas::inner_point(area.surface.as_ref()?)
    }

    /// The sites nearest to `from` that offer `category` (any when nothing), nearest first, then by id.
    ///
    /// Confidential places are left out: distances from several points would give them away.
    pub fn partners_near(
        &self,
        from: LonLat,
        category: Option<&CategoryId>,
    ) -> Vec<Near<'_, SiteDetail>> {
        let offers = |detail: &&SiteDetail| {
            category.is_none_or(|category| detail.site.categories.contains(category))
        };
        let open = self
            .sites
            .iter()
            .filter(|detail| !detail.is_confidential)
            .filter(offers);
        nearest_first(from, open, |detail| detail.site.travel_position())
    }

    /// The assets nearest to `from`, nearest first, then by id; confidential ones are left out.
    pub fn potential_partners_near(&self, from: LonLat) -> Vec<Near<'_, Asset>> {
        let open = self
            .records
            .assets
            .iter()
            .filter(|asset| !asset.is_confidential);
        nearest_first(from, open, |asset| asset.position)
    }
}

fn nearest_first<'a, T>(
    from: LonLat,
    items: impl Iterator<Item = &'a T>,
    position: impl Fn(&T) -> Option<LonLat>,
) -> Vec<Near<'a, T>> {
    let mut near: Vec<_> = items
        .filter_map(|item| {
            let position = position(item)?;
            Some(Near {
                item,
                distance_m: geodesic_m(from, position),
                position,
            })
        })
        .collect();
    // The sort is stable, so that equal distances stay in the order of ids.
    near.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
    near
}
