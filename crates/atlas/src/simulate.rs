//! Responses drawn for a district without a survey, so that the product can be tried on real geography.
//!
//! The answers are invented and every one of them says so ([`Response::is_simulated`]). Families are placed by child population where
//! counts exist, else evenly over the neighborhoods or zones. Needs and languages vary by neighborhood, and families who speak another
//! language than English answer less often. The same records, options and seed give the same responses.

use crate::Atlas;
use model::LonLat;
use model::geometry::Surface;
use model::hours::WeekHours;
use model::ids::{CategoryId, ResponseId, SchoolId, Wave};
use model::language::Language;
use model::school::{Level, School};
use model::survey::{Mode, Response};
use model::units::Micro;
use model::{BadValue, category};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use spatial::areas;
use std::collections::{BTreeMap, BTreeSet};

/// What to draw.
#[derive(Debug, Clone)]
pub struct Options {
    /// The wave that the responses belong to.
    pub wave: Wave,
    /// How many responses.
    pub n_responses: usize,
    /// The seed.
    pub seed: u64,
}

/// Languages of families and their share in the district as a whole; a neighborhood raises or lowers all but the first.
const LANGUAGES: [(&str, f64); 6] = [
    ("en", 0.72),
    ("es", 0.17),
    ("am", 0.04),
    ("zh", 0.03),
    ("fr", 0.02),
    ("vi", 0.02),
];
/// How often a family answers: when it speaks English, and when it does not.
const ANSWER_RATE: (f64, f64) = (0.32, 0.17);
/// Children enrolled for each family that answers once for all of them.
const CHILDREN_PER_FAMILY: f64 = 1.6;
/// The share of children at the school of their own zone.
const STAYS_IN_ZONE: f64 = 0.78;

/// Category, how often a family asks for it, and the ages of the child for which it can be asked.
const ASKED: [(&str, f64, std::ops::RangeInclusive<u32>); 18] = [
    ("food", 0.17, 3..=18),
    ("housing", 0.09, 3..=18),
    ("utilities", 0.08, 3..=18),
    ("clothing", 0.08, 3..=18),
    ("transport", 0.08, 3..=18),
    ("health-care", 0.08, 3..=18),
    ("dental-vision", 0.10, 3..=18),
    ("mental-health", 0.12, 5..=18),
    ("tutoring", 0.20, 6..=18),
    ("technology", 0.09, 5..=18),
    ("adult-learning", 0.08, 3..=18),
    ("child-care", 0.30, 3..=5),
    ("after-school", 0.28, 5..=13),
    ("summer", 0.16, 5..=15),
    ("arts-sports", 0.14, 5..=18),
    ("parent-support", 0.06, 3..=12),
    ("language-help", 0.30, 3..=18),
    ("legal-help", 0.06, 3..=18),
];

const TIMES: [&str; 6] = [
    "mon-fri 15:00-18:00",
    "mon-fri 17:30-20:00",
    "sat 09:00-14:00",
    "mon-fri 09:00-12:00",
    "tue 16:00-19:00;thu 16:00-19:00",
    "sat-sun 10:00-16:00",
];

/// Draws responses for the district of `atlas`.
///
/// # Returns
/// `options.n_responses` responses, by id.
///
/// # Errors
/// When the district has neither population areas with children, nor neighborhoods, nor attendance zones: there is nowhere to live.
pub fn responses(atlas: &Atlas, options: &Options) -> Result<Vec<Response>, BadValue> {
    let mut draw = Draw::new(atlas, options)?;
    let mut drawn = Vec::with_capacity(options.n_responses);
    while drawn.len() < options.n_responses {
        // Families who do not answer are drawn too and left out: that is what makes the answers uneven.
        if let Some(response) = draw.family(drawn.len()) {
            drawn.push(response);
        }
    }
    weigh(atlas, &mut drawn);
    Ok(drawn)
}

struct Draw<'a> {
    atlas: &'a Atlas,
    options: &'a Options,
    rng: ChaCha8Rng,
    homes: Vec<(&'a Surface, f64)>,
    /// For each neighborhood (and, last, for homes in none) how much harder life is there, and how many speak another language.
    neighborhoods: Vec<(f64, f64)>,
    schools: BTreeMap<Level, Vec<&'a School>>,
}

impl<'a> Draw<'a> {
    fn new(atlas: &'a Atlas, options: &'a Options) -> Result<Self, BadValue> {
        // A stream of its own for each wave: the same seed gives different families in different waves of the same city.
        let mut city = ChaCha8Rng::seed_from_u64(options.seed);
        let neighborhoods = (0..=atlas.records.neighborhoods.len())
            .map(|_| {
                (
                    city.random_range(0.55..1.7f64),
                    city.random_range(0.1f64..1.0).powi(2) * 2.6 + 0.1,
                )
            })
            .collect();
        let wave = options
            .wave
            .as_str()
            .bytes()
            .fold(options.seed, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
        let mut schools: BTreeMap<Level, Vec<&School>> = BTreeMap::new();
        for school in &atlas.records.schools {
            for level in &school.levels {
                schools.entry(*level).or_default().push(school);
            }
        }
        let rng = ChaCha8Rng::seed_from_u64(wave);
        Ok(Self {
            atlas,
            options,
            rng,
            homes: places_to_live(atlas)?,
            neighborhoods,
            schools,
        })
    }

    fn family(&mut self, number: usize) -> Option<Response> {
        let home = self.home()?;
        let neighborhood = self
            .atlas
            .records
            .neighborhoods
            .iter()
            .position(|n| areas::holds(&n.surface, home));
        let (hardship, other_languages) =
            self.neighborhoods[neighborhood.unwrap_or(self.neighborhoods.len() - 1)];
        let language = self.language(other_languages);
        let speaks_english = language == "en";
        let answer_rate = if speaks_english {
            ANSWER_RATE.0
        } else {
            ANSWER_RATE.1
        };
        let age = self.rng.random_range(3..=18u32);
        let school_id = self.school(home, age);
        let needs = self.needs(age, hardship, speaks_english);
        let response = self.answers(number, home, language, age);
        let answers = self.rng.random_bool(answer_rate);
        answers.then_some(Response {
            school_id,
            needs,
            ..response
        })
    }

    fn answers(&mut self, number: usize, home: LonLat, language: &str, age: u32) -> Response {
        let wave = &self.options.wave;
        let mut languages: BTreeSet<_> = Language::parse(language)
            .ok()
            .flatten()
            .into_iter()
            .collect();
        if language != "en" && self.rng.random_bool(0.35) {
            languages.extend(Language::parse("en").ok().flatten());
        }
        let times = TIMES[self.rng.random_range(0..TIMES.len())];
        let states_times = self.rng.random_bool(0.85);
        Response {
            id: ResponseId::try_from(format!("{wave}-{:05}", number + 1))
                .expect("the id has a number"),
            wave: wave.clone(),
            home: Some(home),
            school_id: None,
            languages,
            weight: Micro::ONE,
            needs: BTreeSet::new(),
            times: WeekHours::parse(if states_times { times } else { "" })
                .expect("the hours above are well formed"),
            mode: self.one_of(&[
                None,
                Some(Mode::Walk),
                Some(Mode::Drive),
                Some(Mode::Transit),
            ]),
            max_minutes: self
                .one_of(&[None, None, Some(15), Some(20), Some(30), Some(45)])
                .map(Micro::from_whole),
            max_cost: self
                .one_of(&[None, Some(0), Some(0), Some(10), Some(40), Some(100)])
                .map(Micro::from_whole),
            child_age: Some(Micro::from_whole(age)),
            accessibility: if self.rng.random_bool(0.04) {
                BTreeSet::from(["wheelchair".to_owned()])
            } else {
                BTreeSet::new()
            },
            severity: Micro::from_whole(self.rng.random_range(1..=3)),
            trusted: self.trusted(),
            is_simulated: true,
        }
    }

    fn home(&mut self) -> Option<LonLat> {
        let total: f64 = self.homes.iter().map(|(_, weight)| weight).sum();
        let mut left = self.rng.random_range(0.0..total);
        let (surface, _) = self.homes.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        })?;
        let [west, south, east, north] = areas::bounds(surface)?;
        // A surface fills a good part of its box; one that does not is drawn again elsewhere.
        (0..200).find_map(|_| {
            let (lon, lat) = (
                self.rng.random_range(west..=east),
                self.rng.random_range(south..=north),
            );
            let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
            let position = LonLat::try_new(round(lon), round(lat)).ok()?;
            areas::holds(surface, position).then_some(position)
        })
    }

    fn language(&mut self, other_languages: f64) -> &'static str {
        let share = |(n, (_, share)): (usize, &(&str, f64))| {
            if n == 0 {
                *share
            } else {
                share * other_languages
            }
        };
        let total: f64 = LANGUAGES.iter().enumerate().map(share).sum();
        let mut left = self.rng.random_range(0.0..total);
        let found = LANGUAGES.iter().enumerate().find(|language| {
            left -= share(*language);
            left < 0.0
        });
        found.map_or("en", |(_, (tag, _))| *tag)
    }

    fn school(&mut self, home: LonLat, age: u32) -> Option<SchoolId> {
        let level = match age {
            ..=10 => Level::Elementary,
            11..=13 => Level::Middle,
            14.. => Level::High,
        };
        let is_at_zoned_school = self.rng.random_bool(STAYS_IN_ZONE);
        let zone = self
            .atlas
            .records
            .zones
            .iter()
            .find(|zone| zone.level == level && areas::holds(&zone.surface, home));
        let zoned = zone.and_then(|zone| zone.school_id.clone());
        let others = self.schools.get(&level).map_or(&[][..], Vec::as_slice);
        match zoned {
            Some(school) if is_at_zoned_school || others.is_empty() => Some(school),
            _ if others.is_empty() => None,
            _ => Some(others[self.rng.random_range(0..others.len())].id.clone()),
        }
    }

    fn needs(&mut self, age: u32, hardship: f64, speaks_english: bool) -> BTreeSet<CategoryId> {
        let mut needs = BTreeSet::new();
        for (id, rate, ages) in &ASKED {
            let is_for_family = ages.contains(&age) && (*id != "language-help" || !speaks_english);
            let rate = (rate * hardship * if speaks_english { 1.0 } else { 1.25 }).min(0.95);
            // Drawn for every category, so that one family's age does not shift the next family's answers.
            if self.rng.random_bool(rate) && is_for_family {
                needs.extend(category::find(id).map(category::Category::category_id));
            }
        }
        needs
    }

    fn trusted(&mut self) -> BTreeSet<model::ids::OrganizationId> {
        let organizations = &self.atlas.records.organizations;
        let names_one = self.rng.random_bool(0.2);
        if organizations.is_empty() || !names_one {
            return BTreeSet::new();
        }
        BTreeSet::from(
            [organizations[self.rng.random_range(0..organizations.len())]
                .id
                .clone()],
        )
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.rng.random_range(0..choices.len())]
    }
}

/// Where families live, with weights: children where they are counted, else area.
fn places_to_live(atlas: &Atlas) -> Result<Vec<(&Surface, f64)>, BadValue> {
    let records = &atlas.records;
    let counted = records.population.iter().filter(|area| area.children > 0);
    let counted: Vec<_> = counted
        .map(|area| (&area.surface, f64::from(area.children)))
        .collect();
    let by_area = |surface| (surface, areas::area_m2(surface));
    let neighborhoods = records.neighborhoods.iter().map(|n| by_area(&n.surface));
    let first_level = records.zones.iter().map(|zone| zone.level).min();
    let zones = records
        .zones
        .iter()
        .filter(|zone| Some(zone.level) == first_level)
        .map(|zone| by_area(&zone.surface));
    [counted, neighborhoods.collect(), zones.collect()].into_iter().find(|places| !places.is_empty()).ok_or_else(|| {
        BadValue::new("this district", "one with population areas, neighborhoods or attendance zones: import one of them first")
    })
}

/// Gives every answer the families that it stands for: those of its school over its school's answers, where enrollment is known,
/// else those of the district over all answers.
fn weigh(atlas: &Atlas, responses: &mut [Response]) {
    let enrollment = |school: &School| school.enrollment.filter(|n| *n > 0).map(f64::from);
    let enrolled: BTreeMap<_, _> = atlas
        .records
        .schools
        .iter()
        .filter_map(|s| Some((s.id.clone(), enrollment(s)?)))
        .collect();
    let mut answers: BTreeMap<Option<SchoolId>, f64> = BTreeMap::new();
    for response in responses.iter() {
        *answers.entry(response.school_id.clone()).or_default() += 1.0;
    }
    let children: f64 = atlas
        .records
        .population
        .iter()
        .map(|area| f64::from(area.children))
        .sum();
    let all_children = if children > 0.0 {
        children * 0.75
    } else {
        enrolled.values().sum()
    };
    let everywhere = (all_children / CHILDREN_PER_FAMILY / responses.len().max(1) as f64).max(1.0);
    for response in responses {
        let n_answers = answers.get(&response.school_id).copied().unwrap_or(1.0);
        let students = response
            .school_id
            .as_ref()
            .and_then(|school| enrolled.get(school));
        let families = students.map_or(everywhere, |students| {
            (students / CHILDREN_PER_FAMILY / n_answers).max(1.0)
        });
        response.weight = Micro::from_millionths((families * 100.0).round() as u64 * 10_000);
    }
}
