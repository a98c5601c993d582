//! Partners and potential partners around an area.

use crate::Atlas;
use crate::areas::Area;
use disclosure::views::SiteParts;
use model::LonLat;
use model::analysis::Geography;
use model::directory::LocationType;
use model::ids::CategoryId;
use model::place::Asset;
use spatial::distance::geodesic_m;

/// Something near an area, with its distance in metres from a point inside it.
#[derive(Debug, Clone, Copy)]
pub struct Near<T> {
    /// What is near.
    pub item: T,
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
    ) -> Vec<Near<SiteParts<'_>>> {
        let offers = |parts: &SiteParts| {
            category.is_none_or(|category| parts.service.categories.contains(category))
        };
        let is_open = |parts: &SiteParts| {
            !parts.location.is_confidential && parts.location.location_type != LocationType::Virtual
        };
        nearest_first(from, self.sites().filter(is_open).filter(offers), |parts| {
            parts.location.position
        })
    }

    /// The assets nearest to `from`, nearest first, then by id; confidential ones are left out.
    pub fn potential_partners_near(&self, from: LonLat) -> Vec<Near<&Asset>> {
        let open = self
            .records
            .assets
            .iter()
            .map(|asset| &**asset)
            .filter(|asset| !asset.is_confidential);
        nearest_first(from, open, |asset| asset.position)
    }
}

fn nearest_first<T>(
    from: LonLat,
    items: impl Iterator<Item = T>,
    position: impl Fn(&T) -> Option<LonLat>,
) -> Vec<Near<T>> {
    let mut near: Vec<_> = items
        .filter_map(|item| {
            let position = position(&item)?;
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
