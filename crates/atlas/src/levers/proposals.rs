//! The changes worth trying.

use super::{Lever, LeverKind, Settings, median};
use crate::Atlas;
use crate::wave::WaveState;
use disclosure::views::SiteParts;
use model::LonLat;
use model::analysis::{Reading, Site};
use model::hours::WeekHours;
use model::ids::{CategoryId, SiteId, Wave};
use model::language::Language;
use model::units::Micro;
use spatial::distance::EarthPoint;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Hours of a day that a new site opens, on so many days, in so many languages.
const NEW_SITE_SLOTS: usize = 6;
const NEW_SITE_DAYS: usize = 5;
const NEW_SITE_LANGUAGES: usize = 2;
/// Half hours of a day.
const DAY_SLOTS: usize = 48;
/// Metres in a degree of latitude, near enough for a grid.
const METRES_IN_DEGREE: f64 = 111_320.0;

impl Atlas {
    /// Every change worth trying for a category: at its sites, by potential partners, at schools and grid points.
    pub(super) fn proposals(
        &self,
        wave: &Wave,
        category: &CategoryId,
        settings: &Settings,
    ) -> Vec<Lever> {
        let Some(state) = self.gaps.wave(wave) else {
            return Vec::new();
        };
        let asked = asked_languages(state, category);
        let mut levers = Vec::new();
        for &number in self.supply.of_category(category) {
            let parts = self.site(number as usize);
            let site = &self.supply.sites()[number as usize];
            levers.extend(at_site(site, parts, &asked, settings));
        }
        let new_site = NewSite {
            state,
            category,
            places: self.usual_places(category),
            atlas: self,
        };
        levers.extend(self.new_sites(&new_site, settings));
        levers
    }

    /// The median of the places that sites of a category state.
    fn usual_places(&self, category: &CategoryId) -> Option<Micro> {
        let sites = self.supply.of_category(category).iter();
        median(
            sites
                .filter_map(|site| self.supply.sites()[*site as usize].capacity)
                .collect(),
        )
    }

    fn new_sites(&self, new_site: &NewSite<'_>, settings: &Settings) -> Vec<Lever> {
        let assets = self.records.assets.iter().filter_map(|asset| {
            let at = (asset.id.as_str(), asset.name.as_str(), asset.position?);
            let mut lever = new_site.at(LeverKind::PotentialPartner, at)?;
            lever.is_confidential = asset.is_confidential;
            Some(lever)
        });
        let schools = self.records.schools.iter().filter_map(|school| {
            let at = (school.id.as_str(), school.name.as_str(), school.position?);
            new_site.at(LeverKind::NewSiteAtSchool, at)
        });
        let points = settings
            .grid_m
            .map_or_else(Vec::new, |grid_m| self.grid(grid_m));
        let points = points.into_iter().filter_map(|point| {
            let id = format!("{:.4},{:.4}", point.lon(), point.lat());
            new_site.at(LeverKind::NewSiteAtPoint, (&id, "", point))
        });
        assets.chain(schools).chain(points).collect()
    }

    /// Points `grid_m` metres apart that lie in a neighborhood or an attendance zone, from the south west.
    fn grid(&self, grid_m: f64) -> Vec<LonLat> {
        let Some([west, south, east, north]) = self.bounds() else {
            return Vec::new();
        };
        let middle = ((south + north) / 2.0).to_radians();
        let (step_lat, step_lon) = (
            grid_m / METRES_IN_DEGREE,
            grid_m / METRES_IN_DEGREE / middle.cos().max(0.01),
        );
        let along = |from: f64, to: f64, step: f64| {
            let n_steps = ((to - from) / step).floor().max(0.0) as u32;
            (0..=n_steps).map(move |n| from + (f64::from(n) + 0.5) * step)
        };
        let east = if west > east { east + 360.0 } else { east };
        let points = along(south, north, step_lat)
            .flat_map(|lat| along(west, east, step_lon).map(move |lon| (lon, lat)));
        let on_this_side = |lon: f64| if lon > 180.0 { lon - 360.0 } else { lon };
        let points = points.filter_map(|(lon, lat)| LonLat::try_new(on_this_side(lon), lat).ok());
        points.filter(|point| self.layers.hold(*point)).collect()
    }
}

/// What one existing site could change: what it states can be bettered, what is not known cannot.
fn at_site(
    site: &Arc<Site>,
    parts: SiteParts<'_>,
    asked: &BTreeSet<Language>,
    settings: &Settings,
) -> Vec<Lever> {
    let lever = |kind: LeverKind, change: &dyn Fn(&mut Site)| {
        let mut changed = Site::clone(site);
        change(&mut changed);
        Lever {
            kind,
            id: site.id.to_string(),
            name: parts
                .location
                .name
                .clone()
                .unwrap_or_else(|| parts.service.name.clone()),
            site: Arc::new(changed),
            is_confidential: parts.location.is_confidential,
        }
    };
    let mut levers = Vec::new();
    if let Some(hours) = &site.hours {
        let steps = (1..).map(|n| n * settings.hours_step_min);
        for minutes in steps.take_while(|minutes| *minutes <= settings.hours_most_min) {
            let longer = Arc::new(hours.longer_by(minutes));
            levers.push(lever(LeverKind::LongerHours(minutes), &|site| {
                site.hours = Some(Arc::clone(&longer));
            }));
        }
    }
    if !site.languages.is_empty() && !site.has_interpreter {
        for language in asked.difference(&site.languages) {
            levers.push(lever(LeverKind::Language(language.clone()), &|site| {
                Arc::make_mut(&mut site.languages).insert(language.clone());
            }));
        }
    }
    if let Some(places) = site.capacity {
        let steps = (1..).map(|n| n * settings.places_step);
        for more in steps.take_while(|more| *more <= settings.places_most) {
            levers.push(lever(LeverKind::MorePlaces(more), &|site| {
                site.capacity = Some(places + Micro::from_whole(more));
            }));
        }
    }
    if site.cost.is_some_and(|cost| cost > Micro::ZERO) {
        levers.push(lever(LeverKind::NoPrice, &|site| {
            site.cost = Some(Micro::ZERO)
        }));
    }
    levers
}

/// The languages of families whose need of the category is not met.
fn asked_languages(state: &WaveState, category: &CategoryId) -> BTreeSet<Language> {
    let needs = state.list.needs.iter().zip(state.lenient.unserved());
    let unmet = needs.filter(|(placed, unserved)| {
        **unserved > Micro::ZERO && placed.need.category.as_deref() == Some(category)
    });
    unmet
        .flat_map(|(placed, _)| placed.need.languages.iter().cloned())
        .collect()
}

/// How a new site of a category would be: as families around it ask for most.
struct NewSite<'a> {
    atlas: &'a Atlas,
    state: &'a WaveState,
    category: &'a CategoryId,
    places: Option<Micro>,
}

impl NewSite<'_> {
    /// A new site at a place; nothing when no family that asks for the category has it within its limit.
    fn at(&self, kind: LeverKind, (id, name, position): (&str, &str, LonLat)) -> Option<Lever> {
        let setting = self
            .state
            .list
            .setting(&self.atlas.supply, Reading::Lenient);
        let around = setting.needs_reaching(self.category, &EarthPoint::new(position));
        if around.is_empty() {
            return None;
        }
        let site = Site {
            id: SiteId::try_from(format!("lever/{}/{id}", kind.as_str())).ok()?,
            organization_id: None,
            position: Some(position),
            is_virtual: false,
            categories: Arc::new(BTreeSet::from([self.category.clone()])),
            languages: Arc::new(self.languages(&around)),
            has_interpreter: false,
            hours: self.hours(&around).map(Arc::new),
            min_age: None,
            max_age: None,
            service_area: None,
            cost: Some(Micro::ZERO),
            capacity: self.places,
            accessibility: Arc::default(),
        };
        Some(Lever {
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            site: Arc::new(site),
            is_confidential: false,
        })
    }

    /// The languages asked for by most families, the first of equal ones by code.
    fn languages(&self, needs: &[u32]) -> BTreeSet<Language> {
        let mut asked: BTreeMap<&Language, Micro> = BTreeMap::new();
        for need in self.needs(needs) {
            for language in need.languages.iter() {
                *asked.entry(language).or_default() += need.weight;
            }
        }
        let mut asked: Vec<_> = asked.into_iter().collect();
        asked.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        let most = asked.into_iter().take(NEW_SITE_LANGUAGES);
        most.map(|(language, _)| language.clone()).collect()
    }

    /// Three hours on the five days on which they are asked for by most families and longest, the earliest of equal ones; unknown when nobody says.
    fn hours(&self, needs: &[u32]) -> Option<WeekHours> {
        let mut asked = [[0u64; DAY_SLOTS]; 7];
        for need in self.needs(needs) {
            for (start, end) in need.times.iter().flat_map(|times| times.stretches()) {
                for slot in start / 30..end.div_ceil(30) {
                    let (day, slot) = (slot as usize / DAY_SLOTS % 7, slot as usize % DAY_SLOTS);
                    asked[day][slot] += need.weight.millionths();
                }
            }
        }
        let of_days = |first: usize| {
            let sum = |day: usize| {
                asked[day][first..first + NEW_SITE_SLOTS]
                    .iter()
                    .sum::<u64>()
            };
            let mut days: Vec<_> = (0..7)
                .map(|day| (std::cmp::Reverse(sum(day)), day))
                .collect();
            days.sort_unstable();
            days.truncate(NEW_SITE_DAYS);
            days
        };
        let total = |first: &usize| of_days(*first).iter().map(|(sum, _)| sum.0).sum::<u64>();
        let first = (0..=DAY_SLOTS - NEW_SITE_SLOTS).rev().max_by_key(total)?;
        let days = of_days(first).into_iter().filter(|(sum, _)| sum.0 > 0);
        let minute = |slot: usize| slot as u32 * 30;
        let entry =
            |(_, day): (_, usize)| (day as u32, minute(first), minute(first + NEW_SITE_SLOTS));
        let entries: Vec<_> = days.map(entry).collect();
        WeekHours::from_entries(&entries).ok().flatten()
    }

    fn needs<'b>(&'b self, numbers: &'b [u32]) -> impl Iterator<Item = &'b model::analysis::Need> {
        numbers
            .iter()
            .map(|number| &self.state.list.needs[*number as usize].need)
    }
}
